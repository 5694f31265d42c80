"""What a trace must not pass over: what is said of other days, what a total adds up, until when a thing is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.walk import beside_of
from sanctioncheck.explain.whatif import Changes, suppose
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.finding import Finding
from sanctioncheck.model.result import Node
from sanctioncheck.model.time import LATEST, Window, lasting, parse_date
from sanctioncheck.render.brief import paragraph, written
from sanctioncheck.render.hearing import Teller
from sanctioncheck.render.outline import Branch
from tests.render import build

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


def test_a_paragraph_names_what_a_total_adds_up() -> None:
    book = load_pack(ROOT / "rules")
    case = load_case(ROOT / "cases" / "2024-diesel-over-the-cap", book)
    told = Story(case, book, judge(case, book, compile_plan(book), "reasonable-grounds")).whole()
    cell = next(c for c in told.cells if c.norm == "un.sc.res.2397/5-limit#within-the-limit" and c.actor == "russia")
    text = written(paragraph(told, cell))
    assert "by what was counted" in text
    assert "2024-01: 15279 barrels; " in text
    assert "from 2024-03 to 2024-10: 1000000 barrels" in text


def test_findings_that_differ_only_in_how_long_they_are_known_to_go_on_have_ids_of_their_own() -> None:
    begin = parse_date("2022-02-24")
    known = [lasting(begin, Window(parse_date(day).last, LATEST)) for day in ("2025-04-30", "2026-11-22")]
    ids = {Finding("un.charter/2-4#no-force", "x", (("$S", "x"),), when, ("violated",) * 5).id for when in known}
    assert len(ids) == 2


def test_who_must_show_an_exception_of_a_definition_turns_on_whom_the_definition_serves() -> None:
    clause = build.clause(
        "late",
        "It must be reported.",
        build.atom("Avaria crosses", "crosses(avaria)", "shown", build.CROSSED),
        state="holds",
    )
    meaning = build.force().elements[1].node.meanings[0].model_copy(update={"exceptions": (clause,)})
    derived = build.atom("it is theirs", "theirs()", "shown", meanings=(meaning,))
    against = Node(kind="not", text="the contrary of this", state="shown-false", parts=(derived,))
    for node, side in ((derived, "Avaria"), (against, "the claimant")):
        branch = Teller("Avaria", {}, full=True).element(build.element("e", "Is it?", node))
        assert f"for {side} to show" in "\n".join(lines(branch)), side


def lines(branch: Branch) -> Iterator[str]:
    yield branch.text
    for part in branch.parts:
        yield from lines(part)
