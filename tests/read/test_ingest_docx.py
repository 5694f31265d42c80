"""A DOCX gives what Word prints when all changes are accepted, and no DOCX can unfold into more than is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.reading import Bomb, BrokenText, ProtectedText
from sanctioncheck.read.document import Document
from sanctioncheck.read.ingest import read_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(draw: Callable[[Any], object]) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    draw(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(draw: Callable[[Any], object]) -> Document:
    return read_bytes(saved(draw), "report.docx")


def package(**parts: str) -> bytes:
    """Write a DOCX by hand: parts of the folder `word/`, each the inside of its element."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            root = f'<w:{name} xmlns:w="{WORD}" xmlns:mc="http://x">{inside}</w:{name}>'
            archive.writestr(f"word/{name}.xml", f'<?xml version="1.0" encoding="UTF-8"?>{root}')
    return buffer.getvalue()


def body(inside: str, **parts: str) -> Document:
    return read_bytes(package(document=f"<w:body>{inside}</w:body>", **parts), "report.docx")


def run(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def shape(document: Document) -> list[tuple[str, str | None, str]]:
    return [(document.words(block), block.paragraph, block.kind[0]) for block in document.blocks]


def problem_of(raw: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        read_bytes(raw, "report.docx")
    (problem,) = caught.value.problems
    assert "report.docx" in problem.message()
    assert problem.help()
    return problem


def test_headings_lists_tables_and_properties() -> None:
    def draw(document: Any) -> None:
        properties = document.core_properties
        properties.title, properties.author, properties.language = "Arms at sea", "A Panel", "en-GB"
        document.add_heading("Findings", 1)
        document.add_paragraph("The vessel sailed.", style="List Number")
        document.add_paragraph("It sank.", style="List Number")
        document.add_paragraph("coal", style="List Bullet")
        document.add_paragraph("42.\tThe Panel found “arms”.")
        document.add_paragraph("(b) And coal.")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Vessel", "Star"

    document = read(draw)
    assert shape(document) == [
        ("Findings", None, "h"),
        ("The vessel sailed.", "1", "i"),
        ("It sank.", "2", "i"),
        ("coal", None, "i"),
        ("The Panel found “arms”.", "42", "p"),
        ("And coal.", "(b)", "i"),
        ("Vessel", None, "c"),
        ("Star", None, "c"),
    ]
    assert "2. It sank." in document.text
    assert (document.title, document.publisher, document.language) == ("Arms at sea", None, "en-GB"), (
        "who typed it has not published it"
    )


def test_the_day_on_which_the_file_was_made_is_not_taken_for_that_of_the_text() -> None:
    assert read(lambda document: document.add_paragraph("The vessel sailed.")).published is None
    assert read(lambda document: [document.add_paragraph(text) for text in ("3 March 2024", "Arms.")]).published == (
        "2024-03-03"
    )


def test_what_tracked_changes_delete_is_left_out_and_what_they_insert_is_kept() -> None:
    deleted = f"<w:del><w:r><w:delText>not </w:delText></w:r>{run('never')}</w:del>"
    moved = f"<w:moveFrom>{run('there')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>"
    document = body(f"<w:p>{run('The vessel was ')}{deleted}<w:ins>{run('seen ')}</w:ins>{moved}</w:p>")
    assert document.text == "The vessel was seen here"


def test_hidden_text_codes_of_fields_and_second_tellings_are_left_out() -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    shown = '<w:vanish w:val="0"/>'
    document = body(
        f"<w:p>{run('The vessel')}{run(' Ignore this', '<w:vanish/>')}{run(' sailed', shown)}"
        f"<w:r><w:instrText>DATE</w:instrText></w:r>{run('.')}<w:r>{twice}</w:r></w:p>"
    )
    assert sorted(words for words, _, _ in shape(document)) == ["In a box.", "The vessel sailed."]


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    marks = zip("abcd", ("tab", "br", "cr", "noBreakHyphen"), strict=True)
    runs = "".join(f"<w:r><w:t>{letter}</w:t><w:{mark}/></w:r>" for letter, mark in marks)
    assert body(f"<w:p>{runs}{run('e')}</w:p>").text == "a\tb\nc\nd\u2011e"


def test_notes_come_after_the_text_under_their_numbers() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{run(text)}</w:p></w:footnote>'
        for number, text in ((0, "separator"), (5, "A letter."), (9, "A report."))
    )
    document = body(
        f"<w:p>{run('One')}{reference.format(9)}{run(' and two')}{reference.format(5)}{run('.')}</w:p>", footnotes=notes
    )
    assert shape(document) == [
        ("One and two.", None, "p"),
        ("A report.", "fn. 1", "p"),
        ("A letter.", "fn. 2", "p"),
    ]


def test_numbers_that_word_prints_are_counted_as_word_counts_them() -> None:
    forms = [(42, "decimal", "%1."), (1, "lowerLetter", "(%2)"), (1, "lowerRoman", "(%3)"), (1, "decimal", "%1.%4")]
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        "</w:lvl>"
        for depth, (start, form, text) in enumerate(forms)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Para"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/></w:style>'
    )
    given = [("7", 0), ("7", 1), ("7", 1), ("7", 2), ("7", 0), ("7", 1), ("7", 3), ("8", 0), ("0", 0)]
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("x")}</w:p>'
        for number, depth in given
    )
    paragraphs += f'<w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr>{run("x")}</w:p>'
    document = body(paragraphs, numbering=numbering, styles=styles)
    assert [block.paragraph for block in document.blocks] == [
        "42", "(a)", "(b)", "(i)", "43", "(a)", "43.1", "5", None, "6",
    ]  # fmt: skip


def test_headings_are_found_by_style_and_outline_and_contents_are_left_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="T1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    document = body(
        "".join(
            f"<w:p><w:pPr>{form}</w:pPr>{run(text)}</w:p>"
            for form, text in (
                ('<w:pStyle w:val="T"/>', "Arms at sea"),
                ('<w:pStyle w:val="C1"/>', "Findings 3"),
                ('<w:pStyle w:val="Own"/>', "Findings"),
                ('<w:outlineLvl w:val="1"/>', "Coal"),
                ("", "The vessel sailed."),
            )
        ),
        styles=styles,
    )
    assert [kind for _, _, kind in shape(document)] == ["h", "h", "h", "p"]
    assert document.title == "Arms at sea"


def test_a_deleted_paragraph_mark_and_odd_values_do_no_harm() -> None:
    def draw(document: Any) -> None:
        paragraph = document.add_paragraph("The vessel sailed.")
        form = paragraph._p.get_or_add_pPr()
        mark, change = OxmlElement("w:rPr"), OxmlElement("w:del")
        change.set(qn("w:author"), "x")
        mark.append(change)
        form.append(mark)

    assert read(draw).text == "The vessel sailed."
    odd = '<w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr><w:outlineLvl w:val="²"/></w:pPr>'
    assert body(f"<w:p>{odd}{run('It sank.')}</w:p>").text == "It sank."


def test_a_damaged_file_is_said_to_be_damaged() -> None:
    whole = saved(lambda document: document.add_paragraph("The vessel sailed."))
    for raw in (whole[:2000], b"PK\x03\x04", package(styles=""), package(document="<w:body>")):
        assert isinstance(problem_of(raw), BrokenText)
    assert "line 1 of `word/document.xml`" in problem_of(package(document="<w:body><w:p></w:body>")).message()


def test_entities_are_refused_not_unfolded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        archive.writestr("word/document.xml", f'{entities}<w:document xmlns:w="{WORD}">&b;&c;</w:document>')
    problem = problem_of(buffer.getvalue())
    assert isinstance(problem, BrokenText)
    assert "entities" in problem.message()


def test_an_encrypted_part_is_told_from_a_damaged_one() -> None:
    raw = bytearray(package(document="<w:body/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    assert isinstance(problem_of(bytes(raw)), ProtectedText)


def test_bombs_are_refused_by_ratio_size_number_of_parts_and_depth() -> None:
    def zipped(**parts: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in {"word/document.xml": b"<x/>", **parts}.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    ratio = zipped(picture=bytes(5_000_000))
    parts = zipped(**{f"part{number}": b"x" for number in range(2_001)})
    deep = package(document="<w:sdt>" * 1000 + "</w:sdt>" * 1000)
    for raw, what in ((ratio, "over 200 times"), (parts, "too many parts"), (deep, "nest too deep")):
        problem = problem_of(raw)
        assert isinstance(problem, Bomb)
        assert what in problem.message()


def test_a_part_that_lies_about_its_size_is_not_believed() -> None:
    raw = bytearray(package(document="<w:body>" + " " * 60_000_000 + "</w:body>"))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + offset
        raw[at : at + 4] = (1000).to_bytes(4, "little")
    assert isinstance(problem_of(bytes(raw)), Bomb | BrokenText)


@pytest.mark.parametrize("mark", ["w:strike", "w:dstrike"])
def test_what_is_struck_out_is_no_text(mark: str) -> None:
    def draw(document: Any) -> None:
        paragraph = document.add_paragraph("The vessel ")
        for words, value in (("sailed", None), ("sank", "0")):
            run = paragraph.add_run(words)
            element = OxmlElement(mark)
            if value is not None:
                element.set(qn("w:val"), value)
            run._r.get_or_add_rPr().append(element)
        paragraph.add_run(" there.")

    assert read(draw).text == "The vessel sank there."
