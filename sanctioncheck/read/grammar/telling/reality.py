"""How real a text says something is, and who it says tells it; what is gathered word by word while a sentence is
read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sanctioncheck.model.fact import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["TELLING", "Reality", "Said", "Tells", "kind_told"]

Tells = Literal["denying", "alleging", "admitting", "finding", "saying", "seeing"]
TELLING: tuple[Tells, ...] = ("denying", "alleging", "admitting", "finding", "saying", "seeing")
"""The kinds of speech that tell something; where a word is of several, the first here counts."""

_RANK: dict[Status, int] = {"actual": 0, "generic": 1, "promised": 2, "hypothetical": 3, "deontic": 4}


@dataclass(frozen=True, slots=True)
class Said:
    """One telling: what kind of speech, and the word for who speaks."""

    kind: Tells
    speaker: Token | None


@dataclass(slots=True)
class Reality:
    """What the words round a trigger say of it."""

    status: Status = "actual"
    negated: bool = False
    hearsay: bool = False
    over: bool = False
    """Whether it is said to have ended."""
    said: list[Said] = field(default_factory=list)
    """Who tells it, the nearest first."""

    def at_least(self, status: Status) -> None:
        """Note that it is no more real than this; what has been found to be less real stays so.

        >>> found = Reality("hypothetical")
        >>> found.at_least("promised")
        >>> found.status
        'hypothetical'
        """
        if _RANK[status] > _RANK[self.status]:
            self.status = status


def kind_told(kinds: set[str]) -> Tells | None:
    """Give the kind of telling that counts among the kinds of speech of a word; None where it tells nothing.

    >>> kind_told({"saying", "denying"}), kind_told({"promising"})
    ('denying', None)
    """
    return next((kind for kind in TELLING if kind in kinds), None)
