"""Cuts a text into the parts that are parsed at once, and leaves out what belongs to no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Piece", "pieces"]

_DATELINE = re.compile(r"\s*[A-Z][A-Z .'’/-]{2,30}(?:, [A-Z]?[\w ,.]{2,30})?(?: \([\w ./-]{2,30}\))?\s+[–—-]+\s+")
"""The place and day at the head of a report, which belong to no sentence: `SEOUL, 4 May (AFP) – `."""
_LABEL = re.compile(
    r"\s*(?:Mr\.?|Madam|Mrs\.?) (?:President|Speaker|Chair(?:man|person|woman)?|Secretary-General),\s+(?=[A-Z])"
    r"|\s*(?:[QA][.:]|[–—•*-]|\d{1,3}[/.)]|\([a-z]\))\s+(?=\S)"
)
"""The number, bullet or letter at the head of a paragraph, `57.`, `(a)`, `Q:`, and who is spoken to: `Mr. Speaker,`."""
_MARKUP = re.compile(r"<!--.*?-->|<[!/?a-zA-Z][^<>]{0,400}>")
_SHOUTED = re.compile(
    r"\A\s*(?:\d+[.)] |[-•*–] )?[A-Z]{5,}(?: [A-Z]{4,})?(?= [a-z])|\A\s*(?:\d+[.)] |[-•*–] )?[A-Z]{4,}S(?= [A-Z][a-z])"
)
"""The verb in capitals with which a paragraph of a resolution begins: `CONDEMNS the`."""
_ITEM = re.compile(
    r"^[ \t]*(?:[-•*–—·▪◦‣]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)/]\)?|\(?[a-z]{1,2}\)|\(?[ivx]{1,5}\))[ \t]+",
    re.MULTILINE,
)
"""What stands before an item of a list or a numbered paragraph, and belongs to no sentence: `1)`, `(a)`, `3/`, `•`."""
_TURN = re.compile(r"(?<=\n)(?=[QA][.:] |[–—] )")
_BARS = 3
"""Upright strokes from which on a part is the markup of a table, and no sentence."""
_LONGEST_PIECE = 4_000
"""Characters that are parsed at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that is parsed at once."""

    start: int
    text: str
    marker: str = ""
    """How the item of a list or the paragraph is counted, with a figure for each number: `0.`, `(a)`, `•`."""
    continued: bool = False
    """Whether it begins in the middle of what was too long to be parsed at once."""


def pieces(text: str, blocks: Iterable[tuple[int, int]] | None = None) -> Iterator[Piece]:
    """Cut a text into parts to parse: its blocks, or its lines; none longer than some thousand characters.

    A line break inside a part becomes a space, so that offsets stay. Each item of a list is a part, without what counts
    it.

    >>> [(p.start, p.text) for p in pieces("One.\\nTwo.")]
    [(0, 'One.'), (5, 'Two.')]
    >>> [p.text for p in pieces("They say:\\n1) It came.\\n2) It went.\\n\\nThe end.")]
    ['They say: ', 'It came. ', 'It went.', 'The end.']
    """
    for start, end in _items(text, _turns(text, blocks if blocks is not None else _lines(text))):
        at, whole = start, True
        marker = _marker_before(text, start)
        while at < end:
            stop = end
            if end - at > _LONGEST_PIECE:
                cut = max(text.rfind(mark, at + 1, at + _LONGEST_PIECE) for mark in (". ", "\n", "; ", " "))
                stop = cut + 1 if cut > at else at + _LONGEST_PIECE
            dateline = _DATELINE.match(text, at, stop) if at == start else None
            dateline = dateline or (_LABEL.match(text, at, stop) if at == start else None)
            if dateline is not None:
                at = dateline.end()
            part = text[at:stop]
            if part.strip() and part.count("|") < _BARS:
                part = _SHOUTED.sub(lambda found: found[0].lower(), part)
                flat = re.sub(r"[\n\r\t\x0b\x0c\u2028\u2029]", " ", part)
                yield Piece(at, _MARKUP.sub(lambda found: " " * len(found[0]), flat), marker, not whole)
            whole = part.rstrip().endswith((".", "!", "?"))
            at = stop


def _marker_before(text: str, start: int) -> str:
    """Give how the part that starts here is counted, from what stands before it on its line."""
    line = text.rfind("\n", 0, start) + 1
    found = _ITEM.match(text, line, start)
    if found is None or found.end() != start:
        return ""
    return re.sub(r"\d+", "0", re.sub(r"[a-z]+", "a", found[0].strip()))


def _items(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        at = start
        for marker in _ITEM.finditer(text, start, end):
            if marker.start() > at:
                yield at, marker.start()
            at = marker.end()
        if at < end:
            yield at, end


def _turns(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut a block where another speaks: `Q: …`, `A: …`, or a dash at the beginning of a line."""
    for start, end in blocks:
        at = start
        for match in _TURN.finditer(text, start, end):
            yield at, match.start()
            at = match.start()
        yield at, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+(?:\n(?=[^\n])[^\n]+)*" if "\n\n" in text else r"[^\n]+", text):
        yield match.span()
