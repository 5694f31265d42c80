"""The report in a real browser: from a cell to its trace, to the quote and back, by mouse and by keys alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.report.keys import entered, tab_to

Shown = Callable[..., Any]


def focused(page: Any) -> str:
    said: str = page.evaluate("document.activeElement.innerText || document.activeElement.id")
    return said


def test_a_click_leads_from_the_cell_to_the_trace_to_the_quote_and_back(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    cell = page.locator("table.matrix tbody tr", has_text="UN Charter art 2(4)").locator("td").nth(1)
    cell.locator("a:visible").click()
    page.locator("article:target > details[open]").wait_for()
    trace = page.locator("article:target")
    assert "Russia, UN Charter art 2(4): violated" in trace.locator("summary").inner_text()
    assert trace.locator("div").first.is_visible()
    assert trace.locator("summary").evaluate("e => e === document.activeElement")
    page.locator("#facts").scroll_into_view_if_needed()
    link = page.locator("a[href^='#quote-']").first
    quote = link.inner_text().strip("“”")
    link.click()
    mark = page.locator("mark:has(:target)")
    assert mark.is_visible()
    assert re.sub(r"\s+", " ", mark.inner_text()) in re.sub(r"\s+", " ", quote)
    back = page.locator("mark:has(:target) ~ a[href^='#back-']").first
    back.click()
    assert page.locator(":target").inner_text().strip("“”") == quote


def test_keys_alone_lead_from_the_cell_to_the_trace_to_the_quote_and_back(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the matrix"
    entered(page, "matrix")
    tab_to(page, "e.matches('table.matrix a')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    row = page.evaluate("document.activeElement.closest('tr').rowIndex")
    column = page.evaluate("document.activeElement.closest('td').cellIndex")
    assert (row, column) == (2, 1)
    entered(page, "cell-dprk")
    assert "DPRK, UN Charter art 2(4)" in focused(page)
    assert page.locator("article:target details").get_attribute("open") is not None
    tab_to(page, "e.getAttribute('href') === '#fact-sending'")
    entered(page, "fact-sending")
    tab_to(page, "(e.getAttribute('href') || '').startsWith('#quote-sending')")
    quote = focused(page)
    entered(page, "quote-sending")
    mark = page.locator("mark:has(:target)")
    assert mark.is_visible()
    assert " ".join(mark.inner_text().split()) in " ".join(quote.split())
    tab_to(page, "(e.getAttribute('href') || '').startsWith('#back-sending')", 5)
    entered(page, "back-sending")
    assert page.locator(":target").inner_text() == quote


@pytest.mark.parametrize(("rank", "word"), [(0, "violated"), (2, "violated"), (4, "undetermined")])
def test_the_standard_chosen_changes_the_cells_without_a_script(
    browser: Any, tmp_path: Path, kursk: str, rank: int, word: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(kursk, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator(f"#standard-{rank}").check()
    cell = page.locator("table.matrix tbody tr", has_text="UN Charter art 2(4)").locator("td").nth(1)
    assert word in cell.inner_text()
    assert cell.locator("a:visible").count() == 1
    context.close()


def test_axe_finds_nothing(shown: Shown, kursk: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = shown(kursk)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = axe.Axe().run(page)
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]] == []


def test_on_a_telephone_nothing_is_wider_than_the_page(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    page.set_viewport_size({"width": 420, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    head = page.locator("table.matrix tbody th").first
    before = head.bounding_box()["x"]
    page.locator("div.scroll:has(table.matrix)").evaluate("e => { e.scrollLeft = 200; }")
    assert abs(head.bounding_box()["x"] - before) < 5


def test_in_forced_colours_every_cell_keeps_sign_word_and_edge(shown: Shown, kursk: str) -> None:
    page = shown(kursk, forced_colors="active")
    cell = page.locator("table.matrix td a:visible").first
    assert cell.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    assert re.search(r"\w", cell.inner_text())
    assert cell.locator(".sign").inner_text().strip()


def test_it_prints_with_everything_open_and_no_row_torn(shown: Shown, kursk: str, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = shown(kursk)
    target = tmp_path / "report.pdf"
    page.pdf(path=str(target), format="A4")
    assert page.evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
    said = " ".join(" ".join(leaf.extract_text().split()) for leaf in pypdf.PdfReader(target).pages)
    for needed in ("An analytical aid", "UN Charter art 2(4)", "Who violated what", "What is missing"):
        assert needed in said
    # Fonts draw some letters as one, and lines break within words.
    pages = [
        "".join(unicodedata.normalize("NFKC", leaf.extract_text()).split()) for leaf in pypdf.PdfReader(target).pages
    ]
    names = page.locator("table.matrix tbody th").evaluate_all("all => all.map(each => each.innerText)")
    for name in names:
        # A row that was torn would have its name on one page, and what it is about on the next.
        whole = "".join(unicodedata.normalize("NFKC", name).split())
        assert any(whole in each for each in pages), name


def test_a_reading_chosen_changes_the_cells_that_turn_on_it_and_no_other(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    cells = page.locator("table.matrix tbody td")
    before = cells.evaluate_all("all => all.map(each => each.innerText)")
    page.locator("summary", has_text="Choose how the law is read").click()
    label = page.locator("fieldset.one label", has_text="any help tied to the use of arms counts")
    label.click()
    after = cells.evaluate_all("all => all.map(each => each.innerText)")
    number = label.locator("input").get_attribute("id").rpartition("-")[2]
    marked = cells.evaluate_all(f"all => all.map(each => each.classList.contains('x{number}'))")
    assert any(marked)
    for one, other, turns in zip(before, after, marked, strict=True):
        assert (one != other) <= turns
    row = page.locator("table.matrix tbody tr", has_text="UNSC Res 1718 para 8(c)")
    assert "reasonable grounds to believe: violated" in row.locator("td").nth(1).inner_text()
    assert "as if the law were read so" in page.locator("p.told:visible").inner_text()
    assert page.locator("details.choosing").get_attribute("open") is None
    page.locator("summary", has_text="Choose how the law is read").click()
    page.locator("#reading-own").check()
    assert cells.evaluate_all("all => all.map(each => each.innerText)") == before
    assert page.locator("p.told:visible").count() == 0


def test_every_cell_shows_one_outcome_whatever_is_chosen(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    count = "all => all.map(td => [...td.querySelectorAll('a')].filter(a => a.offsetParent).length)"
    for reading in page.locator("fieldset.one input").all():
        page.evaluate("document.querySelector('details.choosing').open = true")
        reading.check()
        for standard in page.locator("input[name=standard]").all():
            standard.check()
            assert set(page.locator("table.matrix tbody td").evaluate_all(count)) == {1}


def test_what_is_pleaded_is_drawn_with_what_answers_it(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    row = page.locator("table.matrix tbody tr", has_text="UN Charter art 2(4)")
    row.locator("td").nth(1).locator("a:visible").click()
    page.locator("article:target > details[open]").wait_for()
    knot = page.locator("article:target figure.knot")
    said = knot.inner_text()
    assert "A State that is attacked may defend itself" in " ".join(said.split())
    assert "✗ answered" in said
    assert "✓ holds" in said
    boxes = knot.locator("rect").evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    assert len(boxes) > 2
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
            assert apart, (one, other)


def test_a_standard_that_was_not_asked_for_is_named_above_the_matrix_also_on_paper(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    assert page.locator("p.told:visible").count() == 0
    page.locator("#standard-3").check()
    page.emulate_media(media="print")
    said = page.locator("p.told:visible").inner_text()
    assert "clear and convincing" in said
    assert "All else on this page is told at this one: reasonable grounds" in said
    page.emulate_media(media="screen")
    page.locator("#standard-1").check()
    assert page.locator("p.told:visible").count() == 0


def test_on_paper_no_cell_that_nothing_opens_has_a_trace(shown: Shown, kursk: str) -> None:
    page = shown(kursk)
    page.emulate_media(media="print")
    told = page.locator("article:visible > details > summary").all_inner_texts()
    assert told
    assert not any("not triggered" in each or "not applicable" in each for each in told)
