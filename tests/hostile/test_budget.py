"""What would take too much work ends as undetermined and says so; it never takes the process, or a verdict, with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest

from sanctioncheck.engine.alike import Alike
from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.budget import PER_NORM
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.model import condition as the
from sanctioncheck.model.evidence import Evidence, Key, Weighed, Weighing
from sanctioncheck.model.finding import ORDER
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.engine.build import NORM, VOCABULARY, definition, every, evidence, fact, norm, rulebook
from tests.spec.compare import PERIOD
from tests.spec.generate import Seeded, made_up

ACT = fact("sends(x, guns)")


def judge(book: Rulebook, found: Evidence, budget: int = PER_NORM) -> Assessment:
    return assess(compile_plan(book), Weighing(found), "balance", ("x",), budget=budget)


def many(number: int, *facts: tuple[Key, Weighed]) -> Evidence:
    """Give evidence of so many things that are near each other."""
    near = {Key("near", (f"t{at}", f"t{(at * 7 + 1) % number}"), THROUGHOUT): Weighed(FULL, 0) for at in range(number)}
    plain = evidence(facts)
    types = {**plain.types, **{f"t{at}": "item" for at in range(number)}}
    return replace(plain, atoms={**plain.atoms, **near}, types=types, named=frozenset(types))


def six_variables() -> object:
    """Give a condition that holds for any six things, two and two near each other and none of them the same."""
    pairs = [("$A", "$C"), ("$B", "$E"), ("$D", "$F")]
    apart = [the.Distinct(distinct=pair) for pair in pairs]
    return every("near($A, $B)", "near($C, $D)", "near($E, $F)", *apart)


def test_an_explosion_of_choices_is_cut_and_says_why() -> None:
    found = judge(rulebook(norm(six_variables())), many(1000, ACT))
    cell = found.cells["x", NORM]
    assert (cell.by_standard, cell.cut) == (("undetermined",) * 5, "budget")
    assert [finding.cut for finding in cell.findings] == ["budget"]
    assert found.court.index.budget.taken <= PER_NORM


def test_a_norm_that_is_cut_leaves_the_others_as_they_are() -> None:
    exploding, quiet = norm(six_variables()), norm("knows($S)")
    book = rulebook(exploding)
    other = replace(quiet, id="made.up/2#norm")
    both = replace(book, rules=(exploding, other))
    cells = judge(both, many(1000, ACT, fact("knows(x)")), 20_000).cells
    assert cells["x", NORM].cut == "budget"
    assert (cells["x", "made.up/2#norm"].by_standard, cells["x", "made.up/2#norm"].cut) == (("violated",) * 5, None)


def test_a_definition_that_explodes_cuts_whoever_asks_for_it() -> None:
    """What was found of its fillings before it was cut is not taken for all of them by the next norm."""
    meaning = definition("aids($A)", six_variables())
    first = norm(every("aids($P)", "near($P, $S)"))
    second = replace(first, id="made.up/2#norm")
    book = replace(rulebook(first, meaning), rules=(first, second))
    cells = judge(book, many(1000, ACT), 20_000).cells
    assert [cell.cut for cell in cells.values()] == ["budget", "budget"]
    assert {cell.by_standard for cell in cells.values()} == {("undetermined",) * 5}


def test_a_trigger_whose_findings_cannot_be_counted_is_undetermined_for_all_whom_the_norm_may_bind() -> None:
    meaning = definition("aids($A)", six_variables())
    found = judge(rulebook(norm(trigger="aids($S)"), meaning), many(1000), 20_000)
    cell = found.cells["x", NORM]
    assert (cell.findings, cell.by_standard, cell.cut) == ((), ("undetermined",) * 5, "budget")


def test_definitions_that_lie_too_deep_within_each_other_are_cut() -> None:
    names = [f"p{at}" for at in range(400)]
    words = dict.fromkeys(names, VOCABULARY.predicates["knows"])
    vocabulary = VOCABULARY.model_copy(update={"predicates": {**VOCABULARY.predicates, **words}})
    book = rulebook(norm())
    chain = []
    for name, under in zip(names, [*names[1:], "knows"], strict=True):
        made = definition("knows($A)", "licensed($A)")
        concludes = the.Atom({name: {"who": "$A"}})
        rests = the.Atom({under: {"who": "$A"}})
        chain.append(replace(made, id=name, definition=made.definition.model_copy(
            update={"concludes": concludes, "when": rests})))  # fmt: skip
    rule = norm(the.Atom({"p0": {"who": "$S"}}))
    book = replace(book, rules=(rule,), meanings=tuple(chain), vocabulary=vocabulary)
    cell = judge(book, evidence([ACT, fact("knows(x)")])).cells["x", NORM]
    assert (cell.by_standard, cell.cut) == (("undetermined",) * 5, "depth")


@pytest.mark.parametrize("number", [14, 3000])
def test_shares_that_lead_everywhere_or_nowhere_are_cut(number: int) -> None:
    """Everybody owns a part of everybody, or each a part of the next, three thousand times."""
    share = the.ShareOf.model_validate({"share": {"owner": "$S", "owned": "$X", "at_least": 50}})
    names = [f"t{at}" for at in range(number)]
    pairs = product(names, names) if number < 100 else pairwise(names)
    owned = [(one, other) for one, other in pairs if one != other] + [("x", names[0]), (names[-1], "guns")]
    facts = [
        (Key("owns", pair, THROUGHOUT), fact("near(guns, guns)", percent=1)[1]) for pair in owned
    ]  # fmt: skip
    plain = evidence([ACT, *facts])
    types = {**plain.types, **dict.fromkeys(names, "item")}
    found = judge(rulebook(norm(share)), replace(plain, types=types, named=frozenset(types)), 20_000)
    cell = found.cells["x", NORM]
    assert (cell.by_standard, cell.cut) == (("undetermined",) * 5, "budget" if number < 100 else "depth")


@pytest.mark.parametrize("seed", range(120))
def test_a_budget_never_makes_a_verdict_that_a_full_hearing_does_not_give(seed: int) -> None:
    """What is cut is undetermined, or as grave as a finding of it that was heard to its end; the rest is the same."""
    book, found = made_up(Seeded(seed))
    plan, weighing = compile_plan(book), Weighing(found, period=PERIOD)
    actors = tuple(found.types)
    full = assess(plan, weighing, "balance", actors)
    for budget in (1, 5, 20, 80):
        short = assess(plan, weighing, "balance", actors, budget=budget)
        for key, cell in short.cells.items():
            if cell.cut is None:
                # Whom a norm does not bind by name it does not bind, whether or not its findings are known.
                assert cell.by_standard == full.cells[key].by_standard
                assert cell == full.cells[key] or set(cell.by_standard) == {"not-applicable"}
                continue
            heard = {f.by_standard for f in cell.findings if not f.cut}
            assert heard <= {f.by_standard for f in full.cells[key].findings}
            for got, wanted in zip(cell.by_standard, full.cells[key].by_standard, strict=True):
                assert got == "undetermined" or ORDER[wanted] <= ORDER[got] < ORDER["undetermined"]


def test_equal_input_is_cut_alike() -> None:
    for seed in range(20):
        book, found = made_up(Seeded(seed))
        one, other = (assess(compile_plan(book), Weighing(found), "balance", ("a",), budget=30).cells for _ in range(2))
        assert one == other


@pytest.mark.parametrize("seed", range(60))
def test_judging_what_is_alike_once_changes_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every thing has a twin of which the same is said; each is judged by itself, and each for both."""
    book, found = made_up(Seeded(seed))
    constants = compile_plan(book).constants
    twins = {name: f"{name}-twin" for name in found.types if name not in constants}
    atoms = dict(found.atoms)
    for key, weighed in found.atoms.items():
        for name in set(key.args) & twins.keys():
            atoms[key._replace(args=tuple(twins[a] if a == name else a for a in key.args))] = weighed
    types = {**found.types, **{twin: found.types[name] for name, twin in twins.items()}}
    named = found.named | {twins[name] for name in found.named if name in twins}
    doubled = replace(found, atoms=atoms, types=types, named=named)
    together = assess(compile_plan(book), Weighing(doubled), "balance", ("a",)).cells
    monkeypatch.setattr(Alike, "key", lambda _, bindings, when: (bindings, when))
    assert assess(compile_plan(book), Weighing(doubled), "balance", ("a",)).cells == together


def test_things_that_differ_in_one_word_are_not_alike() -> None:
    same = [fact(f"sends(x, {name})") for name in ("guns", "flour")]
    assert "guns" in Alike(evidence(same), frozenset())
    assert "guns" not in Alike(evidence([*same, fact("near(guns, x)")]), frozenset())
    assert "guns" not in Alike(evidence([*same, fact("near(guns, flour)")]), frozenset())
    assert "guns" not in Alike(evidence(same), frozenset({"guns"}))
