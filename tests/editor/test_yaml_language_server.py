"""The schemas in the real yaml-language-server: it completes, explains and marks what a lawyer writes.

Skipped where the server is not: `npm install yaml-language-server@2.0.0`, and its path in `YAML_LANGUAGE_SERVER`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from tests.editor.client import Client
from tests.editor.test_language_server import place
from tests.load.language import TINY

SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="the yaml-language-server is not here")
ARTICLE = "rules/instruments/treaty/art-1.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the tiny pack, set up by `rules editor`."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(TINY / "pack", root / "rules")
    shutil.copytree(TINY / "case", root / "cases/tiny")
    assert main(["rules", "editor", str(root), "--pack", str(root / "rules")]) == 0
    return root


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    yaml: dict[str, Any] = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    yaml["schemas"] = {(folder / path).as_uri(): files for path, files in settings["yaml.schemas"].items()}
    assert SERVER is not None
    made = Client([SERVER, "--stdio"], folder, {"yaml": yaml})
    yield made
    made.close()


def offered(client: Client, folder: Path, name: str, text: str) -> dict[str, str]:
    """Give what is offered at the end of a text: label to explanation."""
    uri = client.open(folder / "rules/instruments/treaty" / name, text)
    client.wait_for(uri, lambda _: True)
    last = text.rsplit("\n", 1)[-1]
    found = client.at("completion", uri, text.count("\n"), len(last))
    items = found["items"] if isinstance(found, dict) else found
    return {item["label"]: said(item.get("documentation", "")) for item in items}


def said(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else str(documentation)


HEAD = "provision: treaty/8\ntitle: A norm\n"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        (
            "key.yaml",
            f"{HEAD}c",
            {"citation": "Where it stands.", "in_force": "The stretches of time in which it binds."},
        ),
        ("enum.yaml", f"{HEAD}force: ", {"binding": "", "customary": "", "recommendatory": ""}),
        ("status.yaml", f"{HEAD}status: ", {"experimental": "", "deprecated": ""}),
        (
            "predicate.yaml",
            f"{HEAD}elements:\n  supply:\n    ask: Did it?\n    when:\n      s",
            {"sends": "{by} sends {object} to {to} (event)", "is_a": "{thing} is {type} (classification)"},
        ),
        (
            "role.yaml",
            f"{HEAD}elements:\n  supply:\n    ask: Did it?\n    when:\n      sends:\n        ",
            {"by": "A variable such as `$S`, or the id of a state.", "object": ""},
        ),
        (
            "type.yaml",
            f"{HEAD}elements:\n  supply:\n    ask: Did it?\n    when:\n      is_a:\n        type: ",
            {"arms": "arms", "food": "food"},
        ),
    ],
)
def test_keys_predicates_roles_types_and_choices_are_completed(
    name: str, text: str, wanted: dict[str, str], client: Client, folder: Path
) -> None:
    found = offered(client, folder, name, text)
    assert wanted.keys() <= found.keys()
    for label, words in wanted.items():
        assert words in found[label]


def test_a_field_and_a_predicate_are_explained_where_the_cursor_rests(client: Client, folder: Path) -> None:
    path = folder / ARTICLE
    uri, text = client.open(path), path.read_text(encoding="utf-8")
    assert "How well the pinpoint was verified" in said(client.at("hover", uri, *place(text, "mark: V"))["contents"])
    told = said(client.at("hover", uri, *place(text, "sends: {by"))["contents"])
    assert "{by} sends {object} to {to} (event)" in told.replace("\\", "")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("force: binding", "force: bindin", "bindin"),
        ("title: No arms for others", "titel: No arms for others", "titel"),
        ("sends: {by", "sendz: {by", "sendz"),
        ("type: arms", "type: armz", "armz"),
        ("to: $R", "too: $R", "too"),
    ],
)
def test_a_slip_is_marked_where_it_stands(old: str, new: str, word: str, client: Client, folder: Path) -> None:
    text = (folder / ARTICLE).read_text(encoding="utf-8").replace(old, new, 1)
    uri = client.open(folder / f"rules/instruments/treaty/slip-{word}.yaml", text)
    faults = client.wait_for(uri, bool)
    line, _ = place(text, word)
    assert line in {fault["range"]["start"]["line"] for fault in faults}


@pytest.mark.parametrize(
    "path",
    [ARTICLE, "rules/instruments/treaty/art-1.test.yaml", "rules/vocabulary/core.yaml", "rules/background/war.yaml",
     "rules/pack.yaml", "rules/standards.yaml", "rules/vocabulary/bridges.yaml", "cases/tiny/case.yaml"],
)  # fmt: skip
def test_nothing_is_marked_in_a_file_that_is_right(path: str, client: Client, folder: Path) -> None:
    uri = client.open(folder / path)
    assert client.wait_for(uri, lambda _: True) == []


def test_the_first_line_of_a_file_is_enough_for_an_editor_without_settings(tmp_path: Path) -> None:
    shutil.copytree(TINY / "pack", tmp_path / "rules")
    assert main(["rules", "editor", str(tmp_path), "--pack", str(tmp_path / "rules"), "--comments"]) == 0
    path = tmp_path / ARTICLE
    text = path.read_text(encoding="utf-8")
    assert SERVER is not None
    bare = Client([SERVER, "--stdio"], tmp_path, {"yaml": {"validate": True, "schemaStore": {"enable": False}}})
    uri = bare.open(path, text.replace("type: arms", "type: armz", 1))
    (fault,) = bare.wait_for(uri, bool)
    assert fault["range"]["start"]["line"] == place(text, "type: arms")[0]
    bare.close()
