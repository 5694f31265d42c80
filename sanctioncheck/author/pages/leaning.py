"""What leans on what: the definitions and bridges behind a condition, and the rules that ask for a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.model.condition import Condition, atoms
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.norm import Defeater, ExceptionClause, Provision
from sanctioncheck.model.page import Use
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives, head

__all__ = ["Asker", "askers", "clause_conditions", "concluding", "leaning", "meaning_conditions", "symbols"]

Asker = tuple[str, str, str, Condition]
"""What asks: its kind, its id, what it asks in words, and the condition."""


def symbol(predicate: str, roles: dict[str, str]) -> str:
    """Give the name under which definitions are looked up: a type has one of its own.

    >>> symbol("is_a", {"thing": "$X", "type": "arms"}), symbol("sends", {})
    ('is_a:arms', 'sends')
    """
    return f"{IS_A}:{roles['type']}" if predicate == IS_A and "type" in roles else predicate


def symbols(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Give the names of all that conditions ask for, in order of appearance.

    >>> from sanctioncheck.model.condition import Atom
    >>> symbols([Atom({"is_a": {"thing": "$X", "type": "arms"}})])
    ('is_a:arms',)
    """
    return tuple(dict.fromkeys(symbol(a.predicate, a.roles) for each in conditions for a, _ in atoms(each)))


def clause_conditions(clause: ExceptionClause | Defeater) -> Iterator[Condition]:
    """Give the conditions of an exception and of everything nested in it."""
    yield clause.when
    for inner in clause.unless.values():
        yield from clause_conditions(inner)


def meaning_conditions(meaning: Meaning) -> Iterator[Condition]:
    """Give the conditions of a definition, its readings and exceptions."""
    for _, condition in meaning.alternatives():
        yield condition
    for clause in meaning.exceptions.values():
        yield from clause_conditions(clause)


def rule_conditions(rule: Rule) -> Iterator[Condition]:
    """Give the conditions of a norm, its elements and exceptions."""
    if rule.norm.bearer.bound_where is not None:
        yield rule.norm.bearer.bound_where
    for element in rule.elements.values():
        for _, condition in alternatives(element.when, element.readings):
            yield condition
    for clause in rule.exceptions.values():
        yield from clause_conditions(clause)


def concluding(book: Rulebook, name: str) -> tuple[Meaning, ...]:
    """Give the definitions and bridges that conclude a name; evidence for a narrower type counts for the wider.

    >>> from sanctioncheck.load.pack import load_pack
    >>> [each.id for each in concluding(load_pack(), "provides")]
    ['bridge:sent-troops-are-provided', 'bridge:handed-over-is-provided']
    """
    names = {name}
    if name.startswith(f"{IS_A}:"):
        names |= {f"{IS_A}:{each}" for each in book.vocabulary.subtypes(name.partition(":")[2])}
    return tuple(each for each in book.meanings if symbol(*head(each)) in names)


def leaning(book: Rulebook, conditions: Iterable[Condition], wording: Wording) -> tuple[Use, ...]:
    """Give the definitions and bridges that conditions lean on, and below each those that it leans on; each once."""
    seen: dict[str, None] = {}
    found: list[tuple[str | None, Meaning]] = []
    waiting: list[tuple[str | None, tuple[str, ...]]] = [(None, symbols(conditions))]
    # Breadth first, so that each is told where it is nearest.
    while waiting:
        parent, names = waiting.pop(0)
        for meaning in (each for name in names for each in concluding(book, name)):
            if meaning.id not in seen:
                seen[meaning.id] = None
                found.append((parent, meaning))
                waiting.append((meaning.id, symbols(meaning_conditions(meaning))))
    return _tree(None, found, wording)


def _tree(parent: str | None, pairs: list[tuple[str | None, Meaning]], wording: Wording) -> tuple[Use, ...]:
    return tuple(
        meaning_use(meaning, wording, _tree(meaning.id, pairs, wording)) for above, meaning in pairs if above == parent
    )


def meaning_use(meaning: Meaning, wording: Wording, through: tuple[Use, ...] = ()) -> Use:
    """Give a definition or bridge as something used."""
    said = wording.atom(*head(meaning))
    kind = "bridge" if meaning.bridge else "definition"
    return Use(kind=kind, id=meaning.id, text=f"{said}: {meaning.definition.gist}", through=through)


def askers(book: Rulebook, name: str, wording: Wording) -> tuple[Use, ...]:
    """Give everything in the rules that asks for a name: norms with their elements, exceptions, definitions.

    >>> from sanctioncheck.load.pack import load_pack
    >>> book = load_pack()
    >>> askers(book, "hosted_for_training", Wording(book))[0].id
    'un.sc.res.2270/9#for-training'
    """
    found: dict[str, Use] = {}
    for rule in book.rules:
        for kind, ident, text, condition in _of_rule(rule, wording):
            if _asks(condition, name):
                found.setdefault(ident, Use(kind=kind, id=ident, text=text))
    for meaning in book.meanings:
        if any(_asks(condition, name) for condition in meaning_conditions(meaning)):
            found.setdefault(meaning.id, meaning_use(meaning, wording))
    return tuple(found.values())


def _asks(condition: Condition, name: str) -> bool:
    return any(name in (atom.predicate, symbol(atom.predicate, atom.roles)) for atom, _ in atoms(condition))


def _of_rule(rule: Rule, wording: Wording) -> Iterator[Asker]:
    where = label(rule.provision)
    if rule.norm.bearer.bound_where is not None:
        yield "bearer", rule.id, f"{where}: whom the norm binds", rule.norm.bearer.bound_where
    for name, element in rule.elements.items():
        for _, condition in alternatives(element.when, element.readings):
            yield "element", f"{rule.provision.provision}#{name}", f"{where}: {wording.text(element.ask)}", condition
    for name, clause in rule.exceptions.items():
        for condition in clause_conditions(clause):
            yield "exception", f"{rule.provision.provision}#{name}", f"{where}: {wording.text(clause.gist)}", condition


def label(provision: Provision) -> str:
    """Give a provision as a row of the matrix names it."""
    return provision.citation.label
