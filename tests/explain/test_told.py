"""What a trace tells where that is not plain: nobody fits, one of several is told, evidence bears from the side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from sanctioncheck.model.condition import TotalBounds, TotalOf, Within
from sanctioncheck.model.result import CellNode, Leaf, Node
from tests.engine import build
from tests.engine.build import DAY, Fact, atom, definition, denied, every, exception, fact, norm, rulebook
from tests.explain.world import World, judged, spoken

OPENED = fact("sends(x, guns)")


def told(law: Any, *facts: Fact, **more: Any) -> CellNode:
    """Give the cell of `x`, whose trace the checker has nothing against."""
    made = world(law, *facts, **more)
    cell = next(cell for cell in made.cells() if cell.actor == "x")
    assert made.verifier().check(cell).objections == ()
    return cell


def world(law: Any, *facts: Fact, **more: Any) -> World:
    book = replace(law, vocabulary=spoken(law.vocabulary))
    return judged(book, build.evidence((OPENED, *facts)), "balance", **more)


def condition(cell: CellNode) -> Node:
    """Give the condition of the second element; the first is the trigger."""
    return cell.findings[0].elements[1].node


def leaves(node: Node) -> Iterator[Leaf]:
    yield from node.leaves
    for part in node.parts:
        yield from leaves(part)


def test_that_nobody_on_a_list_fits_is_told_for_nobody() -> None:
    """Where a list has nobody of whom the rest is true, each part is told by itself."""
    cell = told(rulebook(norm(every("member($M)", "knows($M)"))), denied("knows(y)"), fact("member(y)"))
    assert condition(cell).state == "shown-false"
    empty = condition(told(rulebook(norm(every("member($M)", "knows($M)")))))
    assert (empty.kind, empty.state) == ("there-is", "shown-false")
    assert [part.atom for part in empty.parts[0].parts] == ["member(?)", "knows(?)"]


def test_the_one_that_is_told_is_the_nearest_to_being_shown() -> None:
    """Of one that is denied and one of whom nothing decides, the second is told, and asked about."""
    law = rulebook(norm(every("near($S, $Y)", "knows($Y)")))
    facts = [fact(f"near(x, {one})") for one in "yz"] + [fact("knows(y)", "alleged", "conclusive")]
    node = condition(told(law, *facts, fact("knows(z)", "alleged")))
    assert node.bindings == {"Y": "z"}
    assert [part.state for part in node.parts] == ["shown", "unknown"]


def test_that_one_is_denied_does_not_decide_that_there_is_none() -> None:
    """The only candidate is shown false; whether there is another is open, and both are told."""
    facts = fact("near(x, y)"), fact("knows(y)", "alleged", "conclusive")
    node = condition(told(rulebook(norm(every("near($S, $Y)", "knows($Y)"))), *facts))
    assert (node.kind, node.state) == ("there-is", "unknown")
    assert [part.state for part in node.parts] == ["shown-false"]


def test_one_for_whom_an_exception_holds_in_both_hearings_is_told_before_one_for_whom_it_is_contested() -> None:
    law = rulebook(norm(free=exception(every("near($S, $Y)", "knows($Y)"), cured=build.unless("cured($Y)"))))
    known = [fact(f"near(x, {one})") for one in "yz"] + [fact(f"knows({one})") for one in "yz"]
    clause = told(law, *known, fact("cured(y)", "balance", "balance")).findings[0].exceptions[0]
    assert (clause.state, clause.bindings) == ("holds", {"Y": "z"})


def test_of_whom_what_an_exception_asks_for_is_denied_is_told_and_decides_nothing_for_others() -> None:
    """The plea is not shown, since it may be so of another; the denial is told, and not passed over."""
    law = rulebook(norm(free=exception(every("near($S, $Y)", "knows($Y)"))))
    clause = told(law, denied("knows(y)")).findings[0].exceptions[0]
    near, knows = clause.node.parts[0].parts
    assert (clause.state, clause.raised) == ("open", False)
    assert (near.kind, near.state, near.atom) == ("atom", "unknown", "near(x, ?)")
    assert (knows.kind, knows.state) == ("there-is", "unknown")
    (one,) = knows.parts
    assert (one.atom, one.state, one.bindings) == ("knows(y)", "shown-false", {"Y": "y"})


def test_evidence_for_a_wider_type_is_not_told_as_evidence_for_a_narrower_one() -> None:
    node = condition(told(rulebook(norm("rifle($X)")), fact("arms(guns)", "balance", "alleged")))
    assert {leaf.side for leaf in leaves(node)} == {"against"}


def test_that_something_is_no_food_is_not_told_as_evidence_that_it_is_arms() -> None:
    node = condition(told(rulebook(norm("arms($X)")), denied("food(guns)")))
    assert list(leaves(node)) == []


def test_what_a_thing_was_at_another_time_is_not_told_as_evidence() -> None:
    node = condition(told(rulebook(norm("arms($X)")), fact("arms(guns)", when="2001/2002 throughout")))
    assert list(leaves(node)) == []


def test_an_assumption_is_told_only_where_it_is_supposed() -> None:
    law = rulebook(norm("knows($S)"))
    doubted, _ = denied("knows(x)", "alleged")
    cell = told(law, denied("knows(x)", "alleged"), supposed={doubted: True})
    assert cell.if_assumed == "violated"
    assert [leaf.kind for leaf in leaves(condition(cell))] == ["judgement"]


def test_a_finding_that_only_an_assumption_opens_is_told_with_it_under_every_reading() -> None:
    law = rulebook(
        norm(build.element(**build.readings(wide="sends($S, $X)", narrow=every("sends($S, $X)", "knows($S)"))))
    )
    key, _ = fact("sends(x, flour)")
    cell = told(law, supposed={key: True})
    assumed = next(finding for finding in cell.findings if finding.bindings["X"] == "flour")
    assert assumed.elements[1].state == "shown"
    assert [part.state for part in assumed.elements[1].rivals[0].node.parts] == ["shown", "unknown"]


def test_a_denial_that_counts_is_told() -> None:
    """An event that may lie after the conduct counts as a no where it is denied, and so the denial is told."""
    node = condition(told(rulebook(norm("warns($S)")), denied("warns(x)", when="2020")))
    assert node.state == "shown-false"
    assert [leaf.side for leaf in leaves(node)] == ["against"]


def test_a_total_over_a_year_is_told_for_conduct_without_an_end() -> None:
    """No year holds all of it, so that nothing is added up and nothing fails."""
    over = TotalBounds(of=atom("sends($S, $Y)"), unit="tonnes", at_least=Decimal(1), within=Within(year=True))
    cell = told(rulebook(norm(TotalOf(total=over))), fact("sends(x, flour)", when="2020/9999 throughout", tonnes=2))
    assert {finding.elements[1].state for finding in cell.findings} <= {"unknown", "shown"}


def test_an_atom_is_told_again_where_its_definitions_are_others() -> None:
    """ "Told above" points to the same definitions only, whatever the days."""
    made = definition("aids($S)", every("warns($S)", "knows($S)"))
    cell = told(
        rulebook(norm("aids($S)", every("aids($S)", "knows($S)")), made), fact("knows(x)"), fact("warns(x)", when=DAY)
    )
    first, second = cell.findings[0].elements[1].node, cell.findings[0].elements[2].node.parts[0]
    assert first.meanings
    assert second.above


def test_a_long_chain_of_definitions_is_told_to_its_end_wherever_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """An atom deep in one element is told with its definitions where it stands on top of another."""
    names = [f"step{at}" for at in range(15)]
    steps = dict.fromkeys(names, build.VOCABULARY.predicates["knows"])
    predicates = {**build.VOCABULARY.predicates, **steps}
    monkeypatch.setattr(build, "VOCABULARY", build.VOCABULARY.model_copy(update={"predicates": predicates}))
    chain = [definition(f"{one}($S)", f"{other}($S)") for one, other in pairwise(names)]
    cell = told(rulebook(norm("step0($S)", "step12($S)"), *chain), fact("step14(x)"))
    deep, top = (element.node for element in cell.findings[0].elements[1:])
    for _ in range(12):
        deep = deep.meanings[0].node
    assert (deep.atom, len(deep.meanings)) == ("step12(x)", 1)
    assert top.above
