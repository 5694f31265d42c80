"""Reads a plain text: its characters stay as they are, and its paragraphs are found, also where lines are wrapped."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.read.document import Block, Document, Stated
from sanctioncheck.read.marker import is_heading, marker_of, starts_anew
from sanctioncheck.read.stated import dated_line, from_fields, header_fields, one_line
from sanctioncheck.read.tongue import tongue_of

__all__ = ["read_plain"]

# Nobody wraps lines so late; a longer one is a paragraph.
_WRAPPED_AT_MOST = 120
_FIRST_BLOCKS = 6

Line = tuple[int, int]
"""Where a line begins and ends in the text."""


def read_plain(text: str, name: str) -> Document:
    """Read a text in its canonical form.

    Args:
        text: As `canonical` gives it.
        name: Of the file, for show.

    >>> document = read_plain("Summary\\n\\n1. The vessel was\\nloaded.\\n2. It sailed.\\n", "note.txt")
    >>> [(document.words(block), block.paragraph, block.kind) for block in document.blocks]
    [('Summary', None, 'heading'), ('The vessel was\\nloaded.', '1', 'paragraph'), ('It sailed.', '2', 'paragraph')]
    """
    lines = list(_lines(text))
    fields, header = header_fields(text[start:end].rstrip() for start, end in lines[:12])
    blocks: list[Block] = []
    first = 1 if "\f" in text else None
    for run, page in _runs(text, lines[header:], first):
        blocks += _blocks_of(text, run, page)
    stated = from_fields(fields).or_else(_at_the_top(text, blocks)).or_else(Stated(language=tongue_of(text)))
    return Document.of(text, name, "plain", tuple(blocks), stated)


def _at_the_top(text: str, blocks: list[Block]) -> Stated:
    """Take the first heading for the title, and a line that is only a date for the day of publication."""
    first = blocks[0] if blocks else None
    title = one_line(text[first.start : first.end]) if first and first.kind == "heading" else None
    lines = [line for block in blocks[:_FIRST_BLOCKS] for line in text[block.start : block.end].splitlines()[:4]]
    return Stated(title=title, published=dated_line(lines))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _runs(text: str, lines: list[Line], page: int | None) -> Iterator[tuple[list[Line], int | None]]:
    """Give the stretches of lines without a blank one, each with its page; a form feed begins a page."""
    run: list[Line] = []
    for start, end in lines:
        words = text[start:end]
        if run and ("\f" in words or not words.strip()):
            yield run, page
            run = []
        if page is not None:
            page += words.count("\f")
        if words.strip():
            run.append((start, end))
    if run:
        yield run, page


def _blocks_of(text: str, run: list[Line], page: int | None) -> Iterator[Block]:
    """Cut one stretch of lines into blocks."""
    width = max(end - start for start, end in run)
    wrapped = width <= _WRAPPED_AT_MOST
    begun: list[Line] = []
    for line in run:
        if begun and (not wrapped or starts_anew(text[slice(*begun[-1])], text[slice(*line)], width)):
            yield from _block(text, begun, page)
            begun = []
        begun.append(line)
    yield from _block(text, begun, page)


def _block(text: str, lines: list[Line], page: int | None) -> Iterator[Block]:
    """Make a block of the lines, without the white space, bullet or number round its words."""
    start, end = lines[0][0], lines[-1][1]
    marker = marker_of(text[slice(*lines[0])])
    start += marker.length if marker else 0
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end or not any(map(str.isalnum, words)):
        return
    if marker is not None:
        yield Block(start, end, page, marker.paragraph, marker.kind)
    else:
        alone = len(lines) == 1 and is_heading(words)
        yield Block(start, end, page, None, "heading" if alone else "paragraph")
