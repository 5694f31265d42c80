"""Of every random rulebook and case each cell is told without a fault, and its trace follows from facts and rules.

The checker is compared with the engine here as the reference is in `tests/spec`: two that were written apart.
"""

from __future__ import annotations

import pytest

from sanctioncheck.explain.retrial import Verdicts, folded
from sanctioncheck.model.truth import STANDARDS
from tests.explain.world import world

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_trace_of_a_random_case_follows_from_facts_and_rules(seed: int) -> None:
    """No cell fails to be told, and the checker objects to no step of any."""
    made = world(seed, STANDARDS[seed % len(STANDARDS)])
    verifier = made.verifier()
    for cell in made.cells():
        checked = verifier.check(cell)
        assert checked.steps
        assert checked.objections == (), f"seed {seed}: {checked.objections[0]}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_verdicts_that_are_heard_anew_are_those_of_the_engine(seed: int) -> None:
    """Findings, readings, and what follows with what is assumed: both work them out alike."""
    made = world(seed)
    again = Verdicts(made.book, made.weighing)
    for (actor, norm), cell in made.assessment.cells.items():
        rule = again.rules[norm]
        seeds = [each for each in again.seeds(rule) if dict(each[0])[rule.norm.bearer.var] == actor]
        assert seeds == [(finding.bindings, finding.when) for finding in cell.findings]
        for each, finding in zip(seeds, cell.findings, strict=True):
            assert again.finding(rule, each) == finding.by_standard
            assert again.supposed(rule, each) == finding.if_assumed
            for position, reading, row in finding.readings:
                assert again.read(rule, each, position, reading) == row
        rows = [again.finding(rule, each) for each in seeds] or [again.idle(rule, actor)]
        assert folded(rows) == cell.by_standard
