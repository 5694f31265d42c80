"""Which texts go back to one: the same agency's words in two papers are one report, and count once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sanctioncheck.model.naming import Texts
from sanctioncheck.read.merge import slug

__all__ = ["agencies_of", "agency_id", "known_agencies", "origins_of"]

_SHINGLE = 6
_SHARED = 0.35
"""How much of the shorter text must stand in the longer one, as runs of six words, for the two to be one report."""
_DATELINE = re.compile(r"^[ \t]*(?:[A-Z][^()\n]{0,60})?\(([A-Z][\w .&/-]{1,40})\)[ \t]*[-–—]", re.M)
_CREDIT = re.compile(
    r"(?:^|[.!?)\]”\"] )[^\w\n]{0,3}(?:(?:with |additional )?(reporting) (?:by|from)|sources?:)[ \t]+"
    r"([A-Z][^\n;.()\[\]]{1,80})",
    re.M | re.I,
)
_BETWEEN = re.compile(r"\s*(?:,|/|\band\b)\s*")
_KIND = re.compile(r"-(?:news-agency|newswire|agency|news)$")
_HEAD = 2_000
"""Characters at the beginning of a text, in which its dateline stands."""
_MOST_WORDS = 4


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


def known_agencies(texts: Texts) -> dict[str, str]:
    """Give the names of bodies in small letters, each with the name that stands for the body; nothing for States."""
    known = {name.casefold(): body.names[0] for body in texts.bodies.bodies for name in body.names}
    for state in texts.states.states:
        known |= dict.fromkeys((name.casefold() for name in (*state.names, *state.adjectives, *state.seats)), "")
    return known


def agencies_of(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give the agencies whose report a text says that it prints, in its dateline or in a credit.

    Args:
        text: the whole text.
        known: as `known_agencies` gives it; another name counts too, unless it may be that of a reporter.

    >>> agencies_of("TEHRAN, May 2 (Reuters) - Ships came. Reporting by Jane Doe.", {"reuters": "Reuters"})
    ('Reuters',)
    >>> agencies_of("Ships came.\\n\\nSource: AFP", {"afp": "Agence France-Presse"})
    ('Agence France-Presse',)
    """
    named = [(found[1], True) for found in _DATELINE.finditer(text[:_HEAD])]
    named += [(found[2], not found[1]) for found in _CREDIT.finditer(text)]
    agencies: dict[str, None] = {}
    for names, unlisted in named:
        for name in _BETWEEN.split(names):
            words = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.I)
            meant = known.get(words.casefold(), words if unlisted and _is_name(words) else "")
            if meant:
                agencies[meant] = None
    return tuple(agencies)


def agency_id(name: str) -> str:
    """Make the id of an agency: what kind of thing it is does not make another of it.

    >>> agency_id("the Interfax news agency"), agency_id("Interfax")
    ('interfax', 'interfax')
    """
    made = slug(name)
    return _KIND.sub("", made) or made


def _is_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= _MOST_WORDS and all(part[:1].isupper() for part in parts)


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    if 0 < len(words) < _SHINGLE:
        return {hash_of(words)}
    return {hash_of(words[at : at + _SHINGLE]) for at in range(max(0, len(words) - _SHINGLE + 1))}


def hash_of(words: list[str]) -> int:
    """Give a number for a run of words, the same on every machine."""
    from zlib import crc32

    return crc32(" ".join(words).encode("utf-8"))


def _alike(one: set[int], other: set[int]) -> bool:
    return bool(one and other) and len(one & other) >= _SHARED * min(len(one), len(other))
