"""What is written while the disk fails: a case under review, a new case, a result, a rule, a signature."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from sanctioncheck.load.pack import load_pack
from tests.cli.proposing import proposed
from tests.render import build

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "language" / "tiny"
TEXT = "North Korea confirmed on Monday that it had sent troops to Russia.\n"
DAY = ("--on", "2026-12-01")


@dataclass(frozen=True)
class Deed:
    """One command that writes, what it is typed, and the files that it may change."""

    words: tuple[str, ...]
    typed: str
    files: tuple[Path, ...]

    def __call__(self) -> int:
        sys.stdin = io.StringIO(self.typed)
        try:
            return main(self.words)
        finally:
            sys.stdin = sys.__stdin__


@pytest.fixture(scope="module", autouse=True)
def pack_read_once() -> Iterator[None]:
    """Reading the pack of the program, and judging, take longer than all that is tested here."""
    book = load_pack(TINY / "pack")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANCTIONCHECK_CACHE", "off")
        patch.setattr("sanctioncheck.load.pack.load_pack", lambda *_: book)
        patch.setattr("sanctioncheck.cli.pipeline.run_cases", lambda *_, **__: build.run())
        yield


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold a case with two facts that a machine proposed; tests work on copies."""
    return proposed(tmp_path_factory.mktemp("faults") / "case", TINY / "case", number=1)


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """Make a secret key and its public one, in the format of minisign."""
    minisign = pytest.importorskip("minisign", reason="the library for signatures is not here")
    pair, secret, public = minisign.KeyPair.generate(), tmp_path / "secret.key", tmp_path / "public.pub"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key))
    return secret, public


@pytest.fixture
def case(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched, tmp_path / "here" / "case"))


@pytest.fixture
def deed(case: Path) -> Callable[[str], Deed]:
    """Give a command by its name, ready to be run on files of this test."""

    def named(name: str) -> Deed:
        here = case.parent
        file, record, rule, result = case / "case.yaml", case / "reviews.jsonl", here / "para.yaml", here / "r.json"
        if name in ("accept", "reject"):
            typed = "a\nq\n" if name == "accept" else "r\nnot so\nq\n"
            return Deed(("review", str(case), "--by", "Ana", *DAY), typed, (file, record))
        if name == "extract":
            text = here.parent / "text.txt"
            text.write_text(TEXT)
            words = ("extract", str(text), "-o", str(here / "new"), "--extractor", "manual", "--published", "2025-04")
            return Deed(words, "", (here / "new" / "case.yaml",))
        if name == "run":
            result.write_text("an older result\n")
            return Deed(("run", "river", "--format", "json", "-o", str(result)), "", (result,))
        rule.write_bytes(untidy())
        return Deed(("rules", "fmt", str(rule)), "", (rule,))

    return named


def untidy() -> bytes:
    """Give a rule that is laid out otherwise than it should be."""
    text = (ROOT / "rules/instruments/un/charter/art-02-4.yaml").read_text(encoding="utf-8")
    return text.replace(": ", ":  ").encode()
