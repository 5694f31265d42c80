"""Whom a statement serves: which roles of a predicate the law binds, and which it favours when it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanctioncheck.model.condition import Atom, Condition, atoms
from sanctioncheck.model.norm import Defeater, ExceptionClause
from sanctioncheck.model.rulebook import Rule, Rulebook, alternatives

Stance = tuple[str, bool]
"""A predicate, and whether it is affirmed."""


@dataclass(frozen=True, slots=True)
class Interests:
    """What the rules make of a statement, whoever makes it."""

    bound: dict[str, frozenset[str]]
    """Predicate to the roles that some norm binds when it is shown."""
    favoured: dict[Stance, frozenset[str]]
    """Predicate and stance to the roles whose State it helps out of a norm."""
    general: frozenset[Stance]
    """Stances that help a defence which does not name the State that it serves."""


def interests(rulebook: Rulebook) -> Interests:
    """Work out whom each predicate binds or favours, through every definition (design section 4, weighing)."""
    bound: dict[str, set[str]] = {}
    favoured: dict[Stance, set[str]] = {}
    general: set[Stance] = set()
    for rule in rulebook.rules:
        trigger = rule.elements[rule.norm.trigger].when
        if isinstance(trigger, Atom):
            bound.setdefault(trigger.predicate, set()).update(_roles(trigger, rule.norm.bearer.var))
        for atom, stance in _helpful(rule):
            roles = _roles(atom, rule.norm.bearer.var)
            favoured.setdefault((atom.predicate, stance), set()).update(roles)
            if not roles:
                general.add((atom.predicate, stance))
    _spread(rulebook, bound, favoured)
    return Interests(
        {k: frozenset(v) for k, v in bound.items()}, {k: frozenset(v) for k, v in favoured.items()}, frozenset(general)
    )


def _roles(atom: Atom, variable: str) -> list[str]:
    return [role for role, term in atom.roles.items() if term == variable]


def _helpful(rule: Rule) -> Iterator[tuple[Atom, bool]]:
    """Give the atoms that help the one bound, with the stance that does."""
    for name in rule.norm.elements:
        element = rule.elements[name]
        for _, condition in alternatives(element.when, element.readings):
            yield from ((atom, True) for atom, positive in atoms(condition) if not positive)
    for clause in rule.exceptions.values():
        yield from _helpful_clause(clause, helps=True)


def _helpful_clause(clause: ExceptionClause | Defeater, helps: bool) -> Iterator[tuple[Atom, bool]]:
    for atom, positive in atoms(clause.when):
        if helps:
            yield atom, positive
        elif not positive:
            yield atom, True
    for inner in clause.unless.values():
        yield from _helpful_clause(inner, not helps)


def _spread(rulebook: Rulebook, bound: dict[str, set[str]], favoured: dict[Stance, set[str]]) -> None:
    moved = True
    while moved:
        moved = False
        for meaning in rulebook.meanings:
            concludes = meaning.definition.concludes
            conditions = [condition for _, condition in meaning.alternatives()]
            for role in tuple(bound.get(concludes.predicate, ())):
                for atom, positive in _with(conditions, concludes.roles.get(role)):
                    if positive:
                        moved |= _add(bound.setdefault(atom.predicate, set()), _roles(atom, concludes.roles[role]))
            for stance in (True, False):
                for role in tuple(favoured.get((concludes.predicate, stance), ())):
                    for atom, positive in _with(conditions, concludes.roles.get(role)):
                        target = favoured.setdefault((atom.predicate, positive == stance), set())
                        moved |= _add(target, _roles(atom, concludes.roles[role]))


def _with(conditions: list[Condition], variable: str | None) -> Iterator[tuple[Atom, bool]]:
    if variable is None or not variable.startswith("$"):
        return
    for condition in conditions:
        yield from (pair for pair in atoms(condition) if variable in pair[0].roles.values())


def _add(target: set[str], roles: list[str]) -> bool:
    before = len(target)
    target.update(roles)
    return len(target) > before
