"""No set of rules that durable_rules would run wrongly reaches it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sanctioncheck.cli.crosschecking import can_be_said
from sanctioncheck.engine.durable.clauses import LITERALS, Clause, Cutter, Literal, ways_of
from sanctioncheck.engine.durable.limits import CONDITIONS, JOINED, PROPERTIES, RULES, TESTS, Refused, check
from sanctioncheck.engine.durable.productions import MARGIN, Production, conditions, joined, packed
from sanctioncheck.explain.matrix import ENGINE_VERSION
from sanctioncheck.model.condition import Atom
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.engine.build import (
    NORM,
    VOCABULARY,
    definition,
    denied,
    element,
    every,
    evidence,
    exception,
    fact,
    norm,
    rulebook,
    unless,
)
from tests.spec.compare import compare


def rule(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"all": [{f"c{i}": {"$and": [{key: value} for key, value in c.items()]}} for i, c in enumerate(conditions)]}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"r": rule(*({"k": n} for n in range(CONDITIONS + 1)))}, "17 conditions"),
        ({"r": {"all": []}}, "no condition"),
        ({f"r{n}": rule({"p": 1, "a0": n}) for n in range(JOINED + 1)}, "51 conditions match one fact"),
        ({f"r{n}": rule({"k": n}) for n in range(TESTS + 1)}, "compared with 501 values"),
        ({f"r{n}": rule({"k": 0}) for n in range(RULES + 1)}, "4001 rules"),
        ({"r": rule({"p": 1, "a0": 1}, {"p": 1, "a0": 2})}, "two conditions that one fact could meet"),
        ({"r": rule({"costarring": 1, "liquid": 2})}, "cannot tell"),
    ],
    ids=["conditions", "none", "joined", "tests", "rules", "twice", "hash"],
)
def test_each_limit_is_refused_with_words(rules: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check(rules)


def test_what_is_inside_every_limit_passes() -> None:
    check({f"r{n}": rule({"k": n}, {"p": n}) for n in range(JOINED)})


def test_rules_are_split_into_sets_inside_the_limits() -> None:
    many = {n: conditions(Production(n, 16, "element", "r")) for n in range(1, 400)}
    sets = packed(many)
    assert {number for each in sets for number in each} == set(many)
    for each in sets:
        check({str(number): {"all": all_} for number, all_ in each.items()})


def test_joins_on_one_word_are_split_too() -> None:
    way = (Holds("p", ("$A",)), Holds("q", ("$A",)))
    many = {n: joined(way, (), None, {"p": 1, "q": 2}, {}) for n in range(1, 300)}
    for each in packed(many):
        check({str(number): {"all": all_} for number, all_ in each.items()})


def looking_for(*atoms: Holds) -> Any:
    names = {word: number for number, word in enumerate(sorted({atom.symbol for atom in atoms}))}
    return [joined((atom,), (), None, names, {"guns": 1}) for atom in atoms]


def sizes(rules: list[Any]) -> list[int]:
    return [len(each) for each in packed(dict(enumerate(rules)))]


SHARE_JOINED, SHARE_TESTS = int(MARGIN * JOINED), int(MARGIN * TESTS)


def test_rules_stay_together_until_one_fact_may_match_too_many_conditions() -> None:
    """Each set more has the facts of its words told to it once more."""
    for atom_ in (Holds("p", ("$A",)), Holds("p", ("guns",))):
        assert sizes(looking_for(*[atom_] * SHARE_JOINED)) == [SHARE_JOINED]
        assert sizes(looking_for(*[atom_] * (SHARE_JOINED + 1))) == [SHARE_JOINED, 1]
    own = [Holds(f"q{n}", ("$A",)) for n in range(SHARE_JOINED + 1)]
    names = {"p": 1} | {each.symbol: number for number, each in enumerate(own, 2)}
    beside = [joined((Holds("p", ("$A",)), each), (), None, names, {}) for each in own]
    assert sizes(beside) == [SHARE_JOINED, 1]


def test_rules_stay_together_until_a_property_is_compared_with_too_many_values() -> None:
    words = [Holds(f"p{n}", ("$A",)) for n in range(SHARE_TESTS + 1)]
    assert sizes(looking_for(*words[:-1])) == [SHARE_TESTS]
    assert sizes(looking_for(*words)) == [SHARE_TESTS, 1]


def test_rules_that_look_for_one_thing_under_many_words_stay_together() -> None:
    """A fact has one word, by which the library finds the conditions that it may match."""
    words = [Holds(f"p{n}", ("guns",)) for n in range(2 * JOINED)]
    assert sizes(looking_for(*words)) == [2 * JOINED]


def test_what_a_case_does_not_have_is_looked_for_under_a_number_that_nothing_has() -> None:
    ((condition,),) = looking_for(Holds("p", ("nowhere",)))
    assert condition["c0"]["$and"][1:] == [{"a0": 0}]


# --- whole rulebooks beside a limit


def judged(book: Rulebook, said: Evidence) -> frozenset[str]:
    """Judge an example by both engines and the reference, which must agree; gives the norms that are refused."""
    from tests.spec.engines import both

    found = both(book, said)
    assert found.differences == ()
    assert compare(book, said).differences == []
    assert bool(found.derivations) != bool(found.refused)
    told_by_a_result(*found.reasons)
    return found.refused


def told_by_a_result(*reasons: str) -> None:
    """See that `verify` takes over a result that gives these reasons."""
    for reason in reasons:
        assert can_be_said(Engines(native=ENGINE_VERSION, durable="2.0.28", compared=True, not_compared=reason)), reason


SAID = [fact("sends(x, guns)"), fact("knows(x)"), fact("aids(x)"), denied("forged(x)"), fact("licensed(x)", "balance")]


@pytest.mark.parametrize(("elements", "exceptions"), [(CONDITIONS - 3, 0), (CONDITIONS - 7, 4), (0, CONDITIONS - 3)])
def test_a_norm_of_as_many_parts_as_a_rule_takes_is_judged_and_one_of_more_is_refused(
    elements: int, exceptions: int
) -> None:
    """Its bearer and what opens it are the first two."""

    def law(more: int) -> Rulebook:
        exempt: dict[str, Any] = {f"x{n}": exception("forged($S)") for n in range(exceptions + more)}
        return rulebook(norm(*["knows($S)"] * (elements + 1), **exempt))

    assert judged(law(0), evidence(SAID)) == frozenset()
    assert judged(law(1), evidence(SAID)) == {NORM}


def long(number: int) -> Any:
    """Write a condition of so many parts."""
    return every(*("knows($A)" if n % 2 else "aids($A)" for n in range(number)))


@pytest.mark.parametrize("number", [0, 1, 2, 3, LITERALS - 1])
@pytest.mark.parametrize("parts", [LITERALS, CONDITIONS + 1])
def test_beside_its_exceptions_a_long_definition_takes_no_more_conditions_than_a_rule_has(
    number: int, parts: int
) -> None:
    exempt = {f"x{n}": exception("forged($A)") for n in range(number)}
    law = rulebook(norm("cured($S)"), definition("cured($A)", long(parts), exceptions=exempt))
    assert judged(law, evidence(SAID)) == frozenset()


@pytest.mark.parametrize("number", [0, 1, 2, 3, LITERALS - 1])
@pytest.mark.parametrize("parts", [LITERALS, CONDITIONS + 1])
def test_beside_what_answers_it_a_long_exception_takes_no_more_conditions_than_a_rule_has(
    number: int, parts: int
) -> None:
    answers: dict[str, Any] = {f"x{n}": unless("forged($S)") for n in range(number)}
    when = every(*("knows($S)" if n % 2 else "aids($S)" for n in range(parts)))
    assert judged(rulebook(norm(exempt=exception(when, **answers))), evidence(SAID)) == frozenset()


def test_a_norm_with_an_exception_of_too_many_answers_is_refused() -> None:
    answers: dict[str, Any] = {f"x{n}": unless("forged($S)") for n in range(LITERALS)}
    assert judged(rulebook(norm(exempt=exception("knows($S)", **answers))), evidence(SAID)) == {NORM}


def test_a_definition_of_too_many_exceptions_is_refused_with_words() -> None:
    exempt = {f"x{n}": exception("forged($A)") for n in range(LITERALS)}
    law = rulebook(norm("cured($S)"), definition("cured($A)", "knows($A)", exceptions=exempt))
    with pytest.raises(Refused, match=f"has {LITERALS} exceptions; the second engine takes {LITERALS - 1}$") as refused:
        judged(law, evidence(SAID))
    told_by_a_result(str(refused.value))


ROLES = PROPERTIES - 3
"""A fact has a few properties beside those of its roles."""


@pytest.mark.parametrize(("roles", "refused"), [(ROLES, frozenset()), (ROLES + 1, {NORM})])
def test_a_word_of_as_many_roles_as_a_fact_has_room_for_is_judged_and_one_of_more_is_refused(
    roles: int, refused: set[str]
) -> None:
    from tests.spec.engines import both

    wide = VOCABULARY.predicates["near"].model_copy(update={"roles": {f"r{n}": "thing" for n in range(roles)}})
    words = VOCABULARY.model_copy(update={"predicates": {**VOCABULARY.predicates, "wide": wide}})
    asked = Atom({"wide": {"r0": "$S", **{f"r{n}": "guns" for n in range(1, roles)}}})
    row = Key("wide", ("x", *["guns"] * (roles - 1)), THROUGHOUT), Weighed(FULL, 0)
    said = evidence([fact("sends(x, guns)"), row])
    assert judged(replace(rulebook(norm(element(asked))), vocabulary=words), said) == refused
    # What fills the roles left out is looked for; the reference would try everything in each.
    some = replace(rulebook(norm(element(Atom({"wide": {"r0": "$S"}})))), vocabulary=words)
    found = both(some, said)
    assert found.differences == ()
    assert found.refused == refused
    told_by_a_result(*found.reasons)


def literals(form: Form) -> list[Literal]:
    """Give every literal of a condition, those of the clauses that it was cut into among them."""
    cutter = Cutter()
    queue, found = [cutter.clause(form)], list[Literal]()
    while queue:
        clause = queue.pop()
        assert len(clause.literals) <= LITERALS
        for literal in clause.literals:
            found.append(literal)
            if hasattr(literal.asks, "literals"):
                queue.append(literal.asks)  # type: ignore[arg-type]
    return found


def inside(clause: object) -> list[object]:
    assert isinstance(clause, Clause)
    return [literal.asks for literal in clause.literals]


def test_a_long_condition_is_cut_and_nothing_of_it_is_lost() -> None:
    atoms = [Holds(f"p{n}", ("$A",)) for n in range(100)]
    form = Every((Either(tuple(atoms[:60])), *atoms[60:90], Negated(Every(tuple(atoms[90:])))))
    found = literals(form)
    assert sorted(each.asks.symbol for each in found if isinstance(each.asks, Holds)) == sorted(a.symbol for a in atoms)
    # What stands under the `not` is asked for the other side, there or by the clause that it became.
    turned = [each.asks for each in found if each.turned]
    asked = {atom for each in turned for atom in ([each] if isinstance(each, Holds) else inside(each))}
    assert asked == set(atoms[90:])


def test_where_there_are_too_many_ways_nothing_is_narrowed() -> None:
    pair = Either((Holds("p", ("$A",)), Holds("q", ("$A",))))
    assert len(ways_of(Every((pair,) * 6))) == 64
    assert len(ways_of(Every((pair,) * 10))) == 64
    assert ways_of(Either((pair,) * 40)) == ((),)
