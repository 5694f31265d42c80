"""Sets of facts that nobody has shown, and how those of several conditions go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from sanctioncheck.engine.budget import Budget
from sanctioncheck.model.time import When

MOST = 4
"""The most facts that a set may hold."""
PAIRS = 10
"""So many pairs of sets are put together in one step."""


class Literal(NamedTuple):
    """A fact that nobody has shown, and the answer that is supposed."""

    symbol: str
    args: tuple[str, ...]
    when: When
    yes: bool

    @property
    def opposite(self) -> Literal:
        """The other answer."""
        return self._replace(yes=not self.yes)


Way = frozenset[int]
"""A set of literals, each by its number; the number of its opposite differs in the last bit."""
Ways = tuple[Way, ...]
DONE: Ways = (frozenset(),)
NONE: Ways = ()


class Numbered:
    """Numbers literals, so that many sets of them are quick to compare."""

    def __init__(self) -> None:
        self.literals: list[Literal] = []
        self._numbers: dict[Literal, int] = {}
        self._places: dict[int, int] = {}

    def way(self, literal: Literal) -> Way:
        """Give the way that one literal is."""
        number = self._numbers.get(literal)
        if number is None:
            for each in (literal, literal.opposite):
                self._numbers[each] = len(self.literals)
                self.literals.append(each)
            number = self._numbers[literal]
        return frozenset((number,))

    def told(self, way: Way) -> frozenset[Literal]:
        """Give the literals of a way."""
        return frozenset(self.literals[number] for number in way)

    def first(self, ways: Ways, limit: int) -> Ways:
        """Give the smallest ways, of equally small ones those that come first in the order of their literals."""
        if len(ways) <= limit:
            return ways
        if len(self._places) < len(self.literals):
            order = sorted(range(len(self.literals)), key=self.literals.__getitem__)
            self._places = {number: place for place, number in enumerate(order)}
        place = self._places.__getitem__
        return tuple(sorted(ways, key=lambda way: (len(way), sorted(map(place, way))))[:limit])


def either(*options: Sequence[Way]) -> Ways:
    """Give the ways of any, without those that hold more than another does."""
    given = [tuple(ways) for ways in options if ways]
    if len(given) < 2 or DONE in given:
        return DONE if DONE in given else given[0] if given else NONE
    return least(way for ways in given for way in ways)


def both(parts: Iterable[Ways], most: int, limit: int, numbered: Numbered, steps: Budget) -> Ways:
    """Give the ways of all parts together: one of each, where they agree and are not too many.

    Raises:
        Spent: that would take more steps than are left.
    """
    found: Ways = DONE
    for ways in parts:
        if ways != DONE:
            steps.take(len(found) * len(ways) // PAIRS)
            found = least(_joined(found, ways, most)) if found != DONE else ways
            found = numbered.first(found, limit)
        if not found:
            return NONE
    return found


def _joined(found: Ways, ways: Ways, most: int) -> Iterable[Way]:
    for other in ways:
        against = frozenset(number ^ 1 for number in other)
        for one in found:
            if one.isdisjoint(against):
                way = one | other
                if len(way) <= most:
                    yield way


def least(ways: Iterable[Way]) -> Ways:
    """Give the ways that hold no other one, the smallest first.

    >>> [sorted(way) for way in least([frozenset({2, 4}), frozenset({6, 8}), frozenset({2})])]
    [[2], [6, 8]]
    """
    by_size: dict[int, dict[Way, None]] = {}
    for way in ways:
        by_size.setdefault(len(way), {})[way] = None
    kept: list[Way] = []
    alone: set[int] = set()
    smaller: list[tuple[int, set[Way]]] = []
    for size, same in sorted(by_size.items()):
        fresh = [way for way in same if alone.isdisjoint(way) and not (smaller and _holds_one(way, smaller))]
        kept += fresh
        if size == 1:
            alone.update(*fresh)
        elif fresh or size == 0:
            smaller.append((size, set(fresh)))
    return tuple(kept)


def _holds_one(way: Way, smaller: list[tuple[int, set[Way]]]) -> bool:
    return any(frozenset(part) in known for size, known in smaller for part in combinations(way, size))
