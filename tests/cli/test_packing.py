"""A pack that is locked and signed is told from one that somebody has touched, by us and by minisign itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.load.language import TINY

minisign = pytest.importorskip("minisign", reason="the library for signatures is not here")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "pack", tmp_path / "pack"))


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """A secret and a public key, made for this test."""
    pair = minisign.KeyPair.generate()
    secret, public = tmp_path / "secret.key", tmp_path / "public.pub"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
    return secret, public


def test_what_was_locked_is_verified(home: Path, call: Call) -> None:
    code, out, _ = call("pack", "lock", str(home))
    files = [path for path in home.rglob("*") if path.is_file() and path.name != "pack.lock"]
    assert (code, out) == (0, f"pack.lock: {len(files)} files\n")
    assert call("pack", "verify", str(home)) == (0, "every file is the one that was locked\n", "")


def test_equal_packs_have_equal_locks(home: Path, call: Call) -> None:
    call("pack", "lock", str(home))
    first = (home / "pack.lock").read_bytes()
    call("pack", "lock", str(home))
    assert (home / "pack.lock").read_bytes() == first


def test_a_lock_that_cannot_be_written_names_the_file_that_was_asked_for(home: Path, call: Call) -> None:
    (home / "pack.lock").mkdir()
    code, _, err = call("pack", "lock", str(home))
    assert code == 2
    assert err.startswith("SC-U009 error: cannot write `")
    assert "/pack/pack.lock`: it is a folder\n" in err


@pytest.mark.parametrize("touch", ["changed", "gone", "added"])
def test_a_pack_that_was_touched_is_told_with_the_file(touch: str, home: Path, call: Call) -> None:
    call("pack", "lock", str(home))
    file = home / "lists/members.csv"
    if touch == "changed":
        file.write_bytes(file.read_bytes().replace(b"1990,", b"1991,"))
    elif touch == "gone":
        file.unlink()
    else:
        shutil.copyfile(file, home / "lists/more.csv")
    code, out, err = call("pack", "verify", str(home))
    assert (code, out) == (4, "")
    wanted = {
        "changed": "`lists/members.csv` is not the file that was locked",
        "gone": "`lists/members.csv` was locked and is not there",
        "added": "`lists/more.csv` was not there when the pack was locked",
    }[touch]
    assert wanted in err


def test_a_lock_that_is_none_is_told_at_its_line(home: Path, call: Call) -> None:
    assert "SC-P001" in call("pack", "verify", str(home))[2]
    call("pack", "lock", str(home))
    with (home / "pack.lock").open("a") as file:
        file.write("and this too\n")
    code, _, err = call("pack", "verify", str(home))
    assert code == 2
    assert "SC-P002 error" in err
    assert "and this too" in err


def test_a_pack_that_does_not_load_is_not_locked(home: Path, call: Call) -> None:
    (home / "pack.yaml").write_text("pack: 1\n")
    assert call("pack", "lock", str(home))[0] == 2
    assert not (home / "pack.lock").exists()


def test_a_signature_holds_for_its_key_and_its_bytes_only(
    home: Path, keys: tuple[Path, Path], tmp_path: Path, call: Call
) -> None:
    secret, public = keys
    call("pack", "lock", str(home))
    assert "SC-P006" in call("pack", "verify", str(home), "--public-key", str(public))[2]
    assert call("pack", "sign", str(home), "--secret-key", str(secret))[0] == 0
    first = (home / "pack.lock.minisig").read_bytes()
    assert call("pack", "verify", str(home), "--public-key", str(public))[0] == 0
    line = public.read_text().splitlines()[1]
    assert call("pack", "verify", str(home), "--public-key", line)[0] == 0
    assert call("pack", "sign", str(home), "--secret-key", str(secret))[0] == 0
    assert (home / "pack.lock.minisig").read_bytes() == first
    other = tmp_path / "other.pub"
    other.write_bytes(bytes(minisign.KeyPair.generate().public_key))
    code, _, err = call("pack", "verify", str(home), "--public-key", str(other))
    assert code == 4
    assert "SC-P007" in err
    # Somebody changes a file and writes the lock anew, but cannot sign it.
    (home / "lists/members.csv").write_bytes((home / "lists/members.csv").read_bytes().replace(b"1990,", b"1991,"))
    call("pack", "lock", str(home))
    assert call("pack", "verify", str(home))[0] == 0
    assert call("pack", "verify", str(home), "--public-key", str(public))[0] == 4


def test_what_is_not_as_locked_is_not_signed(home: Path, keys: tuple[Path, Path], call: Call) -> None:
    call("pack", "lock", str(home))
    file = home / "lists/members.csv"
    file.write_bytes(file.read_bytes().replace(b"1990,", b"1991,"))
    code, _, err = call("pack", "sign", str(home), "--secret-key", str(keys[0]))
    assert code == 2
    assert "SC-P003" in err
    assert not (home / "pack.lock.minisig").exists()


def test_a_key_with_a_password_needs_it(
    home: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = minisign.KeyPair.generate()
    public = bytes(pair.public_key)
    pair.secret_key.encrypt("long enough")
    secret = tmp_path / "locked.key"
    secret.write_bytes(bytes(pair.secret_key))
    call("pack", "lock", str(home))
    monkeypatch.setenv("SANCTIONCHECK_KEY_PASSWORD", "wrong")
    code, _, err = call("pack", "sign", str(home), "--secret-key", str(secret))
    assert code == 2
    assert "SC-P008" in err
    monkeypatch.setenv("SANCTIONCHECK_KEY_PASSWORD", "long enough")
    assert call("pack", "sign", str(home), "--secret-key", str(secret))[0] == 0
    assert call("pack", "verify", str(home), "--public-key", public.decode().splitlines()[1])[0] == 0


@pytest.mark.parametrize("key", ["RWnonsense", "no-such-file"])
def test_what_is_no_key_is_refused(key: str, home: Path, keys: tuple[Path, Path], call: Call) -> None:
    call("pack", "lock", str(home))
    call("pack", "sign", str(home), "--secret-key", str(keys[0]))
    code, _, err = call("pack", "verify", str(home), "--public-key", key)
    assert code == 2
    assert "SC-P008" in err


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign itself is not here")
def test_minisign_itself_accepts_what_we_sign_and_we_what_it_signs(
    home: Path, keys: tuple[Path, Path], call: Call
) -> None:
    secret, public = keys
    call("pack", "lock", str(home))
    call("pack", "sign", str(home), "--secret-key", str(secret))
    check = ["minisign", "-V", "-q", "-p", str(public), "-m", str(home / "pack.lock")]
    assert subprocess.run(check, check=False).returncode == 0
    (home / "pack.lock.minisig").unlink()
    sign = ["minisign", "-S", "-W", "-s", str(secret), "-m", str(home / "pack.lock")]
    subprocess.run(sign, check=True, capture_output=True, input=b"\n")
    assert call("pack", "verify", str(home), "--public-key", str(public))[0] == 0


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not here")
def test_sha256sum_reads_the_lock(home: Path, call: Call) -> None:
    call("pack", "lock", str(home))
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "pack.lock"], cwd=home, check=False)
    assert done.returncode == 0
