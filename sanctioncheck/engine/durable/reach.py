"""What turns on what: the points of dispute that a word may turn on, and the words that depend on themselves."""

from __future__ import annotations

from sanctioncheck.engine.durable.productions import symbols
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.form import atom_form, normal_form
from sanctioncheck.model.norm import Defeater, ExceptionClause
from sanctioncheck.model.rulebook import Rulebook

Taken = tuple[tuple[str, str], ...]


class Reach:
    """Of a rulebook, which positions each word may turn on, and its circles."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        words = book.vocabulary
        direct: dict[str, set[str]] = {}
        positions: dict[str, set[str]] = {}
        for meaning in book.meanings:
            head = _defining(atom_form(meaning.definition.concludes, words).symbol)
            below = direct.setdefault(head, set())
            for condition in [c for _, c in meaning.alternatives()]:
                below |= self._words(condition)
            for clause in meaning.exceptions.values():
                below |= self._all(clause)
            if meaning.definition.readings:
                positions.setdefault(head, set()).add(meaning.position)
        for name in words.types:
            kin = (*words.supertypes(name), *words.subtypes(name), *words.disjoint_with(name))
            direct[f"is_a:{name}"] = {_defining(f"is_a:{other}") for other in kin} & direct.keys()
        reached = {name: _closure(name, direct) for name in direct}
        self._turns = {
            name: frozenset(p for other in (name, *others) for p in positions.get(other, ()))
            for name, others in reached.items()
        }
        self.circles = {
            name: frozenset(o for o in others if name in reached.get(o, ())) for name, others in reached.items()
        }
        """Word to those that it depends on itself through, if any; of types and events the loader lets none do so."""
        self._parts: dict[tuple[str, Taken], Taken] = {}

    def _words(self, condition: Condition) -> set[str]:
        return symbols(normal_form(condition, self._book.vocabulary, frozenset()))

    def _all(self, clause: ExceptionClause | Defeater) -> set[str]:
        return self._words(clause.when).union(*(self._all(inner) for inner in clause.unless.values()))

    def part(self, name: str, taken: Taken) -> Taken:
        """Give the part of a choice of readings that the truth of a word may turn on."""
        key = (name, taken)
        if key not in self._parts:
            turns = self._turns.get(name, frozenset())
            self._parts[key] = tuple(pair for pair in taken if pair[0] in turns)
        return self._parts[key]


def _closure(name: str, direct: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    queue = list(direct[name])
    while queue:
        other = queue.pop()
        if other not in seen:
            seen.add(other)
            queue += direct.get(other, ())
    return seen


def _defining(symbol: str) -> str:
    """Name what defines a type, apart from the type as conditions ask for it: that turns on its relatives too."""
    return f"={symbol}" if symbol.startswith("is_a:") else symbol
