"""A trace in which one thing was changed is never passed: the checker objects, whatever kind of step it is."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from sanctioncheck.explain.verify import Verifier
from sanctioncheck.model.authority import Authority
from sanctioncheck.model.finding import FOLDING
from sanctioncheck.model.result import CellNode
from sanctioncheck.model.truth import STANDARDS
from tests.explain.conftest import Judged, verifier
from tests.explain.world import world

Path = tuple[str | int, ...]
Change = Callable[[Any], Any]
SKIP = object()
"""What a change gives back where there is nothing to change."""
STATES = ("shown", "shown-false", "disputed", "unknown")


def other(*options: str) -> Change:
    """Take the next of some words."""
    return lambda old: SKIP if old is None else options[(options.index(old) + 1) % len(options)]


def worded(old: Any) -> Any:
    return SKIP if old is None else f"{old} indeed"


def turned(old: Any) -> Any:
    return not old


def shorter(old: Any) -> Any:
    return old[:-1] if old else SKIP


def twice(old: Any) -> Any:
    return (*old, old[-1]) if old else SKIP


def named(old: Any) -> Any:
    """Let the first variable stand for something else, or, where there is none, do nothing."""
    return {**old, next(iter(old)): "somebody-else"} if old else SKIP


def swapped(change: Change) -> Change:
    """Change the first value of a map."""
    return lambda old: {**old, (key := next(iter(old))): change(old[key])} if old else SKIP


def later(old: Any) -> Any:
    return SKIP if old is None else old + 1


def cited_otherwise(old: Authority) -> Authority:
    return old.model_copy(update={"pinpoint": f"{old.pinpoint}, and more"})


outcome, state = other(*FOLDING), other(*STATES)
CHANGES: dict[str, Change] = {
    "CellNode.outcome": outcome,
    "CellNode.by_standard": swapped(outcome),
    "CellNode.word": worded,
    "CellNode.standard_reached": other(*STANDARDS),
    "CellNode.counts": swapped(later),
    "CellNode.findings": shorter,
    "CellNode.readings": shorter,
    "CellNode.effect": other("breach", "departure", "qualification", "responsibility"),
    "CellNode.gist": worded,
    "CellNode.citation": worded,
    "CellNode.label": worded,
    "CellNode.title": worded,
    "CellNode.mark": worded,
    "CellNode.in_force": shorter,
    "CellNode.pinpoint_confirmed": turned,
    "CellNode.alternative_to": shorter,
    "CellNode.not_encoded": shorter,
    "CellNode.consequences": shorter,
    "CellNode.authority": cited_otherwise,
    "FindingNode.outcome": outcome,
    "FindingNode.by_standard": swapped(outcome),
    "FindingNode.bindings": named,
    "FindingNode.id": worded,
    "FindingNode.heading": worded,
    "FindingNode.when": worded,
    "FindingNode.time": other("in force", "not in force", "may lie outside"),
    "FindingNode.bearer": state,
    "FindingNode.under": named,
    "FindingNode.elements": shorter,
    "FindingNode.exceptions": shorter,
    "FindingNode.readings": shorter,
    "ReadingNode.outcome": outcome,
    "ReadingNode.by_standard": swapped(outcome),
    "ReadingNode.held_by": shorter,
    "ReadingNode.default": turned,
    "ElementNode.state": state,
    "ElementNode.states": swapped(state),
    "ElementNode.ask": worded,
    "ElementNode.reading": worded,
    "ElementNode.support": shorter,
    "ElementNode.against": shorter,
    "ElementNode.missing": shorter,
    "ElementNode.rivals": shorter,
    "RivalNode.state": state,
    "RivalNode.reading": worded,
    "ExceptionNode.state": other("holds", "contested", "open", "answered"),
    "ExceptionNode.holds_for_claimant": turned,
    "ExceptionNode.holds_for_respondent": turned,
    "ExceptionNode.raised": turned,
    "ExceptionNode.invoked_by": shorter,
    "ExceptionNode.raised_for_by": worded,
    "ExceptionNode.burden": other("claimant", "respondent"),
    "ExceptionNode.standard": other(*STANDARDS),
    "ExceptionNode.kind": worded,
    "ExceptionNode.gist": worded,
    "ExceptionNode.mark": worded,
    "ExceptionNode.ask": worded,
    "ExceptionNode.citation": worded,
    "ExceptionNode.authority": cited_otherwise,
    "ExceptionNode.unless": shorter,
    "ExceptionNode.bindings": named,
    "MeaningNode.id": worded,
    "MeaningNode.by": worded,
    "MeaningNode.gist": worded,
    "MeaningNode.citation": worded,
    "MeaningNode.mark": worded,
    "MeaningNode.state": state,
    "MeaningNode.bridge": turned,
    "MeaningNode.reading": worded,
    "MeaningNode.held_by": shorter,
    "MeaningNode.exceptions": shorter,
    "Node.atom": lambda old: SKIP if old is None else old.replace("(", "(somebody-else, ", 1),
    "Node.ask": worded,
    "Node.counts_as_answer": worded,
    "Node.bindings": named,
    "Node.when": worded,
    "Node.undated": turned,
    "Node.parts": shorter,
    "Node.leaves": shorter,
    "Node.meanings": shorter,
    "Node.beside": shorter,
    "OtherDays.when": worded,
    "Leaf.id": worded,
    "Leaf.side": other("for", "against"),
    "Leaf.kind": other("passage", "inference", "judgement", "background", "list", "assumption", "declared"),
    "Leaf.grade": other(*STANDARDS),
    "Leaf.source": worded,
    "Leaf.source_title": worded,
    "Leaf.start": later,
    "Leaf.end": later,
    "Leaf.verbatim": turned,
    "Leaf.speaker": worded,
    "Leaf.mode": other("admitted", "official", "found", "observed", "reported", "alleged", "denied", "inferred"),
    "Leaf.reliability": other(*"ABCDEF"),
    "Leaf.information": lambda old: SKIP if old is None else old % 6 + 1,
    "Leaf.rests_on": shorter,
    "Leaf.by": worded,
}
KINDS = ("atom", "all", "any", "not", "there-is", "distinct", "date", "quantity", "total", "share")
QUOTED = ("passage", "inference", "judgement", "background", "list", "assumption")
"""The words of what is declared are the names that the case gives."""
CHANGES |= {f"Node({kind}).state": state for kind in KINDS}
CHANGES |= {f"Node({kind}).kind": other(*KINDS) for kind in KINDS}
CHANGES |= {f"Leaf({kind}).text": worded for kind in QUOTED}
CHANGES["Node(atom).text"] = worded
CHANGES["Leaf(passage).twice"] = CHANGES["Leaf(judgement).twice"] = twice
SAMPLES = 4
WORLDS = range(14)
CELLS = {
    "2025-kursk-recognition": ("dprk", "un.charter/2-4#no-force"),
    "2025-kursk-independent-denial": ("russia", "un.sc.res.1874/9#no-procurement"),
    "2025-kursk-only-the-sending": ("dprk", "un.ilc.arsiwa/16#aid-or-assistance"),
}


def sites(part: Any, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Give every field of a trace by the name of its record, with the way to it."""
    if isinstance(part, BaseModel):
        for field in type(part).model_fields:
            name = type(part).__name__
            yield f"{name}.{field}", (*path, field)
            if hasattr(part, "kind"):
                yield f"{name}({part.kind}).{field}", (*path, field)
            yield from sites(getattr(part, field), (*path, field))
    elif isinstance(part, tuple):
        for at, each in enumerate(part):
            yield from sites(each, (*path, at))
    if path and path[-1] == "leaves" and part:
        yield f"Leaf({part[-1].kind}).twice", path


def changed(part: Any, path: Path, change: Change) -> Any:
    """Give a trace with one field changed, or `SKIP`."""
    if not path:
        return change(part)
    step, rest = path[0], path[1:]
    inner = changed(part[step] if isinstance(step, int) else getattr(part, step), rest, change)
    if inner is SKIP:
        return SKIP
    if isinstance(step, int):
        return (*part[:step], inner, *part[step + 1 :])
    return part.model_copy(update={step: inner})


Told = list[tuple[Verifier, CellNode]]


@pytest.fixture(scope="module")
def traces(judged: Judged) -> Told:
    """Give real and random cells that have findings, each with its checker."""
    found: Told = []
    for name, key in CELLS.items():
        story = judged(name)
        if key in story.assessment.cells:
            found.append((verifier(story), story.cell(*key)))
    for made in map(world, WORLDS):
        checker = made.verifier()
        found += [(checker, cell) for cell in made.cells() if cell.findings][:2]
    return found


@pytest.fixture(scope="module")
def places(traces: Told) -> dict[str, list[tuple[int, Path]]]:
    """Give where each field stands in which trace."""
    found: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for at, (_, cell) in enumerate(traces):
        for name, path in sites(cell):
            found[name].append((at, path))
    return found


def test_what_is_not_changed_is_passed(traces: Told) -> None:
    assert [checker.check(cell).objections for checker, cell in traces if checker.check(cell).objections] == []


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_is_noticed(name: str, traces: Told, places: dict[str, list[tuple[int, Path]]]) -> None:
    """A changed state, outcome, filler, quote or law, or a part that was taken away, is objected to."""
    tried = 0
    for at, path in random.Random(name).sample(places[name], len(places[name])):
        checker, cell = traces[at]
        mutant = changed(cell, path, CHANGES[name])
        if mutant is SKIP or mutant == cell:
            continue
        assert checker.check(mutant).objections, path
        tried += 1
        if tried == SAMPLES:
            return
    assert tried, "nothing of the kind stands in these traces"
