"""JSON Schemas of all the files that people write, so that their editors complete and check them while they type."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from sanctioncheck.load.manifest import PackFile, StandardsFile
from sanctioncheck.load.yamltext import Data
from sanctioncheck.model.authority import AuthoritiesFile
from sanctioncheck.model.expected import Expected
from sanctioncheck.model.fact import Case
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.testfile import TestFile
from sanctioncheck.model.vocabulary import Predicate, Vocabulary, VocabularyFile

__all__ = ["KINDS", "json_schema"]

KINDS: Final[dict[str, type[BaseModel]]] = {
    "provision": Provision,
    "vocabulary": VocabularyFile,
    "bridges": BridgeFile,
    "background": BackgroundFile,
    "pack": PackFile,
    "standards": StandardsFile,
    "authorities": AuthoritiesFile,
    "case": Case,
    "expected": Expected,
    "tests": TestFile,
}
"""Each kind of file that has a schema, and the model that it becomes."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OPERATORS = ("all", "any", "not", "distinct", "date", "quantity", "total", "share")


def json_schema(kind: str, vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of one kind of file; the same arguments always give the same text.

    Args:
        kind: one of `KINDS`.
        vocabulary: the words of a pack; with them the schema knows every predicate with its roles, and every type, so
            that an editor completes and explains them. Without, any word will do.

    Raises:
        KeyError: there is no such kind.

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
    if vocabulary is not None:
        _teach(body, definitions, vocabulary)
    return {**head, **body, **({"$defs": dict(sorted(definitions.items()))} if definitions else {})}


def _teach(body: dict[str, Any], definitions: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Put the predicates and types of a pack where a schema has any word."""
    types = {"anyOf": [{"const": name, "description": made.label} for name, made in vocabulary.types.items()]}
    definitions["TypeName"] = {"description": "A type of the vocabulary.", **types}
    atoms = {name: _roles(made) for name, made in vocabulary.predicates.items()}
    if "Atom" in definitions:
        definitions["Atom"] = {
            "description": "A predicate with its roles; a role left out is somebody or something.",
            "type": "object",
            "properties": atoms,
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
    for part in (body, *definitions.values()):
        fields = part.get("properties", {})
        # A record that states something: one of its keys is a predicate.
        if "not" in fields and isinstance(part.get("additionalProperties"), dict):
            part["properties"] = {**fields, **atoms, "not": {**fields["not"], "properties": atoms}}
            part["additionalProperties"] = False
            part["properties"]["not"]["additionalProperties"] = False
    for name in ("Bearer", "Actor", "Thing"):
        if name in definitions:
            told = definitions[name]["properties"]["type"]
            kept = {key: told[key] for key in ("description", "default") if key in told}
            definitions[name]["properties"]["type"] = {**kept, "$ref": "#/$defs/TypeName"}


def _roles(predicate: Predicate) -> dict[str, Any]:
    """Give what may stand under a predicate: its roles, each with the type that fills it."""
    roles = {}
    for role, wants in predicate.roles.items():
        if wants == "type":
            roles[role] = {"$ref": "#/$defs/TypeName"}
        else:
            roles[role] = {"type": "string", "description": f"A variable such as `$S`, or the id of a {wants}."}
    return {
        "description": f"{predicate.say} ({predicate.kind})",
        "type": "object",
        "properties": roles,
        "additionalProperties": False,
    }


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
