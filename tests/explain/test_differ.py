"""Two results side by side: the cells that come out otherwise, the step where the traces part, and what lies behind."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.explain.differ import cell_difference, differences
from sanctioncheck.explain.once import once
from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.result import CaseResult, CellNode, ExceptionNode, FactNode, FindingNode, Node
from tests.explain.conftest import Judged
from tests.render import build

FORCE = "un.charter/2-4#no-force"


def cell(outcome: Any, *findings: FindingNode, **more: Any) -> CellNode:
    return build.cell("avaria", FORCE, outcome, findings=findings, **more)


def finding(outcome: Any, *nodes: Node, exceptions: tuple[ExceptionNode, ...] = (), **more: Any) -> FindingNode:
    """Give a finding with one element for each condition."""
    elements = (build.element(f"e{at}", f"Is {node.text} so?", node) for at, node in enumerate(nodes))
    return build.finding("force(S=avaria; 2031)", outcome, *elements, exceptions=exceptions, **more)


def parted(before: CellNode | None, after: CellNode | None) -> CellDifference:
    found = cell_difference(before, after)
    assert found is not None
    return found


def steps(found: CellDifference) -> list[tuple[str, str, str | None, str | None]]:
    return [(step.place, step.id, step.before, step.after) for step in found.steps]


CROSSED = build.atom("Avaria crosses", "crosses(avaria)", "shown", build.CROSSED)
UNCROSSED = build.atom("Avaria crosses", "crosses(avaria)", "unknown")
DISPUTED = build.atom("Avaria crosses", "crosses(avaria)", "disputed", build.CROSSED, build.DENIED)


def test_what_comes_out_alike_is_no_difference() -> None:
    assert cell_difference(cell("violated", finding("violated", CROSSED)), cell("violated")) is None
    same = differences(build.case(), build.case())
    assert (same.cells, same.inputs, same.same) == ((), (), len(build.cells()))


@pytest.mark.parametrize("outcome", ["not-triggered", "not-applicable"])
def test_a_cell_that_says_nothing_on_one_side_is_no_difference_where_the_other_has_none(outcome: Any) -> None:
    assert cell_difference(None, cell(outcome)) is None
    assert cell_difference(cell("violated"), None) is not None


def test_traces_part_at_the_first_element_that_differs_and_go_down_to_what_it_rests_on() -> None:
    """The element, then the atom, then the passage that only one side has."""
    before, after = finding("violated", CROSSED), finding("contested", DISPUTED)
    found = parted(cell("violated", before), cell("contested", after))
    assert steps(found) == [
        ("element", "e0", "shown", "disputed"),
        ("condition", "crosses(avaria)", "shown", "disputed"),
    ]
    assert [(each.only, each.leaf.id) for each in found.leaves] == [("after", "f3")]
    assert found.before is not None
    assert found.before.outcome == "violated"


def test_what_the_other_side_has_elsewhere_is_not_called_missing() -> None:
    """Of two passages behind a step, the one that stands in the other trace too does not explain the difference."""
    both = build.atom("it", "it()", "shown", build.CROSSED, build.SEEN)
    other = build.atom("more", "more()", "shown", build.SEEN)
    gone = build.atom("it", "it()", "unknown")
    found = parted(
        cell("violated", finding("violated", both, other)), cell("undetermined", finding("undetermined", gone, other))
    )
    assert [each.leaf.id for each in found.leaves] == ["f1"]


def test_a_part_of_a_condition_is_followed_and_the_word_that_joins_it_is_not_told() -> None:
    whole = Node(kind="all", text="all of these", state="shown", parts=(CROSSED, build.atom("so", "so()", "shown")))
    broken = whole.model_copy(update={"state": "unknown", "parts": (UNCROSSED, whole.parts[1])})
    found = parted(cell("violated", finding("violated", whole)), cell("undetermined", finding("undetermined", broken)))
    assert [place for place, *_ in steps(found)] == ["element", "condition"]
    assert found.steps[-1].id == "crosses(avaria)"


def test_a_definition_that_only_one_side_has_is_where_they_part() -> None:
    definition = build.force().elements[1].node.meanings[0]
    derived = build.atom("it is theirs", "theirs()", "shown", meanings=(definition,))
    underived = build.atom("it is theirs", "theirs()", "unknown")
    found = parted(
        cell("violated", finding("violated", derived)), cell("undetermined", finding("undetermined", underived))
    )
    assert steps(found)[-1] == ("definition", definition.id, "shown", None)
    assert [each.leaf.id for each in found.leaves] == ["f5"]


def test_what_is_told_above_is_followed_there() -> None:
    """An atom that a trace tells once and then points up to is followed to its first telling."""
    definition = build.force().elements[1].node.meanings[0]
    derived = build.atom("it is theirs", "theirs()", "shown", meanings=(definition,))
    open_ = build.atom("it is theirs", "theirs()", "unknown")
    before = once(finding("violated", Node(kind="any", text="one", state="shown", parts=(derived,)), derived))
    assert before.elements[1].node.above
    after = finding("undetermined", Node(kind="any", text="one", state="shown", parts=(derived,)), open_)
    found = parted(cell("violated", before), cell("undetermined", after))
    assert [step[0] for step in steps(found)] == ["element", "condition", "definition"]


def test_a_finding_that_only_one_side_has_is_told_with_what_opens_it() -> None:
    found = parted(cell("violated", finding("violated", CROSSED)), cell("not-triggered"))
    assert steps(found) == [
        ("finding", "force(S=avaria; 2031)", "violated", None),
        ("element", "e0", "shown", None),
    ]
    assert [each.only for each in found.leaves] == ["before"]


def test_findings_about_the_same_things_at_other_dates_are_compared() -> None:
    before = finding("violated", CROSSED)
    after = build.finding("force(S=avaria; 2032)", "undetermined", *finding("undetermined", UNCROSSED).elements)
    assert [place for place, *_ in steps(parted(cell("violated", before), cell("undetermined", after)))] == [
        "element",
        "condition",
    ]


def test_an_exception_and_its_answer_are_followed() -> None:
    answer = build.clause("late", "It must be reported.", CROSSED, kind="answer", state="open")
    defence = build.clause("defence", "A State may defend itself.", CROSSED, state="holds", unless=(answer,))
    beaten = defence.model_copy(update={"state": "answered", "unless": (answer.model_copy(update={"state": "holds"}),)})
    before, after = (finding(o, CROSSED, exceptions=(e,)) for o, e in (("excused", defence), ("violated", beaten)))
    found = parted(cell("excused", before), cell("violated", after))
    assert steps(found)[:2] == [("exception", "defence", "holds", "answered"), ("answer", "late", "open", "holds")]


def test_a_step_at_another_standard_says_at_which() -> None:
    """Where the standard asked for shows nothing, the traces part at the first standard that does."""
    stronger = build.element("e0", "Is it?", CROSSED, states={**build.same("unknown"), "alleged": "shown"})
    weaker = build.element("e0", "Is it?", CROSSED, states=build.same("unknown"))
    before = build.finding("f", "violated", stronger, by_standard=build.to("balance"))
    after = build.finding("f", "violated", weaker, by_standard=build.to("alleged"))
    found = parted(
        cell("violated", before, standard_reached="balance"), cell("violated", after, standard_reached="alleged")
    )
    assert found.steps[0].standard == "alleged"
    assert (found.steps[0].before, found.steps[0].after) == ("shown", "unknown")


@pytest.mark.parametrize(
    ("change", "place"), [({"time": "may lie outside"}, "time"), ({"bearer": "unknown"}, "bearer")]
)
def test_the_time_and_the_bearer_come_first(change: dict[str, Any], place: str) -> None:
    before, after = finding("violated", CROSSED), finding("undetermined", UNCROSSED, **change)
    assert [step[0] for step in steps(parted(cell("violated", before), cell("undetermined", after)))] == [place]


def test_a_reading_that_leads_elsewhere_is_a_difference_of_its_own() -> None:
    narrow, broad = build.readings()
    changed = narrow.model_copy(update={"outcome": "not-violated"})
    found = parted(cell("contested", readings=(narrow, broad)), cell("contested", readings=(changed, broad)))
    assert [(r.reading, r.before and r.before.outcome, r.after and r.after.outcome) for r in found.readings] == [
        ("narrow", "undetermined", "not-violated")
    ]


def fact(ident: str, text: str = "Avaria crosses", **more: Any) -> FactNode:
    given: dict[str, Any] = {"when": "2031", "undated": False, "status": "actual", "review": "accepted"}
    return FactNode(id=ident, text=text, **{**given, **more})


def inputs(before: CaseResult, after: CaseResult) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(each.kind, each.id, each.only, each.changed) for each in differences(before, after).inputs]


def test_the_facts_of_one_side_only_are_named() -> None:
    before, after = build.case(facts=(fact("f1"), fact("f2"))), build.case(facts=(fact("f2"), fact("f3", "else")))
    assert inputs(before, after) == [("fact", "f1", "before", ()), ("fact", "f3", "after", ())]


def test_one_fact_under_two_names_is_one_fact() -> None:
    assert inputs(build.case(facts=(fact("f1"),)), build.case(facts=(fact("g7"),))) == []


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        (fact("f1", "Avaria crosses again"), "statement"),
        (fact("f1", when="2032"), "date"),
        (fact("f1", status="promised"), "status"),
        (fact("f1", review="rejected"), "review"),
        (fact("f1", leaves=(build.SEEN,)), "passages"),
        (fact("f1", leaves=(build.CROSSED.model_copy(update={"grade": "alleged"}),)), "weight"),
    ],
)
def test_a_fact_that_is_stated_otherwise_says_in_what(other: FactNode, changed: str) -> None:
    before = build.case(facts=(fact("f1", leaves=(build.CROSSED,)),))
    after = build.case(facts=(other if other.leaves else other.model_copy(update={"leaves": (build.CROSSED,)}),))
    assert inputs(before, after) == [("fact", "f1", None, (changed,))]


def test_judgements_and_assumptions_are_inputs_too() -> None:
    before, after = build.case(), build.case(judgements=(), assumptions={"a1": "something else", "a2": "more"})
    assert inputs(before, after) == [
        ("judgement", "j1", "before", ()),
        ("assumption", "a1", None, ("statement",)),
        ("assumption", "a2", "after", ()),
    ]


def test_a_background_finding_that_only_one_case_refuses_is_named() -> None:
    before, after = build.case(refused={"b1": "the Assembly finds it (disputed)"}), build.case()
    assert inputs(before, after) == [("refusal", "b1", "before", ())]
    assert inputs(before, build.case(refused={"b1": "the Assembly finds it (withdrawn)"})) == [
        ("refusal", "b1", None, ("statement",))
    ]


def test_a_judgement_by_somebody_else_or_on_other_grounds_is_another() -> None:
    before = build.case()
    (judgement, *_) = before.judgements
    for change in ({"by": "somebody else"}, {"rests_on": ("f9",)}):
        after = build.case(judgements=(judgement.model_copy(update=change), *before.judgements[1:]))
        assert inputs(before, after) == [("judgement", judgement.id, None, ("statement",))]


def test_a_denial_in_a_real_case_is_found_as_the_step_where_the_traces_part(judged: Judged) -> None:
    """The recognition of the soldiers, and the same with an observer who denies that they fought."""
    before, after = (
        judged(name).whole(everything=True) for name in ("2025-kursk-recognition", "2025-kursk-independent-denial")
    )
    found = next(each for each in differences(before, after).cells if (each.actor, each.norm) == ("dprk", FORCE))
    assert found.steps[0].place == "element"
    assert found.steps[-1].id == "fights_alongside(kpa-kursk, russia, kursk-deployment)"
    assert (found.steps[-1].before, found.steps[-1].after) == ("shown", "disputed")
    assert [(each.only, each.leaf.text) for each in found.leaves] == [("after", "They took no part in the combat")]


def test_a_finding_that_one_side_cut_short_parts_there_and_no_element_is_said_to_have_gone() -> None:
    short, full = finding("undetermined", cut="budget", bearer="unknown"), finding("violated", CROSSED)
    one, other = cell("undetermined", short, cut="budget"), cell("violated", full)
    said = full.outcome
    assert steps(parted(one, other)) == [("finding", full.id, "undetermined: budget", said)]
    assert steps(parted(other, one)) == [("finding", full.id, said, "undetermined: budget")]
    assert steps(parted(cell("undetermined", cut="budget"), cell("not-triggered"))) == [
        ("finding", FORCE, "undetermined: budget", "not triggered")
    ]
    assert steps(parted(one, cell("not-triggered"))) == [("finding", short.id, "undetermined: budget", None)]


def test_a_finding_that_was_heard_and_not_told_does_not_part_for_the_budget() -> None:
    """Its outcome stands, on both sides, whatever was left out of its telling."""
    heard = [finding(outcome, cut="budget") for outcome in ("violated", "undetermined")]
    one, other = (cell(each.outcome, each) for each in heard)
    said = "not told to its end"
    assert steps(parted(one, other)) == [("finding", heard[0].id, f"violated, {said}", f"undetermined, {said}")]
    full = finding("undetermined", UNCROSSED)
    assert steps(parted(one, cell("undetermined", full))) == [("finding", full.id, f"violated, {said}", "undetermined")]
