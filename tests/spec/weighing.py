"""What the table of standards.yaml means, as plainly as it can be said: supports of one side to a standard."""

from __future__ import annotations

from itertools import combinations

from sanctioncheck.engine.grade import Bearing
from sanctioncheck.model.rulebook import Policy


def worthless(s: Bearing) -> bool:
    return s.mode == "opinion" or s.self_serving or s.letter in "EF" or s.digit in (5, 6)


def allegation(s: Bearing) -> bool:
    return s.mode == "alleged" or s.interested_denial


def good(s: Bearing) -> bool:
    return not worthless(s) and not allegation(s) and s.letter in "ABC" and s.digit in (1, 2, 3)


def weak(s: Bearing) -> bool:
    return not worthless(s) and not allegation(s) and not good(s)


def independent(one: Bearing, other: Bearing) -> bool:
    return not (one.origins & other.origins)


def admission(s: Bearing) -> bool:
    return good(s) and s.mode == "admitted" and s.own_conduct


def two(supports: list[Bearing]) -> bool:
    return any(independent(a, b) for a, b in combinations(supports, 2))


def reached(supports: list[Bearing], policy: Policy) -> str | None:
    """Give the name of the highest standard that supports of one side reach, or nothing."""
    goods = [s for s in supports if good(s)]
    weaks = [s for s in supports if weak(s)]
    if any(s.kind in ("decision", "judgment") and s.body in policy.deciding for s in goods):
        return "conclusive"
    if any(s.kind == "document" for s in goods) or any(admission(s) and s.kind == "statement" for s in goods):
        return "clear-and-convincing"
    if two([s for s in goods if admission(s)]):
        return "clear-and-convincing"
    if two(goods) or any(s.mode == "found" and s.body in policy.fact_finding for s in goods):
        return "balance"
    if goods or two(weaks):
        return "reasonable-grounds"
    if weaks or any(allegation(s) and not worthless(s) for s in supports):
        return "alleged"
    return None
