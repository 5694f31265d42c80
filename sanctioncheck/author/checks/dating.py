"""Checks of time: gaps between versions of the law, and relations that the dates in force contradict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from sanctioncheck.author.checks.check import Check
from sanctioncheck.errors import quote
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.norm import Provision, Relation
from sanctioncheck.model.time import EARLIEST, LATEST, Span, Window, edge, in_force, parse_date, span

__all__ = ["AfterTheFact", "GapInForce", "GapToSuccessor", "NotYetThere", "StillInForce"]


class GapInForce(Check):
    """Days lie between two stretches in force, and no note says why."""

    code: ClassVar[str] = "SC-L120"
    gap: str

    def message(self) -> str:
        return f"between two stretches in force lies a gap, {self.gap}, in which nobody is bound"

    def help(self) -> str:
        return "let the stretches meet, or say in a `note` on the later one what ended and began again"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.provisions:
            stretches = sorted(enumerate(file.made.in_force), key=lambda pair: parse_date(pair[1].from_))
            for (before, one), (at, other) in pairwise(stretches):
                ended = parse_date(one.to).last if one.to is not None else LATEST
                begins = parse_date(other.from_).first
                if begins > ended + 1 and other.note is None and one.note is None:
                    also = (("ends here", file.spot.to("in_force", before, "to").place()),)
                    place = file.spot.to("in_force", at, "from").place()
                    yield cls(place=place, also=also, gap=_days(ended + 1, begins - 1))


class GapToSuccessor(Check):
    """A provision begins later than the one ends that it replaces."""

    code: ClassVar[str] = "SC-L121"
    target: str
    gap: str

    def message(self) -> str:
        return f"{quote(self.target)} has ended before this replaces it: {self.gap} neither binds"

    def help(self) -> str:
        return "look up on which day the one took the place of the other, or say in a `note` why there is a gap"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file, relation, at, other in _relations(pack):
            begins, ended = _first(_span(file.made)), _last(_span(other.made))
            if relation.type == "replaces" and relation.note is None and ended < LATEST and begins > ended + 1:
                also = (("which ends here", _end_spot(other).key()),)
                place = at.to("target").place()
                yield cls(place=place, also=also, target=relation.target, gap=_days(ended + 1, begins - 1))


class StillInForce(Check):
    """A provision ends or replaces another, which is in force all the same."""

    code: ClassVar[str] = "SC-L122"
    target: str
    what: str
    day: str

    def message(self) -> str:
        return f"this {self.what} {quote(self.target)}, which is in force after {self.day} all the same"

    def help(self) -> str:
        return "a relation never changes an outcome: give the other provision its last day in `in_force: to`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file, relation, at, other in _relations(pack):
            begins, ended = _first(_span(file.made)), _last_sure(_span(other.made))
            if relation.type in ("ends", "replaces") and relation.note is None and ended > begins:
                also = (("in force here", _end_spot(other).key()),)
                place = at.to("target").place()
                day = edge(Window(begins, begins))
                yield cls(place=place, also=also, target=relation.target, what=relation.type, day=day)


class NotYetThere(Check):
    """A provision extends, amends or implements another at a time at which that is not in force."""

    code: ClassVar[str] = "SC-L123"
    target: str
    what: str

    def message(self) -> str:
        return f"this {self.what} {quote(self.target)}, and on no day are both in force"

    def help(self) -> str:
        return "look at the days of both; what has ended can be replaced, not extended"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file, relation, at, other in _relations(pack):
            mine, theirs = _span(file.made).possible, _span(other.made).possible
            meets = any(one.meets(two) for one in mine for two in theirs)
            if relation.type in ("extends", "amends", "implements", "alternative_to") and not meets:
                also = (("in force here", _end_spot(other).key()),)
                place = at.to("target").place()
                yield cls(place=place, also=also, target=relation.target, what=_SAID[relation.type])


class AfterTheFact(Check):
    """A date in the pack lies after the day up to which its authors have looked."""

    code: ClassVar[str] = "SC-L124"
    what: str
    as_of: str

    def message(self) -> str:
        return f"{self.what} lies after {self.as_of}, the day up to which the authors of the pack have looked"

    def help(self) -> str:
        return "correct the year, or bring `as_of` in pack.yaml up to the day on which you have looked"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        if pack.book.as_of is None:
            return
        limit = parse_date(pack.book.as_of).last
        for file in pack.draft.provisions:
            for at, reviewer in enumerate(file.made.reviewers):
                if parse_date(reviewer.on).first > limit:
                    place = file.spot.to("reviewers", at, "on").place()
                    yield cls(place=place, what="this review", as_of=pack.book.as_of)
        for background in pack.draft.background:
            for at, finding in enumerate(background.made.findings):
                if parse_date(finding.published).first > limit:
                    place = background.spot.to("findings", at, "published").place()
                    yield cls(place=place, what="this publication", as_of=pack.book.as_of)


_SAID = {
    "extends": "extends",
    "amends": "amends",
    "implements": "implements",
    "alternative_to": "is an alternative to",
}


def _relations(pack: Loaded) -> Iterator[tuple[Filed[Provision], Relation, Spot, Filed[Provision]]]:
    """Give each relation with its place and the provision that it leads to."""
    files = {file.made.provision: file for file in pack.draft.provisions}
    for file in pack.draft.provisions:
        for at, relation in enumerate(file.made.relations):
            other = files.get(relation.target)
            if other is not None:
                yield file, relation, file.spot.to("relations", at), other


def _span(provision: Provision) -> Span:
    return span(in_force(s.from_, s.to, s.unknown_after) for s in provision.in_force)


def _first(time: Span) -> int:
    return min((window.first for window in time.possible), default=EARLIEST)


def _last(time: Span) -> int:
    return max((window.last for window in time.possible), default=LATEST)


def _last_sure(time: Span) -> int:
    return max((window.last for window in time.sure), default=EARLIEST)


def _end_spot(file: Filed[Provision]) -> Spot:
    """Give the place where the last stretch in force stands, or its end."""
    at = max(range(len(file.made.in_force)), key=lambda n: parse_date(file.made.in_force[n].from_))
    spot = file.spot.to("in_force", at)
    return spot.to("to") if file.made.in_force[at].to is not None else spot.to("from")


def _days(first: int, last: int) -> str:
    one, other = edge(Window(first, first)), edge(Window(last, last))
    return f"on {one}" if first == last else f"from {one} to {other}"
