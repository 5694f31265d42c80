"""What the rule language means, as plainly as it can be said: one hearing, one standard, one choice of readings.

Slow, obvious and complete, from weighed atoms on (design sections 3 to 5). A condition is heard by asking for `True`,
`False` or `None` (unknown) on behalf of one side; on behalf of the other where the sides change places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from sanctioncheck.model import condition as the
from sanctioncheck.model.evidence import Weighed
from sanctioncheck.model.rulebook import Meaning, Rule, alternatives
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import FULL, RANK
from tests.spec import computed
from tests.spec.hearing import Hearing, Truth, both, one_of, turn
from tests.spec.lookup import Args, Env, Lookup

Seed = tuple[tuple[tuple[str, str], ...], When]
FOLDING = ["violated", "contested", "undetermined", "excused", "not-violated", "not-triggered", "not-applicable"]


class Reference(Lookup):
    """Hears a rulebook and a case under one choice of readings."""

    # --- conditions

    def hear(self, c: Any, env: Env, at: Hearing, dated: bool = False) -> Truth:
        """Hear a condition; a free variable is bound by the smallest one that holds all its occurrences."""
        mine = [v for v in self.scope(c) if v not in env]
        if mine:
            key = (id(c), dated, at, *[env.get(v) for v in self.names(c)])
            if key not in self.found:
                found = one_of(self.hear(c, choice, at, dated) for choice in self.choices(mine, env))
                self.found[key] = None if found is False and not self.listed(c, mine, at.window) else found
            return self.found[key]
        match c:
            case the.Atom():
                return self.atom(c, env, at, dated)
            case the.AllOf(all=ps):
                return both(self.hear(p, env, at, dated and p is ps[0]) for p in ps)
            case the.AnyOf(any=ps):
                return one_of(self.hear(p, env, at) for p in ps)
            case the.NotOf(not_=p):
                return turn(self.hear(p, env, at.other))
            case the.Distinct(distinct=(a, b)):
                return self.differ(env.get(a, a), env.get(b, b))
            case the.DateOf(date=bounds):
                return computed.dated(bounds, at.window)
            case the.QuantityOf(quantity=bounds):
                return computed.amount(bounds, at)
            case the.TotalOf(total=bounds):
                return computed.total(self, bounds, env, at)
            case the.ShareOf(share=bounds):
                return computed.share(self, bounds, env, at)
        raise TypeError(c)

    def differ(self, a: str, b: str) -> Truth:
        return False if a == b else None if {a, b} in self.evidence.possibly_same else True

    # --- atoms

    def covers(self, when: When, window: Window) -> bool:
        if when.lasts:
            return when.begin.last <= window.first and window.last <= when.end.first
        return when.begin.first == when.begin.last and window == when.begin

    def atom(self, c: the.Atom, env: Env, at: Hearing, dated: bool) -> Truth:
        name, terms = self.terms(c)
        args = tuple([env.get(t, t) for t in terms])
        if name in self.wider or self.predicates[name].kind != "event":
            return self.state(name, args, at)
        if dated and at.exact is not None:
            return self.instance(name, args, at.exact, at.own, at.s)
        heard, silent = list[Truth](), not self.closed(name, at.window)
        for when in self.dates(name, args):
            if at.later or when.begin.first <= at.window.last:
                found, after = self.instance(name, args, when, at.own, at.s), when.begin.last > at.window.last
                heard.append(None if found and after and not at.later else found)
                silent = silent and not at.window.within(when.hull)
        return one_of([*heard, None if silent else False])

    def dates(self, name: str, args: Args) -> set[When]:
        """Give the dates of all that is said of an event, or follows by a definition."""
        notes = self.notes(name)
        if (name, args) not in notes:
            derived = [self.dates_by(m, args) for m in self.meanings(name)]
            notes[name, args] = set(self.said.get((name, args), ())).union(*derived)
        return notes[name, args]

    def dates_by(self, m: Meaning, args: Args) -> set[When]:
        """Give the dates of the first atom of a definition, which are those of the event that it concludes."""
        env = self.filled(m, args)
        name, terms = self.terms(next(atom for atom, _ in the.atoms(self.chosen(m.alternatives(), m.position))))
        choices = () if env is None else self.choices(filter(the.is_var, terms), env)
        return {when for e in choices for when in self.dates(name, tuple(e.get(t, t) for t in terms))}

    def instance(self, name: str, args: Args, when: When, own: bool, s: int) -> Truth:
        key, notes = (name, args, when, own, s), self.notes(name)
        if key not in notes:
            sure = Window(when.begin.last, when.end.first)
            at = Hearing(own, s, sure if when.lasts and sure.first <= sure.last else when.hull, when)
            w = self.said.get((name, args), {}).get(when, Weighed(0, 0))
            notes[key] = at.join(self.defined(name, args, at), at.weigh(w.for_, w.against))
        return notes[key]

    def state(self, name: str, args: Args, at: Hearing) -> Truth:
        key, notes = (name, args, at.own, at.s, at.window), self.notes(name)
        if key not in notes:
            circle = [n for n in sorted(self.reached(name)) if name in self.reached(n) and n not in self.wider]
            if name in circle:
                self.rise(circle, at)
            else:
                notes[key] = at.join(self.meant(name, args, at), self.held(name, args, at))
        return notes[key]

    def held(self, name: str, args: Args, at: Hearing) -> Truth:
        """Hear the evidence; that for a type counts for wider types and against disjoint ones."""
        for_, against, listed = 0, 0, False
        for other in self.wider if name in self.wider else [name]:
            for when, w in self.said.get((other, args), {}).items():
                listed = listed or when.hull.meets(at.window)
                if self.covers(when, at.window):
                    for_ |= w.for_ if name in self.wider.get(other, [name]) else 0
                    against |= w.against if other in self.wider.get(name, [name]) else 0
                    against |= w.for_ if other in self.apart.get(name, []) else 0
        return at.weigh(for_, FULL if self.closed(name, at.window) and not listed else against)

    def meant(self, name: str, args: Args, at: Hearing) -> Truth:
        """Hear the definitions, those of narrower, wider and disjoint types among them."""
        at = Hearing(at.own, at.s, at.window)
        narrower = [other for other in self.wider if name in self.wider[other]] or [name]
        yes = any(self.defined(other, args, at) for other in narrower)
        no = any(self.defined(other, args, at) is False for other in self.wider.get(name, [name]))
        no = no or any(self.defined(other, args, at.other) for other in self.apart.get(name, []))
        return at.decide(yes, no)

    def defined(self, name: str, args: Args, at: Hearing) -> Truth:
        found = [m for m in self.meanings(name) if self.filled(m, args) is not None]
        found = [m for m in found if at.exact is None or at.exact in self.dates_by(m, args)]
        return one_of([self.conclude(m, args, at) for m in found]) if found else None

    def conclude(self, m: Meaning, args: Args, at: Hearing) -> Truth:
        if not m.span.covers(at.window):
            return None
        env = self.filled(m, args) or {}
        value = self.hear(self.chosen(m.alternatives(), m.position), env, at, dated=at.exact is not None)
        if value is False or any(self.holds(e, env, at.other) for e in m.exceptions.values()):
            return None if m.definition.open else False
        excluded = all(self.excluded(e, env, at.other) for e in m.exceptions.values())
        return True if value and excluded and m.cap >> at.s & 1 else None

    def rise(self, circle: list[str], at: Hearing) -> None:
        """Take what depends on itself for unknown, and make true what follows until nothing more does."""
        rows = [(n, row) for n in circle for row in product(self.things, repeat=len(self.predicates[n].roles))]
        held = {row: self.held(*row, at) for row in rows}
        values = {row: at.join(None, held[row]) for row in rows}
        before: dict[Any, Truth] = {}
        while before != values:
            self.found.clear()
            self.notes(circle[0]).update({(*row, at.own, at.s, at.window): value for row, value in values.items()})
            risen = {row: self.meant(*row, at) or None for row in rows if values[row] is not True}
            before, values = values, values | {row: at.join(meant, held[row]) for row, meant in risen.items()}

    # --- exceptions, heard on behalf of who raises them

    def holds(self, e: Any, env: Env, at: Hearing) -> bool:
        own = at._replace(s=min(RANK[e.standard], at.s) if at.own else RANK[e.standard])
        return any(
            self.hear(e.when, choice, own) is True
            and not any(self.holds(u, choice, at.other) for u in e.unless.values())
            for choice in self.choices(self.shared(e), env)
        )

    def excluded(self, e: Any, env: Env, at: Hearing) -> bool:
        """Tell whether the other side, where it has the burden, has shown that an exception does not hold."""
        if e.burden == "respondent" or not set(self.shared(e)) <= set(env):
            return bool(e.burden == "respondent")
        return self.hear(e.when, env, at) is False or any(self.holds(u, env, at.other) for u in e.unless.values())

    # --- findings

    def seeds(self, rule: Rule) -> Iterator[Seed]:
        """Give each choice of the trigger's variables among what the case names for which it is alleged, with when."""
        for env in self.choices(filter(the.is_var, self.trigger(rule, {})[1]), {}):
            for when in self.dates(*self.trigger(rule, env)) if self.evidence.named.issuperset(env.values()) else ():
                if self.instance(*self.trigger(rule, env), when, True, 0):
                    yield tuple(sorted(env.items())), when

    def heard(self, rule: Rule, seed: Seed, own: bool, s: int) -> Heard:
        env, when = dict(seed[0]), seed[1]
        quantities = self.said.get(self.trigger(rule, env), {}).get(when, Weighed(0, 0)).quantities
        at = Hearing(own, s, rule.span.part(when), when, quantities)
        return Heard(
            rule.span.fits(when),
            self.bound(rule, env, at),
            tuple(self.element(rule, name, env, at) for name in rule.norm.elements),
            tuple(self.holds(e, env, at.other) for e in rule.exceptions.values()),
            tuple(self.excluded(e, env, at.other) for e in rule.exceptions.values()),
        )

    def element(self, rule: Rule, name: str, env: Env, at: Hearing) -> Truth:
        element = rule.elements[name]
        condition = self.chosen(alternatives(element.when, element.readings), rule.position(name))
        return self.hear(condition, env, at._replace(later=element.may_follow), name == rule.norm.trigger)

    def bound(self, rule: Rule, env: Env, at: Hearing) -> Truth:
        bearer, who = rule.norm.bearer, env[rule.norm.bearer.var]
        named = True if bearer.is_ is None else turn(self.differ(who, bearer.is_))
        other = True if bearer.is_not is None else self.differ(who, bearer.is_not)
        where = True if bearer.bound_where is None else self.hear(bearer.bound_where, env, at)
        return both([named, other, where, self.state(f"is_a:{bearer.type}", (who,), at)])


class Heard(NamedTuple):
    """All that one hearing gives for a finding."""

    in_time: Truth
    bound: Truth
    elements: tuple[Truth, ...]
    holding: tuple[bool, ...]
    excluded: tuple[bool, ...]

    @property
    def outcome(self) -> str:
        if self.in_time is False or self.bound is False:
            return "not-applicable"
        shown = both(self.elements)
        if shown is False:
            return "not-violated"
        if shown is None or self.bound is None or self.in_time is None:
            return "undetermined"
        return "excused" if any(self.holding) else "violated" if all(self.excluded) else "undetermined"


def outcome(claimant: Heard, respondent: Heard) -> str:
    return "contested" if claimant.outcome == "violated" != respondent.outcome else claimant.outcome


def folded(outcomes: Iterable[str]) -> str:
    return min(outcomes, key=FOLDING.index)


def over_readings(outcomes: Iterable[str]) -> str:
    found = set(outcomes)
    return "contested" if len(found) > 1 and found & {"violated", "contested"} else folded(found)
