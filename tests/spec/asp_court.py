"""Asks clingo what a rulebook comes to, and names every difference to what the engine says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

import clingo

from sanctioncheck.engine.assess import Assessment, assess, seeds
from sanctioncheck.engine.judge import hear, hearings
from sanctioncheck.engine.plan import PlannedRule, compile_plan
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import When, Window
from tests.spec.asp import Translation
from tests.spec.compare import PERIOD, Comparison, as_truths, base_choices
from tests.spec.reference import Heard


class Reckoning:
    """What clingo asks for while it grounds."""

    def __init__(self, evidence: Evidence) -> None:
        self.owns = [(key.args, key.when, w) for key, w in evidence.atoms.items() if key.predicate == "owns"]

    def accounting(self, kind: clingo.Symbol, first: clingo.Symbol, last: clingo.Symbol) -> Any:
        """Give the days whose events are added up; none where the conduct may fall in two calendar years."""
        f, end = first.number, last.number
        if kind.string == "all":
            return _pair(-(2**30), 2**30)
        if kind.string != "year":
            return _pair(end - int(kind.string) + 1, end)
        if f < 1 or end > date.max.toordinal() or date.fromordinal(f).year != date.fromordinal(end).year:
            return []
        year = date.fromordinal(f).year
        return _pair(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())

    def share(self, owner: Any, owned: Any, own: Any, s: Any, first: Any, last: Any, least: Any) -> clingo.Symbol:
        """Multiply the holdings along every chain that passes nothing twice, and add up the chains."""
        held: dict[tuple[str, str], list[Fraction]] = {}
        for (holder, thing), when, w in self.owns:
            sure = when.core is not None and when.core.first <= first.number and last.number <= when.core.last
            shown = w.for_ >> s.number & 1 and (own.number or not w.against >> s.number & 1)
            percents = [Fraction(number) / 100 for unit, number in w.quantities if unit == "percent"]
            held.setdefault((holder, thing), []).extend(percents if sure and shown else [])
        parts = {pair: (max if own.number else min)(found) for pair, found in held.items() if found}

        def through(thing: str, passed: frozenset[str]) -> Fraction:
            """Give what the owner holds of a thing, by chains that avoid what was passed."""
            direct = parts.get((owner.string, thing), Fraction(0))
            others = [(h, p) for (h, t), p in parts.items() if t == thing and h not in {owner.string, *passed}]
            return direct + sum((p * through(h, passed | {h}) for h, p in others), Fraction(0))

        return clingo.Number(int(through(owned.string, frozenset({owned.string})) * 100 >= Fraction(least.string)))


def _pair(first: int, last: int) -> clingo.Symbol:
    return clingo.Function("", [clingo.Number(first), clingo.Number(last)])


class Opinion:
    """What clingo says: the outcome of every finding in each hearing, over every group of readings, and each cell."""

    def __init__(self, book: Rulebook, evidence: Evidence, period: Window | None = PERIOD) -> None:
        base = base_choices(book)
        forced = {(p, r.id): [{**c, p: r.id} for c in base] for p, at in book.positions.items() for r in at.readings}
        self.runs = [dict(c) for c in dict.fromkeys(tuple(c.items()) for g in ([*base], *forced.values()) for c in g)]
        self.forced = {key: f"g{i}" for i, key in enumerate(forced)}
        translation = Translation(book, evidence, self.runs, period or Window(0, 0))
        groups = {"base": base, **{self.forced[key]: group for key, group in forced.items()}}
        lines = [f"group({name},{self.runs.index(c)})." for name, group in groups.items() for c in group]
        control = clingo.Control(["--warn=none"])
        control.add("base", [], "\n".join([*translation.lines, *lines]))
        control.ground([("base", [])], context=Reckoning(evidence))
        with control.solve(yield_=True) as handle:
            answers = [model.symbols(shown=True) for model in handle]
        (answer,) = answers
        self.words: dict[tuple[Key, Hearing], str] = {}
        self.over: dict[tuple[Key, str, int], str] = {}
        self.cells: dict[tuple[int, str, int], str] = {}
        self.heard: dict[tuple[Key, Hearing], dict[str, dict[int, bool]]] = {}
        for symbol in answer:
            self.read(symbol.name, symbol.arguments)

    def read(self, name: str, args: list[clingo.Symbol]) -> None:
        """Read one line of the answer."""
        if name == "cell":
            self.cells[args[0].number, args[1].string, args[2].number] = args[3].string
        elif name == "over":
            self.over[key_of(args[1]), str(args[0]), args[2].number] = args[3].string
        elif name == "word":
            self.words[key_of(args[0]), hearing_of(args[1])] = args[2].string
        else:
            which = args[2].arguments[0].number if name == "is" and args[2].arguments else 0
            which = which if name == "is" else args[2].number
            about = "bound" if name == "is" and not args[2].arguments else name
            parts = self.heard.setdefault((key_of(args[0]), hearing_of(args[1])), {})
            parts.setdefault(about, {})[which] = args[3].number == 1 if name == "is" else True


Key = tuple[int, tuple[str, ...], When]
"""A finding: the number of its norm, what fills the variables of the trigger, and when."""
Hearing = tuple[int, int, int]
"""A choice of readings, whether the side's own, and a standard."""


@lru_cache(4096)
def key_of(symbol: clingo.Symbol) -> Key:
    norm, filled, when = symbol.arguments
    b1, b2, e1, e2, lasts = (part.number for part in when.arguments)
    filler = tuple(part.string for part in filled.arguments)
    return norm.number, filler, When(Window(b1, b2), Window(e1, e2), bool(lasts))


@lru_cache(4096)
def hearing_of(symbol: clingo.Symbol) -> Hearing:
    reading, own, standard = (part.number for part in symbol.arguments)
    return reading, own, standard


def compare_with_clingo(book: Rulebook, evidence: Evidence) -> Comparison:
    """Compare each part of each hearing, each finding under all readings, and each cell."""
    assessment = assess(
        compile_plan(book), Weighing(evidence, period=PERIOD), "reasonable-grounds", tuple(evidence.types)
    )
    return compare_norms(Opinion(book, evidence), assessment, [rule.id for rule in book.rules])


def compare_norms(said: Opinion, assessment: Assessment, norms: list[str]) -> Comparison:
    """Compare what clingo says of these norms, in its own order, with what the engine does."""
    found, planned = Comparison(other="clingo"), {p.rule.id: p for p in assessment.plan.rules}
    for number, name in enumerate(norms):
        for reading in range(len(said.runs)):
            compare_hearings(found, said, assessment, (number, planned[name]), reading)
        compare_findings(found, said, assessment, (number, planned[name]))
    return found


def compare_hearings(
    found: Comparison, said: Opinion, assessment: Assessment, norm: tuple[int, PlannedRule], reading: int
) -> None:
    number, planned = norm
    run = tuple((position, said.runs[reading][position]) for position in planned.positions)
    machine = assessment.court.machine(run)
    names = trigger_variables(planned)
    got = {
        (number, tuple(dict(seed[0])[v] for v in names), seed[1]): hear(planned, machine, dict(seed[0]), seed[1])
        for seed in seeds(planned, machine)
    }
    opened = {key for key, hearing in said.words if key[0] == number and hearing[0] == reading}
    found.expect(f"{planned.rule.id} under {run}: opened", opened, set(got))
    for key in opened & got.keys():
        for own, words in zip((1, 0), hearings(got[key]), strict=True):
            about = f"{planned.rule.id} {key[1:]} under {run}, {'claimant' if own else 'respondent'}"
            mine = tuple(said.words[key, (reading, own, s)] for s in range(5))
            found.expect(about, mine, words)
            found.outcomes.update(mine)
            for s, theirs in enumerate(as_truths(got[key], 1 - own)):
                parts = said.heard.get((key, (reading, own, s)), {})
                found.expect(f"{about} at {s}", heard_of(parts, theirs), theirs)


def heard_of(parts: dict[str, dict[int, bool]], like: Heard) -> Heard:
    """Put what clingo says of one hearing into the form of the reference."""
    elements, holds, excluded = (parts.get(word, {}) for word in ("is", "holds", "excluded"))
    return Heard(
        like.in_time,
        parts.get("bound", {}).get(0),
        tuple(elements.get(i) for i in range(len(like.elements))),
        tuple(holds.get(i, False) for i in range(len(like.holding))),
        tuple(excluded.get(i, False) for i in range(len(like.excluded))),
    )


def compare_findings(found: Comparison, said: Opinion, assessment: Assessment, norm: tuple[int, PlannedRule]) -> None:
    number, planned = norm
    names = trigger_variables(planned)
    cells = {actor: cell for (actor, rule), cell in assessment.cells.items() if rule == planned.rule.id}
    got = {
        (number, tuple(dict(f.bindings)[v] for v in names), f.when): f for cell in cells.values() for f in cell.findings
    }
    for actor in cells.keys() & {actor for norm, actor, _ in said.cells if norm == number}:
        cell = cells[actor]
        if not cell.findings and assessment.weighing.period is None:
            continue
        mine = tuple(said.cells[number, actor, s] for s in range(5))
        found.expect(f"cell {actor} {planned.rule.id}", mine, cell.by_standard)
    judged = {key for key, group, _ in said.over if key[0] == number and group == "base"}
    alive = {key for key in judged if any(said.over[key, "base", s] != "not-triggered" for s in range(5))}
    found.expect(f"{planned.rule.id}: findings", alive, alive & got.keys())
    for key, finding in got.items():
        mine = tuple(said.over.get((key, "base", s), "not-triggered") for s in range(5))
        found.expect(finding.id, mine, finding.by_standard)
        for position, reading, row in finding.readings:
            group = said.forced[position, reading]
            mine = tuple(said.over.get((key, group, s), "not-triggered") for s in range(5))
            found.expect(f"{finding.id} with {reading} of {position}", mine, row)


def trigger_variables(planned: PlannedRule) -> list[str]:
    return list(dict.fromkeys(arg for arg in planned.trigger.args if arg.startswith("$")))
