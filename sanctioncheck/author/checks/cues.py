"""Checks of the words by which texts state a predicate: cues that collide, words that stand twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import ClassVar

from sanctioncheck.author.checks.check import Check, Edit
from sanctioncheck.errors import quote
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.vocabulary import Cues, Frame

__all__ = ["CollidingCues", "ContradictoryExamples", "RepeatedWord", "UnusedWords"]

_LISTS = ("verbs", "nouns", "adjectives")


class CollidingCues(Check):
    """The same words, asked for in the same company, state two predicates."""

    code: ClassVar[str] = "SC-L150"
    word: str
    one: str
    other: str

    def message(self) -> str:
        return (
            f"{quote(self.word)} states both {quote(self.one)} and {quote(self.other)}, with nothing to tell them apart"
        )

    def help(self) -> str:
        return "say in `needs` or `bars` of each frame in which company the word means it"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        seen: dict[tuple[str, str, str], tuple[str, Spot]] = {}
        for name, frame, spot in _frames(pack):
            company = _company(frame)
            for key in _LISTS:
                for at, word in enumerate(getattr(frame, key)):
                    here = spot.to(key, at)
                    one, there = seen.setdefault((key, word, company), (name, here))
                    if one != name:
                        also = (("the other", there.place()),)
                        yield cls(place=here.place(), also=also, word=word, one=one, other=name)


class ContradictoryExamples(Check):
    """One sentence is given as stating a predicate and as not stating it."""

    code: ClassVar[str] = "SC-L151"
    name: str

    def message(self) -> str:
        return f"this sentence is an example for {quote(self.name)} and one against it"

    def help(self) -> str:
        return "keep it in one of `positive` and `negative`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for name, cues, spot in _cues(pack):
            first = {sentence: at for at, sentence in enumerate(cues.positive)}
            for at, sentence in enumerate(cues.negative):
                if sentence in first:
                    also = (("for it here", spot.to("positive", first[sentence]).place()),)
                    yield cls(place=spot.to("negative", at).place(), also=also, name=name)


class UnusedWords(Check):
    """A group of words is declared that no cue names."""

    code: ClassVar[str] = "SC-L152"
    name: str

    def message(self) -> str:
        return f"no cue names the group of words {quote(self.name)}"

    def help(self) -> str:
        return "name it in `needs`, `bars` or `heads` of a cue, or take it out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        named: set[str] = set()
        for _, cues, _ in _cues(pack):
            for frame in cues.frames:
                named.update(word for words in (*frame.needs.values(), *frame.bars.values()) for word in words)
            named.update(word for words in cues.heads.values() for word in words)
        for file in pack.draft.vocabulary:
            for name in file.made.words:
                if name not in named:
                    yield cls(place=file.spot.to("words", name).key(), name=name)


class RepeatedWord(Check):
    """A word stands twice in one list of words."""

    code: ClassVar[str] = "SC-L153"
    word: str

    def message(self) -> str:
        return f"{quote(self.word)} stands twice in this list"

    def help(self) -> str:
        return "take one of them out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for words, spot in _lists(pack):
            first: dict[str, int] = {}
            for at, word in enumerate(words):
                if first.setdefault(word, at) != at:
                    also = (("first here", spot.to(first[word]).place()),)
                    yield cls(place=spot.to(at).place(), also=also, word=word, edits=_without(spot.to(at)))


def _cues(pack: Loaded) -> Iterator[tuple[str, Cues, Spot]]:
    for file in pack.draft.vocabulary:
        for name, predicate in file.made.predicates.items():
            if predicate.cues is not None:
                yield name, predicate.cues, file.spot.to("predicates", name, "cues")


def _frames(pack: Loaded) -> Iterator[tuple[str, Frame, Spot]]:
    for name, cues, spot in _cues(pack):
        for at, frame in enumerate(cues.frames):
            yield name, frame, spot.to("frames", at)


def _company(frame: Frame) -> str:
    """Give what must and must not stand beside the words of a frame, the same whatever the order."""
    both = [{slots: sorted(words) for slots, words in group.items()} for group in (frame.needs, frame.bars)]
    return json.dumps(both, sort_keys=True)


def _lists(pack: Loaded) -> Iterator[tuple[tuple[str, ...], Spot]]:
    for file in pack.draft.vocabulary:
        for name, words in file.made.words.items():
            yield words, file.spot.to("words", name)
    for _, frame, spot in _frames(pack):
        for key in _LISTS:
            yield getattr(frame, key), spot.to(key)
        for group in ("needs", "bars"):
            for slots, words in getattr(frame, group).items():
                yield words, spot.to(group, slots)


def _without(spot: Spot) -> tuple[Edit, ...]:
    """Take an item that is not the first out of a list in flow style, with the comma before it."""
    document = spot.document
    _, _, start, end = document.span(spot.loc)
    comma = re.search(r",\s*\Z", document.text[:start])
    return (Edit(document, comma.start(), end, ""),) if comma else ()
