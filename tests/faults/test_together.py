"""Two reviewers of one case at once, and a folder that vanishes under one: nothing is lost, and each is told."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.docket import Docket
from sanctioncheck.errors import InputError
from sanctioncheck.load import pack
from tests.faults.conftest import Deed
from tests.faults.disk import survivors

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def docket(case: Path, by: str) -> Docket:
    return Docket(case, pack.load_pack(), by, "2026-12-01", "2026-12-01")


def insist(decide: Callable[[], object]) -> None:
    """Decide as somebody does who is told that the case has changed: again."""
    for _ in range(50):
        try:
            decide()
            return
        except InputError as error:
            if [problem.code for problem in error.problems] != ["SC-V006"]:
                raise
    raise AssertionError("the case never came to rest")


def record(case: Path) -> list[tuple[str, str]]:
    lines = (case / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    return [(entry["who"], entry["fact"]) for entry in map(json.loads, lines)]


@forks
def test_three_reviewers_at_once_lose_no_decision(case: Path) -> None:
    children = []
    for number, name in enumerate(("Ana", "Ben", "Cy"), start=1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            code = 1
            try:
                mine, fact = docket(case, name), f"f{number}"
                for _ in range(3):
                    insist(partial(mine.reject, fact, "not so"))
                    insist(mine.undo)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert Counter(record(case)) == {("Ana", "f1"): 6, ("Ben", "f2"): 6, ("Cy", "f3"): 6}
    assert main(("audit", "verify", str(case))) == 0


@forks
def test_what_one_was_killed_in_the_other_brings_to_its_end(
    case: Path, deed: Callable[[str], Deed], tmp_path: Path
) -> None:
    """The other has the case open already, and decides on another fact."""
    kept = tmp_path / "kept"
    shutil.copytree(case.parent, kept)
    for moment in survivors(case.parent, deed("accept")):
        shutil.rmtree(kept / "other", ignore_errors=True)
        killed = Path(shutil.copytree(case, kept / "other"))
        shutil.rmtree(case)
        shutil.copytree(kept / "case", case)
        other = docket(case, "Ben")
        shutil.copytree(killed, case, dirs_exist_ok=True)
        try:
            other.reject("f3", "not so")
        except InputError:
            other.reject("f3", "not so")
        assert ("Ben", "f3") in record(case), moment
        accepted = other.fact("f1").review.state == "accepted"
        assert (("Ana", "f1") in record(case)) == accepted, moment
        assert main(("audit", "verify", str(case))) == 0, moment
        shutil.rmtree(case)
        shutil.copytree(kept / "case", case)


class Typed(io.StringIO):
    """Lines that somebody types; before the first is read, something happens."""

    def __init__(self, text: str, first: Callable[[], object]) -> None:
        super().__init__(text)
        self.first: Callable[[], object] | None = first

    def readline(self, *args: int) -> str:  # type: ignore[override]
        if self.first is not None:
            self.first()
            self.first = None
        return super().readline(*args)


def test_a_case_that_vanishes_under_a_reviewer_is_told(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("a\nq\n", lambda: shutil.rmtree(case)))
    assert main(("review", str(case), "--by", "Ana")) == 0
    said = "".join(capsys.readouterr())
    assert "SC-V011 error: cannot write `case`: No such file or directory" in said
    assert "help: nothing was decided" in said
    assert "nothing decided; 2 of 3 facts still proposed" in said


@pytest.mark.parametrize("words", [
    ("run", "river", "--format", "json", "-o", "{}/r.json"),
    ("rules", "fmt", "{}/para.yaml"),
    ("review", "{}", "--by", "Ana"),
    ("audit", "verify", "{}"),
    ("audit", "sign", "{}", "--secret-key", "{}/secret.key"),
])  # fmt: skip
def test_a_folder_that_is_not_there_is_told(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = str(tmp_path / "gone")
    assert main([word.format(gone) for word in words]) == 2
    err = capsys.readouterr().err
    assert " error: " in err
    assert "gone" in err
    assert "help: " in err
