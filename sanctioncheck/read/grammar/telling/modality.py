"""What the words on a verb or noun itself say of how real it is: helping verbs, negations, conditions and words of
doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctioncheck.model.fact import Status
from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import child_of, sentence_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.reality import Reality

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_none", "is_told_as_past", "note_helpers", "note_kinds", "note_own_words", "status_of_modal"]

_WILL = frozenset({"will", "'ll", "’ll", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_NO_CONDITION = frozenset({"once", "until"})
_ONLY = frozenset({"only", "just", "merely"})
_AT_LEAST = frozenset({"fewer", "less", "more"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_PAST = frozenset({"had", "was", "were"})
_COMPLETING = frozenset({"for", "to", "of", "on", "against"})
"""Prepositions whose `no` denies the verb: "asks for no soldiers", but not "attacked with no warning"."""
_KINDS: dict[str, Status] = {"promising": "promised", "supposing": "hypothetical", "requiring": "deontic"}


def note_own_words(token: Token, speech: Speech, found: Reality) -> None:
    """Note what the words that hang on a verb or noun say of it.

    Args:
        token: the verb or noun.
        speech: how texts say things.
        found: where it is noted.
    """
    modal: Status | None = None
    first = token.left_edge
    opening = {first.lower_, first.nbor(-1).lower_ if first.i else ""}
    if token.dep_ in ("conj", "appos") and opening & {"not", "nor"}:
        found.negated = True
    if token.i and token.nbor(-1).lower_ == "nor":
        found.negated = True
    for child in token.children:
        if child.dep_ == "aux" and child.tag_ == "MD" and child.lower_ in speech.modals:
            modal = status_of_modal(child, token, speech)
        else:
            _note_word(child, token, speech, found)
    if modal is not None:
        found.at_least(modal)
    completing = [child for child in child_of(token, "prep") if child.lower_ in _COMPLETING]
    objects = [inner for each in completing for inner in child_of(each, "pobj") if inner.lemma_ not in speech.no_times]
    if any(is_none(child) for child in (*child_of(token, "nsubj", "nsubjpass", "dobj", "attr"), *objects)):
        found.negated = True
        if any(
            each.lower_ == "but" for child in child_of(token, "nsubj", "nsubjpass", "dobj") for each in child.children
        ):
            # "Not Arcadia but Ruritania": of whom it is denied and of whom it is said, the parser does not tell.
            found.at_least("hypothetical")
    if token.dep_ == "relcl" and is_none(token.head):
        found.at_least("hypothetical")
    if token.lemma_ in ("be", "have") and any(child.lower_ == "to" for child in child_of(token, "aux")):
        found.at_least("promised")


def _note_word(child: Token, token: Token, speech: Speech, found: Reality) -> None:
    """Note what one word that hangs on another says of it; of several things only the first."""
    dep, word = child.dep_, child.lower_
    if word == "not" and child.i > token.i and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        # "partners, not allies": it denies what comes after it.
        return
    if word == "instead" and not (child.i + 1 < len(child.doc) and child.nbor(1).lower_ == "of"):
        # "They pay instead": that is what they do.
        return
    if dep == "neg" or (dep in ("advmod", "preconj", "det", "cc") and word in speech.negations and word != "no"):
        found.negated = found.negated or not (word == "not" and _only_after(child))
    elif dep == "det" and word == "no":
        found.negated = found.negated or not _at_least(child)
    elif word == "longer" and child.i and child.nbor(-1).lower_ == "no":
        found.negated = True
    elif dep in ("mark", "advmod") and word in speech.conditions and word not in _NO_CONDITION:
        found.at_least("hypothetical")
    elif word in speech.hearsay and dep in ("advmod", "amod", "acomp", "npadvmod", "compound"):
        found.hearsay = True
    elif word in speech.unreal and dep in ("amod", "compound", "det"):
        found.at_least("hypothetical")
    elif word in speech.habits and dep == "advmod" and token.tag_ in ("VBP", "VBZ"):
        found.at_least("generic")
    elif dep == "prep" and any(inner.lemma_ in speech.no_times and _has_no(inner) for inner in child.children):
        found.negated = True


def note_helpers(verb: Token, speech: Speech, found: Reality, *, negated: bool) -> None:
    """Note what the helping verbs, conditions and words of doubt on a verb say of what hangs on that verb.

    Args:
        verb: the verb.
        speech: how texts say things.
        found: where it is noted.
        negated: whether the verb is denied.
    """
    if negated:
        found.negated = True
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "aux" and child.tag_ == "MD" and word in speech.modals:
            found.at_least(status_of_modal(child, verb, speech))
        elif child.dep_ in ("mark", "advmod") and word in speech.conditions and word not in _NO_CONDITION:
            found.at_least("hypothetical")
        elif word in speech.hearsay and child.dep_ == "advmod":
            found.hearsay = True


def note_kinds(kinds: set[str], found: Reality) -> None:
    """Note what the kinds of speech of a word say of what hangs on it: that it is demanded, supposed, promised, or
    not so.

    >>> found = Reality()
    >>> note_kinds({"requiring"}, found)
    >>> found.status
    'deontic'
    """
    if "requiring" in kinds:
        found.at_least("deontic")
    elif "supposing" in kinds and not kinds & {"alleging", "saying"}:
        found.at_least("hypothetical")
    elif "promising" in kinds:
        found.at_least("promised")
    elif "failing" in kinds:
        found.negated = True


def status_of_modal(modal: Token, verb: Token, speech: Speech) -> Status:
    """Give what a helping verb says of its verb: `will` promises, `may` supposes, `must` demands."""
    word = modal.lower_
    if word in _WILL:
        return "promised"
    if word == "shall":
        subjects = subject_of(verb, speech) or child_of(verb, "nsubjpass")
        return "promised" if any(each.lower_ in ("we", "i") for each in subjects) else "deontic"
    if word in _WOULD:
        return "promised" if _is_told_later(verb, speech) else "hypothetical"
    if word in ("can", "ca", "could") and child_of(verb, "neg"):
        return "hypothetical"
    if word in ("may", "might") and _forbids(verb):
        return "deontic"
    if word == "should" and _opens_condition(modal, verb):
        return "hypothetical"
    return _KINDS[speech.modals[word]]


def _forbids(verb: Token) -> bool:
    """Tell whether `may` is a ban: "no State may sell", "States may not sell", but not "may not have sold"."""
    if any(each.lower_ == "have" for each in child_of(verb, "aux")):
        return False
    subjects = child_of(verb, "nsubj", "nsubjpass")
    return any(is_none(each) or (each.tag_ == "NNS" and child_of(verb, "neg")) for each in subjects)


def _is_told_later(verb: Token, speech: Speech) -> bool:
    """Tell whether `would` is the `will` of what somebody said before: "said that it would send"."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    head = verb.head
    for told in child_of(verb, "ccomp", "parataxis"):
        # "His army, he promised, would fight": the telling is put in between.
        if any(each.lower_ == "have" for each in child_of(verb, "aux")):
            break
        inserted = told.tag_ == "VBD" and child_of(told, "nsubj") and not child_of(told, "ccomp", "dobj", "xcomp")
        if inserted and told.i < verb.i and speech.verbs.get(told.lemma_, set()) & {"saying", "promising"}:
            return True
    if verb.dep_ != "ccomp" or head.pos_ != "VERB" or head.tag_ not in ("VBD", "VBN"):
        return False
    return not speech.verbs.get(head.lemma_, set()).isdisjoint(("saying", "promising"))


def _opens_condition(modal: Token, verb: Token) -> bool:
    """Tell whether `should` stands for `if`: "should Arcadia send troops"."""
    if modal.i == sentence_of(modal).start:
        return True
    if not modal.nbor(-1).is_punct or modal.i >= verb.i:
        return False
    return any(child.i > modal.i for child in child_of(verb, "nsubj"))


def is_told_as_past(clause: Token) -> bool:
    """Tell whether a relative clause tells what was, whatever is said of the noun that it describes: "whose troops
    left"."""
    if clause.dep_ != "relcl" or not any(each.lower_ in _RELATIVE for each in clause.subtree if each.i < clause.i):
        return False
    helpers = child_of(clause, "aux", "auxpass")
    if any(each.tag_ == "MD" for each in helpers):
        return False
    return clause.tag_ == "VBD" or any(each.lower_ in _PAST for each in helpers)


def is_none(token: Token) -> bool:
    """Tell whether a noun phrase says that it is nobody or nothing: "no troops", "not a single shell"."""
    first = token.left_edge
    negating = first.i < token.i and first.lower_ in ("not", "no", "neither", "nary")
    if negating and not _at_least(first) and (first.lower_ != "not" or not _only_after(first)):
        return True
    if token.lower_ in ("nobody", "nothing", "none", "noone"):
        return True
    words = child_of(token, "det", "neg", "advmod")
    if any(child.lower_ in ("no", "neither") and not _at_least(child) for child in words):
        return True
    return any(child.lower_ == "not" and child.i < token.i for child in child_of(token, "neg", "preconj", "advmod"))


def _at_least(token: Token) -> bool:
    """Tell whether `no` begins a quantity: "no fewer than 1,200"."""
    following = token.doc[token.i + 1 : token.i + 3]
    return len(following) == 2 and following[0].lower_ in _AT_LEAST and following[1].lower_ == "than"


def _only_after(token: Token) -> bool:
    """Tell whether `not` only says that there is more: "not only"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _ONLY


def _has_no(token: Token) -> bool:
    return any(child.lower_ == "no" for child in token.children)
