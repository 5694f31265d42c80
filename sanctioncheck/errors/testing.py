"""What can be wrong with the tests that stand beside a provision."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, quote, sanitise

__all__ = ["BadFact", "NoSuchTest", "NotThere", "StrangeFiller", "StrangeHead", "StrangeTarget", "WrongFillers"]


class BadFact(Problem):
    """A fact of a test is not written in the short form."""

    code: ClassVar[str] = "SC-T001"
    text: str
    reason: str | None = None

    def message(self) -> str:
        return f"{quote(self.text)} is no fact in the short form{f': {self.reason}' if self.reason else ''}"

    def help(self) -> str:
        return (
            "write `predicate(filler, filler)`; before it may stand `not `, after it, in this order, "
            "` of 500 barrels`, ` on 2024-06-01`, ` at clear-and-convincing`, ` for and against`"
        )


class WrongFillers(Problem):
    """A fact of a test has too few fillers, or too many."""

    code: ClassVar[str] = "SC-T002"
    predicate: str
    roles: tuple[str, ...]
    found: int

    def message(self) -> str:
        return f"{quote(self.predicate)} has {len(self.roles)} roles, and {self.found} fillers stand here"

    def help(self) -> str:
        return f"fill its roles in this order: {self.predicate}({', '.join(self.roles)})"


class StrangeFiller(Problem):
    """A test names somebody whom neither it nor the pack declares."""

    code: ClassVar[str] = "SC-T003"
    name: str
    meant: str | None

    def message(self) -> str:
        return f"{quote(self.name)} is declared neither in this file nor in the pack"

    def help(self) -> str:
        meant = f"did you mean {quote(self.meant)}? Else " if self.meant else ""
        return f"{meant}declare it under `entities` with its type: `{sanitise(self.name)}: …`"


class StrangeHead(Problem):
    """What a test expects is neither a norm with an actor nor an atom."""

    code: ClassVar[str] = "SC-T004"
    text: str
    reason: str
    remedy: str

    def message(self) -> str:
        return f"{quote(self.text)} cannot be expected: {self.reason}"

    def help(self) -> str:
        return self.remedy


class StrangeTarget(Problem):
    """A test file is about a provision that the pack does not have."""

    code: ClassVar[str] = "SC-T005"
    name: str
    meant: str | None

    def message(self) -> str:
        return f"the pack has no provision {quote(self.name)}"

    def help(self) -> str:
        return f"did you mean {quote(self.meant)}?" if self.meant else "name the provision in the file beside this one"


class NotThere(Problem):
    """A test leaves out a fact that its file does not have."""

    code: ClassVar[str] = "SC-T006"
    text: str
    meant: str | None

    def message(self) -> str:
        return f"{quote(self.text)} cannot be left out: it is no fact that all cases of this file have"

    def help(self) -> str:
        return (
            f"did you mean {quote(self.meant)}?"
            if self.meant
            else "repeat a fact from `facts` of the file, word for word"
        )


class NoSuchTest(Problem):
    """Nothing that was asked for is a test."""

    code: ClassVar[str] = "SC-T007"
    asked: str

    def message(self) -> str:
        return f"no test fits {quote(self.asked)}"

    def help(self) -> str:
        return "name a provision, a file ending in `.test.yaml` or a folder; `-k` takes a part of a test's name"
