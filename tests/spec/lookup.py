"""Where the reference finds things: what an atom says and of whom, which definitions there are, what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from itertools import product
from typing import Any, Self, TypeVar

from sanctioncheck.model.condition import AllOf, AnyOf, Atom, TotalOf, atoms, is_var, own_terms, parts
from sanctioncheck.model.evidence import IS_A, Evidence, Weighed
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, symbol
from sanctioncheck.model.time import When, Window

Args = tuple[str, ...]
Env = dict[str, str]
F = TypeVar("F", bound=Callable[..., Any])


def remembered(method: F) -> F:
    """Work out each answer once, whatever the choice of readings; conditions are told apart by identity."""

    def call(self: Lookup, about: Any) -> Any:
        key = (method, about if isinstance(about, str) else id(about))
        if key not in self.known:
            self.known[key] = method(self, about)
        return self.known[key]

    return call  # type: ignore[return-value]


class Lookup:
    """A rulebook and a case under one choice of readings."""

    def __init__(self, book: Rulebook, evidence: Evidence, run: dict[str, str]) -> None:
        self.book, self.evidence, self.run = book, evidence, run
        # A role may be filled by what is no thing, such as a type.
        fillers = {filler for key in evidence.atoms if key.predicate != IS_A for filler in key.args}
        heads = [m.definition.concludes for m in book.meanings if m.definition.concludes.predicate != IS_A]
        fillers.update(term for head in heads for term in head.roles.values() if not is_var(term))
        self.things = sorted(fillers.union(evidence.types))
        self.predicates, types = book.vocabulary.predicates, book.vocabulary.types
        self.wider = {f"is_a:{t}": {f"is_a:{o}" for o in book.vocabulary.supertypes(t)} for t in types}
        self.apart = {f"is_a:{t}": {f"is_a:{o}" for o in book.vocabulary.disjoint_with(t)} for t in types}
        self.known: dict[Any, Any] = {}
        self.common: dict[Any, Any] = {}
        self.memory: dict[Any, Any] = {}
        self.found: dict[Any, bool | None] = {}
        self.said: dict[tuple[str, Args], dict[When, Weighed]] = {}
        for (name, args, when), weighed in evidence.atoms.items():
            key = (f"is_a:{args[1]}", args[:1]) if name == IS_A else (name, args)
            self.said.setdefault(key, {})[when] = weighed

    def under(self, run: dict[str, str]) -> Self:
        """Give the same under another choice of readings."""
        other = copy(self)
        other.run, other.memory, other.found = run, {}, {}
        return other

    def notes(self, name: str) -> dict[Any, Any]:
        """Give where answers about a predicate are kept, apart where they may turn on the choice of readings."""
        return self.memory if self.turns(name) else self.common

    def closed(self, name: str, window: Window | None = None) -> bool:
        """Tell whether a list answers a predicate, and until the last of the days given."""
        until = self.evidence.listed_until.get(name)
        late = window is not None and until is not None and window.last > until
        return name not in self.wider and self.predicates[name].closed and not late

    @remembered
    def terms(self, atom: Atom) -> tuple[str, Args]:
        """Give what an atom says and of whom; a role left out is a variable of its own."""
        order = ["thing"] if atom.predicate == IS_A else self.predicates[atom.predicate].roles
        return symbol(atom.predicate, atom.roles), tuple(atom.roles.get(r, f"$_{r}{id(atom)}") for r in order)

    @remembered
    def names(self, c: Any) -> tuple[str, ...]:
        """Give the variables of a condition."""
        own = self.terms(c)[1] if isinstance(c, Atom) else own_terms(c)
        return tuple(dict.fromkeys([*filter(is_var, own), *(v for part in parts(c) for v in self.names(part))]))

    @remembered
    def scope(self, c: Any) -> list[str]:
        """Give the variables that a condition binds unless they are bound outside: no part holds all occurrences."""
        inside = [self.names(part) for part in parts(c)]
        return [v for v in self.names(c) if sum(v in names for names in inside) != 1 and not isinstance(c, TotalOf)]

    def listed(self, c: Any, names: list[str], window: Window) -> bool:
        """Tell whether atoms of predicates that a list answers must bind these variables."""
        if len(names) > 1:
            return all(self.listed(c, [v], window) for v in names)
        if isinstance(c, Atom):
            return {*names} <= {*self.names(c)} and self.closed(self.terms(c)[0], window)
        found = [self.listed(p, names, window) for p in parts(c)]
        return any(found) if isinstance(c, AllOf) else all(found) if isinstance(c, AnyOf) else False

    @remembered
    def shared(self, clause: Any) -> list[str]:
        """Give the variables that stand in more than one of: the condition, and each thing that defeats it."""
        groups = [[clause.when], *(tree(inner) for inner in clause.unless.values())]
        places = [{v for c in group for v in self.names(c)} for group in groups]
        return sorted(v for v in set().union(*places) if sum(v in place for place in places) > 1)

    def trigger(self, rule: Rule, env: Env) -> tuple[str, Args]:
        name, terms = self.terms(rule.elements[rule.norm.trigger].when)  # type: ignore[arg-type]
        return name, tuple(env.get(t, t) for t in terms)

    @remembered
    def meanings(self, name: str) -> list[Meaning]:
        return [m for m in self.book.meanings if self.terms(m.definition.concludes)[0] == name]

    @remembered
    def bearing(self, name: str) -> list[Meaning]:
        """Give the definitions that bear on a word: its own, and for a type those of narrower, wider, disjoint ones."""
        if name not in self.wider:
            return self.meanings(name)
        related = [o for o in self.wider if o in self.wider[name] | self.apart[name] or name in self.wider[o]]
        return [m for other in related for m in self.meanings(other)]

    @remembered
    def reached(self, name: str) -> set[str]:
        """Give all that the truth of a predicate turns on, directly or through others."""
        seen: set[str] = set()
        queue = [name]
        while queue:
            for m in self.bearing(queue.pop()):
                conditions = [c for _, c in m.alternatives()] + [c for e in m.exceptions.values() for c in tree(e)]
                more = {self.terms(atom)[0] for c in conditions for atom, _ in atoms(c)} - seen
                seen, queue = seen | more, [*queue, *more]
        return seen

    @remembered
    def turns(self, name: str) -> bool:
        """Tell whether the truth of a predicate may turn on a reading."""
        return any(m.definition.readings for n in {name, *self.reached(name)} for m in self.bearing(n))

    def chosen(self, options: Any, position: str) -> Any:
        """Give the condition that counts under the choice of readings."""
        return options[0][1] if options[0][0] is None else dict(options)[self.run[position]]

    def match(self, terms: Args, args: Args, env: Env) -> Env | None:
        """Choose the free variables so that the terms are these things, or give `None`."""
        out = dict(env)
        fits = all(out.setdefault(t, a) == a if is_var(t) else t == a for t, a in zip(terms, args, strict=True))
        return out if fits else None

    def filled(self, m: Meaning, args: Args) -> Env | None:
        return self.match(self.terms(m.definition.concludes)[1], args, {})

    def choices(self, names: Iterable[str], env: Env) -> Iterator[Env]:
        """Give every way of choosing things for those variables that are still free."""
        free = [v for v in dict.fromkeys(names) if v not in env]
        return ({**env, **dict(zip(free, chosen, strict=True))} for chosen in product(self.things, repeat=len(free)))


def tree(clause: Any) -> list[Any]:
    """Give the conditions of an exception and of all that is nested in it."""
    return [clause.when, *(c for inner in clause.unless.values() for c in tree(inner))]
