"""The article that the project began with, from text to matrix with no hand touching the case between."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_ecac0aeaef4bf04e.txt"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    if not SEED.is_file():
        pytest.skip("the seed article is not here")
    folder = tmp_path_factory.mktemp("seed")
    case = folder / "seed-article"
    assert main(["extract", str(SEED), "-o", str(case), "--accept", "grounded", "--published", "2025-04-30"]) == 0
    out = folder / "result.json"
    assert main(["run", str(case), "--all", "--format", "json", "-o", str(out)]) == 0
    made: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["cases"][0]
    return made


def cell(result: dict[str, Any], actor: str, norm: str) -> dict[str, Any]:
    return next(c for c in result["cells"] if c["actor"] == actor and c["norm"] == norm)


EXPECTED = (
    ("russia", "un.charter/2-4#no-force", {"violated"}),
    ("russia", "un.ga.res.3314/3a#invasion", {"violated"}),
    ("dprk", "un.charter/2-5#no-assistance", {"not-violated"}),
    ("dprk", "un.sc.res.1718/8b#no-export", {"not-violated", "undetermined"}),
    ("dprk", "un.sc.res.2270/8#no-export", {"not-violated", "undetermined"}),
    ("dprk", "un.sc.res.1718/2#no-test-or-launch", {"not-triggered"}),
    ("dprk", "un.sc.res.1874/9#no-export", {"contested"}),
    ("russia", "un.sc.res.1874/9#no-procurement", {"contested"}),
    ("dprk", "un.charter/2-4#no-force", {"violated", "undetermined"}),
    ("dprk", "un.ilc.arsiwa/16#aid-or-assistance", {"undetermined"}),
)


@pytest.mark.parametrize(("actor", "norm", "outcomes"), EXPECTED)
def test_the_matrix_of_the_unreviewed_text_is_the_one_that_a_lawyer_expects(
    actor: str, norm: str, outcomes: set[str], result: dict[str, Any]
) -> None:
    assert cell(result, actor, norm)["outcome"] in outcomes


def test_what_aid_to_the_war_lacks_is_the_judgement_of_its_weight(result: dict[str, Any]) -> None:
    missing = " ".join(each["atom"] for each in cell(result, "dprk", "un.ilc.arsiwa/16#aid-or-assistance")["missing"])
    assert "contributes_significantly" in missing


def test_ukraine_violates_nothing_and_no_opinion_is_an_input(result: dict[str, Any]) -> None:
    assert not [c for c in result["cells"] if c["actor"] == "ukraine" and c["outcome"] in ("violated", "contested")]
    assert result["opinions"]
    assert not [c for c in result["cells"] if c["outcome"] == "violated" and "lopes" in json.dumps(c).lower()]


def test_every_cell_that_leans_on_the_text_names_the_facts_that_nobody_has_reviewed(result: dict[str, Any]) -> None:
    for actor, norm, _ in EXPECTED:
        found = cell(result, actor, norm)
        if found["findings"] and any(e["support"] for f in found["findings"] for e in f["elements"]):
            facts = {s for f in found["findings"] for e in f["elements"] for s in e["support"]}
            own = {s for s in facts if s.startswith(("sends", "fights", "assists", "at-war", "hosts", "concludes"))}
            assert not own or set(found["unreviewed"]) & own, (actor, norm, facts)


def test_the_period_is_said_to_be_assumed(result: dict[str, Any]) -> None:
    assert "twelve months before its publication" in json.dumps(result)
