"""A document before it is written: headings, paragraphs with footnotes, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sanctioncheck.model.finding import Outcome
from sanctioncheck.render.safe import plain


@dataclass(frozen=True, slots=True)
class Footnote:
    """What stands at the foot of the page, and a small number where it belongs."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    text: str


Piece = str | Strong | Footnote
Words = tuple[Piece, ...]
"""A line of words, with what is bold and what has a footnote."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the first level is the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words
    aside: bool = False
    """Whether it stands apart from the text: a warning, or what the whole is."""
    with_next: bool = False
    """Whether it stays on the page of what follows."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under one another, numbered or not."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one field of a table; with an outcome it takes the colour of that."""

    text: str
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on each page."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    widths: tuple[int, ...]
    """How wide each column is, in parts of the whole."""


Block = Heading | Paragraph | Listing | Table


def spaced(text: str) -> str:
    """Give a piece of a line as harmless text, with the spaces that part it from its neighbours.

    >>> spaced(" and "), spaced(" "), spaced("a  b")
    (' and ', ' ', 'a b')
    """
    inner = plain(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text.startswith(' ') else ''}{inner}{' ' if text.endswith(' ') else ''}"


def notes_of(blocks: Iterable[Block]) -> list[str]:
    """Give the footnotes of a document, in their order."""
    lines: list[Words] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.words)
        elif isinstance(block, Listing):
            lines += block.items
    return [piece.text for words in lines for piece in words if isinstance(piece, Footnote)]
