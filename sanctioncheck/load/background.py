"""Checks what a pack declares of the world: actors, things, dated findings, and lists that answer predicates whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.norms import IdleFinding, JudgedFinding, UndatedFinding
from sanctioncheck.errors.rules import (
    AnsweredElsewhere,
    ClosedWithoutList,
    IncompatibleFiller,
    NotDeclarable,
    UnknownBody,
    UnknownConstant,
    UnlikelyDate,
)
from sanctioncheck.errors.text import InvalidValue
from sanctioncheck.load.draft import Draft
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.lists import incompatible
from sanctioncheck.load.usage import atom_problems, missing_roles
from sanctioncheck.load.words import Words
from sanctioncheck.model.condition import Atom
from sanctioncheck.model.fact import Actor, During, Thing
from sanctioncheck.model.norm import BackgroundFile, BackgroundFinding
from sanctioncheck.model.time import parse_window

__all__ = ["background_problems", "list_problems"]


def background_problems(draft: Draft, words: Words) -> Iterator[Problem]:
    """Find declarations and findings of the background that do not fit the vocabulary or the standards."""
    for file in draft.background:
        yield from _declarations(file, words)
        for at, finding in enumerate(file.made.findings):
            spot = file.spot.to("findings", at)
            problems: list[Problem] = []
            words.declare("findings", finding.id, spot.to("id"), problems)
            yield from problems
            yield from _finding(finding, spot, words)
            yield from _body(finding, spot, draft, words)


def _declarations(file: Filed[BackgroundFile], words: Words) -> Iterator[Problem]:
    types = words.vocabulary.types
    kinds: tuple[tuple[str, Sequence[Actor | Thing]], ...] = (
        ("actors", file.made.actors),
        ("things", file.made.things),
    )
    for key, members in kinds:
        for at, member in enumerate(members):
            spot = file.spot.to(key, at)
            if member.type is None:
                reason = "a thing of the pack has a `type` and a `name`"
                yield InvalidValue(place=spot.to("background").place(), reason=reason)
            elif member.type not in types:
                yield words.unknown_type(member.type, f"`{member.id}`", spot.to("type"))
            elif not types[member.type].declarable:
                wider = tuple(t for t in types if t in words.kinds.wider(member.type) and types[t].declarable)
                place = spot.to("type").place()
                yield NotDeclarable(place=place, name=member.id, type=member.type, meant=wider)
    for at, actor in enumerate(file.made.actors):
        if actor.state is not None:
            yield from _entity(actor.state, f"`{actor.id}`", file.spot.to("actors", at, "state"), words)


def _entity(name: str, user: str, spot: Spot, words: Words) -> Iterator[Problem]:
    if name not in words.entities and words.whole:
        meant = closest(name, sorted(words.entities))
        declared = words.line("entities", meant)
        yield UnknownConstant(place=spot.place(), user=user, name=name, meant=meant, declared=declared)


def _finding(finding: BackgroundFinding, spot: Spot, words: Words) -> Iterator[Problem]:
    claim, user = finding.claim, f"finding `{finding.id}`"
    at = spot if claim.positive else spot.to("not")
    predicate = words.vocabulary.predicates.get(claim.predicate)
    if predicate is None:
        yield words.unknown_predicate(claim.predicate, user, at.to(claim.predicate).key())
        return
    atom = Atom.model_construct(root={claim.predicate: claim.roles})
    yield from atom_problems(atom, at, user, words)
    yield from missing_roles(atom, at, user, words)
    if predicate.judgement:
        yield JudgedFinding(place=at.to(claim.predicate).key(), user=user, predicate=claim.predicate)
    if predicate.kind == "event":
        if not words.things & set(claim.roles.values()):
            yield IdleFinding(place=at.to(claim.predicate).key(), user=user, predicate=claim.predicate)
        if finding.on is None and finding.during is None:
            yield UndatedFinding(place=spot.to("id").place(), user=user)
    if finding.during is not None and ends_early(finding.during):
        yield UnlikelyDate(place=spot.to("during", "to").place(), reason=f"{user} ends before it begins")


def ends_early(during: During) -> bool:
    """Tell whether conduct is said to end before it begins."""
    if ".." in (during.from_, during.to):
        return False
    return parse_window(during.from_).first > parse_window(during.to).last


def _body(finding: BackgroundFinding, spot: Spot, draft: Draft, words: Words) -> Iterator[Problem]:
    user = f"finding `{finding.id}`"
    if finding.speaker is not None:
        yield from _entity(finding.speaker, user, spot.to("speaker"), words)
    if finding.body is not None and draft.standards is not None:
        bodies = {**draft.standards.made.fact_finding, **draft.standards.made.deciding}
        if finding.body not in bodies:
            meant = closest(finding.body, bodies)
            yield UnknownBody(place=spot.to("body").place(), user=user, name=finding.body, meant=meant)


def list_problems(draft: Draft, words: Words) -> Iterator[Problem]:
    """Find lists with one id, fillers of the wrong type, and closed predicates without a list or with two packs'."""
    whole: dict[str, Spot] = {}
    for listing in draft.lists:
        problems: list[Problem] = []
        words.declare("lists", listing.made.id, listing.head, problems)
        yield from problems
        for spot, name, role, wants in incompatible(listing, words):
            user, has = f"list `{listing.made.id}`", words.entities[name][0]
            yield IncompatibleFiller(place=spot.place(), user=user, name=name, has=has, role=role, wants=wants)
        first = whole.setdefault(listing.made.predicate, listing.head)
        yield from _answered_elsewhere(listing.made.predicate, listing.head, first, words)
    for name, predicate in words.vocabulary.predicates.items():
        if predicate.closed and name not in whole and words.whole:
            spot = words.declared["predicates", name]
            yield ClosedWithoutList(place=spot.to("closed").key(), predicate=name)


def _answered_elsewhere(predicate: str, head: Spot, first: Spot, words: Words) -> Iterator[Problem]:
    """Find a list that would change what a closed predicate of another pack says no to."""
    pack, own = (spot.document.path.rpartition(":")[0] for spot in (first, head))
    meant = words.vocabulary.predicates.get(predicate)
    if meant is not None and meant.closed and pack != own:
        place = head.place()
        yield AnsweredElsewhere(
            place=place, also=(("answered here", first.place()),), predicate=predicate, pack=pack or "of this folder"
        )
