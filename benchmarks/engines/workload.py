"""Norms of five shapes, cases of about thirty facts, and the same as a rulebook of ours.

All is proved or silent, and what an exception or a `not` asks for is on a closed list, so that an engine that takes
silence for "no" must find the same violations as one that does not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sanctioncheck.model.condition import AllOf, AnyOf, Atom, NotOf
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.norm import Bearer, Citation, Definition, Element, ExceptionClause, InForce, Norm, Provision
from sanctioncheck.model.rulebook import Meaning, Policy, Rule, Rulebook
from sanctioncheck.model.time import THROUGHOUT, Force, parse_date, point, span
from sanctioncheck.model.truth import FULL
from sanctioncheck.model.vocabulary import Predicate, Type, Vocabulary

KINDS, LISTS, STATES = 12, 6, 8
SHAPES = ("supply", "payment", "host", "knowing", "help")
CITATION = Citation(instrument="Nowhere")


@dataclass(frozen=True)
class Duty:
    """One norm: its shape, the kind of thing and the list that it asks for, and the days from and to which it binds."""

    number: int
    shape: str
    kind: str
    listed: str
    first: int
    last: int


@dataclass(frozen=True)
class Example:
    """One case: facts as (word, fillers, day or 0)."""

    facts: tuple[tuple[str, tuple[str, ...], int], ...]


def duties(number: int, seed: int = 7) -> list[Duty]:
    """Write norms of all shapes in turn."""
    choose = random.Random(seed)
    found = []
    for n in range(number):
        first = date(2015, 1, 1) + timedelta(days=choose.randrange(2000))
        last = first + timedelta(days=choose.randrange(400, 3000))
        kind, listed = f"kind{choose.randrange(KINDS)}", f"list{choose.randrange(LISTS)}"
        found.append(Duty(n, SHAPES[n % len(SHAPES)], kind, listed, first.toordinal(), last.toordinal()))
    return found


def examples(number: int, seed: int = 11) -> list[Example]:
    """Write cases of about thirty facts."""
    choose = random.Random(seed)
    return [Example(tuple(sorted(set(_facts(choose))))) for _ in range(number)]


def _facts(choose: random.Random) -> Any:
    states = [f"s{n}" for n in range(STATES)]
    things = [f"t{n}" for n in range(5)]
    units = ["u0", "u1"]
    for thing in things:
        yield "is", (thing, f"kind{choose.randrange(KINDS)}"), 0
    for _ in range(5):
        day = (date(2016, 1, 1) + timedelta(days=choose.randrange(3000))).toordinal()
        yield "supplies", (choose.choice(states), choose.choice(states), choose.choice(things)), day
    for _ in range(4):
        day = (date(2016, 1, 1) + timedelta(days=choose.randrange(3000))).toordinal()
        yield "pays", (choose.choice(states), choose.choice(states)), day
    for _ in range(2):
        day = (date(2016, 1, 1) + timedelta(days=choose.randrange(3000))).toordinal()
        yield "hosts", (choose.choice(states), choose.choice(units)), day
    for unit in units:
        yield "unit_of", (unit, choose.choice(states)), 0
    for word, count in (("linked", 4), ("at_war", 2)):
        for _ in range(count):
            yield word, tuple(choose.sample(states, 2)), 0
    for word, count in (("knows", 3), ("warned", 2), ("inspected", 2), ("licensed", 2)):
        for _ in range(count):
            yield word, (choose.choice(states),), 0
    for n in range(LISTS):
        yield "listed", (choose.choice(states), f"list{n}"), 0


# --- as a rulebook of ours


def _type(label: str, *wider: str) -> Type:
    return Type(label=label, is_a=wider, declarable=True)


def _word(kind: Any, closed: bool = False, **roles: str) -> Predicate:
    return Predicate(roles=roles, kind=kind, closed=closed, say="it is so", ask="is it so?")


def vocabulary() -> Vocabulary:
    """Give the words of the norms."""
    kinds = {f"kind{n}": _type(f"kind {n}", "item") for n in range(KINDS)}
    names = {name: _type(name, "thing") for name in ("state", "unit", "item", "list")}
    return Vocabulary(
        types={"thing": _type("thing"), **names, **kinds},
        disjoint=(),
        predicates={
            "supplies": _word("event", by="state", to="state", what="item"),
            "pays": _word("event", by="state", to="state"),
            "hosts": _word("event", by="state", whom="unit"),
            "helps": _word("event", by="state", to="state"),
            "unit_of": _word("state", a="unit", b="state"),
            "linked": _word("state", a="state", b="state"),
            "at_war": _word("state", a="state", b="state"),
            "knows": _word("state", a="state"),
            "warned": _word("state", a="state"),
            "inspected": _word("state", closed=True, a="state"),
            "licensed": _word("state", a="state"),
            "listed": _word("state", a="state", b="list"),
        },
    )


def atom(word: str, **roles: str) -> Atom:
    """Write an atom."""
    return Atom({word: roles})


def parts(duty: Duty) -> tuple[Any, list[Any]]:
    """Give the trigger of a norm and its other elements."""
    supply, listed = atom("supplies", by="$S", to="$T", what="$X"), atom("listed", a="$T", b=duty.listed)
    kind = Atom({"is_a": {"thing": "$X", "type": duty.kind}})
    if duty.shape == "supply":
        return supply, [kind, listed]
    if duty.shape == "payment":
        return atom("pays", by="$S", to="$T"), [
            AllOf(all=(atom("linked", a="$T", b="$L"), atom("listed", a="$L", b=duty.listed)))
        ]
    if duty.shape == "host":
        return atom("hosts", by="$S", whom="$U"), [
            AllOf(all=(atom("unit_of", a="$U", b="$L"), atom("listed", a="$L", b=duty.listed)))
        ]
    if duty.shape == "knowing":
        aware = AnyOf(any=(atom("knows", a="$S"), atom("warned", a="$S")))
        return supply, [kind, aware, NotOf(not_=atom("inspected", a="$T"))]
    return atom("helps", by="$S", to="$T"), [AllOf(all=(atom("at_war", a="$T", b="$V"), listed))]


def rulebook(number: int) -> Rulebook:
    """Give norms as a rulebook."""
    words = vocabulary()
    rules = tuple(_rule(duty) for duty in duties(number))
    concludes = atom("helps", by="$S", to="$T")
    ways = [atom("supplies", by="$S", to="$T", what="$X"), atom("pays", by="$S", to="$T")]
    meanings = tuple(
        Meaning(f"helps-{n}", "made up",
                Definition(id=f"helps-{n}", concludes=concludes, gist="it helps", when=way, open=True), {})
        for n, way in enumerate(ways)
    )  # fmt: skip
    policy = Policy("made-up", "conclusive", {}, {}, "")
    return Rulebook("made-up", "1", 1, "", words, rules, meanings, {}, (), (), {}, {}, policy)


def _rule(duty: Duty) -> Rule:
    trigger, others = parts(duty)
    elements = {"trigger": Element(ask="Did it?", when=trigger)}
    elements |= {f"element-{n}": Element(ask="Is it so?", when=when) for n, when in enumerate(others)}
    licence = ExceptionClause(
        kind="exemption", citation=CITATION, gist="a licence", ask="Was there one?", when=atom("licensed", a="$S")
    )
    norm = Norm(
        id=f"n{duty.number}", title="A norm.", modality="prohibition", bearer=Bearer(var="$S", type="state"),
        trigger="trigger", per=("$S",), elements=tuple(elements), exceptions=("licence",),
    )  # fmt: skip
    first, last = date.fromordinal(duty.first).isoformat(), date.fromordinal(duty.last).isoformat()
    provision = Provision(
        provision=f"made.up/{duty.number}", title="A provision.", citation=CITATION, gist="it forbids", force="binding",
        verb="decides", mark="V", in_force=(InForce.model_validate({"from": first, "to": last}),), norms=(norm,),
    )  # fmt: skip
    window = Force(parse_date(first), parse_date(first))
    begin, end = window.sure.first, parse_date(last).last
    force = span([Force(parse_date(first)._replace(last=end), parse_date(first)._replace(first=begin, last=end))])
    return Rule(f"n{duty.number}", provision, norm, elements, {"licence": licence}, force)


def evidence(example: Example) -> Evidence:
    """Give a case as weighed evidence: all of it proved."""
    types = {f"s{n}": "state" for n in range(STATES)} | {f"list{n}": "list" for n in range(LISTS)}
    types |= {"u0": "unit", "u1": "unit"} | {f"t{n}": "item" for n in range(5)}
    atoms = {Key("is_a", (name, kind), THROUGHOUT): Weighed(FULL, 0) for name, kind in types.items()}
    for word, args, day in example.facts:
        when = point(parse_date(date.fromordinal(day).isoformat())) if day else THROUGHOUT
        atoms[Key("is_a" if word == "is" else word, args, when)] = Weighed(FULL, 0)
    return Evidence(atoms, types, frozenset(types))
