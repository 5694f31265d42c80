"""`rules check` as its users call it: on the terminal, in an editor, on a code host, and mending what it can."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sanctioncheck.author.checks.registry import CHECKS
from sanctioncheck.model.checked import CheckResult
from tests.cli.conftest import Call
from tests.load.language import LANGUAGE, TINY, plant

ROOT = Path(__file__).parents[2]


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny pack with a part that stands twice, in the working folder."""
    whole = plant(LANGUAGE / "structure/bad/part-twice.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path(whole.name)


def test_no_check_fires_on_the_whole_pack(call: Call) -> None:
    code, out, err = call("rules", "check")
    provisions = len([path for path in (ROOT / "rules/instruments").rglob("*.yaml") if ".test." not in path.name])
    assert (code, out, err) == (0, f"{provisions} provisions, {len(CHECKS)} checks: nothing to mend\n", "")


def test_a_fault_is_printed_with_its_excerpt_and_where_to_read_more(faulty: Path, call: Call) -> None:
    code, out, _ = call("rules", "check", "--pack", str(faulty))
    assert code == 1
    assert "SC-L114 warning: this part stands twice in one `any`\n  --> instruments/1-part-twice.yaml:15:83\n" in out
    assert out.endswith("0 errors, 1 warning\nWhy? sanctioncheck rules check --explain SC-L114\n")


def test_a_pack_that_does_not_load_ends_with_another_code(tmp_path: Path, call: Call) -> None:
    whole = plant(LANGUAGE / "words/bad/unknown-predicate.yaml", tmp_path)
    code, out, _ = call("rules", "check", "--pack", str(whole))
    assert code == 2
    assert "SC-L012 error" in out
    assert out.endswith("The pack does not load; its rules were not looked at further.\n")


def test_the_json_is_what_its_schema_says(faulty: Path, call: Call) -> None:
    code, out, _ = call("rules", "check", "--pack", str(faulty), "--format", "json")
    assert code == 1
    found = json.loads(out)
    jsonschema.validate(found, CheckResult.model_json_schema(mode="serialization"))
    (problem,) = found["problems"]
    assert (problem["code"], problem["place"]["line"], problem["place"]["column"]) == ("SC-L114", 15, 83)
    assert problem["also"][0][0] == "first here"


def test_the_sarif_leads_from_the_working_folder_to_the_characters(faulty: Path, call: Call) -> None:
    log: dict[str, Any] = json.loads(call("rules", "check", "--pack", str(faulty), "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "SC-L114"
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "pack/instruments/1-part-twice.yaml"
    line = (
        Path(where["artifactLocation"]["uri"])
        .read_text(encoding="utf-8")
        .splitlines()[where["region"]["startLine"] - 1]
    )
    stretch = line[where["region"]["startColumn"] - 1 : where["region"]["endColumn"] - 1]
    assert stretch == "{is_a: {thing: $X, type: arms}}"
    assert result["relatedLocations"][0]["message"]["text"] == "first here"


def test_a_note_for_a_pull_request_stays_on_its_line(faulty: Path, call: Call) -> None:
    code, out, _ = call("rules", "check", "--pack", str(faulty), "--format", "github")
    assert code == 1
    assert out == (
        "::warning file=pack/instruments/1-part-twice.yaml,line=15,col=83,endLine=15,endColumn=114,title=SC-L114::"
        "this part stands twice in one `any`%0Atake one of them out, or write what was meant in its place\n"
    )


def test_only_the_codes_asked_for_are_told(faulty: Path, call: Call) -> None:
    assert call("rules", "check", "--pack", str(faulty), "--only", "sc-l101")[0] == 0
    assert call("rules", "check", "--pack", str(faulty), "--only", "SC-L114", "--only", "SC-L101")[0] == 1


def test_a_code_that_there_is_not_is_named_with_the_nearest(call: Call) -> None:
    code, _, err = call("rules", "check", "--explain", "SC-X114")
    assert code == 2
    assert "SC-U011 error: there is no code `SC-X114` of a rule's fault" in err
    assert "did you mean `SC-L114`?" in err


def test_a_page_explains_what_to_avoid_what_to_prefer_and_why(call: Call) -> None:
    code, out, _ = call("rules", "check", "--explain", "SC-L114")
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith("#")] == [
        "# SC-L114: a part stands twice",
        "## Avoid",
        "## Prefer",
        "## Why",
    ]


@pytest.mark.parametrize(
    ("name", "was", "is_now"),
    [
        (
            "structure/bad/lone-part",
            "when: {all: [{is_a: {thing: $X, type: arms}}]}",
            "when: {is_a: {thing: $X, type: arms}}",
        ),
        (
            "structure/bad/not-not",
            "when: {not: {not: {is_a: {thing: $X, type: arms}}}}",
            "when: {is_a: {thing: $X, type: arms}}",
        ),
        ("wording/bad/two-spaces", "ask: Is {X}  arms?", "ask: Is {X} arms?"),
        ("wording/bad/space-before-the-mark", "ask: Is {X} arms ?", "ask: Is {X} arms?"),
        ("cues/bad/word-twice", "[letter, note, letter]", "[letter, note]"),
    ],
)
def test_what_is_safe_is_mended_and_nothing_else_is_touched(
    name: str, was: str, is_now: str, tmp_path: Path, call: Call
) -> None:
    whole = plant(LANGUAGE / f"{name}.yaml", tmp_path)
    before = {path: path.read_text(encoding="utf-8") for path in whole.rglob("*") if path.is_file()}
    code, out, err = call("rules", "check", "--pack", str(whole), "--fix")
    assert (code, err.split()[0]) == (0, "mended")
    assert out.endswith("nothing to mend\n")
    after = {path: path.read_text(encoding="utf-8") for path in before}
    (changed,) = [path for path in before if before[path] != after[path]]
    assert was in before[changed]
    assert after[changed].replace("[post, send in]", "[post, send in, post]") == before[changed].replace(was, is_now)


def test_a_fix_that_finds_nothing_to_mend_writes_nothing(faulty: Path, call: Call) -> None:
    before = {path: path.read_bytes() for path in faulty.rglob("*") if path.is_file()}
    assert call("rules", "check", "--pack", str(faulty), "--fix")[0] == 1
    assert {path: path.read_bytes() for path in before} == before


def test_the_pack_that_comes_with_the_program_is_told_without_a_prefix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    shutil.copytree(TINY / "pack", tmp_path / "elsewhere")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    file = tmp_path / "elsewhere/instruments/treaty/art-3.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Did {S} attack", "Did {S}  attack"), encoding="utf-8")
    out = call("rules", "check", "--pack", str(tmp_path / "elsewhere"), "--format", "github")[1]
    assert out.startswith("::warning file=instruments/treaty/art-3.yaml,line=13,")
