"""Engine and reference give the same on random rulebooks and cases: every hearing, reading, standard and cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spec.compare import Comparison, compare
from tests.spec.generate import Seeded, made_up
from tests.spec.wide import entwined

T = TypeVar("T")
BLOCK = 100
INDICES = [st.integers(0, size) for size in range(256)]


class Drawn:
    """Choices from Hypothesis, which finds the smallest ones under which something fails; early options are small."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self._draw(INDICES[len(options) - 1])]


@settings(
    max_examples=100,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.data())
def test_on_what_hypothesis_draws(data: st.DataObject) -> None:
    assert compare(*made_up(Drawn(data.draw))).differences == []


@cache
def seeded(seed: int) -> Comparison:
    return compare(*made_up(Seeded(seed)))


@pytest.mark.parametrize("block", range(19))
def test_on_seeded_examples(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        assert seeded(seed).differences == [], f"seed {seed}"


def test_where_types_rest_on_one_another() -> None:
    for seed in range(100):
        assert compare(*entwined(seed)).differences == [], f"seed {seed}"


def test_every_outcome_comes_up() -> None:
    """A comparison proves little where nearly everything is undetermined."""
    seen = sum((seeded(seed).outcomes for seed in range(150)), start=Counter[str]())
    for outcome in ("violated", "contested", "undetermined", "excused", "not-violated", "not-applicable"):
        assert seen[outcome] >= seen.total() / 25, outcome
