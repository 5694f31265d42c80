"""Reads a whole text with the grammar of its sentences and the cues of the vocabulary; the extractor called `rules`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sanctioncheck.model.naming import Texts
from sanctioncheck.model.proposal import Proposal, Told
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.grammar.actors import Actors
from sanctioncheck.read.grammar.clause import opens_clause
from sanctioncheck.read.grammar.fillers import Filler
from sanctioncheck.read.grammar.introduction import Above
from sanctioncheck.read.grammar.language import English, load_english
from sanctioncheck.read.grammar.lexicon import Lexicon, Speech
from sanctioncheck.read.grammar.naming import Hit, Names
from sanctioncheck.read.grammar.parsing import parsed
from sanctioncheck.read.grammar.pieces import Piece, pieces
from sanctioncheck.read.grammar.propose import propose
from sanctioncheck.read.grammar.reading import Reading
from sanctioncheck.read.grammar.speech import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["RulesReader"]


_BATCH = 32
_SHORT = 20_000
"""Characters of a text that is about one thing."""
_HEADS = (
    r"(?:[Pp]ermanent [Rr]epresentative|[Pp]ermanent [Mm]ission|[Gg]overnment|[Pp]resident|[Pp]rime [Mm]inister"
    r"|(?:[Ff]ederal )?[Mm]inistry of [A-Z]?[a-z]+(?: [A-Z][a-z]+)*|(?:[Ff]oreign|[Dd]efen[cs]e) [Mm]inister"
    r"|[Mm]inister (?:of|for) [A-Za-z ]{4,40}|[Dd]elegation|[Ee]mbassy|[Aa]mbassador)"
)
_OFFICIAL_OF = re.compile(_HEADS + r" of (?:the )?$")
_OFFICIAL_BY = re.compile(r"^(?:'s|’s)? " + _HEADS + r"\b")
_PANEL = re.compile(r"\b(?:[Tt]he Panel|the Group of Experts|the Monitoring (?:Group|Team)|the Commission)\b")


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
        actors = Actors(self.names)
        kind = self.author(text, publisher, actors)
        reading = Reading(self.lexicon, self.speech, actors, kind, published=published)
        nlp = self.english.nlp
        batch: list[tuple[Piece, Doc, dict[int, Hit]]] = []
        if len(text) <= _SHORT:
            # "Both countries" are the two that a short text is about.
            for hit in self.names.merge(nlp.make_doc(text)).values():
                if hit.id in self.names.states:
                    actors.counts[hit.id] = actors.counts.get(hit.id, 0) + 1
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
                yield part, found, next(parsed([(made, found)], self.english.nlp, 1))

    def _parsed(
        self, batch: list[tuple[Piece, Doc, dict[int, Hit]]], reading: Reading, text: str
    ) -> Iterator[Proposal]:
        docs = parsed([(doc, hits) for _, doc, hits in batch], self.english.nlp, _BATCH)
        done = ((piece, hits, doc) for (piece, _, hits), doc in zip(batch, docs, strict=True))
        for piece, hits, doc in self._cut(done):
            reading.actors.begin(hits, piece.start)
            reading.above = reading.outline.above(piece, doc)
            if reading.above is not None:
                self.above[piece.start] = reading.above
            for proposal in propose(doc, quotations(doc, self.speech), reading):
                start, end = proposal.quote.start, proposal.quote.end
                yield (
                    proposal
                    if text[start:end] == proposal.quote.exact
                    else proposal.with_(quote=Told(start, end, text[start:end]))
                )

    def author(self, text: str, publisher: str | None, actors: Actors) -> Literal["fact-finding", "state", "other"]:
        """Find out whether a State or a fact-finding body speaks in the text itself, from its head and its foot."""
        if len(_PANEL.findall(text[:20_000])) >= 2 and re.search(r"(?m)^\s*\d{1,3}\.\s", text[:20_000]):
            return "fact-finding"
        for offset, edge in self._edges(text, publisher):
            doc = self.english.nlp.make_doc(re.sub(r"\s", " ", edge))
            hits = self.names.merge(doc)
            for token in doc:
                hit = hits.get(token.idx)
                if hit is None or hit.id not in self.names.states:
                    continue
                before, after = doc.text[: token.idx], doc.text[token.idx + len(token.text) :]
                of = hit.kind == "name" and _OFFICIAL_OF.search(before)
                by = hit.kind in ("name", "adjective") and _OFFICIAL_BY.search(after)
                if of or by:
                    start = offset + token.idx if offset >= 0 else 0
                    actors.author = Filler(hit.id, "state", start, start + len(token.text), token.text, "author")
                    return "state"
        return "other"

    def _edges(self, text: str, publisher: str | None) -> Iterator[tuple[int, str]]:
        """Give the parts in which a text says whose it is: its publisher, its first lines, its last."""
        if publisher:
            yield -1, publisher
        if re.search(r"\b(?:we|our|my)\b", text, re.IGNORECASE):
            heading = re.match(r"[^\n]*(?:\n[^\n]+){0,2}", text)
            if heading is not None and len(heading[0]) <= 300:
                yield 0, heading[0]
            foot = text.rstrip()[-160:]
            yield len(text.rstrip()) - len(foot), foot
