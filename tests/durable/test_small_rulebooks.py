"""The rulebooks written by hand for the native engine's tests, on both engines and the reference."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import parse_date
from sanctioncheck.model.truth import RANK
from tests.engine import build, test_cells, test_computed, test_exceptions, test_hearings, test_readings, test_time
from tests.engine import test_words as words
from tests.engine.build import (
    DAY,
    NORM,
    definition,
    denied,
    every,
    exception,
    fact,
    forces,
    no,
    norm,
    rulebook,
    some,
    unless,
)
from tests.engine.test_computed import total
from tests.spec.compare import compare

ACT = fact("sends(x, guns)")
MODULES = (test_cells, test_computed, test_exceptions, test_hearings, test_readings, test_time, words)


JUDGE_BY_THEMSELVES = {
    "test_of_very_many_actors_those_with_the_gravest_findings_have_columns",
    "test_an_actor_is_as_grave_as_the_gravest_of_his_findings",
    "test_a_norm_not_gone_through_on_one_body_of_evidence_is_not_relied_on_in_any_finding",
    "test_an_exception_heard_alone_is_its_condition_in_both_hearings",
    "test_an_exception_heard_alone_that_shares_a_variable_says_that_there_is_one_and_never_that_there_is_none",
    "test_a_word_turns_on_the_readings_of_the_types_that_bear_on_those_it_asks_for_and_of_no_others",
}
"""Tests that look at something else than the matrix of a rulebook."""


def plain_tests() -> Iterator[Callable[[], None]]:
    for module in MODULES:
        for name, each in vars(module).items():
            if name.startswith("test_") and callable(each) and not inspect.signature(each).parameters:
                yield each


@pytest.mark.parametrize("test", list(plain_tests()), ids=lambda test: test.__name__)
def test_what_a_small_rulebook_says_both_engines_and_the_reference_say(
    test: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.spec.engines import both

    judged: list[tuple[Rulebook, Evidence]] = []

    def noting(plan: Any, weighing: Weighing, *more: Any, **named: Any) -> Assessment:
        bodies = (weighing.plain, weighing.firm, weighing.assumed, weighing.assumed_firm)
        judged.extend((plan.rulebook, each) for each in bodies if each is not None)
        return assess(plan, weighing, *more, **named)

    monkeypatch.setattr(build, "assess", noting)
    test()
    assert judged or test.__name__ in JUDGE_BY_THEMSELVES
    for book, evidence in judged:
        assert both(book, evidence).differences == ()
        assert compare(book, evidence).differences == []


# --- where the two could come apart


def outcome(law: Rule | Rulebook, *facts: build.Fact, **listed_until: int) -> Outcome:
    """Give the outcome for `x` at the balance that both engines and the reference come to."""
    from tests.spec.engines import both

    book = law if isinstance(law, Rulebook) else rulebook(law)
    said = replace(build.evidence(facts), listed_until=listed_until)
    assert both(book, said).differences == ()
    assert compare(book, said).differences == []
    return assess(compile_plan(book), Weighing(said), "balance", ("x",)).cells["x", NORM].by_standard[RANK["balance"]]


def test_where_one_way_of_an_exception_chooses_nothing_everything_is_tried() -> None:
    when = some("near($S, $P)", no("forged($P)"))
    law = norm(exempt=exception(when, cured=unless("cured($P)")))
    assert outcome(law, ACT) == "violated"
    assert outcome(law, ACT, denied("forged(y)")) == "excused"
    assert outcome(law, ACT, denied("forged(y)"), fact("cured(y)")) == "violated"
    assert outcome(law, ACT, denied("forged(y)"), fact("near(x, z)"), fact("cured(z)")) == "excused"


def test_what_was_so_on_some_day_of_a_month_was_not_so_on_all_of_its_days() -> None:
    law = norm("knows($S)")
    assert outcome(law, fact("sends(x, guns)", when="2020-03"), fact("knows(x)", when="2020-03")) == "undetermined"
    assert outcome(law, ACT, fact("knows(x)", when=DAY)) == "violated"


def test_an_event_of_others_on_another_day_opens_nothing_of_ones_own() -> None:
    law = rulebook(norm(no("warns($S)")), definition("warns($A)", "ships($A, guns, $A)"))
    own, other = denied("ships(x, guns, x)"), fact("ships(y, guns, y)", when="2019")
    assert outcome(law, ACT, own) == "violated"
    assert outcome(law, ACT, own, other) == "violated"


def test_an_event_follows_from_one_that_follows_from_another_and_says_more() -> None:
    warned = definition("warns($A)", "ships($A, $X, $Y)")
    law = rulebook(norm(trigger="warns($S)"), warned, definition("ships($A, guns, y)", "sends($A, guns)"))
    assert outcome(law, ACT) == "violated"
    assert outcome(law, fact("sends(x, flour)")) == "not-triggered"


def test_conduct_that_outlasts_the_norm_is_added_up_whole_and_what_else_does_is_not() -> None:
    law = norm(total("sends($S, _)", at_least=10), time=forces(("2000", "2020-06-30")))
    conduct = fact("sends(x, guns)", when="2020-01-01/2020-12-31 throughout", tonnes=10)
    beside = fact("sends(x, flour)", when="2020-02-01/2020-12-31 throughout", tonnes=2)
    assert outcome(law, conduct) == "violated"
    assert outcome(law, conduct, beside) == "violated"
    law = norm(total("sends($S, _)", at_least=12), time=forces(("2000", "2020-06-30")))
    assert outcome(law, conduct, beside) == "undetermined"


def test_what_no_list_answers_any_more_may_be_so_of_whom_it_never_had() -> None:
    law = norm(every("ally($S, $P)", "knows($P)"))
    said = [ACT, fact("ally(x, y)"), denied("knows(y)")]
    day = parse_date(DAY).first
    assert outcome(law, *said, ally=day) == "not-violated"
    assert outcome(law, *said, ally=day - 1) == "undetermined"


def test_whom_evidence_of_another_day_denies_is_found_on_the_day_it_does_not() -> None:
    law = norm("near($S, $P)")
    here = fact("near(x, y)", when="2019/2021 throughout")
    assert outcome(law, ACT, here, denied("near(x, y)", when="2022/2023 throughout")) == "violated"
