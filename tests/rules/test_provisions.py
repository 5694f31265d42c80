"""Every provision has tests beside it, and each comes out as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.rulebook import Rulebook
from tests.rules.short import judge_short, read_tests, state_of

STATES = ("shown", "shown-false", "disputed", "unknown")
ROOT = Path(__file__).parents[2] / "rules"
FILES = sorted(ROOT.rglob("*.test.yaml"))
CASES = [(path, number) for path in FILES for number in range(len(read_tests(path)["cases"]))]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(ROOT)


@pytest.fixture(scope="module")
def plan(book: Rulebook) -> Plan:
    return compile_plan(book)


@pytest.mark.parametrize(
    ("path", "number"),
    CASES,
    ids=[f"{read_tests(p)['tests']}: {read_tests(p)['cases'][n]['name']}" for p, n in CASES],
)
def test_a_provision_comes_out_as_its_tests_say(path: Path, number: int, book: Rulebook, plan: Plan) -> None:
    """The outcome at reasonable grounds, for each `norm(actor)` that the test names; `atoms` names derived atoms."""
    shared = read_tests(path)
    case: dict[str, Any] = shared["cases"][number]
    assessment = judge_short(case, shared, book, plan)

    for head, wanted in case["expect"].items():
        if wanted in STATES:
            day = str(case.get("on", shared.get("on", "2024-06-01")))
            assert state_of(head, day, assessment) == wanted, head
            continue
        norm, _, rest = head.partition("(")
        rule = norm if "/" in norm else f"{shared['tests']}#{norm}"
        cell = assessment.cells[rest.rstrip(")"), rule]
        assert cell.outcome("reasonable-grounds") == wanted, head


def test_every_provision_has_tests_beside_it(book: Rulebook) -> None:
    """No provision without a test file that names it."""
    tested = {read_tests(path)["tests"] for path in FILES}

    assert set(book.provisions) - tested == set()
