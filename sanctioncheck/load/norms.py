"""Checks how norms are built: what opens them, whom they bind, and what heads their findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from sanctioncheck.errors import Problem
from sanctioncheck.errors.norms import BadBearer, BadTrigger, NotOfTrigger, TriggerNotFirst
from sanctioncheck.load.draft import DraftNorm, alternatives, walk
from sanctioncheck.load.scope import (
    Place,
    clause_places,
    clause_problems,
    guarded,
    placeholders,
    quantities,
    shared_problems,
    where,
)
from sanctioncheck.load.usage import missing_roles
from sanctioncheck.load.words import Words
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Distinct, NotOf, variables
from sanctioncheck.model.vocabulary import IS_A, Vocabulary

__all__ = ["norm_problems"]


def norm_problems(norm: DraftNorm, words: Words, defined: frozenset[str]) -> Iterator[Problem]:
    """Find what is wrong with how a norm is built; its words must all exist."""
    yield from _order(norm)
    fault = _trigger_fault(norm, words)
    if fault is not None:
        yield fault
        return
    trigger = norm.rule.elements[norm.rule.norm.trigger].when
    if not isinstance(trigger, Atom):
        return
    at = norm.file.spot.to("elements", norm.rule.norm.trigger, "when")
    yield from missing_roles(trigger, at, f"the trigger of {norm.label}", words)
    bound = frozenset(variables(trigger))
    yield from _heads(norm, tuple(variables(trigger)))
    places = tuple(_places(norm))
    yield from shared_problems(norm.label, places, bound, norm.exceptions)
    yield from _bound_where(norm, bound, places, words.vocabulary)
    for name, element in norm.rule.elements.items():
        spot = norm.file.spot.to("elements", name)
        for condition, inside in alternatives(element.when, element.readings, spot):
            yield from guarded(condition, inside, bound, f"element `{name}`", words.vocabulary)
        if "{" in element.ask:
            named = bound.union(*(variables(c) for c, _ in alternatives(element.when, element.readings, spot)))
            yield from placeholders(element.ask, named, f"element `{name}`", spot.to("ask"))
    for name, clause in norm.exceptions.items():
        yield from clause_problems(name, clause, bound, words.vocabulary)
    if trigger.predicate in defined:
        reason = f"although a definition concludes its trigger `{trigger.predicate}`"
        yield from quantities(chain.from_iterable(conditions for _, _, conditions in places), norm.label, reason)


def _order(norm: DraftNorm) -> Iterator[Problem]:
    trigger, elements = norm.rule.norm.trigger, norm.rule.norm.elements
    if elements[0] != trigger:
        place = norm.spot.to("elements", 0).place()
        yield TriggerNotFirst(place=place, user=norm.label, element=trigger)


def _trigger_fault(norm: DraftNorm, words: Words) -> Problem | None:
    name = norm.rule.norm.trigger
    element = norm.rule.elements[name]
    spot = norm.file.spot.to("elements", name)
    also = (("named as the trigger here", norm.spot.to("trigger").place()),)
    if element.readings:
        reason, place = "it has rival readings", spot.to("readings").key()
    elif not isinstance(element.when, Atom):
        reason, place = "it is not a single predicate", spot.to("when").key()
    elif element.when.predicate == IS_A or words.vocabulary.predicates[element.when.predicate].kind != "event":
        kind = words.vocabulary.predicates[element.when.predicate].kind
        reason, place = f"it is a {kind}, not an event", spot.to("when", element.when.predicate).key()
    else:
        return None
    return BadTrigger(place=place, also=also, user=norm.label, element=name, reason=reason)


def _heads(norm: DraftNorm, trigger: tuple[str, ...]) -> Iterator[Problem]:
    named = [(norm.rule.norm.bearer.var, "the bearer", norm.spot.to("bearer", "var"))]
    named += [(name, "a head", norm.spot.to("per", at)) for at, name in enumerate(norm.rule.norm.per)]
    for name, what, spot in named:
        if name not in trigger:
            yield NotOfTrigger(place=spot.place(), user=norm.label, variable=name, what=what, trigger=trigger)


def _places(norm: DraftNorm) -> Iterator[Place]:
    for name, element in norm.rule.elements.items():
        spot = norm.file.spot.to("elements", name)
        yield f"element `{name}`", spot, tuple(alternatives(element.when, element.readings, spot))
    yield from clause_places(norm.exceptions)


def _bound_where(
    norm: DraftNorm, bound: frozenset[str], places: Iterable[Place], vocabulary: Vocabulary
) -> Iterator[Problem]:
    bearer = norm.rule.norm.bearer
    if bearer.bound_where is None:
        return
    spot = norm.spot.to("bearer", "bound_where")
    others = [variable for variable in variables(bearer.bound_where) if variable != bearer.var]
    elsewhere = {v for _, _, conditions in places for c, _ in conditions for v in variables(c)} if others else ()
    for inner, at in walk(bearer.bound_where, spot):
        reason = None
        if isinstance(inner, Atom):
            at = at.to(inner.predicate)
            if inner.predicate == IS_A or not vocabulary.predicates[inner.predicate].closed:
                reason = f"uses `{inner.predicate}`, which is not closed"
        elif not isinstance(inner, AllOf | AnyOf | NotOf | Distinct):
            reason = "computes something"
        if reason:
            yield BadBearer(place=at.key(), user=norm.label, reason=reason)
    for variable in others:
        if variable in bound or variable in elsewhere:
            place = where(variable, bearer.bound_where, spot).place()
            yield BadBearer(place=place, user=norm.label, reason=f"names `{variable}`, which is not the bearer")
    yield from guarded(bearer.bound_where, spot, bound, f"`bound_where` of {norm.label}", vocabulary)
