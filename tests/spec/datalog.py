"""Datalog programs as rulebooks: what our language can say of them, and why it cannot say the rest.

A predicate with facts only becomes a closed list, so that its absence is a no; a rule becomes a definition. What a
program concludes is what the engine shows, in both hearings and at every standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model.condition import AllOf, Atom, Distinct, NotOf
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.norm import Definition
from sanctioncheck.model.rulebook import Meaning, Policy, Rulebook
from sanctioncheck.model.time import ALWAYS, THROUGHOUT
from sanctioncheck.model.truth import FULL, TRUE
from sanctioncheck.model.vocabulary import Predicate, Type, Vocabulary

_ATOM = re.compile(r'\s*(not\s+|!)?([A-Za-z_]\w*)\s*(?:\(((?:"[^"]*"|[^()"])*)\))?\s*(?:,|$)')
_ARGUMENT = re.compile(r'\s*(?:"([^"]*)"|(\d+)|([A-Za-z]\w*)|(_))\s*(?:,|$)')
NOBODY = "nobody"
Fact = tuple[Any, ...]


class NotCovered(Exception):
    """A program that our language cannot say, and why."""


@dataclass(frozen=True)
class Literal:
    """One atom of a rule; a variable is a `str` that begins with `$`, whatever else stands there is a constant."""

    name: str
    terms: tuple[Any, ...]
    negative: bool = False

    @property
    def variables(self) -> set[str]:
        return {t for t in self.terms if isinstance(t, str) and t.startswith("$") and t != "$_"}


@dataclass(frozen=True)
class Clause:
    """One rule: what it concludes, and from what."""

    head: Literal
    body: tuple[Literal, ...]


@dataclass(frozen=True)
class Constant:
    """A constant in a rule."""

    value: Any


def evaluate(facts: dict[str, list[Fact]], clauses: list[Clause]) -> dict[str, set[Fact]]:
    """Give all that the engine shows.

    Raises:
        NotCovered: the program says what our language cannot.
    """
    arity = arities(facts, clauses)
    derived = {clause.head.name for clause in clauses}
    told = {name for name, rows in facts.items() if rows}
    for clause in clauses:
        for literal in clause.body:
            if literal.negative and literal.name in derived and not decided(literal.name, clauses, derived, told):
                raise NotCovered("a negation of what rests on itself, or on somebody whom no list names")
    ids = Names()
    vocabulary = Vocabulary(
        types={"thing": Type(label="thing", is_a=(), declarable=True)},
        disjoint=(),
        predicates={
            ids.word(name): Predicate(
                roles=dict.fromkeys(roles(count), "thing"),
                kind="state",
                closed=name not in derived,
                say="it is so",
                ask="is it so?",
            )
            for name, count in arity.items()
        },
    )
    meanings = tuple(meaning(clause, number, ids, clause.head.name in told) for number, clause in enumerate(clauses))
    atoms = {
        Key(ids.word(name), tuple(map(ids.thing, row)) or (NOBODY,), THROUGHOUT): Weighed(FULL, 0)
        for name, rows in facts.items()
        for row in rows
    }
    policy = Policy("none", "balance", {}, {}, "")
    book = Rulebook("datalog", "1", 1, "", vocabulary, (), meanings, {}, (), (), {}, {}, policy)
    things = dict.fromkeys([NOBODY, *ids.things.values()], "thing")
    plan = compile_plan(book)
    machine = Machine(plan, Index(plan, Evidence(atoms, things, frozenset(things))), (), {})
    back = {thing: value for (_, value), thing in ids.things.items()}
    found: dict[str, set[Fact]] = {}
    for name, count in arity.items():
        word = ids.word(name)
        shown = [row for row in machine.rows(word, (None,) * max(count, 1)) if machine.state(word, row, ALWAYS) == TRUE]
        found[name] = {tuple(back[thing] for thing in row) if count else () for row in shown}
    return found


def arities(facts: dict[str, list[Fact]], clauses: Iterable[Clause]) -> dict[str, int]:
    found: dict[str, int] = {}
    literals = [literal for clause in clauses for literal in (clause.head, *clause.body)]
    sizes = [(name, len(row)) for name, rows in facts.items() for row in rows]
    for name, size in [*sizes, *((literal.name, len(literal.terms)) for literal in literals)]:
        if found.setdefault(name, size) != size:
            raise NotCovered("one predicate with two numbers of arguments")
    return found


def decided(name: str, clauses: list[Clause], derived: set[str], told: set[str], above: tuple[str, ...] = ()) -> bool:
    """Tell whether what a predicate does not hold of is false, and not merely unknown: lists bind all it rests on."""
    if name in derived & told:
        return False
    for clause in (clause for clause in clauses if clause.head.name == name):
        listed = {v for literal in clause.body if literal.name not in derived for v in literal.variables}
        free = {v for literal in clause.body for v in literal.variables} - clause.head.variables
        if not free <= listed:
            return False
        for literal in clause.body:
            if literal.name in derived and "$_" in literal.terms:
                return False
            circle = literal.name in (name, *above)
            if circle or not decided(literal.name, clauses, derived, told, (name, *above)):
                return False
    return True


class Names:
    """Gives predicates and constants names that the rule language admits."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.things: dict[tuple[type, Any], str] = {}

    def word(self, name: str) -> str:
        return self.words.setdefault(name, f"p{len(self.words)}")

    def thing(self, value: Any) -> str:
        return self.things.setdefault((type(value), value), f"c{len(self.things)}")


def roles(count: int) -> list[str]:
    return [f"r{i}" for i in range(max(count, 1))]


def meaning(clause: Clause, number: int, ids: Names, others: bool) -> Meaning:
    """Write a rule as a definition, an open one where facts conclude the same.

    One thing twice in its head becomes two variables that are not distinct.
    """
    heads = [f"$H{i}" for i in range(len(clause.head.terms))]
    body = [condition(literal, ids) for literal in clause.body]
    seen: dict[str, str] = {}
    terms = list[str]()
    for own, said in zip(heads, clause.head.terms, strict=True):
        if isinstance(said, Constant):
            terms.append(ids.thing(said.value))
        elif said in seen:
            body.append(NotOf(not_=Distinct(distinct=(said, own))))
            terms.append(own)
        else:
            terms.append(seen.setdefault(said, said))
    concludes = Atom({ids.word(clause.head.name): dict(zip(roles(len(terms)), terms or [NOBODY], strict=True))})
    made = Definition(id=f"d{number}", concludes=concludes, gist="so", when=AllOf(all=tuple(body)), open=others)
    return Meaning(f"d{number}", "nowhere", made, {})


def condition(literal: Literal, ids: Names) -> Any:
    terms = [ids.thing(t.value) if isinstance(t, Constant) else t for t in literal.terms] or [NOBODY]
    told = {role: t for role, t in zip(roles(len(literal.terms)), terms, strict=True) if t != "$_"}
    if not told:
        told = {"r0": "$Anybody"}
    atom = Atom({ids.word(literal.name): told})
    return NotOf(not_=atom) if literal.negative else atom


def read_clause(text: str) -> Clause:
    """Read a rule `head :- body.`

    Raises:
        NotCovered: it computes or compares.
    """
    head, arrow, body = text.strip().rstrip(".").partition(":-")
    found = read_literals(head)
    literals = read_literals(body)
    if not arrow or len(found) != 1 or not literals:
        raise NotCovered("a rule of another form")
    if not found[0].variables <= {v for literal in literals if not literal.negative for v in literal.variables}:
        raise NotCovered("a variable that nothing binds")
    return Clause(found[0], tuple(literals))


def read_literals(text: str) -> list[Literal]:
    found, at = list[Literal](), 0
    while at < len(text.rstrip()):
        match = _ATOM.match(text, at)
        if match is None:
            raise NotCovered("arithmetic or a comparison")
        found.append(Literal(match[2], read_terms(match[3] or ""), bool(match[1])))
        at = match.end()
    return found


def read_terms(text: str) -> tuple[Any, ...]:
    found, at = list[Any](), 0
    while at < len(text):
        match = _ARGUMENT.match(text, at)
        if match is None:
            raise NotCovered("arithmetic or a comparison")
        quoted, number, name, _ = match.groups()
        if quoted is not None or number is not None:
            found.append(Constant(quoted if quoted is not None else int(number)))
        else:
            found.append("$_" if name is None else f"$V{name}".replace("_", "x"))
        at = match.end()
    return tuple(found)
