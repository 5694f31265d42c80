"""Conditions cut to what a rule of durable_rules takes: how long a clause may be, and how much a search looks at."""

from __future__ import annotations

import pytest

from sanctioncheck.engine.durable.clauses import LITERALS, WAYS, Clause, Cutter, leaves, short, ways_of
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated, ThereIs


def atom(number: int, *args: str) -> Holds:
    return Holds(f"p{number}", args or ("$A",))


def many(kind: type[Every] | type[Either], number: int, first: int = 0) -> Every | Either:
    return kind(tuple(atom(first + n) for n in range(number)))


def lengths(clause: Clause) -> list[int]:
    """Give how many literals a clause and those within it have."""
    inner = [literal.asks for literal in clause.literals if isinstance(literal.asks, Clause)]
    return [len(clause.literals), *(length for each in inner for length in lengths(each))]


def asked(clause: Clause) -> list[str]:
    """Give the words that a clause asks about, those within it in their place."""
    found: list[str] = []
    for literal in clause.literals:
        if isinstance(literal.asks, Clause):
            found += asked(literal.asks)
        else:
            assert isinstance(literal.asks, Holds)
            found.append(("not " if literal.turned else "") + literal.asks.symbol)
    return found


@pytest.mark.parametrize("kind", [Every, Either])
def test_a_condition_of_as_many_parts_as_a_clause_takes_is_one_clause(kind: type[Every]) -> None:
    assert lengths(Cutter().clause(many(kind, LITERALS))) == [LITERALS]
    assert lengths(Cutter().clause(many(kind, LITERALS + 1))) != [LITERALS + 1]


@pytest.mark.parametrize("kind", [Every, Either])
@pytest.mark.parametrize(
    "number", [*range(LITERALS + 1, 2 * LITERALS + 3), 3 * LITERALS + 1, *range(LITERALS**2, LITERALS**2 + 3)]
)
def test_a_longer_condition_is_cut_into_clauses_that_together_ask_for_all_of_it_in_order(
    number: int, kind: type[Every]
) -> None:
    clause = Cutter().clause(many(kind, number))
    assert max(lengths(clause)) <= LITERALS
    assert asked(clause) == [f"p{n}" for n in range(number)]
    assert clause.formula[0] == ("all" if kind is Every else "any")  # type: ignore[index]


def test_a_condition_is_cut_no_deeper_than_its_length_asks() -> None:
    """Each clause more is a rule more, and facts more."""
    assert lengths(Cutter().clause(many(Every, LITERALS + 1))) == [2, LITERALS]
    assert lengths(Cutter().clause(many(Every, 2 * LITERALS))) == [2, LITERALS, LITERALS]
    assert lengths(Cutter().clause(many(Every, LITERALS), room=3)) == [1, LITERALS]
    mixed = Every((many(Either, LITERALS - 1), atom(90), atom(91)))
    assert lengths(Cutter().clause(mixed)) == [3, LITERALS - 1]
    assert lengths(Cutter().clause(Every((many(Either, LITERALS - 2), atom(90), atom(91))))) == [LITERALS]


def test_what_stands_under_a_not_is_turned_in_each_clause_once() -> None:
    clause = Cutter().clause(Negated(many(Every, LITERALS + 1)))
    assert clause.formula[0] == "not"  # type: ignore[index]
    assert [literal.turned for literal in clause.literals] == [True, True]
    inner = [literal.asks for literal in clause.literals if isinstance(literal.asks, Clause)]
    assert {literal.turned for each in inner for literal in each.literals} == {False}


def test_leaves_are_counted_under_all_any_and_not_and_there_is_one_counts_as_one() -> None:
    form = Every((Negated(atom(0)), Either((atom(1), atom(2))), ThereIs(("$X",), atom(3, "$X"), False)))
    assert leaves(form) == 4


def test_a_clause_asks_for_the_variables_of_its_condition_each_once() -> None:
    clause = Cutter().clause(Every((atom(0, "$A", "b"), atom(1, "$B"), atom(2, "$A"))))
    assert clause.variables == ("$A", "$B")


def test_clauses_and_searches_are_numbered_apart() -> None:
    cutter = Cutter()
    clause = cutter.clause(Every((ThereIs(("$X",), atom(3, "$X", "$A"), False), atom(1))))
    one = clause.literals[0].asks
    numbers = [clause.number, one.search.number, one.body.number, cutter.number()]  # type: ignore[union-attr]
    assert sorted(numbers) == [1, 2, 3, 4]


# --- where to look


def test_a_search_knows_what_is_chosen_outside_it_where_it_looks_at_it() -> None:
    form = Every((atom(0, "$X", "$A"), Negated(atom(1, "$B")), atom(2, "c")))
    search = Cutter().search(form, ("$X",))
    assert search.variables == ("$X",)
    assert search.known == ("$A",)
    assert search.ways == ((atom(0, "$X", "$A"), atom(2, "c")),)


def test_ways_of_an_all_multiply_as_far_as_they_may() -> None:
    two = [Either((atom(2 * n), atom(2 * n + 1))) for n in range(7)]
    assert WAYS == 2**6
    assert len(ways_of(Every(tuple(two[:6])))) == WAYS
    # The seventh would double them: it is left out, and what is found is wider.
    assert ways_of(Every(tuple(two))) == ways_of(Every(tuple(two[:6])))


def test_ways_of_an_any_add_up_and_too_many_narrow_nothing() -> None:
    assert ways_of(many(Either, WAYS)) == tuple((atom(n),) for n in range(WAYS))
    assert ways_of(many(Either, WAYS + 1)) == ((),)


def test_what_is_denied_or_reckoned_narrows_nothing() -> None:
    assert ways_of(Negated(atom(0))) == ((),)
    assert ways_of(Every((Negated(atom(0)), atom(1)))) == ((atom(1),),)
    assert ways_of(ThereIs(("$X",), atom(3, "$X"), False)) == ((atom(3, "$X"),),)


def test_a_way_of_as_many_atoms_as_a_rule_takes_is_whole_and_each_atom_of_it_stands_once() -> None:
    way = tuple(atom(n) for n in range(LITERALS))
    assert short((*way, *way)) == way


def test_of_a_longer_way_the_atoms_that_choose_nothing_more_are_left_out() -> None:
    assert short(tuple(atom(n) for n in range(LITERALS + 1))) == (atom(0),)
    assert short((*(atom(n, f"named{n}") for n in range(LITERALS)), atom(90))) == (atom(90),)
    chain = tuple(atom(n, f"$V{n}", f"$V{n + 1}") for n in range(LITERALS + 3))
    beside = tuple(atom(100 + n, f"$V{n}", "b") for n in range(3))
    assert short((*beside, *chain)) == (*beside, *chain[2 : LITERALS - 1])
    assert len(short((*beside, *chain))) == LITERALS


@pytest.mark.parametrize("form", [many(Every, 40), Either((many(Every, 20), Negated(many(Either, 20, 50))))])
def test_cutting_is_the_same_each_time(form: Form) -> None:
    one, other = Cutter().clause(form), Cutter().clause(form)
    assert (lengths(one), asked(one), one.formula) == (lengths(other), asked(other), other.formula)
