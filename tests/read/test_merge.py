"""The same fact in several places is one fact with several passages, and what nobody names is somebody of his own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.proposal import Filled, Proposal, Told
from sanctioncheck.read.merge import Place, join, slug
from sanctioncheck.read.origins import origins_of

VOCABULARY = load_pack().vocabulary
STATES = frozenset({"dprk", "russia", "ukraine"})


def state(ident: str) -> Filled:
    return Filled(ident, ident, "state", Told(0, 1, "x"), ident, "XX")


def sends(**roles: Filled) -> Proposal:
    return Proposal("sends_troops", roles, Told(0, 1, "x"), Told(0, 1, "x"))


def test_two_passages_of_one_fact_are_two_supports() -> None:
    one = sends(by=state("dprk"), to=state("russia"))
    facts = join([Place("a", one), Place("b", replace(one, mode="alleged"))], VOCABULARY, STATES)
    assert [len(fact.places) for fact in facts] == [2]


def test_a_negative_fact_is_another_fact() -> None:
    one = sends(by=state("dprk"), to=state("russia"))
    assert len(join([Place("a", one), Place("a", replace(one, positive=False))], VOCABULARY, STATES)) == 2


def test_two_dates_are_two_facts_and_no_date_joins_the_only_one() -> None:
    one = sends(by=state("dprk"), to=state("russia"))
    dated = [replace(one, when="2024-10"), one]
    assert len(join([Place("a", each) for each in dated], VOCABULARY, STATES)) == 1
    dated.append(replace(one, when="2024-12"))
    assert len(join([Place("a", each) for each in dated], VOCABULARY, STATES)) == 3


def test_what_another_source_says_without_a_date_is_a_fact_of_its_own() -> None:
    one = sends(by=state("dprk"), to=state("russia"))
    places = [Place("a", replace(one, when="2014")), Place("b", one), Place("a", one)]
    facts = join(places, VOCABULARY, STATES)
    assert [(fact.when, [place.source for place in fact.places]) for fact in facts] == [
        ("2014", ["a", "a"]), (None, ["b"])
    ]  # fmt: skip


def test_every_role_is_filled_and_who_is_not_named_is_nobody_else() -> None:
    facts = join([Place("a", sends(by=state("dprk"))), Place("a", sends(to=state("russia")))], VOCABULARY, STATES)
    ids = [fact.roles[role].id for fact in facts for role in ("by", "to")]
    assert len(set(ids)) == 4
    assert not any(fact.full for fact in facts)
    assert all(set(fact.roles) == {"by", "to", "force", "act"} for fact in facts)


def test_sending_and_fighting_beside_one_state_are_one_act_of_one_force() -> None:
    force = Filled("dprk", "North Korean soldiers", "armed_unit", Told(0, 1, "x"), "dprk", "KP")
    fights = Proposal("fights_alongside", {"force": force, "with": state("russia")}, Told(0, 1, "x"), Told(0, 1, "x"))
    sent, fought = join(
        [Place("a", sends(by=state("dprk"), to=state("russia"))), Place("a", fights)], VOCABULARY, STATES
    )
    assert sent.roles["act"].id == fought.roles["act"].id
    assert sent.roles["force"].id == fought.roles["force"].id == "dprk-forces"


def test_a_company_with_the_name_of_a_state_is_not_that_state() -> None:
    company = Filled("Russia", "Russia", "organisation", Told(0, 1, "x"))
    (fact,) = join([Place("a", sends(by=company, to=state("ukraine")))], VOCABULARY, STATES)
    assert fact.roles["by"].id not in STATES


@given(st.text(max_size=200))
def test_a_slug_is_an_id(name: str) -> None:
    import re

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_text_has_its_own_origin_or_that_of_an_earlier_one(texts: list[str]) -> None:
    found = origins_of(texts)
    assert len(found) == len(texts)
    assert all(origin <= at and found[origin] == origin for at, origin in enumerate(found))
