"""What more, less or one-sided evidence can do to an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sanctioncheck.engine.assess import Assessment, Court, seeds
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import hear, outcomes
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.finding import NOT_TRIGGERED, ByStandard, Finding, over_readings
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.properties.conftest import Judged, judge
from tests.properties.polarity import derived, in_exceptions, meeting, name_of, one_sided
from tests.spec.words import WHENS

AT_OTHER_TIMES = (WHENS[0], THROUGHOUT)


def findings(matrix: Assessment) -> dict[tuple[object, ...], Finding]:
    return {(f.rule_id, f.bindings, f.when): f for cell in matrix.cells.values() for f in cell.findings}


def is_closed(case: Judged, key: Key) -> bool:
    return key.predicate != "is_a" and case.book.vocabulary.predicates[key.predicate].closed


def one_sided_atoms(case: Judged) -> Iterator[tuple[str, list[Key]]]:
    """Give the evidence, whatever its date, of each atom about which there is something on one side only.

    For a type that is all evidence about kinds of the thing that bears on it.
    """
    atoms: dict[tuple[str, tuple[str, ...]], list[Key]] = {}
    for key in case.evidence.atoms:
        args = key.args[:1] if key.predicate == "is_a" else key.args
        atoms.setdefault((name_of(key), args), []).append(key)
    for (name, args), keys in atoms.items():
        kin = {(name, args): True}
        if name.startswith("is_a:"):
            words = case.book.vocabulary
            kin |= {(f"is_a:{t}", args): True for t in (*words.supertypes(name[5:]), *words.subtypes(name[5:]))}
            kin |= {(f"is_a:{t}", args): False for t in words.disjoint_with(name[5:])}
        sides = set()
        for atom, same in kin.items():
            for weighed in (case.evidence.atoms[key] for key in atoms.get(atom, ())):
                sides |= {same} if weighed.for_ else set()
                sides |= {not same} if weighed.against else set()
        if len(sides) == 1:
            yield name, keys


def test_taking_away_all_evidence_on_one_side_never_decides_what_was_open(judged: list[Judged]) -> None:
    """Of an atom of an open predicate that has none on the other side, and that feeds no exception.

    What a definition gives is another side, so derived predicates are left out; and so is all from which there follows
    something about which there is evidence too.
    """
    changed = 0
    for case in judged:
        said = {name_of(key) for key in case.evidence.atoms}
        fed = in_exceptions(case.book) | derived(case.book) | meeting(case.book, said)
        before = findings(case.matrix)
        for name, keys in one_sided_atoms(case):
            if name in fed or is_closed(case, keys[0]):
                continue
            less = {k: w for k, w in case.evidence.atoms.items() if k not in keys}
            for seed, finding in findings(judge(case.book, replace(case.evidence, atoms=less))).items():
                for old, new in zip(before[seed].by_standard, finding.by_standard, strict=True):
                    changed += old != new
                    if old in ("undetermined", "contested"):
                        assert new not in ("violated", "not-violated"), f"seed {case.seed}: {finding.id} without {keys}"
    assert changed > 100


def test_more_evidence_never_lowers_the_standard_reached(judged: list[Judged]) -> None:
    """For an atom that occurs only positively, outside exceptions and closed lists; at its own date or at another."""
    for case in judged:
        fed, sides = in_exceptions(case.book), one_sided(case.book)
        for key in case.evidence.atoms:
            if not sides.get(name_of(key)) or is_closed(case, key) or name_of(key) in fed:
                continue
            for when in (key.when, *AT_OTHER_TIMES):
                same = key._replace(when=when)
                known = case.evidence.atoms.get(same, Weighed(0, 0))
                more = {**case.evidence.atoms, same: known._replace(for_=FULL)}
                matrix = judge(case.book, replace(case.evidence, atoms=more))
                for at, cell in case.matrix.cells.items():
                    for old, new in zip(cell.by_standard, matrix.cells[at].by_standard, strict=True):
                        assert old != "violated" or new == "violated", f"seed {case.seed}: {at} with more for {same}"


def decided(case: Judged, for_claimant: bool) -> Evidence:
    """Decide each disputed atom, standard by standard, for one side."""
    sides = one_sided(case.book)

    def one(key: Key, weighed: Weighed) -> Weighed:
        helps = sides.get(name_of(key))
        if helps is None:
            return weighed
        if helps == for_claimant:
            return weighed._replace(against=weighed.against & ~weighed.for_)
        return weighed._replace(for_=weighed.for_ & ~weighed.against)

    return replace(case.evidence, atoms={key: one(key, weighed) for key, weighed in case.evidence.atoms.items()})


def heard_again(case: Judged, finding: Finding, evidence: Evidence) -> ByStandard:
    """Hear a finding on other evidence, under each base reading that opened it, though it may be alleged no more."""
    plan = case.matrix.plan
    before, after = (Court(plan, Index(plan, each)) for each in (case.evidence, evidence))
    planned = next(p for p in plan.rules if p.rule.id == finding.rule_id)
    seed = (finding.bindings, finding.when)
    return over_readings(
        outcomes(hear(planned, after.machine(run), dict(finding.bindings), finding.when))
        if seed in set(seeds(planned, before.machine(run)))
        else NOT_TRIGGERED
        for run in planned.base_runs
    )


def stays(judged: list[Judged], outcome: str, for_claimant: bool) -> None:
    kept = 0
    for case in judged:
        evidence = decided(case, for_claimant)
        for finding in findings(case.matrix).values():
            if outcome in finding.by_standard:
                again = heard_again(case, finding, evidence)
                for old, new in zip(finding.by_standard, again, strict=True):
                    assert old != outcome or new == outcome, f"seed {case.seed}: {finding.id}"
                    kept += old == outcome and evidence != case.evidence
    assert kept > 100


def test_a_violated_finding_stays_violated_when_every_disputed_atom_is_decided_for_the_respondent(
    judged: list[Judged],
) -> None:
    """Of the atoms that always help the same side; the others stay disputed, which is worse for the claimant."""
    stays(judged, "violated", for_claimant=False)


def test_a_not_violated_finding_stays_so_when_every_disputed_atom_is_decided_for_the_claimant(
    judged: list[Judged],
) -> None:
    """Of the atoms that always help the same side; the others stay disputed."""
    stays(judged, "not-violated", for_claimant=True)
