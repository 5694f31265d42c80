"""Exceptions, and what takes their ground: who must show what, in which hearing, and to which standard."""

from __future__ import annotations

from dataclasses import dataclass

from sanctioncheck.engine.bench import Bench, Env, Moment
from sanctioncheck.engine.compile import Compiled, choices, compile_later
from sanctioncheck.model.condition import variables
from sanctioncheck.model.form import normal_form
from sanctioncheck.model.norm import Defeater, ExceptionClause, clause_variables
from sanctioncheck.model.truth import FULL, RANK, Value, up_to
from sanctioncheck.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Defence:
    """An exception, or an exception to one, compiled.

    ``shared`` are the free variables that its condition shares with what defeats it: one choice serves both.
    """

    id: str
    when: Compiled
    rank: int
    shared: tuple[str, ...]
    unless: tuple[Defence, ...]
    burden: str


def compile_defence(
    name: str, clause: ExceptionClause | Defeater, bound: frozenset[str], vocabulary: Vocabulary
) -> Defence:
    """Compile an exception with everything nested in it; ``bound`` are the variables that stand outside it."""
    shared = shared_variables(clause, bound)
    inside = bound | set(shared)
    return Defence(
        name,
        compile_later(normal_form(clause.when, vocabulary, inside)),
        RANK[clause.standard],
        shared,
        tuple(compile_defence(n, c, inside, vocabulary) for n, c in clause.unless.items()),
        getattr(clause, "burden", "respondent"),
    )


def shared_variables(clause: ExceptionClause | Defeater, bound: frozenset[str]) -> tuple[str, ...]:
    """Give the free variables that stand in more than one of: the condition, and each thing that defeats it."""
    places = [set(variables(clause.when)), *(set(clause_variables(inner)) for inner in clause.unless.values())]
    names = sorted({v for place in places for v in place if v not in bound})
    return tuple(v for v in names if sum(v in place for place in places) > 1)


def strict(mask: int, rank: int) -> int:
    """Give the standards at which an exception holds in its opponent's hearing: all, where it is proved at its own."""
    return FULL if mask >> rank & 1 else 0


def lenient(mask: int, rank: int) -> int:
    """Give the standards at which it holds in its proponent's hearing: proved at the lower of its own and that asked.

    >>> bin(lenient(0b00011, 2)), bin(lenient(0b00111, 2))
    ('0b11', '0b11111')
    """
    return mask & up_to(rank) | strict(mask, rank)


def holding(machine: Bench, defence: Defence, env: Env, moment: Moment, side: int = 2) -> tuple[int, int]:
    """Give the standards at which an exception holds, in the first and in the second hearing of its host.

    ``side`` is the hearing of the host in which disputes are decided for this exception: 2, and for what defeats it 1.
    """
    if not defence.shared:
        return _holding_one(machine, defence, env, moment, side)
    one = two = 0
    for choice in choices(defence.when.solve, defence.shared, machine, env):
        first, second = _holding_one(machine, defence, choice, moment, side)
        one, two = one | first, two | second
    return one, two


def _holding_one(machine: Bench, defence: Defence, env: Env, moment: Moment, side: int) -> tuple[int, int]:
    value = defence.when.hear(machine, env, moment)
    own, other = lenient(value[0], defence.rank), strict(value[2], defence.rank)
    first, second = (own, other) if side == 1 else (other, own)
    for inner in defence.unless:
        if not first | second:
            break
        one, two = holding(machine, inner, env, moment, 3 - side)
        first, second = first & ~one, second & ~two
    return first, second


def answered(machine: Bench, defence: Defence, env: Env, moment: Moment) -> tuple[int, int]:
    """Give the standards at which an exception that the host must exclude is excluded, in its two hearings.

    A variable that it shares with what answers it means "there is one", which is never shown false.
    """
    if defence.shared:
        return 0, 0
    value = defence.when.hear(machine, env, moment)
    one, two = value[3], value[1]
    for inner in defence.unless:
        first, second = holding(machine, inner, env, moment, 1)
        one, two = one | first, two | second
    return one, two


def there_is(machine: Bench, defence: Defence, env: Env, moment: Moment) -> Value:
    """Hear the condition of an exception by itself; a shared variable means "there is one" and is never shown false."""
    if not defence.shared:
        return defence.when.hear(machine, env, moment)
    t1 = t2 = 0
    for choice in choices(defence.when.solve, defence.shared, machine, env):
        value = defence.when.hear(machine, choice, moment)
        t1, t2 = t1 | value[0], t2 | value[2]
    return t1, 0, t2, 0


def defeated(machine: Bench, value: Value, defences: tuple[Defence, ...], env: Env, moment: Moment) -> Value:
    """Take from a definition what its exceptions defeat: where one holds, the definition is false."""
    t1, f1, t2, f2 = value
    for defence in defences:
        one, two = holding(machine, defence, env, moment)
        t1, f1, t2, f2 = t1 & ~one, f1 | one, t2 & ~two, f2 | two
        if defence.burden == "claimant":
            first, second = answered(machine, defence, env, moment)
            t1, t2 = t1 & first, t2 & second
    return t1, f1, t2, f2
