"""What nothing defines is looked for among the first things that fit, with the same answers as among all of them."""

from __future__ import annotations

from itertools import product

import pytest

from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.abduce import Abduction
from sanctioncheck.explain.ask import Asker
from sanctioncheck.explain.ways import Literal, Numbered
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.form import normal_form
from sanctioncheck.model.time import Window
from tests.engine.build import VOCABULARY, atom, evidence, fact, norm, rulebook
from tests.explain.conftest import Judged

THINGS = {"x": "state", "y": "state", "guns": "item", "flour": "item", "?state": "state"}
ENV = {"$S": "x", "$X": "guns", "$N": "?state"}


def found(text: str, evidence: Evidence, limit: int) -> set[frozenset[Literal]]:
    """Give the ways to show an atom of some things, beside a thing that nobody has named."""
    plan = compile_plan(rulebook(norm()))
    court = Court(plan, Index(plan, evidence))
    numbered = Numbered()
    look = Abduction(court.machine(()), THINGS, (), 4, limit, numbered)
    form = normal_form(atom(text), VOCABULARY, frozenset(ENV))
    return {numbered.told(way) for way in look.ways(form, ENV, Moment(Window(1, 1)), 2, True)}


@pytest.mark.parametrize("limit", [2, 5, 300])
@pytest.mark.parametrize("seen", ["near(x, guns)", "near(y, y)", "near(z, y)", "sends(x, guns)", "ships(x, guns, y)"])
def test_the_same_ways_are_found_as_by_trying_every_filling(
    seen: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = evidence([fact(seen)])
    asked = ["near($A, $B)", "near($B, $A)", "near($A, $A)", "near($S, $A)", "sends($A, $B)", "sends($X, $A)",
             "ships($A, $B, $C)", "ships($A, $X, $C)", "ships($A, $B, $X)", "ships($N, $B, $C)"]  # fmt: skip
    quick = [found(text, known, limit) for text in asked]
    monkeypatch.setattr(Abduction, "_undefined", lambda *_: False)
    assert quick == [found(text, known, limit) for text in asked]
    assert all(len(ways) <= limit for ways in quick)


def test_what_is_given_and_fits_no_role_needs_no_others() -> None:
    nobody = evidence([])
    assert found("ships($A, $B, $X)", nobody, 300) == set()
    fitting = {(a, c) for a, c in product(("x", "y", "?state"), repeat=2)}
    ways = found("ships($A, $X, $C)", nobody, 300)
    assert {(literal.args[0], literal.args[2]) for way in ways for literal in way} == fitting


def test_the_questions_of_a_case_are_those_that_trying_every_filling_gives(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = judged("2025-kursk-only-the-sending")
    questions = Asker(story).case()
    assert any(cell.sets for cell in questions)
    monkeypatch.setattr(Abduction, "_undefined", lambda *_: False)
    assert Asker(story).case() == questions
