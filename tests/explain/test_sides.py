"""What speaks for an element and what against it: below a negation, and in what excludes it, sides change places."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.explain.once import FirstTold
from sanctioncheck.model.result import CaseResult, CellNode, ElementNode
from sanctioncheck.render.brief import paragraph, statement, written
from sanctioncheck.render.oneline import line

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "cases").glob("*/case.yaml"))


def judged(folder: Path) -> CaseResult:
    return run_cases([str(folder)]).cases[0]


def cell_of(case: CaseResult, actor: str, norm: str) -> CellNode:
    return next(cell for cell in case.cells if (cell.actor, cell.norm) == (actor, norm))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_what_decides_an_element_is_on_the_side_that_it_comes_out_on(folder: Path) -> None:
    for cell in judged(folder).cells:
        for finding in cell.findings:
            first = FirstTold(finding)
            for element in finding.elements:
                sides = {leaf.side for leaf in first.leaves(element.node) if leaf.grade is not None}
                if element.state == "shown" and sides:
                    assert element.support, (cell.norm, element.id)
                if element.state == "shown-false" and sides:
                    assert element.against, (cell.norm, element.id)


@pytest.fixture(scope="module")
def kursk() -> CaseResult:
    return judged(ROOT / "cases/2025-kursk-recognition")


@pytest.fixture(scope="module")
def reported(kursk: CaseResult) -> tuple[CellNode, ElementNode]:
    """Russia under article 51, which is broken where nothing was reported; but something was."""
    cell = cell_of(kursk, "russia", "un.charter/51#report")
    return cell, next(each for each in cell.findings[0].elements if each.id == "not-reported")


def test_the_contrary_of_what_is_shown_is_denied_by_it(reported: tuple[CellNode, ElementNode]) -> None:
    _, element = reported
    assert element.state == "shown-false"
    assert element.against == ("russia-art-51-letter-report",)
    assert element.support == ()
    assert statement(element).startswith("Russia has reported to the Security Council")


def test_the_brief_answers_say_what_is_shown_and_not_its_contrary(
    kursk: CaseResult, reported: tuple[CellNode, ElementNode]
) -> None:
    cell, _ = reported
    brief = written(paragraph(kursk, cell))
    assert "it is not so that Russia has reported" not in brief.casefold()
    assert "Russia has reported to the Security Council" in brief
    assert "nothing but how the things are named" not in brief
    assert "shown false: Russia has reported" in line(kursk, cell).text


def test_what_shows_another_kind_speaks_against_the_kind_that_it_excludes(kursk: CaseResult) -> None:
    cell = cell_of(kursk, "russia", "un.sc.res.1718/8b#no-procurement")
    covered = next(each for each in cell.findings[0].elements if each.state == "shown-false")
    assert "sending" in covered.against
    assert covered.support == ()
    assert "against it there is" not in written(paragraph(kursk, cell))
