"""What an introduction or a heading says of all that stands below it: "Arcadia denies the following:", "Rumours".

The parts of a list are read one by one; without this each would be a plain statement of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctioncheck.model.fact import Status
from sanctioncheck.read.grammar.form.pieces import Piece
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.modality import is_none
from sanctioncheck.read.grammar.telling.reality import Reality, Said, Tells

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Above", "Outline", "asks"]

_LONGEST_HEADING = 9
"""Words."""
_ASKING = re.compile(r"\s*(?:Q|Question|[A-Z][A-Z .]{1,25})\s*[.:]")
_ENDS = (".", "!", "?", ";", ",", "”", '"', "…")
_HYPOTHETICAL = re.compile(
    r"\b(?:scenarios?|recommendations?|proposals?|options|demands|hypothes[ie]s|hypothetical|simulation|exercise|fiction"
    r"|what if|imagine|suppose|would happen)\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:allegations?|accusations?|claims?|rumou?rs?|myths?|legends?|unverified|unconfirmed|false|fake|untrue|lies"
    r"|disinformation|propaganda|hoax(?:es)?|fabrications?|suspicions?|hearsay)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Above:
    """What is said above a part of a text of all that it states."""

    status: Status = "actual"
    kind: Tells | None = None
    told_only: bool = False
    """Whether it is about what somebody else is said to tell, and not about the rest."""

    def weigh_on(self, found: Reality) -> None:
        """Note it on what is said of a trigger."""
        found.at_least(self.status)
        if self.kind == "alleging":
            found.hearsay = found.hearsay or not self.told_only or bool(found.said)
        elif self.kind is not None:
            found.said.append(Said(self.kind, None))


@dataclass(slots=True)
class Outline:
    """What stands above the part of a text that is being read: its heading, and what introduces its list."""

    speech: Speech
    heading: Above | None = None
    introduced: Above | None = None
    own: str = ""
    """How the paragraph that introduces the list is itself counted."""
    items: str | None = None
    """How the items of the list are counted, once the first was seen."""

    def above(self, piece: Piece, doc: Doc) -> Above | None:
        """Give what is said above a part, and note what it says itself of what comes below it.

        Args:
            piece: the part, in the order of the text.
            doc: the same, parsed.
        """
        text = doc.text.rstrip()
        if not text or not len(doc):
            return None
        if self.introduced is not None and not self._is_item(piece):
            self.introduced, self.items = None, None
        found = self.introduced or self.heading
        if piece.continued:
            # The beginning of the sentence, which may deny it, was read elsewhere.
            found = Above("hypothetical")
        if text.endswith(":"):
            self.introduced = _of_introduction(list(doc.sents)[-1], self.speech) or found
            self.own, self.items = piece.marker, None
        elif len(text.split()) <= _LONGEST_HEADING and not text.endswith(_ENDS) and not piece.marker:
            self.heading = _of_heading(doc)
        return found

    def _is_item(self, piece: Piece) -> bool:
        """Tell whether a part belongs to the list that was introduced."""
        if self.items is None:
            self.items = piece.marker
            return not (piece.marker and piece.marker == self.own)
        return bool(piece.marker) and piece.marker != self.own


def _of_heading(doc: Doc) -> Above | None:
    root = next(iter(doc.sents)).root
    if root.pos_ not in ("NOUN", "PROPN", "ADJ"):
        # "Claims of deliveries mount" is the title of a report.
        return None
    if _HYPOTHETICAL.search(root.text):
        return Above("hypothetical")
    return Above("actual", "alleging") if _DOUBTED.search(root.text) else None


def _of_introduction(sentence: Span, speech: Speech) -> Above | None:
    kinds = set(_kinds(sentence, speech))
    if _HYPOTHETICAL.search(sentence.text) or kinds & {"supposing", "promising", "condition"}:
        return Above("hypothetical")
    if "requiring" in kinds:
        return Above("deontic")
    if kinds & {"failing", "no"}:
        return Above("hypothetical")
    if "denying" in kinds or any(token.lemma_.lower() in speech.baseless for token in sentence):
        return Above("actual", "denying")
    if "alleging" in kinds or _DOUBTED.search(sentence.text) or speech.doubts.search(sentence.text.casefold()):
        return Above("actual", "alleging")
    return None


def _kinds(sentence: Span, speech: Speech) -> Iterator[str]:
    """Give the kinds of speech of all words of an introduction, and what its helping verbs and negations say."""
    for token in sentence:
        yield from _kinds_of(token, speech)
        if token.tag_ == "MD" and token.lower_ in speech.modals:
            yield "promising" if token.lower_ in ("will", "'ll", "’ll") else speech.modals[token.lower_]
        if token.dep_ == "neg" or is_none(token) or token.lower_ == "none":
            yield "no"
        if token.lower_ in ("if", "unless"):
            yield "condition"


def _kinds_of(token: Token, speech: Speech) -> set[str]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        return speech.verbs.get(lemma, set())
    return speech.nouns.get(lemma, set()) if token.pos_ in ("NOUN", "PROPN") else set()


def asks(text: str, piece: Piece) -> bool:
    """Tell whether a part is what somebody asks in an interview: "Q: …?", "AGENCY: …?"."""
    line = text[text.rfind("\n", 0, piece.start) + 1 : piece.start] + piece.text
    return "?" in piece.text and _ASKING.match(line) is not None
