"""One case under one choice of readings: what each ground atom is worth, worked out when asked and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sanctioncheck.engine.bench import Env, Moment, bind, match_row
from sanctioncheck.engine.budget import Spent
from sanctioncheck.engine.defeat import defeated
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import Plan, PlannedMeaning, Run
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.form import Holds
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import FALSE, UNKNOWN, Value, atom, join, some

Pattern = tuple[str | None, ...]
Table = dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...], Window, object]]


class Machine:
    """Hears ground atoms for one body of evidence and one choice of readings."""

    def __init__(self, plan: Plan, index: Index, run: Run, shared: dict[object, Value]) -> None:
        self.plan = plan
        self.index = index
        self.evidence: Evidence = index.evidence
        self.domain = index.domain
        self.budget = index.budget
        self.possibly_same = index.evidence.possibly_same
        self.run = dict(run)
        self._values = shared
        self._settled: set[object] = set()
        self._keys: dict[str, object] = {}
        self._dates: dict[tuple[str, Pattern], tuple[When, ...]] = {}

    def run_key(self, name: str) -> object:
        """Give the part of the choice of readings that the truth of a predicate may turn on."""
        key = self._keys.get(name)
        if key is None:
            reached = self.plan.reach.get(name, frozenset())
            key = tuple(pair for pair in self.run.items() if pair[0] in reached)
            self._keys[name] = key
        return key

    # --- candidates

    def rows(self, name: str, pattern: Pattern) -> Iterator[tuple[str, ...]]:
        """Give the fillers under which an atom may be true in some hearing, sorted; a superset."""
        return self.index.rows(name, pattern)

    def dates(self, name: str, pattern: Pattern) -> tuple[When, ...]:
        """Give the dates of all instances of an event, shown, denied or derived, in order of time."""
        key = (name, pattern)
        if key not in self._dates:
            self._dates[key] = tuple(sorted(self._dated(name, pattern)))
        return self._dates[key]

    def _dated(self, name: str, pattern: Pattern) -> set[When]:
        found = set(self.index.dates(name, pattern))
        for planned in self.plan.meanings.get(name, ()):
            env = _head(planned, pattern)
            dating = planned.dating_under(self.run)
            if env is not None and dating is not None:
                for inner in _patterns(dating, env, self.index):
                    found.update(self.dates(dating.symbol, inner))
        return found

    # --- values

    def value(self, name: str, args: tuple[str, ...], moment: Moment) -> Value:
        """Hear an atom at a moment: a state at its days, an event over all instances that do not lie after it.

        A denial speaks of its own days: it makes an event false only where it covers the days asked about.
        """
        if self.index.kind(name) != "event":
            return self.state(name, args, moment.window)
        silence = FALSE if self.index.answers(name, moment.window) else UNKNOWN
        heard = []
        for when in self.dates(name, args):
            if not moment.later and moment.window.last < when.begin.first:
                continue
            t1, f1, t2, f2 = self.instance(name, args, when)
            in_time = moment.later or when.begin.last <= moment.window.last
            heard.append((t1, f1, t2, f2) if in_time else (0, f1, 0, f2))
            silence = FALSE if moment.window.within(when.hull) else silence
        return some([*heard, silence])

    def instance(self, name: str, args: tuple[str, ...], when: When) -> Value:
        """Hear one event: its own evidence joined to what the definitions give for its date."""
        key = (name, args, when, self.run_key(name))
        value = self._values.get(key)
        if value is None:
            weighed = self.index.weighed(name, args, when)
            if name in self.plan.meanings:
                value = join(self._defined(name, args, when.reading, when), weighed.for_, weighed.against)
            else:
                value = atom(weighed.for_, weighed.against)
            self._values[key] = value
        return value

    def state(self, name: str, args: tuple[str, ...], window: Window) -> Value:
        """Hear a state or classification at the days given."""
        key = (name, args, window, self.run_key(name))
        value = self._values.get(key)
        if value is None:
            circle = self.plan.recursive.get(name)
            if circle:
                self._settle(circle, window)
                value = self._values.get(key)
            if value is None:
                for_, against = self.index.state(name, args, window)
                defined = UNKNOWN if circle else self._meant(name, args, window)
                value = join(defined, for_, against)
                self._values[key] = value
        return value

    def _meant(self, name: str, args: tuple[str, ...], window: Window) -> Value:
        if not name.startswith("is_a:"):
            return self._defined(name, args, window, None)
        t1 = f1 = t2 = f2 = 0
        narrower, wider, disjoint = self.plan.kin[name[5:]].defined
        for other in narrower:
            value = self._defined(other, args, window, None)
            t1, t2 = t1 | value[0], t2 | value[2]
        for other in wider:
            value = self._defined(other, args, window, None)
            f1, f2 = f1 | value[1], f2 | value[3]
        for other in disjoint:
            value = self._defined(other, args, window, None)
            f1, f2 = f1 | value[2], f2 | value[0]
        return t1, f1 & ~t1, t2 & ~f2, f2

    def _defined(self, name: str, args: tuple[str, ...], window: Window, when: When | None) -> Value:
        meanings = self.plan.meanings.get(name)
        if meanings is None:
            return UNKNOWN
        heard = [
            self.conclude(planned, env, window, when)
            for planned in meanings
            if (env := self.applies(planned, args, when)) is not None
        ]
        if len(heard) == 1:
            return heard[0]
        return some(heard) if heard else UNKNOWN

    def applies(self, planned: PlannedMeaning, args: tuple[str, ...], when: When | None) -> Env | None:
        """Fill the head of a definition, or give ``None`` where it does not speak of these things at this date."""
        env = match_row(planned.head.args, args, {})
        if env is None or when is None:
            return env
        dating = planned.dating_under(self.run)
        if dating is None:
            return None
        for pattern in _patterns(dating, env, self.index):
            if when in self.dates(dating.symbol, pattern):
                return env
        return None

    def conclude(self, planned: PlannedMeaning, env: Env, window: Window, when: When | None) -> Value:
        """Hear what one definition gives for its head."""
        meaning = planned.meaning
        if not meaning.span.covers(window):
            return UNKNOWN
        self.budget.take()
        self.budget.enter()
        moment = Moment(window, when)
        value = planned.when.under(self.run).hear(self, env, moment)
        t1, f1, t2, f2 = defeated(self, value, planned.defences, env, moment)
        self.budget.leave()
        if meaning.definition.open:
            f1 = f2 = 0
        return t1 & meaning.cap, f1, t2 & meaning.cap, f2

    def _settle(self, circle: frozenset[str], window: Window) -> None:
        """Work out the least fixpoint of predicates that depend on themselves; never false but by evidence."""
        settled = (min(circle), window, self.run_key(min(circle)))
        if settled in self._settled:
            return
        table: Table = {}
        self._settled.add(settled)
        try:
            for name in sorted(circle):
                for args in self.rows(name, (None,) * self.index.arity(name)):
                    key = (name, args, window, self.run_key(name))
                    table[name, args] = key
                    self._values[key] = join(UNKNOWN, *self.index.state(name, args, window))
            self._rise(table, window)
        except Spent:
            # What has risen half way is no value.
            for key in table.values():
                del self._values[key]
            self._settled.discard(settled)
            raise

    def _rise(self, table: Table, window: Window) -> None:
        moved = True
        while moved:
            moved = False
            for (name, args), key in table.items():
                self.budget.take()
                defined = self._defined(name, args, window, None)
                value = join((defined[0], 0, defined[2], 0), *self.index.state(name, args, window))
                if value != self._values[key]:
                    self._values[key] = value
                    moved = True


def _head(planned: PlannedMeaning, pattern: Pattern) -> Env | None:
    env: Env = {}
    for term, filler in zip(planned.head.args, pattern, strict=True):
        if filler is None:
            continue
        if not is_var(term):
            if term != filler:
                return None
        elif env.setdefault(term, filler) != filler:
            return None
    return env


def _patterns(dating: Holds, env: Env, index: Index) -> Iterator[Pattern]:
    pattern = bind(dating.args, env)
    loose = [a for a, filler in zip(dating.args, pattern, strict=True) if filler is None]
    if len(set(loose)) == len(loose):
        yield pattern
        return
    names = sorted(set(loose))
    index.budget.take(len(index.domain) ** len(names))
    for chosen in product(index.domain, repeat=len(names)):
        yield bind(dating.args, {**env, **dict(zip(names, chosen, strict=True))})
