"""Reads a whole text with the grammar of its sentences and the cues of the vocabulary; the extractor called `rules`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sanctioncheck.model.naming import Texts
from sanctioncheck.model.proposal import Proposal
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.actors import Actors, Filler
from sanctioncheck.read.language import English, load_english
from sanctioncheck.read.lexicon import Lexicon, Speech
from sanctioncheck.read.naming import Hit, Names
from sanctioncheck.read.propose import Reading, propose
from sanctioncheck.read.speech import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["RulesReader", "pieces"]

_LONGEST_PIECE = 4_000
"""Characters that are parsed at once."""
_BATCH = 32
_OFFICIAL = re.compile(
    r"(?i:permanent representative|permanent mission|ministry of (?:foreign|defen[cs]e)|government of|address by|speech by|statement by|statement of|letter|communiqu|note verbale|remarks by|spokes)"
)
_PANEL = re.compile(r"\b(?:the Panel|the Group of Experts|the Monitoring (?:Group|Team)|the Commission)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that is parsed at once."""

    start: int
    text: str


def pieces(text: str, blocks: Iterable[tuple[int, int]] | None = None) -> Iterator[Piece]:
    """Cut a text into parts to parse: its blocks, or its lines; none longer than some thousand characters.

    A line break inside a part becomes a space, so that offsets stay.

    >>> [(p.start, p.text) for p in pieces("One.\\nTwo.")]
    [(0, 'One.'), (5, 'Two.')]
    """
    for start, end in blocks if blocks is not None else _lines(text):
        at = start
        while at < end:
            stop = end
            if end - at > _LONGEST_PIECE:
                cut = max(text.rfind(mark, at + 1, at + _LONGEST_PIECE) for mark in (". ", "\n", "; ", " "))
                stop = cut + 1 if cut > at else at + _LONGEST_PIECE
            part = text[at:stop]
            if part.strip():
                yield Piece(at, re.sub(r"[\n\r\t\x0b\x0c\u2028\u2029]", " ", part))
            at = stop


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+(?:\n(?=[^\n])[^\n]+)*" if "\n\n" in text else r"[^\n]+", text):
        yield match.span()


class RulesReader:
    """Proposes facts from texts in English."""

    name = "rules"

    def __init__(self, vocabulary: Vocabulary, texts: Texts, english: English | None = None) -> None:
        """Take the vocabulary with its cues, the tables of names, and the model; None for the one that is installed.

        Raises:
            InputError: no model is installed.
        """
        self.english = english or load_english()
        self.names = Names(texts, self.english.nlp)
        self.lexicon = Lexicon(vocabulary)
        self.speech = Speech(texts.speech)

    def read(
        self,
        text: str,
        *,
        blocks: Iterable[tuple[int, int]] | None = None,
        published: str | None = None,
        publisher: str | None = None,
    ) -> Iterator[Proposal]:
        """Propose the facts of a text.

        Args:
            text: the canonical text.
            blocks: its paragraphs, as pairs of offsets; None to cut it at its line breaks.
            published: when, as EDTF, for months without a year.
            publisher: who wrote it, where that is known.

        Yields:
            Proposals in the order of the text; offsets are code points.
        """
        actors = Actors(self.names)
        kind = self._author(text, publisher, actors)
        reading = Reading(self.lexicon, self.speech, actors, kind, published)
        nlp = self.english.nlp
        batch: list[tuple[Piece, Doc, dict[int, Hit]]] = []
        for piece in pieces(text, blocks):
            doc = nlp.make_doc(piece.text)
            batch.append((piece, doc, self.names.merge(doc)))
            if len(batch) >= _BATCH:
                yield from self._parsed(batch, reading)
                batch = []
        yield from self._parsed(batch, reading)

    def _parsed(self, batch: list[tuple[Piece, Doc, dict[int, Hit]]], reading: Reading) -> Iterator[Proposal]:
        docs = self.english.nlp.pipe([doc for _, doc, _ in batch], batch_size=_BATCH)
        for (piece, _, hits), doc in zip(batch, docs, strict=True):
            reading.actors.begin(hits, piece.start)
            yield from propose(doc, quotations(doc, self.speech), reading)

    def _author(self, text: str, publisher: str | None, actors: Actors) -> Literal["fact-finding", "state", "other"]:
        """Find out whether a State or a fact-finding body speaks in the text itself, from its head and its foot."""
        if len(_PANEL.findall(text[:20_000])) >= 2 and re.search(r"(?m)^\s*\d{1,3}\.\s", text[:20_000]):
            return "fact-finding"
        edges = [(0, text[:400])] + ([(len(text) - 200, text[-200:])] if len(text) > 600 else [])
        if not re.search(r"\b(?:we|our|my)\b", text, re.IGNORECASE):
            return "other"
        for offset, edge in [(-1, publisher)] if publisher else []:
            edges.insert(0, (offset, edge or ""))
        for offset, edge in edges:
            match = _OFFICIAL.search(edge)
            if match is None:
                continue
            doc = self.english.nlp.make_doc(re.sub(r"\s", " ", edge))
            hits = self.names.merge(doc)
            near = sorted((abs(at - match.end()), at, hit) for at, hit in hits.items() if hit.kind in ("name", "adjective", "seat", "leader") and hit.id in self.names.states)
            if near:
                _, at, hit = near[0]
                start = offset + at if offset >= 0 else 0
                actors.author = Filler(hit.id, "state", start, start + 1, hit.id, "author")
                return "state"
        return "other"
