"""Real footnotes of a DOCX file, which python-docx does not make: a part of the package, and the references to it."""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINES: Final = {"separator": -1, "continuationSeparator": 0}
"""The lines that Word draws above footnotes; they are footnotes of their own, and must be there."""


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are referred to.

    Args:
        document: the document; it gets the two styles of footnotes.
    """

    def __init__(self, document: Docx) -> None:
        self._document = document
        self._texts: list[str] = []
        styles: Any = document.styles
        text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(1)
        styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True

    def refer(self, paragraph: Paragraph, text: str) -> None:
        """Put the number of a new footnote behind what a paragraph says."""
        self._texts.append(text)
        run = paragraph.add_run()
        run.style = "Footnote Reference"
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._texts)))
        run._r.append(mark)

    def attach(self) -> None:
        """Add the footnotes to the file; once, when all are there."""
        lines = "".join(
            f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
            for name, number in _LINES.items()
        )
        notes = "".join(_note(number, text) for number, text in enumerate(self._texts, 1))
        whole = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:footnotes xmlns:w="{_NAMESPACE}">{lines}{notes}</w:footnotes>'
        )
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _KIND, whole.encode(), package)
        self._document.part.relate_to(part, _RELATION)
        settings = OxmlElement("w:footnotePr")
        for number in _LINES.values():
            each = OxmlElement("w:footnote")
            each.set(qn("w:id"), str(number))
            settings.append(each)
        # The schema has it before the settings of compatibility.
        element = self._document.settings.element
        before = element.find(qn("w:compat"))
        element.insert(len(element) if before is None else element.index(before), settings)


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
