"""What can be wrong with the record of the decisions on a case, or with a result. A code never changes meaning."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, quote

__all__ = [
    "BrokenChain",
    "CaseNotGiven",
    "DecisionDisagrees",
    "FactDisagrees",
    "HeadGone",
    "HeadTaken",
    "HeadUnreadable",
    "LineUnreadable",
    "NoRecord",
    "NoResult",
    "OtherCell",
    "OtherEngines",
    "OtherInput",
    "OtherLineEnds",
    "OtherWords",
    "PartlyFailed",
    "RecordGone",
    "TouchedBetween",
    "WhichCase",
]


class LineUnreadable(Problem):
    """A line of the record is no decision."""

    code: ClassVar[str] = "SC-D001"
    path: str
    line: int

    def message(self) -> str:
        return f"line {self.line} of {quote(self.path)} is no decision"

    def help(self) -> str:
        return "bring the record back from a copy; a line is written whole or, where the machine stopped, torn"


class BrokenChain(Problem):
    """A line does not follow from the one before."""

    code: ClassVar[str] = "SC-D002"
    path: str
    line: int

    def message(self) -> str:
        return f"line {self.line} of {quote(self.path)} does not follow from the line before it"

    def help(self) -> str:
        return "a line was changed, taken out, put in or moved there; bring the record back from a copy"


class TouchedBetween(Problem):
    """The case file was changed otherwise than by a decision."""

    code: ClassVar[str] = "SC-D003"
    after: int
    now: bool

    def message(self) -> str:
        when = "since the last decision" if self.now else f"between decision {self.after} and decision {self.after + 1}"
        return f"the case file was changed {when}, and not in a review"

    def help(self) -> str:
        return "see what was changed; who stands for it can say so by deciding on the facts again"


class HeadGone(Problem):
    """The signed head is not on the chain."""

    code: ClassVar[str] = "SC-D004"
    decisions: int
    there: int

    def message(self) -> str:
        if self.there < self.decisions:
            return f"the signed head is of {self.decisions} decisions, and the record has {self.there}"
        return f"decision {self.decisions} is not the one whose hash was signed"

    def help(self) -> str:
        return "decisions that were signed for were changed or taken out; bring the record back from a copy"


class HeadUnreadable(Problem):
    """What was signed is no head of a record."""

    code: ClassVar[str] = "SC-D005"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} is no head of a record"

    def help(self) -> str:
        return "make it anew: sanctioncheck audit sign"


class HeadTaken(Problem):
    """A signature without what it signs."""

    code: ClassVar[str] = "SC-D019"
    signature: str
    head: str

    def message(self) -> str:
        return f"{quote(self.signature)} is there, and the head that it signs, {quote(self.head)}, is gone"

    def help(self) -> str:
        return "bring the head back from a copy, or sign anew: sanctioncheck audit sign"


class NoRecord(Problem):
    """A case without a record of decisions."""

    code: ClassVar[str] = "SC-D006"
    path: str

    def message(self) -> str:
        return f"there is no record of decisions in {quote(self.path)}"

    def help(self) -> str:
        return "a case has one once a fact of it was decided in a review"


class DecisionDisagrees(Problem):
    """A decision says something else of itself than of what it left."""

    code: ClassVar[str] = "SC-D007"
    path: str
    line: int
    field: str
    said: str
    left: str

    def message(self) -> str:
        says = f"{quote(self.field)} of line {self.line} of {quote(self.path)} is {quote(self.said)}"
        return f"{says}, and what was decided there says {quote(self.left)}"

    def help(self) -> str:
        return "the line was changed; bring the record back from a copy"


class FactDisagrees(Problem):
    """The case file says something else of a fact than the last decision on it."""

    code: ClassVar[str] = "SC-D008"
    fact: str
    field: str
    decision: int

    def message(self) -> str:
        return f"the case file has another {quote(self.field)} of {quote(self.fact)} than decision {self.decision} left"

    def help(self) -> str:
        return "the case file or the record was changed; bring both back from a copy"


class RecordGone(Problem):
    """A head was signed, and there is no record that it could be of."""

    code: ClassVar[str] = "SC-D009"
    path: str
    head: str

    def message(self) -> str:
        return f"the record of decisions {quote(self.path)} is gone, although its head is there: {quote(self.head)}"

    def help(self) -> str:
        return "bring the record back from a copy"


class NoResult(Problem):
    """A file is no result of a run."""

    code: ClassVar[str] = "SC-D010"
    path: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} is no result of `run --format json`: {self.reason}"

    def help(self) -> str:
        return "make it with `sanctioncheck run CASE --format json -o FILE`"


class PartlyFailed(Problem):
    """A result in which some inputs were not judged."""

    code: ClassVar[str] = "SC-D011"
    inputs: tuple[str, ...]

    def message(self) -> str:
        return f"the result has inputs that were not judged: {', '.join(map(quote, self.inputs))}"

    def help(self) -> str:
        return "run the others by themselves; what was not judged cannot be judged again"


class CaseNotGiven(Problem):
    """A case of the result is not among those given, or one given is not in it."""

    code: ClassVar[str] = "SC-D012"
    case: str
    given: tuple[str, ...]

    def message(self) -> str:
        return f"the result speaks of the case {quote(self.case)}, which is not among those given"

    def help(self) -> str:
        return f"name the folder of every case of the result; given: {', '.join(self.given) or 'none'}"


class OtherInput(Problem):
    """What the result rests on is not what is there now."""

    code: ClassVar[str] = "SC-D013"
    what: str
    said: str
    found: str

    def message(self) -> str:
        return f"{self.what}: the result says {self.said}, and there is {self.found}"

    def help(self) -> str:
        return "bring back what the result was made from, to see whether it follows from that"


class OtherCell(Problem):
    """A cell comes out otherwise."""

    code: ClassVar[str] = "SC-D014"
    case: str
    actor: str
    norm: str
    said: str
    found: str

    def message(self) -> str:
        return f"{self.case}: {self.actor} under {self.norm}: the result says {self.said}, judged again {self.found}"


class OtherWords(Problem):
    """The inputs and outcomes are the same, and the bytes are not."""

    code: ClassVar[str] = "SC-D015"
    where: str

    def message(self) -> str:
        return f"the result does not read as it would today, first at {self.where}"

    def help(self) -> str:
        return "somebody has changed it, or it was not written by `run --format json`"


class OtherEngines(Problem):
    """What a result says of its engines is not so, or nothing that the program would say."""

    code: ClassVar[str] = "SC-D018"
    case: str

    def message(self) -> str:
        return f"{self.case}: what the result says of the engines that made it is not what the program says"

    def help(self) -> str:
        return "somebody has changed it: see `engines`; run the case again to know whether both engines agree"


class WhichCase(Problem):
    """A result holds several cases, or not the one asked for, where one is to be compared."""

    code: ClassVar[str] = "SC-D016"
    path: str
    cases: tuple[str, ...]
    asked: str | None

    def message(self) -> str:
        if self.asked is not None:
            return f"{quote(self.path)} holds no case {quote(self.asked)}"
        return f"{quote(self.path)} holds {len(self.cases)} cases, and one is to be compared"

    def help(self) -> str:
        named = ", ".join(map(quote, self.cases))
        return f"name one with `--case`: {named}" if self.cases else "no case was judged in it; run it again"


class OtherLineEnds(Problem):
    """The lines of a record end otherwise than they were written."""

    code: ClassVar[str] = "SC-D017"
    path: str

    def message(self) -> str:
        return f"the lines of {quote(self.path)} do not all end as they were written, each with one line feed"

    def help(self) -> str:
        return "an editor, or git with `core.autocrlf`, may have changed them; bring the record back from a copy"
