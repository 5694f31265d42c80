"""Three clocks: when the norm was in force, when the conduct took place, and when what it turns on was so."""

from __future__ import annotations

from tests.engine.build import element, exception, fact, forces, norm, outcome, outcomes

YEAR = forces(("2020-01-01", "2020-12-31"))


def test_a_point_inside_is_judged_and_one_outside_is_not() -> None:
    assert outcome(norm(time=YEAR), fact("sends(x, guns)", when="2020-05")) == "violated"
    assert outcome(norm(time=YEAR), fact("sends(x, guns)", when="2021-05")) == "not-applicable"


def test_a_point_that_may_lie_outside_is_undetermined_at_most() -> None:
    unsure = fact("sends(x, guns)", when="2020-12/2021-01")
    assert outcomes(norm(time=YEAR), unsure) == ("undetermined",) * 5
    assert outcome(norm("knows($S)", time=YEAR), unsure, fact("knows(x)", None, "conclusive")) == "not-violated"
    excused = norm(time=YEAR, licence=exception("licensed($S)"))
    assert outcome(excused, unsure, fact("licensed(x)")) == "undetermined"


def test_of_conduct_that_went_on_the_part_inside_is_enough() -> None:
    assert outcome(norm(time=YEAR), fact("sends(x, guns)", when="2020-11/2021-05 throughout")) == "violated"
    spring = norm(time=forces(("2020-01-01", "2020-06-30")))
    assert outcome(spring, fact("sends(x, guns)", when="2020/2021-05 throughout")) == "undetermined"
    assert outcome(norm(time=YEAR), fact("sends(x, guns)", when="2021/2022 throughout")) == "not-applicable"


def test_states_are_read_on_the_part_of_the_conduct_inside() -> None:
    act = fact("sends(x, guns)", when="2020-11-01/2021-05-01 throughout")
    law = norm("knows($S)", time=YEAR)
    assert outcome(law, act, fact("knows(x)", when="2020-11-01/2020-12-31 throughout")) == "violated"
    assert outcome(law, act, fact("knows(x)", when="2020-11-01/2020-12-30 throughout")) == "undetermined"


def test_a_state_must_cover_the_whole_date_of_the_conduct() -> None:
    act = fact("sends(x, guns)", when="2020-05")
    assert outcome(norm("knows($S)"), act, fact("knows(x)", when="2020-05-01/2020-05-31 throughout")) == "violated"
    assert outcome(norm("knows($S)"), act, fact("knows(x)", when="2020-05-02/2020-05-31 throughout")) == "undetermined"
    assert outcome(norm("knows($S)"), act, fact("knows(x)", when="2020-05/2020-06 throughout")) == "undetermined"


def test_an_event_after_the_conduct_does_not_count_unless_the_element_says_so() -> None:
    act, later = fact("sends(x, guns)", when="2020-05-01"), fact("warns(x)", when="2020-05-02")
    assert outcome(norm("warns($S)"), act, fact("warns(x)", when="2020-05-01")) == "violated"
    assert outcome(norm("warns($S)"), act, later) == "undetermined"
    assert outcome(norm(element("warns($S)", may_follow=True)), act, later) == "violated"


def test_an_event_that_may_lie_after_the_conduct_is_unknown() -> None:
    act = fact("sends(x, guns)", when="2020-05-01")
    assert outcome(norm("warns($S)"), act, fact("warns(x)", when="2020-04/2020-06")) == "undetermined"


def test_a_denial_speaks_of_its_own_days_and_what_is_not_said_of_others_stays_unknown() -> None:
    act = fact("sends(x, guns)", when="2020-05-01")
    law = norm("warns($S)", "knows($S)")
    for days, expected in (
        ("2020-03", "undetermined"),
        ("2020-04/2020-05", "not-violated"),
        ("2020-05-01", "not-violated"),
        ("2020-05-02/2020-06", "undetermined"),
    ):
        assert outcome(law, act, fact("warns(x)", None, "balance", when=days)) == expected, days


def test_an_event_is_not_false_where_one_instance_is_shown() -> None:
    act, denied = fact("sends(x, guns)", when="2020-05-01"), fact("warns(x)", None, "balance", when="2020-04/2020-05")
    assert outcome(norm("warns($S)"), act, denied, fact("warns(x)", when="2020-04-02")) == "violated"


def test_the_trigger_counts_at_its_own_date_only() -> None:
    two = [fact("sends(x, guns)", "balance", when="2020"), fact("sends(x, guns)", "alleged", when="2019")]
    assert outcome(norm(time=forces(("2019-01-01", "2019-12-31"))), *two) == "undetermined"
