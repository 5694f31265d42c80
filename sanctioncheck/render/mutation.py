"""Which small changes of rules no test notices, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tabulate import tabulate

from sanctioncheck.model.mutation import MutationResult, ProvisionChanges, Unnoticed
from sanctioncheck.render.outline import Branch, Outline, Section, as_text, wrapped
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import packs_line

__all__ = ["to_text"]

TITLE: Final = "Small changes of the rules, and the tests that notice them"
TRIED: Final = "{tried} changes were tried: {noticed} are noticed by a test, {unnoticed} by none ({percent} %)."
LIMITED: Final = "Looked at: {looked_at} of {made} changes, evenly spread."
NOT_TRIED: Final = (
    "Not tried: {same} that can decide no outcome, {broken} after which the pack would not load, {loose} after which a "
    "definition would speak of anything whatever, {words} of the word printed only, at which no test beside a "
    "provision looks."
)
HEADERS: Final = ("Provision", "Id", "Tried", "Noticed", "By none")
NOT_NOTICED: Final = "What no test notices"
ALL_NOTICED: Final = "Every change that was tried is noticed."
CHANGE: Final = "{said} ({path}:{line}:{column}); {tests}"
BECOMES: Final = "then: {becomes}"
TESTS: Final = "{number} tests lean on it, and pass"
ONE_TEST: Final = "one test leans on it, and passes"
NO_TEST: Final = "no test leans on it"
_CITATION: Final = 34
"""Characters to which a citation is broken in a table."""
_ALIGN: Final = ("left", "left", "right", "right", "right")


def to_text(result: MutationResult, width: int) -> str:
    """Write a result for a person to read on a terminal; it ends in a line break."""
    head = as_text(Outline(TITLE, tuple(_about(result))), width)
    rows = [("\n".join(wrapped(plain(first), _CITATION)), *rest) for first, *rest in map(_row, result.provisions)]
    table = tabulate(rows, HEADERS, tablefmt="simple", disable_numparse=True, colalign=_ALIGN)
    told = Outline(NOT_NOTICED, () if result.unnoticed else (ALL_NOTICED,), tuple(_sections(result)))
    lines = "\n".join(line.rstrip() for line in table.splitlines())
    return "\n\n".join([head, *([lines] if rows else []), as_text(told, width)]) + "\n"


def _about(result: MutationResult) -> Iterator[str]:
    yield packs_line((result.pack,))
    percent = round(100 * result.unnoticed / result.tried) if result.tried else 0
    yield TRIED.format(tried=result.tried, noticed=result.noticed, unnoticed=result.unnoticed, percent=percent)
    if result.looked_at < result.made:
        yield LIMITED.format(looked_at=result.looked_at, made=result.made)
    yield NOT_TRIED.format(same=result.same, broken=result.broken, loose=result.loose, words=result.words)


def _row(each: ProvisionChanges) -> tuple[str, ...]:
    return each.citation, each.provision, str(each.tried), str(each.noticed), str(len(each.unnoticed))


def _sections(result: MutationResult) -> Iterator[Section]:
    for each in result.provisions:
        if each.unnoticed:
            title = f"{each.citation}, {each.title} ({each.provision})"
            yield Section(title, tuple(_branch(change) for change in each.unnoticed))


def _branch(change: Unnoticed) -> Branch:
    tests = {0: NO_TEST, 1: ONE_TEST}.get(change.tests, TESTS).format(number=change.tests)
    said = CHANGE.format(said=change.said, path=change.path, line=change.line, column=change.column, tests=tests)
    # What the change says whole is not said again.
    if change.becomes is None or change.said.endswith(change.becomes):
        return Branch(said)
    return Branch(said, (Branch(BECOMES.format(becomes=change.becomes)),))
