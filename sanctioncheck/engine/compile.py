"""Conditions compiled to closures: each can be heard (its value) and solved (the choices that may make it true)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import prod
from typing import NamedTuple

from sanctioncheck.engine.bench import Bench, Env, Moment, Rows, match_row
from sanctioncheck.engine.reckon import share_of, sum_of
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
)
from sanctioncheck.model.time import Window
from sanctioncheck.model.truth import FALSE, FULL, TRUE, UNKNOWN, Value, every, negate, some

Hear = Callable[[Bench, Env, Moment], Value]
Solve = Callable[[Rows, Env], Iterator[Env]]


class Compiled(NamedTuple):
    """A condition ready to run."""

    hear: Hear
    solve: Solve
    form: Form


def compile_later(form: Form) -> Compiled:
    """Compile a condition when it is first heard or solved; of most norms a case hears nothing but the trigger."""
    made: list[Compiled] = []

    def compiled() -> Compiled:
        if not made:
            made.append(compile_form(form))
        return made[0]

    return Compiled(lambda m, e, t: compiled().hear(m, e, t), lambda r, e: compiled().solve(r, e), form)


def compile_form(form: Form) -> Compiled:
    """Turn a condition in normal form into closures; see ``Machine`` for how they are run."""
    match form:
        case Holds():
            return _atom(form)
        case Every(parts):
            return _every(form, [compile_form(part) for part in parts])
        case Either(parts):
            return _either(form, [compile_form(part) for part in parts])
        case Negated(part):
            inner = compile_form(part)
            return Compiled(lambda m, e, t: negate(inner.hear(m, e, t)), _unsolved, form)
        case ThereIs():
            return _there_is(form)
        case Differ(left, right):
            return Compiled(lambda m, e, _t: _distinct(m, e.get(left, left), e.get(right, right)), _unsolved, form)
        case Dated():
            return Compiled(lambda _m, _e, t: _dated(form, t.window), _unsolved, form)
        case Amount():
            return Compiled(lambda _m, _e, t: _amount(form, t), _unsolved, form)
        case Total():
            return _total(form)
        case Share(owner, owned, at_least):
            return Compiled(
                lambda m, e, t: share_of(m, e.get(owner, owner), e.get(owned, owned), at_least, t.window),
                _unsolved,
                form,
            )


def _unsolved(_rows: Rows, env: Env) -> Iterator[Env]:
    yield env


def _atom(form: Holds) -> Compiled:
    name, args, dated = form.symbol, form.args, form.dated
    terms = tuple((arg, is_var(arg)) for arg in args)

    def hear(machine: Bench, env: Env, moment: Moment) -> Value:
        filled = tuple([env[a] if free else a for a, free in terms])
        if dated and moment.exact is not None:
            return machine.instance(name, filled, moment.exact)
        return machine.value(name, filled, moment)

    def solve(rows: Rows, env: Env) -> Iterator[Env]:
        for row in rows.rows(name, tuple([env.get(a) if free else a for a, free in terms])):
            found = match_row(args, row, env)
            if found is not None:
                yield found

    return Compiled(hear, solve, form)


def _every(form: Form, parts: list[Compiled]) -> Compiled:
    def hear(machine: Bench, env: Env, moment: Moment) -> Value:
        return every(part.hear(machine, env, moment) for part in parts)

    def solve(rows: Rows, env: Env, at: int = 0) -> Iterator[Env]:
        if at == len(parts):
            yield env
            return
        for found in parts[at].solve(rows, env):
            yield from solve(rows, found, at + 1)

    return Compiled(hear, solve, form)


def _either(form: Form, parts: list[Compiled]) -> Compiled:
    def hear(machine: Bench, env: Env, moment: Moment) -> Value:
        return some(part.hear(machine, env, moment) for part in parts)

    def solve(rows: Rows, env: Env) -> Iterator[Env]:
        for part in parts:
            yield from part.solve(rows, env)

    return Compiled(hear, solve, form)


def choices(solve: Solve, variables: tuple[str, ...], rows: Rows, env: Env) -> Iterator[Env]:
    """Give every choice of the variables under which a condition may be true in some hearing, each once, sorted."""
    seen: set[tuple[str, ...]] = set()
    for found in solve(rows, env):
        pools = [(found[v],) if v in found else rows.domain for v in variables]
        rows.budget.take(prod(map(len, pools)))
        seen.update(product(*pools))
    for chosen in sorted(seen):
        yield {**env, **dict(zip(variables, chosen, strict=True))}


def _there_is(form: ThereIs) -> Compiled:
    body, variables = compile_form(form.body), form.variables

    def hear(machine: Bench, env: Env, moment: Moment) -> Value:
        t1 = t2 = 0
        for choice in choices(body.solve, variables, machine, env):
            machine.budget.take()
            a, _, c, _ = body.hear(machine, choice, moment)
            t1, t2 = t1 | a, t2 | c
        if not form.closed or t1 == t2 == FULL:
            return t1, 0, t2, 0
        pools = [listed for v in variables if (listed := machine.index.listed(form.body, v, moment.window)) is not None]
        if len(pools) < len(variables):
            return t1, 0, t2, 0
        f1 = f2 = FULL
        machine.budget.take(prod(map(len, pools)))
        for chosen in product(*pools):
            _, b, _, d = body.hear(machine, {**env, **dict(zip(variables, chosen, strict=True))}, moment)
            f1, f2 = f1 & b, f2 & d
            if not f1 | f2:
                break
        return t1, f1, t2, f2

    def solve(rows: Rows, env: Env) -> Iterator[Env]:
        for found in body.solve(rows, env):
            yield {k: v for k, v in found.items() if k not in variables}

    return Compiled(hear, solve, form)


def _distinct(machine: Bench, left: str, right: str) -> Value:
    if left == right:
        return FALSE
    return UNKNOWN if frozenset((left, right)) in machine.possibly_same else TRUE


def _dated(form: Dated, window: Window) -> Value:
    if form.at_least:
        sure, never = window.first >= form.bound.first, window.last < form.bound.first
    else:
        sure, never = window.last <= form.bound.last, window.first > form.bound.last
    return TRUE if sure else FALSE if never else UNKNOWN


def _amount(form: Amount, moment: Moment) -> Value:
    numbers = [number for unit, number in moment.quantities if unit == form.unit]
    if not numbers:
        return UNKNOWN
    most, least = max(numbers) >= form.number, min(numbers) >= form.number
    if form.at_least:
        return FULL * most, FULL * (not most), FULL * least, FULL * (not least)
    low, high = min(numbers) <= form.number, max(numbers) <= form.number
    return FULL * low, FULL * (not low), FULL * high, FULL * (not high)


def _total(form: Total) -> Compiled:
    where = None if form.where is None else compile_form(form.where)

    def hear(machine: Bench, env: Env, moment: Moment) -> Value:
        return sum_of(machine, form, where and where.hear, env, moment)

    return Compiled(hear, _unsolved, form)
