"""What a sentence as a whole says of what is stated in it: that it asks, supposes, doubts, or tells in passing who
says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import child_of, first_of, objects_after, sentence_of
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.modality import is_none, is_told_as_past
from sanctioncheck.read.grammar.telling.reality import TELLING, Reality, Said, Tells
from sanctioncheck.read.grammar.telling.saying import denial_before, kinds_of, note_telling, told_before_colon
from sanctioncheck.read.grammar.telling.setting import is_taken_back, note_setting

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_general", "note_sentence"]

_SUPPOSING = frozenset({"were", "had", "should"})
"""Words that before their subject stand for `if`."""
_EVERY = frozenset({"any", "every", "each", "whatever", "whichever", "whoever"})
_EVERYONE = frozenset({"whoever", "anyone", "anybody", "everyone"})
_CERTAIN = frozenset({"the", "this", "that", "both", "two", "its", "their", "my", "our", "your", "his", "her"})
_GIVEN = frozenset({"the", "this", "these", "those", "its", "their", "some", "several", "many"})
_DOUBTED = frozenset({"alleging", "denying"})
_LONGEST_APART = 16
"""Words between a noun of allegation, a comma after it, and its `that`."""
_NOT_GUILTY = re.compile(r"\bnot guilty\b")


def note_sentence(slots: Slots, speech: Speech, found: Reality) -> None:
    """Note what the whole sentence says of a trigger.

    Args:
        slots: the trigger with its slots.
        speech: how texts say things.
        found: where it is noted; what has been noted of who tells it counts first.
    """
    trigger = slots.trigger
    _note_question(trigger, slots, found)
    _note_according_to(trigger, speech, found)
    _note_general_subject(slots, speech, found)
    _note_bare_infinitive(trigger, speech, found)
    chain = {trigger.i, *(each.i for each in trigger.ancestors)}
    _note_words(trigger, speech, found)
    found.hearsay = found.hearsay or _is_after_claim(trigger, speech)
    _note_inserted(trigger, chain, speech, found)
    if not any(each.kind == "denying" for each in found.said):
        denial = denial_before(trigger, speech)
        if denial is not None:
            found.said.append(denial)
    if _is_without_proof(trigger, speech):
        # That nothing shows it does not show that it is not so.
        found.negated, found.said = True, []
        found.at_least("hypothetical")
    told = told_before_colon(trigger, speech) if not found.said else None
    if told is not None:
        found.said.append(told)
    _note_command(trigger, chain, speech, found)
    note_setting(trigger, speech, found)
    if is_taken_back(sentence_of(trigger)) and not _accuses(trigger, speech):
        found.hearsay = True


def _note_question(trigger: Token, slots: Slots, found: Reality) -> None:
    """Note a question that can be answered with yes or no, and a condition without `if`: "were they to come"."""
    sentence = sentence_of(trigger)
    after = next((each for each in trigger.doc[trigger.i : sentence.end] if each.text in (".", "?", "!")), None)
    asked = after is not None and after.text == "?"
    first = next((each for each in sentence if each.is_alpha and len(each.text) > 1), None)
    if first is not None and not asked and first.lower_ in _SUPPOSING:
        found.at_least("hypothetical")
    if asked and (_asks_who(slots) or not any(each.tag_ in ("WRB", "WP", "WDT", "WP$") for each in sentence)):
        found.at_least("hypothetical")
    for verb in (trigger, *trigger.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        helper = _inverted(verb)
        if helper is not None and (asked or helper.lower_ in _SUPPOSING):
            if asked and _has_question_word(verb, helper):
                continue
            found.at_least("hypothetical")
        if verb.dep_ in ("relcl", "advcl"):
            break


def _has_question_word(verb: Token, helper: Token) -> bool:
    """Tell whether `who`, `when` or the like stands before a helping verb: what is asked about is taken to be so."""
    return any(each.tag_ in ("WRB", "WP", "WDT") and helper.i - 3 <= each.i < helper.i for each in verb.subtree)


def _inverted(verb: Token) -> Token | None:
    """Give the auxiliary that stands before its subject: "Have they crossed", "were they to come"."""
    subjects = child_of(verb, "nsubj", "nsubjpass", "expl")
    helpers = child_of(verb, "aux", "auxpass")
    if verb.pos_ == "AUX" or verb.lemma_ == "be":
        helpers.append(verb)
    for helper in helpers:
        before = any(helper.i < subject.i for subject in subjects)
        if before and not any(each.i < helper.i for each in child_of(verb, "dobj", "attr", "acomp")):
            return helper
    return None


def _note_according_to(trigger: Token, speech: Speech, found: Reality) -> None:
    """Note "according to", and words like `reportedly` that stand with the verb of the sentence."""
    sentence = sentence_of(trigger)
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor(1).lower_ == "to":
            if _same_clause(token, trigger):
                found.said.append(Said("saying", _object_of_according(token)))
        elif token.lower_ in speech.accounts and token.head.lower_ in ("by", "in", "on"):
            if _same_clause(token.head, trigger) and token.i != trigger.i:
                teller = first_of(child_of(token, "poss")) or first_of(objects_after(token, "of"))
                kind: Tells = "saying" if token.lower_ in ("account", "testimony", "admission") else "alleging"
                found.said.append(Said(kind, teller))
        elif token.lower_ in speech.hearsay and token.dep_ == "advmod" and token.head.i == sentence.root.i:
            found.hearsay = found.hearsay or _same_clause(token, trigger)


def _object_of_according(token: Token) -> Token | None:
    for child in (*token.children, *token.nbor(1).children):
        if child.dep_ == "pobj":
            return child
        inner = first_of(child_of(child, "pobj"))
        if inner is not None:
            return inner
    return None


def _same_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a word hangs on something that the trigger hangs on too, with no `;` between them."""
    if any(each.text == ";" for each in token.doc[min(token.i, trigger.i) : max(token.i, trigger.i)]):
        return False
    heads = {trigger.i} | {each.i for each in trigger.ancestors}
    return token.head.i in heads or token.i in heads or token.head.head.i in heads


def _asks_who(slots: Slots) -> bool:
    """Tell whether a question asks who does it: "Who helps Arcadia?"."""
    return any(each.lower_ in ("who", "whom", "what", "which") and each.dep_ != "relcl" for each in slots["subject"])


def _note_general_subject(slots: Slots, speech: Speech, found: Reality) -> None:
    """Note a sentence about anybody: "any State that sends", "States send"."""
    trigger = slots.carrier or slots.trigger
    if slots.verbal or slots.carrier is not None:
        subjects = slots["subject"]
    else:
        subjects = slots["noun"] if trigger.dep_ == "acomp" else []
    for subject in subjects:
        if (
            subject.lower_ in _EVERYONE
            or _is_every(subject)
            or (trigger.tag_ in ("VBP", "VBZ", "VB") and _names_nobody(subject, speech))
        ):
            found.at_least("generic")
    if any(each.lower_ in _EVERYONE for clause in child_of(trigger, "csubj") for each in clause.subtree):
        found.at_least("generic")
    if slots.verbal and trigger.tag_ in ("VBZ", "VBP") and any(_is_every(each) for each in slots["object"]):
        found.at_least("generic")


def _is_every(token: Token) -> bool:
    return any(each.lower_ in _EVERY for each in child_of(token, "det"))


def _names_nobody(subject: Token, speech: Speech) -> bool:
    if subject.lemma_.lower() not in speech.general_subjects:
        return False
    if subject.tag_ not in ("NNS", "NNPS", "NNP", "PRP") and subject.lower_ not in ("anyone", "everyone", "one", "all"):
        return False
    first = subject.left_edge.i
    named = (each.pos_ == "PROPN" and each.i != first for each in subject.children)
    return not any(named) and not any(each.lower_ in _CERTAIN for each in subject.children)


def _note_bare_infinitive(trigger: Token, speech: Speech, found: Reality) -> None:
    """Note a pledge, and an infinitive that hangs on nothing, as in headlines: "Arcadia to send troops"."""
    if trigger.pos_ == "VERB" and trigger.lemma_.lower() in speech.pledging:
        found.at_least("promised")
    if trigger.tag_ != "VB" or not any(each.lower_ == "to" for each in child_of(trigger, "aux")):
        return
    headed = trigger.dep_ == "relcl" and trigger.head.pos_ == "PROPN"
    own_subject = (headed or child_of(trigger, "nsubj")) and not any(each.lower_ == "for" for each in trigger.children)
    if trigger.dep_ == "ROOT" or own_subject:
        found.at_least("promised")


def _note_words(trigger: Token, speech: Speech, found: Reality) -> None:
    """Note words that decide over all that stands between two semicolons, wherever they stand in it."""
    sentence = sentence_of(trigger)
    breaks = [each.i for each in sentence if each.text == ";"]
    first = max((at for at in breaks if at < trigger.i), default=sentence.start)
    last = min((at for at in breaks if at > trigger.i), default=sentence.end)
    words = trigger.doc[first:last].text.casefold()
    if not _accuses(trigger, speech) and speech.doubts.search(words):
        found.hearsay = True
    if speech.imagined.search(words):
        found.at_least("hypothetical")
    if _NOT_GUILTY.search(words):
        found.said.append(Said("denying", first_of(subject_of(sentence.root, speech))))


def _accuses(trigger: Token, speech: Speech) -> bool:
    """Tell whether a verb alleges or denies something; that its subject does so is not itself alleged."""
    return trigger.pos_ == "VERB" and bool(kinds_of(trigger, speech) & _DOUBTED)


def _is_after_claim(trigger: Token, speech: Speech) -> bool:
    """Tell whether a noun of allegation with its `that` stands before a trigger with no turn between them.

    The parser loses the clause after a longer phrase: "the claim, repeated last week by the minister, that trucks
    cross"; to take an allegation for a fact is worse than the reverse.
    """
    sentence = sentence_of(trigger)
    at = None
    for token in trigger.doc[sentence.start : trigger.i]:
        if token.text == ";" or token.lower_ in speech.turns:
            at = None
        elif token.pos_ == "NOUN" and speech.nouns.get(token.lemma_.lower(), set()) & _DOUBTED:
            at = token
        elif token.lower_ == "that" and at is not None:
            near = at.nbor(1).text == "," and token.i - at.i <= _LONGEST_APART
            if near or token.i == at.i + 1:
                return True
    return False


def _is_without_proof(trigger: Token, speech: Speech) -> bool:
    """Tell whether a sentence says that nothing shows it: "found nothing to suggest that Arcadia armed them"."""
    start = sentence_of(trigger).start
    for token in trigger.doc[start : trigger.i]:
        if token.lemma_.lower() not in speech.proofs or not is_none(token):
            continue
        after = token.nbor(1).lower_
        between = trigger.doc[token.i + 1 : trigger.i]
        if after in ("that", "to", "of") and not any(
            each.text == ";" or each.lower_ in speech.turns for each in between
        ):
            return after in ("that", "of") or any(each.lower_ == "that" for each in between)
    return False


def _note_inserted(trigger: Token, chain: set[int], speech: Speech, found: Reality) -> None:
    """Note a telling that is put in between: "the troops, officials say, crossed"."""
    for token in sentence_of(trigger):
        if token.dep_ not in ("parataxis", "ccomp", "dep") or token.pos_ != "VERB":
            continue
        if token.head.i not in chain or token.i in chain:
            continue
        kinds = kinds_of(token, speech).intersection(TELLING)
        if kinds and child_of(token, "nsubj") and not child_of(token, "ccomp", "dobj", "xcomp"):
            note_telling(trigger, token, kinds, speech, found, negated=False)


def _note_command(trigger: Token, chain: set[int], speech: Speech, found: Reality) -> None:
    """Note an order to say or suppose something: "imagine that Arcadia sends"."""
    root = sentence_of(trigger).root
    above = root.i in chain and root.i != trigger.i
    if root.lemma_.lower() in speech.performing or any(is_told_as_past(each) for each in (trigger, *trigger.ancestors)):
        return
    if above and root.tag_ == "VB" and not child_of(root, "nsubj", "aux", "nsubjpass"):
        found.at_least("hypothetical")


def is_general(token: Token, slots: Slots) -> bool:
    """Tell whether a sentence speaks of nobody in particular: "armies that withdraw", "a broker buys".

    Args:
        token: the trigger.
        slots: its slots.
    """
    clause = slots.carrier or token
    if clause.dep_ == "conj" and clause.head.tag_ in ("VBZ", "VBP") and not child_of(clause, "nsubj", "nsubjpass"):
        # "A broker buys in one country and is paid in another."
        return any(_is_any(subject) for subject in child_of(clause.head, "nsubj"))
    for verb in (clause, _finite_above(clause)):
        if verb.tag_ in ("VBD", "VBN") or any(each.tag_ == "VBD" for each in child_of(verb, "aux", "auxpass")):
            return False
    if clause.tag_ not in ("VBZ", "VBP", "VB", "VBG"):
        return False
    if any(each.tag_ in ("VBZ", "VBP") for each in child_of(clause, "aux")):
        return False
    return any(_is_any(subject) for subject in slots["subject"])


def _finite_above(clause: Token) -> Token:
    """Give the verb that says when what a participle says took place: "escorted ships carrying rifles"."""
    if clause.dep_ == "acl" and clause.tag_ == "VBG":
        return next((each for each in clause.ancestors if each.pos_ in ("VERB", "AUX")), clause.head)
    return clause.head


def _is_any(subject: Token) -> bool:
    """Tell whether a noun names no certain thing: it stands alone in the plural, or after `a`."""
    if subject.pos_ != "NOUN":
        return False
    for child in subject.children:
        if child.pos_ in ("PROPN", "NUM", "PRON") or child.dep_ in ("poss", "nummod"):
            return False
        if child.tag_ in ("WDT", "WP", "CD") or child.lower_ in _GIVEN:
            return False
        if child.pos_ == "ADJ" and child.text[:1].isupper() and not child.is_sent_start:
            return False
    return subject.tag_ == "NNS" or any(child.lower_ in ("a", "an") for child in subject.children)
