"""Every small change of a provision, with the place and the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from sanctioncheck.author.coverage.points import bare
from sanctioncheck.author.mutation.conditions import changes_of, day_moved, exchanged
from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.finding import effect_of
from sanctioncheck.model.norm import Bearer, Defeater, Definition, Element, ExceptionClause, Norm, Provision
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.truth import RANK, STANDARDS

__all__ = ["WORD", "Change", "changes_of_provision"]

Readable = TypeVar("Readable", Element, Definition)
Clause = TypeVar("Clause", ExceptionClause, Defeater)
WORD = "word"
"""The kind of a change of the word printed only."""


class Change(NamedTuple):
    """A provision with one small thing in it otherwise; with it go others that share a position."""

    provision: str
    kind: str
    said: str
    """What is otherwise, in words."""
    becomes: str | None
    """The condition that it then has, in words, where it is one."""
    spot: Spot
    made: tuple[Provision, ...]


class _Made(NamedTuple):
    kind: str
    said: str
    becomes: str | None
    spot: Spot
    made: object


def changes_of_provision(file: Filed[Provision], book: Rulebook) -> Iterator[Change]:
    """Give a provision with each one small thing in it otherwise, in the order of its file.

    Readings are left to `changes_of_positions`, since they may stand in several provisions.

    Args:
        file: the provision.
        book: the pack, for the words.

    >>> from sanctioncheck.load.pack import read_pack
    >>> pack = read_pack()
    >>> [file] = [each for each in pack.draft.provisions if each.made.provision == "un.sc.res.1874/9"]
    >>> next(changes_of_provision(file, pack.book)).said
    'in force from 2009-06-11 instead of 2009-06-12'
    """
    provision = file.made
    for key, made in _all(provision, file.spot, book):
        new = provision.model_copy(update={key: made.made})
        yield Change(provision.provision, made.kind, made.said, made.becomes, made.spot, (new,))


def _all(provision: Provision, spot: Spot, book: Rulebook) -> Iterator[tuple[str, _Made]]:
    for each in _of_time(provision, spot.to("in_force")):
        yield "in_force", each
    for name, element in provision.elements.items():
        for each in _of_readable(f"element `{name}`", element, spot.to("elements", name), book):
            yield "elements", each._replace(made={**provision.elements, name: each.made})
    for each in _of_exceptions(provision.exceptions, spot.to("exceptions"), book):
        yield "exceptions", each
    for at, norm in enumerate(provision.norms):
        for each in _of_norm(norm, provision, spot.to("norms", at), book):
            yield "norms", each._replace(made=_with(provision.norms, at, each.made))
    for at, definition in enumerate(provision.definitions):
        here = spot.to("definitions", at)
        said = f"definition `{definition.id}` (“{bare(definition.gist)}”) left out"
        yield "definitions", _Made("definition", said, None, here, _with(provision.definitions, at))
        for each in _of_definition(definition, here, book):
            yield "definitions", each._replace(made=_with(provision.definitions, at, each.made))
    if provision.norms:
        force = "recommendatory" if provision.force != "recommendatory" else "binding"
        other = provision.model_copy(update={"force": force})
        if any(effect_of(provision, n.modality) != effect_of(other, n.modality) for n in provision.norms):
            yield "force", _Made(WORD, f"{force} instead of {provision.force}", None, spot.to("force"), force)


def _with(items: tuple[object, ...], at: int, *new: object) -> tuple[object, ...]:
    return (*items[:at], *new, *items[at + 1 :])


def _of_time(provision: Provision, spot: Spot) -> Iterator[_Made]:
    for at, stretch in enumerate(provision.in_force):
        days = {"from_": stretch.from_, "to": stretch.to, "unknown_after": stretch.unknown_after}
        words = {"from_": "in force from", "to": "in force to", "unknown_after": "not known after"}
        for key, text in days.items():
            for by in (-1, 1) if text is not None else ():
                day = day_moved(text or "", by, last=key != "from_")
                made = _with(provision.in_force, at, stretch.model_copy(update={key: day}))
                yield _Made("day", f"{words[key]} {day} instead of {text}", None, spot.to(at, key.strip("_")), made)


def _of_readable(label: str, part: Readable, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    """Change the condition of an element or definition, or that of one of its readings."""
    if part.when is not None:
        for each in _of_condition(label, part.when, spot.to("when"), book):
            yield each._replace(made=part.model_copy(update={"when": each.made}))
    for at, reading in enumerate(part.readings):
        named, here = f"{label}, reading `{reading.id}`", spot.to("readings", at, "when")
        for each in _of_condition(named, reading.when, here, book):
            new = reading.model_copy(update={"when": each.made})
            yield each._replace(made=part.model_copy(update={"readings": _with(part.readings, at, new)}))


def _of_condition(label: str, condition: Condition, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    for each in changes_of(condition, spot, book):
        yield _Made(each.kind, f"{label}: {each.said}", Wording(book).line(each.made), each.spot, each.made)


def _of_exceptions(exceptions: Mapping[str, object], spot: Spot, book: Rulebook) -> Iterator[_Made]:
    """Change the exceptions that are laid down here; one that is taken over is changed where it is laid down."""
    for name, clause in exceptions.items():
        if isinstance(clause, ExceptionClause):
            for each in _of_clause(f"exception `{name}`", clause, spot.to(name), book):
                yield each._replace(made={**exceptions, name: each.made})


def _of_clause(label: str, clause: Clause, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    for each in _of_condition(label, clause.when, spot.to("when"), book):
        yield each._replace(made=clause.model_copy(update={"when": each.made}))
    if isinstance(clause, ExceptionClause):
        burden = "claimant" if clause.burden == "respondent" else "respondent"
        said = f"{label}: for the {burden} to show instead of the {clause.burden}"
        yield _Made("burden", said, None, spot.to("burden"), clause.model_copy(update={"burden": burden}))
    rank = RANK[clause.standard]
    for other in STANDARDS[max(rank - 1, 0) : rank + 2]:
        if other != clause.standard:
            said = f"{label}: to the standard {other} instead of {clause.standard}"
            yield _Made("standard", said, None, spot.to("standard"), clause.model_copy(update={"standard": other}))
    for name, inner in clause.unless.items():
        here = spot.to("unless", name)
        rest = {other: each for other, each in clause.unless.items() if other != name}
        said = f"{label}: `{name}` (“{bare(inner.gist)}”) no longer takes the ground from it"
        yield _Made("unless", said, None, here, clause.model_copy(update={"unless": rest}))
        for each in _of_clause(f"{label}, `{name}`", inner, here, book):
            yield each._replace(made=clause.model_copy(update={"unless": {**clause.unless, name: each.made}}))


def _of_norm(norm: Norm, provision: Provision, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    label = f"norm `{norm.id}`"
    yield from (
        each._replace(made=norm.model_copy(update={"bearer": each.made}))
        for each in _of_bearer(label, norm.bearer, spot.to("bearer"), book)
    )
    for at, name in enumerate(norm.elements):
        if name != norm.trigger:
            said = f"{label}: element `{name}` (“{bare(provision.elements[name].ask)}”) left out"
            made = norm.model_copy(update={"elements": _with(norm.elements, at)})
            yield _Made("element", said, None, spot.to("elements", at), made)
    for at, name in enumerate(norm.exceptions):
        made = norm.model_copy(update={"exceptions": _with(norm.exceptions, at)})
        yield _Made("exception", f"{label}: exception `{name}` left out", None, spot.to("exceptions", at), made)
    for modality in ("prohibition", "definition", "responsibility"):
        if effect_of(provision, modality) != effect_of(provision, norm.modality):
            made = norm.model_copy(update={"modality": modality})
            said = f"{label}: {modality} instead of {norm.modality}"
            yield _Made(WORD, said, None, spot.to("modality"), made)


def _of_bearer(label: str, bearer: Bearer, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    for key, who, words in (("is_", bearer.is_, "binds"), ("is_not", bearer.is_not, "does not bind")):
        if who is not None:
            said = f"{label}: no longer said that it {words} {who}{' only' if key == 'is_' else ''}"
            yield _Made("bearer", said, None, spot.to(key.strip("_")), bearer.model_copy(update={key: None}))
    if bearer.bound_where is not None:
        here = spot.to("bound_where")
        said = f"{label}: binds also where this is not so: {Wording(book).line(bearer.bound_where)}"
        yield _Made("bearer", said, None, here, bearer.model_copy(update={"bound_where": None}))
        for each in _of_condition(f"{label}, whom it binds", bearer.bound_where, here, book):
            yield each._replace(made=bearer.model_copy(update={"bound_where": each.made}))


def _of_definition(definition: Definition, spot: Spot, book: Rulebook) -> Iterator[_Made]:
    label = f"definition `{definition.id}`"
    for head in exchanged(definition.concludes, spot.to("concludes"), book):
        made = definition.model_copy(update={"concludes": head.made})
        yield _Made(head.kind, f"{label}, what it concludes: {head.said}", None, head.spot, made)
    yield from _of_readable(label, definition, spot, book)
    for name in definition.exceptions:
        rest = {other: clause for other, clause in definition.exceptions.items() if other != name}
        here, said = spot.to("exceptions", name), f"{label}: exception `{name}` left out"
        yield _Made("exception", said, None, here, definition.model_copy(update={"exceptions": rest}))
    for each in _of_exceptions(definition.exceptions, spot.to("exceptions"), book):
        made = definition.model_copy(update={"exceptions": each.made})
        yield each._replace(said=f"{label}, {each.said}", made=made)
