"""Whom an atom helps: the claimant, the respondent, or now one and now the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sanctioncheck.model.condition import Atom, NotOf, ShareOf, TotalOf, parts
from sanctioncheck.model.evidence import Key
from sanctioncheck.model.rulebook import Rulebook, symbol

Sign = tuple[str, bool]
"""A symbol, and whether its truth helps the claimant."""


def of_condition(condition: Any, helps: bool) -> Iterator[Sign]:
    """Give every symbol of a condition, whose truth helps the claimant or not."""
    match condition:
        case Atom():
            yield symbol(condition.predicate, condition.roles), helps
        case ShareOf():
            yield "owns", helps
    turned = isinstance(condition, NotOf) or (isinstance(condition, TotalOf) and condition.total.at_most is not None)
    for part in parts(condition):
        yield from of_condition(part, helps != turned)


def of_clause(clause: Any, helps: bool) -> Iterator[Sign]:
    """Give those of an exception; what defeats it helps the other side."""
    yield from of_condition(clause.when, helps)
    for inner in clause.unless.values():
        yield from of_clause(inner, not helps)


def of_rules(book: Rulebook) -> tuple[set[Sign], set[Sign]]:
    """Give the signs that stand in the elements and bearers of the norms, and those in their exceptions."""
    elements: set[Sign] = set()
    exceptions: set[Sign] = set()
    for rule in book.rules:
        elements.add((f"is_a:{rule.norm.bearer.type}", True))
        if rule.norm.bearer.bound_where is not None:
            elements.update(of_condition(rule.norm.bearer.bound_where, True))
        for element in rule.elements.values():
            for condition in (element.when, *(r.when for r in element.readings)):
                elements.update(of_condition(condition, True) if condition is not None else ())
        for clause in rule.exceptions.values():
            exceptions.update(of_clause(clause, False))
    return elements, exceptions


def closure(book: Rulebook, signs: set[Sign]) -> set[Sign]:
    """Add all that the truth of these turns on: through definitions, and for a type through its kin."""
    words, found, queue = book.vocabulary, set(signs), list(signs)
    while queue:
        name, helps = queue.pop()
        more: set[Sign] = set()
        if name.startswith("is_a:"):
            kind = name[5:]
            more |= {(f"is_a:{t}", helps) for t in (*words.supertypes(kind), *words.subtypes(kind))}
            more |= {(f"is_a:{t}", not helps) for t in words.disjoint_with(kind)}
        for meaning in book.meanings:
            concludes = meaning.definition.concludes
            if symbol(concludes.predicate, concludes.roles) == name:
                for _, condition in meaning.alternatives():
                    more.update(of_condition(condition, helps))
                for clause in meaning.exceptions.values():
                    more.update(of_clause(clause, not helps))
        queue += more - found
        found |= more
    return found


def all_signs(book: Rulebook) -> set[Sign]:
    """Give every sign of a rulebook."""
    elements, exceptions = of_rules(book)
    return closure(book, elements | exceptions)


def in_exceptions(book: Rulebook) -> set[str]:
    """Give the symbols that the truth of some exception turns on, be it of a norm or of a definition."""
    _, exceptions = of_rules(book)
    clauses = (clause for meaning in book.meanings for clause in meaning.exceptions.values())
    return {name for name, _ in closure(book, exceptions | {s for c in clauses for s in of_clause(c, False)})}


def one_sided(book: Rulebook) -> dict[str, bool]:
    """Give the symbols that always help the same side, with whether that is the claimant."""
    signs = all_signs(book)
    return {name: helps for name, helps in signs if (name, not helps) not in signs}


def derived(book: Rulebook) -> set[str]:
    """Give the symbols about which some definition has something to say; for a type that is one of any type."""
    found = {symbol(m.definition.concludes.predicate, m.definition.concludes.roles) for m in book.meanings}
    kinds = {f"is_a:{kind}" for kind in book.vocabulary.types}
    return found | kinds if found & kinds else found


def meeting(book: Rulebook, said: set[str]) -> set[str]:
    """Give the symbols from which there follows, by definitions, something about which evidence speaks too."""
    concluded = {symbol(m.definition.concludes.predicate, m.definition.concludes.roles) for m in book.meanings}
    return {name for name, _ in closure(book, {(n, True) for n in concluded if n in said or n.startswith("is_a:")})}


def name_of(key: Key) -> str:
    """Give the symbol under which evidence is reasoned about."""
    return f"is_a:{key.args[1]}" if key.predicate == "is_a" else key.predicate
