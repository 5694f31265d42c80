"""Checks of how far a provision has come: experimental, test, stable, deprecated, and what each of these needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from sanctioncheck.author.checks.check import Check, PackWithTests
from sanctioncheck.author.coverage.measure import coverage
from sanctioncheck.author.scaffold.provision import UNENCODED, UNTOLD
from sanctioncheck.errors import Place, quote
from sanctioncheck.load.files import Filed
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.norm import UNCONFIRMED, Provision
from sanctioncheck.model.testfile import TestFile
from sanctioncheck.model.time import parse_date

__all__ = ["DeprecatedInForce", "StableUncovered", "StableUnreviewed", "StableUnverified", "Unfinished", "Untested"]

_DECIDED = frozenset({"violated", "excused", "not-violated", "shown", "shown-false"})
_A_YEAR = 366
_ENOUGH = 0.9
"""The share of its points that the tests of a stable provision show."""


class Untested(Check):
    """A provision calls itself tested or stable, and its tests do not decide it both ways."""

    code: ClassVar[str] = "SC-L160"
    provision: str
    status: str
    seen: tuple[str, ...]

    def message(self) -> str:
        seen = f"they want only {', '.join(quote(each) for each in self.seen)}" if self.seen else "it has none"
        return (
            f"{quote(self.provision)} has the status {quote(self.status)}, which needs tests with two outcomes: {seen}"
        )

    def help(self) -> str:
        return (
            "add to the test file a case in which the norm is violated and one in which it is not, or write "
            "`status: experimental`"
        )

    @classmethod
    def find(cls, pack: PackWithTests) -> Iterator[Check]:
        wanted = _wanted(pack.tests)
        # A test file that is itself wrong is told as that.
        broken = {problem.place.path for problem in pack.faults if problem.place is not None}
        for file in pack.draft.provisions:
            if f"{file.document.path.removesuffix('.yaml')}.test.yaml" in broken:
                continue
            made, seen = file.made, wanted.get(file.made.provision, set())
            if made.status in ("test", "stable") and (len(seen) < 2 or not seen & _DECIDED):
                place = file.spot.to("status").place()
                yield cls(place=place, provision=made.provision, status=made.status, seen=tuple(sorted(seen)))


class StableUnreviewed(Check):
    """A stable provision was not reviewed within the year."""

    code: ClassVar[str] = "SC-L161"
    provision: str
    last: str | None
    as_of: str

    def message(self) -> str:
        last = f"the last review is of {self.last}" if self.last else "nobody has reviewed it"
        return f"{quote(self.provision)} is stable, which needs a review within the year before {self.as_of}: {last}"

    def help(self) -> str:
        return "have a lawyer review it and add who, in which role and when under `reviewers`, or write `status: test`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        as_of = pack.book.as_of
        if as_of is None:
            return
        today = parse_date(as_of).last
        for file in _stable(pack):
            days = sorted((parse_date(reviewer.on).last, reviewer.on) for reviewer in file.made.reviewers)
            if not days or days[-1][0] < today - _A_YEAR:
                last = days[-1][1] if days else None
                yield cls(place=_status_of(file), provision=file.made.provision, last=last, as_of=as_of)


class StableUnverified(Check):
    """A stable provision has a pinpoint that nobody has held against the official text."""

    code: ClassVar[str] = "SC-L162"
    provision: str
    mark: str

    def message(self) -> str:
        return f"{quote(self.provision)} is stable, and its pinpoint is only recalled ({self.mark})"

    def help(self) -> str:
        return "hold the pinpoint against the official text and mark it `V` or `V2`, or write `status: test`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in _stable(pack):
            if file.made.mark in UNCONFIRMED:
                also = (("the mark", file.spot.to("mark").place()),)
                yield cls(place=_status_of(file), also=also, provision=file.made.provision, mark=file.made.mark)


class StableUncovered(Check):
    """The tests of a stable provision leave much of it unshown."""

    code: ClassVar[str] = "SC-L164"
    provision: str
    shown: int
    of: int

    def message(self) -> str:
        return f"{quote(self.provision)} is stable, and its tests show {self.shown} of the {self.of} points they could"

    def help(self) -> str:
        return f"`sanctioncheck rules coverage {self.provision}` names what is not shown; nine points in ten are needed"

    @classmethod
    def find(cls, pack: PackWithTests) -> Iterator[Check]:
        files = {file.made.provision: file for file in _stable(pack) if pack.has(file.document.path)}
        # A test that is itself wrong is told as that, and nothing can be counted.
        if not files or pack.faults:
            return
        for each in coverage(pack.home, tuple(files)).provisions:
            file = files.get(each.provision)
            if file is not None and each.count.shown < _ENOUGH * each.count.of:
                yield cls(place=_status_of(file), provision=each.provision, shown=each.count.shown, of=each.count.of)


class Unfinished(Check):
    """A provision calls itself tested or stable, and still says what a template said."""

    code: ClassVar[str] = "SC-L165"
    provision: str
    status: str
    text: str

    def message(self) -> str:
        return f"{quote(self.provision)} has the status {quote(self.status)}, and still says {quote(self.text)}"

    def help(self) -> str:
        return "compare it with the text of the provision and write what that says, or write `status: experimental`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.provisions:
            made, spot = file.made, file.spot
            said = [(made.gist, spot.to("gist"))]
            said += [(left.text, spot.to("not_encoded", at, "text")) for at, left in enumerate(made.not_encoded)]
            for text, at in said if made.status in ("test", "stable") else ():
                if text in (UNTOLD, UNENCODED):
                    yield cls(place=at.place(), provision=made.provision, status=made.status, text=text)


class DeprecatedInForce(Check):
    """A provision is deprecated, and neither has it ended nor does another replace it."""

    code: ClassVar[str] = "SC-L163"
    provision: str

    def message(self) -> str:
        return f"{quote(self.provision)} is deprecated, yet it is in force and no provision replaces or ends it"

    def help(self) -> str:
        return "give its `in_force` an end, or write the relation `replaces` in the provision that takes its place"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        left = {
            relation.target
            for file in pack.draft.provisions
            for relation in file.made.relations
            if relation.type in ("replaces", "ends")
        }
        for file in pack.draft.provisions:
            ended = all(stretch.to is not None for stretch in file.made.in_force)
            if file.made.status == "deprecated" and not ended and file.made.provision not in left:
                yield cls(place=_status_of(file), provision=file.made.provision)


def _wanted(files: Iterable[Filed[TestFile]]) -> dict[str, set[str]]:
    """Give, for each provision, the outcomes that its tests want."""
    wanted: dict[str, set[str]] = {}
    for filed in files:
        found = wanted.setdefault(filed.made.tests, set())
        found.update(outcome for case in filed.made.cases for outcome in case.expect.values())
    return wanted


def _stable(pack: Loaded) -> list[Filed[Provision]]:
    return [file for file in pack.draft.provisions if file.made.status == "stable"]


def _status_of(file: Filed[Provision]) -> Place:
    return file.spot.to("status").place()
