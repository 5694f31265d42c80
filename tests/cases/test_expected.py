"""Every case reaches the matrix that stands beside it, and nothing else is violated or contested in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctioncheck.engine.plan import Plan
from sanctioncheck.explain.matrix import Story, derivations, judge
from sanctioncheck.explain.whatif import Changes, suppose
from sanctioncheck.load.case import load_case
from sanctioncheck.load.shape import build
from sanctioncheck.load.yamltext import read_yaml
from sanctioncheck.model.expected import Expected
from sanctioncheck.model.rulebook import Rulebook

CASES = Path(__file__).parents[2] / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))


def read_expected(name: str) -> Expected:
    """Read the matrix that stands beside a case, in the shape that the schema tells."""
    return build(Expected, read_yaml("expected.yaml", (CASES / name / "expected.yaml").read_bytes()))


@pytest.mark.parametrize("name", NAMES)
def test_a_case_reaches_its_expected_matrix(name: str, told: Any) -> None:
    """Each cell named in `expected.yaml` has its outcome, and every cell that says something is named there."""
    expected = yaml.safe_load((CASES / name / "expected.yaml").read_text())
    result = told(name, expected["standard"])
    wanted = {(c["actor"], c["norm"]): (c["outcome"], c.get("standard_reached")) for c in expected["cells"]}
    got = {
        (c.actor, c.norm): (c.outcome, c.standard_reached)
        for c in result.cells
        if (c.outcome not in ("not-applicable", "not-triggered") and not c.other_kind) or (c.actor, c.norm) in wanted
    }

    assert expected["case"] == name
    assert got == wanted
    derived = {(d.by, d.predicate, *sorted(d.roles.items())): d.state for d in result.derivations}
    for each in expected.get("derivations", ()):
        key = (each["by"], each["predicate"], *sorted(each["roles"].items()))
        assert derived.get(key, "unknown") == each["state"], key


@pytest.mark.parametrize("name", NAMES)
def test_a_case_fails_when_the_one_thing_it_is_about_is_taken_out(name: str, rulebook: Rulebook, plan: Plan) -> None:
    """What it hinges on stands in `expected.yaml`; without it the cells named there come out otherwise, as said."""
    expected = read_expected(name)
    assert expected.proves
    assert expected.hinge
    hinge = expected.hinge
    loaded = load_case(CASES / name, rulebook)
    standard = expected.standard or rulebook.policy.default
    before = Story(loaded, rulebook, judge(loaded, rulebook, plan, standard))
    readings = tuple((text.partition("=")[0], text.partition("=")[2]) for text in hinge.readings)
    changes = Changes(assume=hinge.assume, deny=hinge.deny, reject=hinge.reject, as_of=hinge.as_of, readings=readings)
    after = suppose(before, changes).story.assessment
    stood = {(cell.actor, cell.norm): cell.outcome for cell in expected.cells}
    for cell in hinge.then:
        norm = cell.norm if "#" in cell.norm else next(n for a, n in stood if n.partition("#")[0] == cell.norm)
        assert after.cells[cell.actor, norm].outcome(standard) == cell.outcome, norm
        assert stood[cell.actor, norm] != cell.outcome, f"{norm} does not turn on it"
    for each in hinge.derivations:
        (named,) = [
            d for d in expected.derivations if (d.by, d.predicate, d.roles) == (each.by, each.predicate, each.roles)
        ]
        assert named.state != each.state, f"{each.by} does not turn on it"
        given = {(d.by, d.predicate, *sorted(d.roles.items())): d.state for d in derivations(after)}
        assert given.get((each.by, each.predicate, *sorted(each.roles.items())), "unknown") == each.state


@pytest.mark.parametrize("name", NAMES)
def test_ukraine_is_never_violated_or_contested(name: str, told: Any) -> None:
    """On no norm, at no standard and under no reading does the victim come out as the one who did wrong."""
    for cell in told(name).cells:
        if cell.actor == "ukraine":
            assert "violated" not in cell.by_standard.values(), cell.norm
            assert "contested" not in cell.by_standard.values(), cell.norm
            assert all("violated" not in r.by_standard.values() for r in cell.readings), cell.norm
