"""Verbs and nouns of saying: what kind of speech they are, and who is said to tell or deny what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.clause import is_passive, subject_of
from sanctioncheck.read.grammar.form.phrase import child_of, first_of, sentence_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.modality import is_none, note_kinds
from sanctioncheck.read.grammar.telling.reality import Reality, Said, Tells, kind_told

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["denial_before", "kinds_of", "note_noun", "note_telling", "told_before_colon"]

_BEFORE_COLON = 13
"""Words before a colon among which the verb of saying is looked for."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLING_NOUN = frozenset({"of", "that", "to", "for", "on", "against", "about"})


def kinds_of(verb: Token, speech: Speech) -> set[str]:
    """Give the kinds of speech of a verb, with its particle, its preposition or the clause that it tells where that
    makes it another word: "considered that they were armed" tells, "considered arming them" does not."""
    lemma = verb.lemma_.lower()
    telling = speech.verbs.get(f"{lemma} that")
    if telling and any(_is_told(child) for child in child_of(verb, "ccomp", "xcomp")):
        return set(telling)
    for child in verb.children:
        if child.dep_ in ("prt", "prep") and child.i > verb.i:
            whole = speech.verbs.get(f"{lemma} {child.lower_}")
            if whole:
                return set(whole)
    return set(speech.verbs.get(lemma, ()))


def _is_told(clause: Token) -> bool:
    """Tell whether a clause is told: one with a subject and a verb, or "considers it to have been occupied"."""
    if clause.dep_ == "xcomp":
        return any(each.lower_ == "have" for each in child_of(clause, "aux"))
    if any(each.lower_ == "to" for each in child_of(clause, "aux")):
        return False
    return bool(child_of(clause, "nsubj", "nsubjpass", "expl"))


def note_telling(child: Token, verb: Token, kinds: set[str], speech: Speech, found: Reality, *, negated: bool) -> None:
    """Note who tells what hangs on a verb of saying, and how.

    Args:
        child: the word that is told and hangs on the verb.
        verb: the verb of saying.
        kinds: its kinds of speech.
        speech: how texts say things.
        found: where it is noted.
        negated: whether the verb is denied.
    """
    kind = kind_told(kinds)
    if kind is None:
        return
    speaker = first_of(subject_of(verb, speech))
    if speaker is not None and speaker.i == child.i:
        speaker = None
    if kind == "alleging" and verb.lemma_ == "find" and "saying" not in kinds:
        kind = "finding"
    if kind == "denying" and negated and any(is_none(each) for each in child_of(verb, "nsubj")):
        return
    if kind in ("denying", "admitting", "saying") and negated:
        kind = "alleging"
    if any(each.lemma_ in speech.baseless for each in verb.children if each.i != child.i):
        kind = "denying"
    if kind == "saying" and speaker is None and child.dep_ == "xcomp" and is_passive(verb):
        kind = "alleging"
    adverbs = {each.lower_ for each in child_of(verb, "advmod")}
    if kind == "saying" and adverbs & {"reportedly", "allegedly"}:
        kind = "alleging"
    if adverbs & speech.falsifying:
        kind = "denying"
    if kind in ("saying", "admitting", "finding") and _is_supposed(verb):
        kind = "alleging"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in speech.repeating:
        # "quoted Arcadia as saying": Arcadia speaks, and somebody else says that it did.
        kind, speaker = "alleging", first_of(child_of(verb.head.head, "dobj"))
    found.said.append(Said(kind, speaker))


def _is_supposed(verb: Token) -> bool:
    """Tell whether a telling is only supposed: "would admit that"."""
    return any(each.lower_ in ("would", "could", "might", "may", "'d", "’d") for each in child_of(verb, "aux"))


def note_noun(child: Token, noun: Token, speech: Speech, found: Reality, *, passing: bool) -> bool:
    """Note what a noun says of the clause or noun that hangs on it: "allegations that", "its promise to send".

    Args:
        child: the word that hangs on the noun.
        noun: the noun.
        speech: how texts say things.
        found: where it is noted.
        passing: whether what is said of the child holds of the trigger.

    Returns:
        Whether what is said of the noun still holds of the trigger.
    """
    dep = child.dep_
    kinds = speech.nouns.get(noun.lemma_.lower(), set())
    if dep in ("relcl", "appos", "compound", "poss", "amod", "nmod"):
        return False
    if dep == "acl" and not kinds and child.tag_ in ("VBN", "VBG"):
        return False
    if dep not in ("acl", "ccomp", "prep", "xcomp", "pcomp"):
        return passing
    if dep == "acl" and not kinds and child.tag_ == "VB":
        return passing
    if dep == "prep" and child.lower_ not in _TELLING_NOUN:
        return False
    if not kinds:
        return passing and dep == "prep" and noun.lemma_ in speech.phases
    told = kind_told(kinds)
    if told is not None:
        _note_told_by_noun(child, noun, told, speech, found)
    elif passing:
        if "promising" not in kinds:
            note_kinds(kinds, found)
        elif dep != "prep":
            found.at_least("promised")
        elif noun.lemma_ not in ("agreement", "decision"):
            note_kinds(kinds, found)
    return False


def _note_told_by_noun(child: Token, noun: Token, kind: Tells, speech: Speech, found: Reality) -> None:
    owner = _owner_of_word(child, noun)
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "pobj"):
        above = kinds_of(verb, speech)
        if "denying" in above or verb.lemma_ in speech.retracting:
            kind, owner = "denying", first_of(subject_of(verb, speech)) or owner
        elif owner is None and above & {"admitting", "finding"}:
            # "acknowledged reports that": that there are reports.
            kind = "alleging"
        elif owner is None and verb.lemma_ in speech.reversed:
            # "received information on the delivery": from whom, nobody says.
            kind = "alleging" if kind == "saying" else kind
        elif owner is None:
            owner = first_of(subject_of(verb, speech))
    if any(each.lower_ == "no" for each in noun.children):
        found.negated = True
        found.at_least("hypothetical")
    found.said.append(Said(kind, owner))


def _owner_of_word(child: Token, noun: Token) -> Token | None:
    """Give whose word a noun of saying is: "its denial", "the claim by Arcadia that", "Arcadian allegations"."""
    owner = first_of(child_of(noun, "poss"))
    owner = owner or first_of(
        [
            inner
            for each in child_of(noun, "prep")
            if each.lower_ in ("by", "from", "of") and each.i != child.i
            for inner in child_of(each, "pobj")
        ]
    )
    return owner or first_of([each for each in child_of(noun, "amod", "compound") if each.pos_ in ("PROPN", "ADJ")])


def told_before_colon(trigger: Token, speech: Speech) -> Said | None:
    """Find who is said, before a colon, to tell what comes after it: "what the services denounce: the presence of"."""
    start = sentence_of(trigger).start
    colon = next((at for at in range(trigger.i - 1, start, -1) if trigger.doc[at].text == ":"), None)
    if colon is None:
        return None
    for at in range(colon - 1, max(start - 1, colon - 1 - _BEFORE_COLON), -1):
        verb = trigger.doc[at]
        kind = kind_told(kinds_of(verb, speech)) if verb.pos_ == "VERB" else None
        if kind is not None:
            return Said(kind, first_of(subject_of(verb, speech)))
    return None


def denial_before(trigger: Token, speech: Speech) -> Said | None:
    """Find a word of denial that stands before a trigger with no turn of the sentence between them.

    The parser does not always see that what follows is what is denied; to take a denial for a fact is worse than the
    reverse.
    """
    for at in range(trigger.i - 1, sentence_of(trigger).start - 1, -1):
        token = trigger.doc[at]
        if token.text == ";" or token.lower_ in speech.turns:
            return None
        if not _is_denial(token, speech) or _speaks_besides(trigger, token, speech):
            continue
        if child_of(token, "neg") or any(is_none(each) for each in child_of(token, "nsubj")):
            return None
        return Said("denying", first_of(subject_of(token, speech)) if token.pos_ == "VERB" else None)
    return None


def _speaks_besides(trigger: Token, denial: Token, speech: Speech) -> bool:
    """Tell whether who denies something is said to speak of another thing: "denies it and accuses Arcadia"."""
    for verb in (trigger, *trigger.ancestors):
        if verb.dep_ == "conj" and verb.head.i == denial.i:
            if not any(child.i < verb.i for child in child_of(denial, "dobj", "ccomp", "xcomp", "advcl", "prep")):
                # "Denied and condemned the raid": it is the raid that is denied.
                return False
            lemma = verb.lemma_.lower()
            told = speech.verbs.get(lemma, set()) - {"denying"} or lemma in speech.performing
            return bool(told) and {verb.tag_, denial.tag_} <= _FINITE and not child_of(verb, "aux")
    return False


def _is_denial(token: Token, speech: Speech) -> bool:
    lemma = token.lemma_.lower()
    kinds = speech.verbs.get(f"{lemma} {token.nbor(1).lower_}") or speech.verbs.get(lemma, set())
    return "denying" in kinds or "denying" in speech.nouns.get(lemma, set()) or lemma in speech.baseless
