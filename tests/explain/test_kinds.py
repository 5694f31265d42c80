"""Rows that ask for another kind of thing than the case shows are named and not drawn; open questions stay drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.render.matrix import matrix

CASES = Path(__file__).parents[2] / "cases"


def told(name: str) -> tuple[RunResult, CaseResult]:
    run = run_cases([str(CASES / name)])
    return run, run.cases[0]


@pytest.fixture(scope="module")
def coal() -> tuple[RunResult, CaseResult]:
    return told("2018-wise-honest")


def flags(case: CaseResult) -> dict[tuple[str, str], bool]:
    return {(cell.actor, cell.norm): cell.other_kind for cell in case.cells}


def test_coal_is_drawn_under_the_ban_on_coal_only(coal: tuple[RunResult, CaseResult]) -> None:
    run, case = coal
    marked = flags(case)
    assert not marked["dprk", "un.sc.res.2371/8#no-export"]
    assert marked["dprk", "un.sc.res.2321/29#no-export"]
    drawn = {row.label for row in matrix(run, case).rows}
    assert any("2371 para 8" in label for label in drawn)
    assert not any("2321 para 29" in label for label in drawn)


def test_what_is_not_drawn_is_named_and_drawn_with_all(coal: tuple[RunResult, CaseResult]) -> None:
    run, case = coal
    (note,) = [note for note in matrix(run, case).notes if note.startswith("Opened, but asking")]
    assert "UNSC Res 2321 para 29" in note
    assert any("2321 para 29" in row.label for row in matrix(run, case, everything=True).rows)


def test_many_that_are_not_drawn_are_counted_and_none_is_lost_in_the_count() -> None:
    run, case = told("2025-kursk-recognition")
    notes = matrix(run, case).notes
    for beginning in ("Not triggered", "Opened, but asking"):
        (note,) = [note for note in notes if note.startswith(beginning)]
        (number,) = re.findall(r"(\d+) norms, of", note)
        assert int(number) == sum(int(each) for each in re.findall(r"\((\d+)\)", note))


def test_no_outcome_is_changed_by_it(coal: tuple[RunResult, CaseResult]) -> None:
    assert {c.outcome for c in coal[1].cells if c.other_kind} <= {"undetermined", "not-violated"}


def test_soldiers_are_drawn_under_an_arms_embargo_since_texts_take_them_for_arms() -> None:
    _, case = told("2025-kursk-recognition")
    marked = flags(case)
    assert not marked["dprk", "un.sc.res.1718/8b#no-export"]
    assert marked["dprk", "un.sc.res.2371/8#no-export"]
