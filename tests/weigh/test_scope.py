"""Who has a column: whom some norm may bind, and who takes part in what was accepted as done."""

from __future__ import annotations

from typing import Any

from sanctioncheck.engine.scope import columns
from tests.weigh.test_weigh import BOOK, SENT, case, fact, support


def shown(**changes: Any) -> tuple[str, ...]:
    return columns(case(fact("f", SENT, support(), **changes)), BOOK)


def test_states_that_take_part_in_what_was_done_have_columns_in_the_order_of_the_case() -> None:
    assert shown() == ("dprk", "russia")
    other_way_round = {"sends_troops": {"by": "russia", "to": "dprk", "force": "unit", "act": "act"}}
    assert columns(case(fact("f", other_way_round, support())), BOOK) == ("dprk", "russia")


def test_units_and_persons_have_none() -> None:
    assert "unit" not in shown()
    met = {"sends_troops": {"by": "general", "to": "russia", "force": "unit", "act": "act"}}
    assert columns(case(fact("f", met, support())), BOOK) == ("russia",)


def test_what_was_promised_or_is_not_accepted_gives_none() -> None:
    assert shown(status="promised") == ()
    assert shown(review={"state": "rejected", "by": "a person"}) == ()
    assert shown(status="promised", review={"state": "rejected", "by": "a person"}) == ()
    assert shown(review={"state": "proposed"}) == ()


def test_a_case_without_facts_has_none() -> None:
    assert columns(case(), BOOK) == ()
