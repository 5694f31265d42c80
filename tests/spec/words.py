"""The small world of the random rulebooks: its words, who and what there is, and the dates things can have."""

from __future__ import annotations

from typing import Any

from sanctioncheck.model.time import LATEST, THROUGHOUT, Force, When, Window, lasting, parse_date, point
from sanctioncheck.model.vocabulary import Predicate, Type, Vocabulary


def _type(label: str, *wider: str) -> Type:
    return Type(label=label, is_a=wider, declarable=True)


def _predicate(kind: Any, closed: bool = False, **roles: str) -> Predicate:
    return Predicate(roles=roles, kind=kind, closed=closed, say="it is so", ask="is it so?")


VOCABULARY = Vocabulary(
    types={
        "thing": _type("thing"),
        "actor": _type("actor", "thing"),
        "state": _type("State", "actor"),
        "org": _type("organisation", "actor"),
        "item": _type("item", "thing"),
        "arms": _type("arms", "item"),
        "service": _type("service", "thing"),
    },
    disjoint=(("actor", "item", "service"), ("state", "org")),
    predicates={
        "e1": _predicate("event", by="actor", to="actor"),
        "e2": _predicate("event", by="actor", it="thing"),
        "ec": _predicate("event", closed=True, by="actor"),
        "s1": _predicate("state", a="thing"),
        "s2": _predicate("state", a="thing", b="thing"),
        "c1": _predicate("state", closed=True, a="thing"),
        "c2": _predicate("state", closed=True, a="thing", b="thing"),
        "owns": _predicate("state", owner="actor", owned="actor"),
        "d1": _predicate("state", a="thing"),
        "d2": _predicate("state", a="thing", b="thing"),
        "d3": _predicate("state", a="thing"),
        "d4": _predicate("state", a="thing", b="thing"),
        "de": _predicate("event", by="actor", it="thing"),
        "idle": _predicate("state", a="thing"),
    },
)
BASE = ("e1", "e2", "ec", "s1", "s2", "c1", "c2")
DERIVED = ("d1", "d2", "de", "is_a:arms", "d3")
"""Each may be defined by what stands before it; `d4` only together with `d2`, and only `wide.entwined` uses `idle`."""
ENTITIES = {"x": "state", "y": "state", "o": "org", "k": "item"}
"""No rule names `o`."""
DAYS = [parse_date(t) for t in ("2019", "2020-02-01", "2020-03-10", "2021", "2021-06", "2022-01-01", "2023")]
WIDE = [point(Window(DAYS[1].first, DAYS[4].last)), point(Window(DAYS[0].first, DAYS[6].last))]
POINTS: list[When] = [*(point(day) for day in DAYS), *WIDE]
LASTING: list[When] = [
    lasting(DAYS[0], DAYS[5]),
    lasting(DAYS[1], DAYS[3]),
    lasting(DAYS[3], DAYS[3]),
    lasting(DAYS[2], DAYS[5]),
    lasting(DAYS[2], DAYS[6]),
    lasting(DAYS[1], Window(LATEST, LATEST)),
]
WHENS: list[When] = [*POINTS, *LASTING, THROUGHOUT]
UNTIL = [DAYS[2].last, DAYS[4].last, DAYS[6].last]
"""Days on which lists end."""
LONG: list[When] = [*[THROUGHOUT] * 12, lasting(DAYS[0], Window(LATEST, LATEST)), *WHENS]
STRETCHES = [
    Force(Window(DAYS[0].first, LATEST), Window(DAYS[0].first, LATEST)),
    Force(Window(DAYS[2].first, DAYS[4].last), Window(DAYS[2].first, DAYS[4].last)),
    Force(Window(DAYS[2].first, DAYS[3].last), Window(DAYS[1].first, LATEST)),
    Force(Window(DAYS[5].first, LATEST), Window(DAYS[5].first, LATEST)),
]
