"""The pages of the codes: what each tells to avoid has the fault, and what it tells to prefer has none.

A section shows one or more files, or says in a sentence what no file can show. A `provision` is laid over a small one
that forbids sending things; every other file stands in the tiny pack of `tests/language/`, at the path that is its
title or where files of its kind stand, and takes the place of the one that stands there.
"""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctioncheck.author.checks.pages import pages
from sanctioncheck.author.checks.registry import titles
from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.author.testing.suite import run_suite
from sanctioncheck.load.yamltext import read_yaml
from tests.load.language import TINY

SECTION = re.compile(r"^## (Avoid|Prefer|Why)\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SENTENCE = re.compile(r'[A-Z`"].*[.)]', re.DOTALL)
GOLDEN = TINY.parents[1] / "golden/language"
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
PAGES = {code: path.read_text(encoding="utf-8") for code, path in pages().items()}
SNIPPETS = [
    pytest.param(code, which, BLOCK.findall(text), id=f"{code} {which.lower()}")
    for code, page in PAGES.items()
    for which, text in SECTION.findall(page)
    if BLOCK.search(text)
]


def planted(folder: Path, files: list[tuple[str, str]]) -> Path:
    """Put the files of a section into a copy of the tiny pack."""
    pack = folder / "pack"
    shutil.copytree(TINY / "pack", pack)
    for kind, text in files:
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
    read = read_yaml("snippet.yaml", text.encode())
    snippet = read.data
    if read.problems:
        return laid_before(text)
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


def laid_before(text: str) -> str:
    """Put what the snippet does not say of the small provision behind it, and leave its own letters as they are."""
    said = re.findall(r"^(\w+):", text, re.MULTILINE)
    rest = {key: value for key, value in BASE.items() if key not in said}
    return text + yaml.safe_dump(rest, sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize(("code", "which", "files"), SNIPPETS)
def test_a_snippet_has_the_fault_or_has_none(
    code: str, which: str, files: list[tuple[str, str]], tmp_path: Path
) -> None:
    pack = planted(tmp_path, files)
    found = {problem.code: problem.message() for problem in problems_of(pack)[1]}
    if which == "Avoid":
        assert code in found
        return
    assert found == {}
    if "tests" in dict(files):
        assert [test.title for test in run_suite(pack).tests if test.failures] == []


@pytest.mark.parametrize("code", titles())
def test_every_code_of_loading_and_checking_has_a_page(code: str) -> None:
    page = PAGES[code]
    sections = SECTION.findall(page)
    head = page[: page.index("## ")]
    assert re.fullmatch(rf"# {code}: [a-z`][^\n]*[^.\n]\n\n[A-Z`][^\n]*[.)]\n\n", head)
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Avoid", "## Prefer", "## Why"]
    assert [name for name, _ in sections] == ["Avoid", "Prefer", "Why"]
    for _, text in sections:
        # Every file that a reader sees is one that was tried, or there is a sentence in its place.
        assert text.count("```") == 2 * len(BLOCK.findall(text))
        assert BLOCK.search(text) or SENTENCE.fullmatch(text.strip())


def test_no_page_explains_a_code_that_there_is_not() -> None:
    assert set(PAGES) <= set(titles())


def test_the_codes_explained_are_the_same_whatever_else_was_loaded() -> None:
    """Cases, reviews and drawings have codes of their own, which `rules check` cannot print."""
    before = titles()
    for module in ("case", "bench", "packing", "reviewing"):
        import_module(f"sanctioncheck.errors.{module}")
    assert titles() == before
    assert {code[:4] for code in before} == {"SC-L", "SC-T", "SC-Y"}


def test_the_index_names_every_code_once_and_is_no_page_of_a_code() -> None:
    index = (next(iter(pages().values())).parent / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(SC-\w+)\]\(\1\.md\) \|", index, re.MULTILINE) == list(titles())
    assert "README" not in pages()


def test_no_fault_of_the_language_tests_has_a_code_without_a_page() -> None:
    """A kind of fault in a new module of its own would else be printed and not explained."""
    printed = {
        code
        for path in GOLDEN.glob("*/*.txt")
        for code in re.findall(r"^(SC-\w+) (?:error|warning):", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(printed) > 60
    assert {code for code in printed if not code.startswith("SC-C")} <= set(PAGES)
