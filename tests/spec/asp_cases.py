"""Compares clingo and the engine on real cases under the real rules, norm by norm, so that each grounds fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sanctioncheck.engine.assess import assess
from sanctioncheck.engine.plan import Plan
from sanctioncheck.engine.weigh import weigh
from sanctioncheck.load.case import load_case
from sanctioncheck.model.condition import atoms
from sanctioncheck.model.evidence import IS_A, Evidence, Weighing
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives, head, symbol
from tests.spec.asp_court import Opinion, compare_norms
from tests.spec.compare import Comparison


def compare_case(folder: Path, plan: Plan, norms: Iterable[str] = ()) -> Iterator[tuple[str, Comparison]]:
    """Compare the norms named, or all that something in the case opens or whose trigger the case speaks of."""
    book = plan.rulebook
    weighing = weigh(load_case(folder, book).case, book, None)
    evidence = weighing.plain
    assessment = assess(plan, Weighing(evidence, period=weighing.period), "reasonable-grounds", ())
    opened = {rule for (_, rule), cell in assessment.cells.items() if cell.findings}
    spoken = {key.predicate for key in evidence.atoms}
    for rule in book.rules:
        trigger = next(atoms(rule.elements[rule.norm.trigger].when))[0]  # type: ignore[arg-type]
        if rule.id in norms or (not norms and (rule.id in opened or trigger.predicate in spoken)):
            said = Opinion(*narrowed(book, evidence, rule), weighing.period)
            yield rule.id, compare_norms(said, assessment, [rule.id])


def narrowed(book: Rulebook, evidence: Evidence, rule: Rule) -> tuple[Rulebook, Evidence]:
    """Leave of rules and evidence what can bear on one norm."""
    asked, meanings, queue = {"owns", IS_A}, list[Meaning](), conditions(rule)
    while queue:
        fresh = {symbol(a.predicate, a.roles) for a, _ in atoms(queue.pop())} - asked
        kinds = any(name.startswith(IS_A) for name in fresh)
        new = [m for m in book.meanings if m not in meanings and concludes(m, fresh, kinds)]
        asked, meanings = asked | fresh, [*meanings, *new]
        queue += [c for m in new for c in [*(c for _, c in m.alternatives()), *clauses(m.exceptions.values())]]
    places = {m.position for m in meanings} | {rule.position(name) for name in rule.norm.elements}
    return (
        replace(
            book,
            rules=(rule,),
            meanings=tuple(m for m in book.meanings if m in meanings),
            positions={name: at for name, at in book.positions.items() if name in places},
        ),
        replace(evidence, atoms={k: w for k, w in evidence.atoms.items() if k.predicate in asked}),
    )


def concludes(meaning: Meaning, names: set[str], kinds: bool) -> bool:
    """Tell whether a definition concludes one of these; what a thing is turns on every type that it may have."""
    name = symbol(*head(meaning))
    return name in names or (kinds and name.startswith(IS_A))


def conditions(rule: Rule) -> list[Any]:
    elements = [rule.elements[name] for name in rule.norm.elements]
    bound = [rule.norm.bearer.bound_where] if rule.norm.bearer.bound_where is not None else []
    told = [c for e in elements for _, c in alternatives(e.when, e.readings)]
    return [*told, *bound, *clauses(rule.exceptions.values())]


def clauses(exceptions: Iterable[Any]) -> Iterator[Any]:
    for clause in exceptions:
        yield clause.when
        yield from clauses(clause.unless.values())
