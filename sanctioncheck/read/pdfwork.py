"""Adds up, before a page of a PDF is read, how much work it will be: a few bytes can ask for hours of it.

A page may draw a form that draws another ten times, and so on; every page may load fonts with tables of their own. The
limits lie far above what reports have, and count bytes, never seconds, so that every machine refuses the same files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reading import Bomb

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject, PdfObject

__all__ = ["MOST_PAGES", "Work"]

MOST_PAGES = 3_000
_MOST_ON_A_PAGE = 5_000_000
_MOST_CONTENT = 30_000_000
_MOST_FONTS_ON_A_PAGE = 200
_MOST_FONT_TABLES = 100_000_000
_DEEPEST = 20

_NAME = re.compile(rb"/([^\s/\[\]()<>{}%]{1,127})")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RANGES = re.compile(rb"beginbfrange(.*?)(?:endbfrange|beginbfchar|\Z)", re.S)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,12})>\s*<([0-9A-Fa-f\s]{1,12})>\s*[<\[]")
_BYTES_A_CODE = 8


@dataclass(slots=True)
class Work:
    """How much the pages seen so far ask for."""

    name: str
    content: int = 0
    fonts: int = 0
    _forms: dict[int, int] = field(default_factory=dict)
    _tables: dict[int, int] = field(default_factory=dict)

    def add(self, page: PageObject) -> None:
        """Count a page.

        Raises:
            InputError: it asks for too much, or all pages so far do together.
        """
        resources = _dictionary(page.get("/Resources"))
        here = self._content(_data(page.get("/Contents")), resources, ())
        if here > _MOST_ON_A_PAGE:
            raise self._bomb("one page of it unfolds to too much", _MOST_ON_A_PAGE)
        self.content += here
        if self.content > _MOST_CONTENT:
            raise self._bomb("its pages unfold to too much", _MOST_CONTENT)

    def _bomb(self, what: str, limit: int) -> InputError:
        return InputError([Bomb(place=None, path=self.name, what=what, limit=f"{limit // 1_000_000} MB")])

    def _content(self, data: bytes, resources: DictionaryObject | None, above: tuple[int, ...]) -> int:
        """Count the bytes of a content stream with those of every form that it draws, each as often as it is named."""
        self._load_fonts(resources)
        total = len(data)
        forms = _dictionary(resources.get("/XObject")) if resources is not None else None
        if not forms or len(above) > _DEEPEST:
            return total
        named = {str(name): form for name in forms if (form := _form(forms, str(name))) is not None}
        for found in _NAME.finditer(data) if named else ():
            form = named.get("/" + _ESCAPED.sub(_unescaped, found[1]).decode("latin-1"))
            if form is not None and id(form) not in above:
                total += self._form_content(form, resources, above)
            if total > _MOST_ON_A_PAGE:
                break
        return total

    def _form_content(self, form: DictionaryObject, outer: DictionaryObject | None, above: tuple[int, ...]) -> int:
        known = self._forms.get(id(form))
        if known is None:
            resources = _dictionary(form.get("/Resources")) or outer
            known = self._content(_data(form), resources, (*above, id(form)))
            self._forms[id(form)] = known
        # Even an empty form costs something each time that it is drawn.
        return known + 100

    def _load_fonts(self, resources: DictionaryObject | None) -> None:
        fonts = _dictionary(resources.get("/Font")) if resources is not None else None
        if fonts is None:
            return
        if len(fonts) > _MOST_FONTS_ON_A_PAGE:
            limit = f"{_MOST_FONTS_ON_A_PAGE} a page"
            raise InputError([Bomb(place=None, path=self.name, what="it has too many fonts", limit=limit)])
        for name in fonts:
            font = _dictionary(fonts.get(name))
            if font is not None:
                if id(font) not in self._tables:
                    codes = _codes(font) * _BYTES_A_CODE
                    self._tables[id(font)] = _table_size(_data(font.get("/ToUnicode"))) + codes
                self.fonts += self._tables[id(font)]
        if self.fonts > _MOST_FONT_TABLES:
            raise self._bomb("its fonts have too large tables", _MOST_FONT_TABLES)


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _table_size(table: bytes) -> int:
    """Count the bytes of the table that says which letters a font draws, with ranges written out.

    >>> _table_size(b"beginbfrange <00> <FF> <0041> endbfrange")
    2088
    """
    size = len(table)
    for ranges in _RANGES.finditer(table):
        for found in _RANGE.finditer(ranges[1]):
            first, last = (int(b"".join(part.split()) or b"0", 16) for part in found.groups())
            size += max(last - first + 1, 0) * _BYTES_A_CODE
    return size


def _codes(font: DictionaryObject) -> int:
    """Count the entries of a font's other tables: names of letters, and how wide they are."""
    encoding = _dictionary(font.get("/Encoding"))
    names = _array(encoding.get("/Differences")) if encoding is not None else []
    count = len(names) + len(_array(font.get("/Widths")))
    below = _array(font.get("/DescendantFonts"))[:1]
    inner = _dictionary(below[0]) if below else None
    widths = _array(inner.get("/W")) if inner is not None else []
    at = 0
    while at + 1 < len(widths):
        # Either a first code and a list of widths, or a first code, a last one and their width.
        listed = _array(widths[at + 1])
        count += len(listed) or max(int(widths[at + 1]) - int(widths[at]), 1)
        at += 2 if listed else 3
    return count


def _array(value: PdfObject | None) -> list[Any]:
    from pypdf.generic import ArrayObject

    found = value.get_object() if value is not None else None
    return list(found) if isinstance(found, ArrayObject) else []


def _dictionary(value: PdfObject | None) -> DictionaryObject | None:
    from pypdf.generic import DictionaryObject

    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else None


def _form(forms: DictionaryObject, name: str) -> DictionaryObject | None:
    form = _dictionary(forms.get(name))
    return form if form is not None and form.get("/Subtype") == "/Form" else None


def _data(value: PdfObject | None) -> bytes:
    """Unfold a stream, or an array of them; the limits of the library hold meanwhile."""
    from pypdf.generic import ArrayObject, StreamObject

    found = value.get_object() if value is not None else None
    if isinstance(found, ArrayObject):
        parts: list[bytes] = []
        size = 0
        for part in found:
            parts.append(_data(part) if not isinstance(part.get_object(), ArrayObject) else b"")
            size += len(parts[-1])
            if size > _MOST_ON_A_PAGE:
                break
        return b"\n".join(parts)
    return found.get_data() if isinstance(found, StreamObject) else b""
