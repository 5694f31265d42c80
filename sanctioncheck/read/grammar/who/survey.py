"""What a short text is about: which States it names how often, and in which of them something happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import DAYS
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.places import country_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from sanctioncheck.read.grammar.who.naming import Hit

__all__ = ["survey", "topic_of"]

_LONGEST_HEADING = 160
_DATELINE = re.compile(r"\s*([A-Z][A-Z '’-]{2,25}[A-Z])(?:[,.(/]| [–—-])")
"""The place at the head of a report, in capitals: `SEOUL, 4 May –`."""
_LONGEST_TOPIC = 30
_IN = frozenset({"in", "at", "near", "inside", "outside", "into", "across", "around"})
_BESIDE = frozenset({"the", "northern", "southern", "eastern", "western", "central"})


def survey(text: str, actors: Actors, nlp: Language) -> None:
    """Count the States that a text names, and those in which it says that something is.

    Args:
        text: the text.
        actors: where it is noted.
        nlp: what cuts texts into words.
    """
    words = nlp.make_doc(text)
    hits = actors.names.merge(words)
    heading = min(text.find("\n") + 1, _LONGEST_HEADING)
    for token in words:
        hit = hits.get(token.idx)
        if hit is None or hit.id not in actors.names.states:
            continue
        _count(actors, hit.id, token.idx, token.text)
        if token.idx < heading:
            # What the heading names is what the text is about.
            actors.counts[hit.id] += 1
        if _is_place(words, token.i) and hit.kind in ("name", "seat", "place", "adjective"):
            actors.lands[hit.id] = actors.lands.get(hit.id, 0) + 1
    dateline = _DATELINE.match(text)
    if dateline is not None:
        there = actors.names.state_called(dateline[1].title()) or actors.names.town_in(dateline[1].title())
        if there is not None and there in actors.counts:
            # A report plays where it is sent from, if it speaks of that State at all.
            actors.sent_from = there
    among = frozenset(actors.names.code[each] for each in actors.counts)
    for token in words:
        unknown = token.idx not in hits and token.text[:1].isupper() and token.is_alpha and token.lower_ not in DAYS
        if unknown and _is_place(words, token.i):
            ident = actors.names.by_code.get(country_of(token.text, among) or "")
            if ident in actors.counts:
                actors.lands[ident] = actors.lands.get(ident, 0) + 1


def topic_of(piece: str, start: int, hits: dict[int, Hit], actors: Actors) -> Filler | None:
    """Give the State that a paragraph names before a colon at its head, as lists do: "Arcadia: two convoys burnt"."""
    head, colon, _ = piece.partition(":")
    if not colon or len(head) > _LONGEST_TOPIC:
        return None
    named = [(at, hit) for at, hit in hits.items() if at < len(head) and hit.id in actors.names.states]
    if any(hit.kind == "seat" for _, hit in named):
        return None
    if len({hit.id for _, hit in named}) == 1:
        at, hit = named[0]
        word = head[at:].rstrip()
        return Filler(hit.id, "state", start + at, start + at + len(word), word)
    among = frozenset(actors.names.code[each] for each in actors.counts)
    ident = None if named else actors.names.by_code.get(country_of(head.strip(), among) or "")
    return actors.named_at.get(ident or "")


def _count(actors: Actors, ident: str, start: int, word: str) -> None:
    actors.counts[ident] = actors.counts.get(ident, 0) + 1
    actors.named_at.setdefault(ident, Filler(ident, "state", start, start + len(word), word))


def _is_place(words: Doc, at: int) -> bool:
    """Tell whether a word stands where a place does: "in Arcadia", "near the Arcadian border"."""
    before = at - 1
    while before > 0 and words[before].lower_ in _BESIDE:
        before -= 1
    return before >= 0 and words[before].lower_ in _IN
