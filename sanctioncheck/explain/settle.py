"""The least sets of missing facts that would settle a cell, each tried on the engine.

A set settles a cell where with it the outcome at the standard asked is violated, not-violated or excused in both
hearings, and stays so whatever else becomes known of the conduct that the cell has findings on, other than evidence on
an exception or against an answer of the set. A set that denies all the conduct there is a mere allegation of leaves
nothing to answer for: not-triggered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sanctioncheck.engine.assess import Assessment, Court, findings_of
from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.budget import CUT_BY, Budget, Spent, reason
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import hear, hearings, moment_of
from sanctioncheck.engine.plan import Plan, PlannedRule, Run, bearer_form
from sanctioncheck.explain.abduce import FRESH, Abduction, types_in
from sanctioncheck.explain.ways import MOST, NONE, Literal, Numbered, Ways, both, either
from sanctioncheck.model.evidence import IS_A, Evidence, Key, Weighed
from sanctioncheck.model.finding import NOT_TRIGGERED, Cut, Finding, Outcome, fold
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL, RANK

SETTLED: tuple[Outcome, ...] = ("violated", "not-violated", "excused")
OPEN: tuple[Outcome, ...] = ("undetermined", "contested")
SHORT = 20
"""How many things a closed list may hold for each of them to be spoken of; being one of many more says nothing."""
LIMIT = 300
"""How many ways are followed at once, before the larger ones are let go."""


class Settling(NamedTuple):
    """A set of answers, and the outcome that they settle."""

    answers: tuple[Literal, ...]
    outcome: Outcome


@dataclass
class Search:
    """Looks for what settles one cell.

    The things that answers may speak of are those of which the case says something that bears on the norm, and one that
    nobody has named for each type. What else the case names is no likelier than one that it does not.

    The search takes counted steps of the budget by which the case was judged: each atom that is asked about, some pairs
    of sets that are put together, and for each set that is tried as many as there is evidence.

    Args:
        assessment: the case as it was judged.
        planned: the norm.
        actor: whose cell it is.
        limit: how many ways are followed at once.
    """

    assessment: Assessment
    planned: PlannedRule
    actor: str
    limit: int = LIMIT
    constants: dict[str, str] = field(default_factory=dict, init=False)
    cut: bool = field(default=False, init=False)
    """Whether larger sets may have been missed."""
    ended: Cut | None = field(default=None, init=False)
    """Why the search was not gone through to its end, where it was not."""
    most: int = field(default=MOST, init=False)
    numbered: Numbered = field(default_factory=Numbered, init=False)
    looks: dict[Run, Abduction] = field(default_factory=dict, init=False)
    plain: Evidence = field(init=False)
    """The evidence that may bear on the norm."""
    firm: Evidence | None = field(default=None, init=False)
    """The same without classifications that are merely inferred, where there are such."""

    def __post_init__(self) -> None:
        """Gather the things that answers may speak of, each with its type."""
        plan, evidence = self.assessment.plan, self.assessment.weighing.plain
        words = plan.rulebook.vocabulary
        spoken = {filler for f in self.assessment.cells[self.actor, self.planned.rule.id].findings
                  for _, filler in f.bindings}  # fmt: skip
        listed: dict[str, set[str]] = {}
        for key in evidence.atoms:
            if key.predicate == IS_A:
                told = f"{IS_A}:{key.args[1]}" in self.planned.uses and evidence.types.get(key.args[0]) != key.args[1]
                spoken.update(key.args[:1] if told else ())
            elif key.predicate in self.planned.uses:
                closed = words.predicates[key.predicate].closed
                (listed.setdefault(key.predicate, set()) if closed else spoken).update(key.args)
        spoken.update(name for short in listed.values() if len(short) <= SHORT for name in short)
        kinds = {kind for name in self.planned.uses if name in words.predicates
                 for kind in words.predicates[name].roles.values()}  # fmt: skip
        self.constants = {name: kind for name, kind in evidence.types.items() if name in spoken}
        self.constants.update((f"{FRESH}{kind}", kind) for kind in sorted(kinds & set(words.types)))
        self.plain = bearing_on(self.planned, plan, evidence)
        firm = self.assessment.weighing.firm
        self.firm = None if firm is None else bearing_on(self.planned, plan, firm)

    @property
    def rank(self) -> int:
        """The standard asked, as a number."""
        return RANK[self.assessment.standard]

    @property
    def steps(self) -> Budget:
        """The steps that are left."""
        return self.assessment.court.index.budget

    def found(self, enough: int | None = None) -> tuple[Settling, ...]:
        """Give the least sets that settle the cell, the smallest first.

        Where the steps are used up, those that were found so far; ``ended`` says so. Of a cell that was itself not
        judged to its end none is looked for: with no answer would it be.

        Args:
            enough: stop before larger sets where so many are found; ``None`` for all of at most four facts.
        """
        cell = self.assessment.cells[self.actor, self.planned.rule.id]
        kept: list[Settling] = []
        if cell.by_standard[self.rank] not in OPEN or cell.cut:
            return ()
        try:
            self._find(kept, cell.findings, enough)
        except CUT_BY as error:
            self.cut, self.ended = True, reason(error)
        return tuple(kept)

    def _find(self, kept: list[Settling], findings: tuple[Finding, ...], enough: int | None) -> None:
        """Add the sets to those that are kept, size by size."""
        for self.most in range(1, MOST + 1):
            if enough is not None and len(kept) >= enough:
                self.cut = True
                break
            self.looks.clear()
            proposed = {way for outcome in SETTLED for way in self._proposed(findings, outcome)}
            whole = (self.numbered.told(way) for way in proposed if len(way) == self.most)
            for way in sorted(whole, key=sorted):
                if not any(set(one.answers) <= way for one in kept):
                    outcome = self.settles(way)
                    if outcome is not None:
                        kept.append(Settling(tuple(sorted(way)), outcome))

    # --- proposals

    def _proposed(self, findings: tuple[Finding, ...], outcome: Outcome) -> Ways:
        options = (self._finding(finding, outcome) for finding in findings)
        return either(*options) if outcome == "violated" else self._limited(self._both(options))

    def _finding(self, finding: Finding, outcome: Outcome) -> Ways:
        # Under one base reading excused and under another not violated is excused.
        wanted: tuple[Outcome, ...] = ("excused", "not-violated") if outcome == "excused" else (outcome,)
        runs = (either(*(self._under(run, finding, each) for each in wanted)) for run in self.planned.base_runs)
        return self._limited(self._both(runs))

    def _limited(self, ways: Ways) -> Ways:
        self.cut = self.cut or len(ways) >= self.limit
        return ways

    def _both(self, parts: Iterable[Ways]) -> Ways:
        return both(parts, self.most, self.limit, self.numbered, self.steps)

    def _look(self, run: Run) -> Abduction:
        """Give what looks for ways under a choice of readings; what it has found serves every finding."""
        if run not in self.looks:
            machine, kinds = self.assessment.court.machine(run), types_in(self.planned.uses)
            self.looks[run] = Abduction(machine, self.constants, kinds, self.most, self.limit, self.numbered)
        return self.looks[run]

    def _under(self, run: Run, finding: Finding, outcome: Outcome) -> Ways:
        planned, court = self.planned, self.assessment.court
        look = self._look(run)
        env = dict(finding.bindings)
        moment = moment_of(planned, look.machine, env, finding.when)
        elements = [self._element(look, e.id, env, moment, outcome != "not-violated") for e in planned.elements]
        if outcome == "not-violated":
            return either(*elements)
        if planned.rule.span.fits(finding.when) is not True:
            return NONE
        vocabulary = court.plan.rulebook.vocabulary
        bearer = bearer_form(planned.rule.norm.bearer, vocabulary, frozenset(planned.trigger.args))
        parts = [look.ways(bearer, env, moment, self.rank, True), *elements]
        if not all(parts):
            return NONE
        clauses = [(d, planned.rule.exceptions[d.id]) for d in planned.defences]
        if outcome == "excused":
            parts.append(either(*(look.holds(d, clause, env, moment, self.rank) for d, clause in clauses)))
        else:
            parts += [look.spared(d, clause, env, moment, self.rank) for d, clause in clauses]
        return self._both(parts)

    def _element(self, look: Abduction, name: str, env: Env, moment: Moment, want: bool) -> Ways:
        element = next(e for e in self.planned.elements if e.id == name)
        form = element.when.under(look.machine.run).form
        return look.ways(form, env, moment._replace(later=element.may_follow), self.rank, want)

    # --- the trial

    def settles(self, way: Iterable[Literal]) -> Outcome | None:
        """Try a set of answers on the engine: give the outcome that it settles, or ``None``.

        What is true or false in a hearing stays so when what is unknown becomes known (Kleene's connectives are
        monotone in that order), so that nothing else need be tried: only evidence on an exception, against an answer
        itself, or of other conduct could still change the outcome.

        Raises:
            Spent: the trial takes more steps than are left.
        """
        added = tuple(way)
        court = self._court(supposing(self.plain, added, self.constants))
        firm = None if self.firm is None else self._court(supposing(self.firm, added, self.constants))
        # Under readings that are not the base ones nothing is settled.
        base = replace(self.planned, positions=())
        findings = self._heard(base, court, firm)
        outcome = fold((f.by_standard for f in findings), NOT_TRIGGERED)[self.rank]
        if outcome not in SETTLED:
            return None
        if outcome == "excused" and not all(self._agreed(court, finding) for finding in findings):
            return None
        return "not-triggered" if outcome == "not-violated" and self._vanishes(base, added) else outcome

    def _vanishes(self, base: PlannedRule, way: tuple[Literal, ...]) -> bool:
        """Tell whether nothing opens the norm any more, where what is answered with no is not even alleged."""
        evidence = supposing(self.plain, way, self.constants)
        atoms = dict(evidence.atoms)
        for answer in way:
            key = _key(answer)
            if not answer.yes:
                atoms[key] = atoms[key]._replace(for_=0)
        court = self._court(replace(evidence, atoms=atoms))
        return not self._heard(base, court, None)

    def _court(self, evidence: Evidence) -> Court:
        self.steps.take(len(evidence.atoms))
        return Court(self.assessment.plan, Index(self.assessment.plan, evidence, self.steps))

    def _heard(self, base: PlannedRule, court: Court, firm: Court | None) -> list[Finding]:
        """Give the actor's findings in a trial; one that was not heard to its end shows nothing."""
        findings = [f for f in findings_of(base, court, firm) if f.actor == self.actor]
        for each in filter(None, (court, firm)):
            for why in (*each.cut.values(), *each.unheard.values()):
                raise Spent(why)
        return findings

    def _agreed(self, court: Court, finding: Finding) -> bool:
        """Tell whether both hearings of a finding come to the same under every base reading."""
        for run in self.planned.base_runs:
            heard = hear(self.planned, court.machine(run), dict(finding.bindings), finding.when)
            claimant, respondent = hearings(heard)
            if claimant[self.rank] == "excused" != respondent[self.rank]:
                return False
        return True


def bearing_on(planned: PlannedRule, plan: Plan, evidence: Evidence) -> Evidence:
    """Leave out the lists that a norm does not ask about, and what things are of kinds that bear on none of its own."""
    asked = types_in(planned.uses)
    kinds = {kind for one in asked for kind in (*plan.narrower[one], *plan.wider[one], *plan.disjoint[one])}
    words = plan.rulebook.vocabulary.predicates

    def bears(key: Key) -> bool:
        if key.predicate == IS_A:
            return key.args[1] in kinds
        return key.predicate in planned.uses or not words[key.predicate].closed

    return replace(evidence, atoms={key: weighed for key, weighed in evidence.atoms.items() if bears(key)})


def supposing(evidence: Evidence, answers: Iterable[Literal], constants: dict[str, str]) -> Evidence:
    """Give evidence with answers added, each as well proved as can be, and with the unnamed things they speak of."""
    atoms, types = dict(evidence.atoms), dict(evidence.types)
    for answer in answers:
        for name in answer.args:
            if name.startswith(FRESH):
                types[name] = constants[name]
                atoms[Key(IS_A, (name, constants[name]), THROUGHOUT)] = Weighed(FULL, 0)
        key = _key(answer)
        known = atoms.get(key, Weighed(0, 0))
        atoms[key] = known._replace(for_=FULL if answer.yes else known.for_,
                                    against=known.against if answer.yes else FULL)  # fmt: skip
    return replace(evidence, atoms=atoms, types=types)


def _key(answer: Literal) -> Key:
    """Give the key under which evidence for or against an answer stands."""
    kind = answer.symbol[len(IS_A) + 1 :] if answer.symbol.startswith(f"{IS_A}:") else None
    return Key(IS_A, (*answer.args, kind), answer.when) if kind else Key(answer.symbol, answer.args, answer.when)
