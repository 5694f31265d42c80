"""How far supports prove a thing: each by itself, then the independent ones together (the table of standards.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from sanctioncheck.model.rulebook import Policy
from sanctioncheck.model.truth import RANK

NONE = -1
ALLEGED, GROUNDS, BALANCE = RANK["alleged"], RANK["reasonable-grounds"], RANK["balance"]
CLEAR, CONCLUSIVE = RANK["clear-and-convincing"], RANK["conclusive"]
GOOD_LETTERS, GOOD_DIGITS = "ABC", (1, 2, 3)
WORTHLESS_LETTERS, WORTHLESS_DIGITS = "EF", (5, 6)


class Graded(NamedTuple):
    """What one support is worth alone, and what it may add to others."""

    rank: int
    origins: frozenset[str] = frozenset()
    counts: bool = False
    """Whether it is a report that two independent ones may strengthen."""
    good: bool = False
    admission: bool = False


class Bearing(NamedTuple):
    """What decides the grade of one support, gathered from support, source and the speaker's interest."""

    mode: str
    letter: str
    digit: int
    kind: str
    body: str | None
    origins: frozenset[str]
    own_conduct: bool
    """Whether the speaker's State is the one whose conduct it is."""
    interested_denial: bool
    self_serving: bool


def grade(bearing: Bearing, policy: Policy) -> Graded:
    """Grade one support alone.

    >>> policy = Policy("p", "balance", {"panel": "Panel of Experts"}, {}, "")
    >>> grade(Bearing("reported", "B", 2, "press", None, frozenset("s"), False, False, False), policy).rank
    1
    >>> grade(Bearing("alleged", "A", 1, "press", None, frozenset("s"), False, False, False), policy).rank
    0
    """
    worthless = bearing.letter in WORTHLESS_LETTERS or bearing.digit in WORTHLESS_DIGITS
    if bearing.mode == "opinion" or bearing.self_serving or worthless:
        return Graded(NONE)
    if bearing.mode == "alleged" or bearing.interested_denial:
        return Graded(ALLEGED, bearing.origins)
    good = bearing.letter in GOOD_LETTERS and bearing.digit in GOOD_DIGITS
    if not good:
        return Graded(ALLEGED, bearing.origins, counts=True)
    admission = bearing.mode == "admitted" and bearing.own_conduct
    rank = GROUNDS
    if bearing.kind in ("decision", "judgment") and bearing.body in policy.deciding:
        rank = CONCLUSIVE
    elif bearing.kind == "document" or (admission and bearing.kind == "statement"):
        rank = CLEAR
    elif bearing.mode == "found" and bearing.body in policy.fact_finding:
        rank = BALANCE
    return Graded(rank, bearing.origins, counts=True, good=True, admission=admission)


def together(graded: Iterable[Graded]) -> int:
    """Give the highest standard that supports reach together, or -1.

    Two are independent where no origin is common to both; adding a support never lowers the result.

    >>> weak = [Graded(0, frozenset({name}), counts=True) for name in "ab"]
    >>> together(weak[:1]), together(weak)
    (0, 1)
    """
    supports = list(graded)
    best = max((g.rank for g in supports), default=NONE)
    counted = [g for g in supports if g.counts]
    for rank, some in (
        (CLEAR, [g for g in counted if g.admission]),
        (BALANCE, [g for g in counted if g.good]),
        (GROUNDS, counted),
    ):
        if best < rank and _independent(some):
            return rank
    return best


def _independent(supports: list[Graded]) -> bool:
    """Tell whether two of them have no origin in common; of many that draw on the same things one is looked at.

    Every support that counts has an origin: the source itself, where it names none.
    """
    return any(not one & other for one, other in combinations(dict.fromkeys(g.origins for g in supports), 2))
