"""Who does what a verb says, and to whom, whatever the form of the clause.

Actives, passives, participles, infinitives, gerunds and relative clauses all give the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import DAYS, after_preposition, antecedent, child_of, objects_after
from sanctioncheck.read.grammar.lexicon import Speech

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_passive", "object_of", "opens_clause", "owner_of", "subject_of"]

_OF_TWO = frozenset({"give", "offer", "pay", "hand", "sell", "grant", "send", "award", "tell", "show", "teach", "lend"})
"""Verbs that keep an object in the passive: "soldiers given orders"."""
_LISTS = frozenset({"list", "blacklist", "annex", "register"})
_DEEPEST = 12
_FARTHEST_JOINED = 4


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive, as a finite form or as a participle after its noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if _compounded_with(verb):
        return True
    if verb.dep_ in ("acl", "amod"):
        # "The tanker, flagged in Arcadia, made two deliveries": a participle that acts on something is none.
        return verb.lemma_ in _OF_TWO or not child_of(verb, "dobj")
    if verb.dep_ == "advcl":
        return not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    if verb.dep_ == "conj":
        return is_passive(verb.head) and not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    return False


def _compounded_with(verb: Token) -> list[Token]:
    """Give who does what the second half of a compound says: Ruritania in "Ruritania-backed rebels"."""
    if verb.tag_ != "VBN" or not verb.i or verb.nbor(-1).text not in ("-", "–", "\N{HYPHEN}"):
        return []
    return [
        child
        for child in verb.children
        if child.dep_ in ("npadvmod", "compound", "nmod", "amod") and child.i == verb.i - 2
    ]


def object_of(verb: Token, speech: Speech, deep: int = 0) -> list[Token]:
    """Give what is acted on; empty where the sentence does not say it.

    Args:
        verb: the verb.
        speech: the words that say whose conduct an infinitive is.
        deep: how many verbs have been passed on the way here.
    """
    if is_passive(verb):
        return _object_of_passive(verb, speech, deep)
    found = [antecedent(child) for child in verb.children if child.dep_ == "dobj"]
    if not found:
        found = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    if not found and verb.dep_ == "relcl" and _has_own_subject(verb):
        found = [verb.head]
    if not found and verb.dep_ == "amod" and verb.head.i > verb.i and child_of(verb, "nsubj"):
        # "Arcadian officers trained units that …": what acts is no adjective, and the noun behind it is acted on.
        found = [verb.head]
    return found or _object_of_last(verb)


def _object_of_passive(verb: Token, speech: Speech, deep: int) -> list[Token]:
    found = [antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"]
    if not found and verb.dep_ in ("acl", "amod"):
        # "Hardware: Ankara's drones, bought by Baku": the nearest of the two that are one.
        found = [each for each in child_of(verb.head, "appos") if each.i < verb.i][-1:] or [verb.head]
    if not found and verb.dep_ == "acomp" and deep < _DEEPEST:
        found = subject_of(verb.head, speech, deep + 1)
    if not found and verb.dep_ == "conj" and deep < _DEEPEST:
        found = (object_of if is_passive(verb.head) else subject_of)(verb.head, speech, deep + 1)
    if not found and verb.dep_ in ("advcl", "xcomp", "ccomp") and deep < _DEEPEST:
        found = subject_of(verb.head, speech, deep + 1)
    return found


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.lower_ not in ("who", "which", "that") for child in verb.children)


def _object_of_last(verb: Token) -> list[Token]:
    """Give the object that stands with the last of some joined verbs: "armed, trained and paid the rebels"."""
    at = verb
    for _ in range(_FARTHEST_JOINED):
        after = [child for child in at.children if child.dep_ == "conj" and child.pos_ == "VERB"]
        if not after or any(c.dep_ in ("nsubj", "prep") for c in after[0].children if c.i < after[0].i):
            break
        at = after[0]
        found = [antecedent(child) for child in at.children if child.dep_ == "dobj"]
        if found:
            return found
    return []


def subject_of(verb: Token, speech: Speech, deep: int = 0) -> list[Token]:
    """Give who does what a verb says; empty where the sentence does not say it.

    Args:
        verb: the verb.
        speech: the words that say whose conduct an infinitive is.
        deep: how many verbs have been passed on the way here.
    """
    if deep > _DEEPEST:
        return []
    if is_passive(verb):
        return _agent_of(verb, speech, deep)
    found = [
        antecedent(child)
        for child in verb.children
        if child.dep_ in ("nsubj", "csubj", "expl") and child.lower_ != "there"
    ]
    if found:
        return found
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _surface_subject(head, speech, deep + 1)
    if verb.dep_ == "conj" and verb.tag_ == "VBG" and head.pos_ == "NOUN" and head.dep_ == "pobj":
        # "Accused Arcadia of training and arming": the parser takes the first for a noun.
        return _of_gerund(head.head, speech, deep)
    if verb.dep_ == "conj" and child_of(head, "nsubj"):
        # "it neither commands nor finances": the parser may take the first for a noun.
        return [antecedent(child) for child in child_of(head, "nsubj")]
    if verb.dep_ in ("acomp", "attr") and head.lemma_ in ("be", "become", "remain", "stay"):
        return subject_of(head, speech, deep + 1)
    if verb.dep_ in ("advcl", "xcomp") and head.pos_ in ("NOUN", "PROPN"):
        return _of_noun(verb, head, speech, deep)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd", "dep"):
        return _controlled(verb, head, speech, deep)
    if verb.dep_ in ("acl", "relcl"):
        return _of_noun(verb, head, speech, deep)
    if verb.dep_ == "pcomp":
        return _of_gerund(head, speech, deep)
    if verb.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "attr") and verb.tag_ == "VBG":
        found = after_preposition(verb, "by") or child_of(verb, "poss")
        return found or (_surface_subject(head, speech, deep + 1) if verb.dep_ == "dobj" else [])
    return _after_day(verb)


def _after_day(verb: Token) -> list[Token]:
    """Give the subject that the parser took for a part of the day before it: "On 12 April soldiers shelled"."""
    return [
        inner
        for inner in objects_after(verb, "on", "in", "On", "In")
        if inner.i < verb.i and any(c.lower_ in DAYS for c in child_of(inner, "compound", "nmod"))
    ]


def _agent_of(verb: Token, speech: Speech, deep: int) -> list[Token]:
    """Give who stands after `by` with a passive, or with the passive that it is joined to."""
    found = [inner for child in verb.children if child.dep_ == "agent" for inner in child_of(child, "pobj")]
    found = found or objects_after(verb, "by") or _compounded_with(verb)
    found = [each for each in found if each.lower_ not in speech.accounts and not _is_way(each, speech)]
    if not found and verb.dep_ == "conj" and is_passive(verb.head):
        found = subject_of(verb.head, speech, deep + 1)
    if not found and verb.dep_ == "acl" and verb.lemma_ in speech.reversed and verb.head.dep_ == "dobj":
        # "recalled the help received from Arcadia": who recalls it has received it.
        found = _surface_subject(verb.head.head, speech, deep + 1)
    return found


def _is_way(noun: Token, speech: Speech) -> bool:
    """Tell whether a noun after `by` says how something goes, and not who does it: "by sea", "by cargo plane"."""
    return noun.tag_ == "NN" and noun.lower_ in speech.ways and not child_of(noun, "det", "poss", "amod")


def _surface_subject(verb: Token, speech: Speech, deep: int) -> list[Token]:
    """Give the subject as it stands; that of a passive is who is acted on."""
    if is_passive(verb):
        return object_of(verb, speech, deep + 1)
    return subject_of(verb, speech, deep)


def _controlled(verb: Token, head: Token, speech: Speech, deep: int) -> list[Token]:
    """Give who does what an infinitive or a clause says that hangs on a verb or an adjective."""
    if head.pos_ not in ("VERB", "AUX"):
        if head.pos_ != "ADJ":
            return []
        # "It is easy to …" says of nobody that he does it.
        return [each for each in subject_of(head.head, speech, deep + 1) if each.lower_ != "it"]
    said_of_it = head.lemma_ == "be" and any(child.dep_ == "acomp" for child in head.children)
    if said_of_it and any(child.lower_ == "it" for child in head.children):
        return []
    if head.lemma_ in speech.object_control:
        found = _told_to(verb, head)
        if found:
            return found
    return _surface_subject(head, speech, deep + 1)


def _told_to(verb: Token, head: Token) -> list[Token]:
    """Give who is asked, told or helped to do what an infinitive says."""
    before = [child for child in head.children if child.i < verb.i]
    found = [antecedent(child) for child in before if child.dep_ in ("dobj", "dative", "nsubjpass")]
    return found or [
        inner
        for child in before
        if child.dep_ in ("prep", "dative") and child.lower_ in ("on", "upon", "to") and child.i > head.i
        for inner in child_of(child, "pobj")
    ]


def _of_noun(verb: Token, noun: Token, speech: Speech, deep: int) -> list[Token]:
    """Give who does what a clause says that hangs on a noun: "troops fighting", "its decision to send"."""
    if verb.dep_ in ("acl", "advcl", "xcomp") and verb.tag_ == "VB":
        owners = child_of(noun, "poss") or after_preposition(noun, "by")
        if owners:
            return owners
        if noun.dep_ in ("dobj", "nsubjpass", "attr", "pobj") and noun.lemma_ in speech.plans:
            head = noun.head.head if noun.dep_ == "pobj" else noun.head
            return subject_of(head, speech, deep + 1) if head.pos_ in ("VERB", "AUX") else []
        acting = _owner_of_plan(noun, speech)
        if acting:
            return acting
        if noun.lemma_ in speech.plans:
            return [c for c in noun.children if c.dep_ in ("amod", "compound") and c.pos_ in ("PROPN", "ADJ")]
    if noun.lemma_.lower() in speech.made_of:
        inner = after_preposition(noun, "of")
        if inner and inner[0].lemma_.lower() in speech.made_of:
            inner = after_preposition(inner[0], "of") or inner
        return inner or [noun]
    return [noun]


def _owner_of_plan(noun: Token, speech: Speech) -> list[Token]:
    """Give whose a noun is that an infinitive hangs on, also through the noun before `of`."""
    within = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "VERB")
    outer = noun.head.head if within else noun
    return child_of(outer, "poss") or after_preposition(outer, "by") or owner_of(outer, speech)


def _of_gerund(preposition: Token, speech: Speech, deep: int) -> list[Token]:
    """Give who does what a gerund after a preposition says: "accused Arcadia of arming", "thanked for sending"."""
    head = preposition.head
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in speech.with_gerund and preposition.lower_ in ("of", "for", "from", "with"):
            found = [antecedent(child) for child in head.children if child.dep_ in ("dobj", "nsubjpass")]
            if not found and head.dep_ in ("acl", "amod"):
                found = [head.head]
            if found:
                return found
        if preposition.lower_ == "for" and any(p.lemma_ in _LISTS for p in objects_after(head, "on", "to", "in")):
            return child_of(head, "dobj", "nsubjpass")
        return _surface_subject(head, speech, deep + 1)
    if head.pos_ in ("NOUN", "PROPN"):
        found = after_preposition(head, "against") or child_of(head, "poss") or after_preposition(head, "by")
        if found:
            return found
        if head.dep_ in ("dobj", "nsubj", "attr") and head.head.pos_ in ("VERB", "AUX"):
            return subject_of(head.head, speech, deep + 1)
    return subject_of(head.head, speech, deep + 1) if head.pos_ == "ADJ" else []


def owner_of(noun: Token, speech: Speech) -> list[Token]:
    """Give whose conduct a noun says, where that stands with the verb round it: who confirms, denies or orders it."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and head.lemma_.lower() in speech.avowing:
        return subject_of(head, speech)
    if noun.dep_ == "conj":
        return owner_of(head, speech)
    if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.lemma_ in speech.answering:
        return subject_of(head.head, speech)
    if noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ == "VERB":
        return object_of(head.head, speech) or subject_of(head.head, speech)
    return []


def opens_clause(token: Token) -> bool:
    """Tell whether a word is the subject of a new clause although the parser has joined it to what stands before.

    "... the war against Ukraine and Moscow thanked": a name after `and`, with a finite verb right behind it.
    """
    if token.dep_ != "conj" or token.pos_ not in ("PROPN", "NOUN") or token.i + 1 >= len(token.doc) or not token.i:
        return False
    if token.left_edge.i == 0 or token.left_edge.nbor(-1).lower_ not in ("and", "but", "while", "as"):
        return False
    after = token.nbor(1)
    while after.pos_ == "ADV" and after.i + 1 < len(token.doc):
        after = after.nbor(1)
    if after.tag_ not in ("VBD", "VBZ", "VBP") or after.i - token.i > 3:
        return False
    if after.dep_ in ("relcl", "acl", "aux", "auxpass"):
        return False
    start = next((at for at in range(token.i, -1, -1) if token.doc[at].is_sent_start), 0)
    if not any(each.tag_ in ("VBD", "VBZ", "VBP", "MD") for each in token.doc[start : token.left_edge.i]):
        # "Sources in A and B told": nothing is said yet that could end before the name.
        return False
    subjects = child_of(after, "nsubj", "nsubjpass")
    # The verb has the first of the two for its subject, so that they are joined indeed.
    return not any(
        subject.i == token.head.i and subject.i <= token.i and token in subject.subtree for subject in subjects
    )
