"""What stands round a clause and takes its force away: conditions, times to come, words of approximation, doubts that
follow, and negations that reach only a part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import child_of, sentence_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.modality import is_told_as_past
from sanctioncheck.read.grammar.telling.reality import Reality

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["is_taken_back", "note_setting"]

_DEEPEST = 30
_FINITE_PRESENT = frozenset({"VBZ", "VBP"})
_IF = frozenset({"if", "unless", "provided", "assuming", "supposing"})
_NOT_IF = frozenset({"even", "as"})
"""Words that before `if` make it no condition of what the clause says: "even if", "as if"."""
_REACHING_A_PART = frozenset({"until", "before", "after", "since", "because", "without", "unless", "with"})
_ALONE = frozenset({"alone", "only", "just", "solely", "merely", "simply", "exclusively", "directly", "entirely"})
_TAKEN_BACK = re.compile(
    r"\s*(?:but )?(?:this|that|it|which|these|the (?:claim|report|story|allegation|news|statement|rumour)s?)\b.{0,40}?"
    r"\b(?:is|are|was|were|proved|turned out|remains?)\b.{0,30}?\b(?:hypothes[ie]s|hypothetical|speculation|untrue"
    r"|false|wrong|baseless|unfounded|invented|denied|a lie|lies|a hoax|a fabrication|fabricated|not true|not so"
    r"|forged|a forgery|satire|a joke|retracted|withdrawn|mistaken|incorrect|fake|fiction|unproven|unconfirmed)\b"
    r"|\s*or (?:did|does|do|is|was|were|has|have|had|will) (?:it|he|she|they|not)\b",
    re.IGNORECASE | re.DOTALL,
)


def note_setting(trigger: Token, speech: Speech, found: Reality) -> None:
    """Note what stands round the clause of a trigger.

    Args:
        trigger: the word that states something.
        speech: how texts say things.
        found: where it is noted.
    """
    clauses = _clauses(trigger)
    for clause in clauses:
        _note_conditions(clause, found)
        _note_manner(clause, trigger, speech, found)
    if found.negated:
        _note_reach(trigger, found)
    _note_not_here(trigger, found)
    if _is_denied_after(trigger, speech):
        found.hearsay = True
    if clauses and _is_present(clauses[-1]) and _is_yet_to_come(sentence_of(trigger), clauses[-1], speech):
        found.at_least("promised")


def is_taken_back(sentence: Span) -> bool:
    """Tell whether the sentence after one says that it is not true.

    >>> import spacy
    >>> doc = spacy.blank("en")("This is untrue.")
    >>> bool(_TAKEN_BACK.match(doc.text))
    True
    """
    end = sentence.end
    if end >= len(sentence.doc):
        return False
    return bool(_TAKEN_BACK.match(sentence.doc[end : end + 25].text))


def _clauses(trigger: Token) -> list[Token]:
    """Give the verbs of the clauses that a trigger stands in, from its own outwards, up to one that tells what was."""
    found: list[Token] = []
    at = trigger
    for _ in range(_DEEPEST):
        if at.pos_ in ("VERB", "AUX") or at.i == trigger.i:
            found.append(at)
        if at.head.i == at.i or is_told_as_past(at):
            break
        if at.dep_ in ("relcl", "advcl", "parataxis") and at.pos_ in ("VERB", "AUX"):
            break
        at = at.head
    return found


def _is_present(verb: Token) -> bool:
    """Tell whether a clause stands in the present tense and tells no perfect: "sends", "is sending"."""
    helpers = child_of(verb, "aux", "auxpass")
    if any(each.lemma_.lower() == "have" or each.tag_ in ("MD", "VBD") for each in helpers):
        return False
    return verb.tag_ in _FINITE_PRESENT or any(each.tag_ in _FINITE_PRESENT for each in helpers)


def _note_conditions(clause: Token, found: Reality) -> None:
    """Note a condition that hangs on a clause: "if it is attacked, Arcadia sends troops"."""
    for child in child_of(clause, "advcl"):
        mark = next((each for each in child_of(child, "mark", "advmod") if each.lower_ in _IF), None)
        if mark is None or (mark.i and mark.nbor(-1).lower_ in _NOT_IF):
            continue
        if _is_present(clause) or clause.tag_ in ("VB", "VBG", "NN", "NNS"):
            found.at_least("hypothetical")
        else:
            # "It attacked, if reports are right."
            found.hearsay = True


def _note_manner(clause: Token, trigger: Token, speech: Speech, found: Reality) -> None:
    """Note "nearly", "verbally", and `in the event of` something."""
    for child in clause.children:
        word = child.lower_
        if child.dep_ in ("advmod", "npadvmod", "amod") and word in speech.approximating:
            found.negated = True
            found.at_least("hypothetical")
        elif child.dep_ == "prep" and word in ("in", "under", "upon") and _names_case(child, clause, speech):
            found.at_least("hypothetical")
    before = [each.lower_ for each in trigger.doc[max(sentence_of(trigger).start, trigger.i - 3) : trigger.i]]
    if any(word in speech.approximating for word in before):
        found.negated = True
        found.at_least("hypothetical")


def _names_case(preposition: Token, clause: Token, speech: Speech) -> bool:
    return _is_present(clause) and any(each.lower_ in speech.in_case for each in child_of(preposition, "pobj"))


def _note_reach(trigger: Token, found: Reality) -> None:
    """Note a negation that may reach only a part: "did not sell drones to Arcadia alone", "not to Arcadia but"."""
    own = [trigger, *child_of(trigger, "aux", "auxpass")]
    if not any(each.dep_ == "neg" for word in own for each in word.children):
        return
    for each in trigger.subtree:
        if each.i > trigger.i and each.lower_ in _ALONE:
            found.at_least("hypothetical")
    for child in trigger.children:
        if child.i < trigger.i:
            continue
        if child.lower_ in _REACHING_A_PART and child.dep_ in ("prep", "mark"):
            found.at_least("hypothetical")
        if child.dep_ == "advcl" and child_of(child, "mark"):
            found.at_least("hypothetical")
        if (
            child.dep_ == "prep"
            and child.lower_ == "for"
            and any(each.pos_ == "NOUN" for each in child_of(child, "pobj"))
        ):
            found.at_least("hypothetical")


def _note_not_here(trigger: Token, found: Reality) -> None:
    """Note "sold them not to Arcadia", and "rather than attack"."""
    doc = trigger.doc
    for child in child_of(trigger, "prep", "dative", "dobj"):
        first = child.left_edge.i
        if (first > trigger.i and doc[first].lower_ == "not") or (first and doc[first - 1].lower_ == "not"):
            found.at_least("hypothetical")
    if trigger.i >= 2 and doc[trigger.i - 1].lower_ == "than" and doc[trigger.i - 2].lower_ == "rather":
        found.negated = True
        found.at_least("hypothetical")


def _is_denied_after(trigger: Token, speech: Speech) -> bool:
    """Tell whether the rest of the sentence says that somebody denies it: ", but Arcadia denied it"."""
    for verb in trigger.doc[trigger.i + 1 : sentence_of(trigger).end]:
        if verb.pos_ != "VERB" or "denying" not in speech.verbs.get(verb.lemma_.lower(), ()):
            continue
        objects = child_of(verb, "dobj")
        if any(each.lower_ in ("it", "this", "that", "which") for each in objects) and not child_of(verb, "neg"):
            return True
    return False


def _is_yet_to_come(sentence: Span, clause: Token, speech: Speech) -> bool:
    """Tell whether a clause in the present tense speaks of what is to come, or of what a treaty lays down."""
    for token in sentence:
        if token.lower_ in speech.yet_to_come and _hangs_on(token, clause):
            return True
        if token.dep_ == "prep" and token.head.i == clause.i:
            under = [each.lemma_.lower() for each in child_of(token, "pobj")]
            if token.lower_ == "under" and any(word in speech.laying_down for word in under):
                return True
            if token.lower_ == "by" and any(each.like_num and len(each.text) == 4 for each in child_of(token, "pobj")):
                return True
    return False


def _hangs_on(token: Token, clause: Token) -> bool:
    at = token
    for _ in range(4):
        if at.head.i == clause.i:
            return True
        at = at.head
    return False
