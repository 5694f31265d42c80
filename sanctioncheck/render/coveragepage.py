"""What tests have and have not shown as one page of HTML that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from sanctioncheck.model.coverage import CoverageResult, Point, ProvisionCoverage
from sanctioncheck.render.coverage import (
    HEADERS,
    NO_GAPS,
    NOT_SHOWN,
    TITLE,
    about,
    heading,
    place,
    sorted_by_owner,
    standing,
)
from sanctioncheck.render.htmlpage import text_of, whole_page

__all__ = ["to_page"]

_STYLE: Final = """
.number { text-align: right; font-variant-numeric: tabular-nums; }
.whole { color: light-dark(#1b5e20, #a5d6a7); }
.gaps { color: light-dark(#8a4b00, #ffcc80); }
.none { color: light-dark(#a3101b, #ff9a9a); }
.place { font-family: ui-monospace, monospace; font-size: .85em; }
"""
_CLASS: Final = {"●": "whole", "◐": "gaps", "○": "none"}
_TABLE: Final = "Provisions"
_STANDING: Final = "Standing"


def to_page(result: CoverageResult) -> str:
    """Write a result as one HTML page.

    Every text of the pack is escaped; a sign and a word stand beside each colour; headings, a table with headers and
    links within the page serve a reader without eyes or mouse.
    """
    return whole_page(TITLE, _page(result), _STYLE)


def _page(result: CoverageResult) -> Iterator[str]:
    yield f"<h1>{text_of(TITLE)}</h1>"
    yield from (f"<p>{text_of(line)}</p>" for line in about(result))
    yield from _table(result)
    yield f"<h2>{text_of(NOT_SHOWN)}</h2>"
    found = [each for each in result.provisions if each.gaps]
    if not found:
        yield f"<p>{text_of(NO_GAPS)}</p>"
    for provision in found:
        yield from _section(provision)


def _table(result: CoverageResult) -> Iterator[str]:
    yield f"<table><caption>{text_of(_TABLE)}</caption><thead><tr>"
    for header in HEADERS:
        number = ' class="number"' if header in HEADERS[2:6] else ""
        yield f'<th scope="col"{number}>{text_of(header or _STANDING)}</th>'
    yield "</tr></thead><tbody>"
    for each in result.provisions:
        sign, word = standing(each)
        label = text_of(each.citation)
        named = f'<a href="#{_anchor(each)}">{label}</a>' if each.gaps else label
        numbers = (str(each.tests), str(each.count.shown), str(each.count.of), each.count.said)
        yield f'<tr><th scope="row">{named}</th><td>{text_of(each.provision)}</td>'
        yield "".join(f'<td class="number">{text_of(number)}</td>' for number in numbers)
        yield f'<td class="{_CLASS[sign]}"><span aria-hidden="true">{sign}</span> {text_of(word)}</td></tr>'
    yield "</tbody></table>"


def _section(provision: ProvisionCoverage) -> Iterator[str]:
    yield f'<section id="{_anchor(provision)}"><h3>{text_of(heading(provision))}</h3><ul>'
    for point in sorted_by_owner(provision.gaps):
        yield f"<li>{_owner(point, provision)}{text_of(point.gap)} {_where(point)}</li>"
    yield "</ul></section>"


def _owner(point: Point, provision: ProvisionCoverage) -> str:
    name = point.owner.partition("#")[2] or point.owner
    return "" if point.owner == provision.provision else f"<b>{text_of(name)}</b>: "


def _where(point: Point) -> str:
    told = place(point).removeprefix(point.gap).strip(" ()")
    return f'<span class="place">{text_of(told)}</span>'


def _anchor(provision: ProvisionCoverage) -> str:
    return escape(f"gaps-{provision.provision}".replace("/", "-"), quote=True)
