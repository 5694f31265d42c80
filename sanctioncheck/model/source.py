"""A source, how far it can be trusted, and the exact passage that a fact stands on."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pydantic import Field, model_validator

from sanctioncheck.model.document import BadValue, Date, Id, Record, Text

Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal[1, 2, 3, 4, 5, 6]
MOST_PLACES = 1_000
"""Places of one quote that are looked for; a quote that stands so often stands for nothing."""
_SPACE = re.compile(r"\s+")
_LONG_SPACE = re.compile(r"\s\s")


class RestsOn(Record):
    """The publication that a note reports."""

    publication: Text = Field(description="Where it was published.")
    title: Text = Field(description="Its title.")
    date: Date | None = Field(default=None, description="When it was published.")
    url: str | None = Field(description="Where it can be found.", default=None, pattern=r"^https?://[^\s<>\"]+$")


class Source(Record):
    """A text of the case: where it is, who published it and when, and how reliable its publisher is."""

    id: Id = Field(description="Name of the source.")
    kind: Literal[
        "note", "press", "statement", "report", "document", "decision", "judgment", "dataset", "testimony"
    ] = Field(
        description="A `note` is written for the project in its own words; a `document` is a primary document; a "
        "`decision` is the Security Council's; a `judgment` is final and between the parties."
    )
    title: Text = Field(description="Its title.")
    publisher: Text | None = Field(default=None, description="Who published it.")
    published: Date = Field(description="The source counts from the last day that this allows.")
    language: str = Field(
        description="Its language, as two letters: `en`.", default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
    )
    path: str = Field(description="The file of its text, below the case folder.", max_length=300)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Hash of the bytes of that file.")
    reliability: Letter = Field(
        description="Admiralty letter of the publisher, A (completely) to F (cannot be judged)."
    )
    origin: tuple[Id, ...] = Field(default=(), description="What it draws on; by default itself.")
    body: Id | None = Field(
        default=None, description="The fact-finding body whose finding it is, as standards.yaml lists it."
    )
    rests_on: RestsOn | None = Field(default=None, description="For a note: the publication that it reports.")
    made_up: bool = Field(default=False, description="For a note: whether there is no such publication; printed.")

    @model_validator(mode="after")
    def _note_rests(self) -> Source:
        if (self.kind == "note") != (self.rests_on is not None):
            raise BadValue(
                "a source of kind `note` has `rests_on`, and no other kind has it",
                "name the publication, title and date that the note reports",
            )
        return self

    @property
    def origins(self) -> frozenset[str]:
        """What it draws on: two notes on one publication draw on that, and count once."""
        if self.origin or self.rests_on is None:
            return frozenset(self.origin or (self.id,))
        resting = (self.rests_on.publication, self.rests_on.title, self.rests_on.date or "")
        return frozenset({"note on " + " / ".join(part.casefold() for part in resting)})

    @property
    def verbatim(self) -> bool:
        """Whether its passages are its speaker's own words; a note's are ours."""
        return self.kind != "note"


class Quote(Record):
    """A passage by its exact words (W3C Web Annotation, TextQuoteSelector), with what stands before and after."""

    exact: Text = Field(description="The words as they stand in the text.")
    prefix: str = Field(description="The words before it, where it stands there twice.", default="", max_length=400)
    suffix: str = Field(description="The words after it, where it stands there twice.", default="", max_length=400)
    position: int | None = Field(default=None, ge=0, description="Code points before it, where known; checked.")

    def find(self, text: str) -> list[tuple[int, int]]:
        """Give the first offset and the one after the last, in code points, wherever the passage stands.

        What must stand round it stands round it. Where a line breaks in the text the quote may have a space. Where its
        position is given and it stands there, that place is all; of very many places the first are given.

        >>> Quote(exact="a b", prefix="c ").find("a b c a\\nb")
        [(6, 9)]
        """
        around = (self.prefix, self.exact, self.suffix)
        parts = [_squeezed(part) for part in around]
        whole, first, last = _squeezed("".join(around)), len(parts[0]), len(parts[0]) + len(parts[1]) - 1
        squeezed, offsets = _squeezed_text(text)
        # Where white space meets white space, how much of it belongs to which is for the pattern to say.
        plain = whole == "".join(parts) and self.exact == self.exact.strip()
        pattern = None if plain else re.compile("".join(f"({_flexible(part)})" for part in around))
        if self.position is not None and plain:
            at = bisect_left(offsets, self.position) - first
            inside = at >= 0 and at + last < len(offsets) and offsets[at + first] == self.position
            if inside and squeezed.startswith(whole, at):
                return [(self.position, offsets[at + last] + 1)]
        found: list[tuple[int, int]] = []
        at = squeezed.find(whole)
        while at >= 0 and len(found) < MOST_PLACES:
            if pattern is None:
                found.append((offsets[at + first], offsets[at + last] + 1))
            elif match := pattern.match(text, offsets[at]):
                found.append(match.span(2))
            at = squeezed.find(whole, at + 1)
        return found


def _squeezed(text: str) -> str:
    """Give a text in which every run of white space is one space."""
    return _SPACE.sub(" ", text)


@lru_cache(maxsize=8)
def _squeezed_text(text: str) -> tuple[str, Sequence[int]]:
    """Give a text so, with the offset in it of every character that is left; the texts of one case are asked often."""
    if not _LONG_SPACE.search(text):
        return _squeezed(text), range(len(text))
    offsets = array("L")
    at = 0
    for space in _SPACE.finditer(text):
        offsets.extend(range(at, space.start() + 1))
        at = space.end()
    offsets.extend(range(at, len(text)))
    return _squeezed(text), offsets


def _flexible(text: str) -> str:
    """Write a pattern for a text in which every run of white space is as good as any other."""
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", text) if part)


class Passage(Record):
    """A quote that was found: where it stands in which source."""

    source: str
    exact: str
    start: int
    end: int
