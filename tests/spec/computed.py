"""The conditions that look at numbers: dates, quantities, events added up, and chains of ownership."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sanctioncheck.model.condition import Bounds, DateBounds, ShareBounds, TotalBounds, Within
from sanctioncheck.model.time import Window, parse_date
from tests.spec.hearing import Hearing, Truth, both, turn
from tests.spec.lookup import Env

if TYPE_CHECKING:
    from tests.spec.reference import Reference


def dated(bounds: DateBounds, window: Window) -> Truth:
    """Compare the days of the conduct with a date."""
    day = parse_date(bounds.at_least or bounds.at_most or "")
    if bounds.at_least is not None:
        return True if window.first >= day.first else False if window.last < day.first else None
    return True if window.last <= day.last else False if window.first > day.last else None


def amount(bounds: Bounds, at: Hearing) -> Truth:
    """Compare the quantity of the conduct; where several are given, each side takes the one that helps it."""
    numbers = [number for unit, number in at.quantities if unit == bounds.unit]
    if bounds.at_least is not None:
        return (max if at.own else min)(numbers) >= bounds.at_least if numbers else None
    return (min if at.own else max)(numbers) <= (bounds.at_most or 0) if numbers else None


def accounting(within: Within | None, window: Window) -> Window | None:
    """Give the days whose events are added up; none where the conduct may fall in two calendar years."""
    if within is None:
        return Window(-(10**10), 10**10)
    if within.days is not None:
        return Window(window.last - within.days + 1, window.last)
    if window.first < 1 or window.last > date.max.toordinal():
        return None
    first, last = (date.fromordinal(day).year for day in window)
    return Window(date(first, 1, 1).toordinal(), date(first, 12, 31).toordinal()) if first == last else None


def total(court: Reference, bounds: TotalBounds, env: Env, at: Hearing) -> Truth:
    """Add up what is shown, and what is not shown false; "at most" is heard as the contrary of "more than"."""
    up, days = bounds.at_least is not None, accounting(bounds.within, at.window)
    if days is None:
        return None
    at = at if up else at.other
    shown, possible, gap = Decimal(0), Decimal(0), False
    name, terms = court.terms(bounds.of)
    for (other, args), said in court.said.items():
        choice = court.match(terms, args, env) if other == name else None
        for when, weighed in said.items() if choice is not None else []:
            if not when.hull.meets(days) or not (at.later or when.begin.first <= at.window.last):
                continue
            over = at.later or when == at.exact or when.end.last <= at.window.last
            sure = when.hull.within(days) and over
            where = True if bounds.where is None else court.hear(bounds.where, choice or {}, at)
            truth = both([court.instance(name, args, when, at.own, at.s), where, sure or None])
            numbers = [number for unit, number in weighed.quantities if unit == bounds.unit]
            number = (max if at.own else min)(numbers, default=Decimal(0))
            shown += number if truth is True else 0
            possible += number if truth is not False else 0
            gap = gap or (truth is not False and not numbers)
    limit = (bounds.at_least if up else bounds.at_most) or Decimal(0)
    enough, less = (shown >= limit, possible < limit) if up else (shown > limit, possible <= limit)
    answer = True if enough else False if less and not gap and court.closed(name, at.window) else None
    return answer if up else turn(answer)


def share(court: Reference, bounds: ShareBounds, env: Env, at: Hearing) -> Truth:
    """Follow every chain of holdings that passes nothing twice; there may always be holdings that nobody knows."""
    owner, owned = env.get(bounds.owner, bounds.owner), env.get(bounds.owned, bounds.owned)

    def held(thing: str, path: frozenset[str]) -> Fraction:
        found = Fraction(0)
        for holder in court.things:
            said = court.said.get(("owns", (holder, thing)), {}).items()
            sure = [w for when, w in said if court.covers(when, at.window) and at.weigh(w.for_, w.against)]
            numbers = [number for w in sure for unit, number in w.quantities if unit == "percent"]
            part = Fraction((max if at.own else min)(numbers, default=Decimal(0)))
            if holder == owner or (part and holder not in path):
                found += part if holder == owner else part * held(holder, path | {holder}) / 100
        return found

    return True if held(owned, frozenset({owned})) >= bounds.at_least else None
