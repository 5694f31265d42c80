"""Random rulebooks and cases with every feature of the language, from any source of choices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from sanctioncheck.model.condition import (
    AllOf, AnyOf, Atom, Bounds, DateBounds, DateOf, Distinct, NotOf, QuantityOf, ShareBounds, ShareOf, TotalBounds,
    TotalOf, Within, variables,
)
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.form import normal_form, unguarded
from sanctioncheck.model.norm import (
    Bearer, Citation, Defeater, Definition, Element, ExceptionClause, InForce, Norm, Provision, Reading, clause_variables,
)
from sanctioncheck.model.rulebook import Meaning, Policy, Position, Rule, Rulebook
from sanctioncheck.model.time import (
    EVER, LATEST, THROUGHOUT, Force, Span, When, Window, lasting, parse_date, point, span,
)
from sanctioncheck.model.truth import RANK, STANDARDS, up_to
from sanctioncheck.model.vocabulary import Predicate, Type, Vocabulary

T = TypeVar("T")


class Chooser(Protocol):
    """A source of choices: Hypothesis, which shrinks, or a seeded generator, which is fast."""

    def pick(self, options: Sequence[T]) -> T: ...


class Seeded:
    """Choices from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, options: Sequence[T]) -> T:
        return self._random.choice(options)


def _type(label: str, *wider: str) -> Type:
    return Type(label=label, is_a=wider, declarable=True)


def _predicate(kind: Any, closed: bool = False, **roles: str) -> Predicate:
    return Predicate(roles=roles, kind=kind, closed=closed, say="it is so", ask="is it so?")


VOCABULARY = Vocabulary(
    types={
        "thing": _type("thing"), "actor": _type("actor", "thing"), "state": _type("State", "actor"),
        "org": _type("organisation", "actor"), "item": _type("item", "thing"), "arms": _type("arms", "item"),
        "service": _type("service", "thing"),
    },
    disjoint=(("actor", "item", "service"), ("state", "org")),
    predicates={
        "e1": _predicate("event", by="actor", to="actor"),
        "e2": _predicate("event", by="actor", it="thing"),
        "ec": _predicate("event", closed=True, by="actor"),
        "s1": _predicate("state", a="thing"),
        "s2": _predicate("state", a="thing", b="thing"),
        "c1": _predicate("state", closed=True, a="thing"),
        "c2": _predicate("state", closed=True, a="thing", b="thing"),
        "owns": _predicate("state", owner="actor", owned="actor"),
        "d1": _predicate("state", a="thing"),
        "d2": _predicate("state", a="thing", b="thing"),
        "de": _predicate("event", by="actor", it="thing"),
        "d3": _predicate("state", a="thing"),
    },
)
BASE = ("e1", "e2", "ec", "s1", "s2", "c1", "c2")
DERIVED = ("d1", "d2", "de", "is_a:arms", "d3")
ENTITIES = {"x": "state", "y": "state", "o": "org", "k": "item"}
DAYS = [parse_date(t) for t in ("2019", "2020-02-01", "2020-03-10", "2021", "2021-06", "2022-01-01", "2023")]
WHENS: list[When] = [
    *(point(w) for w in DAYS),
    point(Window(DAYS[1].first, DAYS[4].last)),
    lasting(DAYS[0], DAYS[5]), lasting(DAYS[1], DAYS[3]), lasting(DAYS[3], DAYS[3]), lasting(DAYS[2], DAYS[6]),
    lasting(DAYS[1], Window(LATEST, LATEST)), THROUGHOUT,
]
LONG: list[When] = [THROUGHOUT, THROUGHOUT, lasting(DAYS[0], Window(LATEST, LATEST)), *WHENS]
STRETCHES = [
    Force(Window(DAYS[0].first, LATEST), Window(DAYS[0].first, LATEST)),
    Force(Window(DAYS[2].first, DAYS[4].last), Window(DAYS[2].first, DAYS[4].last)),
    Force(Window(DAYS[2].first, DAYS[3].last), Window(DAYS[1].first, LATEST)),
    Force(Window(DAYS[5].first, LATEST), Window(DAYS[5].first, LATEST)),
]
NOWHERE = Citation(instrument="Nowhere")


@dataclass
class Author:
    """Writes one random rulebook and case."""

    choose: Chooser
    positions: dict[str, Position] = field(default_factory=dict)

    def chance(self, one_in: int) -> bool:
        return self.choose.pick(range(one_in)) == one_in - 1

    def atom(self, names: Sequence[str], words: Sequence[str], known: Sequence[str]) -> Any:
        word = self.choose.pick(words)
        if self.types_allowed and (word.startswith("is_a:") or self.chance(8)):
            kind = word[5:] if word.startswith("is_a:") else self.choose.pick([*VOCABULARY.types][1:])
            return Atom({"is_a": {"thing": self.choose.pick(names), "type": kind}})
        roles = {r: self.choose.pick(names) for r in VOCABULARY.predicates[word].roles if not self.chance(9)}
        if not roles:
            roles = {next(iter(VOCABULARY.predicates[word].roles)): self.choose.pick(names)}
        return Atom({word: roles})

    types_allowed = True

    def condition(self, names: Sequence[str], words: Sequence[str], depth: int = 2) -> Any:
        kind = self.choose.pick(["atom", "atom", "atom", "all", "any", "any", "not", "other"])
        if depth == 0 or kind == "atom":
            return self.atom(names, words, names)
        if kind in ("all", "any"):
            parts = tuple(self.condition(names, words, depth - 1) for _ in range(self.choose.pick([2, 2, 3])))
            return AllOf(all=parts) if kind == "all" else AnyOf(any=parts)
        if kind == "not":
            return NotOf(not_=self.condition(names, words, depth - 1))
        return self.computed(names, words)

    def computed(self, names: Sequence[str], words: Sequence[str]) -> Any:
        kind = self.choose.pick(["distinct", "date", "quantity", "total", "share"])
        up = self.chance(2)
        if kind == "distinct":
            return Distinct(distinct=(self.choose.pick(names), self.choose.pick(names)))
        if kind == "date":
            day = self.choose.pick(["2020", "2020-03-10", "2021-06-15", "2022-01"])
            return DateOf(date=DateBounds(at_least=day) if up else DateBounds(at_most=day))
        number = Decimal(self.choose.pick([5, 10, 30, 50]))
        ends = {"at_least": number} if up else {"at_most": number}
        if kind == "quantity":
            return QuantityOf(quantity=Bounds(unit="tonnes", **ends))
        if kind == "total":
            word = self.choose.pick(["e1", "e2", "ec"])
            roles = {r: self.choose.pick([*names, "$T"]) for r in VOCABULARY.predicates[word].roles}
            where = self.condition([*names, *roles.values()], ("s1", "c1"), 0) if self.chance(3) else None
            within = self.choose.pick([None, Within(year=True), Within(days=400)])
            return TotalOf(total=TotalBounds(of=Atom({word: roles}), unit="tonnes", where=where, within=within, **ends))
        return ShareOf(share=ShareBounds(owner=self.choose.pick(names), owned=self.choose.pick(names), at_least=number))

    def guarded(self, condition: Any, bound: frozenset[str]) -> Any:
        """Add a positive atom for each variable that has none where it is bound."""
        while missing := list(dict.fromkeys(unguarded(normal_form(condition, VOCABULARY, bound)))):
            extra = [self.choose.pick([Atom({"s1": {"a": v}}), Atom({"c1": {"a": v}}), Atom({"s2": {"a": v}})])
                     for v in missing]
            condition = AllOf(all=(condition, *extra))
        return condition

    def readable(self, names: Sequence[str], words: Sequence[str], bound: frozenset[str], position: str) -> dict[str, Any]:
        def one() -> Any:
            return self.guarded(self.condition(names, words), bound)

        if not self.chance(4) or len(self.positions) >= 3:
            return {"when": one()}
        default = self.choose.pick([None, "r1", "r2"])
        readings = tuple(
            Reading(id=r, label=r, held_by=("somebody",), default=r == default, when=one()) for r in ("r1", "r2"))
        self.positions[position] = Position(position, readings)
        return {"readings": readings, "position": position}

    def clause(self, names: list[str], bound: frozenset[str], words: Sequence[str], top: bool, depth: int = 0) -> Any:
        when = self.condition(names, words, 1)
        more = self.choose.pick([0, 0, 1, 2]) if depth < 2 else 0
        unless = {f"u{i}": self.clause(names, bound, words, False, depth + 1) for i in range(more)}
        standard = self.choose.pick(["balance", *STANDARDS])
        made: Any
        if top:
            made = ExceptionClause(
                kind="defence", burden=self.choose.pick(["respondent", "respondent", "claimant"]), standard=standard,
                citation=NOWHERE, gist="it is so", ask="is it so?", when=when, unless=unless)
        else:
            made = Defeater(citation=NOWHERE, gist="it is so", standard=standard, when=when, unless=unless)
        return self.guard_clause(made, bound)

    def guard_clause(self, made: Any, bound: frozenset[str]) -> Any:
        places = [set(variables(made.when)), *(set(clause_variables(u)) for u in made.unless.values())]
        both = [v for v in sorted(set().union(*places) - bound) if sum(v in p for p in places) > 1]
        extra = tuple(Atom({"s1": {"a": v}}) for v in both)
        when = AllOf(all=(made.when, *extra)) if extra else made.when
        inside = bound | set(both)
        unless = {k: self.guard_clause(u, inside) for k, u in made.unless.items()}
        return made.model_copy(update={"when": self.guarded(when, inside), "unless": unless})

    def meaning(self, name: str, number: int, lower: Sequence[str]) -> Meaning:
        ident = f"{name.replace(':', '-').replace('_', '-')}-{number}"
        if name.startswith("is_a:"):
            head_roles = {"thing": "$A", "type": name[5:]}
            concludes = Atom({"is_a": head_roles})
        else:
            order = list(VOCABULARY.predicates[name].roles)
            concludes = Atom({name: dict(zip(order, ("$A", "$B"), strict=False))})
        heads = [v for v in concludes.roles.values() if v.startswith("$")]
        bound = frozenset(heads)
        names = [*heads, *heads, "$Z", "x", "k"]
        self.types_allowed = name == "d3"
        made = self.readable(names, lower, bound, f"p-{ident}")

        def complete(condition: Any) -> Any:
            parts: list[Any] = [condition]
            if name == "de":
                dating = Atom({"e1": {"by": "$A", "to": self.choose.pick(["x", "$Z", "$Z", "$A"])}})
                parts = [dating, condition]
            missing = [v for v in heads if v not in variables(AllOf(all=tuple(parts)))]
            parts += [Atom({"s1": {"a": v}}) for v in missing]
            if name == "d2" and self.chance(2):
                step = [Atom({"d2": {"a": "$A", "b": "$Z"}}), Atom({"s2": {"a": "$Z", "b": "$B"}})]
                parts = [AnyOf(any=(AllOf(all=tuple(parts)) if len(parts) > 1 else parts[0], AllOf(all=tuple(step))))]
            return self.guarded(AllOf(all=tuple(parts)) if len(parts) > 1 else parts[0], bound)

        if "when" in made:
            made["when"] = complete(made["when"])
        else:
            made["readings"] = tuple(r.model_copy(update={"when": complete(r.when)}) for r in made["readings"])
            self.positions[made["position"]] = Position(made["position"], made["readings"])
        safe = [w for w in lower if w != name]
        exceptions = {f"x{i}": self.clause([*heads, "$Z", "y"], bound, safe, True)
                      for i in range(self.choose.pick([0, 0, 0, 1]))}
        bridge = self.chance(5)
        definition = Definition(id=ident, concludes=concludes, gist="it is so", open=bridge or self.chance(4),
                                exceptions=exceptions, **made)
        return Meaning(ident, "somewhere", definition, exceptions,
                       span=EVER if self.chance(2) else self.span(),
                       cap=up_to(RANK["reasonable-grounds"]) if bridge else 31, bridge=bridge)

    def span(self) -> Span:
        first = self.choose.pick([STRETCHES[0], STRETCHES[0], *STRETCHES])
        return span([first, self.choose.pick(STRETCHES)]) if self.chance(4) else span([first])

    def rule(self, number: int, words: Sequence[str]) -> Rule:
        word = self.choose.pick(["e1", "e2", "de", "ec"])
        order = list(VOCABULARY.predicates[word].roles)
        roles = {order[0]: "$S", **{r: self.choose.pick(["$T", "$T", "x", "$S"]) for r in order[1:]}}
        trigger = Atom({word: roles})
        bound = frozenset(variables(trigger))
        elements = {"trigger": Element(ask="was it?", when=trigger)}
        self.types_allowed = True
        for i in range(self.choose.pick([0, 1, 1, 2])):
            names = [*sorted(bound), "$S", f"$L{i}", "y", "k"]
            made = self.readable(names, words, bound, f"q-{number}-{i}")
            elements[f"el-{i}"] = Element(ask="was it?", may_follow=self.chance(5), **made)
        exceptions = {
            f"ex-{i}": self.clause([*sorted(bound), "$S", f"$X{i}", "y"], bound, words, True)
            for i in range(self.choose.pick([0, 0, 1, 1, 2]))
        }
        where = None
        if self.chance(4):
            where = self.guarded(self.choose.pick([
                Atom({"c1": {"a": "$S"}}), Atom({"c2": {"a": "$S"}}), NotOf(not_=Atom({"c1": {"a": "$S"}})),
            ]), bound)
        bearer = Bearer(var="$S", type=self.choose.pick(["thing", "actor", "state"]),
                        is_=self.choose.pick([*[None] * 6, "x"]), is_not=self.choose.pick([*[None] * 6, "y"]),
                        bound_where=where)
        norm = Norm(id=f"n{number}", title="norm", modality="prohibition", bearer=bearer, trigger="trigger",
                    per=("$S",), elements=tuple(elements), exceptions=tuple(exceptions))
        provision = Provision(provision=f"made.up/{number}", title="made up", citation=NOWHERE, gist="made up",
                              force="binding", verb="decides", mark="V", in_force=(InForce(from_="2000"),),
                              elements=elements, exceptions=exceptions, norms=(norm,))
        return Rule(f"{provision.provision}#{norm.id}", provision, norm, elements, exceptions, self.span())

    def rulebook(self) -> Rulebook:
        meanings: list[Meaning] = []
        words: list[str] = list(BASE)
        for name in DERIVED:
            for number in range(self.choose.pick([0, 1, 1, 2])):
                meanings.append(self.meaning(name, number, tuple(words)))
            words.append(name)
        rules = tuple(self.rule(i, (*words, "d1", "d2")) for i in range(self.choose.pick([1, 1, 2])))
        return Rulebook("made-up", "1", 1, "", VOCABULARY, rules, tuple(meanings), dict(self.positions), (), (), {}, {},
                        Policy("made-up", "reasonable-grounds", {}, {}, ""))

    def mask(self) -> int:
        return up_to(self.choose.pick([-1, 0, 1, 1, 2, 3, 4]))

    def evidence(self) -> Evidence:
        types = dict(ENTITIES)
        atoms: dict[Key, Weighed] = {
            Key("is_a", (name, kind), THROUGHOUT): Weighed(31, 0) for name, kind in types.items()
        }
        things = list(types)
        for _ in range(self.choose.pick([6, 12, 20, 30])):
            word = self.choose.pick([*BASE, "e1", "e2", "s1", "owns", "is_a", *(d for d in DERIVED if ":" not in d)])
            if word == "is_a":
                key = Key("is_a", (self.choose.pick(["k", "k", *things]), self.choose.pick(["arms", "item", "service"])), THROUGHOUT)
            else:
                args = tuple(self.choose.pick(things) for _ in VOCABULARY.predicates[word].roles)
                event = VOCABULARY.predicates[word].kind == "event"
                key = Key(word, args, self.choose.pick(WHENS if event else LONG))
            unit = "percent" if word == "owns" else self.choose.pick(["tonnes", "tonnes", "barrels"])
            numbers = tuple((unit, Decimal(self.choose.pick([4, 10, 20, 60]))) for _ in range(self.choose.pick([0, 1, 2])))
            for_, against = self.mask(), self.mask() if self.chance(3) else 0
            if for_ | against:
                atoms[key] = Weighed(for_, against, numbers)
        named = frozenset(t for t in things if not self.chance(8))
        same = frozenset({frozenset(("x", "y"))}) if self.chance(5) else frozenset()
        return Evidence(atoms, types, named, same)


def made_up(choose: Chooser) -> tuple[Rulebook, Evidence]:
    """Give one random rulebook with one random body of evidence."""
    author = Author(choose)
    return author.rulebook(), author.evidence()
