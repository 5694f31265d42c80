"""Where a cell parts from the outcome that was wanted of it: its findings, part by part, with the part that decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sanctioncheck.engine.assess import Assessment
from sanctioncheck.engine.judge import Heard, hear
from sanctioncheck.engine.plan import PlannedRule, forced_runs
from sanctioncheck.model.finding import Cell, Finding
from sanctioncheck.model.time import format_known
from sanctioncheck.model.truth import RANK, Value, state_at

__all__ = ["parted"]

_HERE = "   <- here they part"
_MOST = 3
"""Findings that are told."""
_SIGN = {"shown": "●", "shown-false": "○", "disputed": "◐", "unknown": "?"}
_NEEDS = {"not-violated": "shown-false", "undetermined": "unknown", "contested": "disputed"}
"""The state that some element must have for an outcome."""


def parted(assessment: Assessment, cell: Cell, wanted: str, position: str = "", reading: str = "") -> Iterator[str]:
    """Tell the findings of a cell part by part.

    Args:
        assessment: the judged case.
        cell: the cell that came out otherwise.
        wanted: the outcome that was wanted.
        position: the point of law that is read in a certain way, if any is.
        reading: the way.

    Yields:
        Lines of text; the part where the finding leaves the way to what was wanted is marked.
    """
    planned = next(each for each in assessment.plan.rules if each.rule.id == cell.rule_id)
    if not cell.findings:
        yield from _unopened(cell, planned, assessment)
    for finding in cell.findings[:_MOST]:
        yield from _finding(assessment, finding, planned, (position, reading), wanted)
    if len(cell.findings) > _MOST:
        yield f"and {len(cell.findings) - _MOST} more findings"


def _unopened(cell: Cell, planned: PlannedRule, assessment: Assessment) -> Iterator[str]:
    trigger = planned.rule.elements[planned.rule.norm.trigger]
    outcome = cell.outcome(assessment.standard)
    if outcome == "not-applicable":
        yield f"no finding: the norm does not bind {cell.actor}, or was not in force on the day{_HERE}"
    else:
        yield f"no finding: nothing shows the trigger, {planned.rule.norm.trigger}: {trigger.ask}{_HERE}"


def _finding(
    assessment: Assessment, finding: Finding, planned: PlannedRule, read: tuple[str, str], wanted: str
) -> Iterator[str]:
    rank = RANK[assessment.standard]
    runs = forced_runs(planned, *read) if read[0] else planned.base_runs
    env = dict(finding.bindings)
    row = next((row for *here, row in finding.readings if here == [*read]), finding.by_standard)
    told = ", ".join(f"{name[1:]} = {ident}" for name, ident in finding.bindings)
    yield f"finding with {told}, {format_known(finding.when)}: {row[rank]}"
    heard = [
        (run, hear(planned, assessment.court.machine(run), env, finding.when))
        for run in runs
        if (finding.bindings, finding.when) in assessment.court.judged(planned, run)
    ]
    if not heard:
        yield f"  opened only by what the case assumes{_HERE}"
        return
    rows = list(_rows(planned, heard, rank, env))
    mark = _deciding(rows, wanted)
    width = max(len(name) for name, _, _ in rows)
    wide = max(len(states) for _, states, _ in rows)
    for at, (name, states, ask) in enumerate(rows):
        sign = _SIGN.get(states.split(" ")[0].rstrip(";"), "·")
        yield f"  {sign} {name:<{width}}  {states:<{wide}}  {ask}{_HERE if at == mark else ''}".rstrip()


Row = tuple[str, str, str]


def _rows(planned: PlannedRule, heard: Sequence[tuple[object, Heard]], rank: int, env: dict[str, str]) -> Iterator[Row]:
    first = heard[0][1]
    bearer = [state_at(each.bearer, rank) for _, each in heard]
    if any(state != "shown" for state in bearer):
        yield "bearer", _joined(bearer), "Does the norm bind this actor?"
    if first.in_time is not True:
        yield "time", "shown-false" if first.in_time is False else "unknown", "Was the norm in force then?"
    for at, element in enumerate(planned.elements):
        states = [state_at(each.elements[at], rank) for _, each in heard]
        yield element.id, _joined(states), _asked(planned.rule.elements[element.id].ask, env)
    for at, defence in enumerate(planned.defences):
        values: list[Value] = [(*each.exceptions[at], *each.excluded[at]) for _, each in heard]
        yield f"unless {defence.id}", _joined([_holds(value, rank) for value in values]), ""


def _holds(value: Value, rank: int) -> str:
    """Say how an exception stands: it holds in both hearings, in one, in none, or is answered."""
    claimant, respondent, free, free_too = (bool(each >> rank & 1) for each in value)
    if claimant and respondent:
        return "holds"
    if claimant or respondent:
        return "holds in one hearing"
    return "does not hold" if free and free_too else "is not shown"


def _joined(states: Sequence[str]) -> str:
    """Join the states under the base readings: one word where they agree."""
    return states[0] if len(set(states)) == 1 else "; ".join(dict.fromkeys(states)) + " (the readings differ)"


def _asked(ask: str, env: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: env.get(f"${found[1]}", found[0]), ask)


def _deciding(rows: list[Row], wanted: str) -> int | None:
    """Find the row at which a finding leaves the way to an outcome; None where it is no single one."""
    elements = [(at, states) for at, (name, states, _) in enumerate(rows) if not name.startswith("unless ")]
    exceptions = [(at, states) for at, (name, states, _) in enumerate(rows) if name.startswith("unless ")]
    open_elements = [at for at, states in elements if states != "shown"]
    if wanted == "violated":
        return next(iter(open_elements), next((at for at, states in exceptions if states != "is not shown"), None))
    if wanted == "excused":
        return next(iter(open_elements), next((at for at, _ in exceptions), None))
    needed = _NEEDS.get(wanted)
    if needed is None or any(needed in states for _, states in elements):
        return next((at for at, states in elements if states != "shown" and needed not in (states,)), None)
    return next(iter(open_elements), next((at for at, states in exceptions if "holds" in states), elements[-1][0]))
