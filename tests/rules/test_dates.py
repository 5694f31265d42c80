"""No norm speaks outside its dates: what a test shows on one day shows nothing on a day when the norm did not bind."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctioncheck.author.testing.heading import Heading
from sanctioncheck.author.testing.trial import judge_test, read_tests
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.testfile import STATE_WORDS, ProvisionTest, TestFile
from sanctioncheck.model.time import parse_date

ROOT = Path(__file__).parents[2] / "rules"
DATED = re.compile(r" on \d{4}")
SILENT = ("not-applicable", "not-triggered")
Speaking = tuple[TestFile, ProvisionTest, str, str]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(load_pack(ROOT))


@pytest.fixture(scope="module")
def speaking(plan: Plan) -> tuple[Speaking, ...]:
    """Every test in which a norm speaks, with nothing dated but the test itself: its file, the norm and the actor."""
    found: list[Speaking] = []
    for filed in read_tests(ROOT, plan.rulebook)[0]:
        for test in filed.made.cases:
            if any(DATED.search(fact) for fact in (*filed.made.facts, *test.facts)):
                continue
            for about, wanted in test.expect.items():
                if wanted not in (*STATE_WORDS, *SILENT) and " under " not in about:
                    found.append((filed.made, test, *Heading.of(about).rule_and_actor(filed.made.tests)))
    return tuple(found)


def outcome_on(day: date, each: Speaking, plan: Plan) -> str:
    file, test, rule, actor = each
    moved = test.model_copy(update={"on": day.isoformat()})
    return judge_test(file, moved, plan).cells[actor, rule].outcome("reasonable-grounds")


def may_bind(day: date, rule: str, plan: Plan) -> bool:
    planned = next(each for each in plan.rules if each.rule.id == rule)
    return any(parse_date(day.isoformat()).meets(stretch) for stretch in planned.rule.span.possible)


@settings(max_examples=400)
@given(data=st.data())
def test_no_norm_speaks_on_a_day_on_which_it_did_not_bind(
    data: st.DataObject, speaking: tuple[Speaking, ...], plan: Plan
) -> None:
    each = data.draw(st.sampled_from(speaking))
    day = data.draw(st.dates(date(1940, 1, 1), date(2035, 12, 31)))
    if not may_bind(day, each[2], plan):
        assert outcome_on(day, each, plan) in SILENT


def test_every_norm_is_silent_on_the_days_just_outside_its_dates(speaking: tuple[Speaking, ...], plan: Plan) -> None:
    first = {rule: (file, test, rule, actor) for file, test, rule, actor in reversed(speaking)}
    for rule, each in first.items():
        planned = next(one for one in plan.rules if one.rule.id == rule)
        for stretch in planned.rule.provision.in_force:
            edges = [parse_date(stretch.from_).first - 1]
            edges += [parse_date(stretch.to).last + 1] if stretch.to else []
            for edge in edges:
                day = date.fromordinal(edge)
                if not may_bind(day, rule, plan):
                    assert outcome_on(day, each, plan) in SILENT, (rule, day)


def test_the_tests_speak_of_every_norm(speaking: tuple[Speaking, ...], plan: Plan) -> None:
    spoken = {rule for _, _, rule, _ in speaking}
    assert {each.rule.id for each in plan.rules} - spoken == set()
