"""Whatever somebody writes into a field of a case, no command prints more than words: nothing steers, nothing acts."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from tests.load.language import TINY

PAYLOADS = {
    "control sequences": "\x1b]8;;http://evil.example\x07here\x1b[31m\x9b2Jred",
    "another direction": "\u202eevil\u2066\u2069\u200f",
    "zero width": "Aland\u200b\u200d\u2060\ufeff\u00ad",
    "lines of their own": "x\u2028# heading\u2029\r- item\x0b\x0c\x85end",
    "a formula": "=cmd()|' /C calc'!A0",
    "markup": "<script>alert(1)</script>[x](http://evil.example) `code` | cell | ![i](http://evil.example/i.png)",
    "quotation marks": "\u201d said nobody. \u201cAnd then",
}
NAMED = re.compile(r"^(  - \{id: (?:aland|bland), type: state, name: )\w+", re.MULTILINE)


@pytest.fixture(params=PAYLOADS)
def evil(request: pytest.FixtureRequest) -> str:
    return PAYLOADS[request.param]


@pytest.fixture
def case(evil: str, tmp_path: Path) -> Path:
    """Give a case in which every text that its author writes freely, and what it quotes, is hostile."""
    folder = Path(shutil.copytree(TINY / "case", tmp_path / "case"))
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    bad = json.dumps(evil)
    source = f"Aland shipped 40 rifles to Bland, it says {evil} there. An observer saw 40 rifles. We received nothing."
    (folder / "sources/report.txt").write_text(source, encoding="utf-8", newline="")
    digest = sha256((folder / "sources/report.txt").read_bytes()).hexdigest()
    quoted = json.dumps(f"Aland shipped 40 rifles to Bland, it says {evil} there")
    for old, new in (
        ("title: Rifles for Bland", f"title: {bad}"),
        ("reason: the report covers 2020", f"reason: {bad}"),
        ("title: A report", f"title: {bad}\n    publisher: {bad}"),
        ("name: the minister of Bland", f"name: {bad}"),
        ("name: 40 rifles", f"name: {bad}"),
        ("exact: Aland shipped 40 rifles to Bland", f"exact: {quoted}"),
        ("by: ak, reason: rifles are arms", f"by: {bad}, reason: {bad}"),
        ("reason: many were hurt", f"reason: {bad}"),
        ("reason: for argument", f"reason: {bad}"),
        ("speaker: {as: an observer}", f"speaker: {{as: {bad}}}"),
        ("review: {state: accepted, by: ak}", f"review: {{state: accepted, by: {bad}}}"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    text = NAMED.sub(lambda found: found[1] + bad, text)
    text = re.sub(r"sha256: \w+", f"sha256: {digest}", text)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def printed(case: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command on the case; give what it printed, on both streams."""

    def run(*words: str, then: tuple[str, ...] = ()) -> str:
        pack = ("--pack", str(TINY / "pack"))
        code = main((*words, str(case), *then, *pack))
        out, err = capsys.readouterr()
        assert code in (0, 1), err
        return out + err

    return run


def steering(text: str) -> set[str]:
    """Give the characters that steer a terminal, hide, or turn the direction of a line."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n"}


def cell(case: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Give a norm that has findings for the first actor."""
    assert main(("run", str(case), "--format", "json", "--pack", str(TINY / "pack"))) == 0
    cells = json.loads(capsys.readouterr().out)["cases"][0]["cells"]
    return next(each["norm"] for each in cells if each["actor"] == "aland" and each["findings"])


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_the_matrix_holds_nothing_that_steers(printed: Callable[..., str], form: str) -> None:
    assert steering(printed("run", "--all", "--format", form)) == set()


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_no_explanation_holds_anything_that_steers(
    printed: Callable[..., str], case: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    norm = cell(case, capsys)
    for length in ("--length=line", "--length=paragraph", "--length=whole", "--full"):
        if form == "json" and length == "--full":
            continue
        assert steering(printed("explain", then=("aland", norm, length, "--format", form))) == set()


def test_no_other_command_prints_anything_that_steers(
    printed: Callable[..., str], case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    norm = cell(case, capsys)
    monkeypatch.setattr("sys.stdin", io.StringIO("s\ns\ns\nq\n"))
    for words, then in (
        (("compare", str(case)), ()),
        (("ask",), ("aland", norm)),
        (("whatif",), ("--reject", "f1")),
        (("review",), ("--by", "a reviewer", "--only", "all")),
    ):
        assert steering(printed(*words, then=then)) == set(), words


def test_the_markdown_has_no_tag_link_or_picture(
    printed: Callable[..., str], case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    norm = cell(case, capsys)
    told = (printed("explain", then=("aland", norm, f"--length={n}", "--format", "md")) for n in ("paragraph", "whole"))
    for text in (printed("run", "--all", "--format", "md"), *told):
        assert re.findall(r"(?<!\\)(?:\\\\)*(?:\]\(|`|<(?!br>))", text) == []
        assert "http://" not in text


def test_no_field_of_the_csv_is_a_formula(printed: Callable[..., str]) -> None:
    rows = list(csv.reader(io.StringIO(printed("run", "--all", "--format", "csv"))))
    assert [field for row in rows for field in row if field[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_no_passage_ends_its_own_quotation(
    printed: Callable[..., str], case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = " ".join(printed("explain", then=("aland", cell(case, capsys), "--full")).split())
    assert "it says ” said nobody." not in text
