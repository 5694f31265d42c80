"""What a trigger hangs on, up to the root of its sentence, and what each verb and noun on that way says of it.

"Arcadia denied that it had agreed to send troops": `send` hangs on `agreed`, which makes it a promise, and that on
`denied`, which makes Arcadia the one who denies it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import child_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.governing import Link, under_verb
from sanctioncheck.read.grammar.telling.modality import (
    is_none,
    is_told_as_past,
    note_kinds,
    note_own_words,
    status_of_modal,
)
from sanctioncheck.read.grammar.telling.reality import Reality, kind_told
from sanctioncheck.read.grammar.telling.saying import kinds_of, note_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["note_embedding"]

_DEEPEST = 30
_OF_GERUND = frozenset({"of", "from", "against", "to", "about", "off"})
_WITHOUT = frozenset({"without", "absent", "lacking", "barring"})
_NO_CONDITION = frozenset({"once", "until", "should"})


def note_embedding(trigger: Token, carrier: Token | None, speech: Speech, found: Reality) -> None:
    """Go from a trigger to the root of its sentence, and note what is said of it on the way.

    Args:
        trigger: the word that states something.
        carrier: the verb that only carries it, which says nothing more; None where there is none.
        speech: how texts say things.
        found: where it is noted.
    """
    _note_purpose(trigger, speech, found)
    child, passing, settled = trigger, True, False
    for _ in range(_DEEPEST):
        head = child.head
        if head.i == child.i:
            return
        settled = settled or is_told_as_past(child)
        parted = child.dep_ == "conj" and child.pos_ == "ADP" and child.lower_ not in _WITHOUT
        if parted and head.lower_ in _WITHOUT and head.head.i != head.i:
            # "Without a mandate and in violation of": what there was not is the mandate.
            child = head.head
            continue
        passing = _climb(child, head, carrier, speech, found, passing, settled=settled)
        child = head


def _climb(
    child: Token,
    head: Token,
    carrier: Token | None,
    speech: Speech,
    found: Reality,
    passing: bool,
    *,
    settled: bool = False,
) -> bool:
    """Take one step towards the root; gives whether what is said of the head still holds of the trigger.

    `settled` is whether the trigger stands in a clause that tells what was.
    """
    if child.dep_ == "conj":
        if _are_parted(child, head):
            return False
        return passing and _note_shared(child, head, speech, found)
    _note_negating_neighbour(child, found, passing)
    if child.dep_ in ("prep", "agent"):
        # What a preposition hangs on is looked at in the next step, as if the noun or clause hung on it.
        if child.lower_ in _WITHOUT and passing:
            found.negated = True
        if child.lower_ == "in" and any(each.lower_ in speech.in_case for each in child.children):
            found.at_least("hypothetical")
    if child.dep_ == "prep" and child.lower_ in _OF_GERUND and child_of(child, "pcomp") and passing:
        _note_gerund(child, speech, found)
    if child.lower_ in speech.in_case and child.dep_ == "pobj" and head.lower_ in ("in", "for"):
        found.at_least("hypothetical")
    if head.pos_ == "ADV" and head.lower_ in ("soon", "long") and child.dep_ == "advcl":
        # "as soon as they have left"
        found.at_least("hypothetical" if child.tag_ != "VBD" else "actual")
    if head.pos_ in ("VERB", "AUX"):
        if _are_parted(child, head):
            return False
        told = _noun_before(child, head, speech)
        if told is not None:
            return note_noun(child, told, speech, found, passing=passing)
        return _note_verb(child, head, carrier, speech, found, passing, settled=settled)
    if head.pos_ in ("NOUN", "PROPN"):
        return note_noun(child, head, speech, found, passing=passing)
    if head.pos_ == "ADJ" and child.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "acl", "advcl"):
        _note_adjective(head, speech, found, passing)
    return passing


def _note_gerund(preposition: Token, speech: Speech, found: Reality) -> None:
    """Note what a verb says of a gerund after `of`, `from`, `to` and the like: "cleared of attacking", "close to
    selling"; after most verbs it is not done."""
    words = [preposition]
    while words[-1].head.i != words[-1].i and words[-1].pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
        words.append(words[-1].head)
    lemmas = {each.lemma_.lower() for each in words[1:]}
    if words[-1].pos_ in ("VERB", "AUX") and not lemmas & (speech.doing - {"be", "come", "go"} | speech.blaming):
        found.at_least("hypothetical")


def _noun_before(preposition: Token, verb: Token, speech: Speech) -> Token | None:
    """Give the noun of telling that a preposition belongs to, where the parser hangs it on the verb: "received
    information on the delivery"."""
    if preposition.dep_ != "prep" or preposition.i == 0:
        return None
    noun = preposition.nbor(-1)
    kinds = speech.nouns.get(noun.lemma_.lower(), set())
    return noun if noun.pos_ == "NOUN" and noun.head.i == verb.i and kind_told(kinds) is not None else None


def _are_parted(child: Token, head: Token) -> bool:
    """Tell whether a semicolon parts a clause from the verb that the parser hangs it on."""
    first, last = sorted((child.i, head.i))
    return any(each.text == ";" for each in child.doc[first:last])


def _note_negating_neighbour(child: Token, found: Reality, passing: bool) -> None:
    """Note "instead of", "rather than", "far from", "short of" and "let alone"."""
    word = child.lower_
    if (
        (passing and word in ("instead", "rather"))
        or (word == "from" and child.i and child.nbor(-1).lower_ == "far")
        or (passing and word == "of" and any(each.lower_ in ("instead", "short") for each in child.children))
        or (child.i > 1 and child.nbor(-1).lower_ == "alone" and child.nbor(-2).lower_ == "let")
    ):
        found.negated = True


def _note_verb(
    child: Token,
    verb: Token,
    carrier: Token | None,
    speech: Speech,
    found: Reality,
    passing: bool,
    *,
    settled: bool,
) -> bool:
    if carrier is not None and verb.i == carrier.i:
        return passing
    link = Link.of(child, verb, kinds_of(verb, speech), passing)
    answer = under_verb(link, speech, found)
    if answer is not None and child.dep_ != "prep":
        return answer
    # What would be done with a delivery says that the delivery may not be there either.
    if verb.tag_ in ("VB", "VBG") and not settled:
        found.at_least(_reality_of(verb, speech).status)
    return bool(answer)


def _reality_of(verb: Token, speech: Speech) -> Reality:
    """Work out how real a verb is by itself."""
    inner = Reality()
    note_own_words(verb, speech, inner)
    at = verb
    for _ in range(_DEEPEST):
        if at.head.i == at.i or not _climb(at, at.head, None, speech, inner, True):
            break
        at = at.head
    return inner


def _note_purpose(trigger: Token, speech: Speech, found: Reality) -> None:
    """Note what something is for that is not there: "ruled out making its port available for raids"."""
    at = trigger
    while at.dep_ == "conj":
        at = at.head
    if at.dep_ != "pobj" or at.head.lower_ != "for" or at.head.head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    verb = next((each for each in at.head.ancestors if each.pos_ in ("VERB", "AUX")), None)
    if verb is not None:
        inner = _reality_of(verb, speech)
        if inner.negated or inner.status != "actual":
            found.at_least("hypothetical")


def _note_adjective(adjective: Token, speech: Speech, found: Reality, passing: bool) -> None:
    """Note what an adjective says of what hangs on it: "ready to send", "unable to send"."""
    kinds = speech.verbs.get(adjective.lemma_.lower(), set())
    if passing:
        note_kinds(kinds, found)
        if "failing" not in kinds and child_of(adjective.head, "neg"):
            found.negated = True
        if child_of(adjective.head, "neg"):
            # "It is not clear that": that is no no.
            found.at_least("hypothetical")
        if not kinds and any(each.lower_ == "it" for each in child_of(adjective.head, "nsubj", "expl")):
            found.at_least("generic")
    if adjective.lower_ in speech.hearsay:
        found.hearsay = True


def _note_shared(child: Token, head: Token, speech: Speech, found: Reality) -> bool:
    """Hand on to a joined verb what is said of the first: "will send and ship", "did not send or ship".

    Gives whether the two share their subject, so that what is said of the first holds of the second.
    """
    if child.pos_ not in ("VERB", "AUX"):
        # "neither rockets nor their delivery"
        return True
    if child_of(child, "nsubj", "nsubjpass"):
        return False
    for each in head.children:
        _note_shared_word(each, child, head, speech, found)
    return True


def _note_shared_word(word: Token, child: Token, head: Token, speech: Speech, found: Reality) -> None:
    dep, text = word.dep_, word.lower_
    if dep == "aux" and word.tag_ == "MD" and text in speech.modals and _takes_helper(child):
        found.at_least(status_of_modal(word, head, speech))
    elif dep == "neg" and (child.tag_ == "VB" or any(each.lower_ in ("or", "nor") for each in child_of(head, "cc"))):
        found.negated = True
    elif dep in ("mark", "advmod") and text in speech.conditions and text not in _NO_CONDITION:
        found.at_least("hypothetical")
    elif text == "neither":
        found.negated = True
    elif text in speech.hearsay and dep == "advmod":
        found.hearsay = True
    elif dep in ("nsubj", "nsubjpass") and is_none(word):
        found.negated = True


def _takes_helper(verb: Token) -> bool:
    """Tell whether a joined verb can share the helping verb of the first."""
    return verb.tag_ in ("VB", "VBN") and not any(each.tag_ == "MD" for each in child_of(verb, "aux"))
