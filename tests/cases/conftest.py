"""Loads the real rules and cases once for the tests that judge them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.result import CaseResult
from sanctioncheck.model.rulebook import Rulebook

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_pack(ROOT / "rules")


@pytest.fixture(scope="session")
def plan(rulebook: Rulebook) -> Plan:
    return compile_plan(rulebook)


@pytest.fixture(scope="session")
def told(rulebook: Rulebook, plan: Plan) -> Any:
    """Give the whole result of a case by its name; each is worked out once."""
    cache: dict[tuple[str, str], CaseResult] = {}

    def tell(name: str, standard: Any = "reasonable-grounds") -> CaseResult:
        if (name, standard) not in cache:
            loaded = load_case(CASES / name, rulebook)
            story = Story(loaded, rulebook, judge(loaded, rulebook, plan, standard))
            cache[name, standard] = story.whole(everything=True)
        return cache[name, standard]

    return tell
