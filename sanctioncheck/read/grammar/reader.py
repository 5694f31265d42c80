"""Reads a whole text with the grammar of its sentences and the cues of the vocabulary; the extractor called `rules`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.model.naming import Texts
from sanctioncheck.model.proposal import Proposal, Told
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.grammar.form.clause import opens_clause
from sanctioncheck.read.grammar.form.parsing import parsed
from sanctioncheck.read.grammar.form.pieces import Piece, pieces
from sanctioncheck.read.grammar.language import English, load_english
from sanctioncheck.read.grammar.lexicon import Lexicon, Speech
from sanctioncheck.read.grammar.propose import propose
from sanctioncheck.read.grammar.reading import Reading
from sanctioncheck.read.grammar.telling.introduction import Above, asks
from sanctioncheck.read.grammar.telling.speech import quotations
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.aliases import note_aliases, speaking
from sanctioncheck.read.grammar.who.authors import Authorship, author_of, is_question
from sanctioncheck.read.grammar.who.headless import opener_of
from sanctioncheck.read.grammar.who.naming import Hit, Names
from sanctioncheck.read.grammar.who.survey import survey, topic_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["RulesReader"]


_BATCH = 32
_SHORT = 20_000
"""Characters of a text that is about one thing."""


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
        self.to_machines = tuple(phrase.casefold() for phrase in texts.speech.to_machines)
        self.unread: list[tuple[int, int]] = []
        """Parts of the last text that speak to a program; nothing is read from them."""
        self.above: dict[int, Above] = {}
        """What introductions and headings of the last text say of its parts, by where those begin."""

    def read(
        self,
        text: str,
        *,
        blocks: Iterable[tuple[int, int]] | None = None,
        published: str | None = None,
        publisher: str | None = None,
        everything: bool = False,
    ) -> Iterator[Proposal]:
        """Propose the facts of a text.

        Args:
            text: the canonical text.
            blocks: its paragraphs, as pairs of offsets; None to cut it at its line breaks.
            published: when, as EDTF, for months without a year.
            publisher: who wrote it, where that is known.
            everything: whether to read what speaks to a program like everything else.

        Yields:
            Proposals in the order of the text; offsets are code points.
        """
        self.unread, self.above = [], {}
        self.names.begin(text)
        actors = Actors(self.names)
        kind = self.author(text, publisher, actors)
        reading = Reading(self.lexicon, self.speech, actors, kind, published=published)
        nlp = self.english.nlp
        batch: list[tuple[Piece, Doc, dict[int, Hit]]] = []
        if len(text) <= _SHORT:
            survey(text, actors, nlp)
        note_aliases(text, actors, nlp)
        for piece in pieces(text, blocks):
            folded = piece.text.casefold()
            if not everything and any(phrase in folded for phrase in self.to_machines):
                self.unread.append((piece.start, piece.start + len(piece.text)))
                continue
            doc = nlp.make_doc(piece.text)
            batch.append((piece, doc, self.names.merge(doc)))
            if len(batch) >= _BATCH:
                yield from self._parsed(batch, reading, text)
                batch = []
        yield from self._parsed(batch, reading, text)

    def _cut(self, done: Iterator[tuple[Piece, dict[int, Hit], Doc]]) -> Iterator[tuple[Piece, dict[int, Hit], Doc]]:
        """Parse again, in two parts, where the parser joined the subject of a second clause to the end of the first."""
        for piece, hits, doc in done:
            cut = next(
                (
                    t.left_edge.idx
                    for t in doc
                    if opens_clause(t) and (self.names.states & {h.id for h in [hits.get(t.idx)] if h})
                ),
                None,
            )
            if cut is None or any(mark in piece.text for mark in '“"'):
                yield piece, hits, doc
                continue
            conjunction = doc.char_span(0, cut, alignment_mode="contract")
            before = cut if conjunction is None else conjunction[-1].idx
            for start, end in ((0, before), (cut, len(piece.text))):
                part = replace(piece, start=piece.start + start, text=piece.text[start:end])
                made = self.english.nlp.make_doc(part.text)
                found = self.names.merge(made)
                yield part, found, next(parsed([(made, found)], self.english.nlp, 1, self.speech.opening))

    def _parsed(
        self, batch: list[tuple[Piece, Doc, dict[int, Hit]]], reading: Reading, text: str
    ) -> Iterator[Proposal]:
        docs = parsed([(doc, hits) for _, doc, hits in batch], self.english.nlp, _BATCH, self.speech.opening)
        done = ((piece, hits, doc) for (piece, _, hits), doc in zip(batch, docs, strict=True))
        for piece, hits, doc in self._cut(done):
            reading.actors.begin(hits, piece.start)
            reading.above = reading.outline.above(piece, doc)
            if reading.above is None and asks(text, piece):
                # What a journalist says when he asks is not told by who answers.
                reading.above = Above("actual", "alleging", told_only=True)
            if reading.above is not None:
                self.above[piece.start] = reading.above
            reading.actors.speaking = speaking(piece.text, piece.start, reading.actors) or reading.actors.speaking
            reading.actors.delegate = None
            reading.actors.topic = topic_of(piece.text, piece.start, hits, reading.actors)
            reading.actors.asked = is_question(text[max(0, piece.start - 4) : piece.start].lstrip() + piece.text)
            reading.actors.opener = opener_of(doc, reading.actors) or reading.actors.opener
            for proposal in propose(doc, quotations(doc, self.speech), reading):
                yield _as_written(proposal, text)

    def author(self, text: str, publisher: str | None, actors: Actors) -> Authorship:
        """Find out whether a State or a fact-finding body speaks in the text itself, from its head and its foot."""
        return author_of(text, publisher, actors, self.english.nlp)


def _as_written(proposal: Proposal, text: str) -> Proposal:
    """Give a proposal with its words as they stand in the text, where what is parsed was flattened: "CONDEMNS"."""

    def told(span: Told) -> Told:
        return Told(span.start, span.end, text[span.start : span.end])

    quote = told(proposal.quote)
    if quote == proposal.quote:
        return proposal
    roles = {
        role: filled if filled.span is None else replace(filled, span=told(filled.span))
        for role, filled in proposal.roles.items()
    }
    return proposal.with_(quote=quote, trigger=told(proposal.trigger), roles=roles)
