"""Nothing certain is read from a denial, a negation, a supposition, a promise, a norm, an allegation, a view, a
metaphor or markup."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.read.extractor import Tools, extract, extractor_called
from sanctioncheck.read.plain import read_plain
from tests.accuracy.hostile_check import faults, sentences

SENTENCES = sentences()


def test_there_are_enough_of_them() -> None:
    assert len(SENTENCES) >= 200


@pytest.mark.parametrize("entry", SENTENCES, ids=[entry["id"] for entry in SENTENCES])
def test_what_must_not_be_read_is_not_read(entry: dict[str, Any], tools: Tools) -> None:
    document = read_plain(entry["text"], "hostile.txt")
    kept, _ = extract(document, extractor_called("rules", tools), tools)
    assert faults(entry, kept) == []
