"""Runs engine and reference on the same rulebook and evidence, and names every difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from sanctioncheck.engine import judge as engine
from sanctioncheck.engine.assess import Assessment, assess, seeds
from sanctioncheck.engine.judge import hear
from sanctioncheck.engine.plan import Plan, PlannedRule, compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.finding import NOT_TRIGGERED
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import Window, parse_date
from sanctioncheck.model.truth import Value
from tests.spec.hearing import Hearing, Truth
from tests.spec.reference import Heard, Reference, Seed, folded, outcome, over_readings

Choice = dict[str, str]
PERIOD = Window(parse_date("2020-06").first, parse_date("2021").last)


@dataclass(slots=True)
class Comparison:
    """What differs, and how often each outcome came up."""

    differences: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    other: str = "reference"

    def expect(self, about: str, other: object, engine: object) -> None:
        if other != engine:
            self.differences.append(f"{about}: {self.other} {other}, engine {engine}")


def base_choices(book: Rulebook) -> list[Choice]:
    """Give every choice of readings from which outcomes are taken, over all positions of the rulebook."""
    pools = [[p.default] if p.default else [r.id for r in p.readings] for p in book.positions.values()]
    return [dict(zip(book.positions, chosen, strict=True)) for chosen in product(*pools)]


def compare(book: Rulebook, evidence: Evidence) -> Comparison:
    """Compare every finding under every choice of readings, every exception, what is said of it, and every cell."""
    found = Comparison()
    plan = compile_plan(book)
    assessment = assess(plan, Weighing(evidence, period=PERIOD), "reasonable-grounds", tuple(evidence.types))
    base = base_choices(book)
    forced = {(p, r.id): [{**c, p: r.id} for c in base] for p, at in book.positions.items() for r in at.readings}
    first = Reference(book, evidence, base[0])
    courts: dict[tuple[str, ...], Reference] = {}
    for choice in [*base, *(c for group in forced.values() for c in group)]:
        courts.setdefault(tuple(choice.values()), first.under(choice))
    for planned in plan.rules:
        rows = {key: _findings(planned, plan, court, assessment, found) for key, court in courts.items()}

        def over(choices: list[Choice], seed: Seed, rows: dict = rows) -> tuple[str, ...]:
            each = [rows[tuple(choice.values())].get(seed, NOT_TRIGGERED) for choice in choices]
            return tuple(map(over_readings, zip(*each, strict=True)))

        expected = {seed: over(base, seed) for row in rows.values() for seed in row}
        for row in expected.values():
            found.outcomes.update(row)
        cells = {actor: cell for (actor, rule), cell in assessment.cells.items() if rule == planned.rule.id}
        got = {(f.bindings, f.when): f for cell in cells.values() for f in cell.findings}
        found.expect(f"{planned.rule.id} findings", expected, {seed: f.by_standard for seed, f in got.items()})
        for seed, finding in got.items():
            for position, reading, row in finding.readings:
                wanted = over(forced[position, reading], seed)
                found.expect(f"{finding.id} with {reading} of {position}", wanted, row)
        for actor, cell in cells.items():
            mine = [row for seed, row in expected.items() if dict(seed[0])[planned.rule.norm.bearer.var] == actor]
            wanted = tuple(map(folded, zip(*mine, strict=True))) if mine else (idle(first, planned.rule, actor),) * 5
            found.expect(f"cell {actor} {planned.rule.id}", wanted, cell.by_standard)
    return found


def idle(court: Reference, rule: Rule, actor: str) -> str:
    """Say of a norm that nothing opened for an actor whether it could have been."""
    env = {rule.norm.bearer.var: actor}
    bound = {court.bound(rule, env, Hearing(own, s, PERIOD)) for own in (True, False) for s in range(5)}
    in_force = any(PERIOD.meets(stretch) for stretch in rule.span.possible)
    return "not-triggered" if in_force and bound != {False} else "not-applicable"


def _findings(
    planned: PlannedRule, plan: Plan, court: Reference, assessment: Assessment, found: Comparison
) -> dict[Seed, tuple[str, ...]]:
    run = tuple((position, court.run[position]) for position in planned.positions)
    machine = assessment.court.machine(run)
    wanted = {
        seed: [[court.heard(planned.rule, seed, own, s) for s in range(5)] for own in (True, False)]
        for seed in court.seeds(planned.rule)
    }
    got = {seed: hear(planned, machine, dict(seed[0]), seed[1]) for seed in seeds(planned, machine)}
    found.expect(f"{planned.rule.id} under {run}: opened", set(wanted), set(got))
    for seed in wanted.keys() & got.keys():
        for side, heard in enumerate(wanted[seed]):
            found.expect(f"{planned.rule.id} {seed} under {run}: hearing {side}", heard, as_truths(got[seed], side))
    return {seed: tuple(map(outcome, *heard)) for seed, heard in wanted.items()}


def as_truths(heard: engine.Heard, side: int) -> list[Heard]:
    """Take the masks of one hearing apart, standard by standard."""

    def truth(value: Value, s: int) -> Truth:
        yes, no = (bool(mask >> s & 1) for mask in value[2 * side : 2 * side + 2])
        return None if yes == no else yes

    return [
        Heard(
            heard.in_time,
            truth(heard.bearer, s),
            tuple(truth(value, s) for value in heard.elements),
            tuple(bool(masks[side] >> s & 1) for masks in heard.exceptions),
            tuple(bool(masks[side] >> s & 1) for masks in heard.excluded),
        )
        for s in range(5)
    ]
