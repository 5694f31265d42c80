"""Which texts go back to one: the same agency's words in two papers are one report, and count once."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["origins_of"]

_SHINGLE = 6
_SHARED = 0.35
"""How much of the shorter text must stand in the longer one, as runs of six words, for the two to be one report."""


def origins_of(texts: Sequence[str]) -> list[int]:
    """Give each text the number of the first text that it repeats; its own number where it repeats none.

    >>> origins_of(["one two three four five six", "other words", "One, two, three, four, five, six!"])
    [0, 1, 0]
    """
    runs = [_runs(text) for text in texts]
    found: list[int] = []
    for at, mine in enumerate(runs):
        same = next((found[other] for other in range(at) if _alike(mine, runs[other])), at)
        found.append(same)
    return found


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    return {hash_of(words[at : at + _SHINGLE]) for at in range(max(0, len(words) - _SHINGLE + 1))}


def hash_of(words: list[str]) -> int:
    """Give a number for a run of words, the same on every machine."""
    from zlib import crc32

    return crc32(" ".join(words).encode("utf-8"))


def _alike(one: set[int], other: set[int]) -> bool:
    return bool(one and other) and len(one & other) >= _SHARED * min(len(one), len(other))
