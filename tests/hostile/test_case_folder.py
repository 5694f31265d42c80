"""A case folder from elsewhere is read as what it is, or refused with where, what, and how to mend it."""

from __future__ import annotations

import json
import os
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.source import MOST_PLACES, Quote
from tests.load.language import TINY


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(TINY / "pack")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "case", tmp_path / "case"))


def refusal(folder: Path, book: Rulebook) -> Problem:
    with pytest.raises(InputError) as caught:
        load_case(folder, book)
    problem = caught.value.problems[0]
    assert problem.message()
    return problem


def rewrite(folder: Path, old: str, new: str) -> None:
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "case.yaml").write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    ["../a.txt", "sources/../../a.txt", "sources/../sources/report.txt", "/etc/passwd", "//host/share/a.txt",
     "C:\\a.txt", "C:a.txt", "c:/a.txt", "\\\\host\\share\\a.txt", "..\\a.txt", "sources\\report.txt", "/dev/zero",
     "CON", "nul.txt", "sources/COM1", "sources/aux.report.txt", "sources/report.txt:stream", "sources/report.txt.",
     "./sources/report.txt", "sources//report.txt", "sources/\u0007.txt", "\\\\?\\C:\\a.txt", "~/a?.txt"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_on_any_system_is_refused(path: str, folder: Path, book: Rulebook) -> None:
    rewrite(folder, "path: sources/report.txt", f"path: {json.dumps(path)}")
    problem = refusal(folder, book)
    assert problem.code == "SC-C003"
    assert problem.place is not None
    assert problem.place.line == 10
    assert "without `..`" in (problem.help() or "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing here")
def test_a_source_that_is_no_file_is_not_opened(folder: Path, book: Rulebook) -> None:
    (folder / "sources/report.txt").unlink()
    os.mkfifo(folder / "sources/report.txt")
    assert refusal(folder, book).code in ("SC-C002", "SC-C005")


@pytest.mark.parametrize("target", ["/dev/zero", "../..", "/"])
def test_a_link_in_the_folder_is_not_followed_out_of_it(target: str, folder: Path, book: Rulebook) -> None:
    (folder / "sources/report.txt").unlink()
    (folder / "sources/report.txt").symlink_to(target)
    assert refusal(folder, book).code == "SC-C003"


def test_a_link_that_leads_round_in_circles_is_refused(folder: Path, book: Rulebook) -> None:
    (folder / "sources/report.txt").unlink()
    (folder / "sources/report.txt").symlink_to(folder / "sources/report.txt")
    assert refusal(folder, book).code in ("SC-C002", "SC-C005")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("case: a\n".encode("utf-16"), "SC-Y001"),
        ("case: a\n".encode("utf-16-le"), None),
        ("case: a\n".encode("utf-32"), None),
        (b"case: a\x00b\n", None),
        (b"case: \xed\xa0\x80\n", "SC-Y001"),
        (b'case: "\\ud800"\n', None),
        (b"case: \xff\xfe\n", "SC-Y001"),
        (b"case: a\ncase: b\n", None),
        (b"case: &a x\ntitle: *a\n", None),
        (b"case: " + b"[" * 100 + b"]" * 100, None),
        (b"", None),
        (b"\xef\xbb\xbf", None),
        (b"%YAML 1.1\n---\n- a\n", None),
        (b"!!python/object/apply:os.system ['true']", None),
    ],
)
def test_a_case_file_of_any_bytes_is_refused_with_its_place(
    raw: bytes, code: str | None, folder: Path, book: Rulebook
) -> None:
    (folder / "case.yaml").write_bytes(raw)
    problem = refusal(folder, book)
    assert problem.place is not None
    assert re.fullmatch(r"SC-Y\d{3}", problem.code)
    assert code in (None, problem.code)


def test_a_byte_order_mark_is_no_fault(folder: Path, book: Rulebook) -> None:
    file = folder / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_case(folder, book).case.case == "rifles"


def test_a_quote_that_stands_everywhere_is_counted_to_a_limit() -> None:
    """Ten thousand quotes of one letter in a text of megabytes must not fill the memory with places."""
    text = "a" * 200_000
    assert len(Quote(exact="a").find(text)) == MOST_PLACES
    assert Quote(exact="a", position=150_000).find(text) == [(150_000, 150_001)]
    assert Quote(exact="a", position=200_000).find(text)[0] == (0, 1)


@pytest.mark.parametrize("quote", [{"exact": " a", "prefix": " ", "suffix": " "}, {"exact": "\n", "prefix": " "}])
def test_white_space_without_end_is_no_long_search(quote: dict[str, Any]) -> None:
    assert Quote(**quote).find(" " * 300_000 + "b") in ([], [(1, 300_000)], [(299_999, 300_000)])


def test_a_text_of_one_long_line_and_many_quotes_is_searched_fast(folder: Path, book: Rulebook) -> None:
    """Each quote is looked for once in a text squeezed once, not by a pattern from every letter."""
    sentences = [f"Aland shipped lot {at} to Bland." for at in range(3000)]
    text = (folder / "sources/report.txt").read_text(encoding="utf-8") + "  \n".join(sentences)
    (folder / "sources/report.txt").write_text(text, encoding="utf-8", newline="")
    digest = sha256((folder / "sources/report.txt").read_bytes()).hexdigest()
    case = re.sub(r"sha256: \w+", f"sha256: {digest}", (folder / "case.yaml").read_text(encoding="utf-8"))
    more = "".join(
        f"      - {{source: report, quote: {{exact: {json.dumps(each)}}}, mode: reported, information: 2}}\n"
        for each in sentences
    )
    at = case.index("    review: {state: accepted, by: ak}")
    (folder / "case.yaml").write_text(case[:at] + more + case[at:], encoding="utf-8")
    passages = load_case(folder, book).passages
    assert len(passages) == 3003
    assert text[passages["f1", 2 + 1500].start :].startswith("Aland shipped lot 1500 to")
