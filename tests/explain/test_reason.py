"""Why a cell comes out otherwise: each reason stands where it holds, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.explain.differ import differences
from sanctioncheck.explain.reason import reasons
from sanctioncheck.model.compared import Reason
from sanctioncheck.model.result import CaseResult, CellNode
from tests.render import build

FORCE = "un.charter/2-4#no-force"


def case(*cells: CellNode, **more: Any) -> CaseResult:
    return build.case(cells=cells, **more)


def cell(outcome: Any, **more: Any) -> CellNode:
    return build.cell("avaria", FORCE, outcome, **more)


def why(before: CaseResult, after: CaseResult, changed: frozenset[str] | None = None) -> tuple[Reason, ...]:
    (found,) = reasons(before, after, differences(before, after), changed)
    return found.reasons


def test_where_no_cell_differs_there_is_no_reason() -> None:
    assert reasons(build.case(), build.case(), differences(build.case(), build.case())) == ()


def test_where_only_the_standard_asked_for_differs_that_is_the_reason() -> None:
    by_standard = build.to("balance")
    before = case(cell("violated", by_standard=by_standard, standard_reached="balance"), standard="balance")
    after = case(cell("undetermined", by_standard=by_standard, standard_reached="balance"), standard="conclusive")
    found = why(before, after)
    assert [each.kind for each in found] == ["standard", "alike"]
    assert (found[0].before, found[0].after, found[0].reached) == ("balance", "conclusive", ("balance", "balance"))


def test_another_standard_at_which_the_cell_says_the_same_is_no_reason() -> None:
    """What made the difference is something else."""
    before, after = case(cell("violated"), standard="balance"), case(cell("excused"), standard="conclusive")
    assert [each.kind for each in why(before, after)] == ["untold"]


def test_a_norm_that_is_in_force_on_other_days_says_since_when() -> None:
    before, after = case(cell("violated")), case(cell("not-violated", in_force=("from 1950", "to 1960")))
    (found,) = why(before, after)
    assert (found.kind, found.id, found.before, found.after) == (
        "law",
        "in_force",
        "from 1945-10-24",
        "from 1950; to 1960",
    )


@pytest.mark.parametrize(
    ("part", "value"),
    [("gist", "else"), ("bearer", "any Member"), ("force", "recommendatory"), ("citation", "x"), ("modality", "duty")],
)
def test_what_a_norm_says_otherwise_is_named(part: str, value: str) -> None:
    (found,) = why(case(cell("violated")), case(cell("not-violated", **{part: value})))
    assert (found.kind, found.id, found.after) == ("law", part, value)


def test_changed_rules_are_named_where_the_cell_leans_on_them() -> None:
    before = case(cell("violated", leans_on={"un.ilc.arsiwa/4": "test"}, judgements=("bridge:b1",)))
    changed = frozenset({"un.ilc.arsiwa/4", "bridge:b1", "un.sc.res.1874/9"})
    (found,) = why(before, case(cell("not-violated")), changed)
    assert (found.kind, found.ids) == ("rule", ("bridge:b1", "un.ilc.arsiwa/4"))


def test_where_no_changed_rule_carries_the_cell_that_is_said_too() -> None:
    (found,) = why(case(cell("violated")), case(cell("not-violated")), frozenset({"else"}))
    assert (found.kind, found.ids) == ("rule", ())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"hidden": (FORCE,)}, "applies-to-nobody"),
        ({"actors": ("cordia",)}, "no-column"),
        ({"actors": ("cordia",), "left_out": ("avaria",)}, "left-out"),
        ({}, "no-norm"),
    ],
)
def test_why_one_side_has_no_such_cell(more: dict[str, Any], code: str) -> None:
    (found,) = why(case(cell("violated")), case(**more))
    assert (found.kind, found.before, found.after) == ("absent", None, code)
    (turned,) = why(case(**more), case(cell("violated")))
    assert (turned.before, turned.after) == (code, None)


def test_a_cell_that_was_not_judged_to_its_end_says_so() -> None:
    (found,) = why(case(cell("violated")), case(cell("undetermined", cut="budget")))
    assert (found.kind, found.before, found.after) == ("cut", None, "budget")


def test_a_fact_that_one_side_does_not_know_yet_is_named_once() -> None:
    """Its weight is none there; that is not told as a change of the fact."""
    finding = build.finding(
        "f", "violated", build.element("e", "Is it?", build.atom("it", "it()", "shown", build.SEEN))
    )
    before, after = case(cell("violated", findings=(finding,))), case(cell("not-triggered"), not_yet_known=("f2", "f9"))
    before = before.model_copy(update={"not_yet_known": ()})
    found = [each for each in why(before, after) if each.kind in ("unknown-then", "input")]
    assert [(each.kind, each.ids, each.before, each.after) for each in found] == [
        ("unknown-then", ("f2",), None, "2031-06-30")
    ]


def test_inputs_are_named_where_the_cell_leans_on_them() -> None:
    before = case(cell("violated", assumptions=("a1",), judgements=("j1",)))
    after = case(cell("not-violated"), assumptions={}, judgements=())
    (found,) = why(before, after)
    assert (found.kind, set(found.ids)) == ("input", {"a1", "j1"})


def test_elements_and_exceptions_beside_the_step_are_named() -> None:
    def told(state: Any, defence: Any) -> Any:
        elements = [
            build.element(name, f"Is {name} so?", build.atom(name, f"{name}()", state)) for name in ("first", "second")
        ]
        clauses = (build.clause("defence", "It may.", build.atom("d", "d()"), state=defence),)
        return build.finding("f", "violated" if state == "shown" else "undetermined", *elements, exceptions=clauses)

    before = case(cell("violated", findings=(told("shown", "open"),)))
    after = case(cell("undetermined", findings=(told("unknown", "holds"),)))
    found = [(each.kind, each.id, each.before, each.after) for each in why(before, after)]
    assert found == [("element", "second", "shown", "unknown"), ("exception", "defence", "open", "holds")]
