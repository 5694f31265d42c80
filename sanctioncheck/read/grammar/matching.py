"""Whether a cue fits where one of its words stands: its form, what it needs beside it, and what bars it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import DAYS, child_of, conjuncts, objects_after, sentence_of
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Cue
from sanctioncheck.read.grammar.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fills", "fits_form"]

_MODEL = re.compile(r"(?:[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Za-z]{0,2}|\d{2,3}(?:mm|s))$")

_STAND_INS = frozenset(
    {"it", "they", "them", "some", "none", "ones", "others", "several", "many", "each", "both", "all", "any", "most"}
)


def fits_form(token: Token, cue: Cue) -> bool:
    """Tell whether a word stands as a cue has it: as a verb with its particle, a noun or an adjective."""
    if cue.particle is not None:
        rest = cue.particle.split()
        following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + 6]]
        if rest[0] not in following and not any(c.lower_ == rest[0] for c in token.children):
            return False
        if len(rest) == 1 and _only_dates(token, rest[0]):
            return False
        if len(rest) > 1 and not all(word in following for word in rest):
            return False
    if cue.adjective:
        return token.pos_ in ("ADJ", "VERB") and token.dep_ in ("amod", "acomp", "acl", "ccomp", "xcomp", "oprd")
    if cue.noun:
        return token.pos_ in ("NOUN", "PROPN") or (token.tag_ == "VBG" and token.lower_ in cue.frame.nouns)
    return token.pos_ in ("VERB", "AUX") and not (token.tag_ == "VBG" and token.dep_ in ("compound",))


def _only_dates(token: Token, particle: str) -> bool:
    """Tell whether a word that may go with a verb only says when: "took the town on Friday" takes nobody on."""
    own = [c for c in token.children if c.lower_ == particle]
    if not own or any(c.dep_ == "prt" or c.i == token.i + 1 for c in own):
        return False
    return all(any(p.lower_ in DAYS or p.like_num for p in child_of(c, "pobj")) for c in own)


def fills(slots: Slots, name: str, words: frozenset[str], reading: Reading, *, barred: bool = False) -> bool:
    """Tell whether a slot is filled by one of the words; a bar is about its head only, as patrol boats are boats."""
    tokens = slots[name]
    if not tokens:
        return False
    if "*" in words:
        return True
    if barred:
        inner = [each for token in tokens for each in objects_after(token, "of")]
        return any(_is_one(each, words, reading) or _is_kind(each, words, reading) for each in (*tokens, *inner))
    return any(
        _is_kind(token, words, reading)
        or _about(token, words, reading)
        or (name != "subject" and _is_stand_in(token) and _was_spoken_of(token, words, reading))
        for token in tokens
    )


def _is_stand_in(token: Token) -> bool:
    """Tell whether a word only stands for what was named before: "passed them on", "it fired none"."""
    if child_of(token, "prep", "amod", "compound"):
        return False
    return token.lower_ in _STAND_INS or (token.pos_ == "NUM" and token.dep_ not in ("nummod", "quantmod"))


def _was_spoken_of(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether the last noun of the kind that a cue asks for stands in this sentence or in the one before."""
    if any(each.kind != "described" for each in reading.actors.resolve(token)):
        return False
    tag = "NN" if token.lower_ == "it" else "NNS"
    here = {each.lemma_.lower() for each in sentence_of(token) if each.i < token.i and each.tag_ == tag}
    return bool(words & here) or any(lemma in words for lemma, number in reading.actors.nouns if number == tag)


def _is_kind(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a word is of a kind that a cue asks for where no list of words would do.

    `<pronoun>` is a personal or indefinite pronoun ("them", "nobody"), `<name>` a name of no State (a ship, a firm, a
    town), `<town>` one without an article, `<place>` a State or what lies in one, `<national>` nationals by the
    adjective alone ("Syrians"), `<number>` a number that stands for what is counted ("another 20m"), `<model>` the
    name of a weapon with a number in it ("F-16s").
    """
    if not any(word[:1] == "<" for word in words):
        return False
    if any(_is_kind(inner, words, reading) for inner in objects_after(token, "of")) and token.pos_ != "PROPN":
        return True
    hit = reading.actors.hit(token)
    known = hit is not None and hit.kind != "other"
    if "<pronoun>" in words and token.pos_ == "PRON" and token.tag_ not in ("WDT", "WP", "WP$", "PRP$"):
        return True
    wanted = "<name>" in words or ("<town>" in words and not child_of(token, "det"))
    if wanted and token.pos_ == "PROPN" and not known and token.lower_ not in reading.actors.names.calendar:
        return True
    if "<place>" in words and token.pos_ == "PROPN":
        return any(each.kind == "state" for each in reading.actors.resolve(token, place=True))
    if "<national>" in words and known and hit is not None and hit.kind == "adjective":
        return token.dep_ not in ("amod", "compound", "nmod", "npadvmod")
    if "<model>" in words and _MODEL.match(token.text):
        return True
    return "<number>" in words and (token.pos_ == "NUM" or token.like_num or token.text[:1].isdigit())


def _about(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a phrase is about one of the words: its head, what stands before it, or what comes after `of`."""
    seen = [token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "nummod"))]
    seen += [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    seen += [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    seen += [d for p in seen[1:] for d in p.children if d.dep_ in ("compound", "conj", "prep")]
    seen += [e for d in seen for e in conjuncts(d)[1:]]
    seen += [
        p
        for c in token.children
        if c.dep_ == "prep" and c.lower_ == "of"
        for p in c.children
        if p.dep_ == "pobj"
        for p in conjuncts(p)
    ]
    if token.pos_ == "VERB":
        seen += [c for c in token.children if c.dep_ == "dobj"]
    return any(_is_one(each, words, reading) for each in seen)


def _is_one(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a word is one of some words, among which `state` is also the name of any."""
    if token.lemma_.lower() in words or token.lower_ in words:
        return True
    hit = reading.actors.hit(token)
    return hit is not None and "state" in words and hit.kind in ("name", "seat")
