"""Runs the test files that stand beside provisions: small cases in a short form, each with the outcome it must have."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import Plan
from sanctioncheck.load.yamltext import read_yaml
from sanctioncheck.model.evidence import Evidence, Key, Weighed, Weighing
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import THROUGHOUT, When, Window, lasting, parse_date, point
from sanctioncheck.model.truth import FULL, RANK, state_at, up_to

_FACT = re.compile(
    r"(not )?(\w+)\(([^)]*)\)(?: of (\d+) (\w+))?(?: on (\S+))?(?: at ([a-z-]+))?(?: for and against)?\Z"
)


def read_fact(text: str, day: str, book: Rulebook) -> tuple[Key, Weighed]:
    """Read `[not ]predicate(filler, …)[ of NUMBER UNIT][ on DATE][ at STANDARD][ for and against]`.

    A fact without a date has that of its case; a state holds on that day; without a standard it is conclusive.
    """
    match = _FACT.match(text)
    assert match, f"no fact: {text}"
    denied, predicate, inner, number, unit, when, standard = match.groups()
    word = book.vocabulary.predicates[predicate]
    args = tuple(part.strip() for part in inner.split(","))
    assert len(args) == len(word.roles), f"{text}: the roles are {list(word.roles)}"
    mask = up_to(RANK[standard]) if standard else FULL
    both = text.endswith("for and against")
    date: Window = parse_date(when or day)
    held: When = point(date) if word.kind == "event" else lasting(date, date)
    quantities = ((unit, Decimal(number)),) if number else ()
    return Key(predicate, args, held), Weighed(0 if denied else mask, mask if denied or both else 0, quantities)


def judge_short(case: dict[str, Any], shared: dict[str, Any], book: Rulebook, plan: Plan) -> Assessment:
    """Judge one small case of a test file."""
    day = str(case.get("on", shared.get("on", "2024-06-01")))
    types = {**{name: kind for name, (kind, _) in book.entities.items()}, **shared["entities"]}
    atoms: dict[Key, Weighed] = {Key("is_a", (n, k), THROUGHOUT): Weighed(FULL, 0) for n, k in types.items()}
    for row in (row for each in book.lists for row in each.rows):
        atoms[Key(row.predicate, row.fillers, row.when)] = Weighed(FULL, 0)
        types.setdefault(row.fillers[0], "state")
    without = set(case.get("without", []))
    for text in [*(f for f in shared.get("facts", []) if f not in without), *case.get("facts", [])]:
        key, weighed = read_fact(text, day, book)
        old = atoms.get(key, Weighed(0, 0))
        quantities = (*old.quantities, *weighed.quantities)
        atoms[key] = Weighed(old.for_ | weighed.for_, old.against | weighed.against, quantities)
    named = frozenset(shared["entities"])
    evidence = Evidence(atoms, dict(sorted(types.items())), named)
    return assess(plan, Weighing(evidence, period=parse_date(day)), "reasonable-grounds", tuple(shared["columns"]))


def read_tests(path: Path) -> dict[str, Any]:
    """Read a test file: `tests`, `entities`, `columns`, `facts` shared by all, and `cases`."""
    data = read_yaml(path.name, path.read_bytes()).data
    assert isinstance(data, dict)
    return data


def state_of(text: str, day: str, assessment: Assessment) -> str:
    """Give the state of a ground atom at reasonable grounds on a day; `by ID` asks one definition alone."""
    plan = assessment.plan
    head, _, by = text.partition(" by ")
    key, _ = read_fact(head, day, plan.rulebook)
    machine = Machine(
        plan, assessment.court.index, tuple((p, v.readings[0].id) for p, v in plan.rulebook.positions.items()), {}
    )
    name, args = (f"is_a:{key.args[1]}", key.args[:1]) if key.predicate == "is_a" else (key.predicate, key.args)
    window = parse_date(day)
    if by:
        planned = next(m for m in plan.meanings[name] if m.meaning.id == by)
        env = machine.applies(planned, args, None)
        assert env is not None
        value = planned.when.under(machine.run).hear(machine, env, Moment(window))
    else:
        value = machine.value(name, args, Moment(window))
    return state_at(value, RANK["reasonable-grounds"])
