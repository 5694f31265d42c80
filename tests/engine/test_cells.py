"""Who has a finding at all, whom the norm binds, and what never decides a sign."""

from __future__ import annotations

from dataclasses import replace

from sanctioncheck.engine.assess import MOST_COLUMNS, Assessment, Court, assess, findings_of
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.evidence import Key, Weighed, Weighing
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.engine.build import NORM, TYPES, denied, evidence, fact, matrix, norm, outcome, rulebook

ACT = fact("sends(x, guns)")


def test_a_norm_that_does_not_bind_the_actor_is_not_applicable() -> None:
    assert outcome(norm(bearer={"is_not": "x"}), ACT) == "not-applicable"
    assert outcome(norm(bearer={"is": "y"}), ACT) == "not-applicable"
    assert outcome(norm(bearer={"bound_where": {"member": {"who": "$S"}}}), ACT) == "not-applicable"
    assert outcome(norm(bearer={"bound_where": {"member": {"who": "$S"}}}), ACT, fact("member(x)")) == "violated"


def test_a_norm_that_may_not_bind_the_actor_is_undetermined_at_most() -> None:
    act = fact("sends(x, guns)", when="2020")
    law = norm("knows($S)", bearer={"bound_where": {"member": {"who": "$S"}}})
    half = fact("member(x)", when="2020-07-01/2022 throughout")
    assert outcome(law, act, half, fact("knows(x)")) == "undetermined"
    assert outcome(law, act, half, denied("knows(x)")) == "not-violated"


def test_a_bearer_of_another_type_is_not_bound() -> None:
    assert outcome(norm(bearer={"type": "item"}), ACT) == "not-applicable"


def test_what_the_case_does_not_name_opens_nothing_but_may_support_an_element() -> None:
    law, named = rulebook(norm("near($X, $P)")), [name for name in TYPES if name != "flour"]
    elsewhere = matrix(law, [fact("sends(x, flour)")], named=named)
    assert elsewhere.cells["x", NORM].findings == ()
    supported = matrix(law, [ACT, fact("near(guns, flour)")], named=named)
    assert supported.cells["x", NORM].outcome("balance") == "violated"


def test_a_classification_merely_inferred_never_decides_not_violated_alone() -> None:
    law, inferred = rulebook(norm("arms($X)")), fact("food(guns)", "reasonable-grounds")
    alone = matrix(law, [ACT, inferred], firm=[ACT])
    assert alone.cells["x", NORM].outcome("alleged") == "undetermined"
    helped = matrix(law, [ACT, inferred, denied("arms(guns)")], firm=[ACT, denied("arms(guns)")])
    assert helped.cells["x", NORM].outcome("alleged") == "not-violated"


def test_a_classification_merely_inferred_may_decide_violated() -> None:
    inferred = fact("rifle(guns)", "reasonable-grounds")
    found = matrix(rulebook(norm("arms($X)")), [ACT, inferred], firm=[ACT])
    assert found.cells["x", NORM].outcome("reasonable-grounds") == "violated"


def test_an_assumption_never_changes_the_sign_and_says_what_it_would_be() -> None:
    found = matrix(rulebook(norm("knows($S)")), [ACT], assumed=[ACT, fact("knows(x)")])
    cell = found.cells["x", NORM]
    assert cell.by_standard == ("undetermined",) * 5
    assert cell.if_assumed == ("violated",) * 5


def test_what_opens_only_by_assumption_is_not_triggered() -> None:
    cell = matrix(rulebook(norm()), [], assumed=[ACT]).cells["x", NORM]
    assert cell.by_standard == ("not-triggered",) * 5
    assert cell.if_assumed == ("violated",) * 5


def test_an_open_finding_is_never_hidden_by_a_closed_one_and_each_is_counted() -> None:
    law = rulebook(norm("arms($X)"))
    facts = [ACT, fact("sends(x, flour)"), fact("food(flour)")]
    cell = matrix(law, facts).cells["x", NORM]
    assert cell.outcome("balance") == "undetermined"
    assert cell.counts[2] == {"not-violated": 1, "undetermined": 1}
    assert matrix(law, [*facts, fact("rifle(guns)")]).cells["x", NORM].outcome("balance") == "violated"


def states(*names: str) -> list[tuple[Key, Weighed]]:
    return [(Key("is_a", (name, "state"), THROUGHOUT), Weighed(FULL, 0)) for name in names]


def judged(actors: tuple[str, ...], near: dict[tuple[str, str], bool]) -> Assessment:
    """Judge who sends what by a norm that asks whether he is near it."""
    acting = tuple(dict.fromkeys(who for who, _ in near))
    acts = [fact(f"sends({who}, {what})") for who, what in near]
    asked = [(fact if yes else denied)(f"near({who}, {what})") for (who, what), yes in near.items()]
    types = {**TYPES, **dict.fromkeys(acting, "state")}
    found = replace(evidence([*acts, *asked, *states(*acting)]), types=types, named=frozenset(types))
    return assess(compile_plan(rulebook(norm("near($S, $X)"))), Weighing(found), "balance", actors)


def test_of_very_many_actors_those_with_the_gravest_findings_have_columns() -> None:
    guilty = [f"g{at}" for at in range(MOST_COLUMNS)]
    found = judged(("idle", *guilty[:3]), {**{(who, "guns"): True for who in guilty}, ("cleared", "guns"): False})
    assert set(found.actors) == set(guilty)
    assert found.left_out == ("idle", "cleared")
    assert found.actors[:3] == tuple(guilty[:3])


def test_an_actor_is_as_grave_as_the_gravest_of_his_findings() -> None:
    guilty = [f"g{at}" for at in range(MOST_COLUMNS - 1)]
    both = {("both", "guns"): True, ("both", "flour"): False}
    found = judged(("cleared",), {("cleared", "guns"): False, **both, **{(who, "guns"): True for who in guilty}})
    assert {each.by_standard[2] for each in found.cells["both", NORM].findings} == {"violated", "not-violated"}
    assert found.left_out == ("cleared",)


def test_a_norm_not_gone_through_on_one_body_of_evidence_is_not_relied_on_in_any_finding() -> None:
    plan = compile_plan(rulebook(norm()))
    plain, assumed = (Court(plan, Index(plan, evidence([ACT]))) for _ in range(2))
    assumed.cut[NORM] = "budget"
    (finding,) = findings_of(plan.rules[0], plain, assumed=assumed)
    assert finding.cut == "budget"
    assert set(finding.by_standard) == {"undetermined"}
