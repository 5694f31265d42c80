"""The real cases, judged once, for the tests that check their traces."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.verify import Verifier
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.truth import Standard

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases"
Judged = Callable[..., Story]


@pytest.fixture(scope="session")
def judged() -> Judged:
    """Judge a case by its name; each once."""
    book = load_pack(ROOT / "rules")
    plan = compile_plan(book)

    @cache
    def story(name: str, standard: Standard = "reasonable-grounds") -> Story:
        file = load_case(CASES / name, book)
        return Story(file, book, judge(file, book, plan, standard))

    return story


def verifier(story: Story) -> Verifier:
    """Give the checker that `explain --verify` uses."""
    file, assessment = story.file, story.assessment
    return Verifier(story.book, file.case, assessment.weighing, file.texts, assessment.standard)
