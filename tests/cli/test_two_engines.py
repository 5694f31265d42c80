"""Two engines on the command line: compared, alone, absent, and at odds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.engine import crosscheck
from sanctioncheck.engine.durable import child
from sanctioncheck.engine.judge import Heard, outcomes
from tests.load.language import TINY

CASES = Path(__file__).parents[2] / "cases"
CASE = str(CASES / "2025-kursk-recognition")
SMALL = str(CASES / "2024-kn23-missiles")
needs_durable = pytest.mark.skipif(bool(child.missing()), reason=child.missing())


@needs_durable
def test_a_run_says_that_both_engines_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", CASE, "--engine", "both"]) == 0
    assert "cross-checked with durable_rules 2.0.28" in capsys.readouterr().out


@needs_durable
def test_both_are_used_where_nothing_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SANCTIONCHECK_ENGINE")
    assert main(["run", CASE, "--format", "json"]) == 0
    engines = json.loads(capsys.readouterr().out)["cases"][0]["engines"]
    assert engines["compared"] is True
    assert engines["derivations"] > 100
    assert engines["differences"] == []


@needs_durable
def test_the_second_engine_alone_draws_the_same_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", CASE, "--engine", "native"]) == 0
    native = capsys.readouterr().out.splitlines()
    assert main(["run", CASE, "--engine", "durable"]) == 0
    durable = capsys.readouterr().out.splitlines()
    assert "decided by durable_rules" in durable[2]
    assert native[:2] + native[3:] == durable[:2] + durable[3:]


@pytest.mark.parametrize("engine", ["durable", "both"])
def test_an_engine_that_is_not_here_is_an_error_that_says_what_to_do(
    engine: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "missing", lambda: "durable_rules is not installed")
    assert main(["run", CASE, "--engine", engine]) == 2
    said = capsys.readouterr().err
    assert f"`--engine {engine}` cannot be had: durable_rules is not installed" in said
    assert "leave `--engine` out" in said


@pytest.fixture
def at_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the native engine be wrong on one norm: it takes every element for shown."""
    from sanctioncheck.engine.judge import hear

    def wrong(planned: Any, machine: Any, env: Any, when: Any) -> Heard:
        heard = hear(planned, machine, env, when)
        if planned.rule.id != "un.sc.res.1874/9#no-procurement":
            return heard
        return heard._replace(elements=tuple((31, 0, 31, 0) for _ in heard.elements))

    monkeypatch.setattr(crosscheck, "hear", wrong)


@needs_durable
@pytest.mark.usefixtures("at_odds")
def test_engines_at_odds_end_with_code_4_and_the_smallest_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", SMALL, "--engine", "both"]) == 4
    said = capsys.readouterr()
    assert "THE ENGINES DIFFER, and nothing here may be relied on" in said.out
    assert "un.sc.res.1874/9#no-procurement" in said.out
    assert "rely on no cell of this result" in said.err
    folder = tmp_path / "sanctioncheck-difference-2024-kn23-missiles"
    told = (folder / "DIFFERENCE.txt").read_text()
    assert "un.sc.res.1874/9#no-procurement, element" in told
    assert "native engine: yes; durable_rules:" in told
    # Of the facts of the case one is enough to open the norm.
    assert (folder / "case.yaml").read_text().count("  support:") <= 2
    # And what is written is a case in which they still differ.
    assert main(["run", str(folder), "--engine", "both"]) == 4


@needs_durable
def test_a_difference_of_outcomes_alone_is_written_down_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(heard: Heard) -> tuple[str, ...]:
        return ("excused",) * len(outcomes(heard))

    monkeypatch.setattr(crosscheck, "outcomes", wrong)
    monkeypatch.chdir(tmp_path)
    tiny = ["run", str(TINY / "case"), "--pack", str(TINY / "pack"), "--engine", "both"]
    assert main(tiny) == 4
    folder = tmp_path / "sanctioncheck-difference-rifles"
    assert f"the smallest case that shows it is in `{folder.name}`" in capsys.readouterr().err
    assert "native engine: contested; durable_rules: excused" in (folder / "DIFFERENCE.txt").read_text()


@needs_durable
def test_where_nothing_smaller_shows_a_difference_no_case_is_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sanctioncheck.cli import differing

    monkeypatch.setattr(crosscheck, "outcomes", lambda heard: ("excused",) * len(outcomes(heard)))
    monkeypatch.setattr(differing, "side_by_side", lambda *_: (0, [], {}))
    monkeypatch.chdir(tmp_path)
    assert main(["run", SMALL, "--engine", "both"]) == 4
    assert "smallest case" not in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@needs_durable
@pytest.mark.usefixtures("at_odds")
def test_a_folder_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    taken = tmp_path / "sanctioncheck-difference-2024-kn23-missiles"
    taken.mkdir()
    assert main(["run", SMALL, "--engine", "both"]) == 4
    assert list(taken.iterdir()) == []
    assert (tmp_path / f"{taken.name}-2" / "case.yaml").is_file()
    capsys.readouterr()


@needs_durable
def test_a_result_is_verified_with_the_engines_that_made_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine in ("native", "both", "durable"):
        out = tmp_path / f"{engine}.json"
        assert main(["run", SMALL, "--engine", engine, "--format", "json", "-o", str(out)]) == 0
        assert main(["verify", str(out), SMALL]) == 0
        assert "the same bytes" in capsys.readouterr().out
    monkeypatch.setattr(child, "missing", lambda: "durable_rules is not installed")
    assert main(["verify", str(tmp_path / "both.json"), SMALL]) == 0
    assert "not cross-checked this time: durable_rules is not installed" in capsys.readouterr().out


FORGED = [
    {"not_compared": "approved by a court"},
    {"not_compared": "the native engine alone was asked for, and a court approved it"},
    {"not_compared": "`approved by a court` has 17 conditions; durable_rules takes 16"},
    {"derivations": 7},
    {"native": "2"},
    {"compared": True, "derivations": 99999},
    {"compared": True, "durable": "2.0.28", "not_compared": "durable_rules ran out of memory"},
    {"durable": "2.0.28 and a court"},
    {"decided": "durable"},
    {
        "differences": [
            {
                "norm": "a/1#b",
                "readings": {},
                "bindings": {},
                "when": "2020",
                "hearing": "claimant",
                "part": "outcome",
                "standard": None,
                "native": "yes",
                "durable": "no",
            }
        ]
    },
]


@pytest.mark.parametrize("change", FORGED, ids=lambda change: ", ".join(change))
def test_what_is_put_into_a_result_about_its_engines_is_found(
    change: dict[str, object],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "decided" in change and child.missing():
        pytest.skip(child.missing())
    if "compared" in change:
        # Where durable_rules is, both would be compared again.
        monkeypatch.setattr(child, "missing", lambda: "durable_rules is not installed")
    out = tmp_path / "result.json"
    assert main(["run", SMALL, "--engine", "native", "--format", "json", "-o", str(out)]) == 0
    result = json.loads(out.read_text())
    result["cases"][0]["engines"].update(change)
    out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    assert main(["verify", str(out), SMALL]) == 4
    assert "of the engines that made it is not what the program says" in capsys.readouterr().err


@needs_durable
def test_a_comparison_that_was_made_is_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "result.json"
    assert main(["run", SMALL, "--engine", "both", "--format", "json", "-o", str(out)]) == 0
    result = json.loads(out.read_text())
    for change in ({"derivations": 1}, {"not_compared": "`a/1#b` has 17 conditions; durable_rules takes 16"}):
        forged = {**result, "cases": [{**result["cases"][0], "engines": {**result["cases"][0]["engines"], **change}}]}
        out.write_text(json.dumps(forged, ensure_ascii=False, indent=2) + "\n")
        assert main(["verify", str(out), SMALL]) == 4
        assert "of the engines that made it" in capsys.readouterr().err


REASONS = [
    "durable_rules cannot be imported on Python 3.13 or later",
    'durable_rules is not installed; `pip install "sanctioncheck[durable]"` adds it',
    "the case has 1200 findings; `--engine both` compares more than 1000",
    "durable_rules took longer than 120 s",
    "durable_rules stopped without an answer (signal 6)",
    "the case needs more than 40000 facts in durable_rules",
    child.NO_MEMORY,
    child.FAILED,
]


@pytest.mark.parametrize("reason", REASONS)
def test_why_nothing_was_compared_is_taken_over_and_told(
    reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It turns on the machine and the day: another machine cannot say it again."""
    out = tmp_path / "result.json"
    assert main(["run", SMALL, "--engine", "native", "--format", "json", "-o", str(out)]) == 0
    result = json.loads(out.read_text())
    result["cases"][0]["engines"]["not_compared"] = reason
    out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    assert main(["verify", str(out), SMALL]) == 0
    said = capsys.readouterr().out
    assert f"not cross-checked when it was made: {reason}" in said
    by_choice = "findings" in reason or bool(child.missing())
    assert ("derivations are alike" in said) != by_choice


@needs_durable
def test_a_difference_is_not_hidden_by_saying_that_nothing_was_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is no choice of who made the result, both engines are compared where that is possible."""
    monkeypatch.chdir(tmp_path)
    tiny = [str(TINY / "case"), "--pack", str(TINY / "pack")]
    assert main(["run", *tiny, "--engine", "native", "--format", "json", "-o", "result.json"]) == 0
    path = tmp_path / "result.json"
    result = json.loads(path.read_text())
    result["cases"][0]["engines"]["not_compared"] = child.NO_MEMORY
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    monkeypatch.setattr(crosscheck, "outcomes", lambda heard: ("excused",) * len(outcomes(heard)))
    assert main(["verify", "result.json", *tiny]) == 4
    assert "of the engines that made it" in capsys.readouterr().err


def test_every_limit_of_durable_rules_is_a_reason_that_can_be_said() -> None:
    from sanctioncheck.cli.crosschecking import can_be_said
    from sanctioncheck.engine.durable import limits
    from sanctioncheck.explain.matrix import ENGINE_VERSION
    from sanctioncheck.model.engines import Engines

    def rule(*kinds: dict[str, int]) -> dict[str, object]:
        return {"all": [{f"c{at}": {"$and": [kind]}} for at, kind in enumerate(kinds)]}

    alike: list[dict[str, Any]] = [
        {"r": {"all": []}},
        {"r": rule(*({"k": n} for n in range(17)))},
        {"r": rule({"k": 1}, {"k": 1})},
        {f"r{n}": rule({"k": 1}) for n in range(limits.JOINED + 1)},
        {f"r{n}": rule({"k": n}) for n in range(limits.TESTS + 1)},
        {f"r{n}": rule({"k": n}) for n in range(limits.RULES + 1)},
        {"r": rule({"costarring": 1}, {"liquid": 2})},
    ]
    reasons = []
    for rules in alike:
        with pytest.raises(limits.Refused) as refused:
            limits.check(rules)
        reasons.append(str(refused.value))
    assert len(set(reasons)) == len(alike)
    reasons.append("`a/1#b` takes more than its budget (budget)")
    # Those of whole rulebooks are held to it where they are made: `tests/durable/test_limits.py`.
    for told in (*reasons, "; ".join(reasons)):
        assert can_be_said(Engines(native=ENGINE_VERSION, durable="2.0.28", compared=True, not_compared=told)), told
