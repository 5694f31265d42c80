"""Every cell of every case is checked from facts and rules; and a fault of the engine does not pass."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.model.truth import FULL, TRUE, Standard, every, some
from sanctioncheck.model.verification import Objection
from tests.architecture.test_floors import PACKAGE, imports_of, modules_of
from tests.explain.conftest import CASES, Judged, verifier
from tests.explain.world import world

NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))
RECOGNITION = "2025-kursk-recognition"
NO_FORCE = ("dprk", "un.charter/2-4#no-force")


def objections(story: Story) -> Iterator[Objection]:
    checker = verifier(story)
    for key in story.assessment.cells:
        yield from checker.check(story.cell(*key)).objections


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_every_case_follows_from_facts_and_rules(name: str, judged: Judged) -> None:
    """The checker objects to no step of any trace."""
    assert list(objections(judged(name))) == []


@pytest.mark.parametrize("standard", ["alleged", "balance", "clear-and-convincing", "conclusive"])
def test_a_trace_follows_at_every_standard(standard: Standard, judged: Judged) -> None:
    assert list(objections(judged(RECOGNITION, standard))) == []


def test_what_is_not_checked_is_said(judged: Judged) -> None:
    """The weights of the evidence are an input of the checker, and it says so."""
    checked = verifier(judged(RECOGNITION)).check(judged(RECOGNITION).cell(*NO_FORCE))
    assert any("weights are taken as given" in what for what in checked.unchecked)
    assert checked.steps > 100


def test_a_cell_can_be_checked_again_and_after_others(judged: Judged) -> None:
    """What was checked before changes nothing."""
    story = judged(RECOGNITION)
    checker = verifier(story)
    first = checker.check(story.cell(*NO_FORCE))
    checker.check(story.cell("russia", "un.charter/2-4#no-force"))
    assert checker.check(story.cell(*NO_FORCE)) == first


Fault = Callable[[Any], Callable[..., Any]]
"""Makes a function of the engine wrong, given the right one."""
FAULTS: dict[str, tuple[str, Fault]] = {
    "all is heard as any": ("engine.compile.every", lambda _: some),
    "any is heard as all": ("engine.compile.some", lambda _: every),
    "not is heard as so": ("engine.compile.negate", lambda _: lambda value: value),
    "no definition is defeated": ("engine.machine.defeated", lambda _: lambda _bench, value, *_rest: value),
    "every definition must be met": ("engine.machine.some", lambda _: every),
    "no denial counts where there is a definition": (
        "engine.machine.join",
        lambda right: lambda value, for_, _against: right(value, for_, 0),
    ),
    "a dispute is decided for the claimant": (
        "engine.machine.atom",
        lambda _: lambda for_, against: (for_, against & ~for_, for_, against & ~for_),
    ),
    "there is never one": ("engine.compile.choices", lambda _: lambda *_: iter(())),
    "all things are different": ("engine.compile._distinct", lambda _: lambda *_: TRUE),
    "no exception holds": ("engine.judge.holding", lambda _: lambda *_: (0, 0)),
    "every exception holds": ("engine.judge.holding", lambda _: lambda *_: (FULL, FULL)),
    "nothing has to be excluded": ("engine.judge.answered", lambda _: lambda *_: (FULL, FULL)),
    "everybody is bound": ("engine.judge.bearer", lambda _: lambda *_: TRUE),
    "the first reading decides": ("engine.assess.over_readings", lambda _: lambda rows: next(iter(rows))),
    "the last finding decides": ("engine.assess.fold", lambda _: lambda rows: list(rows)[-1]),
    "the respondent is not heard": (
        "engine.assess.outcomes",
        lambda right: lambda heard: tuple("violated" if o == "contested" else o for o in right(heard)),
    ),
}
WORLDS = range(25)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_engine_is_noticed(fault: str, judged: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one thing in the engine wrong, some trace of a real or random case no longer follows."""
    name, made_wrong = FAULTS[fault]
    module, _, function = f"sanctioncheck.{name}".rpartition(".")
    right = getattr(importlib.import_module(module), function)
    story = judged(RECOGNITION)
    monkeypatch.setattr(f"{module}.{function}", made_wrong(right))
    assert any(objections_of_random_cases()) or any(objections_anew(story))


def objections_of_random_cases() -> Iterator[Objection]:
    for made in map(world, WORLDS):
        checker = made.verifier()
        for cell in made.cells():
            yield from checker.check(cell).objections


def objections_anew(story: Story) -> Iterator[Objection]:
    """Judge a case again, and check what comes out."""
    assessment = judge(story.file, story.book, compile_plan(story.book), "reasonable-grounds")
    yield from objections(Story(story.file, story.book, assessment))


def test_the_checker_does_not_know_the_engine() -> None:
    """None of the modules behind it imports the engine, directly or through others."""
    modules = modules_of(PACKAGE)
    queue, seen = ["sanctioncheck.explain.verify"], set[str]()
    while queue:
        name = queue.pop()
        seen.add(name)
        queue += [found.target for found in imports_of(modules[name], modules) if found.target not in seen]
    assert {name.split(".")[1] for name in seen if "." in name} <= {"explain", "model", "errors"}
