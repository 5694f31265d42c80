"""What comes out otherwise, ready to print: each cell before and after, and the step where the traces part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctioncheck.model.difference import CellDifference, Difference, InputDifference, Step, Verdict
from sanctioncheck.model.finding import SIGNS
from sanctioncheck.model.truth import RANK
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.outline import STEADY_WIDTH, Branch, Outline, Section, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import evidence, unstopped

Names = Mapping[str, str]


def to_text(outline: Outline, disclaimer: str, width: int = STEADY_WIDTH) -> str:
    """Write an outline of differences in plain text."""
    return "\n".join([as_text(outline, width), "", *wrapped(plain(disclaimer), width)]) + "\n"


def to_markdown(outline: Outline, disclaimer: str) -> str:
    """Write an outline of differences in Markdown."""
    return f"{as_markdown(outline)}\n\n*{markdown(disclaimer)}*\n"


def outline(
    title: str,
    lines: tuple[str, ...],
    difference: Difference,
    names: Names,
    sides: tuple[str, str] = ("before", "after"),
) -> Outline:
    """Draw a difference.

    Args:
        title: the heading.
        lines: what stands under it.
        difference: what differs.
        names: the actors' ids to their names.
        sides: what the two sides are called.
    """
    cells = tuple(told_cell(cell, names, sides) for cell in difference.cells)
    rest = besidewords.DIFFER_SAME.format(number=difference.same) if cells else besidewords.DIFFER_NOTHING
    inputs = tuple(Branch(told_input(each, sides)) for each in difference.inputs)
    sections = (Section(besidewords.DIFFER_CELLS, cells), Section(besidewords.DIFFER_INPUTS, inputs))
    return Outline(title, (*lines, rest), sections)


def told_cell(cell: CellDifference, names: Names, sides: tuple[str, str]) -> Branch:
    """Draw one cell that comes out otherwise, with the step where its traces part."""
    before, after = verdict_line(cell.before), verdict_line(cell.after)
    head = besidewords.DIFFER_CELL.format(
        actor=cell.name, norm=cell.label, title=cell.title, before=before, after=after
    )
    return Branch(head, tuple(_why(cell, names, sides)))


def _why(cell: CellDifference, names: Names, sides: tuple[str, str]) -> Iterator[Branch]:
    if cell.steps:
        yield Branch(besidewords.DIFFER_PART, tuple(Branch(_step(step)) for step in cell.steps))
    for each in cell.leaves:
        side = sides[0] if each.only == "before" else sides[1]
        yield Branch(besidewords.DIFFER_LEAF.format(side=side, line=evidence(each.leaf, names)))
    for reading in cell.readings:
        yield Branch(
            besidewords.DIFFER_READING.format(
                label=reading.label, before=verdict_line(reading.before), after=verdict_line(reading.after)
            )
        )


def _step(step: Step) -> str:
    at = f" ({phrases.STANDARD[step.standard]})" if step.standard else ""
    before, after = (told_state(state) for state in (step.before, step.after))
    return besidewords.DIFFER_STEP.format(text=unstopped(step.text), before=before, after=after, at=at, id=step.id)


def told_state(state: str | None) -> str:
    """Give the word for how an element or an exception stands.

    >>> told_state("unknown"), told_state(None)
    ('not shown', 'not there')
    """
    if state is None:
        return besidewords.DIFFER_ABSENT
    return next((w for s, w in (*phrases.STATE.items(), *phrases.EXCEPTION_STATE.items()) if s == state), state)


def verdict_line(verdict: Verdict | None) -> str:
    """Give the sign and word of one side, and how far it is proved where the word does not say so.

    >>> verdict_line(Verdict(outcome="violated", word="violated", standard_reached="conclusive"))
    '● violated, to conclusive'
    >>> verdict_line(Verdict(outcome="contested", word="contested", standard_reached="alleged"))
    '◐ contested (● at alleged)'
    """
    words = verdict_words(verdict)
    return words if verdict is None else f"{SIGNS[verdict.outcome]} {words}"


def verdict_words(verdict: Verdict | None) -> str:
    """Give the word of one side without its sign, and how far it is proved where the word does not say so.

    >>> verdict_words(None)
    'not there'
    """
    if verdict is None:
        return besidewords.DIFFER_ABSENT
    line, standard = verdict.word, verdict.standard_reached
    if standard is None:
        return line
    if verdict.outcome != "violated":
        return f"{line} ({phrases.LOWER.format(standard=phrases.STANDARD[standard])})"
    below = RANK[standard] < RANK["balance"]
    return line if below else line + phrases.LINE_AT.format(standard=phrases.STANDARD[standard])


def told_input(each: InputDifference, sides: tuple[str, str]) -> str:
    """Say of an input which side alone has it, or in what the two differ."""
    if each.only is not None:
        side = sides[0] if each.only == "before" else sides[1]
        return besidewords.DIFFER_ONLY.format(kind=each.kind, side=side, text=each.text, id=each.id)
    return besidewords.DIFFER_CHANGED.format(kind=each.kind, what=", ".join(each.changed), text=each.text, id=each.id)
