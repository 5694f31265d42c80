"""Where in a parsed sentence the roles of a word stand: who does it, to whom, with what, whatever the form of the sentence.

A slot is `subject`, `object`, `dative`, `possessor`, `compound`, `noun`, `clause`, or a preposition. Actives, passives,
participles, infinitives, relative clauses, nouns for conduct and verbs that only carry such a noun all give the same slots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Slots", "ancestors", "conjuncts", "is_passive", "object_of", "opens_clause", "owner_of", "subject_of"]

# Whose object does what the infinitive says: "asked Arcadia to send".
_OBJECT_CONTROL = frozenset(
    "ask order urge invite allow let permit force help enable tell persuade instruct direct call authorise authorize compel "
    "encourage press push want require beg request cause lead see watch hire train pay convince expect believe allege report "
    "say know think suspect accuse blame stop prevent keep find catch".split()
)
_WITH_GERUND = frozenset(
    "accuse suspect blame prevent stop charge condemn criticise criticize thank denounce praise convict keep".split()
)
_VIA = frozenset("behalf side part support favour favor aid defence defense help".split())
_HELPING = frozenset("support help assist aid defend reinforce back protect relieve rescue bolster".split())
_DEEPEST = 12


class Slots:
    """The slots of one word that states something; each is worked out when it is asked for."""

    def __init__(self, trigger: Token, light: Callable[[Token], str | None]) -> None:
        """Take the word, and a function that says of a verb whether it only carries its noun: "light" or "reversed"."""
        self.trigger = trigger
        self.verbal = (
            trigger.pos_ in ("VERB", "AUX")
            or trigger.tag_ in ("VBG", "VBN")
            and trigger.dep_ not in ("amod", "compound")
        )
        self._light = light
        self._found: dict[str, list[Token]] = {}
        self._carrier: tuple[Token, str] | None = None if self.verbal else self._carrier_of(trigger)

    def __getitem__(self, slot: str) -> list[Token]:
        """Give what heads the fillers of a slot, with all that is joined to it; empty where nothing fills it."""
        if slot not in self._found:
            self._found[slot] = _joined(self._find(slot))
        return self._found[slot]

    @property
    def carrier(self) -> Token | None:
        """The verb that carries a noun for conduct, where there is one."""
        return self._carrier[0] if self._carrier else None

    def _find(self, slot: str) -> list[Token]:
        if slot == "subject":
            return subject_of(self.trigger) if self.verbal else self._noun_subject()
        if slot == "object":
            return object_of(self.trigger) if self.verbal else self._noun_object()
        if slot == "dative":
            return self._dative()
        if slot == "possessor":
            return [child for child in self.trigger.children if child.dep_ == "poss"]
        if slot == "compound":
            return [child for child in self.trigger.children if child.dep_ in ("compound", "amod", "nmod", "npadvmod")]
        if slot == "noun":
            return [self.trigger.head] if self.trigger.dep_ in ("amod", "acl") else self._predicated()
        if slot == "clause":
            return [
                c for c in self.trigger.children if c.dep_ in ("ccomp", "xcomp", "acl", "advcl") and c.dep_ != "relcl"
            ]
        if slot == "beneficiary":
            return self._beneficiary()
        if slot == "self":
            return [self.trigger]
        if slot == "involved":
            return self._involved()
        if slot == "governor":
            return self._governor()
        return self._after(slot)

    def _beneficiary(self) -> list[Token]:
        """Who is to be helped: "troops to support Arcadia"."""
        holders = [self.trigger, *self["object"], *self["of"]]
        for holder in holders:
            for child in holder.children:
                if child.dep_ in ("acl", "advcl", "xcomp", "relcl") and child.lemma_.lower() in _HELPING:
                    return object_of(child)
        return []

    def _predicated(self) -> list[Token]:
        head = self.trigger.head
        return subject_of(head) if self.trigger.dep_ == "acomp" else []

    def _involved(self) -> list[Token]:
        """Who is in what the noun says: "Arcadia in its war", "helps Arcadia in the war", "fights in the war"."""
        prep = self.trigger.head
        if prep.dep_ != "prep" or prep.lower_ != "in":
            return []
        head = prep.head
        if head.pos_ in ("VERB", "AUX"):
            return object_of(head) or subject_of(head)
        return [head] if head.pos_ == "PROPN" else []

    def _governor(self) -> list[Token]:
        """Who stands under or acts at what the noun says: "the militia, under the command of"."""
        prep = self.trigger.head
        if prep.dep_ != "prep":
            return []
        head = prep.head
        return subject_of(head) if head.pos_ in ("VERB", "AUX") else [head]

    def _dative(self) -> list[Token]:
        holder = self.trigger if self.verbal else self.carrier
        if holder is None:
            return []
        found = [child for child in holder.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        found += [
            p for c in holder.children if c.dep_ == "dative" and c.pos_ == "ADP" for p in c.children if p.dep_ == "pobj"
        ]
        if not found and not self.verbal and self._carrier and self._carrier[1] == "light":
            # "gave the rebels training": the parser may take the noun for the second object.
            found = [
                c
                for c in holder.children
                if c.dep_ in ("dobj", "dative") and c.i < self.trigger.i and c != self.trigger
            ]
        return found

    def _after(self, preposition: str) -> list[Token]:
        found = _pobjs(self.trigger, preposition)
        if self.verbal:
            if not found:
                for thing in object_of(self.trigger)[:1]:
                    found = (
                        _pobjs(thing, preposition)
                        if preposition not in ("of", "by") and thing.i > self.trigger.i
                        else []
                    )
            if not found:
                inner = [
                    p
                    for c in self.trigger.children
                    if c.dep_ == "prep" and c.lower_ == "in"
                    for p in c.children
                    if p.dep_ == "pobj"
                ]
                for thing in (
                    inner
                    if preposition in ("alongside", "beside", "against", "on behalf of", "on the side of", "with")
                    else []
                ):
                    found = found or _pobjs(thing, preposition)
                for child in self.trigger.children:
                    if child.dep_ in (
                        "prt",
                        "advmod",
                        "prep",
                        "oprd",
                        "attr",
                        "acomp",
                        "xcomp",
                    ) and preposition not in ("of", "by"):
                        found = found or _pobjs(child, preposition)
            if (
                not found
                and self.trigger.dep_ == "conj"
                and preposition not in ("of", "by")
                and not _own_object(self.trigger)
            ):
                found = _pobjs(self.trigger.head, preposition)
            return found
        if not found and self.carrier is not None and preposition != "of":
            found = _pobjs(self.carrier, preposition)
        if not found and preposition not in ("of", "by"):
            # "the delivery of rockets to Arcadia": the parser may hang `to` on the rockets.
            for inner in _pobjs(self.trigger, "of"):
                found = found or _pobjs(inner, preposition)
        if not found and preposition not in ("of", "by") and self.trigger.dep_ in ("nsubj", "nsubjpass"):
            head = self.trigger.head
            if head.lemma_ in ("be", "go", "take", "begin", "continue", "occur", "happen", "start", "remain"):
                found = _pobjs(head, preposition)
        return found

    def _carrier_of(self, noun: Token) -> tuple[Token, str] | None:
        head, at = noun.head, noun
        for _ in range(3):
            if at.dep_ == "conj":
                at, head = at.head, at.head.head
            elif (
                at.dep_ == "pobj"
                and head.dep_ == "prep"
                and head.head.pos_ in ("NOUN", "PROPN")
                and head.lower_ == "of"
                and head.head.lemma_
                in ("series", "number", "wave", "campaign", "act", "spate", "round", "type", "kind", "form", "string")
            ):
                at, head = head.head, head.head.head
            else:
                break
        if at.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "obj", "relcl"):
            kind = self._light(head)
            return (head, kind) if kind else None
        if at.dep_ == "pobj" and head.dep_ in ("prep", "agent") and head.head.pos_ == "VERB":
            kind = self._light(head.head)
            return (head.head, kind) if kind and head.lower_ in ("in", "into", "under", "with") else None
        return None

    def _noun_subject(self) -> list[Token]:
        noun = self.trigger
        found = _pobjs(noun, "by")
        found = found or [child for child in noun.children if child.dep_ == "poss"]
        if not found and self._carrier is not None and self._carrier[1] == "light":
            found = subject_of(self._carrier[0])
        if not found and noun.dep_ == "appos":
            found = [noun.head]
        if not found and noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            found = [
                each for each in subject_of(noun.head) if each.lower_ not in ("it", "this", "that", "there", "what")
            ]
        found = found or [
            c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.pos_ in ("PROPN", "ADJ")
        ]
        return found or owner_of(noun)

    def _noun_object(self) -> list[Token]:
        if self._carrier is not None and self._carrier[1] == "reversed":
            return subject_of(self._carrier[0])
        return _pobjs(self.trigger, "of")


def opens_clause(token: Token) -> Token | None:
    """Give the verb that a word is the subject of although the parser has joined it to what stands before.

    "... the war against Ukraine and Moscow thanked": a name after `and`, with a finite verb right behind it.
    """
    if token.dep_ != "conj" or token.pos_ not in ("PROPN", "NOUN") or token.i + 1 >= len(token.doc) or not token.i:
        return None
    if token.left_edge.i == 0 or token.left_edge.nbor(-1).lower_ not in ("and", "but", "while", "as"):
        return None
    after = token.nbor(1)
    while after.pos_ == "ADV" and after.i + 1 < len(token.doc):
        after = after.nbor(1)
    if (
        after.tag_ not in ("VBD", "VBZ", "VBP")
        or after.dep_ in ("relcl", "acl", "aux", "auxpass")
        or after.i - token.i > 3
    ):
        return None
    subjects = [c for c in after.children if c.dep_ in ("nsubj", "nsubjpass")]
    near = any(
        token.head.left_edge.i <= c.i <= token.i
        and c.i >= token.head.i - 2
        and token in c.subtree
        and c.i == token.head.i
        for c in subjects
    )
    return None if near else after


_OWN = frozenset(
    "confirm acknowledge admit deny announce order authorise authorize approve stop halt suspend defend justify regret avow intensify begin start end prepare plan".split()
)


def owner_of(noun: Token) -> list[Token]:
    """Give whose conduct a noun says, where that stands with the verb round it: who confirms, denies or orders it."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and head.lemma_.lower() in _OWN:
        return subject_of(head)
    if noun.dep_ == "conj":
        return owner_of(head)
    if (
        noun.dep_ == "pobj"
        and head.lower_ == "with"
        and head.head.lemma_ in ("reply", "respond", "answer", "react", "counter", "retaliate")
    ):
        return subject_of(head.head)
    if noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ == "VERB":
        return object_of(head.head) or subject_of(head.head)
    return []


def conjuncts(token: Token) -> list[Token]:
    """Give a word and all that is joined to it by `and`, `or` or commas, in the order of the text."""
    found, queue = [token], [token]
    while queue and len(found) < 20:
        for child in queue.pop(0).children:
            if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
                found.append(child)
                queue.append(child)
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    found: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(token):
            found.setdefault(each.i, each)
    return list(found.values())


def _pobjs(token: Token, preposition: str) -> list[Token]:
    """Give what follows a preposition of one or more words that hangs on a word."""
    first, _, rest = preposition.partition(" ")
    found: list[Token] = []
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative", "advmod", "prt", "mark", "cc") or child.lower_ != first:
            continue
        if not rest:
            found += _objects_of(child)
        elif rest in ("of", "for", "to", "with", "with"):
            found += _pobjs(child, rest) or (
                _pobjs(token, rest) if child.i + 1 < len(child.doc) and child.nbor(1).lower_ == rest else []
            )
        else:
            words = rest.split()
            noun = next((word for word in words if word in _VIA), None)
            for inner in _objects_of(child):
                if noun is not None and inner.lower_ == noun:
                    found += _pobjs(inner, "of") or [c for c in inner.children if c.dep_ == "poss"]
    return found


def _objects_of(prep: Token) -> list[Token]:
    found = [child for child in prep.children if child.dep_ in ("pobj", "obj")]
    # "from the port of X to the rebels": prepositions in a row.
    return found


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive, as a finite form or as a participle after its noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "advcl":
        return not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    if verb.dep_ == "conj":
        return is_passive(verb.head) and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    return False


def _own_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)


def object_of(verb: Token, deep: int = 0) -> list[Token]:
    """Give what is acted on."""
    if is_passive(verb):
        found = [_antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"]
        if not found and verb.dep_ in ("acl", "amod"):
            found = [verb.head]
        if not found and verb.dep_ == "conj" and deep < _DEEPEST:
            found = object_of(verb.head, deep + 1)
        if not found and verb.dep_ in ("advcl", "xcomp", "ccomp") and deep < _DEEPEST:
            found = subject_of(verb.head, deep + 1)
        return found
    found = [_antecedent(child) for child in verb.children if child.dep_ == "dobj"]
    if not found:
        found = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    if (
        not found
        and verb.dep_ == "relcl"
        and any(child.dep_ == "nsubj" and child.lower_ not in ("who", "which", "that") for child in verb.children)
    ):
        found = [verb.head]
    if not found:
        # "armed, trained and paid the rebels": the object stands with the last verb.
        at = verb
        for _ in range(4):
            joined = [c for c in at.children if c.dep_ == "conj" and c.pos_ == "VERB"]
            if not joined or any(c.dep_ in ("nsubj", "prep") for c in joined[0].children if c.i < joined[0].i):
                break
            at = joined[0]
            found = [_antecedent(c) for c in at.children if c.dep_ == "dobj"]
            if found:
                break
    return found


def subject_of(verb: Token, deep: int = 0) -> list[Token]:
    """Give who does what a verb says, through passives, participles, infinitives and relative clauses."""
    if deep > _DEEPEST:
        return []
    if is_passive(verb):
        found = [p for child in verb.children if child.dep_ == "agent" for p in child.children if p.dep_ == "pobj"]
        found = found or [
            p for c in verb.children if c.dep_ == "prep" and c.lower_ == "by" for p in c.children if p.dep_ == "pobj"
        ]
        if not found and verb.dep_ == "conj" and is_passive(verb.head):
            found = subject_of(verb.head, deep + 1)
        return found
    found = [
        _antecedent(child)
        for child in verb.children
        if child.dep_ in ("nsubj", "csubj", "expl") and child.lower_ != "there"
    ]
    if found:
        return found
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _surface_subject(head, deep + 1)
    if verb.dep_ in ("acomp", "attr") and head.lemma_ in ("be", "become", "remain", "stay"):
        return subject_of(head, deep + 1)
    if verb.dep_ in ("advcl", "xcomp") and head.pos_ in ("NOUN", "PROPN"):
        return _of_noun(verb, head, deep)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd", "dep"):
        return _controlled(verb, head, deep)
    if verb.dep_ in ("acl", "relcl"):
        return _of_noun(verb, head, deep)
    if verb.dep_ == "pcomp":
        return _of_gerund(head, deep)
    if verb.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "attr") and verb.tag_ == "VBG":
        found = _pobjs(verb, "by") or [child for child in verb.children if child.dep_ == "poss"]
        return found or (_surface_subject(head, deep + 1) if verb.dep_ == "dobj" else [])
    return []


def _surface_subject(verb: Token, deep: int) -> list[Token]:
    """Give the subject as it stands; that of a passive is who is acted on."""
    if is_passive(verb):
        return [_antecedent(c) for c in verb.children if c.dep_ == "nsubjpass"] or (
            [verb.head] if verb.dep_ in ("acl", "amod") else []
        )
    return subject_of(verb, deep)


def _controlled(verb: Token, head: Token, deep: int) -> list[Token]:
    if head.pos_ not in ("VERB", "AUX"):
        if head.pos_ != "ADJ":
            return []
        # "It is easy to …" says of nobody that he does it.
        return [each for each in subject_of(head.head, deep + 1) if each.lower_ != "it"]
    if (
        head.lemma_ == "be"
        and any(c.dep_ == "acomp" for c in head.children)
        and any(c.lower_ == "it" for c in head.children)
    ):
        return []
    if head.lemma_ in _OBJECT_CONTROL:
        found = [_antecedent(c) for c in head.children if c.dep_ in ("dobj", "dative", "nsubjpass") and c.i < verb.i]
        found = found or [
            p
            for c in head.children
            if c.dep_ in ("prep", "dative") and c.lower_ in ("on", "upon", "to") and c.i < verb.i
            for p in c.children
            if p.dep_ == "pobj"
        ]
        if found:
            return found
    return _surface_subject(head, deep + 1)


def _of_noun(verb: Token, noun: Token, deep: int) -> list[Token]:
    """Give who does what a clause says that hangs on a noun: "troops fighting", "its decision to send"."""
    if verb.dep_ in ("acl", "advcl", "xcomp") and verb.tag_ == "VB":
        owners = [child for child in noun.children if child.dep_ == "poss"] or _pobjs(noun, "by")
        if owners:
            return owners
        if noun.dep_ in ("dobj", "nsubjpass", "attr", "pobj") and noun.lemma_ in _PLANS:
            head = noun.head.head if noun.dep_ == "pobj" else noun.head
            return subject_of(head, deep + 1) if head.pos_ in ("VERB", "AUX") else []
        outer = (
            noun.head.head
            if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "VERB")
            else noun
        )
        acting = [c for c in outer.children if c.dep_ == "poss"] or _pobjs(outer, "by") or owner_of(outer)
        if acting:
            return acting
        if noun.lemma_ in _PLANS:
            return [c for c in noun.children if c.dep_ in ("amod", "compound") and c.pos_ in ("PROPN", "ADJ")]
    if noun.lemma_.lower() in _MADE_OF:
        inner = _pobjs(noun, "of")
        if inner and inner[0].lemma_.lower() in _MADE_OF:
            inner = _pobjs(inner[0], "of") or inner
        return inner or [noun]
    return [noun]


_MADE_OF = frozenset(
    "presence number group deployment sending arrival thousand hundred dozen ten score part case".split()
)


_PLANS = frozenset(
    "decision plan promise pledge offer intention right ability attempt effort agreement commitment move bid order threat readiness obligation duty willingness request refusal failure proposal vow call capacity".split()
)


def _of_gerund(prep: Token, deep: int) -> list[Token]:
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in _WITH_GERUND and prep.lower_ in ("of", "for", "from", "with"):
            found = [_antecedent(c) for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
            if not found and head.dep_ in ("acl", "amod"):
                found = [head.head]
            if found:
                return found
        return _surface_subject(head, deep + 1)
    if head.pos_ in ("NOUN", "PROPN"):
        owners = [child for child in head.children if child.dep_ == "poss"] or _pobjs(head, "by")
        against = _pobjs(head, "against")
        if against:
            return against
        if owners:
            return owners
        if head.dep_ in ("dobj", "nsubj", "attr") and head.head.pos_ in ("VERB", "AUX"):
            return subject_of(head.head, deep + 1)
    if head.pos_ == "ADJ":
        return subject_of(head.head, deep + 1)
    return []


def _antecedent(token: Token) -> Token:
    """Give the noun that a relative pronoun stands for."""
    if token.lower_ in ("who", "which", "that", "whom") and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb: Token = token.head
        for _ in range(4):
            if verb.dep_ == "relcl":
                return verb.head
            if verb.dep_ in ("conj", "ccomp", "xcomp"):
                verb = verb.head
            else:
                break
    return token


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Give each word on the way to the root with the one that it hangs on."""
    at = token
    for _ in range(_DEEPEST * 3):
        if at.head.i == at.i:
            return
        yield at, at.head
        at = at.head
