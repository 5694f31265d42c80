"""Who did it, and to whom: what a pronoun, a description or a silence stands for, and that an inference says so."""

from __future__ import annotations

import pytest

from sanctioncheck.model.proposal import Filled, Proposal
from sanctioncheck.read.grammar.reader import RulesReader
from tests.accuracy.score import texts_of

INFERRED = ("pronoun", "description", "group", "author")


def said(text: str, predicate: str, reader: RulesReader) -> list[Proposal]:
    return [p for p in reader.read(text) if p.predicate == predicate]


def who(text: str, predicate: str, role: str, reader: RulesReader) -> Filled | None:
    """Give what fills a role of the last fact of a predicate that a text states."""
    found = said(text, predicate, reader)
    assert found, [p.predicate for p in reader.read(text)]
    return found[-1].roles.get(role)


@pytest.mark.parametrize(
    ("text", "predicate", "role", "wanted"),
    [
        ("Ruritania accused Arcadia, alleging that it had shipped rockets to Utopia.", "transfers", "by", "arcadia"),
        ("Ruritania said that Arcadia had bombed it.", "attacks", "against", "ruritania"),
        ("Ruritania, which has kept to helmets in its aid for Arcadia, waits.", "assists", "helper", "ruritania"),
        ("Ruritania will act as soon as Arcadia leaves; it attacked Utopia.", "attacks", "by", "ruritania"),
        (
            "Ruritania shipped rockets to Utopia, Arcadia's agency said, and its soldiers attacked Elbonia.",
            "attacks",
            "by",
            "ruritania",
        ),
        ("The ambassador of Ruritania spoke first. His country had attacked Arcadia.", "attacks", "by", "ruritania"),
    ],
)
def test_a_pronoun_goes_back_to_who_stands_in_the_best_place(
    text: str, predicate: str, role: str, wanted: str, reader: RulesReader
) -> None:
    filled = who(text, predicate, role, reader)
    assert filled is not None
    assert (filled.id, filled.inferred) == (wanted, True)


def test_he_is_no_state_that_is_only_named(reader: RulesReader) -> None:
    filled = (
        who("Rockets came from Ruritania. Later he attacked Arcadia.", "attacks", "by", reader)
        if said("Rockets came from Ruritania. Later he attacked Arcadia.", "attacks", reader)
        else None
    )
    assert filled is None or filled.id != "ruritania"


def test_they_is_no_single_state(reader: RulesReader) -> None:
    text = "Ruritania held a vote. They attacked Arcadia."
    assert all(p.roles["by"].id != "ruritania" for p in said(text, "attacks", reader) if "by" in p.roles)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The bulk carrier Aster Dawn", "Aster Dawn"),
        ("A broker, Petra Instruments,", "Petra Instruments"),
        ("The Arcadian company Norvane International", "Norvane International"),
        ("Instructors of Meridian Shield", "Meridian Shield"),
    ],
)
def test_a_name_counts_before_the_description_that_it_stands_with(phrase: str, name: str, reader: RulesReader) -> None:
    filled = who(f"{phrase} shipped rockets to Ruritania.", "transfers", "by", reader)
    assert filled is not None
    assert (filled.name, filled.type) == (name, "organisation")


def test_the_bank_is_the_bank_that_was_named_and_no_state(reader: RulesReader) -> None:
    text = "Sekho Bank has an office in Ruritania. The bank paid the rebels."
    filled = who(text, "pays", "by", reader)
    assert filled is not None
    assert (filled.name, filled.via) == ("Sekho Bank", "description") or filled.id == "Sekho Bank"
    assert filled.antecedent is not None
    assert text[filled.antecedent.start : filled.antecedent.end] == "Sekho Bank"


def test_the_army_is_that_of_whom_it_was_last_said_to_be(reader: RulesReader) -> None:
    text = "The Ruritanian army stood at the border. Arcadia protested. The army attacked Utopia."
    filled = who(text, "attacks", "by", reader)
    assert filled is not None
    assert (filled.id, filled.via) == ("ruritania", "description")


def test_of_several_states_none_is_taken_at_random_for_the_army(reader: RulesReader) -> None:
    text = "Ruritania, Arcadia and Iran protested. The army shelled the town of Belmo."
    for proposal in said(text, "attacks", reader):
        assert "by" not in proposal.roles or proposal.roles["by"].type != "state"


LETTER = "Letter from the Permanent Representative of Ruritania\n\n"


@pytest.mark.parametrize(
    ("text", "predicate", "role"),
    [
        (LETTER + "On instructions from my Government I inform you of this. We attacked Arcadia.", "attacks", "by"),
        (LETTER + "We inform you that Arcadian soldiers attacked our positions.", "attacks", "against"),
        (
            "We deplore what Arcadia did to our territory. Ruritania will defend itself. We thank Utopia.",
            "thanks",
            "by",
        ),
        (
            "Q: Have Ruritanian troops left?\nA: Our army stays.\n\nQ: Did you attack Arcadia?\nA: No.\nQ: Why?",
            "attacks",
            "by",
        ),
    ],
)
def test_we_and_you_are_the_state_that_speaks(text: str, predicate: str, role: str, reader: RulesReader) -> None:
    filled = who(text, predicate, role, reader)
    assert filled is not None
    assert (filled.id, filled.inferred) == ("ruritania", True)


def test_a_speech_that_names_only_others_speaks_for_none_of_them(reader: RulesReader) -> None:
    text = "Members, Arcadia has asked us for guns. Ruritania pays its bills. We attacked Utopia from our territory."
    for proposal in reader.read(text):
        assert all(f.via != "author" for f in proposal.roles.values())


def test_the_two_sides_of_a_joint_statement_are_its_parties(reader: RulesReader) -> None:
    text = "Joint communiqué of Ruritania and Arcadia\n\nIran was told of it. The two sides thanked Iran."
    assert {p.roles["by"].id for p in said(text, "thanks", reader)} == {"ruritania", "arcadia"}


@pytest.mark.parametrize(
    "target", ["villages in Arcadia", "a convoy near the Arcadian border", "two hospitals in northern Arcadia"]
)
def test_what_stands_in_a_state_is_attacked_there_as_that_state(target: str, reader: RulesReader) -> None:
    filled = who(f"Ruritania shelled {target}.", "attacks", "against", reader)
    assert filled is not None
    assert filled.id == "arcadia"


def test_what_stands_nowhere_is_in_the_land_that_the_text_is_about(reader: RulesReader) -> None:
    text = "Arcadia, a chronicle\n\nArcadia is at war, and Arcadian towns burn. Ruritania bombed the airport."
    filled = who(text, "attacks", "against", reader)
    assert filled is not None
    assert (filled.id, filled.via) == ("arcadia", "description")


def test_what_stands_nowhere_is_in_no_land_where_the_text_is_about_two(reader: RulesReader) -> None:
    filled = who("Arcadia and Utopia met Iran and Chad. Ruritania bombed the airport.", "attacks", "against", reader)
    assert filled is None or filled.type != "state"


@pytest.mark.parametrize(
    ("text", "role", "wanted"),
    [
        ("Ruritania has sent Arcadia generators.", "to", "arcadia"),
        ("Traders bought forty tons of Arcadian coal.", "by", "arcadia"),
        ("Ruritania flew rifles to Cairo for the Arcadian government.", "to", "arcadia"),
        ("Arcadia asked Ruritania for arms. Ruritania delivered two tanks.", "to", "arcadia"),
        ("Ruritania was supplied with rockets by the Arcadian company Orbel Trading.", "by", "Orbel Trading"),
    ],
)
def test_who_gives_and_who_gets_is_found_where_the_sentence_says_it_aside(
    text: str, role: str, wanted: str, reader: RulesReader
) -> None:
    filled = who(text, "transfers", role, reader)
    assert filled is not None
    assert filled.id == wanted


def test_whose_goods_are_bought_is_only_inferred(reader: RulesReader) -> None:
    filled = who("Traders bought forty tons of Arcadian coal.", "transfers", "by", reader)
    assert filled is not None
    assert filled.inferred


def test_who_condemns_the_raids_accuses_who_makes_them(reader: RulesReader) -> None:
    filled = who("Ruritania condemned the raids by Arcadia on Utopia.", "accuses", "of", reader)
    assert filled is not None
    assert filled.id == "arcadia"


def test_an_army_that_another_states_name_stands_before_is_not_that_of_the_table(reader: RulesReader) -> None:
    for text in (
        "The Arcadian People's Liberation Army attacked Ruritania.",
        "Rifles were delivered to the Sudan People's Liberation Army.",
    ):
        for proposal in reader.read(text):
            assert "china" not in {f.id for f in proposal.roles.values()}


@pytest.mark.parametrize("day", ["On 4 August", "On Saturday", "In May 2013", "Since 12 April"])
def test_a_day_before_the_subject_is_no_part_of_it(day: str, reader: RulesReader) -> None:
    filled = who(f"{day} Ruritanian soldiers attacked Arcadia.", "attacks", "by", reader)
    assert filled is not None
    assert filled.id == "ruritania"


def test_what_is_inferred_cites_words_that_name_the_state(reader: RulesReader) -> None:
    wrong = []
    for entry in (*texts_of("development"), *texts_of("opened")):
        text = entry["text"]
        for proposal in reader.read(text):
            for filled in proposal.roles.values():
                if filled.via in INFERRED and filled.type == "state":
                    cited = filled.antecedent
                    named = reader.names.states_in(text[cited.start : cited.end]) if cited is not None else frozenset()
                    if filled.id not in named:
                        wrong.append(
                            (
                                entry["id"],
                                proposal.quote.exact,
                                filled.id,
                                filled.via,
                                cited and text[cited.start : cited.end],
                            )
                        )
    assert not wrong, wrong


def test_nobody_calls_his_own_government_the_regime(reader: RulesReader) -> None:
    text = LETTER + "We have waited. Arcadia and Iran know it. Aircraft of the regime bombed our towns."
    assert all(p.roles["by"].id != "ruritania" for p in said(text, "attacks", reader) if "by" in p.roles)


def test_conduct_that_breaks_the_law_is_that_of_who_was_said_to_do_it(reader: RulesReader) -> None:
    filled = who("Ruritania bombed Arcadia on Monday. The raid violates the Charter.", "violates_law", "by", reader)
    assert filled is not None
    assert (filled.id, filled.inferred) == ("ruritania", True)


def test_who_suffers_a_siege_is_not_who_breaks_the_law_by_it(reader: RulesReader) -> None:
    for proposal in said("The siege of Aleppo violates international law.", "violates_law", reader):
        assert "by" not in proposal.roles or proposal.roles["by"].id != "syria"
