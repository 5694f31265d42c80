"""Of every random rulebook and case each cell is told without a fault, and its trace follows from facts and rules.

The checker is compared with the engine here as the reference is in `tests/spec`: two that were written apart.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.chosen import comes_back
from sanctioncheck.explain.retrial import Retrial, Verdicts, folded
from sanctioncheck.model.truth import STANDARDS
from tests.engine.build import definition, every, evidence, norm, rulebook, some
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
    for (actor, name), cell in made.assessment.cells.items():
        rule = again.rules[name]
        seeds = [each for each in again.seeds(rule) if dict(each[0])[rule.norm.bearer.var] == actor]
        assert seeds == [(finding.bindings, finding.when) for finding in cell.findings]
        for each, finding in zip(seeds, cell.findings, strict=True):
            assert again.finding(rule, each) == finding.by_standard
            assert again.supposed(rule, each) == finding.if_assumed
            for position, reading, row in finding.readings:
                assert again.read(rule, each, position, reading) == row
        rows = [again.finding(rule, each) for each in seeds] or [again.idle(rule, actor)]
        assert folded(rows) == cell.by_standard


@pytest.mark.parametrize("seed", [*range(20), 27, 37, 47, 57])
def test_trace_and_checker_take_the_same_words_for_circular(seed: int) -> None:
    """How deep a trace goes turns on it, and the checker would object to one that stops elsewhere."""
    made = world(seed)
    plan, again = made.assessment.plan, Retrial(made.book, made.weighing.plain)
    scene = SimpleNamespace(machine=SimpleNamespace(plan=plan), leaves=SimpleNamespace(circular={}))
    words = [*made.book.vocabulary.predicates, *(f"is_a:{name}" for name in made.book.vocabulary.types)]
    circular = [word for word in words if comes_back(scene, word)]  # type: ignore[arg-type]
    assert circular == [word for word in words if again.court.circular(word)]
    positions = {planned.rule.id: list(planned.positions) for planned in plan.rules}
    assert positions == {rule.id: again.positions(rule) for rule in made.book.rules}


def test_words_that_ask_for_types_beside_a_circle_are_not_circular() -> None:
    """Fuel rests on a circle and is a kind of item, as arms are: what asks for arms comes back to nothing."""
    step = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)"))
    book = rulebook(
        norm("aids($X)"),
        definition("aids($A)", "arms($A)"),
        definition("item($A)", "knows($A)"),
        definition("fuel($A)", "reaches($A, z)"),
        definition("reaches($A, $B)", step),
    )
    plan = compile_plan(book)
    scene = SimpleNamespace(machine=SimpleNamespace(plan=plan), leaves=SimpleNamespace(circular={}))
    court = Retrial(book, evidence([])).court
    for word, circular in (("aids", False), ("is_a:arms", False), ("is_a:item", True), ("reaches", True)):
        assert comes_back(scene, word) == court.circular(word) == circular, word  # type: ignore[arg-type]
