"""Which of several ways is told: the choice that decides, the definitions that apply, how a plea is filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.compile import Compiled, choices, compile_form
from sanctioncheck.engine.defeat import Defence, holding
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import PlannedMeaning
from sanctioncheck.explain.bearing import by_then
from sanctioncheck.explain.leaves import Leaves
from sanctioncheck.explain.words import Words
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.form import Form, Holds, ThereIs, listing
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import RANK, Standard, state_at

BEST = {"shown": 0, "disputed": 1, "unknown": 2, "shown-false": 3}
"""How near a choice comes to being proved; of one that is shown false there is nothing left to show."""
DEEPEST = 12
"""Definitions within definitions that are told before a trace stops."""


class Scene(NamedTuple):
    """Who hears what, at which standard: everything that drawing a trace needs."""

    machine: Machine
    leaves: Leaves
    words: Words
    standard: Standard

    @property
    def rank(self) -> int:
        """The standard asked, as a number."""
        return RANK[self.standard]


class Applying(NamedTuple):
    """A definition that speaks of an atom, with what fills it and when it is heard."""

    symbol: str
    planned: PlannedMeaning
    env: Env
    window: Window
    when: When | None


def compiled(scene: Scene, form: Form) -> Compiled:
    """Compile a condition once for a trace, however often it is drawn."""
    found = scene.leaves.compiled.get(id(form))
    if found is None:
        found = scene.leaves.compiled[id(form)] = compile_form(form)
    return found


def comes_back(scene: Scene, symbol: str) -> bool:
    """Tell whether the definitions of an atom lead back to it, so that where it stands decides how much is told."""
    found = scene.leaves.circular.get(symbol)
    if found is None:
        plan = scene.machine.plan
        turns = plan.recursive.keys() & plan.turns_on.get(symbol, frozenset())
        found = scene.leaves.circular[symbol] = symbol in plan.recursive or bool(turns)
    return found


def alone(scene: Scene, form: Form, loose: tuple[str, ...]) -> ThereIs:
    """Give "there is one" for the variables that are left free in a condition that stands by itself."""
    key = (id(form), loose)
    if key not in scene.leaves.alone:
        closed = all(listing(form, v, scene.machine.index.closed) for v in loose)
        scene.leaves.alone[key] = ThereIs(loose, form, closed)
    return scene.leaves.alone[key]


def chosen(scene: Scene, form: ThereIs, env: Env, moment: Moment) -> Env | None:
    """Give the choice that is told: the best proved, or where none is proved the one nearest to it; None for none."""
    body = compiled(scene, form.body)
    best: Env | None = None
    nearest = len(BEST)
    for choice in choices(body.solve, form.variables, scene.machine, env):
        rank = BEST[state_at(body.hear(scene.machine, choice, moment), scene.rank)]
        if rank < nearest:
            best, nearest = choice, rank
            if not rank:
                break
    return best


def denied(scene: Scene, form: Holds, loose: tuple[str, ...], env: Env, moment: Moment) -> Env | None:
    """Give the first of whom an atom is shown false, where the case says of somebody that it is not so."""
    pattern = tuple(env.get(a) if is_var(a) else a for a in form.args)
    for row in scene.machine.index.evidence_rows(form.symbol, pattern):
        filled = [(a, filler) for a, filler in zip(form.args, row, strict=True) if a in loose]
        found = dict(filled)
        heard = compiled(scene, form).hear(scene.machine, {**env, **found}, moment)
        if set(filled) == set(found.items()) and state_at(heard, scene.rank) == "shown-false":
            return found
    return None


def derived(scene: Scene, symbol: str) -> bool:
    """Tell whether some definition bears on an atom."""
    plan = scene.machine.plan
    return symbol in plan.meanings or (symbol.startswith("is_a:") and any(plan.kin[symbol[5:]].defined))


def applying(
    scene: Scene, symbol: str, args: tuple[str, ...], moment: Moment, exact: When | None
) -> Iterator[Applying]:
    """Give the definitions that speak of an atom, those of kindred types among them."""
    plan, machine = scene.machine.plan, scene.machine
    symbols = [symbol]
    if symbol.startswith("is_a:"):
        symbols = [name for names in plan.kin[symbol[5:]].defined for name in names]
    whens: list[When | None] = [exact]
    if machine.index.kind(symbol) == "event" and exact is None:
        whens = [w for w in machine.dates(symbol, args) if by_then(w, moment)]
    for name in dict.fromkeys(symbols):
        for planned in plan.meanings.get(name, ()):
            for when in whens:
                env = machine.applies(planned, args, when)
                window = when.reading if when is not None else moment.window
                if env is not None and planned.meaning.span.covers(window):
                    yield Applying(name, planned, env, window, when)


def passing_on(scene: Scene, symbol: str, other: str) -> tuple[str, ...]:
    """Give the states in which a definition of another type bears on this one: a no of a wider, a yes of the rest."""
    return ("shown-false",) if other[5:] in scene.machine.plan.kin[symbol[5:]].wider else ("shown", "disputed")


def excludes(scene: Scene, symbol: str, other: str) -> bool:
    """Tell whether nothing can be of both of two types."""
    return other[5:] in scene.machine.plan.kin[symbol[5:]].disjoint


def telling(scene: Scene, defence: Defence, env: Env, moment: Moment, side: int) -> Env:
    """Choose the fillers under which an exception is told: those that carry it furthest, else those that answer it."""
    if not defence.shared:
        return env
    found = list(choices(defence.when.solve, defence.shared, scene.machine, env))
    for inner in defence.unless:
        known = [e for e in inner.when.solve(scene.machine, env) if all(v in e for v in defence.shared)]
        found += [{**env, **{v: e[v] for v in defence.shared}} for e in sorted(known, key=lambda e: sorted(e.items()))]

    def nearness(choice: Env) -> int:
        single = replace(defence, shared=())
        hearings = sum(mask >> scene.rank & 1 for mask in holding(scene.machine, single, choice, moment, side))
        if hearings:
            return 2 - hearings
        answered = any(
            all(mask >> scene.rank & 1 for mask in holding(scene.machine, inner, choice, moment, 3 - side))
            for inner in defence.unless
        )
        return 2 if answered else 3

    return min(found, key=nearness, default=env)
