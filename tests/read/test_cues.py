"""Every predicate that texts can state is read from the sentences that its entry in the vocabulary gives, and only
from those."""

from __future__ import annotations

import pytest

from sanctioncheck.load.pack import load_pack
from sanctioncheck.read.grammar.reader import RulesReader

PREDICATES = {name: p.cues for name, p in load_pack().vocabulary.predicates.items() if p.cues is not None}
POSITIVE = [(name, text) for name, cues in PREDICATES.items() for text in cues.positive]
NEGATIVE = [(name, text) for name, cues in PREDICATES.items() for text in cues.negative]


@pytest.mark.parametrize(("name", "text"), POSITIVE)
def test_a_positive_sentence_states_its_predicate(name: str, text: str, reader: RulesReader) -> None:
    found = [p for p in reader.read(text) if p.predicate == name and p.positive]
    assert found, [p.predicate for p in reader.read(text)]
    assert all(text[p.quote.start : p.quote.end] == p.quote.exact for p in found)


@pytest.mark.parametrize(("name", "text"), NEGATIVE)
def test_a_negative_sentence_does_not_state_it(name: str, text: str, reader: RulesReader) -> None:
    assert not [
        p for p in reader.read(text) if p.predicate == name and p.positive and p.evidence and p.mode != "denied"
    ]
