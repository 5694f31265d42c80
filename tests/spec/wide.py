"""Rulebooks beyond the plain random ones: of hundreds of norms, across the limits of durable_rules, of more types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Condition, NotOf, variables
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.norm import Definition, Element, Reading
from sanctioncheck.model.rulebook import Meaning, Position, Rule, Rulebook
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from sanctioncheck.model.vocabulary import Type, Vocabulary
from tests.spec.generate import Seeded, made_up
from tests.spec.words import ENTITIES, VOCABULARY

TOO_MANY = 18
PARTS = 40
"""How many parts a long condition has; durable_rules takes fewer than half as many in one rule."""


def kind_of(seed: int) -> str:
    """Say in which way the example of a seed is wide."""
    return Seeded(seed).pick(["parts", "condition", "norms"])


def crossing(seed: int) -> tuple[Rulebook, Evidence]:
    """Give a random example made wide: in long conditions, in one word asked for by many norms, or in too many parts.

    The first two are split; of the third the norm is refused.
    """
    book, evidence = made_up(Seeded(seed))
    kind = kind_of(seed)
    first = book.rules[0]
    if kind == "parts":
        return replace(book, rules=(_of_many_parts(first), *book.rules[1:])), evidence
    if kind == "condition":
        return replace(book, rules=(_of_long_conditions(first, Seeded(seed)), *book.rules[1:])), evidence
    many = tuple(replace(rule, id=f"{rule.id}-{n}") for n in range(70) for rule in book.rules[:1])
    return replace(book, rules=(*many, *book.rules[1:])), evidence


def of_seed(seed: int) -> tuple[Rulebook, Evidence]:
    """Give the example of a seed: in one of ten, types rest on one another."""
    return entwined(seed) if seed % 10 == 7 else made_up(Seeded(seed))


def entwined(seed: int) -> tuple[Rulebook, Evidence]:
    """Give a random example in which a type rests on a word that asks for a type which nothing else ties to it.

    Both are kinds of item, and what makes a thing an item bears on both; but neither bears on the other, so that none
    of the words added here turns on itself.
    """
    book, evidence = made_up(Seeded(seed))
    choose = Seeded(-seed - 1)
    words = Vocabulary(types={**VOCABULARY.types, "fuel": Type(label="fuel", is_a=("item",))},
                       disjoint=VOCABULARY.disjoint, predicates=VOCABULARY.predicates)  # fmt: skip
    arms, idle = Atom({"is_a": {"thing": "$A", "type": "arms"}}), Atom({"idle": {"a": "$A"}})
    asked = {name: Atom({name: {"a": "$A"}}) for name in ("s1", "c1")}
    sure: list[Condition] = [*asked.values(), NotOf(**{"not": asked["s1"]})]
    of_arms: list[Condition] = [arms, AllOf(all=(arms, choose.pick(sure))), NotOf(**{"not": arms})]
    more = [
        _meaning("idle", idle, choose.pick(of_arms)),
        _meaning("fuel", Atom({"is_a": {"thing": "$A", "type": "fuel"}}), AllOf(all=(idle, asked["s1"]))),
    ]
    if choose.pick([True, False]):
        more.append(_meaning("item", Atom({"is_a": {"thing": "$A", "type": "item"}}), choose.pick(sure)))
    rules = tuple(_asking_for(rule, choose) for rule in book.rules)
    atoms = dict(evidence.atoms)
    for name in ENTITIES:
        for kind in ("arms", "fuel", "item"):
            if choose.pick([True, False, False]):
                for_, against = choose.pick([(FULL, 0), (0, FULL), (3, 1)])
                atoms[Key("is_a", (name, kind), THROUGHOUT)] = Weighed(for_, against)
    positions = dict(book.positions)
    for at in range(len(more)):
        if choose.pick([True, False]):
            more[at], position = _disputed(more[at], choose.pick(sure))
            positions[position.id] = position
    meanings = (*book.meanings, *more)
    made = replace(book, vocabulary=words, rules=rules, meanings=meanings, positions=positions)
    return made, replace(evidence, atoms=atoms)


def _meaning(name: str, concludes: Atom, when: Condition) -> Meaning:
    definition = Definition(id=f"{name}-0", concludes=concludes, when=when, gist="so")
    return Meaning(f"{name}-0", "somewhere", definition, {})


def _disputed(meaning: Meaning, other: Condition) -> tuple[Meaning, Position]:
    """Let a definition be read in a second way, by default in the first."""
    said = meaning.definition
    assert said.when is not None
    rivals = tuple(
        Reading(id=name, label=name, held_by=("somebody",), default=name == "r1", when=when)
        for name, when in (("r1", said.when), ("r2", AllOf(all=(other, said.when))))
    )
    definition = Definition(id=said.id, concludes=said.concludes, readings=rivals, gist="so")
    return replace(meaning, definition=definition), Position(meaning.id, rivals)


def _asking_for(rule: Rule, choose: Seeded) -> Rule:
    """Let a norm ask whether something in its trigger is idle, or of one of the types."""
    trigger = rule.elements[rule.norm.trigger].when
    who = choose.pick(sorted(set(variables(trigger))))  # type: ignore[arg-type]
    made: list[Condition] = [
        Atom({"idle": {"a": who}}), *(Atom({"is_a": {"thing": who, "type": t}}) for t in ("arms", "fuel", "item"))
    ]  # fmt: skip
    asked = choose.pick([*made, NotOf(**{"not": made[0]}), AnyOf(any=(made[0], made[2]))])
    more = {"entwined": Element.model_validate({"ask": "Is it so?", "when": asked})}
    norm = rule.norm.model_copy(update={"elements": (*rule.norm.elements, *more)})
    return replace(rule, elements={**rule.elements, **more}, norm=norm)


def long_ones() -> Iterator[int]:
    """Give the seeds of which long conditions come; a norm that asks for nothing beside its trigger has none."""
    for seed in count():
        if kind_of(seed) == "condition" and crossing(seed)[0].rules != made_up(Seeded(seed))[0].rules:
            yield seed


def _of_many_parts(rule: Rule) -> Rule:
    trigger = rule.elements[rule.norm.trigger].when
    more = {f"also-{n}": Element.model_validate({"ask": "Is it so?", "when": trigger}) for n in range(TOO_MANY)}
    norm = rule.norm.model_copy(update={"elements": (*rule.norm.elements, *more)})
    return replace(rule, elements={**rule.elements, **more}, norm=norm)


def _of_long_conditions(rule: Rule, choose: Seeded) -> Rule:
    """Make of each element a condition of 40 parts, taken from all elements at random, some of them denied."""
    asked = [e.when for n, e in rule.elements.items() if n != rule.norm.trigger and e.when is not None]
    pool = [when for when in asked if _bound(when, rule)]
    elements = {}
    for name, element in rule.elements.items():
        if name == rule.norm.trigger or element.when is None or not _bound(element.when, rule):
            elements[name] = element
        else:
            elements[name] = element.model_copy(update={"when": _long(pool, PARTS, choose)})
    return replace(rule, elements=elements)


def _long(pool: list[Condition], parts: int, choose: Seeded) -> Condition:
    """Join so many parts by `all` and `any`, one within the other."""
    if parts == 1:
        # Copies, since the reference tells conditions, and the roles left out in them, apart by identity.
        part = choose.pick(pool).model_copy(deep=True)
        return NotOf(**{"not": part}) if choose.pick([True, False, False]) else part
    inner = []
    while parts:
        size = choose.pick([each for each in (1, 1, 1, 3, 7, 16) if each <= parts])
        inner.append(_long(pool, size, choose))
        parts -= size
    return AllOf(all=tuple(inner)) if choose.pick([True, False]) else AnyOf(any=tuple(inner))


def _bound(condition: object, rule: Rule) -> bool:
    """Tell whether a condition speaks of the trigger's variables alone, so that it may stand in any element."""
    trigger = rule.elements[rule.norm.trigger].when
    return isinstance(trigger, Atom) and set(variables(condition)) <= set(variables(trigger))  # type: ignore[arg-type]


def grown(seed: int, norms: int) -> tuple[Rulebook, Evidence]:
    """Give a random example of realistic size: the norms of many, over the definitions and the evidence of one."""
    book, evidence = made_up(Seeded(seed))
    rules, positions = list(book.rules), dict(book.positions)
    other = seed
    while len(rules) < norms:
        other += 1
        more, _ = made_up(Seeded(other))
        for rule in more.rules:
            if not any(rule.position(name) in positions for name in rule.elements if rule.elements[name].readings):
                rules.append(replace(rule, id=f"{rule.id}-{len(rules)}"))
                positions |= _positions(rule, more.positions)
    return replace(book, rules=tuple(rules[:norms]), positions=positions), evidence


def _positions(rule: Rule, known: dict[str, Position]) -> dict[str, Position]:
    names = {rule.position(name) for name, element in rule.elements.items() if element.readings}
    return {name: known[name] for name in names}
