"""A condition heard, drawn as a tree: what each part states, whether it is shown, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.compile import choices
from sanctioncheck.engine.defeat import Defence, defeated, holding
from sanctioncheck.engine.plan import PlannedMeaning
from sanctioncheck.engine.reckon import held, operands
from sanctioncheck.explain.bearing import bearing, leaves_on, of_other_days
from sanctioncheck.explain.chosen import (
    DEEPEST,
    Scene,
    alone,
    applying,
    chosen,
    comes_back,
    compiled,
    denied,
    derived,
    excludes,
    passing_on,
    telling,
)
from sanctioncheck.explain.leaves import Leaves
from sanctioncheck.model.authority import authority_of
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A
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
    free,
)
from sanctioncheck.model.norm import Defeater, ExceptionClause, Provision
from sanctioncheck.model.result import ExceptionNode, ExceptionState, MeaningNode, Node
from sanctioncheck.model.rulebook import Meaning
from sanctioncheck.model.time import When, Window, format_when, format_window
from sanctioncheck.model.truth import Value, state_at


def draw_form(scene: Scene, form: Form, env: Env, moment: Moment, seen: frozenset[object]) -> Node:
    """Draw a condition in normal form; ``seen`` are the atoms whose definitions are already being drawn."""
    value = compiled(scene, form).hear(scene.machine, env, moment)
    state = state_at(value, scene.rank)
    match form:
        case Holds():
            return _atom(scene, form, env, moment, value, seen)
        case Every(parts):
            inner = tuple(draw_form(scene, part, env, moment, seen) for part in parts)
            return Node(kind="all", text="all of these", state=state, parts=inner)
        case Either(parts):
            inner = tuple(draw_form(scene, part, env, moment, seen) for part in parts)
            return Node(kind="any", text="one of these", state=state, parts=inner)
        case Negated(part):
            inner = (draw_form(scene, part, env, moment, seen),)
            return Node(kind="not", text="the contrary of this", state=state, parts=inner)
        case ThereIs():
            return _there_is(scene, form, env, moment, seen)
        case Differ(left, right):
            return Node(kind="distinct", text=_apart(scene, left, right, env), state=state)
        case Dated(bound, at_least):
            edge = "not before" if at_least else "not after"
            text = f"the conduct ({format_window(moment.window)}) lies {edge} {format_window(bound)}"
            return Node(kind="date", text=text, state=state)
        case Amount(unit, number, at_least):
            edge = "at least" if at_least else "at most"
            given = tuple(f"{n} {u}" for u, n in moment.quantities)
            return Node(kind="quantity", text=f"{edge} {number} {unit}", state=state, operands=given)
        case Total():
            return _total(scene, form, env, moment, value)
        case Share():
            return _share(scene, form, env, moment, value)


def _there_is(
    scene: Scene, form: ThereIs, env: Env, moment: Moment, seen: frozenset[object], *, pleaded: bool = False
) -> Node:
    """Draw the choice that decides it: the best proved, or where none is proved the one nearest to it."""
    state = state_at(compiled(scene, form).hear(scene.machine, env, moment), scene.rank)
    choice = chosen(scene, form, env, moment)
    if choice is None:
        inner = _open(scene, form.body, env, moment, seen, pleaded=pleaded)
        if inner.kind in ("atom", "there-is"):
            return inner
    else:
        inner = draw_form(scene, form.body, choice, moment, seen)
        inner = inner.model_copy(update={"bindings": {name[1:]: choice[name] for name in form.variables}})
        if inner.state == state:
            return inner
    # The one that is told does not decide: that one thing is not so says nothing of others.
    return Node(kind="there-is", text="there is one", state=state, parts=(inner,))


def _open(
    scene: Scene, form: Form, env: Env, moment: Moment, seen: frozenset[object], *, pleaded: bool = False
) -> Node:
    """Draw a condition that no choice fills: each part by itself, "there is one" for each variable left free.

    What an exception asks for is ``pleaded``: of whom it is denied is told then, although it may be so of another.
    """
    loose = tuple(v for v in free(form) if v not in env)
    if not loose:
        return draw_form(scene, form, env, moment, seen)
    words = scene.words
    one = alone(scene, form, loose)
    state = state_at(compiled(scene, one).hear(scene.machine, env, moment), scene.rank)
    match form:
        case Holds(symbol=symbol, args=args):
            if any(True for _ in choices(compiled(scene, form).solve, loose, scene.machine, env)):
                return draw_form(scene, one, env, moment, seen)
            if pleaded and state == "unknown" and (other := denied(scene, form, loose, env, moment)):
                denial = draw_form(scene, form, {**env, **other}, moment, seen)
                denial = denial.model_copy(update={"bindings": {name[1:]: other[name] for name in loose}})
                return Node(kind="there-is", text="there is one", state=state, parts=(denial,))
            filled = tuple(env.get(a) if is_var(a) else a for a in args)
            listed = state == "shown-false"
            return Node(
                kind="atom", text=words.say(symbol, filled, positive=not listed), ask=words.ask(symbol, filled),
                atom=words.short(symbol, filled), state=state, counts_as_answer=words.counts(symbol, filled),
                leaves=scene.leaves.absent(symbol) if listed else (),
            )  # fmt: skip
        case Every(parts):
            inner = tuple(_open(scene, p, env, moment, seen, pleaded=pleaded) for p in parts)
            return Node(kind="all", text="all of these", state=state, parts=inner)
        case Either(parts):
            inner = tuple(_open(scene, p, env, moment, seen, pleaded=pleaded) for p in parts)
            return Node(kind="any", text="one of these", state=state, parts=inner)
        case Negated(part):
            inner = (_open(scene, part, env, moment, seen),)
            return Node(kind="not", text="the contrary of this", state=state, parts=inner)
        case ThereIs(body=body):
            return _open(scene, body, env, moment, seen, pleaded=pleaded)
        case Differ(left, right):
            return Node(kind="distinct", text=_apart(scene, left, right, env, "another"), state=state)
        case Share(owner, owned, at_least):
            return Node(kind="share", text=_holding(scene, owner, owned, at_least, env), state=state)
        case Total():
            return Node(kind="total", text=_sum(form), state=state)
    raise TypeError(form)


def _apart(scene: Scene, left: str, right: str, env: Env, other: str = "somebody") -> str:
    names = [scene.words.name(env.get(t, t)) if t in env or not is_var(t) else other for t in (left, right)]
    return f"{names[0]} and {names[1]} are not the same"


def _holding(scene: Scene, owner: str, owned: str, at_least: Decimal, env: Env) -> str:
    names = [scene.words.name(env.get(t, t)) if t in env or not is_var(t) else "somebody" for t in (owner, owned)]
    return f"{names[0]} holds at least {at_least} per cent of {names[1]}"


def _sum(form: Total) -> str:
    edge = "at least" if form.at_least else "at most"
    return f"the quantities add up to {edge} {form.number} {form.unit}"


def _atom(scene: Scene, form: Holds, env: Env, moment: Moment, value: Value, seen: frozenset[object]) -> Node:
    """Draw an atom; one that does not come back to itself is drawn once, wherever it stands."""
    machine = scene.machine
    if comes_back(scene, form.symbol):
        return _drawn(scene, form, env, moment, value, seen)
    args = tuple(env[a] if is_var(a) else a for a in form.args)
    exact = moment.exact if form.dated else None
    court = (id(machine.index), machine.run_key(form.symbol), scene.rank)
    key = (court, form.symbol, args, exact, moment.window, moment.later)
    if key not in scene.leaves.drawn:
        # What is drawn for all places must not be cut short for the depth of the first.
        scene.leaves.drawn[key] = _drawn(scene, form, env, moment, value, frozenset())
    return scene.leaves.drawn[key]


def _drawn(scene: Scene, form: Holds, env: Env, moment: Moment, value: Value, seen: frozenset[object]) -> Node:
    symbol = form.symbol
    args = tuple(env[a] if is_var(a) else a for a in form.args)
    state = state_at(value, scene.rank)
    exact = moment.exact if form.dated else None
    keys = list(bearing(scene.machine, symbol, args, moment, exact))
    leaves = tuple(leaf for found in keys for leaf in leaves_on(scene.leaves, *found))
    if state == "shown-false" and not leaves and scene.machine.index.closed(symbol):
        leaves = scene.leaves.absent(symbol)
    mark = (symbol, args, exact or moment.window)
    meanings: tuple[MeaningNode, ...] = ()
    if derived(scene, symbol) and mark not in seen and len(seen) < DEEPEST:
        meanings = tuple(_meanings(scene, symbol, args, moment, exact, seen | {mark}))
    whens = sorted({format_when(key.when) for key, _, _ in keys if key.predicate != IS_A})
    undated = any(key in scene.leaves.weighing.undated for key, _, _ in keys)
    return Node(
        kind="atom", text=scene.words.say(symbol, args, positive=state != "shown-false"),
        ask=scene.words.ask(symbol, args), atom=scene.words.short(symbol, args), state=state,
        when="; ".join(whens) or None, leaves=leaves, meanings=meanings, undated=undated,
        counts_as_answer=scene.words.counts(symbol, args),
        beside=tuple(of_other_days(scene.machine, scene.leaves, symbol, args, state, {key for key, _, _ in keys})),
    )  # fmt: skip


def _meanings(
    scene: Scene, symbol: str, args: tuple[str, ...], moment: Moment, exact: When | None, seen: frozenset[object]
) -> Iterator[MeaningNode]:
    for name, planned, env, window, when in applying(scene, symbol, args, moment, exact):
        drawn = draw_meaning(scene, planned, env, window, when, seen)
        if name == symbol:
            yield drawn
        elif drawn.state in passing_on(scene, symbol, name):
            yield drawn.model_copy(update={"denies": excludes(scene, symbol, name)})


def draw_meaning(
    scene: Scene, planned: PlannedMeaning, env: Env, window: Window, when: When | None, seen: frozenset[object]
) -> MeaningNode:
    """Draw one definition or bridge for its head; its own state, whether or not there may be other ways."""
    meaning = planned.meaning
    bound = frozenset(planned.head.args)
    moment = Moment(window, when)
    reading = scene.machine.run[meaning.position] if planned.when.position is not None else None
    condition = planned.when.under(scene.machine.run)
    node = draw_form(scene, condition.form, env, moment, seen)
    value = condition.hear(scene.machine, env, moment)
    a, b, c, d = defeated(scene.machine, value, planned.defences, env, moment)
    rival = next((r for r in meaning.definition.readings if r.id == reading), None)
    provision = scene.leaves.book.provisions.get(meaning.by)
    return MeaningNode(
        id=meaning.id, by=meaning.by, citation=_cited(meaning, provision),
        mark=provision.mark if provision else None, gist=meaning.reason or meaning.definition.gist,
        bridge=meaning.bridge, reading=reading, held_by=rival.held_by if rival else (),
        state=state_at((a & meaning.cap, b, c & meaning.cap, d), scene.rank), node=node,
        exceptions=tuple(
            draw_defence(scene, defence, meaning.exceptions[defence.id], env, moment, bound, invoked=(), seen=seen)
            for defence in planned.defences
        ),
    )  # fmt: skip


def _cited(meaning: Meaning, provision: Provision | None) -> str:
    if provision is None:
        return "bridge"
    label = provision.citation.label
    return f"a construction of this pack on {label}" if meaning.definition.construction else label


def _total(scene: Scene, form: Total, env: Env, moment: Moment, value: Value) -> Node:
    where = None if form.where is None else compiled(scene, form.where).hear
    found = tuple(
        f"{scene.words.say(form.of.symbol, o.args)}, {format_when(o.when)}: "
        + (f"{o.most} {form.unit}" if o.most is not None else f"no quantity in {form.unit}")
        for o in operands(scene.machine, form, where, env, moment)
    )
    return Node(kind="total", text=_sum(form), state=state_at(value, scene.rank), operands=found)


def _share(scene: Scene, form: Share, env: Env, moment: Moment, value: Value) -> Node:
    owner, owned = env.get(form.owner, form.owner), env.get(form.owned, form.owned)
    shares = [float(held(scene.machine, owner, owned, moment.window, scene.rank, hearing)) for hearing in (0, 2)]
    text = _holding(scene, form.owner, form.owned, form.at_least, env)
    found = (f"{shares[0]:g} per cent in the claimant's hearing, {shares[1]:g} in the respondent's",)
    return Node(kind="share", text=text, state=state_at(value, scene.rank), operands=found)


def draw_defence(
    scene: Scene,
    defence: Defence,
    clause: ExceptionClause | Defeater,
    env: Env,
    moment: Moment,
    bound: frozenset[str],
    invoked: tuple[str, ...] = (),
    seen: frozenset[object] = frozenset(),
    side: int = 2,
) -> ExceptionNode:
    """Draw an exception: whether it holds, in whose hearing, and what takes its ground."""
    one, two = (bool(mask >> scene.rank & 1) for mask in holding(scene.machine, defence, env, moment, side))
    choice = telling(scene, defence, env, moment, side)
    inside = bound | set(defence.shared)
    form = defence.when.form
    filled = all(v in choice for v in defence.shared)
    if not filled:
        node = _open(scene, form, choice, moment, seen, pleaded=True)
    elif isinstance(form, ThereIs):
        node = _there_is(scene, form, choice, moment, seen, pleaded=True)
    else:
        node = draw_form(scene, form, choice, moment, seen)
    unless = tuple(
        draw_defence(scene, inner, clause.unless[inner.id], choice, moment, inside, (), seen, 3 - side)
        for inner in defence.unless
        if all(v in choice for v in defence.shared)
    )
    state: ExceptionState = "holds" if one and two else "contested" if one or two else "open"
    if state == "open" and (node.state == "shown-false" or any(inner.state == "holds" for inner in unless)):
        state = "answered"
    parts = node.parts if node.kind == "all" else (node,)
    # A date, or that two are not the same, is true of many a case that has nothing to do with the plea.
    said = [p for p in parts if p.kind not in ("date", "distinct")]
    begun = any(p.state == "shown" for p in said) and not any(p.state == "shown-false" for p in parts)
    return ExceptionNode(
        id=defence.id, kind=getattr(clause, "kind", "answer"),
        burden="respondent" if side == 2 and defence.burden != "claimant" else "claimant",
        standard=clause.standard, citation=clause.citation.label, mark=clause.mark, gist=clause.gist,
        ask=scene.words.variables(clause.ask, choice) if isinstance(clause, ExceptionClause) else None,
        state=state, raised=bool(invoked) or begun, invoked_by=invoked,
        raised_for_by=in_its_place(scene.leaves, invoked), holds_for_claimant=one,
        bindings={v[1:]: choice[v] for v in defence.shared} if filled else {},
        holds_for_respondent=two, node=node, unless=unless,
        authority=authority_of(clause.citation, scene.leaves.book.authorities),
    )  # fmt: skip


def in_its_place(leaves: Leaves, invoked: tuple[str, ...]) -> str | None:
    """Give who raises an exception for the respondent: whoever infers every one of the facts that invoke it."""
    facts = [leaves.facts[name] for name in invoked if name in leaves.facts]
    if not facts or len(facts) < len(invoked):
        return None
    who = [s.by for f in facts for s in f.support if s.mode == "inferred"]
    return who[0] if who and all(s.mode == "inferred" for f in facts for s in f.support) else None
