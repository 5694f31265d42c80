"""What is kept of a pack: equal to what its files give, found by every byte of them, and never anything but law."""

from __future__ import annotations

import pickle
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.load.memory import key_of, recall, remember
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.condition import Atom
from tests.load.language import TINY

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "pack", tmp_path / "pack"))


@pytest.mark.parametrize("folder", [ROOT / "rules", ROOT / "packs/eu", TINY / "pack"], ids=["un", "eu", "tiny"])
def test_what_is_recalled_equals_what_was_loaded(folder: Path) -> None:
    book = load_pack(folder)
    assert recall(remember(book)) == book


def test_equal_files_have_equal_names_wherever_they_lie(home: Path, tmp_path: Path) -> None:
    assert key_of(home) == key_of(Path(shutil.copytree(home, tmp_path / "elsewhere")))


@pytest.mark.parametrize(
    "name",
    ["pack.yaml", "standards.yaml", "vocabulary/core.yaml", "lists/members.csv", "instruments/treaty/art-1.yaml"],
)
def test_a_byte_more_in_any_file_gives_another_name(name: str, home: Path) -> None:
    before = key_of(home)
    with (home / name).open("a") as file:
        file.write("\n")
    assert key_of(home) != before


def test_a_file_more_gives_another_name_but_tests_and_notes_do_not_count(home: Path) -> None:
    before = key_of(home)
    (home / "README.md").write_text("notes")
    (home / "instruments/treaty/art-3.test.yaml").write_text("tests: treaty/3\n")
    assert key_of(home) == before
    shutil.copyfile(home / "instruments/treaty/art-1.yaml", home / "instruments/treaty/art-4.yaml")
    assert key_of(home) != before


def test_the_name_of_a_pack_counts_what_it_requires(tmp_path: Path) -> None:
    shutil.copytree(TINY / "pack", tmp_path / "first")
    (tmp_path / "second").mkdir()
    (tmp_path / "second/pack.yaml").write_text(
        "pack: second\nversion: 1.0.0\nlanguage: 1\nlicence: CC-BY-4.0\ntitle: A pack\nas_of: 2025-06-30\n"
        'requires: {tiny: ">=1"}\n'
    )
    before = key_of(tmp_path / "second")
    with (tmp_path / "first/lists/members.csv").open("a") as file:
        file.write("\n")
    assert key_of(tmp_path / "second") != before


def test_a_pack_with_a_file_that_cannot_be_read_has_no_name(home: Path) -> None:
    (home / "lists/members.csv").unlink()
    (home / "lists/members.csv").symlink_to("/etc/hostname")
    assert key_of(home) is None


class Hostile:
    """Runs a command where it is unpickled without care."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.target,)


def test_bytes_that_would_run_something_run_nothing(tmp_path: Path) -> None:
    assert recall(pickle.dumps(Hostile(tmp_path / "ran"))) is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\x80\x05.",
        b"csanctioncheck.load.pack\nload_pack\n.",
        b"csanctioncheck.model.rulebook\ndataclass\n.",
        b"csanctioncheck.model.condition\nAtom.model_validate\n.",
        pickle.dumps(Atom.model_construct(root={})),
        pickle.dumps(Decimal(1)),
        pickle.dumps(load_pack(TINY / "pack"))[:-10],
    ],
)
def test_what_is_no_rulebook_is_no_memory(kept: bytes) -> None:
    assert recall(kept) is None
