"""Compares the engine with the reference or with clingo on random examples, and shrinks what differs.

One example in ten has types that rest on one another.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from sanctioncheck.explain.smallest import smaller_rules
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import format_when
from tests.spec.compare import Comparison, compare
from tests.spec.wide import of_seed

Example = tuple[Rulebook, Evidence]
STEP = 50


def way(clingo: bool) -> Callable[[Rulebook, Evidence], Comparison]:
    """Give how the engine is compared: with the reference, or with clingo, which need not be installed."""
    if not clingo:
        return compare
    from tests.spec.asp_court import compare_with_clingo

    return compare_with_clingo


def compared(seed: int, clingo: bool = False) -> tuple[int, Comparison]:
    """Compare one example; a crash is a difference too."""
    try:
        return seed, way(clingo)(*of_seed(seed))
    except Exception as error:
        return seed, Comparison([f"{type(error).__name__}: {error}"])


def run(first: int, examples: int, jobs: int, clingo: bool = False) -> int:
    """Compare, and give the exit code: 1, with the seed, at the first difference."""
    outcomes: Counter[str] = Counter()
    start = time.monotonic()
    with Pool(jobs) as pool:
        for seed, found in pool.imap(partial(compared, clingo=clingo), range(first, first + examples), chunksize=STEP):
            outcomes.update(found.outcomes)
            if found.differences:
                print(f"seed {seed} differs: {found.differences[0]}")
                print(f"shrink it: python tests/spec/{Path(__file__).name} --shrink {seed}{' --clingo' * clingo}")
                return 1
            if (seed - first + 1) % (STEP * 20) == 0:
                print(f"{seed - first + 1} examples, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(f"{examples} examples from seed {first} agree, {time.monotonic() - start:.0f} s")
    for outcome, count in outcomes.most_common():
        print(f"  {outcome:15} {count:9}  {count / outcomes.total():6.1%}")
    return 0


def run_cases() -> int:
    """Compare every real case with clingo, norm by norm, and give the exit code."""
    from sanctioncheck.engine.plan import compile_plan
    from sanctioncheck.load.pack import load_pack
    from tests.spec.asp_cases import compare_case

    root = Path(__file__).parents[2]
    plan, norms, hearings, differing = compile_plan(load_pack(root / "rules")), 0, 0, 0
    for folder in sorted(path.parent for path in (root / "cases").glob("*/case.yaml")):
        for norm, found in compare_case(folder, plan):
            norms, hearings = norms + 1, hearings + found.outcomes.total()
            differing += bool(found.differences)
            for difference in found.differences[:1]:
                print(f"{folder.name}, {norm} differs: {difference}")
        print(f"{folder.name}: {norms} norms so far", file=sys.stderr, flush=True)
    print(f"{norms} norms of real cases, {hearings} outcomes of hearings, {differing} norms differ")
    return int(differing > 0)


def smaller(example: Example) -> Iterator[Example]:
    """Give every example with one thing left out: a norm, an element, an exception, a definition, a fact."""
    book, evidence = example
    for at, rule in enumerate(book.rules):
        rest = book.rules[:at], book.rules[at + 1 :]
        if len(book.rules) > 1:
            yield replace(book, rules=(*rest[0], *rest[1])), evidence
        for less in smaller_rules(rule):
            yield replace(book, rules=(*rest[0], less, *rest[1])), evidence
    for at in range(len(book.meanings)):
        yield replace(book, meanings=book.meanings[:at] + book.meanings[at + 1 :]), evidence
    for key in evidence.atoms:
        yield book, replace(evidence, atoms={k: w for k, w in evidence.atoms.items() if k != key})


def shrink(seed: int, clingo: bool = False) -> int:
    """Leave things out while the difference stays, and print what is left."""
    example, compare = of_seed(seed), way(clingo)
    differences = compare(*example).differences
    if not differences:
        print(f"seed {seed}: no difference")
        return 0
    moved = True
    while moved:
        moved = False
        for less in smaller(example):
            try:
                found = compare(*less).differences
            except (KeyError, ValueError):
                continue
            if found:
                example, differences, moved = less, found, True
                break
    show(*example)
    print("\n".join(["", *differences]))
    return 1


def show(book: Rulebook, evidence: Evidence) -> None:
    for rule in book.rules:
        print(f"norm {rule.id} in force {rule.span}, bearer {text_of(rule.norm.bearer)}")
        for name in rule.norm.elements:
            element = rule.elements[name]
            print(f"  element {name}: {text_of(element, 'when', 'readings', 'position', 'may_follow')}")
        for name, clause in rule.exceptions.items():
            print(f"  exception {name}: {text_of(clause, 'burden', 'standard', 'when', 'unless')}")
    for meaning in book.meanings:
        print(f"definition {text_of(meaning.definition, 'concludes', 'when', 'readings', 'exceptions', 'open')}")
        print(f"  in force {meaning.span}, cap {meaning.cap:05b}")
    for key, weighed in evidence.atoms.items():
        said = f"for {weighed.for_:05b} against {weighed.against:05b} {weighed.quantities or ''}"
        print(f"fact {key.predicate}({', '.join(key.args)}) {format_when(key.when)}: {said}")
    print(f"the case names {sorted(evidence.named)}, possibly the same {[sorted(s) for s in evidence.possibly_same]}")


def text_of(part: Any, *keys: str) -> str:
    said = part.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return json.dumps({key: value for key, value in said.items() if not keys or key in keys})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--shrink", type=int, metavar="SEED")
    parser.add_argument("--clingo", action="store_true", help="compare with clingo, not with the reference")
    parser.add_argument("--cases", action="store_true", help="with --clingo: the real cases, not random examples")
    asked = parser.parse_args()
    if asked.cases:
        return run_cases()
    if asked.shrink is not None:
        return shrink(asked.shrink, asked.clingo)
    return run(asked.first, asked.examples, asked.jobs, asked.clingo)


if __name__ == "__main__":
    sys.exit(main())
