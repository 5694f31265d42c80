"""Who acts where the text names him once, together with others, by his neighbours, or by what he has a part in."""

from __future__ import annotations

import pytest

from sanctioncheck.model.proposal import Proposal
from sanctioncheck.read.grammar.reader import RulesReader


def said(text: str, predicate: str, reader: RulesReader) -> list[Proposal]:
    return [p for p in reader.read(text) if p.predicate == predicate]


def pairs(text: str, predicate: str, reader: RulesReader) -> set[tuple[str | None, ...]]:
    """Give who fills the first two roles of each fact of a predicate."""
    names = tuple(reader.lexicon.vocabulary.predicates[predicate].roles)[:2]
    return {tuple(p.roles[n].id if n in p.roles else None for n in names) for p in said(text, predicate, reader)}


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("It was Ruritania that attacked Arcadia.", "attacks", {("ruritania", "arcadia")}),
        (
            "It was the Vellish Front, led by a former colonel, that attacked Arcadia.",
            "attacks",
            {("Vellish Front", "arcadia")},
        ),
        (
            "Ruritania denied shelling the town and accused Denmark of training and arming the rebels.",
            "assists",
            {("denmark", "the rebels")},
        ),
        ("Arcadia suspects Ruritania of training rebels and arming militias.", "assists", {("ruritania", "militias")}),
        (
            "The EU met in Brussels. The Council listed two Ruritanian firms.",
            "imposes_sanctions",
            {("eu", "two Ruritanian firms")},
        ),
        (
            "The EU cited UNSCR 1718. The Council listed two Ruritanian firms.",
            "imposes_sanctions",
            {("un-sc", "two Ruritanian firms")},
        ),
        (
            "The EU met. The Council of Ministers of Ruritania condemned Arcadia.",
            "accuses",
            {("Council of Ministers of Ruritania", "arcadia")},
        ),
        ("Ruritania struck a town north of Arcadia.", "attacks", {("ruritania", "a town")}),
        ("The Council listed two Ruritanian firms.", "imposes_sanctions", {("un-sc", "two Ruritanian firms")}),
        (
            "The European Union met in Brussels. The Council listed two Ruritanian firms.",
            "imposes_sanctions",
            {("eu", "two Ruritanian firms")},
        ),
        (
            "The European Union wrote to the Security Council. The Council listed two Ruritanian firms.",
            "imposes_sanctions",
            {("un-sc", "two Ruritanian firms")},
        ),
        ("Ruritanian jets, ships and submarines bombed Arcadia.", "attacks", {("ruritania", "arcadia")}),
        (
            "Mali, Niger and Chad left. All three have asked Ruritania for troops.",
            "requested_help",
            {("mali", "ruritania"), ("niger", "ruritania"), ("chad", "ruritania")},
        ),
        (
            "Ruritania and Arcadia signed a truce. Hours later each accused the other of breaking it.",
            "accuses",
            {("ruritania", "arcadia"), ("arcadia", "ruritania")},
        ),
        ("Ruritania played a part in the raid on Arcadia.", "attacks", {("ruritania", "arcadia")}),
        ("Ruritania bombed Arcadia in violation of the Charter.", "violates_law", {("ruritania", None)}),
        ("Ruritania accused its neighbour Arcadia of sheltering rebels.", "accuses", {("ruritania", "arcadia")}),
        ("The rebels of the Vellish Front attacked Arcadia.", "attacks", {("Vellish Front", "arcadia")}),
        ("The authorities in Moscow supplied Arcadia with rifles.", "transfers", {("russia", "arcadia")}),
        ("Resolution 1874 imposed an embargo on Arcadia.", "imposes_sanctions", {("un-sc", "arcadia")}),
        (
            "The report says that between 2019 and 2021 Ruritania supplied Arcadia.",
            "transfers",
            {("ruritania", "arcadia")},
        ),
        (
            "We call on the Council to lift the embargo it imposed on Arcadia.",
            "imposes_sanctions",
            {("un-sc", "arcadia")},
        ),
    ],
)
def test_who_acts_is_found(
    text: str, predicate: str, expected: set[tuple[str | None, ...]], reader: RulesReader
) -> None:
    assert expected <= pairs(text, predicate, reader)


@pytest.mark.parametrize(
    ("text", "predicate", "wrong"),
    [
        ("Rifles were supplied by sea to the rebels in Arcadia.", "transfers", "sea"),
        ("Sirte is in the hands of the Chadian rebels.", "occupies", "chad"),
        ("The report finds that between 2019 and 2021 Ruritania supplied Arcadia.", "transfers", "The report"),
        ("The company moved to Arcadia; trucks of Ruritania crossed into Arcadia.", "attacks", "ruritania"),
    ],
)
def test_who_only_stands_beside_it_does_not_act(text: str, predicate: str, wrong: str, reader: RulesReader) -> None:
    assert all(wrong not in {f.id for f in p.roles.values()} for p in said(text, predicate, reader))


def test_what_is_joined_is_one_delivery_and_not_two(reader: RulesReader) -> None:
    found = said("Ruritania delivered rifles and ammunition to Arcadia.", "transfers", reader)
    assert [p.roles["object"].name for p in found] == ["rifles and ammunition"]


def test_no_part_in_a_raid_is_no_raid_of_his_and_no_denial_of_the_raid(reader: RulesReader) -> None:
    own = said("Ruritania played no part in the raid on Arcadia.", "attacks", reader)
    assert [(p.roles["by"].id, p.positive) for p in own] == [("ruritania", False)]
    denied = said("Ruritania denied any part in the raid on Arcadia.", "attacks", reader)
    assert [(p.roles["by"].id, p.mode) for p in denied] == [("ruritania", "denied")]


def test_who_says_it_of_his_own_country_denies_it(reader: RulesReader) -> None:
    text = "The Prime Minister of Ruritania said his country had no troops in Arcadia."
    assert {p.mode for p in said(text, "hosts_personnel", reader)} == {"denied"}


def test_who_denies_one_thing_may_accuse_of_another(reader: RulesReader) -> None:
    (found,) = said("Ruritania denies involvement and accuses Arcadia of the raid.", "accuses", reader)
    assert (found.mode, found.status) == ("reported", "actual")
    text = "Ruritania denied that it armed and trained the rebels of Arcadia."
    assert {p.mode for p in reader.read(text) if p.predicate in ("assists", "trains")} == {"denied"}


COMMUNIQUE = """The Vellish Contact Group, at the end of its third session in Dakar,

CONDEMNS the raid by Ruritania on Arcadia;

THANKS Arcadia for its patience;
"""


def test_who_is_named_at_the_head_of_a_communique_acts_in_its_items(reader: RulesReader) -> None:
    found = [p for p in reader.read(COMMUNIQUE) if p.predicate in ("accuses", "thanks")]
    assert {(p.predicate, p.roles["by"].id, p.roles["by"].inferred) for p in found} == {
        ("accuses", "Vellish Contact Group", True),
        ("thanks", "Vellish Contact Group", True),
    }
    assert all(COMMUNIQUE[p.trigger.start : p.trigger.end] == p.trigger.exact for p in found)


def test_he_is_the_delegate_who_is_told_to_speak(reader: RulesReader) -> None:
    text = "Mr. Vane (Ruritania) said that the talks had failed. He accused Arcadia of the raid."
    assert pairs(text, "accuses", reader) == {("ruritania", "arcadia")}


def test_the_abbreviation_of_a_group_is_known_also_where_its_name_holds_a_place(reader: RulesReader) -> None:
    text = "The Tigray Liberation Front (TLF) met. Later the TLF attacked Arcadia."
    assert pairs(text, "attacks", reader) == {("Tigray Liberation Front", "arcadia")}


def test_a_group_with_an_article_is_gone_back_to(reader: RulesReader) -> None:
    text = "The Vellish Front moved its men. Ruritania pays the group ten million dollars a month."
    assert pairs(text, "pays", reader) == {("ruritania", "Vellish Front")}


def test_there_is_the_land_last_named_and_says_that_it_is_inferred(reader: RulesReader) -> None:
    (found,) = said("Ruritanian troops entered Arcadia and still sit there.", "hosts_personnel", reader)
    assert (found.roles["host"].id, found.roles["host"].via) == ("arcadia", "description")


def test_soldiers_of_a_state_who_remain_are_no_soldiers_in_general(reader: RulesReader) -> None:
    (found,) = said("Ruritanian soldiers remain at a base in Arcadia.", "hosts_personnel", reader)
    assert found.status == "actual"
    assert {p.status for p in said("Armies that withdraw leave mines.", "withdraws", reader)} <= {"generic"}


@pytest.mark.parametrize(
    ("text", "predicate", "status", "positive"),
    [
        ("Ruritania did not act in violation of the embargo.", "violates_law", "actual", False),
        ("Ruritania may have acted in violation of the embargo.", "violates_law", "hypothetical", True),
        ("Ruritania will not send troops to Utopia in support of the rebels.", "assists", "promised", False),
        ("Ruritania is not accused of aggression against Arcadia.", "attacks", "hypothetical", True),
        ("It is not Ruritania that attacked Arcadia.", "attacks", "actual", False),
        ("It may have been Ruritania that attacked Arcadia.", "attacks", "hypothetical", True),
        ("Ruritania could play a part in the raid on Arcadia.", "attacks", "hypothetical", True),
    ],
)
def test_what_is_told_beside_a_verb_is_no_more_real_than_the_verb(
    text: str, predicate: str, status: str, positive: bool, reader: RulesReader
) -> None:
    assert [(p.status, p.positive) for p in said(text, predicate, reader)] == [(status, positive)]


def test_of_two_of_whom_one_did_it_neither_is_cleared(reader: RulesReader) -> None:
    found = said("It was not Ruritania but Utopia that attacked Arcadia.", "attacks", reader)
    assert all("by" not in p.roles for p in found)
