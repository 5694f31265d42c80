"""Weighed evidence: what speaks for and against each ground atom, as two masks, before any rule is applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from sanctioncheck.model.time import LATEST, When, Window

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
    listed_until: dict[str, int] = field(default_factory=dict)
    """Closed predicate to the last day that its lists speak of; later, absence says nothing."""


class Entry(NamedTuple):
    """Why a ground atom has the masks it has: one fact, finding, list, judgement, assumption or declaration."""

    kind: Literal["fact", "background", "list", "judgement", "assumption", "declared"]
    id: str
    positive: bool
    """Which side it speaks for."""
    rank: int
    """The highest standard that it reaches on its side, alone; -1 for none."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The evidence three ways: as it is, without classifications merely inferred, and with what is assumed."""

    plain: Evidence
    firm: Evidence | None = None
    assumed: Evidence | None = None
    """With what is assumed, which counts as proved whatever else is said of it."""
    period: Window | None = None
    ledger: dict[Key, tuple[Entry, ...]] = field(default_factory=dict)
    undated: frozenset[Key] = frozenset()
    """Atoms that have no date of their own and lie in the period of the case."""
    invocations: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """(exception, State) to the facts in which that State invokes it."""
    not_yet_known: tuple[str, ...] = ()
    """Facts and findings whose sources are all later than the day as of which the case is judged."""
    unreviewed: frozenset[str] = frozenset()
    """Facts that count by the policy of a machine only; no person accepted them."""
    grades: dict[tuple[str, int], int] = field(default_factory=dict)
    """(fact, number of its support) to the highest standard that the support reaches alone, -1 for none.

    Supports from sources that are not known yet are not here.
    """
    parties: frozenset[str] = frozenset()
    """States whose conduct is at issue."""
    assumed_firm: Evidence | None = None
    """What is assumed, without classifications merely inferred, where there are such."""
    today: int = LATEST
    """The day as of which it was weighed."""
