"""When what has no date holds."""

from __future__ import annotations

from sanctioncheck.engine.dating import when_of
from sanctioncheck.model.fact import Assumption, During
from sanctioncheck.model.time import EARLIEST, LATEST, THROUGHOUT, Window, lasting, parse_window, point

PERIOD = Window(100, 200)
BARE = Assumption.model_validate({"id": "a", "is_a": {"thing": "x", "type": "arms"}, "reason": "for argument"})


def test_an_event_without_a_date_lies_somewhere_in_the_period_and_a_state_holds_all_through_it() -> None:
    assert when_of(BARE, "event", PERIOD) == point(PERIOD)
    assert when_of(BARE, "state", PERIOD) == lasting(Window(100, 100), Window(200, 200))


def test_what_a_thing_is_it_is_at_all_times_unless_the_fact_says_otherwise() -> None:
    assert when_of(BARE, "classification", PERIOD) == THROUGHOUT
    dated = BARE.model_copy(update={"on": "2020-03-10"})
    assert when_of(dated, "classification", PERIOD) != THROUGHOUT


def test_without_a_period_an_event_lies_anywhere_and_a_state_holds_always() -> None:
    assert when_of(BARE, "event", None) == point(Window(EARLIEST, LATEST))
    assert when_of(BARE, "state", None) == lasting(Window(EARLIEST, EARLIEST), Window(LATEST, LATEST))


def test_what_has_dates_has_those() -> None:
    on = BARE.model_copy(update={"on": "2020-03-10"})
    assert when_of(on, "event", PERIOD) == point(parse_window("2020-03-10"))
    during = BARE.model_copy(update={"during": During.model_validate({"from": "2020-03", "to": "2020-05"})})
    assert when_of(during, "event", PERIOD) == lasting(parse_window("2020-03"), parse_window("2020-05"))


def test_what_has_an_open_end_is_known_to_go_on_until_today_and_may_go_on_after_it() -> None:
    ever = BARE.model_copy(update={"during": During.model_validate({"from": "..", "to": ".."})})
    assert when_of(ever, "state", PERIOD, 150) == lasting(Window(EARLIEST, EARLIEST), Window(150, LATEST))
