"""A few hundred random cases, judged once for all properties."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import Window, parse_date
from tests.spec.generate import Seeded, made_up
from tests.spec.words import ENTITIES

EXAMPLES = 400
FIRST = 1_000_000
"""Far from the seeds of the comparison with the reference."""
ONCE_AT_FAULT = (1_002_311, 1_003_233, 1_003_518)
"""Seeds beyond these that found a fault (ADR 0006)."""
PERIOD = Window(parse_date("2020").first, parse_date("2022").last)


@dataclass(frozen=True)
class Judged:
    """One random rulebook and case, with its matrix."""

    seed: int
    book: Rulebook
    evidence: Evidence
    matrix: Assessment


def judge(book: Rulebook, evidence: Evidence, actors: tuple[str, ...] = tuple(ENTITIES)) -> Assessment:
    """Give the matrix of a case."""
    return assess(compile_plan(book), Weighing(evidence, period=PERIOD), "balance", actors)


@pytest.fixture(scope="session")
def judged() -> list[Judged]:
    """Give the random cases."""
    made = ((seed, *made_up(Seeded(seed))) for seed in (*range(FIRST, FIRST + EXAMPLES), *ONCE_AT_FAULT))
    return [Judged(seed, book, evidence, judge(book, evidence)) for seed, book, evidence in made]
