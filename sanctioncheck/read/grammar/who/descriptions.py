"""Who is meant by a noun that names nobody: "the regime", "both countries", "the bank", "the rebels"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import conjuncts
from sanctioncheck.read.grammar.who.fillers import Filler, extent_of
from sanctioncheck.read.grammar.who.owners import Owners

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Descriptions"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_MEN = frozenset({"man", "fighter", "gunman", "militiaman", "gunner", "boy", "lad", "mercenary", "commander", "member"})
"""Nouns for the men of a group or a leader, who are that group."""
_NAMES_OF_SCORN = frozenset({"terrorist", "extremist", "bandit", "murderer"})
_OF_OTHERS = frozenset({"regime", "régime", "junta"})
_LANDS = frozenset({"capital", "country", "homeland"})
_OFFICES = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "emir", "sultan", "ambassador", "spokesman"}
    | {"spokeswoman", "spokesperson", "representative", "delegate"}
)
_ANY_SORT = frozenset({"group", "movement", "party", "organisation", "organization", "militia", "company", "firm"})
_ANY = frozenset(
    {"any", "every", "each", "no", "some", "all", "a", "an", "another", "certain", "other", "neither", "either"}
)


class Descriptions(Owners):
    """Resolves descriptions by what is remembered."""

    __slots__ = ()

    def _described(self, token: Token, deep: int = 0) -> list[Filler]:
        """Give who a description stands for; itself, as described, where nobody else can be told."""
        lemma = self.noun(token)
        span = extent_of(token, self.base)
        if token.pos_ == "NUM" or token.like_num or lemma in self.names.calendar:
            return []
        if token.pos_ in ("NOUN", "PROPN") and lemma not in self.names.persons and deep < 3:
            owners = self.states_of(token) or self._owners(token, deep)
            if owners and not (lemma in self.names.sites and all(self._is_place(f) for f in owners)):
                return [f if f.kind != "state" else self._widened(f, token) for f in owners]
        words = {child.lower_ for child in token.children if child.dep_ in ("det", "nummod", "amod", "predet")}
        group = self._group(token, lemma, words)
        if group:
            return [Filler(each.id, each.kind, *span, "group", None, (each.start, each.end)) for each in group]
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None and lemma in self.names.organs | self.names.offices | self.names.for_state:
            return [
                Filler(f.id, f.kind, *span, f.via if f.inferred else "organ", lemma, f.antecedent or (f.start, f.end))
                for f in self._resolve(owner, 0, 2)
            ]
        if owner is None and deep < 3 and (lemma in _MEN or "group" in self.names.sorts.get(lemma, set())):
            # "The rebels of the Vellish Front", "fighters from the Wagner group".
            theirs = [
                f
                for child in token.children
                if child.dep_ == "prep" and child.lower_ in ("of", "from")
                for inner in child.children
                if inner.dep_ == "pobj" and inner.pos_ == "PROPN"
                for f in self._resolve(inner, 0, deep + 1)
                if f.kind == "named" and f.id[:1].isupper()
            ]
            if theirs:
                return [Filler(f.id, f.kind, f.start, f.end, f.text, f.via, lemma, f.antecedent) for f in theirs]
        if owner is not None and lemma in _MEN:
            return [
                Filler(f.id, f.kind, *span, f.via, lemma, f.antecedent) for f in self._resolve(owner, 0, deep + 1)
            ] or [Filler(span[2], "described", *span, head=lemma)]
        one = self._meant(token, lemma, words) if owner is None else None
        if one is not None:
            return [Filler(one.id, one.kind, *span, "description", None, one.antecedent or (one.start, one.end))]
        return [Filler(span[2], "described", *span, head=lemma)]

    def _is_place(self, filler: Filler) -> bool:
        """Tell whether a name beside a site may be that of the place: "the village of Kalabwe"."""
        known = self.known.get(filler.id)
        words = filler.id.split()
        return filler.kind == "named" and not (known and known[1]) and not filler.id.isupper() and len(words) < 3

    def _group(self, token: Token, lemma: str, words: set[str]) -> list[Filler]:
        """Give the two, or the parties, for "both countries", "the two sides", "A and B, neighbours, …"."""
        if lemma not in self.names.for_group:
            return []
        if words & {"both", "two", "neither", "either"}:
            return self.pair()
        if self.parties and token.tag_ in ("NNS", "NNPS") and "the" in words and not words - {"the"}:
            return self.parties
        if token.tag_ != "NNS" or words or token.i < 2:
            return []
        before = (
            token.nbor(-2)
            if token.nbor(-1).is_punct and not token.nbor(-2).is_punct
            else token.nbor(-3)
            if token.i >= 3 and token.nbor(-1).is_punct
            else None
        )
        if before is None or self.hit(before) is None:
            return []
        first = before.head if before.dep_ == "conj" else before
        found = [f for each in conjuncts(first) if self.hit(each) is not None for f in self._resolve(each, 0, 3)]
        return found if len(found) >= 2 else []

    def _meant(self, token: Token, lemma: str, words: set[str]) -> Filler | None:
        """Give the one that a description goes back to."""
        definite = bool(words & _DEFINITE) or (token.pos_ == "PROPN" and not words & _ANY)
        if self.sanctioned is not None and lemma in self.names.for_state and self._under_sanctions(token):
            return self.sanctioned
        if not definite:
            return None
        if lemma in self.names.aggressors:
            speaker = self.voice or self.author
            own = self.aggressor is not None and speaker is not None and self.aggressor.id == speaker.id
            return None if own else self.aggressor
        known = self._known(token, lemma)
        if known is not None:
            return known
        if token.tag_ in ("NNS", "NNPS") and lemma in self.names.for_group:
            # "These three countries" are no single one.
            return None
        return self._state_meant(token, lemma) if lemma in self.names.for_state | _OFFICES else None

    def _under_sanctions(self, token: Token) -> bool:
        return any(
            c.dep_ in ("acl", "relcl") and any(t.lemma_ == "sanction" for t in c.subtree) for c in token.children
        )

    def _state_meant(self, token: Token, lemma: str) -> Filler | None:
        """Give the State that "the army" or "the Government" is: whose it was, who speaks, or who was last named."""
        before = self.organs.get(lemma)
        if before is not None:
            return before
        speaker = self.voice or self.author
        if lemma in _OF_OTHERS:
            # Nobody calls his own government so.
            states = [f for f in self.recent if f.kind == "state" and (speaker is None or f.id != speaker.id)]
            mostly = self.about()
            if len(states) != 1:
                return mostly if mostly is not None and mostly.id in {f.id for f in states} else None
            return states[0]
        if speaker is not None and speaker.kind == "state":
            return speaker
        # A writer calls his own State "the Republic", and it is no other.
        if lemma in _LANDS:
            return self.theatre()
        if lemma in _OFFICES:
            states = [each for each in self.recent if each.kind == "state"]
            return states[-1] if len(states) == 1 else None
        return None if token.pos_ == "PROPN" and lemma in self.names.polities else self._at_hand()

    def _at_hand(self) -> Filler | None:
        """Give the State that is meant where nothing else says whose: the only one so far, or the one that the text is
        about. Of several that are named, one taken at random would be accused of what another did.
        """
        states = [each for each in self.recent if each.kind == "state"]
        if len(states) == 1:
            return states[-1]
        mostly = self.about()
        elsewhere = max(self.lands, key=lambda each: self.lands[each], default=None)
        return None if mostly is None or (elsewhere is not None and self.lands.get(mostly.id, 0) == 0) else mostly

    def _known(self, token: Token, lemma: str) -> Filler | None:
        """Give the company, group or ship named last that can be called so."""
        by_word = self.others.get(lemma)
        if by_word is not None:
            return by_word
        sorts = self.names.sorts.get(lemma)
        if lemma in _NAMES_OF_SCORN and not any(c.lower_ in ("same", "these", "those") for c in token.children):
            # Whom one speaker calls so is not who another does.
            return None
        if sorts is None or token.pos_ == "PROPN" or (token.tag_ == "NNS" and "group" not in sorts):
            return None
        owned = self.states_of(token)
        inside = set(range(token.left_edge.i, token.right_edge.i + 1))
        first, last = self.base + token.doc[min(inside)].idx, self.base + token.doc[max(inside)].idx
        unsure: Filler | None = None
        for filler, said in reversed(self.known.values()):
            if owned or first <= filler.start <= last:
                continue
            if sorts & said:
                return filler
            if not said and unsure is None:
                unsure = filler
        fits = sum(1 for _, said in self.known.values() if not said or sorts & said)
        return unsure if fits == 1 and lemma in _ANY_SORT else None

    def _widened(self, state: Filler, token: Token) -> Filler:
        """Give a State that is named by what belongs to it."""
        via = "organ" if state.via == "name" else state.via
        return replace(state, via=via, head=token.lemma_.lower())

    def _named(self, token: Token) -> Filler:
        """Give somebody by his own name; where only a part of it stands, by that which was given in full."""
        start, end, text = extent_of(token, self.base)
        if " " in token.text:
            # It was known for one name before it was parsed: "the firm Petra Instruments of Dubai".
            start, text = self.base + token.idx, token.text
            end = start + len(text)
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text).strip(" ,;\"'“”‘’")
        last = name.split()[-1] if name else name
        known = self.others.get(last)
        if known is not None and last in known.id.split():
            return Filler(known.id, known.kind, start, end, text, "name")
        found = Filler(name or text, "named", start, end, text)
        if last and last[0].isupper():
            self.others[last] = found
        return found
