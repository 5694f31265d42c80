"""How a condition of the rule language becomes lines of a logic program: two predicates, `t` and `f`, and `dom`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from sanctioncheck.model import condition as the
from sanctioncheck.model.evidence import IS_A, Evidence
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import When, parse_date

FIXED = Path(__file__).with_name("asp.lp").read_text(encoding="utf-8")
C, OTHER = "c(R,O,S,W,E,Q)", "c(R,1-O,S,W,E,Q)"


@dataclass(eq=False)
class Part:
    """A condition, what it speaks of, and the conditions in it; a role left out has a variable of its own."""

    said: Any
    terms: tuple[str, ...]
    inner: tuple[Part, ...]
    names: dict[str, None] = field(init=False)

    def __post_init__(self) -> None:
        self.names = dict.fromkeys(filter(the.is_var, self.terms))
        for part in self.inner:
            self.names |= part.names


Node = tuple[str, list[str]]
"""A condition or clause that was translated: its number, and the variables that are bound outside it."""


def call(name: str, *args: str) -> str:
    return f"{name}({','.join(args)})"


def term(text: str) -> str:
    return "V" + text[1:].replace("_", "x") if the.is_var(text) else json.dumps(text)


def fill(terms: Iterable[str]) -> str:
    return call("a", *map(term, terms))


def day(when: When) -> str:
    return call("k", *map(str, [*when.begin, *when.end, int(when.lasts)]))


def spine(p: Part) -> list[Part]:
    """Give the atoms that must be true where a condition is."""
    if isinstance(p.said, the.Atom):
        return [p]
    return [atom for part in p.inner for atom in spine(part)] if isinstance(p.said, the.AllOf) else []


class Conditions:
    """The lines of the program, and how a condition is added to them."""

    def __init__(self, book: Rulebook, evidence: Evidence) -> None:
        self.book, self.evidence, self.lines, self.number, self.fresh = book, evidence, [FIXED], count(), count()
        self.predicates, self.types = book.vocabulary.predicates, book.vocabulary.types
        self.ids: dict[str, str] = {}
        self.asked: set[str] = set()
        self.defined = {self.name(self.part(m.definition.concludes)) for m in book.meanings}
        self.spoken = {f"{k.predicate}:{k.args[1]}" if k.predicate == IS_A else k.predicate for k in evidence.atoms}
        amounts = [q for w in evidence.atoms.values() for _, q in w.quantities]
        self.scale = 10 ** max([4, *(-int(q.as_tuple().exponent) for q in amounts)])
        for name in (*book.vocabulary.predicates, *(f"is_a:{t}" for t in self.types)):
            self.ids[name] = str(len(self.ids))

    def rule(self, head: str, *body: str) -> None:
        self.lines.append(f"{head} :- {', '.join(body)}." if body else f"{head}.")

    def symbol(self, name: str) -> str:
        self.asked.add(name)
        return self.ids[name]

    def part(self, c: Any) -> Part:
        if isinstance(c, the.Atom):
            order = ["thing"] if c.predicate == IS_A else self.predicates[c.predicate].roles
            return Part(c, tuple(c.roles.get(r) or f"$_{next(self.fresh)}" for r in order), ())
        return Part(c, the.own_terms(c), tuple(map(self.part, the.parts(c))))

    def name(self, p: Part) -> str:
        return f"is_a:{p.said.roles['type']}" if p.said.predicate == IS_A else str(p.said.predicate)

    def event(self, name: str) -> bool:
        return not name.startswith("is_a:") and self.predicates[name].kind == "event"

    # --- conditions

    def condition(self, p: Part, bound: Iterable[str], later: bool = False, dated: bool = False) -> Node:
        """Translate a condition; a free variable is bound by the smallest one that holds all its occurrences."""
        n, xs = f"n{next(self.number)}", [v for v in p.names if v in {*bound}]
        dom, t, f = (call(w + n, *map(term, xs), C) for w in ("dom", "t", "f"))
        total = isinstance(p.said, the.TotalOf)
        mine = [v for v in p.names if v not in xs and not total and sum(v in i.names for i in p.inner) != 1]
        if mine:
            inner = self.condition(p, [*xs, *mine], later, dated)
            for way in self.candidates(p, mine, [*xs, *mine]):
                self.ask(inner, dom, *way)
            self.rule(t, dom, self.at("t", inner))
            self.rule(call("open" + n, *map(term, xs), C), self.at("dom", inner), "not " + self.at("f", inner))
            for j, v in enumerate(mine):
                for ways in self.lists(p, v):
                    self.rule(f"l{n}(W,{j})", "win(W)", *(f"closed{self.symbol(s)}(W)" for s in ways))
            self.rule("win(W)", dom)
            self.rule(f, dom, *(f"l{n}(W,{j})" for j in range(len(mine))), "not " + call("open" + n, *map(term, xs), C))
            return n, xs
        match p.said:
            case the.Atom():
                self.atom(p, (dom, t, f), later, dated)
            case the.AllOf():
                parts = [self.condition(i, bound, later, dated and i is p.inner[0]) for i in p.inner]
                self.junction(parts, dom, t, f, ("t", "f"))
            case the.AnyOf():
                self.junction([self.condition(i, bound, later) for i in p.inner], dom, f, t, ("f", "t"))
            case the.NotOf():
                inner = self.condition(p.inner[0], bound, later)
                self.ask(inner, dom, at=OTHER)
                self.rule(t, dom, self.at("f", inner, OTHER))
                self.rule(f, dom, self.at("t", inner, OTHER))
            case the.Distinct():
                a, b = map(term, p.terms)
                self.rule(t, dom, f"{a} != {b}", f"not same({a},{b})")
                self.rule(f, dom, f"{a} = {b}")
            case the.DateOf(date=b):
                d = parse_date(b.at_least or b.at_most or "")
                yes, no = (f"F >= {d.first}", f"L < {d.first}") if b.at_least else (f"L <= {d.last}", f"F > {d.last}")
                self.rule(t, dom, "W = w(F,L)", yes)
                self.rule(f, dom, "W = w(F,L)", no)
            case the.QuantityOf(quantity=b):
                self.amount(b, dom, t, f)
            case the.ShareOf(share=b):
                owner, owned = map(term, p.terms)
                self.rule(t, dom, "W = w(F,L)", f'@share({owner},{owned},O,S,F,L,"{b.at_least}") = 1')
            case the.TotalOf():
                self.total(p, n, xs, (dom, t, f), later)
        return n, xs

    def at(self, word: str, node: Node, hearing: str = C) -> str:
        return call(word + node[0], *map(term, node[1]), hearing)

    def ask(self, node: Node, *body: str, at: str = C) -> None:
        self.rule(self.at("dom", node, at), *body)

    def junction(self, parts: list[Node], dom: str, every: str, one: str, words: tuple[str, str]) -> None:
        self.rule(every, dom, *(self.at(words[0], part) for part in parts))
        for part in parts:
            self.ask(part, dom)
            self.rule(one, dom, self.at(words[1], part))

    def candidates(self, p: Part, mine: list[str], bound: list[str], true: bool = False) -> list[list[str]]:
        """Say what can fill variables, in one or more ways: of an atom that must be true, only what is said of it.

        Where a list may make the whole false, only an atom of a list narrows the choice, and only while the list
        answers; unless only the truth of the condition is asked for.
        """
        ways = [["W = w(_,L)"]]
        for v in mine:
            must = [a for a in spine(p) if v in a.terms and self.name(a) in self.predicates]
            anything = call("thing", term(v))
            if true or not self.lists(p, v):
                narrow = [self.sayable(a, bound) for a in must[:1]]
                ways = [[*way, *narrow, anything] for way in ways]
                continue
            must = [a for a in must if self.predicates[self.name(a)].closed and self.name(a) not in self.defined]
            until = self.evidence.listed_until.get(self.name(must[0])) if must else None
            answers = [f"L <= {until}"] if until is not None else []
            silent = [[f"L > {until}", anything]] if until is not None else []
            narrow = [*answers, *(self.sayable(a, bound) for a in must[:1]), anything]
            ways = [[*way, *each] for way in ways for each in [narrow, *silent]]
        return ways

    def sayable(self, p: Part, bound: Iterable[str]) -> str:
        """Say that something may make an atom true: evidence, or a definition."""
        args = (term(t) if t in {*bound} or not the.is_var(t) else "_" for t in p.terms)
        return f"may{self.symbol(self.name(p))}({call('a', *args)})"

    def lists(self, p: Part, v: str) -> list[list[str]]:
        """Give the ways in which lists may bind a variable: one of these ways, with all its lists answering."""
        if isinstance(p.said, the.Atom):
            name = self.name(p)
            return [[name]] if v in p.terms and name in self.predicates and self.predicates[name].closed else []
        found = [self.lists(i, v) for i in p.inner]
        if isinstance(p.said, the.AllOf):
            return [way for ways in found for way in ways]
        ways: list[list[str]] = [[]]
        for others in found:
            ways = [[*way, *other] for way in ways for other in others]
        return ways if isinstance(p.said, the.AnyOf) else []

    def atom(self, p: Part, node: tuple[str, str, str], later: bool, dated: bool) -> None:
        (dom, t, f), s, what = node, self.symbol(self.name(p)), fill(p.terms)
        event = self.event(self.name(p))
        words = ("aski", "it", "if") if dated else ("ask", "st", "sf")
        rest = ["E", "R", "O", "S"] if dated else ["R", "O", "S", "W", *([str(int(later))] if event else [])]
        ask, yes, no = (call(w + s, what, *rest) for w in words)
        self.rule(ask, dom)
        self.rule(t, dom, yes)
        self.rule(f, dom, no)

    # --- numbers

    def scaled(self, number: Decimal) -> int:
        return int(number * self.scale)

    def amount(self, b: the.Bounds, dom: str, t: str, f: str) -> None:
        """Compare the quantity of the conduct: where several are given, each side takes the one that helps it."""
        up = b.at_least is not None
        fits, fails = (">=", "<") if up else ("<=", ">")
        number = f"qty(Q,{json.dumps(b.unit)},N)"
        bound = self.scaled((b.at_least if up else b.at_most) or Decimal(0))
        self.rule(t, dom, "O = 1", number, f"N {fits} {bound}")
        self.rule(f, dom, "O = 1", number, "not " + t)
        self.rule(f, dom, "O = 0", number, f"N {fails} {bound}")
        self.rule(t, dom, "O = 0", number, "not " + f)

    def total(self, p: Part, n: str, xs: list[str], node: tuple[str, str, str], later: bool) -> None:
        """Add up what is shown, and what is not shown false; "at most" is heard as the contrary of "more than"."""
        (dom, t, f), b, of = node, p.said.total, p.inner[0]
        s, what, up = self.symbol(self.name(of)), fill(of.terms), b.at_least is not None
        side, unit = "O" if up else "1-O", json.dumps(b.unit)
        mine = [term(v) for v in {**dict.fromkeys(xs), **of.names}]
        days = "all" if b.within is None else "year" if b.within.year else str(b.within.days)
        sums = call("acc" + n, *map(term, xs), C, "F1", "L1")
        self.rule("win(W)", dom)
        self.rule(sums, dom, "W = w(F,L)", f"(F1,L1) = @accounting({json.dumps(days)},F,L)")
        when, one = "K = k(B1,B2,E1,E2,P)", [call(w + n, *mine, C, "K") for w in ("ev", "yes", "not", "may")]
        seen = [sums, f"said{s}({what},K)", when, "W = w(F,L)", "B1 <= L1", "F1 <= E2", *([] if later else ["B1 <= L"])]
        self.rule(one[0], *seen)
        self.rule(f"aski{s}({what},K,R,{side},S)", one[0])
        true, false = f"it{s}({what},K,R,{side},S)", f"if{s}({what},K,R,{side},S)"
        where = [self.condition(i, [*xs, *of.names], later) for i in p.inner[1:]]
        turned = C if up else OTHER
        for inner in where:
            self.ask(inner, one[0], at=turned)
            self.rule(one[2], one[0], self.at("f", inner, turned))
        shown = [one[0], sums, when, true, "F1 <= B1", "E2 <= L1", *(self.at("t", i, turned) for i in where)]
        for over in [[]] if later else [["K = E"], ["E2 <= L", "W = w(F,L)"]]:
            self.rule(one[1], *shown, *over)
        self.rule(one[2], one[0], false)
        self.rule(one[3], one[0], "not " + one[2])
        number = f"num({s},{what},K,{unit},{side},N)"
        more = [*mine[len(xs) :], "K"]
        for word, each in (("shown", one[1]), ("possible", one[3])):
            sum_ = f"T = #sum{{ N,{','.join(more)} : {each}, {number} }}"
            self.rule(call(word + n, *map(term, xs), C, "T"), sums, sum_)
        less, enough, gap, shown_, possible = (call(w + n, *map(term, xs), C, *z) for w, *z in (
            ("less",), ("enough",), ("gap",), ("shown", "T"), ("possible", "T")
        ))  # fmt: skip
        limit = self.scaled((b.at_least if up else b.at_most) or Decimal(0))
        self.rule(gap, one[3], f"not num({s},{what},K,{unit},0,_)")
        self.rule(enough, shown_, f"T {'>=' if up else '>'} {limit}")
        self.rule(less, possible, f"T {'<' if up else '<='} {limit}", f"not {gap}", f"not {enough}", f"closed{s}(W)")
        self.rule(t if up else f, dom, enough)
        self.rule(f if up else t, dom, less)
