"""Compares native engine, durable_rules and reference on as many random examples as asked for.

One example in ten crosses the limits of durable_rules: long conditions are split, a norm of too many parts is refused.
One in ten has a type that rests on another, and one in a hundred has 100 norms. Each process judges two hundred
examples and is replaced, since durable_rules never frees a rule.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from sanctioncheck.engine.durable.host import Spent
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.rulebook import Rulebook
from tests.spec.compare import compare
from tests.spec.engines import both
from tests.spec.generate import Seeded, made_up
from tests.spec.wide import TOO_MANY, crossing, grown, of_seed

CHUNK = 200
LARGE = 50
"""Norms of an example that takes as long as ten others."""


class Told(NamedTuple):
    """What came of some examples."""

    examples: int
    derivations: int
    refused: int
    spent: int
    """Examples that need more facts in durable_rules than it is given."""
    wrong: tuple[str, ...]


def example(seed: int, wide: bool = False, small: bool = False) -> tuple[Rulebook, Evidence]:
    """Give the example of a seed; where only small ones are wanted, another in the place of one of many norms."""
    if wide:
        return crossing(seed)
    if small:
        book, evidence = example(seed)
        return (book, evidence) if len(book.rules) <= LARGE else made_up(Seeded(seed))
    if seed % 100 == 50:
        return grown(seed, 100)
    return crossing(seed) if seed % 10 == 9 else of_seed(seed)


def compared(first: int, number: int, reference: bool, wide: bool = False, small: bool = False) -> Told:
    """Compare some examples; a crash is a difference too."""
    derivations = refused = spent = 0
    wrong: list[str] = []
    for seed in range(first, first + number):
        book, evidence = example(seed, wide, small)
        try:
            found = both(book, evidence)
            wrong += [f"seed {seed}: {each}" for each in found.differences[:3]]
            too_many = {rule.id for rule in book.rules if len(rule.norm.elements) > TOO_MANY}
            if not found.refused <= too_many:
                wrong.append(f"seed {seed}: refused {sorted(found.refused - too_many)}")
            if reference and (wide or seed % 100 != 50):
                wrong += [f"seed {seed}: {each}" for each in compare(book, evidence).differences[:3]]
        except Spent:
            # A reported end, as `run` has it: the example is not compared, and is counted.
            spent += 1
            wrong += [f"seed {seed}: {each}" for each in compare(book, evidence).differences[:3]] if reference else []
            continue
        except Exception as error:
            wrong.append(f"seed {seed}: {type(error).__name__}: {error}")
            continue
        derivations, refused = derivations + found.derivations, refused + len(found.refused)
    return Told(number, derivations, refused, spent, tuple(wrong))


def run(
    first: int, examples: int, jobs: int, reference: bool, wide: bool = False, small: bool = False
) -> Iterator[tuple[Told, int]]:
    """Compare examples in processes that are replaced; gives what came of each few hundred, and how many crashed.

    A process that crashes is tried once more: a fault of durable_rules that does not come again is counted, and one
    that does is a difference.
    """

    def chunk(at: int) -> tuple[Told, int]:
        number = min(CHUNK, first + examples - at)
        command = [
            sys.executable,
            __file__,
            "--chunk",
            str(at),
            str(number),
            *([] if reference else ["--no-reference"]),
            *(["--wide"] if wide else []),
            *(["--small"] if small else []),
        ]
        for crashed in (0, 1):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                told = json.loads(done.stdout.splitlines()[-1])
                return Told(told[0], told[1], told[2], told[3], tuple(told[4])), crashed
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return Told(
            number, 0, 0, 0, (f"seeds {at} to {at + number - 1}: ended with {done.returncode} twice {last}",)
        ), 2

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(chunk, range(first, first + examples, CHUNK))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-reference", action="store_true", help="compare the two engines only")
    parser.add_argument("--wide", action="store_true", help="only examples that cross the limits of durable_rules")
    parser.add_argument("--small", action="store_true", help="no example of many norms")
    parser.add_argument("--chunk", type=int, nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.chunk:
        first, number = asked.chunk
        # The process ends before its garbage is in the way.
        gc.disable()
        print(json.dumps(compared(first, number, not asked.no_reference, asked.wide, asked.small)))
        return 0
    start, done, derivations, refused, spent, crashes = time.monotonic(), 0, 0, 0, 0, 0
    for told, crashed in run(asked.first, asked.examples, asked.jobs, not asked.no_reference, asked.wide, asked.small):
        done, derivations, refused = done + told.examples, derivations + told.derivations, refused + told.refused
        spent, crashes = spent + told.spent, crashes + crashed
        for line in told.wrong:
            print(line, flush=True)
        if told.wrong:
            return 1
        if done % 1_000 == 0:
            print(f"{done} examples, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(
        f"{done - spent} of {done} examples from seed {asked.first} agree: {derivations} derivations, "
        f"{refused} norms refused, {spent} examples beyond the budget of facts, "
        f"{crashes} processes crashed and were asked again, "
        f"{time.monotonic() - start:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
