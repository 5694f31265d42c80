"""Who says it, and what for: the rules of weighing on the real pack, one sentence a test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.engine.weigh import weigh
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.evidence import Weighing
from sanctioncheck.model.fact import Case
from sanctioncheck.model.norm import BackgroundFinding
from sanctioncheck.model.truth import STANDARDS, highest

BOOK = load_pack(Path(__file__).parents[2] / "rules")
PLAN = compile_plan(BOOK)
ACCEPTED = {"state": "accepted", "by": "a person"}
STATES = [{"id": n, "type": "state", "name": n} for n in ("dprk", "russia", "ukraine", "japan")]


def source(name: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "id": name, "kind": "press", "title": name, "published": "2025-04-28", "path": f"sources/{name}.txt",
        "sha256": "0" * 64, "reliability": "B",
    }  # fmt: skip
    return {**plain, **changes}


def support(name: str = "one", mode: str = "reported", actor: str | None = None, **changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"source": name, "quote": {"exact": "x"}, "mode": mode, "information": 2}
    if actor:
        plain["speaker"] = {"actor": actor}
    return {**plain, **changes}


def fact(name: str, claim: dict[str, Any], *supports: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": name, **claim, "on": "2024-11-01", "support": tuple(supports), "review": ACCEPTED, **changes}


SENT = {"sends_troops": {"by": "dprk", "to": "russia", "force": "unit", "act": "act"}}
ATTACK = {"uses_force": {"by": "ukraine", "against": "russia", "act": "act"}}


def case(*facts: dict[str, Any], **changes: Any) -> Case:
    plain: dict[str, Any] = {
        "case": "made-up", "title": "made up", "as_of": "2025-04-30",
        "period": {"from": "2024-10", "to": "2025-04-30", "reason": "made up"},
        "sources": tuple(source(n) for n in ("one", "two")),
        "actors": (*STATES, {"id": "unit", "type": "armed_unit", "name": "unit"},
                   {"id": "general", "type": "person", "name": "general", "state": "dprk"}),
        "things": ({"id": "act", "type": "act", "name": "act"},),
        "facts": facts,
    }  # fmt: skip
    return Case.model_validate({**plain, **changes})


def reached(made: Case, predicate: str = "sends_troops", as_of: str | None = None) -> tuple[str | None, str | None]:
    """Give the standards reached for and against the one atom of a predicate."""
    weighing: Weighing = weigh(made, BOOK, as_of)
    atoms = weighing.plain.atoms.items()
    found = [w for key, w in atoms if key.predicate == predicate and "russia-war" not in key.args]
    if not found:
        return None, None
    assert len(found) == 1
    names = [STANDARDS[highest(m)] if m else None for m in (found[0].for_, found[0].against)]
    return names[0], names[1]


def judged(made: Case) -> Assessment:
    return assess(PLAN, weigh(made, BOOK), "reasonable-grounds", ("dprk", "russia", "ukraine"))


def test_an_admission_counts_for_the_state_whose_conduct_it_is() -> None:
    """Two independent good sources that report the DPRK's own admission are clear and convincing."""
    both = [support(n, "admitted", "general") for n in ("one", "two")]

    assert reached(case(fact("f", SENT, *both))) == ("clear-and-convincing", None)


def test_an_admission_by_another_state_is_an_official_statement() -> None:
    """Russia cannot admit what the DPRK did."""
    both = [support(n, "admitted", "russia") for n in ("one", "two")]

    assert reached(case(fact("f", SENT, *both))) == ("balance", None)


def test_a_denial_by_the_accused_counts_against_at_alleged_only() -> None:
    """The State whose conduct it is contests by denying, and no more."""
    made = case(fact("f", SENT, support(), support("two", "denied", "dprk")))

    assert reached(made) == ("reasonable-grounds", "alleged")


def test_a_denial_by_one_whom_a_norm_would_bind_counts_at_alleged_only() -> None:
    """Russia, which obtained the service, is bound by the same fact through the ban on procurement."""
    made = case(fact("f", SENT, support(), support("two", "denied", "russia")))

    assert reached(made) == ("reasonable-grounds", "alleged")


def test_a_denial_by_anyone_else_has_its_own_grade() -> None:
    """Japan is no party to the sending."""
    made = case(fact("f", SENT, support(), support("two", "denied", "japan")))

    assert reached(made) == ("reasonable-grounds", "reasonable-grounds")


def test_a_negative_fact_and_a_denied_positive_one_are_the_same_evidence() -> None:
    """Whether the case writes `not` or the passage denies, it speaks against."""
    negative = case(fact("f", {"not": SENT}, support("two", "reported", "japan")))
    denied = case(fact("f", SENT, support("two", "denied", "japan")))

    assert reached(negative) == reached(denied) == (None, "reasonable-grounds")


def test_a_statement_that_serves_its_own_state_gives_nothing() -> None:
    """Russia says that Ukraine used force against it: that would open its own plea of self-defence."""
    assert reached(case(fact("f", ATTACK, support("one", "official", "russia"))), "uses_force") == (None, None)
    assert reached(case(fact("f", ATTACK, support("one", "official", "japan"))), "uses_force")[0] == (
        "reasonable-grounds"
    )


def test_an_ally_whose_conduct_is_at_issue_cannot_plead_the_attack_on_its_friend() -> None:
    """The DPRK says that Ukraine attacked Russia: its own plea of collective self-defence would live on that."""
    attack = {"armed_attack": {"by": "ukraine", "on": "russia"}}
    sent = fact("s", SENT, support())

    assert reached(case(sent, fact("f", attack, support("one", "official", "dprk"))), "armed_attack") == (None, None)
    assert reached(case(sent, fact("f", attack, support("one", "official", "japan"))), "armed_attack")[0] is not None


def test_only_actual_and_accepted_facts_are_evidence() -> None:
    """A promise, a supposition, a proposal and a rejected fact are none."""
    for changes in ({"status": "promised"}, {"status": "hypothetical"}, {"review": {"state": "proposed"}},
                    {"review": {"state": "rejected", "by": "a person"}}):  # fmt: skip
        assert reached(case(fact("f", SENT, support(), **changes))) == (None, None)


def test_an_inference_reaches_what_its_weakest_fact_does_and_never_more_than_reasonable_grounds() -> None:
    """From a fact that is clear and convincing only reasonable grounds follow; from an allegation an allegation."""
    follows = {"mode": "inferred", "from": ("f",), "by": "a person", "reason": "it follows"}
    other = {"at_war": {"one": "russia", "other": "ukraine"}}
    strong = fact("f", SENT, *[support(n, "admitted", "dprk") for n in ("one", "two")])
    weak = fact("f", SENT, support(mode="alleged"))

    assert reached(case(strong, fact("g", other, follows)), "at_war")[0] == "reasonable-grounds"
    assert reached(case(weak, fact("g", other, follows)), "at_war")[0] == "alleged"


def test_a_judgement_reaches_what_its_weakest_fact_does() -> None:
    """Whoever weighs cannot be surer than what was weighed."""
    judgement = {
        "id": "j", "contributes_significantly": {"helper": "dprk", "act": "act"}, "by": "a person", "reason": "it does",
        "rests_on": ("f",),
    }  # fmt: skip
    made = case(fact("f", SENT, support(mode="alleged")), judgements=(judgement,))

    assert reached(made, "contributes_significantly")[0] == "alleged"


def test_what_is_published_later_is_not_yet_known() -> None:
    """A source counts from the last day that its date allows; `as_of` decides."""
    made = case(fact("f", SENT, support()))

    assert reached(made, as_of="2025-04-27") == (None, None)
    assert weigh(made, BOOK, "2025-04-27").not_yet_known[0] == "f"
    assert reached(made, as_of="2025-04-28")[0] == "reasonable-grounds"


def test_a_month_counts_from_its_last_day() -> None:
    """A source of April 2025 is known on 30 April, not before."""
    made = case(fact("f", SENT, support("one")), sources=(source("one", published="2025-04"),))

    assert reached(made, as_of="2025-04-29") == (None, None)
    assert reached(made, as_of="2025-04-30")[0] == "reasonable-grounds"


def test_two_facts_are_one_event_only_where_the_case_says_so() -> None:
    """Two dates are two events; joined, they share supports and the days on which both may have been."""
    one = fact("f", SENT, support("one"), on="2024-11")
    other = fact("g", SENT, support("two"), on="2024-11-02/2024-12")
    apart, joined = weigh(case(one, other), BOOK), weigh(case(one, other, same_event=(("f", "g"),)), BOOK)

    def events(weighing: Weighing) -> list[str]:
        return [STANDARDS[highest(w.for_)] for k, w in weighing.plain.atoms.items() if k.predicate == "sends_troops"]

    assert events(apart) == ["reasonable-grounds", "reasonable-grounds"]
    assert events(joined) == ["balance"]


def test_a_general_denial_bears_on_every_event_within_its_time() -> None:
    """ "They were not sent", of the whole winter, speaks against a sending in November, and not against one in June."""
    never = fact("n", {"not": SENT}, support("two", "reported", "japan"), on="2024-10/2025-03")
    november, june = fact("f", SENT, support()), fact("g", SENT, support(), on="2025-04-10")
    atoms = weigh(case(never, november, june), BOOK).plain.atoms
    against = {k.when.begin.first: w.against for k, w in atoms.items() if k.predicate == "sends_troops" and w.for_}

    assert sorted(bool(mask) for mask in against.values()) == [False, True]


def test_a_refused_finding_is_no_evidence() -> None:
    """A case may refuse what the General Assembly found, one finding at a time."""
    things = ({"id": "act", "type": "act", "name": "act"}, {"id": "russia-war", "background": True})
    refused = tuple({"id": n, "reason": "for argument"} for n in ("es-11-1-force", "es-11-2-force", "es-11-4-force"))
    sent = fact("f", SENT, support())

    assert judged(case(sent, things=things)).cells["russia", "un.charter/2-4#no-force"].by_standard[2] == "violated"
    cell = judged(case(sent, things=things, refused=refused)).cells["russia", "un.charter/2-4#no-force"]
    assert cell.by_standard[2] == "not-triggered"


def test_a_finding_opens_a_cell_only_where_the_case_names_its_act() -> None:
    """The war against Ukraine is in every pack, and in a matrix only where the case is about it."""
    cell = judged(case(fact("f", SENT, support()))).cells["russia", "un.charter/2-4#no-force"]

    assert set(cell.by_standard) == {"not-triggered"}


def test_an_assumption_changes_no_sign() -> None:
    """The cell stays as it is without it, and says what it would be with it."""
    assumption = {"id": "a", **{"uses_force": {"by": "dprk", "against": "ukraine", "act": "act"}}, "on": "2024-11-01",
                  "reason": "for argument"}  # fmt: skip
    war = fact("w", {"at_war": {"one": "russia", "other": "ukraine"}}, support(), on=None, during=None)
    without = judged(case(fact("f", SENT, support()), war)).cells["dprk", "un.charter/2-4#no-force"]
    with_it = judged(case(fact("f", SENT, support()), war, assumptions=(assumption,)))
    cell = with_it.cells["dprk", "un.charter/2-4#no-force"]

    assert cell.by_standard == without.by_standard
    assert cell.outcome("reasonable-grounds") == "undetermined"
    assert cell.if_assumed is not None
    assert cell.if_assumed[1] == "violated"


@pytest.mark.parametrize("by", [{"policy": "trust-all"}, {"by": "a person"}])
def test_a_classification_merely_inferred_never_decides_not_violated_alone(by: dict[str, str]) -> None:
    """What a machine inferred and no person accepted cannot clear anybody."""
    shells = {"provides": {"supplier": "dprk", "recipient": "russia", "object": "shells"}}
    inferred = {"mode": "inferred", "from": ("f",), "by": "a machine", "reason": "it looks so"}
    kind = fact("k", {"is_a": {"thing": "shells", "type": "service"}}, inferred, on=None,
                review={"state": "accepted", **by})  # fmt: skip
    things = ({"id": "shells", "type": "thing", "name": "shells"},)
    made = case(fact("f", shells, support()), kind, things=things)
    cell = judged(made).cells["dprk", "un.sc.res.1718/8b#no-export"]

    assert cell.outcome("reasonable-grounds") == ("undetermined" if "policy" in by else "not-violated")


COMBAT = {"fights_alongside": {"force": "unit", "with": "russia", "act": "act"}}


def test_a_state_that_denies_what_its_unit_did_denies_its_own_conduct() -> None:
    """The DPRK's denial that its unit fought counts at alleged, also where the case does not say whose unit it is."""
    for changes in ({}, {"state": "dprk"}):
        unit = {"id": "unit", "type": "armed_unit", "name": "unit", **changes}
        made = case(fact("s", SENT, support()), fact("f", COMBAT, support(), support("two", "denied", "dprk")),
                    actors=(*STATES, unit))  # fmt: skip

        assert reached(made, "fights_alongside") == ("reasonable-grounds", "alleged")


def test_a_denial_by_anyone_else_that_a_unit_fought_has_its_own_grade() -> None:
    """Japan has no part in it."""
    made = case(fact("s", SENT, support()), fact("f", COMBAT, support(), support("two", "denied", "japan")))

    assert reached(made, "fights_alongside") == ("reasonable-grounds", "reasonable-grounds")


def finding(**changes: Any) -> BackgroundFinding:
    plain: dict[str, Any] = {
        "id": "found", "document": "a document", "citation": {"instrument": "a document"}, "mark": "V",
        "published": "2022-03-01", "gist": "it is so", "during": {"from": "2022-02-24", "to": ".."},
    }  # fmt: skip
    return BackgroundFinding.model_validate({**plain, **changes})


WAR = {"uses_force": {"by": "russia", "against": "ukraine", "act": "russia-war"}}


def found(*findings: BackgroundFinding) -> tuple[str | None, str | None]:
    """Give what findings of the pack alone reach for and against Russia's use of force."""
    book = replace(BOOK, findings=findings)
    atoms = weigh(case(things=({"id": "russia-war", "background": True},)), book).plain.atoms
    masks = [(w.for_, w.against) for k, w in atoms.items() if k.predicate == "uses_force"]
    names = [STANDARDS[highest(m)] if m else None for m in (masks[0] if masks else (0, 0))]
    return names[0], names[1]


def test_a_party_gains_nothing_by_a_statement_that_stands_in_the_pack() -> None:
    """Russia's official denial among the findings is a denial by the accused."""
    denial = finding(**{"not": WAR}, mode="official", speaker="russia")

    assert found(denial) == (None, "alleged")


def test_only_a_decision_or_a_judgment_on_the_point_is_conclusive() -> None:
    """That the Court found it in passing proves as much as a panel's finding; a judgment on this is conclusive."""
    assert found(finding(**WAR, body="icj"))[0] == "balance"
    assert found(finding(**WAR, body="icj", kind="judgment"))[0] == "conclusive"


def test_two_findings_in_one_document_are_one() -> None:
    """The General Assembly saying it twice in one resolution says it once."""
    once, twice = finding(**WAR, mode="reported"), finding(id="again", **WAR, mode="reported")

    assert found(once, twice)[0] == "reasonable-grounds"
    assert found(once, finding(id="again", document="another", **WAR, mode="reported"))[0] == "balance"


def test_two_notes_on_one_publication_are_one_report() -> None:
    """What a second analyst notes from the same article adds nothing."""
    resting = {"publication": "a paper", "title": "a report", "date": "2025-04-28"}
    notes = [source(n, kind="note", rests_on=resting) for n in ("one", "two")]
    other = source("two", kind="note", rests_on={**resting, "title": "another report"})
    made = fact("f", SENT, support("one"), support("two"))

    assert reached(case(made, sources=tuple(notes)))[0] == "reasonable-grounds"
    assert reached(case(made, sources=(notes[0], other)))[0] == "balance"


HELP = {"assists": {"helper": "dprk", "helped": "russia", "act": "act"}}


@pytest.mark.parametrize(("day", "outcome"), [("2025-04-01", "not-violated"), ("2034-11-01", "undetermined")])
def test_after_the_day_of_a_list_its_silence_says_nothing(day: str, outcome: str) -> None:
    """Who is on no list of 2026 may be on one of 2034."""
    made = case(fact("f", HELP, support(), on=day), as_of="2035-04-30",
                period={"from": "2024", "to": "2035-04-30", "reason": "made up"})  # fmt: skip

    assert judged(made).cells["dprk", "un.charter/2-5#no-assistance"].outcome("reasonable-grounds") == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2025-01-01", "violated"), ("2034-11-01", "undetermined")])
def test_what_the_pack_knows_to_go_on_is_not_known_to_last_beyond_its_day(day: str, outcome: str) -> None:
    """The General Assembly of 2022 proves nothing of 2034: the breach helped then is not known."""
    whose = {"helper": "dprk", "act": "russia-war"}
    mind = {"state": "dprk", "act": "russia-war"}
    facts = [
        fact("f", {"assists": {**whose, "helped": "russia"}}, support(), on=day),
        fact("k", {"knows_circumstances": mind}, support(), on=day),
        fact("i", {"intends_to_facilitate": mind}, support(), on=day),
    ]
    weighed = {"id": "j", "contributes_significantly": whose, "on": day, "by": "a person", "reason": "it does",
               "rests_on": ("f",)}  # fmt: skip
    things = ({"id": "russia-war", "background": True},)
    made = case(*facts, judgements=(weighed,), as_of="2035-04-30", things=things)

    assert judged(made).cells["dprk", "un.ilc.arsiwa/16#aid-or-assistance"].outcome("reasonable-grounds") == outcome


def test_what_the_authors_of_a_case_call_a_thing_clears_nobody_beyond_reasonable_grounds() -> None:
    """That a thing is declared an act is no evidence of what it is."""
    shells = {"provides": {"supplier": "dprk", "recipient": "russia", "object": "act"}}
    both = [support(n, "admitted", "dprk") for n in ("one", "two")]
    cell = judged(case(fact("f", shells, *both))).cells["dprk", "un.sc.res.1718/8b#no-export"]

    assert cell.by_standard == ("not-violated", "not-violated", "undetermined", "undetermined", "undetermined")
