"""Who is meant by the words that fill a role: a State, by whatever belongs to it; a body; somebody else by name; or
who "they" are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.fillers import Filler, extent_of
from sanctioncheck.read.grammar.memory import Memory
from sanctioncheck.read.grammar.phrase import child_of, conjuncts, objects_after
from sanctioncheck.read.grammar.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Actors"]


_QUALIFYING = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "advmod", "det", "appos", "nummod"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_FIRST = frozenset({"we", "our", "us", "ours", "ourselves", "i", "my", "me"})
_EMPTY = frozenset(
    {"this", "that", "these", "those", "which", "what", "who", "whom", "there", "everything", "something", "anything"}
    | {"nothing", "such"}
)
_ORDINALS = re.compile(r"^[\d,.]+$")


@dataclass(slots=True)
class Actors(Memory):
    """Resolves the words of one document, sentence after sentence."""

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
            elif word.dep_ == "poss" or (word.dep_ in ("compound", "amod") and word.lemma_ in self.names.organs):
                found += self.states_of(word)
        return found

    def _owning(self, word: Token) -> list[Filler]:
        """Give the State that a word after `of` or `from` names."""
        named = self.hit(word)
        if named is not None and named.kind in ("name", "seat"):
            one = self.of_hit(named, word)
            return [] if one is None else [one]
        return self.states_of(word) if word.head.lower_ == "of" and word.lemma_ in self.names.polities else []

    def resolve(self, token: Token, *, place: bool = False) -> list[Filler]:
        """Give who is meant by a noun phrase; several for a joint owner or a group; empty where nobody can be told.

        Args:
            token: the head of the phrase.
            place: whether a place may stand for the State that it lies in, as it does after "to" and "in".
        """
        key = token.i * 2 + place
        if key not in self.cache:
            self.cache[key] = self._resolve(token, place, 0)
        return self.cache[key]

    def _resolve(self, token: Token, place: bool, deep: int) -> list[Filler]:
        hit = self.hit(token)
        if hit is not None:
            if hit.kind == "other":
                return [self._named(token)]
            if hit.kind == "place" and not place:
                return self._described(token)
            one = self.of_hit(hit, token)
            return [one] if one is not None else self._described(token)
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP$", "WP", "WDT"):
            return self._pronoun(token)
        lemma = token.lemma_.lower()
        if lemma in _EMPTY or token.lower_ in _EMPTY:
            return []
        if deep < 4 and (
            lemma in self.names.partitives or token.like_num or token.pos_ == "NUM" or _ORDINALS.match(token.text)
        ):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            return [f for each in conjuncts(inner) for f in self._resolve(each, place, deep + 1)]
        states = self.states_of(token)
        if states and self._acts_for_state(token, lemma):
            return [self._widened(each, token) for each in states]
        if not states and deep < 3 and token.pos_ == "NOUN" and lemma in self.names.organs:
            below = objects_after(token, "of", "from")
            found = [f for each in below for f in self._resolve(each, place, deep + 1) if f.kind != "described"]
            if found:
                return found
        if place and token.pos_ == "PROPN":
            town = self._town(token)
            if town is not None:
                return [town]
        if place and states and lemma not in self.names.persons and token.pos_ == "NOUN":
            return [self._widened(each, token) for each in states]
        for child in token.children:
            if child.dep_ == "appos" and deep < 2 and token.pos_ == "PROPN":
                theirs = self.states_of(child)
                if theirs and self._acts_for_state(child, child.lemma_.lower()):
                    return [self._widened(one, token) for one in theirs]
        if token.dep_ == "appos" and deep < 2 and token.pos_ != "PROPN":
            return self._resolve(token.head, place, deep + 2)
        if token.pos_ == "PROPN":
            if lemma in self.names.calendar:
                return []
            return [self._named(token)]
        return self._described(token, deep)

    def _acts_for_state(self, token: Token, lemma: str) -> bool:
        if lemma in self.names.organs or token.lower_ in self.names.organs:
            return True
        if token.pos_ == "PROPN":
            return any(
                c.lower_ in self.names.offices or c.lower_ in ("minister", "president")
                for c in token.children
                if c.dep_ in ("compound", "amod", "appos")
            )
        return False

    def _widened(self, state: Filler, token: Token) -> Filler:
        via = "organ" if state.via == "name" else state.via
        return replace(state, via=via, head=token.lemma_.lower())

    def _town(self, token: Token) -> Filler | None:
        """Give the State in which a town lies, where its name leaves no doubt and the text names that State."""
        start, end, text = extent_of(token, self.base)
        code = country_of(re.sub(r"^(?:the|The) ", "", text))
        ident = self.names.by_code.get(code or "")
        if ident is None:
            return None
        return Filler(ident, "state", start, end, text, "place")

    def _pronoun(self, token: Token) -> list[Filler]:
        word = token.lower_
        if word in ("whose", "who", "which", "that", "whom") and not self.looking:
            verb = token.head
            for _ in range(6):
                if verb.dep_ == "relcl":
                    return self._resolve(verb.head, False, 2)
                verb = verb.head
            return []
        start = self.base + token.idx
        span = (start, start + len(token.text), token.text)
        if word in _FIRST:
            if self.voice is not None:
                return [
                    replace(
                        self.voice,
                        start=span[0],
                        end=span[1],
                        text=span[2],
                        via="author",
                        antecedent=(self.voice.start, self.voice.end),
                    )
                ]
            if self.author is None or (word in ("i", "me", "my") and self.author.kind != "state"):
                return []
            return [
                Filler(self.author.id, self.author.kind, *span, "author", None, (self.author.start, self.author.end))
            ]
        if word in ("both", "each", "either", "neither", "two") or word in _PLURAL:
            group = self.pair() if word in _PLURAL and not self._one_actor() else []
            if word in ("both", "each", "either", "neither", "two"):
                group = self.pair()
            if group:
                return [Filler(each.id, each.kind, *span, "group", None, (each.start, each.end)) for each in group]
        if word in _SINGULAR | _PERSONAL | _PLURAL and not self.looking:
            self.looking = True
            before = self._before(token)
            self.looking = False
            if before is not None:
                return [Filler(before.id, before.kind, *span, "pronoun", None, (before.start, before.end))]
        return []

    def _one_actor(self) -> bool:
        return len(self.subjects) > 0

    def _before(self, token: Token, but: frozenset[str] = frozenset()) -> Filler | None:
        """Give who a pronoun stands for: who acts in the clauses round it, nearest first; who stands before it; who
        acted last."""
        own = {token.i}
        at = token
        for _ in range(12):
            if at.head.i == at.i:
                break
            at = at.head
            own.add(at.i)
            for child in at.children:
                ahead = at.dep_ == "ROOT" and child.i > token.i and token.head.dep_ == "advcl"
                if (
                    child.dep_ in ("nsubj", "nsubjpass")
                    and (child.i < token.i or ahead)
                    and child.i not in own
                    and child.pos_ != "PRON"
                ):
                    found = self._nameable(child, token, but)
                    if found is not None:
                        return found
        best: Filler | None = None
        for each in token.sent:
            if each.i >= token.i:
                break
            if (
                each.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "dobj", "agent", "compound", "amod")
                and each.pos_ != "PRON"
            ):
                found = self._nameable(each, token, but)
                if found is not None and (each.dep_ in ("nsubj", "nsubjpass") or best is None):
                    best = found
        if best is not None:
            return best
        return next((one for one in (*reversed(self.subjects), *reversed(self.recent)) if one.id not in but), None)

    def _nameable(self, token: Token, pronoun: Token, but: frozenset[str]) -> Filler | None:
        """Give who is named by a phrase that does not hold the pronoun itself."""
        if token.left_edge.i <= pronoun.i <= token.right_edge.i:
            return None
        singular = pronoun.lower_ in _SINGULAR | _PERSONAL
        for found in self._resolve(token, False, 2):
            if found.kind != "described" and found.id not in but and not (singular and len(conjuncts(token)) > 1):
                return found
        return None

    def other(self, filler: Filler, token: Token) -> Filler | None:
        """Give who else a pronoun can stand for, where it cannot be who is already there: nobody sells to himself."""
        before = self._before(token, frozenset({filler.id}))
        return (
            None
            if before is None
            else replace(filler, id=before.id, kind=before.kind, antecedent=(before.start, before.end))
        )

    def _owners(self, token: Token, deep: int) -> list[Filler]:
        """Give whose a thing is: the rebels for "the rebels' positions", the group for "a camp of the group"."""
        for child in token.children:
            if child.dep_ == "poss":
                found = self._resolve(child, False, deep + 1)
                if found:
                    return found
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj" and (
                        inner.pos_ == "PROPN"
                        or inner.lemma_.lower() in self.names.persons
                        or self.hit(inner) is not None
                    ):
                        return [f for each in conjuncts(inner) for f in self._resolve(each, True, deep + 1)]
            if (
                child.dep_ in ("compound", "nmod")
                and child.pos_ == "PROPN"
                and self.hit(child) is None
                and child.i == token.i - 1
            ):
                return [self._named(child)]
        return []

    def _described(self, token: Token, deep: int = 0) -> list[Filler]:
        """Resolve "the regime", "both countries", "the rebels"."""
        lemma = token.lemma_.lower()
        span = extent_of(token, self.base)
        if token.pos_ == "NUM" or token.like_num or lemma in self.names.calendar:
            return []
        if token.pos_ == "NOUN" and lemma not in self.names.persons and deep < 3:
            owners = self.states_of(token) or self._owners(token, deep)
            if owners:
                return [f if f.kind != "state" else self._widened(f, token) for f in owners]
        words = {child.lower_ for child in token.children if child.dep_ in ("det", "nummod", "amod", "predet")}
        if lemma in self.names.for_group and (words & {"both", "two"}):
            group = self.pair()
            if group:
                return [Filler(each.id, each.kind, *span, "group", None, (each.start, each.end)) for each in group]
        if lemma in self.names.for_group and token.tag_ == "NNS" and not words and token.i >= 2:
            before = (
                token.nbor(-2)
                if token.nbor(-1).is_punct and not token.nbor(-2).is_punct
                else token.nbor(-3)
                if token.i >= 3 and token.nbor(-1).is_punct
                else None
            )
            if before is not None and self.hit(before) is not None:
                first = before.head if before.dep_ == "conj" else before
                found = [
                    f for each in conjuncts(first) if self.hit(each) is not None for f in self._resolve(each, False, 3)
                ]
                if len(found) >= 2:
                    return [
                        replace(f, start=span[0], end=span[1], text=span[2], via="group", antecedent=(f.start, f.end))
                        for f in found
                    ]
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None and lemma in self.names.organs | self.names.offices:
            return [
                Filler(f.id, f.kind, *span, f.via if f.inferred else "organ", lemma, f.antecedent or (f.start, f.end))
                for f in self._resolve(owner, False, 2)
            ]
        definite = words & {"the", "this", "that"}
        if definite and lemma in self.names.for_state and not owner:
            states = [each for each in self.recent if each.kind == "state"]
            if states:
                one = states[-1]
                return [Filler(one.id, one.kind, *span, "description", None, (one.start, one.end))]
        if (
            self.sanctioned is not None
            and lemma in self.names.for_state
            and any(
                c.dep_ in ("acl", "relcl") and any(t.lemma_ == "sanction" for t in c.subtree) for c in token.children
            )
        ):
            one = self.sanctioned
            return [Filler(one.id, one.kind, *span, "description", None, (one.start, one.end))]
        if definite and lemma in self.names.aggressors and self.aggressor is not None:
            one = self.aggressor
            return [Filler(one.id, one.kind, *span, "description", None, (one.start, one.end))]
        known = self.others.get(lemma)
        if known is not None and definite:
            return [Filler(known.id, known.kind, *span, "description", None, (known.start, known.end))]
        return [Filler(span[2], "described", *span, head=lemma)]

    def _named(self, token: Token) -> Filler:
        start, end, text = extent_of(token, self.base)
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text).strip(" ,;\"'“”‘’")
        last = name.split()[-1] if name else name
        known = self.others.get(last)
        if known is not None and last in known.id.split():
            return Filler(known.id, known.kind, start, end, text, "name")
        found = Filler(name or text, "named", start, end, text)
        if last and last[0].isupper():
            self.others[last] = found
        return found
