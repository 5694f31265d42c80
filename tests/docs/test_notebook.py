"""The notebook runs from its first cell to its last with the program as it is, and comes to what it says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "tutorial" / "kursk.ipynb"
WHERE = "import sys; print(sys.executable, sc.__file__)"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Run the notebook with this Python; give what each cell shows, by the last line of the cell."""
    folder = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        # What the user of this machine has set up for notebooks must not matter, and is not touched.
        for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("JUPYTER_PATH", "")
        patch.setenv("PYTHONPATH", str(ROOT))
        run = nbformat.read(NOTEBOOK, as_version=4)
        run.cells.append(nbformat.v4.new_code_cell(WHERE))
        client = nbclient.NotebookClient(
            run, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
        )  # fmt: skip
        client.execute()
    return {each.source.splitlines()[-1]: told(each.outputs) for each in run.cells if each.cell_type == "code"}


def told(outputs: list[Any]) -> dict[str, str]:
    """Give what a cell shows by its kind: `text/plain`, `text/html`, or `stdout`."""
    found: dict[str, str] = {}
    for output in outputs:
        found |= output["data"] if "data" in output else {output["name"]: output["text"]}
    return found


def test_it_comes_to_what_it_says(shown: dict[str, dict[str, str]]) -> None:
    assert "un-core" in shown["pack"]["text/html"]
    assert "actual, accepted" in shown["case"]["text/html"]
    assert "● violated" in shown["result"]["text/html"]
    assert shown["cell.word, cell.standard_reached"]["text/plain"] == "('violated', 'balance')"
    assert "<li>" in shown["why"]["text/html"]
    assert "ARSIWA art 16" in shown['print(sc.explain(result, "dprk", "ARSIWA art 16", length="paragraph"))']["stdout"]
    assert "for military, paramilitary or police training" in shown["[missing.ask for missing in hosting.missing]"][
        "text/plain"
    ]  # fmt: skip
    assert "responsible → ? undetermined" in shown["supposed"]["text/html"]


def test_what_is_violated_on_the_balance_of_probabilities_is_by_russia(shown: dict[str, dict[str, str]]) -> None:
    (last,) = [each for cell, each in shown.items() if cell.startswith("{key: outcome")]
    assert "('russia', 'un.charter/2-4#no-force'): 'violated'" in last["text/plain"]
    assert "dprk" not in last["text/plain"]


def test_it_runs_with_this_python_and_this_program(shown: dict[str, dict[str, str]]) -> None:
    assert shown[WHERE]["stdout"].split() == [sys.executable, str(ROOT / "sanctioncheck" / "__init__.py")]


def test_every_cell_shows_something_and_warns_of_nothing(shown: dict[str, dict[str, str]]) -> None:
    assert len(shown) == 10
    assert all(each and "stderr" not in each for each in shown.values())


def test_it_is_kept_without_outputs_so_that_none_goes_stale() -> None:
    kept = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [cell for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
