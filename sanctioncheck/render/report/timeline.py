"""The times of a case as a picture: when the conduct was, and since when the norms that it opened have bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sanctioncheck.model.result import CaseResult, CellNode
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.tags import text
from sanctioncheck.render.safe import plain, shortened

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LEFT, _WIDTH, _ROW, _RIGHT = 470, 520, 22, 20
_CUT = 76
_MOST, _MOST_ACTS = 40, 25
"""Bars that are drawn, and those of conduct among them."""


def span(said: str) -> tuple[int, int, bool] | None:
    """Read the days of a text such as `from 2022-02-24 to 2025`: first, last, and whether the end is open.

    >>> span("2024-10-01/2025-04-30") == (date(2024, 10, 1).toordinal(), date(2025, 4, 30).toordinal(), False)
    True
    >>> span("from 2022")[2], span("at all times")
    (True, None)
    """
    found = _DAY.findall(said)
    if not found:
        return None
    first, last = _first(found[0]), _last(found[-1])
    return first, last, len(found) == 1 and said.startswith(("from", "since"))


def _first(said: str) -> int:
    year, month, day = (*map(int, said.split("-")), 1, 1)[:3]
    return date(year, month, day).toordinal()


def _last(said: str) -> int:
    parts = [int(part) for part in said.split("-")]
    if len(parts) == 3:
        return date(*parts).toordinal()
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)).toordinal() - 1


def picture(case: CaseResult, cells: Sequence[CellNode]) -> str:
    """Draw the conduct of the findings and the time in force of their norms; nothing where no day is known."""
    conduct = dict.fromkeys((finding.heading, finding.when) for cell in cells for finding in cell.findings)
    norms = dict.fromkeys((cell.label, stretch) for cell in cells if cell.findings for stretch in cell.in_force)
    bars = [(name, found, "conduct") for name, when in conduct if (found := span(when))]
    bars += [(name, found, "norm") for name, when in norms if (found := span(when))]
    acts_drawn = [bar for bar in bars if bar[2] == "conduct"][:_MOST_ACTS]
    norms_drawn = [bar for bar in bars if bar[2] == "norm"][: _MOST - len(acts_drawn)]
    left_out = len(bars) - len(acts_drawn) - len(norms_drawn)
    bars = [*acts_drawn, *norms_drawn]
    if not any(kind == "conduct" for _, _, kind in bars):
        return ""
    acts = [found for _, found, kind in bars if kind == "conduct"]
    end = max(_last(case.as_of), *(last for _, last, _ in acts))
    first = min(first for first, _, _ in acts)
    begin = first - max(365, (end - first) // 4)
    height = 30 + _ROW * len(bars) + 24

    def at(day: int) -> float:
        return round(_LEFT + _WIDTH * (min(max(day, begin), end) - begin) / max(end - begin, 1), 1)

    more = f" {words.TIMELINE_MORE.format(number=left_out)}" if left_out else ""
    parts = []
    for year in range(date.fromordinal(begin).year + 1, date.fromordinal(end).year + 1):
        x = at(date(year, 1, 1).toordinal())
        parts.append(f'<line x1="{x}" x2="{x}" y1="22" y2="{height - 20}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x}" y="14" font-size="11" text-anchor="middle">{year}</text>')
    for row, (name, (start, last, is_open), kind) in enumerate(bars):
        y = 30 + _ROW * row
        x = at(start)
        width = max(4, round(at(end if is_open else last) - x, 1))
        fill = "#882255" if kind == "conduct" else "#4477aa"
        shown = shortened(plain(name), _CUT)
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 12}" font-size="11" text-anchor="end">{text(shown)}</text>')
        parts.append(f'<rect x="{x}" y="{y + 3}" width="{width}" height="12" fill="{fill}"/>')
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(words.TIMELINE)}">'
        f'<svg class="timeline" viewBox="0 0 {_LEFT + _WIDTH + _RIGHT} {height}" role="img" '
        f'aria-label="{text(words.TIMELINE)}">{"".join(parts)}</svg></div>'
        f'<p class="soft">{text(words.TIMELINE_KEY + more)}</p>'
    )
