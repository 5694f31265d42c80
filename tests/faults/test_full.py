"""A disk that is full or may not be written, at every step: an error that says what to do, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from tests.faults.conftest import Deed
from tests.faults.disk import Disk, full, read_only
from tests.faults.test_kill import NAMES, contents, put_back, recovers
from tests.faults.test_together import record

MOST = 60
SAID: dict[Callable[[str], None], str] = {full: "No space left on device", read_only: "Read-only file system"}


@pytest.mark.parametrize(
    ("name", "act", "for_good"),
    [
        *((name, full, False) for name in NAMES),
        *((name, full, True) for name in ("accept", "run", "fmt")),
        *((name, read_only, True) for name in ("reject", "extract")),
    ],
)
def test_a_disk_that_fails_at_any_step_is_told_and_leaves_what_was(
    name: str, act: Callable[[str], None], for_good: bool, deed: Callable[[str], Deed], case: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    done, here, kept = deed(name), case.parent, tmp_path / "kept"
    shutil.copytree(here, kept)
    old, moment = contents(done), 0
    while True:
        moment += 1
        capsys.readouterr()
        with Disk(here, act, moment, for_good=for_good).failing() as disk:
            code = done()
        said = "".join(capsys.readouterr())
        if disk.steps < moment:
            break
        assert moment < MOST
        assert "a bug" not in said, moment
        if SAID[act] in said:
            assert " error: " in said
            assert "help: " in said
            assert name in ("accept", "reject") or code == 2
            if not for_good:
                assert contents(done) == old, moment
        else:
            # It could do without that step.
            assert None not in contents(done), moment
        if name in ("accept", "reject"):
            recovers(case, moment)
        if None in contents(done) or contents(done) == old:
            assert done() == 0, "with room on the disk again"
        if name in ("accept", "reject"):
            assert record(case) == [("Ana", "f1")], moment
        assert None not in contents(done)
        put_back(here, kept)
    assert moment > 4
    assert contents(done) != old


def test_a_full_disk_costs_no_signature_that_was_there(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], deed: Callable[[str], Deed], keys: tuple[Path, Path]
) -> None:
    secret, public = keys
    deed("accept")()
    sign = ("audit", "sign", str(case), "--secret-key", str(secret))
    assert main(sign) == 0
    Deed(("review", str(case), "--by", "Ben", "--fact", "f3", "--on", "2026-12-02"), "a\nq\n", ())()
    for moment in range(1, MOST):
        with Disk(case, full, moment).failing() as disk:
            code = main(sign)
        if disk.steps < moment:
            break
        err = capsys.readouterr().err
        assert code == 0 or ("No space left" in err and "help: " in err)
        assert main(("audit", "verify", str(case), "--public-key", str(public))) == 0, moment
    assert 6 < disk.steps < MOST


def test_a_wrong_key_costs_no_signature_that_was_there(
    case: Path, tmp_path: Path, deed: Callable[[str], Deed], keys: tuple[Path, Path]
) -> None:
    secret, public = keys
    deed("accept")()
    assert main(("audit", "sign", str(case), "--secret-key", str(secret))) == 0
    Deed(("review", str(case), "--by", "Ben", "--fact", "f3", "--on", "2026-12-02"), "a\nq\n", ())()
    assert main(("audit", "sign", str(case), "--secret-key", str(public))) == 2
    assert main(("audit", "verify", str(case), "--public-key", str(public))) == 0
