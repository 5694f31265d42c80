"""What stands in a report is what the result says, and no text of a stranger does anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.pipeline import reported
from sanctioncheck.cli.reporting import FORMATS
from sanctioncheck.engine.durable import child
from sanctioncheck.model.result import RunResult
from sanctioncheck.render.matrix import matrix
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.forms import FORMS
from sanctioncheck.render.report.page import to_html
from sanctioncheck.render.safe import plain
from tests.render import build
from tests.report.judging import judged
from tests.report.reading import Page, page_of

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "cases").glob("*/case.yaml"))
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202e\u2066 reversed",
    "]]><!-- -->",
)


def read(html: str) -> Page:
    return page_of(html)


def spoken(html: str) -> str:
    return re.sub(r"\s+", " ", "".join(read(html).said))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_all_that_the_result_says_of_drawn_cells_stands_in_the_page(folder: Path) -> None:
    run, texts = judged(folder.name)
    case = run.cases[0]
    said = spoken(to_html(run, case, texts))

    def stands(text: str) -> None:
        assert re.sub(r"\s+", " ", plain(text)).strip() in said, text

    for row in matrix(run, case).rows:
        stands(row.label)
        for entry in row.entries:
            if entry is not None:
                stands(entry.cell.citation)
                stands(entry.cell.word)
                stands(entry.cell.gist)
    for fact in case.facts:
        stands(fact.text)
        stands(fact.when)
        for leaf in fact.leaves:
            stands(leaf.text)
    for opinion in case.opinions:
        stands(opinion.exact)
    for pack in run.packs:
        stands(pack.sha256)
    for each in case.inputs:
        stands(each.sha256)
    stands(run.disclaimer)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_link_leads_somewhere_and_every_anchor_is_one(folder: Path) -> None:
    run, texts = judged(folder.name)
    tags = read(to_html(run, run.cases[0], texts)).tags
    anchors = [str(attrs["id"]) for _, attrs in tags if "id" in attrs]
    assert len(anchors) == len(set(anchors))
    links = {str(attrs["href"])[1:] for tag, attrs in tags if tag == "a"}
    assert links <= set(anchors)


def test_the_page_asks_for_nothing_from_outside(kursk: str) -> None:
    for tag, attrs in read(kursk).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "form", "base"), tag
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attrs), (tag, attrs)
        if tag == "a":
            assert str(attrs["href"]).startswith("#")


def test_equal_input_gives_equal_bytes(kursk: str) -> None:
    run, texts = reported(str(ROOT / "cases/2025-kursk-recognition"))
    assert to_html(run, run.cases[0], texts) == kursk


def test_it_stays_below_a_megabyte(kursk: str) -> None:
    assert len(kursk.encode()) < 1_000_000


@pytest.fixture
def hostile() -> RunResult:
    return build.hostile(" ".join(PAYLOADS))


def test_no_text_of_a_stranger_becomes_an_element(hostile: RunResult) -> None:
    evil = read(to_html(hostile, hostile.cases[0], {"s1": " ".join(PAYLOADS)}))
    good = read(to_html(build.run(), build.run().cases[0], {}))
    assert {tag for tag, _ in evil.tags} <= {tag for tag, _ in good.tags} | {"mark"}
    assert sum(tag == "script" for tag, _ in evil.tags) == 1
    for _, attrs in evil.tags:
        assert not any(name.startswith("on") for name in attrs)


def test_no_text_of_a_stranger_runs(shown: Callable[..., Any], hostile: RunResult) -> None:
    """The fixture fails where a dialog opens, a script errs, the policy is broken or the network is asked."""
    page = shown(to_html(hostile, hostile.cases[0], {"s1": " ".join(PAYLOADS)}))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.locator("main script, main img").count() == 0


PHRASES = ("said.py", "headings.py")
"""The phrases of a report, and those of the page that sets two runs side by side."""
NAMES_OF_STYLES = {"Intense Quote", "Table Grid", "Normal Table", "List Bullet", "Footnote Text", "Footnote Reference"}


def test_no_module_of_a_report_holds_a_phrase_but_the_one_for_phrases() -> None:
    for path in (*ROOT.glob("sanctioncheck/render/report/*.py"), *ROOT.glob("sanctioncheck/render/memo/*.py")):
        if path.name in PHRASES:
            continue
        tree = ast.parse(path.read_text())
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        # What is raised as a fault of the program is not printed in a report, and style is not read.
        silent |= {id(each) for node in ast.walk(tree) if isinstance(node, ast.Raise) for each in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                said = re.sub(r"<[^>]*>?", "", node.value)
                prose = re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", said) and "{" not in said.replace("{}", "")
                assert not prose or said in NAMES_OF_STYLES or path.name == "look.py", (path.name, node.lineno, said)


def test_the_forms_that_the_command_offers_are_those_that_can_be_made() -> None:
    assert tuple(FORMS) == FORMATS


def test_the_command_writes_the_formats_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(ROOT / "cases/2018-wise-honest")
    assert main(["report", folder, "--to", "html,md,csv,json", "-o", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"2018-wise-honest.{form}" for form in ("csv", "html", "json", "md")
    ]
    assert "2018-wise-honest.html" in capsys.readouterr().out
    assert main(["report", folder, "--to", "docm", "-o", str(tmp_path)]) == 2
    assert "no format docm" in capsys.readouterr().err


def test_a_case_that_cannot_be_judged_is_an_error_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(tmp_path / "none"), "-o", str(tmp_path / "out")]) == 2
    assert "there is no" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main(["report", str(ROOT / "cases/2018-wise-honest"), "-o", str(tmp_path / "taken")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_cells_carry_their_marks_and_no_note_asks_for_a_command(kursk: str) -> None:
    said = spoken(kursk)
    assert "contested †‡" in said
    assert "--all" not in said
    assert "`explain`" not in said


@pytest.mark.skipif(bool(child.missing()), reason=child.missing())
def test_a_report_is_cross_checked_as_a_run_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SANCTIONCHECK_ENGINE")
    assert main(["report", str(ROOT / "cases/2018-wise-honest"), "-o", str(tmp_path)]) == 0
    assert "cross-checked with durable_rules" in (tmp_path / "2018-wise-honest.html").read_text()
    capsys.readouterr()


def test_only_words_of_the_speakers_own_stand_in_quotation_marks(kursk: str) -> None:
    """The source of the case is a note: a quotation of it would put our words into the mouth of a State."""
    facts = kursk[kursk.index('id="facts"') : kursk.index('id="sources"')]
    assert "our note: it has sent soldiers" in facts
    assert "“" not in facts


def test_a_fact_that_something_is_not_so_is_borne_out_by_who_says_that_it_is_not(kursk: str) -> None:
    row = next(row for row in kursk.split("<tr>") if "not-in-ukraine</code>" in row and "fact-not" in row)
    assert "Kursk is Russian territory" in row
    assert words.AGAINST not in row


def test_a_piece_of_a_source_keeps_the_spaces_at_its_ends(kursk: str) -> None:
    sources = spoken(kursk[kursk.index('class="source"') :])
    assert "Until then it was Western secret services that said so: that North Korean soldiers" in sources


def test_another_reading_is_told_with_the_ground_that_it_has(kursk: str) -> None:
    turns = kursk[kursk.index('id="turns"') : kursk.index('id="missing"')]
    assert "reasonable grounds to believe: violated" in turns
    assert "alleged: violated" not in turns
