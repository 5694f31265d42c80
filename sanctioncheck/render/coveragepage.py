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
from sanctioncheck.render.safe import plain

__all__ = ["to_page"]

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8888; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.whole { color: light-dark(#1b5e20, #a5d6a7); }
.gaps { color: light-dark(#8a4b00, #ffcc80); }
.none { color: light-dark(#a3101b, #ff9a9a); }
.place { font-family: ui-monospace, monospace; font-size: .85em; }
"""
_CLASS: Final = {"●": "whole", "◐": "gaps", "○": "none"}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_TABLE: Final = "Provisions"
_STANDING: Final = "Standing"


def to_page(result: CoverageResult) -> str:
    """Write a result as one HTML page.

    Every text of the pack is escaped; a sign and a word stand beside each colour; headings, a table with headers and
    links within the page serve a reader without eyes or mouse.
    """
    return "\n".join(_page(result)) + "\n"


def _page(result: CoverageResult) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{_text(TITLE)}</title>"
    yield f"<style>{_STYLE}</style></head>"
    yield f"<body><main><h1>{_text(TITLE)}</h1>"
    yield from (f"<p>{_text(line)}</p>" for line in about(result))
    yield from _table(result)
    yield f"<h2>{_text(NOT_SHOWN)}</h2>"
    found = [each for each in result.provisions if each.gaps]
    if not found:
        yield f"<p>{_text(NO_GAPS)}</p>"
    for provision in found:
        yield from _section(provision)
    yield "</main></body></html>"


def _table(result: CoverageResult) -> Iterator[str]:
    yield f"<table><caption>{_text(_TABLE)}</caption><thead><tr>"
    for header in HEADERS:
        number = ' class="number"' if header in HEADERS[2:6] else ""
        yield f'<th scope="col"{number}>{_text(header or _STANDING)}</th>'
    yield "</tr></thead><tbody>"
    for each in result.provisions:
        sign, word = standing(each)
        label = _text(each.citation)
        named = f'<a href="#{_anchor(each)}">{label}</a>' if each.gaps else label
        numbers = (str(each.tests), str(each.count.shown), str(each.count.of), each.count.said)
        yield f'<tr><th scope="row">{named}</th><td>{_text(each.provision)}</td>'
        yield "".join(f'<td class="number">{_text(number)}</td>' for number in numbers)
        yield f'<td class="{_CLASS[sign]}"><span aria-hidden="true">{sign}</span> {_text(word)}</td></tr>'
    yield "</tbody></table>"


def _section(provision: ProvisionCoverage) -> Iterator[str]:
    yield f'<section id="{_anchor(provision)}"><h3>{_text(heading(provision))}</h3><ul>'
    for point in sorted_by_owner(provision.gaps):
        yield f"<li>{_owner(point, provision)}{_text(point.gap)} {_where(point)}</li>"
    yield "</ul></section>"


def _owner(point: Point, provision: ProvisionCoverage) -> str:
    name = point.owner.partition("#")[2] or point.owner
    return "" if point.owner == provision.provision else f"<b>{_text(name)}</b>: "


def _where(point: Point) -> str:
    told = place(point).removeprefix(point.gap).strip(" ()")
    return f'<span class="place">{_text(told)}</span>'


def _anchor(provision: ProvisionCoverage) -> str:
    return escape(f"gaps-{provision.provision}".replace("/", "-"), quote=True)


def _text(text: str) -> str:
    return escape(plain(text), quote=True)
