"""Rival readings: with a default, without one, and one position that stands in two places."""

from __future__ import annotations

from tests.engine.build import (
    NORM,
    definition,
    denied,
    element,
    fact,
    matrix,
    norm,
    outcome,
    readings,
    rulebook,
)

ACT = fact("sends(x, guns)")
RIVALS = {"wide": "knows($S)", "narrow": "aids($S)"}


def test_without_a_default_readings_that_differ_contest() -> None:
    law = norm(element(**readings(**RIVALS)))
    assert outcome(law, ACT, fact("knows(x)")) == "contested"
    assert outcome(law, ACT, fact("knows(x)"), denied("aids(x)")) == "contested"
    assert outcome(law, ACT, fact("knows(x)"), fact("aids(x)")) == "violated"


def test_without_a_default_and_nothing_violated_the_open_outcome_stands() -> None:
    assert outcome(norm(element(**readings(**RIVALS))), ACT, denied("knows(x)")) == "undetermined"


def test_the_default_decides_and_the_other_is_shown_beside_it() -> None:
    law = rulebook(norm(element(**readings("state-of-mind", default="narrow", **RIVALS))))
    cell = matrix(law, [ACT, fact("knows(x)"), denied("aids(x)")]).cells["x", NORM]
    assert cell.outcome("balance") == "not-violated"
    beside = {reading: row[2] for position, reading, row in cell.readings if position == "state-of-mind"}
    assert beside == {"wide": "violated", "narrow": "not-violated"}


def test_readings_of_one_position_are_chosen_together_in_elements_and_definitions() -> None:
    together = rulebook(
        norm(element(**readings("where", one="knows($S)", other="licensed($S)")), "aids($S)"),
        definition("aids($S)", **readings("where", one="forged($S)", other="cured($S)")),
    )
    one = [fact("knows(x)"), fact("forged(x)")]
    other = [fact("licensed(x)"), fact("cured(x)")]
    assert outcome(together, ACT, *one, *other) == "violated"
    assert outcome(together, ACT, fact("knows(x)"), fact("cured(x)")) == "undetermined"
    assert outcome(together, ACT, *one) == "contested"
