"""Whatever is killed at whatever moment: each file is the old one or the new one, and the record is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from tests.faults.conftest import Deed
from tests.faults.disk import survivors

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot kill a child so")
NAMES = ("accept", "reject", "extract", "run", "fmt")


def contents(deed: Deed) -> tuple[bytes | None, ...]:
    return tuple(path.read_bytes() if path.exists() else None for path in deed.files)


def put_back(here: Path, kept: Path) -> None:
    shutil.rmtree(here)
    shutil.copytree(kept, here)


@pytest.mark.parametrize("name", NAMES)
def test_a_kill_at_any_moment_leaves_each_file_old_or_new(
    name: str, deed: Callable[[str], Deed], case: Path, tmp_path: Path
) -> None:
    """What was begun is brought to its end by the next sitting, or can be done again; and the record is whole."""
    done, here, kept = deed(name), case.parent, tmp_path / "kept"
    shutil.copytree(here, kept)
    old, seen = contents(done), []
    for moment in survivors(here, done):
        seen.append(contents(done))
        if name in ("accept", "reject"):
            recovers(case, moment)
        elif name != "extract" or not (here / "new").exists():
            assert done() == 0, moment
        put_back(here, kept)
    new = contents(done)
    assert len(seen) > 4
    assert None not in new
    assert all(now in (before, after) for state in seen for before, now, after in zip(old, state, new, strict=True))


def recovers(case: Path, moment: int) -> None:
    """See that the next sitting leaves no trace of a kill, and a record that holds what the case does."""
    before = (case / "case.yaml").read_bytes()
    begun = (case / ".review-pending.json").exists()
    assert Deed(("review", str(case), "--by", "Ana", "--only", "all"), "q\n", ())() == 0
    decided = (case / "reviews.jsonl").exists()
    assert main(("audit", "verify", str(case))) == (0 if decided else 2), moment
    assert decided or not begun, moment
    assert decided or before == (case / "case.yaml").read_bytes()
    assert [path.name for path in case.iterdir() if path.name.startswith(".")] == [], moment


def test_a_kill_while_the_record_is_signed_leaves_a_signature_that_holds_or_one_that_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], deed: Callable[[str], Deed], keys: tuple[Path, Path]
) -> None:
    secret, public = keys
    deed("accept")()
    assert main(("audit", "sign", str(case), "--secret-key", str(secret))) == 0
    Deed(("review", str(case), "--by", "Ben", "--fact", "f3", "--on", "2026-12-02"), "a\nq\n", ())()
    sign = Deed(("audit", "sign", str(case), "--secret-key", str(secret)), "", (
        case / "reviews.head", case / "reviews.head.minisig"))  # fmt: skip
    here, kept, verify = case.parent, tmp_path / "kept", ("audit", "verify", str(case), "--public-key", str(public))
    shutil.copytree(here, kept)
    assert main(verify) == 0
    old, seen, told = contents(sign), [], []
    for _ in survivors(here, sign):
        seen.append(contents(sign))
        capsys.readouterr()
        told.append((main(verify), capsys.readouterr().err))
        put_back(here, kept)
    new = contents(sign)
    for state, (code, err) in zip(seen, told, strict=True):
        assert all(now in (before, after) for before, now, after in zip(old, state, new, strict=True))
        assert (code == 0) == (state in (old, new))
        assert code == 0 or ("reviews.head" in err and "sign" in err), err
