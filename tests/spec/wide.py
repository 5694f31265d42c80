"""Rulebooks that are larger than a toy: of hundreds of norms, and across the limits of durable_rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Condition, NotOf
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.norm import Element
from sanctioncheck.model.rulebook import Position, Rule, Rulebook
from tests.spec.generate import Seeded, made_up

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
    from sanctioncheck.model.condition import variables

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
