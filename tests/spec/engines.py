"""Native engine and durable_rules on the same rulebook and evidence, and every difference between them."""

from __future__ import annotations

from dataclasses import dataclass

from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.crosscheck import Difference, asked_of, derivations, differences, outcomes_apart
from sanctioncheck.engine.durable.chain import chain
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.rulebook import Rulebook


@dataclass(frozen=True)
class Engines:
    """What came of a comparison."""

    derivations: int
    differences: tuple[Difference, ...]
    refused: frozenset[str]
    reasons: tuple[str, ...] = ()
    """Why each of these norms was refused."""


def both(book: Rulebook, evidence: Evidence) -> Engines:
    """Judge an example by both engines."""
    plan = compile_plan(book)
    court = Court(plan, Index(plan, evidence))
    found = chain(book, evidence, asked_of(court))
    native = [derived for derived in derivations(court) if derived.norm not in found.refused]
    apart = (*differences(court, native, found.derived), *outcomes_apart(court, found.derived, set(found.refused)))
    return Engines(len(native), apart, frozenset(found.refused), tuple(found.refused.values()))
