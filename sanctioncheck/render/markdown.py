"""The matrix as Markdown, for an issue, a wiki or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import Entry, Row, matrix
from sanctioncheck.render.safe import markdown

_BREAK = "<br>"


def to_markdown(run: RunResult, *, everything: bool = False, narrowed: bool = False) -> str:
    """Write the matrix of every case of a run as Markdown that ends in a line break."""
    lines: list[str] = []
    for case in run.cases:
        lines += [*_case(run, case, everything, narrowed), ""]
    if run.failed:
        lines += [markdown(phrases.FAILED.format(inputs=", ".join(failure.input for failure in run.failed))), ""]
    return "\n".join([*lines, f"*{markdown(run.disclaimer)}*"]) + "\n"


def _case(run: RunResult, case: CaseResult, everything: bool, narrowed: bool) -> Iterator[str]:
    laid = matrix(run, case, everything=everything, narrowed=narrowed)
    yield f"## {markdown(laid.title)}"
    for about in laid.about:
        yield from ("", markdown(about))
    if laid.rows:
        headers = [phrases.NORM, *(markdown(column.name) for column in laid.columns)]
        rows = [[_norm(row), *(_entry(entry) for entry in row.entries)] for row in laid.rows]
        yield ""
        yield tabulate(rows, headers, tablefmt="pipe", disable_numparse=True)
    yield ""
    yield from (f"- {markdown(note)}" for note in laid.notes)


def _norm(row: Row) -> str:
    return _BREAK.join([f"**{markdown(row.label)}**", *(markdown(line) for line in row.below)])


def _entry(entry: Entry | None) -> str:
    return _BREAK.join(markdown(line) for line in (entry.word, *entry.below)) if entry else ""
