"""JSON Schemas of all the files that people write, so that their editors complete and check them while they type."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from sanctioncheck.load.manifest import PackFile, StandardsFile
from sanctioncheck.load.yamltext import Data
from sanctioncheck.model.expected import Expected
from sanctioncheck.model.fact import Case
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.testfile import TestFile
from sanctioncheck.model.vocabulary import VocabularyFile

__all__ = ["KINDS", "json_schema"]

KINDS: Final[dict[str, type[BaseModel]]] = {
    "provision": Provision,
    "vocabulary": VocabularyFile,
    "bridges": BridgeFile,
    "background": BackgroundFile,
    "pack": PackFile,
    "standards": StandardsFile,
    "case": Case,
    "expected": Expected,
    "tests": TestFile,
}
"""Each kind of file that has a schema, and the model that it becomes."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OPERATORS = ("all", "any", "not", "distinct", "date", "quantity", "total", "share")


def json_schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of one kind of file; the same kind always gives the same text.

    Takes one of `KINDS`. Raises KeyError for any other.

    >>> schema = json_schema("pack")
    >>> schema["$id"], schema["required"]
    ('sanctioncheck/schema/v1/pack.json', ['pack', 'version', 'language', 'licence', 'title', 'as_of'])
    """
    schema = KINDS[kind].model_json_schema(by_alias=True, mode="validation")
    definitions = _tidy(schema.pop("$defs", {}))
    body = _tidy(schema)
    head = {"$schema": _DIALECT, "$id": f"sanctioncheck/schema/v1/{kind}.json"}
    if "Atom" in definitions:
        # `date: {at_least: …}` would be an atom too; an operator is never a predicate.
        definitions["Atom"]["propertyNames"] = {"pattern": "^[a-z][a-z0-9_]*$", "not": {"enum": list(_OPERATORS)}}
        definitions["Atom"] |= {"minProperties": 1, "maxProperties": 1}
    return {**head, **body, **({"$defs": dict(sorted(definitions.items()))} if definitions else {})}


def _tidy(node: Data) -> Data:
    """Say "any of" where our own tags, which stand in no file, tell the branches apart."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if key != "discriminator"}
    if "oneOf" in tidy:
        tidy["anyOf"] = tidy.pop("oneOf")
    return tidy
