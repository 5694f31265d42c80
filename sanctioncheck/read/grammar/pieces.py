"""Cuts a text into the parts that are parsed at once, and leaves out what belongs to no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Piece", "pieces"]

_DATELINE = re.compile(r"\s*[A-Z][A-Z .'’/-]{2,30}(?:, [A-Z]?[\w ,.]{2,30})?(?: \([\w ./-]{2,30}\))?\s+[–—-]+\s+")
"""The place and day at the head of a report, which belong to no sentence: `SEOUL, 4 May (AFP) – `."""
_LABEL = re.compile(r"\s*(?:[QA][.:]|[–—•*-]|\d{1,3}[/.)]|\([a-z]\))\s+(?=\S)")
"""The number, bullet or letter at the head of a paragraph: `57.`, `(a)`, `Q:`."""
_MARKUP = re.compile(r"<!--.*?-->|<[!/?a-zA-Z][^<>]{0,400}>")
_SHOUTED = re.compile(r"\A\s*(?:\d+[.)] |[-•*–] )?[A-Z]{5,}(?: [A-Z]{4,})?(?= [a-z])")
"""The verb in capitals with which a paragraph of a resolution begins: `CONDEMNS the`."""
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


def pieces(text: str, blocks: Iterable[tuple[int, int]] | None = None) -> Iterator[Piece]:
    """Cut a text into parts to parse: its blocks, or its lines; none longer than some thousand characters.

    A line break inside a part becomes a space, so that offsets stay.

    >>> [(p.start, p.text) for p in pieces("One.\\nTwo.")]
    [(0, 'One.'), (5, 'Two.')]
    """
    for start, end in _turns(text, blocks if blocks is not None else _lines(text)):
        at = start
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
                yield Piece(
                    at,
                    _MARKUP.sub(lambda found: " " * len(found[0]), re.sub(r"[\n\r\t\x0b\x0c\u2028\u2029]", " ", part)),
                )
            at = stop


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
