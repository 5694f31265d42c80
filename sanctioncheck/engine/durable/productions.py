"""The rulebook as productions: a rule for each norm and reading, each definition, exception and place to search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sanctioncheck.engine.durable.clauses import LITERALS, Clause, Cutter, OneOf, Search, Sum, Way
from sanctioncheck.engine.durable.limits import CONDITIONS, JOINED, PROPERTIES, TESTS, Refused
from sanctioncheck.model.condition import is_var, variables
from sanctioncheck.model.firing import FiringKind
from sanctioncheck.model.form import Every, Form, Holds, atom_form, children, normal_form, with_date
from sanctioncheck.model.norm import Defeater, ExceptionClause, clause_variables
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives
from sanctioncheck.model.truth import RANK

SLOTS = 16
"""A condition has the number of its rule, times this, and its place in it."""
MARGIN = 0.9


@dataclass(frozen=True, eq=False)
class Production:
    """One rule: it fires once each of its conditions is met for one frame."""

    number: int
    slots: int
    kind: FiringKind
    rule: str
    part: str = ""


@dataclass(frozen=True, eq=False)
class Exempt:
    """An exception, or what takes its ground."""

    production: Production
    id: str
    clause: Clause
    rank: int
    burden: str
    search: Search | None
    """Where the things are looked for that its condition shares with what defeats it."""
    unless: tuple[Exempt, ...]


@dataclass(frozen=True, eq=False)
class Concluding:
    """A definition under one reading."""

    production: Production
    meaning: Meaning
    head: Holds
    clause: Clause
    exempt: tuple[Exempt, ...]


@dataclass(frozen=True, eq=False)
class Asking:
    """An element under one reading, and whether later events count for it."""

    clause: Clause
    later: bool


@dataclass(frozen=True, eq=False)
class Judging:
    """A norm, with its parts."""

    rule: Rule
    trigger: Holds
    bearer: Clause
    elements: dict[str, dict[str | None, Asking]]
    exempt: tuple[Exempt, ...]


@dataclass
class Group:
    """Productions that are taken up together, and the searches among them."""

    productions: list[Production] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    """Every word that they ask about."""


class Writer:
    """Writes the productions of norms and definitions, when they are first asked for."""

    def __init__(self, book: Rulebook) -> None:
        self._book, self.cutter = book, Cutter()
        self.made: dict[int, Production] = {}
        """Number of a clause to its production."""
        self._judging: dict[str, tuple[Judging, Group]] = {}
        self._concluding: dict[tuple[str, str | None], tuple[Concluding, Group]] = {}

    def norm(self, rule: Rule) -> tuple[Judging, Group]:
        """Write a norm.

        Raises:
            Refused: it has more parts than one rule of durable_rules can have conditions.
        """
        if rule.id not in self._judging:
            parts = 1 + len(rule.norm.elements) + len(rule.exceptions)
            if parts > CONDITIONS:
                raise Refused(f"`{rule.id}` has {parts} parts; one rule of durable_rules takes {CONDITIONS} conditions")
            self._judging[rule.id] = self._norm(rule)
        return self._judging[rule.id]

    def definition(self, meaning: Meaning, reading: str | None) -> tuple[Concluding, Group]:
        """Write a definition under one reading."""
        key = (meaning.id, reading)
        if key not in self._concluding:
            self._concluding[key] = self._definition(meaning, reading)
        return self._concluding[key]

    def _norm(self, rule: Rule) -> tuple[Judging, Group]:
        group, vocabulary = Group(), self._book.vocabulary
        trigger = atom_form(rule.elements[rule.norm.trigger].when, vocabulary)  # type: ignore[arg-type]
        bound = frozenset(trigger.args)
        elements: dict[str, dict[str | None, Asking]] = {}
        for name in rule.norm.elements:
            element = rule.elements[name]
            for reading, condition in alternatives(element.when, element.readings):
                form = normal_form(condition, vocabulary, bound)
                form = with_date(form) if name == rule.norm.trigger else form
                clause = self._clause(group, form, "element", rule.id, name)
                elements.setdefault(name, {})[reading] = Asking(clause, element.may_follow)
        bearer = Holds(f"is_a:{rule.norm.bearer.type}", (rule.norm.bearer.var,))
        forms: list[Form] = [bearer]
        if rule.norm.bearer.bound_where is not None:
            forms.append(normal_form(rule.norm.bearer.bound_where, vocabulary, bound))
        binds = self._clause(group, Every(tuple(forms)), "bearer", rule.id, "")
        exempt = tuple(self._exempt(group, rule.id, name, e, bound) for name, e in rule.exceptions.items())
        return Judging(rule, trigger, binds, elements, exempt), group

    def judgement(self, judging: Judging, group: Group) -> Production:
        """Write the rule of a norm for one choice of readings."""
        slots = 1 + len(judging.elements) + len(judging.exempt)
        production = Production(self.cutter.number(), slots, "norm", judging.rule.id)
        group.productions.append(production)
        return production

    def _clause(self, group: Group, form: Form, kind: FiringKind, rule: str, part: str) -> Clause:
        clause = self.cutter.clause(form)
        self._serve(group, clause, kind, rule, part)
        return clause

    def _serve(self, group: Group, clause: Clause, kind: FiringKind, rule: str, part: str, more: int = 0) -> Production:
        production = Production(clause.number, len(clause.literals) + more, kind, rule, part)
        self.made[clause.number] = production
        group.productions.append(production)
        for literal in clause.literals:
            asks = literal.asks
            if isinstance(asks, Holds):
                group.words.add(asks.symbol)
                if len(asks.args) > PROPERTIES - len("kpf"):
                    most = PROPERTIES - len("kpf")
                    raise Refused(f"`{asks.symbol}` has {len(asks.args)} roles; at most {most} are safe")
            if isinstance(asks, OneOf):
                group.searches.append(asks.search)
                self._serve(group, asks.body, "condition", rule, part)
            elif isinstance(asks, Sum):
                group.words.add(asks.form.of.symbol)
                if asks.where is not None:
                    self._serve(group, asks.where, "condition", rule, part)
            elif isinstance(asks, Clause):
                self._serve(group, asks, "condition", rule, part)
        return production

    def _definition(self, meaning: Meaning, reading: str | None) -> tuple[Concluding, Group]:
        group, vocabulary = Group(), self._book.vocabulary
        head = atom_form(meaning.definition.concludes, vocabulary)
        bound = frozenset(head.args)
        # A state is never heard on a date of its own, so that it asks for none.
        form = with_date(normal_form(dict(meaning.alternatives())[reading], vocabulary, bound))
        exempt = tuple(self._exempt(group, meaning.id, n, e, bound) for n, e in meaning.exceptions.items())
        if len(exempt) >= LITERALS:
            raise Refused(f"`{meaning.id}` has {len(exempt)} exceptions; the second engine takes {LITERALS - 1}")
        clause = self.cutter.clause(form, min(LITERALS, CONDITIONS - len(exempt)))
        kind: FiringKind = "bridge" if meaning.bridge else "definition"
        production = self._serve(group, clause, kind, meaning.id, "", len(exempt))
        return Concluding(production, meaning, head, clause, exempt), group

    def _exempt(
        self, group: Group, rule: str, name: str, clause: ExceptionClause | Defeater, bound: frozenset[str]
    ) -> Exempt:
        shared = _shared(clause, bound)
        inside = bound | set(shared)
        form = normal_form(clause.when, self._book.vocabulary, inside)
        if len(clause.unless) >= LITERALS:
            raise Refused(
                f"`{name}` of `{rule}` has {len(clause.unless)} answers; the second engine takes {LITERALS - 1}"
            )
        cut = self.cutter.clause(form, min(LITERALS, CONDITIONS - len(clause.unless)))
        production = self._serve(group, cut, "exception", rule, name, len(clause.unless))
        search = self.cutter.search(form, shared) if shared else None
        if search is not None:
            group.searches.append(search)
        unless = tuple(self._exempt(group, rule, f"{name}/{n}", e, inside) for n, e in clause.unless.items())
        return Exempt(
            production, name, cut, RANK[clause.standard], getattr(clause, "burden", "respondent"), search, unless
        )


def _shared(clause: ExceptionClause | Defeater, bound: frozenset[str]) -> tuple[str, ...]:
    """Give the free variables that stand in the condition and in an answer to it, or in two answers."""
    groups = [set(variables(clause.when)), *(set(clause_variables(inner)) for inner in clause.unless.values())]
    names = sorted(set().union(*groups) - bound)
    return tuple(name for name in names if sum(name in group for group in groups) > 1)


def conditions(production: Production) -> list[dict[str, Any]]:
    """Give the conditions of a rule all of whose facts are sent to its own frame."""
    first = production.number * SLOTS
    out: list[dict[str, Any]] = [{"c0": {"$and": [{"k": first}]}}]
    for slot in range(1, production.slots):
        out.append({f"c{slot}": {"$and": [{"k": first + slot}, {"f": {"c0": "f"}}]}})
    return out


def joined(way: Way, known: tuple[str, ...], number: int | None, names: dict[str, int], things: dict[str, int]) -> Any:
    """Give the conditions that look for what may meet every atom of a way.

    Args:
        way: the atoms.
        known: variables that are chosen already, whose fillers the searching frame carries.
        number: that of the search; none where nothing is chosen.
        names: word to number.
        things: thing to number.
    """
    out: list[dict[str, Any]] = []
    place = {v: ("c0", f"b{i}") for i, v in enumerate(known)}
    if number is not None:
        out.append({"c0": {"$and": [{"k": number}]}})
    for atom, copy in zip(way, copies(way), strict=True):
        name = f"c{len(out)}"
        tests: list[dict[str, Any]] = [{"p": names[atom.symbol] * SLOTS + copy}]
        new: dict[str, tuple[str, str]] = {}
        for i, arg in enumerate(atom.args):
            if not is_var(arg):
                tests.append({f"a{i}": things.get(arg, 0)})
            elif arg in place:
                match, key = place[arg]
                tests.append({f"a{i}": {match: key}})
            else:
                new.setdefault(arg, (name, f"a{i}"))
        place |= new
        out.append({name: {"$and": tests}})
    return out


def copies(way: Way) -> list[int]:
    """Give for each atom how many before it have the same word: one fact meets but one condition of a rule.

    >>> copies((Holds("p", ("$A",)), Holds("q", ("$A",)), Holds("p", ("$B",))))
    [0, 0, 1]
    """
    words = [atom.symbol for atom in way]
    return [words[:i].count(word) for i, word in enumerate(words)]


def packed(rules: dict[int, list[dict[str, Any]]]) -> list[dict[int, list[dict[str, Any]]]]:
    """Split rules into sets that stay well inside the limits of durable_rules; no set is empty."""
    out: list[dict[int, list[dict[str, Any]]]] = []
    tests: dict[str, Counter[int]] = {}
    for number, all_ in rules.items():
        more: dict[str, Counter[int]] = {}
        for condition in all_:
            ((_, each),) = condition.items()
            for test in each["$and"]:
                for key, value in test.items():
                    if isinstance(value, int):
                        more.setdefault(key, Counter())[value] += 1
        if not out or any(_full(key, tests.get(key, Counter()), values) for key, values in more.items()):
            out.append({})
            tests = {}
        for key, values in more.items():
            tests.setdefault(key, Counter()).update(values)
        out[-1][number] = all_
    return out


def _full(key: str, tests: Counter[int], more: Counter[int]) -> bool:
    if len(tests) + sum(value not in tests for value in more) > MARGIN * TESTS:
        return True
    return key in "kp" and any(tests[value] + number > MARGIN * JOINED for value, number in more.items())


def symbols(form: Form) -> set[str]:
    """Give the words of the atoms of a condition."""
    own = {form.symbol} if isinstance(form, Holds) else set()
    return own.union(*(symbols(child) for child in children(form)))
