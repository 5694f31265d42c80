"""Times five engines on the same norms and cases, in one run: `python benchmarks/engines/run.py`.

Each engine and number of norms has a process of its own. Answers are compared with those of the native engine on the
same cases before anything is timed. What the engines give differs: ours judge at five standards, in two hearings, and
the second one also keeps every firing; the others give violations only.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.engines.engines import ENGINES
from benchmarks.engines.workload import examples

NORMS = (20, 200, 1000)
CHECKED, SECONDS, PATIENCE = 20, 4.0, 180


def measured(engine: str, norms: int) -> dict[str, Any]:
    """Measure one engine, in this process."""
    cases = examples(CHECKED)
    start = time.perf_counter()
    judge = ENGINES[engine](norms)
    ready = time.perf_counter() - start
    answers = [sorted(judge(case)) for case in cases]
    done, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < SECONDS:
        judge(cases[done % len(cases)])
        done += 1
    took = time.perf_counter() - begin
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"ready": ready, "rate": done / took, "memory": max(own, children) / 1024, "answers": answers}


def trace() -> str:
    """Time the trace of one cell, which only our engines give: Russia under article 2(4) of the Charter, at Kursk."""
    from sanctioncheck.cli.pipeline import open_case

    story = open_case(str(Path(__file__).parents[2] / "cases" / "2025-kursk-recognition"))
    norm = "un.charter/2-4#no-force"
    cell = story.assessment.cells["russia", norm]
    planned = next(each for each in story.assessment.plan.rules if each.rule.id == norm)
    times = []
    for _ in range(7):
        start = time.perf_counter()
        story.teller.cell(cell, planned)
        times.append(time.perf_counter() - start)
    return (
        f"Trace of one cell (Kursk, Russia, Charter art 2(4)): {statistics.median(times) * 1000:.0f} ms, median of 7."
    )


def main() -> int:
    """Print the table."""
    from tabulate import tabulate

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--norms", type=int, nargs="*", default=list(NORMS))
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "NORMS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one[0], int(asked.one[1]))))
        return 0
    rows = []
    for norms in asked.norms:
        right: list[Any] = []
        for engine in ENGINES:
            command = [sys.executable, __file__, "--one", engine, str(norms)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
            except subprocess.TimeoutExpired:
                rows.append([norms, engine, "", "", "", f"no answer in {PATIENCE} s"])
                continue
            if done.returncode:
                last = (done.stderr.strip().splitlines() or [f"signal {-done.returncode}"])[-1]
                rows.append([norms, engine, "", "", "", f"failed: {last[:60]}"])
                continue
            found = json.loads(done.stdout.splitlines()[-1])
            right = right or found["answers"]
            wrong = sum(one != other for one, other in zip(found["answers"], right, strict=True))
            said = "the same" if not wrong else f"WRONG in {wrong} of {CHECKED}"
            rows.append([norms, engine, f"{found['ready'] * 1000:.0f}", f"{found['rate']:.3g}",
                         f"{found['memory']:.0f}", said])  # fmt: skip
    header = ["norms", "engine", "ready (ms)", "cases/s", "memory (MiB)", "answers"]
    print(tabulate(rows, header, disable_numparse=True, tablefmt="github"))
    print(trace())
    return 0


if __name__ == "__main__":
    sys.exit(main())
