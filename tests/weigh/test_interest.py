"""Whom a statement serves: the roles that the law binds when a thing is shown, and those that it helps."""

from __future__ import annotations

from sanctioncheck.engine.interest import interests
from tests.engine.build import definition, every, exception, no, norm, readings, rulebook, some, unless

WHO, NOBODY = frozenset({"who"}), frozenset[str]()


def test_a_norm_binds_the_role_that_its_bearer_fills_in_what_opens_it() -> None:
    assert interests(rulebook(norm())).bound == {"sends": frozenset({"by"})}
    assert interests(rulebook(norm(trigger="near($S, $S)"))).bound == {"near": frozenset({"one", "other"})}


def test_an_element_favours_whom_it_binds_only_where_it_asks_that_something_is_not_so() -> None:
    assert interests(rulebook(norm("knows($S)"))).favoured == {}
    found = interests(rulebook(norm(every("knows($S)", no("licensed($S)")))))
    assert found.favoured == {("licensed", True): WHO}
    assert found.general == frozenset()


def test_every_reading_of_an_element_favours() -> None:
    from tests.engine.build import element

    law = norm(element(**readings(wide=no("licensed($S)"), narrow=no("cured($S)"))))
    assert interests(rulebook(law)).favoured == {("licensed", True): WHO, ("cured", True): WHO}


def test_an_exception_favours_by_what_it_asks_and_by_what_it_asks_not_to_be() -> None:
    law = norm(licence=exception(some("licensed($S)", no("forged($S)"))))
    assert interests(rulebook(law)).favoured == {("licensed", True): WHO, ("forged", False): WHO}


def test_what_takes_the_ground_from_an_exception_favours_only_where_it_asks_that_something_is_not_so() -> None:
    law = norm(licence=exception("licensed($S)", forged=unless(every("forged($S)", no("cured($S)")))))
    assert interests(rulebook(law)).favoured == {("licensed", True): WHO, ("cured", True): WHO}


def test_what_gives_the_ground_back_favours_again() -> None:
    inner = unless("forged($S)", cured=unless(every("cured($S)", no("knows($S)"))))
    law = norm(licence=exception("licensed($S)", forged=inner))
    assert interests(rulebook(law)).favoured == {
        ("licensed", True): WHO, ("cured", True): WHO, ("knows", False): WHO
    }  # fmt: skip


def test_what_helps_without_naming_the_one_bound_serves_whoever_is_a_party() -> None:
    found = interests(rulebook(norm(licence=exception(every("near($X, guns)", no("near($X, $S)"))))))
    assert found.general == {("near", True)}
    assert found.favoured == {("near", True): NOBODY, ("near", False): frozenset({"other"})}


def test_what_is_bound_or_favoured_by_a_conclusion_is_so_by_what_it_is_concluded_from() -> None:
    meaning = definition("aids($A)", every("knows($A)", no("forged($A)"), "near(guns, $A)", "licensed($X)"))
    helped = interests(rulebook(norm(licence=exception("aids($S)")), meaning))
    assert helped.favoured == {
        ("aids", True): WHO, ("knows", True): WHO, ("forged", False): WHO, ("near", True): frozenset({"other"})
    }  # fmt: skip
    hurt = interests(rulebook(norm(licence=exception(no("aids($S)"))), meaning))
    assert hurt.favoured == {
        ("aids", False): WHO, ("knows", False): WHO, ("forged", True): WHO, ("near", False): frozenset({"other"})
    }  # fmt: skip
    bound = interests(
        rulebook(norm(trigger="warns($S)"), definition("warns($A)", every("sends($A, $X)", no("warns($A)"))))
    )
    assert bound.bound == {"warns": frozenset({"by"}), "sends": frozenset({"by"})}


def test_it_goes_down_through_any_number_of_definitions_in_whatever_order_they_stand() -> None:
    upper, lower = definition("aids($A)", "knows($A)"), definition("knows($B)", "licensed($B)")
    law = norm(licence=exception("aids($S)"))
    for order in ((upper, lower), (lower, upper)):
        assert set(interests(rulebook(law, *order)).favoured) == {("aids", True), ("knows", True), ("licensed", True)}


def test_so_it_does_with_whom_a_norm_binds() -> None:
    upper, lower = definition("warns($A)", "imports($A)"), definition("imports($B)", "sends($B, $X)")
    for order in ((upper, lower), (lower, upper)):
        found = interests(rulebook(norm(trigger="warns($S)"), *order))
        assert found.bound == dict.fromkeys(("warns", "imports", "sends"), frozenset({"by"}))


def test_it_goes_down_only_by_the_roles_that_the_conclusion_leaves_open() -> None:
    found = interests(rulebook(norm(licence=exception("near($S, guns)")), definition("near($A, guns)", "knows($A)")))
    assert found.favoured == {("near", True): frozenset({"one"}), ("knows", True): WHO}
    named = interests(rulebook(norm(licence=exception("near(guns, $S)")), definition("near($A, x)", "knows($A)")))
    assert named.favoured == {("near", True): frozenset({"other"})}


def test_it_does_not_go_down_where_the_conclusion_leaves_the_role_out() -> None:
    found = interests(rulebook(norm(licence=exception("near(guns, $S)")), definition("near($A, _)", "knows($A)")))
    assert found.favoured == {("near", True): frozenset({"other"})}
