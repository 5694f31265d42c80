"""What is gathered before it is weighed: which days joined facts have, what is known on which day, and of what time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sanctioncheck.engine.weigh import weigh
from sanctioncheck.model.evidence import Entry, Weighing
from sanctioncheck.model.time import When, Window, lasting, parse_date, parse_window, point
from tests.weigh.test_weigh import BOOK, SENT, WAR, case, fact, finding, source, support

BARE = replace(BOOK, findings=())


def dates(weighing: Weighing, predicate: str = "sends_troops") -> list[When]:
    return [key.when for key in weighing.plain.atoms if key.predicate == predicate]


def joined(*facts: dict[str, Any], **changes: Any) -> list[When]:
    groups = (tuple(each["id"] for each in facts),)
    return dates(weigh(case(*facts, **{"same_event": groups, **changes}), BARE))


def window(first: str, last: str) -> Window:
    return Window(parse_date(first).first, parse_date(last).last)


def test_facts_that_are_one_event_have_the_days_on_which_all_of_them_may_have_happened() -> None:
    one, other = fact("f", SENT, support(), on="2024-11"), fact("g", SENT, support("two"), on="2024-11-20/2024-12")
    assert joined(one, other) == [point(window("2024-11-20", "2024-11-30"))]
    assert joined(other, one) == [point(window("2024-11-20", "2024-11-30"))]


def test_an_event_that_went_on_begins_and_ends_when_all_that_is_told_of_it_allows() -> None:
    one = fact("f", SENT, support(), on=None, during={"from": "2024-10", "to": "2024-12"})
    other = fact("g", SENT, support("two"), on=None, during={"from": "2024-10-10", "to": "2024-11/2024-12-05"})
    assert joined(one, other) == [lasting(parse_date("2024-10-10"), window("2024-12-01", "2024-12-05"))]


def test_groups_that_share_a_fact_are_one_event() -> None:
    three = [fact(name, SENT, support(), on=on) for name, on in (("f", "2024-11"), ("g", "2024"), ("h", "2024-11-05"))]
    assert joined(*three, same_event=(("f", "g"), ("g", "h"))) == [point(parse_window("2024-11-05"))]
    assert len(joined(*three, same_event=(("f", "g"),))) == 2


def test_a_fact_that_is_no_evidence_dates_nothing() -> None:
    said, promised = (
        fact("f", SENT, support(), on="2024-11"),
        fact("g", SENT, support(), on="2024-11-05", status="promised"),
    )
    assert joined(said, promised) == [point(parse_window("2024-11"))]


def test_a_finding_is_known_from_the_day_on_which_it_was_published() -> None:
    book = replace(BOOK, findings=(finding(**WAR),))
    made = case(things=({"id": "russia-war", "background": True},))
    assert len(dates(weigh(made, book, "2022-03-01"), "uses_force")) == 1
    early = weigh(made, book, "2022-02-28")
    assert dates(early, "uses_force") == []
    assert early.not_yet_known == ("found",)
    # Of a war that the case does not name nobody asks when it was found.
    assert weigh(case(), book, "2022-02-28").not_yet_known == ()


def test_a_plea_is_known_from_the_day_of_its_source_and_one_that_is_denied_is_none() -> None:
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    made = case(fact("f", plea, support(), on=None))
    assert weigh(made, BARE, "2025-04-28").invocations == {("un.charter/51", "russia"): ("f",)}
    early = weigh(made, BARE, "2025-04-27")
    assert (early.invocations, early.not_yet_known) == ({}, ("f",))
    assert weigh(case(fact("f", {"not": plea}, support(), on=None)), BARE).invocations == {}
    book = replace(BOOK, findings=(finding(**plea, on=None, during=None),))
    assert weigh(case(), book, "2022-03-01").invocations == {("un.charter/51", "russia"): ("found",)}
    assert weigh(case(), book, "2022-02-28").invocations == {}


def test_without_a_period_the_time_of_a_case_is_that_of_its_dated_events() -> None:
    two = [fact("f", SENT, support(), on="2024-11"), fact("g", SENT, support("two"), on="2025-02-03")]
    assert weigh(case(*two, period=None), BARE).period == window("2024-11-01", "2025-02-03")
    assert weigh(case(*two), BARE).period == window("2024-10-01", "2025-04-30")
    assert weigh(case(period=None), BARE).period is None
    assert weigh(case(fact("f", SENT, support(), on=None), period=None), BARE).period is None


def test_what_is_told_of_a_fact_is_its_side_and_how_far_it_goes_alone() -> None:
    two_sides = fact("f", SENT, support(), support("two", "denied", "japan"))
    (entries,) = [told for key, told in weigh(case(two_sides), BARE).ledger.items() if key.predicate == "sends_troops"]
    assert entries == (Entry("fact", "f", True, 1), Entry("fact", "f", False, 1))


def test_quantities_of_facts_that_are_one_event_are_all_kept_each_once() -> None:
    amounts = [
        {"value": 3000, "unit": "persons"},
        {"value": 12000, "unit": "persons"},
        {"value": 3000, "unit": "persons"},
    ]
    three = [fact(name, SENT, support(), quantity=amount) for name, amount in zip("fgh", amounts, strict=True)]
    atoms = weigh(case(*three, same_event=(("f", "g", "h"),)), BARE).plain.atoms
    (weighed,) = [w for key, w in atoms.items() if key.predicate == "sends_troops"]
    assert [(unit, int(number)) for unit, number in weighed.quantities] == [("persons", 3000), ("persons", 12000)]


def test_what_nobody_has_named_opens_nothing() -> None:
    things = (
        {"id": "act", "type": "act", "name": "act"},
        {"id": "other", "type": "act", "name": "other", "unnamed": True},
    )
    named = weigh(case(fact("f", SENT, support()), things=things), BARE).plain.named
    assert "act" in named
    assert "other" not in named


def test_facts_that_a_machine_accepted_are_told_apart() -> None:
    by_nobody = fact("g", SENT, support(), on="2024-12-01", review={"state": "accepted", "policy": "grounded"})
    assert weigh(case(fact("f", SENT, support()), by_nobody), BARE).unreviewed == {"g"}


def test_a_source_that_does_not_date_itself_more_closely_counts_from_its_last_day() -> None:
    made = case(fact("f", SENT, support("one")), sources=(source("one", published="2025"),))
    assert dates(weigh(made, BARE, "2025-12-30")) == []
    assert len(dates(weigh(made, BARE, "2025-12-31"))) == 1
