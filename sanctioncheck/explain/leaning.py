"""What a finding leans on, without telling it: judgements, public findings, rules, and facts that nobody has read."""

from __future__ import annotations

from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.compile import choices
from sanctioncheck.engine.defeat import Defence, defeated, holding
from sanctioncheck.explain.bearing import bearing, leaves_on
from sanctioncheck.explain.chosen import (
    DEEPEST,
    Applying,
    Scene,
    alone,
    applying,
    chosen,
    comes_back,
    compiled,
    denied,
    derived,
    passing_on,
    telling,
)
from sanctioncheck.explain.walk import NOTHING, Leaning, together
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated, ThereIs, free
from sanctioncheck.model.result import ExceptionState, Leaf
from sanctioncheck.model.truth import state_at

__all__ = ["lean", "lean_plea", "plea_state"]

_ONES_OWN = ("inference", "judgement")


def lean(scene: Scene, form: Form, env: Env, moment: Moment, seen: frozenset[object]) -> Leaning:
    """Give what a condition leans on in the way in which it is told; see ``draw_form``, which tells it."""
    match form:
        case Holds():
            return _atom(scene, form, env, moment, seen)
        case Every(parts) | Either(parts):
            return together([lean(scene, part, env, moment, seen) for part in parts])
        case Negated(part):
            return lean(scene, part, env, moment, seen)
        case ThereIs():
            return _there_is(scene, form, env, moment, seen)
    return NOTHING


def plea_state(scene: Scene, defence: Defence, env: Env, moment: Moment, side: int = 2) -> ExceptionState:
    """Give what is told of an exception: whether it holds, in both hearings or in one, is answered or is open."""
    one, two = (bool(mask >> scene.rank & 1) for mask in holding(scene.machine, defence, env, moment, side))
    if one or two:
        return "holds" if one and two else "contested"
    choice = telling(scene, defence, env, moment, side)
    form = defence.when.form
    loose = tuple(v for v in free(form) if v not in choice)
    told = compiled(scene, alone(scene, form, loose) if loose else form)
    if state_at(told.hear(scene.machine, choice, moment), scene.rank) == "shown-false":
        return "answered"
    inner = (plea_state(scene, each, choice, moment, 3 - side) for each in _unless(defence, choice))
    return "answered" if any(state == "holds" for state in inner) else "open"


def lean_plea(scene: Scene, defence: Defence, env: Env, moment: Moment, side: int = 2) -> Leaning:
    """Give what an exception leans on with all that answers it, in the way in which it is told."""
    choice = telling(scene, defence, env, moment, side)
    form = defence.when.form
    if not all(v in choice for v in defence.shared):
        own = _open(scene, form, choice, moment, frozenset(), pleaded=True)
    elif isinstance(form, ThereIs):
        own = _there_is(scene, form, choice, moment, frozenset(), pleaded=True)
    else:
        own = lean(scene, form, choice, moment, frozenset())
    answers = (lean_plea(scene, each, choice, moment, 3 - side) for each in _unless(defence, choice))
    found = together([own, *answers])
    return found._replace(one_of_alike=True) if defence.shared else found


def _unless(defence: Defence, choice: Env) -> tuple[Defence, ...]:
    return defence.unless if all(v in choice for v in defence.shared) else ()


def _there_is(
    scene: Scene, form: ThereIs, env: Env, moment: Moment, seen: frozenset[object], *, pleaded: bool = False
) -> Leaning:
    choice = chosen(scene, form, env, moment)
    if choice is None:
        return _open(scene, form.body, env, moment, seen, pleaded=pleaded)
    inner = lean(scene, form.body, choice, moment, seen)
    if any(row[v] in scene.leaves.alike for row in choices(compiled(scene, form.body).solve, form.variables,
                                                           scene.machine, env) for v in form.variables):  # fmt: skip
        return inner._replace(one_of_alike=True)
    return inner


def _open(
    scene: Scene, form: Form, env: Env, moment: Moment, seen: frozenset[object], *, pleaded: bool = False
) -> Leaning:
    loose = tuple(v for v in free(form) if v not in env)
    if not loose:
        return lean(scene, form, env, moment, seen)
    match form:
        case Holds():
            one = alone(scene, form, loose)
            if any(True for _ in choices(compiled(scene, form).solve, loose, scene.machine, env)):
                return lean(scene, one, env, moment, seen)
            unknown = state_at(compiled(scene, one).hear(scene.machine, env, moment), scene.rank) == "unknown"
            if pleaded and unknown and (other := denied(scene, form, loose, env, moment)):
                pattern = tuple(env.get(a) if is_var(a) else a for a in form.args)
                rows = scene.machine.index.evidence_rows(form.symbol, pattern)
                several = any(filler in scene.leaves.alike for row in rows for filler in row)
                inner = lean(scene, form, {**env, **other}, moment, seen)
                return inner._replace(one_of_alike=inner.one_of_alike or several)
        case Every(parts) | Either(parts):
            return together([_open(scene, part, env, moment, seen, pleaded=pleaded) for part in parts])
        case Negated(part):
            return _open(scene, part, env, moment, seen)
        case ThereIs(body=body):
            return _open(scene, body, env, moment, seen, pleaded=pleaded)
    return NOTHING


def _atom(scene: Scene, form: Holds, env: Env, moment: Moment, seen: frozenset[object]) -> Leaning:
    """Give what an atom leans on; one that does not come back to itself leans on the same wherever it stands."""
    machine = scene.machine
    args = tuple([env[a] if is_var(a) else a for a in form.args])
    exact = moment.exact if form.dated else None
    if comes_back(scene, form.symbol):
        return _found(scene, form.symbol, args, moment, form.dated, seen)
    court = (id(machine.index), machine.run_key(form.symbol), scene.rank)
    key = (court, form.symbol, args, exact, moment.window, moment.later)
    found = scene.leaves.leaning.get(key)
    if found is None:
        found = scene.leaves.leaning[key] = _found(scene, form.symbol, args, moment, form.dated, frozenset())
    return found


def _found(
    scene: Scene, symbol: str, args: tuple[str, ...], moment: Moment, dated: bool, seen: frozenset[object]
) -> Leaning:
    exact = moment.exact if dated else None
    undated = False
    leaves: list[Leaf] = []
    for key, weighed, bears in bearing(scene.machine, symbol, args, moment, exact):
        leaves.extend(leaves_on(scene.leaves, key, weighed, bears))
        undated = undated or key in scene.leaves.weighing.undated
    own = _of_leaves(leaves, undated)
    mark = (symbol, args, exact or moment.window)
    if not derived(scene, symbol) or mark in seen or len(seen) >= DEEPEST:
        return own
    ways = applying(scene, symbol, args, moment, exact)
    return together([own, *(_by_definition(scene, symbol, way, seen | {mark}) for way in ways)])


def _of_leaves(leaves: list[Leaf], undated: bool) -> Leaning:
    if not leaves and not undated:
        return NOTHING
    return Leaning(
        judgements=frozenset(leaf.id for leaf in leaves if leaf.kind in _ONES_OWN),
        background=frozenset(leaf.source or leaf.id for leaf in leaves if leaf.kind == "background"),
        unreviewed=frozenset(leaf.id for leaf in leaves if leaf.unreviewed),
        assumptions=frozenset(leaf.id for leaf in leaves if leaf.kind == "assumption"),
        undated=undated,
    )


def _by_definition(scene: Scene, symbol: str, way: Applying, seen: frozenset[object]) -> Leaning:
    planned, meaning, moment = way.planned, way.planned.meaning, Moment(way.window, way.when)
    condition = planned.when.under(scene.machine.run)
    value = condition.hear(scene.machine, way.env, moment)
    a, b, c, d = defeated(scene.machine, value, planned.defences, way.env, moment)
    state = state_at((a & meaning.cap, b, c & meaning.cap, d), scene.rank)
    if way.symbol != symbol and state not in passing_on(scene, symbol, way.symbol):
        return NOTHING
    inner = lean(scene, condition.form, way.env, moment, seen)
    if state not in ("shown", "disputed"):
        # What does not carry is no ground to stand on; what it says is told all the same.
        return inner._replace(bridges=frozenset(), provisions=frozenset())
    if meaning.bridge:
        return inner._replace(bridges=inner.bridges | {meaning.id})
    return inner._replace(provisions=inner.provisions | {meaning.by})
