"""Where in a parsed sentence the roles of a word stand: who does it, to whom, with what, whatever the form of the
sentence.

A slot is `subject`, `object`, `dative`, `possessor`, `compound`, `noun`, `clause`, or a preposition. Verbs, nouns for
conduct, and verbs that only carry such a noun all give the same slots. Beside these, a cue may ask for `equal` (who a
noun is said to be), `complement` (what a verb calls or makes its object), `clause_object`, `said_of` (of what an
adjective is said, and not only put before it), `receiver` (who takes what a noun says: "took delivery of"), `there`
(an adverb of place), `preposition` (the one that a noun stands after), `governor` (what stands before that) and
`bare` (a noun that is a sentence by itself).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.form.clause import object_of, owner_of, subject_of
from sanctioncheck.read.grammar.form.phrase import after_preposition, child_of, joined, objects_after
from sanctioncheck.read.grammar.lexicon import Speech

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Carrying", "Slots", "carrying"]

Carrying = Literal["light", "reversed"]

_COMPANY = frozenset({"alongside", "beside", "against", "on behalf of", "on the side of", "with"})
_OF_ANOTHER = frozenset({"ally", "partner", "friend", "enemy", "sponsor", "patron", "backer", "supplier"})
"""Nouns for what somebody is to another, who stands before them."""
_LOOSE = ("prt", "advmod", "prep", "oprd", "attr", "acomp", "xcomp")
_THERE = frozenset({"here", "there", "ashore", "abroad", "overseas", "inside", "nearby"})
_HAPPENS = frozenset({"be", "go", "take", "begin", "continue", "occur", "happen", "start", "remain"})


def carrying(verb: Token, speech: Speech) -> Carrying | None:
    """Tell whether a verb only carries the noun that says what is done.

    Gives `light` for "carried out strikes", `reversed` where who does it stands at the other end, as in "received
    training from", and None for a verb that says something itself.
    """
    lemma = verb.lemma_.lower()
    names = [lemma] + [f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "prep")]
    if any(name in speech.reversed for name in names):
        return "reversed"
    return "light" if any(name in speech.light for name in names) else None


class Slots:
    """The slots of one word that states something; each is worked out when it is asked for."""

    def __init__(self, trigger: Token, speech: Speech, *, noun: bool = False) -> None:
        """Take the word, how texts say things, and whether it is meant as a noun although it has the form of a verb."""
        verbal = trigger.pos_ in ("VERB", "AUX") or (
            trigger.tag_ in ("VBG", "VBN") and trigger.dep_ not in ("amod", "compound")
        )
        self.trigger = trigger
        self.verbal = verbal and not noun
        self._speech = speech
        self._found: dict[str, list[Token]] = {}
        self._carrier: tuple[Token, Carrying] | None = None if verbal else self._carrier_of(trigger)

    def __getitem__(self, slot: str) -> list[Token]:
        """Give what heads the fillers of a slot, with all that is joined to it; empty where nothing fills it."""
        if slot not in self._found:
            self._found[slot] = joined(self._find(slot))
        return self._found[slot]

    @property
    def carrier(self) -> Token | None:
        """The verb that carries a noun for conduct, where there is one."""
        return self._carrier[0] if self._carrier else None

    def _find(self, slot: str) -> list[Token]:
        match slot:
            case "subject":
                return subject_of(self.trigger, self._speech) if self.verbal else self._noun_subject()
            case "object":
                return object_of(self.trigger, self._speech) if self.verbal else self._noun_object()
            case "receiver":
                # A verb such as "take" or "receive" has who gets what the noun says for its subject.
                return self._noun_object() if self._carrier is not None and self._carrier[1] == "reversed" else []
            case "dative":
                return self._dative()
            case "possessor":
                return child_of(self.trigger, "poss")
            case "compound":
                return child_of(self.trigger, "compound", "amod", "nmod", "npadvmod")
            case "noun":
                return [self.trigger.head] if self.trigger.dep_ in ("amod", "acl") else self._predicated()
            case "clause":
                found = child_of(self.trigger, "ccomp", "xcomp", "acl", "advcl")
                return [each for each in found if not self._is_parted(each)] or self._clause_apart()
            case "beneficiary":
                return self._beneficiary()
            case "self":
                return [self.trigger]
            case "involved":
                return self._involved()
            case "governor":
                return self._governor()
            case "preposition":
                return [self.trigger.head] if self.trigger.dep_ == "pobj" else []
            case "there":
                return [each for each in child_of(self.trigger, "advmod") if each.lower_ in _THERE]
            case "equal":
                return self._equal()
            case "complement":
                return child_of(self.trigger, "attr", "oprd", "acomp", "xcomp", "ccomp", "prt", "advmod")
            case "clause_object":
                return [thing for clause in self["clause"] for thing in object_of(clause, self._speech)]
            case "said_of":
                return [] if self.trigger.dep_ in ("amod", "acl") else self._predicated()
            case "bare":
                return [self.trigger] if self.trigger.dep_ == "ROOT" and not self.verbal else []
        return self._after_verb(slot) if self.verbal else self._after_noun(slot)

    def _is_parted(self, clause: Token) -> bool:
        """Tell whether a clause is another sentence, which ends with a semicolon before the verb."""
        return clause.i < self.trigger.i and any(t.text == ";" for t in clause.doc[clause.i : self.trigger.i])

    def _clause_apart(self) -> list[Token]:
        """Give a clause with `that` which the parser hung on a phrase between: "admitted for the first time that"."""
        if not self.verbal:
            return []
        return [
            clause
            for prep in child_of(self.trigger, "prep")
            for noun in child_of(prep, "pobj")
            for clause in child_of(noun, "acl", "relcl", "ccomp")
            if any(each.lower_ == "that" and each.dep_ == "mark" for each in clause.children)
        ]

    def _beneficiary(self) -> list[Token]:
        """Who is to be helped: "troops to support Arcadia"."""
        for holder in (self.trigger, *self["object"], *self["of"]):
            for child in child_of(holder, "acl", "advcl", "xcomp", "relcl"):
                if child.lemma_.lower() in self._speech.helping:
                    return object_of(child, self._speech)
        return []

    def _predicated(self) -> list[Token]:
        """Of whom an adjective is said: "Arcadia is present", "finds the raid unlawful"."""
        if self.trigger.dep_ == "acomp":
            return subject_of(self.trigger.head, self._speech)
        return child_of(self.trigger, "nsubj") if self.trigger.dep_ in ("ccomp", "xcomp") else []

    def _equal(self) -> list[Token]:
        """Who a noun is said to be: "the buyer was Arcadia", "buyer: Arcadia", "its patron, Arcadia"."""
        noun = self.trigger
        if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "become", "remain"):
            return child_of(noun.head, "attr")
        return child_of(noun, "appos")

    def _involved(self) -> list[Token]:
        """Who is in what the noun says: "Arcadia in its war", "helps Arcadia in the war", "fights in the war"."""
        prep = self.trigger.head
        if prep.dep_ != "prep" or prep.lower_ not in ("in", "at"):
            return []
        head = prep.head
        if head.pos_ in ("VERB", "AUX"):
            helped = [each for each in object_of(head, self._speech) if each.pos_ == "PRON"]
            if helped:
                return []
            return object_of(head, self._speech) or subject_of(head, self._speech)
        return [head] if head.pos_ == "PROPN" else []

    def _governor(self) -> list[Token]:
        """Who stands under or acts at what the noun says: "the militia, under the command of"."""
        prep = self.trigger.head
        if prep.dep_ != "prep":
            return []
        head = prep.head
        return subject_of(head, self._speech) if head.pos_ in ("VERB", "AUX") else [head]

    def _dative(self) -> list[Token]:
        """To whom something is given, told or done, with no preposition or with one that the parser takes for it."""
        holder = self.trigger if self.verbal else self.carrier
        if holder is None:
            return []
        datives = child_of(holder, "dative") or self._pronoun_before(holder)
        found = [child for child in datives if child.pos_ != "ADP"]
        found += [inner for child in datives if child.pos_ == "ADP" for inner in child_of(child, "pobj")]
        if not found and not self.verbal and self._carrier is not None and self._carrier[1] == "light":
            # "gave the rebels training": the parser may take the noun for the second object.
            found = [
                child
                for child in child_of(holder, "dobj", "dative")
                if child.i < self.trigger.i and child != self.trigger
            ]
        return found

    def _pronoun_before(self, verb: Token) -> list[Token]:
        """To whom, where the parser takes a pronoun for what is given: "may sell us what they please"."""
        things = child_of(verb, "dobj")
        given = [c for c in verb.children if c.dep_ in ("ccomp", "dobj", "oprd") and things and c.i > things[0].i]
        return things[:1] if given and things[0].pos_ == "PRON" and things[0].tag_ == "PRP" else []

    def _after_verb(self, preposition: str) -> list[Token]:
        """What follows a preposition with a verb: on it, on its object, on what else hangs on it, or on its first."""
        trigger = self.trigger
        found = after_preposition(trigger, preposition)
        if found:
            return found
        loose = preposition not in ("of", "by")
        if loose:
            for thing in object_of(trigger, self._speech)[:1]:
                for each in (thing, *objects_after(thing, "of")) if thing.i > trigger.i else ():
                    found = found or after_preposition(each, preposition)
        if found:
            return found
        if preposition in _COMPANY:
            for inner in objects_after(trigger, "in"):
                found = found or after_preposition(inner, preposition)
        if loose:
            for child in child_of(trigger, *_LOOSE):
                found = found or after_preposition(child, preposition)
            if not found and trigger.dep_ == "conj" and not child_of(trigger, "dobj", "nsubjpass"):
                found = after_preposition(trigger.head, preposition)
        return found

    def _after_noun(self, preposition: str) -> list[Token]:
        """What follows a preposition with a noun: on it, on the verb that carries it, or on what stands after `of`."""
        trigger = self.trigger
        found = after_preposition(trigger, preposition)
        if not found and self.carrier is not None and preposition != "of":
            found = after_preposition(self.carrier, preposition)
        if found or preposition in ("of", "by"):
            return found
        # "the delivery of rockets to Arcadia": the parser may hang `to` on the rockets.
        for inner in after_preposition(trigger, "of"):
            for each in (inner, *objects_after(inner, "of")):
                found = found or after_preposition(each, preposition)
        for inner in after_preposition(trigger, "by"):
            # "a strike by a drone on a convoy".
            found = found or after_preposition(inner, preposition)
        if not found and trigger.dep_ in ("nsubj", "nsubjpass") and trigger.head.lemma_ in _HAPPENS:
            found = after_preposition(trigger.head, preposition)
        return found

    def _carrier_of(self, noun: Token) -> tuple[Token, Carrying] | None:
        """Find the verb that carries a noun, through what it is joined to and "a series of", or after the noun:
        "strikes carried out by", "the training that it gave".
        """
        for child in child_of(noun, "acl", "relcl"):
            if noun in object_of(child, self._speech):
                kind = carrying(child, self._speech)
                if kind is not None:
                    return child, kind
        head, at = noun.head, noun
        for _ in range(3):
            if at.dep_ == "conj":
                at, head = at.head, at.head.head
            elif at.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ == "of" and self._is_series(head.head):
                at, head = head.head, head.head.head
            else:
                break
        if at.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "obj", "relcl"):
            kind = carrying(head, self._speech)
            return (head, kind) if kind else None
        if at.dep_ == "pobj" and head.dep_ in ("prep", "agent") and head.head.pos_ == "VERB":
            kind = carrying(head.head, self._speech)
            return (head.head, kind) if kind and head.lower_ in ("in", "into", "under", "with") else None
        return None

    def _is_series(self, noun: Token) -> bool:
        return noun.pos_ in ("NOUN", "PROPN") and noun.lemma_ in self._speech.series

    def _noun_subject(self) -> list[Token]:
        """Whose conduct a noun says: after `by`, before it, with the verb that carries it, or what it is said of."""
        noun = self.trigger
        if noun.lemma_ in _OF_ANOTHER and noun.dep_ in ("attr", "appos") and child_of(noun, "poss"):
            # "Ruritania is Arcadia's ally", "Ruritania, Arcadia's ally".
            return [noun.head] if noun.dep_ == "appos" else subject_of(noun.head, self._speech)
        found = after_preposition(noun, "by") or child_of(noun, "poss")
        if not found and self._carrier is not None and self._carrier[1] == "light":
            found = subject_of(self._carrier[0], self._speech)
        if not found and noun.dep_ == "appos":
            found = [noun.head]
        if not found and noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            subjects = subject_of(noun.head, self._speech)
            found = [each for each in subjects if each.lower_ not in ("it", "this", "that", "there", "what")]
        found = found or [each for each in child_of(noun, "amod", "compound", "nmod") if each.pos_ in ("PROPN", "ADJ")]
        found = found or self._in_doing()
        if not found and noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.dep_ == "pobj":
            # "made its port available to the coalition for raids on Arcadia".
            found = [noun.head.head] if noun.head.head.pos_ in ("NOUN", "PROPN") else []
        return found or owner_of(noun, self._speech)

    def _in_doing(self) -> list[Token]:
        """Whose conduct it is that is told with a phrase beside it: "struck Arcadia, in violation of the Charter",
        "accused Arcadia of genocide", "denied any part in the raid"."""
        verb = self.beside()
        return self._accused_of() or (subject_of(verb, self._speech) if verb is not None else [])

    def beside(self) -> Token | None:
        """Give the verb beside which a noun says what is done by it too: `bombed` for "bombed it in violation of"."""
        noun = self.trigger
        if self.verbal or noun.dep_ != "pobj" or noun.head.lower_ != "in" or noun.lemma_ not in self._speech.in_doing:
            return None
        # At most two joined phrases away.
        verb = noun.head.head
        for _ in range(3):
            if verb.pos_ in ("VERB", "AUX"):
                return verb
            verb = verb.head
        return None

    def accusing(self) -> Token | None:
        """Give the verb that accuses somebody of what a noun says: `accused` for "accused of genocide"."""
        prep = self.trigger.head
        if self.verbal or self.trigger.dep_ != "pobj" or prep.lower_ not in ("of", "for", "with"):
            return None
        accusing = self._speech.with_gerund - {"thank", "praise", "keep"}
        return prep.head if prep.head.pos_ == "VERB" and prep.head.lemma_ in accusing else None

    def part(self) -> Token | None:
        """Give what somebody is said to have in what a noun says: `part` in "played a part in the raid"."""
        prep = self.trigger.head
        if self.verbal or self.trigger.dep_ != "pobj" or prep.lower_ != "in":
            return None
        # The parser may hang the preposition on the verb.
        near = [prep.head] if prep.head.pos_ == "NOUN" else child_of(prep.head, "dobj", "nsubjpass")
        return next((each for each in near if each.lemma_ in self._speech.parts and each.i < prep.i), None)

    def _accused_of(self) -> list[Token]:
        part, accusing = self.part(), self.accusing()
        if part is not None:
            held = part.dep_ in ("dobj", "nsubjpass") and part.head.pos_ == "VERB"
            return child_of(part, "poss") or (subject_of(part.head, self._speech) if held else [])
        if accusing is not None:
            return child_of(accusing, "nsubjpass") or child_of(accusing, "dobj")
        return []

    def _noun_object(self) -> list[Token]:
        if self._carrier is not None and self._carrier[1] == "reversed":
            return subject_of(self._carrier[0], self._speech)
        return after_preposition(self.trigger, "of")
