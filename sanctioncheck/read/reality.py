"""Whether a sentence states that something happened: that it did not, may, will, or shall; and who is said to say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sanctioncheck.read.lexicon import Speech
from sanctioncheck.read.syntax import Slots, is_passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Reality", "Said", "real"]

_DEEPEST = 30
_RANK = {"actual": 0, "generic": 1, "promised": 2, "hypothetical": 3, "deontic": 4}
_ABOUT_HAPPENING = frozenset(
    "take occur happen begin start go materialise materialize be follow come continue resume end proceed remain exist".split()
)
_HABIT = frozenset(
    {
        "usually",
        "often",
        "sometimes",
        "generally",
        "typically",
        "normally",
        "rarely",
        "seldom",
        "always",
        "traditionally",
    }
)
_WITHOUT = frozenset({"without", "absent", "lacking", "barring"})
_IN_CASE = frozenset({"case", "event", "hypothesis", "eventuality"})
_GENERAL_SUBJECTS = frozenset(
    "state member states country party nation government person individual entity all anyone everyone one you".split()
)
_NO_TIMES = frozenset("time occasion circumstance point mean means way account stage moment".split())
_BASELESS = frozenset(
    "untrue wrong incorrect fabrication lie smear baseless groundless false untrue fiction invention nonsense slander unfounded absurd fake hoax disinformation fairy-tale fantasy propaganda myth calumny ridiculous invented fabricated".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One telling: what kind of speech, and the word for who speaks."""

    kind: str
    speaker: Token | None
    at: int
    """Index of the word that tells."""
    person: bool = True


@dataclass(slots=True)
class Reality:
    """What the words round a trigger say of it."""

    status: str = "actual"
    negated: bool = False
    hearsay: bool = False
    said: list[Said] = field(default_factory=list)
    """Who tells it, the nearest first."""

    def at_least(self, status: str) -> None:
        if _RANK[status] > _RANK[self.status]:
            self.status = status


def real(slots: Slots, speech: Speech) -> Reality:
    """Work out what the sentence says of how real its trigger is.

    Takes the trigger with its slots; looks at its own words, then at everything that it hangs on, up to the root.
    """
    trigger = slots.trigger
    found = Reality()
    _own_words(trigger, speech, found, subjects=slots["subject"] + slots["object"] if slots.verbal else [])
    carrier = slots.carrier
    if carrier is not None:
        _own_words(carrier, speech, found, subjects=[])
    child, passing = trigger, True
    for _ in range(_DEEPEST):
        head = child.head
        if head.i == child.i:
            break
        passing = _climb(child, head, carrier, speech, found, passing)
        child = head
    _whole_sentence(trigger, slots, speech, found)
    _beside(trigger, speech, found)
    return found


_PLEDGING = frozenset("pledge promise offer vow order earmark allocate approve authorise authorize propose".split())


def _beside(trigger: Token, speech: Speech, found: Reality) -> None:
    """Look at the rest of the sentence: a telling put in between, a word of doubt, an order to say something."""
    sentence = trigger.sent
    if trigger.pos_ == "VERB" and trigger.lemma_.lower() in _PLEDGING:
        found.at_least("promised")
    bare = (
        trigger.dep_ == "ROOT"
        or any(c.dep_ == "nsubj" for c in trigger.children)
        and not any(c.lower_ == "for" for c in trigger.children)
    )
    if trigger.tag_ == "VB" and bare and any(c.lower_ == "to" and c.dep_ == "aux" for c in trigger.children):
        found.at_least("promised")
    chain = {trigger.i, *(t.i for t in trigger.ancestors)}
    words = sentence.text.casefold()
    if speech.doubts.search(words):
        found.hearsay = True
    if speech.imagined.search(words):
        found.at_least("hypothetical")
    if re.search(r"\bnot guilty\b", words):
        found.said.append(Said("denying", _first(subject_of(sentence.root)), sentence.root.i))
    for token in sentence:
        if (
            token.dep_ in ("parataxis", "ccomp", "dep")
            and token.head.i in chain
            and token.i not in chain
            and token.pos_ == "VERB"
        ):
            kinds = _kinds(token, speech) & speech_kinds
            bare = not any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in token.children)
            if kinds and bare and any(c.dep_ == "nsubj" for c in token.children):
                _tell(trigger, token, kinds, False, found)
    if not any(each.kind == "denying" for each in found.said):
        denial = _denial_before(trigger, speech)
        if denial is not None:
            found.said.append(Said("denying", _first(subject_of(denial)) if denial.pos_ == "VERB" else None, denial.i))
    told = _before_colon(trigger, speech) if not found.said else None
    if told is not None:
        found.said.append(told)
    root = sentence.root
    if (
        root.tag_ == "VB"
        and root.i in chain
        and root.i != trigger.i
        and not any(c.dep_ in ("nsubj", "aux", "nsubjpass") for c in root.children)
    ):
        found.at_least("hypothetical")


_TURNS = frozenset("but while whereas although though however yet".split())


def _before_colon(trigger: Token, speech: Speech) -> Said | None:
    """Find who is said, before a colon, to tell what comes after it: "what the services denounce: the presence of"."""
    for at in range(trigger.i - 1, trigger.sent.start, -1):
        token = trigger.doc[at]
        if token.text != ":":
            continue
        for back in range(at - 1, max(trigger.sent.start - 1, at - 14), -1):
            verb = trigger.doc[back]
            kinds = _kinds(verb, speech) & speech_kinds if verb.pos_ == "VERB" else set()
            if kinds:
                kind = next(
                    k for k in ("denying", "alleging", "admitting", "finding", "saying", "seeing") if k in kinds
                )
                return Said(kind, _first(subject_of(verb)), verb.i)
        return None
    return None


def _denial_before(trigger: Token, speech: Speech) -> Token | None:
    """Find a word of denial that stands before a trigger with no turn of the sentence between them.

    The parser does not always see that what follows is what is denied; to take a denial for a fact is worse than the reverse.
    """
    for at in range(trigger.i - 1, trigger.sent.start - 1, -1):
        token = trigger.doc[at]
        if token.text == ";" or token.lower_ in _TURNS:
            return None
        lemma = token.lemma_.lower()
        pair = f"{lemma} {trigger.doc[at + 1].lower_}"
        kinds = speech.verbs.get(pair) or speech.verbs.get(lemma, ())
        if "denying" in kinds or "denying" in speech.nouns.get(lemma, ()) or lemma in _BASELESS:
            return (
                None
                if any(c.dep_ == "neg" for c in token.children)
                or any(_is_none(c) for c in token.children if c.dep_ == "nsubj")
                else token
            )
    return None


def _own_words(token: Token, speech: Speech, found: Reality, subjects: list[Token]) -> None:
    modal: str | None = None
    for child in token.children:
        word = child.lower_
        if child.dep_ == "aux" and word in speech.modals and child.tag_ == "MD":
            modal = _modal(child, token, speech)
        elif (
            child.dep_ == "neg"
            or child.dep_ in ("advmod", "preconj", "det", "cc")
            and word in speech.negations
            and word not in ("no",)
        ):
            found.negated = found.negated or not (
                word == "not" and child.i + 1 < len(child.doc) and child.nbor(1).lower_ in ("only", "just", "merely")
            )
        elif child.dep_ == "det" and word == "no":
            found.negated = True
        elif child.dep_ in ("mark", "advmod") and word in speech.conditions and word not in ("once", "until"):
            found.at_least("hypothetical")
        elif word in speech.hearsay and child.dep_ in ("advmod", "amod", "acomp", "npadvmod", "compound"):
            found.hearsay = True
        elif word in speech.unreal and child.dep_ in ("amod", "compound", "det"):
            found.at_least("hypothetical")
        elif word in _HABIT and child.dep_ == "advmod" and token.tag_ in ("VBP", "VBZ"):
            found.at_least("generic")
        elif child.dep_ == "prep" and any(
            p.lemma_ in _NO_TIMES and any(d.lower_ == "no" for d in p.children) for p in child.children
        ):
            found.negated = True
    if modal is not None:
        found.at_least(modal)
    for each in token.children:
        if each.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _is_none(each):
            found.negated = True
    if token.lemma_ in ("be", "have") and any(c.lower_ in ("to",) for c in token.children if c.dep_ == "aux"):
        found.at_least("promised")


def _is_none(token: Token) -> bool:
    first = token.left_edge
    if (
        first.lower_ in ("not", "no", "neither", "nary")
        and first.i < token.i
        and not (first.lower_ == "not" and first.nbor(1).lower_ in ("only", "just", "merely"))
    ):
        return True
    if token.lower_ in ("nobody", "nothing", "none", "noone"):
        return True
    if any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "advmod") for c in token.children):
        return True
    return any(c.lower_ == "not" and c.i < token.i and c.dep_ in ("neg", "preconj", "advmod") for c in token.children)


def _modal(modal: Token, verb: Token, speech: Speech) -> str:
    word = modal.lower_
    kind = speech.modals[word]
    if word in ("will", "'ll", "’ll", "wo"):
        return "promised"
    if word == "shall":
        subjects = subject_of(verb) or [c for c in verb.children if c.dep_ == "nsubjpass"]
        return "promised" if any(s.lower_ in ("we", "i") for s in subjects) else "deontic"
    if word in ("would", "'d", "’d"):
        told = (
            verb.head.pos_ == "VERB"
            and verb.dep_ == "ccomp"
            and verb.head.tag_ in ("VBD", "VBN")
            and "saying" in speech.verbs.get(verb.head.lemma_, ())
        )
        return "promised" if told else "hypothetical"
    if word in ("can", "ca", "could") and any(c.dep_ == "neg" for c in verb.children):
        return "hypothetical"
    if word == "should" and (
        modal.i == modal.sent.start
        or modal.nbor(-1).is_punct
        and modal.i < verb.i
        and any(c.dep_ == "nsubj" and c.i > modal.i for c in verb.children)
    ):
        return "hypothetical"
    return {"promising": "promised", "supposing": "hypothetical", "requiring": "deontic"}[kind]


def _climb(child: Token, head: Token, carrier: Token | None, speech: Speech, found: Reality, passing: bool) -> bool:
    """Take one step towards the root; gives whether what is said of the head still holds of the trigger."""
    dep = child.dep_
    if dep == "conj":
        return passing and _shared(child, head, speech, found)
    if (
        child.lower_ in ("instead", "rather")
        and passing
        or child.lower_ == "from"
        and child.i
        and child.nbor(-1).lower_ == "far"
    ):
        found.negated = True
    if child.lower_ == "of" and any(c.lower_ in ("instead", "short") for c in child.children) and passing:
        found.negated = True
    if child.i > 1 and child.nbor(-1).lower_ == "alone" and child.nbor(-2).lower_ == "let":
        found.negated = True
    if dep in ("prep", "agent"):
        # What a preposition hangs on is looked at in the next step, as if the noun or clause hung on it.
        if child.lower_ in _WITHOUT and passing:
            found.negated = True
        if child.lower_ == "in" and any(c.lower_ in _IN_CASE for c in child.children):
            found.at_least("hypothetical")
    if child.lower_ in _IN_CASE and dep == "pobj" and head.lower_ in ("in", "for"):
        found.at_least("hypothetical")
    if head.pos_ in ("VERB", "AUX"):
        return _under_verb(child, head, carrier, speech, found, passing)
    if head.pos_ in ("NOUN", "PROPN"):
        return _under_noun(child, head, speech, found, passing)
    if head.pos_ == "ADJ" and dep in ("xcomp", "ccomp", "pcomp", "prep", "acl", "advcl"):
        kinds = speech.verbs.get(head.lemma_.lower(), set())
        if passing:
            _by_kind(kinds, found)
            if any(c.dep_ == "neg" for c in head.head.children) and not kinds & {"failing"}:
                found.negated = True
            if not kinds and any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in head.head.children):
                found.at_least("generic")
        if head.lower_ in speech.hearsay:
            found.hearsay = True
    return passing


def _shared(child: Token, head: Token, speech: Speech, found: Reality) -> bool:
    """Hand on to a joined verb what is said of the first: "will send and ship", "did not send or ship"."""
    if child.pos_ not in ("VERB", "AUX"):
        # "neither rockets nor their delivery"
        return True
    own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
    if own_subject:
        return False
    for each in head.children:
        word = each.lower_
        if (
            each.dep_ == "aux"
            and each.tag_ == "MD"
            and child.tag_ in ("VB", "VBN")
            and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in child.children)
        ):
            found.at_least(_modal(each, head, speech))
        elif each.dep_ == "neg" and (
            child.tag_ == "VB" or any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in head.children)
        ):
            found.negated = True
        elif each.dep_ in ("mark", "advmod") and word in speech.conditions and word not in ("once", "until", "should"):
            found.at_least("hypothetical")
        elif word == "neither":
            found.negated = True
        elif word in speech.hearsay and each.dep_ == "advmod":
            found.hearsay = True
        elif each.dep_ in ("nsubj", "nsubjpass") and _is_none(each):
            found.negated = True
    return True


_EMBEDDED = frozenset(
    {
        "ccomp",
        "xcomp",
        "pcomp",
        "oprd",
        "dobj",
        "pobj",
        "prep",
        "nsubjpass",
        "acl",
        "dative",
        "attr",
        "acomp",
        "obj",
        "agent",
    }
)


def _kinds(verb: Token, speech: Speech) -> set[str]:
    """Give the kinds of speech of a verb, with its particle or preposition where that makes it another word."""
    found = set(speech.verbs.get(verb.lemma_.lower(), ()))
    for child in verb.children:
        if child.dep_ in ("prt", "prep") and child.i > verb.i:
            joined = speech.verbs.get(f"{verb.lemma_.lower()} {child.lower_}")
            if joined:
                return set(joined)
    return found


def _by_kind(kinds: set[str], found: Reality) -> None:
    if "requiring" in kinds:
        found.at_least("deontic")
    elif "supposing" in kinds and not kinds & {"alleging", "saying"}:
        found.at_least("hypothetical")
    elif "promising" in kinds:
        found.at_least("promised")
    elif "failing" in kinds:
        found.negated = True


def _under_verb(
    child: Token, verb: Token, carrier: Token | None, speech: Speech, found: Reality, passing: bool
) -> bool:
    dep = child.dep_
    if carrier is not None and verb.i == carrier.i:
        return passing
    kinds = _kinds(verb, speech)
    negated = any(c.dep_ == "neg" or c.lower_ == "neither" for c in verb.children) or any(
        _is_none(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")
    )
    if (
        dep == "advcl"
        and child.tag_ == "VBG"
        and kinds & {"denying", "failing"}
        and not any(c.dep_ in ("mark", "nsubj") for c in child.children)
    ):
        dep = "xcomp"
    if (
        dep == "advcl"
        and child.tag_ == "VBG"
        and "happening" in kinds
        and verb.lemma_ in ("go", "keep", "continue", "carry", "start")
    ):
        dep = "xcomp"
    if dep in ("relcl", "advcl", "parataxis", "dep", "npadvmod", "advmod"):
        if dep == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ == "before" for c in child.children):
            if any(t.lower_ in ("single", "any") and t.dep_ in ("amod", "det") for t in child.subtree):
                found.negated = True
            return False
        if dep == "advcl" and child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children):
            # A purpose: "travelled to train", "crossed in order to attack".
            if passing and (verb.lemma_ in ("fail", "refuse") or negated):
                found.negated = True
            return passing and not negated
        if (
            dep == "advcl"
            and child.tag_ in ("VBZ", "VBP")
            and any(c.lower_ in ("when", "whenever", "where", "wherever") for c in child.children)
        ):
            found.at_least("generic")
        if dep in ("dep", "parataxis") and kinds & speech_kinds:
            _tell(child, verb, kinds, negated, found)
        return False
    clause = dep in ("ccomp", "xcomp", "pcomp", "oprd", "acl", "csubj", "csubjpass")
    if (
        passing
        and dep == "xcomp"
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        and (
            verb.lemma_ == "be"
            and child.i - verb.i <= 3
            and not any(c.dep_ in ("acomp", "attr", "prep", "advmod") for c in verb.children)
            or verb.lemma_ == "have"
            and verb.tag_ != "VBD"
        )
    ):
        found.at_least("promised" if verb.lemma_ == "be" else "deontic")
        if any(c.lower_ == "yet" for c in verb.children):
            found.negated = True
    if (
        passing
        and dep == "xcomp"
        and verb.lower_ == "going"
        and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
    ):
        found.at_least("promised")
    if (
        dep in ("ccomp", "csubj")
        and verb.lemma_ in ("be", "remain", "prove")
        and any(c.dep_ in ("acomp", "attr") and c.lemma_.lower() in _BASELESS for c in verb.children)
    ):
        found.said.append(Said("denying", None, verb.i))
        return False
    quality = (
        next((c for c in verb.children if c.dep_ == "acomp"), None)
        if verb.lemma_ == "be" and dep in ("xcomp", "ccomp", "csubj")
        else None
    )
    if quality is not None and passing and any(c.lower_ == "it" for c in verb.children if c.dep_ in ("nsubj", "expl")):
        of_quality = speech.verbs.get(quality.lemma_.lower(), set())
        _by_kind(of_quality, found)
        if not of_quality and dep == "xcomp":
            found.at_least("generic")
    if dep == "prep" and verb.lemma_ in ("be", "remain", "go") and passing:
        _verb_words(verb, negated, speech, found)
        return True
    if verb.lemma_ in ("call", "dismiss", "describe", "denounce", "brand", "label", "term", "reject") and any(
        t.lemma_.lower() in _BASELESS for c in verb.children if c.i != child.i for t in [c, *c.children]
    ):
        found.said.append(Said("denying", _first(subject_of(verb)), verb.i))
        return False
    if dep == "nsubj" or dep == "csubj":
        if passing and verb.lemma_ in _ABOUT_HAPPENING:
            _verb_words(verb, negated, speech, found)
        if verb.lemma_ in ("be", "prove", "remain", "look") and any(c.lemma_ in _BASELESS for c in verb.children):
            found.said.append(Said("denying", None, verb.i))
        return False
    if dep not in _EMBEDDED:
        return passing
    if dep == "prep":
        if child.lower_ in (
            "after",
            "since",
            "before",
            "following",
            "during",
            "despite",
            "because",
            "amid",
            "over",
            "until",
            "at",
            "by",
            "through",
            "as",
        ):
            return False
        if not kinds & {
            "failing",
            "supposing",
            "requiring",
            "promising",
            "alleging",
            "denying",
            "admitting",
            "saying",
            "happening",
        }:
            return False
    if dep in ("dobj", "nsubjpass") and passing and verb.lemma_ in ("announce", "unveil", "earmark"):
        found.at_least("promised")
    tells = kinds & speech_kinds
    infinitive = dep == "xcomp" or child.tag_ == "VB"
    if tells and (clause or dep in ("dobj", "pobj", "prep", "nsubjpass", "attr")):
        if not (dep in ("dobj", "nsubjpass", "attr", "prep", "pobj") and tells <= {"saying"}) or dep == "nsubjpass":
            _tell(child, verb, kinds, negated, found)
        if negated and (
            "finding" in kinds or dep in ("dobj", "nsubjpass", "attr") and tells <= {"saying", "finding", "seeing"}
        ):
            found.negated = True
        if infinitive and "promising" in kinds:
            found.at_least("promised")
        elif infinitive and dep == "xcomp" and verb.lemma_ in ("tell", "instruct", "order", "remind", "warn"):
            found.at_least("deontic")
        elif infinitive and "requiring" in kinds and verb.lemma_ != "say":
            found.at_least("deontic")
        elif "requiring" in kinds and "saying" not in kinds:
            found.at_least("deontic")
        return False
    if passing:
        if kinds & {"promising", "supposing", "requiring", "failing"}:
            _verb_words(verb, False, speech, found)
            if verb.lemma_ == "decide" and not infinitive:
                pass
            else:
                _by_kind(kinds, found)
            if negated and not kinds & {"supposing", "requiring"}:
                found.negated = True
            if negated and "requiring" in kinds:
                found.negated = found.negated
        elif clause or verb.lemma_ in speech.light or "happening" in kinds:
            _verb_words(verb, negated, speech, found)
        elif dep in ("dobj", "nsubjpass", "pobj", "prep"):
            # What would be done with a delivery says that the delivery may not be there either.
            if verb.tag_ in ("VB", "VBG"):
                inner = Reality()
                at = verb
                _own_words(at, speech, inner, subjects=[])
                for _ in range(_DEEPEST):
                    if at.head.i == at.i or not _climb(at, at.head, None, speech, inner, True):
                        break
                    at = at.head
                found.at_least(inner.status)
            return False
    return passing


speech_kinds = {"admitting", "saying", "finding", "alleging", "denying", "seeing"}


def _verb_words(verb: Token, negated: bool, speech: Speech, found: Reality) -> None:
    if negated:
        found.negated = True
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "aux" and child.tag_ == "MD" and word in speech.modals:
            found.at_least(_modal(child, verb, speech))
        elif child.dep_ in ("mark", "advmod") and word in speech.conditions and word not in ("once", "until"):
            found.at_least("hypothetical")
        elif word in speech.hearsay and child.dep_ == "advmod":
            found.hearsay = True


def _tell(child: Token, verb: Token, kinds: set[str], negated: bool, found: Reality) -> None:
    """Note who tells, and how."""
    passive = is_passive(verb)
    speaker = _first(subject_of(verb))
    if speaker is not None and speaker.i == child.i:
        speaker = None
    for kind in ("denying", "alleging", "admitting", "finding", "saying", "seeing"):
        if kind in kinds:
            break
    if kind == "alleging" and verb.lemma_ in ("find", "consider", "see") and not kinds & {"saying"}:
        kind = "finding" if verb.lemma_ == "find" else kind
    if kind == "denying" and negated:
        if any(_is_none(c) for c in verb.children if c.dep_ == "nsubj"):
            return
        kind = "alleging"
    if kind in ("admitting", "saying") and negated:
        kind = "alleging"
    if any(c.lemma_ in _BASELESS for c in verb.children if c.i != child.i):
        kind = "denying"
    if passive and speaker is None and kind == "saying":
        kind = "alleging" if child.dep_ == "xcomp" else "saying"
    if kind == "saying" and any(_hears(c) for c in verb.children):
        kind = "alleging"
    found.said.append(Said(kind, speaker, verb.i))


def _hears(token: Token) -> bool:
    return token.dep_ == "advmod" and token.lower_ in ("reportedly", "allegedly")


def _first(tokens: list[Token]) -> Token | None:
    return tokens[0] if tokens else None


def _under_noun(child: Token, noun: Token, speech: Speech, found: Reality, passing: bool) -> bool:
    dep = child.dep_
    kinds = speech.nouns.get(noun.lemma_.lower(), set())
    if dep in ("relcl", "appos", "compound", "poss", "amod", "nmod") or (
        dep == "acl" and child.tag_ in ("VBN", "VBG") and not kinds
    ):
        return False
    if dep not in ("acl", "ccomp", "prep", "xcomp", "pcomp"):
        return passing
    if dep == "acl" and child.tag_ == "VB" and not kinds:
        return passing
    if dep == "prep" and child.lower_ not in ("of", "that", "to", "for", "on", "against", "about"):
        return passing and False
    if not kinds:
        return (
            passing
            and dep == "prep"
            and noun.lemma_
            in (
                "act",
                "series",
                "possibility",
                "case",
                "event",
                "number",
                "wave",
                "start",
                "resumption",
                "continuation",
                "beginning",
            )
        )
    negated = any(c.lower_ == "no" for c in noun.children)
    tells = kinds & speech_kinds
    if tells:
        owner = _first([c for c in noun.children if c.dep_ == "poss"])
        owner = owner or _first(
            [
                p
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in ("by", "from", "of") and c.i != child.i
                for p in c.children
                if p.dep_ == "pobj"
            ]
        )
        owner = owner or _first(
            [c for c in noun.children if c.dep_ in ("amod", "compound") and c.pos_ in ("PROPN", "ADJ")]
        )
        verb = noun.head
        kind = next(k for k in ("denying", "alleging", "admitting", "finding", "saying") if k in tells)
        if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "pobj"):
            outer = _kinds(verb, speech)
            if "denying" in outer:
                kind, owner = "denying", _first(subject_of(verb)) or owner
            elif owner is None:
                owner = _first(subject_of(verb))
        if kind == "finding" and negated:
            found.negated = True
        found.said.append(Said(kind, owner, noun.i))
        return False
    if passing:
        if kinds & {"promising"} and dep != "prep":
            found.at_least("promised")
        elif kinds & {"promising"} and noun.lemma_ in ("agreement", "decision"):
            pass
        else:
            _by_kind(kinds, found)
    return False


def _whole_sentence(trigger: Token, slots: Slots, speech: Speech, found: Reality) -> None:
    sentence = trigger.sent
    after = next((t for t in trigger.doc[trigger.i : sentence.end] if t.text in (".", "?", "!")), None)
    asked = after is not None and after.text == "?"
    first = next((t for t in sentence if t.is_alpha and len(t.text) > 1), None)
    if first is not None and not asked and first.lower_ in ("were", "had", "should"):
        found.at_least("hypothetical")
    for verb in [trigger, *trigger.ancestors]:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        inversion = _inverted(verb)
        if inversion is not None and (asked or inversion.lower_ in ("were", "had", "should")):
            if asked and any(
                t.tag_ in ("WRB", "WP", "WDT") and t.i < inversion.i and t.i >= inversion.i - 3 for t in verb.subtree
            ):
                continue
            found.at_least("hypothetical")
        if verb.dep_ in ("relcl", "advcl"):
            break
    for at, token in enumerate(sentence):
        if token.lower_ == "according" and at + 1 < len(sentence) and token.nbor(1).lower_ == "to":
            if not _same_clause(token, trigger):
                continue
            speaker = next(
                (
                    p
                    for c in (*token.children, *token.nbor(1).children)
                    for p in ([c] if c.dep_ == "pobj" else c.children)
                    if p.dep_ == "pobj"
                ),
                None,
            )
            found.said.append(Said("saying", speaker, token.i))
        elif (
            token.lower_ in speech.hearsay
            and token.dep_ == "advmod"
            and token.head.i == sentence.root.i
            and _same_clause(token, trigger)
        ):
            found.hearsay = True
    for subject in slots["subject"] if slots.verbal else slots["noun"] if trigger.dep_ == "acomp" else ():
        if any(
            c.lower_ in ("any", "every", "each", "whatever", "whichever", "whoever") and c.dep_ == "det"
            for c in subject.children
        ) or subject.lower_ in ("whoever", "anyone", "anybody", "everyone"):
            found.at_least("generic")
        general = subject.lemma_.lower() in _GENERAL_SUBJECTS and not any(
            c.pos_ == "PROPN" or c.lower_ in ("the", "this", "that", "both", "two", "its", "their")
            for c in subject.children
        )
        if (
            general
            and (subject.tag_ in ("NNS", "PRP") or subject.lower_ in ("anyone", "everyone", "one", "all"))
            and slots.trigger.tag_ in ("VBP", "VBZ", "VB")
        ):
            found.at_least("generic")


def _inverted(verb: Token) -> Token | None:
    """Give the auxiliary that stands before its subject: "Have they crossed", "were they to come"."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")] + (
        [verb] if verb.pos_ == "AUX" or verb.lemma_ == "be" else []
    )
    for helper in helpers:
        if any(helper.i < subject.i for subject in subjects) and not any(
            c.dep_ in ("dobj", "attr", "acomp") and c.i < helper.i for c in verb.children
        ):
            return helper
    return None


def _same_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a word hangs on something that the trigger hangs on too, with no `;` between them."""
    if any(t.text == ";" for t in token.doc[min(token.i, trigger.i) : max(token.i, trigger.i)]):
        return False
    heads = {trigger.i} | {t.i for t in trigger.ancestors}
    return token.head.i in heads or token.i in heads or token.head.head.i in heads
