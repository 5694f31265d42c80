"""Days and numbers beside a bound: one before it, on it, one after it, and across it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

from sanctioncheck.model.form import Amount, Dated, Holds, Total
from sanctioncheck.model.time import Window
from sanctioncheck.model.truth import FALSE, TRUE, UNKNOWN, Value

BOUND = Window(10, 12)
"""Three days, such as a month is some thirty."""
DAYS = range(8, 16)
NUMBERS = (Decimal(9), Decimal(10), Decimal(11))


def dated() -> list[tuple[Dated, Window, Value]]:
    """Give each date of a conduct beside a bound, and whether it lies on the right side of it."""
    return [
        (Dated(BOUND, at_least), Window(first, last), _side(range(first, last + 1), at_least))
        for at_least, first, last in product((True, False), DAYS, DAYS)
        if first <= last
    ]


def _side(days: range, at_least: bool) -> Value:
    right = {day >= 10 if at_least else day <= 12 for day in days}
    return UNKNOWN if len(right) > 1 else TRUE if right == {True} else FALSE


def amounts() -> list[tuple[Amount, tuple[tuple[str, Decimal], ...], Value]]:
    """Give quantities of a conduct beside a number; of two each side takes the one that serves it."""
    found: list[tuple[Amount, tuple[tuple[str, Decimal], ...], Value]] = []
    for at_least, one, other in product((True, False), NUMBERS, NUMBERS):
        reached = [number >= 10 if at_least else number <= 10 for number in (one, other)]
        # In the hearing of who relies on it one that reaches is enough; in the other hearing both must.
        first, second = (TRUE if reaches else FALSE for reaches in (any(reached), all(reached)))
        value = (first[0], first[1], second[2], second[3])
        found.append((Amount("tonnes", Decimal(10), at_least), (("tonnes", one), ("tonnes", other)), value))
    found.append((Amount("tonnes", Decimal(10), True), (("barrels", Decimal(90)),), UNKNOWN))
    found.append((Amount("tonnes", Decimal(10), False), (("barrels", Decimal(1)),), UNKNOWN))
    return found


def years() -> list[tuple[Total, Window, Window | None]]:
    """Give dates of a conduct, and the days whose events a total of its calendar year, or of ten days, adds up."""

    def day(year: int, month: int, number: int) -> int:
        return date(year, month, number).toordinal()

    def total(year: bool, days: int | None) -> Total:
        return Total(Holds("sends", ("$S",)), None, "tonnes", Decimal(1), True, year, days)

    year, ten = total(True, None), total(False, 10)
    first, last = day(2020, 1, 1), day(2020, 12, 31)
    beginning, end = 1, date.max.toordinal()
    return [
        (year, Window(first, last), Window(first, last)),
        (year, Window(first, first), Window(first, last)),
        (year, Window(last, last), Window(first, last)),
        (year, Window(last, last + 1), None),
        (year, Window(first - 1, first), None),
        (year, Window(beginning, beginning), Window(1, 365)),
        (year, Window(beginning - 1, beginning), None),
        (year, Window(end, end), Window(end - 364, end)),
        (year, Window(end, end + 1), None),
        (ten, Window(100, 120), Window(111, 120)),
        (ten, Window(120, 120), Window(111, 120)),
    ]
