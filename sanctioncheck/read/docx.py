"""Reads a DOCX file: paragraphs with the numbers Word prints, headings, lists, tables and notes, as accepted today.

What a tracked change deletes is left out and what it inserts is kept, as Word shows a document when all changes are
accepted; hidden and struck text, comments and tables of contents are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reading import BrokenText
from sanctioncheck.read.document import Document, Draft, Kind, Stated
from sanctioncheck.read.marker import marker_of
from sanctioncheck.read.numbering import Numbering, roman, whole_number
from sanctioncheck.read.stated import dated_line, language_tag, one_line
from sanctioncheck.read.tongue import tongue_of
from sanctioncheck.read.wordparts import Package
from sanctioncheck.read.wordstyles import Style, read_numbering, read_styles

__all__ = ["read_docx"]

# What is not there when all changes are accepted, what is said twice, and what was the form of something before.
_LEFT_OUT = frozenset(
    ("w:del", "w:moveFrom", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "Fallback")
)
_AS_TEXT = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\xad"}
_OFF = frozenset(("0", "false", "off", "none"))
_FIRST_BLOCKS = 8
_NO_TITLE = ("microsoft word", "untitled", "document1")

NoteKind = Literal["footnote", "endnote"]


def read_docx(raw: bytes, name: str) -> Document:
    """Read the bytes of a DOCX file.

    Raises:
        InputError: it is damaged, encrypted, or would unfold into more than is read.
    """
    package = Package(raw, name)
    styles, numbering = read_styles(package), read_numbering(package)
    body = _Text(styles, numbering)
    if not package.read("word/document.xml", (body.begin, body.end, body.data)):
        raise InputError([BrokenText(place=None, path=name, kind="DOCX", reason="`word/document.xml` is not in it")])
    for kind in ("footnote", "endnote"):
        notes = _Text(styles, Numbering(), note=kind, cited=body.cited)
        package.read(f"word/{kind}s.xml", (notes.begin, notes.end, notes.data))
        body.paragraphs += sorted(notes.paragraphs, key=lambda paragraph: paragraph.note)
    draft = Draft()
    for paragraph in body.paragraphs:
        _add(draft, paragraph)
    return draft.finish(name, "docx", _stated(package, draft, body.title))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    words: list[str] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    depth: int | None = None
    outline: int | None = None
    label: str = ""
    kind: Kind = "paragraph"
    note: int = 0
    cited: str | None = None


@dataclass(slots=True)
class _Text:
    """Is told of the elements of a part, and makes paragraphs of them."""

    styles: dict[str, Style]
    numbering: Numbering
    note: NoteKind | None = None
    """For a part that holds notes, which."""
    cited: dict[tuple[str, str], int] = field(default_factory=dict)
    """The number of each note by its kind and id."""
    paragraphs: list[_Paragraph] = field(default_factory=list)
    title: str | None = None
    _open: list[_Paragraph] = field(default_factory=list)
    _skipped: int = 0
    _cells: int = 0
    _in_form: int = 0
    _in_text: bool = False
    _hidden: bool = False
    _number: int = 0
    _count: Counter[str] = field(default_factory=Counter)

    def begin(self, tag: str, given: dict[str, str]) -> None:
        if self._skipped or tag in _LEFT_OUT:
            self._skipped += 1
        elif tag == "w:p":
            self._open.append(_Paragraph())
        elif tag == "w:tc":
            self._cells += 1
        elif tag == "w:pPr":
            self._in_form += 1
        elif tag == "w:r":
            self._hidden = False
        elif tag == "w:t":
            self._in_text = True
        elif tag in ("w:footnote", "w:endnote"):
            self._number = self.cited.get((tag[2:], given.get("w:id", "")), 0)
        elif self._open:
            self._within(self._open[-1], tag, given)

    def _within(self, paragraph: _Paragraph, tag: str, given: dict[str, str]) -> None:
        value = given.get("w:val", "")
        if self._in_form:
            if tag == "w:pStyle":
                paragraph.style = value
            elif tag == "w:numId":
                paragraph.number = value
            elif tag == "w:ilvl":
                paragraph.depth = whole_number(value)
            elif tag == "w:outlineLvl":
                paragraph.outline = whole_number(value)
        elif tag in ("w:vanish", "w:strike", "w:dstrike"):
            self._hidden = self._hidden or value not in _OFF
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            kind = tag[2:].removesuffix("Reference")
            note = (kind, given.get("w:id", ""))
            if note not in self.cited:
                self._count[kind] += 1
                self.cited[note] = self._count[kind]
        elif tag in _AS_TEXT and not self._hidden:
            paragraph.words.append(_AS_TEXT[tag])

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == "w:p" and self._open:
            self._finish(self._open.pop())
        elif tag == "w:tc":
            self._cells -= 1
        elif tag == "w:pPr":
            self._in_form -= 1
        elif tag == "w:t":
            self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text and self._open and not self._skipped and not self._hidden:
            self._open[-1].words.append(text)

    def _finish(self, paragraph: _Paragraph) -> None:
        """Settle what kind a paragraph is, and what is printed before it."""
        style = self.styles.get(paragraph.style, Style())
        if style.is_contents or (self.note and not self._number):
            return
        words = "".join(paragraph.words).strip()
        if words and style.name == "title" and self.title is None:
            self.title = words
        if self.note:
            paragraph.note = self._number
            printed = roman(self._number) if self.note == "endnote" else str(self._number)
            paragraph.cited = f"{'en' if self.note == 'endnote' else 'fn'}. {printed}"
        outline = paragraph.outline if paragraph.outline is not None else style.outline
        number = paragraph.number if paragraph.number is not None else style.number
        depth = paragraph.depth if paragraph.depth is not None else style.depth
        if words and number not in (None, "", "0"):
            paragraph.label = self.numbering.label(number or "", depth or 0)
        if style.is_heading or (outline is not None and outline < 9):
            paragraph.kind = "heading"
        elif self._cells:
            paragraph.kind = "cell"
        elif paragraph.label == "•" or style.name.startswith("list"):
            paragraph.kind = "item"
        self.paragraphs.append(paragraph)


def _add(draft: Draft, paragraph: _Paragraph) -> None:
    """Put a paragraph into the text, its number before it."""
    words, kind, label = "".join(paragraph.words).strip(), paragraph.kind, paragraph.label
    last = draft.blocks[-1].kind if draft.blocks else None
    gap = "\n" if kind == "cell" and last == "cell" else "\n\n"
    if paragraph.cited:
        marker = f"{paragraph.cited.partition(' ')[2]} "
        draft.add(words, kind, paragraph=paragraph.cited, marker=marker, gap=gap)
        return
    found = marker_of(f"{label} x") if label else None if kind in ("heading", "cell") else marker_of(words)
    if found is not None and kind == "paragraph":
        kind = found.kind
    number = found.paragraph if found else label.rstrip(".") or None
    if label:
        draft.add(words, kind, paragraph=number, marker=f"{label} ", gap=gap)
    elif found:
        draft.add(words[found.length :], kind, paragraph=number, marker=words[: found.length], gap=gap)
    else:
        draft.add(words, kind, gap=gap)


def _stated(package: Package, draft: Draft, title: str | None) -> Stated:
    """Take what the properties of the file say, and where they are silent the first lines of the text."""
    properties = _Properties()
    package.read("docProps/core.xml", (properties.begin, properties.end, properties.data))
    said = properties.found
    own = one_line(said.get("title"))
    if own and own.lower().startswith(_NO_TITLE):
        own = None
    first = [draft.text[block.start : block.end] for block in draft.blocks[:_FIRST_BLOCKS]]
    headings = (words for words, block in zip(first, draft.blocks, strict=False) if block.kind == "heading")
    return Stated(
        title=own or one_line(title) or one_line(next(headings, None)),
        # Not the creator: that is whoever typed it.
        publisher=one_line(said.get("publisher")),
        # Not the day of creation among the properties: it is often that of the template.
        published=dated_line(first),
        language=language_tag(said.get("language")) or tongue_of(draft.text),
    )


@dataclass(slots=True)
class _Properties:
    """Gathers the text of each element of a flat part."""

    found: dict[str, str] = field(default_factory=dict)
    _tag: str = ""

    def begin(self, tag: str, _given: dict[str, str]) -> None:
        self._tag = tag

    def end(self, _tag: str) -> None:
        self._tag = ""

    def data(self, text: str) -> None:
        self.found[self._tag] = (self.found.get(self._tag, "") + text)[:5000]
