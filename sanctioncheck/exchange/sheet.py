"""The facts of a case as marks on the texts of its sources: what every format of annotation is written from."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanctioncheck.explain.proposal import Called, mentions, names_of_all, sentences_round, trigger_words
from sanctioncheck.load.case import LoadedCase
from sanctioncheck.model.fact import Fact
from sanctioncheck.model.rulebook import Rulebook

Span = tuple[int, int]
SPEAKER = "speaker"
"""What the arc from a mark to whoever says it is called; no role of a predicate may have this name."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Words of a text that name what fills a role."""

    id: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One passage of one fact."""

    fact: str
    number: int
    """Which support of the fact, from 1."""
    predicate: str
    span: Span
    trigger: Span
    positive: bool
    status: str
    mode: str
    information: int
    review: str
    roles: dict[str, str]
    """Role to the id of what fills it."""
    arcs: dict[str, Filler] = field(default_factory=dict)
    """Role, or `speaker`, to the words that name it, where they stand in the quote or its sentence."""

    @property
    def name(self) -> str:
        """What the mark is called in other programs."""
        return f"{self.fact}#{self.number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one source with all marks on it."""

    source: str
    text: str
    marks: tuple[Mark, ...]


def sheets(loaded: LoadedCase, rulebook: Rulebook) -> tuple[Sheet, ...]:
    """Give every source of a case with its marks, in the order of the case.

    Offsets count code points. A role has an arc only where a name of its filler stands in the quote; the longest name
    wins, so that "North Korea" is never "Korea".
    """
    called = names_of_all(loaded, rulebook)
    types = {name: kind for name, (kind, _) in rulebook.entities.items()}
    types |= {actor.id: actor.type for actor in loaded.case.actors}
    types |= {thing.id: thing.type for thing in loaded.case.things if thing.type is not None}
    found: dict[str, list[Mark]] = {source.id: [] for source in loaded.case.sources}
    for fact in loaded.case.facts:
        for at, support in enumerate(fact.support):
            passage = loaded.passages.get((fact.id, at))
            if passage is None or support.information is None:
                continue
            text, span = loaded.texts[passage.source], (passage.start, passage.end)
            named = _named(text, span, called)
            arcs = {
                role: Filler(filler, types[filler], named[filler])
                for role, filler in fact.claim.roles.items()
                if filler in types and filler in named
            }
            speaker = support.speaker.actor if support.speaker is not None else None
            around = sentences_round(text, *span)
            wide = (span[0] - len(around.before), span[1] + len(around.after))
            if speaker in types and speaker in (named := _named(text, wide, called)):
                arcs[SPEAKER] = Filler(speaker, types[speaker], named[speaker])
            found[passage.source].append(Mark(
                fact=fact.id, number=at + 1, predicate=fact.claim.predicate, span=span,
                trigger=_trigger(fact, rulebook, text, span), positive=fact.claim.positive, status=fact.status,
                mode=support.mode, information=support.information, review=fact.review.state,
                roles=dict(fact.claim.roles), arcs=arcs,
            ))  # fmt: skip
    return tuple(Sheet(source, loaded.texts[source], tuple(marks)) for source, marks in found.items())


def left_out(loaded: LoadedCase) -> tuple[str, ...]:
    """Name the facts that rest on no passage, so that no text can bear a mark of them."""
    return tuple(
        fact.id
        for fact in loaded.case.facts
        if not any((fact.id, at) in loaded.passages for at in range(len(fact.support)))
    )


def _named(text: str, span: Span, called: Called) -> dict[str, Span]:
    """Find the first place in a passage where each thing is named."""
    found: dict[str, Span] = {}
    for hit in mentions(text[span[0] : span[1]], called):
        found.setdefault(hit.id, (span[0] + hit.start, span[0] + hit.end))
    return found


def _trigger(fact: Fact, rulebook: Rulebook, text: str, span: Span) -> Span:
    """Find the word that says the predicate; where none is recognised, the first line of the quote stands for it."""
    predicate = rulebook.vocabulary.predicates[fact.claim.predicate]
    quote = text[span[0] : span[1]]
    for _, start, end in trigger_words(predicate, quote):
        return span[0] + start, span[0] + end
    line = quote.splitlines()[0]
    return span[0], span[0] + len(line)
