"""The memorandum and the workbook: what stands in the files is what the result says, and no text of a stranger acts."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.pipeline import reported
from sanctioncheck.model.finding import SIGNS
from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.render import oscola, phrases
from sanctioncheck.render.matrix import matrix
from sanctioncheck.render.memo.blocks import Footnote, Heading, Listing, Paragraph, Piece, Strong, notes_of
from sanctioncheck.render.memo.memorandum import memorandum
from sanctioncheck.render.memo.plaintext import to_markdown
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import authorities_of
from sanctioncheck.render.report.forms import FORMS
from sanctioncheck.render.safe import plain, quoted
from tests.render import build
from tests.report.judging import judged
from tests.report.reading import Docx, page_of, together

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "cases").glob("*/case.yaml"))
NAMES = [path.name for path in CASES]
KURSK = "2025-kursk-recognition"
_WORD = re.compile(r"[^\W_]+")


@cache
def made(name: str, form: str) -> bytes:
    run, texts = judged(name)
    return FORMS[form].make(run, run.cases[0], texts)


def strings(value: Any) -> Iterator[str]:
    """Give every text, name and number of a result."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, (list, tuple)):
        yield str(len(value))
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def fixed(module: Any) -> Iterator[str]:
    for name, value in vars(module).items():
        if name.isupper():
            yield from strings(value)


def tokens(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


@cache
def allowed(name: str) -> frozenset[str]:
    """Give every word and number that the result, or a fixed phrase, holds."""
    run, _ = judged(name)
    case = run.cases[0]
    drawn = matrix(run, case, typed=False)
    counted = (str(number) for number in range(len(notes_of(memorandum(run, case))) + 1))
    cited = authorities_of(case.cells)
    derived = [*drawn.about, *drawn.notes, *(oscola.full(each) for each in cited)]
    derived += [heading for heading, _ in oscola.table(cited)]
    derived += [f"{leaf.reliability}{leaf.information}" for fact in case.facts for leaf in fact.leaves]
    said = {*strings(run.model_dump()), *fixed(phrases), *fixed(words), *SIGNS.values(), *derived, *counted}
    return frozenset(tokens(" ".join((*said, *map(plain, said))))) | {"sanctioncheck", "n", "nn"}


def workbook(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made(name, "xlsx")))


def said_in(name: str, form: str) -> str:
    if form == "docx":
        return Docx(made(name, form)).text
    if form == "xlsx":
        fields = (field for sheet in workbook(name) for row in sheet.iter_rows(values_only=True) for field in row)
        return " ".join(str(field) for field in fields if field is not None)
    # The sources are repeated whole, with marks that may begin within a word; and a scale of years is drawn.
    left = r'<div class="source".*?</div>|<svg class="timeline".*?</svg>'
    page = page_of(re.sub(left, "", made(name, "html").decode(), flags=re.DOTALL))
    return together(" ".join(page.said))


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_and_number_comes_from_the_result_or_is_a_fixed_phrase(name: str, form: str) -> None:
    assert tokens(said_in(name, form)) - allowed(name) == set()


Said = dict[tuple[str, str, str], list[str]]
"""Norm, what it is about, and actor, to the lines of the cell."""


def words_of(case: CaseResult, run: RunResult) -> Said:
    drawn = matrix(run, case, typed=False)
    return {
        (row.label, row.below[0], column.name): [entry.word, *entry.below]
        for row in drawn.rows
        for column, entry in zip(drawn.columns, row.entries, strict=True)
        if entry is not None
    }


def words_in(table: list[list[str]]) -> Said:
    """Read a drawn matrix: its head, then a row for each norm."""
    head, *rows = table
    found: Said = {}
    for row in rows:
        norm, about, *_ = row[0].split("\n")
        found |= {
            (norm, about, actor): field.split("\n") for actor, field in zip(head[1:], row[1:], strict=True) if field
        }
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_memorandum_and_of_the_workbook_says_what_the_matrix_says(name: str) -> None:
    run, _ = judged(name)
    wanted = words_of(run.cases[0], run)
    in_memo: Said = {}
    for table in Docx(made(name, "docx")).tables:
        if table and table[0][0] == phrases.NORM:
            in_memo |= words_in(table)
    # Prose names a norm by what it is about, and not by its id.
    assert in_memo == {
        (re.sub(r" #[a-z0-9-]+", "", norm), about, actor): said for (norm, about, actor), said in wanted.items()
    }
    sheet = workbook(name)[words.MATRIX_SHEET]
    rows = [[str(field or "") for field in row] for row in sheet.iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(rows) if row[0] == phrases.NORM)
    end = next((number for number, row in enumerate(rows) if number > top and not row[0]), len(rows))
    assert words_in(rows[top:end]) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_stands_in_memorandum_and_workbook_whole(name: str) -> None:
    run, _ = judged(name)
    memo = Docx(made(name, "docx")).text
    book = {str(row[4]) for row in workbook(name)[words.SHEET_EVIDENCE].iter_rows(values_only=True)}
    for fact in run.cases[0].facts:
        for leaf in fact.leaves:
            assert together(quoted(leaf.text)) in memo, fact.id
            assert any(quoted(leaf.text) in passage for passage in book), fact.id


@pytest.mark.parametrize("name", NAMES)
def test_footnotes_are_real_and_each_is_referred_to_once_in_order(name: str) -> None:
    document = Docx(made(name, "docx"))
    run, _ = judged(name)
    notes = notes_of(memorandum(run, run.cases[0]))
    assert document.references == list(range(1, len(notes) + 1))
    assert list(document.footnotes.values()) == notes
    assert "w:footnotePr" in document.settings


@pytest.mark.parametrize("name", NAMES)
def test_a_reference_to_a_footnote_names_one_that_stands_before_it(name: str) -> None:
    run, _ = judged(name)
    for number, note in enumerate(notes_of(memorandum(run, run.cases[0])), 1):
        for found in re.findall(r"[Ss]ee nn? ([\d, ]*\d)", note):
            assert all(0 < int(each) < number for each in found.split(", ")), note
        for found in re.findall(r"\(n (\d+)\)", note):
            assert 0 < int(found) < number, note


def test_the_memorandum_has_the_parts_of_one() -> None:
    run, _ = judged(KURSK)
    headings = [block.text for block in memorandum(run, run.cases[0]) if isinstance(block, Heading) and block.level < 2]
    assert headings == [
        words.MEMORANDUM, words.QUESTION, words.SHORT_ANSWER, words.MEMO_FACTS, words.ANALYSIS, words.MEMO_MATRIX,
        words.OPEN_QUESTIONS, words.ANNEX_EVIDENCE, words.ANNEX_AUTHORITIES, words.ANNEX_MADE_FROM,
    ]  # fmt: skip


def paragraphs(name: str) -> list[str]:
    run, _ = judged(name)
    lines = []
    for block in memorandum(run, run.cases[0]):
        found = [block.words] if isinstance(block, Paragraph) else block.items if isinstance(block, Listing) else []
        lines += ["".join(_shown(piece) for piece in line) for line in found]
    return lines


def _shown(piece: Piece) -> str:
    if isinstance(piece, Footnote):
        return ""
    return piece.text if isinstance(piece, Strong) else piece


def test_the_kursk_memorandum_answers_first_and_clears_nobody_of_more_than_was_looked_at() -> None:
    said = paragraphs(KURSK)
    assert "On the balance of probabilities, Russia violated UN Charter art 2(4) (No use of force)." in said
    assert any(line.startswith("Undetermined, because something is missing") for line in said)
    cleared = next(line for line in said if line.startswith(words.ANSWER_CLEARED[:30]))
    assert "what they do not tell was not looked at" in cleared
    assert not any(phrases.MARK_PINPOINT in line for line in said if line not in matrix_notes())


def matrix_notes() -> tuple[str, ...]:
    run, _ = judged(KURSK)
    return matrix(run, run.cases[0], typed=False).notes


def test_what_is_not_confirmed_is_said_to_be_so_in_the_footnote_of_the_rule() -> None:
    run, _ = judged(KURSK)
    notes = notes_of(memorandum(run, run.cases[0]))
    assert any("para 34 (pinpoint not confirmed against the official text)" in note for note in notes)


def test_what_is_inferred_is_no_fact_of_the_memorandum() -> None:
    said = paragraphs(KURSK)
    told = [line for line in said if "invokes collective-self-defence" in line]
    assert told
    assert all("because" in line and "the authors of this case" in line for line in told)


def test_a_conclusion_of_law_names_the_law_by_which_it_follows() -> None:
    """That soldiers are help with arms is no word of the source: the footnote says by which provision, read how."""
    run, _ = judged(KURSK)
    notes = notes_of(memorandum(run, run.cases[0]))
    assert any("It follows by" in note and "UNSC Res 2094 para 7" in note for note in notes)
    assert any("a bridge of the rules: " in note for note in notes)


def test_what_was_said_of_an_actor_before_is_not_said_again() -> None:
    said = paragraphs(KURSK)
    assert "Defences. As of DPRK under UN Charter art 2(3) (Disputes are settled by peaceful means)." in said
    long = [line for line in said if line.startswith(("Defences.", "Readings.")) and "As of" not in line]
    assert len(long) == len(set(long))


def test_the_sources_are_named_with_the_publication_that_a_note_reports() -> None:
    assert any("a note in our own words on CNN Portugal" in line for line in paragraphs(KURSK))


@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "csv", "json", "html"])
def test_equal_input_gives_equal_bytes(form: str) -> None:
    run, texts = reported(str(ROOT / "cases" / KURSK))
    assert FORMS[form].make(run, run.cases[0], texts) == made(KURSK, form)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_no_file_carries_the_time_at_which_it_was_made(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(KURSK, form))) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"20\d\d-\d\d-\d\d", core)) == {judged(KURSK)[0].cases[0].as_of}


# --- strangers


def hostile_files() -> dict[str, bytes]:
    run = build.hostile('=HYPERLINK("https://x.example","y") ' + build.HOSTILE + " +cmd|' /C calc'!A0 @SUM(1)")
    # A day is checked when a case is read, and cannot be anything else.
    case = run.cases[0].model_copy(update={"as_of": "2031-06-30"})
    return {form: FORMS[form].make(run, case, {}) for form in ("docx", "xlsx", "md")}


def test_no_text_of_a_stranger_is_a_formula_a_link_or_a_control_character() -> None:
    files = hostile_files()
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    fields = [field for sheet in book for row in sheet.iter_rows() for field in row if field.value is not None]
    assert fields
    for field in fields:
        # A number of the result may stand as one; nothing else may be anything but text.
        assert field.data_type == "s" or isinstance(field.value, int), field.value
        assert field.hyperlink is None
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", str(field.value))
    document = Docx(files["docx"])
    assert "alert(1)" in document.text
    assert not any("hyperlink" in name for name in document.names)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", document.text)


def test_no_text_of_a_stranger_is_markup_of_markdown() -> None:
    said = hostile_files()["md"].decode()
    assert "<script>" not in said
    assert not re.search(r"(?<!\\)\]\(", said)
    assert not re.search(r"^# heading", said, re.MULTILINE)


def test_every_footnote_of_markdown_is_defined_once() -> None:
    run, _ = judged(KURSK)
    said = to_markdown(memorandum(run, run.cases[0]))
    defined = re.findall(r"^\[\^(\d+)\]:", said, re.MULTILINE)
    used = re.findall(r"(?<!^)\[\^(\d+)\](?!:)", said, re.MULTILINE)
    assert defined == used == [str(number) for number in range(1, len(defined) + 1)]


# --- other programs


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The memorandum and the workbook, opened by LibreOffice and turned into PDF."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("office")
    for form in ("docx", "xlsx"):
        (folder / f"{form}.{form}").write_bytes(made(KURSK, form))
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(folder), str(folder / f"{form}.{form}")], check=True, capture_output=True
        )
    return folder


@pytest.mark.parametrize(("form", "needed"), [
    ("docx", ["Memorandum", "Short answer", "Annex B", "(n 5)", "An analytical aid"]),
    ("xlsx", ["UN Charter art 2(4)", "violated", "criteria met", "An analytical aid"]),
])  # fmt: skip
def test_libreoffice_opens_it_and_shows_all(pictures: Path, form: str, needed: list[str]) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    said = " ".join(together(leaf.extract_text()) for leaf in pypdf.PdfReader(pictures / f"{form}.pdf").pages)
    for each in needed:
        assert each in said


def test_the_pdf_is_the_memorandum_and_has_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        import weasyprint  # noqa: F401  # only whether it is here
    except (ImportError, OSError) as error:
        pytest.skip(f"weasyprint or pango is not here: {error}")
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    run, texts = judged(KURSK)
    data = FORMS["pdf"].make(run, run.cases[0], texts)
    assert data == made(KURSK, "pdf")
    # Where HarfBuzz is not there to cut the fonts, the time was written into them.
    monkeypatch.setattr("time.time", lambda: 2e9)
    for epoch in ("", "1700000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert data == FORMS["pdf"].make(run, run.cases[0], texts)
        assert os.environ["SOURCE_DATE_EPOCH"] == epoch
    monkeypatch.undo()
    reader = pypdf.PdfReader(io.BytesIO(data))
    said = " ".join(together(leaf.extract_text()) for leaf in reader.pages)
    for needed in (words.MEMORANDUM, words.SHORT_ANSWER, words.ANNEX_AUTHORITIES, "An analytical aid"):
        assert needed in said
    assert reader.metadata is not None
    assert "CreationDate" not in str(reader.metadata)


def test_what_a_form_needs_and_is_not_here_is_an_error_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "sanctioncheck.render.report.workbook", raising=False)
    out = tmp_path / "out"
    assert main(["report", str(ROOT / "cases/2018-wise-honest"), "--to", "html,xlsx", "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert "SC-U019" in said
    assert 'pip install "sanctioncheck[report]"' in said
    assert not out.exists()
