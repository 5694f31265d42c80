"""Checks of what conditions say together: parts that can never hold, always hold, or add nothing to the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import ClassVar

from sanctioncheck.author.checks.check import Check
from sanctioncheck.author.checks.worlds import TooManyLeaves, Worlds
from sanctioncheck.errors import Place, quote
from sanctioncheck.load.draft import DraftNorm, alternatives, clauses
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.norm import Defeater, ExceptionClause
from sanctioncheck.model.time import Span

__all__ = ["AlwaysExcused", "DeadException", "DeadUnless", "EmptyElement", "Impossible", "Inevitable", "SameReadings"]


class Impossible(Check):
    """A condition can never be true, whatever the facts."""

    code: ClassVar[str] = "SC-L101"
    user: str

    def message(self) -> str:
        return f"{self.user} can never be shown: its parts exclude each other, or the time in force does"

    def help(self) -> str:
        return "one of its parts is meant otherwise: look for a `not`, a type or a date that excludes another"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for user, condition, spot, span in _conditions(pack):
            worlds = _worlds((condition,), pack, span)
            if worlds is not None and worlds.never(worlds.table(condition)):
                yield cls(place=spot.key(), user=user)


class Inevitable(Check):
    """A condition is true whatever the facts."""

    code: ClassVar[str] = "SC-L102"
    user: str

    def message(self) -> str:
        return f"{self.user} is true whatever the facts, so that nothing has to be shown"

    def help(self) -> str:
        return "write `all` where `any` stands, or take out the part that covers the rest"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for user, condition, spot, span in _conditions(pack):
            # One of several readings may well ask for nothing.
            worlds = None if "readings" in spot.loc else _worlds((condition,), pack, span)
            if worlds is not None and worlds.always(worlds.table(condition)):
                yield cls(place=spot.key(), user=user)


class EmptyElement(Check):
    """An element is shown wherever the other elements are."""

    code: ClassVar[str] = "SC-L103"
    user: str
    name: str

    def message(self) -> str:
        return f"element {quote(self.name)} of {self.user} adds nothing: it holds wherever the other elements do"

    def help(self) -> str:
        return "ask in it for what the others leave open, or take it out of `elements`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for norm, worlds, tables in _norms(pack):
            for name in tuple(norm.rule.elements)[1:]:
                others = _both(worlds, [t for other, each in tables.items() if other != name for t in each[:1]])
                whole = all(len(each) == 1 for other, each in tables.items() if other != name)
                # What is true whatever the facts is told as that.
                if whole and all(worlds.within(others, t) and not worlds.always(t) for t in tables[name]):
                    place = norm.file.spot.to("elements", name).key()
                    yield cls(place=place, user=norm.label, name=name)


class DeadException(Check):
    """An exception can never hold where the elements do."""

    code: ClassVar[str] = "SC-L104"
    user: str
    name: str
    elements: str

    def message(self) -> str:
        return f"exception {quote(self.name)} of {self.user} can never hold where {self.elements}"

    def help(self) -> str:
        return "look for a part of its `when` that an element or its own `unless` excludes"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for norm, worlds, tables in _norms(pack):
            shown = _shown(worlds, tables)
            for name, clause in norm.exceptions.items():
                if worlds.never(shown & _holds(worlds, clause.made)) and not worlds.never(shown):
                    yield cls(
                        place=clause.spot.key(), user=norm.label, name=name, elements="the elements of the norm do"
                    )


class AlwaysExcused(Check):
    """An exception holds wherever the elements do, so that nobody can breach the norm."""

    code: ClassVar[str] = "SC-L105"
    user: str
    name: str

    def message(self) -> str:
        return f"exception {quote(self.name)} holds wherever the elements of {self.user} do: nobody can breach it"

    def help(self) -> str:
        return "ask in it for what the elements do not show already"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for norm, worlds, tables in _norms(pack):
            shown = _shown(worlds, tables)
            for name, clause in norm.exceptions.items():
                if worlds.within(shown, _holds(worlds, clause.made)) and not worlds.never(shown):
                    yield cls(place=clause.spot.key(), user=norm.label, name=name)


class DeadUnless(Check):
    """What would take the ground from an exception can never hold where the exception does."""

    code: ClassVar[str] = "SC-L106"
    name: str
    within: str

    def message(self) -> str:
        return f"`unless` {quote(self.name)} can never hold where {quote(self.within)} does"

    def help(self) -> str:
        return "look for a part of it that the exception excludes, or take it out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        seen: set[Place] = set()
        for norm in pack.norms:
            for name, clause in norm.exceptions.items():
                whens = tuple(each.when for each, _ in clauses(clause.made, clause.origin))
                worlds = _worlds(whens, pack, norm.rule.span)
                for problem in cls._dead(worlds, name, clause.made, clause.origin) if worlds is not None else ():
                    if problem.place is not None and problem.place not in seen:
                        seen.add(problem.place)
                        yield problem

    @classmethod
    def _dead(cls, worlds: Worlds, name: str, clause: ExceptionClause | Defeater, spot: Spot) -> Iterator[Check]:
        when = worlds.table(clause.when)
        for inner, defeater in clause.unless.items():
            at = spot.to("unless", inner)
            if worlds.never(when & _holds(worlds, defeater)) and not worlds.never(when):
                yield cls(place=at.key(), name=inner, within=name)
            yield from cls._dead(worlds, inner, defeater, at)


class SameReadings(Check):
    """Two readings of one position ask for the same, so that nothing turns on who is right."""

    code: ClassVar[str] = "SC-L107"
    user: str
    one: str
    other: str

    def message(self) -> str:
        return f"readings {quote(self.one)} and {quote(self.other)} of {self.user} ask for the same"

    def help(self) -> str:
        return "write in each condition what its holders ask for, or make one reading of the two, held by all of them"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for norm in pack.norms:
            for name, element in norm.rule.elements.items():
                spot = norm.file.spot.to("elements", name)
                found = tuple(alternatives(element.when, element.readings, spot))
                ids = [reading.id for reading in element.readings]
                yield from cls._same(f"element {quote(name)}", found, ids, pack, norm.rule.span)
        for meaning in pack.meanings:
            definition = meaning.meaning.definition
            found = tuple(alternatives(definition.when, definition.readings, meaning.spot))
            ids = [reading.id for reading in definition.readings]
            yield from cls._same(meaning.label, found, ids, pack, meaning.meaning.span)

    @classmethod
    def _same(
        cls, user: str, found: Sequence[tuple[Condition, Spot]], ids: list[str], pack: Loaded, span: Span
    ) -> Iterator[Check]:
        worlds = _worlds([condition for condition, _ in found], pack, span) if len(found) > 1 else None
        if worlds is None:
            return
        tables = [worlds.table(condition) for condition, _ in found]
        for at, table in enumerate(tables):
            twin = next((b for b in range(at) if worlds.same(tables[b], table)), None)
            if twin is not None:
                also = (("and this", found[twin][1].key()),)
                yield cls(place=found[at][1].key(), also=also, user=user, one=ids[twin], other=ids[at])


def _conditions(pack: Loaded) -> Iterator[tuple[str, Condition, Spot, Span]]:
    """Give each condition of a norm, exception or definition that stands by itself, once."""
    seen: set[tuple[str, object]] = set()
    for norm in pack.norms:
        for name, element in norm.rule.elements.items():
            spot = norm.file.spot.to("elements", name)
            for condition, at in alternatives(element.when, element.readings, spot):
                if (at.document.path, at.loc) not in seen:
                    seen.add((at.document.path, at.loc))
                    yield f"element {quote(name)}", condition, at, norm.rule.span
        for name, clause in norm.exceptions.items():
            for inner, at in clauses(clause.made, clause.origin):
                if (at.document.path, at.loc) not in seen:
                    seen.add((at.document.path, at.loc))
                    yield f"exception {quote(name)}", inner.when, at.to("when"), norm.rule.span
    for meaning in pack.meanings:
        definition = meaning.meaning.definition
        for condition, at in alternatives(definition.when, definition.readings, meaning.spot):
            yield meaning.label, condition, at, meaning.meaning.span


def _worlds(conditions: Sequence[Condition], pack: Loaded, span: Span) -> Worlds | None:
    try:
        return Worlds(conditions, pack.words.kinds, span)
    except TooManyLeaves:
        return None


def _norms(pack: Loaded) -> Iterator[tuple[DraftNorm, Worlds, dict[str, list[int]]]]:
    """Give each norm with its worlds and, for each element, the table of each of its readings."""
    for norm in pack.norms:
        found = {
            name: [condition for condition, _ in alternatives(element.when, element.readings, norm.file.spot)]
            for name, element in norm.rule.elements.items()
        }
        conditions = [condition for each in found.values() for condition in each]
        for clause in norm.exceptions.values():
            conditions += [inner.when for inner, _ in clauses(clause.made, clause.spot)]
        worlds = _worlds(conditions, pack, norm.rule.span)
        if worlds is not None:
            yield norm, worlds, {name: [worlds.table(c) for c in each] for name, each in found.items()}


def _shown(worlds: Worlds, tables: dict[str, list[int]]) -> int:
    """Give the worlds in which every element is shown under one reading of it."""
    return _both(worlds, [reduce(int.__or__, each) for each in tables.values()])


def _both(worlds: Worlds, tables: Sequence[int]) -> int:
    return reduce(int.__and__, tables, worlds.everywhere)


def _holds(worlds: Worlds, clause: ExceptionClause | Defeater) -> int:
    """Give the worlds in which an exception holds and nothing takes its ground."""
    table = worlds.table(clause.when)
    for inner in clause.unless.values():
        table &= ~_holds(worlds, inner)
    return table
