"""Every field of every file has a sentence that says what it is for: editors show it, and the reference prints it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sanctioncheck.load.pack import built_in, load_pack
from sanctioncheck.load.schema import KINDS, json_schema
from sanctioncheck.load.yamltext import read_document


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_sentence(kind: str) -> None:
    schema = json_schema(kind)
    silent = [
        f"{name}.{field}"
        for name, part in ((kind, schema), *schema.get("$defs", {}).items())
        for field, inner in part.get("properties", {}).items()
        if len(inner.get("description", "").split()) < 2
    ]
    assert silent == []


@pytest.mark.parametrize("kind", ["provision", "bridges", "background", "case"])
def test_the_schema_of_a_pack_accepts_its_files_and_knows_its_words(kind: str) -> None:
    words = load_pack().vocabulary
    schema = json_schema(kind, words)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    root = built_in()
    files = {
        "provision": [p for p in root.glob("instruments/**/*.yaml") if ".test." not in p.name],
        "bridges": [root / "vocabulary/bridges.yaml"],
        "background": list(root.glob("background/*.yaml")),
        "case": list((root.parent / "cases").glob("*/case.yaml")),
    }[kind]
    assert files
    for path in files:
        found = [error.message for error in validator.iter_errors(plain(path))]
        assert found == [], path
    texts = (json.dumps(plain(path)) for path in files)
    spoilt = [text.replace('{"by": ', '{"byy": ').replace('"is_a": {"thing"', '"is_an": {"thing"') for text in texts]
    assert any(list(validator.iter_errors(json.loads(text))) for text in spoilt)


def plain(path: Path) -> Any:
    """Read a file as plain JSON values."""
    return json.loads(json.dumps(read_document(path.name, path.read_bytes()).data, default=float))
