"""Facts of a test in one line each: `not provides(dprk, russia, shells) on 2024-06-01 at clear-and-convincing`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.rules import UnknownPredicate, UnknownType
from sanctioncheck.errors.testing import BadFact, StrangeFiller, WrongFillers
from sanctioncheck.load.files import Spot
from sanctioncheck.model.evidence import IS_A, Key, Weighed
from sanctioncheck.model.time import THROUGHOUT, BadDate, When, Window, lasting, parse_date, point
from sanctioncheck.model.truth import FULL, RANK, up_to
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["ShortFact", "fact_problems", "read_fact", "weighed"]

_FACT = re.compile(
    r"(?P<no>not )?(?P<predicate>[a-z]\w*)\((?P<fillers>[^()]*)\)"
    r"(?: of (?P<number>\d+(?:\.\d+)?) (?P<unit>\w+))?(?: on (?P<on>\S+))?(?: at (?P<standard>[a-z-]+))?"
    r"(?P<both> for and against)?\Z"
)


class ShortFact(NamedTuple):
    """A fact in the short form, read."""

    predicate: str
    fillers: tuple[str, ...]
    positive: bool
    quantity: tuple[str, Decimal] | None
    on: str | None
    standard: str | None
    both: bool
    """Whether somebody independent says the contrary as strongly."""


def read_fact(text: str) -> ShortFact | None:
    """Read a fact in the short form; None where it is none.

    >>> read_fact("not buys(x, y) of 5 tonnes on 2024-06")[:3]
    ('buys', ('x', 'y'), False)
    >>> read_fact("x buys y") is None
    True
    """
    found = _FACT.match(text.strip())
    if found is None:
        return None
    quantity = (found["unit"], Decimal(found["number"])) if found["number"] else None
    fillers = tuple(part.strip() for part in found["fillers"].split(","))
    return ShortFact(
        found["predicate"], fillers, not found["no"], quantity, found["on"], found["standard"], bool(found["both"])
    )


def fact_problems(text: str, spot: Spot, known: frozenset[str], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with a fact of a test.

    Args:
        text: the fact.
        spot: where it stands.
        known: every id that the file or the pack declares.
        vocabulary: the words of the pack.
    """
    fact = read_fact(text)
    if fact is None:
        yield BadFact(place=spot.place(), text=text)
        return
    predicate = vocabulary.predicates.get(fact.predicate)
    if predicate is None:
        meant = closest(fact.predicate, vocabulary.predicates)
        yield UnknownPredicate(place=spot.place(), user="the test", name=fact.predicate, meant=meant, declared=None)
        return
    roles = tuple(predicate.roles)
    if len(fact.fillers) != len(roles):
        yield WrongFillers(place=spot.place(), predicate=fact.predicate, roles=roles, found=len(fact.fillers))
        return
    for role, filler in zip(roles, fact.fillers, strict=True):
        if predicate.roles[role] == "type":
            if filler not in vocabulary.types:
                meant = closest(filler, vocabulary.types)
                yield UnknownType(place=spot.place(), user="the test", name=filler, meant=meant, declared=None)
        elif filler not in known and predicate.roles[role] != "exception":
            yield StrangeFiller(place=spot.place(), name=filler, meant=closest(filler, sorted(known)))
    if fact.standard is not None and fact.standard not in RANK:
        meant = closest(fact.standard, RANK)
        reason = f"there is no standard `{fact.standard}`{f', perhaps `{meant}`' if meant else ''}"
        yield BadFact(place=spot.place(), text=text, reason=reason)
    if fact.on is not None:
        try:
            parse_date(fact.on)
        except BadDate as error:
            yield BadFact(place=spot.place(), text=text, reason=str(error))


def weighed(fact: ShortFact, day: str, vocabulary: Vocabulary) -> tuple[Key, Weighed]:
    """Weigh a fact of a test: conclusive unless it names a standard.

    Without a date an event is of the day of its case, and what is so, a state or a classification, holds throughout:
    what a thing is must not depend on the day on which somebody sends it.

    Args:
        fact: the fact, whose words the vocabulary has.
        day: the day of its case.
        vocabulary: the words of the pack.
    """
    mask = up_to(RANK[fact.standard]) if fact.standard else FULL
    date: Window = parse_date(fact.on or day)
    event = fact.predicate != IS_A and vocabulary.predicates[fact.predicate].kind == "event"
    held: When = point(date) if event else THROUGHOUT if fact.on is None else lasting(date, date)
    quantities = (fact.quantity,) if fact.quantity else ()
    for_ = mask if fact.positive else 0
    against = mask if fact.both or not fact.positive else 0
    return Key(fact.predicate, fact.fillers, held), Weighed(for_, against, quantities)
