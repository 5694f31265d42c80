"""A case as a workbook: matrix, findings, evidence, gaps, and what it was made from; no text of it is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import xlsxwriter

from sanctioncheck.model.finding import SIGNS, word
from sanctioncheck.model.result import CaseResult, CellNode, FindingNode, RunResult
from sanctioncheck.model.truth import STANDARDS
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import Matrix, matrix
from sanctioncheck.render.memo.still import moment
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import cited_in_full
from sanctioncheck.render.report.gaps import questions
from sanctioncheck.render.report.leaning import leanings
from sanctioncheck.render.report.look import COLOURS
from sanctioncheck.render.report.origin import made_from, status_line
from sanctioncheck.render.safe import plain, shortened
from sanctioncheck.render.sentence import cited, passage, reached_by, reading_word, source_of

__all__ = ["to_workbook"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LONGEST: Final = 32_767
"""Characters that a field of a workbook can hold."""
Fields = Sequence[str | int]
_HIGHEST: Final = 409.0
"""Points that a row can be high."""
_BETWEEN: Final = "; "


def to_workbook(run: RunResult, case: CaseResult) -> bytes:
    """Write a case as XLSX.

    Args:
        run: the run that it belongs to.
        case: the case.

    Returns:
        The file; the same bytes for the same result.
    """
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties(
        {
            "title": shortened(plain(case.title), 255),
            "author": "sanctioncheck",
            "comments": run.disclaimer,
            "created": moment(case.as_of),
        }
    )
    _Book(book, run, case).write()
    book.close()
    return out.getvalue()


class _Book:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, run: RunResult, case: CaseResult) -> None:
        self.book, self.run, self.case = book, run, case
        self.names = {column.id: column.name for column in case.columns}
        self.drawn: Matrix = matrix(run, case, typed=False)
        self.cells = [entry.cell for row in self.drawn.rows for entry in row.entries if entry]
        wrapped = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format(wrapped)
        self.head = book.add_format({**wrapped, "bold": True, "bottom": 2})
        self.outcomes = {
            outcome: book.add_format(
                {**wrapped, "bg_color": f"#{colour.ground}", "font_color": f"#{colour.ink}", "border": 1}
            )
            for outcome, colour in COLOURS.items()
        }

    def write(self) -> None:
        """Write every sheet."""
        self._matrix()
        self._sheet(
            words.SHEET_FINDINGS, words.FINDINGS_HEAD, self._findings(), (12, 34, 34, 24, 18, 18, 40, 40, 40, 40)
        )
        self._sheet(
            words.SHEET_EVIDENCE,
            words.EVIDENCE_COLUMNS,
            self._evidence(),
            (18, 40, 20, 12, 60, 20, 14, 34, 10, 10, 10, 22),
        )
        self._sheet(words.SHEET_GAPS, words.MISSING_HEAD, self._gaps(), (50, 50, 60))
        self._sheet(words.SHEET_READINGS, words.READINGS_HEAD, self._readings(), (12, 30, 34, 50, 50, 26))
        self._sheet(words.SHEET_LAW, words.LAW_COLUMNS, self._law(), (50, 16, 22, 24, 30, 70, 12))
        self._sheet(words.SHEET_LEANS, words.LEANS_HEAD, self._leans(), (34, 26, 100))
        self._sheet(words.SHEET_MADE_FROM, words.MADE_HEAD, made_from(self.run, self.case), (40, 70))

    def _matrix(self) -> None:
        """Draw the matrix with its colours, and above it what it is and at which standard."""
        sheet = self.book.add_worksheet(words.MATRIX_SHEET)
        above = (self.case.title, *self.drawn.about, self.run.disclaimer)
        for number, line in enumerate(above):
            sheet.write_string(number, 0, _fit(line))
        top = len(above) + 1
        names = (phrases.NORM, *(column.name for column in self.drawn.columns))
        for column, name in enumerate(names):
            sheet.write_string(top, column, _fit(name), self.head)
        for number, row in enumerate(self.drawn.rows, top + 1):
            name = _fit("\n".join((row.label, *row.below)))
            told = ["\n".join((entry.word, *entry.below)) if entry else "" for entry in row.entries]
            sheet.set_row(number, _high([name, *told], [44, *(24 for _ in told)]))
            sheet.write_string(number, 0, name, self.plain)
            for column, entry in enumerate(row.entries, 1):
                if entry is not None:
                    said = _fit("\n".join((entry.word, *entry.below)))
                    sheet.write_string(number, column, said, self.outcomes[entry.cell.outcome])
        last = max(len(self.drawn.columns), 1)
        wide = 44 + 24 * last
        for number, note in enumerate(self.drawn.notes, top + len(self.drawn.rows) + 2):
            sheet.set_row(number, _high([note], [wide]))
            sheet.merge_range(number, 0, number, last, "", self.plain)
            sheet.write_string(number, 0, _fit(note), self.plain)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, max(len(self.drawn.columns), 1), 24)
        sheet.freeze_panes(top + 1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)

    def _sheet(self, name: str, head: Sequence[str], rows: Iterable[Fields], widths: Sequence[int]) -> None:
        sheet = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(zip(head, widths, strict=True)):
            sheet.write_string(0, column, title, self.head)
            sheet.set_column(column, column, width)
        number = 0
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _high([_fit(str(said)) for said in row], widths))
            for column, said in enumerate(row):
                if isinstance(said, int):
                    sheet.write_number(number, column, said, self.plain)
                else:
                    sheet.write_string(number, column, _fit(said), self.plain)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(number, 1), len(head) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    # --- the rows of each sheet

    def _findings(self) -> Iterator[tuple[str, ...]]:
        for cell in self.cells:
            for finding in cell.findings:
                yield self._finding(cell, finding)

    def _finding(self, cell: CellNode, finding: FindingNode) -> tuple[str, ...]:
        reached = phrases.STANDARD[cell.standard_reached] if cell.standard_reached else ""
        unconfirmed = "" if cell.pinpoint_confirmed else f" ({phrases.PINPOINT_UNCONFIRMED})"
        states = _BETWEEN.join(f"{each.ask} {phrases.STATE[each.state]}" for each in finding.elements)
        pleas = _BETWEEN.join(
            f"{each.gist} ({cited(each.citation, each.mark)}): {phrases.EXCEPTION_STATE[each.state]}"
            for each in finding.exceptions
            if each.raised
        )
        told = ((phrases.STANDARD[name], finding.by_standard.get(name)) for name in STANDARDS)
        by_standard = _BETWEEN.join(f"{name}: {outcome}" for name, outcome in told if outcome)
        proved = reached if finding.outcome == cell.outcome else ""
        return (
            self.names.get(cell.actor, cell.actor), f"{cell.citation}{unconfirmed}", cell.title, finding.heading,
            finding.when, _outcome(cell, finding), proved, states, pleas, by_standard,
        )  # fmt: skip

    def _evidence(self) -> Iterator[Fields]:
        for fact in self.case.facts:
            for leaf in fact.leaves:
                yield (
                    fact.id, fact.text, fact.when, status_line(fact, self.case),
                    passage(leaf), source_of(leaf, self.names) or leaf.by or "", leaf.mode or leaf.kind,
                    leaf.source_title or leaf.source or "",
                    "" if leaf.start is None else leaf.start, "" if leaf.end is None else leaf.end,
                    words.AGAINST_SIDE if leaf.side == fact.opposed else words.FOR_SIDE,
                    phrases.STANDARD[leaf.grade] if leaf.grade else words.NOTHING,
                )  # fmt: skip

    def _gaps(self) -> Iterator[tuple[str, ...]]:
        for each in questions(self.cells):
            waiting = (
                words.WAITING.format(actor=self.names.get(cell.actor, cell.actor), label=cell.label)
                for cell in each.cells
            )
            yield each.ask, each.counts, _BETWEEN.join(waiting)

    def _leans(self) -> Iterator[tuple[str, ...]]:
        yield from leanings(self.case, self.cells)

    def _law(self) -> Iterator[tuple[str, ...]]:
        for cell in {cell.provision: cell for cell in self.cells}.values():
            confirmed = "" if cell.pinpoint_confirmed else phrases.PINPOINT_UNCONFIRMED
            in_force = _BETWEEN.join(cell.in_force)
            yield (
                cited_in_full(cell),
                confirmed,
                f"{cell.force}, {cell.verb}",
                in_force,
                cell.bearer,
                cell.gist,
                cell.status,
            )

    def _readings(self) -> Iterator[tuple[str, ...]]:
        for cell in self.cells:
            for reading in cell.readings:
                sign, said = reading_word(reading, cell.effect)
                yield (
                    self.names.get(cell.actor, cell.actor), cell.citation, cell.title, reading.label,
                    _BETWEEN.join(reading.held_by), f"{sign} {said}",
                )  # fmt: skip


def _outcome(cell: CellNode, finding: FindingNode) -> str:
    return f"{SIGNS[finding.outcome]} {word(finding.outcome, cell.effect, reached_by(finding.by_standard))}"


def _high(fields: Sequence[str], widths: Sequence[int]) -> float:
    """Work out how high a row is, in points: not every program does that for text that is broken into lines."""
    lines = (
        sum(max(1, -(-len(line) // max(width - 2, 1))) for line in field.split("\n"))
        for field, width in zip(fields, widths, strict=True)
    )
    return min(15.0 * max(lines, default=1) + 2, _HIGHEST)


def _fit(text: str) -> str:
    """Give a text as a field takes it: harmless, and no longer than a field may be."""
    said = "\n".join(plain(line) for line in text.split("\n"))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
