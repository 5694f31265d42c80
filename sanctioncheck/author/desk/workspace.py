"""What an editor needs in a folder of rules: a schema for each kind of file, and which files are of which kind."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from sanctioncheck.load.schema import KINDS, json_schema
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["first_line", "kind_of", "schemas", "settings"]

HOME = ".sanctioncheck"
_FILES = {
    "provision": ("instruments/**/*.yaml", "!instruments/**/*.test.yaml"),
    "tests": ("instruments/**/*.test.yaml",),
    "vocabulary": ("vocabulary/*.yaml", "!vocabulary/bridges.yaml"),
    "bridges": ("vocabulary/bridges.yaml",),
    "background": ("background/*.yaml",),
    "pack": ("pack.yaml",),
    "standards": ("standards.yaml",),
    "authorities": ("authorities.yaml",),
}
_CASES = {"case": ("**/case.yaml",), "expected": ("**/expected.yaml",)}


def schemas(vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    """Give the schema of each kind of file, by the path at which it is written.

    >>> list(schemas(Vocabulary(types={}, disjoint=(), predicates={})))[0]
    '.sanctioncheck/provision.json'
    """
    return {f"{HOME}/{kind}.json": json_schema(kind, vocabulary) for kind in KINDS}


def kind_of(path: str) -> str | None:
    """Give the kind of a file of a pack by its path below the folder of the pack; None for one without a schema.

    >>> kind_of("instruments/un/charter/art-51.test.yaml"), kind_of("vocabulary/bridges.yaml"), kind_of("lists/a.csv")
    ('tests', 'bridges', None)
    """
    for kind in ("tests", "bridges", "provision", "vocabulary", "background", "pack", "standards", "authorities"):
        for pattern in _FILES[kind]:
            if not pattern.startswith("!") and PurePosixPath(path).match(pattern.replace("/**/", "/")):
                return kind
        folder, _, ending = _FILES[kind][0].partition("/**/*")
        if ending and path.startswith(f"{folder}/") and path.endswith(ending):
            return kind
    return None


def first_line(path: str, kind: str) -> str:
    """Give the line by which a file says which schema it has, for editors without settings.

    >>> first_line("rules/instruments/un/charter/art-51.yaml", "provision")
    '# yaml-language-server: $schema=../../../../.sanctioncheck/provision.json'
    """
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{HOME}/{kind}.json"


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
