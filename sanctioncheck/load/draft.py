"""A pack as it was read, before anybody has checked it: every part with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sanctioncheck.load.document import Loc
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.manifest import PackFile, StandardsFile
from sanctioncheck.model.authority import AuthoritiesFile
from sanctioncheck.model.condition import AllOf, AnyOf, Condition, NotOf, TotalOf
from sanctioncheck.model.naming import StatesFile
from sanctioncheck.model.norm import (
    BackgroundFile,
    Bearer,
    BridgeFile,
    Defeater,
    ExceptionClause,
    Provision,
    Reading,
    Reference,
)
from sanctioncheck.model.rulebook import ClosedList, Meaning, Rule
from sanctioncheck.model.vocabulary import VocabularyFile

__all__ = [
    "Clause",
    "Draft",
    "DraftMeaning",
    "DraftNorm",
    "FiledList",
    "Part",
    "alternatives",
    "clauses",
    "parts",
    "walk",
]


@dataclass(frozen=True, slots=True)
class FiledList:
    """A closed list with the places of its head and rows, and the names that it gives to its entities."""

    made: ClosedList
    head: Spot
    spots: tuple[Spot, ...]
    names: dict[str, tuple[str, str]]
    """Id to (type, name) of what it declares."""


@dataclass(slots=True)
class Draft:
    """All files of a pack that could be read."""

    pack: Filed[PackFile] | None = None
    standards: Filed[StandardsFile] | None = None
    vocabulary: list[Filed[VocabularyFile]] = field(default_factory=list)
    bridges: list[Filed[BridgeFile]] = field(default_factory=list)
    background: list[Filed[BackgroundFile]] = field(default_factory=list)
    provisions: list[Filed[Provision]] = field(default_factory=list)
    lists: list[FiledList] = field(default_factory=list)
    authorities: list[Filed[AuthoritiesFile]] = field(default_factory=list)
    states: Filed[StatesFile] | None = None
    """How texts call States; of several packs those of the last that says it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """An exception, written out, with the place to point at and the place where it is written."""

    made: ExceptionClause
    spot: Spot
    origin: Spot


@dataclass(frozen=True, slots=True)
class DraftNorm:
    """A norm with everything it is made of; `sound` where every word and part of it exists."""

    rule: Rule
    file: Filed[Provision]
    spot: Spot
    exceptions: dict[str, Clause]
    sound: bool = True

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"norm `{self.rule.norm.id}`"


@dataclass(frozen=True, slots=True)
class DraftMeaning:
    """A definition or bridge with the places of its parts; `sound` where every word of it exists."""

    meaning: Meaning
    spot: Spot
    exceptions: dict[str, Clause]
    sound: bool = True

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"{'bridge' if self.meaning.bridge else 'definition'} `{self.meaning.definition.id}`"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file whose words stand or fall together: an element, exception, norm, definition or bridge."""

    label: str
    spot: Spot
    conditions: tuple[tuple[Condition, Spot], ...]
    bearer: Bearer | None = None

    @property
    def key(self) -> tuple[str, Loc]:
        """What tells it from all other parts: its file and where in it."""
        return self.spot.document.path, self.spot.loc


def parts(draft: Draft) -> Iterator[Part]:
    """Give every part of the provisions and bridges of a pack that holds conditions; references hold none."""
    for file in draft.provisions:
        provision, spot = file.made, file.spot
        for name, element in provision.elements.items():
            at = spot.to("elements", name)
            yield Part(f"element `{name}`", at, tuple(alternatives(element.when, element.readings, at)))
        for name, clause in provision.exceptions.items():
            at = spot.to("exceptions", name)
            yield Part(f"exception `{name}`", at, tuple(_of_clause(clause, at)))
        for number, norm in enumerate(provision.norms):
            at, where = spot.to("norms", number), norm.bearer.bound_where
            conditions = () if where is None else ((where, at.to("bearer", "bound_where")),)
            yield Part(f"norm `{norm.id}`", at, conditions, norm.bearer)
        for number, definition in enumerate(provision.definitions):
            at = spot.to("definitions", number)
            inner: list[tuple[Condition, Spot]] = [(definition.concludes, at.to("concludes"))]
            inner += alternatives(definition.when, definition.readings, at)
            for name, clause in definition.exceptions.items():
                inner += _of_clause(clause, at.to("exceptions", name))
            yield Part(f"definition `{definition.id}`", at, tuple(inner))
    for bridges in draft.bridges:
        for number, bridge in enumerate(bridges.made.bridges):
            at = bridges.spot.to("bridges", number)
            yield Part(
                f"bridge `{bridge.id}`", at, ((bridge.concludes, at.to("concludes")), (bridge.when, at.to("when")))
            )


def _of_clause(clause: ExceptionClause | Reference, spot: Spot) -> Iterator[tuple[Condition, Spot]]:
    if isinstance(clause, ExceptionClause):
        for inner, at in clauses(clause, spot):
            yield inner.when, at.to("when")


def walk(condition: Condition, spot: Spot) -> Iterator[tuple[Condition, Spot]]:
    """Give a condition and every condition inside it, each with its place, in order."""
    yield condition, spot
    match condition:
        case AllOf(all=inner):
            for at, part in enumerate(inner):
                yield from walk(part, spot.to("all", at))
        case AnyOf(any=inner):
            for at, part in enumerate(inner):
                yield from walk(part, spot.to("any", at))
        case NotOf(not_=inner):
            yield from walk(inner, spot.to("not"))
        case TotalOf(total=total):
            yield from walk(total.of, spot.to("total", "of"))
            if total.where is not None:
                yield from walk(total.where, spot.to("total", "where"))


def alternatives(when: Condition | None, readings: tuple[Reading, ...], spot: Spot) -> Iterator[tuple[Condition, Spot]]:
    """Give the single condition of an element or definition, or that of each reading, with its place."""
    if when is not None:
        yield when, spot.to("when")
    for at, reading in enumerate(readings):
        yield reading.when, spot.to("readings", at, "when")


def clauses(clause: ExceptionClause | Defeater, spot: Spot) -> Iterator[tuple[ExceptionClause | Defeater, Spot]]:
    """Give an exception and everything nested in it, with their places."""
    yield clause, spot
    for name, inner in clause.unless.items():
        yield from clauses(inner, spot.to("unless", name))
