"""`rules coverage` and `rules mutate` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from tests.author.packs import ARMS, BEFORE, pack_with, without_cases

NORM = "un.sc.res.1874/9"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = pack_with(tmp_path_factory.mktemp("bench"), ARMS)
    without_cases(made, ARMS, *BEFORE)
    return str(made)


def test_coverage_fails_under_what_was_asked_and_not_at_it(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "coverage", NORM, "--pack", pack, "--fail-under", "98"]) == 0
    assert main(["rules", "coverage", NORM, "--pack", pack, "--fail-under", "99"]) == 1
    assert "54 of 55 points are shown: 98 %." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("text", "What the tests show"), ("md", "## What"), ("html", "<!doctype html>"), ("json", "{")],
)
def test_coverage_writes_each_format_to_a_file(form: str, begins: str, pack: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert main(["rules", "coverage", NORM, "--pack", pack, "--format", form, "-o", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "no test judges conduct before 2009-06-12" in text


def test_a_folder_can_be_asked_for(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(Path(pack, ARMS).parent)
    assert main(["rules", "coverage", folder, "--pack", pack, "--format", "json"]) == 0
    found = {each["provision"] for each in json.loads(capsys.readouterr().out)["provisions"]}
    assert NORM in found
    assert all(each.startswith("un.sc.res.1874/") for each in found)


def test_who_asks_for_nothing_that_there_is_gets_bad_input(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("coverage", "mutate"):
        assert main(["rules", verb, "un.nothing", "--pack", pack]) == 2
        assert "SC-T020" in capsys.readouterr().err


def test_mutate_fails_over_what_was_asked(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "mutate", NORM, "--pack", pack, "-j", "1", "--format", "json", "--fail-over", "0"]) == 1
    data = json.loads(capsys.readouterr().out)
    (change,) = data["provisions"][0]["unnoticed"]
    assert change["said"] == "in force from 2009-06-11 instead of 2009-06-12"
    assert (change["kind"], change["line"], change["column"], change["tests"]) == ("day", 13, 12, 62)
    assert (data["tried"], data["noticed"], data["words"]) == (52, 51, 11)


def test_a_limit_keeps_the_work_small_and_says_so(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "mutate", "--pack", pack, "--limit", "3", "--fail-over", "3"]) == 0
    assert "Looked at: 3 of " in capsys.readouterr().out
