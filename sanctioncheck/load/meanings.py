"""Checks how definitions and bridges are built: what they conclude, from what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sanctioncheck.errors import Problem
from sanctioncheck.errors.norms import BadConclusion, NoDate, Unbound
from sanctioncheck.errors.rules import ClosedAndConcluded
from sanctioncheck.load.draft import DraftMeaning, alternatives
from sanctioncheck.load.files import Spot
from sanctioncheck.load.scope import (
    Place,
    clause_places,
    clause_problems,
    guarded,
    placeholders,
    quantities,
    shared_problems,
)
from sanctioncheck.load.usage import missing_roles
from sanctioncheck.load.words import Words
from sanctioncheck.model.condition import Atom, Condition, is_var, variables
from sanctioncheck.model.form import dating_atom, normal_form
from sanctioncheck.model.vocabulary import IS_A, Vocabulary

__all__ = ["meaning_problems"]


def meaning_problems(meaning: DraftMeaning, words: Words) -> Iterator[Problem]:
    """Find what is wrong with how a definition or bridge is built; its words must all exist."""
    definition = meaning.meaning.definition
    fault = _conclusion_fault(meaning, words)
    if fault is not None:
        yield fault
        return
    head = definition.concludes
    yield from missing_roles(head, meaning.spot.to("concludes"), meaning.label, words)
    bound = frozenset(variables(head))
    conditions = tuple(alternatives(definition.when, definition.readings, meaning.spot))
    named = set(bound)
    for condition, spot in conditions:
        inside = variables(condition)
        named.update(inside)
        for variable in variables(head):
            if variable not in inside:
                also = (("concluded here", meaning.spot.to("concludes").key()),)
                yield Unbound(place=spot.key(), also=also, user=meaning.label, variable=variable)
        yield from guarded(condition, spot, bound, meaning.label, words.vocabulary)
        yield from _dated(meaning, head, condition, spot, words.vocabulary)
    text = "reason" if meaning.meaning.bridge else "gist"
    yield from placeholders(definition.gist, named, meaning.label, meaning.spot.to(text))
    places: list[Place] = [("the condition", meaning.spot.to("when"), conditions), *clause_places(meaning.exceptions)]
    yield from shared_problems(meaning.label, places, bound, meaning.exceptions)
    for name, clause in meaning.exceptions.items():
        yield from clause_problems(name, clause, bound, words.vocabulary)
    everything = chain.from_iterable(inner for _, _, inner in places)
    yield from quantities(everything, meaning.label, "although no definition has one")


def _conclusion_fault(meaning: DraftMeaning, words: Words) -> Problem | None:
    head = meaning.meaning.definition.concludes
    spot = meaning.spot.to("concludes")
    place = spot.to(head.predicate).key()
    predicate = words.vocabulary.predicates[head.predicate]
    if predicate.closed:
        closed = words.declared.get(("predicates", head.predicate))
        also = (("declared closed here", closed.to("closed").key()),) if closed else ()
        return ClosedAndConcluded(place=place, also=also, user=meaning.label, predicate=head.predicate)
    if predicate.judgement:
        reason = f"`{head.predicate}` is for a person to decide"
        return BadConclusion(place=place, user=meaning.label, reason=reason)
    names = [term for term in head.roles.values() if is_var(term)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        reason = f"`{twice}` fills two roles"
        return BadConclusion(place=place, user=meaning.label, reason=reason)
    return None


def _dated(
    meaning: DraftMeaning, head: Atom, condition: Condition, spot: Spot, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Check that a definition of an event begins with the event whose date it takes."""
    if head.predicate == IS_A or vocabulary.predicates[head.predicate].kind != "event":
        return
    dating = dating_atom(normal_form(condition, vocabulary, frozenset(variables(head))))
    predicate = vocabulary.predicates.get(dating.symbol) if dating else None
    if predicate is None or predicate.kind != "event":
        yield NoDate(place=spot.key(), user=meaning.label, predicate=head.predicate)
