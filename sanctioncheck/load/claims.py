"""Holds what a case states against the vocabulary: predicates, roles, and who or what fills them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.case import (
    BadOrder,
    JudgementNeeded,
    MiscalledState,
    MissingRole,
    NotActual,
    NotDeclarable,
    NothingToJudge,
    SameId,
    Undated,
    UnknownException,
    UnknownFiller,
    UnknownPredicate,
    UnknownRole,
    UnknownType,
    WrongFiller,
    WrongQuantity,
)
from sanctioncheck.load.background import ends_early
from sanctioncheck.load.called import known_as
from sanctioncheck.load.files import Spot
from sanctioncheck.load.words import EXCEPTION, STATE, TYPE, Words
from sanctioncheck.model.fact import Actor, Assumption, Case, Fact, Judgement, Thing
from sanctioncheck.model.time import parse_date
from sanctioncheck.model.vocabulary import Predicate

__all__ = ["claim_problems", "stated"]

Statement = Fact | Judgement | Assumption


def stated(case: Case, spot: Spot) -> Iterator[tuple[str, Statement, Spot]]:
    """Give everything that a case states, with what messages call it and its place."""
    kinds: tuple[tuple[str, str, Sequence[Statement]], ...] = (
        ("facts", "fact", case.facts),
        ("judgements", "judgement", case.judgements),
        ("assumptions", "assumption", case.assumptions),
    )
    for key, kind, items in kinds:
        for at, item in enumerate(items):
            yield f"{kind} `{item.id}`", item, spot.to(key, at)


def claim_problems(case: Case, spot: Spot, words: Words) -> Iterator[Problem]:
    """Find words that the vocabulary does not have, and fillers that do not fit; each entity is then in `words`."""
    yield from _declarations(case, spot, words)
    for user, item, at in stated(case, spot):
        yield from _claim(user, item, at, words)
        word = words.vocabulary.predicates.get(item.claim.predicate)
        timeless = word is not None and word.kind == "classification"
        yield from _times(user, item, at, timeless or case.period is not None)
        if isinstance(item, Fact):
            yield from _fact(user, item, at)
    if case.period is not None and parse_date(case.period.from_).first > parse_date(case.period.to).last:
        yield BadOrder(place=spot.to("period", "to").place(), user="the period")


# --- actors and things


def _declarations(case: Case, spot: Spot, words: Words) -> Iterator[Problem]:
    own: dict[str, tuple[str, str]] = {}
    first: dict[str, Spot] = {}
    kinds: tuple[tuple[str, Sequence[Actor | Thing]], ...] = (("actors", case.actors), ("things", case.things))
    for key, members in kinds:
        for at, member in enumerate(members):
            here = spot.to(key, at)
            if member.id in first:
                also = (("first given here", first[member.id].place()),)
                yield SameId(place=here.to("id").place(), also=also, name=member.id)
                continue
            first[member.id] = here.to("id")
            yield from _declaration(member, here, words)
            if member.type is not None:
                own[member.id] = (member.type, member.name or member.id)
    words.entities = {**words.entities, **own}


def _declaration(member: Actor | Thing, spot: Spot, words: Words) -> Iterator[Problem]:
    in_pack = words.entities.get(member.id)
    if isinstance(member, Thing) and member.background:
        if in_pack is None:
            meant = closest(member.id, words.entities)
            yield UnknownFiller(place=spot.to("id").place(), user="the background thing", name=member.id, meant=meant)
        return
    kind = member.type or ""
    if kind not in words.vocabulary.types:
        meant = closest(kind, words.vocabulary.types)
        place = spot.to("type").place()
        yield UnknownType(place=place, user=f"`{member.id}`", name=kind, meant=meant, declared=None)
        return
    if not words.vocabulary.types[kind].declarable and not member.unnamed:
        types = words.vocabulary.types
        choices = tuple(name for name in types if name in words.kinds.wider(kind) and types[name].declarable)
        yield NotDeclarable(place=spot.to("type").place(), name=member.id, type=kind, choices=choices)
    if in_pack is None:
        if isinstance(member, Actor) and member.id not in words.listed and STATE in words.kinds.wider(kind):
            yield from _miscalled(member, spot, words)
        return
    if isinstance(member, Thing):
        remedy = "write `background: true` and no type, if that is meant; else choose another id"
        yield SameId(place=spot.to("id").place(), name=member.id, other=f"{in_pack[1]} in the pack", remedy=remedy)
    elif in_pack[0] != kind:
        remedy = f"give it the type `{in_pack[0]}`, or another id"
        yield SameId(place=spot.to("id").place(), name=member.id, other=f"a `{in_pack[0]}` in the pack", remedy=remedy)


def _miscalled(actor: Actor, spot: Spot, words: Words) -> Iterator[Problem]:
    """Find a State that the lists would say no of, because they know it by another id."""
    # A land that texts call like a State may be none for the rules: Southern Rhodesia.
    in_texts = {ident for meant in words.called.values() for ident in meant}
    states = [
        (ident, called)
        for ident, (kind, called) in words.entities.items()
        if ident in in_texts or STATE in words.kinds.wider(kind)
    ]
    found = known_as(actor, states, words.called)
    if found is not None:
        yield MiscalledState(place=spot.to("id").place(), name=actor.id, called=found[0], known=found[1])


# --- what is stated


def _claim(user: str, item: Statement, spot: Spot, words: Words) -> Iterator[Problem]:
    claim = item.claim
    at = spot.to(claim.predicate) if claim.positive else spot.to("not", claim.predicate)
    predicate = words.vocabulary.predicates.get(claim.predicate)
    if predicate is None:
        meant = closest(claim.predicate, words.vocabulary.predicates)
        yield UnknownPredicate(place=at.key(), user=user, name=claim.predicate, meant=meant)
        return
    if isinstance(item, Fact) and predicate.judgement:
        yield JudgementNeeded(place=at.key(), user=user, predicate=claim.predicate)
    if isinstance(item, Judgement) and not predicate.judgement:
        yield NothingToJudge(place=at.key(), user=user, predicate=claim.predicate)
    yield from _roles(user, item, at, predicate)
    for role, filler in claim.roles.items():
        if role in predicate.roles:
            yield from _filler(user, role, filler, predicate.roles[role], at.to(role), words)


def _roles(user: str, item: Statement, spot: Spot, predicate: Predicate) -> Iterator[Problem]:
    claim = item.claim
    missing = tuple(role for role in predicate.roles if role not in claim.roles)
    for role in claim.roles:
        if role not in predicate.roles:
            meant = closest(role, missing)
            yield UnknownRole(
                place=spot.to(role).key(), user=user, name=role, predicate=claim.predicate,
                roles=tuple(predicate.roles), meant=meant,
            )  # fmt: skip
    unknown = len(claim.roles) - len(predicate.roles) + len(missing)
    if len(missing) > unknown or (missing and not unknown):
        yield MissingRole(place=spot.key(), user=user, predicate=claim.predicate, missing=missing)


def _filler(user: str, role: str, filler: str, wants: str, spot: Spot, words: Words) -> Iterator[Problem]:
    place = spot.place()
    if wants == EXCEPTION:
        if filler not in words.exceptions:
            meant = closest(filler, sorted(words.exceptions))
            yield UnknownException(place=place, user=user, name=filler, meant=meant)
    elif wants == TYPE:
        if filler not in words.vocabulary.types:
            meant = closest(filler, words.vocabulary.types)
            yield UnknownType(place=place, user=user, name=filler, meant=meant)
    elif filler not in words.entities and filler not in words.listed:
        meant = closest(filler, sorted({*words.entities, *words.listed}))
        yield UnknownFiller(place=place, user=user, name=filler, meant=meant)
    elif not words.can_fill(filler, wants):
        has = next(iter(words.types_of(filler)))
        yield WrongFiller(place=place, user=user, name=filler, has=has, role=role, wants=wants)


def _times(user: str, item: Statement, spot: Spot, dated: bool) -> Iterator[Problem]:
    if item.during is not None:
        if ends_early(item.during):
            yield BadOrder(place=spot.to("during", "to").place(), user=user)
    elif item.on is None and not dated and isinstance(item, Fact):
        yield Undated(place=spot.to("id").place(), user=user)


def _fact(user: str, fact: Fact, spot: Spot) -> Iterator[Problem]:
    if fact.quantity is not None and fact.quantity.value <= 0:
        place = spot.to("quantity", "value").place()
        yield WrongQuantity(place=place, user=user, number=str(fact.quantity.value))
    if fact.status != "actual" and fact.review.state == "accepted":
        yield NotActual(place=spot.to("status").place(), user=user, status=fact.status)
