"""What a sentence says of how real its words are: said to have happened, denied, promised, supposed, demanded."""

from __future__ import annotations

import pytest

from sanctioncheck.read.grammar.reader import RulesReader

ASSERTED = ("admitted", "official", "found", "observed", "reported")

NOT_ASSERTED = {
    # What is no longer done, or asked of nobody.
    "Arcadia told the Council that Ruritania no longer sells arms to Arcadia.": "transfers",
    "Zambia asks for no foreign soldiers.": "requested_help",
    "The Panel has found nothing to suggest that Ruritania supplied Arcadia with rifles.": "transfers",
    "There is no evidence that Ruritania supplied Arcadia with rifles.": "transfers",
    'Stockholm "never sold Oslo a bullet".': "transfers",
    # What is allowed to nobody, or only later.
    "The Security Council also capped exports of crude oil to Ruritania.": "transfers",
    "Ruritania announced deliveries of rockets to Arcadia.": "transfers",
    "Its army, Ruritania promised last week, would fight Denmark for a thousand years.": "fights",
    "Ruritania wishes to attack Denmark.": "attacks",
    "Ruritania announced strikes on Arcadia for next week.": "attacks",
    "The launch of a missile next month was announced by Ruritania.": "conducts_test_or_launch",
    # What somebody wishes of another, or may wish.
    "Arcadia begged Ruritania to condemn Denmark.": "accuses",
    "Ruritania would like the Council to condemn Arcadia.": "accuses",
    "The Council may wish to condemn Ruritania.": "accuses",
    "Ruritania did not wish to condemn Arcadia.": "accuses",
    "Ruritania wished to condemn Arcadia but was prevented.": "accuses",
    "Arcadia fell without resistance and without an attack by Ruritania.": "attacks",
    "Denmark acted without permission and without support from Arcadia.": "assists",
    "Its army, Ruritania said, would have struck Arcadia.": "attacks",
    "Ruritania denied and condemned the shelling of Arcadia.": "attacks",
    "Ruritania denies and condemns arming the rebels.": "assists",
    "No State may sell arms to Ruritania.": "transfers",
    "Suppliers must notify the Committee before they deliver weapons to the army of Ruritania.": "transfers",
    "Ruritania shall come to the aid of Arcadia whenever it is attacked by Denmark.": "attacks",
    "Next month my Minister flies to Moscow to sign a defence pact with Russia; a base will come.": "concludes_treaty",
    "Denmark again ruled out making its port available to the coalition for raids on Ruritania.": "attacks",
    "Spain & Portugal to train a brigade of Ruritania if parliaments agree.": "trains",
    "France held that all backing for Ruritania must cease.": "assists",
    "Copenhagen would go on paying for the training of the Ruritanian police.": "trains",
    # What something is not, or is only said to be.
    "Ruritania is not an ally of Arcadia.": "allied_with",
    "Ruritania isn't a supplier of missiles to Denmark.": "transfers",
    "Ruritania may be a supplier of missiles to Denmark.": "transfers",
    "Ruritania should not be a supplier of missiles to Denmark.": "transfers",
    "Ruritania has not become an ally of Denmark.": "allied_with",
    "Ruritania is hardly an ally of Denmark.": "allied_with",
    "Ruritania is no longer an ally of Denmark.": "allied_with",
    "Ruritania did not act as a supplier of missiles to Denmark.": "transfers",
    "Ruritania is neither a friend of Egypt nor a supplier of missiles to Denmark.": "transfers",
    "Iran neither supplied missiles to Russia nor trained its crews.": "trains",
    # What somebody says of another.
    "Ruritania denied shelling the town and accused Denmark of training and arming the rebels.": "assists",
    "Arcadia suspects Ruritania of training rebels and arming militias.": "assists",
    "Arcadia blamed Ruritania for training rebels and sending drones to Denmark.": "transfers",
    "Ruritania was accused of training rebels and arming militias.": "assists",
    "They were detained by Denmark, which called them mercenaries sent by Ruritania.": "recruits_fighters",
    "The Ministers deplore that Ruritania arms the rebels of Arcadia.": "transfers",
    "My Government wishes to answer the claim, repeated by Denmark, that Ruritania arms the rebels.": "transfers",
    "Denmark complained of the shells that Ruritania fired at its villages.": "attacks",
    "The wages, by the account of two officials, are paid to the rebels by Ruritania.": "pays",
    "Oslo radio: “Danish aggressors bombed our villages yesterday”.": "attacks",
}
STILL_ASSERTED = {
    # A denial, a ban or a wish that is about something else.
    "Ruritania denies involvement and on Friday condemned the bombing by Denmark.": "accuses",
    "Spain struck Arcadia, without a mandate of the Council and in violation of the Charter.": "attacks",
    "My Government wishes to thank Arcadia for the rifles.": "thanks",
    "Ruritania announced sanctions on Arcadia.": "imposes_sanctions",
    "Ruritania is an ally of Denmark.": "allied_with",
    "Ruritania is not just an ally of Denmark.": "allied_with",
    "It was not the first delivery of missiles by Ruritania to Denmark.": "transfers",
    "Ruritania acted as a supplier of missiles to Denmark.": "transfers",
    "Ruritania acknowledged that it had recruited no fewer than 1,200 Syrian fighters.": "recruits_fighters",
    "Let him take that up with Denmark, whose jets bombed Ruritania fifteen months ago.": "attacks",
    "Pay tribute to the peacekeepers from Egypt whom Ruritania killed near the border.": "attacks",
    "The Arcadian minister was asked why Ruritania had bombed Denmark.": "attacks",
}


@pytest.mark.parametrize("sentence", NOT_ASSERTED)
def test_what_is_no_fact_is_not_read_as_one(sentence: str, reader: RulesReader) -> None:
    wrong = [
        each
        for each in reader.read(sentence)
        if each.predicate == NOT_ASSERTED[sentence] and each.evidence and each.positive and each.mode in ASSERTED
    ]
    assert wrong == []


@pytest.mark.parametrize("sentence", STILL_ASSERTED)
def test_what_is_told_is_read_whatever_stands_beside_it(sentence: str, reader: RulesReader) -> None:
    (found,) = [each for each in reader.read(sentence) if each.predicate == STILL_ASSERTED[sentence]]
    assert found.evidence
    assert found.positive
    assert found.mode in ASSERTED


def test_a_ban_is_a_norm_about_the_conduct_and_does_not_deny_it(reader: RulesReader) -> None:
    found = next(
        each
        for each in reader.read("The Ministers call upon all partners not to supply rifles to Ruritania.")
        if each.predicate == "transfers"
    )
    assert found.status == "deontic"
    assert found.positive


def test_what_a_fact_finding_body_considers_is_its_finding(reader: RulesReader) -> None:
    (found,) = [
        each
        for each in reader.read("The Panel of Experts considers that Ruritania supplied rifles to Arcadia.")
        if each.predicate == "transfers"
    ]
    assert found.mode == "found"


def test_what_stands_beyond_a_semicolon_is_not_told_by_who_speaks_before_it(reader: RulesReader) -> None:
    (found,) = [
        each
        for each in reader.read("Ruritania supplied rifles to Arcadia; Denmark denies that it paid for them.")
        if each.predicate == "transfers"
    ]
    assert found.mode == "reported"
