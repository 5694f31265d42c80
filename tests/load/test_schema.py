"""The schema of each kind of file is valid, always the same, and accepts and refuses what the loader does."""

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sanctioncheck.errors import InputError
from sanctioncheck.load.schema import KINDS, json_schema
from sanctioncheck.load.shape import build
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.expected import Expected
from tests.load.language import TINY

FILES = {
    "provision": "pack/instruments/treaty/art-1.yaml",
    "vocabulary": "pack/vocabulary/core.yaml",
    "bridges": "pack/vocabulary/bridges.yaml",
    "background": "pack/background/war.yaml",
    "pack": "pack/pack.yaml",
    "standards": "pack/standards.yaml",
    "authorities": "../authorities/good/whole.yaml",
    "case": "case/case.yaml",
}


def plain(data: Any) -> Any:
    """Give data as a JSON parser would."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return float(data) if isinstance(data, Decimal) else data


def accepts(kind: str, text: str) -> bool:
    data = plain(read_document("a.yaml", text.encode()).data)
    return bool(Draft202012Validator(json_schema(kind)).is_valid(data))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_named(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:2] == ["$schema", "$id"]
    assert schema["$id"] == f"sanctioncheck/schema/v1/{kind}.json"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_the_same_every_time(kind: str) -> None:
    assert json.dumps(json_schema(kind)) == json.dumps(json_schema(kind))
    definitions = list(json_schema(kind).get("$defs", ()))
    assert definitions == sorted(definitions)


@pytest.mark.parametrize(("kind", "path"), FILES.items())
def test_the_tiny_files_fit_their_schemas(kind: str, path: str) -> None:
    text = (TINY / path).read_text(encoding="utf-8")
    assert accepts(kind, text)
    assert not accepts(kind, f"{text}\nunheard_of: 1\n")


PROVISION = (TINY / FILES["provision"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("when", "right"),
    [
        ("{sends: {by: $S}}", True),
        ('{date: {at_least: "2020"}}', True),
        ("{quantity: {unit: pieces, at_least: 2.5}}", True),
        ("{total: {of: {sends: {by: $S}}, unit: pieces, at_least: 5, within: {year: true}}}", True),
        ("{all: [{not: {sends: {by: $S}}}, {distinct: [$S, aland]}]}", True),
        ("{all: []}", False),
        ("{sends: {by: $s}}", False),
        ("{sends: {by: $S}, ships: {by: $S}}", False),
        ("{date: {at_leest: 2020}}", False),
        ("{distinct: [$S]}", False),
        ("{share: {owner: $S, owned: $X}}", False),
    ],
)
def test_schema_and_loader_agree_on_conditions(when: str, right: bool) -> None:
    text = PROVISION.replace("when: {sends: {by: $S, to: $R, object: $X}}", f"when: {when}")
    assert accepts("provision", text) == right
    try:
        build(KINDS["provision"], read_document("a.yaml", text.encode()))
        built = True
    except InputError:
        built = False
    assert built == right


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(KeyError):
        json_schema("recipe")


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("{actor: dprk, norm: un.charter/2-4, outcome: violated}", True),
        ("{actor: dprk, norm: un.charter/2-4, outcome: violated, standard_reached: balance, why: because}", True),
        ("{actor: dprk, norm: un.charter/2-4, outcome: breach}", False),
        ("{actor: dprk, outcome: violated}", False),
    ],
)
def test_an_expected_matrix_is_read_as_its_schema_says(cell: str, right: bool) -> None:
    text = f"case: a\nstandard: balance\nas_of: 2025-04-30\ncells:\n  - {cell}\n"
    assert accepts("expected", text) == right
    document = read_document("expected.yaml", text.encode())
    if right:
        assert build(Expected, document).cells[0].outcome == "violated"
    else:
        with pytest.raises(InputError):
            build(Expected, document)
