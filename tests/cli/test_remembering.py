"""A pack is kept between commands, in a folder of the user's own, and nobody can tell but by the time it takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanctioncheck.cli import remembering
from sanctioncheck.cli.remembering import VARIABLE, law
from sanctioncheck.errors import InputError
from sanctioncheck.load.pack import load_pack
from tests.load.language import TINY


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "pack", tmp_path / "pack"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The packs that were read from their files."""
    asked: list[Path | None] = []

    def read(pack: str | None) -> object:
        path = None if pack is None else Path(pack)
        asked.append(path)
        return load_pack(path)

    monkeypatch.setattr(remembering, "fresh_law", read)
    return asked


def test_the_second_command_reads_no_file_of_the_rules(home: Path, kept: Path, reads: list[Path | None]) -> None:
    first, second = law(str(home)), law(str(home))
    assert first == second == load_pack(home)
    assert len(reads) == 1
    assert len(list(kept.iterdir())) == 1


def test_changed_rules_are_read_anew(home: Path, kept: Path, reads: list[Path | None]) -> None:
    law(str(home))
    file = home / "instruments/treaty/art-1.yaml"
    file.write_text(file.read_text().replace("A member sends nobody arms.", "Nobody sends arms."))
    assert law(str(home)).provisions["treaty/1"].gist == "Nobody sends arms."
    assert len(reads) == 2


def test_what_was_kept_and_is_broken_is_written_anew(home: Path, kept: Path, reads: list[Path | None]) -> None:
    law(str(home))
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    law(str(home))
    assert len(reads) == 2
    assert file.read_bytes() == whole


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_in_which_others_may_write_is_not_believed(
    mode: int, home: Path, kept: Path, reads: list[Path | None]
) -> None:
    law(str(home))
    kept.chmod(mode)
    law(str(home))
    assert len(reads) == 2


def test_a_file_that_others_may_write_or_that_is_a_link_is_not_believed(
    home: Path, kept: Path, reads: list[Path | None], tmp_path: Path
) -> None:
    law(str(home))
    (file,) = kept.iterdir()
    file.chmod(0o666)
    law(str(home))
    assert len(reads) == 2
    shutil.move(file, tmp_path / "moved")
    file.symlink_to(tmp_path / "moved")
    law(str(home))
    assert len(reads) == 3


def test_off_keeps_nothing(home: Path, kept: Path, reads: list[Path | None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    law(str(home))
    law(str(home))
    assert len(reads) == 2
    assert not kept.exists()


def test_a_folder_that_cannot_be_made_stops_nothing(
    home: Path, tmp_path: Path, reads: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file/kept"))
    assert law(str(home)) == load_pack(home)


def test_a_broken_pack_is_told_each_time_and_never_kept(home: Path, kept: Path) -> None:
    (home / "instruments/treaty/art-1.yaml").write_text("provision: treaty/1\n")
    for _ in range(2):
        with pytest.raises(InputError):
            law(str(home))
    assert not kept.exists()


def test_old_packs_make_room(home: Path, kept: Path) -> None:
    for number in range(10):
        with (home / "pack.yaml").open("a") as file:
            file.write(f"# {number}\n")
        law(str(home))
    assert len(list(kept.iterdir())) == 8
