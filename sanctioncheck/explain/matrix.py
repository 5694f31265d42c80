"""A case judged and told: the whole matrix with its traces, as the JSON of a run has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import product
from math import prod

from sanctioncheck.engine.assess import Assessment, Court, assess
from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.budget import CUT_BY, PER_NORM
from sanctioncheck.engine.compile import compile_form
from sanctioncheck.engine.dating import CLASSIFICATION, when_of
from sanctioncheck.engine.defeat import defeated
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import Plan, PlannedMeaning, default_run
from sanctioncheck.engine.scope import columns
from sanctioncheck.engine.weigh import weigh
from sanctioncheck.explain.cell import MOST_TOLD, Teller
from sanctioncheck.explain.leaves import Leaves, in_order
from sanctioncheck.explain.words import Words
from sanctioncheck.load.case import LoadedCase
from sanctioncheck.model.condition import AllOf, Atom
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.evidence import Key, Weighing
from sanctioncheck.model.fact import Fact, Stated
from sanctioncheck.model.form import normal_form
from sanctioncheck.model.result import (
    ActorNode,
    CaseResult,
    CellNode,
    Derivation,
    FactNode,
    Input,
    JudgementNode,
    OpinionNode,
    PeriodNode,
)
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.sourcenode import source_node
from sanctioncheck.model.time import Window, format_when
from sanctioncheck.model.truth import RANK, STANDARDS, Standard, state_at

ENGINE_VERSION = "1"
MOST_IN_ALL = 10_000
"""Findings that a whole result tells; of each cell one at least."""
MOST_FILLINGS = 20_000
"""Fillings of one listed predicate of which it is said what its definitions give."""
MOST_EXPLAINED = 1_000
"""Findings that are told where one cell is asked about."""
COUNTED = ("breach", "responsibility")


def judge(
    file: LoadedCase,
    rulebook: Rulebook,
    plan: Plan,
    standard: Standard,
    as_of: str | None = None,
    supposed: frozenset[str] = frozenset(),
    decide: Callable[[Court], None] | None = None,
    budget: int = PER_NORM,
) -> Assessment:
    """Weigh and judge a case; no trace is drawn yet.

    Args:
        file: the case, checked against the rulebook.
        rulebook: the pack.
        plan: the pack, compiled.
        standard: the standard of proof that the matrix shows.
        as_of: the day as of which to judge, where it is not the case's own.
        supposed: the assumptions that count as if they were proved.
        decide: fills in the outcomes of a court, where another engine decides them.
        budget: the steps that one norm may take.
    """
    weighing = weigh(file.case, rulebook, as_of, supposed)
    return assess(plan, weighing, standard, columns(file.case, rulebook), decide, budget)


class Story:
    """Tells an assessment, cell by cell or whole."""

    def __init__(self, file: LoadedCase, rulebook: Rulebook, assessment: Assessment) -> None:
        self.file, self.book, self.assessment = file, rulebook, assessment
        self.words = Words(rulebook, file.case)
        self.leaves = Leaves(
            rulebook, file.case, file.passages, assessment.weighing, self.words, assessment.plan.constants
        )
        self._planned = {planned.rule.id: planned for planned in assessment.plan.rules}
        self._told: dict[tuple[str, str], CellNode] = {}
        opened = sum(1 for cell in assessment.cells.values() if cell.findings)
        self._most = max(1, min(MOST_TOLD, MOST_IN_ALL // max(opened, 1)))
        self.teller = Teller(assessment, rulebook, file.case, self.leaves, self.words)

    def cell(self, actor: str, norm: str) -> CellNode:
        """Tell one cell; what is told once is not told anew.

        Raises:
            KeyError: no such actor or norm.
        """
        if (actor, norm) not in self._told:
            cell, planned = self.assessment.cells[actor, norm], self._planned[norm]
            self._told[actor, norm] = self.teller.cell(cell, planned, self._most)
        return self._told[actor, norm]

    def whole(
        self, *, everything: bool = False, as_of: str | None = None, engines: Engines | None = None
    ) -> CaseResult:
        """Tell the whole matrix; norms that apply to nobody only with ``everything``."""
        return self._result(self.cell, everything, as_of, engines)

    def glance(
        self,
        *,
        everything: bool = False,
        as_of: str | None = None,
        chosen: Callable[[CaseResult], CellNode | None],
        engines: Engines | None = None,
    ) -> CaseResult:
        """Tell of the matrix what it shows, and of its cells only the chosen one with its findings.

        Args:
            everything: whether norms that apply to nobody have cells too.
            as_of: the day as of which it was judged, where it is not the case's own.
            chosen: takes the matrix and gives the cell to tell, or ``None`` for no cell.
            engines: which engines decided and were compared; the native one alone where nothing is given.
        """
        case = self._result(self._glance, everything, as_of, engines)
        cell = chosen(case)
        if cell is None:
            return case
        told = self.teller.cell(self.assessment.cells[cell.actor, cell.norm], self._planned[cell.norm], MOST_EXPLAINED)
        return case.model_copy(update={"cells": tuple(told if each is cell else each for each in case.cells)})

    def _glance(self, actor: str, norm: str) -> CellNode:
        return self.teller.glance(self.assessment.cells[actor, norm], self._planned[norm])

    def _result(
        self, tell: Callable[[str, str], CellNode], everything: bool, as_of: str | None, engines: Engines | None
    ) -> CaseResult:
        rules = self.assessment.plan.rules
        shown = {p.rule.id: None for p in rules if everything or any(
            self.assessment.cells[a, p.rule.id].by_standard[0] != "not-applicable" for a in self.assessment.actors
        )}  # fmt: skip
        cells = tuple(tell(actor, norm) for norm in shown for actor in self.assessment.actors)
        case, weighing = self.file.case, self.assessment.weighing
        types = weighing.plain.types
        return CaseResult(
            case=case.case, title=case.title, sha256=self.file.sha256,
            inputs=tuple(Input(path=i.path, sha256=i.sha256, verbatim=i.verbatim) for i in self.file.inputs),
            engines=engines or Engines(native=ENGINE_VERSION),
            standard=self.assessment.standard, as_of=as_of or case.as_of,
            period=PeriodNode(from_=case.period.from_, to=case.period.to, reason=case.period.reason)
            if case.period else None,
            actors=self.assessment.actors,
            columns=tuple(ActorNode(id=a, name=self.words.name(a), type=types.get(a, "actor"))
                          for a in self.assessment.actors),
            cells=cells, totals=self._totals(cells), left_out=self.assessment.left_out,
            hidden=tuple(p.rule.id for p in rules if p.rule.id not in shown),
            derivations=tuple(sorted(derivations(self.assessment), key=_by_name)),
            opinions=tuple(OpinionNode(
                id=o.id, source=o.source, exact=self.file.opinions[o.id].exact,
                speaker=o.speaker.words or self.words.name(o.speaker.actor or ""), about=o.about, norm=o.norm,
                source_title=self.leaves.sources[o.source].title,
                verbatim=self.leaves.sources[o.source].verbatim) for o in sorted(case.opinions, key=lambda o: o.id)),
            facts=tuple(self._fact(fact, weighing) for fact in sorted(case.facts, key=lambda f: f.id)),
            sources=tuple(source_node(s) for s in sorted(case.sources, key=lambda s: s.id)),
            judgements=tuple(sorted(self._judgements(), key=lambda j: (j.kind, j.id))),
            background=self._background({d for cell in cells for d in cell.background}),
            assumptions={a.id: f"{self._claim(a)}: {a.reason}" for a in sorted(case.assumptions, key=lambda a: a.id)},
            refused=self._refused(),
            not_yet_known=weighing.not_yet_known,
            idle=tuple(sorted({a.id for a in case.assumptions} - {i for cell in cells for i in cell.assumptions})),
            unbound=dict(self._unbound()),
            made_up=tuple(sorted(s.title for s in case.sources if s.made_up)),
            proposed=tuple(sorted(f.id for f in case.facts if f.review.state == "proposed")),
        )  # fmt: skip

    def _totals(self, cells: tuple[CellNode, ...]) -> str:
        """Count what is violated, alternatives once.

        A breach or a responsibility counts; a qualification or a departure is no finding of wrong by itself.
        """
        serious = [c for c in cells if c.outcome == "violated" and c.effect in COUNTED]
        principal = {(c.actor, c.provision) for c in serious}
        number, acts, rank = 0, set(), RANK[self.assessment.standard]
        for cell in serious:
            planned = self._planned[cell.norm]
            alternative = any((cell.actor, target) in principal for target in cell.alternative_to)
            for finding in self.assessment.cells[cell.actor, cell.norm].findings:
                if finding.by_standard[rank] == "violated":
                    number += 1
                    if not alternative:
                        acts.add((cell.actor, self.teller.heading(finding, planned)))
        findings = "finding" if number == 1 else "findings"
        cut = sum(1 for cell in cells if self.assessment.cells[cell.actor, cell.norm].cut)
        short = f"; {cut} {'cell' if cut == 1 else 'cells'} cut short, so that there may be more" if cut else ""
        out = len(self.assessment.left_out)
        unseen = f"; {out} {'actor' if out == 1 else 'actors'} left out" if out else ""
        return f"{number} {findings} on {len(acts)} {'act' if len(acts) == 1 else 'acts'}{short}{unseen}"

    def _unbound(self) -> Iterable[tuple[str, str]]:
        """Give the actors whose conduct opens only norms that do not bind them, with what a list says."""
        cells, court = self.assessment.cells, self.assessment.court
        known = {
            *self.book.entities,
            *(each for listing in self.book.lists for row in listing.rows for each in row.fillers),
        }
        for actor in self.assessment.actors:
            opened = [p for p in self.assessment.plan.rules if cells[actor, p.rule.id].findings]
            if not opened or any(cells[actor, p.rule.id].by_standard[0] != "not-applicable" for p in opened):
                continue
            for planned in opened:
                where = planned.rule.norm.bearer.bound_where
                args = (actor,)
                if isinstance(where, Atom) and len(where.roles) == 1:
                    window = planned.rule.span.part(cells[actor, planned.rule.id].findings[0].when)
                    if self._denied(court.machine(planned.base_runs[0]), where.predicate, args, window):
                        said = self.words.say(where.predicate, args, positive=False)
                        # A no from a list that has never heard of somebody is worth less than one that has.
                        yield actor, said if actor in known else f"{said} (the rules know no State by the id `{actor}`)"
                        break

    def _denied(self, machine: Machine, symbol: str, args: tuple[str, ...], window: Window) -> bool:
        machine.budget.begin()
        try:
            return bool(machine.state(symbol, args, window)[1] & 1)
        except CUT_BY:
            return False

    def _background(self, used: set[str]) -> dict[str, str]:
        told: dict[str, list[str]] = {}
        for finding in sorted(self.book.findings, key=lambda f: f.id):
            if finding.document in used:
                lines = told.setdefault(finding.document, [finding.citation.text.rpartition(", ")[0]])
                if finding.gist not in lines:
                    lines.append(finding.gist)
        return {document: f"{lines[0]}: {' '.join(lines[1:])}" for document, lines in sorted(told.items())}

    def _refused(self) -> dict[str, str]:
        gists = {finding.id: finding.gist for finding in self.book.findings}
        refused = sorted(self.file.case.refused, key=lambda r: r.id)
        return {r.id: f"{gists.get(r.id, r.id)} ({r.reason})" for r in refused}

    def _claim(self, stated: Stated) -> str:
        return self.words.claim(stated.claim)

    def _fact(self, fact: Fact, weighing: Weighing) -> FactNode:
        word = self.book.vocabulary.predicates[fact.claim.predicate]
        leaves = (
            self.leaves.support(fact, at, s, (s.mode != "denied") == fact.claim.positive)
            for at, s in enumerate(fact.support)
        )
        when = when_of(fact, word.kind, weighing.period)
        for_, against = self._reach(fact.id, weighing)
        return FactNode(
            proved=for_ if fact.claim.positive else against, denied=against if fact.claim.positive else for_,
            id=fact.id, text=self._claim(fact), positive=fact.claim.positive, when=format_when(when),
            undated=fact.on is None and fact.during is None and word.kind != CLASSIFICATION,
            status=fact.status, review=fact.review.state,
            leaves=in_order(leaves),
        )  # fmt: skip

    def _reach(self, fact: str, weighing: Weighing) -> tuple[Standard | None, Standard | None]:
        """Give the highest standards that what is said for an atom reaches, and what is said against it."""
        key = self._keys.get(fact)
        weighed = weighing.plain.atoms.get(key) if key else None
        return (_highest(weighed.for_), _highest(weighed.against)) if weighed else (None, None)

    @cached_property
    def _keys(self) -> dict[str, Key]:
        """Each fact that counts, to the atom that it bears on."""
        ledger = self.assessment.weighing.ledger
        return {entry.id: key for key, entries in ledger.items() for entry in entries if entry.kind == "fact"}

    def _judgements(self) -> Iterable[JudgementNode]:
        for j in self.file.case.judgements:
            yield JudgementNode(id=j.id, kind="judgement", text=self._claim(j), by=j.by, reason=j.reason,
                                rests_on=j.rests_on)  # fmt: skip
        for fact in self.file.case.facts:
            for s in fact.support:
                if s.mode == "inferred" and fact.review.state == "accepted":
                    yield JudgementNode(id=fact.id, kind="inference", text=self._claim(fact), by=s.by or "",
                                        reason=s.reason or "", rests_on=s.inferred_from)  # fmt: skip
        for m in self.book.meanings:
            if m.bridge:
                yield JudgementNode(id=m.id, kind="bridge", text=m.reason, by="the rule pack", reason=m.reason)


def _by_name(derivation: Derivation) -> tuple[str, list[tuple[str, str]], str]:
    return derivation.predicate, sorted(derivation.roles.items()), derivation.by


def derivations(assessment: Assessment) -> Iterable[Derivation]:
    """Give what each definition of a listed predicate says of the acts and States of the case."""
    plan, weighing = assessment.plan, assessment.weighing
    vocabulary = plan.rulebook.vocabulary
    period = weighing.period or Window(0, 0)
    types = weighing.plain.types
    named = [n for n in sorted(weighing.plain.named) if n in assessment.actors or "actor" not in plan.wider[types[n]]]
    for symbol, planned_all in sorted(plan.meanings.items()):
        if symbol.startswith("is_a:") or not vocabulary.predicates[symbol].listed:
            continue
        roles = list(vocabulary.predicates[symbol].roles.items())
        fitting = [[n for n in named if kind in vocabulary.supertypes(types[n])] for _, kind in roles]
        if prod(map(len, fitting)) > MOST_FILLINGS:
            continue
        machine = Machine(plan, assessment.court.index, default_run(plan.rulebook), {})
        machine.budget.begin()
        for row in product(*fitting):
            for planned in planned_all:
                found = _derivation(planned, machine, row, period, assessment.standard)
                if found is not None:
                    names = {role: filler for (role, _), filler in zip(roles, row, strict=True)}
                    yield Derivation(predicate=symbol, roles=names, by=planned.meaning.by, state=found)  # type: ignore[arg-type]


def _derivation(
    planned: PlannedMeaning, machine: Machine, row: tuple[str, ...], window: Window, standard: Standard
) -> str | None:
    try:
        env = machine.applies(planned, row, None)
        if env is None or not planned.meaning.span.covers(window):
            return None
        return _state(planned, machine, env, Moment(window), RANK[standard])
    except CUT_BY:
        return None


def _state(planned: PlannedMeaning, machine: Machine, env: Env, moment: Moment, rank: int) -> str | None:
    value = planned.when.under(machine.run).hear(machine, env, moment)
    state = state_at(defeated(machine, value, planned.defences, env, moment), rank)
    if state != "unknown":
        return state
    condition = planned.meaning.alternatives()[0][1]
    parts = condition.all if isinstance(condition, AllOf) else (condition,)
    vocabulary = machine.plan.rulebook.vocabulary
    bound = frozenset(planned.head.args)
    begun = any(
        state_at(compile_form(normal_form(p, vocabulary, bound)).hear(machine, env, moment), rank) == "shown"
        for p in parts
    )
    return "unknown" if begun else None


def _highest(mask: int) -> Standard | None:
    """Give the highest standard in a mask of them."""
    return STANDARDS[mask.bit_length() - 1] if mask else None
