"""Two runs of one case: at another standard, as of another day, by other rules, with other facts, or kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sanctioncheck.model.compared import CompareResult, Reason, ReasonKind
from sanctioncheck.model.difference import CellDifference
from tests.cli.conftest import Call

ROOT = Path(__file__).parents[2]
KURSK = str(ROOT / "cases" / "2025-kursk-recognition")
DENIED = str(ROOT / "cases" / "2025-kursk-independent-denial")
FORCE = "un.charter/2-4#no-force"
ARMS = "instruments/un/sc/1718-dprk/2009-res-1874/para-09.yaml"
EXPORT = "un.sc.res.1874/9#no-export"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    from sanctioncheck.cli import main

    file = tmp_path_factory.mktemp("kept") / "signed.json"
    assert main(["run", KURSK, "--format", "json", "-o", str(file)]) == 0
    return str(file)


def compared(call: Call, *arguments: str) -> CompareResult:
    code, out, err = call("compare", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return CompareResult.model_validate_json(out)


def cell(result: CompareResult, actor: str, norm: str) -> tuple[CellDifference, dict[ReasonKind, Reason]]:
    at = [(each.actor, each.norm) for each in result.difference.cells].index((actor, norm))
    return result.difference.cells[at], {each.kind: each for each in result.reasons[at].reasons}


def edited_rules(folder: Path, path: str, old: str, new: str) -> str:
    """Copy the rules, with one thing written otherwise."""
    copy = folder / "earlier"
    shutil.copytree(ROOT / "rules", copy)
    text = (copy / path).read_text(encoding="utf-8")
    assert old in text
    (copy / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(copy)


def test_at_another_standard_the_reason_is_the_standard_and_how_far_it_is_proved(call: Call) -> None:
    result = compared(call, KURSK, "--with-standard", "conclusive")
    assert [side.standard for side in result.sides] == ["reasonable-grounds", "conclusive"]
    found, why = cell(result, "russia", FORCE)
    assert (found.before and found.before.outcome, found.after and found.after.outcome) == ("violated", "undetermined")
    assert why["standard"].reached == ("balance", "balance")
    assert "alike" in why
    assert why["element"].reached == ("balance", "balance")
    assert result.difference.inputs == ()


def test_as_of_another_day_the_reason_is_what_was_not_yet_known(call: Call) -> None:
    result = compared(call, KURSK, "--with-as-of", "2024-12-31")
    assert result.difference.as_of == ("2025-04-30", "2024-12-31")
    _, why = cell(result, "dprk", FORCE)
    assert (why["unknown-then"].before, why["unknown-then"].after) == (None, "2024-12-31")
    assert {"fighting", "sending", "war"} <= set(why["unknown-then"].ids)
    assert "fighting" in result.sides[1].not_yet_known


def test_by_other_rules_the_reason_is_the_rule_and_the_days_in_force(call: Call, tmp_path: Path) -> None:
    earlier = edited_rules(tmp_path, ARMS, "- {from: 2009-06-12}", "- {from: 2009-06-12, to: 2024-09-30}")
    result = compared(call, KURSK, "--with-pack", earlier)
    found, why = cell(result, "dprk", EXPORT)
    assert (found.steps[0].place, found.steps[0].before, found.steps[0].after) == (
        "time",
        "in force",
        "not in force",
    )
    assert (why["law"].id, why["law"].before) == ("in_force", "from 2009-06-12")
    assert "un.sc.res.1874/9" in why["rule"].ids
    assert [(each.id, each.what) for each in result.changes] == [("un.sc.res.1874/9", ("in_force",))]
    assert result.other_changes == 0
    assert result.sides[0].packs != result.sides[1].packs


def test_with_other_facts_the_reason_is_the_facts(call: Call) -> None:
    result = compared(call, KURSK, DENIED)
    _, why = cell(result, "dprk", FORCE)
    assert "fighting" in why["input"].ids
    assert {each.id for each in result.difference.inputs} >= {"fighting"}
    assert [side.name for side in result.sides] == ["2025-kursk-recognition", "2025-kursk-independent-denial"]


def test_an_edited_copy_of_a_case_is_compared_with_it(call: Call, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(KURSK, copy)
    text = (copy / "case.yaml").read_text(encoding="utf-8")
    assert "mode: admitted" in text
    (copy / "case.yaml").write_text(text.replace("mode: admitted", "mode: alleged"), encoding="utf-8")
    result = compared(call, KURSK, str(copy))
    assert [side.name for side in result.sides] == ["the first", "the second"]
    assert result.sides[0].sha256 != result.sides[1].sha256
    assert "sending" in {each.id for each in result.difference.inputs}


def test_a_kept_result_differs_in_nothing_from_the_same_case_judged_now(call: Call, kept: str) -> None:
    code, out, err = call("compare", kept, KURSK)
    assert (code, err) == (0, "")
    assert "as kept with judged now" in " ".join(out.split())
    assert "The two are alike: every cell, every input and the rules." in out


def test_a_kept_result_says_what_has_changed_since(call: Call, kept: str, tmp_path: Path) -> None:
    earlier = edited_rules(tmp_path, ARMS, "- {from: 2009-06-12}", "- {from: 2009-06-12, to: 2024-09-30}")
    result = compared(call, kept, KURSK, "--pack", earlier)
    assert result.sides[0].kept is not None
    _, why = cell(result, "dprk", EXPORT)
    assert why["law"].id == "in_force"
    assert (result.changes, result.other_changes) == ((), None)
    assert "cannot be told from a kept result" in " ".join(call("compare", kept, KURSK, "--pack", earlier)[1].split())


def test_two_kept_results_need_neither_case_nor_rules(
    call: Call, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "later.json"
    assert call("run", KURSK, "--standard", "conclusive", "--format", "json", "-o", str(other))[0] == 0

    def judging(*given: object, **options: object) -> None:
        raise AssertionError("a kept result is not judged again")

    judged = compared(call, KURSK, "--with-standard", "conclusive")
    monkeypatch.setattr("sanctioncheck.cli.pipeline.run_cases", judging)
    result = compared(call, kept, str(other))
    assert [(c.actor, c.norm, c.after) for c in result.difference.cells] == [
        (c.actor, c.norm, c.after) for c in judged.difference.cells
    ]


def test_a_case_is_judged_as_the_kept_result_was(call: Call, tmp_path: Path) -> None:
    """Standard, day, rows and columns are those of the result."""
    file = str(tmp_path / "narrow.json")
    options = ("--standard", "balance", "--as-of", "2025-05-31", "--actor", "russia", "--norm", "UN Charter art 2(4)")
    assert call("run", KURSK, *options, "--format", "json", "-o", file)[0] == 0
    result = compared(call, file, KURSK)
    assert [(side.standard, side.as_of) for side in result.sides] == [("balance", "2025-05-31")] * 2
    assert (result.difference.cells, result.difference.same) == ((), 1)
    turned = compared(call, KURSK, file, "--standard", "conclusive")
    assert [each.norm for each in turned.difference.cells] == [FORCE]


def test_of_a_result_with_several_cases_the_one_of_the_other_side_is_taken(call: Call, tmp_path: Path) -> None:
    file = str(tmp_path / "many.json")
    assert call("run", KURSK, DENIED, "--format", "json", "-o", file)[0] == 0
    assert compared(call, file, DENIED).difference.cells == ()
    code, _, err = call("compare", file, file)
    assert code == 2
    assert "SC-D016" in err
    assert "name one with `--case`" in err
    assert compared(call, file, file, "--case", "2025-kursk-recognition").difference.cells == ()
    assert "holds no case `nowhere`" in call("compare", file, file, "--case", "nowhere")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("CASE",), "nothing to compare with"),
        (("KEPT",), "nothing to compare with"),
        (("KEPT", "KEPT", "--standard", "balance"), "both sides are kept results"),
        (("CASE", "KEPT", "--with-standard", "balance"), "the second side is a kept result"),
        (("KEPT", "--with-standard", "balance"), "the second side is a kept result"),
        (("CASE", "CASE", "--case", "x"), "--case goes with a kept result"),
        (("CASE", "--with-as-of", "2024"), "is no day"),
        (("CASE", "nowhere.json"), "is no result of `run --format json`"),
        (("CASE", "--with-pack", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_compared_is_said(call: Call, kept: str, arguments: tuple[str, ...], said: str) -> None:
    typed = [{"CASE": KURSK, "KEPT": kept}.get(each, each) for each in arguments]
    code, out, err = call("compare", *typed)
    assert (code, out) == (2, "")
    assert said in err


def test_a_file_that_is_no_result_is_refused(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"schema_version": "1.0"}))
    code, _, err = call("compare", str(file), KURSK)
    assert code == 2
    assert "SC-D010" in err


@pytest.mark.parametrize("form", ["table", "md", "json", "html"])
def test_equal_runs_give_equal_bytes(call: Call, form: str) -> None:
    first = call("compare", KURSK, DENIED, "--format", form)[1]
    assert call("compare", KURSK, DENIED, "--format", form)[1] == first


def test_markdown_and_json_tell_the_same_reasons(call: Call) -> None:
    result = compared(call, KURSK, "--with-as-of", "2024-12-31")
    said = call("compare", KURSK, "--with-as-of", "2024-12-31", "--format", "md")[1]
    told = sum(reason.kind == "unknown-then" for why in result.reasons for reason in why.reasons)
    assert said.count("not yet known as of 2024-12-31, and leaned on by the other side") == told > 0
