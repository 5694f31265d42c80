"""Clingo, given the rules as a logic program, gives what the engine does: each hearing, reading, standard and cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sanctioncheck.engine import defeat
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.load.pack import load_pack
from tests.engine import build

pytest.importorskip("clingo", reason="clingo is not installed: `pip install clingo`")

from tests.spec.asp_cases import compare_case
from tests.spec.asp_court import compare_with_clingo
from tests.spec.wide import of_seed

ROOT = Path(__file__).parents[2]
BLOCK = 20
NORMS = {
    "2025-kursk-recognition": (
        "un.ilc.arsiwa/16#aid-or-assistance",
        "un.sc.res.1718/8c#no-help-from",
        "un.sc.res.2397/8#repatriation",
    ),
    "2024-diesel-over-the-cap": ("un.sc.res.2397/5-limit#within-the-limit",),
}


@pytest.mark.parametrize("block", range(5))
def test_on_seeded_examples(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert compare_with_clingo(*of_seed(seed)).differences == [], f"seed {seed}"


def test_a_list_that_has_ended_narrows_nothing() -> None:
    """What a list that no longer answers leaves out may still be so: clingo was first told otherwise (seed 4139)."""
    rule = build.norm(build.every(build.some("member($Q)", "member($Q)"), "ally($Q, $Q)"))
    conduct = build.fact("sends(x, guns)", when="2020-01/2020-12 throughout")
    opened = build.evidence([conduct, build.denied("member(y)", when="2020-04/2020-05 throughout")])
    for ended, outcome in (({}, "not-violated"), ({"ally": 1}, "undetermined"), ({"ally": 10**6}, "not-violated")):
        found = compare_with_clingo(build.rulebook(rule), replace(opened, listed_until=ended))
        assert found.differences == []
        assert found.outcomes == {outcome: 10}


def test_an_engine_that_hears_exceptions_wrongly_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defeat, "strict", lambda mask, _: mask)
    assert any(compare_with_clingo(*of_seed(seed)).differences for seed in range(BLOCK))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(load_pack(ROOT / "rules"))


@pytest.mark.parametrize("case", NORMS)
def test_on_norms_of_real_cases(case: str, plan: Plan) -> None:
    """All cases with all norms that something opens: `python tests/spec/run_comparison.py --clingo --cases`."""
    for norm, found in compare_case(ROOT / "cases" / case, plan, NORMS[case]):
        assert found.differences == [], norm
        assert found.outcomes, norm
