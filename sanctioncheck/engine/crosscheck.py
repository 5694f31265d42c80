"""The derivations of two engines, side by side: what each norm came to, in each hearing, under each reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sanctioncheck.engine.assess import Court, runs_of, seeds
from sanctioncheck.engine.budget import CUT_BY, reason
from sanctioncheck.engine.durable.child import Chained, Second
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import Heard, hear, outcomes
from sanctioncheck.engine.plan import Plan, PlannedRule, Run
from sanctioncheck.model.evidence import Weighing
from sanctioncheck.model.firing import Derived
from sanctioncheck.model.time import When
from sanctioncheck.model.truth import STANDARDS, Standard

Norms = tuple[tuple[str, tuple[Run, ...]], ...]
"""Norm to the choices of readings under which it is judged."""
Finding = tuple[str, Run, tuple[tuple[str, str], ...], When, bool]


class Difference(NamedTuple):
    """One thing that two engines do not say alike."""

    norm: str
    run: Run
    bindings: tuple[tuple[str, str], ...]
    when: When
    claimant: bool
    """Whether it is the claimant's hearing."""
    part: str
    """`opened`, `in force`, `bearer`, `element NAME`, `exception NAME`, `exclusion NAME` or `outcome`."""
    standard: Standard | None
    """The lowest standard at which they differ; none where that is no matter of a standard."""
    native: str
    durable: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of having a case judged by both engines."""

    derivations: int = 0
    """How many were compared: a finding, under one choice of readings, in one hearing, of one body of evidence."""
    differences: tuple[Difference, ...] = ()
    failure: str = ""
    """Why nothing was compared."""
    refused: tuple[tuple[str, str], ...] = ()
    """Norms that were not compared: each with the limit of durable_rules or the budget that it would cross."""


def cross_check(second: Second, plan: Plan, weighing: Weighing) -> Checked:
    """Have a case judged by the second engine too, and compare every derivation.

    Args:
        second: the second engine, with the rulebook of the plan.
        plan: the compiled rulebook.
        weighing: the weighed evidence; each body of evidence in it is compared.
    """
    number, found, refused = 0, list[Difference](), dict[str, str]()
    for evidence in (weighing.plain, weighing.firm, weighing.assumed, weighing.assumed_firm):
        if evidence is None:
            continue
        court = Court(plan, Index(plan, evidence))
        chained = second.judge(evidence, asked_of(court))
        if chained.failure:
            return Checked(failure=chained.failure)
        compared, here, cut = side_by_side(court, chained)
        if here:
            # What a new process does not say again is a fault of the library, and no difference between the engines.
            second.close()
            if second.judge(evidence, asked_of(court)).derived != chained.derived:
                return Checked(failure="durable_rules did not say the same twice")
        number, refused, found = number + compared, refused | chained.refused | cut, found + here
    return Checked(number, tuple(found), "", tuple(sorted(refused.items())))


def side_by_side(court: Court, chained: Chained) -> tuple[int, list[Difference], dict[str, str]]:
    """Compare what both engines say of one body of evidence, derivations and outcomes.

    Returns:
        How many derivations were compared, where they differ, and the norms that the native engine did not go through,
        each with why.
    """
    cut: dict[str, str] = {}
    native = [derived for derived in derivations(court, cut) if derived.norm not in chained.refused]
    theirs = [derived for derived in chained.derived if derived.norm not in cut]
    apart = outcomes_apart(court, theirs, {*cut, *chained.refused})
    return len(native), [*differences(court, native, theirs), *apart], cut


def ask(second: Second, plan: Plan, weighing: Weighing) -> None:
    """Put the first question of `cross_check`, so that the second engine works while the first goes on."""
    second.ask(weighing.plain, asked_of(Court(plan, Index(plan, weighing.plain))))


def decide(second: Second, court: Court) -> str:
    """Let the second engine decide every outcome of a court; the native one only tells them.

    Returns:
        Why it could not, or nothing.
    """
    asked = asked_of(court)
    chained = second.judge(court.index.evidence, asked)
    if chained.failure or chained.refused:
        return chained.failure or "; ".join(sorted(chained.refused.values()))
    court.results.update({(norm, run): {} for norm, runs in asked for run in runs})
    mine = [derived for derived in chained.derived if derived.claimant]
    others = {derived[:4]: derived for derived in chained.derived if not derived.claimant}
    for one in mine:
        row = outcomes(_heard(one, others[one[:4]]))
        court.results[one.norm, one.run][one.bindings, one.when] = row
    return ""


def _heard(one: Derived, other: Derived) -> Heard:
    return Heard(
        (*one.bearer, *other.bearer), one.in_time,
        tuple((*mine, *yours) for mine, yours in zip(one.elements, other.elements, strict=True)),
        tuple(zip(one.exceptions, other.exceptions, strict=True)),
        tuple(zip(one.excluded, other.excluded, strict=True)),
    )  # fmt: skip


def asked_of(court: Court) -> Norms:
    """Give every norm of a court's plan, with each choice of readings under which it is heard."""
    return tuple((planned.rule.id, runs_of(planned, court.plan)) for planned in court.plan.rules)


def derivations(court: Court, cut: dict[str, str] | None = None) -> Iterator[Derived]:
    """Give what the native engine derives: each finding, under each choice of readings, in each hearing.

    Args:
        court: where it is derived.
        cut: filled with the norms that take more than their budget, each with why; of these nothing is given.
    """
    for planned in court.plan.rules:
        court.index.budget.renew()
        try:
            found = [derived for run in runs_of(planned, court.plan) for derived in _of_norm(planned, court, run)]
        except CUT_BY as error:
            if cut is None:
                raise
            cut[planned.rule.id] = f"`{planned.rule.id}` takes more than its budget ({reason(error)})"
            continue
        yield from found


def _of_norm(planned: PlannedRule, court: Court, run: Run) -> Iterator[Derived]:
    machine = court.machine(run)
    for bindings, when in seeds(planned, machine):
        heard = hear(planned, machine, dict(bindings), when)
        for claimant in (True, False):
            yield _derived(planned, run, bindings, when, heard, claimant)


def outcomes_apart(court: Court, durable: Iterable[Derived], left_out: set[str]) -> Iterator[Difference]:
    """Give where the outcomes that the matrix is made of are not those of the other engine.

    The native engine judges things of which a case says the same only once; what it takes over must be right too.
    """
    sides: dict[tuple[str, Run, tuple[tuple[str, str], ...], When], dict[bool, Derived]] = {}
    for derived in durable:
        sides.setdefault(derived[:4], {})[derived.claimant] = derived
    for planned in court.plan.rules:
        court.index.budget.renew()
        for run in () if planned.rule.id in left_out else runs_of(planned, court.plan):
            for (bindings, when), row in sorted(court.judged(planned, run).items()):
                both = sides.get((planned.rule.id, run, bindings, when))
                if both is None or len(both) < 2:
                    continue
                theirs = outcomes(_heard(both[True], both[False]))
                for rank, (mine, yours) in enumerate(zip(row, theirs, strict=True)):
                    if mine != yours:
                        yield Difference(
                            planned.rule.id, run, bindings, when, True, "outcome", STANDARDS[rank], mine, yours
                        )
                        break


def _derived(
    planned: PlannedRule, run: Run, bindings: tuple[tuple[str, str], ...], when: When, heard: Heard, claimant: bool
) -> Derived:
    side = 0 if claimant else 1
    bearer, elements = heard.bearer[2 * side : 2 * side + 2], [e[2 * side : 2 * side + 2] for e in heard.elements]
    return Derived(
        planned.rule.id, run, bindings, when, claimant, heard.in_time, (bearer[0], bearer[1]),
        tuple((e[0], e[1]) for e in elements), tuple(holds[side] for holds in heard.exceptions),
        tuple(excluded[side] for excluded in heard.excluded),
    )  # fmt: skip


def differences(court: Court, native: Iterable[Derived], durable: Iterable[Derived]) -> Iterator[Difference]:
    """Give everything that two engines do not say alike, in order.

    Args:
        court: where the names of elements and exceptions are taken from.
        native: what the native engine derived.
        durable: what the other derived.
    """
    one, other = {d[:5]: d for d in native}, {d[:5]: d for d in durable}
    names = {planned.rule.id: planned for planned in court.plan.rules}
    for key in sorted({*one, *other}):
        planned = names[key[0]]
        if key not in one or key not in other:
            said = ("yes" if key in one else "no", "yes" if key in other else "no")
            yield Difference(*key, "opened", None, *said)
            continue
        yield from _parts(planned, key, one[key], other[key])


def _parts(planned: PlannedRule, key: Finding, one: Derived, other: Derived) -> Iterator[Difference]:
    if one.in_time != other.in_time:
        yield Difference(*key, "in force", None, _said(one.in_time), _said(other.in_time))
    pairs = [("bearer", one.bearer, other.bearer)]
    for element, mine, yours in zip(planned.elements, one.elements, other.elements, strict=True):
        pairs.append((f"element {element.id}", mine, yours))
    for word, ours, theirs in (
        ("exception", one.exceptions, other.exceptions),
        ("exclusion", one.excluded, other.excluded),
    ):
        for defence, holds, held in zip(planned.defences, ours, theirs, strict=True):
            pairs.append((f"{word} {defence.id}", (holds, ~holds), (held, ~held)))
    for part, mine, yours in pairs:
        if mine != yours:
            ranks = [r for r in range(len(STANDARDS)) if _truth(mine, r) != _truth(yours, r)]
            rank = ranks[0] if ranks else 0
            said = _said(_truth(mine, rank)), _said(_truth(yours, rank))
            yield Difference(*key, part, STANDARDS[rank], *said)


def _truth(masks: tuple[int, int], rank: int) -> bool | None:
    yes, no = (bool(mask >> rank & 1) for mask in masks)
    return None if yes == no else yes


def _said(truth: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[truth]
