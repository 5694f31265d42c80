"""What an editor needs in a folder of rules: a schema for each kind of file, and which files are of which kind."""

from __future__ import annotations

from typing import Any

from sanctioncheck.load.schema import KINDS, json_schema
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["schemas", "settings"]

HOME = ".sanctioncheck"
_FILES = {
    "provision": ("instruments/**/*.yaml", "!instruments/**/*.test.yaml"),
    "tests": ("instruments/**/*.test.yaml",),
    "vocabulary": ("vocabulary/*.yaml", "!vocabulary/bridges.yaml"),
    "bridges": ("vocabulary/bridges.yaml",),
    "background": ("background/*.yaml",),
    "pack": ("pack.yaml",),
    "standards": ("standards.yaml",),
}
_CASES = {"case": ("**/case.yaml",), "expected": ("**/expected.yaml",)}


def schemas(vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    """Give the schema of each kind of file, by the path at which it is written.

    >>> list(schemas(Vocabulary(types={}, disjoint=(), predicates={})))[0]
    '.sanctioncheck/provision.json'
    """
    return {f"{HOME}/{kind}.json": json_schema(kind, vocabulary) for kind in KINDS}


def settings(rules: str) -> dict[str, Any]:
    """Give the settings of a workspace for the YAML extension of VS Code; others read the same mapping.

    Args:
        rules: the folder of the pack, below that of the workspace; `.` for the workspace itself.
    """
    prefix = "" if rules in ("", ".") else f"{rules}/"
    mapped: dict[str, list[str]] = {}
    for kind, patterns in _FILES.items():
        mapped[f"{HOME}/{kind}.json"] = [
            f"!{prefix}{pattern[1:]}" if pattern.startswith("!") else f"{prefix}{pattern}" for pattern in patterns
        ]
    for kind, patterns in _CASES.items():
        mapped[f"{HOME}/{kind}.json"] = list(patterns)
    return {
        "yaml.schemas": mapped,
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "yaml.customTags": [],
        "files.associations": {"*.yaml": "yaml"},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.rulers": [120]},
    }
