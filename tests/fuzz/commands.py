"""Files that a command reads from a folder that somebody has sent: the record of a case, a signature, a pack."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

from sanctioncheck.author.layout.page import laid_out
from sanctioncheck.cli import main
from sanctioncheck.errors import InputError
from sanctioncheck.exchange.minisign import signature_problem
from tests.fuzz.drawing import TINY
from tests.render import harmless

BUG = 70


def ran(*words: str, typed: str = "") -> int:
    """Run a command; give its exit code. A bug of the program is a fault, and so is what steers a terminal."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch("sys.stdin", io.StringIO(typed)):
        code = main(list(words))
    assert code != BUG, err.getvalue()
    assert code == 0 or err.getvalue() or out.getvalue()
    harmless.text(out.getvalue(), err.getvalue())
    return code


@cache
def spare() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Make a folder that lasts as long as the process, with a copy of the tiny pack, and of its case after a review."""
    folder = tempfile.TemporaryDirectory()
    home = Path(folder.name)
    for name in ("pack", "case"):
        shutil.copytree(TINY / name, home / name)
    assert reviewed(home, "r\nwhy\nn\na\n") == 0
    shutil.copytree(home / "case", home / "kept")
    return folder, home


def reviewed(home: Path, typed: str) -> int:
    asked = ("--by", "Ana", "--on", "2026-12-01", "--only", "all", "--pack", str(home / "pack"))
    return ran("review", str(home / "case"), *asked, typed=f"{typed}q\n")


def record(data: bytes) -> None:
    """Verify a record of decisions, and review the case beside it: the last decision is undone, another is made."""
    _, home = spare()
    case = home / "case"
    (case / "reviews.jsonl").write_bytes(data)
    # As if the program had been killed in the middle of the last of them.
    (case / ".review-pending.json").write_bytes(data.splitlines()[-1] if data.splitlines() else b"")
    try:
        ran("audit", "verify", str(case))
        reviewed(home, "u\nu\nr\nwhy\nn\na\nu\n")
        ran("audit", "verify", str(case))
    finally:
        shutil.rmtree(case)
        shutil.copytree(home / "kept", case)


def signature(data: bytes) -> None:
    """Read a signature, and a public key."""
    _, home = spare()
    file = home / "file.minisig"
    file.write_bytes(data)
    for key in ("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3", os.fspath(file)):
        with contextlib.suppress(InputError):
            assert signature_problem(b"x", file, key) is not None


def layout(data: bytes) -> None:
    """Lay a file out; what comes of it is in that layout."""
    text = laid_out("x.yaml", data)
    assert laid_out("x.yaml", text.encode()) == text


def arguments(data: bytes) -> None:
    """Type something where a name, a citation, an atom or words to search for are asked."""
    _, home = spare()
    pack, case = ("--pack", str(home / "pack")), str(home / "case")
    typed = [line for line in data.decode("utf-8", "surrogateescape").replace("\0", "").split("\n") if line][:3]
    for said in typed:
        for words in (
            ("rules", "show", *pack, "--", said),
            ("rules", "search", *pack, "--", said),
            ("rules", "graph", *pack, "--", said),
            ("explain", *pack, "--", case, said, said),
            ("ask", *pack, "--", case, said, said),
            ("whatif", *pack, f"--assume={said}", f"--reject={said}", f"--reading={said}", case),
            ("run", *pack, f"--actor={said}", f"--norm={said}", case),
        ):
            ran(*words)


PACK = {
    b"pack:": "pack.yaml",
    b"policy:": "standards.yaml",
    b"background:": "background/war.yaml",
    b"tests:": "instruments/treaty/art-1.test.yaml",
}


def pack_files(data: bytes) -> None:
    """Check a pack in which this stands in place of the file that begins like it: any but provisions and words."""
    _, home = spare()
    name = next((name for head, name in PACK.items() if data.lstrip().startswith(head)), "lists/members.csv")
    file = home / "pack" / name
    try:
        file.write_bytes(data)
        ran("rules", "check", "--pack", str(home / "pack"))
        ran("rules", "test", "--pack", str(home / "pack"))
    finally:
        shutil.copyfile(TINY / "pack" / name, file)
