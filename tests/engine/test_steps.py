"""How the steps of a norm and of a case are counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from sanctioncheck.engine.assess import assess
from sanctioncheck.engine.budget import DEEPEST, NORMS_WORTH, Budget, Spent, reason
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.condition import ShareBounds, ShareOf
from sanctioncheck.model.evidence import Key, Weighed, Weighing
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.engine.build import NORM, evidence, fact, norm, rulebook


def spent(budget: Budget, steps: int) -> str | None:
    try:
        budget.take(steps)
    except Spent as error:
        return reason(error)
    return None


def test_a_norm_may_take_its_steps_to_the_last_and_none_more() -> None:
    budget = Budget(3)
    assert [spent(budget, 1), spent(budget, 2), spent(budget, 1)] == [None, None, "budget"]
    assert (budget.left, budget.taken) == (0, 3)


def test_one_step_is_taken_where_no_number_is_given() -> None:
    budget = Budget(3)
    budget.take()
    assert (budget.left, budget.taken, budget.all_left) == (2, 1, 3 * NORMS_WORTH - 1)


def test_the_next_norm_begins_with_its_own_steps_and_none_of_the_one_before_it() -> None:
    budget = Budget(3)
    budget.take(1)
    budget.enter()
    budget.begin()
    assert (budget.left, budget.depth) == (3, 0)


def test_what_was_too_much_costs_the_case_what_was_left_and_no_more() -> None:
    budget = Budget(3)
    budget.take(1)
    assert spent(budget, 3) == "budget"
    assert budget.all_left == 3 * NORMS_WORTH - 3
    assert spent(budget, 1) == "budget"
    assert budget.all_left == 3 * NORMS_WORTH - 3


def test_all_norms_together_take_no_more_than_the_case_may() -> None:
    budget = Budget(4, all_left=6)
    assert spent(budget, 4) is None
    budget.begin()
    assert budget.left == 2
    assert [spent(budget, 2), spent(budget, 1)] == [None, "budget"]
    budget.begin()
    assert (budget.left, budget.all_left) == (0, 0)


def test_a_case_of_which_nothing_is_left_is_not_given_all_of_it_again() -> None:
    assert Budget(4, all_left=0).all_left == 0
    assert Budget(4).all_left == 4 * NORMS_WORTH


def test_what_is_said_of_a_case_once_it_is_judged_has_the_whole_budget() -> None:
    budget = Budget(2, all_left=2)
    budget.take(2)
    budget.renew()
    assert (budget.left, budget.all_left) == (2, 2 * NORMS_WORTH)


def test_no_part_of_many_takes_more_than_a_fifth_of_what_is_left() -> None:
    budget = Budget(10)
    budget.share()
    assert budget.left == 10
    budget.take(10)
    budget.share()
    assert budget.left == 40 // NORMS_WORTH
    assert spent(budget, 9) == "budget"
    budget.share()
    assert budget.left == 32 // NORMS_WORTH


def test_definitions_lie_as_deep_within_others_as_they_may_and_no_deeper() -> None:
    budget = Budget()
    for _ in range(DEEPEST):
        budget.enter()
    with pytest.raises(Spent, match="depth"):
        budget.enter()
    budget.leave()
    budget.leave()
    budget.enter()
    assert budget.depth == DEEPEST


def test_a_chain_of_shares_may_be_as_long_as_definitions_may_lie_deep_and_no_longer() -> None:
    law = norm(ShareOf(share=ShareBounds(owner="$S", owned="$X", at_least=Decimal(50))))
    plan = compile_plan(rulebook(law))
    for links, expected, cut in ((DEEPEST, "violated", None), (DEEPEST + 1, "undetermined", "depth")):
        holders = ["x", *(f"holder-{at}" for at in range(links - 1)), "guns"]
        owns = [
            (Key("owns", pair, THROUGHOUT), Weighed(FULL, 0, (("percent", Decimal(100)),)))
            for pair in pairwise(holders)
        ]
        plain = evidence([fact("sends(x, guns)"), *owns])
        types = {**plain.types, **dict.fromkeys(holders[1:-1], "state")}
        cell = assess(plan, Weighing(replace(plain, types=types)), "balance", ("x",)).cells["x", NORM]
        assert (cell.outcome("balance"), cell.cut) == (expected, cut)
