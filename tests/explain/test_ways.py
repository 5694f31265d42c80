"""Sets of supposed facts: the least of them are found, and which are let go at the limit hangs on no accident."""

from __future__ import annotations

import random

from sanctioncheck.engine.budget import Budget
from sanctioncheck.explain.ways import DONE, Literal, Numbered, both, least
from sanctioncheck.model.time import Window, point

DAY = point(Window(1, 1))


def test_the_least_sets_are_those_that_hold_no_other() -> None:
    dice = random.Random(3)
    for _ in range(300):
        ways = [frozenset(dice.sample(range(8), dice.randint(0, 4))) for _ in range(dice.randint(1, 12))]
        assert set(least(ways)) == {way for way in ways if not any(other < way for other in ways)}


def test_which_sets_are_let_go_at_the_limit_does_not_turn_on_the_order_in_which_they_were_found() -> None:
    literals = [Literal(name, ("x",), DAY, True) for name in "abcdef"]
    for seed in range(20):
        dice, numbered = random.Random(seed), Numbered()
        dice.shuffle(literals)
        ways = tuple(numbered.way(each) for each in literals)
        kept = numbered.first(ways, 2)
        assert {each.symbol for way in kept for each in numbered.told(way)} == {"a", "b"}


def test_a_fact_and_its_contrary_are_never_supposed_together() -> None:
    numbered = Numbered()
    yes = Literal("a", ("x",), DAY, True)
    one, other = (numbered.way(yes),), (numbered.way(yes.opposite),)
    assert both([one, other], 4, 300, numbered, Budget()) == ()
    assert both([one, DONE], 4, 300, numbered, Budget()) == one
