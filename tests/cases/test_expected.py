"""Every case reaches the matrix that stands beside it, and nothing else is violated or contested in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[2] / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_case_reaches_its_expected_matrix(name: str, told: Any) -> None:
    """Each cell named in `expected.yaml` has its outcome, and every cell that says something is named there."""
    expected = yaml.safe_load((CASES / name / "expected.yaml").read_text())
    result = told(name, expected["standard"])
    got = {(c.actor, c.norm): (c.outcome, c.standard_reached) for c in result.cells if c.outcome != "not-applicable"}
    wanted = {(c["actor"], c["norm"]): (c["outcome"], c.get("standard_reached")) for c in expected["cells"]}

    assert expected["case"] == name
    assert got == wanted


@pytest.mark.parametrize("name", NAMES)
def test_ukraine_is_never_violated_or_contested(name: str, told: Any) -> None:
    """On no norm, at no standard and under no reading does the victim come out as the one who did wrong."""
    for cell in told(name).cells:
        if cell.actor == "ukraine":
            assert "violated" not in cell.by_standard.values(), cell.norm
            assert "contested" not in cell.by_standard.values(), cell.norm
            assert all("violated" not in r.by_standard.values() for r in cell.readings), cell.norm
