"""Numbers counted again: a quantity against a bound, quantities added up, and shares followed through their owners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sanctioncheck.model.form import Amount, Total
from sanctioncheck.model.time import EARLIEST, LATEST, Window

Amounts = tuple[tuple[str, Decimal], ...]
"""Quantities, each with its unit."""


def compare(form: Amount, given: Amounts, own: bool) -> int:
    """Compare the quantity of the conduct; where several are given, each side takes the one that helps it.

    >>> two = (("barrels", Decimal(4)), ("barrels", Decimal(9)))
    >>> form = Amount("barrels", Decimal(5), at_least=True)
    >>> compare(form, two, own=True), compare(form, two, own=False), compare(form, (), own=True)
    (1, -1, 0)
    """
    numbers = [number for unit, number in given if unit == form.unit]
    if not numbers:
        return 0
    number = max(numbers) if own == form.at_least else min(numbers)
    return 1 if (number >= form.number if form.at_least else number <= form.number) else -1


def accounting(form: Total, window: Window) -> Window | None:
    """Give the days whose events are added up; none where the conduct may fall in two calendar years."""
    if form.days is not None:
        return Window(window.last - form.days + 1, window.last)
    if not form.year:
        return Window(EARLIEST, LATEST)
    if window.first < 1 or window.last > date.max.toordinal():
        return None
    first, last = (date.fromordinal(day).year for day in window)
    return Window(date(first, 1, 1).toordinal(), date(first, 12, 31).toordinal()) if first == last else None


def add_up(form: Total, found: Iterable[tuple[int, Amounts]], own: bool, *, closed: bool) -> int:
    """Add up the events that are shown, and those that are not shown false; silence is no zero but on a closed list.

    Args:
        form: the total.
        found: each event's truth, and its quantities.
        own: whether disputes about a quantity are decided for whoever relies on "so much, or more".
        closed: whether a list gives the events whole.
    """
    shown, possible, unmeasured = Decimal(0), Decimal(0), False
    for value, given in found:
        numbers = [number for unit, number in given if unit == form.unit]
        number = (max(numbers) if own else min(numbers)) if numbers else Decimal(0)
        shown += number if value == 1 else 0
        possible += number if value != -1 else 0
        unmeasured = unmeasured or (value != -1 and not numbers)
    enough, short = shown >= form.number, possible < form.number
    if not form.at_least:
        enough, short = shown > form.number, possible <= form.number
    answer = 1 if enough else -1 if short and closed and not unmeasured else 0
    return answer if form.at_least else -answer


def reach(holdings: Iterable[tuple[str, str, Amounts]], owner: str, owned: str) -> Fraction:
    """Give the per cent that one holds of another, directly and through every chain that passes nothing twice.

    >>> half, whole = (("percent", Decimal(50)),), (("percent", Decimal(100)),)
    >>> reach([("a", "b", half), ("b", "c", whole), ("a", "c", half)], "a", "c")
    Fraction(100, 1)
    """
    edges = {(holder, thing): Fraction(amounts[0][1]) for holder, thing, amounts in holdings}

    def through(thing: str, path: frozenset[str]) -> Fraction:
        total = Fraction(0)
        for (holder, below), part in edges.items():
            if below == thing and holder == owner:
                total += part
            elif below == thing and holder not in path:
                total += part * through(holder, path | {holder}) / 100
        return total

    return through(owned, frozenset({owned}))
