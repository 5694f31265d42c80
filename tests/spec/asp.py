"""A rulebook and its weighed evidence as a logic program, whose one answer set says what every norm comes to.

A third opinion, written from `docs/reference/semantics.md` and `reference.py` and from nothing of the engine. Each
condition becomes predicates `t` (true) and `f` (false) over the things that its variables stand for and the hearing;
`dom` says which of these are asked at all. `asp.lp` has what is the same for every rulebook. Two things are worked out
in Python, at the moment clingo asks: chains of ownership, which multiply along every way, and the calendar year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sanctioncheck.model import condition as the
from sanctioncheck.model.evidence import IS_A, Evidence
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives
from sanctioncheck.model.time import Window
from sanctioncheck.model.truth import RANK
from tests.spec.asp_conditions import OTHER, C, Conditions, Node, Part, call, day, fill, spine, term

DEFINED = """
dt~(A,C) :- ct~(A,C,M). nf~(A,C) :- app~(A,C,M), not cf~(A,C,M). df~(A,C) :- app~(A,C,M), not nf~(A,C).
"""
STATE = """
win(W) :- ask~(A,R,O,S,W). listed~(A,W) :- ask~(A,R,O,S,W), said~(A,K), meets(K,W).
may~(A) :- said~(A,K).
no~(A,R,O,S,W) :- ask~(A,R,O,S,W), closed~(W), not listed~(A,W).
"""
EVENT = """
win(W) :- ask~(A,R,O,S,W,P). win(W) :- defask~(A,c(R,O,S,W,E,Q)).
con~(A,R,O,S,W,P,k(B1,B2,E1,E2,D)) :- seen~(A,R,O,S,W,P,k(B1,B2,E1,E2,D)), W = w(F,L), B1 <= L.
con~(A,R,O,S,W,1,K) :- seen~(A,R,O,S,W,1,K).
aski~(A,K,R,O,S) :- con~(A,R,O,S,W,P,K).
st~(A,R,O,S,W,1) :- con~(A,R,O,S,W,1,K), it~(A,K,R,O,S).
st~(A,R,O,S,w(F,L),0) :- con~(A,R,O,S,w(F,L),0,k(B1,B2,E1,E2,D)), it~(A,k(B1,B2,E1,E2,D),R,O,S), B2 <= L.
open~(A,R,O,S,W,P) :- con~(A,R,O,S,W,P,K), not if~(A,K,R,O,S).
sure~(A,R,O,S,W,P) :- ask~(A,R,O,S,W,P), closed~(W).
sure~(A,R,O,S,w(F,L),P) :- con~(A,R,O,S,w(F,L),P,k(B1,B2,E1,E2,D)), B1 <= F, L <= E2.
sf~(A,R,O,S,W,P) :- sure~(A,R,O,S,W,P), not open~(A,R,O,S,W,P).
defask~(A,c(R,O,S,W,K,none)) :- aski~(A,K,R,O,S), iw(K,W).
may~(A) :- said~(A,K).
yes~(A,K,R,O,S) :- aski~(A,K,R,O,S), for~(A,K,S). no~(A,K,R,O,S) :- aski~(A,K,R,O,S), against~(A,K,S).
yes~(A,K,R,O,S) :- aski~(A,K,R,O,S), dt~(A,c(R,O,S,W,K,none)).
no~(A,K,R,O,S) :- aski~(A,K,R,O,S), df~(A,c(R,O,S,W,K,none)).
"""

Places = tuple[int, ...]
Clause = tuple[Any, Part, list["Clause"]]
"""An exception or what defeats it, its condition, and what defeats it in turn."""


class Translation(Conditions):
    """The program for one rulebook, one body of evidence, and the choices of readings asked for."""

    def __init__(self, book: Rulebook, evidence: Evidence, runs: Sequence[dict[str, str]], period: Window) -> None:
        super().__init__(book, evidence)
        for meaning in book.meanings:
            self.meaning(meaning)
        for number, rule in enumerate(book.rules):
            self.norm(number, rule, period)
        self.cases(runs)
        for name in sorted(self.asked | self.defined):
            self.word(name)

    # --- exceptions, heard on behalf of who raises them

    def clause(self, e: Any, bound: Iterable[str]) -> Node:
        return self.opened(self.parts(e), bound)

    def parts(self, e: Any) -> Clause:
        return e, self.part(e.when), [self.parts(u) for u in e.unless.values()]

    def opened(self, clause: Clause, bound: Iterable[str]) -> Node:
        """Translate an exception: `h` where it holds, `x` where the other side need trouble itself no more."""
        (e, p, unless), n = clause, f"n{next(self.number)}"
        places = [p.names, *map(names_of, unless)]
        every = names_of(clause)
        xs = [v for v in every if v in {*bound}]
        ys = [v for v in every if v not in xs and sum(v in place for place in places) > 1]
        dom, h, x = (call(w + n, *map(term, xs), C) for w in ("dom", "h", "x"))
        tried = call("try" + n, *map(term, [*xs, *ys]), C)
        for way in self.candidates(p, ys, [*xs, *ys], true=True):
            self.rule(tried, dom, *way)
        when, own, level = self.condition(p, [*bound, *ys]), "c(R,O,Z,W,E,Q)", f"level({RANK[e.standard]},O,S,Z)"
        self.ask(when, tried, level, at=own)
        answers = [self.opened(u, [*bound, *ys]) for u in unless]
        for answer in answers:
            self.ask(answer, tried, at=OTHER)
        self.rule(h, tried, level, self.at("t", when, own), *("not " + self.at("h", a, OTHER) for a in answers))
        if getattr(e, "burden", "respondent") == "respondent":
            self.rule(x, dom)
        elif not ys:
            self.ask(when, dom)
            self.rule(x, dom, self.at("f", when))
            for answer in answers:
                self.rule(x, dom, self.at("h", answer, OTHER))
        return n, xs

    # --- definitions

    def meaning(self, m: Meaning) -> None:
        n, head = f"n{next(self.number)}", self.part(m.definition.concludes)
        name, what = self.name(head), fill(head.terms)
        s, event, heads = self.symbol(name), self.event(name), list(head.names)
        dom = call("def" + n, *map(term, heads), C)
        true, false = f"ct{s}({what},{C},{n})", f"cf{s}({what},{C},{n})"
        if not event:
            self.rule(f"app{s}({what},{C},{n})", f"defask{s}({what},{C})")
        for stretch in m.span.sure:
            covered = ["W = w(F,L)", f"{stretch.first} <= F", f"L <= {stretch.last}"]
            self.rule(dom, f"app{s}({what},{C},{n})", *covered)
        clauses = [self.clause(e, heads) for e in m.exceptions.values()]
        for clause in clauses:
            self.ask(clause, dom, at=OTHER)
            self.rule(false if not m.definition.open else f"defeated{n}({what},{C})", dom, self.at("h", clause, OTHER))
        answered = [w for c in clauses for w in ("not " + self.at("h", c, OTHER), self.at("x", c, OTHER))]
        for standard in range(5):
            if m.cap >> standard & 1:
                self.rule(f"cap{n}({standard})")
        for reading, c in m.alternatives():
            p, chosen = self.part(c), self.chosen(m.position, reading)
            node = self.condition(p, heads, dated=event)
            self.ask(node, dom, *chosen)
            self.rule(true, dom, *chosen, self.at("t", node), *answered, f"cap{n}(S)")
            if not m.definition.open:
                self.rule(false, dom, *chosen, self.at("f", node))
            must = [self.sayable(a, heads) for a in spine(p) if self.name(a) in self.predicates]
            self.rule(f"may{s}({what})", *dict.fromkeys(must), *(call("thing", term(v)) for v in heads))
            for places in self.datings(self.name(first_of(p))) if event else ():
                date = self.dating(first_of(p), places)
                self.rule(f"app{s}({what},{C},{n})", f"defask{s}({what},{C})", date, *chosen)
                self.rule(self.dating(head, fixed(head, first_of(p), places)), date, *chosen)

    def datings(self, name: str) -> list[Places]:
        """Give the places of an event on which its dates may turn: all, or those that its dating atoms fill."""
        found = [tuple(range(len(self.predicates[name].roles)))]
        for m in self.book.meanings:
            head = self.part(m.definition.concludes)
            for first in (first_of(self.part(c)) for _, c in m.alternatives() if self.name(head) == name):
                found += [fixed(head, first, places) for places in self.datings(self.name(first))]
        return list(dict.fromkeys(found))

    def dating(self, p: Part, places: Places) -> str:
        """Name the dates of an event, by the places on which they turn."""
        name = f"date{self.symbol(self.name(p))}at{''.join(map(str, places))}"
        return call(name, *(term(p.terms[i]) for i in places), "E", "R")

    def chosen(self, position: str, reading: str | None) -> list[str]:
        return [] if reading is None else [f"chosen(R,{json.dumps(position)},{json.dumps(reading)})"]

    def word(self, name: str) -> None:
        """Write how a predicate is heard: evidence for a type counts for wider types and against disjoint ones."""
        s, defined = self.ids[name], DEFINED if name in self.defined else ""
        if self.event(name):
            self.lines += [text.replace("~", s) for text in (EVENT, defined, decided("it", "if", s, "A,K,R,{},S"))]
            p = Part(the.Atom({name: {}}), tuple(f"${i}" for i in range(len(self.predicates[name].roles))), ())
            for places in self.datings(name):
                seen, ask = f"seen{s}({fill(p.terms)},R,O,S,W,P,E)", f"ask{s}({fill(p.terms)},R,O,S,W,P)"
                self.rule(seen, ask, self.dating(p, places))
            self.rule(self.dating(p, tuple(range(len(p.terms)))), f"said{s}({fill(p.terms)},E)", "run(R)")
        else:
            self.lines += [text.replace("~", s) for text in (STATE, defined, decided("st", "sf", s, "A,R,{},S,W"))]
            self.state(name)
        if not name.startswith("is_a:") and self.predicates[name].closed:
            until = self.evidence.listed_until.get(name)
            self.rule(f"closed{s}(w(F,L))", "win(w(F,L))", *([f"L <= {until}"] if until is not None else []))

    def state(self, name: str) -> None:
        s, narrower, wider, apart = self.ids[name], [name], [name], list[str]()
        if name.startswith("is_a:"):
            words, t = self.book.vocabulary, name[5:]
            narrower = [f"is_a:{o}" for o in self.types if t in words.supertypes(o)]
            wider, apart = ([f"is_a:{o}" for o in group(t)] for group in (words.supertypes, words.disjoint_with))
        ask, same, turned = f"ask{s}(A,R,O,S,W)", "c(R,O,S,W,none,none)", "c(R,1-O,S,W,none,none)"
        yes, no = f"yes{s}(A,R,O,S,W)", f"no{s}(A,R,O,S,W)"
        ways = (
            (yes, "for", "dt", same, narrower),
            (no, "against", "df", same, wider),
            (no, "for", "dt", turned, apart),
        )
        for head, side, word, at, group in ways:
            for other in group:
                n = self.ids[other]
                if other in self.spoken:
                    self.rule(head, ask, f"{side}{n}(A,K,S)", "covers(K,W)")
                if other in self.defined:
                    self.rule(f"defask{n}(A,{at})", ask)
                if other in self.defined and (word == "dt" or not self.circular(name)):
                    self.rule(head, ask, f"{word}{n}(A,{at})")

    def circular(self, name: str) -> bool:
        """Tell whether a predicate depends on itself; then it follows from the bottom up, and is never false."""
        seen, queue = set[str](), [name]
        while queue:
            here = queue.pop()
            for m in self.book.meanings:
                if self.name(self.part(m.definition.concludes)) == here:
                    asked = [c for _, c in m.alternatives()]
                    more = {self.name(self.part(a)) for c in asked for a, _ in the.atoms(c)} - seen
                    seen, queue = seen | more, [*queue, *more]
        return name in seen

    # --- norms

    def norm(self, number: int, rule: Rule, period: Window) -> None:
        n, who = str(number), term(rule.norm.bearer.var)
        trigger = self.part(rule.elements[rule.norm.trigger].when)
        s, what, mine = self.symbol(self.name(trigger)), fill(trigger.terms), [*map(term, trigger.names)]
        cand, ctx = call("cand" + n, *mine, "E", "R"), call("ctx" + n, *mine, C)
        finding, hearing = f"f({n},{call('b', *mine)},E)", "h(R,O,S)"
        heard = [f"heard({finding},{hearing})", ctx]
        self.rule(f"norm({n})")
        for word, stretches in (("sure", rule.span.sure), ("possible", rule.span.possible)):
            for stretch in stretches:
                self.rule(f"{word}({n},{stretch.first},{stretch.last})")
        for places in self.datings(self.name(trigger)):
            self.rule(
                cand,
                self.sayable(trigger, trigger.names),
                self.dating(trigger, places),
                *(call("named", v) for v in mine),
            )
        self.rule(f"aski{s}({what},E,R,1,0)", cand)
        self.rule(ctx, cand, f"part({n},E,W)", "hearing(O)", "standard(S)", f"Q = q({s},{what},E)")
        self.rule(heard[0], cand, f"it{s}({what},E,R,1,0)", "hearing(O)", "standard(S)")
        self.rule(f"bearer({finding},{who})", heard[0])
        for i, name in enumerate(rule.norm.elements):
            self.rule(f"element({n},{i})")
            element = rule.elements[name]
            for reading, c in alternatives(element.when, element.readings):
                chosen = self.chosen(rule.position(name), reading)
                p = trigger if name == rule.norm.trigger else self.part(c)
                node = self.condition(p, trigger.names, element.may_follow, name == rule.norm.trigger)
                self.ask(node, ctx, *chosen)
                for value, word in enumerate("ft"):
                    self.rule(f"is({finding},{hearing},e({i}),{value})", *heard, *chosen, self.at(word, node))
        for i, e in enumerate(rule.exceptions.values()):
            self.rule(f"exception({n},{i})")
            node = self.clause(e, trigger.names)
            self.ask(node, ctx, at=OTHER)
            self.rule(f"holds({finding},{hearing},{i})", *heard, self.at("h", node, OTHER))
            self.rule(f"excluded({finding},{hearing},{i})", *heard, self.at("x", node, OTHER))
        self.bearer(n, rule, who, ctx, period)
        for value, word in enumerate("ft"):
            self.rule(f"is({finding},{hearing},bound,{value})", *heard, f"b{word}{n}({who},{C})")

    def bearer(self, n: str, rule: Rule, who: str, ctx: str, period: Window) -> None:
        """Write whom a norm binds, asked of who acted, and in the time of the case of those who did nothing."""
        bearer, dom, t, f = rule.norm.bearer, *(f"{w}{n}({who},{C})" for w in ("bd", "bt", "bf"))
        self.rule(dom, ctx)
        idle = f"c(0,O,S,w({period.first},{period.last}),none,none)"
        self.rule(f"asked({n},{who},{idle})", call("thing", who), "hearing(O)", "standard(S)")
        self.rule(f"bd{n}({who},{idle})", f"asked({n},{who},{idle})")
        self.rule(f"free({n},{who},{C})", f"asked({n},{who},{C})", f)
        kind, body = self.symbol(f"is_a:{bearer.type}"), [dom]
        self.rule(f"ask{kind}(a({who}),R,O,S,W)", dom)
        body.append(f"st{kind}(a({who}),R,O,S,W)")
        self.rule(f, dom, f"sf{kind}(a({who}),R,O,S,W)")
        if bearer.is_ is not None:
            body.append(f"{who} = {term(bearer.is_)}")
            self.rule(f, dom, f"{who} != {term(bearer.is_)}", f"not same({who},{term(bearer.is_)})")
        if bearer.is_not is not None:
            body += [f"{who} != {term(bearer.is_not)}", f"not same({who},{term(bearer.is_not)})"]
            self.rule(f, dom, f"{who} = {term(bearer.is_not)}")
        if bearer.bound_where is not None:
            node = self.condition(self.part(bearer.bound_where), [rule.norm.bearer.var])
            self.ask(node, dom)
            body.append(self.at("t", node))
            self.rule(f, dom, self.at("f", node))
        self.rule(t, *body)

    # --- the case

    def cases(self, runs: Sequence[dict[str, str]]) -> None:
        for r, run in enumerate(runs):
            self.rule(f"run({r})")
            for position, reading in run.items():
                self.rule(f"chosen({r},{json.dumps(position)},{json.dumps(reading)})")
        for thing in self.evidence.types:
            self.rule(call("thing", term(thing)))
        for thing in self.evidence.named:
            self.rule(call("named", term(thing)))
        for pair in self.evidence.possibly_same:
            a, b = map(term, pair)
            self.lines.append(f"same({a},{b}). same({b},{a}).")
        for (name, args, when), w in self.evidence.atoms.items():
            of_type = name == IS_A
            s = self.ids[f"is_a:{args[1]}" if of_type else name]
            k, what = day(when), fill(args[:1] if of_type else args)
            self.lines.append(f"when({k}). said{s}({what},{k}).")
            for word, mask in (("for", w.for_), ("against", w.against)):
                self.lines += [f"{word}{s}({what},{k},{i})." for i in range(5) if mask >> i & 1]
            for unit in {unit for unit, _ in w.quantities}:
                numbers = [self.scaled(number) for other, number in w.quantities if other == unit]
                u = json.dumps(unit)
                self.lines += [f"num({s},{what},{k},{u},1,{max(numbers)}). num({s},{what},{k},{u},0,{min(numbers)})."]
                self.lines += [f"qty(q({s},{what},{k}),{u},{number})." for number in numbers]


def names_of(clause: Clause) -> dict[str, None]:
    _, part, unless = clause
    found = dict(part.names)
    for inner in unless:
        found |= names_of(inner)
    return found


def first_of(p: Part) -> Part:
    """Give the first atom of a condition, whose dates an event that follows from it has."""
    return first_of(p.inner[0]) if p.inner else p


def fixed(head: Part, first: Part, places: Places) -> Places:
    """Give the places of a conclusion that its dating atom fills."""
    bound = {first.terms[i] for i in places}
    return tuple(i for i, t in enumerate(head.terms) if not the.is_var(t) or t in bound)


def decided(t: str, f: str, s: str, at: str) -> str:
    """Write how a dispute is decided: for who relies on the condition in their own hearing, against in the other."""
    own, other = at.format(1), at.format(0)
    return f"""
{t}{s}({own}) :- yes{s}({own}). {f}{s}({own}) :- no{s}({own}), not yes{s}({own}).
{f}{s}({other}) :- no{s}({other}). {t}{s}({other}) :- yes{s}({other}), not no{s}({other}).
"""
