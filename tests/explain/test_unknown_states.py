"""A list that has never heard of a State says no of it, and the matrix says what that no is worth."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.render.matrix import matrix

CASES = Path(__file__).parents[2] / "cases"
NOBODY = "the rules know no State by the id `{}`"


def notes(folder: Path, ident: str) -> str:
    """Judge the statue in Cotonou with somebody else in the place of Benin, and give the notes under the matrix."""
    case = Path(shutil.copytree(CASES / "2022-statue-in-cotonou", folder / "case"))
    lines = (case / "case.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    own = f"  - {{id: {ident}, type: state, name: that State}}\n"
    text = "".join(own if line.startswith("  - {id: benin,") else line for line in lines)
    for end in (",", "}", "]"):
        text = text.replace(f"benin{end}", f"{ident}{end}")
    (case / "case.yaml").write_text(text, encoding="utf-8")
    run = run_cases([str(case)])
    assert not run.failed
    return "\n".join(matrix(run, run.cases[0]).notes)


@pytest.mark.parametrize(("ident", "heard_of"), [("nowhere", False), ("ussr", True)])
def test_of_whom_neither_a_list_nor_an_entity_knows_it_is_said(ident: str, heard_of: bool, tmp_path: Path) -> None:
    told = notes(tmp_path, ident)
    assert "is not a Member of the United Nations" in told
    assert (NOBODY.format(ident) not in told) == heard_of
