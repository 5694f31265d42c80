"""The matrix for a terminal or a text file: norms in rows, actors in columns, every cell with sign and word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import click
from tabulate import tabulate

from sanctioncheck.model.result import RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import Entry, Matrix, Row, matrix, why
from sanctioncheck.render.outline import NARROWEST, STEADY_WIDTH, wrapped
from sanctioncheck.render.safe import plain

_GAP = 2
_NARROWEST_CELL = 16
_WIDEST_CELL = 26
_NARROWEST_NORM = 26
_WIDEST_NORM = 44


@dataclass(frozen=True, slots=True)
class Page:
    """How a matrix is to be drawn."""

    width: int = STEADY_WIDTH
    colour: bool = False
    everything: bool = False
    narrowed: bool = False
    paths: tuple[str, ...] = ()
    """The paths by which the user named the cases that were judged, for the command to type next."""
    again: tuple[str, ...] = ()
    """The options that this command must repeat."""


def to_table(run: RunResult, page: Page | None = None) -> str:
    """Draw the matrix of every case of a run, ending in a line break."""
    page = page or Page()
    width = max(page.width, NARROWEST)
    lines: list[str] = []
    for at, case in enumerate(run.cases):
        laid = matrix(run, case, everything=page.everything, narrowed=page.narrowed)
        command = why(case, page.paths[at] if at < len(page.paths) else case.case, page.again)
        lines += [*_case(laid, command, width, page.colour), ""]
    if run.failed:
        failed = phrases.FAILED.format(inputs=", ".join(failure.input for failure in run.failed))
        lines += [*wrapped(plain(failed), width), ""]
    return "\n".join([*lines, *wrapped(plain(run.disclaimer), width)]) + "\n"


def _case(laid: Matrix, command: str | None, width: int, colour: bool) -> Iterator[str]:
    for line in wrapped(plain(laid.title), width):
        yield click.style(line, bold=True) if colour else line
    for about in laid.about:
        yield from wrapped(plain(about), width)
    norm_width, cell_width, count = _widths(laid, width)
    for first in range(0, len(laid.columns) if laid.rows else 0, count):
        panel = range(first, min(first + count, len(laid.columns)))
        yield ""
        if count < len(laid.columns):
            form = phrases.PANEL if len(panel) > 1 else phrases.PANEL_OF_ONE
            yield form.format(first=first + 1, last=panel[-1] + 1, number=len(laid.columns))
        yield from _drawn(laid, panel, norm_width, cell_width, colour)
    yield ""
    for note in laid.notes:
        yield from wrapped(plain(note), width)
    if command is not None:
        # A command is never broken: it is there to be copied.
        yield from ("", command)


def _widths(laid: Matrix, width: int) -> tuple[int, int, int]:
    """Give the widths of the norms' column and of an actor's, and how many actors stand side by side.

    The actors are served first, as far as they need it, since a narrow cell is harder to read than a narrow norm.
    """
    columns = range(len(laid.columns))
    wanted = max((_column(laid, at, _WIDEST_CELL) for at in columns), default=0)
    labels = max((len(line) for row in laid.rows for line in (row.label, *row.below)), default=0)
    norm = _between(len(phrases.NORM), labels, _NARROWEST_NORM)
    count = max(min(len(columns), (width - norm) // (_NARROWEST_CELL + _GAP)), 1)
    cell = min(max(wanted, _NARROWEST_CELL), (width - norm) // count - _GAP)
    panels = [columns[first : first + count] for first in range(0, len(columns), count)]
    taken = max((sum(_column(laid, at, cell) + _GAP for at in panel) for panel in panels), default=0)
    return _between(norm, labels, min(width - taken, _WIDEST_NORM)), cell, count


def _column(laid: Matrix, at: int, cell: int) -> int:
    """Give how wide a column gets where its lines are broken at a width."""
    entries = (row.entries[at] for row in laid.rows)
    texts = [text for entry in entries if entry for text in (entry.word, *entry.below)]
    lines = (line for text in texts for line in wrapped(plain(text), cell))
    headings = (len(line) + _GAP for line in _heading(laid, at, cell))
    return max([*map(len, lines), *headings], default=0)


def _heading(laid: Matrix, at: int, cell: int) -> list[str]:
    # tabulate leaves two characters free behind a heading.
    return wrapped(plain(laid.columns[at].name), cell - _GAP)


def _between(low: int, wanted: int, high: int) -> int:
    return max(low, min(wanted, high))


def _drawn(laid: Matrix, panel: range, norm_width: int, cell_width: int, colour: bool) -> Iterator[str]:
    headers = [phrases.NORM, *("\n".join(_heading(laid, at, cell_width)) for at in panel)]
    rows = [
        [
            "\n".join(_norm(row, norm_width, colour)),
            *("\n".join(_entry(row.entries[at], cell_width, colour)) for at in panel),
        ]
        for row in laid.rows
    ]
    drawn = iter(tabulate(rows, headers, tablefmt="simple", disable_numparse=True).splitlines())
    # tabulate drops an empty row among rows of several lines, so the air between them is added here.
    for at, row in enumerate([headers, *rows]):
        height = max(cell.count("\n") + 1 for cell in row)
        yield from (line.rstrip() for line in islice(drawn, height + (at == 0)))
        if 0 < at < len(rows):
            yield ""


def _norm(row: Row, width: int, colour: bool) -> Iterator[str]:
    for line in wrapped(row.label, width):
        yield click.style(line, bold=True) if colour else line
    for text in row.below:
        yield from wrapped(text, width)


def _entry(entry: Entry | None, width: int, colour: bool) -> Iterator[str]:
    if entry is None:
        return
    for line in wrapped(plain(entry.word), width):
        yield click.style(line, fg=phrases.COLOUR[entry.cell.outcome]) if colour else line
    for text in entry.below:
        yield from wrapped(plain(text), width)
