"""Tells what a handful of conditions can be together: never true, always true, one only where another is.

Every leaf of the conditions is true or false in a world; the worlds that types and bounds rule out are left away.
Disputes and silence do not matter here: what no world allows, no hearing can find.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from sanctioncheck.load.words import Kinds
from sanctioncheck.model.condition import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    DateOf,
    Distinct,
    NotOf,
    QuantityOf,
    ShareOf,
    TotalOf,
    parts,
)
from sanctioncheck.model.time import Span, parse_date
from sanctioncheck.model.vocabulary import IS_A

__all__ = ["TooManyLeaves", "Worlds", "leaves", "sense"]

MOST_LEAVES = 12
"""More leaves are not looked at: a table of worlds doubles with each."""


class TooManyLeaves(Exception):
    """The conditions have more leaves than a table of worlds is made for."""


class _Bound(NamedTuple):
    """A half-line on which something must lie: from `at` on, or up to it."""

    of: str
    at: Decimal
    up: bool


def sense(condition: Condition) -> str:
    """Give what a condition says, the same for two that differ only in the order of their parts.

    >>> one = AllOf(all=(Atom({"sends": {"by": "$S", "to": "$R"}}), Distinct(distinct=("$S", "$R"))))
    >>> other = AllOf(all=(Distinct(distinct=("$R", "$S")), Atom({"sends": {"to": "$R", "by": "$S"}})))
    >>> sense(one) == sense(other)
    True
    """
    match condition:
        case AllOf(all=inner) | AnyOf(any=inner):
            return f"{type(condition).__name__}({','.join(sorted({sense(part) for part in inner}))})"
        case NotOf(not_=inner):
            return f"not({sense(inner)})"
        case Distinct(distinct=pair):
            return f"distinct({','.join(sorted(pair))})"
        case TotalOf(total=total):
            bounds = total.model_dump_json(exclude={"of", "where"}, by_alias=True)
            return f"total({sense(total.of)},{sense(total.where) if total.where else ''},{bounds})"
    return json.dumps(condition.model_dump(mode="json", by_alias=True), sort_keys=True)


def leaves(condition: Condition) -> Iterator[Condition]:
    """Give every part of a condition that is true or false by itself; a total is one."""
    if isinstance(condition, AllOf | AnyOf | NotOf):
        for part in parts(condition):
            yield from leaves(part)
    else:
        yield condition


class Worlds:
    """Every way in which the leaves of some conditions can turn out, as tables of one bit for each world.

    >>> from sanctioncheck.model.vocabulary import Type
    >>> thing = Type(label="x")
    >>> kinds = Kinds({"arms": thing, "food": thing}, (("arms", "food"),))
    >>> arms, food = (Atom({"is_a": {"thing": "$X", "type": name}}) for name in ("arms", "food"))
    >>> worlds = Worlds((arms, food), kinds)
    >>> worlds.never(worlds.table(AllOf(all=(arms, food)))), worlds.never(worlds.table(arms))
    (True, False)
    """

    def __init__(self, conditions: Iterable[Condition], kinds: Kinds, span: Span | None = None) -> None:
        """Lay out the worlds for some conditions of one norm or definition.

        Args:
            conditions: all that will be asked about.
            kinds: the types, which rule out worlds.
            span: when the norm is in force, which decides comparisons with a day; None where that is not known.

        Raises:
            TooManyLeaves: there are more than `MOST_LEAVES` of them.
        """
        found = {sense(leaf): leaf for condition in conditions for leaf in leaves(condition)}
        if len(found) > MOST_LEAVES:
            raise TooManyLeaves
        self._all = (1 << (1 << len(found))) - 1
        self._columns = {name: self._column(at, len(found)) for at, name in enumerate(found)}
        self._possible = self._all
        for name, leaf in found.items():
            sure = _decided(leaf, span)
            if sure is not None:
                self._possible &= self._columns[name] if sure else ~self._columns[name]
        for (one, first), (other, second) in combinations(found.items(), 2):
            self._rule_out(self._columns[one], first, self._columns[other], second, kinds)

    def _column(self, at: int, leaves: int) -> int:
        block = ((1 << (1 << at)) - 1) << (1 << at)
        width = 1 << (at + 1)
        while width < 1 << leaves:
            block |= block << width
            width *= 2
        return block

    def _rule_out(self, one: int, first: Condition, other: int, second: Condition, kinds: Kinds) -> None:
        if _excludes(first, second, kinds):
            self._possible &= ~(one & other)
        if _implies(first, second, kinds):
            self._possible &= ~(one & ~other)
        if _implies(second, first, kinds):
            self._possible &= ~(other & ~one)
        if _cover(first, second):
            self._possible &= one | other

    def table(self, condition: Condition) -> int:
        """Give the worlds in which a condition is true."""
        match condition:
            case AllOf(all=inner):
                table = self._all
                for part in inner:
                    table &= self.table(part)
                return table
            case AnyOf(any=inner):
                table = 0
                for part in inner:
                    table |= self.table(part)
                return table
            case NotOf(not_=inner):
                return self._all & ~self.table(inner)
        return self._columns[sense(condition)]

    @property
    def everywhere(self) -> int:
        """All worlds."""
        return self._all

    def never(self, table: int) -> bool:
        """Tell whether no possible world is among these."""
        return not table & self._possible

    def always(self, table: int) -> bool:
        """Tell whether every possible world is among these."""
        return not self._possible & ~table

    def within(self, table: int, other: int) -> bool:
        """Tell whether every possible world of the first is one of the other."""
        return self.never(table & ~other)

    def same(self, table: int, other: int) -> bool:
        """Tell whether the two are the same possible worlds."""
        return self.never(table ^ other)


def _decided(leaf: Condition, span: Span | None) -> bool | None:
    """Tell whether the time in force decides a comparison with a day; None where it leaves it open."""
    if isinstance(leaf, DateOf) and span is not None:
        low, high = leaf.date.at_least, leaf.date.at_most
        first = parse_date(low).last if low is not None else None
        last = parse_date(high).first if high is not None else None
        windows = span.possible
        if all((first is None or first <= w.first) and (last is None or w.last <= last) for w in windows):
            return True
        if low is not None and all(w.last < parse_date(low).first for w in windows):
            return False
        if high is not None and all(w.first > parse_date(high).last for w in windows):
            return False
    return None


def _excludes(one: Condition, other: Condition, kinds: Kinds) -> bool:
    types = _same_thing(one, other)
    if types is not None:
        return kinds.apart(*types)
    first, second = _bound(one), _bound(other)
    if first is None or second is None or first.of != second.of or first.up == second.up:
        return False
    low, high = (first, second) if first.up else (second, first)
    return high.at < low.at


def _implies(one: Condition, other: Condition, kinds: Kinds) -> bool:
    types = _same_thing(one, other)
    if types is not None:
        return types[1] in kinds.wider(types[0])
    if isinstance(one, Atom) and isinstance(other, Atom):
        return one.predicate == other.predicate and other.roles.items() <= one.roles.items()
    first, second = _bound(one), _bound(other)
    if first is None or second is None or first.of != second.of or first.up != second.up:
        return False
    return first.at >= second.at if first.up else first.at <= second.at


def _cover(one: Condition, other: Condition) -> bool:
    """Tell whether one of two bounds holds whatever the value."""
    first, second = _bound(one), _bound(other)
    if first is None or second is None or first.of != second.of or first.up == second.up:
        return False
    low, high = (first, second) if first.up else (second, first)
    return high.at >= low.at - (1 if low.of == "date" else 0)


def _same_thing(one: Condition, other: Condition) -> tuple[str, str] | None:
    """Give the two types that two classifications give to one thing."""
    if isinstance(one, Atom) and isinstance(other, Atom) and one.predicate == other.predicate == IS_A:
        first, second = one.roles, other.roles
        if first.get("thing") == second.get("thing") and "type" in first and "type" in second:
            return first["type"], second["type"]
    return None


def _bound(leaf: Condition) -> _Bound | None:
    match leaf:
        case DateOf(date=bounds):
            if bounds.at_least is not None:
                return _Bound("date", Decimal(parse_date(bounds.at_least).first), True)
            return _Bound("date", Decimal(parse_date(str(bounds.at_most)).last), False)
        case QuantityOf(quantity=bounds):
            up = bounds.at_least is not None
            return _Bound(f"quantity {bounds.unit}", Decimal(str(bounds.at_least if up else bounds.at_most)), up)
        case ShareOf(share=share):
            return _Bound(f"share {share.owner} {share.owned}", Decimal(str(share.at_least)), True)
    return None
