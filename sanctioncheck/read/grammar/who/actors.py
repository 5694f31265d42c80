"""Who is meant by the words that fill a role: a State, by whatever belongs to it; a body; somebody else by name; or
who "they" are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.form.phrase import DAYS, child_of, conjuncts, objects_after
from sanctioncheck.read.grammar.who.descriptions import Descriptions
from sanctioncheck.read.grammar.who.fillers import Filler, extent_of
from sanctioncheck.read.grammar.who.memory import Mention
from sanctioncheck.read.grammar.who.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Actors"]

_EMPTY = frozenset(
    {"this", "that", "these", "those", "which", "what", "who", "whom", "there", "everything", "something", "anything"}
    | {"nothing", "such"}
)
_EVERYBODY = frozenset(
    {"all", "every", "everybody", "everyone", "any", "anybody", "nobody", "no", "none", "other", "apart", "else"}
)
_THREE = {"two": 2, "three": 3, "four": 4, "five": 5}
_STATE_MEDIA = frozenset({"media", "television", "radio", "agency", "newspaper"})
_PANELS = frozenset({"Group", "Mission", "Commission", "Team", "Panel"})
_OWN = frozenset({"ours", "theirs", "hers", "mine", "yours"})
_ORDINALS = re.compile(r"^[\d,.]+$")
_ARTICLE = re.compile(r"^(?:the|The) ")
_LIES_IN = ("of", "in", "near", "at", "inside", "outside", "around", "from", "on", "over", "along", "across")


class Actors(Descriptions):
    """Resolves the words of one document, sentence after sentence."""

    __slots__ = ()

    def resolve(self, token: Token, *, place: int = 0) -> list[Filler]:
        """Give who is meant by a noun phrase; several for a joint owner or a group; empty where nobody can be told.

        Args:
            token: the head of the phrase.
            place: 1 where a town may stand for the State that it lies in, as it does after "to" and "in"; 2 where
                whatever stands in a State's land may, as it does in an attack; 3 where its people may too.
        """
        key = token.i * 4 + place
        if key not in self.cache:
            self.cache[key] = self._resolve(token, place, 0)
        return self.cache[key]

    def noun(self, token: Token) -> str:
        """Give a noun as the dictionary has it, also where it is written like a name: "Instructors", "the President".

        A name that only begins with such a word is none: "President Street".
        """
        lemma = token.lemma_.lower()
        if token.pos_ != "PROPN":
            return lemma
        word = token.lower_
        return word[:-1] if word.endswith("s") and word[:-1] in self.names.organs | self.names.persons else word

    def note(self, sentence: list[Token]) -> None:
        """Remember who a sentence names, after it has been read."""
        self.sentence = sentence
        found: list[Mention] = []
        for token in sentence:
            hit = self.hits.get(token.idx)
            if hit is not None and hit.kind not in ("other", "ambiguous", "place"):
                self.remember(self.of_hit(hit, token))
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                self._learn(token)
            if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"):
                found += self.mentioned(token)
            elif token.pos_ == "PRON" and token.dep_ in ("nsubj", "nsubjpass"):
                who = tuple(f for f in self.resolve(token) if f.via == "pronoun")
                number: Literal["one", "many"] = "many" if token.lower_ == "they" else "one"
                person = token.lower_ in ("he", "she")
                if who:
                    found.append(Mention(who, "nsubj", number, person, True, token.i, self.turn + 1))
        self.keep(found)
        self.nouns = frozenset((token.lemma_.lower(), token.tag_) for token in sentence if token.pos_ == "NOUN")

    def _learn(self, token: Token) -> None:
        """Note what somebody named is said to be, and whose army or parliament is spoken of."""
        lemma = self.noun(token)
        if lemma in self.names.for_state | self.names.offices:
            states = [f for f in self.states_of(token) if f.via in ("name", "organ")]
            if len(states) == 1:
                self.organs[lemma] = states[0]
        if token.dep_ in ("compound", "nmod"):
            return
        if token.pos_ != "PROPN":
            for filler in self.resolve(token):
                # "Houthi gunners", "the rebels of the Vellish Front": who is named there is known from then on.
                if filler.kind == "named" and filler.via == "name" and filler.antecedent is None:
                    words = filler.id.split()
                    sorts = {self.names.sorts_of_names[w] for w in words if w in self.names.sorts_of_names}
                    self.learn(filler, sorts)
            return
        for filler in self.resolve(token):
            if filler.kind == "named" and filler.via == "name" and filler.id[:1] != filler.id[:1].lower():
                self.learn(filler, self._sorts(token))

    def _sorts(self, token: Token) -> set[str]:
        """Give what somebody is said to be by the words of his name and by what stands beside it."""
        words = [token, *child_of(token, "compound", "nmod", "amod")]
        parts = [part for w in words for part in w.text.split()]
        found = {self.names.sorts_of_names[part] for part in parts if part in self.names.sorts_of_names}
        beside = [c for c in token.children if c.dep_ == "appos"]
        beside += [c for c in words if c.pos_ == "NOUN" or c.lemma_.lower() in self.names.sorts]
        if token.dep_ == "appos" or token.dep_ in ("nsubj", "nsubjpass"):
            beside.append(token.head)
        if token.i and token.nbor(-1).pos_ == "NOUN" and token.nbor(-1).dep_ != "poss":
            beside.append(token.nbor(-1))
        for each in beside:
            found |= self.names.sorts.get(each.lemma_.lower(), set())
        return found

    def is_apart(self, token: Token) -> bool:
        """Tell whether a noun is for a group, a company or people, and not for the State beside it."""
        sorts = self.names.sorts.get(self.noun(token), set())
        return bool(sorts & {"group", "company"}) or self._is_estranged(token)

    def _is_left_out(self, token: Token) -> bool:
        """Tell whether somebody is named as the one who is not meant: "all States but Arcadia"."""
        first = token.left_edge.i
        word = token.doc[first - 1].lower_ if first else ""
        if word not in self.names.excepting:
            return False
        before = [each.lower_ for each in token.doc[max(0, first - 6) : first]]
        return word not in ("but", "than", "from") or bool(_EVERYBODY.intersection(before))

    def _is_estranged(self, token: Token) -> bool:
        """Tell whether somebody is said to act for no State, or for his no more: "a former minister"."""
        beside = child_of(token, "amod", "compound", "nmod", "advmod", "npadvmod")
        words = [
            each.lower_ for word in (*beside, token) for each in (word, *child_of(word, "amod", "nmod", "compound"))
        ]
        before = token.nbor(-1).lower_ if token.i else ""
        places = objects_after(token, "in")
        exiled = any(each.lower_ == "exile" for each in places)
        hit = self.hit(token)
        if hit is not None and hit.kind == "adjective" and token.tag_ in ("NNS", "NNPS"):
            # "Russians in Ukraine" are people, wherever they live.
            exiled = exiled or any(self.hit(each) is not None for each in places)
        return exiled or not self.names.estranged.isdisjoint([*words, before])

    def _resolve(self, token: Token, place: int, deep: int) -> list[Filler]:
        hit = self.hit(token)
        if self._is_left_out(token):
            return []
        people = (hit is None or hit.kind == "adjective") and token.pos_ in ("NOUN", "PROPN", "ADJ")
        if people and self._is_estranged(token) and (deep >= 3 or self._named_beside(token) is None):
            span = extent_of(token, self.base)
            return [Filler(span[2], "described", *span, head=self.noun(token))]
        if hit is not None:
            if hit.kind == "other":
                return [self._named(token)]
            if hit.kind == "place" and not place:
                return self._described(token)
            one = self.of_hit(hit, token)
            return [one] if one is not None else self._described(token)
        alias = self.aliases.get(token.text)
        if alias is not None:
            start, end, text = extent_of(token, self.base)
            back = (alias.start, alias.end)
            return [Filler(alias.id, alias.kind, start, end, text, alias.via, None, back if back[0] != start else None)]
        if self.panel is not None and token.text in _PANELS and [c.lower_ for c in token.children] == ["the"]:
            start, end, text = extent_of(token, self.base)
            back = (self.panel.start, self.panel.end)
            return [replace(self.panel, start=start, end=end, text=text, antecedent=back if back[0] != start else None)]
        if token.pos_ == "PRON" or token.lower_ in _OWN or token.tag_ in ("PRP", "PRP$", "WP$", "WP", "WDT"):
            return self._pronoun(token)
        lemma = self.noun(token)
        if lemma == "resolution" and "un-sc" in self.names.bodies and self._is_of_council(token):
            start, end, text = extent_of(token, self.base)
            return [Filler("un-sc", "body", start, end, text, "description", None, (start, end))]
        if lemma in _EMPTY or token.lower_ in _EMPTY or lemma in self.names.calendar:
            return []
        counted = self._counted(token)
        if counted:
            return counted
        within = self._of_part(token, lemma, place, deep)
        if within is not None:
            return within
        named = self._named_beside(token) if deep < 3 else None
        if named is not None:
            many = conjuncts(named) if token.tag_ == "NNS" else [named]
            return [f for each in many for f in self._resolve(each, place, deep + 2)]
        states = self.states_of(token)
        if states and (self._acts_for_state(token, lemma) or self._is_make(token)):
            return [self._widened(each, token) for each in states]
        if not states and deep < 3 and lemma in self.names.organs:
            below = [t for t in objects_after(token, "of", "from") if token.pos_ != "PROPN" or self.hit(t) is not None]
            found = [f for each in below for f in self._resolve(each, place, deep + 1) if f.kind != "described"]
            if found:
                return found
        if place:
            land = self._land(token, lemma, states, place)
            if land:
                return land
        for child in token.children:
            if child.dep_ == "appos" and deep < 2 and token.pos_ == "PROPN":
                theirs = self.states_of(child)
                if theirs and self._acts_for_state(child, child.lemma_.lower()):
                    return [self._widened(one, token) for one in theirs]
        if token.dep_ == "appos" and deep < 2 and token.pos_ != "PROPN":
            return self._resolve(self._explained(token), place, deep + 2)
        if self.is_name(token):
            in_full = self.others.get(token.text)
            if in_full is not None and in_full.id != token.text:
                return [self._named(token)]
            return self._described(token, deep) if self.is_office(token) else [self._named(token)]
        return self._described(token, deep)

    def _is_of_council(self, token: Token) -> bool:
        """Tell whether a resolution is one of the Security Council, by its number: those of the Assembly have two."""
        numbers = [c.text for c in token.children if c.dep_ in ("nummod", "appos") or c.pos_ == "NUM"]
        return any(each.isdigit() and len(each) <= 4 for each in numbers) and token.dep_ in ("nsubj", "agent", "pobj")

    def _counted(self, token: Token) -> list[Filler]:
        """Give the States that were named together, for "all three" and "the three countries"."""
        words = {c.lower_ for c in token.children if c.dep_ in ("det", "predet", "nummod", "amod")}
        number = _THREE.get(token.lower_) or next((_THREE[w] for w in words if w in _THREE), 0)
        definite = bool(words & {"all", "the", "these", "those", "both"})
        if not number or not definite or (token.pos_ != "NUM" and self.noun(token) not in self.names.for_group):
            return []
        last = [m for m in self.mentions if len(m.fillers) == number and all(f.kind == "state" for f in m.fillers)]
        if not last:
            return []
        start, end, text = extent_of(token, self.base)
        return [
            Filler(f.id, f.kind, start, end, text, "group", None, f.antecedent or (f.start, f.end))
            for f in last[-1].fillers
        ]

    def _of_part(self, token: Token, lemma: str, place: int, deep: int) -> list[Filler] | None:
        """Give who is meant by "thousands of soldiers" or "both of them": who stands after `of`."""
        partly = lemma in self.names.partitives or token.like_num or token.pos_ == "NUM" or _ORDINALS.match(token.text)
        if deep >= 4 or not partly:
            return None
        for inner in objects_after(token, "of"):
            return [f for each in conjuncts(inner) for f in self._resolve(each, place, deep + 1)]
        return None

    def _named_beside(self, token: Token) -> Token | None:
        """Give the name that stands with a description: "the carrier Aster Dawn", "a broker, Petra Instruments"."""
        if token.pos_ != "NOUN":
            return None
        lemma = token.lemma_.lower()
        if lemma in self.names.for_group:
            # "Its neighbour Arcadia", "their ally, Ruritania".
            for child in child_of(token, "appos"):
                hit = self.hit(child)
                if hit is not None and hit.kind in ("name", "seat") and child.i - token.i <= 2:
                    return child
        if lemma not in self.names.sorts and lemma not in self.names.persons:
            return None
        for child in token.children:
            if child.dep_ == "appos" and self.is_name(child) and self._may_name(child):
                return child
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        while after is not None and after.dep_ == "compound" and after.pos_ == "PROPN":
            after = after.head
        if after is None or after.i == token.i or after.head.i != token.head.i or not self.is_name(after):
            return None
        return after if after.dep_ in (token.dep_, "npadvmod", "dep") and self._may_name(after) else None

    def _may_name(self, child: Token) -> bool:
        hit = self.hit(child)
        return hit is None or hit.kind in ("body", "organ", "other")

    def _explained(self, token: Token) -> Token:
        """Give the name that an apposition explains: the one before the comma, where the parser hung it on a verb."""
        if token.head.pos_ in ("VERB", "AUX") and token.left_edge.i >= 2 and token.left_edge.nbor(-1).text == ",":
            return token.left_edge.nbor(-2)
        return token.head

    def _acts_for_state(self, token: Token, lemma: str) -> bool:
        if lemma in self.names.organs or token.lower_ in self.names.organs:
            return True
        if lemma in _STATE_MEDIA and any(c.lower_ in ("state", "official") for c in token.children):
            return True
        if token.pos_ == "PROPN":
            return any(
                c.lower_ in self.names.offices or c.lower_ in ("minister", "president")
                for c in token.children
                if c.dep_ in ("compound", "amod", "appos")
            )
        return False

    def _is_make(self, token: Token) -> bool:
        """Tell whether a name is that of a make of weapon, which is its State's: "Colombian Super Tucanos"."""
        if token.pos_ != "PROPN" or token.text in self.names.sorts_of_names or token.text.isupper():
            return False
        adjective = any((hit := self.hit(c)) is not None and hit.kind == "adjective" for c in token.children)
        return adjective and (token.text.endswith("s") or any(c.isdigit() for c in token.text))

    def _land(self, token: Token, lemma: str, states: list[Filler], place: int) -> list[Filler]:
        """Give the State in whose land a place lies or a thing stands: "a village in Arcadia", "a convoy near it"."""
        if token.pos_ == "PROPN":
            town = self._town(token)
            return [town] if town is not None else []
        if token.pos_ == "NOUN" and lemma in self.names.persons | self.names.humans and lemma not in self.names.sites:
            return self._people(token, lemma, states) if place == 3 else []
        if token.pos_ != "NOUN":
            return []
        if states:
            return [self._widened(each, token) for each in states]
        if place < 2 or any(c.dep_ == "poss" for c in token.children):
            return []
        for child in token.children:
            if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN":
                town = self.where(child)
                if town is not None:
                    return [town]
            if child.dep_ == "prep" and child.lower_ in _LIES_IN:
                for inner in child_of(child, "pobj"):
                    lies = self.where(inner)
                    if lies is not None:
                        return [lies]
        return []

    def _people(self, token: Token, lemma: str, states: list[Filler]) -> list[Filler]:
        """Give the State whose people somebody attacks: "four Arcadian farmers", "his own people", "civilians in"."""
        if lemma not in self.names.humans or self._is_estranged(token):
            return []
        theirs = states or [
            lies
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in ("in", "of")
            for inner in child_of(child, "pobj")
            if (hit := self.hit(inner)) is not None and hit.kind in ("name", "place")
            for lies in [self.where(inner)]
            if lies is not None
        ]
        start, end, text = extent_of(token, self.base)
        return [
            Filler(
                f.id,
                f.kind,
                start,
                end,
                text,
                "place" if f.via == "name" else f.via,
                lemma,
                f.antecedent or (f.start, f.end),
            )
            for f in theirs
        ]

    def where(self, token: Token) -> Filler | None:
        """Give the State that a word after `in` or `near` names as a place."""
        hit = self.hit(token)
        if hit is not None and hit.kind in ("name", "seat", "place"):
            one = self.of_hit(hit, token)
            return None if one is None else replace(one, via="place")
        theirs = None if any(c.dep_ == "poss" for c in token.children) else self.state_of(token)
        if theirs is not None:
            return replace(theirs, via="place")
        return self._town(token) if token.pos_ == "PROPN" else None

    def _town(self, token: Token) -> Filler | None:
        """Give the State in which a town lies, where its name leaves no doubt or the text names that State."""
        start, end, text = extent_of(token, self.base)
        if token.lower_ in DAYS:
            return None
        among = frozenset(self.names.code[each] for each in self.counts)
        ident = self.names.by_code.get(country_of(_ARTICLE.sub("", text), among) or "")
        return None if ident is None else Filler(ident, "state", start, end, text, "place")
