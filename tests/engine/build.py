"""Small rulebooks and cases written by hand: `sends($S, $X)` for an atom, `fact("sends(x, guns)")` for evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, NotOf
from sanctioncheck.model.evidence import Evidence, Key, Weighed, Weighing
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.norm import (
    Bearer,
    Citation,
    Defeater,
    Definition,
    Element,
    ExceptionClause,
    InForce,
    Norm,
    Provision,
    Reading,
)
from sanctioncheck.model.rulebook import Meaning, Policy, Position, Rule, Rulebook
from sanctioncheck.model.time import (
    EVER,
    THROUGHOUT,
    Span,
    When,
    in_force,
    lasting,
    parse_date,
    parse_window,
    point,
    span,
)
from sanctioncheck.model.truth import FULL, RANK, Standard, up_to
from sanctioncheck.model.vocabulary import Predicate, Type, Vocabulary

NORM = "made.up/1#norm"
DAY = "2020-03-10"
CITED: dict[str, Any] = {"citation": Citation(instrument="Made up"), "gist": "it is so"}


def _type(label: str, *wider: str) -> Type:
    return Type(label=label, is_a=wider)


def _predicate(kind: Any, closed: bool = False, **roles: str) -> Predicate:
    return Predicate(roles=roles, kind=kind, closed=closed, say="it is so", ask="is it so?")


VOCABULARY = Vocabulary(
    types={
        "thing": _type("thing"),
        "state": _type("State", "thing"),
        "item": _type("item", "thing"),
        "arms": _type("arms", "item"),
        "rifle": _type("rifle", "arms"),
        "food": _type("food", "item"),
        "fuel": _type("fuel", "item"),
    },
    disjoint=(("state", "item"), ("arms", "food")),
    predicates={
        "sends": _predicate("event", by="state", it="thing"),
        "warns": _predicate("event", by="state"),
        "ships": _predicate("event", by="state", it="thing", to="state"),
        "imports": _predicate("event", closed=True, by="state"),
        "knows": _predicate("state", who="state"),
        "licensed": _predicate("state", who="state"),
        "forged": _predicate("state", who="state"),
        "cured": _predicate("state", who="state"),
        "near": _predicate("state", one="thing", other="thing"),
        "reaches": _predicate("state", one="thing", other="thing"),
        "aids": _predicate("state", who="state"),
        "rated": _predicate("classification", thing="thing", type="type"),
        "owns": _predicate("state", owner="thing", owned="thing"),
        "member": _predicate("state", closed=True, who="state"),
        "ally": _predicate("state", closed=True, who="state", other="state"),
    },
)
TYPES = {"x": "state", "y": "state", "z": "state", "guns": "item", "flour": "item"}


def atom(text: str) -> Atom:
    """Read `sends($S, guns)`; `arms($X)` says of which type something is."""
    name, _, rest = text.rstrip(")").partition("(")
    terms = [term.strip() for term in rest.split(",")]
    if name in VOCABULARY.types:
        return Atom({"is_a": {"thing": terms[0], "type": name}})
    roles = dict(zip(VOCABULARY.predicates[name].roles, terms, strict=True))
    return Atom({name: {role: term for role, term in roles.items() if term != "_"}})


def condition(part: Any) -> Any:
    """Read a text as an atom; leave a condition as it is."""
    return atom(part) if isinstance(part, str) else part


def every(*parts: Any) -> AllOf:
    return AllOf(all=tuple(map(condition, parts)))


def some(*parts: Any) -> AnyOf:
    return AnyOf(any=tuple(map(condition, parts)))


def no(part: Any) -> NotOf:
    return NotOf(not_=condition(part))


def unless(when: Any, standard: Standard = "balance", **inner: Defeater) -> Defeater:
    return Defeater(when=condition(when), standard=standard, unless=inner, **CITED)


def exception(
    when: Any, standard: Standard = "balance", burden: Any = "respondent", **inner: Defeater
) -> ExceptionClause:
    parts: dict[str, Any] = {"when": condition(when), "standard": standard, "unless": inner, **CITED}
    return ExceptionClause(kind="exception", burden=burden, ask="is it so?", **parts)


def readings(position: str | None = None, default: str | None = None, **options: Any) -> dict[str, Any]:
    """Give the parts of an element or definition that jurists read in several ways."""
    rivals = tuple(
        Reading(id=name, label=name, held_by=("somebody",), default=name == default, when=condition(when))
        for name, when in options.items()
    )
    return {"readings": rivals, "position": position}


def element(when: Any = None, may_follow: bool = False, **parts: Any) -> Element:
    return Element(ask="is it so?", may_follow=may_follow, when=None if when is None else condition(when), **parts)


def forces(*stretches: tuple[str, str | None]) -> Span:
    return span(in_force(begin, end) for begin, end in stretches)


def norm(
    *elements: Any,
    trigger: str = "sends($S, $X)",
    time: Span = EVER,
    bearer: dict[str, Any] | None = None,
    **exceptions: ExceptionClause,
) -> Rule:
    """Write a norm that forbids what opens it where every other element is shown."""
    made = {"trigger": element(trigger)}
    made |= {f"e{at}": e if isinstance(e, Element) else element(e) for at, e in enumerate(elements, start=1)}
    who = Bearer(var="$S", **(bearer or {}))
    rule = Norm(
        id="norm",
        title="norm",
        modality="prohibition",
        bearer=who,
        trigger="trigger",
        per=("$S",),
        elements=tuple(made),
    )
    provision = Provision(
        provision="made.up/1",
        title="made up",
        force="binding",
        verb="decides",
        mark="V",
        in_force=(InForce(from_="2000"),),
        elements=made,
        exceptions=dict(exceptions),
        norms=(rule,),
        **CITED,
    )
    return Rule(NORM, provision, rule, made, dict(exceptions), time)


def definition(
    concludes: str, when: Any = None, open: bool = False, exceptions: dict[str, Any] | None = None, **parts: Any
) -> Meaning:
    made = Definition(
        id="definition",
        concludes=atom(concludes),
        when=None if when is None else condition(when),
        gist="it is so",
        open=open,
        exceptions=exceptions or {},
        **parts,
    )
    return Meaning(f"made.up/1#{concludes.partition('(')[0]}", "made.up/1", made, exceptions or {})


def bridge(concludes: str, when: Any) -> Meaning:
    plain = definition(concludes, when, open=True)
    return Meaning(plain.id, plain.by, plain.definition, {}, cap=up_to(RANK["reasonable-grounds"]), bridge=True)


def dated(text: str) -> When:
    """Read `2020-03`, or `2020/2021 throughout` for what went on."""
    window, _, lasts = text.partition(" ")
    if not lasts:
        return point(parse_window(window))
    begin, _, end = window.partition("/")
    return lasting(parse_date(begin), parse_date(end))


def fact(
    text: str,
    for_: Standard | None = "conclusive",
    against: Standard | None = None,
    when: str | None = None,
    **quantities: int,
) -> tuple[Key, Weighed]:
    """Give weighed evidence; what has no date is an event of the day of the conduct, or holds at all times."""
    said = atom(text)
    predicate = VOCABULARY.predicates.get(said.predicate)
    args = tuple(said.roles.values())
    event = predicate is not None and predicate.kind == "event"
    time = dated(when) if when else dated(DAY) if event else THROUGHOUT
    speaks_for, speaks_against = (up_to(RANK[standard]) if standard else 0 for standard in (for_, against))
    numbers = tuple((unit, Decimal(number)) for unit, number in quantities.items())
    return Key(said.predicate, args, time), Weighed(speaks_for, speaks_against, numbers)


def denied(text: str, against: Standard = "conclusive", when: str | None = None) -> tuple[Key, Weighed]:
    return fact(text, None, against, when)


Fact = tuple[Key, Weighed]


def evidence(facts: Iterable[Fact], named: Iterable[str] = TYPES) -> Evidence:
    declared = {Key("is_a", (name, kind), THROUGHOUT): Weighed(FULL, 0) for name, kind in TYPES.items()}
    return Evidence({**declared, **dict(facts)}, dict(TYPES), frozenset(named))


def rulebook(rule: Rule, *written: Meaning) -> Rulebook:
    ids = [meaning.id for meaning in written]
    meanings = tuple(
        replace(meaning, id=f"{meaning.id}-{at}") if meaning.id in ids[:at] else meaning
        for at, meaning in enumerate(written)
    )
    positions: dict[str, Position] = {}
    for name, made in rule.elements.items():
        if made.readings:
            positions.setdefault(rule.position(name), Position(rule.position(name), made.readings))
    for meaning in meanings:
        if meaning.definition.readings:
            positions.setdefault(meaning.position, Position(meaning.position, meaning.definition.readings))
    policy = Policy("made-up", "balance", {}, {}, "")
    return Rulebook("made-up", "1", 1, "", VOCABULARY, (rule,), meanings, positions, (), (), {}, {}, policy)


def matrix(
    law: Rulebook,
    facts: Iterable[Fact],
    firm: Iterable[Fact] | None = None,
    assumed: Iterable[Fact] | None = None,
    **more: Any,
) -> Assessment:
    """Judge a case; `firm` and `assumed` are the other two bodies of evidence that weighing may give."""
    weighing = Weighing(
        evidence(facts, **more),
        firm=None if firm is None else evidence(firm, **more),
        assumed=None if assumed is None else evidence(assumed, **more),
    )
    return assess(compile_plan(law), weighing, "balance", ("x",))


def outcomes(law: Rule | Rulebook, *facts: Fact) -> tuple[Outcome, ...]:
    """Give the outcome for `x` at every standard."""
    book = law if isinstance(law, Rulebook) else rulebook(law)
    return matrix(book, facts).cells["x", NORM].by_standard


def outcome(law: Rule | Rulebook, *facts: Fact, at: Standard = "balance") -> Outcome:
    """Give the outcome for `x` at one standard."""
    return outcomes(law, *facts)[RANK[at]]
