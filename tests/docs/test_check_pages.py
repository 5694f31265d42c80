"""The pages of the codes: what each tells to avoid has the fault, and what it tells to prefer has none.

A snippet is laid over a small provision that forbids sending things, or stands in a file of its own kind, in the tiny
pack of `tests/language/`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctioncheck.author.checks.pages import pages
from sanctioncheck.author.checks.registry import CHECKS, titles
from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.load.yamltext import read_yaml
from tests.load.language import TINY

BLOCK = re.compile(r'^## (Avoid|Prefer)\n\n```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
BASE: dict[str, Any] = {
    "provision": "fault/1",
    "title": "A small provision",
    "citation": {"instrument": "Fault"},
    "gist": "Nobody sends anything.",
    "force": "binding",
    "verb": "decides",
    "mark": "V",
    "in_force": [{"from": "1990-01-01"}],
    "elements": {
        "supply": {"ask": "Did {S} send {X} to {R}?", "when": {"sends": {"by": "$S", "to": "$R", "object": "$X"}}}
    },
    "norms": [
        {
            "id": "duty",
            "title": "Send nothing",
            "modality": "prohibition",
            "bearer": {"var": "$S"},
            "trigger": "supply",
            "per": ["$S", "$X"],
            "elements": ["supply"],
        }
    ],
}
HOMES = {
    "vocabulary": "vocabulary/added.yaml",
    "bridges": "vocabulary/bridges.yaml",
    "background": "background/added.yaml",
    "tests": "instruments/treaty/art-2.test.yaml",
    "standards": "standards.yaml",
    "pack": "pack.yaml",
}
SNIPPETS = [
    pytest.param(code, which, kind, text, id=f"{code} {which.lower()}")
    for code, path in pages().items()
    for which, kind, text in BLOCK.findall(path.read_text(encoding="utf-8"))
]


def planted(folder: Path, kind: str, text: str) -> Path:
    """Put a snippet into a copy of the tiny pack."""
    pack = folder / "pack"
    shutil.copytree(TINY / "pack", pack)
    if kind == "provision":
        target, text = pack / "instruments/1-snippet.yaml", laid_over(text)
    elif kind == "vocabulary":
        target, text = pack / HOMES[kind], text if "vocabulary:" in text else f"vocabulary: added\n{text}"
    else:
        target = pack / HOMES.get(kind, kind)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return pack


def laid_over(text: str) -> str:
    """Lay a snippet over the small provision; elements and exceptions that it adds are added to the norm."""
    snippet = read_yaml("snippet.yaml", text.encode()).data
    if not isinstance(snippet, dict) or ("provision" in snippet and len(snippet) > 2):
        return text
    whole: dict[str, Any] = {**BASE, **snippet}
    if whole["elements"] and "elements" in snippet:
        whole["elements"] = {**BASE["elements"], **snippet["elements"]}
    if "norms" not in snippet:
        (norm,) = BASE["norms"]
        whole["norms"] = [
            {**norm, "elements": list(whole["elements"]), "exceptions": list(whole.get("exceptions", {}))}
        ]
    if not whole["elements"]:
        del whole["elements"]
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize(("code", "which", "kind", "text"), SNIPPETS)
def test_a_snippet_has_the_fault_or_has_none(code: str, which: str, kind: str, text: str, tmp_path: Path) -> None:
    found = {problem.code: problem.message() for problem in problems_of(planted(tmp_path, kind, text))[1]}
    if which == "Avoid":
        assert code in found
    else:
        assert found == {}


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_has_a_page_with_what_to_avoid(code: str) -> None:
    text = pages()[code].read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Avoid", "## Prefer", "## Why"]
    assert re.match(rf"# {code}: [a-z]", text)


def test_no_page_explains_a_code_that_there_is_not() -> None:
    assert set(pages()) <= set(titles())
