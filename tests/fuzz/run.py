"""Hands changed inputs to every reader and renderer for as long as asked; an input that breaks one is kept.

    python tests/fuzz/run.py --minutes 60
    python tests/fuzz/run.py --minutes 5 --target html --seed 7

What breaks a target is made as small as it gets and written to `tests/fuzz/corpus/<target>/`, where the tests find it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.mutate import CORPUS, corpus, like
from tests.fuzz.targets import TARGETS, attempt

ROUND = 100
"""Inputs to one target before the next has its turn."""


class Hunt:
    """One target: how its inputs ended, and what broke it."""

    def __init__(self, target: str, kept: tuple[bytes, ...]) -> None:
        self.target, self.kept = target, kept
        self.ended: Counter[str] = Counter()
        self.found: dict[str, bytes] = {}
        self.slowest = (0.0, b"")

    def round(self, number: int, examples: int = ROUND) -> None:
        """Hand over some inputs; of each kind of fault the smallest input is kept."""
        last: list[tuple[str, bytes]] = []

        @seed(number)
        @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(like(self.kept))
        def hand_over(data: bytes) -> None:
            began = time.process_time()
            try:
                self.ended[attempt(self.target, data)] += 1
            except Exception as error:
                last.append((fault(error), data))
                raise
            finally:
                self.slowest = max(self.slowest, (time.process_time() - began, data))

        try:
            hand_over()
        except Exception:
            for kind, data in last[-1:]:
                self.found[kind] = min(self.found.get(kind, data), data, key=len)


def fault(error: BaseException) -> str:
    """Name a fault by what was raised where: two inputs with one name have one cause."""
    frame = error.__traceback__
    where = "nowhere"
    while frame is not None:
        path = Path(frame.tb_frame.f_code.co_filename)
        if "sanctioncheck" in path.parts[-4:-1] or path.name == "targets.py":
            where = f"{path.parent.name}/{path.name}:{frame.tb_frame.f_code.co_name}"
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
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this one; repeatable")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    hunts = [Hunt(target, tuple(corpus(target))) for target in asked.target or TARGETS]
    for hunt in hunts:
        # What is loaded once is nobody's slowness.
        attempt(hunt.target, hunt.kept[0])
    end, number = time.monotonic() + asked.minutes * 60, asked.seed
    while time.monotonic() < end:
        for hunt in hunts:
            number += 1
            if time.monotonic() < end:
                hunt.round(number)
    for hunt in hunts:
        seconds, data = hunt.slowest
        ended = ", ".join(f"{count} {what}s" for what, count in sorted(hunt.ended.items()))
        print(f"{hunt.target:11} {hunt.ended.total():8} inputs: {ended}; slowest {seconds:.1f} s, {len(data)} bytes")
        for kind, data in sorted(hunt.found.items()):
            print(f"{hunt.target:11} BROKEN: {kind}: {keep(hunt.target, data).name}")
    return int(any(hunt.found for hunt in hunts))


if __name__ == "__main__":
    sys.exit(main())
