"""Cues may ask for kinds of words, and the grammar gives them what a list of words cannot."""

from __future__ import annotations

import pytest

from sanctioncheck.model.proposal import Proposal
from sanctioncheck.read.grammar.reader import RulesReader

KINDS = [
    ("seizes_cargo", "Ruritania seized the Sea Lark off its coast.", "a ship by its name alone"),
    ("seizes_cargo", "The Sea Lark came in, and the Ruritanian navy boarded her.", "a ship by a pronoun"),
    ("transfers", "Ruritania handed six F-16s to Arcadia.", "weapons by model and number"),
    ("employs_workers", "Orbel Construction hired Arcadians.", "nationals by the adjective alone"),
]


def stated(text: str, predicate: str, reader: RulesReader) -> list[Proposal]:
    return [proposal for proposal in reader.read(text) if proposal.predicate == predicate]


@pytest.mark.parametrize(("predicate", "text", "why"), KINDS, ids=[why for *_, why in KINDS])
def test_a_cue_finds_what_no_list_could_hold(predicate: str, text: str, why: str, reader: RulesReader) -> None:
    assert stated(text, predicate, reader), why


def test_a_compound_says_who_did_it(reader: RulesReader) -> None:
    for text in ("The Ruritania-backed rebels took the town.", "The militia is Ruritania-backed."):
        (found,) = stated(text, "assists", reader)
        assert found.roles["helper"].state == "ruritania"


def test_a_noun_is_carried_by_the_verb_that_follows_it(reader: RulesReader) -> None:
    (found,) = stated("The strikes carried out by Ruritania on Arcadia killed ten.", "attacks", reader)[:1]
    assert (found.roles["by"].state, found.roles["against"].state) == ("ruritania", "arcadia")


def test_what_is_none_is_denied(reader: RulesReader) -> None:
    for text in (
        "Ruritania has consented to no deployment of Arcadian troops.",
        "Ruritania asks for no foreign troops.",
    ):
        assert not [p for p in reader.read(text) if p.evidence and p.positive and p.mode != "denied"]


def test_a_bar_is_about_the_head_of_a_phrase(reader: RulesReader) -> None:
    """Soldiers are not received as goods are; patrol boats are boats, whoever patrols."""
    assert stated("Ruritania received two patrol boats from Arcadia.", "transfers", reader)
    assert not stated("Ruritania received two patrols from Arcadia.", "transfers", reader)


def test_a_word_that_says_nothing_by_itself_refuses_no_other_reading(reader: RulesReader) -> None:
    allowed = reader.lexicon.allowed
    assert "put" in allowed["*"]
    assert "bomb" not in allowed["*"]
