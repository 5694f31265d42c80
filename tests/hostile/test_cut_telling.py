"""However few steps there are, every verb gives an answer; what was not gone through is said, and never left out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.asking import _asked
from sanctioncheck.cli.pipeline import no_cell, prepared, result_of
from sanctioncheck.explain.ask import Asker
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.load.case import LoadedCase, load_case
from sanctioncheck.model.question import Answer, AnswerSet, CellQuestions, Questions
from sanctioncheck.model.result import CellNode
from sanctioncheck.render.csvtext import to_csv
from sanctioncheck.render.matrix import marks_of
from sanctioncheck.render.questions import to_text
from sanctioncheck.render.report.forms import FORMS

ROOT = Path(__file__).parents[2]
SHELLS, KURSK = (ROOT / "cases" / name for name in ("2024-shells-from-dprk", "2025-kursk-recognition"))
BUDGETS = (1, 2, 5, 10, 20, 40, 80, 160, 300, 400, 500, 600, 800, 1200, 2500)
FORCE = "un.charter/2-4#no-force"
BOMBARDMENT = "un.ga.res.3314/3b#bombardment"


def loaded(path: Path) -> LoadedCase:
    return load_case(path, prepared(None)[0])


@pytest.fixture(scope="module")
def shells() -> LoadedCase:
    return loaded(SHELLS)


@pytest.fixture(scope="module")
def kursk() -> LoadedCase:
    return loaded(KURSK)


def story(file: LoadedCase, budget: int) -> Story:
    rulebook, plan = prepared(None)
    return Story(file, rulebook, judge(file, rulebook, plan, "reasonable-grounds", budget=budget))


@pytest.mark.parametrize("budget", BUDGETS)
def test_every_verb_answers_whatever_the_budget(budget: int, shells: LoadedCase) -> None:
    told = story(shells, budget)
    case = told.whole()
    run = result_of(told.book, "reasonable-grounds", [case], budget=budget)
    assert FORMS["html"].make(run, case, shells.texts)
    assert Asker(told).case() or not case.cells
    seen = {(cell.actor, cell.norm): cell for cell in story(shells, budget).glance(chosen=no_cell).cells}
    for cell in case.cells:
        other = seen[cell.actor, cell.norm]
        assert cell.outcome == other.outcome
        assert cell.cut or other.cut or marks_of(cell) == marks_of(other)


@pytest.mark.parametrize("budget", [40, 400, 600, 800])
def test_a_case_of_many_exceptions_is_told_whatever_the_budget(budget: int, kursk: LoadedCase) -> None:
    assert story(kursk, budget).whole().cells
    (asked,) = _asked(Asker(story(kursk, budget)), "dprk", BOMBARDMENT)
    assert (asked.actor, asked.norm) == ("dprk", BOMBARDMENT)


@pytest.mark.parametrize("words", [("run", "--format", "json"), ("ask", "dprk", BOMBARDMENT), ("ask",)])
def test_a_command_with_a_small_budget_does_not_end_as_a_bug(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main((words[0], str(KURSK), *words[1:], "--budget", "400")) == 0
    assert capsys.readouterr().out


def test_an_accusation_without_all_its_reservations_says_that_they_are_not_all_there(
    kursk: LoadedCase, capsys: pytest.CaptureFixture[str]
) -> None:
    """In full it leans on bridges and judgements; cut short it is marked as if it did."""

    def cell(budget: int) -> CellNode:
        return story(kursk, budget).cell("dprk", FORCE)

    full, cut = cell(500_000), cell(600)
    assert (full.outcome, full.cut, full.note) == ("violated", None, None)
    assert (cut.outcome, cut.cut) == ("violated", "budget")
    assert cut.note is not None
    assert "what it leans on was not gone through to the end" in cut.note
    assert "†" in marks_of(full)
    assert "†" in marks_of(cut)
    assert main(("explain", str(KURSK), "dprk", FORCE, "--budget", "600")) == 0
    assert "What it leans on was not gone through to the end" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("budget", BUDGETS[2:12:3])
def test_what_is_missing_is_told_whole_or_said_not_to_be(budget: int, shells: LoadedCase) -> None:
    full = {(cell.actor, cell.norm): cell for cell in story(shells, 500_000).whole(everything=True).cells}
    for cell in story(shells, budget).whole().cells:
        if cell.outcome == "not-applicable":
            continue
        other = full[cell.actor, cell.norm]
        assert cell.cut or "more may be missing" in (cell.note or "") or cell.missing == other.missing
        assert cell.cut or (cell.judgements, cell.background, cell.assumptions, cell.leans_on) == (
            other.judgements, other.background, other.assumptions, other.leans_on,
        )  # fmt: skip


def test_cells_of_which_only_the_telling_is_cut_are_not_counted_as_hiding_findings(kursk: LoadedCase) -> None:
    told = story(kursk, 600)
    case = told.whole()
    judged = [cell for cell in told.assessment.cells.values() if cell.cut]
    assert len(judged) < sum(1 for cell in case.cells if cell.cut)
    assert f"; {len(judged)} cell" in case.totals
    assert json.loads(case.model_dump_json())["totals"] == case.totals


def test_what_to_type_next_asks_the_same_question(kursk: LoadedCase, capsys: pytest.CaptureFixture[str]) -> None:
    """Another standard or day would give another answer; the first cell is told to take a larger budget instead."""
    options = ("--standard", "balance", "--as-of", "2025-04-30", "--budget", "2500")
    assert main(("ask", str(KURSK), *options)) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"`ask CASE dprk 'un.charter/2-4#no-force' {' '.join(options)}`" in told
    first, _, rest = told.partition("ask for the cell alone")
    assert "a larger `--budget` goes further" in first
    assert "a larger `--budget` goes further" not in rest


def test_things_found_by_a_search_that_was_cut_are_not_told_as_all_of_them() -> None:
    answer = Answer(atom="a(?state)", ask="Who did it?", answer="yes", when="", who="a source")
    one = AnswerSet(answers=(answer,), outcome="violated", word="violated", instances=("Avaria",))
    for cut, said in (("budget", "in particular, of what was gone through: Avaria"), (None, "in particular: Avaria")):
        cell = CellQuestions.model_validate({
            "actor": "x", "norm": "n", "label": "n", "title": "t", "outcome": "undetermined", "word": "undetermined",
            "sets": (one,), "whole": cut is None, "search_cut": cut,
        })  # fmt: skip
        asked = Questions(
            tool="t", packs=(), case="c", standard="balance", as_of="2025-01-01", disclaimer="d", first=(),
            cells=(cell,),
        )  # fmt: skip
        assert said in to_text(asked, {})


def test_the_csv_says_what_was_cut(shells: LoadedCase) -> None:
    told = story(shells, 20)
    run = result_of(told.book, "reasonable-grounds", [told.whole()], budget=20)
    rows = list(csv.DictReader(io.StringIO(to_csv(run))))
    assert {row["cut"] for row in rows} >= {"", "budget"}
    for cell, row in zip(run.cases[0].cells, rows, strict=True):
        assert row["cut"] == (cell.cut or "")
        assert cell.note is None or row["note"].removeprefix("'") == cell.note
