"""Every way in which a pack of rules can use a word or an id that does not fit: codes SC-L010 to SC-L039.

Files are in `sanctioncheck.errors.files`, how norms and definitions are built in `sanctioncheck.errors.norms`. A code
never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, quote

__all__ = [
    "ClosedAndConcluded",
    "ClosedWithoutList",
    "Collision",
    "DuplicateId",
    "IncompatibleFiller",
    "MissingRole",
    "NotDeclarable",
    "ReferenceToReference",
    "TypeCycle",
    "TypeDivided",
    "TypeNotNamed",
    "UnknownBody",
    "UnknownConstant",
    "UnknownElement",
    "UnknownException",
    "UnknownPlaceholder",
    "UnknownPredicate",
    "UnknownProvision",
    "UnknownRole",
    "UnknownTarget",
    "UnknownType",
    "UnknownVariable",
    "UnknownWord",
    "UnlikelyDate",
]


def meant_help(meant: str | None, declared: str | None = None) -> str | None:
    """Say which word may have been meant, and where it is declared.

    >>> meant_help("is_a", "vocabulary/core.yaml:24")
    'did you mean `is_a`? It is declared in vocabulary/core.yaml:24'
    """
    if meant is None:
        return None
    return f"did you mean {quote(meant)}?" + (f" It is declared in {declared}" if declared else "")


class UnlikelyDate(Problem):
    """A stretch of time ends before it begins, or two stretches overlap."""

    code: ClassVar[str] = "SC-L031"
    reason: str

    def message(self) -> str:
        return self.reason

    def help(self) -> str:
        return "look up the days, and correct one of them"


class DuplicateId(Problem):
    """Two things of one kind have the same name."""

    code: ClassVar[str] = "SC-L010"
    kind: str
    name: str

    def message(self) -> str:
        return f"there are two {self.kind} named {quote(self.name)}"

    def help(self) -> str:
        return "rename one of them, or remove it"


class UnknownWord(Problem):
    """A word or id is used that is declared nowhere; `user` says what uses it."""

    noun: ClassVar[str]
    nowhere: ClassVar[str]
    otherwise: ClassVar[str | None] = None
    """What to do where nothing like it is declared."""

    user: str
    name: str
    meant: str | None = None
    declared: str | None = None

    def message(self) -> str:
        return f"{self.user} {self.noun} {quote(self.name)}, which {self.nowhere}"

    def help(self) -> str | None:
        return meant_help(self.meant, self.declared) or self.otherwise


class UnknownType(UnknownWord):
    """A type is used that no vocabulary declares."""

    code: ClassVar[str] = "SC-L011"
    noun: ClassVar[str] = "uses type"
    nowhere: ClassVar[str] = "no vocabulary declares"
    otherwise: ClassVar[str] = (
        "take a word that is there, `sanctioncheck rules list types`, or declare it in a file of `vocabulary/`"
    )


class UnknownPredicate(UnknownWord):
    """A predicate is used that no vocabulary declares."""

    code: ClassVar[str] = "SC-L012"
    noun: ClassVar[str] = "uses predicate"
    nowhere: ClassVar[str] = "no vocabulary declares"
    otherwise: ClassVar[str] = (
        "take a word that is there, `sanctioncheck rules list predicates`, or declare it in a file of `vocabulary/`"
    )


class UnknownRole(UnknownWord):
    """A predicate is used with a role that it does not have."""

    code: ClassVar[str] = "SC-L013"
    noun: ClassVar[str] = "fills role"
    predicate: str
    roles: tuple[str, ...]

    def message(self) -> str:
        return f"{self.user} fills role {quote(self.name)}, which {quote(self.predicate)} does not have"

    def help(self) -> str:
        listed = ", ".join(quote(role) for role in self.roles)
        return meant_help(self.meant) or f"its roles are {listed}"


class MissingRole(Problem):
    """A role is left out where every role must be filled."""

    code: ClassVar[str] = "SC-L014"
    user: str
    predicate: str
    missing: tuple[str, ...]

    def message(self) -> str:
        listed = ", ".join(quote(role) for role in self.missing)
        return f"{self.user} leaves out {listed} of {quote(self.predicate)}, and must fill every role"

    def help(self) -> str:
        listed = ", ".join(f"`{role}: …`" for role in self.missing)
        return f"add {listed}"


class UnknownConstant(UnknownWord):
    """A condition names an actor or thing that the pack does not know."""

    code: ClassVar[str] = "SC-L015"
    noun: ClassVar[str] = "names"
    nowhere: ClassVar[str] = "neither the background nor a list of the pack declares"


class IncompatibleFiller(Problem):
    """A role is filled by something of a type that cannot fill it."""

    code: ClassVar[str] = "SC-L016"
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

    def help(self) -> str:
        return f"put something of type {quote(self.wants)} there, or look whether two roles were exchanged"


class TypeNotNamed(Problem):
    """`is_a` is used without the name of a type."""

    code: ClassVar[str] = "SC-L017"
    user: str

    def message(self) -> str:
        return f"{self.user} uses `is_a` without naming a thing and a type"

    def help(self) -> str:
        return "write `is_a: {thing: $X, type: arms}`; a type is never a variable"


class UnknownElement(UnknownWord):
    """A norm uses an element that its provision does not have."""

    code: ClassVar[str] = "SC-L018"
    noun: ClassVar[str] = "uses element"
    nowhere: ClassVar[str] = "the provision does not have"


class UnknownException(UnknownWord):
    """A norm, a reference or a condition names an exception that is not there."""

    code: ClassVar[str] = "SC-L019"
    noun: ClassVar[str] = "names exception"
    where: str = "the provision"

    def message(self) -> str:
        return f"{self.user} names exception {quote(self.name)}, which {self.where} does not have"


class UnknownProvision(UnknownWord):
    """An exception is taken from a provision that is not in the pack."""

    code: ClassVar[str] = "SC-L020"
    noun: ClassVar[str] = "refers to provision"
    nowhere: ClassVar[str] = "the pack does not have"


class UnknownTarget(UnknownWord):
    """A relation names a provision that is not in the pack."""

    code: ClassVar[str] = "SC-L021"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    noun: ClassVar[str] = "names provision"
    nowhere: ClassVar[str] = "the pack does not have"

    def help(self) -> str:
        return meant_help(self.meant) or "take it out, and say under `not_encoded` what it does to a provision not here"


class ReferenceToReference(Problem):
    """An exception is taken from a provision that itself takes it from another."""

    code: ClassVar[str] = "SC-L022"
    ref: str
    onward: str

    def message(self) -> str:
        return f"{quote(self.ref)} is itself a reference"

    def help(self) -> str:
        return f"refer to {quote(self.onward)}"


class Collision(Problem):
    """A variable of an exception taken from elsewhere is also one of the norm that takes it."""

    code: ClassVar[str] = "SC-L023"
    ref: str
    variable: str
    user: str

    def message(self) -> str:
        name = quote(self.variable)
        return f"{name} of {quote(self.ref)} would be mixed up with {name} of {self.user}"

    def help(self) -> str:
        return f"say in `with` which variable it is here: `with: {{{self.variable}: …}}`"


class UnknownVariable(UnknownWord):
    """A variable is named that does not occur where it would have to."""

    code: ClassVar[str] = "SC-L024"
    noun: ClassVar[str] = "names variable"
    where: str

    def message(self) -> str:
        return f"{self.user} names variable {quote(self.name)}, which does not occur in {self.where}"


class UnknownPlaceholder(UnknownWord):
    """A text names in braces something that is no variable of what it speaks of."""

    code: ClassVar[str] = "SC-L025"
    noun: ClassVar[str] = "has the placeholder"
    nowhere: ClassVar[str] = "is no variable there"


class TypeCycle(Problem):
    """A type is a kind of itself."""

    code: ClassVar[str] = "SC-L026"
    cycle: tuple[str, ...]

    def message(self) -> str:
        return "a type is a kind of itself: " + " → ".join(quote(name) for name in self.cycle)

    def help(self) -> str:
        return "take one of these steps out of `is_a`; the wider type does not name the narrower one"


class TypeDivided(Problem):
    """A type lies within two types of which nothing is both."""

    code: ClassVar[str] = "SC-L032"
    name: str
    apart: tuple[str, ...]

    def message(self) -> str:
        listed = " and ".join(quote(name) for name in self.apart)
        return f"nothing can be {quote(self.name)}: it lies within {listed}, which are disjoint"

    def help(self) -> str:
        return "take it out of one of them, or join them no longer under `disjoint`"


class ClosedAndConcluded(Problem):
    """A predicate is answered whole by a list, and a definition concludes it."""

    code: ClassVar[str] = "SC-L027"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} concludes {quote(self.predicate)}, which is closed: its list alone answers it"

    def help(self) -> str:
        return "write into the list who belongs there, or conclude another predicate"


class ClosedWithoutList(Problem):
    """A closed predicate has no list, so that its absence would be a no about everything."""

    code: ClassVar[str] = "SC-L028"
    predicate: str

    def message(self) -> str:
        return f"{quote(self.predicate)} is closed, and no file in `lists/` answers it"

    def help(self) -> str:
        return "add the list, or remove `closed`: who is not shown is then unknown, and not a no"


class AnsweredElsewhere(Problem):
    """A pack adds a list to a closed predicate that another pack answers whole."""

    code: ClassVar[str] = "SC-L034"
    predicate: str
    pack: str
    """The pack whose list it is."""

    def message(self) -> str:
        return f"{quote(self.predicate)} is closed, and a list of the pack {quote(self.pack)} answers it whole"

    def help(self) -> str:
        return "declare a predicate of your own with a list of its own, and ask for either of the two with `any`"


class NotDeclarable(Problem):
    """An actor or thing is declared with a type that needs evidence."""

    code: ClassVar[str] = "SC-L029"
    name: str
    type: str
    meant: tuple[str, ...] = ()

    def message(self) -> str:
        return f"{quote(self.name)} is declared as {quote(self.type)}, a type that must be shown by evidence"

    def help(self) -> str:
        listed = " or ".join(quote(name) for name in self.meant)
        return (f"declare it as {listed}, and " if listed else "") + "state `is_a` as a fact"


class UnknownBody(UnknownWord):
    """A finding names a body that the standards do not list."""

    code: ClassVar[str] = "SC-L030"
    noun: ClassVar[str] = "names the body"
    nowhere: ClassVar[str] = "standards.yaml does not list"
