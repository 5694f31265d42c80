"""What stands in the files of a report, read back by libraries that did not write them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Page(HTMLParser):
    """Gathers the elements, attributes and visible text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def page_of(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def together(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class Docx:
    """A DOCX file: its paragraphs, its tables and its footnotes as text."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.moments = {each.date_time for each in archive.infolist()}
            self.body = ElementTree.fromstring(archive.read("word/document.xml"))
            self._notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
            self.settings = archive.read("word/settings.xml").decode()
            self.footer = "".join(_said(ElementTree.fromstring(archive.read(n))) for n in self.names if "footer" in n)

    @property
    def paragraphs(self) -> list[str]:
        return [_said(each) for each in self.body.iter(f"{W}p")]

    @property
    def tables(self) -> list[list[list[str]]]:
        return [
            [[_said(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.body.iter(f"{W}tbl")
        ]

    @property
    def footnotes(self) -> dict[int, str]:
        notes = {int(each.attrib[f"{W}id"]): _said(each).strip() for each in self._notes.iter(f"{W}footnote")}
        return {number: text for number, text in notes.items() if number > 0}

    @property
    def references(self) -> list[int]:
        return [int(each.attrib[f"{W}id"]) for each in self.body.iter(f"{W}footnoteReference")]

    @property
    def text(self) -> str:
        return together(" ".join((*self.paragraphs, *self.footnotes.values(), self.footer)))


def _said(element: ElementTree.Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    for each in element.iter():
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag in (f"{W}br", f"{W}tab"):
            yield "\n"
