"""Compares engine and reference on as many random examples as asked for; shrinks what differs."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import format_when
from tests.spec.compare import Comparison, compare
from tests.spec.generate import Seeded, made_up

Example = tuple[Rulebook, Evidence]
STEP = 50


def compared(seed: int) -> tuple[int, Comparison]:
    """Compare one example; a crash is a difference too."""
    try:
        return seed, compare(*made_up(Seeded(seed)))
    except Exception as error:
        return seed, Comparison([f"{type(error).__name__}: {error}"])


def run(first: int, examples: int, jobs: int) -> int:
    """Compare, and give the exit code: 1, with the seed, at the first difference."""
    outcomes: Counter[str] = Counter()
    start = time.monotonic()
    with Pool(jobs) as pool:
        for seed, found in pool.imap(compared, range(first, first + examples), chunksize=STEP):
            outcomes.update(found.outcomes)
            if found.differences:
                print(f"seed {seed} differs: {found.differences[0]}")
                print(f"shrink it: python tests/spec/{Path(__file__).name} --shrink {seed}")
                return 1
            if (seed - first + 1) % (STEP * 20) == 0:
                print(f"{seed - first + 1} examples, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(f"{examples} examples from seed {first} agree, {time.monotonic() - start:.0f} s")
    for outcome, count in outcomes.most_common():
        print(f"  {outcome:15} {count:9}  {count / outcomes.total():6.1%}")
    return 0


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


def smaller_rules(rule: Rule) -> Iterator[Rule]:
    for name in rule.norm.elements:
        if name != rule.norm.trigger:
            kept = tuple(other for other in rule.norm.elements if other != name)
            yield replace(rule, norm=rule.norm.model_copy(update={"elements": kept}))
    for name in rule.exceptions:
        yield replace(rule, exceptions={n: e for n, e in rule.exceptions.items() if n != name})


def shrink(seed: int) -> int:
    """Leave things out while the difference stays, and print what is left."""
    example = made_up(Seeded(seed))
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
    asked = parser.parse_args()
    return shrink(asked.shrink) if asked.shrink is not None else run(asked.first, asked.examples, asked.jobs)


if __name__ == "__main__":
    sys.exit(main())
