"""What is gathered before it is weighed: which days joined facts have, what is known on which day, and of what time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sanctioncheck.engine.weigh import weigh
from sanctioncheck.model.evidence import Entry, Key, Weighed, Weighing
from sanctioncheck.model.rulebook import ClosedList, Listed
from sanctioncheck.model.time import LATEST, THROUGHOUT, When, Window, lasting, parse_date, parse_window, point
from sanctioncheck.model.truth import FULL, RANK, STANDARDS, highest, up_to
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


def test_an_event_went_on_where_one_of_those_who_tell_of_it_says_so() -> None:
    one = fact("f", SENT, support(), on="2024-11")
    other = fact("g", SENT, support("two"), on=None, during={"from": "2024-11-05", "to": "2024-11-20"})
    for both in ((one, other), (other, one)):
        assert joined(*both) == [lasting(parse_date("2024-11-05"), parse_date("2024-11-20"))]


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


def test_a_finding_that_proves_little_is_known_all_the_same() -> None:
    made = case(things=({"id": "russia-war", "background": True},))
    book = replace(BOOK, findings=(finding(**WAR, reliability="D"),))
    (weighed,) = [w for key, w in weigh(made, book).plain.atoms.items() if key.predicate == "uses_force"]
    assert weighed.for_ == up_to(RANK["alleged"])
    assert weigh(made, book).not_yet_known == ()


def test_a_case_that_names_a_thing_asks_what_was_found_of_its_kind_too() -> None:
    made = case(things=({"id": "russia-war", "background": True},))
    kind = finding(**{"is_a": {"thing": "russia-war", "type": "act"}}, during=None)
    assert weigh(made, replace(BOOK, findings=(kind,)), "2022-02-28").not_yet_known == ("found",)


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


def test_a_plea_that_its_passages_deny_or_that_nothing_bears_out_is_none() -> None:
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    for passage in (support(mode="denied", actor="russia"), support(information=6)):
        found = weigh(case(fact("f", plea, passage, on=None)), BARE)
        assert (found.invocations, found.not_yet_known) == ({}, ())
    inferred = {"mode": "inferred", "from": ("g",), "by": "a reader", "reason": "it speaks of defence"}
    made = case(fact("g", SENT, support()), fact("f", plea, inferred, on=None))
    assert weigh(made, BARE, "2025-04-28").invocations == {("un.charter/51", "russia"): ("f",)}
    early = weigh(made, BARE, "2025-04-27")
    assert (early.invocations, early.not_yet_known) == ({}, ("f", "g"))


def test_a_plea_is_not_yet_known_where_one_of_its_passages_is_to_come_and_the_others_are_worth_nothing() -> None:
    """Of what it would follow from one thing to come is enough; what is said on the day itself is known."""
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    denial, follows = support(mode="denied", actor="russia"), {"mode": "inferred", "by": "a reader", "reason": "so"}
    sources = (source("one", published="2025-03-01"), source("two", published="2025-04-28"))

    def known(*supports: dict[str, Any], today: str) -> tuple[Any, tuple[str, ...]]:
        one, two = fact("g", SENT, support()), fact("h", SENT, support("two"))
        found = weigh(case(one, two, fact("f", plea, *supports, on=None), sources=sources), BARE, today)
        return found.invocations, tuple(name for name in found.not_yet_known if name == "f")

    for order in ((denial, support("two")), (support("two"), denial)):
        assert known(*order, today="2025-03-01") == ({}, ("f",))
    assert known(denial, today="2025-03-01") == ({}, ())
    assert known({**follows, "from": ("g", "h")}, today="2025-03-01") == ({}, ("f",))
    assert known({**follows, "from": ("g", "h")}, today="2025-04-28")[1] == ()


def test_a_finding_that_denies_a_plea_is_none_and_one_to_come_is_not_yet_known() -> None:
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    denied = replace(BOOK, findings=(finding(**{"not": plea}, on=None, during=None),))
    assert weigh(case(), denied, "2022-03-01").invocations == {}
    book = replace(BOOK, findings=(finding(**plea, on=None, during=None),))
    assert weigh(case(), book, "2022-02-28").not_yet_known == ("found",)
    assert weigh(case(), book, "2022-03-01").not_yet_known == ()
    # Of a State that the case does not name nobody asks what it pleads.
    of_others = replace(
        BOOK, findings=(finding(**{"invokes": {**plea["invokes"], "by": "ruritania"}}, on=None, during=None),)
    )
    assert weigh(case(), of_others, "2022-02-28").not_yet_known == ()


def test_a_finding_that_proves_nothing_is_known_all_the_same() -> None:
    made = case(things=({"id": "russia-war", "background": True},))
    for worthless in ({"reliability": "F"}, {"mode": "official", "speaker": "ukraine"}):
        found = weigh(made, replace(BOOK, findings=(finding(**WAR, **worthless),)), "2025-04-30")
        assert found.not_yet_known == ()


def test_without_a_period_the_time_of_a_case_is_that_of_its_dated_events() -> None:
    two = [fact("f", SENT, support(), on="2024-11"), fact("g", SENT, support("two"), on="2025-02-03")]
    assert weigh(case(*two, period=None), BARE).period == window("2024-11-01", "2025-02-03")
    assert weigh(case(*two), BARE).period == window("2024-10-01", "2025-04-30")
    for going_on in ({"from": "..", "to": "2025-03"}, {"from": "2024-12", "to": ".."}):
        other = fact("h", SENT, support(), on=None, during=going_on)
        assert weigh(case(*two, other, period=None), BARE).period == window("2024-11-01", "2025-02-03")
    assert weigh(case(period=None), BARE).period is None
    assert weigh(case(fact("f", SENT, support(), on=None), period=None), BARE).period is None


def test_a_plea_that_stands_in_two_texts_is_known_from_the_first_of_them() -> None:
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    sources = (source("one", published="2025-03-01"), source("two", published="2025-04-28"))
    for both in ((support("one"), support("two")), (support("two"), support("one"))):
        made = case(fact("f", plea, *both, on=None), sources=sources)
        assert weigh(made, BARE, "2025-03-01").invocations == {("un.charter/51", "russia"): ("f",)}
        assert weigh(made, BARE, "2025-02-28").invocations == {}


def test_a_plea_may_follow_from_what_is_known() -> None:
    plea = {"invokes": {"exception": "un.charter/51", "by": "russia"}}
    follows = {"mode": "inferred", "from": ("f",), "by": "a person", "reason": "it follows"}
    made = case(fact("f", SENT, support()), fact("g", plea, follows, on=None))
    assert weigh(made, BARE).invocations == {("un.charter/51", "russia"): ("g",)}


def test_what_goes_on_is_known_until_the_day_of_judging_and_of_a_finding_until_the_pack_was_made() -> None:
    """A case may be younger than its pack: what a source says still goes on, the pack could not know."""
    going_on = {"from": "2022-02-24", "to": ".."}
    told = fact("f", SENT, support(), on=None, during=going_on)
    made = case(told, as_of="2035-04-30", things=({"id": "act", "type": "act", "name": "act"},))
    for known in ("2026-11-22", None):
        book = replace(BOOK, as_of=known, findings=(finding(**WAR),))
        (of_case,), (of_pack,) = dates(weigh(made, book)), dates(weigh(made, book), "uses_force")
        assert of_case.end == Window(parse_date("2035-04-30").first, LATEST)
        assert of_pack.end == Window(parse_date(known or "2035-04-30").first, LATEST)
        early = weigh(made, book, "2026-01-01")
        assert [each.end.first for each in dates(early, "uses_force")] == [parse_date("2026-01-01").first]


def test_a_list_says_what_its_rows_do_and_of_a_row_that_is_unknown_nothing() -> None:
    when = lasting(parse_date("2024-01-01"), parse_date("2025-12-31"))
    rows = tuple(Listed("member_of_un", (name,), when, "list", status) for name, status in (
        ("dprk", "sure"), ("russia", "disputed"), ("japan", "unknown"),
    ))  # fmt: skip
    found = weigh(case(), replace(BARE, lists=(ClosedList("list", "member_of_un", "made up", "2025-12-31", rows),)))
    keys = {name: Key("member_of_un", (name,), when) for name in ("dprk", "russia", "japan")}
    assert {name: found.plain.atoms[key] for name, key in keys.items()} == {
        "dprk": Weighed(FULL, 0), "russia": Weighed(FULL, FULL), "japan": Weighed(0, 0)
    }  # fmt: skip
    assert {name: [entry.positive for entry in found.ledger[key]] for name, key in keys.items()} == {
        "dprk": [True], "russia": [True, False], "japan": []
    }  # fmt: skip


def test_things_that_may_be_one_are_told_in_pairs() -> None:
    found = weigh(case(possibly_same=(("dprk", "russia", "japan"), ("unit", "general"))), BARE).plain.possibly_same
    assert sorted(map(sorted, found)) == [
        ["dprk", "japan"], ["dprk", "russia"], ["general", "unit"], ["japan", "russia"]
    ]  # fmt: skip


def test_what_nobody_has_named_is_of_the_kind_by_which_it_is_called_beyond_doubt() -> None:
    """It is brought in as something of that kind; what has a name is of the kind that the authors of the case say."""
    things = ({"id": "named", "type": "item", "name": "named"},
              {"id": "some", "type": "item", "name": "some", "unnamed": True},
              {"id": "russia-war", "background": True})  # fmt: skip
    found = weigh(case(things=things), BARE)
    masks = {key.args[0]: w.for_ for key, w in found.plain.atoms.items() if key.predicate == "is_a"}
    assert (masks["named"], masks["some"], masks["russia-war"]) == (up_to(RANK["reasonable-grounds"]), FULL, FULL)
    told = {key.args[0]: entries for key, entries in found.ledger.items() if key.predicate == "is_a"}
    assert told["named"] == (Entry("declared", "named", True, RANK["reasonable-grounds"]),)
    assert told["some"] == (Entry("declared", "some", True, RANK["conclusive"]),)


def test_what_is_said_of_a_thing_stands_beside_what_the_case_calls_it() -> None:
    """A report that the act is none speaks against what the authors of the case say of it; neither is lost."""
    of_kind = {"is_a": {"thing": "act", "type": "act"}}
    key = Key("is_a", ("act", "act"), THROUGHOUT)
    denied, affirmed = (weigh(case(fact("f", claim, *(support(n) for n in ("one", "two")), on=None)), BARE).plain.atoms
                        for claim in ({"not": of_kind}, of_kind))  # fmt: skip
    assert denied[key] == Weighed(up_to(RANK["reasonable-grounds"]), up_to(RANK["balance"]))
    assert affirmed[key] == Weighed(up_to(RANK["balance"]), 0)


def test_of_two_lists_of_one_thing_the_older_says_until_when_silence_is_a_no() -> None:
    lists = tuple(ClosedList(name, "member_of_un", "made up", day, ()) for name, day in (
        ("first", "2025-02-28"), ("second", "2024-12-31"), ("third", "2025-01-31"),
    ))  # fmt: skip
    assert weigh(case(), replace(BARE, lists=lists)).plain.listed_until == {
        "member_of_un": parse_date("2024-12-31").last
    }


def test_what_counts_as_proved_for_once_is_no_longer_merely_assumed() -> None:
    two = [{"id": name, **SENT, "on": day, "reason": "for argument"} for name, day in
           (("a", "2024-11-01"), ("b", "2024-12-01"))]  # fmt: skip
    made = case(assumptions=tuple(two))
    merely = weigh(made, BARE)
    assert (dates(merely), merely.assumed is not None) == ([], True)
    both = weigh(made, BARE, supposed=frozenset({"a", "b"}))
    assert len(dates(both)) == 2
    assert both.assumed is None
    one = weigh(made, BARE, supposed=frozenset({"a"}))
    assert dates(one) == [point(parse_window("2024-11-01"))]
    assert one.assumed is not None
    assert len([key for key in one.assumed.atoms if key.predicate == "sends_troops"]) == 2


def test_what_is_assumed_of_some_days_is_assumed_of_no_others_and_without_days_of_all_that_are_told() -> None:
    told, day = fact("f", SENT, support()), parse_window("2025-01-10")
    for own, at_its_day, at_the_other in (
        ({"on": "2025-01-10"}, point(day), "reasonable-grounds"),
        ({"during": {"from": "2025-01-10", "to": "2025-01-10"}}, lasting(day, day), "reasonable-grounds"),
        ({}, point(window("2024-10-01", "2025-04-30")), "conclusive"),
    ):
        found = weigh(case(told, assumptions=({"id": "a", **SENT, **own, "reason": "for argument"},)), BARE).assumed
        assert found is not None
        reached = {key.when: STANDARDS[highest(w.for_)] for key, w in found.atoms.items() if key.args[0] == "dprk"
                   and key.predicate == "sends_troops"}  # fmt: skip
        assert reached == {at_its_day: "conclusive", point(parse_window("2024-11-01")): at_the_other}, own


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
