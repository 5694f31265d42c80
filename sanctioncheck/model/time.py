"""Dates as precise as they were given: a point known to a day, month or year, or conduct that went on.

Days are proleptic Gregorian ordinals (``datetime.date.toordinal``), ``EARLIEST`` and ``LATEST`` where nothing bounds
them. The date texts are level 0 of EDTF (ISO 8601-2:2019), with ``..`` for an open end.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

EARLIEST = -(10**9)
LATEST = 10**9
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)


class Window(NamedTuple):
    """The days from ``first`` to ``last``, both within."""

    first: int
    last: int

    def within(self, other: Window) -> bool:
        """Tell whether every day of this window lies in the other."""
        return other.first <= self.first and self.last <= other.last

    def meets(self, other: Window) -> bool:
        """Tell whether the two windows share a day."""
        return self.first <= other.last and other.first <= self.last


ALWAYS = Window(EARLIEST, LATEST)


class BadDate(ValueError):
    """A text that is no date; ``help`` says how to write one."""

    help = "write a year, month or day such as 2025, 2025-04 or 2025-04-28; `..` for an open end"


def parse_date(text: str) -> Window:
    """Read a year, a month or a day as the window of days it may mean.

    Raises:
        BadDate: the text is no date of the calendar.

    >>> w = parse_date("2025-04")
    >>> format_window(w)
    '2025-04'
    """
    match = _DATE.match(text)
    if not match:
        raise BadDate(f"`{text}` is no date")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = first if day else date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise BadDate(f"`{text}` is no date of the calendar") from None
    return Window(first.toordinal(), last.toordinal())


def parse_window(text: str) -> Window:
    """Read a date, or two dates with a slash between them, as the window in which a point lies.

    >>> format_window(parse_window("2024-10/2025-04-30"))
    '2024-10-01/2025-04-30'
    """
    start, slash, end = text.partition("/")
    if not slash:
        return parse_date(text)
    window = Window(
        EARLIEST if start == ".." else parse_date(start).first, LATEST if end == ".." else parse_date(end).last
    )
    if window.first > window.last:
        raise BadDate(f"`{text}` ends before it begins")
    return window


class When(NamedTuple):
    """When a fact holds: the window in which it begins, the window in which it ends, and whether it went on between.

    A point has the same window twice.
    """

    begin: Window
    end: Window
    lasts: bool

    @property
    def hull(self) -> Window:
        """The days on which it may have held."""
        return Window(self.begin.first, self.end.last)

    @property
    def core(self) -> Window | None:
        """The days on which it surely held; none for a point that is not known to the day, or where no day is sure."""
        if self.lasts and self.begin.last <= self.end.first:
            return Window(self.begin.last, self.end.first)
        return self.begin if not self.lasts and self.begin.first == self.begin.last else None

    @property
    def reading(self) -> Window:
        """The days at which states are read for a thing dated so: the sure part, else the whole."""
        return self.core or self.hull


def point(window: Window) -> When:
    """Date an event by the window in which it lies."""
    return When(window, window, False)


def lasting(begin: Window, end: Window) -> When:
    """Date conduct that went on, or a state, by the windows of its first and its last day."""
    return When(begin, end, True)


THROUGHOUT = lasting(Window(EARLIEST, EARLIEST), Window(LATEST, LATEST))


class Force(NamedTuple):
    """One stretch of time in which a norm is in force: the days that are sure, and those that are possible."""

    sure: Window
    possible: Window


def in_force(begin: str, end: str | None, unknown_after: str | None = None) -> Force:
    """Give the stretch between two dates; after ``unknown_after`` nobody knows whether it was renewed.

    >>> in_force("2009-06-12", None).sure.last == LATEST
    True
    """
    first = parse_date(begin)
    last = parse_date(end) if end is not None else Window(LATEST, LATEST)
    sure_last = last.first if unknown_after is None else min(last.first, parse_date(unknown_after).last)
    return Force(Window(first.last, sure_last), Window(first.first, last.last))


def merge(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Join windows that touch, in order of time; empty ones fall out.

    >>> merge([Window(5, 9), Window(1, 4), Window(3, 2)])
    (Window(first=1, last=9),)
    """
    out: list[Window] = []
    for window in sorted(w for w in windows if w.first <= w.last):
        if out and window.first <= out[-1].last + 1:
            out[-1] = Window(out[-1].first, max(out[-1].last, window.last))
        else:
            out.append(window)
    return tuple(out)


class Span(NamedTuple):
    """All the time in which a norm speaks, sure and possible, each as windows that do not touch."""

    sure: tuple[Window, ...]
    possible: tuple[Window, ...]

    def covers(self, window: Window) -> bool:
        """Tell whether the norm was surely in force on every day of the window."""
        return any(window.within(stretch) for stretch in self.sure)

    def fits(self, when: When) -> bool | None:
        """Tell whether conduct fell while the norm was in force: surely, surely not, or ``None`` for perhaps.

        A point must lie wholly inside; of conduct that went on, a part inside is enough.
        """
        if not any(when.hull.meets(stretch) for stretch in self.possible):
            return False
        core = when.core
        if core and any(core.meets(stretch) for stretch in self.sure):
            return True
        return True if self.covers(when.hull) else None

    def part(self, when: When) -> Window:
        """Give the days at which the other elements are read: for conduct that went on, the part surely inside."""
        core = when.core
        if core:
            inside = [Window(max(core.first, s.first), min(core.last, s.last)) for s in self.sure if core.meets(s)]
            if inside:
                return Window(inside[0].first, inside[-1].last)
        return when.hull


EVER = Span((ALWAYS,), (ALWAYS,))


def span(stretches: Iterable[Force]) -> Span:
    """Gather the stretches of a norm."""
    stretches = tuple(stretches)
    return Span(merge(s.sure for s in stretches), merge(s.possible for s in stretches))


def format_day(day: int) -> str:
    """Write one day, ``..`` where nothing bounds it."""
    return ".." if day <= EARLIEST or day >= LATEST else date.fromordinal(day).isoformat()


def format_window(window: Window) -> str:
    """Write a window as briefly as it can be read back: a year, a month, a day, or two days with a slash.

    >>> format_window(parse_date("2022")), format_window(parse_date("2022-02-24"))
    ('2022', '2022-02-24')
    """
    if window.first <= EARLIEST or window.last >= LATEST:
        return f"{format_day(window.first)}/{format_day(window.last)}"
    first, last = date.fromordinal(window.first), date.fromordinal(window.last)
    if first == last:
        return first.isoformat()
    if first.year == last.year and first.day == 1:
        if (first.month, last.month, last.day) == (1, 12, 31):
            return f"{first.year:04}"
        if first.month == last.month and last.day == calendar.monthrange(last.year, last.month)[1]:
            return first.isoformat()[:7]
    return f"{first.isoformat()}/{last.isoformat()}"


def format_when(when: When) -> str:
    """Write when a fact holds.

    >>> format_when(lasting(parse_date("2022-02-24"), Window(LATEST, LATEST)))
    'from 2022-02-24'
    """
    if not when.lasts:
        return format_window(when.begin)
    begin = "" if when.begin.first <= EARLIEST else f"from {format_window(when.begin)}"
    end = "" if when.end.last >= LATEST else f"to {format_window(when.end)}"
    return " ".join(part for part in (begin, end) if part) or "at all times"


def format_known(when: When) -> str:
    """Write when a fact holds, and until which day that is known where its end is open: no two dates look alike.

    >>> format_known(lasting(parse_date("2022-02-24"), Window(parse_date("2025-04-30").last, LATEST)))
    'from 2022-02-24, known to 2025-04-30'
    """
    known = (
        f", known to {format_day(when.end.first)}" if when.lasts and when.end.first < LATEST <= when.end.last else ""
    )
    return format_when(when) + known


def edge(window: Window) -> str:
    """Write the window of a first or last day as `during` in a case file takes it.

    >>> edge(parse_date("2024-10")), edge(Window(parse_date("2025-04-30").last, LATEST)), edge(Window(LATEST, LATEST))
    ('2024-10', '2025-04-30/..', '..')
    """
    return ".." if EARLIEST in (window.first, window.last) or window.first >= LATEST else format_window(window)


def said_when(when: When) -> str:
    """Write the days of a supposition as `whatif` reads them; nothing for what is so at all times.

    >>> said_when(point(parse_date("2024-12"))), said_when(lasting(parse_date("2024-10-01"), parse_date("2025-04-30")))
    ('on 2024-12', 'from 2024-10-01 to 2025-04-30')
    """
    if not when.lasts:
        return f"on {format_window(when.begin)}"
    return "" if when == THROUGHOUT else f"from {edge(when.begin)} to {edge(when.end)}"
