"""What is missing in a cell that is open: the facts that nobody has shown, and that its findings wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.budget import CUT_BY, reason
from sanctioncheck.engine.judge import moment_of
from sanctioncheck.engine.plan import PlannedElement, PlannedRule
from sanctioncheck.explain.chosen import Scene
from sanctioncheck.explain.nodes import draw_defence, draw_form
from sanctioncheck.explain.walk import gaps_of
from sanctioncheck.model.finding import Cut, Finding
from sanctioncheck.model.result import FindingNode, Missing, Node

__all__ = ["LEANING_CUT", "MISSING_CUT", "drawn", "missing_in"]

LEANING_CUT = (
    "what it leans on was not gone through to the end: there may be judgements, inferences, bridges, public findings, "
    "assumptions and undated facts that are not named"
)
MISSING_CUT = "what is missing was not gone through to the end: more may be missing than is told"


def missing_in(
    findings: Iterable[tuple[Finding, FindingNode]], planned: PlannedRule, scenes: Sequence[Scene]
) -> tuple[tuple[Missing, ...], Cut | None]:
    """Give what is missing in findings, and why not all of it is known, where that took too many steps.

    Args:
        findings: those that are told, each as it was judged and as it is told.
        planned: the norm.
        scenes: who hears it, under each base reading.
    """
    found: dict[str, Missing] = {}
    cut: Cut | None = None
    rank, steps = scenes[0].rank, scenes[0].machine.budget
    for finding, told in findings:
        if finding.cut or finding.by_standard[rank] not in ("undetermined", "contested"):
            continue
        if told.cut:
            cut = cut or told.cut
            continue
        steps.begin()
        try:
            for gap in (gap for scene in scenes for gap in _gaps(finding, planned, scene)):
                atom = gap.atom or ""
                found.setdefault(
                    atom, Missing(atom=atom, ask=gap.ask or gap.text, counts_as_answer=gap.counts_as_answer)
                )
        except CUT_BY as error:
            cut = cut or reason(error)
    return tuple(found.values()), cut


def _gaps(finding: Finding, planned: PlannedRule, scene: Scene) -> Iterator[Node]:
    env = dict(finding.bindings)
    moment = moment_of(planned, scene.machine, env, finding.when)
    nodes = [drawn(e, scene, env, moment) for e in planned.elements]
    nodes += _to_exclude(planned, scene, env, moment)
    for node in nodes:
        yield from gaps_of(node)


def _to_exclude(planned: PlannedRule, scene: Scene, env: Env, moment: Moment) -> list[Node]:
    """Give the conditions of the exceptions that the claimant must exclude and has not."""
    bound = frozenset(planned.trigger.args)
    clauses = [(d, planned.rule.exceptions[d.id]) for d in planned.defences if d.burden == "claimant"]
    pleas = [draw_defence(scene, d, clause, env, moment, bound) for d, clause in clauses]
    return [each.node for each in pleas if each.state != "answered"]


def drawn(element: PlannedElement, scene: Scene, env: Env, moment: Moment) -> Node:
    """Draw the condition of an element of a finding, under the readings of the scene."""
    at = moment._replace(later=True) if element.may_follow else moment
    return draw_form(scene, element.when.under(scene.machine.run).form, env, at, frozenset())
