"""What can be wrong with what somebody supposes: an atom that cannot be read, or nothing there to take away."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, closest, quote

__all__ = [
    "CannotSave",
    "NoSuchReading",
    "NotAnAtom",
    "NothingToReject",
    "SupposedUndated",
    "UnknownPredicate",
    "UnknownThing",
    "WrongCount",
    "WrongType",
]

_EXAMPLE = '`--assume "trains(russia, kpa) on 2024-12"`'


class NotAnAtom(Problem):
    """What is supposed is neither the id of a fact nor a predicate with its roles."""

    code: ClassVar[str] = "SC-W001"
    text: str
    facts: tuple[str, ...]

    def message(self) -> str:
        return (
            f"{quote(self.text)} is neither a fact, judgement or assumption of the case nor a predicate with its roles"
        )

    def help(self) -> str:
        near = closest(self.text, self.facts)
        meant = f"did you mean {quote(near)}? Else " if near else ""
        return f"{meant}write a predicate with what fills its roles, in their order: {_EXAMPLE}"


class UnknownPredicate(Problem):
    """The pack has no such predicate."""

    code: ClassVar[str] = "SC-W002"
    predicate: str
    predicates: tuple[str, ...]

    def message(self) -> str:
        return f"the pack has no predicate {quote(self.predicate)}"

    def help(self) -> str:
        near = closest(self.predicate, self.predicates)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f"{meant}the words are in `rules/vocabulary/`, and `ask` names those that a cell turns on"


class WrongCount(Problem):
    """Too few or too many things fill the roles."""

    code: ClassVar[str] = "SC-W003"
    predicate: str
    roles: tuple[str, ...]
    given: int

    def message(self) -> str:
        return f"{quote(self.predicate)} has {len(self.roles)} roles, and {self.given} are filled"

    def help(self) -> str:
        roles = ", ".join(self.roles)
        return f"write {quote(f'{self.predicate}({roles})')} with an id in each place"


class UnknownThing(Problem):
    """A filler is no actor or thing."""

    code: ClassVar[str] = "SC-W004"
    filler: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.filler)} is no actor or thing of the case or the pack"

    def help(self) -> str:
        near = closest(self.filler, self.known)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f"{meant}name one of the case, or declare it in the case file first"


class WrongType(Problem):
    """A filler is of a type that the role does not take."""

    code: ClassVar[str] = "SC-W005"
    filler: str
    kind: str
    role: str
    wanted: str

    def message(self) -> str:
        return f"{quote(self.filler)} is {quote(self.kind)}, and the role {quote(self.role)} takes {quote(self.wanted)}"

    def help(self) -> str:
        return f"put something of type {quote(self.wanted)} there"


class SupposedUndated(Problem):
    """Nothing says when what is supposed would have been."""

    code: ClassVar[str] = "SC-W006"
    text: str

    def message(self) -> str:
        return f"{quote(self.text)} has no date, and the case states no period"

    def help(self) -> str:
        return f"add the day, month or year: {_EXAMPLE}"


class NothingToReject(Problem):
    """The case has nothing of that name to be rejected."""

    code: ClassVar[str] = "SC-W007"
    name: str
    known: tuple[str, ...]

    def message(self) -> str:
        what = "fact, support, source, judgement, assumption or background finding"
        return f"there is no {what} {quote(self.name)} to reject"

    def help(self) -> str:
        near = closest(self.name, self.known)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f"{meant}write the id; the second support of a fact is `fact#2`; the background goes by document or id"


class NoSuchReading(Problem):
    """The pack has no such reading."""

    code: ClassVar[str] = "SC-W008"
    text: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.text)} is no reading of the pack"

    def help(self) -> str:
        near = closest(self.text, self.known)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f'{meant}write `--reading POSITION=READING`; `explain` names both under "Readings"'


class CannotSave(Problem):
    """The changed case cannot be saved there."""

    code: ClassVar[str] = "SC-W009"
    path: str
    reason: str

    def message(self) -> str:
        return f"the changed case cannot be saved as {quote(self.path)}: {self.reason}"

    def help(self) -> str:
        return (
            "name a folder that does not exist yet; its name becomes the id of the case: lower-case words with hyphens"
        )
