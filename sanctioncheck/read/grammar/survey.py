"""What a short text is about: which States it names how often, and in which of them something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.actors import Actors
from sanctioncheck.read.grammar.fillers import Filler
from sanctioncheck.read.grammar.phrase import DAYS
from sanctioncheck.read.grammar.places import country_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["survey"]

_LONGEST_HEADING = 160
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
    among = frozenset(actors.names.code[each] for each in actors.counts)
    for token in words:
        unknown = token.idx not in hits and token.text[:1].isupper() and token.is_alpha and token.lower_ not in DAYS
        if unknown and _is_place(words, token.i):
            ident = actors.names.by_code.get(country_of(token.text, among) or "")
            if ident in actors.counts:
                actors.lands[ident] = actors.lands.get(ident, 0) + 1


def _count(actors: Actors, ident: str, start: int, word: str) -> None:
    actors.counts[ident] = actors.counts.get(ident, 0) + 1
    actors.named_at.setdefault(ident, Filler(ident, "state", start, start + len(word), word))


def _is_place(words: Doc, at: int) -> bool:
    """Tell whether a word stands where a place does: "in Arcadia", "near the Arcadian border"."""
    before = at - 1
    while before > 0 and words[before].lower_ in _BESIDE:
        before -= 1
    return before >= 0 and words[before].lower_ in _IN
