"""Who was named so far in a document, for whatever goes back to it: pronouns, "the regime", "both countries"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.fillers import Filler
from sanctioncheck.read.grammar.naming import Hit, Names

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Memory"]


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
    subjects: list[Filler] = field(default_factory=list)
    """The last fillers that acted, for `it` and `they`."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each State is named in this document."""
    sanctioned: Filler | None = None
    """The State last said to be under sanctions."""
    aggressor: Filler | None = None
    """The State last said to be at war or to attack."""
    voice: Filler | None = None
    """Who speaks in the quotation that is being read; `we` is he."""
    base: int = 0
    """Offset of the parsed piece in the document."""
    cache: dict[int, list[Filler]] = field(default_factory=dict)
    looking: bool = False
    """Whether somebody looks for what a pronoun stands for; a pronoun met on that way stands for nobody."""

    def begin(self, hits: dict[int, Hit], base: int) -> None:
        """Turn to another piece of the document."""
        self.hits, self.base = hits, base
        self.cache.clear()

    def remember(self, filler: Filler | None) -> None:
        """Note that somebody was named or acted."""
        if filler is None or filler.kind == "described":
            return
        self.recent = [*[each for each in self.recent if each.id != filler.id][-12:], filler]

    def speak(self, voice: Filler | None) -> None:
        """Note who speaks in what is read next."""
        if voice != self.voice:
            self.voice = voice
            self.cache.clear()

    def hit(self, token: Token) -> Hit | None:
        """Give what a word names."""
        return self.hits.get(token.idx)

    def pair(self) -> list[Filler]:
        """Give the two States that the text is about, for "both countries"; fewer where it has no two."""
        states = [each for each in self.recent if each.kind == "state"]
        often = sorted(states, key=lambda each: (-self.counts.get(each.id, 0), -states.index(each)))[:2]
        return sorted(often, key=states.index) if len(often) == 2 else []

    def note(self, sentence: list[Token]) -> None:
        """Remember the States that a sentence names, after it has been read."""
        for token in sentence:
            hit = self.hits.get(token.idx)
            if hit is not None and hit.kind not in ("other", "ambiguous", "place"):
                self.remember(self.of_hit(hit, token))

    def of_hit(self, hit: Hit, token: Token) -> Filler | None:
        """Give who is meant by a word that the tables know; None for a name of two of whom none was named alone."""
        ident, via = hit.id, "name"
        if hit.kind == "ambiguous":
            meant = hit.id.split("|")
            named = [each.id for each in reversed(self.recent) if each.id in meant]
            if len(set(named)) != 1:
                return None
            ident, via = named[0], "description"
        elif hit.kind == "place":
            via = "place"
        elif hit.kind == "organ":
            via = "organ"
        body = self.names.bodies.get(ident) if hit.kind == "body" else None
        if body is not None and body.state is not None:
            ident, via = body.state, "organ"
        kind: Literal["state", "body"] = "state" if ident in self.names.states else "body"
        start = self.base + token.idx
        return Filler(ident, kind, start, start + len(token.text), token.text, via)  # type: ignore[arg-type]
