"""What a machine infers: that a thing is of some kind is left out of what clears, whatever stands beside it.

``firm`` is the evidence without it, by which nobody is cleared whom the rest does not clear.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sanctioncheck.engine.weigh import weigh
from sanctioncheck.model.evidence import Evidence, Key, Weighing
from sanctioncheck.model.time import THROUGHOUT
from tests.weigh.test_weigh import BOOK, SENT, case, fact, judged, source, support

BARE = replace(BOOK, findings=())
BY_POLICY = {"state": "accepted", "policy": "trust-all"}
INFERRED = {"mode": "inferred", "from": ("f",), "by": "a machine", "reason": "it looks so"}
SERVICE = {"is_a": {"thing": "shells", "type": "service"}}
KEY = Key("is_a", ("shells", "service"), THROUGHOUT)
SHELLS = {"provides": {"supplier": "dprk", "recipient": "russia", "object": "shells"}}
THINGS = ({"id": "shells", "type": "thing", "name": "shells"},)


def said(name: str, claim: dict[str, Any], *supports: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """State what has no date, accepted by a policy of a machine."""
    return fact(name, claim, *supports, **{"on": None, "review": BY_POLICY, **changes})


def weighed(*facts: dict[str, Any], **changes: Any) -> Weighing:
    return weigh(case(fact("f", SHELLS, support()), *facts, **{"things": THINGS, **changes}), BARE)


def without(whole: Evidence) -> Evidence:
    return replace(whole, atoms={key: each for key, each in whole.atoms.items() if key != KEY})


def test_a_kind_that_only_a_machine_has_inferred_is_no_firm_evidence() -> None:
    found = weighed(said("k", SERVICE, INFERRED))
    assert KEY in found.plain.atoms
    assert found.firm == without(found.plain)


def test_a_kind_that_somebody_reports_is_firm_though_a_machine_accepted_it() -> None:
    assert weighed(said("k", SERVICE, support())).firm is None
    assert weighed(said("k", SERVICE, INFERRED, support())).firm is None


def test_what_a_machine_infers_of_an_event_or_a_state_is_firm() -> None:
    war = {"at_war": {"one": "russia", "other": "ukraine"}}
    assert weighed(said("k", {"not": war}, INFERRED)).firm is None
    assert weighed(said("k", {"not": SENT}, INFERRED, on="2024-11-01")).firm is None


def test_what_a_machine_infers_stands_by_what_a_person_accepted_whichever_is_told_first() -> None:
    by_machine, by_person = said("k", SERVICE, INFERRED), fact("p", SERVICE, INFERRED, on=None)
    assert weighed(by_machine, by_person).firm is None
    assert weighed(by_person, by_machine).firm is None
    assert weighed(by_machine, said("r", SERVICE, INFERRED)).firm is not None


def test_what_is_worth_nothing_or_little_makes_no_inference_firm() -> None:
    """Beside an inference stands what nobody can rely on: nobody is cleared by that either."""
    late = source("late", published="2026-01-01")
    beside = {
        "worthless": said("k", SERVICE, INFERRED, support(information=6)),
        "opinion": said("k", SERVICE, INFERRED, support(mode="opinion")),
        "to come": said("k", SERVICE, INFERRED, support("late")),
    }
    for what, made in beside.items():
        both = case(fact("f", SHELLS, support()), made, things=THINGS, sources=(source("one"), source("two"), late))
        assert KEY not in (weigh(both, BARE).firm or weigh(both, BARE).plain).atoms, what
        for found in judged(both).cells["dprk", "un.sc.res.1718/8b#no-export"].findings:
            assert "not-violated" not in found.by_standard, what
    for other in (support(information=6), support(mode="alleged")):
        both = case(
            fact("f", SHELLS, support()), said("k", SERVICE, INFERRED), said("r", SERVICE, other), things=THINGS
        )
        for found in judged(both).cells["dprk", "un.sc.res.1718/8b#no-export"].findings:
            assert found.by_standard[1] != "not-violated"


def test_a_kind_that_is_declared_stays_firm_though_a_machine_infers_it_too() -> None:
    things = ({"id": "shells", "type": "service", "name": "shells"},)
    assert weighed(said("k", SERVICE, INFERRED), things=things).firm is None


def test_an_inference_clears_nobody_under_an_assumption_either() -> None:
    """What else the case supposes makes no more of what a machine inferred."""
    supposed = {"id": "a", **SENT, "on": "2024-11-01", "reason": "for argument"}
    found = weighed(said("k", SERVICE, INFERRED), assumptions=(supposed,))
    assert found.assumed is not None
    assert found.assumed_firm == without(found.assumed)
    assert weighed(said("k", SERVICE, support()), assumptions=(supposed,)).assumed_firm is None
    both = case(
        fact("f", SHELLS, support()), said("k", SERVICE, INFERRED), things=THINGS,
        assumptions=({"id": "a", **SHELLS, "on": "2024-12-01", "reason": "for argument"},),
    )  # fmt: skip
    for finding in judged(both).cells["dprk", "un.sc.res.1718/8b#no-export"].findings:
        assert "not-violated" not in (*finding.by_standard, *(finding.if_assumed or ()))


def test_each_inference_is_told_with_the_grade_of_its_weakest_ground_and_never_above_reasonable_grounds() -> None:
    """A passage is told with its own, also where others strengthen it."""
    strong = fact("s", SENT, *(support(name, "admitted", "dprk") for name in ("one", "two")))
    weak = fact("w", SENT, support(mode="alleged"), on="2024-12-01")
    grounds = [{**INFERRED, "from": names} for names in (("s",), ("s", "w"))]
    assert weighed(strong, weak, said("k", SERVICE, *grounds)).grades == {
        ("f", 0): 1, ("s", 0): 1, ("s", 1): 1, ("w", 0): 0, ("k", 0): 1, ("k", 1): 0
    }  # fmt: skip
