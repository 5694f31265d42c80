"""Holds every word that conditions use against what the pack declares: predicates, roles, types, ids."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.norms import ShareWithoutOwns, TotalOfDerived
from sanctioncheck.errors.rules import (
    IncompatibleFiller,
    MissingRole,
    TypeNotNamed,
    UnknownConstant,
    UnknownException,
    UnknownRole,
)
from sanctioncheck.load.draft import Draft, Part, parts, walk
from sanctioncheck.load.files import Spot
from sanctioncheck.load.words import EXCEPTION, TYPE, Words
from sanctioncheck.model.condition import Atom, Condition, Distinct, ShareOf, TotalOf, is_var
from sanctioncheck.model.norm import Bearer
from sanctioncheck.model.vocabulary import IS_A

__all__ = ["atom_problems", "missing_roles", "usage_problems"]


def usage_problems(draft: Draft, words: Words, defined: frozenset[str]) -> Iterator[tuple[Part, Problem]]:
    """Find every word that is declared nowhere or does not fit, with the part of a file that it stands in.

    Args:
        draft: the files of the pack.
        words: what they declare.
        defined: the symbols that definitions conclude.
    """
    for part in parts(draft):
        for condition, spot in part.conditions:
            for inner, at in walk(condition, spot):
                for problem in _condition(inner, at, part.label, words, defined):
                    yield part, problem
        if part.bearer is not None:
            for problem in _bearer(part.bearer, part.spot.to("bearer"), part.label, words):
                yield part, problem


def _condition(condition: Condition, spot: Spot, user: str, words: Words, defined: frozenset[str]) -> Iterator[Problem]:
    match condition:
        case Atom():
            yield from atom_problems(condition, spot, user, words)
        case Distinct(distinct=pair):
            for at, term in enumerate(pair):
                yield from _constant(term, None, user, spot.to("distinct", at), words)
        case ShareOf(share=share):
            owns = words.vocabulary.predicates.get("owns")
            if owns is None or {"owner", "owned"} - owns.roles.keys():
                yield ShareWithoutOwns(place=spot.to("share").key(), user=user)
            for key, term in (("owner", share.owner), ("owned", share.owned)):
                yield from _constant(term, None, user, spot.to("share", key), words)
        case TotalOf(total=total):
            name = total.of.predicate
            predicate = words.vocabulary.predicates.get(name)
            if predicate is not None and (predicate.kind != "event" or name in defined):
                reason = "a definition concludes" if name in defined else f"is a {predicate.kind}, not an event"
                place = spot.to("total", "of", name).key()
                yield TotalOfDerived(place=place, user=user, predicate=name, reason=reason)


def atom_problems(atom: Atom, spot: Spot, user: str, words: Words) -> Iterator[Problem]:
    """Find what is wrong with the words of one atom."""
    name, at = atom.predicate, spot.to(atom.predicate)
    predicate = words.vocabulary.predicates.get(name)
    if predicate is None:
        yield words.unknown_predicate(name, user, at.key())
        return
    if name == IS_A and (atom.roles.keys() < {"thing", "type"} or is_var(atom.roles.get("type", "$"))):
        yield TypeNotNamed(place=(at.to("type") if "type" in atom.roles else at).key(), user=user)
    for role, term in atom.roles.items():
        if role in predicate.roles:
            yield from _constant(term, (role, predicate.roles[role]), user, at.to(role), words)
        else:
            roles = tuple(predicate.roles)
            meant = closest(role, [other for other in roles if other not in atom.roles])
            place = at.to(role).key()
            yield UnknownRole(place=place, user=user, name=role, predicate=name, roles=roles, meant=meant)


def _constant(term: str, role: tuple[str, str] | None, user: str, spot: Spot, words: Words) -> Iterator[Problem]:
    """Check an id in a condition; `role` is the role it fills with its type, or None."""
    if is_var(term):
        return
    name, wants = role or ("", "")
    if wants == TYPE:
        if term not in words.vocabulary.types:
            yield words.unknown_type(term, user, spot)
    elif wants == EXCEPTION:
        if term not in words.exceptions and words.all_law:
            meant = closest(term, sorted(words.exceptions))
            yield UnknownException(place=spot.place(), user=user, name=term, meant=meant, where="the pack")
    elif not words.known(term):
        meant = closest(term, sorted({*words.entities, *words.listed}))
        declared = words.line("entities", meant)
        yield UnknownConstant(place=spot.place(), user=user, name=term, meant=meant, declared=declared)
    elif role is not None and not words.can_fill(term, wants):
        has = next(iter(words.types_of(term)))
        yield IncompatibleFiller(place=spot.place(), user=user, name=term, has=has, role=name, wants=wants)


def _bearer(bearer: Bearer, spot: Spot, user: str, words: Words) -> Iterator[Problem]:
    if bearer.type not in words.vocabulary.types:
        yield words.unknown_type(bearer.type, user, spot.to("type"))
        return
    for key, term in (("is", bearer.is_), ("is_not", bearer.is_not)):
        if term is not None:
            yield from _constant(term, ("bearer", bearer.type), user, spot.to(key), words)


def missing_roles(atom: Atom, spot: Spot, user: str, words: Words) -> Iterator[Problem]:
    """Find roles left out where every role must be filled."""
    predicate = words.vocabulary.predicates.get(atom.predicate)
    if predicate is not None and atom.predicate != IS_A:
        missing = tuple(role for role in predicate.roles if role not in atom.roles)
        if missing:
            place = spot.to(atom.predicate).key()
            yield MissingRole(place=place, user=user, predicate=atom.predicate, missing=missing)
