"""Which facts that nobody has shown would make a condition true, or false: sets of ground atoms, each with its answer.

Abduction by going back through conditions and definitions (Kakas, Kowalski and Toni, "Abductive logic programming",
Journal of Logic and Computation 2(6), 1992). What is found is a proposal: ``ask`` tries each on the engine itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from sanctioncheck.engine.bench import Env, Moment, bind, match_row
from sanctioncheck.engine.compile import compile_form
from sanctioncheck.engine.defeat import Defence, holding
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import PlannedMeaning
from sanctioncheck.explain.ways import DONE, NONE, Literal, Numbered, Ways, both, either
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated, ThereIs, children, normal_form
from sanctioncheck.model.norm import Defeater, ExceptionClause
from sanctioncheck.model.time import When, Window, lasting, point
from sanctioncheck.model.truth import state_at
from sanctioncheck.model.vocabulary import Vocabulary

FRESH = "?"
"""What the ids of things that nobody has named begin with; the rest is their type."""


Mark = tuple[str, tuple[str, ...], Window, When | None, int, bool]
"""A ground atom at a moment, the standard, and whether it is to be true."""


@dataclass
class Abduction:
    """Looks for ways under one choice of readings.

    ``constants`` are the things of the case with their types, those that nobody has named among them; ``kinds`` the
    types that the norm asks about, directly or through definitions. A way holds at most ``most`` facts, and at most
    ``limit`` ways are followed at once; ``numbered`` numbers the facts. What is found for a ground atom is kept, and
    serves every finding that is heard under these readings. Each atom that is asked about is a step of the machine's
    budget; where that is used up, ``Spent`` is raised.
    """

    machine: Machine
    constants: dict[str, str]
    kinds: tuple[str, ...]
    most: int
    limit: int
    numbered: Numbered
    stack: tuple[Mark, ...] = ()
    known: dict[Mark, Ways] = field(default_factory=dict)
    """What definitions give for an atom."""
    found: dict[Mark, Ways] = field(default_factory=dict)
    """All that was found for an atom."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the pack."""
        return self.machine.plan.rulebook.vocabulary

    def _both(self, parts: Iterable[Ways]) -> Ways:
        return both(parts, self.most, self.limit, self.numbered, self.machine.budget)

    def _first(self, ways: Ways) -> Ways:
        return self.numbered.first(ways, self.limit)

    # --- conditions

    def ways(self, form: Form, env: Env, moment: Moment, rank: int, want: bool) -> Ways:
        """Give the ways to make a condition true, or false, in both hearings at a standard."""
        if not isinstance(form, Holds) and not _fresh(env) and self._settled(form, env, moment, rank, want):
            return DONE
        match form:
            case Holds():
                return self.atom(form, env, moment, rank, want)
            case Every(parts) | Either(parts):
                found = (self.ways(part, env, moment, rank, want) for part in parts)
                return self._both(found) if isinstance(form, Every) == want else either(*found)
            case Negated(part):
                return self.ways(part, env, moment, rank, not want)
            case ThereIs(variables, body):
                return self._there_is(form, variables, body, env, moment, rank, want)
        return DONE if self._settled(form, env, moment, rank, want) else NONE

    def _settled(self, form: Form, env: Env, moment: Moment, rank: int, want: bool) -> bool:
        value = compile_form(form).hear(self.machine, env, moment)
        return bool(value[2 if want else 1] >> rank & 1)

    def _there_is(
        self, form: ThereIs, variables: tuple[str, ...], body: Form, env: Env, moment: Moment, rank: int, want: bool
    ) -> Ways:
        if want:
            pools = [self.fillers(kinds_of(body, v, self.vocabulary)) for v in variables]
            if isinstance(body, Holds) and self._undefined(body, variables):
                return self._first_shown(body, dict(zip(variables, pools, strict=True)), env, moment, rank)
            chosen = ({**env, **dict(zip(variables, c, strict=True))} for c in product(*pools))
            return self._first(either(*(self.ways(body, choice, moment, rank, want) for choice in chosen)))
        pools_listed = [self.machine.index.listed(body, v, moment.window) for v in variables]
        if not form.closed or any(pool is None for pool in pools_listed):
            return NONE
        chosen = ({**env, **dict(zip(variables, c, strict=True))} for c in product(*(p or () for p in pools_listed)))
        return self._both(self.ways(body, choice, moment, rank, want) for choice in chosen)

    def _undefined(self, body: Holds, variables: tuple[str, ...]) -> bool:
        """Tell whether an atom of these variables can only be shown as it is, since nothing defines it."""
        known = body.symbol.startswith(f"{IS_A}:") or body.symbol in self.machine.plan.meanings
        return not known and set(variables) <= set(body.args)

    def _first_shown(self, body: Holds, pools: dict[str, tuple[str, ...]], env: Env, moment: Moment, rank: int) -> Ways:
        """Give the first ways in which an atom that nothing defines holds of some things, in the order of literals.

        Each such way is one literal, and no more than ``limit`` are kept: the others need not be looked at, once it is
        seen that none of them is shown already. Where a thing that is given already does not fit its role, none does.
        """
        for row in self.machine.rows(body.symbol, bind(body.args, env)):
            known = match_row(body.args, row, env)
            if known is None or not all(known[v] in pool for v, pool in pools.items()):
                continue
            if self.atom(body, known, moment, rank, True) == DONE:
                return DONE
        if not self.fits(body.symbol, tuple(env.get(arg, arg) for arg in body.args)):
            return NONE
        free = [arg for arg in dict.fromkeys(body.args) if arg in pools]
        found: list[Ways] = []
        number = 0
        for chosen in product(*(sorted(pools[v]) for v in free)):
            ways = self.atom(body, {**env, **dict(zip(free, chosen, strict=True))}, moment, rank, True)
            found.append(ways)
            number += len(ways)
            if number >= self.limit:
                break
        return self._first(either(*found))

    def fillers(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Give the things of the case that may fill roles of these types, and the unnamed ones that may."""
        wanted = set(kinds)
        return tuple(name for name, kind in self.constants.items() if wanted.issubset(self.machine.plan.wider[kind]))

    # --- atoms

    def atom(self, form: Holds, env: Env, moment: Moment, rank: int, want: bool) -> Ways:
        """Give the ways to show an atom, or its contrary."""
        self.machine.budget.take()
        args = tuple(env[a] if is_var(a) else a for a in form.args)
        if form.symbol.startswith("is_a:") and args[0].startswith(FRESH):
            known = self._fresh_type(form.symbol[5:], args[0])
            if known is not None:
                return DONE if known == want else NONE
        if self.machine.index.kind(form.symbol) != "event":
            return self._state(form.symbol, args, moment.window, rank, want)
        if form.dated and moment.exact is not None:
            return self._instance(form.symbol, args, moment.exact, rank, want)
        return self._event(form.symbol, args, moment, rank, want)

    def _fresh_type(self, kind: str, fresh: str) -> bool | None:
        declared = self.constants[fresh]
        if kind in self.machine.plan.wider[declared]:
            return True
        return False if kind in self.machine.plan.disjoint[declared] else None

    def _state(self, symbol: str, args: tuple[str, ...], window: Window, rank: int, want: bool) -> Ways:
        mark = (symbol, args, window, None, rank, want)
        if mark in self.found:
            return self.found[mark]
        value = self.machine.state(symbol, args, window)
        if value[2 if want else 1] >> rank & 1:
            return DONE
        when = lasting(Window(window.first, window.first), Window(window.last, window.last))
        own = [
            self.numbered.way(Literal(name, args, when, yes))
            for name, yes in self._kin(symbol, want)
            if self._unknown(name, args, window, rank) and self.fits(name, args)
        ]
        return self._kept(mark, either(own, self._defined(symbol, args, Moment(window), rank, want)))

    def _kept(self, mark: Mark, ways: Ways) -> Ways:
        """Keep what was found for an atom, but where it was cut short for coming back to itself."""
        if mark not in self.stack and mark[0] not in self.machine.plan.recursive:
            self.found[mark] = ways
        return ways

    def _unknown(self, symbol: str, args: tuple[str, ...], window: Window, rank: int) -> bool:
        return state_at(self.machine.state(symbol, args, window), rank) == "unknown"

    def fits(self, symbol: str, args: tuple[str, ...]) -> bool:
        """Tell whether things are of the types that the roles take; a case may state nothing else."""
        if symbol.startswith(f"{IS_A}:"):
            return True
        roles = self.vocabulary.predicates[symbol].roles.values()
        types = [self.constants.get(name) or self.machine.evidence.types.get(name) for name in args]
        return all(
            kind is None or role not in self.vocabulary.types or role in self.machine.plan.wider[kind]
            for kind, role in zip(types, roles, strict=True)
        )

    def _kin(self, symbol: str, want: bool) -> Iterator[tuple[str, bool]]:
        """Give what shows an atom: itself; for a type also a narrower one, or against it a wider or a disjoint one."""
        yield symbol, want
        if symbol.startswith("is_a:"):
            plan, kind = self.machine.plan, symbol[5:]
            for other in self.kinds:
                if other == kind:
                    continue
                if want and kind in plan.wider[other]:
                    yield f"is_a:{other}", True
                elif not want and other in plan.wider[kind]:
                    yield f"is_a:{other}", False
                elif not want and other in plan.disjoint[kind]:
                    yield f"is_a:{other}", True

    def _event(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int, want: bool) -> Ways:
        value = self.machine.value(symbol, args, moment)
        if value[2 if want else 1] >> rank & 1:
            return DONE
        dates = [w for w in self.machine.dates(symbol, args) if moment.later or w.begin.first <= moment.window.last]
        here = point(moment.window)
        if want:
            timely = [w for w in dates if moment.later or w.begin.last <= moment.window.last]
            return either(*(self._instance(symbol, args, w, rank, want) for w in dict.fromkeys((*timely, here))))
        covered = any(moment.window.within(w.hull) for w in dates) or self.machine.index.answers(symbol, moment.window)
        asked = dates if covered else [*dates, here]
        bare = self._both(self._instance(symbol, args, w, rank, want) for w in asked)
        return bare if not covered else either(
            bare, self._both(self._instance(symbol, args, w, rank, want) for w in (*dates, here))
        )  # fmt: skip

    def _instance(self, symbol: str, args: tuple[str, ...], when: When, rank: int, want: bool) -> Ways:
        mark = (symbol, args, when.reading, when, rank, want)
        if mark in self.found:
            return self.found[mark]
        value = self.machine.instance(symbol, args, when)
        if value[2 if want else 1] >> rank & 1:
            return DONE
        unknown = state_at(value, rank) == "unknown" and self.fits(symbol, args)
        own = [self.numbered.way(Literal(symbol, args, when, want))] if unknown else []
        return self._kept(mark, either(own, self._defined(symbol, args, Moment(when.reading, when), rank, want)))

    # --- definitions

    def _defined(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int, want: bool) -> Ways:
        """Give the ways through definitions; each is worked out once, where it does not come back to itself."""
        mark = (symbol, args, moment.window, moment.exact, rank, want)
        if mark in self.stack or self._contradicted(symbol, args, moment, rank, want):
            return NONE
        if mark not in self.known or symbol in self.machine.plan.recursive:
            self.stack = (*self.stack, mark)
            self.known[mark] = self._first(self._by_definitions(symbol, args, moment, rank, want))
            self.stack = self.stack[:-1]
        return self.known[mark]

    def _contradicted(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int, want: bool) -> bool:
        """Tell whether evidence on the atom itself would make a dispute of what its definitions give."""
        if moment.exact is not None:
            for_, against, _ = self.machine.index.weighed(symbol, args, moment.exact)
        else:
            for_, against = self.machine.index.state(symbol, args, moment.window)
        return bool((against if want else for_) >> rank & 1)

    def _by_definitions(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int, want: bool) -> Ways:
        plan = self.machine.plan
        if not symbol.startswith("is_a:"):
            if want:
                return self._one_holds(symbol, args, moment, rank)
            return NONE if symbol in plan.recursive else self._all_fail(symbol, args, moment, rank)
        kind = symbol[5:]
        if want:
            return either(*(self._one_holds(f"is_a:{t}", args, moment, rank) for t in plan.narrower[kind]))
        wider = (self._all_fail(f"is_a:{t}", args, moment, rank) for t in plan.wider[kind])
        return either(*wider, *(self._one_holds(f"is_a:{t}", args, moment, rank) for t in plan.disjoint[kind]))

    def _applying(self, symbol: str, args: tuple[str, ...]) -> list[tuple[PlannedMeaning, Env]]:
        found = ((m, self.machine.applies(m, args, None)) for m in self.machine.plan.meanings.get(symbol, ()))
        return [(planned, env) for planned, env in found if env is not None]

    def _one_holds(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int) -> Ways:
        found = []
        for planned, env in self._applying(symbol, args):
            meaning = planned.meaning
            if meaning.span.covers(moment.window) and meaning.cap >> rank & 1:
                parts = [self.ways(planned.when.under(self.machine.run).form, env, moment, rank, True)]
                clauses = [(d, meaning.exceptions[d.id]) for d in planned.defences]
                parts += [self.spared(d, clause, env, moment, rank) for d, clause in clauses]
                found.append(self._both(parts))
        return either(*found)

    def _all_fail(self, symbol: str, args: tuple[str, ...], moment: Moment, rank: int) -> Ways:
        applying = self._applying(symbol, args)
        if not applying:
            return NONE
        parts = []
        for planned, env in applying:
            meaning = planned.meaning
            if meaning.definition.open or not meaning.span.covers(moment.window):
                return NONE
            failing = [self.ways(planned.when.under(self.machine.run).form, env, moment, rank, False)]
            failing += [self.holds(d, meaning.exceptions[d.id], env, moment, rank) for d in planned.defences]
            parts.append(either(*failing))
        return self._both(parts)

    # --- exceptions

    def holds(self, defence: Defence, clause: ExceptionClause | Defeater, env: Env, moment: Moment, rank: int) -> Ways:
        """Give the ways to make an exception hold, in both hearings of its host."""
        found = []
        for choice, form in self._choices(defence, clause, env):
            parts = [self.ways(form, choice, moment, defence.rank, True)]
            for inner in defence.unless:
                parts.append(self._fails(inner, clause.unless[inner.id], choice, moment, rank))
            found.append(self._both(parts))
        return self._first(either(*found))

    def _fails(self, defence: Defence, clause: ExceptionClause | Defeater, env: Env, moment: Moment, rank: int) -> Ways:
        """Give the ways to take an exception's ground; more evidence never takes it but through what defeats it."""
        parts: list[Ways] = []
        for choice, _ in self._choices(defence, clause, env):
            now = [holding(self.machine, _bare(defence), choice, moment, side) for side in (1, 2)]
            if any(mask >> rank & 1 for masks in now for mask in masks):
                inner = (self.holds(d, clause.unless[d.id], choice, moment, rank) for d in defence.unless)
                parts.append(either(*inner))
        return self._both(parts)

    def spared(self, defence: Defence, clause: ExceptionClause | Defeater, env: Env, moment: Moment, rank: int) -> Ways:
        """Give the ways in which an exception does not trouble its host: it fails, and is excluded where it must be."""
        fails = self._fails(defence, clause, env, moment, rank)
        if defence.burden != "claimant":
            return fails
        if defence.shared:
            return NONE
        form = normal_form(clause.when, self.vocabulary, frozenset(env))
        excluded = [self.ways(form, env, moment, rank, False)]
        excluded += [self.holds(d, clause.unless[d.id], env, moment, rank) for d in defence.unless]
        return self._both((fails, either(*excluded)))

    def _choices(self, defence: Defence, clause: ExceptionClause | Defeater, env: Env) -> Iterator[tuple[Env, Form]]:
        form = normal_form(clause.when, self.vocabulary, frozenset((*env, *defence.shared)))
        pools = [self.fillers(kinds_of(form, v, self.vocabulary)) for v in defence.shared]
        for chosen in product(*pools):
            yield {**env, **dict(zip(defence.shared, chosen, strict=True))}, form


def _bare(defence: Defence) -> Defence:
    return Defence(defence.id, defence.when, defence.rank, (), defence.unless, defence.burden)


def _fresh(env: Env) -> bool:
    return any(name.startswith(FRESH) for name in env.values())


def kinds_of(form: Form, variable: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the types of the roles that a variable fills."""
    found: dict[str, None] = {}
    if isinstance(form, Holds) and not form.symbol.startswith(f"{IS_A}:"):
        types = vocabulary.predicates[form.symbol].roles.values()
        found.update((kind, None) for arg, kind in zip(form.args, types, strict=True) if arg == variable)
    for part in children(form):
        found.update(dict.fromkeys(kinds_of(part, variable, vocabulary)))
    return tuple(found)


def types_in(names: Iterable[str]) -> tuple[str, ...]:
    """Give the types that symbols ask about.

    >>> types_in(["is_a:arms", "provides"])
    ('arms',)
    """
    return tuple(sorted(name[5:] for name in names if name.startswith(f"{IS_A}:")))
