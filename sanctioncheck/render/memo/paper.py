"""A document as PDF: laid out for paper, with footnotes at the foot of the page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from sanctioncheck.render.memo.blocks import Block, Field, Footnote, Heading, Listing, Paragraph, Strong, Table, Words
from sanctioncheck.render.report.look import COLOURS
from sanctioncheck.render.report.tags import text

__all__ = ["to_paper", "to_pdf"]

_EPOCH: Final = "SOURCE_DATE_EPOCH"
_STYLE: Final = """
@page { size: A4; margin: 2.2cm 2.2cm 2.6cm;
  @bottom-left { content: string(foot); font: 7.5pt Georgia, "DejaVu Serif", serif; width: 85%; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt Georgia, "DejaVu Serif", serif; }
  @footnote { border-top: .5pt solid #1b1b1f; padding-top: 4pt; } }
body { font: 10pt/1.4 Georgia, "DejaVu Serif", serif; color: #1b1b1f; }
.foot { string-set: foot content(); height: 0; overflow: hidden; margin: 0; font-size: 0; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h1 { font-size: 21pt; border-bottom: 1pt solid #1b1b1f; }
h2 { font-size: 14pt; margin-top: 18pt; }
h3 { font-size: 11pt; margin: 12pt 0 3pt; }
p { margin: 0 0 6pt; }
.aside { border-left: 3pt solid #882255; padding-left: 8pt; font-size: 9pt; }
p.next { break-after: avoid; }
.note { float: footnote; font-size: 8pt; line-height: 1.3; }
ul, ol { margin: 0 0 6pt; padding-left: 18pt; }
li { margin-bottom: 3pt; }
table { border-collapse: collapse; width: 100%; font-size: 8pt; margin: 0 0 8pt; table-layout: fixed; }
caption { text-align: left; color: #5a5a66; padding-bottom: 3pt; }
td, th { border: .5pt solid #8a8a94; padding: 2pt 4pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.bare td { border: 0; }
tr { break-inside: avoid; }
small { display: block; font-size: 7pt; }
"""


def to_pdf(blocks: Iterable[Block], *, title: str, foot: str) -> bytes:
    """Write a document as PDF.

    Args:
        blocks: the document.
        title: its title, for the properties of the file.
        foot: what stands at the foot of every page, before its number.

    Returns:
        The file; the same bytes for the same document, where the same fonts are installed.
    """
    import weasyprint

    page = to_paper(blocks, title=title, foot=foot)
    made: Any = weasyprint.HTML(string=page, url_fetcher=_nothing_else)
    with _no_clock():
        whole: bytes = made.write_pdf(pdf_identifier=sha256(page.encode()).digest()[:16])
    return whole


@contextmanager
def _no_clock() -> Iterator[None]:
    """Keep fontTools, which cuts the fonts where HarfBuzz is not there to do it, from writing the time into them."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


def _nothing_else(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"a report fetches nothing: {url}")


def to_paper(blocks: Iterable[Block], *, title: str, foot: str) -> str:
    """Write a document as the HTML that is laid out as PDF."""
    body = "\n".join(_block(block) for block in blocks)
    outcomes = "".join(f".{name} {{ background: #{c.ground}; color: #{c.ink}; }}\n" for name, c in COLOURS.items())
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{text(title)}</title>'
        f'<style>{_STYLE}{outcomes}</style></head>\n<body><p class="foot">{text(foot)}</p>\n{body}\n</body></html>\n'
    )


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=said):
            return f"<h{level + 1}>{text(said)}</h{level + 1}>"
        case Paragraph(words=words, aside=aside, with_next=with_next):
            kind = ' class="aside"' if aside else ' class="next"' if with_next else ""
            return f"<p{kind}>{_line(words)}</p>"
        case Listing(items=items, numbered=numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_line(words)}</li>' for words in items)}</{tag}>"
        case Table():
            return _table(block)


def _line(words: Words) -> str:
    parts = []
    for piece in words:
        if isinstance(piece, Footnote):
            parts.append(f'<span class="note">{text(piece.text)}</span>')
        elif isinstance(piece, Strong):
            parts.append(f"<strong>{text(piece.text)}</strong>")
        else:
            # A space at the end of a piece is one between words.
            parts.append(f"{' ' if piece.startswith(' ') else ''}{text(piece)}")
    return "".join(parts)


def _table(block: Table) -> str:
    parts = "".join(f'<col style="width: {100 * part // sum(block.widths)}%">' for part in block.widths)
    caption = f"<caption>{text(block.caption)}</caption>" if block.caption else ""
    head = f"<thead><tr>{''.join(f'<th>{text(name)}</th>' for name in block.head)}</tr></thead>" if block.head else ""
    rows = "".join(f"<tr>{''.join(_field(field) for field in fields)}</tr>" for fields in block.rows)
    kind = "" if block.head else ' class="bare"'
    return f"<table{kind}>{caption}<colgroup>{parts}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _field(field: Field) -> str:
    first, *rest = field.text.split("\n")
    said = text(first) + "".join(f"<small>{text(line)}</small>" for line in rest)
    return f'<td class="{field.outcome}"><strong>{said}</strong></td>' if field.outcome else f"<td>{said}</td>"
