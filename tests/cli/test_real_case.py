"""The command line on a case of this project, judged by its own rules."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sanctioncheck.model.result import RunResult
from tests.cli.conftest import Call

ROOT = Path(__file__).parents[2]
CASE = str(ROOT / "cases" / "2025-kursk-recognition")
PROGRAM = [sys.executable, "-c", "import sys; from sanctioncheck.cli import main; sys.exit(main())"]


@pytest.mark.parametrize("form", ["json", "table"])
def test_equal_input_gives_equal_bytes(form: str) -> None:
    def once(seed: str) -> bytes:
        command = [*PROGRAM, "run", "cases/2025-kursk-recognition", "--format", form]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": seed}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout

    assert once("81") == once("150") != b""


def test_no_path_of_this_machine_is_printed(call: Call) -> None:
    code, out, _ = call("run", CASE, "--format", "json")
    assert code == 0
    assert str(ROOT) not in out
    assert RunResult.model_validate_json(out).cases[0].cells


def test_every_cell_can_be_explained_at_every_depth(call: Call) -> None:
    from sanctioncheck.cli.pipeline import run_cases
    from sanctioncheck.render.explanation import to_markdown, to_text

    run = run_cases((CASE,), everything=True)
    case = run.cases[0]
    for cell in case.cells:
        for depth in ("line", "paragraph", "whole", "full"):
            text = to_text(run, case, cell, depth)
            assert cell.label in text.replace("\n", " ")
            assert cell.norm in to_markdown(run, case, cell, depth)


def test_the_command_to_type_next_works(call: Call) -> None:
    import shlex

    _, out, _ = call("run", CASE)
    typed = next(line for line in out.splitlines() if line.startswith("Why? sanctioncheck "))
    code, explained, _ = call(*shlex.split(typed.removeprefix("Why? sanctioncheck ")))
    assert code == 0
    assert explained.startswith("●")
