"""A rulebook made ready to run: definitions and norms with their conditions compiled, and the readings each reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from sanctioncheck.engine.compile import Compiled, compile_later
from sanctioncheck.engine.defeat import Defence, compile_defence
from sanctioncheck.model.condition import Condition, is_var
from sanctioncheck.model.form import (
    Differ,
    Every,
    Form,
    Holds,
    Share,
    atom_form,
    children,
    dating_atom,
    normal_form,
    with_date,
)  # fmt: skip
from sanctioncheck.model.norm import Bearer
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives
from sanctioncheck.model.vocabulary import Vocabulary

Run = tuple[tuple[str, str], ...]
"""A choice of readings, as sorted (position, reading) pairs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A condition, or rival ones with the position that decides between them."""

    position: str | None
    options: tuple[tuple[str | None, Compiled], ...]

    def under(self, run: dict[str, str]) -> Compiled:
        """Give the condition that counts under a choice of readings."""
        if self.position is None:
            return self.options[0][1]
        reading = run[self.position]
        return next(compiled for name, compiled in self.options if name == reading)


@dataclass(frozen=True, slots=True)
class PlannedMeaning:
    """A definition, compiled."""

    meaning: Meaning
    head: Holds
    when: Choice
    dating: tuple[tuple[str | None, Holds | None], ...]
    defences: tuple[Defence, ...]

    def dating_under(self, run: dict[str, str]) -> Holds | None:
        """Give the atom whose date the conclusion takes, under a choice of readings."""
        if self.when.position is None:
            return self.dating[0][1]
        reading = run[self.when.position]
        return next(atom for name, atom in self.dating if name == reading)


@dataclass(frozen=True, slots=True)
class PlannedElement:
    """An element, compiled."""

    id: str
    when: Choice
    may_follow: bool


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """A norm, compiled."""

    rule: Rule
    trigger: Holds
    elements: tuple[PlannedElement, ...]
    bearer: Compiled
    defences: tuple[Defence, ...]
    positions: tuple[str, ...]
    base_runs: tuple[Run, ...]
    uses: frozenset[str]
    """Every symbol that its outcome may turn on; where it asks for types, more."""


class Kin(NamedTuple):
    """The types that bear on one: those below it, those above it, and those that nothing can be beside it."""

    narrower: frozenset[str]
    wider: frozenset[str]
    disjoint: frozenset[str]
    defined: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    """Of the three in turn, the symbols that some definition concludes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything compiled; independent of any case."""

    rulebook: Rulebook
    rules: tuple[PlannedRule, ...]
    meanings: dict[str, tuple[PlannedMeaning, ...]]
    reach: dict[str, frozenset[str]]
    """Symbol to the positions that its truth may turn on."""
    recursive: dict[str, frozenset[str]]
    """Symbol to the circle of symbols it depends on itself through, where there is one."""
    turns_on: dict[str, frozenset[str]]
    """Symbol to every symbol that its truth turns on through definitions; of a type those of its relatives too."""
    rests_on: dict[str, frozenset[str]]
    """The same, and for a type all that its relatives turn on: where to look for what may be so."""
    feeds: dict[str, tuple[str, ...]]
    """Symbol to the defined symbols that turn on it, in the order in which they are worked out."""
    wider: dict[str, tuple[str, ...]]
    narrower: dict[str, tuple[str, ...]]
    disjoint: dict[str, tuple[str, ...]]
    kin: dict[str, Kin]
    constants: frozenset[str]
    """Everything that some condition, or the bearer of some norm, names itself."""


def compile_plan(rulebook: Rulebook) -> Plan:
    """Compile a rulebook once; the plan serves any number of cases."""
    vocabulary = rulebook.vocabulary
    wider = {t: vocabulary.supertypes(t) for t in vocabulary.types}
    narrower: dict[str, tuple[str, ...]] = {
        t: tuple(o for o in vocabulary.types if t in wider[o]) for t in vocabulary.types
    }
    disjoint = {t: vocabulary.disjoint_with(t) for t in vocabulary.types}
    by_symbol: dict[str, list[PlannedMeaning]] = {}
    needs: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    for meaning in rulebook.meanings:
        planned = _meaning(meaning, vocabulary)
        name = planned.head.symbol
        by_symbol.setdefault(name, []).append(planned)
        needs.setdefault(name, set()).update(_symbols_of_meaning(planned))
        if planned.when.position is not None:
            own.setdefault(name, set()).add(planned.when.position)
    related = {
        t: {f"is_a:{o}" for o in (*narrower[t], *wider[t], *disjoint[t])} & by_symbol.keys() for t in vocabulary.types
    }
    turns = _turning(needs, related)
    reach = {s: frozenset(p for o in (s, *others) for p in own.get(o, ())) for s, others in turns.items()}
    circles = {
        s: frozenset(o for o in others if o in vocabulary.predicates and s in turns.get(o, ()))
        for s, others in turns.items()
        if s in vocabulary.predicates and s in others
    }
    # What may be so is found for a type and all its relatives at once, and theirs: wider than what its truth turns on.
    for t, others in related.items():
        if others - {f"is_a:{t}"}:
            needs.setdefault(f"is_a:{t}", set()).update(others - {f"is_a:{t}"})
    closure = _reachable(needs)
    rules = tuple(_rule(rule, rulebook, reach, closure) for rule in rulebook.rules)
    meanings = {s: tuple(ms) for s, ms in by_symbol.items()}
    turns_on, rests_on = ({s: frozenset(o) for s, o in found.items()} for found in (turns, closure))
    order = sorted(by_symbol, key=lambda s: (len(closure[s]), s))
    feeds: dict[str, list[str]] = {}
    for name in order:
        for other in closure[name]:
            feeds.setdefault(other, []).append(name)
    fed = {s: tuple(names) for s, names in feeds.items()}
    ordered = {s: meanings[s] for s in order}
    kin = {t: _kin((narrower[t], wider[t], disjoint[t]), meanings) for t in vocabulary.types}
    constants = frozenset(_constants(rules, rulebook, [m for ms in by_symbol.values() for m in ms]))
    return Plan(
        rulebook, rules, ordered, reach, circles, turns_on, rests_on, fed, wider, narrower, disjoint, kin, constants
    )


def _kin(groups: tuple[tuple[str, ...], ...], meanings: dict[str, tuple[PlannedMeaning, ...]]) -> Kin:
    narrower, wider, disjoint = (tuple(f"is_a:{t}" for t in group if f"is_a:{t}" in meanings) for group in groups)
    below, above, apart = map(frozenset, groups)
    return Kin(below, above, apart, (narrower, wider, disjoint))


def reread(plan: Plan, rulebook: Rulebook) -> Plan:
    """Give the plan of a rulebook that differs only in which readings are the default ones.

    What a reading says does not change with that; only the choices from which outcomes are taken do.
    """
    rules = tuple(replace(rule, base_runs=base_runs(rule.positions, rulebook)) for rule in plan.rules)
    return replace(plan, rulebook=rulebook, rules=rules)


def _turning(needs: dict[str, set[str]], related: dict[str, set[str]]) -> dict[str, set[str]]:
    """Give what the truth of each symbol turns on; that of a type on the definitions of its relatives.

    What defines a relative stands apart from the relative as conditions ask for it, which turns on its own relatives.
    """

    def defining(symbol: str) -> str:
        return f"={symbol}" if symbol.startswith("is_a:") else symbol

    graph = {defining(s): others for s, others in needs.items()}
    graph |= {f"is_a:{t}": {defining(o) for o in others} for t, others in related.items()}
    return {
        s: {o.removeprefix("=") for o in others} for s, others in _reachable(graph).items() if not s.startswith("=")
    }


def _reachable(needs: dict[str, set[str]]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for start, first in needs.items():
        seen: set[str] = set()
        queue = list(first)
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                queue.extend(needs.get(name, ()))
        out[start] = seen
    return out


def symbols(form: Form) -> Iterator[str]:
    """Give the symbols of all atoms of a form."""
    if isinstance(form, Holds):
        yield form.symbol
    for child in children(form):
        yield from symbols(child)


def named_in(form: Form) -> Iterator[str]:
    """Give what a form names itself, without variables.

    >>> list(named_in(Every((Holds("sends", ("$S", "guns")), Holds("knows", ("$S",))))))
    ['guns']
    """
    match form:
        case Holds(args=terms):
            yield from (term for term in terms if not is_var(term))
        case Differ(left, right) | Share(left, right, _):
            yield from (term for term in (left, right) if not is_var(term))
    for child in children(form):
        yield from named_in(child)


def _constants(rules: Iterable[PlannedRule], rulebook: Rulebook, meanings: Iterable[PlannedMeaning]) -> Iterator[str]:
    yield from rulebook.entities
    for rule in rules:
        wanted = rule.rule.norm.bearer
        yield from (each for each in (wanted.is_, wanted.is_not) if each is not None)
        forms = [rule.trigger, rule.bearer.form, *(c.form for e in rule.elements for _, c in e.when.options)]
        for form in (*forms, *(f for defence in rule.defences for f in _defence_forms(defence))):
            yield from named_in(form)
    for meaning in meanings:
        forms = [meaning.head, *(c.form for _, c in meaning.when.options)]
        for form in (*forms, *(f for defence in meaning.defences for f in _defence_forms(defence))):
            yield from named_in(form)


def _defence_forms(defence: Defence) -> Iterator[Form]:
    yield defence.when.form
    for inner in defence.unless:
        yield from _defence_forms(inner)


def _choice(
    position: str,
    options: Iterable[tuple[str | None, Condition]],
    bound: frozenset[str],
    vocabulary: Vocabulary,
    dated: bool,
) -> tuple[Choice, list[tuple[str | None, Form]]]:
    forms = [(name, normal_form(condition, vocabulary, bound)) for name, condition in options]
    compiled = tuple((name, compile_later(with_date(form) if dated else form)) for name, form in forms)
    return Choice(None if forms[0][0] is None else position, compiled), forms


def _meaning(meaning: Meaning, vocabulary: Vocabulary) -> PlannedMeaning:
    concludes = meaning.definition.concludes
    head = atom_form(concludes, vocabulary)
    bound = frozenset(head.args)
    event = head.symbol in vocabulary.predicates and vocabulary.predicates[head.symbol].kind == "event"
    choice, forms = _choice(meaning.position, meaning.alternatives(), bound, vocabulary, event)
    dating = tuple((name, dating_atom(form) if event else None) for name, form in forms)
    defences = tuple(compile_defence(n, c, bound, vocabulary) for n, c in meaning.exceptions.items())
    return PlannedMeaning(meaning, head, choice, dating, defences)


def _symbols_of_meaning(planned: PlannedMeaning) -> set[str]:
    found = {s for _, compiled in planned.when.options for s in symbols(compiled.form)}
    return found.union(*(_defence_symbols(defence) for defence in planned.defences))


def _defence_symbols(defence: Defence) -> Iterator[str]:
    yield from symbols(defence.when.form)
    for inner in defence.unless:
        yield from _defence_symbols(inner)


def _rule(
    rule: Rule, rulebook: Rulebook, reach: dict[str, frozenset[str]], closure: dict[str, set[str]]
) -> PlannedRule:
    vocabulary = rulebook.vocabulary
    trigger_condition = rule.elements[rule.norm.trigger].when
    trigger = atom_form(trigger_condition, vocabulary)  # type: ignore[arg-type]  # the loader checked it
    bound = frozenset(trigger.args)
    used: set[str] = {trigger.symbol}
    elements = []
    own: set[str] = set()
    for name in rule.norm.elements:
        element = rule.elements[name]
        choice, forms = _choice(
            rule.position(name),
            alternatives(element.when, element.readings),
            bound,
            vocabulary,
            name == rule.norm.trigger,
        )
        used.update(s for _, form in forms for s in symbols(form))
        if choice.position is not None:
            own.add(choice.position)
        elements.append(PlannedElement(name, choice, element.may_follow))
    defences = tuple(compile_defence(n, c, bound, vocabulary) for n, c in rule.exceptions.items())
    for defence in defences:
        used.update(_defence_symbols(defence))
    bound_where = bearer_form(rule.norm.bearer, vocabulary, bound)
    used.update(symbols(bound_where))
    positions = tuple(sorted(own.union(*(reach.get(s, frozenset()) for s in used))))
    return PlannedRule(
        rule,
        trigger,
        tuple(elements),
        compile_later(bound_where),
        defences,
        positions,
        base_runs(positions, rulebook),
        frozenset(used.union(*(closure.get(s, ()) for s in used))),
    )


def bearer_form(bearer: Bearer, vocabulary: Vocabulary, bound: frozenset[str]) -> Form:
    """Give the condition under which a norm binds: the type of its bearer, and what the norm says beside it."""
    parts: list[Form] = [Holds(f"is_a:{bearer.type}", (bearer.var,))]
    if bearer.bound_where is not None:
        parts.append(normal_form(bearer.bound_where, vocabulary, bound))
    return Every(tuple(parts))


def base_runs(positions: tuple[str, ...], rulebook: Rulebook) -> tuple[Run, ...]:
    """Give the choices of readings from which an outcome is taken: defaults, and every combination of the rest."""
    pools = []
    for name in positions:
        position = rulebook.positions[name]
        default = position.default
        pools.append([(name, default)] if default else [(name, r.id) for r in position.readings])
    return tuple(tuple(combination) for combination in product(*pools))


def default_run(rulebook: Rulebook) -> Run:
    """Give the law read as it is by default, and where there is no default in the first way that is recorded."""
    return tuple((p.id, p.default or p.readings[0].id) for p in rulebook.positions.values())


def forced_runs(planned: PlannedRule, position: str, reading: str) -> tuple[Run, ...]:
    """Give the base runs with one position read in one way."""
    return tuple(
        dict.fromkeys(tuple((p, reading if p == position else r) for p, r in run) for run in planned.base_runs)
    )
