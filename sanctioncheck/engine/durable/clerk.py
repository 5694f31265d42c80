"""What a forward chainer cannot say of itself: what the evidence weighs in a hearing, on which days, and in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A, Evidence, Weighed
from sanctioncheck.model.form import Amount, Dated, Form, Holds, Share, Total, atom_form, dating_atom, normal_form
from sanctioncheck.model.rulebook import Meaning, Rulebook
from sanctioncheck.model.time import ALWAYS, When, Window
from sanctioncheck.model.truth import FULL, STANDARDS

Args = tuple[str, ...]
Env = dict[str, str]
Truth = tuple[int, int]
"""The standards at which something is true, and those at which it is false, in one hearing."""
Run = dict[str, str]
"""Position to the reading that is taken."""
YES: Truth = (FULL, 0)
NO: Truth = (0, FULL)
OPEN: Truth = (0, 0)


class At(NamedTuple):
    """When a condition is heard: the days, the conduct's own date and quantities, and whether later events count.

    ``turn`` stands while a circle of words that depend on themselves is worked out: its first word, and which turn.
    """

    window: Window
    exact: When | None = None
    quantities: tuple[tuple[str, Decimal], ...] = ()
    later: bool = False
    turn: tuple[str, int] | None = None


def weigh(for_: int, against: int, own: bool) -> Truth:
    """Hear what speaks for and against something; a dispute is decided for the side whose hearing it is.

    >>> weigh(0b111, 0b001, True), weigh(0b111, 0b001, False)
    ((7, 0), (6, 1))
    """
    return (for_, against & ~for_) if own else (for_ & ~against, against)


class Clerk:
    """Answers from the evidence and the calendar, for one body of evidence."""

    def __init__(self, book: Rulebook, evidence: Evidence) -> None:
        self.evidence, self.vocabulary = evidence, book.vocabulary
        self.things = tuple(sorted(evidence.types))
        types = book.vocabulary.types
        self.wider = {f"is_a:{t}": tuple(f"is_a:{o}" for o in book.vocabulary.supertypes(t)) for t in types}
        self.apart = {f"is_a:{t}": tuple(f"is_a:{o}" for o in book.vocabulary.disjoint_with(t)) for t in types}
        self.narrower = {t: tuple(o for o in self.wider if t in self.wider[o]) for t in self.wider}
        self.meanings: dict[str, list[tuple[Meaning, Holds]]] = {}
        for meaning in book.meanings:
            head = atom_form(meaning.definition.concludes, book.vocabulary)
            self.meanings.setdefault(head.symbol, []).append((meaning, head))
        self.said: dict[str, dict[Args, dict[When, Weighed]]] = {}
        for (name, args, when), weighed in evidence.atoms.items():
            word, who = (f"is_a:{args[1]}", args[:1]) if name == IS_A else (name, args)
            self.said.setdefault(word, {}).setdefault(who, {})[when] = weighed
        self._dating: dict[tuple[str, str | None], Holds | None] = {}

    # --- words

    def event(self, name: str) -> bool:
        """Tell whether a word names an event."""
        return name not in self.wider and self.vocabulary.predicates[name].kind == "event"

    def listed(self, name: str, window: Window) -> bool:
        """Tell whether a list answers a word whole on the days given."""
        if name in self.wider or not self.vocabulary.predicates[name].closed:
            return False
        return window.last <= self.evidence.listed_until.get(name, window.last)

    # --- evidence

    def supported(self, name: str) -> Iterator[Args]:
        """Give every filling of a word for which there is evidence."""
        for other in self.narrower.get(name, (name,)):
            for args, dated in self.said.get(other, {}).items():
                if any(weighed.for_ for weighed in dated.values()):
                    yield args

    def state(self, name: str, args: Args, window: Window) -> tuple[int, int]:
        """Give what speaks for and against a state on all the days given."""
        for_ = against = 0
        for other in self.narrower.get(name, (name,)):
            for_ |= self._held(other, args, window)[0]
        for other in self.wider.get(name, (name,)):
            against |= self._held(other, args, window)[1]
        for other in self.apart.get(name, ()):
            against |= self._held(other, args, window)[0]
        dated = self.said.get(name, {}).get(args, {})
        if self.listed(name, window) and not any(when.hull.meets(window) for when in dated):
            against = FULL
        return for_, against

    def _held(self, name: str, args: Args, window: Window) -> tuple[int, int]:
        for_ = against = 0
        for when, weighed in self.said.get(name, {}).get(args, {}).items():
            if self.covers(when, window):
                for_, against = for_ | weighed.for_, against | weighed.against
        return for_, against

    def covers(self, when: When, window: Window) -> bool:
        """Tell whether a thing dated so surely was so on all the days given."""
        if when.lasts:
            return when.begin.last <= window.first and window.last <= when.end.first
        return when.begin.first == when.begin.last and window == when.begin

    def instance(self, name: str, args: Args, when: When) -> Weighed:
        """Give the evidence for one event on its own date."""
        return self.said.get(name, {}).get(args, {}).get(when, Weighed(0, 0))

    # --- dates

    def dates(self, name: str, args: tuple[str | None, ...], run: Run) -> set[When]:
        """Give the dates of every event that fits, evidenced for or against, or following from another.

        ``None`` in a place fits all.
        """
        found: set[When] = set()
        for row, dated in self.said.get(name, {}).items():
            if all(want in (None, have) for want, have in zip(args, row, strict=True)):
                found.update(dated)
        for meaning, head in self.meanings.get(name, ()):
            env = self.fill(head, args)
            if env is not None:
                found |= self.dates_by(meaning, head, env, run)
        return found

    def dates_by(self, meaning: Meaning, head: Holds, env: Env, run: Run) -> set[When]:
        """Give the dates of what a definition concludes: those of the first atom of its condition."""
        atom = self.dating(meaning, head, run)
        found: set[When] = set()
        if atom is not None:
            for choice in self._loose(atom, env):
                found |= self.dates(atom.symbol, choice, run)
        return found

    def fill(self, head: Holds, args: tuple[str | None, ...]) -> Env | None:
        """Choose the variables of a conclusion so that it says what is asked."""
        env: Env = {}
        for term, filler in zip(head.args, args, strict=True):
            if filler is not None and (env.setdefault(term, filler) if is_var(term) else term) != filler:
                return None
        return env

    def dating(self, meaning: Meaning, head: Holds, run: Run) -> Holds | None:
        """Give the atom whose date the conclusion of a definition has, under a choice of readings."""
        reading = run.get(meaning.position) if meaning.definition.readings else None
        key = (meaning.id, reading)
        if key not in self._dating:
            condition = dict(meaning.alternatives())[reading]
            self._dating[key] = dating_atom(normal_form(condition, self.vocabulary, frozenset(head.args)))
        return self._dating[key]

    def _loose(self, atom: Holds, env: Env) -> Iterator[tuple[str | None, ...]]:
        args = [env.get(arg, arg) for arg in atom.args]
        twice = sorted({arg for arg in args if is_var(arg) and args.count(arg) > 1})
        for chosen in product(self.things, repeat=len(twice)):
            same = dict(zip(twice, chosen, strict=True))
            yield tuple(same.get(arg) if is_var(arg) else arg for arg in args)

    # --- the conditions that look at names, days and numbers

    def differ(self, one: str, other: str) -> Truth:
        """Hear that two ids stand for different things."""
        if one == other:
            return NO
        return OPEN if frozenset((one, other)) in self.evidence.possibly_same else YES

    def dated(self, form: Dated, window: Window) -> Truth:
        """Hear that the conduct lies on the right side of a day."""
        if form.at_least:
            return YES if window.first >= form.bound.first else NO if window.last < form.bound.first else OPEN
        return YES if window.last <= form.bound.last else NO if window.first > form.bound.last else OPEN

    def amount(self, form: Amount, at: At, own: bool) -> Truth:
        """Hear that the quantity of the conduct is large, or small, enough; of several each side takes its own."""
        numbers = [number for unit, number in at.quantities if unit == form.unit]
        if not numbers:
            return OPEN
        taken = max(numbers) if own == form.at_least else min(numbers)
        return YES if (taken >= form.number if form.at_least else taken <= form.number) else NO

    def share(self, form: Share, env: Env, window: Window, own: bool) -> Truth:
        """Hear that one holds so much of another, over every chain of holdings that passes nothing twice."""
        owner, owned = env.get(form.owner, form.owner), env.get(form.owned, form.owned)
        reached = 0
        for rank in range(len(STANDARDS)):
            parts = dict(self._holdings(window, rank, own))
            if _through(parts, owner, owned, (owned,)) >= form.at_least:
                reached |= 1 << rank
        return reached, 0

    def _holdings(self, window: Window, rank: int, own: bool) -> Iterator[tuple[tuple[str, str], Fraction]]:
        for (holder, thing), dated in self.said.get("owns", {}).items():
            numbers = [
                number
                for when, w in dated.items()
                if self.covers(when, window) and weigh(w.for_, w.against, own)[0] >> rank & 1
                for unit, number in w.quantities
                if unit == "percent"
            ]
            if numbers:
                yield (holder, thing), Fraction(max(numbers) if own else min(numbers))

    def years(self, form: Total, window: Window) -> Window | None:
        """Give the days whose events are added up; none where the conduct may fall in two calendar years."""
        if form.year:
            if window.first < 1:
                return None
            year = date.fromordinal(window.first).year
            whole = Window(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
            return whole if window.last <= whole.last else None
        if form.days is not None:
            return Window(window.last - form.days + 1, window.last)
        return ALWAYS

    def candidates(self, form: Total, env: Env, at: At) -> Iterator[tuple[Args, Env, When, bool]]:
        """Give each event that may be added up: its fillers, the choice, its date, and whether all of it counts."""
        days = self.years(form, at.window)
        if days is None:
            return
        for args, dated in sorted(self.said.get(form.of.symbol, {}).items()):
            choice = match(form.of.args, args, env)
            if choice is None:
                continue
            for when in sorted(dated):
                if when.hull.meets(days) and (at.later or when.begin.first <= at.window.last):
                    over = at.later or when == at.exact or when.end.last <= at.window.last
                    yield args, choice, when, over and when.hull.within(days)

    def total(self, form: Total, window: Window, own: bool, added: Iterable[tuple[Args, When, Truth]]) -> Truth:
        """Hear a total from the events that are true, and from those that are not false.

        ``own`` is the hearing of the total itself; the events of an "at most" are heard in the other one.
        """
        side = own if form.at_least else not own
        yes = no = 0
        closed = self.listed(form.of.symbol, window)
        events = [(self._number(form, args, when, side), truth) for args, when, truth in added]
        for rank in range(len(STANDARDS)):
            bit = 1 << rank
            shown = sum((n for n, (true, _) in events if n is not None and true & bit), Decimal(0))
            possible = [n for n, (_, false) in events if not false & bit]
            most = sum((n for n in possible if n is not None), Decimal(0))
            if shown >= form.number if form.at_least else shown > form.number:
                yes |= bit
            elif closed and None not in possible and (most < form.number if form.at_least else most <= form.number):
                no |= bit
        return (yes, no) if form.at_least else (no, yes)

    def _number(self, form: Total, args: Args, when: When, own: bool) -> Decimal | None:
        quantities = self.instance(form.of.symbol, args, when).quantities
        numbers = [number for unit, number in quantities if unit == form.unit]
        return (max if own else min)(numbers) if numbers else None

    def values(self, form: Form, variable: str, window: Window) -> set[str] | None:
        """Give what a variable must be tried with to show that there is none; none where no list says.

        Each way in which the condition may be true must bind the variable by a list that answers on the days given.
        """
        from sanctioncheck.engine.durable.clauses import ways_of

        found: set[str] = set()
        for way in ways_of(form):
            lists = [atom for atom in way if variable in atom.args and self.listed(atom.symbol, window)]
            if not lists:
                return None
            for atom in lists:
                place = atom.args.index(variable)
                found.update(row[place] for row in self.said.get(atom.symbol, {}))
        return found


def _through(parts: dict[tuple[str, str], Fraction], owner: str, owned: str, path: tuple[str, ...]) -> Fraction:
    total = Fraction(0)
    for (holder, thing), part in parts.items():
        if thing == owned and holder == owner:
            total += part
        elif thing == owned and holder not in path:
            total += part * _through(parts, owner, holder, (*path, holder)) / 100
    return total


def match(terms: Args, args: Args, env: Env) -> Env | None:
    """Choose the free variables so that the terms are these things; none where that cannot be.

    >>> match(("$A", "b"), ("a", "b"), {}), match(("$A", "$A"), ("a", "b"), {})
    ({'$A': 'a'}, None)
    """
    out = dict(env)
    fits = all((out.setdefault(t, a) if is_var(t) else t) == a for t, a in zip(terms, args, strict=True))
    return out if fits else None
