"""Where the engine looks for things: it finds what fits, goes the shortest way, and looks for nothing twice."""

from __future__ import annotations

import pytest

from sanctioncheck.engine.budget import Budget, Spent
from sanctioncheck.engine.compile import compile_form
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.form import ThereIs, normal_form
from tests.engine.build import Fact, dated, definition, denied, every, evidence, fact, norm, rulebook

LAW = rulebook(
    norm(), definition("aids($A)", every("knows($A)", "licensed($A)")), definition("knows($A)", "forged($A)")
)


def index(*facts: Fact, budget: int = 1000) -> Index:
    return Index(compile_plan(LAW), evidence(facts), Budget(budget))


def test_rows_are_those_that_fit_in_order() -> None:
    found = index(*(fact(f"near({one}, {other})") for one in ("y", "x") for other in ("guns", "flour")))
    assert list(found.rows("near", (None, None))) == [
        ("x", "flour"), ("x", "guns"), ("y", "flour"), ("y", "guns")
    ]  # fmt: skip
    assert list(found.rows("near", ("x", None))) == [("x", "flour"), ("x", "guns")]
    assert list(found.rows("near", (None, "guns"))) == [("x", "guns"), ("y", "guns")]
    assert list(found.rows("near", ("x", "guns"))) == [("x", "guns")]
    assert list(found.rows("near", ("x", "y"))) == []
    assert list(found.rows("warns", (None,))) == []


def test_of_several_lists_the_shortest_is_looked_through() -> None:
    ships = [fact(f"ships(x, flour, {to})") for to in ("x", "y", "z")] + [fact("ships(x, guns, y)")]
    found = index(*ships)
    assert list(found.rows("ships", ("x", "guns", None))) == [("x", "guns", "y")]
    assert found.budget.taken == 1
    assert list(found.rows("ships", ("x", None, "y"))) == [("x", "flour", "y"), ("x", "guns", "y")]
    assert found.budget.taken == 3
    assert list(found.rows("ships", ("y", None, "y"))) == []
    assert found.budget.taken == 3


def test_of_the_shortest_list_only_what_fits_in_every_role_is_given() -> None:
    found = index(fact("ships(x, guns, y)"), fact("ships(x, flour, z)"), fact("ships(y, guns, x)"))
    assert list(found.rows("ships", ("x", "guns", None))) == [("x", "guns", "y")]


def test_what_is_only_denied_might_not_be_so_and_is_evidence_all_the_same() -> None:
    found = index(fact("near(x, guns)"), denied("near(y, guns)"), denied("near(x, flour)"))
    assert list(found.rows("near", (None, None))) == [("x", "guns")]
    assert found.evidence_rows("near", (None, None)) == [("x", "flour"), ("x", "guns"), ("y", "guns")]
    assert found.evidence_rows("near", ("x", None)) == [("x", "flour"), ("x", "guns")]
    assert found.evidence_rows("near", ("x", "guns")) == [("x", "guns")]
    assert found.evidence_rows("warns", (None,)) == []


def test_dates_are_those_of_what_fits_shown_or_denied() -> None:
    one, two, three = ("2020-01-01", "2020-02-02", "2020-03-03")
    found = index(
        fact("sends(x, guns)", when=one), denied("sends(x, flour)", when=two), fact("sends(y, guns)", when=three)
    )
    for pattern, days in (
        (("x", "guns"), [one]),
        (("x", None), [one, two]),
        ((None, "guns"), [one, three]),
        ((None, None), [one, two, three]),
        (("y", "flour"), []),
    ):
        assert sorted(found.dates("sends", pattern)) == [dated(day) for day in days], pattern


def test_what_might_be_so_of_a_word_is_found_once_with_all_that_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    find = Index._find_all

    def noting(self: Index, fresh: set[str]) -> None:
        asked.append(sorted(fresh))
        find(self, fresh)

    monkeypatch.setattr(Index, "_find_all", noting)
    found = index(fact("forged(x)"), fact("licensed(x)"), fact("forged(y)"))
    assert list(found.rows("aids", (None,))) == [("x",)]
    assert list(found.rows("knows", (None,))) == [("x",), ("y",)]
    assert list(found.rows("aids", ("x",))) == [("x",)]
    assert asked == [["aids", "forged", "knows", "licensed"]]


def test_what_a_definition_names_itself_is_not_looked_for() -> None:
    law = rulebook(norm("near($S, $Y)"), definition("near($A, guns)", "knows($A)"))
    found = Index(compile_plan(law), evidence([fact("knows(x)"), fact("knows(y)")]))
    assert list(found.rows("near", (None, None))) == [("x", "guns"), ("y", "guns")]


def test_what_could_not_be_found_whole_is_refused_again_and_never_given_in_part() -> None:
    found = index(*(fact(f"forged({who})") for who in "xyz"), *(fact(f"licensed({who})") for who in "xyz"), budget=4)
    for name in ("aids", "knows", "licensed"):
        found.budget.left = found.budget.left if name == "aids" else 1000
        with pytest.raises(Spent):
            list(found.rows(name, (None,)))


def test_what_a_part_chooses_for_itself_is_no_choice_of_the_whole() -> None:
    """A trace tells the first choice in order: what is chosen further in must not decide which that is."""
    form = normal_form(every("near($A, $P)", "near($P, $B)"), LAW.vocabulary, frozenset({"$A"}))
    assert isinstance(form, ThereIs)
    found = index(fact("near(x, y)"), fact("near(y, guns)"))
    assert [dict(env) for env in compile_form(form.body).solve(found, {"$A": "x"})] == [{"$A": "x", "$P": "y"}]
    assert [dict(env) for env in compile_form(form).solve(found, {"$A": "x"})] == [{"$A": "x"}]
