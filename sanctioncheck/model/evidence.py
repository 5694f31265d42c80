"""Weighed evidence: what speaks for and against each ground atom, as two masks, before any rule is applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from sanctioncheck.model.time import When, Window

IS_A = "is_a"


class Key(NamedTuple):
    """A ground atom: predicate, fillers in the order of its roles, and when."""

    predicate: str
    args: tuple[str, ...]
    when: When


class Weighed(NamedTuple):
    """What speaks for and against a ground atom, and the quantities it is given with, as (unit, number)."""

    for_: int
    against: int
    quantities: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All weighed atoms of a case, with the things they speak of."""

    atoms: dict[Key, Weighed]
    types: dict[str, str]
    """Every actor and thing known, to its declared type, in a fixed order."""
    named: frozenset[str]
    """Those that the case itself names; only these can fill a finding."""
    possibly_same: frozenset[frozenset[str]] = frozenset()
    invoked: frozenset[tuple[str, str]] = frozenset()
    """Exceptions that are invoked, as (exception, State)."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The evidence three ways: as it is, without classifications merely inferred, and with what is assumed."""

    plain: Evidence
    firm: Evidence | None = None
    assumed: Evidence | None = None
    period: Window | None = None
    ledger: dict[Key, tuple[Entry, ...]] = field(default_factory=dict)


class Entry(NamedTuple):
    """Why a ground atom has the masks it has: one fact, finding, list, judgement, assumption or declaration."""

    kind: str
    id: str
    positive: bool
    rank: int
    """The highest standard that it reaches on its side, alone, or -1."""
