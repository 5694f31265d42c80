"""Every predicate that texts can state is read from the sentences that its entry in the vocabulary gives, and only
from those."""

from __future__ import annotations

import pytest

from sanctioncheck.load.pack import load_pack
from sanctioncheck.read.grammar.reader import RulesReader

RULEBOOK = load_pack()
PREDICATES = {name: p.cues for name, p in RULEBOOK.vocabulary.predicates.items() if p.cues is not None}
POSITIVE = [(name, text) for name, cues in PREDICATES.items() for text in cues.positive]
NEGATIVE = [(name, text) for name, cues in PREDICATES.items() for text in cues.negative]

OTHERWISE = {
    "supplies_petroleum": "a total of quantities; texts state that petroleum is handed over",
    "satisfies_prior_lien": "texts state it as `prior_lien`",
}
"""Predicates without cues that nothing concludes, and how texts state what they ask for."""


def test_whatever_a_text_can_say_has_cues_or_is_concluded_from_what_it_says() -> None:
    concluded = {meaning.definition.concludes.predicate for meaning in RULEBOOK.meanings}
    for name, predicate in RULEBOOK.vocabulary.predicates.items():
        told = name in PREDICATES or name in concluded or name in OTHERWISE
        assert told or predicate.judgement or predicate.closed or predicate.kind == "classification", name


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
