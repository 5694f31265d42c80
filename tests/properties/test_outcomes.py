"""What the outcome of a finding says of its hearings, its time and the other standards."""

from __future__ import annotations

from sanctioncheck.engine.judge import hear
from sanctioncheck.model.truth import STANDARDS
from tests.properties.conftest import Judged


def test_where_a_finding_is_violated_at_a_standard_it_is_violated_or_contested_at_every_lower_one(
    judged: list[Judged],
) -> None:
    for case in judged:
        for cell in case.matrix.cells.values():
            for finding in cell.findings:
                highest = max((s for s, o in enumerate(finding.by_standard) if o == "violated"), default=0)
                for outcome in finding.by_standard[:highest]:
                    assert outcome in ("violated", "contested"), f"seed {case.seed}: {finding.id}"


def test_no_finding_is_violated_contested_or_excused_unless_its_conduct_surely_fell_while_the_norm_was_in_force(
    judged: list[Judged],
) -> None:
    for case in judged:
        spans = {rule.id: rule.span for rule in case.book.rules}
        for cell in case.matrix.cells.values():
            for finding in cell.findings:
                if {"violated", "contested", "excused"} & set(finding.by_standard):
                    assert spans[finding.rule_id].fits(finding.when) is True, f"seed {case.seed}: {finding.id}"


def test_under_contested_at_least_one_base_reading_gives_violated_in_the_claimants_hearing(
    judged: list[Judged],
) -> None:
    for case in judged:
        for planned in case.matrix.plan.rules:
            for (_, rule), cell in case.matrix.cells.items():
                for finding in cell.findings if rule == planned.rule.id else ():
                    heard = [
                        hear(planned, case.matrix.court.machine(run), dict(finding.bindings), finding.when)
                        for run in planned.base_runs
                    ]
                    for s in range(len(STANDARDS)):
                        if finding.by_standard[s] == "contested":
                            assert any(claimant_wins(each, s) for each in heard), f"seed {case.seed}: {finding.id}"


def claimant_wins(heard: object, s: int) -> bool:
    bearer, elements = heard.bearer, heard.elements  # type: ignore[attr-defined]
    shown = heard.in_time and all(value[0] >> s & 1 for value in (bearer, *elements))  # type: ignore[attr-defined]
    holding = any(one >> s & 1 for one, _ in heard.exceptions)  # type: ignore[attr-defined]
    excluded = all(one >> s & 1 for one, _ in heard.excluded)  # type: ignore[attr-defined]
    return bool(shown) and not holding and excluded
