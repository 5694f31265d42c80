"""Finds every quote of a case in the text of its source; one that is lost or stands twice is never guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

from sanctioncheck.errors import Problem, closest, quote
from sanctioncheck.errors.quotes import (
    QuoteLost,
    QuoteMisplaced,
    QuoteTwice,
    SourceChanged,
    SourceMissing,
    SourceOutside,
    SourceTooLarge,
    SourceUnreadable,
)
from sanctioncheck.load.files import Spot, read_bytes
from sanctioncheck.model.fact import Case
from sanctioncheck.model.source import Passage, Quote, Source

__all__ = ["Passages", "find_passages", "hash_of", "read_sources"]

_LARGEST = 5_000_000
# Searching for what a lost quote resembles is worth a moment, not a minute.
_MOST_SEARCHES = 20
_LONGEST_SEARCHED = 500_000
_MOST_WORDS = 60
_NOT_IN_NAMES = '\\:*?"<>|'
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(1, 10))}
"""Names that mean a device on Windows, with any ending."""
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Passages:
    """Where the quotes of a case stand."""

    supports: dict[tuple[str, int], Passage] = field(default_factory=dict)
    opinions: dict[str, Passage] = field(default_factory=dict)


def read_sources(
    case: Case, spot: Spot, folder: Path, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, str]]:
    """Read the text of every source, and compare its hash.

    Gives source id to text and source id to hash; what could not be read is in neither, and noted in `problems`.
    """
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for at, source in enumerate(case.sources):
        raw = _bytes_of(source, spot.to("sources", at, "path"), folder, problems)
        if raw is None:
            continue
        actual = sha256(raw).hexdigest()
        if actual != source.sha256:
            place = spot.to("sources", at, "sha256").place()
            problems.append(SourceChanged(place=place, path=source.path, actual=actual))
        try:
            texts[source.id] = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            reason = f"is not UTF-8: byte 0x{raw[error.start]:02X} at {error.start}"
            place = spot.to("sources", at, "path").place()
            problems.append(SourceUnreadable(place=place, path=source.path, reason=reason))
            continue
        hashes[source.id] = actual
    return texts, hashes


def _bytes_of(source: Source, spot: Spot, folder: Path, problems: list[Problem]) -> bytes | None:
    place = spot.place()
    home = folder.resolve()
    if _elsewhere(source.path):
        problems.append(SourceOutside(place=place, path=source.path))
        return None
    try:
        path = (home / source.path).resolve()
        inside = path.is_relative_to(home)
        if not inside:
            problems.append(SourceOutside(place=place, path=source.path))
            return None
        if not path.is_file():
            problems.append(SourceMissing(place=place, path=source.path, meant=_similar(source.path, home)))
            return None
        size = path.stat().st_size
    except (OSError, RuntimeError, ValueError):
        problems.append(SourceUnreadable(place=place, path=source.path, reason="is no path of a file"))
        return None
    if size > _LARGEST:
        problems.append(SourceTooLarge(place=place, size=size, limit=_LARGEST))
        return None
    trouble: list[Problem] = []
    raw = read_bytes(path, source.path, _LARGEST, trouble)
    if raw is None:
        problems.append(SourceUnreadable(place=place, path=source.path, reason="may not be read"))
    return raw


def _elsewhere(path: str) -> bool:
    """Tell whether a path means, on one system or another, something that is no file below the folder of the case.

    >>> [_elsewhere(path) for path in ("sources/a.txt", "C:\\\\a.txt", "//host/a", "a/../b", "sources/NUL.txt", "a.")]
    [False, True, True, True, True, True]
    """
    parts = path.split("/")
    return (
        any(character in _NOT_IN_NAMES or character < " " for character in path)
        or any(part in ("", ".", "..") or part[-1] in ". " for part in parts)
        or any(part.partition(".")[0].rstrip().upper() in _DEVICES for part in parts)
    )


def hash_of(path: str, folder: Path) -> str | None:
    """Give the hash of a source's file, where it lies in the folder of the case and can be read."""
    try:
        file = (folder.resolve() / path).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        return sha256(file.read_bytes()).hexdigest()
    except (OSError, RuntimeError, ValueError):
        return None


def _similar(path: str, home: Path) -> str | None:
    folder = (home / path).parent
    try:
        if not folder.resolve().is_relative_to(home) or not folder.is_dir():
            return None
        return closest(path, sorted(str(found.relative_to(home).as_posix()) for found in folder.iterdir()))
    except (OSError, RuntimeError, ValueError):
        return None


def find_passages(case: Case, spot: Spot, texts: dict[str, str], problems: list[Problem]) -> Passages:
    """Find the passage behind every quote of a case in the texts of its sources, and note those that do not stand."""
    passages = Passages()
    searches = 0
    for owner, source, wanted, at in _quotes(case, spot):
        text = texts.get(source)
        if text is None:
            continue
        spans = wanted.find(text)
        offsets = [start for start, _ in spans]
        span = _the_one(spans, wanted)
        if span is None:
            searches += 1
            problems.append(_fault(offsets, wanted, source, text, at, searches <= _MOST_SEARCHES))
            continue
        passage = Passage(source=source, exact=wanted.exact, start=span[0], end=span[1])
        if isinstance(owner, str):
            passages.opinions[owner] = passage
        else:
            passages.supports[owner] = passage
    return passages


def _quotes(case: Case, spot: Spot) -> Iterator[tuple[str | tuple[str, int], str, Quote, Spot]]:
    """Give every quote with what it belongs to, its source and its place."""
    for number, fact in enumerate(case.facts):
        for at, support in enumerate(fact.support):
            if support.source is not None and support.quote is not None:
                yield (fact.id, at), support.source, support.quote, spot.to("facts", number, "support", at, "quote")
    for number, opinion in enumerate(case.opinions):
        yield opinion.id, opinion.source, opinion.quote, spot.to("opinions", number, "quote")


def _the_one(spans: list[tuple[int, int]], wanted: Quote) -> tuple[int, int] | None:
    """Give the only place where the quote stands; a position given with it must be that of a place where it stands."""
    if wanted.position is not None:
        return next((span for span in spans if span[0] == wanted.position), None)
    return spans[0] if len(spans) == 1 else None


def _fault(offsets: list[int], wanted: Quote, source: str, text: str, spot: Spot, search: bool) -> Problem:
    if offsets and wanted.position is not None:
        place = spot.to("position").place()
        return QuoteMisplaced(place=place, source=source, position=wanted.position, offsets=tuple(offsets))
    place = spot.to("exact").place()
    if offsets:
        return QuoteTwice(place=place, source=source, exact=wanted.exact, offsets=tuple(offsets))
    bare = Quote(exact=wanted.exact).find(text)
    if bare:
        nearest = quote(text[max(0, bare[0][0] - 20) : bare[0][1] + 20])
        return QuoteLost(place=place, source=source, exact=wanted.exact, nearest=nearest, around=True)
    near = nearest_passage(text, wanted.exact) if search else None
    return QuoteLost(place=place, source=source, exact=wanted.exact, nearest=quote(near) if near else None)


def nearest_passage(text: str, exact: str) -> str | None:
    """Find the passage of a text that a lost quote resembles most: the words round the longest run that they share.

    Takes at most half a million characters of text into account; gives None where fewer than half of the words agree.

    >>> nearest_passage("They said that troops were sent in May.", "troops have been sent in May")
    'that troops were sent in May'
    """
    have = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text[:_LONGEST_SEARCHED])]
    want = [m.group().casefold() for m in _WORD.finditer(exact)][:_MOST_WORDS]
    matcher = SequenceMatcher(None, [word for word, _, _ in have], want, autojunk=False)
    run = matcher.find_longest_match()
    first = max(0, run.a - run.b)
    window = have[first : first + len(want)]
    if not window or len(set(want) & {word for word, _, _ in window}) * 2 < len(set(want)):
        return None
    return text[window[0][1] : window[-1][2]]
