"""Runs engine and reference on the same rulebook and evidence, and names every difference."""

from __future__ import annotations

from sanctioncheck.engine.assess import Court, assess, runs_of
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import hear, outcomes
from sanctioncheck.engine.assess import seeds
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.rulebook import Rulebook
from spec.reference import Reference, folded, over_readings


def differences(book: Rulebook, evidence: Evidence) -> tuple[list[str], dict[str, int]]:
    """Give the differences between engine and reference, and how often each outcome came up."""
    plan = compile_plan(book)
    court = Court(plan, Index(plan, evidence))
    found: list[str] = []
    seen: dict[str, int] = {}
    references: dict[object, Reference] = {}
    cells = assess(plan, Weighing(evidence), "reasonable-grounds", ()).cells
    for planned in plan.rules:
        expected = {}
        for run in runs_of(planned, plan):
            reference = references.setdefault(run, Reference(book, evidence, dict(run)))
            machine = court.machine(run)
            wanted = reference.findings(planned.rule)
            got = {s: outcomes(hear(planned, machine, dict(s[0]), s[1])) for s in seeds(planned, machine)}
            expected[run] = wanted
            if wanted != got:
                found.append(f"{planned.rule.id} under {run}: reference {wanted}, engine {got}")
            for row in wanted.values():
                for outcome in row:
                    seen[outcome] = seen.get(outcome, 0) + 1
        every_seed = {seed for rows in expected.values() for seed in rows}
        by_actor: dict[str, list[list[str]]] = {}
        for seed in every_seed:
            rows = [expected[run].get(seed, ("not-triggered",) * 5) for run in planned.base_runs]
            merged = [over_readings([row[s] for row in rows]) for s in range(5)]
            by_actor.setdefault(dict(seed[0])["$S"], []).append(merged)
        for actor, findings in by_actor.items():
            wanted_cell = tuple(folded([f[s] for f in findings]) for s in range(5))
            if cells[actor, planned.rule.id].by_standard != wanted_cell:
                found.append(f"cell {actor}: reference {wanted_cell}, engine {cells[actor, planned.rule.id].by_standard}")
    return found, seen
