"""What tests have and have not shown, as text, Markdown or JSON: a table of provisions, and the gaps as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from tabulate import tabulate

from sanctioncheck.model.coverage import CoverageResult, Point, ProvisionCoverage
from sanctioncheck.render import phrases
from sanctioncheck.render.outline import Branch, Outline, Section, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import packs_line

__all__ = ["HEADERS", "NOT_SHOWN", "NO_GAPS", "TITLE", "about", "gaps", "heading", "standing", "to_markdown", "to_text"]

TITLE: Final = "What the tests show of the rules"
TESTS: Final = "{tests} tests, judged at the standard: {standard}."
FAILED: Final = "{failed} of them fail, and show nothing."
TOTAL: Final = "{shown} of {of} points are shown: {percent}."
COUNTED: Final = (
    "A point is one thing that a test can show of a rule: an element denied, an exception that holds, a day on the far "
    "side of a date. The percentage is the points shown of those that could be, rounded down."
)
NOT_SHOWN: Final = "What no test shows"
NO_GAPS: Final = "Every point is shown."
HEADERS: Final = ("Provision", "Id", "Tests", "Shown", "Of", "Percent", "")
WHOLE: Final = ("●", "whole")
GAPS: Final = ("◐", "gaps")
UNTESTED: Final = ("○", "no test")
_CITATION: Final = 34
"""Characters to which a citation is broken in a table."""
PLACE: Final = "{gap} ({path}:{line}:{column})"


def to_text(result: CoverageResult, width: int) -> str:
    """Write a result for a person to read on a terminal; it ends in a line break."""
    head = as_text(Outline(TITLE, about(result)), width)
    rows = [("\n".join(wrapped(plain(first), _CITATION)), *rest) for first, *rest in map(_row, result.provisions)]
    table = tabulate(rows, HEADERS, tablefmt="simple", disable_numparse=True, colalign=_ALIGN)
    lines = [line.rstrip() for line in table.splitlines()]
    told = as_text(Outline(NOT_SHOWN, _none(result), tuple(gaps(result))), width)
    return "\n\n".join([head, "\n".join(lines), told]) + "\n"


_ALIGN = ("left", "left", "right", "right", "right", "right", "left")


def to_markdown(result: CoverageResult) -> str:
    """Write a result as Markdown, for an issue, a wiki or a pull request; it ends in a line break."""
    rows = [[markdown(cell) for cell in _row(each)] for each in result.provisions]
    table = tabulate(rows, HEADERS, tablefmt="pipe", disable_numparse=True, colalign=_ALIGN)
    head = as_markdown(Outline(TITLE, about(result)))
    told = as_markdown(Outline(NOT_SHOWN, _none(result), tuple(gaps(result))))
    return "\n\n".join([head, table, told]) + "\n"


def _none(result: CoverageResult) -> tuple[str, ...]:
    return () if any(each.gaps for each in result.provisions) else (NO_GAPS,)


def about(result: CoverageResult) -> tuple[str, ...]:
    """Give the lines that head a result: the pack, the tests, the total, and how it is counted."""
    standard = phrases.STANDARD[result.standard]
    lines = [packs_line((result.pack,)), TESTS.format(tests=result.tests, standard=standard)]
    if result.failed:
        lines.append(FAILED.format(failed=result.failed))
    count = result.count
    lines.append(TOTAL.format(shown=count.shown, of=count.of, percent=count.said))
    return (*lines, COUNTED)


def standing(provision: ProvisionCoverage) -> tuple[str, str]:
    """Give the sign and the word for how far a provision is shown."""
    if any(point.sight == "tested" for point in provision.gaps):
        return UNTESTED
    return GAPS if provision.gaps else WHOLE


def _row(each: ProvisionCoverage) -> tuple[str, ...]:
    count = each.count
    numbers = (str(each.tests), str(count.shown), str(count.of), count.said)
    return (each.citation, each.provision, *numbers, " ".join(standing(each)))


def heading(provision: ProvisionCoverage) -> str:
    """Name a provision above its gaps."""
    return f"{provision.citation}, {provision.title} ({provision.provision})"


def gaps(result: CoverageResult) -> Iterator[Section]:
    """Give what is not shown, a section for each provision that has such, under its norms and definitions."""
    for provision in result.provisions:
        if provision.gaps:
            yield Section(heading(provision), tuple(_branches(provision)))


def _branches(provision: ProvisionCoverage) -> Iterator[Branch]:
    for owner, points in groupby(sorted_by_owner(provision.gaps), key=lambda point: point.owner):
        told = tuple(Branch(place(point)) for point in points)
        name = owner.partition("#")[2] or owner
        if owner == provision.provision:
            yield from told
        else:
            yield Branch(name, told)


def sorted_by_owner(points: Iterable[Point]) -> list[Point]:
    """Bring points of one norm or definition together, in the order in which each is first met."""
    order: dict[str, list[Point]] = {}
    for point in points:
        order.setdefault(point.owner, []).append(point)
    return [point for group in order.values() for point in group]


def place(point: Point) -> str:
    """Say what is not shown, and where it stands."""
    return PLACE.format(gap=point.gap, path=point.path, line=point.line, column=point.column)
