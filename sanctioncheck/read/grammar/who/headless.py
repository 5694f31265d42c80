"""Who acts where a decision or communiqué names him once at its head: "The Council, having met, (a) Condemns …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.phrase import child_of
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["headed", "is_headless", "opener_of"]

_LONGEST = 40
"""Words of the head of a decision."""
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_STATING = ("VBZ", "VBD", "VBN", "VB", "VBP")


def opener_of(doc: Doc, actors: Actors) -> Filler | None:
    """Give who is named in a part that is a name with a comma after it, and no sentence.

    Args:
        doc: the part, parsed.
        actors: who was named.
    """
    if not 3 < len(doc) <= _LONGEST or doc.text.rstrip()[-1:] not in (",", ":"):
        return None
    root = next(iter(doc.sents)).root
    if doc[0].lower_ == "we" and doc[1].text == ",":
        # "We, the Ministers of the Community, gathered in Vellgrad": the parser takes it for a sentence.
        found = [f for each in doc if each.dep_ in ("appos", "nsubj", "pobj") for f in actors.resolve(each)]
        one = next((f for f in found if f.kind in ("body", "named")), None)
        in_full = (f for f in actors.aliases.values() if one is not None and f.id.startswith(one.id))
        return next(in_full, one)
    if root.pos_ not in ("NOUN", "PROPN") or doc[0].lower_ != "the":
        return None
    if any(each.tag_ in _FINITE and each.dep_ not in ("relcl", "acl", "advcl") for each in doc):
        return None
    found = actors.resolve(root)
    known = [f for f in found if f.kind in ("body", "named", "state")]
    return next(iter(known or found), None)


def is_headless(verb: Token) -> bool:
    """Tell whether a verb begins its part without a subject, or is joined to one that does: "Condemns … and urges"."""
    at = verb
    while at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX") and not child_of(at, "nsubj", "nsubjpass"):
        at = at.head
    if at.tag_ not in _STATING or child_of(at, "nsubj", "nsubjpass", "aux", "auxpass", "expl"):
        return False
    first = [each for each in at.doc[: at.i] if each.is_alpha and each.pos_ != "ADV"]
    return at.dep_ == "ROOT" and not first


def headed(opener: Filler, verb: Token, base: int) -> Filler:
    """Give who is named at the head, as who does what a verb without a subject says."""
    start = base + verb.idx
    names = opener.antecedent or (opener.start, opener.end)
    return replace(opener, start=start, end=start + len(verb.text), text=verb.text, via="author", antecedent=names)
