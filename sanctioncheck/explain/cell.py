"""One cell drawn whole: its findings with elements and exceptions, what they lean on, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.engine.assess import Assessment, Court
from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.judge import bearer, moment_of
from sanctioncheck.engine.plan import PlannedElement, PlannedRule, Run, default_run
from sanctioncheck.explain.following import following
from sanctioncheck.explain.kinds import of_another_kind
from sanctioncheck.explain.leaves import Leaves
from sanctioncheck.explain.nodes import Scene, draw_defence, draw_form
from sanctioncheck.explain.once import once
from sanctioncheck.explain.walk import bridges_of, gaps_of, leaves_of, provisions_of
from sanctioncheck.explain.words import Words
from sanctioncheck.model.evidence import IS_A, Weighing
from sanctioncheck.model.fact import Case
from sanctioncheck.model.finding import ByStandard, Cell, Finding, Outcome, effect_of, reached, word
from sanctioncheck.model.form import Holds, normal_form
from sanctioncheck.model.norm import UNCONFIRMED, Provision, Status
from sanctioncheck.model.result import (
    CellNode,
    ElementNode,
    ExceptionNode,
    FindingNode,
    Leaf,
    Missing,
    Node,
    ReadingNode,
    RivalNode,
)
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import Window, format_known
from sanctioncheck.model.truth import FALSE, RANK, STANDARDS, Standard, state_at

LEANT_ON = ("inference", "judgement")


class Teller:
    """Draws the cells of one assessment."""

    def __init__(self, assessment: Assessment, rulebook: Rulebook, case: Case, leaves: Leaves, words: Words) -> None:
        self.assessment, self.book, self.case = assessment, rulebook, case
        self.leaves, self.words = leaves, words
        self.standard: Standard = assessment.standard
        self.rank = RANK[assessment.standard]
        self.weighing: Weighing = assessment.weighing
        self._findings = {finding.id: finding for finding in rulebook.findings}
        self._bearers: dict[str, str] = {}
        self._known: dict[tuple[str, Window], frozenset[str]] = {}

    def cell(self, cell: Cell, planned: PlannedRule) -> CellNode:
        """Draw one cell."""
        provision, norm = planned.rule.provision, planned.rule.norm
        effect = effect_of(provision, norm.modality)
        outcome, standard = cell.outcome(self.standard), reached(cell.by_standard)
        findings = tuple(self.finding(f, planned) for f in cell.findings)
        nodes = [n for f in findings for n in _leaning(f)]
        leaves = [leaf for node in nodes for leaf in leaves_of(node)]
        assumed = self._assumed(cell, planned)
        told = tuple(once(finding) for finding in findings)
        return CellNode(
            actor=cell.actor, norm=cell.rule_id, provision=provision.provision, title=norm.title,
            citation=provision.citation.text, label=provision.citation.label, gist=provision.gist,
            force=provision.force, verb=provision.verb, modality=norm.modality, effect=effect, mark=provision.mark,
            pinpoint_confirmed=provision.mark not in UNCONFIRMED, status=provision.status,
            leans_on=self._rules(provision, nodes),
            in_force=tuple(s.said for s in provision.in_force), bearer=self._bearer(planned),
            outcome=outcome, word=word(outcome, effect, standard), standard_reached=standard,
            by_standard=by_standard(cell.by_standard), readings=self._readings(cell.readings),
            counts=dict(cell.counts.get(self.rank, {})), findings=told, missing=self._missing(cell, planned),
            alternative_to=tuple(r.target for r in provision.relations if r.type == "alternative_to"),
            assumptions=assumed,
            if_assumed=cell.if_assumed[self.rank] if cell.if_assumed else None,
            judgements=tuple(sorted({leaf.id for leaf in leaves if leaf.kind in LEANT_ON}
                                    | {b for node in nodes for b in bridges_of(node)} | _constructed(findings))),
            background=tuple(sorted({leaf.source or leaf.id for leaf in leaves if leaf.kind == "background"})),
            refused=self._refused(planned, cell),
            period=any(_undated(node) for node in nodes),
            unreviewed=tuple(sorted({leaf.id for leaf in leaves if leaf.unreviewed})),
            opinions=self._opinions(cell, planned),
            not_encoded=tuple(f"{n.text}: {n.reason}" for n in provision.not_encoded),
            consequences=norm.consequences if outcome == "violated" else (),
            follows=tuple(following(self.book, planned.rule, self.weighing.today)) if outcome == "violated" else (),
            other_kind=outcome in ("undetermined", "not-violated")
            and of_another_kind(planned.rule, cell.findings, self._kinds, self.book.vocabulary),
            note=None if cell.findings else self._note(cell, planned),
        )  # fmt: skip

    # --- findings

    def finding(self, finding: Finding, planned: PlannedRule) -> FindingNode:
        """Draw one finding, under the base reading that decides it."""
        court, run = self._where(finding, planned)
        machine = court.machine(run)
        scene = Scene(machine, self.leaves, self.words, self.standard)
        env = dict(finding.bindings)
        moment = moment_of(planned, machine, env, finding.when)
        fits = planned.rule.span.fits(finding.when)
        bound = frozenset(planned.trigger.args)
        return FindingNode(
            id=finding.id, bindings={name[1:]: ident for name, ident in finding.bindings},
            heading=", ".join(self.words.name(env[v]) for v in planned.rule.norm.per),
            when=format_known(finding.when), outcome=finding.by_standard[self.rank],
            by_standard=by_standard(finding.by_standard),
            time="in force" if fits else "may lie outside" if fits is None else "not in force",
            bearer=state_at(bearer(planned, machine, env, moment), self.rank),
            elements=tuple(self.element(e, planned, scene, env, moment) for e in planned.elements),
            exceptions=tuple(
                draw_defence(scene, d, planned.rule.exceptions[d.id], env, moment, bound,
                             self.weighing.invocations.get((d.id, finding.actor), ()))
                for d in planned.defences
            ),
            readings=self._readings(finding.readings), under=dict(run),
            if_assumed=finding.if_assumed[self.rank] if finding.if_assumed else None,
        )  # fmt: skip

    def element(
        self, element: PlannedElement, planned: PlannedRule, scene: Scene, env: Env, moment: Moment
    ) -> ElementNode:
        """Draw one element of a finding."""
        written = planned.rule.elements[element.id]
        reading = scene.machine.run[element.when.position] if element.when.position else None
        at = moment._replace(later=True) if element.may_follow else moment
        node = drawn(element, scene, env, moment)
        value = element.when.under(scene.machine.run).hear(scene.machine, env, at)
        leaves = list(leaves_of(node))
        rivals = self._rivals(planned, element, scene, env, at, reading)
        return ElementNode(
            id=element.id, ask=self.words.variables(written.ask, env),
            citation=written.citation.label if written.citation else None,
            rivals=rivals,
            state=node.state, states={s: state_at(value, RANK[s]) for s in STANDARDS}, reading=reading,
            support=_ids(leaves, "for"), against=_ids(leaves, "against"),
            missing=tuple(dict.fromkeys(gap.atom or "" for gap in gaps_of(node))), node=node,
        )  # fmt: skip

    def _rivals(
        self, planned: PlannedRule, element: PlannedElement, scene: Scene, env: Env, moment: Moment, told: str | None
    ) -> tuple[RivalNode, ...]:
        written, position = planned.rule.elements[element.id], element.when.position
        assumed = self.assessment.assumed
        # A finding that only an assumption opens is told with what is assumed, under every reading.
        court = assumed if assumed is not None and assumed.index is scene.machine.index else self.assessment.court
        found = []
        for rival in written.readings:
            if rival.id == told or position is None:
                continue
            run = tuple((p, rival.id if p == position else r) for p, r in scene.machine.run.items())
            other = scene._replace(machine=court.machine(run))
            form = dict(element.when.options)[rival.id].form
            node = draw_form(other, form, env, moment, frozenset())
            found.append(RivalNode(reading=rival.id, state=node.state, node=node))
        return tuple(found)

    def _where(self, finding: Finding, planned: PlannedRule) -> tuple[Court, Run]:
        """Give the court and the base reading under which a finding is told: the one that weighs heaviest."""
        seed = (finding.bindings, finding.when)
        court = self.assessment.court
        runs = planned.base_runs
        for wanted in ("violated", "contested"):
            for run in runs:
                if court.judged(planned, run).get(seed, ("",) * 5)[self.rank] == wanted:
                    return court, run
        if finding.by_standard[0] == "not-triggered" and self.assessment.assumed is not None:
            return self.assessment.assumed, runs[0]
        return court, runs[0]

    # --- what the cell says beside its findings

    def _kinds(self, thing: str, finding: Finding) -> frozenset[str]:
        """Give the types that a thing is shown to have on the days of a finding."""
        key = (thing, finding.when.hull)
        if key not in self._known:
            machine = self.assessment.court.machine(default_run(self.book))
            moment = Moment(finding.when.hull)
            self._known[key] = frozenset(
                kind
                for kind in self.book.vocabulary.types
                if state_at(machine.value(f"{IS_A}:{kind}", (thing,), moment), self.rank) == "shown"
            )
        return self._known[key]

    def _missing(self, cell: Cell, planned: PlannedRule) -> tuple[Missing, ...]:
        if cell.outcome(self.standard) not in ("undetermined", "contested"):
            return ()
        found: dict[str, Missing] = {}
        for finding in cell.findings:
            if finding.by_standard[self.rank] not in ("undetermined", "contested"):
                continue
            for run in planned.base_runs:
                scene = Scene(self.assessment.court.machine(run), self.leaves, self.words, self.standard)
                env = dict(finding.bindings)
                moment = moment_of(planned, scene.machine, env, finding.when)
                nodes = [drawn(e, scene, env, moment) for e in planned.elements]
                nodes += self._to_exclude(planned, scene, env, moment)
                for gap in (gap for node in nodes for gap in gaps_of(node)):
                    missing = Missing(
                        atom=gap.atom or "", ask=gap.ask or gap.text, counts_as_answer=gap.counts_as_answer
                    )
                    found.setdefault(missing.atom, missing)
        return tuple(found.values())

    def _to_exclude(self, planned: PlannedRule, scene: Scene, env: Env, moment: Moment) -> list[Node]:
        """Give the conditions of the exceptions that the claimant must exclude and has not."""
        bound = frozenset(planned.trigger.args)
        clauses = [(d, planned.rule.exceptions[d.id]) for d in planned.defences if d.burden == "claimant"]
        pleas = [draw_defence(scene, d, clause, env, moment, bound) for d, clause in clauses]
        return [each.node for each in pleas if each.state != "answered"]

    def _rules(self, own: Provision, nodes: list[Node]) -> dict[str, Status]:
        """Give the provisions that carry the cell, each with how far it has come."""
        known = {own.provision: own, **self.book.provisions}
        names = {own.provision, *(name for node in nodes for name in provisions_of(node))}
        return {name: known[name].status for name in sorted(names & known.keys())}

    def _assumed(self, cell: Cell, planned: PlannedRule) -> tuple[str, ...]:
        court = self.assessment.assumed
        if court is None or cell.if_assumed is None:
            return ()
        found: set[str] = set()
        for finding in cell.findings:
            machine = court.machine(planned.base_runs[0])
            scene = Scene(machine, self.leaves, self.words, self.standard)
            env = dict(finding.bindings)
            moment = moment_of(planned, machine, env, finding.when)
            for element in planned.elements:
                node = drawn(element, scene, env, moment)
                found.update(leaf.id for leaf in leaves_of(node) if leaf.kind == "assumption")
            for d in planned.defences:
                defence = draw_defence(
                    scene, d, planned.rule.exceptions[d.id], env, moment, frozenset(planned.trigger.args)
                )
                found.update(leaf.id for node in _of_defence(defence) for leaf in leaves_of(node)
                             if leaf.kind == "assumption")  # fmt: skip
        return tuple(sorted(found))

    def _readings(self, rows: tuple[tuple[str, str, ByStandard], ...]) -> tuple[ReadingNode, ...]:
        found = []
        for position, reading, row in rows:
            rival = next(r for r in self.book.positions[position].readings if r.id == reading)
            found.append(ReadingNode(
                position=position, reading=reading, label=rival.label, held_by=rival.held_by, default=rival.default,
                outcome=row[self.rank], by_standard=by_standard(row), standard_reached=reached(row),
            ))  # fmt: skip
        return tuple(found)

    def _refused(self, planned: PlannedRule, cell: Cell) -> tuple[str, ...]:
        if cell.by_standard[0] == "not-applicable":
            return ()
        return tuple(
            refusal.id for refusal in sorted(self.case.refused, key=lambda r: r.id)
            if refusal.id in self._findings and self._findings[refusal.id].claim.predicate in planned.uses
        )  # fmt: skip

    def _opinions(self, cell: Cell, planned: PlannedRule) -> tuple[str, ...]:
        norms = (None, *planned.rule.names)
        return tuple(sorted(o.id for o in self.case.opinions if cell.actor in o.about and o.norm in norms))

    def _bearer(self, planned: PlannedRule) -> str:
        if planned.rule.id not in self._bearers:
            self._bearers[planned.rule.id] = self._bound(planned)
        return self._bearers[planned.rule.id]

    def _bound(self, planned: PlannedRule) -> str:
        """Say in words whom a norm binds."""
        wanted = planned.rule.norm.bearer
        if wanted.is_ is not None:
            return self.words.name(wanted.is_)
        kind = self.words.vocabulary.types[wanted.type].label
        text = f"any {kind}"
        if wanted.is_not is not None:
            text += f" but {self.words.name(wanted.is_not)}"
        if wanted.bound_where is not None:
            form = normal_form(wanted.bound_where, self.words.vocabulary, frozenset({wanted.var}))
            if isinstance(form, Holds):
                asked = tuple("it" if arg == wanted.var else arg for arg in form.args)
                text += f", where {self.words.say(form.symbol, asked)}"
        return text

    def _note(self, cell: Cell, planned: PlannedRule) -> str:
        name = self.words.name(cell.actor)
        if cell.by_standard[0] == "not-triggered":
            trigger = planned.trigger
            args = tuple(cell.actor if a == planned.rule.norm.bearer.var else a for a in trigger.args)
            return f"no fact in the case opens this norm for {name}; it asks: {self.words.ask(trigger.symbol, args)}"
        period = self.weighing.period
        if period is not None and not any(period.meets(s) for s in planned.rule.span.possible):
            return "the provision was not in force at the time of the case"
        env = {planned.rule.norm.bearer.var: cell.actor}
        machine = self.assessment.court.machine(planned.base_runs[0])
        if period is not None and bearer(planned, machine, env, Moment(period)) == FALSE:
            return f"the norm does not bind {name}; it binds {self._bearer(planned)}"
        return f"the norm does not bind {name}"


def drawn(element: PlannedElement, scene: Scene, env: Env, moment: Moment) -> Node:
    """Draw the condition of an element of a finding, under the readings of the scene."""
    at = moment._replace(later=True) if element.may_follow else moment
    return draw_form(scene, element.when.under(scene.machine.run).form, env, at, frozenset())


def by_standard(row: ByStandard) -> dict[Standard, Outcome]:
    """Give outcomes by the name of the standard."""
    return dict(zip(STANDARDS, row, strict=True))


def _ids(leaves: list[Leaf], side: str) -> tuple[str, ...]:
    return tuple(sorted({leaf.id for leaf in leaves if leaf.side == side}))


def _constructed(findings: tuple[FindingNode, ...]) -> set[str]:
    """Give the facts by which somebody raises an exception in the respondent's place."""
    return {name for f in findings for e in f.exceptions if e.raised_for_by for name in e.invoked_by}


def _leaning(finding: FindingNode) -> Iterator[Node]:
    """Give the conditions that a finding leans on: its elements, and every exception that is not merely open."""
    for element in finding.elements:
        yield element.node
        yield from (rival.node for rival in element.rivals)
    for exception in finding.exceptions:
        if exception.state != "open":
            yield from _of_defence(exception)


def _of_defence(exception: ExceptionNode) -> Iterator[Node]:
    yield exception.node
    for inner in exception.unless:
        yield from _of_defence(inner)


def _undated(node: Node) -> bool:
    return node.undated or any(_undated(p) for p in node.parts) or any(_undated(m.node) for m in node.meanings)
