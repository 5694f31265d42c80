"""Checks what each variable means: bound by the trigger or the conclusion, or free in one place that holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.norms import QuantityMisplaced, SharedVariable, Unguarded
from sanctioncheck.errors.rules import UnknownPlaceholder
from sanctioncheck.load.draft import Clause, clauses, walk
from sanctioncheck.load.files import Spot
from sanctioncheck.model.condition import AnyOf, Atom, Condition, NotOf, QuantityOf, TotalOf, own_terms, variables
from sanctioncheck.model.form import guards, normal_form, unguarded
from sanctioncheck.model.norm import Defeater, ExceptionClause, clause_variables
from sanctioncheck.model.vocabulary import Vocabulary, template_roles

__all__ = [
    "Place",
    "clause_places",
    "clause_problems",
    "guarded",
    "placeholders",
    "quantities",
    "shared_problems",
    "where",
]

Place = tuple[str, Spot, tuple[tuple[Condition, Spot], ...]]
"""An element or exception: what messages call it, where it is, its conditions."""


def clause_places(exceptions: dict[str, Clause]) -> Iterator[Place]:
    """Give each exception with all its conditions; what is nested in it counts as one place with it."""
    for name, clause in exceptions.items():
        conditions = tuple((c.when, s.to("when")) for c, s in clauses(clause.made, clause.spot))
        yield f"exception `{name}`", clause.spot, conditions


def shared_problems(
    user: str, places: Iterable[Place], bound: frozenset[str], exceptions: dict[str, Clause]
) -> Iterator[Problem]:
    """Find variables that stand in two places and are bound in neither.

    A variable that came with a reference, and was not renamed, can meet only those of other references: no one can
    take them for one thing.
    """
    taken = {f"exception `{name}`" for name, clause in exceptions.items() if clause.spot.pinned}
    first: dict[str, tuple[str, Condition, Spot]] = {}
    for label, _, conditions in places:
        found: dict[str, tuple[str, Condition, Spot]] = {}
        for condition, spot in conditions:
            for variable in variables(condition):
                if variable not in bound:
                    found.setdefault(variable, (label, condition, spot))
        for variable, (_, condition, spot) in found.items():
            other, elsewhere, there = first.setdefault(variable, found[variable])
            if other != label and not {label, other} <= taken:
                also = (("and here", where(variable, elsewhere, there).place()),)
                place = where(variable, condition, spot).place()
                yield SharedVariable(place=place, also=also, user=user, variable=variable, places=(other, label))


def where(variable: str, condition: Condition, spot: Spot) -> Spot:
    """Give the place where a variable first stands in a condition."""
    for inner, at in walk(condition, spot):
        if isinstance(inner, Atom):
            for role, term in inner.roles.items():
                if term == variable:
                    return at.to(inner.predicate, role)
        elif variable in own_terms(inner):
            return at
    return spot


def guarded(
    condition: Condition, spot: Spot, bound: frozenset[str], user: str, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Find free variables without a positive occurrence where they are bound."""
    # Only under a negation, in the pattern of a total, or in another branch of an `any` can a variable have none.
    if not any(isinstance(inner, NotOf | TotalOf | AnyOf) for inner, _ in walk(condition, spot)):
        return
    for variable in dict.fromkeys(unguarded(normal_form(condition, vocabulary, bound))):
        yield Unguarded(place=where(variable, condition, spot).place(), user=user, variable=variable)


def clause_problems(name: str, clause: Clause, bound: frozenset[str], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Find what is wrong with an exception and everything nested in it, given the variables bound outside."""
    user = f"exception `{name}`"
    yield from _clause(clause.made, clause.spot, bound, user, vocabulary)
    named = bound | set(clause_variables(clause.made))
    yield from placeholders(clause.made.ask, named, user, clause.spot.to("ask"))
    for inner, spot in clauses(clause.made, clause.spot):
        yield from placeholders(inner.gist, named, user, spot.to("gist"))


def _clause(
    clause: ExceptionClause | Defeater, spot: Spot, bound: frozenset[str], user: str, vocabulary: Vocabulary
) -> Iterator[Problem]:
    trees = [set(variables(clause.when)), *(set(clause_variables(inner)) for inner in clause.unless.values())]
    names = dict.fromkeys(v for v in clause_variables(clause) if v not in bound)
    shared = [v for v in names if sum(v in tree for tree in trees) > 1]
    inside = bound | set(shared)
    form = normal_form(clause.when, vocabulary, inside) if shared else None
    for variable in shared:
        if form is None or not guards(form, variable):
            place = where(variable, clause.when, spot.to("when")).place()
            yield Unguarded(
                place=place, user=user, variable=variable, where="in `when`, and what defeats it names it too"
            )
    yield from guarded(clause.when, spot.to("when"), inside, user, vocabulary)
    for name, inner in clause.unless.items():
        yield from _clause(inner, spot.to("unless", name), inside, user, vocabulary)


def placeholders(text: str, named: Collection[str], user: str, spot: Spot) -> Iterator[Problem]:
    """Find what a text names in braces and is none of the variables given."""
    for name in template_roles(text):
        if f"${name}" not in named:
            meant = closest(name, sorted(variable[1:] for variable in named))
            yield UnknownPlaceholder(
                place=spot.place(), user=user, name=f"{{{name}}}", meant=f"{{{meant}}}" if meant else None
            )


def quantities(conditions: Iterable[tuple[Condition, Spot]], user: str, reason: str) -> Iterator[Problem]:
    """Find quantities compared where no fact could give one, for the reason given."""
    for condition, spot in conditions:
        for inner, at in walk(condition, spot):
            if isinstance(inner, QuantityOf):
                yield QuantityMisplaced(place=at.to("quantity").key(), user=user, reason=reason)
