"""The engine passes what our language can say of datalog-conformance; the rest is counted, each with the reason."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.spec.datalog import Clause, NotCovered, evaluate, read_clause

conformance = pytest.importorskip(
    "datalog_conformance", reason="datalog-conformance is not installed: `pip install datalog-conformance`"
)

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "other-engines.md"
LARGEST = 100_000
"""Bytes of a file; the larger ones, 42 MB, take longer to read than all else to run."""


class Engine:
    """Runs a program, or a theory of strict rules alone, on the native engine."""

    def evaluate(self, given: Any, policy: Any = None) -> Any:
        if policy is None:
            return concluded(given.facts, [read_clause(text) for text in given.rules])
        if given.defeasible_rules or given.defeaters or given.superiority or given.conflicts:
            raise NotCovered("defeasible rules, defeaters, priorities or conflicts")
        heads = [rule.head for rule in given.strict_rules]
        if any("~" in text for text in [*given.facts, *heads, *(b for r in given.strict_rules for b in r.body)]):
            raise NotCovered("a conclusion that something is not so")
        found = concluded(given.facts, [strict(rule) for rule in given.strict_rules])
        return {"definitely": found, "defeasibly": found}


KNOWN: dict[str, dict[str, set[tuple[Any, ...]]]] = {}


def concluded(facts: dict[str, list[tuple[Any, ...]]], clauses: list[Clause]) -> dict[str, set[tuple[Any, ...]]]:
    """Evaluate each program once; many cases ask different things of one."""
    key = repr((facts, clauses))
    if key not in KNOWN:
        KNOWN[key] = evaluate(facts, clauses)
    return KNOWN[key]


def strict(rule: Any) -> Clause:
    return read_clause(f"{rule.head} :- {', '.join(rule.body)}")


def outcome(case: Any) -> str:
    """Run one case: `passes`, or why our language cannot say it; a wrong answer is raised."""
    if case.skip:
        return "left out by the suite itself"
    if case.klm_property is not None:
        return "a property of closures"
    if case.expect_error is not None:
        return "an error that it wants by a name of its own"
    if case.expect_per_policy:
        return "defeasible rules, defeaters, priorities or conflicts"
    try:
        conformance.YamlTestRunner(Engine()).run_test_case(case)
    except NotCovered as reason:
        return str(reason)
    return "passes"


def large(folder: str, names: list[str]) -> list[str]:
    return [
        name for name in names if (Path(folder) / name).is_file() and (Path(folder) / name).stat().st_size > LARGEST
    ]


def test_the_engine_passes_what_the_language_can_say(tmp_path: Path) -> None:
    """The page on other engines has these figures; a case that falls out of what is covered changes them."""
    chosen = Path(shutil.copytree(conformance.get_tests_dir(), tmp_path / "cases", ignore=large))
    found = Counter(outcome(case) for _, case in conformance.discover_yaml_tests(chosen))
    told = dict(re.findall(r"^\| (.+?) \| (\d+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {name: str(count) for name, count in found.items()} == told
