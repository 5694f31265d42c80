"""durable_rules behind its guard: what it swallows is raised, and what it confuses never reaches it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

pytest.importorskip("durable.engine", reason="durable_rules is not installed", exc_type=ImportError)

from sanctioncheck.engine.durable.host import Broken, Guarded
from sanctioncheck.engine.durable.limits import Refused

ONE: dict[int, list[dict[str, Any]]] = {
    1: [{"c0": {"$and": [{"k": 1}]}}, {"c1": {"$and": [{"k": 2}, {"f": {"c0": "f"}}]}}],
}


@pytest.fixture
def fired() -> list[tuple[int, Any]]:
    return []


@pytest.fixture
def guarded(fired: list[tuple[int, Any]]) -> Guarded:
    return Guarded(lambda number, matched: fired.append((number, matched)))


def test_a_rule_fires_once_its_facts_are_there_and_says_on_which(guarded: Guarded, fired: list[Any]) -> None:
    name = guarded.rules(ONE)
    guarded.tell(name, {"k": 2, "f": 7})
    guarded.tell(name, {"k": 1, "f": 8})
    assert fired == []
    guarded.tell(name, {"k": 1, "f": 7})
    ((number, matched),) = fired
    assert number == 1
    assert {key: fact["f"] for key, fact in matched.items()} == {"c0": 7, "c1": 7}


def test_a_fact_told_twice_is_an_error(guarded: Guarded) -> None:
    name = guarded.rules(ONE)
    guarded.tell(name, {"k": 1, "f": 7})
    with pytest.raises(Broken, match="MessageObserved"):
        guarded.tell(name, {"k": 1, "f": 7})


def test_a_fact_that_no_rule_asks_for_is_an_error_and_not_lost_in_silence(guarded: Guarded) -> None:
    name = guarded.rules(ONE)
    with pytest.raises(Broken, match="MessageNotHandled"):
        guarded.tell(name, {"k": 9, "f": 7})


def test_an_error_inside_an_action_is_raised() -> None:
    def fail(_number: int, _matched: object) -> None:
        raise ValueError("inside")

    guarded = Guarded(fail)
    name = guarded.rules({1: [{"c0": {"$and": [{"k": 1}]}}]})
    with pytest.raises(Broken, match="inside"):
        guarded.tell(name, {"k": 1, "f": 1})


@pytest.mark.parametrize("value", ["text", True, 1.5, 2**31, None])
def test_only_small_whole_numbers_pass(guarded: Guarded, value: Any) -> None:
    name = guarded.rules(ONE)
    with pytest.raises(Broken, match="whole numbers"):
        guarded.tell(name, {"k": 1, "f": value})


def test_rules_across_a_limit_never_reach_the_library(guarded: Guarded) -> None:
    with pytest.raises(Refused):
        guarded.rules({1: [{"c0": {"$and": [{"k": n}]}} for n in range(17)]})


def test_no_thread_is_started() -> None:
    before = threading.active_count()
    for _ in range(5):
        Guarded(lambda _number, _matched: None).rules(ONE)
    assert threading.active_count() == before


def test_a_case_in_which_nothing_fires_does_no_harm(guarded: Guarded, fired: list[Any]) -> None:
    """To delete its session would crash the library; no session is ever deleted."""
    name = guarded.rules(ONE)
    guarded.tell(name, {"k": 1, "f": 1})
    assert fired == []
