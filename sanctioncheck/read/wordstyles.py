"""Reads the styles and the lists of a DOCX file: which paragraphs are headings, and how paragraphs are numbered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sanctioncheck.read.numbering import Level, Numbering, whole_number
from sanctioncheck.read.wordparts import Package

__all__ = ["Style", "read_numbering", "read_styles"]

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    depth: int | None = None

    @property
    def is_heading(self) -> bool:
        """Whether its paragraphs are headings."""
        return self.name.startswith("heading") or self.name in ("title", "subtitle")

    @property
    def is_contents(self) -> bool:
        """Whether its paragraphs are lines of a table of contents."""
        return self.name.startswith(("toc ", "table of figures"))


def read_styles(package: Package) -> dict[str, Style]:
    """Read the styles by id, each with what it takes over from those that it is based on."""
    reader = _Styles()
    package.read("word/styles.xml", (reader.begin, reader.end, reader.data))
    return {name: _whole(style, reader.found) for name, style in reader.found.items()}


def _whole(style: Style, styles: dict[str, Style]) -> Style:
    above = style
    for _ in range(_LONGEST_CHAIN):
        if above.based_on not in styles:
            break
        above = styles[above.based_on]
        style = replace(
            style,
            name=above.name if above.is_heading and not style.is_heading else style.name,
            outline=style.outline if style.outline is not None else above.outline,
            number=style.number if style.number is not None else above.number,
            depth=style.depth if style.depth is not None else above.depth,
        )
    return style


@dataclass(slots=True)
class _Styles:
    found: dict[str, Style] = field(default_factory=dict)
    _id: str | None = None

    def begin(self, tag: str, given: dict[str, str]) -> None:
        value = given.get("w:val", "")
        if tag == "w:style":
            self._id = given.get("w:styleId", "") if given.get("w:type") == "paragraph" else None
            if self._id is not None:
                self.found[self._id] = Style()
        elif self._id is not None:
            style = self.found[self._id]
            if tag == "w:name":
                self.found[self._id] = replace(style, name=value.lower())
            elif tag == "w:basedOn":
                self.found[self._id] = replace(style, based_on=value)
            elif tag == "w:numId":
                self.found[self._id] = replace(style, number=value)
            elif tag == "w:outlineLvl":
                self.found[self._id] = replace(style, outline=whole_number(value))
            elif tag == "w:ilvl":
                self.found[self._id] = replace(style, depth=whole_number(value))

    def end(self, tag: str) -> None:
        if tag == "w:style":
            self._id = None

    def data(self, _text: str) -> None:
        """Pass over text; styles have none."""


def read_numbering(package: Package) -> Numbering:
    """Read how the lists of a document are numbered."""
    reader = _Lists()
    package.read("word/numbering.xml", (reader.begin, reader.end, reader.data))
    return Numbering(reader.lists, reader.list_of, reader.restarts)


@dataclass(slots=True)
class _Lists:
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _list: str | None = None
    _number: str | None = None
    _level: int | None = None

    def begin(self, tag: str, given: dict[str, str]) -> None:
        value = given.get("w:val", "")
        if tag == "w:abstractNum":
            self._list = given.get("w:abstractNumId", "")
            self.lists[self._list] = {}
        elif tag == "w:num":
            self._number = given.get("w:numId", "")
        elif tag == "w:abstractNumId" and self._number is not None:
            self.list_of[self._number] = value
        elif tag in ("w:lvl", "w:lvlOverride"):
            self._level = whole_number(given.get("w:ilvl", ""))
            if tag == "w:lvl" and self._list is not None and self._level is not None:
                self.lists[self._list][self._level] = Level()
        elif tag == "w:startOverride" and self._number is not None and self._level is not None:
            self.restarts.setdefault(self._number, {})[self._level] = whole_number(value) or 0
        elif self._list is not None and self._level in self.lists[self._list]:
            level = self.lists[self._list][self._level]
            if tag == "w:start":
                level.start = whole_number(value) or 0
            elif tag == "w:numFmt":
                level.form = value
            elif tag == "w:lvlText":
                level.text = value[:50]

    def end(self, tag: str) -> None:
        if tag == "w:abstractNum":
            self._list = None
        elif tag == "w:num":
            self._number = None
        elif tag == "w:lvl" and self._number is None:
            self._level = None

    def data(self, _text: str) -> None:
        """Pass over text; lists have none."""
