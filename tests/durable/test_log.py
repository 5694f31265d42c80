"""What the second engine tells of itself: every firing stands on what is there or fired before it, and on no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from sanctioncheck.engine.durable.frames import kleene
from sanctioncheck.model.evidence import IS_A
from tests.spec.generate import Seeded, made_up
from tests.spec.wide import crossing, long_ones

LARGE = {1, 3, 7}
"""Examples that take longer than all others together."""
SEEDS = [seed for seed in range(32) if seed not in LARGE]
WIDE = list(islice((seed for seed in long_ones() if seed not in LARGE), 6))


@cache
def judged(seed: int, wide: bool = False):  # type: ignore[no-untyped-def]  # the module is not there without [durable]
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import asked_of
    from sanctioncheck.engine.durable.chain import chain
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan

    book, evidence = crossing(seed) if wide else made_up(Seeded(seed))
    plan = compile_plan(book)
    return chain(book, evidence, asked_of(Court(plan, Index(plan, evidence)))), evidence


@pytest.fixture(autouse=True, scope="module")
def forgetting() -> Iterator[None]:
    """Let go of what was judged: it is large, and other tests follow in the same process."""
    yield
    judged.cache_clear()


EXAMPLES = [*((seed, False) for seed in SEEDS), *((seed, True) for seed in WIDE)]
every_example = pytest.mark.parametrize(("seed", "wide"), EXAMPLES)


@every_example
def test_firings_are_numbered_as_they_come_and_stand_on_earlier_ones_that_say_something(seed: int, wide: bool) -> None:
    firings = judged(seed, wide)[0].firings
    assert [firing.number for firing in firings] == list(range(1, len(firings) + 1))
    for firing in firings:
        for premise in firing.premises:
            assert all(number < firing.number for number in premise.by)
            assert list(premise.by) == sorted(set(premise.by))
            assert premise.kind != "exception" or not premise.false
            for number in premise.by:
                earlier = firings[number - 1]
                assert earlier.kind != "candidate"
                assert earlier.true or earlier.false or premise.kind not in ("atom", "one-of", "sum")


@every_example
def test_a_part_of_a_norm_is_told_as_the_rule_for_it_concluded_it(seed: int, wide: bool) -> None:
    found = judged(seed, wide)[0]
    firings = found.firings
    for firing in firings:
        for premise in firing.premises:
            if premise.kind in ("bearer", "element"):
                (number,) = premise.by
                part = firings[number - 1]
                assert (part.rule, part.part, part.kind) == (firing.rule, premise.name, premise.kind)
                assert (part.when, part.own) == (firing.when, firing.own)
                if premise.kind == "element":
                    assert (part.true, part.false) == (premise.true, premise.false)
            elif premise.kind in ("exception", "exclusion"):
                if firing.kind == "norm":
                    burden = found._rules[firing.rule].exceptions[premise.name].burden
                    assert (premise.kind == "exception") == (burden == "respondent")
                for number in premise.by:
                    part = firings[number - 1]
                    assert (part.rule, part.part, part.kind) == (firing.rule, premise.name, "exception")
                    assert part.own != firing.own
                    assert part.true | premise.true == premise.true


@every_example
def test_what_no_firing_concluded_is_said_by_the_evidence_or_by_what_is_not_an_atom(seed: int, wide: bool) -> None:
    found, evidence = judged(seed, wide)
    said = {word_of(key.predicate, key.args) for key in evidence.atoms}
    listed = {name for name, one in found._vocabulary.predicates.items() if one.closed}
    for firing in found.firings:
        for premise in firing.premises if firing.kind != "candidate" else ():
            if premise.kind == "atom" and (premise.true or premise.false) and not premise.by:
                kin = found.clerk.narrower, found.clerk.wider, found.clerk.apart
                words = {premise.name, *(word for each in kin for word in each.get(premise.name, ()))}
                circle = found.reach.circles.get(premise.name)
                assert circle or words & listed or said.intersection((word, premise.args) for word in words)


@every_example
def test_what_might_be_so_follows_from_evidence_or_from_what_might_be_so_before(seed: int, wide: bool) -> None:
    found, evidence = judged(seed, wide)
    known = {word_of(key.predicate, key.args) for key, weighed in evidence.atoms.items() if weighed.for_}
    known |= {(wider, args) for word, args in known for wider in found.clerk.wider.get(word, ())}
    concluded = set()
    for firing in found.firings:
        if firing.kind == "candidate":
            assert {(premise.name, premise.args) for premise in firing.premises} <= known
            assert {(premise.kind, premise.true, premise.false) for premise in firing.premises} <= {("atom", 1, 0)}
            assert (firing.own, firing.true, firing.false) == (True, 1, 0)
            assert firing.concludes
            assert firing.concludes not in concluded
            concluded |= {firing.concludes}
            known |= concluded


@every_example
def test_each_finding_has_one_firing_of_its_norm_that_says_the_same(seed: int, wide: bool) -> None:
    found, _ = judged(seed, wide)
    norms = [firing for firing in found.firings if firing.kind == "norm"]
    assert len(norms) == len(found.derived)
    for firing, derived in zip(norms, found.derived, strict=True):
        assert (firing.rule, firing.readings, firing.bindings) == (derived.norm, derived.run, derived.bindings)
        assert (firing.when, firing.own) == (derived.when, derived.claimant)
        parts = [(each.true, each.false) for each in firing.premises if each.kind in ("bearer", "element")]
        assert parts == [derived.bearer, *derived.elements]
        assert (firing.true, firing.false) == kleene("all", parts)
        exempt = [premise for premise in firing.premises if premise.kind in ("exception", "exclusion")]
        assert tuple(premise.true for premise in exempt) == derived.exceptions


def word_of(predicate: str, args: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return (f"is_a:{args[1]}", args[:1]) if predicate == IS_A else (predicate, args)


def test_the_second_engine_does_as_much_work_as_it_did(golden: Callable[[Path, str], None]) -> None:
    """Facts cost it most: who asks for things that decide nothing meets the budget on a smaller case."""
    lines = []
    for seed, wide in EXAMPLES:
        found, _ = judged(seed, wide)
        kinds = Counter(firing.kind for firing in found.firings)
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())) or "no firing"
        lines.append(f"{'wide ' if wide else ''}{seed}: {found.guarded.told} facts; {told}\n")
    golden(Path(__file__).parent / "work.txt", "".join(lines))
