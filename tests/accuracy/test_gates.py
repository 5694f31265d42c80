"""Over all annotated texts, the seed and the public test data: every quote is verbatim, and nothing that is no fact
is one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.read.extractor import Tools, extract, extractor_called
from sanctioncheck.read.plain import read_plain
from tests.accuracy.gates import breaches
from tests.accuracy.score import Report, compare, gold_rows, proposed_row, seed_rows, texts_of

SHARED = Path(__file__).parents[3] / "shared"
ENTRIES = [(half, entry) for half in ("development", "opened", "unseen", "next") for entry in texts_of(half)]


@pytest.fixture(scope="module")
def tools() -> Tools:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    return Tools(load_pack().vocabulary, load_texts())


def read(text: str, tools: Tools) -> list[Any]:
    return extract(read_plain(text, "text.txt"), extractor_called("rules", tools), tools)[0]


@pytest.mark.parametrize(("half", "entry"), ENTRIES, ids=[entry["id"] for _, entry in ENTRIES])
def test_nothing_that_is_no_fact_is_read_as_one(half: str, entry: dict[str, Any], tools: Tools) -> None:
    assert breaches(entry, read(entry["text"], tools)) == []


@pytest.mark.parametrize(("half", "entry"), ENTRIES, ids=[entry["id"] for _, entry in ENTRIES])
def test_the_annotation_stands_in_its_text(half: str, entry: dict[str, Any]) -> None:
    text = entry["text"]
    for fact in entry["facts"]:
        assert text.count(fact["quote"]) == 1
        assert fact["trigger"] in fact["quote"]
        for role in ("agent", "recipient", "speaker"):
            assert role not in fact or fact[role]["text"] in text


def test_the_gold_set_is_large_and_varied() -> None:
    facts = [fact for _, entry in ENTRIES for fact in entry["facts"]]
    assert len(ENTRIES) >= 40
    assert len(facts) >= 400
    assert {entry["shape"] for _, entry in ENTRIES} >= {
        "news",
        "panel-paragraph",
        "communique",
        "speech",
        "thread",
        "list",
        "question-and-answer",
    }


def test_the_seed_article_is_read_as_well_as_it_must_be(tools: Tools) -> None:
    """On the article that the program was developed on; that says nothing of others."""
    import yaml

    folder = SHARED / "seed"
    if not folder.is_dir():
        pytest.skip("the seed article is not here")
    text = (folder / "000_ecac0aeaef4bf04e.txt").read_text(encoding="utf-8")
    gold = seed_rows(yaml.safe_load((folder / "gold-facts.yaml").read_text(encoding="utf-8"))["facts"])
    report = Report()
    compare(gold, [row for row in map(proposed_row, read(text, tools)) if row is not None], report)
    assert report.parts["trigger"].f1 >= 0.90
    assert report.parts["whole fact"].f1 >= 0.80
    assert report.parts["attribution"].f1 >= 0.85


def test_development_texts_are_read_no_worse_than_they_were(tools: Tools) -> None:
    report = Report()
    for half, entry in ENTRIES:
        if half == "development":
            compare(
                gold_rows(entry),
                [row for row in map(proposed_row, read(entry["text"], tools)) if row is not None],
                report,
            )
    assert report.parts["trigger"].f1 >= 0.72
    assert report.parts["whole fact"].f1 >= 0.40


def test_public_event_records_are_quoted_word_for_word(tools: Tools) -> None:
    path = SHARED / "peer" / "plover" / "PLOVER_GSR_CAMEO.txt"
    if not path.is_file():
        pytest.skip("the PLOVER records are not here")
    texts = [
        json.loads(f'"{found}"')
        for found in re.findall(r'"text": "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))
    ]
    assert len(texts) > 300
    for text in texts:
        for proposal in read(text, tools):
            assert text[proposal.quote.start : proposal.quote.end] == proposal.quote.exact
            assert proposal.mode != "opinion" or proposal.opinion
            assert text[proposal.trigger.start : proposal.trigger.end] == proposal.trigger.exact
