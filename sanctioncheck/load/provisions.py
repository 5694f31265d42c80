"""Checks what stands round the norms of a provision: parts that are named, ids, time in force, relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.norms import TriggerNotFirst, Unused
from sanctioncheck.errors.rules import UnknownElement, UnknownException, UnknownTarget, UnlikelyDate
from sanctioncheck.load.draft import Draft
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.norm import Definition, InForce, Norm, Provision, Reference
from sanctioncheck.model.time import parse_date

__all__ = ["provision_problems"]


def provision_problems(draft: Draft, words: Words, broken: frozenset[str]) -> Iterator[Problem]:
    """Find names that lead nowhere, ids given twice, and impossible times; warn of parts that nobody uses.

    `broken` are the ids of provisions whose files could not be read.
    """
    known = {file.made.provision for file in draft.provisions}
    norms = {f"{file.made.provision}#{norm.id}" for file in draft.provisions for norm in file.made.norms}
    referred = {
        clause.ref
        for file in draft.provisions
        for clause in (*file.made.exceptions.values(), *_in_definitions(file.made))
        if isinstance(clause, Reference)
    }
    for file in draft.provisions:
        yield from _ids(file, words)
        for at, norm in enumerate(file.made.norms):
            yield from _named(norm, file, file.spot.to("norms", at))
        yield from _unused(file, referred)
        yield from _in_force(file.made.in_force, file.spot.to("in_force"))
        for at, relation in enumerate(file.made.relations):
            if relation.target not in known | broken:
                place = file.spot.to("relations", at, "target").place()
                user = f"relation `{relation.type}`"
                # Another paragraph is no misspelling, and naming it would be bad law.
                number = relation.target.partition("/")[2]
                meant = closest(relation.target, sorted(name for name in known if name.partition("/")[2] == number))
                yield UnknownTarget(place=place, user=user, name=relation.target, meant=meant)
        yield from _follows(file, {*known, *broken, *norms})


def _follows(file: Filed[Provision], names: Set[str]) -> Iterator[Problem]:
    for at, follow in enumerate(file.made.follows):
        for number, each in enumerate(follow.within):
            begins = each.endswith((".", "/")) and any(name.startswith(each) for name in names)
            if each not in names and not begins:
                place = file.spot.to("follows", at, "within", number).place()
                yield UnknownTarget(place=place, user="what follows", name=each, meant=closest(each, sorted(names)))


def _in_definitions(provision: Provision) -> Iterator[object]:
    for definition in provision.definitions:
        yield from definition.exceptions.values()


def _ids(file: Filed[Provision], words: Words) -> Iterator[Problem]:
    problems: list[Problem] = []
    provision = file.made.provision
    kinds: tuple[tuple[str, Sequence[Norm | Definition]], ...] = (
        ("norms", file.made.norms),
        ("definitions", file.made.definitions),
    )
    for key, items in kinds:
        for at, item in enumerate(items):
            words.declare(key, f"{provision}#{item.id}", file.spot.to(key, at, "id"), problems)
    yield from problems


def _named(norm: Norm, file: Filed[Provision], spot: Spot) -> Iterator[Problem]:
    user = f"norm `{norm.id}`"
    elements, exceptions = file.made.elements, file.made.exceptions
    for at, name in enumerate(norm.elements):
        if name not in elements:
            place = spot.to("elements", at).place()
            yield UnknownElement(place=place, user=user, name=name, meant=closest(name, elements))
    if norm.trigger not in elements:
        meant = closest(norm.trigger, elements)
        yield UnknownElement(place=spot.to("trigger").place(), user=user, name=norm.trigger, meant=meant)
    elif norm.trigger not in norm.elements:
        yield TriggerNotFirst(place=spot.to("elements").key(), user=user, element=norm.trigger)
    for at, name in enumerate(norm.exceptions):
        if name not in exceptions:
            place = spot.to("exceptions", at).place()
            yield UnknownException(place=place, user=user, name=name, meant=closest(name, exceptions))


def _unused(file: Filed[Provision], referred: set[str]) -> Iterator[Problem]:
    provision = file.made
    elements = {name for norm in provision.norms for name in (*norm.elements, norm.trigger)}
    exceptions = {name for norm in provision.norms for name in norm.exceptions}
    for name in provision.elements:
        if name not in elements:
            yield Unused(place=file.spot.to("elements", name).key(), kind="element", name=name)
    for name in provision.exceptions:
        if name not in exceptions and f"{provision.provision}#{name}" not in referred:
            yield Unused(place=file.spot.to("exceptions", name).key(), kind="exception", name=name)


def _in_force(stretches: tuple[InForce, ...], spot: Spot) -> Iterator[Problem]:
    ordered = sorted(enumerate(stretches), key=lambda pair: (parse_date(pair[1].from_), pair[0]))
    for at, stretch in ordered:
        if stretch.to is not None and parse_date(stretch.to).last < parse_date(stretch.from_).first:
            place = spot.to(at, "to").place()
            yield UnlikelyDate(place=place, reason="this stretch in force ends before it begins")
    for (before, one), (at, other) in pairwise(ordered):
        begins = parse_date(other.from_)
        if one.to is None or begins.last <= parse_date(one.to).first:
            also = (("the other", spot.to(before, "from").key()),)
            place = spot.to(at, "from").place()
            yield UnlikelyDate(place=place, also=also, reason="two stretches in force overlap")
