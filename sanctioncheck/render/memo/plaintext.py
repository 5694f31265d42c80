"""A document as Markdown: pipe tables, and footnotes as GitHub and pandoc take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.render.memo.blocks import Block, Field, Footnote, Heading, Listing, Paragraph, Strong, Table, Words
from sanctioncheck.render.safe import markdown

__all__ = ["to_markdown"]


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write a document as Markdown; no text of a stranger becomes a link, a table or HTML.

    >>> print(to_markdown([Heading(1, "Facts"), Paragraph(("It is *so*", Footnote("n 1")))]), end="")
    ## Facts
    <BLANKLINE>
    It is \\*so\\*[^1]
    <BLANKLINE>
    [^1]: n 1
    """
    writer = _Writer()
    parts = [writer.block(block) for block in blocks]
    notes = [f"[^{number}]: {markdown(text)}" for number, text in enumerate(writer.notes, 1)]
    return "\n\n".join([*filter(None, parts), *notes]) + "\n"


class _Writer:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def block(self, block: Block) -> str:
        match block:
            case Heading(level=level, text=text):
                return f"{'#' * (level + 1)} {markdown(text)}"
            case Paragraph(words=words, aside=aside):
                return ("> " if aside else "") + self._line(words)
            case Listing(items=items, numbered=numbered):
                marks = (f"{number}." if numbered else "-" for number in range(1, len(items) + 1))
                return "\n".join(f"{mark} {self._line(words)}" for mark, words in zip(marks, items, strict=True))
            case Table():
                return "\n".join(_table(block))

    def _line(self, words: Words) -> str:
        parts: list[str] = []
        for piece in words:
            if isinstance(piece, Footnote):
                self.notes.append(piece.text)
                parts.append(f"[^{len(self.notes)}]")
            elif isinstance(piece, Strong):
                parts.append(f"**{markdown(piece.text)}**")
            else:
                space = " " if piece.startswith(" ") else ""
                parts.append(space + markdown(piece) + (" " if piece.strip() and piece.endswith(" ") else ""))
        return "".join(parts)


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield f"{markdown(block.caption)}\n"
    yield _row(Field(name) for name in block.head or ("",) * len(block.widths))
    yield "|" + "---|" * len(block.widths)
    yield from (_row(fields) for fields in block.rows)


def _row(fields: Iterable[Field]) -> str:
    cells = ("<br>".join(markdown(line) for line in field.text.split("\n")) for field in fields)
    return f"| {' | '.join(cells)} |"
