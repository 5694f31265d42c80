"""Weighed evidence indexed for looking up: by atom, by filler, and with the choices that definitions add."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.engine.budget import Budget, Spent
from sanctioncheck.engine.compile import choices
from sanctioncheck.engine.plan import Plan
from sanctioncheck.model.evidence import IS_A, Evidence, Key, Weighed
from sanctioncheck.model.finding import Cut
from sanctioncheck.model.form import Form, listing, occurrences
from sanctioncheck.model.time import LATEST, When, Window
from sanctioncheck.model.truth import FULL

NOTHING = Weighed(0, 0)
Args = tuple[str, ...]
Pattern = tuple[str | None, ...]


class Index:
    """One body of evidence under one plan."""

    def __init__(self, plan: Plan, evidence: Evidence, budget: Budget | None = None) -> None:
        self.plan = plan
        self.budget = budget or Budget()
        self.evidence = evidence
        self.domain = tuple(sorted(evidence.types))
        self._predicates = plan.rulebook.vocabulary.predicates
        self._atoms: dict[str, dict[Args, list[tuple[When, Weighed]]]] = {}
        for key, weighed in evidence.atoms.items():
            name, args = _split(key)
            self._atoms.setdefault(name, {}).setdefault(args, []).append((key.when, weighed))
        for table in self._atoms.values():
            for pairs in table.values():
                pairs.sort()
        self._kinds: dict[str, str] = {}
        self._rows: dict[str, set[Args]] = {}
        self._worked_out: set[str] = set()
        self._working: set[str] = set()
        self._cut: dict[str, Cut] = {}
        self._sorted: dict[str, tuple[Args, ...]] = {}
        self._by_filler: dict[str, dict[tuple[int, str], list[Args]]] = {}
        self._said_to_be: dict[Args, list[tuple[str, When, Weighed]]] = {}
        for name, rows in self._atoms.items():
            if name.startswith("is_a:"):
                for args, pairs in rows.items():
                    self._said_to_be.setdefault(args, []).extend((name[5:], *pair) for pair in pairs)

    def kind(self, name: str) -> str:
        """Give the kind of a predicate; a type is a classification."""
        kind = self._kinds.get(name)
        if kind is None:
            kind = "classification" if name.startswith("is_a:") else self._predicates[name].kind
            self._kinds[name] = kind
        return kind

    def closed(self, name: str) -> bool:
        """Tell whether a list answers the predicate whole."""
        return not name.startswith("is_a:") and self._predicates[name].closed

    def answers(self, name: str, window: Window) -> bool:
        """Tell whether absence is a no on the days given: a list answers the predicate, and is not older than they."""
        return self.closed(name) and window.last <= self.evidence.listed_until.get(name, LATEST)

    def arity(self, name: str) -> int:
        """Give the number of roles of a predicate."""
        return len(self._predicates[name].roles)

    # --- candidates

    def _work_out(self, asked: str) -> None:
        """Find every filling under which an atom may be true, whatever the readings, dates and exceptions.

        What it rests on is worked out with it, each definition after those that it rests on itself; only what turns on
        itself comes round again.
        """
        names = {asked, *self.plan.rests_on.get(asked, ())}
        if names & self._cut.keys():
            raise Spent(next(iter(self._cut[name] for name in sorted(names & self._cut.keys()))))
        fresh = names - self._worked_out
        self._working |= fresh
        try:
            self._find_all(fresh)
        except Spent as spent:
            # What was found so far is not all: whoever asks again is told so, and is not given a part.
            self._cut.update(dict.fromkeys(fresh, spent.why))
            raise
        finally:
            self._working -= fresh
        self._worked_out |= fresh

    def _find_all(self, fresh: set[str]) -> None:
        for name in fresh:
            self._rows.setdefault(name, set()).update(self._shown(name))
        order = [name for name in self.plan.meanings if name in fresh]
        todo = set(order)
        while todo:
            waiting, todo = todo, set()
            for name in order:
                if name not in waiting:
                    continue
                found = self._filled_by(name)
                waiting.discard(name)
                for target in self._targets(name):
                    if not found <= self._rows.setdefault(target, set()):
                        self._rows[target] |= found
                        self._sorted.pop(target, None)
                        self._by_filler.pop(target, None)
                        todo.update(fresh.intersection(self.plan.feeds.get(target, ())) - waiting)

    def _filled_by(self, name: str) -> set[Args]:
        """Give the fillings that the definitions of a symbol may make true, from what is known so far."""
        found: set[Args] = set()
        for planned in self.plan.meanings[name]:
            head = planned.head.args
            variables = tuple(dict.fromkeys(a for a in head if a.startswith("$")))
            for _, compiled in planned.when.options:
                for env in choices(compiled.solve, variables, self, {}):
                    found.add(tuple([env.get(a, a) for a in head]))
        return found

    def _targets(self, name: str) -> tuple[str, ...]:
        if not name.startswith("is_a:"):
            return (name,)
        return tuple(f"is_a:{kind}" for kind in self.plan.wider[name[5:]])

    def _shown(self, name: str) -> set[Args]:
        names = [name]
        if name.startswith("is_a:"):
            names = [f"is_a:{kind}" for kind in self.plan.narrower[name[5:]]]
        return {
            args
            for other in names
            for args, pairs in self._atoms.get(other, {}).items()
            if any(weighed.for_ for _, weighed in pairs)
        }

    def rows(self, name: str, pattern: Pattern) -> Iterator[Args]:
        """Give the fillers under which an atom may be true in some hearing, sorted; a superset."""
        if name not in self._worked_out and name not in self._working:
            self._work_out(name)
        table = self._rows[name]
        if not table:
            return
        full = tuple(filler for filler in pattern if filler is not None)
        if len(full) == len(pattern):
            if full in table:
                yield full
            return
        rows: tuple[Args, ...] | list[Args]
        if full:
            table_of = self._filled(name)
            given = ((at, filler) for at, filler in enumerate(pattern) if filler is not None)
            rows = min((table_of.get(place, []) for place in given), key=len)
        else:
            rows = self._in_order(name)
        self.budget.take(len(rows))
        for row in rows:
            if all(want is None or want == have for want, have in zip(pattern, row, strict=True)):
                yield row

    def _in_order(self, name: str) -> tuple[Args, ...]:
        if name not in self._sorted:
            self._sorted[name] = tuple(sorted(self._rows[name]))
        return self._sorted[name]

    def _filled(self, name: str) -> dict[tuple[int, str], list[Args]]:
        if name not in self._by_filler:
            table: dict[tuple[int, str], list[Args]] = {}
            for row in self._in_order(name):
                for at, filler in enumerate(row):
                    table.setdefault((at, filler), []).append(row)
            self._by_filler[name] = table
        return self._by_filler[name]

    def listed(self, form: Form, variable: str, window: Window) -> tuple[str, ...] | None:
        """Give the values that a variable must be tried with to show that there is none, sorted.

        They are those in the rows of the lists of a condition that answer for the days given. ``None`` where those that
        do leave it open what else the variable may be.
        """

        def answers(name: str) -> bool:
            return self.answers(name, window)

        if not listing(form, variable, answers):
            return None
        found: set[str] = set()
        for holds, _ in occurrences(form):
            if answers(holds.symbol):
                for at, arg in enumerate(holds.args):
                    if arg == variable:
                        found.update(args[at] for args in self._atoms.get(holds.symbol, {}))
        return tuple(sorted(found))

    # --- evidence

    def dates(self, name: str, pattern: Pattern) -> Iterator[When]:
        """Give the dates of the evidence, for or against, that fits a pattern."""
        table = self._atoms.get(name, {})
        full = tuple(filler for filler in pattern if filler is not None)
        if len(full) == len(pattern):
            yield from (when for when, _ in table.get(full, ()))
            return
        for args, pairs in table.items():
            if all(want is None or want == have for want, have in zip(pattern, args, strict=True)):
                yield from (when for when, _ in pairs)

    def evidence_rows(self, name: str, pattern: Pattern) -> list[Args]:
        """Give the fillings about which there is any evidence and that fit a pattern, sorted."""
        return sorted(
            args
            for args in self._atoms.get(name, {})
            if all(want is None or want == have for want, have in zip(pattern, args, strict=True))
        )

    def weighed(self, name: str, args: Args, when: When) -> Weighed:
        """Give the evidence about one atom at exactly one date."""
        for other, weighed in self._atoms.get(name, {}).get(args, ()):
            if other == when:
                return weighed
        return NOTHING

    def instances(self, name: str, args: Args) -> list[tuple[When, Weighed]]:
        """Give all evidence about one filling, in order of time."""
        return self._atoms.get(name, {}).get(args, [])

    def said_to_be(self, args: Args) -> frozenset[str]:
        """Give the types of which there is evidence that a thing is, or is not, of them."""
        return frozenset(kind for kind, _, _ in self._said_to_be.get(args, ()))

    def state(self, name: str, args: Args, window: Window) -> tuple[int, int]:
        """Give what speaks for and against a state that held on all the days of a window."""
        if name.startswith("is_a:"):
            return self._type(name[5:], args, window)
        for_, against = self._held(name, args, window)
        if self.answers(name, window) and not any(w.hull.meets(window) for w, _ in self.instances(name, args)):
            against = FULL
        return for_, against

    def _held(self, name: str, args: Args, window: Window) -> tuple[int, int]:
        for_ = against = 0
        for when, weighed in self.instances(name, args):
            core = when.core
            if core and window.within(core):
                for_ |= weighed.for_
                against |= weighed.against
        return for_, against

    def _type(self, kind: str, args: Args, window: Window) -> tuple[int, int]:
        for_ = against = 0
        kin = self.plan.kin[kind]
        for other, when, weighed in self._said_to_be.get(args, ()):
            core = when.core
            if core and window.within(core):
                if other in kin.narrower:
                    for_ |= weighed.for_
                if other in kin.wider:
                    against |= weighed.against
                if other in kin.disjoint:
                    against |= weighed.for_
        return for_, against


def _split(key: Key) -> tuple[str, Args]:
    if key.predicate == IS_A:
        return f"is_a:{key.args[1]}", key.args[:1]
    return key.predicate, key.args
