"""All that is wrong with a case is told at once, also where one entry has not even its shape."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack

ROOT = Path(__file__).parents[2]
KURSK = ROOT / "cases" / "2025-kursk-recognition"


def codes(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """Give the codes told of the Kursk case with some of its text changed."""
    folder = tmp_path / "case"
    shutil.copytree(KURSK, folder)
    text = (folder / "case.yaml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "case.yaml").write_text(text)
    with pytest.raises(InputError) as caught:
        load_case(folder, load_pack(ROOT / "rules"))
    return [problem.code for problem in caught.value.problems]


MODE = ("mode: reported\n        information: 2\n    review", "mode: reportd\n        information: 2\n    review")
WORD = ("    sends_troops:", "    sends_trops:")
QUOTE = ("exact: The Government in Moscow", "exact: The Goverment in Moscow")


def test_a_misspelt_mode_hides_neither_a_misspelt_predicate_nor_a_lost_quote(tmp_path: Path) -> None:
    """Three mistakes in three facts are three errors, in the order of the file."""
    assert codes(tmp_path, MODE, WORD, QUOTE) == ["SC-C020", "SC-C010", "SC-Y023"]


def test_what_is_said_of_a_broken_entry_is_only_what_is_wrong_with_it(tmp_path: Path) -> None:
    """No error speaks of what stands in its place while the rest is checked, and facts that name it are in order."""
    assert codes(tmp_path, MODE) == ["SC-Y023"]


def test_where_more_than_entries_is_broken_only_that_is_told(tmp_path: Path) -> None:
    """Without sources or actors nothing else can be said with confidence."""
    assert codes(tmp_path, ("    kind: note", "    kind: nota"), WORD) == ["SC-Y023"]
