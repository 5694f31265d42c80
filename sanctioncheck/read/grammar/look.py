"""Looks at one place of a text with the grammar, for extractors that have none of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctioncheck.model.fact import Mode, Status
from sanctioncheck.model.proposal import Filled
from sanctioncheck.read.grammar.form.dates import date_of, told_on
from sanctioncheck.read.grammar.form.parsing import parsed
from sanctioncheck.read.grammar.form.phrase import sentence_of
from sanctioncheck.read.grammar.form.pieces import Piece, pieces
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.telling.factuality import real
from sanctioncheck.read.grammar.telling.speech import quotations, weigh_telling
from sanctioncheck.read.grammar.telling.verdict import verdict
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.filling import filled
from sanctioncheck.read.grammar.who.naming import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sanctioncheck.read.document import Document
    from sanctioncheck.read.grammar.reader import RulesReader

__all__ = ["Look", "Looker"]


@dataclass(frozen=True, slots=True)
class Look:
    """What the grammar says of a place."""

    positive: bool
    status: Status
    mode: Mode
    speaker: Filled | None
    lemmas: frozenset[str]
    doubted: bool
    """Whether words of the sentence make it an allegation or a denial, and not only who the speaker is taken to be."""
    when: str | None
    told: frozenset[str]
    """The dates on which something is told in the sentence; none of them is the date of what is told."""
    sentence: str
    fillers: dict[str, str]
    """What the grammar itself reads there for the same predicate: role to id."""


class Looker:
    """The grammar, for single places of one document.

    The whole document is read once, so that it is known what introductions and headings say of each part, and what the
    grammar reads itself; what was parsed for the last place is kept for the next.
    """

    def __init__(self, reader: RulesReader, document: Document) -> None:
        """Take the reader and the document."""
        self.reader, self.published = reader, document.published
        reader.names.begin(document.text)
        self.actors = Actors(reader.names)
        self.kind = reader.author(document.text, document.publisher, self.actors)
        blocks = [(block.start, block.end) for block in document.blocks] or None
        self.pieces = list(pieces(document.text, blocks))
        read = reader.read(
            document.text, blocks=blocks, published=document.published, publisher=document.publisher, everything=True
        )
        self.fillers = {
            (each.trigger.start, each.predicate): {role: filled.id for role, filled in each.roles.items()}
            for each in read
        }
        self.above = dict(reader.above)
        self._at: tuple[Piece, Doc, dict[int, Hit]] | None = None

    def look(self, start: int, end: int, agent: Filled | None, predicate: str) -> Look | None:
        """Say what the sentence at a place says of the conduct named there.

        Args:
            start: offset of the word that states it.
            end: the offset after it.
            agent: whose conduct it is; who speaks of his own conduct admits it or denies it.
            predicate: what is said to be stated there.

        Returns:
            None where no word stands at the place.
        """
        piece = next((p for p in self.pieces if p.start <= start < p.start + len(p.text)), None)
        if piece is None:
            return None
        doc, hits = self._parsed(piece)
        span = doc.char_span(start - piece.start, end - piece.start, alignment_mode="expand")
        if span is None:
            return None
        speech = self.reader.speech
        token = self._head(list(span))
        self.actors.begin(hits, piece.start)
        slots = Slots(token, speech)
        reality = real(slots, speech)
        above = self.above.get(piece.start)
        if above is not None:
            above.weigh_on(reality)
        quoted = next((q for q in quotations(doc, speech) if q.start <= token.i < q.end), None)
        conduct = None
        if agent is not None:
            conduct = Filler(agent.state or agent.id, "state" if agent.state else "named", start, end, agent.name)
        telling = weigh_telling(reality, quoted, conduct, self.actors, speech, self.kind)
        said = verdict(slots, reality, telling, reality.status, quoted, conduct)
        speaker = filled(said.speaker, "actor", False, doc, self.actors) if said.speaker else None
        doubted = reality.hearsay or any(each.kind in ("alleging", "denying") for each in reality.said)
        return Look(
            said.positive,
            said.status,
            said.mode,
            speaker,
            frozenset(word for t in span for word in (t.lemma_.lower(), t.lower_)),
            doubted,
            date_of(token, self.published, speech),
            told_on(sentence_of(token), token, self.published, speech),
            sentence_of(token).text,
            self.fillers.get((piece.start + token.idx, predicate), {}),
        )

    def _parsed(self, piece: Piece) -> tuple[Doc, dict[int, Hit]]:
        if self._at is None or self._at[0] is not piece:
            nlp = self.reader.english.nlp
            doc = nlp.make_doc(piece.text)
            hits = self.reader.names.merge(doc)
            self._at = (piece, next(parsed([(doc, hits)], nlp, 1, self.reader.speech.opening)), hits)
        return self._at[1], self._at[2]

    def _head(self, tokens: list[Token]) -> Token:
        """Give the word of a trigger that states it: a cue of the vocabulary, else the word that the others hang on."""
        for token in tokens:
            if token.lemma_.lower() in self.reader.lexicon.words:
                return token
        inside = {token.i for token in tokens}
        return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])
