"""What can fill a role in a sentence, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.form.phrase import DAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Filler", "Via", "extent_of"]

Via = Literal["name", "organ", "place", "description", "pronoun", "group", "author"]

_BEFORE = frozenset({"compound", "amod", "det", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "npadvmod"})
_AFTER = frozenset({"nummod", "compound", "nmod", "flat"})
_LONGEST_TAIL = 4
"""Words of what may follow a name after `of` or `for` and belong to it: "Ministry of Foreign Affairs"."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, and the words that say so.

    >>> Filler("iran", "state", 0, 4, "Iran").inferred, Filler("iran", "state", 9, 11, "it", "pronoun").inferred
    (False, True)
    """

    id: str
    """Of a State or body; the name of anybody else."""
    kind: Literal["state", "body", "named", "described"]
    start: int
    end: int
    text: str
    via: Via = "name"
    head: str | None = None
    """The noun by which it is described, where its own name does not stand there."""
    antecedent: tuple[int, int] | None = None
    """Where the name stands that a pronoun or description goes back to."""

    @property
    def inferred(self) -> bool:
        """Whether somebody has to agree that this is who is meant."""
        return self.via in ("pronoun", "group", "description", "author", "place")


def extent_of(token: Token, base: int) -> tuple[int, int, str]:
    """Give the extent of a phrase: its head with what stands before it, without clauses and prepositions after it.

    Args:
        token: the head of the phrase.
        base: offset of the parsed piece in the document.

    Returns:
        The offsets of its beginning and end in the document, and its words.
    """
    doc = token.doc
    first = last = token.i
    for child in token.children:
        hyphen = child.dep_ == "punct" and child.text in ("-", "–")
        if child.i < token.i and (child.dep_ in _BEFORE or hyphen):
            first = min(first, child.left_edge.i)
            day = max((c.i for c in token.children if c.i < token.i and c.lower_ in DAYS), default=first - 1)
            first = max(first, day + 1)
        elif child.i > token.i and child.i == last + 1 and child.dep_ in _AFTER:
            last = child.i
    if token.pos_ == "PROPN":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i == last + 1:
                inner = [each.i for each in child.subtree]
                if len(inner) <= _LONGEST_TAIL and all(doc[at].pos_ in ("PROPN", "ADP", "DET") for at in inner):
                    last = max(inner)
    piece = doc[first : last + 1]
    return base + piece.start_char, base + piece.end_char, piece.text
