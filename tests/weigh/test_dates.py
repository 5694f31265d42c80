"""When what has no date holds."""

from __future__ import annotations

from sanctioncheck.engine.dating import when_of
from sanctioncheck.model.fact import Assumption
from sanctioncheck.model.time import THROUGHOUT, Window, lasting, point

PERIOD = Window(100, 200)
BARE = Assumption.model_validate({"id": "a", "is_a": {"thing": "x", "type": "arms"}, "reason": "for argument"})


def test_an_event_without_a_date_lies_somewhere_in_the_period_and_a_state_holds_all_through_it() -> None:
    assert when_of(BARE, "event", PERIOD) == point(PERIOD)
    assert when_of(BARE, "state", PERIOD) == lasting(Window(100, 100), Window(200, 200))


def test_what_a_thing_is_it_is_at_all_times_unless_the_fact_says_otherwise() -> None:
    assert when_of(BARE, "classification", PERIOD) == THROUGHOUT
    dated = BARE.model_copy(update={"on": "2020-03-10"})
    assert when_of(dated, "classification", PERIOD) != THROUGHOUT
