"""Noun phrases: what is joined to a noun, what a preposition adds to it, and which noun a relative pronoun stands
for."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "DAYS",
    "after_preposition",
    "antecedent",
    "child_of",
    "conjuncts",
    "first_of",
    "joined",
    "objects_after",
    "sentence_of",
    "text_of",
]

DAYS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
"""Months and weekdays, which the parser hangs before the noun that follows them: "On 12 April soldiers"."""

_TEXT = "sanctioncheck.text"
_SENTENCES = "sanctioncheck.sentences"
_MOST_JOINED = 20
# The nouns of prepositions of several words: "on behalf of", "at the side of".
_VIA = frozenset(
    {
        "behalf",
        "side",
        "part",
        "support",
        "favour",
        "favor",
        "aid",
        "defence",
        "defense",
        "help",
        "head",
        "ranks",
        "flag",
        "banner",
    }
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def first_of(tokens: list[Token]) -> Token | None:
    """Give the first of some words; None where there is none.

    >>> first_of([]) is None
    True
    """
    return tokens[0] if tokens else None


def child_of(token: Token, *relations: str) -> list[Token]:
    """Give the words that hang on a word in one of these relations, in the order of the text."""
    return [child for child in token.children if child.dep_ in relations]


def objects_after(token: Token, *prepositions: str) -> list[Token]:
    """Give what stands after a simple preposition that hangs on a word: Arcadia for "troops of Arcadia"."""
    return [
        inner
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in prepositions
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def conjuncts(token: Token) -> list[Token]:
    """Give a word and all that is joined to it by `and`, `or` or commas, in the order of the text."""
    found = [token, *_after_next_preposition(token)]
    queue = list(found)
    while queue and len(found) < _MOST_JOINED:
        for child in queue.pop(0).children:
            if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
                found.append(child)
                queue.append(child)
    return found


def _after_next_preposition(token: Token) -> list[Token]:
    """Give what follows the same preposition said again: "to Ruritania, to Arcadia and to the rebels"."""
    found: list[Token] = []
    at = token.head
    if token.dep_ != "pobj" or at.dep_ == "conj":
        return []
    for _ in range(_MOST_JOINED):
        again = [c for c in child_of(at, "conj") if c.lower_ == token.head.lower_]
        if not again:
            break
        at = again[0]
        found += child_of(at, "pobj")
    return found


def joined(tokens: list[Token]) -> list[Token]:
    """Give some words and all that is joined to them, each once.

    >>> joined([])
    []
    """
    found: dict[int, Token] = {}
    for token in tokens:
        for each in (*conjuncts(token), *_joined_within(token)):
            found.setdefault(each.i, each)
    return list(found.values())


def _joined_within(token: Token) -> list[Token]:
    """Give what is joined to a subject that the parser joined within: "the army of Arcadia and the rebels have"."""
    if token.dep_ not in ("nsubj", "nsubjpass") or token.tag_ not in ("NN", "NNP") or len(conjuncts(token)) > 1:
        return []
    verb = token.head
    if not any(each.lower_ in ("have", "are", "were") for each in (verb, *child_of(verb, "aux", "auxpass"))):
        return []
    return [each for inner in objects_after(token, "of") for each in conjuncts(inner)[1:]]


def after_preposition(token: Token, preposition: str) -> list[Token]:
    """Give what follows a preposition of one or more words that hangs on a word."""
    first, _, rest = preposition.partition(" ")
    found: list[Token] = []
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative", "advmod", "prt", "mark", "cc") or child.lower_ != first:
            continue
        if not rest:
            found += child_of(child, "pobj", "obj")
        elif rest in ("of", "for", "to", "with"):
            found += after_preposition(child, rest) or _after_next(child, token, rest)
        else:
            found += _after_noun(child, rest.split())
    return found


def _after_next(first: Token, token: Token, rest: str) -> list[Token]:
    """Give what follows the second word of a preposition that the parser has hung beside the first."""
    if first.i + 1 < len(first.doc) and first.nbor(1).lower_ == rest:
        return after_preposition(token, rest)
    return []


def _after_noun(first: Token, words: list[str]) -> list[Token]:
    """Give what follows a preposition with a noun in it: "on behalf of Arcadia", "at Arcadia's side"."""
    noun = next((word for word in words if word in _VIA), None)
    found: list[Token] = []
    for inner in child_of(first, "pobj", "obj"):
        if noun is not None and inner.lower_ == noun:
            found += after_preposition(inner, "of") or child_of(inner, "poss")
    return found


def antecedent(token: Token) -> Token:
    """Give the noun that a relative pronoun stands for; any other word is given back."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb: Token = token.head
        for _ in range(4):
            cleft = _cleft(verb)
            if cleft is not None:
                return cleft
            if verb.dep_ == "relcl":
                return verb.head
            if verb.dep_ in ("conj", "ccomp", "xcomp"):
                verb = verb.head
            else:
                break
    return token


def _cleft(verb: Token) -> Token | None:
    """Give who is picked out before a clause: Arcadia in "It was Arcadia, led by a junta, that armed them"."""
    if verb.dep_ not in ("relcl", "ccomp", "acl"):
        return None
    for being in verb.ancestors:
        if being.dep_ == "conj":
            # "It is they who arm them, and Ruritania that pays": who is joined is picked out by himself.
            return None
        if being.lemma_ != "be" or being.i > verb.i:
            continue
        if any(each.lower_ == "it" and each.i < being.i for each in child_of(being, "nsubj")):
            found = [each for each in child_of(being, "attr") if each.pos_ in ("PROPN", "PRON", "NOUN")]
            but = [each for each in found if child_of(being, "neg") and any(c.lower_ == "but" for c in each.children)]
            # "It was not Arcadia but Ruritania": the second one, of whom it is no more denied than of the first.
            return None if but else first_of(found)
        return None
    return None


def sentence_of(token: Token) -> Span:
    """Give the sentence of a word; spaCy's own looks through the whole text each time it is asked."""
    doc = token.doc
    bounds = doc.user_data.get(_SENTENCES)
    if bounds is None:
        starts = [each.i for each in doc if each.is_sent_start]
        bounds = doc.user_data[_SENTENCES] = [*(starts or [0]), len(doc)]
    at = bisect_right(bounds, token.i) - 1
    return doc[bounds[at] : bounds[at + 1]]


def text_of(doc: Doc) -> str:
    """Give the text of a parsed part; spaCy's own puts it together again each time it is asked."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)
