"""Why a cell comes out otherwise in two runs: the standard asked for, the day, the inputs, or the law and its rules."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.explain.parting import followed
from sanctioncheck.explain.walk import leaves_of
from sanctioncheck.model.compared import CellReasons, Reason
from sanctioncheck.model.difference import CellDifference, Difference
from sanctioncheck.model.result import CaseResult, CellNode, ElementNode
from sanctioncheck.model.truth import STANDARDS, Standard, State

__all__ = ["law_of", "reasons"]

Sides = tuple[CaseResult, CaseResult]
Pair = tuple[CellNode | None, CellNode | None]

_LAW = ("citation", "gist", "force", "modality", "effect", "bearer")
"""What a cell says of its norm."""


def reasons(
    before: CaseResult, after: CaseResult, difference: Difference, changed: frozenset[str] | None = None
) -> tuple[CellReasons, ...]:
    """Give the reasons for each cell that comes out otherwise, beside the step at which its traces part.

    Args:
        before: the first result.
        after: the second.
        difference: what `sanctioncheck.explain.differ.differences` found in the two.
        changed: the names of the rules that were changed, as cells name them; None where that is not known, and where
            both were judged by the same rules.
    """
    sides = before, after
    cells = [{(cell.actor, cell.norm): cell for cell in side.cells} for side in sides]
    told = []
    for each in difference.cells:
        pair = cells[0].get((each.actor, each.norm)), cells[1].get((each.actor, each.norm))
        found = (
            *_standard(pair, sides),
            *_not_yet_known(pair, sides),
            *_inputs(pair, sides, difference),
            *_elements(pair, each, sides),
            *_exceptions(pair, each),
            *_law(pair),
            *_rules(pair, changed),
            *_cut(pair),
            *_absent(each, sides),
        )
        if not found and not each.steps and not each.readings:
            found = (Reason(kind="untold"),)
        told.append(CellReasons(actor=each.actor, norm=each.norm, reasons=found))
    return tuple(told)


def law_of(cell: CellNode) -> Iterator[str]:
    """Give all of the law that a cell leans on: provisions, bridges, findings; judgements of the case beside them."""
    yield cell.provision
    yield from cell.leans_on
    yield from cell.judgements
    yield from cell.background
    yield from cell.refused


def _standard(pair: Pair, sides: Sides) -> Iterator[Reason]:
    asked = sides[0].standard, sides[1].standard
    turns = any(cell is not None and cell.by_standard[asked[0]] != cell.by_standard[asked[1]] for cell in pair)
    if asked[0] == asked[1] or not turns:
        return
    proved = tuple(cell.standard_reached if cell is not None else None for cell in pair)
    yield Reason(kind="standard", before=asked[0], after=asked[1], reached=(proved[0], proved[1]))
    one, other = pair
    if one is not None and other is not None and one.by_standard == other.by_standard:
        yield Reason(kind="alike")


def _not_yet_known(pair: Pair, sides: Sides) -> Iterator[Reason]:
    """Name the facts that one side does not know yet, and on which the cell leans where they are known."""
    leaned = [_leaned(cell) for cell in pair]
    for at, other in ((0, 1), (1, 0)):
        new = set(sides[at].not_yet_known) - set(sides[other].not_yet_known)
        if found := tuple(sorted(new & leaned[other])):
            day = sides[at].as_of
            yield Reason(kind="unknown-then", before=None if at else day, after=day if at else None, ids=found)


def _inputs(pair: Pair, sides: Sides, difference: Difference) -> Iterator[Reason]:
    """Name the inputs that differ, and on which the cell leans on either side."""
    day = set(sides[0].not_yet_known) ^ set(sides[1].not_yet_known)
    leaned = _leaned(pair[0]) | _leaned(pair[1])
    # A fact that one side does not know yet weighs nothing there; that is told as what it is.
    found = [each.id for each in difference.inputs if not (each.id in day and each.changed == ("weight",))]
    if ids := tuple(dict.fromkeys(ident for ident in found if ident in leaned)):
        yield Reason(kind="input", ids=ids)


def _leaned(cell: CellNode | None) -> frozenset[str]:
    """Give the ids of all inputs that a cell leans on, wherever they stand in its trace."""
    if cell is None:
        return frozenset()
    nodes = [element.node for finding in cell.findings for element in finding.elements]
    clauses = [clause for finding in cell.findings for clause in finding.exceptions]
    nodes += [clause.node for clause in clauses] + [answer.node for clause in clauses for answer in clause.unless]
    leaves = [leaf for node in nodes for leaf in leaves_of(node)]
    ids = {leaf.id for leaf in leaves} | {ident for leaf in leaves for ident in leaf.rests_on}
    ids |= {ident for clause in clauses for ident in clause.invoked_by}
    return frozenset(ids | {*cell.judgements, *cell.background, *cell.refused, *cell.assumptions})


def _elements(pair: Pair, cell: CellDifference, sides: Sides) -> Iterator[Reason]:
    """Name the elements that stand otherwise; those of the steps only where another standard is asked for."""
    one, other = followed(*pair)
    if one is None or other is None:
        return
    told = {step.id for step in cell.steps if step.place == "element"}
    if sides[0].standard != sides[1].standard:
        told = set()
    left, right = ({element.id: element for element in finding.elements} for finding in (one, other))
    for ident in dict.fromkeys((*left, *right)):
        a, b = left.get(ident), right.get(ident)
        either = a or b
        if either is not None and ident not in told and _state(a) != _state(b):
            yield Reason(
                kind="element",
                id=ident,
                text=either.ask,
                before=_state(a),
                after=_state(b),
                reached=(_up_to(a), _up_to(b)),
            )


def _state(element: ElementNode | None) -> State | None:
    return None if element is None else element.state


def _up_to(element: ElementNode | None) -> Standard | None:
    """Give the highest standard at which an element is shown."""
    shown = [standard for standard in STANDARDS if element is not None and element.states[standard] == "shown"]
    return shown[-1] if shown else None


def _exceptions(pair: Pair, cell: CellDifference) -> Iterator[Reason]:
    one, other = followed(*pair)
    if one is None or other is None:
        return
    told = {step.id for step in cell.steps if step.place in ("exception", "answer")}
    left, right = ({clause.id: clause for clause in finding.exceptions} for finding in (one, other))
    for ident in dict.fromkeys((*left, *right)):
        a, b = left.get(ident), right.get(ident)
        states = a.state if a is not None else None, b.state if b is not None else None
        either = a or b
        if either is not None and ident not in told and states[0] != states[1]:
            yield Reason(kind="exception", id=ident, text=either.gist, before=states[0], after=states[1])


def _law(pair: Pair) -> Iterator[Reason]:
    """Say what of the norm itself is otherwise, as the two cells state it."""
    one, other = pair
    if one is None or other is None:
        return
    for part in _LAW:
        before, after = str(getattr(one, part)), str(getattr(other, part))
        if before != after:
            yield Reason(kind="law", id=part, before=before, after=after)
    if one.in_force != other.in_force:
        yield Reason(kind="law", id="in_force", before=_listed(one.in_force), after=_listed(other.in_force))
    findings = followed(one, other)
    if findings[0] is None or findings[1] is None:
        return
    for part in ("elements", "exceptions"):
        ids = [tuple(each.id for each in getattr(finding, part)) for finding in findings]
        if ids[0] != ids[1]:
            yield Reason(kind="law", id=part, before=_listed(ids[0]), after=_listed(ids[1]))


def _listed(texts: tuple[str, ...]) -> str | None:
    return "; ".join(texts) or None


def _rules(pair: Pair, changed: frozenset[str] | None) -> Iterator[Reason]:
    if changed is None:
        return
    leaned = {name for cell in pair if cell is not None for name in law_of(cell)}
    yield Reason(kind="rule", ids=tuple(sorted(changed & leaned)))


def _cut(pair: Pair) -> Iterator[Reason]:
    cuts = [cell.cut if cell is not None else None for cell in pair]
    if cuts[0] != cuts[1]:
        yield Reason(kind="cut", before=cuts[0], after=cuts[1])


def _absent(cell: CellDifference, sides: Sides) -> Iterator[Reason]:
    """Say why one side has no such cell."""
    if cell.before is None:
        yield Reason(kind="absent", before=_why_absent(cell, sides[0]))
    elif cell.after is None:
        yield Reason(kind="absent", after=_why_absent(cell, sides[1]))


def _why_absent(cell: CellDifference, side: CaseResult) -> str:
    if cell.actor in side.left_out:
        return "left-out"
    if cell.actor not in side.actors:
        return "no-column"
    return "applies-to-nobody" if cell.norm in side.hidden else "no-norm"
