"""Every way in which a case can fail to fit its own ids, or the rulebook it is judged by.

Codes SC-C020 to SC-C039 are about words and fillers, SC-C040 onward about ids, dates and chains; those below are in
`sanctioncheck.errors.quotes`. A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, quote
from sanctioncheck.errors.rules import MissingRole as RuleMissingRole
from sanctioncheck.errors.rules import UnknownPredicate as RuleUnknownPredicate
from sanctioncheck.errors.rules import UnknownRole as RuleUnknownRole
from sanctioncheck.errors.rules import UnknownType as RuleUnknownType
from sanctioncheck.errors.rules import UnknownWord

__all__ = [
    "BadOrder",
    "Chain",
    "CrossedEvents",
    "EarlyCase",
    "JudgementNeeded",
    "MiscalledState",
    "MissingRole",
    "NotActual",
    "NotDeclarable",
    "NothingToJudge",
    "SameId",
    "Undated",
    "UnknownBody",
    "UnknownException",
    "UnknownFiller",
    "UnknownId",
    "UnknownPredicate",
    "UnknownRole",
    "UnknownType",
    "WrongFiller",
    "WrongQuantity",
]


class UnknownPredicate(RuleUnknownPredicate):
    """A predicate is used that no vocabulary declares."""

    code: ClassVar[str] = "SC-C020"


class UnknownRole(RuleUnknownRole):
    """A predicate is used with a role that it does not have."""

    code: ClassVar[str] = "SC-C021"


class MissingRole(RuleMissingRole):
    """A role of a predicate is left out."""

    code: ClassVar[str] = "SC-C022"

    def help(self) -> str:
        return "where nobody knows who or what it was, declare an actor or thing `unknown-…` for it"


class UnknownType(RuleUnknownType):
    """A type is used that no vocabulary declares."""

    code: ClassVar[str] = "SC-C023"


class NotDeclarable(Problem):
    """An actor or thing is declared with a type that must be shown by evidence."""

    code: ClassVar[str] = "SC-C024"
    name: str
    type: str
    choices: tuple[str, ...] = ()

    def message(self) -> str:
        return f"{quote(self.name)} is declared as {quote(self.type)}, a type that must be shown by evidence"

    def help(self) -> str:
        listed = " or ".join(quote(name) for name in self.choices[:3])
        return (f"declare it as {listed}, and " if listed else "") + "state `is_a` as a fact"


class UnknownFiller(UnknownWord):
    """A role is filled by something that is declared nowhere."""

    code: ClassVar[str] = "SC-C025"
    noun: ClassVar[str] = "names"
    nowhere: ClassVar[str] = "is neither an actor or thing of the case nor one of the pack"


class WrongFiller(Problem):
    """A role is filled by something of a type that cannot fill it."""

    code: ClassVar[str] = "SC-C026"
    user: str
    name: str
    has: str
    role: str
    wants: str

    def message(self) -> str:
        return (
            f"{self.user} fills role {quote(self.role)} with {quote(self.name)} of type {quote(self.has)}; "
            f"the role takes {quote(self.wants)}"
        )


class UnknownException(UnknownWord):
    """Something is invoked that is an exception of no norm."""

    code: ClassVar[str] = "SC-C027"
    noun: ClassVar[str] = "names the exception"
    nowhere: ClassVar[str] = "no norm of the pack has"


class UnknownBody(UnknownWord):
    """A source is said to be of a body that the standards do not list."""

    code: ClassVar[str] = "SC-C028"
    noun: ClassVar[str] = "names the body"
    nowhere: ClassVar[str] = "the standards of the pack do not list"


class JudgementNeeded(Problem):
    """A fact states what only a person can decide."""

    code: ClassVar[str] = "SC-C029"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} states {quote(self.predicate)}, which a person decides"

    def help(self) -> str:
        return "move it to `judgements`, with `by`, `reason` and `rests_on`"


class NothingToJudge(Problem):
    """A judgement decides what evidence can show."""

    code: ClassVar[str] = "SC-C030"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} decides {quote(self.predicate)}, which evidence can show"

    def help(self) -> str:
        return "state it as a fact with its support, or as an assumption"


class WrongQuantity(Problem):
    """A quantity is zero or less."""

    code: ClassVar[str] = "SC-C031"
    user: str
    number: str

    def message(self) -> str:
        return f"{self.user} has the quantity {quote(self.number)}; a quantity is more than nothing"


class MiscalledState(Problem):
    """A State that the rules know is declared with an id that they do not know."""

    code: ClassVar[str] = "SC-C032"
    name: str
    called: str
    known: tuple[str, ...]

    def message(self) -> str:
        listed = " or ".join(quote(ident) for ident in self.known)
        return f"the pack has no State {quote(self.name)}; it knows {quote(self.called)} as {listed}"

    def help(self) -> str:
        if len(self.known) > 1:
            what = "call it by the one of these ids that is meant"
        else:
            what = f"call it {quote(self.known[0])} wherever the case names it"
        return f"{what}; a State that is another has an id, a name and aliases of its own"


class SameId(Problem):
    """Two things of the case, or of the case and the pack, have the same id."""

    code: ClassVar[str] = "SC-C040"
    name: str
    other: str | None = None
    remedy: str | None = None

    def message(self) -> str:
        what = f"is already the id of {self.other}" if self.other else "is given twice"
        return f"the id {quote(self.name)} {what}"

    def help(self) -> str:
        return self.remedy or "rename one of them"


class UnknownId(UnknownWord):
    """Something is referred to that is not there."""

    code: ClassVar[str] = "SC-C041"
    noun: ClassVar[str] = "names"
    what: str

    def message(self) -> str:
        return f"{self.user} names {quote(self.name)}, which is no {self.what}"


class Chain(Problem):
    """Inferences and judgements rest on each other in a circle."""

    code: ClassVar[str] = "SC-C042"
    cycle: tuple[str, ...]

    def message(self) -> str:
        return "what rests on itself shows nothing: " + " → ".join(quote(name) for name in self.cycle)


class CrossedEvents(Problem):
    """Facts that are said to be one event differ in what they state or when."""

    code: ClassVar[str] = "SC-C043"
    one: str
    other: str
    differs: str

    def message(self) -> str:
        return f"{quote(self.one)} and {quote(self.other)} cannot be one event: {self.differs}"


class Undated(Problem):
    """A fact has no date, and the case does not say in which period such facts lie."""

    code: ClassVar[str] = "SC-C044"
    user: str

    def message(self) -> str:
        return f"{self.user} has neither `on` nor `during`, and the case has no `period`"

    def help(self) -> str:
        return "date the fact, or give the case a `period` with `from`, `to` and `reason`"


class BadOrder(Problem):
    """A stretch of time ends before it begins."""

    code: ClassVar[str] = "SC-C045"
    user: str

    def message(self) -> str:
        return f"{self.user} ends before it begins"

    def help(self) -> str:
        return "swap the two dates"


class EarlyCase(Problem):
    """The case is judged as of a day before any of its sources was published."""

    code: ClassVar[str] = "SC-C046"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    as_of: str

    def message(self) -> str:
        return f"no source was published by {quote(self.as_of)}, so nothing in the case counts yet"


class NotActual(Problem):
    """A fact has a status other than actual, so it is no evidence."""

    code: ClassVar[str] = "SC-C047"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    user: str
    status: str

    def message(self) -> str:
        return f"{self.user} is {quote(self.status)}; only what is actual can be evidence"
