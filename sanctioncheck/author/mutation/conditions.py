"""Every small change of a condition: one `not`, one part, one pair of variables, one number or day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.load.files import Spot
from sanctioncheck.model.condition import (
    AllOf,
    AnyOf,
    Atom,
    Bounds,
    Condition,
    DateOf,
    NotOf,
    QuantityOf,
    ShareOf,
    TotalOf,
    is_var,
)
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import parse_date
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["Changed", "changes_of", "day_moved", "exchanged"]


class Changed(NamedTuple):
    """A condition with one thing in it otherwise."""

    kind: str
    said: str
    """What is otherwise, in words."""
    spot: Spot
    made: Condition


def changes_of(condition: Condition, spot: Spot, book: Rulebook) -> Iterator[Changed]:
    """Give a condition with each one small thing in it otherwise, in order.

    Args:
        condition: the condition.
        spot: where it stands.
        book: the pack, for the words.

    >>> from sanctioncheck.load.document import Document
    >>> from sanctioncheck.load.pack import load_pack
    >>> member = NotOf.model_validate({"not": {"member_of_un": {"state": "$S"}}})
    >>> [each.said for each in changes_of(member, Spot(Document("a.yaml", "")), load_pack())]
    ['without `not`: S is a Member of the United Nations']
    """
    if isinstance(condition, NotOf):
        yield Changed("not", f"without `not`: {Wording(book).line(condition.not_)}", spot.to("not"), condition.not_)
    else:
        yield Changed("not", f"with `not` before: {_whole(condition, book)}", spot, NotOf(not_=condition))
    match condition:
        case Atom():
            yield from exchanged(condition, spot, book)
        case AllOf(all=parts) | AnyOf(any=parts):
            yield from _of_parts(condition, parts, spot, book)
        case NotOf(not_=part):
            inner = changes_of(part, spot.to("not"), book)
            # Taking the `not` away is one change already; a second one would only give it back.
            yield from (each._replace(made=NotOf(not_=each.made)) for each in inner if not _undoes(each, part))
        case DateOf():
            yield from _of_day(condition, spot)
        case QuantityOf(quantity=bounds):
            for said, made in _moved(bounds):
                yield Changed("threshold", said, spot.to("quantity"), QuantityOf(quantity=made))
        case TotalOf():
            yield from _of_total(condition, spot, book)
        case ShareOf(share=share):
            for number in (share.at_least - 1, share.at_least + 1):
                said = f"at least {number} per cent instead of {share.at_least}"
                other = ShareOf(share=share.model_copy(update={"at_least": number}))
                yield Changed("threshold", said, spot.to("share", "at_least"), other)


def _undoes(change: Changed, part: Condition) -> bool:
    return change.made == NotOf(not_=part)


def exchanged(atom: Atom, spot: Spot, book: Rulebook) -> Iterator[Changed]:
    """Give an atom with each two of its variables in one another's place, where each may fill the other's role."""
    ((predicate, roles),) = atom.root.items()
    types = book.vocabulary.predicates[predicate].roles
    for one, other in combinations(roles, 2):
        if not is_var(roles[one]) or not is_var(roles[other]) or roles[one] == roles[other]:
            continue
        if _related(types[one], types[other], book.vocabulary):
            made = Atom({predicate: {**roles, one: roles[other], other: roles[one]}})
            said = f"{roles[one][1:]} and {roles[other][1:]} exchanged: {Wording(book).line(made)}"
            yield Changed("roles", said, spot.to(predicate), made)


def _related(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether one of two types of roles is the other or a kind of it."""
    if one not in vocabulary.types or other not in vocabulary.types:
        return one == other
    return one in vocabulary.supertypes(other) or other in vocabulary.supertypes(one)


def _of_parts(condition: AllOf | AnyOf, parts: tuple[Condition, ...], spot: Spot, book: Rulebook) -> Iterator[Changed]:
    key = "all" if isinstance(condition, AllOf) else "any"

    def again(inner: tuple[Condition, ...]) -> Condition:
        return AllOf(all=inner) if key == "all" else AnyOf(any=inner)

    if len(parts) > 1:
        other = AnyOf(any=parts) if key == "all" else AllOf(all=parts)
        word = "one is enough instead of all" if key == "all" else "all are needed instead of one"
        yield Changed("any-all", f"{word}: {Wording(book).line(other)}", spot.to(key), other)
        for at, part in enumerate(parts):
            said = f"left out: {Wording(book).line(part)}"
            yield Changed("part", said, spot.to(key, at), again((*parts[:at], *parts[at + 1 :])))
    for at, part in enumerate(parts):
        for each in changes_of(part, spot.to(key, at), book):
            yield each._replace(made=again((*parts[:at], each.made, *parts[at + 1 :])))


def _of_day(condition: DateOf, spot: Spot) -> Iterator[Changed]:
    bounds = condition.date
    key = "at_least" if bounds.at_least is not None else "at_most"
    text = bounds.at_least or bounds.at_most or ""
    for by in (-1, 1):
        day = day_moved(text, by, last=key == "at_most")
        made = DateOf(date=bounds.model_copy(update={key: day}))
        yield Changed("day", f"{day} instead of {text}", spot.to("date", key), made)


def day_moved(text: str, by: int, *, last: bool = False) -> str:
    """Give the day so many days after a date; of a month or year its first day counts, or its last.

    >>> day_moved("2024-03-01", -1), day_moved("2024-02", 1, last=True)
    ('2024-02-29', '2024-03-01')
    """
    window = parse_date(text)
    return date.fromordinal((window.last if last else window.first) + by).isoformat()


def _moved(bounds: Bounds) -> Iterator[tuple[str, Bounds]]:
    key, words = ("at_least", "at least") if bounds.at_least is not None else ("at_most", "at most")
    old = bounds.at_least if bounds.at_least is not None else bounds.at_most
    for by in (-1, 1):
        number = (old or Decimal(0)) + by
        yield f"{words} {number} {bounds.unit} instead of {old}", bounds.model_copy(update={key: number})


def _of_total(condition: TotalOf, spot: Spot, book: Rulebook) -> Iterator[Changed]:
    total, at = condition.total, spot.to("total")
    for said, made in _moved(total):
        yield Changed("threshold", said, at, TotalOf(total=total.model_copy(update=dict(made))))
    for each in exchanged(total.of, at.to("of"), book):
        yield each._replace(made=TotalOf(total=total.model_copy(update={"of": each.made})))
    if total.where is not None:
        said = f"without the condition that {Wording(book).line(total.where)}"
        yield Changed("part", said, at.to("where"), TotalOf(total=total.model_copy(update={"where": None})))
        for each in changes_of(total.where, at.to("where"), book):
            yield each._replace(made=TotalOf(total=total.model_copy(update={"where": each.made})))


def _whole(condition: Condition, book: Rulebook) -> str:
    """Say a condition in words, a group in brackets, so that nobody takes its first part for the whole."""
    said = Wording(book).line(condition)
    return f"({said})" if isinstance(condition, AllOf | AnyOf) else said
