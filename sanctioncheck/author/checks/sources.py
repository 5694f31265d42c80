"""Checks of what a provision rests on: who holds a reading, what lays a norm down, where its file is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from sanctioncheck.author.checks.check import Check
from sanctioncheck.errors import closest, quote
from sanctioncheck.load.authorities import citations
from sanctioncheck.load.pack import Loaded
from sanctioncheck.load.readings import places
from sanctioncheck.model.norm import Reference

__all__ = ["CrowdHolds", "HoldsBoth", "LooseFileName", "NoAuthority", "SamePinpoint", "SaysNothing", "Undescribed"]

_CROWD = re.compile(
    r"\W*(the |an? )?(some|many|most|several|various|certain|other|few|leading|(majority|minority) of)?\s*(of )?(the )?"
    r"(authors?|scholars?|jurists?|writers?|commentators?|states?|lawyers?|doctrine|experts?|others|academics?|literature|"
    r"everybody|everyone|nobody|somebody|unknown|tbd|todo|n/?a|people|practitioners?|opinion|view|majority|minority)\W*",
    re.IGNORECASE,
)


class CrowdHolds(Check):
    """A reading is held by a crowd that nobody can look up."""

    code: ClassVar[str] = "SC-L140"
    reading: str
    holder: str

    def message(self) -> str:
        return f"reading {quote(self.reading)} is held by {quote(self.holder)}, which nobody can look up"

    def help(self) -> str:
        return "name who holds it and where; if you know of nobody write `nobody recorded; argued from …`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for _, part, spot in places(pack.norms, pack.meanings):
            for at, reading in enumerate(part.readings):
                for number, holder in enumerate(reading.held_by):
                    if _CROWD.fullmatch(holder):
                        place = spot.to("readings", at, "held_by", number).place()
                        yield cls(place=place, reading=reading.id, holder=holder)


class HoldsBoth(Check):
    """The same holder is named for two rival readings of one position."""

    code: ClassVar[str] = "SC-L141"
    holder: str
    one: str
    other: str

    def message(self) -> str:
        return f"{quote(self.holder)} is said to hold both {quote(self.one)} and {quote(self.other)}"

    def help(self) -> str:
        return "who changed sides is named with the occasion in each: `Aland (2016)`, `Aland (2024)`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for _, part, spot in places(pack.norms, pack.meanings):
            seen: dict[str, tuple[int, int]] = {}
            for at, reading in enumerate(part.readings):
                for number, holder in enumerate(reading.held_by):
                    before, first = seen.setdefault(holder.casefold(), (at, number))
                    if before != at:
                        also = (("first here", spot.to("readings", before, "held_by", first).place()),)
                        place = spot.to("readings", at, "held_by", number).place()
                        one = part.readings[before].id
                        yield cls(place=place, also=also, holder=holder, one=one, other=reading.id)


class NoAuthority(Check):
    """Custom is laid down by no text, and the provision does not say what it is taken from."""

    code: ClassVar[str] = "SC-L142"
    provision: str

    def message(self) -> str:
        return f"{quote(self.provision)} is customary law and names no `authority` for it"

    def help(self) -> str:
        return "name the judgment, report or practice that the custom is taken from"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.provisions:
            if file.made.force == "customary" and not file.made.authority:
                yield cls(place=file.spot.to("force").place(), provision=file.made.provision)


class SamePinpoint(Check):
    """Two provisions are cited alike, so that a citation leads to two places."""

    code: ClassVar[str] = "SC-L143"
    one: str
    other: str
    citation: str

    def message(self) -> str:
        return f"{quote(self.one)} and {quote(self.other)} are both cited as {quote(self.citation)}"

    def help(self) -> str:
        return "narrow the pinpoint of each down to its own words (a letter, a sentence), or join the two"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        seen: dict[str, int] = {}
        files = pack.draft.provisions
        for at, file in enumerate(files):
            citation = file.made.citation.text
            twin = files[seen.setdefault(citation.casefold(), at)]
            # One paragraph may lay down several things, each a provision with the paragraph in its id.
            if twin is not file and _paragraph(twin.made.provision) != _paragraph(file.made.provision):
                also = (("the other", twin.spot.to("citation").key()),)
                yield cls(
                    place=file.spot.to("citation").key(),
                    also=also,
                    one=twin.made.provision,
                    other=file.made.provision,
                    citation=citation,
                )


class LooseFileName(Check):
    """A file is not named for the provision that stands in it."""

    code: ClassVar[str] = "SC-L144"
    provision: str
    path: str

    def message(self) -> str:
        return f"{quote(self.provision)} stands in {quote(self.path)}, where nobody looks for it"

    def help(self) -> str:
        return "name the file for the paragraph, as `para-09.yaml` or `art-02-4.yaml`, with the tests beside it"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.provisions:
            stem = file.document.path.rsplit("/", 1)[-1].removesuffix(".yaml")
            if not set(_tokens(file.made.provision.rsplit("/", 1)[-1])) <= set(_tokens(stem)):
                place = file.spot.to("provision").place()
                yield cls(place=place, provision=file.made.provision, path=file.document.path)


class SaysNothing(Check):
    """A provision lays nothing down: no norm, no definition, and no exception that another takes from it."""

    code: ClassVar[str] = "SC-L145"
    provision: str

    def message(self) -> str:
        return f"{quote(self.provision)} has no norm, no definition, and no exception that another provision takes"

    def help(self) -> str:
        return "write what it lays down under `norms` or `definitions`, or under `not_encoded` why it does not"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        taken = set()
        for file in pack.draft.provisions:
            clauses = [
                *file.made.exceptions.values(),
                *(e for d in file.made.definitions for e in d.exceptions.values()),
            ]
            taken |= {clause.ref.split("#")[0] for clause in clauses if isinstance(clause, Reference)}
        for file in pack.draft.provisions:
            made = file.made
            if not (made.norms or made.definitions or made.follows or made.not_encoded) and made.provision not in taken:
                yield cls(place=file.spot.to("provision").place(), provision=made.provision)


class Undescribed(Check):
    """A provision cites an instrument of which `authorities.yaml` says nothing."""

    code: ClassVar[str] = "SC-L148"
    instrument: str
    meant: str | None = None

    def message(self) -> str:
        return f"{quote(self.instrument)} is cited, and `authorities.yaml` does not say what it is"

    def help(self) -> str:
        if self.meant is not None:
            return f"did you mean {quote(self.meant)}? Else add it, with its kind, the day of its adoption and a mark"
        return (
            "add it to `authorities.yaml`, with its kind, the day of its adoption and a mark for how sure that day is"
        )

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        # A pack without such a file has chosen to cite by the year.
        if not any(pack.has(file.document.path) for file in pack.draft.authorities):
            return
        told = set(pack.book.authorities)
        for file in pack.draft.provisions:
            for citation, spot in citations(file) if pack.has(file.document.path) else ():
                name = citation.instrument
                if name not in told:
                    told.add(name)
                    meant = closest(name, sorted(pack.book.authorities))
                    yield cls(place=spot.to("instrument").place(), instrument=name, meant=meant)


def _paragraph(provision: str) -> str:
    """Give the id without what tells the parts of one paragraph apart: `1718/8c` of `1718/8c-to`."""
    return provision.partition("-")[0]


def _tokens(name: str) -> list[str]:
    """Give the numbers and words of a name, numbers without leading zeros: `2-4` and `art-02-4` share `2` and `4`."""
    return [part.lstrip("0") or "0" for part in re.findall(r"[0-9]+|[a-z]+", name.casefold())]
