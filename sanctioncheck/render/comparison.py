"""Two cases side by side, ready to print: a table of the cells that differ, then where each pair of traces parts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tabulate import tabulate

from sanctioncheck.model.difference import CompareResult
from sanctioncheck.model.result import CaseResult
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.difference import outline, verdict_line
from sanctioncheck.render.outline import NARROWEST, STEADY_WIDTH, Outline, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import packs_line

_SHARES = (9, 5, 7, 7)
"""How the width goes to the norm, the actor and the two sides."""
_GAP = 2


def to_table(compared: CompareResult, cases: tuple[CaseResult, ...], width: int = STEADY_WIDTH) -> str:
    """Write a comparison in plain text.

    Args:
        compared: what differs.
        cases: the two cases, for their titles and the names in them.
        width: characters a line.
    """
    width = max(width, NARROWEST)
    drawn = _outline(compared, cases)
    head = as_text(Outline(drawn.title, drawn.lines), width)
    rest = as_text(Outline("", (), drawn.sections), width).strip("\n")
    body = [part for part in (head, "\n".join(_table(compared, width)), rest) if part]
    return "\n\n".join([*body, "\n".join(wrapped(plain(compared.disclaimer), width))]) + "\n"


def to_markdown(compared: CompareResult, cases: tuple[CaseResult, ...]) -> str:
    """Write a comparison in Markdown; the arguments are those of `to_table`."""
    drawn = _outline(compared, cases)
    head = as_markdown(Outline(drawn.title, drawn.lines))
    rows = [[markdown(text) for text in row] for row in _rows(compared)]
    table = tabulate(rows, list(map(markdown, _headers(compared))), tablefmt="pipe", disable_numparse=True)
    rest = as_markdown(Outline("", (), drawn.sections)).partition("\n")[2].strip("\n")
    body = [part for part in (head, table if rows else "", rest) if part]
    return "\n\n".join([*body, f"*{markdown(compared.disclaimer)}*"]) + "\n"


def _outline(compared: CompareResult, cases: tuple[CaseResult, ...]) -> Outline:
    difference = compared.difference
    names = {column.id: column.name for case in reversed(cases) for column in case.columns}
    title = besidewords.COMPARE_TITLE.format(before=difference.before, after=difference.after)
    lines = tuple(
        besidewords.COMPARE_CASE.format(case=case.case, title=case.title, as_of=as_of)
        for case, as_of in zip(cases, difference.as_of, strict=True)
    )
    line = besidewords.COMPARE_LINE.format(
        standard=phrases.STANDARD[difference.standard], pack=packs_line(compared.packs)
    )
    return outline(title, (*lines, line), difference, names, sides_of(compared))


def sides_of(compared: CompareResult) -> tuple[str, str]:
    """Give what the two sides are called: by their cases, or first and second where these have one name."""
    before, after = compared.difference.before, compared.difference.after
    return (before, after) if before != after else besidewords.COMPARE_SIDES


def _headers(compared: CompareResult) -> tuple[str, str, str, str]:
    return (phrases.NORM, besidewords.ACTOR, *sides_of(compared))


def _rows(compared: CompareResult) -> Iterator[tuple[str, str, str, str]]:
    for cell in compared.difference.cells:
        yield cell.label, cell.name, verdict_line(cell.before), verdict_line(cell.after)


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
