"""Quantities added up and shares followed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.compile import compile_form
from sanctioncheck.engine.reckon import accounting
from sanctioncheck.model.condition import (
    Bounds,
    DateBounds,
    DateOf,
    QuantityOf,
    ShareBounds,
    ShareOf,
    TotalBounds,
    TotalOf,
    Within,
)
from sanctioncheck.model.form import Amount, Dated, Total
from sanctioncheck.model.time import Window
from sanctioncheck.model.truth import Value
from tests.engine.build import atom, denied, element, fact, norm, outcome, outcomes
from tests.spec import edges

ACT = fact("sends(x, guns)")


def total(of: str, at_least: int | None = None, at_most: int | None = None, **more: Any) -> TotalOf:
    least, most = (None if n is None else Decimal(n) for n in (at_least, at_most))
    return TotalOf(total=TotalBounds(of=atom(of), unit="tonnes", at_least=least, at_most=most, **more))


def share(owner: str, owned: str, at_least: int) -> ShareOf:
    return ShareOf(share=ShareBounds(owner=owner, owned=owned, at_least=Decimal(at_least)))


def test_a_total_adds_up_what_is_shown_at_the_standard() -> None:
    law = norm(total("sends($S, _)", at_least=30))
    facts = [fact("sends(x, guns)", tonnes=20), fact("sends(x, flour)", "balance", tonnes=10)]
    assert outcomes(law, *facts) == (*["violated"] * 3, "undetermined", "undetermined")
    assert outcome(law, facts[0]) == "undetermined"


def test_at_least_is_never_false_and_at_most_never_shown_of_an_open_predicate() -> None:
    assert outcome(norm(total("sends($S, _)", at_least=30)), fact("sends(x, guns)", tonnes=5)) == "undetermined"
    assert outcome(norm(total("sends($S, _)", at_most=30)), fact("sends(x, guns)", tonnes=5)) == "undetermined"
    assert outcome(norm(total("sends($S, _)", at_most=30)), fact("sends(x, guns)", tonnes=50)) == "not-violated"


def test_a_closed_list_decides_both() -> None:
    few = fact("imports(x)", when="2020-02", tonnes=5)
    assert outcome(norm(total("imports($S)", at_least=30)), ACT, few) == "not-violated"
    assert outcome(norm(total("imports($S)", at_most=30)), ACT, few) == "violated"


def test_a_disputed_event_is_added_in_one_hearing_only() -> None:
    disputed = fact("imports(x)", against="conclusive", when="2020-02", tonnes=50)
    assert outcome(norm(total("imports($S)", at_least=30)), ACT, disputed) == "contested"


def test_of_what_still_goes_on_nobody_knows_how_much_came_before() -> None:
    law = norm(total("sends(_, guns)", at_least=30))
    small = fact("sends(x, guns)", when="2020-04-15", tonnes=1)
    going_on = fact("sends(y, guns)", when="2020-03-01/2020-10-01 throughout", tonnes=50)
    over = fact("sends(y, guns)", when="2020-03-01/2020-04-01 throughout", tonnes=50)
    assert outcome(law, small, going_on) == "undetermined"
    assert outcome(law, small, over) == "violated"
    own = fact("sends(x, guns)", when="2020-03-01/2020-10-01 throughout", tonnes=50)
    assert outcome(law, own) == "violated"


def test_events_outside_the_accounting_time_or_after_the_conduct_are_not_added() -> None:
    law = norm(total("imports($S)", at_least=30, within=Within(year=True)))
    assert outcome(law, ACT, fact("imports(x)", when="2020-01", tonnes=50)) == "violated"
    assert outcome(law, ACT, fact("imports(x)", when="2019-12", tonnes=50)) == "not-violated"
    assert outcome(law, ACT, fact("imports(x)", when="2020-04", tonnes=50)) == "not-violated"
    lately = norm(total("imports($S)", at_least=30, within=Within(days=10)))
    assert outcome(lately, ACT, fact("imports(x)", when="2020-03-01", tonnes=50)) == "violated"
    assert outcome(lately, ACT, fact("imports(x)", when="2020-02-29", tonnes=50)) == "not-violated"


def test_an_event_that_may_lie_outside_the_accounting_time_is_neither_added_nor_left_out() -> None:
    law = norm(total("imports($S)", at_least=30, within=Within(year=True)))
    assert outcome(law, ACT, fact("imports(x)", when="2019-12/2020-02", tonnes=50)) == "undetermined"
    assert outcome(law, ACT, fact("imports(x)", when="2020-02/2020-04", tonnes=50)) == "undetermined"
    assert outcome(law, ACT, fact("imports(x)", when="2019-12/2020-02", tonnes=5)) == "not-violated"


def test_events_of_the_first_and_the_last_day_are_added() -> None:
    year = norm(total("imports($S)", at_least=30, within=Within(year=True)))
    act = fact("sends(x, guns)", when="2020-12-31")
    for day, expected in {
        "2019-12-31": "not-violated", "2020-01-01": "violated", "2020-12-31": "violated", "2021-01-01": "not-violated",
    }.items():  # fmt: skip
        assert outcome(year, act, fact("imports(x)", when=day, tonnes=30)) == expected, day
    ever = norm(total("imports($S)", at_least=30))
    assert outcome(ever, act, fact("imports(x)", when="2021-01-01", tonnes=30)) == "not-violated"
    assert outcome(ever, act, fact("imports(x)", when="1900", tonnes=30)) == "violated"
    later = norm(element(total("imports($S)", at_least=30), may_follow=True))
    assert outcome(later, act, fact("imports(x)", when="2021-01-01", tonnes=30)) == "violated"


def test_conduct_that_may_lie_in_two_years_has_no_year_to_add_up() -> None:
    year = norm(total("imports($S)", at_least=30, within=Within(year=True)))
    act = fact("sends(x, guns)", when="2019-12-31/2020-01-01")
    assert outcome(year, act, fact("imports(x)", when="2019-12-31", tonnes=30)) == "undetermined"
    assert outcome(year, act) == "undetermined"


def test_a_total_on_the_number_reaches_it_and_does_not_exceed_it() -> None:
    for tonnes, least, most in ((29, "not-violated", "violated"), (30, "violated", "violated"),
                                (31, "violated", "not-violated")):  # fmt: skip
        some = fact("imports(x)", when="2020-02", tonnes=tonnes)
        assert outcome(norm(total("imports($S)", at_least=30)), ACT, some) == least, tonnes
        assert outcome(norm(total("imports($S)", at_most=30)), ACT, some) == most, tonnes


def test_an_event_that_ends_on_the_last_day_of_the_conduct_is_added_whole() -> None:
    law, act = norm(total("imports($S)", at_least=30)), fact("sends(x, guns)", when="2020-03-20")
    assert outcome(law, act, fact("imports(x)", when="2020-03-01/2020-03-20", tonnes=30)) == "violated"
    assert outcome(law, act, fact("imports(x)", when="2020-03-01/2020-03-21", tonnes=30)) == "undetermined"


def test_a_total_that_would_be_the_number_if_all_were_true_is_left_open() -> None:
    some, none = fact("imports(x)", when="2020-02", tonnes=20), fact("imports(x)", when="2020-01-01", tonnes=0)
    unproved = fact("imports(x)", "alleged", when="2020-01", tonnes=10)
    for number, least, most in ((29, "undetermined", "undetermined"), (30, "undetermined", "violated"),
                                (31, "not-violated", "violated")):  # fmt: skip
        assert outcome(norm(total("imports($S)", at_least=number)), ACT, some, unproved, none) == least, number
        assert outcome(norm(total("imports($S)", at_most=number)), ACT, some, unproved, none) == most, number


def test_an_event_of_unknown_quantity_leaves_open_how_much_there_was() -> None:
    unknown, some = fact("imports(x)", when="2020-02"), fact("imports(x)", when="2020-01", tonnes=20)
    other = fact("imports(x)", when="2020-02", barrels=90)
    for more in (unknown, other):
        assert outcome(norm(total("imports($S)", at_least=30)), ACT, some, more) == "undetermined"
        assert outcome(norm(total("imports($S)", at_most=30)), ACT, some, more) == "undetermined"
        assert outcome(norm(total("imports($S)", at_least=20)), ACT, some, more) == "violated"
        assert outcome(norm(total("imports($S)", at_least=21)), ACT, some, more) == "undetermined"
        assert outcome(norm(total("imports($S)", at_most=20)), ACT, some, more) == "undetermined"
        assert outcome(norm(total("imports($S)", at_most=19)), ACT, some, more) == "not-violated"


def test_of_several_quantities_of_one_event_each_side_takes_its_own() -> None:
    two = fact("imports(x)", when="2020-02", tonnes=20)
    two = (two[0], two[1]._replace(quantities=(("tonnes", Decimal(20)), ("tonnes", Decimal(40)))))
    for number, least, most in ((20, "violated", "contested"), (30, "contested", "contested"),
                                (40, "contested", "violated"), (41, "not-violated", "violated")):  # fmt: skip
        assert outcome(norm(total("imports($S)", at_least=number)), ACT, two) == least, number
        assert outcome(norm(total("imports($S)", at_most=number)), ACT, two) == most, number


def test_events_of_somebody_else_are_not_added() -> None:
    law = norm(total("imports($S)", at_least=30))
    assert outcome(law, ACT, fact("imports(y)", when="2020-02", tonnes=90)) == "not-violated"


def test_where_filters_what_is_added() -> None:
    law = norm(total("sends($S, $Y)", at_least=30, where=atom("arms($Y)")))
    facts = [fact("sends(x, guns)", tonnes=20), fact("sends(x, flour)", tonnes=20), fact("rifle(guns)")]
    assert outcome(law, *facts) == "undetermined"
    assert outcome(law, *facts, fact("arms(flour)")) == "violated"


def test_each_event_is_added_by_its_own_proof_and_what_is_asked_of_it() -> None:
    law = norm(total("sends($S, $Y)", at_least=25, where=atom("item($Y)")))
    sure, alleged = fact("sends(x, flour)", tonnes=25), fact("sends(x, guns)", "alleged", tonnes=20)
    assert outcome(law, sure, alleged) == "violated"
    assert outcome(norm(total("sends($S, $Y)", at_least=26, where=atom("item($Y)"))), sure, alleged) == "undetermined"


def test_shares_are_followed_through_chains() -> None:
    direct, first, second = (
        fact("owns(x, guns)", percent=10),
        fact("owns(x, y)", "balance", percent=80),
        fact("owns(y, guns)", percent=50),
    )
    assert outcome(norm(share("$S", "$X", 50)), ACT, direct, first, second) == "violated"
    assert outcome(norm(share("$S", "$X", 51)), ACT, direct, first, second) == "undetermined"
    found = outcomes(norm(share("$S", "$X", 50)), ACT, direct, first, second)
    assert found == (*["violated"] * 3, "undetermined", "undetermined")


def test_a_share_held_in_a_circle_is_counted_once() -> None:
    circle = [fact("owns(x, guns)", percent=40), fact("owns(guns, y)", percent=100), fact("owns(y, guns)", percent=60)]
    assert outcome(norm(share("$S", "$X", 40)), ACT, *circle) == "violated"
    assert outcome(norm(share("$S", "$X", 41)), ACT, *circle) == "undetermined"


def test_a_share_counts_where_it_is_held_on_the_day_and_in_per_cent() -> None:
    law = norm(share("$S", "$X", 50))
    assert outcome(law, ACT, fact("owns(x, guns)", when="2020-03-10/2020-03-11 throughout", percent=50)) == "violated"
    for day in ("2020-03-11/2020-04-01 throughout", "2020-02-01/2020-03-09 throughout"):
        assert outcome(law, ACT, fact("owns(x, guns)", when=day, percent=50)) == "undetermined"
    assert outcome(law, ACT, fact("owns(x, guns)", tonnes=90)) == "undetermined"
    assert outcome(law, ACT, fact("owns(x, guns)", percent=90, tonnes=1)) == "violated"
    assert outcome(law, ACT, denied("owns(x, guns)")) == "undetermined"
    assert outcome(law, ACT, fact("owns(x, guns)", against="conclusive", percent=50)) == "contested"


def test_of_several_shares_told_each_side_takes_its_own() -> None:
    key, weighed = fact("owns(x, guns)")
    told = (key, weighed._replace(quantities=(("percent", Decimal(20)), ("percent", Decimal(40)))))
    for number, expected in ((20, "violated"), (21, "contested"), (40, "contested"), (41, "undetermined")):
        assert outcome(norm(share("$S", "$X", number)), ACT, told) == expected, number
    assert outcome(norm(share("guns", "$S", 20)), ACT, told) == "undetermined"


def test_shares_held_in_several_ways_add_up() -> None:
    chains = [fact(f"owns({who}, guns)", percent=30) for who in ("x", "y", "z")]
    chains += [fact("owns(x, y)", percent=50), fact("owns(x, z)", percent=50), fact("owns(y, z)", percent=50)]
    # 30 itself, 15 through y, 15 through z, and 7.5 through y and z.
    assert outcome(norm(share("$S", "$X", 67)), ACT, *chains) == "violated"
    assert outcome(norm(share("$S", "$X", 68)), ACT, *chains) == "undetermined"


def test_the_quantity_and_the_date_of_the_conduct_are_compared() -> None:
    heavy = norm(QuantityOf(quantity=Bounds(unit="tonnes", at_least=Decimal(10))))
    assert outcome(heavy, fact("sends(x, guns)", tonnes=10)) == "violated"
    assert outcome(heavy, fact("sends(x, guns)", tonnes=9)) == "not-violated"
    assert outcome(heavy, fact("sends(x, guns)", barrels=99)) == "undetermined"
    late = norm(DateOf(date=DateBounds(at_least="2020-03")))
    assert outcome(late, fact("sends(x, guns)", when="2020-03-01")) == "violated"
    assert outcome(late, fact("sends(x, guns)", when="2020-02")) == "not-violated"
    assert outcome(late, fact("sends(x, guns)", when="2020-02/2020-04")) == "undetermined"


@pytest.mark.parametrize(("form", "window", "value"), edges.dated())
def test_a_day_beside_a_bound_lies_on_its_own_side(form: Dated, window: Window, value: Value) -> None:
    assert compile_form(form).hear(None, {}, Moment(window)) == value  # type: ignore[arg-type]  # no evidence is asked


@pytest.mark.parametrize(("form", "quantities", "value"), edges.amounts())
def test_a_number_beside_a_bound_reaches_it_or_does_not(form: Amount, quantities: Any, value: Value) -> None:
    moment = Moment(edges.BOUND, None, quantities)
    assert compile_form(form).hear(None, {}, moment) == value  # type: ignore[arg-type]  # no evidence is asked


@pytest.mark.parametrize(("form", "window", "within"), edges.years())
def test_a_total_is_of_the_days_of_its_own_time(form: Total, window: Window, within: Window | None) -> None:
    assert accounting(form, window) == within
