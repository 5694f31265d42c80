"""Hands changed inputs to the readers and renderers for as long as asked; an input that breaks one is kept.

    python tests/fuzz/run.py --minutes 60
    python tests/fuzz/run.py --minutes 5 --target html --seed 7
    python tests/fuzz/run.py --inputs 1000000 --target yaml --target rules --target vocabulary

What breaks a target is made as small as it gets and written to `tests/fuzz/corpus/<target>/`, where the tests find it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.commands import Bug
from tests.fuzz.mutate import CORPUS, corpus, like, smaller
from tests.fuzz.targets import TARGETS, attempt

ROUND = 100
"""Inputs to one target before the next has its turn."""
FEWER = {"report": 3, "arguments": 3, "render": 10, "record": 20, "pack_files": 20, "kept": 50, "text": 50}
"""The same for targets that take far longer than the others."""


class Hunt:
    """One target: how its inputs ended, and what broke it."""

    def __init__(self, target: str, kept: tuple[bytes, ...]) -> None:
        self.target, self.kept = target, kept
        self.ended: Counter[str] = Counter()
        self.found: dict[str, bytes] = {}
        self.slowest = (0.0, b"")

    def round(self, number: int, examples: int = ROUND) -> None:
        """Hand over some inputs; of each kind of fault one input is kept, made small."""
        chance = Random(number)
        for _ in range(examples):
            data = like(chance, self.kept)
            began = time.process_time()
            kind = self.broken(data, count=True)
            self.slowest = max(self.slowest, (time.process_time() - began, data))
            if kind is not None and kind not in self.found:
                self.found[kind] = smaller(data, partial(self.breaks, kind))

    def breaks(self, kind: str, data: bytes) -> bool:
        """Tell whether an input breaks the target in this way."""
        return self.broken(data) == kind

    def broken(self, data: bytes, *, count: bool = False) -> str | None:
        """Hand over an input; give what it broke, if it broke anything."""
        try:
            ended = attempt(self.target, data)
        except Exception as error:
            ended = "fault"
            return fault(error)
        finally:
            if count:
                self.ended[ended] += 1
        return None


def fault(error: BaseException) -> str:
    """Name a fault by what was raised where: two inputs with one name have one cause."""
    if isinstance(error, Bug):
        return str(error)
    frame = error.__traceback__
    where = "nowhere"
    while frame is not None:
        path = Path(frame.tb_frame.f_code.co_filename)
        if "sanctioncheck" in path.parts[-4:-1]:
            where = f"{path.parent.name}/{path.name}:{frame.tb_frame.f_code.co_name}"
        elif path.parent.name in ("fuzz", "render") and path.name != "run.py":
            # What is held here is one thing a line.
            where = f"{path.parent.name}/{path.name}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"{type(error).__name__} in {where}"


def keep(target: str, data: bytes) -> Path:
    """Keep an input that broke a target."""
    path = CORPUS / target / f"found-{sha256(data).hexdigest()[:10]}"
    path.write_bytes(data)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--inputs", type=int, help="end after so many, however long it takes")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this one; repeatable")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    hunts = [Hunt(target, tuple(corpus(target))) for target in asked.target or TARGETS]
    for hunt in hunts:
        # What is loaded once is nobody's slowness.
        attempt(hunt.target, hunt.kept[0])
    end = time.monotonic() + asked.minutes * 60
    for number, left in _turns(asked.seed, asked.inputs):
        if asked.inputs is None and time.monotonic() >= end:
            break
        hunt = hunts[number % len(hunts)]
        hunt.round(number, min(ROUND if asked.inputs else FEWER.get(hunt.target, ROUND), left))
    for hunt in hunts:
        seconds, data = hunt.slowest
        ended = ", ".join(f"{count} {what}s" for what, count in sorted(hunt.ended.items()))
        print(f"{hunt.target:11} {hunt.ended.total():8} inputs: {ended}; slowest {seconds:.1f} s, {len(data)} bytes")
        for kind, data in sorted(hunt.found.items()):
            print(f"{hunt.target:11} BROKEN: {kind}: {keep(hunt.target, data).name}")
    return int(any(hunt.found for hunt in hunts))


def _turns(first: int, inputs: int | None) -> Iterator[tuple[int, int]]:
    """Give the number of each round, and how many inputs are left before it; without end where none were asked for."""
    for number in count(first):
        left = ROUND if inputs is None else inputs - (number - first) * ROUND
        if left <= 0:
            return
        yield number, left


if __name__ == "__main__":
    sys.exit(main())
