"""The cues of the vocabulary, arranged by the words that state something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from sanctioncheck.model.naming import SpeechFile
from sanctioncheck.model.vocabulary import Frame, Predicate, Vocabulary

__all__ = ["Cue", "Lexicon", "Speech"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to say one predicate, with its groups of words written out."""

    predicate: str
    frame: Frame
    particle: str | None
    needs: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    bars: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    noun: bool
    adjective: bool
    opinion: bool
    heads: dict[str, frozenset[str]]


class Lexicon:
    """From the lemma of a word to what it can state."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.words: dict[str, list[Cue]] = defaultdict(list)
        self.allowed: dict[str, set[str]] = defaultdict(set)
        """Predicate to every word on which a fact of it may rest; under `*` the words that state nothing by
        themselves, as `put` does in "put boots on the ground", and may state anything in other company."""
        self._alone: set[str] = set()
        for name, predicate in vocabulary.predicates.items():
            if predicate.cues is not None:
                self._add(name, predicate)
        words = {word for own in self.allowed.values() for word in own}
        self.allowed["*"] = words - self._alone

    def _add(self, name: str, predicate: Predicate) -> None:
        cues = predicate.cues
        assert cues is not None
        for frame in cues.frames:
            for kind, words in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
                for word in words:
                    first, _, particle = word.partition(" ")
                    cue = Cue(
                        name,
                        frame,
                        particle or None,
                        self._written(frame.needs),
                        self._written(frame.bars),
                        kind == "noun",
                        kind == "adjective",
                        cues.opinion,
                        {role: words for (role,), words in self._written(cues.heads)},
                    )
                    self.words[first].append(cue)
                    if all("*" in asked for _, asked in cue.needs):
                        self._alone.add(word)
                    self.allowed[name].add(word)
            self.allowed[name].update(frame.also)

    def _written(self, groups: dict[str, tuple[str, ...]]) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
        return tuple(
            (
                tuple(slots.split("|")),
                frozenset(word for entry in words for word in self.vocabulary.words.get(entry, (entry,))),
            )
            for slots, words in groups.items()
        )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Write a pattern that finds any of some phrases as whole words; one that finds nothing where there are none."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)" if phrases else r"(?!)")


def _forms(verb: str) -> tuple[str, ...]:
    """Give how a verb of a decision is written in the present and the past: "deplores", "deplored"."""
    stem = verb[:-1] if verb.endswith(("e", "y")) else verb
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return (f"{stem}ies", f"{stem}ied")
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return (f"{verb}{ending}", f"{stem}ed" if verb.endswith("e") else f"{verb}ed")


class Speech:
    """How texts say who says what, arranged by lemma."""

    def __init__(self, file: SpeechFile) -> None:
        self.verbs: dict[str, set[str]] = defaultdict(set)
        for kind, words in file.speech.items():
            for word in words:
                self.verbs[word].add(kind)
        self.nouns: dict[str, set[str]] = defaultdict(set)
        for kind, words in file.nouns.items():
            for word in words:
                self.nouns[word].add(kind)
        self.modals = {word: kind for kind, words in file.modals.items() for word in words}
        self.hearsay = frozenset(file.hearsay)
        self.unreal = frozenset(file.unreal)
        self.conditions = frozenset(file.conditions)
        self.negations = frozenset(file.negations)
        self.vague = frozenset(file.vague_speakers)
        self.witnesses = frozenset(file.witnesses)
        self.doubts = _any_of(file.doubt)
        self.imagined = _any_of(file.imagined)
        self.light = frozenset(file.light)
        self.reversed = frozenset(file.reversed)
        self.object_control = frozenset(file.object_control)
        self.with_gerund = frozenset(file.with_gerund)
        self.helping = frozenset(file.helping)
        self.parts = frozenset(file.parts)
        self.ways = frozenset(file.ways)
        self.in_doing = frozenset(file.in_doing)
        self.plans = frozenset(file.plans)
        self.made_of = frozenset(file.made_of)
        self.series = frozenset(file.series)
        self.phases = frozenset(file.phases)
        self.avowing = frozenset(file.avowing)
        self.answering = frozenset(file.answering)
        self.announcing = frozenset(file.announcing)
        self.done_by_saying = frozenset(file.done_by_saying)
        self.pledging = frozenset(file.pledging)
        self.instructing = frozenset(file.instructing)
        self.happenings = frozenset(file.happenings)
        self.habits = frozenset(file.habits)
        self.general_subjects = frozenset(file.general_subjects)
        self.no_times = frozenset(file.no_times)
        self.in_case = frozenset(file.in_case)
        self.branding = frozenset(file.branding)
        self.retracting = frozenset(file.retracting)
        self.ceasing = frozenset(file.ceasing)
        self.repeating = frozenset(file.repeating)
        self.blaming = frozenset(file.blaming)
        self.approximating = frozenset(file.approximating)
        self.falsifying = frozenset(file.falsifying)
        self.yet_to_come = frozenset(file.yet_to_come)
        self.laying_down = frozenset(file.laying_down)
        self.doing = frozenset(file.doing)
        self.setting_out = frozenset(file.setting_out)
        self.accounts = frozenset(file.accounts)
        self.proofs = frozenset(file.proofs)
        self.performing = frozenset(file.performing)
        self.opening = frozenset(form for verb in file.performing for form in _forms(verb))
        self.baseless = frozenset(file.baseless)
        self.turns = frozenset(file.turns)
        self.media = frozenset(file.media)
        self.records = frozenset(file.records)

    @cached_property
    def tells(self) -> frozenset[str]:
        """Verbs that make their subject the speaker of what follows."""
        return frozenset(
            word
            for word, kinds in self.verbs.items()
            if kinds & {"admitting", "saying", "finding", "alleging", "denying", "seeing"}
        )
