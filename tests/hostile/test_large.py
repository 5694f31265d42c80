"""A large case, or one that is cut short, ends in a reported answer: cells, totals, explanation and JSON all say so."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from shutil import copytree
from types import ModuleType
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.engine import assess
from sanctioncheck.explain.abduce import Abduction
from sanctioncheck.explain.cell import MOST_TOLD
from tests.load.language import TINY

ROOT = Path(__file__).parents[2]
Run = Callable[..., str]


def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("large_case", ROOT / "benchmarks/large_case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    return Path(writer().write_case(folder / "alike", 30, alike=True))


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(writer().write_case(tmp_path_factory.mktemp("large") / "varied", 24, 6))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*words: str) -> str:
        assert main(words) == 0
        return capsys.readouterr().out

    return called


def result(run: Run, case: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("run", str(case), "--format", "json", *words))["cases"][0]
    return found


MANY = 10_000
FACT = """\
  - id: g{n}
    ships: {{by: aland, to: bland, object: rifles}}
    on: 2020-05-03
    support:
      - source: report
        quote: {{exact: Aland shipped 40 rifles to Bland, position: 0}}
        mode: reported
        information: 2
    review: {{state: accepted, by: ak}}
"""


@pytest.mark.parametrize(
    ("under", "line"),
    [("actors", "  - {{id: s{n}, type: state, name: State {n}}}\n"), ("facts", FACT)],
    ids=["actors", "facts"],
)
def test_ten_thousand_of_a_kind_are_judged(under: str, line: str, tmp_path: Path, run: Run) -> None:
    case = Path(copytree(TINY / "case", tmp_path / "case"))
    path = case / "case.yaml"
    more = "".join(line.format(n=n) for n in range(MANY))
    path.write_text(path.read_text().replace(f"{under}:\n", f"{under}:\n{more}", 1))
    pack = ("--pack", str(TINY / "pack"))
    few, all_ = (json.loads(run("run", str(each), *pack, "--format", "json")) for each in (TINY / "case", case))

    def outcomes(told: dict[str, Any]) -> dict[tuple[str, str], str]:
        return {(cell["actor"], cell["norm"]): cell["outcome"] for cell in told["cases"][0]["cells"]}

    assert outcomes(few).items() <= outcomes(all_).items()
    assert {cell["cut"] for cell in all_["cases"][0]["cells"]} == {None}


def test_the_table_says_what_the_whole_result_says(run: Run, varied: Path) -> None:
    """The table is told without traces; what it shows is what the traces come to."""
    from sanctioncheck.cli.pipeline import run_cases
    from sanctioncheck.render.table import Page, to_table

    for case in (varied, ROOT / "cases/2025-kursk-recognition"):
        whole = to_table(run_cases((str(case),)), Page(paths=(str(case),)))
        assert run("run", str(case)) == whole


def test_a_cell_that_is_cut_says_so_wherever_it_is_told(run: Run, alike: Path) -> None:
    found = result(run, alike, "--budget", "40")
    cut = [cell for cell in found["cells"] if cell["cut"]]
    assert cut
    assert {(cell["outcome"], cell["cut"]) for cell in cut} == {("undetermined", "budget")}
    assert found["totals"].endswith(f"{len(cut)} cells cut short, so that there may be more")
    table = run("run", str(alike), "--budget", "40")
    assert "cut short: budget" in table
    assert f"Cut short: {len(cut)} cells not judged to the end" in table
    cell = cut[0]
    for length in ("line", "paragraph", "whole"):
        told = " ".join(
            run("explain", str(alike), cell["actor"], cell["norm"], "--budget", "40", "--length", length).split()
        )
        assert "ot judged or told to its end" in told or "ot heard or told to its end" in told


def test_without_a_cut_nothing_speaks_of_one(run: Run, alike: Path) -> None:
    assert not [cell for cell in result(run, alike)["cells"] if cell["cut"]]
    assert "cut short" not in run("run", str(alike))


def test_of_many_findings_some_are_told_and_the_others_counted(run: Run, alike: Path) -> None:
    cells = [cell for cell in result(run, alike)["cells"] if cell["findings"]]
    assert {(len(cell["findings"]), cell["untold"]) for cell in cells} == {(MOST_TOLD, 30 - MOST_TOLD)}
    cell = cells[0]
    told = run("explain", str(alike), cell["actor"], cell["norm"], "--finding", "30")
    assert "of 30" in told


def test_of_very_many_actors_the_gravest_are_kept_and_the_others_named(
    run: Run, varied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = result(run, varied)
    monkeypatch.setattr(assess, "MOST_COLUMNS", 2)
    few = result(run, varied)
    assert len(few["actors"]) == 2
    assert sorted([*few["actors"], *few["left_out"]]) == sorted(full["actors"])
    grave = {cell["actor"] for cell in full["cells"] if cell["outcome"] == "violated"}
    assert grave & set(few["actors"])
    assert len(grave & set(few["actors"])) == min(len(grave), 2)
    assert f"{len(few['left_out'])} actors left out" in few["totals"]
    assert "Left out of the matrix" in run("run", str(varied))


def test_the_same_numbers_give_the_same_case(tmp_path: Path) -> None:
    one, other = (writer().write_case(tmp_path / name / "case", 50, 9) for name in ("a", "b"))
    assert (one / "case.yaml").read_bytes() == (other / "case.yaml").read_bytes()


def test_a_result_with_a_budget_is_verified_with_the_same(run: Run, alike: Path, tmp_path: Path) -> None:
    told = tmp_path / "result.json"
    norms = ("--norm", "un.sc.res.1874/9")
    told.write_text(run("run", str(alike), "--format", "json", "--budget", "40", *norms), encoding="utf-8")
    assert "the same bytes" in run("verify", str(told), str(alike))


def test_a_cell_that_is_not_told_whole_is_not_said_to_be_verified(run: Run, alike: Path) -> None:
    words = ("explain", str(alike), "russia", "un.sc.res.1874/9#no-procurement", "--verify", "--budget", "40")
    checked = json.loads(run(*words, "--format", "json"))["cases"][0]["cells"][0]["verified"]
    assert checked["steps"] == 0
    assert "cut short" in checked["unchecked"][-1]


def asked(run: Run, case: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("ask", str(case), "--format", "json", *words))
    return found


def test_what_is_missing_in_a_cell_that_is_cut_is_not_looked_for_and_this_is_said(run: Run, alike: Path) -> None:
    cut = {(c["actor"], c["norm"]) for c in result(run, alike, "--budget", "40")["cells"] if c["cut"]}
    found = asked(run, alike, "--budget", "40")
    assert {(c["actor"], c["norm"]) for c in found["cells"] if c["cut"] == "budget"} == cut
    assert not [c for c in found["cells"] if c["cut"] and (c["sets"] or c["whole"])]
    whole = " ".join(run("ask", str(alike), "--budget", "40").split())
    alone = " ".join(run("ask", str(alike), *sorted(cut)[0], "--budget", "40").split())
    assert f"Cut short: {len(cut)} cells not judged to the end" in whole
    for told in (whole, alone):
        assert "? undetermined, cut short: budget" in told
        assert "Not judged or told to its end" in told
        assert "no missing fact settles this cell" not in told


def test_a_supposition_and_a_report_of_a_case_that_is_cut_say_so(run: Run, alike: Path, tmp_path: Path) -> None:
    told = " ".join(run("whatif", str(alike), "--reject", "s0", "--budget", "40").split())
    assert "undetermined: budget → not there" in told
    assert "alike: -" not in told
    run("report", str(alike), "--budget", "40", "--to", "html,json", "-o", str(tmp_path))
    assert "cut short: budget" in (tmp_path / "alike.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "alike.json").read_text(encoding="utf-8"))["budget"] == 40


def test_a_search_that_the_budget_ends_says_so_and_keeps_what_it_has_found(run: Run, varied: Path) -> None:
    full, short = asked(run, varied), asked(run, varied, "--budget", "2500")
    assert {cell["search_cut"] for cell in full["cells"]} == {None}
    ended = [cell for cell in short["cells"] if cell["search_cut"] == "budget"]
    assert ended
    assert not [cell for cell in ended if cell["whole"] or cell["cut"]]
    found = {(cell["actor"], cell["norm"]): cell["sets"] for cell in full["cells"]}
    assert found.keys() == {(cell["actor"], cell["norm"]) for cell in short["cells"]}
    for cell in short["cells"]:
        sets = found[cell["actor"], cell["norm"]]
        assert all(one in sets for one in cell["sets"])
        assert cell["search_cut"] or cell["sets"] == sets
    assert any(cell["sets"] for cell in ended)
    told = " ".join(run("ask", str(varied), "--budget", "2500").split())
    assert f"Not gone through to the end: {len(ended)} of {len(short['cells'])} cells" in told
    cell = next(cell for cell in ended if not cell["sets"])
    ask = f"`ask CASE {cell['actor']} {quote(cell['norm'])} --budget 2500`"
    assert f"not gone through to the end: budget; ask for the cell alone with {ask}" in told
    alone = asked(run, varied, cell["actor"], cell["norm"], "--budget", "2500")["cells"][0]
    assert alone["sets"]


def test_a_cell_that_is_asked_about_alone_says_that_a_larger_budget_goes_further(run: Run, varied: Path) -> None:
    cell = next(cell for cell in asked(run, varied)["cells"] if cell["sets"])
    words = ("ask", str(varied), cell["actor"], cell["norm"])
    told = " ".join(run(*words, "--budget", "600").split())
    assert "not gone through to the end: budget; a larger `--budget` goes further" in told
    assert "no missing fact settles this cell" not in told


def test_a_search_is_ended_at_the_same_place_each_time(run: Run, varied: Path) -> None:
    assert asked(run, varied, "--budget", "2500") == asked(run, varied, "--budget", "2500")


def test_all_open_cells_of_a_hundred_facts_are_gone_through(run: Run, tmp_path: Path) -> None:
    found = asked(run, Path(writer().write_case(tmp_path / "hundred", 100)))
    assert len(found["cells"]) > 50
    assert {(cell["cut"], cell["search_cut"]) for cell in found["cells"]} == {(None, None)}
    assert [cell for cell in found["cells"] if cell["sets"]]


def test_passing_over_things_that_fit_no_role_loses_no_set(
    run: Run, varied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(run, varied)
    monkeypatch.setattr(Abduction, "_undefined", lambda *_: False)
    assert asked(run, varied) == found
