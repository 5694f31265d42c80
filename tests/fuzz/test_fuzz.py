"""Whatever is handed in: a result or a problem that is told, never a crash. Long runs: `tests/fuzz/run.py`."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from sanctioncheck.exchange.minisign import signature_problem
from tests.fuzz.commands import KEY, SIGNED, ran, spare, with_word
from tests.fuzz.mutate import CORPUS, corpus
from tests.fuzz.run import Hunt
from tests.fuzz.targets import SPACY, TARGETS, attempt

EXAMPLES = {"text": 5, "case": 20, "rules": 15, "vocabulary": 15, "render": 8, "report": 2, "rule_pages": 8, "kept": 8,
            "arguments": 2, "record": 6, "pack_files": 6}  # fmt: skip
NEEDS = {"html": "lxml", "pdf": "pypdf", "signature": "minisign", **dict.fromkeys(SPACY, "spacy")}
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


def runnable(target: str) -> None:
    if target in NEEDS and find_spec(NEEDS[target]) is None:
        extra = "sign" if target == "signature" else "read"
        pytest.skip(f"{NEEDS[target]} is not here: the extra `{extra}`")


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_kept_breaks_nothing(path: Path) -> None:
    runnable(path.parent.name)
    assert attempt(path.parent.name, path.read_bytes()) in ("result", "problem")


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_like_it_breaks_nothing(target: str) -> None:
    runnable(target)
    hunt = Hunt(target, tuple(corpus(target)))
    hunt.round(1, EXAMPLES.get(target, 50))
    assert hunt.found == {}
    assert hunt.ended.total() >= EXAMPLES.get(target, 50) // 2


def test_every_command_has_words_with_which_it_does_its_work() -> None:
    """What refuses everything at the door would show nothing."""
    done = Counter[str]()
    for data in corpus("arguments"):
        for said in data.decode().splitlines():
            for at, words in enumerate(with_word(said, spare()[1])):
                done[f"{at} {words[0]}"] += ran(*words) == 0
    assert min(done.values()) > 0, done


def test_what_was_kept_of_files_is_right_as_it_is() -> None:
    home = spare()[1]
    for words in (("rules", "check"), ("rules", "test")):
        assert ran(*words, "--pack", str(home / "pack")) == 0
    assert ran("audit", "verify", str(home / "case")) == 0
    if find_spec("minisign"):
        assert signature_problem(SIGNED, CORPUS / "signature/good.minisig", KEY) is None


def test_every_target_has_inputs_that_give_a_result_and_a_fault_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hunt among inputs that are all refused at the door would find nothing."""
    assert set(TARGETS) == {path.name for path in CORPUS.iterdir()}
    for target in ("yaml", "layout", "rules", "vocabulary", "rule_pages", "case", "questions", "kept", "quotes",
                   "plain", "markdown", "docx"):  # fmt: skip
        assert "result" in {attempt(target, data) for data in corpus(target)}, target

    def broken(data: bytes) -> None:
        assert b"x" not in data

    monkeypatch.setitem(TARGETS, "plain", broken)
    hunt = Hunt("plain", (b"abcxyz" * 10,))
    hunt.round(1)
    assert len(hunt.found) == 1
