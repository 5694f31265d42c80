"""Findings and cells judged again, by hearing their conditions anew: what opens, how it ends, under which reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from sanctioncheck.explain.rehearing import NO, OPEN, YES, Hearing, Rehearing, of_clause
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.finding import FOLDING, NOT_APPLICABLE, NOT_TRIGGERED, Outcome
from sanctioncheck.model.form import Form, Holds, atom_form, normal_form, with_date
from sanctioncheck.model.rulebook import Rule, Rulebook, alternatives
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import STANDARDS

Run = dict[str, str]
"""A choice of readings: position to reading."""
Seed = tuple[tuple[tuple[str, str], ...], When]
"""What a finding is about: the fillers of the trigger's variables, and when."""
Row = tuple[Outcome, ...]


class Retrial:
    """Judges one body of evidence again, norm by norm."""

    def __init__(self, book: Rulebook, evidence: Evidence) -> None:
        self.book, self.court = book, Rehearing(book, evidence)
        self.courts: dict[tuple[tuple[str, str], ...], Rehearing] = {}

    def under(self, run: Mapping[str, str]) -> Rehearing:
        """Give the court that hears the law as read so."""
        key = tuple(sorted(run.items()))
        if key not in self.courts:
            self.courts[key] = self.court.under(run)
        return self.courts[key]

    # --- readings

    def positions(self, rule: Rule) -> list[str]:
        """Give the positions that the outcome of a norm may turn on: its own, and those of definitions it reaches."""
        return self.court.whatever(("positions", rule.id), lambda: self._positions(rule))

    def _positions(self, rule: Rule) -> list[str]:
        options = [c for name in rule.norm.elements for _, c in _options(rule, name)]
        options += [c for clause in rule.exceptions.values() for c in of_clause(clause)]
        bearer = rule.norm.bearer
        options += [bearer.bound_where] if bearer.bound_where is not None else []
        direct = {f"is_a:{bearer.type}"}.union(*(self.court.symbols(c) for c in options))
        reached = direct.union(*(self.court.needs(symbol) for symbol in direct))
        heads = {other for symbol in reached for other, _ in self.court.kin(symbol)}
        found = {rule.position(name) for name in rule.norm.elements if rule.elements[name].readings}
        for meaning in self.book.meanings:
            if meaning.definition.readings and self.court.heads[id(meaning)].symbol in heads:
                found.add(meaning.position)
        return sorted(found)

    def base(self, rule: Rule) -> list[Run]:
        """Give the readings from which an outcome is taken: the defaults, and every combination where there is none."""
        at = [self.book.positions[name] for name in self.positions(rule)]
        pools = [[p.default] if p.default else [reading.id for reading in p.readings] for p in at]
        return [dict(zip((p.id for p in at), chosen, strict=True)) for chosen in product(*pools)]

    # --- findings

    def seeds(self, rule: Rule, run: Mapping[str, str]) -> Iterator[Seed]:
        """Give every binding of the trigger, among what the case names, for which it is alleged."""
        court, trigger = self.under(run), self.trigger(rule)
        for env in court.choices(trigger, tuple(dict.fromkeys(a for a in trigger.args if a[0] == "$")), {}):
            args = tuple(env.get(a, a) for a in trigger.args)
            for when in court.dates(trigger.symbol, args) if court.evidence.named.issuperset(env.values()) else ():
                if court.event(trigger.symbol, args, when, Hearing(True, 0, when.reading)) == YES:
                    yield tuple(sorted(env.items())), when

    def trigger(self, rule: Rule) -> Holds:
        """Give the atom that opens a norm."""
        return atom_form(rule.elements[rule.norm.trigger].when, self.book.vocabulary)  # type: ignore[arg-type]

    def hearing(self, rule: Rule, seed: Seed, own: bool, rank: int) -> Hearing:
        """Give the hearing of a finding: the days at which it is read, and the quantities of the conduct."""
        env, when = dict(seed[0]), seed[1]
        trigger = self.trigger(rule)
        args = tuple(env.get(a, a) for a in trigger.args)
        said = self.court.said.get(trigger.symbol, {}).get(args, {}).get(when)
        return Hearing(own, rank, rule.span.part(when), when, said.quantities if said else ())

    def element(self, rule: Rule, name: str, reading: str | None) -> Form:
        """Give the condition of an element under one of its readings."""
        form = normal_form(dict(_options(rule, name))[reading], self.book.vocabulary, self.bound(rule))
        return with_date(form) if name == rule.norm.trigger else form

    def bound(self, rule: Rule) -> frozenset[str]:
        """Give the variables that the trigger binds."""
        return frozenset(self.trigger(rule).args)

    def outcome(self, rule: Rule, seed: Seed, run: Run, own: bool, rank: int) -> Outcome:
        """Judge a finding in one hearing: the first outcome that fits."""
        court, env, at = self.under(run), dict(seed[0]), self.hearing(rule, seed, own, rank)
        fits, bound = rule.span.fits(seed[1]), court.bound(rule.norm.bearer, env, at)
        if fits is False or bound == NO:
            return "not-applicable"
        shown = YES
        for name in rule.norm.elements:
            reading = run[rule.position(name)] if rule.elements[name].readings else None
            later = at._replace(later=rule.elements[name].may_follow)
            shown = min(shown, court.hear(self.element(rule, name, reading), env, later))
        if shown == NO:
            return "not-violated"
        if shown == OPEN or bound == OPEN or fits is None:
            return "undetermined"
        if any(court.holds(clause, env, at.other) for clause in rule.exceptions.values()):
            return "excused"
        return "violated" if all(court.excluded(c, env, at.other) for c in rule.exceptions.values()) else "undetermined"

    def row(self, rule: Rule, seed: Seed, run: Run) -> Row:
        """Judge a finding at every standard: the respondent's hearing can only contest that it is violated."""

        def work() -> Row:
            if seed not in self.opened(rule, run):
                return NOT_TRIGGERED
            both = [
                (self.outcome(rule, seed, run, True, rank), self.outcome(rule, seed, run, False, rank))
                for rank in range(len(STANDARDS))
            ]
            return tuple("contested" if one == "violated" != other else one for one, other in both)

        return self.under(run).once(("row", rule.id, seed), work)

    def opened(self, rule: Rule, run: Run) -> list[Seed]:
        """Give ``seeds`` once, in order."""
        return self.under(run).once(("opened", rule.id), lambda: sorted(self.seeds(rule, run)))

    def may_bind(self, rule: Rule, actor: str, period: Window) -> bool:
        """Tell whether a norm that nothing opened could bind an actor at the time of the case."""
        court, env = self.under(self.base(rule)[0]), {rule.norm.bearer.var: actor}
        hearings = [Hearing(own, rank, period) for own in (True, False) for rank in range(len(STANDARDS))]
        in_force = any(period.meets(stretch) for stretch in rule.span.possible)
        return in_force and any(court.bound(rule.norm.bearer, env, at) != NO for at in hearings)


class Verdicts:
    """What a whole case comes to: the evidence as it is, without mere inference, and with what is assumed."""

    def __init__(self, book: Rulebook, weighing: Weighing) -> None:
        self.period = weighing.period
        self.plain = Retrial(book, weighing.plain)
        self.firm = Retrial(book, weighing.firm) if weighing.firm else self.plain
        self.assumed = Retrial(book, weighing.assumed) if weighing.assumed else None
        self.assumed_firm = Retrial(book, weighing.assumed_firm) if weighing.assumed_firm else self.assumed
        self.rules = {rule.id: rule for rule in book.rules}

    def seeds(self, rule: Rule) -> list[Seed]:
        """Give what every finding of a norm is about, whatever the reading."""
        found: set[Seed] = set()
        for trial in filter(None, (self.plain, self.assumed)):
            for run in self.runs(rule):
                found.update(trial.opened(rule, run))
        return sorted(found)

    def runs(self, rule: Rule) -> list[Run]:
        """Give every choice of readings that is heard: the base ones, and each reading by itself over them."""
        base = self.plain.base(rule)
        forced = [run for p in self.plain.positions(rule) for reading in self.plain.book.positions[p].readings
                  for run in self.forced(rule, p, reading.id)]  # fmt: skip
        return [*base, *(run for run in forced if run not in base)]

    def forced(self, rule: Rule, position: str, reading: str) -> list[Run]:
        """Give the base readings with one position read in one way."""
        return [run | {position: reading} for run in self.plain.base(rule)]

    def row(self, rule: Rule, seed: Seed, run: Run) -> Row:
        """Judge a finding under one choice of readings; mere inference never gives a "no" alone."""
        return _firm(self.plain.row(rule, seed, run), self.firm.row(rule, seed, run))

    def finding(self, rule: Rule, seed: Seed) -> Row:
        """Judge a finding over its base readings."""
        return over_readings([self.row(rule, seed, run) for run in self.plain.base(rule)])

    def read(self, rule: Rule, seed: Seed, position: str, reading: str) -> Row:
        """Judge a finding with one position read in one way."""
        return over_readings([self.row(rule, seed, run) for run in self.forced(rule, position, reading)])

    def supposed(self, rule: Rule, seed: Seed) -> Row | None:
        """Judge a finding with what is assumed, where that changes anything."""
        if self.assumed is None or self.assumed_firm is None:
            return None
        courts, base = (self.assumed, self.assumed_firm), self.plain.base(rule)
        row = over_readings([_firm(*(court.row(rule, seed, run) for court in courts)) for run in base])
        return row if row != self.finding(rule, seed) else None

    def idle(self, rule: Rule, actor: str) -> Row:
        """Say of a norm without findings whether it could bind the actor at all."""
        bound = self.period is None or self.plain.may_bind(rule, actor, self.period)
        return NOT_TRIGGERED if bound else NOT_APPLICABLE


def _firm(row: Row, sure: Row) -> Row:
    return tuple("undetermined" if one == "not-violated" != firm else one for one, firm in zip(row, sure, strict=True))


def folded(rows: list[Row]) -> Row:
    """Fold findings into a cell: an open one is never hidden by a closed one."""
    return tuple(min(column, key=FOLDING.index) for column in zip(*rows, strict=True))


def over_readings(rows: list[Row]) -> Row:
    """Fold what follows from several readings: contested where they differ and one is violated or contested."""
    contested = [len(set(column)) > 1 and {"violated", "contested"} & set(column) for column in zip(*rows, strict=True)]
    return tuple("contested" if both else one for both, one in zip(contested, folded(rows), strict=True))


def _options(rule: Rule, name: str) -> tuple[tuple[str | None, Condition], ...]:
    element = rule.elements[name]
    return alternatives(element.when, element.readings)
