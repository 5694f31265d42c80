"""Two results side by side: which cells come out otherwise, at which step their traces part, and on which inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.explain.parting import parting
from sanctioncheck.model.difference import CellDifference, Difference, InputDifference, ReadingDifference, Verdict
from sanctioncheck.model.finding import QUIET, Effect, word
from sanctioncheck.model.result import CaseResult, CellNode, FactNode, JudgementNode, ReadingNode

"""What says no more than that nothing happened; a cell that one side lacks and the other has so is no difference."""


def differences(before: CaseResult, after: CaseResult) -> Difference:
    """Compare two results that were told whole, under the same law and at the same standard.

    A cell differs where its outcome does, the standard that it reaches, or what follows from a reading of the law. A
    cell that only one side has counts where it says something.

    Args:
        before: the first result; of a `whatif` the case as it is.
        after: the second.
    """
    left = {(cell.actor, cell.norm): cell for cell in before.cells}
    right = {(cell.actor, cell.norm): cell for cell in after.cells}
    names = {column.id: column.name for column in (*after.columns, *before.columns)}
    pairs = [(left.get(key), right.get(key)) for key in dict.fromkeys((*left, *right))]
    stand = _standing(before), _standing(after)
    cells = tuple(fresh(found, stand) for one, other in pairs if (found := cell_difference(one, other, names)))
    return Difference(
        before=before.case,
        after=after.case,
        standard=before.standard,
        cells=cells,
        inputs=tuple(_inputs(before, after)),
        as_of=(before.as_of, after.as_of),
        same=len(pairs) - len(cells),
    )


def cell_difference(
    before: CellNode | None, after: CellNode | None, names: dict[str, str] | None = None
) -> CellDifference | None:
    """Give how one cell differs, or ``None`` where it comes out alike; ``names`` says what actors are called.

    >>> cell_difference(None, None) is None
    True
    """
    either = before or after
    if either is None or (None in (before, after) and either.outcome in QUIET):
        return None
    verdicts = verdict(before), verdict(after)
    readings = tuple(_readings(before, after, either.effect))
    if verdicts[0] == verdicts[1] and not readings:
        return None
    steps, leaves = parting(before, after)
    return CellDifference(
        actor=either.actor,
        name=(names or {}).get(either.actor, either.actor),
        norm=either.norm,
        label=either.label,
        title=either.title,
        effect=either.effect,
        before=verdicts[0],
        after=verdicts[1],
        readings=readings,
        steps=steps,
        leaves=leaves,
    )


def _standing(case: CaseResult) -> frozenset[tuple[str, str]]:
    """Give the passages of a case that are evidence in it, each as its fact and words."""
    facts = (fact for fact in case.facts if fact.review == "accepted" and fact.status == "actual")
    return frozenset((leaf.id, leaf.text) for fact in facts for leaf in fact.leaves)


def fresh(cell: CellDifference, stand: tuple[frozenset[tuple[str, str]], ...]) -> CellDifference:
    """Leave out the leaves that the other side has too, only not at this step; unless there are no others."""
    other = {"before": stand[1], "after": stand[0]}
    kept = tuple(each for each in cell.leaves if (each.leaf.id, each.leaf.text) not in other[each.only])
    return cell.model_copy(update={"leaves": kept}) if kept else cell


def verdict(cell: CellNode | None) -> Verdict | None:
    """Give what a cell says, where there is one."""
    if cell is None:
        return None
    return Verdict(outcome=cell.outcome, word=cell.word, standard_reached=cell.standard_reached)


def _readings(before: CellNode | None, after: CellNode | None, effect: Effect) -> Iterator[ReadingDifference]:
    sides = [{(r.position, r.reading): r for r in cell.readings} if cell else {} for cell in (before, after)]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        one, other = (side.get(key) for side in sides)
        verdicts = _of_reading(one, effect), _of_reading(other, effect)
        reading = one or other
        # Where one side has no findings it has no readings either, and that says nothing of the reading.
        if reading is None or None in verdicts or verdicts[0] == verdicts[1]:
            continue
        yield ReadingDifference(
            position=reading.position,
            reading=reading.reading,
            label=reading.label,
            held_by=reading.held_by,
            before=verdicts[0],
            after=verdicts[1],
        )


def _of_reading(reading: ReadingNode | None, effect: Effect) -> Verdict | None:
    if reading is None:
        return None
    said = word(reading.outcome, effect, reading.standard_reached)
    return Verdict(outcome=reading.outcome, word=said, standard_reached=reading.standard_reached)


def _inputs(before: CaseResult, after: CaseResult) -> Iterator[InputDifference]:
    yield from _facts(before.facts, after.facts)
    judged = [{j.id: _judged(j) for j in c.judgements if j.kind == "judgement"} for c in (before, after)]
    yield from _texts("judgement", *judged)
    yield from _texts("assumption", before.assumptions, after.assumptions)
    yield from _texts("refusal", before.refused, after.refused)


def _judged(judgement: JudgementNode) -> str:
    rests_on = ", ".join(judgement.rests_on)
    return f"{judgement.text}: {judgement.reason} (by {judgement.by}, on {rests_on})"


def _facts(before: Iterable[FactNode], after: Iterable[FactNode]) -> Iterator[InputDifference]:
    left, right = ({fact.id: fact for fact in facts} for facts in (before, after))
    # Two cases may call one fact by two names.
    said = {(fact.text, fact.when): fact.id for fact in right.values() if fact.id not in left}
    twins = {i: said[f.text, f.when] for i, f in left.items() if i not in right and (f.text, f.when) in said}
    for ident, fact in left.items():
        other = right.get(twins.get(ident, ident))
        if other is None:
            yield InputDifference(kind="fact", id=ident, text=fact.text, only="before")
        elif changed := _changed(fact, other):
            yield InputDifference(kind="fact", id=ident, text=other.text, changed=changed)
    for ident, fact in right.items():
        if ident not in left and ident not in twins.values():
            yield InputDifference(kind="fact", id=ident, text=fact.text, only="after")


def _changed(one: FactNode, other: FactNode) -> tuple[str, ...]:
    fields = {"statement": "text", "date": "when", "status": "status", "review": "review"}
    found = [name for name, field in fields.items() if getattr(one, field) != getattr(other, field)]
    passages = [[leaf.model_copy(update={"id": "", "grade": None}) for leaf in fact.leaves] for fact in (one, other)]
    found += ["passages"] if passages[0] != passages[1] else []
    grades = [[leaf.grade for leaf in fact.leaves] for fact in (one, other)]
    found += ["weight"] if passages[0] == passages[1] and grades[0] != grades[1] else []
    return tuple(found)


def _texts(kind: str, before: dict[str, str], after: dict[str, str]) -> Iterator[InputDifference]:
    for ident in dict.fromkeys((*before, *after)):
        one, other = before.get(ident), after.get(ident)
        if one != other:
            only = "before" if other is None else "after" if one is None else None
            yield InputDifference(
                kind=kind,  # type: ignore[arg-type]
                id=ident,
                text=other or one or "",
                only=only,  # type: ignore[arg-type]
                changed=() if only else ("statement",),
            )
