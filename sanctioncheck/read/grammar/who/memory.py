"""Who was named so far in a document, for whatever goes back to it: pronouns, "the regime", "both countries"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.naming import Hit, Names

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Memory", "Mention"]

_KINDS_OF_OFFICE = frozenset(
    {"foreign", "defence", "defense", "interior", "federal", "national", "interim", "transitional", "central"}
    | {"provisional", "permanent", "deputy", "acting", "own"}
)
_SENTENCES_BACK = 3
_MOST_KNOWN = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for somebody, with what decides whether a pronoun can go back to it."""

    fillers: tuple[Filler, ...]
    role: str
    """How the phrase hangs in its sentence: `nsubj`, `dobj`, `pobj`."""
    number: Literal["one", "many", "any"]
    person: bool | None
    """Whether it is a human being; None where its name does not say so."""
    actor: bool = True
    """Whether it is somebody, and no thing."""
    at: int = 0
    """Which word of its sentence heads it."""
    turn: int = 0
    """The sentence in which it stands, counted from the first."""


@dataclass(slots=True)
class Memory:
    """Who was named so far, and who speaks."""

    names: Names
    author: Filler | None = None
    hits: dict[int, Hit] = field(default_factory=dict)
    recent: list[Filler] = field(default_factory=list)
    """States and bodies named so far, the last named last; each once."""
    others: dict[str, Filler] = field(default_factory=dict)
    """The last word of the name of anybody else, to that name as it was first given in full."""
    aliases: dict[str, Filler] = field(default_factory=dict)
    """Abbreviations and delegates that the text explains, to who is meant."""
    panel: Filler | None = None
    """The fact-finding body whose report the text is; it calls itself "the Group" or "the Mission"."""
    speaking: Filler | None = None
    """The State whose delegate speaks in this part of minutes."""
    delegate: Filler | None = None
    """The State whose delegate is told to speak in this part of minutes; "he" and "her Government" are his."""
    opener: Filler | None = None
    """Who is named at the head of a decision, before verbs without a subject: "The Council, … Condemns"."""
    mentions: list[Mention] = field(default_factory=list)
    """Who was mentioned in the last sentences, for `it` and `they`."""
    known: dict[str, tuple[Filler, set[str]]] = field(default_factory=dict)
    """Everybody named who is no State: where last, and what he was said to be: a bank, a group, a ship."""
    organs: dict[str, Filler] = field(default_factory=dict)
    """A noun such as `army` or `parliament`, to the State whose it was last said to be."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each State is named in this document."""
    topic: Filler | None = None
    """The State that a paragraph of a list is about: `Arcadia: …`."""
    lands: dict[str, int] = field(default_factory=dict)
    """How often something is said to be in each State."""
    sent_from: str | None = None
    """The State from which the text says that it was sent."""
    named_at: dict[str, Filler] = field(default_factory=dict)
    """Where each State is first named in this document."""
    parties: list[Filler] = field(default_factory=list)
    """The States that make a joint statement."""
    asked: bool = False
    """Whether a question is being read, whose `you` is the author."""
    sanctioned: Filler | None = None
    """The State last said to be under sanctions."""
    aggressor: Filler | None = None
    """The State last said to be at war or to attack."""
    voice: Filler | None = None
    """Who speaks in the quotation that is being read; `we` is he."""
    base: int = 0
    """Offset of the parsed piece in the document."""
    turn: int = 0
    """How many sentences have been read."""
    cache: dict[int, list[Filler]] = field(default_factory=dict)
    sentence: list[Token] = field(default_factory=list)
    """The sentence that is being read."""
    nouns: frozenset[tuple[str, str]] = frozenset()
    """The nouns of the sentence before with their tags, for what `them` and `some` stand for."""
    looking: bool = False
    """Whether somebody looks for what a pronoun stands for; a pronoun met on that way stands for nobody."""

    def begin(self, hits: dict[int, Hit], base: int) -> None:
        """Turn to another piece of the document."""
        self.hits, self.base = hits, base
        self.sentence = []
        self.cache.clear()

    def remember(self, filler: Filler | None) -> None:
        """Note that a State or body was named."""
        if filler is None or filler.kind == "described":
            return
        self.recent = [*[each for each in self.recent if each.id != filler.id][-12:], filler]

    def keep(self, mentions: list[Mention]) -> None:
        """Note who was mentioned in the sentence that has just been read."""
        self.turn += 1
        self.mentions = [m for m in self.mentions if m.turn > self.turn - 1 - _SENTENCES_BACK] + mentions

    def learn(self, filler: Filler, sorts: set[str]) -> None:
        """Note that somebody who is no State was named, and what he was said to be."""
        before = self.known.pop(filler.id, None)
        self.known[filler.id] = (filler, sorts | (before[1] if before else set()))
        if len(self.known) > _MOST_KNOWN:
            del self.known[next(iter(self.known))]

    def speak(self, voice: Filler | None) -> None:
        """Note who speaks in what is read next."""
        if voice != self.voice:
            self.voice = voice
            self.cache.clear()

    def hit(self, token: Token) -> Hit | None:
        """Give what a word names."""
        return self.hits.get(token.idx)

    def noun(self, token: Token) -> str:
        """Give a noun as the dictionary has it."""
        raise NotImplementedError

    def _resolve(self, token: Token, place: int, deep: int) -> list[Filler]:
        raise NotImplementedError

    def is_name(self, token: Token) -> bool:
        """Tell whether a word is a name, also where the tagger does not see it: "the Desna-12", "the FARC"."""
        if token.pos_ == "PROPN":
            return True
        text = token.text
        return token.pos_ == "NOUN" and text[:1].isupper() and (text.isupper() or any(c.isdigit() for c in text))

    def is_office(self, token: Token) -> bool:
        """Tell whether a word written like a name is an office or an organ: "the President", "my Minister"."""
        known = self.names.organs | self.names.offices | self.names.for_state | self.names.for_group
        parts = [c for c in token.children if c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "PROPN"]
        return self.noun(token) in known and all(self.noun(c) in known | _KINDS_OF_OFFICE for c in parts)

    def about(self) -> Filler | None:
        """Give the State that a short text names more often than every other one."""
        ranked = sorted(((n, ident) for ident, n in self.counts.items()), reverse=True)
        if not ranked or ranked[0][0] < 3 or (len(ranked) > 1 and ranked[1][0] >= ranked[0][0]):
            return None
        return self.named_at[ranked[0][1]]

    def theatre(self) -> Filler | None:
        """Give the State in whose land a short text plays: where most of it happens, or where most may happen of those
        that it is about; None where that could be two.
        """
        if self.topic is not None:
            return self.topic
        lands = dict(self.lands)
        if self.sent_from is not None:
            lands[self.sent_from] = lands.get(self.sent_from, 0) + 2
        most = max(lands.values(), default=0)
        where = [ident for ident, n in lands.items() if n == most]
        if most >= 2 and len(where) == 1:
            return self.named_at[where[0]]
        mostly = self.about()
        return mostly if mostly is not None and (not where or mostly.id in where) else None

    def pair(self) -> list[Filler]:
        """Give the two States that the text is about, for "both countries"; fewer where it has no two."""
        if self.parties:
            return self.parties
        states = [each for each in self.recent if each.kind == "state"]
        often = sorted(states, key=lambda each: (-self.counts.get(each.id, 0), -states.index(each)))[:2]
        return sorted(often, key=states.index) if len(often) == 2 else []

    def of_hit(self, hit: Hit, token: Token) -> Filler | None:
        """Give who is meant by a word that the tables know; None for a name of two of whom none was named alone."""
        ident, via, antecedent = hit.id, "name", None
        if hit.kind == "ambiguous":
            meant = hit.id.split("|")
            named = [each for each in (*reversed(self.recent), *self.parties) if each.id in meant]
            if len({each.id for each in named}) != 1:
                return None
            ident, via, antecedent = named[0].id, "description", (named[0].start, named[0].end)
        elif hit.kind == "place":
            via = "place"
        elif hit.kind == "organ":
            via = "organ"
        body = self.names.bodies.get(ident) if hit.kind == "body" else None
        if body is not None and body.state is not None:
            ident, via = body.state, "organ"
        kind: Literal["state", "body"] = "state" if ident in self.names.states else "body"
        start = self.base + token.idx
        span = (start, start + len(token.text), token.text)
        return Filler(ident, kind, *span, via, None, antecedent)  # type: ignore[arg-type]
