"""A document for Word and LibreOffice: headings, tables with repeated heads, and real footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from sanctioncheck.render.memo.blocks import (
    Block,
    Field,
    Footnote,
    Heading,
    Listing,
    Paragraph,
    Strong,
    Table,
    Words,
    spaced,
)
from sanctioncheck.render.memo.footnotes import Footnotes
from sanctioncheck.render.memo.still import moment, still
from sanctioncheck.render.report.look import COLOURS
from sanctioncheck.render.safe import plain, shortened

__all__ = ["to_docx"]

_LONGEST: Final = 255
"""Characters that a property of the file can hold."""
_PAGE: Final = Cm(21), Cm(29.7)
_MARGIN: Final = Cm(2.5)
_WIDTH: Final = Cm(16)
_FONT: Final = "Georgia"
_INK: Final = RGBColor(0x1B, 0x1B, 0x1F)


def to_docx(blocks: Iterable[Block], *, title: str, foot: str, day: str) -> bytes:
    """Write a document as DOCX.

    Args:
        blocks: the document.
        title: its title, for the properties of the file.
        foot: what stands at the foot of every page, before its number.
        day: the day that the file carries, as ISO 8601 writes it; no clock is asked.

    Returns:
        The file; the same bytes for the same document.
    """
    document = Document()
    _prepare(document, title, foot, day)
    notes = Footnotes(document)
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                document.add_heading(plain(text), level)
            case Paragraph(words=words, aside=aside, with_next=with_next):
                paragraph = document.add_paragraph(style="Intense Quote" if aside else None)
                paragraph.paragraph_format.keep_with_next = with_next
                _fill(paragraph, words, notes)
            case Listing(items=items, numbered=numbered):
                _list(document, items, notes, numbered)
            case Table():
                _table(document, block)
    notes.attach()
    out = io.BytesIO()
    document.save(out)
    return still(out.getvalue())


def _prepare(document: Docx, title: str, foot: str, day: str) -> None:
    """Set the page, the looks and the properties; nothing of the template's own is left in them."""
    about = document.core_properties
    about.title = shortened(plain(title), _LONGEST)
    about.author, about.last_modified_by = "sanctioncheck", "sanctioncheck"
    about.comments, about.keywords, about.language = "", "", "en-GB"
    about.created = about.modified = moment(day)
    about.revision = 1
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = _FONT, Pt(10.5), _INK
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        # The fonts of the theme would win over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
    aside = styles["Intense Quote"]
    aside.font.italic, aside.font.bold, aside.font.size, aside.font.color.rgb = False, False, Pt(9.5), _INK
    aside.paragraph_format.left_indent = aside.paragraph_format.right_indent = Cm(0.5)
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    run = line.add_run(f"{plain(foot)}\t")
    run.font.size = Pt(7)
    _page_number(line)


def _page_number(line: DocxParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _fill(paragraph: DocxParagraph, words: Words, notes: Footnotes) -> None:
    for piece in words:
        if isinstance(piece, Footnote):
            notes.refer(paragraph, plain(piece.text))
        elif isinstance(piece, Strong):
            paragraph.add_run(spaced(piece.text)).bold = True
        else:
            paragraph.add_run(spaced(piece))


def _list(document: Docx, items: tuple[Words, ...], notes: Footnotes, numbered: bool) -> None:
    """Write lines under one another; numbers are written out, so that each list begins with one."""
    for number, words in enumerate(items, 1):
        paragraph = document.add_paragraph(style=None if numbered else "List Bullet")
        paragraph.paragraph_format.space_after = Pt(3)
        if numbered:
            paragraph.paragraph_format.left_indent = Cm(0.9)
            paragraph.paragraph_format.first_line_indent = Cm(-0.9)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
            paragraph.add_run(f"{number}.\t")
        _fill(paragraph, words, notes)


def _table(document: Docx, block: Table) -> None:
    if block.caption:
        caption = document.add_paragraph(plain(block.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.widths))
    table.style = "Table Grid" if block.head else "Normal Table"
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Emu(_WIDTH * part // sum(block.widths)) for part in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if block.head:
        _row(table, tuple(Field(name) for name in block.head), widths, head=True)
    for fields in block.rows:
        _row(table, fields, widths)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(table: DocxTable, fields: tuple[Field, ...], widths: list[Emu], *, head: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]  # the library leaves it without types
    properties = row._tr.get_or_add_trPr()
    # A row is never torn between two pages, and the head is there on each.
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, field, width in zip(row.cells, fields, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        for number, line in enumerate(field.text.split("\n")):
            run = paragraph.add_run(plain(line))
            run.font.size = Pt(8.5 if number == 0 else 7.5)
            run.bold = head or (field.outcome is not None and number == 0)
            if number < field.text.count("\n"):
                run.add_break()
            if field.outcome is not None:
                run.font.color.rgb = RGBColor.from_string(COLOURS[field.outcome].ink)
        if field.outcome is not None:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), COLOURS[field.outcome].ground)
            cell._tc.get_or_add_tcPr().append(shade)
