"""The same conditions heard again from facts and rules alone: slow, plain, and without the engine.

Kleene's three values are the numbers -1, 0 and 1, so that "all" is the least of its parts, "any" the greatest, and
"not" turns the sign. One hearing at one standard at a time: what the engine works out in masks is asked here bit by
bit. Nothing but ``sanctioncheck.model`` is used, so that a fault of the engine cannot be a fault of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sanctioncheck.explain.recount import Amounts, accounting, add_up, compare, reach
from sanctioncheck.explain.said import Args, Env, Said, match_row
from sanctioncheck.model.condition import Condition, variables
from sanctioncheck.model.evidence import IS_A, Weighed
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
    normal_form,
)
from sanctioncheck.model.norm import Bearer, Defeater, ExceptionClause, clause_variables
from sanctioncheck.model.rulebook import Meaning
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import RANK

NO, OPEN, YES = -1, 0, 1
NOTHING = Weighed(0, 0)
Clause = ExceptionClause | Defeater


class Hearing(NamedTuple):
    """For whom disputes are decided, at which standard, and about which conduct."""

    own: bool
    """Whether a dispute is decided for whoever relies on the condition."""
    rank: int
    window: Window
    exact: When | None = None
    quantities: Amounts = ()
    later: bool = False

    @property
    def other(self) -> Hearing:
        """The hearing in which disputes are decided the other way."""
        return self._replace(own=not self.own)

    def decide(self, yes: bool, no: bool) -> int:
        """Decide where something speaks for, or against, or both, or neither.

        >>> Hearing(True, 0, Window(1, 1)).decide(True, True), Hearing(False, 0, Window(1, 1)).decide(True, True)
        (1, -1)
        """
        return (YES if self.own else NO) if yes and no else yes - no

    def weigh(self, masks: tuple[int, int]) -> int:
        """Decide by the masks of the evidence for and against."""
        return self.decide(bool(masks[0] >> self.rank & 1), bool(masks[1] >> self.rank & 1))

    def join(self, one: int, other: int) -> int:
        """Decide where two things speak of one atom."""
        return self.decide(YES in (one, other), NO in (one, other))


class Rehearing(Said):
    """Hears one body of evidence under one choice of readings."""

    def hear(self, form: Form, env: Env, at: Hearing) -> int:
        """Hear a condition."""
        match form:
            case Holds():
                return self._atom(form, tuple(env.get(a, a) for a in form.args), at)
            case Every(parts):
                return min(self.hear(part, env, at) for part in parts)
            case Either(parts):
                return max(self.hear(part, env, at) for part in parts)
            case Negated(part):
                return -self.hear(part, env, at.other)
            case ThereIs(names, body):
                if any(self.hear(body, each, at) == YES for each in self.choices(body, names, env)):
                    return YES
                everyone = self.everyone(body, names, env, at.window)
                return OPEN if everyone is None or any(self.hear(body, e, at) != NO for e in everyone) else NO
            case Differ(left, right):
                pair = frozenset((env.get(left, left), env.get(right, right)))
                return NO if len(pair) == 1 else OPEN if pair in self.evidence.possibly_same else YES
            case Dated(bound, at_least):
                first, last = at.window.first - bound.first, at.window.last - bound.first
                if not at_least:
                    first, last = bound.last - at.window.last, bound.last - at.window.first
                return YES if first >= 0 else NO if last < 0 else OPEN
            case Amount():
                return compare(form, at.quantities, at.own)
            case Share(owner, owned, at_least):
                held = reach(self._holdings(at), env.get(owner, owner), env.get(owned, owned))
                return YES if held >= at_least else OPEN
            case Total():
                return self._total(form, env, at)
        raise TypeError(form)

    def _holdings(self, at: Hearing) -> Iterator[tuple[str, str, Amounts]]:
        for (owner, owned), whens in self.said.get("owns", {}).items():
            cores = [(when.core, weighed) for when, weighed in whens.items()]
            sure = [w for core, w in cores if core and at.window.within(core) and at.weigh(w[:2]) == YES]
            numbers = [number for w in sure for unit, number in w.quantities if unit == "percent"]
            if numbers:
                yield owner, owned, (("percent", max(numbers) if at.own else min(numbers)),)

    def _total(self, form: Total, env: Env, at: Hearing) -> int:
        days = accounting(form, at.window)
        if days is None:
            return OPEN
        # "At most" is the contrary of "more than", so there the sides change places.
        at = at if form.at_least else at.other
        found = []
        for row, whens in self.said.get(form.of.symbol, {}).items():
            choice = match_row(tuple(env.get(a, a) for a in form.of.args), row, env)
            for when, weighed in whens.items() if choice is not None else ():
                if when.hull.meets(days) and (at.later or when.begin.first <= at.window.last):
                    # What still went on counts whole only for itself: how much of it came before is not known.
                    over = at.later or when == at.exact or when.end.last <= at.window.last
                    sure = when.hull.within(days) and over
                    where = YES if form.where is None else self.hear(form.where, choice or {}, at)
                    value = min(self.event(form.of.symbol, row, when, at), where, YES if sure else OPEN)
                    found.append((value, weighed.quantities))
        return add_up(form, found, at.own, closed=self.answers(form.of.symbol, at.window))

    # --- atoms

    def _atom(self, form: Holds, args: Args, at: Hearing) -> int:
        if not self.is_event(form.symbol):
            return self.state(form.symbol, args, at)
        if form.dated and at.exact is not None:
            return self.event(form.symbol, args, at.exact, at)
        heard, denied = [], self.answers(form.symbol, at.window)
        for when in self.dates(form.symbol, args):
            if at.later or when.begin.first <= at.window.last:
                value = self.event(form.symbol, args, when, at)
                heard.append(value if at.later or when.begin.last <= at.window.last else min(value, OPEN))
                denied = denied or at.window.within(when.hull)
        return max([*heard, NO if denied else OPEN])

    def event(self, symbol: str, args: Args, when: When, at: Hearing) -> int:
        """Hear an event of one date: what is said of it, joined to what its definitions give."""
        at = Hearing(at.own, at.rank, when.reading, when)
        weighed = self.said.get(symbol, {}).get(args, {}).get(when, NOTHING)
        key = ("event", symbol, args, when, at.own, at.rank)
        return self.once(key, lambda: at.join(self._defined(symbol, args, at), at.weigh(weighed[:2])))

    def state(self, symbol: str, args: Args, at: Hearing) -> int:
        """Hear a state or type that lasted all the days of a window."""
        at = Hearing(at.own, at.rank, at.window)
        key = ("state", symbol, args, at)
        if key not in self.memory:
            circle = self.once(("circle", symbol), lambda: self._circle(symbol))
            if circle and ("risen", circle[0], at) not in self.memory:
                self._rise(circle, at)
        return self.once(key, lambda: at.join(
            OPEN if circle else self._meant(symbol, args, at), at.weigh(self.held(symbol, args, at.window))
        ))  # fmt: skip

    def _meant(self, symbol: str, args: Args, at: Hearing) -> int:
        said = [
            (side, self._defined(other, args, at.other if side == "turned" else at)) for other, side in self.kin(symbol)
        ]
        return at.decide(("yes", YES) in said, ("no", NO) in said or ("turned", YES) in said)

    # --- definitions

    def _defined(self, symbol: str, args: Args, at: Hearing) -> int:
        filled = ((meaning, self.applies(meaning, args, at.exact)) for meaning in self.meanings(symbol))
        return max((self.concluded(m, env, at) for m, env in filled if env is not None), default=OPEN)

    def concluded(self, meaning: Meaning, env: Env, at: Hearing, *, alone: bool = False) -> int:
        """Hear what a definition gives; ``alone`` as if nothing else could make it so."""
        if not meaning.span.covers(at.window):
            return OPEN
        value = self.hear(self.condition(meaning), env, at)
        clauses = meaning.exceptions.values()
        if value == NO or any(self.holds(clause, env, at.other) for clause in clauses):
            return OPEN if meaning.definition.open and not alone else NO
        sure = meaning.cap >> at.rank & 1 and all(self.excluded(clause, env, at.other) for clause in clauses)
        return value if sure else OPEN

    def needs(self, symbol: str) -> set[str]:
        """Give all that an atom turns on through definitions, of whatever reading."""

        def work() -> set[str]:
            seen: set[str] = set()
            queue = [symbol]
            while queue:
                name = queue.pop()
                # Of a relative of a type only what defines it bears on the type, not what bears on the relative.
                meanings = [meaning for other in dict(self.kin(name)) for meaning in self.meanings(other)]
                more = {each for m in meanings for condition in conditions(m) for each in self.symbols(condition)}
                queue += more - seen
                seen |= more
            return seen

        return self.whatever(("needs", symbol), work)

    def symbols(self, condition: Condition) -> set[str]:
        """Give the symbols of the atoms of a condition."""
        # The condition is kept with its answer, so that no other comes to have its number.
        _, found = self.whatever(
            ("symbols", id(condition)),
            lambda: (condition, set(_symbols(normal_form(condition, self.words, frozenset())))),
        )
        return found

    def _circle(self, symbol: str) -> list[str]:
        if ":" in symbol or symbol not in self.needs(symbol):
            return []
        return sorted(name for name in self.needs(symbol) if symbol in self.needs(name))

    def circular(self, symbol: str) -> bool:
        """Tell whether an atom turns, through definitions, on one that turns on itself."""
        return self.once(("circular", symbol), lambda: any(map(self._circle, {symbol, *self.needs(symbol)})))

    def _rise(self, circle: list[str], at: Hearing) -> None:
        """Take what turns on itself for open, and make true what follows until nothing more does."""
        self.memory["risen", circle[0], at] = True
        rows = [(name, row) for name in circle for row in sorted(self.possible.get(name, ()))]
        held = {row: at.weigh(self.held(*row, at.window)) for row in rows}
        values = {row: at.join(OPEN, held[row]) for row in rows}
        before: dict[tuple[str, Args], int] = {}
        while before != values:
            self.memory.update({("state", *row, at): value for row, value in values.items()})
            risen = {row: at.join(max(self._meant(*row, at), OPEN), held[row]) for row in rows}
            before, values = values, risen

    # --- exceptions, heard for whoever raises them

    def shared(self, clause: Clause, env: Env) -> Args:
        """Give the open variables that stand in more than one of: the condition, and each thing that defeats it."""
        places = [set(variables(clause.when)), *(set(clause_variables(inner)) for inner in clause.unless.values())]
        names = {name for place in places for name in place if name not in env}
        return tuple(sorted(name for name in names if sum(name in place for place in places) > 1))

    def plea(self, clause: Clause, env: Env) -> Form:
        """Give the condition of an exception; what it shares with its answers is bound outside it."""
        bound = frozenset(env) | frozenset(self.shared(clause, env))
        return self.once((id(clause), bound), lambda: normal_form(clause.when, self.words, bound))

    def holds(self, clause: Clause, env: Env, at: Hearing) -> bool:
        """Tell whether an exception holds: in its opponent's hearing it must be proved to its own standard."""
        own, plea = RANK[clause.standard], self.plea(clause, env)
        bar = at._replace(rank=min(own, at.rank) if at.own else own)
        return any(
            self.hear(plea, choice, bar) == YES
            and not any(self.holds(inner, choice, at.other) for inner in clause.unless.values())
            for choice in self.choices(plea, self.shared(clause, env), env)
        )

    def excluded(self, clause: Clause, env: Env, at: Hearing) -> bool:
        """Tell whether an exception troubles the claimant no more; where the burden is not the claimant's, never."""
        if getattr(clause, "burden", "respondent") == "respondent":
            return True
        if self.shared(clause, env):
            return False
        denied = self.hear(self.plea(clause, env), env, at) == NO
        return denied or any(self.holds(inner, env, at.other) for inner in clause.unless.values())

    # --- whom a norm binds

    def bound(self, bearer: Bearer, env: Env, at: Hearing) -> int:
        """Hear whether a norm binds the one who fills the bearer's variable."""
        who = env[bearer.var]
        parts = [self.state(f"{IS_A}:{bearer.type}", (who,), at)]
        if bearer.is_ is not None:
            parts.append(-self.hear(Differ(who, bearer.is_), {}, at.other))
        if bearer.is_not is not None:
            parts.append(self.hear(Differ(who, bearer.is_not), {}, at))
        if bearer.bound_where is not None:
            parts.append(self.hear(normal_form(bearer.bound_where, self.words, frozenset(env)), env, at))
        return min(parts)


def conditions(meaning: Meaning) -> Iterator[Condition]:
    """Give every condition of a definition and of its exceptions."""
    yield from (condition for _, condition in meaning.alternatives())
    for clause in meaning.exceptions.values():
        yield from of_clause(clause)


def of_clause(clause: Clause) -> Iterator[Condition]:
    """Give the conditions of an exception and of all that is nested in it."""
    yield clause.when
    for inner in clause.unless.values():
        yield from of_clause(inner)


def _symbols(form: Form) -> Iterator[str]:
    if isinstance(form, Holds):
        yield form.symbol
    for child in children(form):
        yield from _symbols(child)
