"""Two engines, one verdict: on every case, on random rulebooks small and large, and where they once differed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import prepared
from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.crosscheck import asked_of, cross_check, decide
from sanctioncheck.engine.durable.child import Second
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.weigh import weigh
from sanctioncheck.load.case import load_case
from tests.spec.generate import Seeded, made_up
from tests.spec.wide import crossing, grown

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent.name for path in (ROOT / "cases").glob("*/case.yaml"))
CHUNKS = range(10)
UNSALTED = """
from sanctioncheck.engine.durable import host
from tests.spec.engines import both
from tests.spec.run_engines import example
host.SALTS = 1
both(*example({seed}))
"""


@pytest.fixture(scope="module")
def second() -> Iterator[Second]:
    rulebook, _ = prepared(None)
    with Second(rulebook) as made:
        yield made


@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_out_alike(name: str, second: Second) -> None:
    rulebook, plan = prepared(None)
    checked = cross_check(second, plan, weigh(load_case(ROOT / "cases" / name, rulebook).case, rulebook))
    assert checked.failure == ""
    assert checked.refused == ()
    assert checked.differences == ()
    # What Iran did at Tehran broke a treaty that is no part of the rules; of it nothing is derived.
    assert checked.derivations > 0 or name.startswith("1980-tehran")


def test_the_second_engine_alone_comes_to_the_same_outcomes(second: Second) -> None:
    rulebook, plan = prepared(None)
    evidence = weigh(load_case(ROOT / "cases/2025-kursk-recognition", rulebook).case, rulebook).plain
    one, other = Court(plan, Index(plan, evidence)), Court(plan, Index(plan, evidence))
    assert decide(second, other) == ""
    for norm, runs in asked_of(one):
        planned = next(each for each in plan.rules if each.rule.id == norm)
        for run in runs:
            assert one.judged(planned, run) == other.results[norm, run], (norm, run)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_two_thousand_random_rulebooks_come_out_alike(chunk: int) -> None:
    """Each chunk has a process of its own, since durable_rules never frees a rule."""
    command = [sys.executable, "tests/spec/run_engines.py", "--examples", "200", "--from", str(200 * chunk)]
    done = subprocess.run(
        [*command, "--no-reference", "--small"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "200 examples" in done.stdout


@pytest.mark.parametrize("seed", [2503, 2599, 5129])
def test_two_facts_that_the_library_takes_for_one_are_told_apart(seed: int) -> None:
    """In each of these two facts have the same hash of 32 bits; before facts were salted the engine broke off."""
    command = [sys.executable, "tests/spec/run_engines.py", "--examples", "1", "--from", str(seed), "--no-reference"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(
        [sys.executable, "-c", UNSALTED.format(seed=seed)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Broken: taken for another fact 1 times" in done.stderr


def test_three_hundred_norms_come_out_alike() -> None:
    from tests.spec.engines import both

    book, evidence = grown(4, 300)
    assert len(book.rules) == 300
    found = both(book, evidence)
    assert found.differences == ()
    assert found.derivations > 300


def test_a_norm_of_too_many_parts_is_refused_and_the_others_are_judged() -> None:
    from tests.spec.engines import both

    seeds = [s for s in range(9, 200, 10) if Seeded(s).pick(["parts", "condition", "norms"]) == "parts"]
    refused = 0
    for seed in seeds:
        book, evidence = crossing(seed)
        found = both(book, evidence)
        assert found.differences == ()
        # A norm that nothing in the case opens is never written as rules, and so not refused.
        assert found.refused <= {book.rules[0].id}
        refused += len(found.refused)
    assert refused >= len(seeds) // 2


def test_one_fact_can_meet_two_conditions_of_a_definition() -> None:
    """A fact fills one condition of a rule only; so it is told as often as a rule asks for its word."""
    from tests.spec.engines import both

    assert both(*made_up(Seeded(22))).differences == ()


def test_the_same_case_fires_in_the_same_order() -> None:
    from sanctioncheck.engine.durable.chain import chain
    from sanctioncheck.engine.plan import compile_plan

    book, evidence = made_up(Seeded(3))
    plan = compile_plan(book)
    asked = asked_of(Court(plan, Index(plan, evidence)))
    assert chain(book, evidence, asked).firings == chain(book, evidence, asked).firings
