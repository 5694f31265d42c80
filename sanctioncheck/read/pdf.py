"""Reads the text layer of a PDF: its lines with where they stand on the page, to be put together to paragraphs."""

from __future__ import annotations

import io
import logging
import math
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reading import Bomb, BrokenText, PagesWithoutText, ProtectedText, ReaderMissing
from sanctioncheck.read.document import Document, Stated, canonical, evenly_ended
from sanctioncheck.read.pdflayout import Line, lay_out
from sanctioncheck.read.pdfwork import MOST_PAGES, Work
from sanctioncheck.read.stated import dated_line, language_tag, one_line
from sanctioncheck.read.tongue import tongue_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["read_pdf"]

_MOST_LETTERS = 20_000_000
# The library joins the text of a page piece by piece, in time that grows with its square.
_MOST_ON_A_PAGE = 500_000
# A stream of a page that unfolds to more is no page of text.
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 30_000_000,
    "lzw_maximum_output_length": 30_000_000,
    "run_length_maximum_output_length": 30_000_000,
    "array_based_stream_maximum_output_length": 30_000_000,
    "stream_decoding_work_maximum_length": 100_000_000,
    "page_tree_maximum_entries": 20_000,
}
# Fonts draw two letters as one; a text has the letters.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]|\\(cid:\\d+\\)|/[gG]\\d{1,5}(?=/|$)")
_RAISED = re.compile(r"\s*\d{1,3}(?:,\s?\d{1,3})*\s*")
_NO_TITLE = re.compile(r"(?i)microsoft word|untitled|powerpoint|\.(?:docx?|indd|pdf|rtf|odt|qxd|tmp)$|^[\d/_-]+$")
_FIRST_BLOCKS = 10


def read_pdf(raw: bytes, name: str) -> Document:
    """Read the bytes of a PDF.

    Headers and footers that come on page after page are left out, and a word divided at the end of a line is made
    whole where the document has it whole elsewhere.

    Raises:
        InputError: it is damaged, encrypted, without a text layer, or would unfold into more than is read; or the
            library that reads it is missing.
    """
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
    except ImportError:
        raise InputError([ReaderMissing(place=None, what="pypdf")]) from None
    # What the library mends in passing is no news to a user.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        with pypdf.apply_configuration(**_LIMITS):
            return _read(pypdf.PdfReader(io.BytesIO(raw)), name)
    except InputError:
        raise
    except (DependencyError, FileNotDecryptedError):
        raise InputError([ProtectedText(place=None, path=name, kind="PDF")]) from None
    except (LimitReachedError, MemoryError) as error:
        reason = one_line(str(error).rstrip(".!")) or "no memory is left"
        raise InputError([Bomb(place=None, path=name, what=f"a part of it unfolds to too much ({reason})")]) from None
    except Exception as error:
        # A damaged file makes the library fail in any way there is; whichever it is, the file cannot be read.
        reason = (one_line(str(error)) or type(error).__name__).rstrip(".")
        raise InputError([BrokenText(place=None, path=name, kind="PDF", reason=reason)]) from None


def _read(reader: PdfReader, name: str) -> Document:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError([ProtectedText(place=None, path=name, kind="PDF")])
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise InputError([Bomb(place=None, path=name, what=f"it has {count:,} pages", limit=f"{MOST_PAGES:,}")])
    work = Work(name)
    pages: list[list[Line]] = []
    letters = 0
    for number, page in enumerate(reader.pages, start=1):
        work.add(page)
        pages.append(_lines(page, number, name))
        letters += sum(len(line.text) for line in pages[-1])
        if letters > _MOST_LETTERS:
            limit = f"{_MOST_LETTERS // 1_000_000} million letters"
            raise InputError([Bomb(place=None, path=name, what="its text is too long", limit=limit)])
    draft = lay_out(pages)
    _check(draft.text, count, name)
    first = [draft.text[block.start : block.end] for block in draft.blocks[:_FIRST_BLOCKS]]
    headings = (words for words, block in zip(first, draft.blocks, strict=False) if block.kind == "heading")
    said = one_line(canonical(str(reader.metadata.title or ""))) if reader.metadata else None
    title = said if said and not _NO_TITLE.search(said) else one_line(next(headings, None))
    language = language_tag(str(reader.root_object.get("/Lang", ""))) or tongue_of(draft.text)
    # Not the day of creation: it is that of the file, often years after the text.
    return draft.finish(name, "pdf", Stated(title=title, published=dated_line(first), language=language))


def _check(text: str, pages: int, name: str) -> None:
    """Refuse pictures of pages, and text whose letters have no names."""
    found = None
    nameless = sum(len(match[0]) for match in _NO_LETTER.finditer(text))
    if not any(map(str.isalpha, text)):
        found = "its pages are pictures"
    elif 3 * nameless > len(text) - text.count(" "):
        found = "its fonts do not say which letters they draw"
    if found:
        raise InputError([PagesWithoutText(place=None, path=name, pages=pages, found=found)])


def _lines(page: PageObject, number: int, name: str) -> list[Line]:
    gathered = _Gathered(number, page.rotation)
    with suppress(_TooLong):
        page.extract_text(visitor_text=gathered.visit)
    if gathered.letters > _MOST_ON_A_PAGE:
        limit = f"{_MOST_ON_A_PAGE:,} letters a page"
        raise InputError([Bomb(place=None, path=name, what=f"the text of page {number:,} is too long", limit=limit)])
    gathered.finish()
    return gathered.lines


class _TooLong(Exception):
    """Ends the reading of a page, or, as the library goes on after what fails in one, of a form on it."""


@dataclass(slots=True)
class _Gathered:
    """Is told of the pieces of text of a page in order, and makes lines of them."""

    page: int
    rotation: int
    lines: list[Line] = field(default_factory=list)
    letters: int = 0
    _pieces: list[str] = field(default_factory=list)
    _sizes: Counter[float] = field(default_factory=Counter)
    _bold: int = 0
    _at: tuple[float, float] | None = None

    def visit(self, text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        """Take one piece, with the two matrices that place it, its font and its size."""
        self.letters += len(text)
        if self.letters > _MOST_ON_A_PAGE:
            raise _TooLong
        # A soft hyphen at the end of a line still says that its word goes on.
        text = evenly_ended(text).translate(_LIGATURES)
        for index, piece in enumerate(text.split("\n")):
            if index:
                self.finish()
            if piece.strip():
                self._add(piece, outer, inner, font, size)
            elif piece and self._pieces:
                self._pieces.append(piece)

    def _add(self, piece: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        across, down, scale = _placed(outer, inner, self.rotation)
        height = round(abs(size) * scale, 1)
        usual = max(self._sizes, key=lambda found: (self._sizes[found], found), default=0.0)
        if self._pieces and height < 0.8 * usual and _RAISED.fullmatch(piece):
            # The number of a note, raised at the end of a word.
            return
        self._at = self._at or (across, down)
        self._pieces.append(piece)
        letters = len(piece.strip())
        self._sizes[height] += letters
        self._bold += letters if "bold" in str(font.get("/BaseFont", "") if font else "").lower() else 0

    def finish(self) -> None:
        """End the line."""
        words = " ".join("".join(self._pieces).split())
        if words and self._at is not None:
            size = max(self._sizes, key=lambda found: (self._sizes[found], found))
            bold = 2 * self._bold > sum(self._sizes.values())
            self.lines.append(Line(words, self.page, *self._at, size, bold))
        self._pieces, self._sizes, self._bold, self._at = [], Counter(), 0, None


def _placed(outer: Sequence[float], inner: Sequence[float], rotation: int) -> tuple[float, float, float]:
    """Work out how far from the left and how far down a piece begins on the page as it is shown, and its scale."""
    a, b, c, d, x, y = (float(value) for value in outer)
    across, up = inner[4] * a + inner[5] * c + x, inner[4] * b + inner[5] * d + y
    scale = math.hypot(inner[2] * a + inner[3] * c, inner[2] * b + inner[3] * d)
    turned = {90: (up, -across), 180: (-across, -up), 270: (-up, across)}
    across, up = turned.get(rotation % 360, (across, up))
    return round(across, 1), round(-up, 1), scale
