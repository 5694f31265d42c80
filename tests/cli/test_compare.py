"""`sanctioncheck compare`: two runs side by side, and nothing but what differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.model.compared import CompareResult
from sanctioncheck.model.result import CaseResult, CellNode
from tests.cli.conftest import Call, Pipeline
from tests.render import build

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
ROOT = Path(__file__).parents[2]
Golden = Callable[[Path, str], None]


def _changed(cell: CellNode) -> CellNode:
    """Let the crossing be denied in one cell, and another cell reach less far."""
    if (cell.actor, cell.norm) == ("avaria", "un.charter/2-4#no-force"):
        finding = cell.findings[0]
        denied = finding.elements[0].node.model_copy(
            update={"state": "disputed", "leaves": (build.CROSSED, build.SEEN, build.DENIED)}
        )
        element = finding.elements[0].model_copy(update={"state": "disputed", "node": denied})
        told = finding.model_copy(update={"outcome": "contested", "elements": (element, *finding.elements[1:])})
        more = {"outcome": "contested", "word": "contested", "standard_reached": "alleged", "findings": (told,)}
        return cell.model_copy(update=more)
    if (cell.actor, cell.norm) == ("borduria", "un.ilc.arsiwa/16#aid"):
        return cell.model_copy(update={"outcome": "not-triggered", "word": "not triggered", "findings": ()})
    return cell


def denied() -> CaseResult:
    return build.case(
        case="2031-river-denied",
        title="The crossing of the river, denied",
        as_of="2031-07-31",
        sha256="b" * 64,
        cells=tuple(map(_changed, build.cells())),
    )


@pytest.fixture
def two(pipeline: Pipeline) -> Pipeline:
    pipeline.cases["denied"] = denied()
    return pipeline


@pytest.mark.parametrize(("form", "name"), [("table", "compare.txt"), ("md", "compare.md"), ("json", "compare.json")])
def test_a_comparison_reads_as_it_should(call: Call, two: Pipeline, golden: Golden, form: str, name: str) -> None:
    code, out, err = call("compare", "river", "denied", "--format", form)
    assert (code, err) == (0, "")
    golden(GOLDEN / name, out)


def test_the_json_is_the_whole_difference(call: Call, two: Pipeline) -> None:
    compared = CompareResult.model_validate_json(call("compare", "river", "denied", "--format", "json")[1])
    assert [cell.norm for cell in compared.difference.cells] == ["un.charter/2-4#no-force", "un.ilc.arsiwa/16#aid"]
    assert compared.difference.as_of == ("2031-06-30", "2031-07-31")
    assert compared.difference.same == len(build.cells()) - 2


def test_norms_that_apply_to_nobody_are_compared_too(call: Call, two: Pipeline) -> None:
    call("compare", "river", "denied", "--standard", "balance", "--as-of", "2031-06-01")
    assert two.asked == [
        {"pack": None, "standard": "balance", "as_of": "2031-06-01", "everything": True, "budget": None}
    ]


def test_a_case_differs_in_nothing_from_itself(call: Call, two: Pipeline) -> None:
    code, out, _ = call("compare", "river", "river")
    assert code == 0
    assert "Nothing comes out otherwise." in out
    assert "The two are alike: every cell, every input and the rules." in out
    assert "Actor" not in out


def test_two_cases_of_one_name_are_the_first_and_the_second(call: Call, two: Pipeline) -> None:
    two.cases["denied"] = denied().model_copy(update={"case": "2031-river"})
    out = call("compare", "river", "denied")[1]
    assert re.search(r"Norm +Actor +the first +the second\n", out)


def test_a_broken_case_is_bad_input(call: Call, two: Pipeline) -> None:
    code, out, err = call("compare", "river", "gone")
    assert (code, out) == (2, "")
    assert "no `gone`" in err


def test_two_real_cases_are_compared(call: Call) -> None:
    """The denial of a neutral observer is the step where the traces part."""
    cases = [str(ROOT / "cases" / name) for name in ("2025-kursk-recognition", "2025-kursk-independent-denial")]
    code, out, _ = call("compare", *cases)
    assert code == 0
    assert "2025-kursk-independent-denial only: against it: our note on" in " ".join(out.split())
