"""From weighed evidence to the matrix: open findings, hear each under every reading, and fold them into cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sanctioncheck.engine.alike import Alike
from sanctioncheck.engine.bench import Moment, match_row
from sanctioncheck.engine.budget import CUT_BY, PER_NORM, Budget, reason
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import bearer, hear, named_as_bearer, outcomes
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import Plan, PlannedRule, Run, forced_runs
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.finding import (
    NOT_APPLICABLE,
    NOT_TRIGGERED,
    ORDER,
    UNDETERMINED,
    ByStandard,
    Cell,
    Cut,
    Finding,
    Outcome,
    fold,
    over_readings,
)
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import FALSE, RANK, STANDARDS, Standard

Seed = tuple[tuple[tuple[str, str], ...], When]
"""What a finding is about: the fillers of the trigger's variables, and when."""


MOST_COLUMNS = 250
"""Actors that a matrix shows at once: more than there are States."""


@dataclass(slots=True)
class Court:
    """One body of evidence under one plan, with a machine for each choice of readings that was asked for."""

    plan: Plan
    index: Index
    machines: dict[Run, Machine] = field(default_factory=dict)
    values: dict[object, object] = field(default_factory=dict)
    results: dict[tuple[str, Run], dict[Seed, ByStandard]] = field(default_factory=dict)
    opened: dict[object, list[tuple[Seed, object]]] = field(default_factory=dict)
    cut: dict[str, Cut] = field(default_factory=dict)
    """Norms of which it is not known what all their findings would be about, with the reason."""
    unheard: dict[tuple[str, Seed], Cut] = field(default_factory=dict)
    """Findings that were not heard to their end, with the reason."""
    alike: Alike = field(init=False)

    def __post_init__(self) -> None:
        self.alike = Alike(self.index.evidence, self.plan.constants)

    def machine(self, run: Run) -> Machine:
        """Give the machine for a choice of readings; what no reading touches is worked out once for all."""
        machine = self.machines.get(run)
        if machine is None:
            machine = self.machines[run] = Machine(self.plan, self.index, run, self.values)  # type: ignore[arg-type]
        return machine

    def judged(self, planned: PlannedRule, run: Run) -> dict[Seed, ByStandard]:
        """Give the outcomes of the findings of a norm under one choice of readings."""
        key = (planned.rule.id, run)
        if key not in self.results:
            machine = self.machine(run)
            try:
                opened = self._seeds(planned, machine)
            except CUT_BY as error:
                self.cut[planned.rule.id] = reason(error)
                opened = []
            self.results[key] = self._outcomes(planned, machine, opened)
        return self.results[key]

    def _outcomes(
        self, planned: PlannedRule, machine: Machine, opened: list[tuple[Seed, object]]
    ) -> dict[Seed, ByStandard]:
        judged: dict[object, ByStandard | Cut] = {}
        found: dict[Seed, ByStandard] = {}
        for seed, same in opened:
            row = judged.get(same)
            if row is None:
                try:
                    row = outcomes(hear(planned, machine, dict(seed[0]), seed[1]))
                except CUT_BY as error:
                    row = reason(error)
                judged[same] = row
            if isinstance(row, str):
                self.unheard[planned.rule.id, seed] = row
                row = UNDETERMINED
            found[seed] = row
        return found

    def _seeds(self, planned: PlannedRule, machine: Machine) -> list[tuple[Seed, object]]:
        """Give what a norm's findings are about, in order, each with what it shares with those about things alike.

        Norms that are opened by the same are so together.
        """
        trigger = planned.trigger
        key = (trigger, machine.run_key(trigger.symbol))
        if key not in self.opened:
            found = sorted(seeds(planned, machine))
            self.opened[key] = [(seed, self.alike.key(*seed)) for seed in found]
        return self.opened[key]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The matrix of one case, with the courts that heard it, so that a trace can be drawn when one is asked for."""

    plan: Plan
    weighing: Weighing
    standard: Standard
    actors: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    court: Court
    assumed: Court | None = None
    left_out: tuple[str, ...] = ()
    """Actors that have no column, since there are very many."""


def assess(
    plan: Plan,
    weighing: Weighing,
    standard: Standard,
    actors: tuple[str, ...],
    decide: Callable[[Court], None] | None = None,
    budget: int = PER_NORM,
) -> Assessment:
    """Judge a case: every norm of the plan for every actor.

    Args:
        plan: the compiled rulebook.
        weighing: the weighed evidence of the case.
        standard: the standard of proof asked for; all five are worked out.
        actors: the columns of the matrix.
        decide: fills in the outcomes of a court, where another engine decides them.
        budget: the steps that one norm may take; what would take more is undetermined, and says so.
    """
    steps = Budget(budget)

    def court_of(evidence: Evidence | None) -> Court | None:
        return Court(plan, Index(plan, evidence, steps)) if evidence else None

    court = Court(plan, Index(plan, weighing.plain, steps))
    firm, assumed = court_of(weighing.firm), court_of(weighing.assumed)
    sure = court_of(weighing.assumed_firm)
    if decide is not None:
        for each in filter(None, (court, firm, assumed, sure)):
            decide(each)
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for planned in plan.rules:
        steps.begin()
        for finding in findings_of(planned, court, firm, assumed, sure):
            by_cell.setdefault((finding.actor, planned.rule.id), []).append(finding)
    columns, left_out = _columns(actors, by_cell, RANK[standard])
    steps.renew()
    cells = {}
    for planned in plan.rules:
        steps.begin()
        cut = _cut_of(planned, court, firm, assumed, sure)
        for actor in columns:
            findings = by_cell.get((actor, planned.rule.id), [])
            cells[actor, planned.rule.id] = _cell(actor, planned, findings, court, weighing.period, cut)
    steps.renew()
    return Assessment(plan, weighing, standard, columns, cells, court, assumed, left_out)


def _columns(
    actors: tuple[str, ...], by_cell: dict[tuple[str, str], list[Finding]], rank: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the columns, and of very many actors those that are left out: none with a graver finding than one kept."""
    gravest: dict[str, int] = {}
    for (actor, _), findings in by_cell.items():
        worst = min(ORDER[finding.by_standard[rank]] for finding in findings)
        gravest[actor] = min(gravest.get(actor, len(ORDER)), worst)
    everybody = tuple(dict.fromkeys((*actors, *sorted(gravest))))
    kept = set(sorted(everybody, key=lambda actor: gravest.get(actor, len(ORDER)))[:MOST_COLUMNS])
    return tuple(a for a in everybody if a in kept), tuple(a for a in everybody if a not in kept)


def _cut_of(planned: PlannedRule, *courts: Court | None) -> Cut | None:
    """Give why it is not known what all findings of a norm would be about, where it is not."""
    return next((c.cut[planned.rule.id] for c in courts if c and planned.rule.id in c.cut), None)


def findings_of(
    planned: PlannedRule,
    court: Court,
    firm: Court | None = None,
    assumed: Court | None = None,
    assumed_firm: Court | None = None,
) -> Iterator[Finding]:
    """Judge one norm: every finding that it opens, under all readings.

    Args:
        planned: the norm.
        court: the evidence as it is.
        firm: the evidence without classifications that are merely inferred, where there are such.
        assumed: the evidence with what the case assumes, where it assumes anything.
        assumed_firm: the same without classifications that are merely inferred, where there are such.
    """
    plain = _judged(planned, court)
    sure = _judged(planned, firm) if firm else plain
    supposed = _judged(planned, assumed) if assumed else plain
    supposed_sure = _judged(planned, assumed_firm) if assumed_firm else supposed
    forced = [
        (position, reading.id, forced_runs(planned, position, reading.id))
        for position in planned.positions
        for reading in court.plan.rulebook.positions[position].readings
    ]
    courts = [each for each in (court, firm, assumed, assumed_firm) if each]
    cut = _cut_of(planned, *courts)
    for seed in sorted({**plain, **supposed} if assumed else plain):
        bindings, when = seed
        reason_of_one = cut or next(
            (c.unheard[at] for c in courts if (at := (planned.rule.id, seed)) in c.unheard), None
        )
        if reason_of_one:
            yield _unheard(planned, seed, forced, reason_of_one)
            continue
        nothing: dict[Run, ByStandard] = {}
        rows = plain.get(seed, nothing)
        certain = sure.get(seed, nothing)
        results = {run: _not_by_inference(row, certain.get(run, NOT_TRIGGERED)) for run, row in rows.items()}
        readings = tuple((position, reading, _over(results, runs)) for position, reading, runs in forced)
        other = None
        if assumed:
            then = supposed_sure.get(seed, nothing)
            heard = supposed.get(seed, nothing).items()
            with_it = {run: _not_by_inference(row, then.get(run, NOT_TRIGGERED)) for run, row in heard}
            other = _over(with_it, planned.base_runs)
        outcome = _over(results, planned.base_runs)
        actor = dict(bindings)[planned.rule.norm.bearer.var]
        differs = other if other != outcome else None
        yield Finding(planned.rule.id, actor, bindings, when, outcome, readings, differs)


def _unheard(planned: PlannedRule, seed: Seed, forced: list[tuple[str, str, tuple[Run, ...]]], cut: Cut) -> Finding:
    """Give a finding that was not heard to its end: nothing is known of it, under no reading."""
    actor = dict(seed[0])[planned.rule.norm.bearer.var]
    readings = tuple((position, reading, UNDETERMINED) for position, reading, _ in forced)
    return Finding(planned.rule.id, actor, *seed, UNDETERMINED, readings, None, cut)


def _over(results: dict[Run, ByStandard], runs: tuple[Run, ...]) -> ByStandard:
    if len(runs) == 1:
        return results.get(runs[0], NOT_TRIGGERED)
    return over_readings(results.get(run, NOT_TRIGGERED) for run in runs)


def _not_by_inference(row: ByStandard, firm: ByStandard) -> ByStandard:
    """A classification that is merely inferred never decides "not violated" alone."""
    if row is firm or "not-violated" not in row:
        return row
    kept: list[Outcome] = [
        "undetermined" if outcome == "not-violated" and sure != "not-violated" else outcome
        for outcome, sure in zip(row, firm, strict=True)
    ]
    return tuple(kept)


def runs_of(planned: PlannedRule, plan: Plan) -> tuple[Run, ...]:
    """Give every choice of readings under which a norm is heard: the base ones, then each other reading by itself."""
    forced = (
        run
        for position in planned.positions
        for reading in plan.rulebook.positions[position].readings
        for run in forced_runs(planned, position, reading.id)
    )
    return tuple(dict.fromkeys((*planned.base_runs, *forced)))


def _judged(planned: PlannedRule, court: Court) -> dict[Seed, dict[Run, ByStandard]]:
    out: dict[Seed, dict[Run, ByStandard]] = {}
    for run in runs_of(planned, court.plan):
        for seed, row in court.judged(planned, run).items():
            out.setdefault(seed, {})[run] = row
    return out


def seeds(planned: PlannedRule, machine: Machine) -> Iterator[Seed]:
    """Give what the findings of a norm are about: every binding for which the trigger is at least alleged."""
    trigger = planned.trigger
    pattern = tuple(None if arg.startswith("$") else arg for arg in trigger.args)
    for row in machine.rows(trigger.symbol, pattern):
        env = match_row(trigger.args, row, {})
        if env is None or not all(filler in machine.evidence.named for filler in env.values()):
            continue
        for when in machine.dates(trigger.symbol, row):
            if machine.instance(trigger.symbol, row, when)[0] & 1:
                yield tuple(sorted(env.items())), when


def _cell(
    actor: str, planned: PlannedRule, findings: list[Finding], court: Court, period: Window | None, cut: Cut | None
) -> Cell:
    if not findings:
        try:
            bound = may_bind(actor, planned, court, period, whenever=cut is not None)
        except CUT_BY as error:
            bound, cut = True, cut or reason(error)
        empty = NOT_APPLICABLE if not bound else UNDETERMINED if cut else NOT_TRIGGERED
        return Cell(actor, planned.rule.id, empty, cut=cut if bound else None)
    # Many findings have few different outcomes: it is those that are counted and folded.
    rows = Counter(f.by_standard for f in findings)
    counts: dict[int, dict[Outcome, int]] = {rank: {} for rank in range(len(STANDARDS))}
    for row, number in rows.items():
        for rank, outcome in enumerate(row):
            counts[rank][outcome] = counts[rank].get(outcome, 0) + number
    plain = fold(rows)
    supposed = fold(dict.fromkeys(f.if_assumed or f.by_standard for f in findings))
    readings = tuple(
        (position, reading, fold(dict.fromkeys(f.readings[at][2] for f in findings)))
        for at, (position, reading, _) in enumerate(findings[0].readings)
    )
    differs = supposed if supposed != plain else None
    # Where it is not known what all findings would be about, each of them says so.
    cut = next((f.cut for f in findings if f.cut), None)
    return Cell(actor, planned.rule.id, plain, tuple(findings), readings, differs, counts, cut)


def may_bind(actor: str, planned: PlannedRule, court: Court, period: Window | None, *, whenever: bool) -> bool:
    """Tell whether a norm that nothing opened could bind an actor at the time of the case, or ``whenever`` it acted."""
    machine = court.machine(planned.base_runs[0])
    if whenever:
        return named_as_bearer(planned, machine, actor) != FALSE
    if period is None:
        return True
    if not any(period.meets(stretch) for stretch in planned.rule.span.possible):
        return False
    return bearer(planned, machine, {planned.rule.norm.bearer.var: actor}, Moment(period)) != FALSE
