"""No set of rules that durable_rules would run wrongly reaches it."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.engine.durable.clauses import LITERALS, Clause, Cutter, Literal, ways_of
from sanctioncheck.engine.durable.limits import CONDITIONS, JOINED, RULES, TESTS, Refused, check
from sanctioncheck.engine.durable.productions import Production, conditions, joined, packed
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated


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
