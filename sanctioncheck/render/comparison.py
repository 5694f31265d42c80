"""Two runs side by side, ready to print: a table of the cells that differ, then where each pair of traces parts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tabulate import tabulate

from sanctioncheck.model.compared import CompareResult
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.difference import Names, told_cell, told_input, verdict_line
from sanctioncheck.render.matrix import short_names
from sanctioncheck.render.outline import (
    NARROWEST,
    STEADY_WIDTH,
    Branch,
    Outline,
    Section,
    as_markdown,
    as_text,
    wrapped,
)
from sanctioncheck.render.reasons import told_reasons
from sanctioncheck.render.revised import told_changes
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import packs_line
from sanctioncheck.render.sides import rows_of

_SHARES = (9, 5, 7, 7)
"""How the width goes to the norm, the actor and the two sides."""
_GAP = 2


def to_table(compared: CompareResult, names: Names, width: int = STEADY_WIDTH) -> str:
    """Write a comparison in plain text.

    Args:
        compared: what differs.
        names: the actors' ids to their names.
        width: characters a line.
    """
    width = max(width, NARROWEST)
    drawn = outline_of(compared, names)
    head = as_text(Outline(drawn.title, drawn.lines), width)
    rest = as_text(Outline("", (), drawn.sections), width).strip("\n")
    body = [part for part in (head, "\n".join(_table(compared, width)), rest) if part]
    return "\n\n".join([*body, "\n".join(wrapped(plain(compared.disclaimer), width))]) + "\n"


def to_markdown(compared: CompareResult, names: Names) -> str:
    """Write a comparison in Markdown; the arguments are those of `to_table`."""
    drawn = outline_of(compared, names)
    head = as_markdown(Outline(drawn.title, drawn.lines))
    rows = [[markdown(text) for text in row] for row in _rows(compared)]
    table = tabulate(rows, list(map(markdown, _headers(compared))), tablefmt="pipe", disable_numparse=True)
    rest = as_markdown(Outline("", (), drawn.sections)).partition("\n")[2].strip("\n")
    body = [part for part in (head, table if rows else "", rest) if part]
    return "\n\n".join([*body, f"*{markdown(compared.disclaimer)}*"]) + "\n"


def outline_of(compared: CompareResult, names: Names) -> Outline:
    """Draw a comparison: what is compared, each cell that differs with its reasons, the inputs, the rules, the hashes.

    Args:
        compared: what differs.
        names: the actors' ids to their names.
    """
    called = called_of(compared)
    cells = tuple(told_with_reasons(compared, names))
    inputs = tuple(Branch(told_input(each, called)) for each in compared.difference.inputs)
    made_from = tuple(Branch(row.line) for row in rows_of(compared.sides))
    sections = (
        Section(besidewords.DIFFER_CELLS, cells),
        Section(besidewords.DIFFER_INPUTS, inputs),
        Section(besidewords.COMPARE_RULES, tuple(told_rules(compared))),
        Section(besidewords.COMPARE_MADE_FROM, made_from),
    )
    return Outline(title_of(compared), (*about(compared), *counted(compared)), sections)


def title_of(compared: CompareResult) -> str:
    """Give the heading: the two cases, or the one and what its two sides are called."""
    one, other = compared.sides
    if one.case != other.case:
        return besidewords.COMPARE_TITLE.format(before=one.name, after=other.name)
    return besidewords.COMPARE_ONE.format(case=one.case, before=one.name, after=other.name)


def about(compared: CompareResult) -> Iterator[str]:
    """Say in a line for each side what it is."""
    for side in compared.sides:
        yield besidewords.COMPARE_CASE.format(
            name=side.name,
            title=side.title,
            as_of=side.as_of,
            standard=phrases.STANDARD[side.standard],
            pack=packs_line(side.packs),
        )


def counted(compared: CompareResult) -> Iterator[str]:
    """Say how many cells come out alike, and where nothing differs that nothing does."""
    difference = compared.difference
    if difference.cells:
        yield besidewords.DIFFER_SAME.format(number=difference.same)
        return
    yield besidewords.DIFFER_NOTHING
    one, other = compared.sides
    same = (one.sha256, one.inputs, one.packs, one.policy) == (other.sha256, other.inputs, other.packs, other.policy)
    if same and not difference.inputs:
        yield besidewords.COMPARE_ALIKE
    else:
        yield besidewords.COMPARE_UNCHANGED


def told_with_reasons(compared: CompareResult, names: Names) -> Iterator[Branch]:
    """Draw each cell that differs, with the reasons first and then the step where its traces part."""
    called = called_of(compared)
    for cell, why in zip(compared.difference.cells, compared.reasons, strict=True):
        drawn = told_cell(cell, names, called)
        yield Branch(drawn.text, (*told_reasons(why.reasons, called), *drawn.parts))


def told_rules(compared: CompareResult) -> Iterator[Branch]:
    """Draw what was changed in the rules, as far as that is known."""
    one, other = compared.sides
    if compared.other_changes is None:
        if one.packs != other.packs:
            yield Branch(besidewords.COMPARE_RULES_UNKNOWN)
        return
    yield from told_changes(compared.changes)
    if compared.other_changes:
        yield Branch(besidewords.COMPARE_MORE_RULES.format(number=compared.other_changes))


def called_of(compared: CompareResult) -> tuple[str, str]:
    """Give what the two sides are called."""
    return compared.sides[0].name, compared.sides[1].name


def _headers(compared: CompareResult) -> tuple[str, str, str, str]:
    return (phrases.NORM, besidewords.ACTOR, *called_of(compared))


def _rows(compared: CompareResult) -> Iterator[tuple[str, str, str, str]]:
    names = short_names(compared.difference.cells)
    for cell in compared.difference.cells:
        yield names[cell.norm], cell.name, verdict_line(cell.before), verdict_line(cell.after)


def _table(compared: CompareResult, width: int) -> list[str]:
    rows = [tuple(map(plain, row)) for row in _rows(compared)]
    if not rows:
        return []
    free = width - _GAP * (len(_SHARES) - 1)
    # tabulate leaves two characters free behind a heading.
    widths = [free * share // sum(_SHARES) for share in _SHARES]
    cells = [["\n".join(wrapped(text, room)) for text, room in zip(row, widths, strict=True)] for row in rows]
    heads = zip(map(plain, _headers(compared)), widths, strict=True)
    # The name of a case is long, and made of words with hyphens.
    headers = ["\n".join(textwrap.wrap(text, room - _GAP)) for text, room in heads]
    drawn = tabulate(cells, headers, tablefmt="simple", disable_numparse=True)
    return [line.rstrip() for line in drawn.splitlines()]
