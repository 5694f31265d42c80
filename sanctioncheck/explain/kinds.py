"""Whether a norm asks for goods of another kind than the case speaks of, so that its row tells a reader nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sanctioncheck.model.condition import Atom, atoms
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.finding import Finding
from sanctioncheck.model.rulebook import Rule, alternatives
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["of_another_kind"]

_WIDEST = ("item", "service")
"""What is handed over: goods, and what is done for somebody."""


Known = Callable[[str, Finding], frozenset[str]]
"""Takes a thing and the finding that it stands in, and gives the types that it is shown to have."""


def of_another_kind(rule: Rule, findings: Sequence[Finding], known: Known, vocabulary: Vocabulary) -> bool:
    """Tell whether every finding of a cell is about what is shown to be of kinds for none of which the norm asks.

    A statue opens the ban on coal, since it came from the same State; what it is, is known, and it is no coal. Goods of
    which nothing is known are no such thing: there the open question is worth its row. So is the row where texts often
    take the one for the other, as soldiers for arms.

    Args:
        rule: the norm.
        findings: the findings of one actor.
        known: what things are shown to be.
        vocabulary: the types.
    """
    asked = [kinds for name in rule.norm.elements for kinds in [_asked(rule, name)] if kinds is not None]
    return bool(findings) and all(
        any(
            _is_other(known(dict(finding.bindings).get(thing, thing), finding), kinds, vocabulary)
            for thing, kinds in asked
        )
        for finding in findings
    )


def _asked(rule: Rule, name: str) -> tuple[str, frozenset[str]] | None:
    """Give the thing whose kind an element asks for, and the kinds; None where it asks for anything else."""
    element = rule.elements[name]
    found = [each for _, condition in alternatives(element.when, element.readings) for each in atoms(condition)]
    if not found or not all(positive and _is_kind(atom) for atom, positive in found):
        return None
    things = {atom.roles["thing"] for atom, _ in found}
    return (things.pop(), frozenset(atom.roles["type"] for atom, _ in found)) if len(things) == 1 else None


def _is_kind(atom: Atom) -> bool:
    return atom.predicate == IS_A and {"thing", "type"} <= atom.roles.keys()


def _is_other(known: frozenset[str], asked: frozenset[str], vocabulary: Vocabulary) -> bool:
    kinds = {kind for kind in known if kind not in _WIDEST and {*vocabulary.supertypes(kind)} & {*_WIDEST}}
    near = {other for kind in kinds for other in (*vocabulary.supertypes(kind), *vocabulary.subtypes(kind))}
    taken = {
        each for kind in kinds for other in vocabulary.types[kind].mistaken_for for each in vocabulary.subtypes(other)
    }
    return bool(kinds) and not (near | taken) & asked
