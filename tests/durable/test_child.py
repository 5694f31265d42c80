"""The second engine dies, hangs or eats memory: the run goes on and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sanctioncheck.cli import main
from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.crosscheck import asked_of
from sanctioncheck.engine.durable import child
from sanctioncheck.engine.durable.child import Second
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from tests.spec.generate import Seeded, made_up

CASE = "cases/2018-wise-honest"
SERVE = "import sys; sys.path[:] = sys.argv[1:]; from sanctioncheck.engine.durable.child import serve; serve()"


def asked(second: Second, seed: int = 1) -> child.Chained:
    book, evidence = made_up(Seeded(seed))
    plan = compile_plan(book)
    return second.judge(evidence, asked_of(Court(plan, Index(plan, evidence))), book)


def test_a_crash_is_told_and_the_next_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = made_up(Seeded(1))
    with Second(book) as second:
        monkeypatch.setattr(child, "BODY", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
        assert "signal 11" in asked(second).failure
        monkeypatch.setattr(child, "BODY", SERVE)
        assert asked(second).failure == ""


def test_a_hang_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = made_up(Seeded(1))
    monkeypatch.setattr(child, "BODY", "while True: pass")
    with Second(book, seconds=0.5) as second:
        assert asked(second).failure == "durable_rules took longer than 0.5 s"


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource", reason="this system cannot limit memory")
    book, _ = made_up(Seeded(1))
    limit = SERVE.replace("import serve; serve()", "import _limit; from sanctioncheck.engine.durable import child; ")
    limit += "child.MEMORY = 300 * 2**20; _limit(); x = bytearray(600 * 2**20); import time; time.sleep(60)"
    monkeypatch.setattr(child, "BODY", limit)
    with Second(book) as second:
        assert "without an answer" in asked(second).failure


def test_the_process_is_replaced_every_few_hundred_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = made_up(Seeded(1))
    monkeypatch.setattr(child, "CASES", 2)
    with Second(book) as second:
        seen = set()
        for _ in range(5):
            asked(second)
            assert second.process is not None
            seen.add(second.process.pid)
    assert len(seen) == 3


def test_what_a_library_prints_does_not_get_between_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = made_up(Seeded(1))
    noisy = SERVE.replace("serve()", "print('noise', file=sys.stderr); serve()")
    monkeypatch.setattr(child, "BODY", noisy)
    with Second(book) as second:
        assert asked(second).failure == ""


def test_the_native_verdict_stands_and_says_that_it_is_not_cross_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(child, "BODY", "import os; os.abort()")
    assert main(["run", CASE, "--engine", "both"]) == 0
    shown = capsys.readouterr().out
    assert "not compared" in shown
    assert "Not cross-checked: durable_rules stopped without an answer (signal 6)." in shown
    out = tmp_path / "result.json"
    assert main(["run", CASE, "--engine", "both", "--format", "json", "-o", str(out)]) == 0
    engines = json.loads(out.read_text())["cases"][0]["engines"]
    assert engines["compared"] is False
    assert "signal 6" in engines["not_compared"]


def test_what_is_not_said_twice_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the library that a new process does not repeat must not be told as an error in a verdict."""
    from sanctioncheck.engine import crosscheck
    from sanctioncheck.model.evidence import Weighing

    book, evidence = made_up(Seeded(1))
    plan = compile_plan(book)
    with Second(book) as second:
        right = second.judge
        answers = []

        def flaky(*asked: object) -> child.Chained:
            answer = right(*asked)  # type: ignore[arg-type]
            answers.append(answer)
            return child.Chained(answer.derived[2:]) if len(answers) == 1 else answer

        monkeypatch.setattr(second, "judge", flaky)
        checked = crosscheck.cross_check(second, plan, Weighing(evidence))
    assert checked.failure == "durable_rules did not say the same twice"
    assert checked.differences == ()


def test_a_lost_match_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from sanctioncheck.engine.durable import chain
    from sanctioncheck.engine.durable.host import Broken
    from sanctioncheck.engine.durable.may import Possible

    book, evidence = made_up(Seeded(1))
    plan = compile_plan(book)
    asked_of_it = asked_of(Court(plan, Index(plan, evidence)))
    fired = Possible.fired

    def deaf(self: Possible, number: int, matched: object) -> bool:
        return True if number in self._searches else fired(self, number, matched)  # type: ignore[arg-type]

    monkeypatch.setattr(Possible, "fired", deaf)
    with pytest.raises(Broken, match="lost a match"):
        chain.chain(book, evidence, asked_of_it)


def test_a_case_that_needs_too_many_facts_is_given_up_and_says_so() -> None:
    book, _ = made_up(Seeded(1))
    with Second(book, budget=10) as second:
        assert asked(second).failure == "the case needs more than 10 facts in durable_rules"
