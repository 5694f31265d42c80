"""A case is loaded with every quote found in its source, or refused; nothing outside its folder is read."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError, Problem, quote
from sanctioncheck.load import quotes
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.rulebook import Rulebook
from tests.load.language import TINY


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(TINY / "pack")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "case", tmp_path / "case"))


def refusal(folder: Path, book: Rulebook) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_case(folder, book)
    return caught.value.problems


def rewrite(folder: Path, old: str, new: str) -> None:
    file = folder / "case.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_quote_is_found_where_it_stands(folder: Path, book: Rulebook) -> None:
    case = load_case(folder, book)
    text = case.texts["report"]
    assert sorted(case.passages) == [("f1", 0), ("f1", 1), ("f3", 0)]
    for passage in (*case.passages.values(), *case.opinions.values()):
        assert text[passage.start : passage.end] == passage.exact
    assert case.passages["f3", 0].start == 99
    assert case.opinions["o1"].exact == "An observer saw"


def test_a_case_says_what_it_was_loaded_from(folder: Path, book: Rulebook) -> None:
    case = load_case(folder, book)
    assert case.folder == "case"
    assert case.sha256 == sha256((folder / "case.yaml").read_bytes()).hexdigest()
    assert [tuple(each) for each in case.inputs] == [
        ("sources/report.txt", sha256((folder / "sources/report.txt").read_bytes()).hexdigest(), True)
    ]


def test_the_case_file_itself_may_be_named(folder: Path, book: Rulebook) -> None:
    assert load_case(folder / "case.yaml", book) == load_case(folder, book)


def test_a_note_is_not_verbatim(folder: Path, book: Rulebook) -> None:
    rewrite(folder, "kind: report", "kind: note\n    rests_on: {publication: The Paper, title: Rifles}")
    assert [each.verbatim for each in load_case(folder, book).inputs] == [False]


def test_offsets_count_code_points(folder: Path, book: Rulebook) -> None:
    source = folder / "sources/report.txt"
    old = sha256(source.read_bytes()).hexdigest()
    source.write_text("😀é" + source.read_text(encoding="utf-8"), encoding="utf-8")
    rewrite(folder, old, sha256(source.read_bytes()).hexdigest())
    rewrite(folder, "position: 0", "position: 2")
    assert load_case(folder, book).passages["f1", 0].start == 2


@pytest.mark.parametrize("name", ["nothing", "sources"])
def test_a_folder_without_a_case_is_no_case(name: str, folder: Path, book: Rulebook) -> None:
    (problem,) = refusal(folder / name, book)
    assert (problem.code, problem.help()) == ("SC-C001", "name the folder that holds `case.yaml`")


def test_a_case_file_that_is_a_link_out_of_its_folder_is_not_read(folder: Path, book: Rulebook) -> None:
    (folder / "case.yaml").rename(folder.parent / "other.yaml")
    (folder / "case.yaml").symlink_to(folder.parent / "other.yaml")
    (problem,) = refusal(folder, book)
    assert problem.code == "SC-C007"
    assert problem.message() == f"`case.yaml` in {quote(folder)} is a link that leaves the folder of the case"
    assert problem.help() == "put the file itself there; links that lead out are not followed"
    (folder.parent / "other.yaml").unlink()
    assert [problem.code for problem in refusal(folder, book)] == ["SC-C007"], "nor is it told what is there"


def test_a_case_file_that_is_a_link_to_itself_is_no_case(folder: Path, book: Rulebook) -> None:
    (folder / "case.yaml").unlink()
    (folder / "case.yaml").symlink_to("case.yaml")
    assert [problem.code for problem in refusal(folder, book)] == ["SC-C001"]


def test_a_case_file_that_is_a_link_within_its_folder_is_read(folder: Path, book: Rulebook) -> None:
    before = load_case(folder, book)
    (folder / "case.yaml").rename(folder / "other.yaml")
    (folder / "case.yaml").symlink_to("other.yaml")
    assert load_case(folder, book) == before


@pytest.mark.parametrize("path", ["../secret.txt", "sources/link.txt", "sources/away/secret.txt"])
def test_a_source_outside_the_folder_is_not_read(path: str, folder: Path, book: Rulebook) -> None:
    (folder.parent / "secret.txt").write_text("hunter2")
    (folder / "sources/link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "sources/away").symlink_to(folder.parent)
    rewrite(folder, "path: sources/report.txt", f"path: {path}")
    (problem,) = refusal(folder, book)
    assert problem.code == "SC-C003"
    assert "links that lead out are not followed" in (problem.help() or "")


def test_an_absolute_path_is_outside(folder: Path, book: Rulebook) -> None:
    rewrite(folder, "path: sources/report.txt", f"path: {json.dumps(str(folder.parent / 'secret.txt'))}")
    (folder.parent / "secret.txt").write_text("hunter2")
    assert [problem.code for problem in refusal(folder, book)] == ["SC-C003"]


def test_an_enormous_source_is_not_read(folder: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "_LARGEST", 10)
    (problem,) = refusal(folder, book)
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column, problem.help()) == (
        "SC-C004", 10, 11, "keep the part that is quoted from",
    )  # fmt: skip


def test_a_source_is_text_in_utf8(folder: Path, book: Rulebook) -> None:
    source = folder / "sources/report.txt"
    old = sha256(source.read_bytes()).hexdigest()
    source.write_bytes(b"Aland \xff")
    rewrite(folder, old, sha256(source.read_bytes()).hexdigest())
    (problem,) = refusal(folder, book)
    assert (problem.code, problem.help()) == ("SC-C005", "save it as plain text in UTF-8")
    assert "byte 0xFF at 6" in problem.message()


def test_a_path_that_no_system_has_is_refused(folder: Path, book: Rulebook) -> None:
    rewrite(folder, "path: sources/report.txt", f"path: {'a' * 300}")
    (problem,) = refusal(folder, book)
    assert problem.code in ("SC-C002", "SC-C005")


def test_all_errors_of_a_case_are_told_at_once(folder: Path, book: Rulebook) -> None:
    rewrite(folder, "exact: We received nothing", "exact: We received something")
    rewrite(folder, "grave: {act: war}", "grave: {act: wra}")
    rewrite(folder, "{by: aland, to: bland, object: rifles}", "{by: aland, to: bland, objekt: rifles}")
    rewrite(folder, "refused: []", "refused: [{id: assembly-9, reason: none}]")
    assert [problem.code for problem in refusal(folder, book)] == ["SC-C021", "SC-C010", "SC-C025", "SC-C041"]


def test_more_errors_than_anybody_reads_are_not_all_listed(folder: Path, book: Rulebook) -> None:
    groups = "".join(f"  - [aland, nobody-{number}]\n" for number in range(600))
    rewrite(folder, "possibly_same:\n", f"possibly_same:\n{groups}")
    found = [problem.code for problem in refusal(folder, book)]
    assert (found.count("SC-C041"), found[-1]) == (500, "SC-Y017")


def test_a_misspelt_key_is_told_with_what_may_be_meant(folder: Path, book: Rulebook) -> None:
    rewrite(folder, "as_of: 2021-01-01", "asof: 2021-01-01")
    assert ("SC-Y020", "did you mean `as_of`?") in [(p.code, p.help()) for p in refusal(folder, book)]
