"""Every dispute is heard twice: what is shown, disputed, unknown and false go together as the design says."""

from __future__ import annotations

from tests.engine.build import denied, every, fact, no, norm, outcome, outcomes, some

ACT = fact("sends(x, guns)")


def test_what_is_shown_is_violated_up_to_the_standard_it_reaches() -> None:
    found = outcomes(norm("knows($S)"), ACT, fact("knows(x)", "balance"))
    assert found == ("violated", "violated", "violated", "undetermined", "undetermined")


def test_an_element_that_is_disputed_is_contested() -> None:
    assert outcome(norm("knows($S)"), ACT, fact("knows(x)", "balance", against="balance")) == "contested"


def test_a_denial_that_reaches_less_contests_only_so_far() -> None:
    found = outcomes(norm("knows($S)"), ACT, fact("knows(x)", "balance", against="alleged"))
    assert found[:4] == ("contested", "violated", "violated", "undetermined")


def test_disputed_and_silent_is_unknown_never_no() -> None:
    law = norm(every("knows($S)", "aids($S)"))
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "undetermined"


def test_disputed_or_silent_is_disputed_never_shown() -> None:
    law = norm(some("knows($S)", "aids($S)"))
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "contested"


def test_disputed_or_shown_is_shown() -> None:
    law = norm(some("knows($S)", "aids($S)"))
    assert outcome(law, ACT, fact("knows(x)", against="conclusive"), fact("aids(x)")) == "violated"


def test_silence_is_unknown_and_a_denial_is_no() -> None:
    assert outcome(norm("knows($S)"), ACT) == "undetermined"
    assert outcome(norm("knows($S)"), ACT, denied("knows(x)")) == "not-violated"


def test_not_turns_shown_into_false_and_leaves_disputed_disputed() -> None:
    law = norm(no("knows($S)"))
    assert outcome(law, ACT, fact("knows(x)")) == "not-violated"
    assert outcome(law, ACT, denied("knows(x)")) == "violated"
    assert outcome(law, ACT, fact("knows(x)", against="conclusive")) == "contested"
    assert outcome(law, ACT) == "undetermined"


def test_one_false_element_is_enough_though_others_are_unknown() -> None:
    assert outcome(norm("knows($S)", "aids($S)"), ACT, denied("aids(x)")) == "not-violated"


def test_a_trigger_only_denied_opens_nothing() -> None:
    assert outcome(norm(), denied("sends(x, guns)")) == "not-triggered"


def test_a_trigger_alleged_and_denied_opens_a_contested_finding() -> None:
    assert outcome(norm(), fact("sends(x, guns)", "alleged", against="alleged"), at="alleged") == "contested"


def test_a_free_variable_means_there_is_one_and_is_never_false() -> None:
    law = norm("near($X, $P)")
    assert outcome(law, ACT, fact("near(guns, y)")) == "violated"
    assert outcome(law, ACT, denied("near(guns, y)"), denied("near(guns, z)")) == "undetermined"


def test_a_variable_in_one_element_is_one_thing_throughout_it() -> None:
    law = norm(every("near($X, $P)", "knows($P)"))
    assert outcome(law, ACT, fact("near(guns, y)"), fact("knows(z)")) == "undetermined"
    assert outcome(law, ACT, fact("near(guns, y)"), fact("knows(y)")) == "violated"
