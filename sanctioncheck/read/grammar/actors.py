"""Who is meant by the words that fill a role: a State, by whatever belongs to it; a body; somebody else by name; or who "they" are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.naming import Hit, Names
from sanctioncheck.read.grammar.phrase import conjuncts
from sanctioncheck.read.grammar.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Actors", "Filler"]

Via = Literal["name", "organ", "place", "description", "pronoun", "group", "author"]

_PARTITIVE = frozenset(
    "thousand hundred dozen million number group majority part some many most all few several lot handful score ten most "
    "kind sort type wave series batch rest half third quarter percent member unit contingent crew team column load "
    "band piece couple pair flow stream quantity amount both none one each any either neither two three four five six shipment "
    "consignment delivery cache "
    "supply".split()
)
_SINGULAR = frozenset({"it", "its", "itself"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_FIRST = frozenset({"we", "our", "us", "ours", "ourselves", "i", "my", "me"})
_ADDRESSED = frozenset({"you", "your", "yours"})
_EMPTY = frozenset("this that these those which what who whom there everything something anything nothing such".split())
_PEOPLE = frozenset("man woman people person child crowd".split())
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday yesterday today tomorrow week month year day night morning evening summer winter spring autumn".split()
)
_ORDINALS = re.compile(r"^[\d,.]+$")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, and the words that say so."""

    id: str
    """Of a State or body; the name of anybody else."""
    kind: Literal["state", "body", "named", "described"]
    start: int
    end: int
    text: str
    via: Via = "name"
    head: str | None = None
    """The noun by which it is described, where its own name does not stand there."""
    antecedent: tuple[int, int] | None = None
    """Where the name stands that a pronoun or description goes back to."""

    @property
    def inferred(self) -> bool:
        """Whether somebody has to agree that this is who is meant."""
        return self.via in ("pronoun", "group", "description", "author", "place")


@dataclass(slots=True)
class Actors:
    """Resolves the words of one document, sentence after sentence; remembers who was named."""

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
    _cache: dict[int, list[Filler]] = field(default_factory=dict)
    _looking: bool = False
    """Whether somebody looks for what a pronoun stands for; a pronoun met on that way stands for nobody."""

    def begin(self, hits: dict[int, Hit], base: int) -> None:
        """Turn to another piece of the document."""
        self.hits, self.base = hits, base
        self._cache.clear()

    def note(self, sentence: list[Token]) -> None:
        """Remember the States that a sentence names, after it has been read."""
        for token in sentence:
            hit = self.hits.get(token.idx)
            if hit is not None and hit.kind not in ("other", "ambiguous", "place"):
                self.remember(self._of_hit(hit, token))

    def remember(self, filler: Filler | None) -> None:
        """Note that somebody was named or acted."""
        if filler is None or filler.kind == "described":
            return
        self.recent = [each for each in self.recent if each.id != filler.id][-12:] + [filler]

    def speak(self, voice: Filler | None) -> None:
        """Note who speaks in what is read next."""
        if voice != self.voice:
            self.voice = voice
            self._cache.clear()

    def owners_of(self, token: Token) -> list[Filler]:
        """Give the State or body that owns or qualifies what a noun phrase is about."""
        found = self.states_of(token)
        if found:
            return found
        for child in token.children:
            named = self.hit(child)
            if child.dep_ in ("compound", "poss", "nmod") and named is not None and named.kind == "body":
                one = self._of_hit(named, child)
                return [one] if one is not None else []
        return []

    def hit(self, token: Token) -> Hit | None:
        """Give what a word names."""
        return self.hits.get(token.idx)

    def state_of(self, token: Token) -> Filler | None:
        """Give the State that owns or qualifies what a noun phrase is about: "Iranian missiles", "cargo of Iran"."""
        found = self.states_of(token)
        return found[0] if found else None

    def states_of(self, token: Token) -> list[Filler]:
        """Give every State that owns or qualifies a noun: two for "Russian and Belarusian troops"."""
        hit = self.hit(token)
        if hit is not None and hit.kind not in ("other", "body"):
            each = self._of_hit(hit, token)
            return [each] if each is not None else []
        found: list[Filler] = []
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod", "advmod", "det", "appos", "nummod"):
                if child.dep_ == "poss" and (child.pos_ == "PRON" or child.tag_ in ("PRP$", "WP$")):
                    found += self._pronoun(child)
                    continue
                for each in conjuncts(child) if child.dep_ != "appos" else [child]:
                    named = self.hit(each)
                    if named is not None and named.kind in (
                        "name",
                        "adjective",
                        "seat",
                        "leader",
                        "organ",
                        "ambiguous",
                        "place",
                    ):
                        one = self._of_hit(named, each)
                        if one is not None:
                            found.append(one)
                    elif each.dep_ in ("poss", "compound", "amod"):
                        found += self.states_of(each) if each.lemma_ in self.names.organs or each.dep_ == "poss" else []
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        for each in conjuncts(inner):
                            named = self.hit(each)
                            if named is not None and named.kind in ("name", "seat"):
                                one = self._of_hit(named, each)
                                if one is not None:
                                    found.append(one)
                            elif child.lower_ == "of" and each.lemma_ in ("republic", "government", "kingdom", "state"):
                                found += self.states_of(each)
        return [each for each in found if each.kind == "state"]

    def resolve(self, token: Token, *, place: bool = False) -> list[Filler]:
        """Give who is meant by a noun phrase; several for a joint owner or a group; empty where nobody can be told.

        Args:
            token: the head of the phrase.
            place: whether a place may stand for the State that it lies in, as it does after "to" and "in".
        """
        key = token.i * 2 + place
        if key not in self._cache:
            self._cache[key] = self._resolve(token, place, 0)
        return self._cache[key]

    def _resolve(self, token: Token, place: bool, deep: int) -> list[Filler]:
        hit = self.hit(token)
        if hit is not None:
            if hit.kind == "other":
                return [self._named(token)]
            if hit.kind == "place" and not place:
                return self._described(token)
            one = self._of_hit(hit, token)
            return [one] if one is not None else self._described(token)
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP$", "WP", "WDT"):
            return self._pronoun(token)
        lemma = token.lemma_.lower()
        if lemma in _EMPTY or token.lower_ in _EMPTY:
            return []
        if deep < 4 and (lemma in _PARTITIVE or token.like_num or token.pos_ == "NUM" or _ORDINALS.match(token.text)):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            return [f for each in conjuncts(inner) for f in self._resolve(each, place, deep + 1)]
        states = self.states_of(token)
        if states and self._acts_for_state(token, lemma):
            return [self._widened(each, token) for each in states]
        if not states and deep < 3 and token.pos_ == "NOUN" and lemma in self.names.organs:
            inner = [
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("of", "from")
                for p in c.children
                if p.dep_ == "pobj"
            ]
            found = [f for each in inner for f in self._resolve(each, place, deep + 1) if f.kind != "described"]
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
                inner = self.states_of(child)
                if inner and self._acts_for_state(child, child.lemma_.lower()):
                    return [self._widened(each, token) for each in inner]
        if token.dep_ == "appos" and deep < 2 and token.pos_ != "PROPN":
            return self._resolve(token.head, place, deep + 2)
        if token.pos_ == "PROPN":
            if lemma in _CALENDAR:
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

    def _of_hit(self, hit: Hit, token: Token) -> Filler | None:
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

    def _town(self, token: Token) -> Filler | None:
        """Give the State in which a town lies, where its name leaves no doubt and the text names that State."""
        start, end, text = self._span(token)
        code = country_of(re.sub(r"^(?:the|The) ", "", text))
        ident = self.names.by_code.get(code or "")
        if ident is None:
            return None
        return Filler(ident, "state", start, end, text, "place")

    def _pronoun(self, token: Token) -> list[Filler]:
        word = token.lower_
        if word in ("whose", "who", "which", "that", "whom") and not self._looking:
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
            if self.author is None or word in ("i", "me", "my") and self.author.kind != "state":
                return []
            return [
                Filler(self.author.id, self.author.kind, *span, "author", None, (self.author.start, self.author.end))
            ]
        if word in ("both", "each", "either", "neither", "two") or word in _PLURAL:
            group = self._group() if word in _PLURAL and not self._one_actor() else []
            if word in ("both", "each", "either", "neither", "two"):
                group = self._group()
            if group:
                return [Filler(each.id, each.kind, *span, "group", None, (each.start, each.end)) for each in group]
        if word in _SINGULAR | _PERSONAL | _PLURAL and not self._looking:
            self._looking = True
            before = self._before(token)
            self._looking = False
            if before is not None:
                return [Filler(before.id, before.kind, *span, "pronoun", None, (before.start, before.end))]
        return []

    def _one_actor(self) -> bool:
        return len(self.subjects) > 0

    def _before(self, token: Token, but: frozenset[str] = frozenset()) -> Filler | None:
        """Give who a pronoun stands for: who acts in the clauses round it, nearest first; who stands before it; who acted last."""
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
        for each in (*reversed(self.subjects), *reversed(self.recent)):
            if each.id not in but:
                return each
        return None

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

    def _group(self) -> list[Filler]:
        states = [each for each in self.recent if each.kind == "state"]
        often = sorted(states, key=lambda each: (-self.counts.get(each.id, 0), -states.index(each)))[:2]
        return sorted(often, key=states.index) if len(often) == 2 else []

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
        span = self._span(token)
        if token.pos_ == "NUM" or token.like_num or lemma in _CALENDAR:
            return []
        if token.pos_ == "NOUN" and lemma not in self.names.persons and deep < 3:
            owners = self.states_of(token) or self._owners(token, deep)
            if owners:
                return [f if f.kind != "state" else self._widened(f, token) for f in owners]
        words = {child.lower_ for child in token.children if child.dep_ in ("det", "nummod", "amod", "predet")}
        if lemma in self.names.for_group and (words & {"both", "two"}):
            group = self._group()
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
        if definite and lemma in ("aggressor", "attacker", "invader", "occupier") and self.aggressor is not None:
            one = self.aggressor
            return [Filler(one.id, one.kind, *span, "description", None, (one.start, one.end))]
        known = self.others.get(lemma)
        if known is not None and definite:
            return [Filler(known.id, known.kind, *span, "description", None, (known.start, known.end))]
        return [Filler(span[2], "described", *span, head=lemma)]

    def _named(self, token: Token) -> Filler:
        start, end, text = self._span(token)
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text).strip(" ,;\"'“”‘’")
        last = name.split()[-1] if name else name
        known = self.others.get(last)
        if known is not None and last in known.id.split():
            return Filler(known.id, known.kind, start, end, text, "name")
        found = Filler(name or text, "named", start, end, text)
        if last and last[0].isupper():
            self.others[last] = found
        return found

    def _span(self, token: Token) -> tuple[int, int, str]:
        """Give the extent of a phrase: its head with what stands before it, without clauses and prepositions after it."""
        doc = token.doc
        first = last = token.i
        for child in token.children:
            if (
                child.i < token.i
                and child.dep_
                in (
                    "compound",
                    "amod",
                    "det",
                    "nmod",
                    "poss",
                    "nummod",
                    "quantmod",
                    "predet",
                    "advmod",
                    "punct",
                    "npadvmod",
                )
                and not (child.dep_ == "punct" and child.text not in ("-", "–"))
            ):
                first = min(first, min(t.i for t in child.subtree))
            elif child.i > token.i and child.i == last + 1 and child.dep_ in ("nummod", "compound", "nmod", "flat"):
                last = child.i
        for child in token.children:
            if token.pos_ == "PROPN" and child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == last + 1:
                inner = [t.i for t in child.subtree]
                if len(inner) <= 4 and all(doc[i].pos_ in ("PROPN", "ADP", "DET") for i in inner):
                    last = max(inner)
        piece = doc[first : last + 1]
        start = self.base + piece.start_char
        return start, self.base + piece.end_char, piece.text
