"""Who "it", "they", "his" and "we" stand for: among those mentioned in the sentence and in the last ones, who agrees
in number and kind, and of these who stands in the best place to be gone back to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.form.phrase import conjuncts, sentence_of
from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.memory import Memory, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Pronouns"]

_SINGULAR = frozenset({"it", "its", "itself"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_FIRST = frozenset({"we", "our", "us", "ours", "ourselves", "i", "my", "me", "mine"})
_SECOND = frozenset({"you", "your", "yours", "yourselves"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_BOTH = frozenset({"both", "each", "either", "neither", "two"})
_MANY = frozenset({"many", "some", "most", "several", "few", "all", "others", "half"})
_RELATIVE = frozenset({"whose", "who", "which", "that", "whom"})
_ACCUSING = frozenset(
    {"accuse", "allege", "suspect", "blame", "charge", "denounce", "condemn", "criticise", "criticize"}
)
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "csubj", "parataxis"})
_WORTH = {
    "nsubj": 30,
    "nsubjpass": 30,
    "ROOT": 25,
    "dobj": 12,
    "dative": 10,
    "agent": 8,
    "poss": 8,
    "pobj": 4,
    "attr": 4,
}
"""How likely something is gone back to, by how it hangs in its sentence."""
_LEAST = 60
"""What a mention must be worth for a pronoun to go back to it."""
_HERE, _BEFORE, _FARTHER = 90, 70, 14
"""What a mention in the sentence itself is worth, one in the sentence before, and how much less each one farther."""


@dataclass(slots=True)
class Pronouns(Memory):
    """Resolves pronouns by what is remembered."""

    def _pronoun(self, token: Token) -> list[Filler]:
        """Give who a pronoun stands for; empty where nobody can be told."""
        word = token.lower_
        if word in _RELATIVE:
            return [] if self.looking else self._relative(token)
        start = self.base + token.idx
        span = (start, start + len(token.text), token.text)
        if word in _FIRST:
            return self._first(word, span)
        if word in _SECOND:
            return self._first(word, span) if self.asked and self.voice is None else []
        if word in _BOTH:
            return self._as_group(self.pair(), span)
        if word not in _SINGULAR | _PERSONAL | _PLURAL or self.looking:
            return []
        if self.delegate is not None and self.voice is None and word in _PERSONAL:
            return [_back(self.delegate, span)]
        self.looking = True
        found = self._before(token)
        self.looking = False
        if found is None and word in _PLURAL:
            lately = {f.id for m in self.mentions for f in m.fillers}
            group = self.pair()
            return self._as_group(group, span) if self.parties or lately >= {f.id for f in group} else []
        if found is None or not found.actor:
            return []
        if len(found.fillers) > 1:
            return self._as_group(list(found.fillers), span)
        return [_back(each, span) for each in found.fillers]

    def _relative(self, token: Token) -> list[Filler]:
        verb = token.head
        for _ in range(6):
            if verb.dep_ == "relcl":
                return self._resolve(verb.head, 0, 2)
            verb = verb.head
        return []

    def _first(self, word: str, span: tuple[int, int, str]) -> list[Filler]:
        speaker = self.voice or self.author
        if speaker is None or (self.voice is None and word in ("i", "me", "my") and speaker.kind != "state"):
            return [] if self.voice is not None or not self.parties else self._as_group(self.parties, span)
        return [Filler(speaker.id, speaker.kind, *span, "author", None, _names(speaker))]

    def _as_group(self, group: list[Filler], span: tuple[int, int, str]) -> list[Filler]:
        return [Filler(each.id, each.kind, *span, "group", None, _names(each)) for each in group]

    def other(self, filler: Filler, token: Token) -> Filler | None:
        """Give who else a pronoun can stand for, where it cannot be who is already there: nobody sells to himself."""
        self.looking = True
        before = self._before(token, frozenset({filler.id}))
        self.looking = False
        if before is None or not before.actor or len(before.fillers) != 1:
            return None
        one = before.fillers[0]
        return replace(filler, id=one.id, kind=one.kind, antecedent=_names(one))

    def _before(self, token: Token, but: frozenset[str] = frozenset()) -> Mention | None:
        """Give the mention that a pronoun goes back to: the one in the best place of all that agree with it."""
        best: tuple[float, Mention] | None = None
        up = _Way(token)
        for word in self._words(token):
            if word.i == token.i or word.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
                continue
            worth = up.worth(word)
            if worth is None:
                continue
            for mention in self.mentioned(word):
                score = worth + _agrees(mention, token)
                if score > _LEAST and not but & {f.id for f in mention.fillers} and (best is None or score >= best[0]):
                    best = (score, mention)
        for mention in self.mentions:
            far = self.turn - mention.turn
            score = _BEFORE - _FARTHER * far + _WORTH.get(mention.role, 0) + _agrees(mention, token)
            if score > _LEAST and not but & {f.id for f in mention.fillers} and (best is None or score > best[0]):
                best = (score, mention)
        return best[1] if best is not None else None

    def _words(self, token: Token) -> list[Token]:
        words = self.sentence
        if not words or not words[0].i <= token.i <= words[-1].i or words[0].doc is not token.doc:
            words = list(sentence_of(token))
        return words

    def mentioned(self, word: Token) -> list[Mention]:
        """Give who is mentioned by a phrase: who it names, together and, where a State only qualifies it, apart."""
        hit = self.hit(word)
        if word.dep_ in ("compound", "amod", "nmod") and (hit is None or hit.kind in ("other", "place")):
            return []
        if word.dep_ in ("amod", "compound", "nmod"):
            one = self.of_hit(hit, word) if hit is not None else None
            return [] if one is None else [Mention((one,), "amod", "one", False, True, word.i, self.turn + 1)]
        if word.pos_ == "NUM" and word.dep_ not in _SUBJECT:
            return []
        if any(c.lower_ == "no" and c.dep_ == "det" for c in word.children):
            # Nobody is gone back to who is said not to be there: "No troops."
            return []
        own = any(c.tag_ == "PRP$" for c in word.children)
        if own and (self.looking or word.dep_ not in _SUBJECT):
            return []
        role = word.head.dep_ if word.dep_ == "conj" else "agent" if word.head.dep_ == "agent" else word.dep_
        found: list[Mention] = []
        fillers = self._resolve(word, 0, 2)
        if fillers:
            found.append(self._mention(word, tuple(fillers), role))
        if word.dep_ != "conj" and len(conjuncts(word)) > 1:
            every = [f for each in conjuncts(word) for f in self._resolve(each, 0, 2) if f.kind != "described"]
            if len(every) > 1:
                found.append(Mention(tuple(every), role, "many", False, True, word.i, self.turn + 1))
        return found

    def _mention(self, word: Token, fillers: tuple[Filler, ...], role: str) -> Mention:
        lemma = self.noun(word)
        hit = self.hit(word)
        human = lemma in self.names.humans or (hit is not None and hit.kind == "leader")
        first = fillers[0]
        number: Literal["one", "many", "any"] = "one"
        many = word.tag_ in ("NNS", "NNPS") or word.lower_ in _MANY
        if len(fillers) > 1 or many or (word.pos_ == "NUM" and word.lower_ != "one"):
            number = "many"
        elif first.kind == "named" or "group" in self.names.sorts.get(lemma, ()):
            number = "any"
        sorts = self.known[first.id][1] if first.id in self.known else set()
        person: bool | None = human
        if not human and ((first.kind == "named" and not sorts) or (hit is not None and hit.kind == "seat")):
            person = None
        actor = first.kind != "described" or lemma in self.names.persons | self.names.organs | self.names.humans
        return Mention(fillers, role, number, person, actor, word.i, self.turn + 1)


def _names(filler: Filler) -> tuple[int, int]:
    """Give where the name stands that somebody goes back to."""
    return filler.antecedent or (filler.start, filler.end)


def _back(filler: Filler, span: tuple[int, int, str]) -> Filler:
    """Give who a pronoun stands for, with the words of the pronoun and where the name stands."""
    return Filler(filler.id, filler.kind, *span, "pronoun", filler.head, _names(filler))


def _agrees(mention: Mention, pronoun: Token) -> float:
    """Tell how well a mention agrees with a pronoun in number and kind; far below nothing where it does not."""
    word = pronoun.lower_
    if word in _PERSONAL:
        if mention.number == "many" or mention.person is False:
            return -1000
        return 0 if mention.person else -15
    if word in _SINGULAR:
        if mention.number == "many" or mention.person:
            return -1000
        return 0 if mention.actor else -40
    if all(each.via == "author" for each in mention.fillers):
        # Who speaks calls his own government "we" and not "they".
        return -1000
    if mention.number == "one":
        return -45 if mention.actor else -1000
    return 5 if mention.number == "many" and mention.actor else 0 if mention.actor else -30


class _Way:
    """How the words of a sentence stand to a pronoun in it."""

    def __init__(self, pronoun: Token) -> None:
        self.pronoun = pronoun
        self.above: list[Token] = []
        at = pronoun
        for _ in range(25):
            if at.head.i == at.i:
                break
            at = at.head
            self.above.append(at)
        self.verbs = [each for each in self.above if each.pos_ in ("VERB", "AUX")]
        self.owning = pronoun.dep_ == "poss" or pronoun.tag_ == "PRP$"

    def worth(self, word: Token) -> float | None:
        """Tell how likely a pronoun goes back to a word, by where the two stand; None where it cannot."""
        pronoun = self.pronoun
        if self._holds(word):
            return None
        verb = _verb_of(word)
        role = word.head.dep_ if word.dep_ == "conj" else word.dep_
        subject = role in _SUBJECT
        governing = next((at for at, each in enumerate(self.verbs) if verb is not None and each.i == verb.i), None)
        if word.i > pronoun.i and not (subject and governing and self._ahead(governing)):
            return None
        beside = governing == 0 and bool(self.verbs)
        if pronoun.lower_ in _REFLEXIVE:
            return _HERE + 60 if beside and subject else None
        if beside and not self.owning and self._argument(word):
            return None
        score: float = _HERE + _WORTH.get(role, 0) - min(15.0, abs(pronoun.i - word.i) / 3)
        if governing is not None and subject:
            score += 25 - 6 * governing + (10 if self.owning and governing == 0 else 0)
            if not self.owning and self._accused(governing):
                score -= 60
            if self._new_that(governing):
                score -= 30
        elif governing and role in ("dobj", "pobj") and self._accused(governing):
            score += 30
        elif verb is not None and governing is None and verb.dep_ in _CLAUSE:
            score += 8 if subject and self._turned(verb) else -18
        if governing and role in ("dobj", "pobj") and self.verbs[governing - 1].dep_ == "xcomp":
            # "Calls on the Council to lift what it imposed": who is called on is to do it.
            score += 25
        if governing is not None and governing > 0 and not subject and not self._is_subject() and not self.owning:
            score += 14
        theirs = word.dep_ == "poss" and word.head.dep_ in _SUBJECT
        if (subject or theirs) and verb is not None and self._in_passing(verb):
            score -= 60
        if any(each.i == word.i for each in self.above):
            score += 25
        if pronoun.lower_ in _SINGULAR and len(conjuncts(word.head if word.dep_ == "conj" else word)) > 1:
            score -= 45
        return score - (5 if word.i > pronoun.i else 0)

    def _ahead(self, governing: int) -> bool:
        """Tell whether the pronoun stands in a clause or phrase before the subject: "Before it left, Ruritania …"."""
        below = self.verbs[governing - 1]
        above = self.verbs[governing]
        return below.dep_ in ("advcl", "pcomp") and not any(t.text in ";:" for t in below.doc[below.i : above.i])

    def _holds(self, word: Token) -> bool:
        """Tell whether a phrase holds the pronoun with no clause between: nobody is "its ally" himself."""
        for each in (self.pronoun, *self.above):
            if each.i == word.i:
                return True
            if each.dep_ in ("relcl", "acl", "advcl"):
                return False
        return False

    def _argument(self, word: Token) -> bool:
        """Tell whether a word hangs on the pronoun's own verb, as the pronoun does: they are two then."""
        return not any(each.dep_ in ("relcl", "acl") for each in (word, word.head)) and word.dep_ != "poss"

    def _accused(self, governing: int) -> bool:
        """Tell whether the pronoun stands in what the subject of a verb accuses somebody of: of himself, hardly."""
        return any(
            each.lemma_ in _ACCUSING and (at == governing or not any(c.dep_ in _SUBJECT for c in each.children))
            for at, each in enumerate(self.verbs)
            if 1 <= at <= governing
        )

    def _is_subject(self) -> bool:
        return self.pronoun.dep_ in _SUBJECT

    def _turned(self, verb: Token) -> bool:
        """Tell whether a semicolon or colon stands between a main clause and the pronoun, so that a new one began."""
        return verb.dep_ in ("ccomp", "parataxis") and any(
            t.text in (";", ":") for t in verb.doc[verb.i : self.pronoun.i]
        )

    def _new_that(self, governing: int) -> bool:
        """Tell whether the pronoun stands in a clause with its own `that`, joined to the clause of the word."""
        return any(
            each.dep_ == "conj" and any(child.dep_ == "mark" and child.lower_ == "that" for child in each.children)
            for each in self.verbs[:governing]
        )

    def _in_passing(self, verb: Token) -> bool:
        """Tell whether a verb only says in passing who tells the sentence: "…, its agency said, and …"."""
        told = [
            c for c in verb.children if c.dep_ == "ccomp" and not any(t.text == ";" for t in verb.doc[c.i : verb.i])
        ]
        return any(c.i < verb.i for c in told) and not any(c.i <= self.pronoun.i <= verb.i for c in told)


def _verb_of(word: Token) -> Token | None:
    at = word
    for _ in range(25):
        if at.head.i == at.i:
            return at if at.pos_ in ("VERB", "AUX") else None
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return at
    return None
