"""The two computed conditions: the quantities of events added up, and shares followed through chains of ownership."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sanctioncheck.engine.bench import Bench, Env, Moment, bind, match_row
from sanctioncheck.engine.budget import DEEPEST, Spent
from sanctioncheck.model.form import Total
from sanctioncheck.model.time import LATEST, When, Window
from sanctioncheck.model.truth import STANDARDS, UNKNOWN, Value, atom, every

Where = Callable[[Bench, Env, Moment], Value]
OWNS = "owns"
PER_CENT = "percent"


class Operand(NamedTuple):
    """One event that a total adds up: what it is worth, and its least and greatest quantity."""

    args: tuple[str, ...]
    when: When
    value: Value
    least: Decimal | None
    most: Decimal | None


def accounting(form: Total, window: Window) -> Window | None:
    """Give the days within which events are added up; none where the conduct may fall in two calendar years."""
    if form.year:
        if window.first < 1 or window.last > date.max.toordinal():
            return None
        first, last = date.fromordinal(window.first), date.fromordinal(window.last)
        if first.year != last.year:
            return None
        return Window(date(first.year, 1, 1).toordinal(), date(first.year, 12, 31).toordinal())
    if form.days is not None:
        return Window(window.last - form.days + 1, window.last)
    return Window(-LATEST, LATEST)


def operands(machine: Bench, form: Total, where: Where | None, env: Env, moment: Moment) -> Iterator[Operand]:
    """Give every event that a total may add up, in a fixed order; one that may lie outside the time is unknown."""
    within = accounting(form, moment.window)
    if within is None:
        return
    name, args = form.of.symbol, form.of.args
    for row in machine.index.evidence_rows(name, bind(args, env)):
        choice = match_row(args, row, env)
        if choice is None:
            continue
        for when, weighed in machine.index.instances(name, row):
            if not when.hull.meets(within) or not (moment.later or when.begin.first <= moment.window.last):
                continue
            value = machine.instance(name, row, when)
            if where is not None:
                value = every((value, where(machine, choice, moment)))
            # What still went on counts whole only for itself: how much of it came before is not known.
            over = moment.later or when == moment.exact or when.end.last <= moment.window.last
            if not when.hull.within(within) or not over:
                value = every((value, UNKNOWN))
            numbers = [number for unit, number in weighed.quantities if unit == form.unit]
            yield Operand(row, when, value, min(numbers, default=None), max(numbers, default=None))


def sum_of(machine: Bench, form: Total, where: Where | None, env: Env, moment: Moment) -> Value:
    """Hear a total: "at least" is never false and "at most" never shown, unless a closed list gives the events."""
    if accounting(form, moment.window) is None:
        return UNKNOWN
    found = list(operands(machine, form, where, env, moment))
    masks = [0, 0, 0, 0]
    closed = machine.index.answers(form.of.symbol, moment.window)
    for rank in range(len(STANDARDS)):
        for hearing, pick in ((0, "most"), (2, "least")):
            total = sum(
                (getattr(o, pick) or Decimal(0) for o in found if o.value[hearing] >> rank & 1), start=Decimal(0)
            )
            if total >= form.number if form.at_least else total > form.number:
                masks[hearing] |= 1 << rank
        if closed:
            for hearing, pick in ((1, "most"), (3, "least")):
                possible = [o for o in found if not o.value[hearing] >> rank & 1]
                if all(o.most is not None for o in possible):
                    total = sum((getattr(o, pick) for o in possible), start=Decimal(0))
                    if not (total >= form.number if form.at_least else total > form.number):
                        masks[hearing] |= 1 << rank
    t1, f1, t2, f2 = masks
    return (t1, f1, t2, f2) if form.at_least else (f2, t2, f1, t1)


def share_of(machine: Bench, owner: str, owned: str, at_least: Decimal, window: Window) -> Value:
    """Hear whether a share reaches a number of per cent; never false, since other holdings may be unknown."""
    t1 = t2 = 0
    for rank in range(len(STANDARDS)):
        if held(machine, owner, owned, window, rank, 0) >= at_least:
            t1 |= 1 << rank
        if held(machine, owner, owned, window, rank, 2) >= at_least:
            t2 |= 1 << rank
    return t1, 0, t2, 0


def held(machine: Bench, owner: str, owned: str, window: Window, rank: int, hearing: int) -> Fraction:
    """Give the per cent of one thing that another holds at a standard in a hearing, added over every simple chain."""
    edges: dict[str, list[tuple[str, Fraction]]] = {}
    for row in machine.index.evidence_rows(OWNS, (None, None)):
        numbers = []
        for when, weighed in machine.index.instances(OWNS, row):
            core = when.core
            if core and window.within(core) and atom(weighed.for_, weighed.against)[hearing] >> rank & 1:
                numbers += [number for unit, number in weighed.quantities if unit == PER_CENT]
        if numbers:
            best = Fraction(max(numbers) if hearing == 0 else min(numbers))
            edges.setdefault(row[1], []).append((row[0], best))

    def climb(thing: str, path: frozenset[str]) -> Fraction:
        machine.budget.take()
        if len(path) > DEEPEST:
            raise Spent("depth")
        total = Fraction(0)
        for holder, share in edges.get(thing, ()):
            if holder == owner:
                total += share
            elif holder not in path:
                total += share * climb(holder, path | {holder}) / 100
        return total

    return climb(owned, frozenset({owned}))
