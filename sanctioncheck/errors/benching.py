"""What can go wrong where somebody asks how well the tests of a pack hold its rules."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, closest, quote

__all__ = ["FailsAlready", "NoSuchProvision"]


class NoSuchProvision(Problem):
    """Nothing that was asked for is a provision of the pack."""

    code: ClassVar[str] = "SC-T020"
    asked: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"no provision of the pack fits {quote(self.asked)}"

    def help(self) -> str:
        meant = closest(self.asked, self.known)
        guess = f"did you mean {quote(meant)}? Else " if meant else ""
        return f"{guess}name a provision, the beginning of its id up to a `.` or `/`, its file, a folder, or `bridges`"


class FailsAlready(Problem):
    """A test fails on the rules as they stand, so that it cannot tell whether a change of them is noticed."""

    code: ClassVar[str] = "SC-T021"
    title: str

    def message(self) -> str:
        return f"the test {quote(self.title)} fails on the rules as they stand"

    def help(self) -> str:
        return "mend the rules or the test first: `sanctioncheck rules test` says where the two part"
