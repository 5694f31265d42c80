"""Exceptions: who must show them, to which standard, and what takes their ground."""

from __future__ import annotations

from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.defeat import there_is
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.rulebook import Rule
from sanctioncheck.model.time import parse_window
from sanctioncheck.model.truth import FULL, RANK, Value, up_to
from tests.engine.build import (
    DAY,
    Fact,
    definition,
    denied,
    every,
    evidence,
    exception,
    fact,
    no,
    norm,
    outcome,
    outcomes,
    rulebook,
    some,
    unless,
)

ACT = fact("sends(x, guns)")
LICENCE = norm(licence=exception("licensed($S)"))
FORGED = norm(licence=exception("licensed($S)", forged=unless("forged($S)")))
CURED = norm(licence=exception("licensed($S)", forged=unless("forged($S)", cured=unless("cured($S)"))))


def test_an_exception_that_is_unknown_does_not_excuse() -> None:
    assert outcome(LICENCE, ACT) == "violated"


def test_an_exception_proved_at_its_own_standard_excuses_at_every_standard() -> None:
    assert outcomes(LICENCE, ACT, fact("licensed(x)", "balance")) == ("excused",) * 5


def test_an_exception_supported_at_the_standard_asked_but_not_at_its_own_contests() -> None:
    found = outcomes(LICENCE, ACT, fact("licensed(x)", "reasonable-grounds"))
    assert found == ("contested", "contested", "violated", "violated", "violated")


def test_an_exception_merely_said_leaves_the_cell_as_it_is_above_alleged() -> None:
    found = outcomes(LICENCE, ACT, fact("licensed(x)", "alleged"))
    assert found == ("contested", "violated", "violated", "violated", "violated")


def test_the_standard_of_an_exception_does_not_follow_the_standard_asked() -> None:
    easy = norm(licence=exception("licensed($S)", standard="reasonable-grounds"))
    assert outcomes(easy, ACT, fact("licensed(x)", "reasonable-grounds")) == ("excused",) * 5
    hard = norm(licence=exception("licensed($S)", standard="conclusive"))
    assert outcome(hard, ACT, fact("licensed(x)", "balance")) == "contested"


def test_a_disputed_exception_contests() -> None:
    assert outcome(LICENCE, ACT, fact("licensed(x)", against="conclusive")) == "contested"


def test_an_exception_shown_false_changes_nothing() -> None:
    assert outcome(LICENCE, ACT, denied("licensed(x)")) == "violated"


def test_unless_takes_the_ground_from_an_exception() -> None:
    assert outcome(FORGED, ACT, fact("licensed(x)")) == "excused"
    assert outcome(FORGED, ACT, fact("licensed(x)"), fact("forged(x)")) == "violated"


def test_unless_twice_nested_gives_the_ground_back() -> None:
    assert outcome(CURED, ACT, fact("licensed(x)"), fact("forged(x)")) == "violated"
    assert outcome(CURED, ACT, fact("licensed(x)"), fact("forged(x)"), fact("cured(x)")) == "excused"


def test_what_is_disputed_at_any_depth_contests() -> None:
    assert outcome(FORGED, ACT, fact("licensed(x)"), fact("forged(x)", against="conclusive")) == "contested"
    disputed = fact("cured(x)", against="conclusive")
    assert outcome(CURED, ACT, fact("licensed(x)"), fact("forged(x)"), disputed) == "contested"


def test_an_exception_that_the_claimant_must_exclude_leaves_undetermined_what_is_unknown() -> None:
    law = norm(licence=exception("licensed($S)", burden="claimant"))
    assert outcome(law, ACT) == "undetermined"
    assert outcome(law, ACT, denied("licensed(x)")) == "violated"
    assert outcome(law, ACT, fact("licensed(x)")) == "excused"
    assert outcome(law, ACT, fact("licensed(x)", against="conclusive")) == "contested"


def test_what_defeats_an_exception_excludes_it_for_the_claimant() -> None:
    law = norm(licence=exception("licensed($S)", burden="claimant", forged=unless("forged($S)")))
    assert outcome(law, ACT, fact("forged(x)")) == "violated"


def test_a_variable_shared_with_unless_is_one_thing_in_both() -> None:
    law = norm(licence=exception(every("near($X, $P)", "licensed($P)"), forged=unless("forged($P)")))
    facts = [ACT, fact("near(guns, y)"), fact("near(guns, z)"), fact("licensed(y)"), fact("licensed(z)")]
    assert outcome(law, *facts, fact("forged(y)")) == "excused"
    assert outcome(law, *facts, fact("forged(y)"), fact("forged(z)")) == "violated"


def test_a_presumption_is_a_definition_with_an_exception() -> None:
    presumed = definition("aids($S)", "knows($S)", exceptions={"licence": exception("licensed($S)")})
    law = rulebook(norm("aids($S)"), presumed)
    assert outcome(law, ACT, fact("knows(x)")) == "violated"
    assert outcome(law, ACT, fact("knows(x)"), fact("licensed(x)")) == "not-violated"
    assert outcome(law, ACT, fact("knows(x)"), fact("licensed(x)", "reasonable-grounds"), at="alleged") == "contested"


def test_known_limit_an_atom_in_an_exception_and_in_what_defeats_it_is_contested_though_violated_either_way() -> None:
    law = norm(licence=exception("knows($S)", forged=unless("knows($S)")))
    assert outcome(law, ACT, fact("knows(x)")) == "violated"
    assert outcome(law, ACT, denied("knows(x)")) == "violated"
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "contested"


def test_known_limit_an_atom_on_both_sides_of_an_element_is_contested_though_violated_either_way() -> None:
    law = norm(some("knows($S)", no("knows($S)")))
    assert outcome(law, ACT, fact("knows(x)")) == "violated"
    assert outcome(law, ACT, denied("knows(x)")) == "violated"
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "contested"


def test_known_limit_an_atom_in_an_element_and_in_its_own_exception_is_contested_though_violated_neither_way() -> None:
    law = norm("knows($S)", licence=exception("knows($S)"))
    assert outcome(law, ACT, fact("knows(x)")) == "excused"
    assert outcome(law, ACT, denied("knows(x)")) == "not-violated"
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "contested"


BALANCE = up_to(RANK["balance"])


def heard_alone(law: Rule, *facts: Fact) -> Value:
    """Hear the condition of a norm's exception by itself, in both hearings."""
    plan = compile_plan(rulebook(law))
    court = Court(plan, Index(plan, evidence(facts)))
    planned = plan.rules[0]
    moment = Moment(parse_window(DAY))
    return there_is(court.machine(planned.base_runs[0]), planned.defences[0], {"$S": "x", "$X": "guns"}, moment)


def test_an_exception_heard_alone_is_its_condition_in_both_hearings() -> None:
    assert heard_alone(LICENCE) == (0, 0, 0, 0)
    assert heard_alone(LICENCE, fact("licensed(x)", "balance")) == (BALANCE, 0, BALANCE, 0)
    assert heard_alone(LICENCE, denied("licensed(x)", "balance")) == (0, BALANCE, 0, BALANCE)
    disputed = fact("licensed(x)", "balance", "conclusive")
    assert heard_alone(LICENCE, disputed) == (BALANCE, FULL & ~BALANCE, 0, FULL)


def test_an_exception_heard_alone_that_shares_a_variable_says_that_there_is_one_and_never_that_there_is_none() -> None:
    law = norm(licence=exception(every("near($X, $P)", "licensed($P)"), forged=unless("forged($P)")))
    near = [fact("near(guns, y)"), fact("near(guns, z)")]
    assert heard_alone(law) == (0, 0, 0, 0)
    assert heard_alone(law, *near, denied("licensed(y)"), denied("licensed(z)")) == (0, 0, 0, 0)
    one = [fact("licensed(y)", "balance"), fact("licensed(z)", "balance", "balance")]
    assert heard_alone(law, *near, *one) == (BALANCE, 0, BALANCE, 0)
    assert heard_alone(law, *near, one[1]) == (BALANCE, 0, 0, 0)
    assert heard_alone(law, *near, fact("licensed(y)", "alleged"), one[1]) == (BALANCE, 0, 1, 0)
