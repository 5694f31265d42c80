"""One finding heard twice: bearer, time, elements and exceptions to an outcome at every standard."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.defeat import answered, holding
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import PlannedRule
from sanctioncheck.model.finding import ByStandard, Outcome
from sanctioncheck.model.time import When
from sanctioncheck.model.truth import FALSE, FULL, STANDARDS, TRUE, UNKNOWN, Value, every


class Heard(NamedTuple):
    """Everything that decides a finding: its bearer, its elements in order, and what holds of its exceptions."""

    bearer: Value
    in_time: bool | None
    elements: tuple[Value, ...]
    exceptions: tuple[tuple[int, int], ...]
    excluded: tuple[tuple[int, int], ...]
    """For each exception the standards at which it need trouble the claimant no more, in both hearings."""


def moment_of(planned: PlannedRule, machine: Machine, env: Env, when: When) -> Moment:
    """Give the moment at which a finding is heard."""
    trigger = planned.trigger
    args = tuple(env.get(arg, arg) for arg in trigger.args)
    quantities = machine.index.weighed(trigger.symbol, args, when).quantities
    return Moment(planned.rule.span.part(when), when, quantities)


def hear(planned: PlannedRule, machine: Machine, env: Env, when: When) -> Heard:
    """Hear the parts of a finding."""
    moment = moment_of(planned, machine, env, when)
    later = moment._replace(later=True)
    in_time = planned.rule.span.fits(when)
    elements = tuple(
        e.when.under(machine.run).hear(machine, env, later if e.may_follow else moment) for e in planned.elements
    )
    exceptions = tuple(holding(machine, d, env, moment) for d in planned.defences)
    excluded = tuple(
        answered(machine, d, env, moment) if d.burden == "claimant" else (FULL, FULL) for d in planned.defences
    )
    return Heard(bearer(planned, machine, env, moment), in_time, elements, exceptions, excluded)


def bearer(planned: PlannedRule, machine: Machine, env: Env, moment: Moment) -> Value:
    """Hear whether the norm binds the one who acted."""
    named = named_as_bearer(planned, machine, env[planned.rule.norm.bearer.var])
    return FALSE if named == FALSE else every((named, planned.bearer.hear(machine, env, moment)))


def named_as_bearer(planned: PlannedRule, machine: Machine, who: str) -> Value:
    """Hear whether somebody is the one whom the norm names, and none whom it excepts by name; true at any time."""
    rule = planned.rule.norm.bearer
    named: Value = TRUE
    for other, wanted in ((rule.is_, True), (rule.is_not, False)):
        if other is not None:
            same = UNKNOWN if frozenset((who, other)) in machine.evidence.possibly_same else FALSE
            same = TRUE if who == other else same
            named = every((named, same if wanted else (same[3], same[2], same[1], same[0])))
    return named


@lru_cache(maxsize=10_000)
def outcomes(heard: Heard) -> ByStandard:
    """Give the outcome at every standard: the claimant's hearing decides, and the respondent's can only contest it."""
    both = hearings(heard)
    out: list[Outcome] = []
    for rank in range(len(STANDARDS)):
        claimant, respondent = (hearing[rank] for hearing in both)
        out.append("contested" if claimant == "violated" != respondent else claimant)
    return tuple(out)


def hearings(heard: Heard) -> tuple[ByStandard, ByStandard]:
    """Give the outcomes at every standard in the claimant's and in the respondent's hearing."""
    return tuple(_hearing(heard, 0)), tuple(_hearing(heard, 1))


def _hearing(heard: Heard, side: int) -> list[Outcome]:
    true, false = 2 * side, 2 * side + 1
    unbound = FULL if heard.in_time is False else heard.bearer[false]
    failed, shown = 0, heard.bearer[true] if heard.in_time else 0
    for element in heard.elements:
        failed |= element[false]
        shown &= element[true]
    excused = troubled = 0
    for holds, excluded in zip(heard.exceptions, heard.excluded, strict=True):
        excused |= holds[side]
        troubled |= FULL & ~(holds[side] | excluded[side])
    out: list[Outcome] = []
    for rank in range(len(STANDARDS)):
        bit = 1 << rank
        if unbound & bit:
            out.append("not-applicable")
        elif failed & bit:
            out.append("not-violated")
        elif not shown & bit:
            out.append("undetermined")
        elif excused & bit:
            out.append("excused")
        elif troubled & bit:
            out.append("undetermined")
        else:
            out.append("violated")
    return out
