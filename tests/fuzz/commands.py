"""What a command takes: words that are typed, and files of a folder that somebody has sent."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

from sanctioncheck.cli import BUG, main
from sanctioncheck.errors import InputError
from sanctioncheck.exchange.minisign import signature_problem
from tests.fuzz.drawing import TINY
from tests.fuzz.mutate import CORPUS
from tests.render import harmless

SIGNED = b"what was signed\n"
KEY = "RWTv+HSXNLnVlfcnWgvwyZlG1oiVLL0nw3k49qko0/fnHrrjgFST8hBV"
"""The public half of a key of which the other half was thrown away."""
_BEFORE = re.compile(rb'"case_before": "[0-9a-f]*"')
_FRAME = re.compile(r'File ".*/sanctioncheck/(\S+)", line \d+, in (\w+)')


class Bug(Exception):
    """A command ended as a bug of the program; it says what was raised where."""


def ran(*words: str, typed: str = "") -> int:
    """Run a command; give its exit code. What it writes steers no terminal.

    Raises:
        Bug: it ended as one.
    """
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch("sys.stdin", io.StringIO(typed)):
        code = main(["--debug", *words])
    if code == BUG:
        lines = err.getvalue().splitlines()
        raised = next((line.partition(":")[0] for line in reversed(lines) if line[:1].isalpha()), "")
        raise Bug(f"{raised} in {':'.join((_FRAME.findall(err.getvalue()) or [('nowhere', '')])[-1])}")
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
    assert reviewed(home, "r\nwhy\nn\n") == 0
    shutil.copytree(home / "case", home / "before")
    assert reviewed(home, "n\nn\na\n") == 0
    shutil.copytree(home / "case", home / "kept")
    return folder, home


def reviewed(home: Path, typed: str) -> int:
    asked = ("--by", "Ana", "--on", "2026-12-01", "--only", "all", "--pack", str(home / "pack"))
    return ran("review", str(home / "case"), *asked, typed=f"{typed}q\n")


def record(data: bytes) -> None:
    """Verify a record of decisions, and review the case beside it: the last are undone, and others made.

    Then the same as if the program had been killed in the middle of the last decision.
    """
    _, home = spare()
    case, lines = home / "case", data.splitlines(keepends=True) or [b""]
    try:
        (case / "reviews.jsonl").write_bytes(data)
        ran("audit", "verify", str(case))
        reviewed(home, "u\nu\nr\nwhy\nn\na\nu\n")
        ran("audit", "verify", str(case))
        raw = (home / "before/case.yaml").read_bytes()
        (case / "case.yaml").write_bytes(raw)
        (case / "reviews.jsonl").write_bytes(b"".join(lines[:-1]))
        now = f'"case_before": "{sha256(raw).hexdigest()}"'.encode()
        (case / ".review-pending.json").write_bytes(_BEFORE.sub(now, lines[-1]))
        reviewed(home, "u\nn\n")
        ran("audit", "verify", str(case))
    finally:
        shutil.rmtree(case)
        shutil.copytree(home / "kept", case)


def signature(data: bytes) -> None:
    """Read a signature, and a public key: only what signs alike is a signature."""
    _, home = spare()
    file, good = home / "file.minisig", CORPUS / "signature/good.minisig"
    file.write_bytes(data)
    if signature_problem(SIGNED, file, KEY) is None:
        assert _signs(data) == _signs(good.read_bytes())
    with contextlib.suppress(InputError):
        if signature_problem(SIGNED, good, os.fspath(file)) is None:
            assert b64decode(data.splitlines()[1]) == b64decode(KEY)


def _signs(data: bytes) -> tuple[bytes, ...]:
    """Give the signature, the comment that is signed with it, and the signature of both."""
    _, made, comment, of_both, *_ = data.splitlines()
    return b64decode(made), comment.strip(), b64decode(of_both)


def arguments(data: bytes) -> None:
    """Type something where a name, a citation, an atom or words are asked for, and what is right elsewhere."""
    _, home = spare()
    for said in [line for line in data.decode("utf-8", "surrogateescape").replace("\0", "").split("\n") if line][:3]:
        for words in with_word(said, home):
            ran(*words)


def with_word(said: str, home: Path) -> Iterator[tuple[str, ...]]:
    """Give commands in which this is one of the words."""
    pack, case, norm = ("--pack", str(home / "pack")), str(home / "case"), "treaty/1#no-arms"
    for verb in ("show", "search", "graph"):
        yield "rules", verb, *pack, "--", said
    for verb in ("explain", "ask"):
        yield verb, *pack, "--", case, said, norm
        yield verb, *pack, "--", case, "aland", said
    for option in ("--assume", "--deny", "--reject", "--reading"):
        yield "whatif", *pack, f"{option}={said}", case
    for option in ("--actor", "--norm", "--as-of"):
        yield "run", *pack, f"{option}={said}", case


PACK = {
    b"pack:": "pack.yaml",
    b"policy:": "standards.yaml",
    b"background:": "background/war.yaml",
    b"tests:": "instruments/treaty/art-1.test.yaml",
}


@contextlib.contextmanager
def replaced(name: str, data: bytes) -> Iterator[Path]:
    """Give the spare pack with this in place of one of its files."""
    home = spare()[1] / "pack"
    try:
        (home / name).write_bytes(data)
        yield home
    finally:
        shutil.copyfile(TINY / "pack" / name, home / name)


def pack_files(data: bytes) -> None:
    """Check a pack in which this stands in place of the file that begins like it: any but provisions and words."""
    name = next((name for head, name in PACK.items() if data.lstrip().startswith(head)), "lists/members.csv")
    with replaced(name, data) as home:
        ran("rules", "check", "--pack", str(home))
        ran("rules", "test", "--pack", str(home))
