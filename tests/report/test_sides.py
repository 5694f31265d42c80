"""What a report says of each piece of evidence: how far it proves, on which side it is, and whether it counted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.model.truth import RANK, STANDARDS, Standard
from sanctioncheck.render.brief import gravest
from sanctioncheck.render.matrix import marks_of
from sanctioncheck.render.memo.blocks import Footnote, Heading, Listing, Paragraph, Strong, Words, notes_of
from sanctioncheck.render.memo.memorandum import memorandum
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.forms import FORMS
from sanctioncheck.render.report.page import to_html
from sanctioncheck.render.report.tags import anchor, cell_anchor
from tests.report.judging import judged
from tests.report.reading import page_of

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent.name for path in (ROOT / "cases").glob("*/case.yaml"))
KURSK = "2025-kursk-recognition"


def lines(name: str, as_of: str | None = None) -> dict[str, list[tuple[str, str]]]:
    """Give each heading of the memorandum to its lines, each with its footnotes."""
    run, _ = judged(name, as_of)
    found: dict[str, list[tuple[str, str]]] = {}
    heading = ""
    for block in memorandum(run, run.cases[0]):
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph | Listing):
            told = [block.words] if isinstance(block, Paragraph) else block.items
            found.setdefault(heading, []).extend(map(apart, told))
    return found


def apart(told: Words) -> tuple[str, str]:
    shown_pieces = (piece for piece in told if not isinstance(piece, Footnote))
    said = "".join(piece.text if isinstance(piece, Strong) else piece for piece in shown_pieces)
    return said, " ".join(piece.text for piece in told if isinstance(piece, Footnote))


def shown(case: CaseResult) -> set[str]:
    """Give the facts that are proved to the standard asked for, while their contrary is not."""
    asked = RANK[case.standard]
    return {
        fact.text
        for fact in case.facts
        if fact.proved and RANK[fact.proved] >= asked and not (fact.denied and RANK[fact.denied] >= asked)
    }


@pytest.mark.parametrize("name", CASES)
def test_only_what_is_shown_stands_among_the_facts_as_a_fact(name: str) -> None:
    run, _ = judged(name)
    known = {text.casefold() for text in shown(run.cases[0])}
    for said, _ in lines(name).get(words.MEMO_FACTS, []):
        if said.startswith("Facts without a date"):
            continue
        assert any(said.casefold().startswith(text) for text in known), said


def test_a_denial_alone_makes_no_fact_of_what_is_denied() -> None:
    told = lines("2018-houthi-missiles")[words.MEMO_TOLD]
    (line,) = [each for each in told if "Iran itself supplies" in each[0]]
    assert line[0].startswith("Nothing but a denial is told of this: ")
    assert line[1].startswith("Against it: ")


def test_an_opinion_and_an_allegation_are_told_as_such() -> None:
    told = lines("control-opinion-is-no-fact")[words.MEMO_TOLD]
    assert any(said.startswith("It is somebody's opinion that Ruritania assists") for said, _ in told)
    told = lines("control-private-volunteers")[words.MEMO_TOLD]
    assert any(said.startswith("It is alleged, and not shown, that DPRK sends") for said, _ in told)


def test_what_was_not_yet_known_is_no_fact_and_nothing_is_inferred_from_it() -> None:
    told = lines(KURSK, "2025-03-01")
    assert words.MEMO_FACTS not in told or all("Facts without a date" in said for said, _ in told[words.MEMO_FACTS])
    later = told[words.MEMO_LATER_FACTS.format(as_of="2025-03-01")]
    assert any("DPRK sends the North Korean contingent" in said for said, _ in later)
    assert not any("knows the circumstances" in said for said, _ in told.get(words.JUDGED, []))
    run, texts = judged(KURSK, "2025-03-01")
    assert "not yet known on 2025-03-01" in to_html(run, run.cases[0], texts)


def test_a_source_published_after_the_day_asked_about_is_named_as_such() -> None:
    notes = notes_of(memorandum(*_case("control-two-reports-one-origin")))
    assert any(words.MEMO_LATER in note for note in notes)


def _case(name: str) -> tuple[RunResult, CaseResult]:
    run, _ = judged(name)
    return run, run.cases[0]


@pytest.mark.parametrize("name", CASES)
def test_the_workbook_says_of_each_passage_on_which_side_of_its_fact_it_is(name: str) -> None:
    run, texts = judged(name)
    case = run.cases[0]
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].make(run, case, texts)))
    rows = list(book[words.SHEET_EVIDENCE].iter_rows(min_row=2, values_only=True))
    wanted = [
        (fact.id, words.AGAINST_SIDE if (leaf.side == "for") != fact.positive else words.FOR_SIDE)
        for fact in case.facts
        for leaf in fact.leaves
    ]
    assert [(row[0], row[10]) for row in rows] == wanted


@pytest.mark.parametrize("name", CASES)
def test_no_footnote_names_the_same_on_both_sides_of_a_sentence(name: str) -> None:
    for note in notes_of(memorandum(*_case(name))):
        carrying, _, opposed = note.partition("Against it: ")
        opposed = opposed.partition("It follows by")[0].strip(" .").casefold()
        # A list can bear a thing out and deny it in one entry; of it both is said.
        assert not opposed or opposed not in carrying.casefold() or opposed.startswith("list:"), note


@pytest.mark.parametrize("name", CASES)
def test_a_footnote_names_by_number_only_what_that_footnote_tells(name: str) -> None:
    notes = notes_of(memorandum(*_case(name)))
    for note in notes:
        for way, number in re.findall(r"([a-z0-9:./#-]+) \(n (\d+)\)", note.partition("It follows by ")[2]):
            assert f"[{way}]" in notes[int(number) - 1], note


def test_the_finding_told_is_the_best_proved_of_those_that_decide() -> None:
    run, _ = judged("2022-russia-invades-ukraine")
    for cell in run.cases[0].cells:
        told = gravest(cell)
        if told is not None and cell.outcome == "violated":
            reached = [name for name in STANDARDS if told.by_standard[name] == "violated"]
            assert reached[-1] == cell.standard_reached, cell.norm


@pytest.mark.parametrize("name", ["2025-kursk-with-msmt-findings", "2022-russia-invades-ukraine"])
def test_every_finding_of_a_cell_is_named_in_the_memorandum(name: str) -> None:
    run, _ = judged(name)
    told = " ".join(said for each in lines(name).values() for said, _ in each).casefold()
    for cell in run.cases[0].cells:
        if cell.outcome in ("violated", "contested", "undetermined") and not cell.other_kind:
            for finding in cell.findings:
                assert finding.heading.casefold() in told, (cell.norm, finding.id)


@pytest.mark.parametrize("asked", ["reasonable-grounds", "balance"])
def test_the_matrix_of_the_page_says_at_each_standard_what_a_run_at_it_says(asked: Standard) -> None:
    """The outcome, and the mark of what turns on a reading; the other marks are those of the standard asked for."""
    run, texts = judged(KURSK, None, asked)
    page = to_html(run, run.cases[0], texts)
    for rank, name in enumerate(STANDARDS):
        other, _ = judged(KURSK, None, name)
        cells = {(cell.actor, cell.norm): cell for cell in other.cases[0].cells}
        for cell in run.cases[0].cells:
            link = rf'<a class="cell ([a-z-]+)[^"]*" href="#{re.escape(cell_anchor(cell))}">(.*?)</a>'
            found = re.search(rf'<span class="s{rank}">{link}', page)
            if found:
                there = cells[cell.actor, cell.norm]
                assert found[1] == there.outcome, (cell.norm, name)
                assert ("‡" in found[2]) == ("‡" in marks_of(there)), (cell.norm, name)


def test_opinions_are_marked_in_their_source_and_lead_to_where_they_are_told() -> None:
    run, texts = judged(KURSK)
    page = to_html(run, run.cases[0], texts)
    hrefs = {attrs.get("href") for tag, attrs in page_of(page).tags if tag == "a"}
    told = [opinion for opinion in run.cases[0].opinions if texts[opinion.source].count(opinion.exact) == 1]
    assert told
    for opinion in told:
        assert f"#{anchor('leans', opinion.id)}" in hrefs


@pytest.mark.parametrize("title", ["A \ufffe b", "007", "9" * 400])
def test_no_title_breaks_a_form_or_becomes_a_number(title: str) -> None:
    run, texts = judged(KURSK)
    case = run.cases[0]
    facts = tuple(
        fact.model_copy(
            update={"leaves": tuple(leaf.model_copy(update={"source_title": title}) for leaf in fact.leaves)}
        )
        for fact in case.facts
    )
    case = case.model_copy(update={"facts": facts, "title": title})
    run = run.model_copy(update={"cases": (case,)})
    for form in ("docx", "xlsx", "md", "html"):
        data = FORMS[form].make(run, case, texts)
        assert data
        if form == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data))[words.SHEET_EVIDENCE]
            titles = {row[7] for row in sheet.iter_rows(min_row=2, values_only=True)}
            assert all(isinstance(each, str) for each in titles if each is not None)
