"""What follows in law stands beside a violated cell as context: cited, in its time, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import open_case
from sanctioncheck.explain.following import following
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.norm import Follow
from sanctioncheck.model.result import CellNode
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import parse_date

ROOT = Path(__file__).parents[2]
SHELLS = str(ROOT / "cases/2024-shells-from-dprk")
TODAY = parse_date("2026-01-01").last


@pytest.fixture(scope="module")
def law() -> Rulebook:
    return load_pack()


@pytest.fixture(scope="module")
def cells() -> tuple[CellNode, ...]:
    return open_case(SHELLS).whole().cells


def rule(law: Rulebook, norm: str) -> Rule:
    return next(each for each in law.rules if each.id == norm)


def test_only_violated_cells_have_what_follows(cells: tuple[CellNode, ...]) -> None:
    assert {cell.outcome for cell in cells if cell.follows} == {"violated"}
    assert all(cell.follows for cell in cells if cell.outcome == "violated" and cell.effect == "breach")


def test_a_breach_of_a_decision_of_the_council_is_told_with_its_forum(law: Rulebook) -> None:
    found = list(following(law, rule(law, "un.sc.res.1874/9#no-export"), TODAY))
    assert [node.label for node in found if node.kind == "forum"] == ["UN Charter art 25"]
    assert "un.charter/25" in {node.provision for node in found}


def test_what_is_owed_to_all_is_said_of_the_ban_on_force_only(law: Rulebook) -> None:
    of_force = {node.provision for node in following(law, rule(law, "un.charter/2-4#no-force"), TODAY)}
    of_arms = {node.provision for node in following(law, rule(law, "un.sc.res.1874/9#no-export"), TODAY)}
    assert "un.ilc.arsiwa/48" in of_force - of_arms


def test_nothing_follows_a_criterion_that_is_met(law: Rulebook) -> None:
    assert list(following(law, rule(law, "un.ga.res.3314/3a#invasion"), TODAY)) == []


def test_what_is_recalled_is_marked(law: Rulebook) -> None:
    found = {n.provision: n.confirmed for n in following(law, rule(law, "un.charter/2-4#no-force"), TODAY)}
    assert not found["un.ilc.arsiwa/30"]
    assert found["un.ilc.arsiwa/41-2"]


def test_what_had_not_begun_or_has_ended_attaches_nothing(law: Rulebook) -> None:
    late = parse_date("1945-10-23").last
    assert not any(n.provision.startswith("un.ilc") for n in following(law, rule(law, "un.charter/2-4#no-force"), late))
    source = law.provisions["un.sc.res.1718/2"]
    ended = source.model_copy(
        update={
            "follows": (Follow(kind="consequence", text="it may be listed"),),
            "in_force": (source.in_force[0].model_copy(update={"to": "2020-01-01"}),),
        }
    )
    changed = replace(law, provisions={**law.provisions, "un.sc.res.1718/2": ended})
    norm = rule(law, "un.sc.res.1874/9#no-export")
    days = {
        day: [n.text for n in following(changed, norm, parse_date(day).last)] for day in ("2019-01-01", "2021-01-01")
    }
    assert "it may be listed" in days["2019-01-01"]
    assert "it may be listed" not in days["2021-01-01"]


@pytest.mark.parametrize(
    ("within", "fits"),
    [
        ("un.sc.", True),
        ("un.sc.res.1874/", True),
        ("un.sc.res.1874/9", True),
        ("un.sc.res.1874/9#no-export", True),
        ("un.sc.res.1874/9#no-procurement", False),
        ("un.sc.res.187", False),
        ("un.charter/", False),
    ],
)
def test_within_names_a_norm_a_provision_or_where_ids_begin(within: str, fits: bool, law: Rulebook) -> None:
    source = law.provisions["un.sc.res.1718/2"]
    follow = Follow(kind="consequence", text="this one", within=(within,))
    changed = replace(
        law, provisions={**law.provisions, "un.sc.res.1718/2": source.model_copy(update={"follows": (follow,)})}
    )
    found = [n.text for n in following(changed, rule(law, "un.sc.res.1874/9#no-export"), TODAY)]
    assert ("this one" in found) == fits
