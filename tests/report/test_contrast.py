"""The page of two runs: every cell that differs stands in it and no other does, and no text of a stranger runs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.cli.comparing import compared, names_of
from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.cli.twosides import Run
from sanctioncheck.model.compared import CompareResult
from sanctioncheck.model.finding import SIGNS
from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.render.comparison import to_markdown
from sanctioncheck.render.report import headings as words
from sanctioncheck.render.report.contrast import to_html
from sanctioncheck.render.report.tags import anchor
from sanctioncheck.render.safe import plain
from tests.render import build
from tests.report.conftest import KURSK, ROOT
from tests.report.keys import entered
from tests.report.test_page import PAYLOADS, read, spoken

Key = tuple[str, str]
QUIET = ("not-triggered", "not-applicable")


def sides(before: CaseResult | RunResult, after: CaseResult | RunResult) -> tuple[Run, Run]:
    made = [side if isinstance(side, RunResult) else build.run(side) for side in (before, after)]
    return Run(made[0], made[0].cases[0]), Run(made[1], made[1].cases[0])


def page(runs: tuple[Run, Run]) -> str:
    return to_html(compared(runs), names_of(runs))


def drawn_cells(html: str) -> list[str]:
    """Give the anchors of the cells that the table leads to, and of those that are explained; they must agree."""
    tags = read(html).tags
    linked = [str(attrs["href"])[1:] for tag, attrs in tags if tag == "a" and "cell" in str(attrs.get("class"))]
    told = [str(attrs["id"]) for tag, attrs in tags if tag == "article"]
    assert linked[::2] == linked[1::2] == told
    return told


@pytest.fixture(scope="module")
def stricter() -> tuple[Run, Run]:
    runs = [run_cases([str(KURSK)], standard=standard, everything=True) for standard in (None, "conclusive")]
    return sides(runs[0], runs[1])


@pytest.fixture(scope="module")
def denied() -> tuple[Run, Run]:
    paths = (str(KURSK), str(ROOT / "cases/2025-kursk-independent-denial"))
    return sides(*(run_cases([path], everything=True) for path in paths))


OUTCOMES = ("violated", "contested", "undetermined", "excused", "not-violated", *QUIET)


@st.composite
def changed(draw: Any) -> tuple[CaseResult, CaseResult]:
    """Two results of one case in which any cell may have any outcome, or be missing."""

    def side() -> CaseResult:
        cells = []
        for cell in build.cells():
            outcome = draw(st.sampled_from((cell.outcome, cell.outcome, cell.outcome, None, *OUTCOMES)))
            if outcome == cell.outcome:
                cells.append(cell)
            elif outcome is not None:
                more = {"outcome": outcome, "word": outcome.replace("-", " "), "by_standard": build.same(outcome)}
                cells.append(cell.model_copy(update={**more, "standard_reached": None, "findings": (), "readings": ()}))
        return build.case(cells=tuple(cells))

    return side(), side()


def otherwise(before: CaseResult, after: CaseResult) -> set[Key]:
    """Give the cells whose words differ; one that a side lacks says as much as one where nothing happened."""
    said: list[dict[Key, CellNode]] = [{(c.actor, c.norm): c for c in side.cells} for side in (before, after)]

    def word(side: dict[Key, CellNode], key: Key) -> str | None:
        return side[key].word if key in side else None

    keys = {key for key in {*said[0], *said[1]} if word(said[0], key) != word(said[1], key)}
    return {
        key
        for key in keys
        if all(key in side for side in said) or next(side[key] for side in said if key in side).outcome not in QUIET
    }


@given(changed())
def test_every_cell_whose_word_differs_stands_in_the_page_and_no_other_does(
    two: tuple[CaseResult, CaseResult],
) -> None:
    html = page(sides(*two))
    assert sorted(drawn_cells(html)) == sorted(anchor("cell", " ".join(key)) for key in otherwise(*two))


def test_in_real_runs_what_stands_beyond_the_words_differs_below_them(denied: tuple[Run, Run]) -> None:
    """A cell of which only a reading leads elsewhere, or that is proved less far, says that it is so."""
    html = page(denied)
    there = set(drawn_cells(html))
    word = {anchor("cell", " ".join(key)) for key in otherwise(denied[0].case, denied[1].case)}
    assert word <= there
    assert len(there - word) == spoken(html).count(words.BELOW) == 1


def test_both_outcomes_stand_there_with_sign_word_and_colour(stricter: tuple[Run, Run]) -> None:
    html = page(stricter)
    said = spoken(html)
    colours = [str(a["class"]).split()[1] for tag, a in read(html).tags if tag == "a" and "cell" in str(a.get("class"))]
    cells = compared(stricter).difference.cells
    assert colours == [v.outcome for cell in cells for v in (cell.before, cell.after) if v is not None]
    for cell in cells:
        for verdict in (cell.before, cell.after):
            assert verdict is not None
            assert f"{SIGNS[verdict.outcome]}{verdict.word}" in said


def test_versions_hashes_days_and_standards_of_both_sides_stand_there(stricter: tuple[Run, Run]) -> None:
    said = spoken(page(stricter))
    for run in stricter:
        for text in (run.case.sha256, run.case.as_of, run.result.tool, *(p.sha256 for p in run.result.packs)):
            assert text in said
        for each in run.case.inputs:
            assert each.sha256 in said
    assert "standard of proofreasonable groundsconclusivediffers" in said


def leaves_told(result: CompareResult) -> set[str]:
    return {plain(each.leaf.text) for cell in result.difference.cells for each in cell.leaves}


def test_page_markdown_and_json_tell_the_same(denied: tuple[Run, Run]) -> None:
    result = compared(denied)
    html, markdown = spoken(page(denied)), to_markdown(result, names_of(denied))
    assert leaves_told(result)
    for text in leaves_told(result):
        assert text in html
        assert text in markdown
    for each in result.difference.inputs:
        assert plain(each.text) in html
    for cell in result.difference.cells:
        for step in cell.steps:
            assert plain(step.text).rstrip(".") in html


def test_where_nothing_differs_that_is_said_and_no_table_stands_there() -> None:
    html = page(sides(build.case(), build.case()))
    assert drawn_cells(html) == []
    assert "Nothing comes out otherwise." in spoken(html)
    assert "The two are alike: every cell, every input and the rules." in spoken(html)
    assert 'class="matrix"' not in html


def test_where_only_an_input_differs_it_is_not_called_alike() -> None:
    said = spoken(page(sides(build.case(), build.case(assumptions={}, sha256="b" * 64))))
    assert "Nothing comes out otherwise." in said
    assert "The two are alike" not in said
    assert "assumption" in said


def test_what_is_made_up_for_a_case_is_said_at_the_head() -> None:
    assert "Made up for this case: A paper." in spoken(page(sides(build.case(), build.case(made_up=("A paper",)))))


def test_equal_runs_give_an_equal_page(denied: tuple[Run, Run]) -> None:
    assert page(denied) == page(denied)


def test_every_link_leads_somewhere_and_every_anchor_is_one(stricter: tuple[Run, Run], denied: tuple[Run, Run]) -> None:
    for runs in (stricter, denied):
        tags = read(page(runs)).tags
        anchors = [str(attrs["id"]) for _, attrs in tags if "id" in attrs]
        assert len(anchors) == len(set(anchors))
        assert {str(attrs["href"])[1:] for tag, attrs in tags if tag == "a"} <= set(anchors)


def test_the_page_asks_for_nothing_from_outside(denied: tuple[Run, Run]) -> None:
    for tag, attrs in read(page(denied)).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "form", "base"), tag
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attrs), (tag, attrs)


def hostile_runs() -> tuple[Run, Run]:
    """Two results whose every word is hostile, and that differ in all cells and inputs."""
    before, after = (build.hostile(" ".join(payloads)) for payloads in (PAYLOADS, PAYLOADS[::-1]))
    turned = tuple(
        cell.model_copy(update={"outcome": "contested" if cell.outcome == "violated" else "violated"})
        for cell in before.cases[0].cells
    )
    other = after.cases[0].model_copy(update={"cells": (*turned, *after.cases[0].cells)})
    return sides(before, after.model_copy(update={"cases": (other,)}))


def test_no_text_of_a_stranger_becomes_an_element(denied: tuple[Run, Run]) -> None:
    evil, good = read(page(hostile_runs())), read(page(denied))
    assert {tag for tag, _ in evil.tags} <= {tag for tag, _ in good.tags} | {"small"}
    assert sum(tag == "script" for tag, _ in evil.tags) == 1
    for _, attrs in evil.tags:
        assert not any(name.startswith("on") for name in attrs)
    assert drawn_cells(page(hostile_runs()))


def test_no_text_of_a_stranger_runs(shown: Callable[..., Any]) -> None:
    """The fixture fails where a dialog opens, a script errs, the policy is broken or the network is asked."""
    opened = shown(page(hostile_runs()))
    assert opened.locator("main script, main img").count() == 0


def test_no_text_of_a_stranger_steers_markdown() -> None:
    runs = hostile_runs()
    said = to_markdown(compared(runs), names_of(runs))
    assert "\u202e" not in said
    assert "<script" not in said.replace("\\<", "")


# --- in a browser


def test_a_click_leads_from_a_cell_to_its_reasons_and_back(shown: Callable[..., Any], denied: tuple[Run, Run]) -> None:
    opened = shown(page(denied))
    opened.locator("table.matrix tbody tr", has_text="UN Charter art 2(4)").locator("a").last.click()
    why = opened.locator("article:target")
    opened.locator("article:target > details[open]").wait_for()
    assert "UN Charter art 2(4)" in why.locator("summary").inner_text()
    assert "They took no part in the combat" in why.inner_text()
    why.get_by_text(words.BACK).click()
    assert opened.url.endswith("#cells")


def test_keys_alone_walk_the_cells_and_lead_to_the_reasons(shown: Callable[..., Any], denied: tuple[Run, Run]) -> None:
    opened = shown(page(denied))
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.innerText") == words.SKIP
    entered(opened, "cells")
    opened.locator("table.matrix tbody a").first.focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.closest('tr').rowIndex") == 2
    assert opened.evaluate("document.activeElement.closest('td').cellIndex") == 3
    entered(opened, "")
    assert "UN Charter art 2(4)" in opened.evaluate("document.activeElement.innerText")


def test_axe_finds_nothing(shown: Callable[..., Any], denied: tuple[Run, Run], stricter: tuple[Run, Run]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    absent = sides(build.case(), build.case(cells=build.cells()[1:], assumptions={}))
    alike = sides(build.case(), build.case())
    for runs in (denied, stricter, absent, alike):
        found = axe.Axe().run(shown(page(runs)))
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]] == []


def test_on_a_telephone_nothing_is_wider_than_the_page(shown: Callable[..., Any], stricter: tuple[Run, Run]) -> None:
    opened = shown(page(stricter))
    opened.set_viewport_size({"width": 420, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 420
    hostile = shown(page(hostile_runs()))
    hostile.set_viewport_size({"width": 420, "height": 800})
    assert hostile.evaluate("document.documentElement.scrollWidth") <= 420


def test_in_forced_colours_every_cell_keeps_sign_word_and_edge(
    shown: Callable[..., Any], denied: tuple[Run, Run]
) -> None:
    cell = shown(page(denied), forced_colors="active").locator("table.matrix td a").first
    assert cell.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    assert cell.locator(".sign").inner_text().strip()


def test_it_prints_with_everything_open_and_no_row_torn(
    shown: Callable[..., Any], denied: tuple[Run, Run], tmp_path: Any
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    opened = shown(page(denied))
    opened.evaluate("document.querySelectorAll('details').forEach(each => { each.open = false; })")
    opened.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    assert opened.evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
    said = " ".join(" ".join(leaf.extract_text().split()) for leaf in pypdf.PdfReader(tmp_path / "page.pdf").pages)
    # What is drawn with one sign for two letters is two letters.
    said = unicodedata.normalize("NFKC", said)
    for needed in ("An analytical aid", "UN Charter art 2(4)", words.WHY, denied[1].case.sha256[:12]):
        assert needed in said
    opened.emulate_media(media="print")
    assert opened.locator("table.matrix tbody tr").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
