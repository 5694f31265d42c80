"""The explanation of a cell: short, normal and full."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.model.result import CellNode, RunResult
from sanctioncheck.render.explanation import to_markdown, to_text

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
Golden = Callable[[Path, str], None]

CELLS = {
    "violated": ("avaria", "un.charter/2-4#no-force"),
    "excused": ("borduria", "un.charter/2-4#no-force"),
    "not-triggered": ("cordia", "un.charter/2-4#no-force"),
    "responsible": ("borduria", "un.ilc.arsiwa/16#aid"),
    "contested": ("avaria", "un.sc.res.1874/9#no-procurement"),
    "undetermined": ("avaria", "un.sc.res.2270/9#no-hosting"),
    "not-applicable": ("cordia", "un.sc.res.1874/9#no-export"),
}


def cell_of(run: RunResult, name: str) -> CellNode:
    return next(cell for cell in run.cases[0].cells if (cell.actor, cell.norm) == CELLS[name])


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("depth", ["short", None, "full"])
def test_each_depth_reads_as_it_should(ordinary: RunResult, golden: Golden, name: str, depth: str | None) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), depth)
    golden(GOLDEN / f"explain-{name}-{depth or 'normal'}.txt", text)


@pytest.mark.parametrize("depth", ["short", None])
def test_the_markdown_reads_as_it_should(ordinary: RunResult, golden: Golden, depth: str | None) -> None:
    text = to_markdown(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), depth)
    golden(GOLDEN / f"explain-violated-{depth or 'normal'}.md", text)


def test_one_finding_can_be_told_alone(ordinary: RunResult) -> None:
    cell = cell_of(ordinary, "contested")
    text = to_text(ordinary, ordinary.cases[0], cell, finding=cell.findings[1].id)
    assert "Finding 2 of 2" in text
    assert "Finding 1 of 2" not in text


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("depth", [None, "full"])
def test_every_line_of_a_tree_ends_with_ids(ordinary: RunResult, name: str, depth: str | None) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), depth, width=10_000)
    lines = [line for line in text.splitlines() if re.match(r"[│ ]*[├└]─ ", line)]
    assert [line for line in lines if not line.endswith("]")] == []


@pytest.mark.parametrize("name", CELLS)
def test_every_sentence_of_the_paragraph_ends_with_ids(ordinary: RunResult, name: str) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), "short", width=10_000).splitlines()[0]
    assert text.endswith("].")
    # A full stop inside a sentence would leave its first half without ids.
    assert all(re.search(r"[\])]$", part) for part in re.split(r"\. (?=[A-ZI])", text.removesuffix(".")))


def test_a_note_is_ours_and_never_in_quotation_marks(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    note = next(line for line in text.splitlines() if "came as guests" in line)
    assert "our note on The Morning Post: The article says that the soldiers came as guests (" in note
    assert "“" not in note


def test_a_passage_cannot_end_its_own_quotation_marks(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    assert "“our soldiers crossed the river at dawn, ‘as planned’”" in text


def test_a_passage_is_printed_once_and_then_named(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    assert text.count("at dawn") == 1
    assert "as quoted above [f1]" in text


def test_an_unconfirmed_pinpoint_is_marked_wherever_it_stands(ordinary: RunResult) -> None:
    violated = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"))
    assert "ARSIWA art 4, pinpoint not confirmed" in violated
    assert "VCLT art 26, pinpoint not confirmed" in violated
    assert "pinpoint not confirmed" in to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "contested"))


def test_colour_touches_only_the_heading(ordinary: RunResult) -> None:
    cell = cell_of(ordinary, "violated")
    plain = to_text(ordinary, ordinary.cases[0], cell).splitlines()
    coloured = to_text(ordinary, ordinary.cases[0], cell, colour=True).splitlines()
    assert coloured[0].startswith("\x1b[")
    assert coloured[1:] == plain[1:]
