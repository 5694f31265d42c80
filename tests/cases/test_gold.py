"""The matrix that a careful lawyer expects for the seed case, cell by cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctioncheck.model.result import CaseResult, CellNode, Node

GOLD = Path(__file__).parent / "gold-kursk.yaml"
SEED = "2025-kursk-recognition"


def gold() -> dict[str, Any]:
    return yaml.safe_load(GOLD.read_text())


def cell_of(result: CaseResult, actor: str, norm: str) -> CellNode | None:
    return next((c for c in result.cells if c.actor == actor and norm in (c.norm, c.provision)), None)


CELLS = [(c["actor"], c["norm"], c) for c in gold()["cells"]]


@pytest.mark.parametrize(("actor", "norm", "wanted"), CELLS, ids=[f"{a} {n}" for a, n, _ in CELLS])
def test_a_cell_of_the_gold_matrix(actor: str, norm: str, wanted: dict[str, Any], told: Any) -> None:
    """The cell has the outcome, or one that another careful encoding may give, and shows what it must."""
    result = told(SEED)
    cell = cell_of(result, actor, norm)
    if cell is None:
        provisions = {c.provision for c in result.cells}
        assert norm.partition("#")[0] not in provisions
        pytest.skip(f"{norm} is not built yet")

    assert cell.outcome in [wanted["outcome"], *wanted.get("also", [])]
    for key, value in wanted.get("shows", {}).items():
        assert shows(cell, key, value), (key, value)


def shows(cell: CellNode, key: str, value: Any) -> bool:
    if key == "standard_reached":
        return cell.standard_reached == value
    if key == "judgements":
        return bool(cell.judgements) is value
    if key == "effect":
        return cell.effect == value
    if key == "alternative_to":
        return value in cell.alternative_to
    if key == "background":
        return set(value) <= set(cell.background)
    if key == "readings":
        return value == {r.reading: r.outcome for r in cell.readings}
    if key == "missing":
        return any(value in m.atom or value in m.ask for m in cell.missing)
    if key == "raised":
        names = {n for f in cell.findings for e in f.exceptions if e.raised for n in (e.id, *e.invoked_by)}
        return set(value) <= names
    return False


def test_the_derivations_of_the_gold_matrix(told: Any) -> None:
    """Who the fighting is attributed to, by which article, and in which state."""
    found = {(d.roles["to"], d.by): d.state for d in told(SEED).derivations if d.roles["conduct"] == "kursk-deployment"}

    for row in gold()["derivations"]:
        assert found[row["to"], row["by"]] == row["state"], row


@pytest.mark.parametrize(
    ("variant", "actor"),
    [("only-the-sending", "dprk"), ("independent-denial", "dprk"), ("ukraines-operation-named", "ukraine")],
)
def test_a_variant_of_the_gold_matrix(variant: str, actor: str, told: Any) -> None:
    """Take the fighting away, deny it, or name the other side's operation, and the cell follows."""
    wanted = gold()["variants"][variant][f"un.charter/2-4 ({actor})"]
    cell = cell_of(told(f"2025-kursk-{variant}"), actor, "un.charter/2-4")

    assert cell is not None
    assert cell.outcome == wanted


WITH_MSMT = [
    (norm, actor, outcome)
    for key, outcome in gold()["variants"]["with-msmt-findings"].items()
    if key != "as_of"
    for norm, _, who in [key.rstrip(")").partition(" (")]
    for actor in (("dprk", "russia") if who == "both" else (who,))
]


@pytest.mark.parametrize(("norm", "actor", "wanted"), WITH_MSMT, ids=[f"{a} {n}" for n, a, _ in WITH_MSMT])
def test_what_eleven_states_report_is_one_source(norm: str, actor: str, wanted: str, told: Any) -> None:
    """Their report, told by two publishers, has the outcome of the gold matrix, and on reasonable grounds only."""
    result = told("2025-kursk-with-msmt-findings")
    mine = [c for c in result.cells if (c.actor, c.provision) == (actor, norm) and c.outcome != "not-applicable"]
    # The matrix speaks of what the State itself did; money, and what others did under it, have norms beside.
    cells = [c for c in mine if not re.search(r"#(prevent-others|no-(finance|money))", c.norm)]

    assert result.as_of == gold()["variants"]["with-msmt-findings"]["as_of"].isoformat()
    assert [(c.outcome, c.standard_reached) for c in cells] == [(wanted, "reasonable-grounds")]


def test_no_opinion_is_an_input(told: Any) -> None:
    """What commentators say the law is stands apart: no leaf of any cell rests on it."""
    result = told(SEED)
    opinions = {o.id for o in result.opinions}
    for cell in result.cells:
        text = json.dumps([f.model_dump(mode="json") for f in cell.findings])
        assert not any(f'"id": "{o}"' in text for o in opinions)


def test_russia_is_no_target_of_united_nations_sanctions(told: Any) -> None:
    """That the United Nations acts against Russia is shown false, and no norm asks for Russia as a target."""
    cell = cell_of(told(SEED), "dprk", "un.charter/2-5#no-assistance")

    assert cell is not None
    assert [e.state for e in cell.findings[0].elements if e.id == "under-action"] == ["shown-false"]


def test_silence_is_never_a_no(told: Any) -> None:
    """Training, a request and the gravity of the fighting are in no fact, and so are shown or denied in no finding."""
    silent = ("hosted_for_training", "requested_help", "gravest_form", "determined_association", "exclusive_control")
    seen = 0
    for cell in told(SEED).cells:
        for finding in cell.findings:
            nodes = [e.node for e in finding.elements] + [e.node for e in finding.exceptions]
            for node in (inner for top in nodes for inner in walk(top)):
                if (node.atom or "").startswith(silent):
                    seen += 1
                    assert node.state == "unknown", node.atom

    assert seen > 5


def walk(node: Node) -> Iterator[Node]:
    yield node
    for part in (*node.parts, *(m.node for m in node.meanings)):
        yield from walk(part)
