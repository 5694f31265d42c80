"""`sanctioncheck explain`: finding the cell, and telling it in the form asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.cli.choose import one_cell
from sanctioncheck.errors import InputError
from sanctioncheck.model.brief import BriefAnswer, Length
from sanctioncheck.model.result import CellNode, RunResult
from sanctioncheck.model.verification import Objection, Verification
from sanctioncheck.render.explanation import answer, to_markdown, to_text
from tests.cli.conftest import Call, Pipeline
from tests.render import build

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
Golden = Callable[[Path, str], None]
FORCE = "un.charter/2-4#no-force"


@pytest.mark.parametrize(
    ("options", "depth"),
    [
        ([], "whole"),
        (["--short"], "line"),
        (["--full"], "full"),
        (["--length", "line"], "line"),
        (["--length", "paragraph"], "paragraph"),
        (["--length", "whole"], "whole"),
        (["--length", "whole", "--full"], "full"),
        (["--length", "line", "--short"], "line"),
    ],
)
def test_each_length_is_printed(call: Call, pipeline: Pipeline, options: list[str], depth: str) -> None:
    code, out, err = call("explain", "river", "avaria", FORCE, *options)
    run = build.run()
    assert (code, err) == (0, "")
    assert out == to_text(run, run.cases[0], run.cases[0].cells[0], depth)


@pytest.mark.parametrize("options", [["--length", "paragraph", "--short"], ["--length", "line", "--full"]])
def test_two_lengths_that_differ_are_bad_input(call: Call, pipeline: Pipeline, options: list[str]) -> None:
    code, out, err = call("explain", "river", "avaria", FORCE, *options)
    assert (code, out) == (2, "")
    assert "differ" in err


@pytest.mark.parametrize("length", ["line", "paragraph"])
def test_the_json_of_a_brief_answer_is_its_sentences(call: Call, pipeline: Pipeline, length: Length) -> None:
    out = call("explain", "river", "avaria", FORCE, "--length", length, "--format", "json")[1]
    run = build.run()
    assert BriefAnswer.model_validate_json(out) == answer(run, run.cases[0], run.cases[0].cells[0], length)


def test_a_trace_that_holds_ends_with_zero_and_says_how_many_steps(
    call: Call, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def verified(path: str, cell: CellNode, **options: object) -> Verification:
        asked.append((path, cell.norm, options))
        return Verification(steps=7)

    monkeypatch.setattr("sanctioncheck.cli.pipeline.verify_cell", verified)
    code, out, _ = call(
        "explain", "river", "avaria", FORCE, "--verify", "--standard", "balance", "--as-of", "2031-01-01"
    )
    assert code == 0
    assert "verified: 7 steps re-checked from facts and rules, without the engine" in out
    assert asked == [("river", FORCE, {"pack": None, "standard": "balance", "as_of": "2031-01-01"})]


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_a_trace_that_does_not_hold_ends_with_four_and_names_the_step(
    call: Call, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """The integrity of a result is another matter than its outcome: exit code 4."""
    bad = Verification(steps=7, objections=(Objection(step="crossing", told="shown", found="unknown"),))
    monkeypatch.setattr("sanctioncheck.cli.pipeline.verify_cell", lambda *_, **__: bad)
    code, out, _ = call("explain", "river", "avaria", FORCE, "--verify", "--format", form)
    assert code == 4
    assert "crossing" in out
    if form == "json":
        assert RunResult.model_validate_json(out).cases[0].cells[0].verified == bad
    else:
        assert "the trace says shown, facts and rules give unknown" in out


def test_norms_that_apply_to_nobody_can_be_explained_too(call: Call, pipeline: Pipeline) -> None:
    call("explain", "river", "avaria", FORCE)
    assert pipeline.asked[0]["everything"] is True


@pytest.mark.parametrize("norm", ["un.charter/2-4", "UN Charter art 2(4)", "2-4"])
def test_a_provision_with_one_norm_names_it(call: Call, pipeline: Pipeline, norm: str) -> None:
    assert call("explain", "river", "Avaria", norm)[1] == call("explain", "river", "avaria", FORCE)[1]


def test_the_markdown_is_that_of_the_cell(call: Call, pipeline: Pipeline) -> None:
    run = build.run()
    out = call("explain", "river", "avaria", FORCE, "--format", "md")[1]
    assert out == to_markdown(run, run.cases[0], run.cases[0].cells[0])


def test_the_json_is_a_run_with_that_cell_alone(call: Call, pipeline: Pipeline) -> None:
    out = call("explain", "river", "avaria", FORCE, "--format", "json")[1]
    case = RunResult.model_validate_json(out).cases[0]
    assert case.cells == (build.cells()[0],)
    assert [column.id for column in case.columns] == ["avaria"]


def test_a_finding_may_be_asked_for_by_number_or_id(call: Call, pipeline: Pipeline) -> None:
    cell = ("explain", "river", "avaria", "un.sc.res.1874/9#no-procurement", "--finding")
    by_number = call(*cell, "2")
    assert by_number == call(*cell, "un.sc.res.1874/9#no-procurement(X=fuel; 2031)")
    assert by_number[0] == 0
    assert "Finding 1 of 2" not in by_number[1]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("explain-unknown-actor-and-norm", ["russia", "un.charter/2-44"]),
        ("explain-unknown-finding", ["avaria", FORCE, "--finding", "7"]),
        ("explain-no-findings", ["cordia", FORCE, "--finding", "1"]),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    call: Call, pipeline: Pipeline, golden: Golden, name: str, arguments: list[str]
) -> None:
    code, out, err = call("explain", "river", *arguments)
    assert (code, out) == (2, "")
    golden(GOLDEN / f"{name}.txt", err)


def test_of_two_norms_called_so_the_one_that_applies_to_the_actor_is_meant(call: Call, pipeline: Pipeline) -> None:
    meant = call("explain", "river", "avaria", "un.sc.res.1874/9")
    assert meant == call("explain", "river", "avaria", "un.sc.res.1874/9#no-procurement")
    assert meant[0] == 0


def test_two_norms_called_so_that_both_apply_are_told_apart(golden: Golden) -> None:
    cells = tuple(c.model_copy(update={"outcome": "undetermined"}) for c in build.cells() if c.actor == "avaria")
    case = build.run().cases[0].model_copy(update={"cells": cells})
    with pytest.raises(InputError) as caught:
        one_cell(case, "avaria", "un.sc.res.1874/9")
    golden(GOLDEN / "explain-two-norms.txt", f"{caught.value}\n")


def test_a_broken_case_is_bad_input(call: Call, pipeline: Pipeline) -> None:
    assert call("explain", "gone", "avaria", FORCE) == (2, "", "SC-C001 error: no `gone`\n\n")
