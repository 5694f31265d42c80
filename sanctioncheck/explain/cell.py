"""One cell drawn whole: its findings with elements and exceptions, what they lean on, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.engine.assess import Assessment, Court
from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.budget import CUT_BY, reason
from sanctioncheck.engine.judge import bearer, moment_of
from sanctioncheck.engine.plan import PlannedElement, PlannedRule, Run, default_run
from sanctioncheck.explain.binding import whom
from sanctioncheck.explain.chosen import Scene
from sanctioncheck.explain.following import following
from sanctioncheck.explain.gaps import LEANING_CUT, MISSING_CUT, drawn, missing_in
from sanctioncheck.explain.kinds import of_another_kind
from sanctioncheck.explain.leaning import lean, lean_plea, plea_state
from sanctioncheck.explain.leaves import Leaves
from sanctioncheck.explain.nodes import draw_defence, draw_form, in_its_place
from sanctioncheck.explain.once import once
from sanctioncheck.explain.walk import NOTHING, Leaning, deciding_leaves, gaps_of, together
from sanctioncheck.explain.words import Words
from sanctioncheck.model.authority import authority_of
from sanctioncheck.model.evidence import IS_A, Weighing
from sanctioncheck.model.fact import Case
from sanctioncheck.model.finding import ByStandard, Cell, Cut, Finding, Outcome, effect_of, gravest_of, reached, word
from sanctioncheck.model.form import Form
from sanctioncheck.model.norm import UNCONFIRMED, Provision, Status
from sanctioncheck.model.result import (
    CellNode,
    ElementNode,
    FindingNode,
    Leaf,
    Missing,
    ReadingNode,
    RivalNode,
)
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import Window, format_known
from sanctioncheck.model.truth import FALSE, RANK, STANDARDS, Standard, State, state_at

MOST_TOLD = 25
"""Findings of one cell that a whole result tells; the others are counted, and `explain` tells more of them."""


class Teller:
    """Draws the cells of one assessment."""

    def __init__(self, assessment: Assessment, rulebook: Rulebook, case: Case, leaves: Leaves, words: Words) -> None:
        self.assessment, self.book, self.case = assessment, rulebook, case
        self.leaves, self.words = leaves, words
        self.standard: Standard = assessment.standard
        self.rank = RANK[assessment.standard]
        self.weighing: Weighing = assessment.weighing
        self._findings = {finding.id: finding for finding in rulebook.findings}
        self.steps = assessment.court.index.budget
        self._leant: dict[object, Leaning] = {}
        self._bearers: dict[str, str] = {}
        self._known: dict[tuple[str, Window], frozenset[str]] = {}

    def cell(self, cell: Cell, planned: PlannedRule, most: int = MOST_TOLD) -> CellNode:
        """Draw one cell; of more findings than ``most`` the gravest are told, and the others are counted."""
        told = gravest_of(cell.findings, self.rank, most)
        findings = tuple(once(self.finding(f, planned)) for f in told)
        missing, cut = self._missing(cell, zip(told, findings, strict=True), planned)
        node = self._cell(cell, planned, findings, missing, len(cell.findings) - len(told))
        notes = [node.note, MISSING_CUT if cut else None] if findings else [self._note(cell, planned)]
        note = "; ".join(each for each in notes if each) or None
        return node.model_copy(update={"note": note})

    def glance(self, cell: Cell, planned: PlannedRule) -> CellNode:
        """Draw what the matrix shows of a cell: no finding is told, and where conduct is cleared only what it is."""
        cleared = cell.outcome(self.standard) == "not-violated"
        findings = tuple(self._outlined(f, planned) for f in cell.findings) if cleared else ()
        return self._cell(cell, planned, findings, (), len(cell.findings) - len(findings))

    def _cell(
        self, cell: Cell, planned: PlannedRule, findings: tuple[FindingNode, ...], missing: tuple[Missing, ...],
        untold: int,
    ) -> CellNode:  # fmt: skip
        provision, norm = planned.rule.provision, planned.rule.norm
        effect = effect_of(provision, norm.modality)
        outcome, standard = cell.outcome(self.standard), reached(cell.by_standard)
        leaning = together([self._leaning(f, planned) for f in cell.findings if not f.cut])
        assumed = self._assumed(cell, planned)
        cut = leaning.cut or assumed.cut
        return CellNode(
            actor=cell.actor, norm=cell.rule_id, provision=provision.provision, title=norm.title,
            citation=provision.citation.text, label=provision.citation.label, gist=provision.gist,
            force=provision.force, verb=provision.verb, modality=norm.modality, effect=effect, mark=provision.mark,
            pinpoint_confirmed=provision.mark not in UNCONFIRMED, status=provision.status,
            leans_on=self._rules(provision, leaning),
            in_force=tuple(s.said for s in provision.in_force), bearer=self._bearer(planned),
            outcome=outcome, word=word(outcome, effect, standard), standard_reached=standard,
            by_standard=by_standard(cell.by_standard), readings=self._readings(cell.readings),
            counts=dict(cell.counts.get(self.rank, {})), cut=cell.cut or cut,
            findings=findings, untold=untold, missing=missing,
            alternative_to=tuple(r.target for r in provision.relations if r.type == "alternative_to"),
            assumptions=tuple(sorted(assumed.assumptions)),
            if_assumed=cell.if_assumed[self.rank] if cell.if_assumed else None,
            judgements=tuple(sorted(leaning.judgements | leaning.bridges | self._constructed(cell, planned))),
            background=tuple(sorted(leaning.background)),
            refused=self._refused(planned, cell),
            period=leaning.undated,
            unreviewed=tuple(sorted(leaning.unreviewed)),
            opinions=self._opinions(cell, planned),
            not_encoded=tuple(f"{n.text}: {n.reason}" for n in provision.not_encoded),
            consequences=norm.consequences if outcome == "violated" else (),
            follows=tuple(following(self.book, planned.rule, self.weighing.today)) if outcome == "violated" else (),
            other_kind=outcome in ("undetermined", "not-violated")
            and of_another_kind(planned.rule, self._unlike(cell), self._kinds, self.book.vocabulary),
            note=LEANING_CUT if cut else None, authority=authority_of(provision.citation, self.book.authorities),
        )  # fmt: skip

    # --- findings

    def finding(self, finding: Finding, planned: PlannedRule) -> FindingNode:
        """Draw one finding, under the base reading that decides it; what takes too many steps is left out of it."""
        self.steps.begin()
        try:
            return self._drawn(finding, planned)
        except CUT_BY as error:
            return self._outlined(finding, planned).model_copy(update={"cut": finding.cut or reason(error)})

    def _drawn(self, finding: Finding, planned: PlannedRule) -> FindingNode:
        outlined = self._outlined(finding, planned)
        if outlined.cut:
            return outlined
        scene, env, moment = self._scene(finding, planned)
        bound = frozenset(planned.trigger.args)
        return outlined.model_copy(update={
            "elements": tuple(self.element(e, planned, scene, env, moment) for e in planned.elements),
            "exceptions": tuple(
                draw_defence(scene, d, planned.rule.exceptions[d.id], env, moment, bound,
                             self.weighing.invocations.get((d.id, finding.actor), ()))
                for d in planned.defences
            ),
        })  # fmt: skip

    def _scene(self, finding: Finding, planned: PlannedRule) -> tuple[Scene, Env, Moment]:
        court, run = self._where(finding, planned)
        machine, env = court.machine(run), dict(finding.bindings)
        scene = Scene(machine, self.leaves, self.words, self.standard)
        return scene, env, moment_of(planned, machine, env, finding.when)

    def _outlined(self, finding: Finding, planned: PlannedRule) -> FindingNode:
        """Draw a finding without its elements and exceptions."""
        bound, cut = self._bound_here(finding, planned)
        fits = planned.rule.span.fits(finding.when)
        _, run = self._where(finding, planned)
        return FindingNode(
            id=finding.id, bindings={name[1:]: ident for name, ident in finding.bindings},
            heading=self.heading(finding, planned),
            when=format_known(finding.when), outcome=finding.by_standard[self.rank],
            by_standard=by_standard(finding.by_standard),
            time="in force" if fits else "may lie outside" if fits is None else "not in force",
            bearer=bound,
            elements=(), exceptions=(),
            readings=self._readings(finding.readings), under=dict(run),
            if_assumed=finding.if_assumed[self.rank] if finding.if_assumed else None, cut=cut,
        )  # fmt: skip

    def _bound_here(self, finding: Finding, planned: PlannedRule) -> tuple[State, Cut | None]:
        """Tell whether a norm binds whom a finding is about, and why that is not known, where it was not gone into."""
        if finding.cut:
            return "unknown", finding.cut
        self.steps.begin()
        try:
            scene, env, moment = self._scene(finding, planned)
            return state_at(bearer(planned, scene.machine, env, moment), self.rank), None
        except CUT_BY as error:
            return "unknown", reason(error)

    def heading(self, finding: Finding, planned: PlannedRule) -> str:
        """Give what a finding is about, by name."""
        env = dict(finding.bindings)
        return ", ".join(self.words.name(env[v]) for v in planned.rule.norm.per)

    def _leaning(self, finding: Finding, planned: PlannedRule) -> Leaning:
        """Give what a finding leans on; one about things that are alike leans on the same."""
        key = (planned.rule.id, finding.by_standard, self.leaves.alike.key(finding.bindings, finding.when))
        found = self._leant.get(key)
        if found is None or found.one_of_alike:
            self.steps.begin()
            try:
                found = self._leant_on(finding, planned)
            except CUT_BY as error:
                found = Leaning(cut=reason(error))
            self._leant[key] = found
        return found

    def _leant_on(self, finding: Finding, planned: PlannedRule) -> Leaning:
        """Give what one finding leans on: its elements, and every exception that is not merely open."""
        scene, env, moment = self._scene(finding, planned)
        found = []
        for element in planned.elements:
            at = moment._replace(later=True) if element.may_follow else moment
            found.append(lean(scene, element.when.under(scene.machine.run).form, env, at, frozenset()))
            found += [lean(s, form, env, at, frozenset()) for _, s, form in self._rival_forms(planned, element, scene)]
        found += [
            lean_plea(scene, defence, env, moment)
            for defence in planned.defences
            if plea_state(scene, defence, env, moment) != "open"
        ]
        return together(found)

    def element(
        self, element: PlannedElement, planned: PlannedRule, scene: Scene, env: Env, moment: Moment
    ) -> ElementNode:
        """Draw one element of a finding."""
        written = planned.rule.elements[element.id]
        reading = scene.machine.run[element.when.position] if element.when.position else None
        at = moment._replace(later=True) if element.may_follow else moment
        node = drawn(element, scene, env, moment)
        value = element.when.under(scene.machine.run).hear(scene.machine, env, at)
        leaves = list(deciding_leaves(node))
        rivals = self._rivals(planned, element, scene, env, at)
        return ElementNode(
            id=element.id, ask=self.words.variables(written.ask, env),
            citation=written.citation.label if written.citation else None,
            rivals=rivals,
            state=node.state, states={s: state_at(value, RANK[s]) for s in STANDARDS}, reading=reading,
            support=_ids(leaves, "for"), against=_ids(leaves, "against"),
            missing=tuple(dict.fromkeys(gap.atom or "" for gap in gaps_of(node))), node=node,
        )  # fmt: skip

    def _rivals(
        self, planned: PlannedRule, element: PlannedElement, scene: Scene, env: Env, moment: Moment
    ) -> tuple[RivalNode, ...]:
        found = []
        for reading, other, form in self._rival_forms(planned, element, scene):
            node = draw_form(other, form, env, moment, frozenset())
            found.append(RivalNode(reading=reading, state=node.state, node=node))
        return tuple(found)

    def _rival_forms(
        self, planned: PlannedRule, element: PlannedElement, scene: Scene
    ) -> Iterator[tuple[str, Scene, Form]]:
        """Give the readings of an element other than the one that it is told under, each with who hears it."""
        position = element.when.position
        if position is None:
            return
        assumed = self.assessment.assumed
        # A finding that only an assumption opens is told with what is assumed, under every reading.
        court = assumed if assumed is not None and assumed.index is scene.machine.index else self.assessment.court
        for rival in planned.rule.elements[element.id].readings:
            if rival.id != scene.machine.run[position]:
                run = tuple((p, rival.id if p == position else r) for p, r in scene.machine.run.items())
                yield rival.id, scene._replace(machine=court.machine(run)), dict(element.when.options)[rival.id].form

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

    def _unlike(self, cell: Cell) -> tuple[Finding, ...]:
        """Give the findings of a cell, of those about things that are alike the first."""
        first: dict[object, Finding] = {}
        for finding in cell.findings:
            first.setdefault(self.leaves.alike.key(finding.bindings, finding.when), finding)
        return tuple(first.values())

    def _kinds(self, thing: str, finding: Finding) -> frozenset[str]:
        """Give the types that a thing is shown to have on the days of a finding."""
        key = (thing, finding.when.hull)
        if key not in self._known:
            machine = self.assessment.court.machine(default_run(self.book))
            moment = Moment(finding.when.hull)
            # A type can be shown of a thing only where something is said of a narrower one, or a definition gives it.
            plan = self.assessment.plan
            said = {wider for each in machine.index.said_to_be((thing,)) for wider in plan.wider[each]}
            self.steps.begin()
            try:
                self._known[key] = frozenset(
                    kind
                    for kind, kin in plan.kin.items()
                    if (kind in said or kin.defined[0])
                    and state_at(machine.value(f"{IS_A}:{kind}", (thing,), moment), self.rank) == "shown"
                )
            except CUT_BY:
                # Of what nothing is known the row is drawn.
                self._known[key] = frozenset()
        return self._known[key]

    def _missing(
        self, cell: Cell, told: Iterable[tuple[Finding, FindingNode]], planned: PlannedRule
    ) -> tuple[tuple[Missing, ...], Cut | None]:
        if cell.outcome(self.standard) not in ("undetermined", "contested"):
            return (), None
        court = self.assessment.court
        scenes = [Scene(court.machine(run), self.leaves, self.words, self.standard) for run in planned.base_runs]
        return missing_in(told, planned, scenes)

    def _rules(self, own: Provision, leaning: Leaning) -> dict[str, Status]:
        """Give the provisions that carry the cell, each with how far it has come."""
        names = sorted({own.provision, *leaning.provisions})
        known = self.book.provisions
        return {name: known.get(name, own).status for name in names if name in known or name == own.provision}

    def _assumed(self, cell: Cell, planned: PlannedRule) -> Leaning:
        """Give what a cell leans on with what is assumed, of which only the assumptions count."""
        court = self.assessment.assumed
        if court is None or cell.if_assumed is None:
            return NOTHING
        found = []
        for finding in cell.findings:
            self.steps.begin()
            try:
                found += self._assumed_of(finding, planned, court)
            except CUT_BY as error:
                found.append(Leaning(cut=reason(error)))
        return together(found)

    def _assumed_of(self, finding: Finding, planned: PlannedRule, court: Court) -> list[Leaning]:
        machine, env = court.machine(planned.base_runs[0]), dict(finding.bindings)
        scene = Scene(machine, self.leaves, self.words, self.standard)
        moment = moment_of(planned, machine, env, finding.when)
        found = []
        for element in planned.elements:
            at = moment._replace(later=True) if element.may_follow else moment
            found.append(lean(scene, element.when.under(machine.run).form, env, at, frozenset()))
        return found + [lean_plea(scene, defence, env, moment) for defence in planned.defences]

    def _constructed(self, cell: Cell, planned: PlannedRule) -> set[str]:
        """Give the facts by which somebody raises an exception in the respondent's place."""
        if not cell.findings:
            return set()
        raised = (self.weighing.invocations.get((d.id, cell.actor), ()) for d in planned.defences)
        return {name for invoked in raised if in_its_place(self.leaves, invoked) for name in invoked}

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
            self._bearers[planned.rule.id] = whom(planned.rule.norm.bearer, self.words)
        return self._bearers[planned.rule.id]

    def _note(self, cell: Cell, planned: PlannedRule) -> str:
        name = self.words.name(cell.actor)
        if cell.cut:
            return f"whether a fact in the case opens this norm for {name} is not known: the search was cut short"
        if cell.by_standard[0] == "not-triggered":
            trigger = planned.trigger
            args = tuple(cell.actor if a == planned.rule.norm.bearer.var else a for a in trigger.args)
            return f"no fact in the case opens this norm for {name}; it asks: {self.words.ask(trigger.symbol, args)}"
        period = self.weighing.period
        if period is not None and not any(period.meets(s) for s in planned.rule.span.possible):
            return "the provision was not in force at the time of the case"
        env = {planned.rule.norm.bearer.var: cell.actor}
        machine = self.assessment.court.machine(planned.base_runs[0])
        self.steps.begin()
        try:
            if period is not None and bearer(planned, machine, env, Moment(period)) == FALSE:
                return f"the norm does not bind {name}; it binds {self._bearer(planned)}"
        except CUT_BY:
            pass
        return f"the norm does not bind {name}"


def by_standard(row: ByStandard) -> dict[Standard, Outcome]:
    """Give outcomes by the name of the standard."""
    return dict(zip(STANDARDS, row, strict=True))


def _ids(leaves: list[Leaf], side: str) -> tuple[str, ...]:
    return tuple(sorted({leaf.id for leaf in leaves if leaf.side == side}))
