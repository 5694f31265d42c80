"""What is said of other days does not count, and is not passed over in silence."""

from __future__ import annotations

from pathlib import Path

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.walk import beside_of
from sanctioncheck.explain.whatif import Changes, suppose
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.render.brief import paragraph, written

ROOT = Path(__file__).parents[2]


def test_a_denial_of_other_days_is_told_beside_what_it_does_not_touch() -> None:
    book = load_pack(ROOT / "rules")
    plan = compile_plan(book)
    case = load_case(ROOT / "cases" / "2025-kpa-trains-russians", book)
    story = Story(case, book, judge(case, book, plan, "reasonable-grounds"))
    fact = next(f for f in case.case.facts if f.claim.predicate == "hosted_for_training")
    roles = ", ".join(fact.claim.roles.values())
    after = suppose(story, Changes(deny=(f"hosted_for_training({roles}) on 2019-01-01",))).story
    told = after.whole(everything=True)
    cell = next(c for c in told.cells if c.norm == "un.sc.res.2270/9#no-hosting" and c.findings)
    assert cell.outcome == "violated"
    beside = [each for finding in cell.findings for e in finding.elements for each in beside_of(e.node)]
    assert [(each.when, each.leaf.side) for each in beside] == [("2019-01-01", "against")]
    assert "Of other days (2019-01-01) it is said otherwise" in written(paragraph(told, cell))
