"""Conditions cut into what a production rule can match: literals, and a formula over them; and where to look for more.

A rule of durable_rules takes few conditions, so a long condition becomes several clauses, one of which is a literal of
the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from sanctioncheck.model.condition import is_var
from sanctioncheck.model.form import (
    Amount,
    Dated,
    Differ,
    Either,
    Every,
    Form,
    Holds,
    Negated,
    Share,
    ThereIs,
    Total,
    children,
    free,
)

LITERALS = 14
"""Literals of one clause, at most; the rest of the conditions of its rule is for exceptions."""
WAYS = 64
"""Ways in which a condition may be met, at most, that are looked into one by one; else an `any` narrows nothing."""

Way = tuple[Holds, ...]
Formula = int | tuple[str, tuple["Formula", ...]]
"""A literal by its number, or `all`, `any`, `not` of formulas."""


@dataclass(frozen=True, eq=False)
class Clause:
    """A condition that one rule decides, once each of its literals is decided."""

    number: int
    literals: tuple[Literal, ...]
    formula: Formula
    variables: tuple[str, ...]
    """What must be chosen before it can be decided."""


@dataclass(frozen=True, eq=False)
class Search:
    """A place where things are looked for: in which ways a condition may be met, for a choice of variables."""

    number: int
    variables: tuple[str, ...]
    ways: tuple[Way, ...]
    known: tuple[str, ...]
    """What is already chosen."""


@dataclass(frozen=True, eq=False)
class OneOf:
    """There is a choice of things for which a clause holds; on closed lists also: there is none."""

    search: Search
    body: Clause
    form: ThereIs


@dataclass(frozen=True, eq=False)
class Sum:
    """Quantities of events added up, of those for which a clause holds."""

    form: Total
    where: Clause | None


@dataclass(frozen=True, eq=False)
class Literal:
    """One thing that a clause asks; ``turned`` where it stands under an odd number of negations."""

    asks: Holds | Differ | Dated | Amount | Share | OneOf | Sum | Clause
    turned: bool


class Cutter:
    """Cuts conditions in normal form into clauses, numbering them as they come."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def number(self) -> int:
        """Give the next number of a rule."""
        return next(self._numbers)

    def clause(self, form: Form, room: int = LITERALS) -> Clause:
        """Cut a condition into a clause of at most ``room`` literals.

        >>> clause = Cutter().clause(Every((Holds("p", ("$A",)), Negated(Holds("q", ("$A",))))))
        >>> clause.formula, [literal.turned for literal in clause.literals]
        (('all', (0, ('not', (1,)))), [False, True])
        """
        literals: list[Literal] = []
        formula = self._formula(form, False, literals, room)
        return Clause(self.number(), tuple(literals), formula, tuple(dict.fromkeys(free(form))))

    def search(self, form: Form, variables: tuple[str, ...]) -> Search:
        """Say where choices of variables are to be looked for so that a condition may hold."""
        ways = tuple(dict.fromkeys(short(way) for way in ways_of(form)))
        looked_at = {arg for way in ways for atom in way for arg in atom.args}
        known = tuple(v for v in free(form) if v not in variables and v in looked_at)
        return Search(self.number(), variables, ways, known)

    def _formula(self, form: Form, turned: bool, literals: list[Literal], room: int) -> Formula:
        if leaves(form) > room:
            return self._shortened(form, turned, literals, room)
        match form:
            case Every(parts) | Either(parts):
                word = "all" if isinstance(form, Every) else "any"
                return word, tuple(self._formula(part, turned, literals, room) for part in parts)
            case Negated(part):
                return "not", (self._formula(part, not turned, literals, room),)
        literals.append(Literal(self._asked(form), turned))
        return len(literals) - 1

    def _shortened(self, form: Form, turned: bool, literals: list[Literal], room: int) -> Formula:
        """Make clauses of their own of the parts of a condition that is too long."""
        if isinstance(form, Negated):
            return "not", (self._formula(form.part, not turned, literals, room),)
        assert isinstance(form, Every | Either)
        parts = list(form.parts)
        while len(parts) > room:
            parts = [type(form)(tuple(parts[i : i + LITERALS])) for i in range(0, len(parts), LITERALS)]
        inner: list[Formula] = []
        for part in parts:
            if leaves(part) == 1:
                inner.append(self._formula(part, turned, literals, room))
            else:
                literals.append(Literal(self.clause(part), turned))
                inner.append(len(literals) - 1)
        return ("all" if isinstance(form, Every) else "any"), tuple(inner)

    def _asked(self, form: Form) -> Holds | Differ | Dated | Amount | Share | OneOf | Sum:
        match form:
            case ThereIs(variables, body):
                return OneOf(self.search(body, variables), self.clause(body), form)
            case Total(where=where):
                return Sum(form, None if where is None else self.clause(where))
            case Holds() | Differ() | Dated() | Amount() | Share():
                return form
        raise TypeError(form)


def leaves(form: Form) -> int:
    """Count the literals that a condition would have as one clause."""
    if isinstance(form, Every | Either | Negated):
        return sum(map(leaves, children(form)))
    return 1


def ways_of(form: Form) -> tuple[Way, ...]:
    """Give the sets of atoms of which one must be met wherever a condition may be true; a superset is as good.

    >>> p, q = Holds("p", ("$A",)), Holds("q", ("$A",))
    >>> [[atom.symbol for atom in way] for way in ways_of(Every((p, Either((p, q)))))]
    [['p', 'p'], ['p', 'q']]
    """
    match form:
        case Holds():
            return ((form,),)
        case Every(parts):
            ways: tuple[Way, ...] = ((),)
            for part in parts:
                more = ways_of(part)
                if len(ways) * len(more) <= WAYS:
                    ways = tuple((*way, *other) for way in ways for other in more)
            return ways
        case Either(parts):
            found = tuple(way for part in parts for way in ways_of(part))
            return found if len(found) <= WAYS else ((),)
        case ThereIs(body=body):
            return ways_of(body)
    return ((),)


def short(way: Way) -> Way:
    """Leave out of a long way the atoms that choose nothing more."""
    atoms = tuple(dict.fromkeys(way))
    if len(atoms) <= LITERALS:
        return atoms
    kept: list[Holds] = []
    chosen: set[str] = set()
    for atom in atoms:
        new = {arg for arg in atom.args if is_var(arg)} - chosen
        if new and len(kept) < LITERALS:
            kept.append(atom)
            chosen |= new
    return tuple(kept)
