"""Each engine as a function from norms to a judge: from a case to the violations in it, as (norm, State, day)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.engines.workload import Duty, Example, duties, evidence, rulebook

Violations = set[tuple[int, str, int]]
Judge = Callable[[Example], Violations]


def native(number: int) -> Judge:
    """Give our native engine; verdicts at all five standards, in both hearings."""
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan

    plan = compile_plan(rulebook(number))

    def judge(example: Example) -> Violations:
        court = Court(plan, Index(plan, evidence(example)))
        return {
            (int(planned.rule.id[1:]), dict(bindings)["$S"], when.begin.first)
            for planned in plan.rules
            for (bindings, when), row in court.judged(planned, ()).items()
            if row[-1] == "violated"
        }

    return judge


def durable(number: int) -> Judge:
    """Give our second engine: everything that the native one derives, in both hearings, with every firing."""
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import decide
    from sanctioncheck.engine.durable.child import Second
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan

    book = rulebook(number)
    plan = compile_plan(book)
    second = Second(book, firings=True)

    def judge(example: Example) -> Violations:
        court = Court(plan, Index(plan, evidence(example)))
        failure = decide(second, court)
        if failure:
            raise RuntimeError(failure)
        return {
            (int(norm[1:]), dict(bindings)["$S"], when.begin.first)
            for (norm, _), rows in court.results.items()
            for (bindings, when), row in rows.items()
            if row[-1] == "violated"
        }

    return judge


def naive(number: int) -> Judge:
    """Give durable_rules alone, as its own documents have rules written: one rule a norm, joins, `none`."""
    from durable import engine

    class Quiet(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            pass

    found: Violations = set()
    host = Quiet()
    rules: dict[str, Any] = {}
    for duty in duties(number):
        for n, conditions in enumerate(_naive(duty)):
            rules[f"r{duty.number}_{n}"] = {"all": conditions, "run": _note(found, duty.number)}
    words = ["supplies", "pays", "hosts", "unit_of", "linked", "at_war", "knows", "warned", "inspected", "licensed"]
    for word in [*words, "listed", "is"]:
        rules[f"seen_{word}"] = {"all": [{"c": {"$and": [{"p": word}]}}], "run": lambda _: None}
    host.register_rulesets({"norms": rules})
    session = [0]

    def judge(example: Example) -> Violations:
        found.clear()
        session[0] += 1
        # What a `none` looks for must be there before what would make it fire.
        late = ("supplies", "pays", "hosts")
        for word, args, day in sorted(example.facts, key=lambda fact: fact[0] in late):
            fact = {"sid": str(session[0]), "p": word, "d": day, **{f"a{i}": arg for i, arg in enumerate(args)}}
            host.assert_fact("norms", fact)
        host.delete_state("norms", str(session[0]))
        return set(found)

    return judge


def _note(found: Violations, number: int) -> Callable[[Any], None]:
    return lambda c: found.add((number, c.act["a0"], c.act["d"]))


def _naive(duty: Duty) -> list[list[dict[str, Any]]]:
    def act(word: str) -> dict[str, Any]:
        return {"act": {"$and": [{"p": word}, {"$gte": {"d": duty.first}}, {"$lte": {"d": duty.last}}]}}

    def fact(name: str, word: str, **tests: Any) -> dict[str, Any]:
        return {name: {"$and": [{"p": word}, *({key: value} for key, value in tests.items())]}}

    none = {"n$not": {"$and": [{"p": "licensed"}, {"a0": {"act": "a0"}}]}}
    kind = fact("kind", "is", a0={"act": "a2"}, a1=duty.kind)
    listed = fact("listed", "listed", a0={"act": "a1"}, a1=duty.listed)
    if duty.shape == "supply":
        return [[act("supplies"), kind, listed, none]]
    if duty.shape == "payment":
        linked = fact("linked", "linked", a0={"act": "a1"})
        return [[act("pays"), linked, fact("listed", "listed", a0={"linked": "a1"}, a1=duty.listed), none]]
    if duty.shape == "host":
        unit = fact("unit", "unit_of", a0={"act": "a1"})
        return [[act("hosts"), unit, fact("listed", "listed", a0={"unit": "a1"}, a1=duty.listed), none]]
    if duty.shape == "knowing":
        looked = {"i$not": {"$and": [{"p": "inspected"}, {"a0": {"act": "a1"}}]}}
        aware = [fact("aware", word, a0={"act": "a0"}) for word in ("knows", "warned")]
        return [[act("supplies"), kind, each, looked, none] for each in aware]
    war = fact("war", "at_war", a0={"act": "a1"})
    return [[act(word), war, listed, none] for word in ("supplies", "pays")]


def clips(number: int) -> Judge:
    """Give CLIPS 6.4 (clipspy): one rule a norm, with `not`."""
    import clips as library

    environment = library.Environment()
    for duty in duties(number):
        for n, text in enumerate(_clips(duty)):
            environment.build(
                f"(defrule r{duty.number}-{n} {text} (not (licensed ?s 0)) => (assert (violated {duty.number} ?s ?d)))"
            )

    def judge(example: Example) -> Violations:
        environment.reset()
        for word, args, day in example.facts:
            environment.assert_string(f"({word} {' '.join(args)} {day})")
        environment.run()
        found = [fact for fact in environment.facts() if fact.template.name == "violated"]
        return {(int(fact[0]), str(fact[1]), int(fact[2])) for fact in found}

    return judge


def _clips(duty: Duty) -> list[str]:
    day = f"?d&:(and (>= ?d {duty.first}) (<= ?d {duty.last}))"
    kind, listed = f"(is ?x {duty.kind} 0)", f"(listed ?t {duty.listed} 0)"
    if duty.shape == "supply":
        return [f"(supplies ?s ?t ?x {day}) {kind} {listed}"]
    if duty.shape == "payment":
        return [f"(pays ?s ?t {day}) (linked ?t ?l 0) (listed ?l {duty.listed} 0)"]
    if duty.shape == "host":
        return [f"(hosts ?s ?u {day}) (unit_of ?u ?l 0) (listed ?l {duty.listed} 0)"]
    if duty.shape == "knowing":
        aware = ("knows", "warned")
        return [f"(supplies ?s ?t ?x {day}) {kind} ({word} ?s 0) (not (inspected ?t 0))" for word in aware]
    acts = ("(supplies ?s ?t ?x", "(pays ?s ?t")
    return [f"{act} {day}) (at_war ?t ?v 0) {listed}" for act in acts]


def clingo(number: int) -> Judge:
    """Give clingo: norms and facts grounded and solved together, once a case."""
    import clingo as library

    program = "\n".join(line for duty in duties(number) for line in _clingo(duty))

    def judge(example: Example) -> Violations:
        control = library.Control(["--warn=none"])
        facts = "\n".join(f"{word}({','.join(args)},{day})." for word, args, day in example.facts)
        empty = "#defined inspected/2. #defined licensed/2. #defined knows/2. #defined warned/2."
        control.add("base", [], f"{program}\n{facts}\n{empty}")
        control.ground([("base", [])])
        found: Violations = set()
        with control.solve(yield_=True) as handle:  # type: ignore[union-attr]
            for model in handle:
                for atom in model.symbols(atoms=True):
                    if atom.name == "violated":
                        norm, state, day = atom.arguments
                        found.add((norm.number, state.name, day.number))
        return found

    return judge


def _clingo(duty: Duty) -> list[str]:
    head = f"violated({duty.number},S,D)"
    day = f"D >= {duty.first}, D <= {duty.last}, not licensed(S,0)"
    kind, listed = f"is(X,{duty.kind},0)", f"listed(T,{duty.listed},0)"
    if duty.shape == "supply":
        return [f"{head} :- supplies(S,T,X,D), {kind}, {listed}, {day}."]
    if duty.shape == "payment":
        return [f"{head} :- pays(S,T,D), linked(T,L,0), listed(L,{duty.listed},0), {day}."]
    if duty.shape == "host":
        return [f"{head} :- hosts(S,U,D), unit_of(U,L,0), listed(L,{duty.listed},0), {day}."]
    if duty.shape == "knowing":
        return [
            f"{head} :- supplies(S,T,X,D), {kind}, {word}(S,0), not inspected(T,0), {day}."
            for word in ("knows", "warned")
        ]
    return [f"{head} :- {act}, at_war(T,_,0), {listed}, {day}." for act in ("supplies(S,T,_,D)", "pays(S,T,D)")]


ENGINES: dict[str, Callable[[int], Judge]] = {
    "native": native,
    "second (durable_rules)": durable,
    "durable_rules alone": naive,
    "CLIPS": clips,
    "clingo": clingo,
}
