"""The text layer of a PDF gives whole paragraphs with their pages and numbers, and no PDF can keep the reader busy."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pypdf
import pytest
from fpdf import FPDF

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.reading import Bomb, BrokenText, PagesWithoutText, ProtectedText
from sanctioncheck.read import pdfwork
from sanctioncheck.read.document import Document
from sanctioncheck.read.ingest import read_bytes

FOUND = "The Panel found that the vessel had been loaded with coal in the port and had sailed to the buyer"


def paragraph_of(number: int) -> str:
    port = "ABCDEFGH"[number - 1] * number
    return f"In {port}, {FOUND}, and in {port}{port} too. {FOUND}. After {port}, {FOUND}."


def printed(draw: Callable[[FPDF], None]) -> bytes:
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    draw(pdf)
    return bytes(pdf.output())


def one_line(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.cell(0, 5, "The vessel sailed.")


def read(draw: Callable[[FPDF], None]) -> Document:
    return read_bytes(printed(draw), "report.pdf")


def problem_of(raw: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        read_bytes(raw, "report.pdf")
    (problem,) = caught.value.problems
    assert "report.pdf" in problem.message()
    assert problem.help()
    return problem


def file_of(objects: list[bytes]) -> bytes:
    """Write a PDF of these objects; the first is its catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(objects) + 1, table, len(objects) + 1, len(out))


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), more, data)


def one_page(content: bytes, resources: bytes, *more: bytes) -> bytes:
    """Write a PDF of one page; its further objects are numbered from 5."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>" % resources
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, content, *more])


SHOW = b"BT /F1 12 Tf 50 700 Td (The vessel sailed.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def test_paragraphs_numbers_pages_and_no_headers() -> None:
    def draw(pdf: FPDF) -> None:
        for page in range(1, 5):
            pdf.add_page()
            pdf.set_xy(10, 8)
            pdf.cell(0, 5, f"S/2024/{page}")
            pdf.set_xy(10, 20)
            if page == 1:
                pdf.set_font(style="B", size=16)
                pdf.multi_cell(0, 8, "Report of the Panel")
                pdf.set_font(style="", size=11)
                pdf.ln(4)
            for number in (2 * page - 1, 2 * page):
                pdf.multi_cell(0, 5, f"{number}. {paragraph_of(number)}")
                pdf.ln(4)
            pdf.set_xy(10, 280)
            pdf.set_auto_page_break(False)
            pdf.cell(0, 5, f"{page}/4")

    document = read(draw)
    assert document.words(document.blocks[0]) == "Report of the Panel"
    assert (document.blocks[0].kind, document.title, document.language) == ("heading", "Report of the Panel", "en")
    assert [(block.page, block.paragraph, document.words(block)) for block in document.blocks[1:]] == [
        ((number + 1) // 2, str(number), paragraph_of(number)) for number in range(1, 9)
    ]
    assert "S/2024" not in document.text
    assert "/4" not in document.text


def test_a_paragraph_that_runs_over_the_page_is_one_and_the_note_below_it_waits() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.add_page()
        asked = "The owner of the vessel was asked by the Panel for the papers of the voyage, of the"
        pdf.multi_cell(0, 5, f"7. {FOUND}. {FOUND}. {asked}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_xy(10, 250)
        pdf.set_font(size=8)
        pdf.multi_cell(0, 4, "12 Letter of the owner to the Panel.", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font(size=11)
        pdf.add_page()
        pdf.multi_cell(0, 5, "cargo and of the crew.")

    document = read(draw)
    first, note = document.blocks
    assert document.words(first).endswith("for the papers of the voyage, of the cargo and of the crew.")
    assert (first.page, first.paragraph) == (1, "7")
    assert (document.words(note), note.paragraph, note.page) == ("Letter of the owner to the Panel.", "fn. 12", 1)


def test_a_divided_word_is_made_whole_only_where_the_text_has_it_whole() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.add_page()
        lines = ("The resolution says that the trans-", "fer of coal from the man-", "ager to the buyer was a cross-",
                 "border transfer by the North-", "Western Shipping Company of the", "port.")  # fmt: skip
        for line in lines:
            pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")

    assert read(draw).text == (
        "The resolution says that the transfer of coal from the man-ager to the buyer was a cross-border transfer by "
        "the North-Western Shipping Company of the port."
    )


def test_lists_and_a_date_line() -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_title("Arms at sea")
        pdf.set_lang("en-GB")
        pdf.add_page()
        for line in ("28 April 2025", "", "The Panel found:", "(a) that arms were sent;", "(b) that coal was sent."):
            pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")

    document = read(draw)
    assert (document.title, document.language, document.published) == ("Arms at sea", "en-GB", "2025-04-28")
    assert [(document.words(block), block.paragraph) for block in document.blocks[-2:]] == [
        ("that arms were sent;", "(a)"),
        ("that coal was sent.", "(b)"),
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - draft", "report_final.docx", "untitled"])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_title(title)
        pdf.add_page()
        pdf.cell(0, 5, "The vessel sailed.")

    assert read(draw).title is None


def test_the_raised_number_of_a_note_is_no_part_of_a_word() -> None:
    show = b"BT /F1 12 Tf 50 700 Td (The vessel sailed) Tj /F1 7 Tf 4 Ts (12) Tj /F1 12 Tf 0 Ts ( to the port.) Tj ET"
    raw = one_page(stream(show), b"/Font << /F1 5 0 R >>", FONT)
    assert read_bytes(raw, "report.pdf").text == "The vessel sailed to the port."


def test_ligatures_are_letters() -> None:
    table = b"1 beginbfchar <41> <FB01> endbfchar"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    show = b"BT /F1 12 Tf 50 700 Td (An oAcer) Tj ET"
    document = read_bytes(one_page(stream(show), b"/Font << /F1 5 0 R >>", font, stream(table)), "report.pdf")
    assert document.text == "fin oficer"


def test_pictures_of_pages_are_not_an_empty_text() -> None:
    def draw(pdf: FPDF) -> None:
        for _ in range(3):
            pdf.add_page()
            pdf.rect(10, 10, 100, 100)

    problem = problem_of(printed(draw))
    assert isinstance(problem, PagesWithoutText)
    assert "3 pages" in problem.message()
    assert "OCR" in (problem.help() or "")


def test_a_scan_with_only_a_stamp_on_each_page_has_no_text() -> None:
    def draw(pdf: FPDF) -> None:
        for _ in range(4):
            pdf.add_page()
            pdf.cell(0, 5, "Downloaded from the archive")

    assert isinstance(problem_of(printed(draw)), PagesWithoutText)


def test_letters_that_have_no_names_are_no_text() -> None:
    table = b"1 beginbfrange <20> <7A> <E000> endbfrange"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    problem = problem_of(one_page(stream(SHOW), b"/Font << /F1 5 0 R >>", font, stream(table)))
    assert isinstance(problem, PagesWithoutText)


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_read_only_where_it_needs_no_password(password: str) -> None:
    plain = printed(one_line)
    writer = pypdf.PdfWriter(io.BytesIO(plain))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    if password:
        assert isinstance(problem_of(buffer.getvalue()), ProtectedText)
    else:
        assert read_bytes(buffer.getvalue(), "report.pdf").text == "The vessel sailed."


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF", None],
    ids=["head", "empty", "no pages", "cut"],
)
def test_a_damaged_file_is_said_to_be_damaged(raw: bytes | None) -> None:
    whole = printed(one_line)
    assert isinstance(problem_of(raw if raw is not None else whole[: len(whole) // 8]), BrokenText | PagesWithoutText)


def test_a_stream_that_unfolds_to_gigabytes_is_refused() -> None:
    data = zlib.compress(bytes(60_000_000), 9)
    raw = one_page(stream(data, b"/Filter /FlateDecode"), b"/Font << /F1 5 0 R >>", FONT)
    assert len(raw) < 100_000
    assert isinstance(problem_of(raw), Bomb)


def test_a_page_of_many_megabytes_is_refused() -> None:
    data = zlib.compress(b"(a) Tj " * 1_000_000, 9)
    assert isinstance(problem_of(one_page(stream(data, b"/Filter /FlateDecode"), b"/Font << >>")), Bomb)


def test_forms_that_draw_forms_ten_times_each_are_refused() -> None:
    forms = []
    for level in range(8):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + level) if level < 7 else b""
        data = b"/X Do " * 10 if level < 7 else SHOW
        forms.append(stream(data, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + inner))
    raw = one_page(stream(b"/#58 Do " * 10), b"/XObject << /X 5 0 R >>", *forms)
    assert len(raw) < 4_000
    assert isinstance(problem_of(raw), Bomb)


@pytest.mark.parametrize("content", [b"/X Do", SHOW + b" /X Do /X Do"])
def test_a_page_with_more_text_than_any_page_is_refused_wherever_the_text_stands(content: bytes) -> None:
    text = b"BT /F1 12 Tf 50 700 Td " + b"(The vessel sailed to the port.) Tj 0 -12 Td " * 20_000 + b"ET"
    resources = b"/Font << /F1 6 0 R >> /XObject << /X 5 0 R >>"
    form = stream(text, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s >>" % resources)
    problem = problem_of(one_page(stream(content), resources, form, FONT))
    assert isinstance(problem, Bomb)
    assert "page 1" in problem.message()


def test_a_form_that_draws_itself_is_read_once() -> None:
    resources = b"/Font << /F1 6 0 R >> /XObject << /X 5 0 R >>"
    form = stream(
        SHOW + b" /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s >>" % resources
    )
    raw = one_page(stream(b"/X Do"), resources, form, FONT)
    assert read_bytes(raw, "report.pdf").text == "The vessel sailed."


def test_fonts_with_tables_out_of_all_measure_are_refused() -> None:
    fonts = b" ".join(b"/F%d 5 0 R" % number for number in range(190))
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R >>"
    table = stream(b"1 beginbfrange <0000> <FFFF> <0041> endbfrange")
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << %s >> >> >>" % fonts
    )
    pages = b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"
    raw = file_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b""), font, table])
    work = pdfwork.Work("report.pdf")
    first, second = pypdf.PdfReader(io.BytesIO(raw)).pages
    work.add(first)
    with pytest.raises(InputError) as caught:
        work.add(second)
    assert isinstance(caught.value.problems[0], Bomb)


def test_too_many_pages_are_refused() -> None:
    kids = b"3 0 R " * (pdfwork.MOST_PAGES + 1)
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pdfwork.MOST_PAGES + 1)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    problem = problem_of(file_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page]))
    assert isinstance(problem, Bomb)
    assert "3,001 pages" in problem.message()


@pytest.mark.parametrize("pages", [2, 3, 4])
def test_head_and_foot_of_a_short_paper_are_no_paragraphs(pages: int) -> None:
    def draw(pdf: FPDF) -> None:
        for number in range(1, pages + 1):
            pdf.add_page()
            pdf.set_y(8)
            pdf.cell(0, 5, "S/2025/123", new_x="LMARGIN", new_y="NEXT")
            pdf.multi_cell(0, 6, f"4{number}. {paragraph_of(number)}", new_x="LMARGIN", new_y="NEXT")
            pdf.set_auto_page_break(False)
            pdf.set_y(-20)
            pdf.cell(0, 5, f"25-01234 {number}/{pages}")

    document = read(draw)
    assert "25-01234" not in document.text
    assert "S/2025/123" not in document.text
    assert [block.paragraph for block in document.blocks] == [f"4{number}" for number in range(1, pages + 1)]
