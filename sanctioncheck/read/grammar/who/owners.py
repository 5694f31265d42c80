"""Whose something is: the State or body that qualifies a noun phrase, or the group whose camp it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import child_of, conjuncts
from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.pronouns import Pronouns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Owners"]

_QUALIFYING = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "advmod", "det", "appos", "nummod"})


class Owners(Pronouns):
    """Tells whose a thing is."""

    __slots__ = ()

    def owners_of(self, token: Token) -> list[Filler]:
        """Give the State or body that owns or qualifies what a noun phrase is about."""
        found = self.states_of(token)
        if found:
            return found
        for child in token.children:
            named = self.hit(child)
            if child.dep_ in ("compound", "poss", "nmod") and named is not None and named.kind == "body":
                one = self.of_hit(named, child)
                return [one] if one is not None else []
        return []

    def state_of(self, token: Token) -> Filler | None:
        """Give the State that owns or qualifies what a noun phrase is about: "Iranian missiles", "cargo of Iran"."""
        found = self.states_of(token)
        return found[0] if found else None

    def states_of(self, token: Token) -> list[Filler]:
        """Give every State that owns or qualifies a noun: two for "Russian and Belarusian troops"."""
        hit = self.hit(token)
        if hit is not None and hit.kind not in ("other", "body"):
            each = self.of_hit(hit, token)
            return [each] if each is not None else []
        found: list[Filler] = []
        for child in token.children:
            if child.dep_ in _QUALIFYING:
                found += self._qualifying(child)
            elif child.dep_ == "prep" and child.lower_ in ("in", "at") and self.noun(token) in self.names.ruling:
                # "The authorities in Belgrade", "state media in Pyongyang".
                found += [f for inner in child_of(child, "pobj") for f in self._seated(inner)]
            elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
                found += [
                    f for inner in child_of(child, "pobj") for each in conjuncts(inner) for f in self._owning(each)
                ]
        return [each for each in found if each.kind == "state"]

    def _qualifying(self, child: Token) -> list[Filler]:
        """Give the States that a word before a noun names: "Russian and Belarusian", "its", "of Iran's navy"."""
        if child.dep_ == "poss" and (child.pos_ == "PRON" or child.tag_ in ("PRP$", "WP$")):
            return self._pronoun(child)
        found: list[Filler] = []
        for word in conjuncts(child) if child.dep_ != "appos" else [child]:
            named = self.hit(word)
            if named is not None and named.kind not in ("other", "body"):
                one = self.of_hit(named, word)
                found += [] if one is None else [one]
            elif word.dep_ == "poss" or (
                word.dep_ in ("compound", "amod") and word.lemma_.lower() in self.names.organs
            ):
                found += self.states_of(word)
        return found

    def _seated(self, word: Token) -> list[Filler]:
        """Give the State whose capital a word is."""
        hit = self.hit(word)
        one = self.of_hit(hit, word) if hit is not None and hit.kind == "seat" else None
        return [] if one is None else [one]

    def _owning(self, word: Token) -> list[Filler]:
        """Give the State that a word after `of` or `from` names."""
        named = self.hit(word)
        if named is not None and named.kind in ("name", "seat"):
            one = self.of_hit(named, word)
            return [] if one is None else [one]
        return self.states_of(word) if word.head.lower_ == "of" and word.lemma_ in self.names.polities else []

    def _owners(self, token: Token, deep: int) -> list[Filler]:
        """Give whose a thing is: the rebels for "the rebels' positions", the group for "a camp of the group"."""
        for child in token.children:
            if child.dep_ == "poss":
                found = self._resolve(child, 0, deep + 1)
                if found:
                    return found
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj" and self._is_somebody(inner):
                        return [f for each in conjuncts(inner) for f in self._resolve(each, 0, deep + 1)]
            if (
                child.dep_ in ("compound", "nmod")
                and child.pos_ == "PROPN"
                and self.hit(child) is None
                and child.i == token.i - 1
                and not (token.pos_ == "PROPN" and self.is_office(token))
            ):
                return self._resolve(child, 1, deep + 1)
        return []

    def _is_somebody(self, word: Token) -> bool:
        lemma = self.noun(word)
        known = self.names.persons | self.names.humans
        return self.is_name(word) or lemma in known or lemma in self.names.sorts or self.hit(word) is not None
