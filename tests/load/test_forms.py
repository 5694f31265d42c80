"""Whoever writes an id, a variable or a version wrongly is told its form in words, not as a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from sanctioncheck.load.forms import FORMS
from sanctioncheck.load.manifest import PackFile, StandardsFile
from sanctioncheck.model.authority import AuthoritiesFile
from sanctioncheck.model.fact import Case
from sanctioncheck.model.naming import BodiesFile, SpeechFile, StatesFile
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.testfile import TestFile
from sanctioncheck.model.vocabulary import VocabularyFile

KINDS: tuple[type[BaseModel], ...] = (
    PackFile, StandardsFile, VocabularyFile, BridgeFile, BackgroundFile, Provision, TestFile, Case, BodiesFile,
    SpeechFile, StatesFile, AuthoritiesFile,
)  # fmt: skip


def patterns(node: Any) -> Iterator[str]:
    """Give every pattern that a schema asks for, of values and of keys."""
    if isinstance(node, list):
        for part in node:
            yield from patterns(part)
    elif isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        yield from node.get("patternProperties", ())
        yield from patterns(list(node.values()))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_every_form_that_a_file_must_have_is_told_in_words(kind: type[BaseModel]) -> None:
    assert set(patterns(kind.model_json_schema())) <= set(FORMS)


@pytest.mark.parametrize("pattern", FORMS)
def test_the_example_of_a_form_has_it(pattern: str) -> None:
    assert re.fullmatch(pattern, FORMS[pattern].example)
