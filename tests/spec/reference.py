"""What the rule language means, as plainly as it can be said: one hearing, one standard, one choice of readings.

Slow, obvious and complete, from weighed atoms on (design sections 3 to 5). A condition is heard by asking for `True`,
`False` or `None` (unknown) on behalf of one side; that of the other is heard where the sides change places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from sanctioncheck.model import condition as the
from sanctioncheck.model.evidence import IS_A, Evidence, Weighed
from sanctioncheck.model.finding import ORDER
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives, symbol
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import FULL, RANK
from tests.spec import computed

Truth = bool | None
Args = tuple[str, ...]
Env = dict[str, str]
Seed = tuple[tuple[tuple[str, str], ...], When]
F = TypeVar("F", bound=Callable[..., Any])


class Hearing(NamedTuple):
    """Whether disputes are decided for who relies on the condition, the standard, and the conduct it is about."""

    own: bool
    s: int
    window: Window
    exact: When | None = None
    quantities: tuple[Any, ...] = ()
    later: bool = False

    @property
    def other(self) -> Hearing:
        return Hearing(not self.own, *self[1:])


def remembered(method: F) -> F:
    """Work out each answer once; conditions are told apart by identity."""

    def call(self: Any, *about: Any) -> Any:
        key = (method.__name__, *(id(one) if isinstance(one, BaseModel) else one for one in about))
        if key not in self.memory:
            self.memory[key] = method(self, *about)
        return self.memory[key]

    return call  # type: ignore[return-value]


class Reference:
    """A rulebook and a case under one choice of readings."""

    def __init__(self, book: Rulebook, evidence: Evidence, run: dict[str, str]) -> None:
        self.book, self.evidence, self.run, self.things = book, evidence, run, sorted(evidence.types)
        self.predicates, types = book.vocabulary.predicates, book.vocabulary.types
        self.wider = {f"is_a:{t}": {f"is_a:{o}" for o in book.vocabulary.supertypes(t)} for t in types}
        self.apart = {f"is_a:{t}": {f"is_a:{o}" for o in book.vocabulary.disjoint_with(t)} for t in types}
        self.memory: dict[Any, Any] = {}
        self.facts: dict[tuple[str, Args], list[tuple[When, Weighed]]] = {}
        for (name, args, when), weighed in evidence.atoms.items():
            key = (f"is_a:{args[1]}", args[:1]) if name == IS_A else (name, args)
            self.facts.setdefault(key, []).append((when, weighed))

    # --- words

    def closed(self, name: str) -> bool:
        return name not in self.wider and self.predicates[name].closed

    @remembered
    def terms(self, atom: the.Atom) -> tuple[str, Args]:
        """Give what an atom says and of whom; a role left out is a variable of its own."""
        order = ["thing"] if atom.predicate == IS_A else self.predicates[atom.predicate].roles
        return symbol(atom.predicate, atom.roles), tuple(atom.roles.get(r, f"$_{r}{id(atom)}") for r in order)

    @remembered
    def names(self, c: Any) -> tuple[str, ...]:
        own = self.terms(c)[1] if isinstance(c, the.Atom) else the.own_terms(c)
        return tuple(dict.fromkeys([*filter(the.is_var, own), *(v for part in the.parts(c) for v in self.names(part))]))

    @remembered
    def meanings(self, name: str) -> list[Meaning]:
        return [m for m in self.book.meanings if self.terms(m.definition.concludes)[0] == name]

    def condition(self, options: Any, position: str) -> Any:
        return options[0][1] if options[0][0] is None else dict(options)[self.run[position]]

    def match(self, terms: Args, args: Args, env: Env) -> Env | None:
        out = dict(env)
        fits = all(out.setdefault(t, a) == a if the.is_var(t) else t == a for t, a in zip(terms, args, strict=True))
        return out if fits else None

    def filled(self, m: Meaning, args: Args) -> Env | None:
        return self.match(self.terms(m.definition.concludes)[1], args, {})

    def choices(self, names: Iterable[str], env: Env) -> Iterator[Env]:
        """Give every way of choosing things for the variables that are still free."""
        free = [v for v in dict.fromkeys(names) if v not in env]
        return ({**env, **dict(zip(free, c, strict=True))} for c in product(self.things, repeat=len(free)))

    # --- conditions

    def turn(self, value: Truth) -> Truth:
        return None if value is None else not value

    def both(self, values: Iterable[Truth]) -> Truth:
        answer: Truth = True
        for value in values:
            if value is False:
                return False
            answer = None if value is None else answer
        return answer

    def one_of(self, values: Iterable[Truth]) -> Truth:
        return self.turn(self.both(self.turn(value) for value in values))

    def hear(self, c: Any, env: Env, at: Hearing, dated: bool = False) -> Truth:
        """Hear a condition; a free variable is bound by the smallest one that holds all its occurrences."""
        inside = [self.names(p) for p in the.parts(c)]
        mine = [v for v in self.names(c) if v not in env and sum(v in names for names in inside) != 1]
        if mine and not isinstance(c, the.TotalOf):
            found = self.one_of(self.hear(c, choice, at, dated) for choice in self.choices(mine, env))
            return None if found is False and not all(self.listed(c, v) for v in mine) else found
        match c:
            case the.Atom():
                return self.atom(c, env, at, dated)
            case the.AllOf(all=ps):
                return self.both(self.hear(p, env, at, dated and p is ps[0]) for p in ps)
            case the.AnyOf(any=ps):
                return self.one_of(self.hear(p, env, at) for p in ps)
            case the.NotOf(not_=p):
                return self.turn(self.hear(p, env, at.other))
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

    def listed(self, c: Any, v: str) -> bool:
        """Tell whether an atom of a closed predicate must bind a variable."""
        if isinstance(c, the.Atom):
            return v in self.terms(c)[1] and self.closed(self.terms(c)[0])
        must = {the.AllOf: any, the.AnyOf: all}.get(type(c))
        return must is not None and must(self.listed(p, v) for p in the.parts(c))

    # --- atoms

    def weigh(self, for_: int, against: int, at: Hearing) -> Truth:
        yes, no = bool(for_ >> at.s & 1), bool(against >> at.s & 1)
        return at.own if yes and no else True if yes else False if no else None

    def joined(self, meant: Truth, evidence: Truth, at: Hearing) -> Truth:
        """Decide between what definitions give and what evidence says."""
        return at.own if at.own in (meant, evidence) else (not at.own) if (not at.own) in (meant, evidence) else None

    def covers(self, when: When, window: Window) -> bool:
        if when.lasts:
            return when.begin.last <= window.first and window.last <= when.end.first
        return when.begin.first == when.begin.last and window == when.begin

    def atom(self, c: the.Atom, env: Env, at: Hearing, dated: bool) -> Truth:
        name, terms = self.terms(c)
        args = tuple(env.get(t, t) for t in terms)
        if name in self.wider or self.predicates[name].kind != "event":
            return self.state(name, args, at)
        if dated and at.exact is not None:
            return self.instance(name, args, at.exact, at.own, at.s)
        heard: list[Truth] = []
        for when in self.dates(name, args):
            if at.later or when.begin.last <= at.window.last:
                heard.append(self.instance(name, args, when, at.own, at.s))
            elif when.begin.first <= at.window.last:
                heard.append(None)
        return self.one_of(heard) if heard or self.closed(name) else None

    @remembered
    def dates(self, name: str, args: Args) -> set[When]:
        """Give the dates of all that is said of an event or follows by a definition."""
        said = {when for when, _ in self.facts.get((name, args), [])}
        return said.union(*(self.dates_by(m, args) for m in self.meanings(name)))

    def dates_by(self, m: Meaning, args: Args) -> set[When]:
        """Give the dates of the first atom of a definition, which are those of the event that it concludes."""
        env = self.filled(m, args)
        first = next(atom for atom, _ in the.atoms(self.condition(m.alternatives(), m.position)))
        name, terms = self.terms(first)
        choices = () if env is None else self.choices(filter(the.is_var, terms), env)
        return {when for e in choices for when in self.dates(name, tuple(e.get(t, t) for t in terms))}

    @remembered
    def instance(self, name: str, args: Args, when: When, own: bool, s: int) -> Truth:
        sure = Window(when.begin.last, when.end.first)
        at = Hearing(own, s, sure if when.lasts and sure.first <= sure.last else when.hull, when)
        said = dict(self.facts.get((name, args), [])).get(when, Weighed(0, 0))
        return self.joined(self.defined(name, args, at), self.weigh(said.for_, said.against, at), at)

    def state(self, name: str, args: Args, at: Hearing) -> Truth:
        key = (name, args, at.own, at.s, at.window)
        if key not in self.memory and self.circle(name):
            self.rise(self.circle(name), at)
        elif key not in self.memory:
            self.memory[key] = self.joined(self.meant(name, args, at), self.held(name, args, at), at)
        truth: Truth = self.memory[key]
        return truth

    def held(self, name: str, args: Args, at: Hearing) -> Truth:
        """Hear the evidence; that for a type counts for wider types and against disjoint ones."""
        for_, against, listed = 0, 0, False
        for other in self.wider if name in self.wider else [name]:
            for when, w in self.facts.get((other, args), []):
                listed = listed or when.hull.meets(at.window)
                if self.covers(when, at.window):
                    for_ |= w.for_ if name in self.wider.get(other, [name]) else 0
                    against |= w.against if other in self.wider.get(name, [name]) else 0
                    against |= w.for_ if other in self.apart.get(name, []) else 0
        return self.weigh(for_, FULL if self.closed(name) and not listed else against, at)

    def meant(self, name: str, args: Args, at: Hearing) -> Truth:
        """Hear the definitions, those of narrower, wider and disjoint types among them."""
        at = Hearing(at.own, at.s, at.window)
        narrower = [other for other in self.wider if name in self.wider[other]] or [name]
        yes = any(self.defined(other, args, at) for other in narrower)
        no = any(self.defined(other, args, at) is False for other in self.wider.get(name, [name]))
        no = no or any(self.defined(other, args, at.other) for other in self.apart.get(name, []))
        return at.own if yes and no else True if yes else False if no else None

    def defined(self, name: str, args: Args, at: Hearing) -> Truth:
        found = [m for m in self.meanings(name) if self.filled(m, args) is not None]
        found = [m for m in found if at.exact is None or at.exact in self.dates_by(m, args)]
        return self.one_of([self.conclude(m, args, at) for m in found]) if found else None

    def conclude(self, m: Meaning, args: Args, at: Hearing) -> Truth:
        if not m.span.covers(at.window):
            return None
        env = self.filled(m, args) or {}
        value = self.hear(self.condition(m.alternatives(), m.position), env, at, dated=at.exact is not None)
        if value is False or any(self.holds(e, env, at.other) for e in m.exceptions.values()):
            return None if m.definition.open else False
        excluded = all(self.excluded(e, env, at.other) for e in m.exceptions.values())
        return True if value and excluded and m.cap >> at.s & 1 else None

    @remembered
    def needs(self, name: str) -> set[str]:
        conditions = [c for m in self.meanings(name) for _, c in m.alternatives()]
        conditions += [c for m in self.meanings(name) for e in m.exceptions.values() for c in tree(e)]
        return {self.terms(atom)[0] for c in conditions for atom, _ in the.atoms(c)}

    @remembered
    def circle(self, name: str) -> list[str]:
        """Give the predicates that depend on this one and on which it depends."""
        ...

    def rise(self, circle: list[str], at: Hearing) -> None:
        """Take what depends on itself for unknown, and make true what follows until nothing more does."""
        rows = [(n, row) for n in circle for row in product(self.things, repeat=len(self.predicates[n].roles))]
        values: dict[Any, Truth] = {(*row, at.own, at.s, at.window): self.held(*row, at) for row in rows}
        while any(self.memory.get(key, "new") != value for key, value in values.items()):
            self.memory.update(values)
            values = {
                (*row, at.own, at.s, at.window): self.joined(self.meant(*row, at) or None, self.held(*row, at), at)
                for row in rows
            }

    # --- exceptions, heard on behalf of who raises them

    @remembered
    def shared(self, clause: Any) -> list[str]:
        """Give the variables that stand in more than one of: the condition, and each thing that defeats it."""
        places = [{v for c in group for v in self.names(c)} for group in ([clause.when], *map(tree, clause.unless.values()))]
        return sorted(v for v in set().union(*places) if sum(v in place for place in places) > 1)

    def holds(self, e: Any, env: Env, at: Hearing) -> bool:
        own = at._replace(s=min(RANK[e.standard], at.s) if at.own else RANK[e.standard])
        return any(
            self.hear(e.when, choice, own) is True
            and not any(self.holds(u, choice, at.other) for u in e.unless.values())
            for choice in self.choices(self.shared(e), env)
        )

    def excluded(self, e: Any, env: Env, at: Hearing) -> bool:
        """Tell whether the other side, where it has the burden, has shown that an exception does not hold."""
        if e.burden == "respondent" or set(self.shared(e)) - set(env):
            return e.burden == "respondent"
        return self.hear(e.when, env, at) is False or any(self.holds(u, env, at.other) for u in e.unless.values())

    # --- findings

    def trigger(self, rule: Rule, env: Env) -> tuple[str, Args]:
        name, terms = self.terms(rule.elements[rule.norm.trigger].when)
        return name, tuple(env.get(t, t) for t in terms)

    def findings(self, rule: Rule) -> dict[Seed, tuple[str, ...]]:
        """Give each choice of the trigger's variables for which it is alleged, with the outcome at each standard."""
        out = {}
        for env in self.choices(filter(the.is_var, self.trigger(rule, {})[1]), {}):
            name, args = self.trigger(rule, env)
            for when in self.dates(name, args) if self.evidence.named.issuperset(env.values()) else ():
                if self.instance(name, args, when, True, 0):
                    out[tuple(sorted(env.items())), when] = tuple(self.outcome(rule, env, when, s) for s in range(5))
        return out

    def outcome(self, rule: Rule, env: Env, when: When, s: int) -> str:
        claimant, respondent = (self.outcome_for(rule, env, when, Hearing(own, s, ...)) for own in (True, False))
        return "contested" if claimant == "violated" != respondent else claimant
