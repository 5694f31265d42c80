"""Random rulebooks and cases with every feature of the language, from any source of choices."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Any, Protocol, TypeVar

from sanctioncheck.model import condition as the
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Distinct, NotOf, atoms, variables
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.form import normal_form, unguarded
from sanctioncheck.model.norm import (
    Bearer,
    Citation,
    Defeater,
    Definition,
    Element,
    ExceptionClause,
    InForce,
    Norm,
    Provision,
    Reading,
    clause_variables,
)
from sanctioncheck.model.rulebook import Meaning, Policy, Position, Rule, Rulebook, alternatives
from sanctioncheck.model.time import EVER, THROUGHOUT, Span, span
from sanctioncheck.model.truth import FULL, RANK, STANDARDS, up_to
from tests.spec.words import BASE, DERIVED, ENTITIES, LONG, STRETCHES, UNTIL, VOCABULARY, WHENS

T = TypeVar("T")
NOWHERE = Citation(instrument="Nowhere")
SAID: dict[str, Any] = {"gist": "it is so", "citation": NOWHERE}
ROLES = {name: tuple(predicate.roles) for name, predicate in VOCABULARY.predicates.items()}


class Chooser(Protocol):
    """A source of choices: Hypothesis, which shrinks, or a seeded generator, which is fast."""

    def pick(self, options: Sequence[T]) -> T: ...


class Seeded:
    """Choices from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, options: Sequence[T]) -> T:
        return self._random.choice(options)


@dataclass
class Author:
    """Writes one random rulebook and case."""

    choose: Chooser
    positions: dict[str, Position] = field(default_factory=dict)
    types_allowed: bool = True

    def chance(self, one_in: int) -> bool:
        return self.choose.pick(range(one_in)) == one_in - 1

    # --- conditions

    def atom(self, names: Sequence[str], words: Sequence[str]) -> Atom:
        word = self.choose.pick(words)
        if self.types_allowed and (word.startswith("is_a:") or self.chance(8)):
            kind = word[5:] if word.startswith("is_a:") else self.choose.pick([*VOCABULARY.types][1:])
            return Atom({"is_a": {"thing": self.choose.pick(names), "type": kind}})
        roles = {role: self.choose.pick(names) for role in ROLES[word] if not self.chance(9)}
        return Atom({word: roles or {ROLES[word][0]: self.choose.pick(names)}})

    def condition(self, names: Sequence[str], words: Sequence[str], depth: int = 2) -> Any:
        kind = self.choose.pick(["atom"] * 4 + ["all", "any", "any", "not", "listing", "computed", "computed"])
        if depth == 0 or kind == "atom":
            return self.atom(names, words)
        if kind in ("all", "any"):
            parts = tuple(self.condition(names, words, depth - 1) for _ in range(self.choose.pick([2, 2, 3])))
            return AllOf(all=parts) if kind == "all" else AnyOf(any=parts)
        if kind == "not":
            return NotOf(not_=self.condition(names, words, depth - 1))
        return self.listing(names, words) if kind == "listing" else self.computed(names)

    def listing(self, names: Sequence[str], words: Sequence[str]) -> Any:
        """Write that one of those on a list is so: false where nobody on the list is."""
        variable = self.choose.pick(["$Q", next((n for n in reversed(names) if n.startswith("$")), "$Q")])
        listed = self.choose.pick([{"c1": {"a": variable}}, {"c2": {"a": self.choose.pick(names), "b": variable}}])
        if self.chance(5):
            return AllOf(all=(AnyOf(any=(Atom(listed), Atom({"c1": {"a": variable}}))), self.atom([variable], words)))
        return AllOf(all=(Atom(listed), self.atom([variable, variable, *names], words)))

    def computed(self, names: Sequence[str]) -> Any:
        kind = self.choose.pick(["distinct", "date", "quantity", "total", "share"])
        up = self.chance(2)
        if kind == "distinct":
            return Distinct(distinct=(self.choose.pick(names), self.choose.pick(names)))
        if kind == "date":
            day = self.choose.pick(["2020-02-01", "2020-03-10", "2021-06", "2022-01-01"])
            return the.DateOf(date=the.DateBounds(at_least=day) if up else the.DateBounds(at_most=day))
        # Mostly to the day and the ton what the evidence has: it is there that one too many or too few shows.
        number = Decimal(self.choose.pick([4, 10, 20, 60]))
        ends = {"at_least": number} if up else {"at_most": number}
        if kind == "quantity":
            return the.QuantityOf(quantity=the.Bounds(unit="tonnes", **ends))
        if kind == "total":
            word = self.choose.pick(["e1", "e2", "ec"])
            roles = {role: self.choose.pick([*names, "$T"]) for role in ROLES[word] if not self.chance(5)}
            roles = roles or {ROLES[word][0]: "$T"}
            where = self.condition([*names, *roles.values()], ("s1", "c1"), 0) if self.chance(3) else None
            within = self.choose.pick([None, the.Within(year=True), the.Within(days=400)])
            total = the.TotalBounds(of=Atom({word: roles}), unit="tonnes", where=where, within=within, **ends)
            return the.TotalOf(total=total)
        owner, owned = self.choose.pick(names), self.choose.pick(names)
        return the.ShareOf(share=the.ShareBounds(owner=owner, owned=owned, at_least=number))

    def guarded(self, condition: Any, bound: frozenset[str]) -> Any:
        """Add a positive atom for each variable that has none where it is bound."""
        while missing := list(dict.fromkeys(unguarded(normal_form(condition, VOCABULARY, bound)))):
            extra = [Atom(self.choose.pick([{w: {"a": v}} for w in ("s1", "c1", "s2")])) for v in missing]
            condition = AllOf(all=(condition, *extra))
        return condition

    def readable(self, names: Sequence[str], words: Sequence[str], bound: frozenset[str], own: str) -> dict[str, Any]:
        """Write one condition, or two readings: of a position of its own, or of one that stands elsewhere too."""

        def one() -> Any:
            return self.guarded(self.condition(names, words), bound)

        if not self.chance(5):
            return {"when": one()}
        default = self.choose.pick([None, "r1", "r2"])
        known = self.choose.pick([*self.positions.values()]) if self.positions and self.chance(2) else None
        if known is None and len(self.positions) >= 3:
            return {"when": one()}
        position, default = (known.id, known.default) if known else (own, default)
        readings = tuple(
            Reading(id=r, label=r, held_by=("somebody",), default=r == default, when=one()) for r in ("r1", "r2")
        )
        self.positions.setdefault(position, Position(position, readings))
        return {"readings": readings, "position": position}

    def clause(self, names: list[str], bound: frozenset[str], words: Sequence[str], depth: int = 0) -> Any:
        """Write an exception with what defeats it."""
        when = self.condition(names, words, self.choose.pick([0, 1]))
        more = self.choose.pick([0, 0, 1, 2]) if depth < 2 else 0
        unless = {f"u{i}": self.clause(names, bound, words, depth + 1) for i in range(more)}
        parts = {"when": when, "unless": unless, "standard": self.choose.pick(["balance", *STANDARDS]), **SAID}
        if depth:
            return self.guarded_clause(Defeater(**parts), bound)
        burden: Any = self.choose.pick(["respondent", "respondent", "claimant"])
        return self.guarded_clause(ExceptionClause(kind="defence", burden=burden, ask="is it so?", **parts), bound)

    def guarded_clause(self, made: Any, bound: frozenset[str]) -> Any:
        places = [set(variables(made.when)), *(set(clause_variables(u)) for u in made.unless.values())]
        both = [v for v in sorted(set().union(*places) - bound) if sum(v in p for p in places) > 1]
        extra = tuple(Atom({"s1": {"a": v}}) for v in both)
        when = AllOf(all=(made.when, *extra)) if extra else made.when
        inside = bound | set(both)
        unless = {k: self.guarded_clause(u, inside) for k, u in made.unless.items()}
        return made.model_copy(update={"when": self.guarded(when, inside), "unless": unless})

    # --- definitions

    def meaning(self, name: str, number: int, lower: Sequence[str]) -> Meaning:
        ident = f"{name.replace(':', '-').replace('_', '-')}-{number}"
        if name.startswith("is_a:"):
            concludes = Atom({"is_a": {"thing": "$A", "type": name[5:]}})
        else:
            concludes = Atom({name: dict(zip(ROLES[name], ("$A", "$B"), strict=False))})
        heads = [v for v in concludes.roles.values() if v.startswith("$")]
        bound = frozenset(heads)
        self.types_allowed = name == "d3"
        made = self.readable([*heads, *heads, "$Z", "x", "k"], lower, bound, f"p-{ident}")
        if "when" in made:
            made["when"] = self.complete(name, made["when"], heads)
        else:
            made["readings"] = tuple(
                r.model_copy(update={"when": self.complete(name, r.when, heads)}) for r in made["readings"]
            )
        names = [*heads, "$Y", "y"]
        exceptions = {f"x{i}": self.clause(names, bound, lower) for i in range(self.choose.pick([0, 0, 0, 1]))}
        self.types_allowed = True
        bridge = self.chance(5)
        definition = Definition(
            id=ident, concludes=concludes, gist="so", open=bridge or self.chance(4), exceptions=exceptions, **made
        )
        cap = up_to(RANK["reasonable-grounds"]) if bridge else FULL
        time = EVER if self.chance(2) else self.span()
        return Meaning(ident, "somewhere", definition, exceptions, span=time, cap=cap, bridge=bridge)

    def complete(self, name: str, condition: Any, heads: Sequence[str]) -> Any:
        """Begin with an event where one is concluded, name every head, and let `d2` and `d4` depend on themselves."""
        parts = [condition]
        if name == "de":
            others = [{"e1": {"by": "$Z", "to": "$Z"}}, {"e2": {"by": "$A", "it": "$B"}}]
            dating = self.choose.pick([*({"e1": {"by": "$A", "to": t}} for t in ("x", "$Z", "$Z", "$A")), *others])
            parts = [Atom(dating), condition]
        said = {v for part in parts for v in variables(part)}
        parts += [Atom({"s1": {"a": v}}) for v in heads if v not in said]
        whole = AllOf(all=tuple(parts)) if len(parts) > 1 else parts[0]
        if name == "d4" or (name == "d2" and self.chance(3)):
            step = Atom({self.choose.pick(["d2", "d2", "d4"]): {"a": "$A", "b": "$Z"}})
            whole = AnyOf(any=(whole, AllOf(all=(step, Atom({"s2": {"a": "$Z", "b": "$B"}})))))
        return self.guarded(whole, frozenset(heads))

    # --- norms

    def span(self) -> Span:
        first = self.choose.pick([*[STRETCHES[0]] * 8, *STRETCHES])
        return span([first, self.choose.pick(STRETCHES)]) if self.chance(4) else span([first])

    def rule(self, number: int, words: Sequence[str]) -> Rule:
        word = self.choose.pick(["e1", "e1", "e2", "de" if "de" in words else "ec"])
        others = {role: self.choose.pick(["$T", "$T", "$T", "x", "$S"]) for role in ROLES[word][1:]}
        trigger = Atom({word: {"by": "$S", **others}})
        bound = frozenset(variables(trigger))
        elements = {"trigger": Element(ask="was it?", when=trigger)}
        for i in range(self.choose.pick([0, 1, 1, 2])):
            names = [*sorted(bound), "$S", f"$L{i}", "y", "k"]
            made = self.readable(names, words, bound, f"q-{number}-{i}")
            elements[f"el-{i}"] = Element(ask="was it?", may_follow=self.chance(4), **made)
        exceptions = {
            f"ex-{i}": self.clause([*sorted(bound), "$S", f"$X{i}", "y"], bound, words)
            for i in range(self.choose.pick([0, 1, 1, 2, 2]))
        }
        norm = Norm(
            id=f"n{number}",
            title="norm",
            modality="prohibition",
            bearer=self.bearer(),
            trigger="trigger",
            per=("$S",),
            elements=tuple(elements),
            exceptions=tuple(exceptions),
        )
        provision = Provision(
            provision=f"made.up/{number}",
            title="made up",
            force="binding",
            verb="decides",
            mark="V",
            in_force=(InForce(from_="2000"),),
            elements=elements,
            exceptions=exceptions,
            norms=(norm,),
            **SAID,
        )
        return Rule(f"{provision.provision}#{norm.id}", provision, norm, elements, exceptions, self.span())

    def bearer(self) -> Bearer:
        wheres = [{"c1": {"a": "$S"}}, {"c2": {"a": "$S"}}, {"c2": {"a": "$S", "b": "$P"}}]
        where = Atom(self.choose.pick(wheres))
        bound_where = self.choose.pick([*[None] * 16, where, where, NotOf(not_=Atom({"c1": {"a": "$S"}}))])
        is_ = self.choose.pick([*[None] * 24, "x"])
        is_not = self.choose.pick([*[None] * 16, "y"])
        kind = self.choose.pick(["thing", "thing", "actor", "actor", "state"])
        return Bearer(var="$S", type=kind, is_=is_, is_not=is_not, bound_where=bound_where)

    def rulebook(self) -> Rulebook:
        meanings: list[Meaning] = []
        words = ["e1", "s1", *(word for word in BASE if self.chance(2))]
        for name in DERIVED:
            numbers = range(self.choose.pick([0, 0, 1, 1, 2]))
            meanings += [self.meaning(name, number, tuple(words)) for number in numbers]
            if name == "d2" and numbers and self.chance(5):
                meanings.append(self.meaning("d4", 0, tuple(words)))
            follows = any("d2" in map(word_of, atoms_in(c for _, c in m.alternatives())) for m in meanings)
            words += [name] * min(2 * len(numbers), 2)
            words += ["d2"] * (6 if name == "d2" and follows else 0)
        rules = tuple(self.rule(i, words) for i in range(self.choose.pick([1, 1, 2])))
        policy = Policy("made-up", "reasonable-grounds", {}, {}, "")
        places = dict(self.positions)
        return Rulebook("made-up", "1", 1, "", VOCABULARY, rules, tuple(meanings), places, (), (), {}, {}, policy)

    # --- cases

    def weighed(self, word: str) -> Weighed:
        kind = self.choose.pick(["for", "for", "for", "against", "disputed"])
        for_ = 0 if kind == "against" else up_to(self.choose.pick([0, 1, 2, 2, 3, 4]))
        against = 0 if kind == "for" else up_to(self.choose.pick([0, 1, 2, 3, 4]))
        unit = "percent" if word == "owns" else self.choose.pick(["tonnes", "tonnes", "barrels"])
        numbers = [Decimal(self.choose.pick([4, 10, 20, 60])) for _ in range(self.choose.pick([0, 1, 2]))]
        return Weighed(for_, against, tuple((unit, number) for number in numbers))

    def key(self, word: str, args: Sequence[str]) -> Key:
        """Date something: events anywhere, what lasts mostly at all times."""
        if word == "is_a":
            return Key(word, tuple(args), self.choose.pick([THROUGHOUT, *LONG]))
        event = VOCABULARY.predicates[word].kind == "event"
        return Key(word, tuple(args), self.choose.pick(WHENS if event else LONG))

    def anything(self) -> Key:
        word = self.choose.pick([*BASE, "owns", "is_a"])
        if word == "is_a":
            return self.key(word, (self.choose.pick(["k", *ENTITIES]), self.choose.pick(["arms", "item", "service"])))
        return self.key(word, [self.choose.pick([*ENTITIES]) for _ in ROLES[word]])

    def instance_of(self, atom: Atom, env: dict[str, str]) -> Key:
        """Fill an atom of a rule with things."""
        filled = {role: env.get(term) or (term if term in ENTITIES else None) for role, term in atom.roles.items()}
        if atom.predicate == "is_a":
            kind = self.choose.pick([*[atom.roles["type"]] * 6, *VOCABULARY.types])
            return self.key("is_a", (filled["thing"] or self.choose.pick([*ENTITIES]), kind))
        args = [filled.get(role) or self.choose.pick([*ENTITIES]) for role in ROLES[atom.predicate]]
        return self.key(atom.predicate, args)

    def chains(self, book: Rulebook) -> dict[Key, Weighed]:
        """Link things one after the other, where rules follow chains."""
        made = {}
        follows = [m.definition.concludes.predicate == "d2" for m in book.meanings]
        order = self.choose.pick([*permutations(ENTITIES)])
        for left, right in pairwise(order):
            if any(follows) and self.chance(2):
                made[self.key("s2", (left, right))] = Weighed(up_to(self.choose.pick([1, 3, 4])), 0)
            if self.chance(4):
                percent = (("percent", Decimal(self.choose.pick([40, 60, 100]))),)
                made[Key("owns", (left, right), THROUGHOUT)] = Weighed(up_to(self.choose.pick([1, 3, 4])), 0, percent)
        return made

    def evidence(self, book: Rulebook) -> Evidence:
        """Write evidence, most of it about what the rules ask of two actors."""
        declared = {Key("is_a", pair, THROUGHOUT): Weighed(FULL, 0) for pair in ENTITIES.items()}
        made: dict[Key, Weighed] = dict(declared)
        env = self.choose.pick(
            [{"$S": a, "$A": a, "$T": b, "$B": b} for a in ("x", "x", "x", "y", "y", "o") for b in ENTITIES]
        )
        triggers, asked, defining = [list(atoms_in(conditions)) for conditions in conditions_of_book(book)]
        for trigger in [triggers[0], *triggers]:
            openers = [atom for atom in defining if atom.predicate == "e1"] if trigger.predicate == "de" else []
            opener = self.choose.pick([trigger, *openers])
            made[self.instance_of(opener, env)] = Weighed(up_to(self.choose.pick([1, 3, 4])), 0)
        for name in ENTITIES:
            if not self.chance(3):
                made[Key("c1", (name,), self.choose.pick(LONG))] = Weighed(FULL, 0)
        for _ in range(self.choose.pick([6, 10, 14, 20])):
            aim = self.choose.pick([asked, asked, defining, []])
            key = self.instance_of(self.choose.pick(aim), env) if aim else self.anything()
            made[key] = self.weighed(key.predicate)
        made |= self.chains(book)
        made |= {key: Weighed(FULL, made[key].against) for key in declared}
        named = frozenset(t for t in ENTITIES if not self.chance(12))
        same = frozenset({frozenset(self.choose.pick([("x", "y"), ("x", "k"), ("o", "y")]))} if self.chance(3) else ())
        lists = {name: self.choose.pick(UNTIL) for name in ("c1", "c2", "ec") if self.chance(4)}
        return Evidence(made, dict(ENTITIES), named, same, lists)


def word_of(atom: Atom) -> str:
    return atom.predicate


def atoms_in(conditions: Iterable[Any]) -> Iterator[Atom]:
    return (atom for condition in conditions for atom, _ in atoms(condition))


def conditions_of_book(book: Rulebook) -> tuple[list[Any], list[Any], list[Any]]:
    """Give the triggers, the conditions of other elements and of exceptions, and those of definitions."""
    triggers, asked, defining = [], [], []
    for rule in book.rules:
        triggers.append(rule.elements[rule.norm.trigger].when)
        for name, element in rule.elements.items():
            asked += [c for _, c in alternatives(element.when, element.readings) if name != rule.norm.trigger]
        asked += [c for clause in rule.exceptions.values() for c in conditions_of(clause)]
    for meaning in book.meanings:
        defining += [c for _, c in meaning.alternatives()]
        defining += [c for clause in meaning.exceptions.values() for c in conditions_of(clause)]
    return triggers, asked, defining


def conditions_of(clause: Any) -> list[Any]:
    """Give the conditions of an exception and of all that is nested in it."""
    return [clause.when, *(c for inner in clause.unless.values() for c in conditions_of(inner))]


def made_up(choose: Chooser) -> tuple[Rulebook, Evidence]:
    """Give one random rulebook with one random body of evidence."""
    author = Author(choose)
    book = author.rulebook()
    return book, author.evidence(book)
