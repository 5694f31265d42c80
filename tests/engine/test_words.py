"""Types, closed lists, definitions, bridges and what depends on itself."""

from __future__ import annotations

from sanctioncheck.engine.plan import compile_plan
from tests.engine.build import (
    bridge,
    definition,
    denied,
    every,
    fact,
    norm,
    outcome,
    outcomes,
    readings,
    rulebook,
    some,
)

ACT = fact("sends(x, guns)")


def test_evidence_for_a_type_counts_for_wider_types() -> None:
    assert outcome(norm("arms($X)"), ACT, fact("rifle(guns)", "balance")) == "violated"


def test_evidence_for_a_type_counts_against_disjoint_types_and_what_is_narrower() -> None:
    assert outcome(norm("arms($X)"), ACT, fact("food(guns)")) == "not-violated"
    assert outcome(norm("rifle($X)"), ACT, fact("food(guns)")) == "not-violated"
    assert outcome(norm("arms($X)"), ACT, fact("food(guns)"), fact("rifle(guns)")) == "contested"


def test_a_denial_passes_down_to_narrower_types_and_not_up() -> None:
    assert outcome(norm("rifle($X)"), ACT, denied("arms(guns)")) == "not-violated"
    assert outcome(norm("arms($X)"), ACT, denied("rifle(guns)")) == "undetermined"


def test_who_is_not_on_a_closed_list_is_not() -> None:
    assert outcome(norm("member($S)"), ACT) == "not-violated"
    assert outcome(norm("member($S)"), ACT, fact("member(x)")) == "violated"


def test_who_was_on_the_list_for_part_of_the_time_is_unknown() -> None:
    act = fact("sends(x, guns)", when="2020")
    assert outcome(norm("member($S)"), act, fact("member(x)", when="2020-07-01/2022 throughout")) == "undetermined"
    assert outcome(norm("member($S)"), act, fact("member(x)", when="2021/2022 throughout")) == "not-violated"


def test_there_is_one_on_a_list_is_false_where_each_of_the_listed_is() -> None:
    law = norm(every("ally($S, $P)", "knows($P)"))
    listed = [fact("ally(x, y)"), fact("ally(x, z)")]
    assert outcome(law, ACT) == "not-violated"
    assert outcome(law, ACT, *listed) == "undetermined"
    assert outcome(law, ACT, *listed, denied("knows(y)")) == "undetermined"
    assert outcome(law, ACT, *listed, denied("knows(y)"), denied("knows(z)")) == "not-violated"
    assert outcome(law, ACT, *listed, denied("knows(y)"), fact("knows(z)")) == "violated"


def test_definitions_together_are_the_meaning() -> None:
    law = rulebook(norm("aids($S)"), definition("aids($S)", "knows($S)"), definition("aids($S)", "forged($S)"))
    assert outcome(law, ACT, fact("knows(x)")) == "violated"
    assert outcome(law, ACT, denied("knows(x)")) == "undetermined"
    assert outcome(law, ACT, denied("knows(x)"), denied("forged(x)")) == "not-violated"


def test_an_open_definition_is_never_false() -> None:
    law = rulebook(norm("aids($S)"), definition("aids($S)", "knows($S)", open=True))
    assert outcome(law, ACT, denied("knows(x)")) == "undetermined"
    assert outcome(law, ACT, fact("knows(x)")) == "violated"


def test_evidence_about_what_is_defined_is_joined_and_may_dispute_it() -> None:
    law = rulebook(norm("aids($S)"), definition("aids($S)", "knows($S)"))
    assert outcome(law, ACT, fact("knows(x)"), denied("aids(x)")) == "contested"
    assert outcome(law, ACT, fact("aids(x)")) == "violated"


def test_a_bridge_reaches_reasonable_grounds_at_most_and_is_never_false() -> None:
    law = rulebook(norm("aids($S)"), bridge("aids($S)", "knows($S)"))
    assert outcomes(law, ACT, fact("knows(x)")) == ("violated", "violated", *["undetermined"] * 3)
    assert outcome(law, ACT, denied("knows(x)"), at="alleged") == "undetermined"


def test_what_depends_on_itself_is_what_follows_from_nothing_but_the_facts() -> None:
    step = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)"))
    law = rulebook(norm("reaches($X, z)"), definition("reaches($A, $B)", step))
    chain = [fact("near(guns, y)"), fact("near(y, flour)", "balance"), fact("near(flour, z)")]
    assert outcomes(law, ACT, *chain) == (*["violated"] * 3, "undetermined", "undetermined")
    assert outcome(law, ACT, *chain[:2]) == "undetermined"
    assert compile_plan(law).recursive == {"reaches": {"reaches"}}
    circle = [fact("near(guns, y)"), fact("near(y, guns)")]
    assert outcome(law, ACT, *circle) == "undetermined"


def test_a_definition_says_nothing_of_other_things_than_those_that_it_names() -> None:
    """A second definition, of all things, is false here; one that speaks of the guns alone leaves nothing open."""
    of_all = definition("near($A, $B)", "licensed($A)")
    for of_some in ("near($A, guns)", "near(z, $A)", "near($A, $A)"):
        law = rulebook(norm("near($S, y)"), definition(of_some, "knows($A)"), of_all)
        assert outcome(law, ACT, denied("licensed(x)")) == "not-violated", of_some
        assert outcome(law, ACT, fact("licensed(x)")) == "violated", of_some
    law = rulebook(norm("near($S, guns)"), definition("near($A, guns)", "knows($A)"), of_all)
    assert outcome(law, ACT, denied("licensed(x)")) == "undetermined"
    assert outcome(law, ACT, denied("licensed(x)"), fact("knows(x)")) == "violated"


def test_a_role_may_be_filled_by_what_is_no_thing() -> None:
    for asked in ("rated($X, rifle)", "rated($X, _)"):
        assert outcome(rulebook(norm(asked)), ACT, fact("rated(guns, rifle)")) == "violated"
        law = rulebook(norm("aids($X)"), definition("aids($A)", asked.replace("$X", "$A")))
        assert outcome(law, ACT, fact("rated(guns, rifle)")) == "violated"
        assert outcome(law, ACT) == "undetermined"
    law = rulebook(norm("rated($X, _)"), definition("rated($A, rifle)", "knows($A)"))
    assert outcome(law, ACT, fact("knows(guns)")) == "violated"


def test_one_circle_may_rest_on_another() -> None:
    step = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)"))
    over = some("reaches($A, $B)", every("owns($A, $Z)", "reaches($Z, $B)"))
    law = rulebook(norm("owns($X, z)"), definition("reaches($A, $B)", step), definition("owns($A, $B)", over))
    chain = [fact("near(guns, y)"), fact("near(y, flour)", "balance"), fact("near(flour, z)")]
    assert outcomes(law, ACT, *chain) == (*["violated"] * 3, "undetermined", "undetermined")
    assert outcome(law, ACT, *chain[:2]) == "undetermined"
    assert outcome(law, ACT, *chain[:2], fact("owns(flour, z)")) == "undetermined"
    assert outcome(law, ACT, *chain[:2], fact("reaches(flour, z)")) == "violated"


def test_a_definition_says_nothing_of_an_event_on_other_dates_than_its_own() -> None:
    law = rulebook(norm("warns($S)"), definition("warns($A)", every("imports($A)", "knows($A)")))
    warned, unknown = fact("warns(x)", when="2020-03-01"), denied("knows(x)")
    assert outcome(law, ACT, warned, unknown, fact("imports(x)", when="2020-03-02")) == "violated"
    assert outcome(law, ACT, warned, unknown, fact("imports(x)", when="2020-03-01")) == "contested"
    assert outcome(law, ACT, unknown, fact("imports(x)", when="2020-03-01")) == "undetermined"


def test_a_definition_that_names_a_thing_dates_the_events_of_that_thing_only() -> None:
    bought = fact("imports(x)", when="2020-03-01")
    for named, asked, expected in (
        ("sends($A, guns)", "sends($S, guns)", "violated"),
        ("sends($A, guns)", "sends($S, flour)", "undetermined"),
        ("sends($A, guns)", "sends($S, _)", "violated"),
        ("sends($A, $A)", "sends($S, $S)", "violated"),
        ("sends($A, $A)", "sends($S, guns)", "undetermined"),
    ):
        law = rulebook(norm(asked, trigger="warns($S)"), definition(named, "imports($A)"))
        assert outcome(law, fact("warns(x)"), bought) == expected, (named, asked)


def test_an_event_dates_what_follows_from_it_only_where_one_variable_is_one_thing() -> None:
    warned, unknown = fact("warns(x)", when="2020-03-01"), denied("knows(x)")
    for asked, fits, other in (
        ("ships($A, $Y, $A)", "ships(x, guns, x)", "ships(x, guns, y)"),
        ("ships($A, $Y, $Y)", "ships(x, guns, guns)", "ships(x, guns, y)"),
        ("ships($A, guns, $Y)", "ships(x, guns, y)", "ships(x, flour, y)"),
    ):
        law = rulebook(norm("warns($S)"), definition("warns($A)", every(asked, "knows($A)")))
        # Where the definition speaks of that day, what it asks for is denied, and the warning is disputed.
        assert outcome(law, ACT, warned, unknown, fact(fits, when="2020-03-01")) == "contested", asked
        assert outcome(law, ACT, warned, unknown, fact(other, when="2020-03-01")) == "violated", asked


def test_what_follows_from_an_event_of_unknown_length_asks_for_all_the_days_on_which_it_may_have_gone_on() -> None:
    law = rulebook(norm("warns($S)"), definition("warns($A)", every("imports($A)", "knows($A)")))
    act = fact("sends(x, guns)", when="2022-01-01")
    some_time, sure = (
        fact("imports(x)", when="2021/2021 throughout"),
        fact("imports(x)", when="2021-02/2021-08 throughout"),
    )
    for known, of_some_time, of_sure in (
        ("2020/2021-06 throughout", "undetermined", "undetermined"),
        ("2021-02-15/2021-09 throughout", "undetermined", "violated"),
        ("2020/2022 throughout", "violated", "violated"),
    ):
        knows = fact("knows(x)", when=known)
        assert outcome(law, act, some_time, knows) == of_some_time, known
        assert outcome(law, act, sure, knows) == of_sure, known
    # It is sure of one day only, the last of February.
    one_day = fact("imports(x)", when="2021-02/2021-02-28 throughout")
    assert outcome(law, act, one_day, fact("knows(x)", when="2021-02-15/2021-09 throughout")) == "violated"


def test_what_depends_on_itself_is_false_by_evidence_only() -> None:
    step = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)"))
    law = rulebook(norm("reaches($X, z)"), definition("reaches($A, $B)", step))
    assert outcome(law, ACT, denied("near(guns, z)")) == "undetermined"
    assert outcome(law, ACT, denied("reaches(guns, z)")) == "not-violated"


def test_a_word_does_not_depend_on_itself_where_a_type_rests_on_it_that_bears_on_none_that_it_asks_for() -> None:
    """Fuel rests on arms here, and neither is the other: a denial of arms is a denial of what asks for them."""
    aids, fuel = definition("aids($A)", "arms($A)"), definition("fuel($A)", "aids($A)")
    wider = definition("item($A)", "knows($A)")
    for law in (rulebook(norm("aids($X)"), aids, fuel), rulebook(norm("aids($X)"), aids, fuel, wider)):
        assert compile_plan(law).recursive == {}
        assert outcome(law, ACT, denied("arms(guns)")) == "not-violated"
        assert outcome(law, ACT, fact("arms(guns)")) == "violated"
        assert outcome(law, ACT) == "undetermined"
    both = rulebook(norm("fuel($X)"), aids, fuel, wider)
    assert outcome(both, ACT, fact("arms(guns)")) == "violated"
    assert outcome(both, ACT, denied("item(guns)")) == "not-violated"
    assert outcome(both, ACT, denied("knows(guns)"), denied("arms(guns)")) == "not-violated"


def test_the_readings_of_what_defines_a_wider_type_are_readings_of_the_narrower_one() -> None:
    law = rulebook(norm("arms($X)"), definition("item($A)", **readings(strict="knows($A)", loose="licensed($A)")))
    assert compile_plan(law).rules[0].positions == ("made.up/1#item",)
    assert outcome(law, ACT, denied("knows(guns)"), fact("licensed(guns)")) == "undetermined"


def test_a_word_turns_on_the_readings_of_the_types_that_bear_on_those_it_asks_for_and_of_no_others() -> None:
    rival = readings(strict="knows($A)", loose="licensed($A)")
    elsewhere = rulebook(norm("aids($X)"), definition("aids($A)", "arms($A)"), definition("fuel($A)", **rival))
    assert compile_plan(elsewhere).reach["aids"] == frozenset()
    narrower = rulebook(norm("aids($X)"), definition("aids($A)", "arms($A)"), definition("rifle($A)", **rival))
    assert compile_plan(narrower).reach["aids"] == {"made.up/1#rifle"}
