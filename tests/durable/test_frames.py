"""What is asked is answered, or the second engine says that it broke; it never goes on without."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sanctioncheck.engine.durable.frames import Asked, Board, Frame
from sanctioncheck.engine.durable.host import Broken, Matched
from sanctioncheck.model.firing import Premise
from tests.engine.build import evidence, fact, norm, rulebook


def ignore(_: object) -> None:
    pass


class Deaf(Board):
    """A board on which nothing that is asked is ever worked out."""

    def open(self, asked: Asked) -> None:
        pass

    def log(self, frame: Frame, premises: Sequence[Premise], truth: tuple[int, int]) -> int:
        raise AssertionError(frame)

    def searched(self, number: int, matched: Matched) -> bool:
        return False


def test_a_question_that_nobody_answers_breaks_the_engine_off_and_is_named() -> None:
    board = Deaf(100)
    for name in ("second", "first", "third"):
        board.want((name,), ignore)
    with pytest.raises(Broken, match=r"3 questions were never answered, among them \('first',\)"):
        board.run()


def test_answers_that_are_gathered_and_never_come_are_questions_too() -> None:
    board = Deaf(100)
    board.want(("all",), ignore)
    board.gather(("all",), [("one",), ("other",)], lambda truths: truths[0])
    with pytest.raises(Broken, match="3 questions"):
        board.run()


def test_where_all_is_answered_nothing_is_said() -> None:
    board = Deaf(100)
    heard: list[tuple[int, int]] = []
    board.want(("all",), heard.append)
    board.gather(("all",), [("one",), ("other",)], lambda truths: truths[0])
    board.learn(("one",), (3, 4))
    board.learn(("other",), (1, 0))
    board.run()
    assert heard == [(3, 4)]


def test_a_norm_that_does_not_fire_breaks_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import asked_of
    from sanctioncheck.engine.durable.chain import Chain
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan

    book, said = rulebook(norm("knows($S)")), evidence([fact("sends(x, guns)"), fact("knows(x)")])
    plan = compile_plan(book)
    asked = asked_of(Court(plan, Index(plan, said)))
    sound = Chain(book, said)
    sound.judge(asked)
    last = sound.firings[-1]
    assert last.kind == "norm"

    class Losing(Chain):
        """Loses the last thing that fires."""

        def _fired(self, matched: Matched) -> None:
            if len(self.firings) + 1 < last.number:
                super()._fired(matched)

    broken = Losing(book, said)
    with pytest.raises(Broken, match="0 questions were never answered, among them a frame"):
        broken.judge(asked)
