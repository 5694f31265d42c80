"""The gate lets nothing through that does not stand in the text, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.model.proposal import Filled, Proposal, Rejected, Told
from sanctioncheck.read.casefile import Machine
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Tools, extract
from sanctioncheck.read.grammar.look import Looker
from sanctioncheck.read.ground import Gate, locate
from sanctioncheck.read.plain import read_plain

TEXT = "Ruritania shipped rockets to Arcadia. It rained."


def told(words: str) -> Told:
    start = TEXT.index(words)
    return Told(start, start + len(words), words)


def proposal() -> Proposal:
    return Proposal(
        predicate="transfers",
        roles={
            "by": Filled("ruritania", "Ruritania", "state", told("Ruritania"), "ruritania", "XR"),
            "to": Filled("arcadia", "Arcadia", "state", told("Arcadia"), "arcadia", "XA"),
        },
        quote=told("Ruritania shipped rockets to Arcadia"),
        trigger=told("shipped"),
    )


def rejected(changed: Proposal, tools: Tools) -> str:
    gate = Gate(TEXT, tools.vocabulary, tools.reader.lexicon.allowed, tools.reader.names)
    assert gate.passed([changed]) == []
    (one,) = gate.rejected
    return one.reason


def test_what_stands_in_the_text_passes(tools: Tools) -> None:
    gate = Gate(TEXT, tools.vocabulary, tools.reader.lexicon.allowed, tools.reader.names)
    assert gate.passed([proposal()]) == [proposal()]
    assert gate.rejected == []


def test_a_paraphrase_is_rejected(tools: Tools) -> None:
    quote = Told(0, 36, "Ruritania delivered rockets to Arcadia")
    assert "word for word" in rejected(replace(proposal(), quote=quote), tools)


def test_a_trigger_outside_the_quote_is_rejected(tools: Tools) -> None:
    assert "states it" in rejected(replace(proposal(), trigger=told("rained")), tools)


def test_a_filler_that_the_text_does_not_hold_is_rejected(tools: Tools) -> None:
    invented = Filled("norway", "Norway", "state", Told(0, 6, "Norway"), "norway", "NO")
    assert "does not stand in the text" in rejected(replace(proposal(), roles={"by": invented}), tools)


def test_a_filler_outside_the_quote_needs_something_that_points_there(tools: Tools) -> None:
    far = replace(proposal(), quote=told("shipped rockets to Arcadia"))
    assert "nothing in it points there" in rejected(far, tools)


def test_a_filler_of_another_type_is_rejected(tools: Tools) -> None:
    act = Filled("rockets", "rockets", "act", told("rockets"))
    assert "asks for" in rejected(replace(proposal(), roles={"by": act}), tools)


def test_an_unknown_predicate_or_role_is_rejected(tools: Tools) -> None:
    assert "no predicate" in rejected(replace(proposal(), predicate="bewitches"), tools)
    assert "no role" in rejected(replace(proposal(), roles={"colour": proposal().roles["by"]}), tools)


DENIALS = (
    ("Ruritania denied that it shipped rockets to Arcadia.", False, "denied"),
    ("Ruritania never shipped rockets to Arcadia.", False, None),
    ("Ruritania allegedly shipped rockets to Arcadia.", True, "alleged"),
    ("Ruritania will ship rockets to Arcadia.", None, None),
    ("If Ruritania shipped rockets to Arcadia, it would rain.", None, None),
    ("States shall not ship rockets to Arcadia, nor shall Ruritania ship them.", None, None),
)


@pytest.mark.parametrize(("text", "positive", "mode"), DENIALS)
def test_a_machine_that_calls_everything_a_fact_is_not_believed(
    text: str, positive: bool | None, mode: str | None, tools: Tools
) -> None:
    """Whatever is claimed of a denial, a promise or a supposition, the grammar looks again, and the careful reading
    counts."""
    word = "shipped" if "shipped" in text else "ship"
    at = text.index(word)
    by, to = text.index("Ruritania"), text.index("Arcadia")
    end = max(to + 7, at + len(word), by + 9)
    start = min(by, at)
    claimed = Proposal(
        predicate="transfers",
        roles={
            "by": Filled("ruritania", "Ruritania", "state", Told(by, by + 9, "Ruritania"), "ruritania", "XR"),
            "to": Filled("arcadia", "Arcadia", "state", Told(to, to + 7, "Arcadia"), "arcadia", "XA"),
        },
        quote=Told(start, end, text[start:end]),
        trigger=Told(at, at + len(word), word),
        mode="found",
        extractor="llm",
    )
    document = read_plain(text, "a.txt")
    gate = Gate(
        text, tools.vocabulary, tools.reader.lexicon.allowed, tools.reader.names, Looker(tools.reader, document)
    )
    for kept in gate.passed([claimed]):
        assert not (kept.evidence and kept.positive and kept.mode not in ("denied", "alleged")), kept
        assert kept.notes
        if mode is not None:
            assert kept.mode == mode
        if positive is False:
            assert not kept.positive or kept.mode == "denied"


@given(st.text(max_size=40), st.text(min_size=1, max_size=6), st.text(max_size=3), st.text(max_size=3))
def test_a_quote_that_is_found_stands_there_word_for_word(text: str, exact: str, prefix: str, suffix: str) -> None:
    found = locate(text, exact, prefix, suffix)
    if not isinstance(found, str):
        assert text[found.start : found.end] == exact == found.exact


def looked_at(changed: Proposal, tools: Tools) -> Proposal:
    """Pass a proposal through the gate as a plug-in's."""

    class PlugIn:
        machine = Machine("plug-in", "1")
        own_grammar = True

        def __init__(self) -> None:
            self.rejected: list[Rejected] = []

        def propose(self, document: Document) -> list[Proposal]:
            return [changed]

    kept, _ = extract(read_plain(TEXT, "a.txt"), PlugIn(), tools)
    (one,) = kept
    return one


def with_role(role: str, filled: Filled) -> Proposal:
    return replace(proposal(), roles={**proposal().roles, role: filled})


NORWAY = Filled("norway", "Norway", "state", told("Ruritania"), "norway", "NO")


def test_another_state_on_the_words_of_one_is_rejected(tools: Tools) -> None:
    assert "does not name Norway" in rejected(with_role("by", NORWAY), tools)


@pytest.mark.parametrize("via", ["name", "sentence", "missing"])
def test_a_filler_without_words_is_rejected(via: str, tools: Tools) -> None:
    assert "no words fill `by`" in rejected(with_role("by", replace(NORWAY, span=None, via=via)), tools)  # type: ignore[arg-type]


def test_what_a_pronoun_goes_back_to_must_stand_there_and_name_who_is_meant(tools: Tools) -> None:
    it = replace(NORWAY, span=told("It"), via="pronoun")
    assert "goes back to" in rejected(with_role("by", replace(it, antecedent=Told(0, 6, "Norway"))), tools)
    assert "does not name Norway" in rejected(with_role("by", replace(it, antecedent=told("Arcadia"))), tools)


def test_troops_of_a_state_that_nothing_names_are_rejected(tools: Tools) -> None:
    troops = Filled("troops", "troops", "armed_unit", told("rockets"), "norway", "NO")
    assert "does not name" in rejected(
        replace(proposal(), predicate="fights_alongside", roles={"force": troops}, trigger=told("shipped")), tools
    )


def test_a_no_that_the_sentence_does_not_say_is_for_a_person(tools: Tools) -> None:
    assert looked_at(replace(proposal(), positive=False), tools).grounding(("by", "to")) == "partial"


def test_a_date_that_does_not_stand_with_it_is_not_taken(tools: Tools) -> None:
    kept = looked_at(replace(proposal(), when="1999-01-01"), tools)
    assert kept.when is None
    assert kept.grounding(("by", "to")) == "partial"


def test_a_speaker_whom_the_words_do_not_name_is_not_believed(tools: Tools) -> None:
    kept = looked_at(replace(proposal(), mode="admitted", speaker=replace(NORWAY, span=told("It"))), tools)
    assert (kept.speaker, kept.mode) == (None, "reported")
    assert kept.grounding(("by", "to")) == "partial"


def test_roles_that_the_grammar_reads_the_other_way_round_are_for_a_person(tools: Tools) -> None:
    roles = {"by": proposal().roles["to"], "to": proposal().roles["by"]}
    assert looked_at(replace(proposal(), roles=roles), tools).grounding(("by", "to")) == "partial"


def test_no_extractor_is_exempt_whatever_it_says_of_itself(tools: Tools) -> None:
    assert looked_at(replace(proposal(), mode="found"), tools).mode == "reported"


@pytest.mark.parametrize(
    ("text", "when", "kept"),
    [
        ("Ruritania said on 28 April 2024 that it shipped rockets to Arcadia.", "2024-04-28", None),
        ("Ruritania said on 28 April 2024 that it shipped rockets to Arcadia.", "2024", None),
        ("Ruritania said on 3 May 2024 that it shipped rockets to Arcadia in March 2024.", "2024-03", "2024-03"),
        ("Ruritania shipped rockets to Arcadia in the spring of 2024.", "2024", "2024"),
    ],
)
def test_the_day_of_the_telling_is_no_date_of_the_conduct(text: str, when: str, kept: str | None, tools: Tools) -> None:
    by, to, at = text.index("Ruritania"), text.index("Arcadia"), text.index("shipped")
    claimed = replace(
        proposal(),
        roles={
            "by": Filled("ruritania", "Ruritania", "state", Told(by, by + 9, "Ruritania"), "ruritania", "XR"),
            "to": Filled("arcadia", "Arcadia", "state", Told(to, to + 7, "Arcadia"), "arcadia", "XA"),
        },
        quote=Told(by, to + 7, text[by : to + 7]),
        trigger=Told(at, at + 7, "shipped"),
        when=when,
    )
    grammar = Looker(tools.reader, read_plain(text, "text.txt"))
    gate = Gate(text, tools.vocabulary, tools.reader.lexicon.allowed, tools.reader.names, grammar)
    assert [each.when for each in gate.passed([claimed])] == [kept]
