"""A rulebook made ready: what a conclusion takes its date from, what turns on what, and what the rules name themselves.

Things of which a case says the same are judged together, save those that some rule names.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sanctioncheck.engine.assess import assess
from sanctioncheck.engine.plan import compile_plan, default_run
from sanctioncheck.model.condition import Distinct, ShareBounds, ShareOf
from sanctioncheck.model.evidence import Weighing
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.form import Every, Holds
from sanctioncheck.model.rulebook import Rulebook
from tests.engine.build import (
    NORM,
    VOCABULARY,
    Fact,
    definition,
    denied,
    element,
    every,
    evidence,
    exception,
    fact,
    norm,
    outcome,
    readings,
    rulebook,
    some,
    unless,
)

ACT = fact("sends(x, guns)")
STEP = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)"))


def findings(law: Rulebook, *facts: Fact) -> dict[str, Outcome]:
    """Give the outcome of each finding, by who sends what."""
    found = assess(compile_plan(law), Weighing(evidence(facts)), "balance", ("x", "y"))
    return {
        " ".join(filler for _, filler in each.bindings): each.by_standard[2]
        for actor in ("x", "y")
        for each in found.cells[actor, NORM].findings
    }


def test_only_what_is_concluded_as_an_event_takes_its_date_from_what_it_is_concluded_from() -> None:
    of_event = definition("warns($A)", every("imports($A)", "knows($A)"))
    of_state = definition("aids($A)", every("imports($A)", "knows($A)"))
    plan = compile_plan(rulebook(norm("warns($S)", "aids($S)"), of_event, of_state))
    imports, knows = Holds("imports", ("$A",)), Holds("knows", ("$A",))
    (event,), (state,) = plan.meanings["warns"], plan.meanings["aids"]
    assert (event.dating_under({}), state.dating_under({})) == (imports, None)
    assert event.when.under({}).form == Every((replace(imports, dated=True), knows))
    assert state.when.under({}).form == Every((imports, knows))


def test_a_circle_of_states_holds_no_type_though_what_bears_on_one_that_it_asks_for_rests_on_it() -> None:
    """Whether something is an item turns on what is fuel, which turns on the circle; whether it is arms does not."""
    step = some("near($A, $B)", every("reaches($A, $Z)", "near($Z, $B)", "arms($Z)"))
    fuel, item = definition("fuel($A)", "reaches($A, z)"), definition("item($A)", "knows($A)")
    law = rulebook(norm("reaches($X, z)"), definition("reaches($A, $B)", step), fuel, item)
    assert compile_plan(law).recursive == {"reaches": {"reaches"}}
    chain = [fact("near(guns, flour)"), fact("near(flour, z)")]
    assert outcome(law, ACT, *chain) == "undetermined"
    assert outcome(law, ACT, *chain, fact("rifle(flour)")) == "violated"
    assert outcome(law, ACT, *chain, denied("reaches(guns, z)")) == "not-violated"


def test_what_turns_on_what_is_told_of_the_words_of_the_vocabulary() -> None:
    law = rulebook(norm("aids($X)"), definition("aids($A)", "arms($A)"), definition("rifle($A)", "knows($A)"))
    turns_on = compile_plan(law).turns_on
    assert turns_on["aids"] == {"is_a:arms", "is_a:rifle", "knows"}
    assert turns_on["is_a:arms"] == turns_on["is_a:rifle"] == {"is_a:rifle", "knows"}
    assert turns_on["is_a:fuel"] == frozenset()
    assert turns_on.keys() <= {*VOCABULARY.predicates, *(f"is_a:{kind}" for kind in VOCABULARY.types)}


def test_of_the_types_that_bear_on_one_those_are_told_that_a_definition_concludes() -> None:
    law = rulebook(norm("arms($X)"), *(definition(f"{kind}($A)", "knows($A)") for kind in ("rifle", "item", "food")))
    kin = compile_plan(law).kin
    assert kin["arms"].defined == (("is_a:rifle",), ("is_a:item",), ("is_a:food",))
    assert kin["fuel"].defined == ((), ("is_a:item",), ())


def test_the_law_read_as_by_default_takes_the_first_way_where_none_is_the_default() -> None:
    law = rulebook(
        norm(
            element(**readings("mind", default="narrow", wide="knows($S)", narrow="aids($S)")),
            element(**readings("licence", wide="licensed($S)", narrow="cured($S)")),
        )
    )
    assert default_run(law) == (("mind", "narrow"), ("licence", "wide"))


def test_what_the_rules_name_themselves_is_told_whole() -> None:
    """The bearer, elements, definitions, exceptions and what defeats them may each name somebody; entities always."""
    named = norm(
        every("near($S, e1)", Distinct(distinct=("$S", "e2"))),
        ShareOf(share=ShareBounds(owner="e3", owned="$X", at_least=Decimal(50))),
        bearer={"is": "b1", "is_not": "b2", "bound_where": {"ally": {"who": "$S", "other": "b3"}}},
        licence=exception("near($S, x1)", forged=unless("near($S, x2)")),
    )
    meaning = definition("near($A, d1)", "near($A, d2)", exceptions={"cured": exception("near($A, d3)")})
    law = replace(rulebook(named, meaning), entities={"act": ("item", "act")})
    assert compile_plan(law).constants == {
        "act", "b1", "b2", "b3", "d1", "d2", "d3", "e1", "e2", "e3", "x1", "x2"
    }  # fmt: skip
    assert compile_plan(rulebook(norm())).constants == frozenset()


def test_things_alike_but_for_their_name_in_a_rule_are_judged_each_by_itself() -> None:
    """Of guns and flour the case says the same, and the rule names the guns."""
    both = [ACT, fact("sends(x, flour)")]
    near = [fact("near(guns, guns)"), fact("near(flour, flour)")]
    owned = [fact("owns(guns, guns)", percent=60), fact("owns(flour, flour)", percent=60)]
    share = ShareOf(share=ShareBounds(owner="$X", owned="guns", at_least=Decimal(50)))
    assert findings(rulebook(norm(Distinct(distinct=("$X", "guns")))), *both) == {
        "x guns": "not-violated", "x flour": "violated"
    }  # fmt: skip
    for law, facts in ((norm("near($X, guns)"), near), (norm(share), owned)):
        assert findings(rulebook(law), *both, *facts) == {"x guns": "violated", "x flour": "undetermined"}


def test_whom_a_norm_names_as_bound_is_judged_by_himself() -> None:
    both = [ACT, fact("sends(y, guns)")]
    assert findings(rulebook(norm()), *both) == {"x guns": "violated", "y guns": "violated"}
    for bearer in ({"is": "x"}, {"is_not": "y"}):
        assert findings(rulebook(norm(bearer=bearer)), *both) == {"x guns": "violated", "y guns": "not-applicable"}
