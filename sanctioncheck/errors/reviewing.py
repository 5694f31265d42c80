"""What can be wrong with a decision on a fact, or with decisions that come back from another program.

Codes SC-V001 to SC-V019 are about review, SC-V020 onward about exchange. A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, closest, quote

__all__ = [
    "AlreadySo",
    "BadName",
    "CannotAmend",
    "CannotKeep",
    "CaseMoved",
    "ChangedSince",
    "JournalTorn",
    "NoReviewer",
    "NoSuchFact",
    "NoSuchField",
    "NotAcceptable",
    "NotBrought",
    "NotReadable",
    "NothingToUndo",
    "OtherEyesNeeded",
    "ReasonNeeded",
    "TargetThere",
]


class CannotAmend(Problem):
    """A value stands in the case file so that it cannot be changed without touching something else."""

    code: ClassVar[str] = "SC-V001"
    key: str

    def message(self) -> str:
        return f"{quote(self.key)} cannot be changed here without touching what stands round it; nothing was written"

    def help(self) -> str:
        return "change it by hand, or move the comments inside it away and try again"


class NoSuchFact(Problem):
    """The case has no such fact."""

    code: ClassVar[str] = "SC-V002"
    fact: str
    facts: tuple[str, ...]

    def message(self) -> str:
        return f"the case has no fact {quote(self.fact)}"

    def help(self) -> str | None:
        near = closest(self.fact, self.facts)
        return f"did you mean {quote(near)}?" if near else None


class NotAcceptable(Problem):
    """A fact that did not happen cannot be accepted as evidence."""

    code: ClassVar[str] = "SC-V003"
    fact: str
    status: str

    def message(self) -> str:
        return (
            f"{quote(self.fact)} cannot be accepted: it is {quote(self.status)}, and only what is `actual` is evidence"
        )

    def help(self) -> str:
        return "reject it; or, where the passage does say that it happened, edit `status` first"


class OtherEyesNeeded(Problem):
    """Under four eyes one person has signed twice."""

    code: ClassVar[str] = "SC-V004"
    fact: str
    by: str

    def message(self) -> str:
        return f"{quote(self.by)} has signed {quote(self.fact)} already; the second signature must be another person's"

    def help(self) -> str:
        return "go on with the next fact; somebody else runs `review --four-eyes --by NAME`"


class ReasonNeeded(Problem):
    """A rejection has no reason."""

    code: ClassVar[str] = "SC-V005"
    fact: str

    def message(self) -> str:
        return f"{quote(self.fact)} is not rejected: a rejection needs a reason"

    def help(self) -> str:
        return "say in a few words what is wrong with it"


class CaseMoved(Problem):
    """Somebody else changed the case file while it was under review."""

    code: ClassVar[str] = "SC-V006"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} was changed by somebody else meanwhile; nothing was written"

    def help(self) -> str:
        return "the case has been read again: look at the fact once more, then decide"


class NoReviewer(Problem):
    """Nobody says who decides."""

    code: ClassVar[str] = "SC-V007"

    def message(self) -> str:
        return "nobody says who reviews"

    def help(self) -> str:
        return "add `--by NAME`, or set `git config user.name`"


class NothingToUndo(Problem):
    """The reviewer has decided nothing that could be undone."""

    code: ClassVar[str] = "SC-V008"
    by: str

    def message(self) -> str:
        return f"there is no decision of {quote(self.by)} left to undo"


class ChangedSince(Problem):
    """What is to be undone has been changed since."""

    code: ClassVar[str] = "SC-V009"
    fact: str
    field: str

    def message(self) -> str:
        return f"{quote(self.field)} of {quote(self.fact)} has been changed since; the decision cannot be undone"

    def help(self) -> str:
        return "decide on the fact anew: `--fact ID`"


class NoSuchField(Problem):
    """There is nothing of that name to edit, or it does not take such a value."""

    code: ClassVar[str] = "SC-V010"
    field: str
    fields: tuple[str, ...]
    wanted: str | None = None

    def message(self) -> str:
        if self.wanted is not None:
            return f"{quote(self.field)} takes {self.wanted}"
        return f"there is no {quote(self.field)} to edit"

    def help(self) -> str | None:
        if self.wanted is not None:
            return None
        near = closest(self.field, self.fields)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f"{meant}what can be edited: {', '.join(map(quote, self.fields))}"


class CannotKeep(Problem):
    """A decision cannot be written."""

    code: ClassVar[str] = "SC-V011"
    path: str
    reason: str
    pending: bool = False
    """Whether the case has the decision, and only the record lacks it."""

    def message(self) -> str:
        return f"cannot write {quote(self.path)}: {self.reason}"

    def help(self) -> str:
        done = (
            "the case has the decision; the next sitting adds it to the record"
            if self.pending
            else "nothing was decided"
        )
        return f"{done}; see that its folder is there, that you may write to it and that the disk has room"


class BadName(Problem):
    """The name of a reviewer cannot be told from two names, or is none."""

    code: ClassVar[str] = "SC-V012"
    name: str

    def message(self) -> str:
        return f"{quote(self.name)} cannot be the name of a reviewer"

    def help(self) -> str:
        return "write one name on one line, of at most 100 characters, without `;`, which stands between two"


class AlreadySo(Problem):
    """The fact is already what it would become."""

    code: ClassVar[str] = "SC-V013"
    fact: str
    what: str

    def message(self) -> str:
        return f"{quote(self.fact)} is already {self.what}"


class JournalTorn(Problem):
    """A line of the record of decisions cannot be read."""

    code: ClassVar[str] = "SC-V014"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    path: str
    line: int
    begun: bool = False
    """Whether it is the note of a decision that was cut off, and can be no decision on this case."""

    def message(self) -> str:
        return f"line {self.line} of {quote(self.path)} cannot be read and is passed over"

    def help(self) -> str:
        if self.begun:
            return "the decision that it notes was not made; the case file has every other"
        return "the case file has every decision; only its history is shorter"


class NotReadable(Problem):
    """A file is not of the format that it is said to be."""

    code: ClassVar[str] = "SC-V020"
    path: str
    form: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} cannot be read as {self.form}: {self.reason}"


class NotBrought(Problem):
    """Something in a file could not be brought into the case."""

    code: ClassVar[str] = "SC-V021"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    path: str
    what: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)}, {self.what}: not brought into the case: {self.reason}"


class TargetThere(Problem):
    """A folder to write to is there already, or cannot be written."""

    code: ClassVar[str] = "SC-V022"
    path: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} cannot be written: {self.reason}"

    def help(self) -> str:
        return "name a folder that does not exist yet"
