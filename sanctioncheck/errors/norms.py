"""Every way in which a norm, a definition or a finding can be built so that it cannot be reasoned with.

Codes from SC-L040; those below are in `sanctioncheck.errors.rules`. A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, quote

__all__ = [
    "BadBearer",
    "BadConclusion",
    "BadTrigger",
    "CircularLaw",
    "CircularNo",
    "IdleFinding",
    "JudgedFinding",
    "NoDate",
    "NotOfTrigger",
    "PositionUnread",
    "QuantityMisplaced",
    "ReadingsDiffer",
    "ShareWithoutOwns",
    "SharedVariable",
    "TooManyRuns",
    "TotalOfDerived",
    "TriggerNotFirst",
    "Unbound",
    "UndatedFinding",
    "Unguarded",
    "Unused",
]


class BadConclusion(Problem):
    """What a definition concludes is not one that can be concluded."""

    code: ClassVar[str] = "SC-L040"
    user: str
    reason: str

    def message(self) -> str:
        return f"{self.user} cannot conclude this: {self.reason}"

    def help(self) -> str:
        return "conclude one predicate, each role filled by a variable of its own or an id"


class Unbound(Problem):
    """A variable of the conclusion does not occur in the condition."""

    code: ClassVar[str] = "SC-L041"
    user: str
    variable: str

    def message(self) -> str:
        return f"{self.user} concludes something of {quote(self.variable)}, of which this condition says nothing"

    def help(self) -> str:
        return f"use {quote(self.variable)} in the condition, in every reading"


class BadTrigger(Problem):
    """The trigger of a norm is not a single event."""

    code: ClassVar[str] = "SC-L042"
    user: str
    element: str
    reason: str

    def message(self) -> str:
        return f"{self.user} cannot be opened by element {quote(self.element)}: {self.reason}"

    def help(self) -> str:
        return "a trigger is one predicate of kind `event` with every role filled; put the rest into another element"


class TriggerNotFirst(Problem):
    """The trigger is not the first element of its norm."""

    code: ClassVar[str] = "SC-L043"
    user: str
    element: str

    def message(self) -> str:
        return f"the trigger {quote(self.element)} is not the first element of {self.user}"

    def help(self) -> str:
        return f"write `elements: [{self.element}, …]`"


class NotOfTrigger(Problem):
    """The bearer, or a variable that heads a finding, is no variable of the trigger."""

    code: ClassVar[str] = "SC-L044"
    user: str
    variable: str
    what: str
    trigger: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.variable)}, {self.what} of {self.user}, is no variable of its trigger"

    def help(self) -> str:
        return "the variables of the trigger are " + ", ".join(quote(name) for name in self.trigger)


class SharedVariable(Problem):
    """A variable that the trigger does not bind stands in two elements or exceptions."""

    code: ClassVar[str] = "SC-L045"
    user: str
    variable: str
    places: tuple[str, str]

    def message(self) -> str:
        one, other = self.places
        return f"{quote(self.variable)} stands in {one} and in {other} of {self.user}, and means another thing in each"

    def help(self) -> str:
        return "join them in one, write a definition, or rename one of the variables if two things are meant"


class BadBearer(Problem):
    """The condition on the bearer is not one over closed lists and the bearer alone."""

    code: ClassVar[str] = "SC-L046"
    user: str
    reason: str

    def message(self) -> str:
        return f"`bound_where` of {self.user} {self.reason}"

    def help(self) -> str:
        return "it may use closed predicates and the variable of the bearer; put the rest into an element"


class Unguarded(Problem):
    """A free variable has no positive occurrence, so that nothing says which things it can be."""

    code: ClassVar[str] = "SC-L047"
    user: str
    variable: str
    where: str = "where it means `there is one`"

    def message(self) -> str:
        return f"{quote(self.variable)} of {self.user} has no positive occurrence {self.where}"

    def help(self) -> str:
        return f"say beside it what {quote(self.variable)} is: `all: [<predicate with {self.variable}>, not: …]`"


class NoDate(Problem):
    """A definition of an event does not say when it happens."""

    code: ClassVar[str] = "SC-L048"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} concludes the event {quote(self.predicate)}, but its condition begins with none"

    def help(self) -> str:
        return "put first, in `all`, the event whose date the conclusion takes"


class CircularNo(Problem):
    """A predicate depends on its own absence."""

    code: ClassVar[str] = "SC-L049"
    cycle: tuple[str, ...]
    how: str

    def message(self) -> str:
        way = " → ".join(quote(name) for name in self.cycle)
        return f"{quote(self.cycle[0])} depends on itself through {self.how}: {way}"

    def help(self) -> str:
        return "a definition may rest on itself only positively; take one of these steps out"


class CircularLaw(Problem):
    """An event or a type depends on itself."""

    code: ClassVar[str] = "SC-L050"
    cycle: tuple[str, ...]
    what: str

    def message(self) -> str:
        way = " → ".join(quote(name) for name in self.cycle)
        return f"{self.what} {quote(self.cycle[0])} depends on itself: {way}"

    def help(self) -> str:
        return "only states may rest on themselves; take one of these steps out"


class ReadingsDiffer(Problem):
    """One position has other readings, or another default, in another place."""

    code: ClassVar[str] = "SC-L051"
    position: str
    here: str
    there: str

    def message(self) -> str:
        return f"position {quote(self.position)} has {self.here} here and {self.there} elsewhere"

    def help(self) -> str:
        return "readings of one position are chosen together: give the same ids and default, or another position"


class PositionUnread(Problem):
    """A position is named where there are no rival readings."""

    code: ClassVar[str] = "SC-L052"
    position: str

    def message(self) -> str:
        return f"position {quote(self.position)} stands where there are no `readings`"

    def help(self) -> str:
        return "remove it, or write `readings` in place of `when`"


class TooManyRuns(Problem):
    """A norm would have to be heard under more combinations of readings than is sensible."""

    code: ClassVar[str] = "SC-L053"
    user: str
    runs: int
    limit: int
    positions: tuple[str, ...]

    def message(self) -> str:
        listed = ", ".join(quote(name) for name in self.positions)
        return f"{self.user} would be heard in {self.runs} ways, more than {self.limit}: {listed} have no default"

    def help(self) -> str:
        return "give some of these positions a default reading, or join positions that are decided together"


class TotalOfDerived(Problem):
    """A total adds up something that is no event stated by facts."""

    code: ClassVar[str] = "SC-L054"
    user: str
    predicate: str
    reason: str

    def message(self) -> str:
        return f"{self.user} adds up {quote(self.predicate)}, which {self.reason}"

    def help(self) -> str:
        return "a total is of events that facts state, with their quantities"


class QuantityMisplaced(Problem):
    """A quantity is compared where no fact could give one."""

    code: ClassVar[str] = "SC-L055"
    user: str
    reason: str

    def message(self) -> str:
        return f"{self.user} compares a quantity {self.reason}"

    def help(self) -> str:
        return "compare it in a norm whose trigger is stated by facts, not by a definition"


class ShareWithoutOwns(Problem):
    """Ownership is followed in a pack that has no word for it."""

    code: ClassVar[str] = "SC-L056"
    user: str

    def message(self) -> str:
        return f"{self.user} uses `share`, and no vocabulary declares the predicate `owns` with `owner` and `owned`"

    def help(self) -> str:
        return "declare `owns` with the roles `owner` and `owned`, or state who owns whom in an element of its own"


class Unused(Problem):
    """An element or exception stands in a provision, and no norm uses it."""

    code: ClassVar[str] = "SC-L057"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    kind: str
    name: str

    def message(self) -> str:
        return f"{self.kind} {quote(self.name)} is used by no norm"

    def help(self) -> str:
        return f"name it under `{self.kind}s` of a norm, or remove it"


class IdleFinding(Problem):
    """A finding of the background states an event without naming the act it is about."""

    code: ClassVar[str] = "SC-L058"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} states the event {quote(self.predicate)} of no thing that the background declares"

    def help(self) -> str:
        return "declare the act under `things`, and fill a role with it; a case opens the finding by naming it"


class UndatedFinding(Problem):
    """A finding of the background states an event without a date."""

    code: ClassVar[str] = "SC-L059"
    user: str

    def message(self) -> str:
        return f"{self.user} states an event and has neither `on` nor `during`"

    def help(self) -> str:
        return "add the day, month or year that the document gives: `on: 2022-03`"


class JudgedFinding(Problem):
    """A finding of the background states what only a person can decide, case by case."""

    code: ClassVar[str] = "SC-L060"
    user: str
    predicate: str

    def message(self) -> str:
        return f"{self.user} states {quote(self.predicate)}, which a person decides in each case"

    def help(self) -> str:
        return "state what the document finds to have happened; a case can name it under `rests_on` of its judgement"
