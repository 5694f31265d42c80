"""How much the engine works out: counted steps, so that what decides nothing is not asked for unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.time import Window, parse_date
from tests.spec.generate import Seeded, made_up

SEEDS = range(80)
PERIOD = Window(parse_date("2020-06").first, parse_date("2021").last)


def test_the_engine_takes_as_many_steps_as_it_did(golden: Callable[[Path, str], None]) -> None:
    """Steps are what the budget counts: who takes more of them leaves more of a large case undetermined."""
    lines = []
    for seed in SEEDS:
        book, evidence = made_up(Seeded(seed))
        plan = compile_plan(book)
        whole = told(plan, Weighing(evidence, period=PERIOD), evidence)
        atoms = list(evidence.atoms.items())
        fewer = Evidence(
            dict(atoms[::2]), evidence.types, evidence.named, evidence.possibly_same, evidence.listed_until
        )
        parts = told(plan, Weighing(fewer, fewer, evidence, period=PERIOD, assumed_firm=fewer), evidence)
        lines.append(f"{seed}: {whole}; with assumptions {parts}\n")
    golden(Path(__file__).parent / "work.txt", "".join(lines))


def told(plan: Plan, weighing: Weighing, evidence: Evidence) -> str:
    found: Assessment = assess(plan, weighing, "reasonable-grounds", tuple(evidence.types))
    court = found.court
    findings = sum(len(cell.findings) for cell in found.cells.values())
    return (
        f"{findings} findings, {court.index.budget.taken} steps, {len(court.machines)} readings, "
        f"{len(court.values)} values"
    )
