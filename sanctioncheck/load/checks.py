"""Runs every check on a pack whose files have been read, and gathers all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.errors import Problem
from sanctioncheck.load.draft import Draft, DraftMeaning, DraftNorm
from sanctioncheck.load.words import Words, type_problems

__all__ = ["problems_of"]


def problems_of(
    draft: Draft, words: Words, norms: Sequence[DraftNorm], meanings: Sequence[DraftMeaning]
) -> Iterator[Problem]:
    """Give every problem of a pack."""
    yield from type_problems(draft, words)
