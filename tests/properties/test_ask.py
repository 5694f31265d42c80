"""What `ask` finds, against every set of answers tried out one by one on small random cases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from sanctioncheck.engine.assess import Assessment, Court, assess, findings_of
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import moment_of
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.abduce import FRESH
from sanctioncheck.explain.settle import OPEN, Search, supposing
from sanctioncheck.explain.ways import Literal
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Distinct, NotOf, atoms
from sanctioncheck.model.evidence import Evidence, Key, Weighed, Weighing
from sanctioncheck.model.finding import Outcome, fold
from sanctioncheck.model.form import normal_form, unguarded
from sanctioncheck.model.norm import Bearer, Definition, Element, InForce, Norm, Provision, Reading
from sanctioncheck.model.rulebook import Meaning, Policy, Position, Rule, Rulebook, alternatives, symbol
from sanctioncheck.model.time import EVER, THROUGHOUT, Window, lasting, parse_date, point
from sanctioncheck.model.truth import FULL, state_at, up_to
from tests.spec.generate import SAID, Author, Seeded, conditions_of
from tests.spec.words import VOCABULARY

CASES = 1500
LARGEST = 3
"""The most answers in a set that is tried one by one; the search itself goes to four."""
WIDEST = 7
"""The most unknown atoms of a cell that is tried whole."""
RANK = 2
THINGS = {"x": "state", "k": "item"}
DAY = point(parse_date("2020-03-10"))
LASTS = lasting(DAY.begin, DAY.end)


class Small(Author):
    """Writes rulebooks of one norm about two things, with conditions on one thing at a time."""

    def small(self, names: list[str], words: list[str], depth: int = 2) -> Any:
        kind = self.choose.pick(["atom", "atom", "atom", "all", "any", "not", "listed", "distinct"])
        if depth == 0 or kind == "atom":
            word, term = self.choose.pick(words), self.choose.pick(names)
            return Atom({"is_a": {"thing": term, "type": "arms"}} if word == "arms" else {word: {"a": term}})
        if kind == "listed":
            return AllOf(all=(Atom({"c1": {"a": "$Q"}}), Atom({self.choose.pick(["s1", "d1"]): {"a": "$Q"}})))
        if kind == "distinct":
            return Distinct(distinct=(self.choose.pick(names[:2]), self.choose.pick(names[:2])))
        if kind == "not":
            return NotOf(not_=self.small(names, words, depth - 1))
        parts = tuple(self.small(names, words, depth - 1) for _ in range(2))
        return AllOf(all=parts) if kind == "all" else AnyOf(any=parts)

    def when(self, names: list[str], words: list[str], bound: frozenset[str]) -> Any:
        return self.guarded(self.small(names, words), bound)

    def condition(self, names: Any, words: Any, depth: int = 2) -> Any:
        return self.small(list(names), list(words), depth)

    def guarded(self, condition: Any, bound: frozenset[str]) -> Any:
        while missing := list(dict.fromkeys(unguarded(normal_form(condition, VOCABULARY, bound)))):
            extra = [Atom({self.choose.pick(["s1", "c1"]): {"a": v}}) for v in missing]
            condition = AllOf(all=(condition, *extra))
        return condition

    def meanings(self) -> Iterator[Meaning]:
        for name, below in (("d1", ["s1", "c1"]), ("d3", ["s1", "d1"])):
            for number in range(self.choose.pick([0, 1, 1, 2])):
                bound = frozenset({"$A"})
                condition = AllOf(all=(self.when(["$A", "x", "$Z"], below, bound), Atom({"s1": {"a": "$A"}})))
                exceptions = {"x": self.clause(["$A", "x"], bound, ["s1", "c1"])} if self.chance(4) else {}
                definition = Definition(
                    id=f"{name}-{number}", concludes=Atom({name: {"a": "$A"}}), gist="so", when=condition,
                    open=self.chance(3), exceptions=exceptions,
                )  # fmt: skip
                yield Meaning(definition.id, "somewhere", definition, exceptions, span=EVER, cap=FULL)

    def element(self, name: str, words: list[str]) -> Element:
        bound = frozenset({"$S"})

        def one() -> Any:
            return self.when(["$S", "x", f"$L{name}"], words, bound)

        if not self.chance(4):
            return Element(ask="was it?", when=one())
        readings = tuple(Reading(id=r, label=r, held_by=("somebody",), when=one()) for r in ("r1", "r2"))
        self.positions[name] = Position(name, readings)
        return Element(ask="was it?", readings=readings, position=name)

    def book(self) -> Rulebook:
        meanings = tuple(self.meanings())
        words = ["s1", "c1", "arms", *(m.definition.concludes.predicate for m in meanings)]
        elements = {"trigger": Element(ask="was it?", when=Atom({"e1": {"by": "$S", "to": "$S"}}))}
        elements |= {name: self.element(name, words) for name in self.choose.pick([["a"], ["a"], ["a", "b"]])}
        clauses = {"e": self.clause(["$S", "x", "$X"], frozenset({"$S"}), words)} if self.chance(3) else {}
        norm = Norm(
            id="n", title="norm", modality="prohibition", bearer=Bearer(var="$S", type="state"), trigger="trigger",
            per=("$S",), elements=tuple(elements), exceptions=tuple(clauses),
        )  # fmt: skip
        provision = Provision(
            provision="made.up/1", title="made up", force="binding", verb="decides", mark="V",
            in_force=(InForce(from_="2000"),), elements=elements, exceptions=clauses, norms=(norm,), **SAID,
        )  # fmt: skip
        rule = Rule("made.up/1#n", provision, norm, elements, clauses, EVER)
        policy, places = Policy("made-up", "balance", {}, {}, ""), dict(self.positions)
        return Rulebook("made-up", "1", 1, "", VOCABULARY, (rule,), meanings, places, (), (), {}, {}, policy)

    def known(self) -> Evidence:
        made = {Key("is_a", pair, THROUGHOUT): Weighed(FULL, 0) for pair in THINGS.items()}
        made[Key("e1", ("x", "x"), DAY)] = Weighed(FULL, 0)
        for name, thing in product(("s1", "d1", "d3"), THINGS):
            if self.chance(3):
                made[Key(name, (thing,), LASTS)] = self.weighed(name)
        if self.chance(2):
            made[Key("c1", (self.choose.pick([*THINGS]),), THROUGHOUT)] = Weighed(up_to(4), 0)
        return Evidence(made, dict(THINGS), frozenset(THINGS))


def unknown_atoms(search: Search, assessment: Assessment) -> tuple[list[Literal], set[str]]:
    """Give the unknown ground atoms of a cell over its things, and the symbols on which an exception turns."""
    book = assessment.plan.rulebook
    rule = book.rules[0]
    plain = [c for e in rule.elements.values() for _, c in alternatives(e.when, e.readings)]
    plain += [c for m in book.meanings for _, c in m.alternatives()]
    clauses = [*rule.exceptions.values(), *(e for m in book.meanings for e in m.exceptions.values())]
    excepting = [c for clause in clauses for c in conditions_of(clause)]
    heads = [m.definition.concludes for m in book.meanings]
    bearer = f"is_a:{rule.norm.bearer.type}"
    every, fed = names([*plain, *excepting, *heads]) | {bearer}, names(excepting)
    for name in sorted(fed):
        fed |= assessment.plan.rests_on.get(name, frozenset())
    machine: Machine = assessment.court.machine(search.planned.base_runs[0])
    finding = assessment.cells["x", rule.id].findings[0]
    window = moment_of(search.planned, machine, dict(finding.bindings), finding.when).window
    when = lasting(Window(window.first, window.first), Window(window.last, window.last))
    found = []
    for name, thing in product(sorted(every - {"e1", "c1"}), search.constants):
        fresh_kind = thing.startswith(FRESH) and name.startswith("is_a:")
        known = fresh_kind and kind_known(search.constants[thing], name[5:])
        runs = [assessment.court.machine(run) for run in search.planned.base_runs]
        if not known and any(state_at(m.state(name, (thing,), window), RANK) == "unknown" for m in runs):
            found.append(Literal(name, (thing,), when, True))
    return found, fed


def kind_known(declared: str, kind: str) -> bool:
    return kind in VOCABULARY.supertypes(declared) or kind in VOCABULARY.disjoint_with(declared)


def names(conditions: list[Any]) -> set[str]:
    return {symbol(atom.predicate, atom.roles) for c in conditions for atom, _ in atoms(c)}


def tried(search: Search, evidence: Evidence) -> tuple[Outcome, Court]:
    """Give the outcome of the findings that the cell has, on other evidence."""
    court = Court(search.assessment.plan, Index(search.assessment.plan, evidence))
    found = [f.by_standard for f in findings_of(search.planned, court) if f.actor == "x"]
    return fold(found)[RANK], court


def settled_whatever_comes(search: Search, way: frozenset[Literal], free: list[Literal], chance: random.Random) -> bool:
    """Tell whether the outcome stays under completions of what is still unknown, but for those against the answers."""
    evidence = supposing(search.assessment.weighing.plain, way, search.constants)
    outcome, first = tried(search, evidence)
    machines = [first.machine(run) for run in search.planned.base_runs]
    free = [f for f in free if all(state_at(m.state(*f[:2], f.when.hull), RANK) == "unknown" for m in machines)]
    options = list(product((None, "yes", "no", "both"), repeat=len(free)))
    for chosen in chance.sample(options, min(len(options), 40)):
        more = [f._replace(yes=yes) for f, c in zip(free, chosen, strict=True) for yes in (True, False)
                if c == "both" or c == ("yes" if yes else "no")]  # fmt: skip
        now, court = tried(search, supposing(evidence, more, search.constants))
        stands = all(
            court.machine(run).state(f.symbol, f.args, f.when.hull)[2 if f.yes else 1] >> RANK & 1
            for run in search.planned.base_runs
            for f in way
        )
        if stands and now != outcome:
            return False
    return True


def test_ask_finds_the_least_sets_that_settle_a_cell_as_trying_every_set_does() -> None:
    compared = sets = 0
    for seed in range(CASES):
        author = Small(Seeded(seed))
        book, evidence = author.book(), author.known()
        assessment = assess(compile_plan(book), Weighing(evidence, period=DAY.hull), "balance", ("x",))
        if assessment.cells["x", "made.up/1#n"].by_standard[RANK] not in OPEN:
            continue
        search = Search(assessment, assessment.plan.rules[0], "x")
        atoms_, fed = unknown_atoms(search, assessment)
        if len(atoms_) > WIDEST:
            continue
        chance = random.Random(seed)
        least: dict[frozenset[Literal], Outcome] = {}
        for size in range(1, LARGEST + 1):
            for chosen in combinations(atoms_, size):
                for answers in product((True, False), repeat=size):
                    way = frozenset(f._replace(yes=yes) for f, yes in zip(chosen, answers, strict=True))
                    if any(other <= way for other in least):
                        continue
                    outcome = search.settles(way)
                    if outcome is not None:
                        free = [f for f in atoms_ if f.symbol not in fed and f not in chosen]
                        assert settled_whatever_comes(search, way, free, chance), f"seed {seed}: {way}"
                        least[way] = outcome
        found = {frozenset(one.answers): one.outcome for one in search.found() if len(one.answers) <= LARGEST}
        assert found == least, f"seed {seed}"
        compared, sets = compared + 1, sets + len(least)
    assert compared > 60
    assert sets > 120
