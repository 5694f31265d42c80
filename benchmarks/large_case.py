"""Writes a large case, and measures what judging it takes: `python benchmarks/large_case.py --facts 5000 --actors 40`.

The case is made up, the same for the same numbers, and judged by the rules of `rules/`: deliveries and payments among
actors, every second delivery from a State under an embargo, every second thing of a known kind, on the days of two
years. With `--alike` all deliveries are of one day, between two States, of things of which nothing else is said: the
case with the most findings for its size. Prints the median seconds of whole processes; asserts nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EMBARGOED = ("dprk", "iran", "eritrea", "libya")
KINDS = ("arms_or_related_materiel", "coal", "textiles", "refined_petroleum", "statue", "industrial_machinery")
FIRST, DAYS = date(2022, 1, 1), 730
REVIEW = {"state": "accepted", "by": "the authors of this benchmark", "on": "2024-06-01"}
PER_SOURCE = 100
Entry = dict[str, Any]


def write_case(folder: Path, facts: int, actors: int = 40, *, alike: bool = False) -> Path:
    """Write a case with so many facts and actors into a folder, which is made; give the folder."""
    names = _actors(2 if alike else actors)
    entries = [entry for entry, _ in zip(_alike(names) if alike else _varied(names), range(facts), strict=False)]
    things = {entry["about"]: None for entry in entries if entry["about"]}
    texts = [entries[at : at + PER_SOURCE] for at in range(0, facts, PER_SOURCE)]
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    sources = []
    for number, group in enumerate(texts):
        text = "\n".join(entry["text"] for entry in group)
        (folder / f"sources/{number}.txt").write_text(text, encoding="utf-8")
        sources.append({"id": f"s{number}", "kind": "press", "title": f"paper {number}", "published": "2024-01-01",
                        "path": f"sources/{number}.txt", "sha256": sha256(text.encode()).hexdigest(),
                        "reliability": "B"})  # fmt: skip
    case = {
        "sources": sources,
        "actors": [{"id": name, "type": kind, "name": called} for name, kind, called in names],
        "things": [{"id": name, "type": "item", "name": name.replace("-", " ")} for name in things],
        "facts": [_fact(number, entry) for number, entry in enumerate(entries)],
    }
    lines = [f"case: {folder.name}", "title: A large case, made up", 'as_of: "2024-06-01"']
    for key, members in case.items():
        # Every line of JSON is a line of YAML, and is written a hundred times as fast.
        lines += [f"{key}:", *(f"  - {json.dumps(member)}" for member in members)]
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _actors(number: int) -> list[tuple[str, str, str]]:
    with (ROOT / "rules/lists/un-members.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        members = {row["state"]: row["name"] for row in rows if not row["to"]}
    first = [*EMBARGOED, "russia"]
    states = [(name, "state", members[name]) for name in dict.fromkeys([*first, *members]) if name in members]
    firms = ((f"firm-{at}", "organisation", f"Firm {at}") for at in range(number))
    return [*states, *firms][:number] if number > 2 else [states[0], states[4]]


def _alike(names: list[tuple[str, str, str]]) -> Iterator[Entry]:
    seller, buyer = names[0][0], names[1][0]
    at = 0
    while True:
        claim = {"transfers": {"by": seller, "to": buyer, "object": f"item-{at}"}}
        yield {"about": f"item-{at}", "claim": claim, "on": "2023-05-01", "text": f"The DPRK sent item {at} to Russia."}
        at += 1


def _varied(names: list[tuple[str, str, str]]) -> Iterator[Entry]:
    at = 0
    while True:
        seller = names[at // 2 % min(len(names), len(EMBARGOED))] if at % 2 else names[at * 7 % len(names)]
        buyer = names[(at * 11 + 3) % len(names)]
        buyer = names[(at * 11 + 4) % len(names)] if buyer == seller else buyer
        day = (FIRST + timedelta(days=at * 37 % DAYS)).isoformat()
        thing = f"item-{at}"
        sent = {"transfers": {"by": seller[0], "to": buyer[0], "object": thing}}
        yield {"about": thing, "claim": sent, "on": day, "text": f"{seller[2]} sent item {at} to {buyer[2]}."}
        if at % 2:
            kind = KINDS[at // 2 % len(KINDS)]
            yield {"about": thing, "claim": {"is_a": {"thing": thing, "type": kind}}, "on": None,
                   "text": f"Item {at} was {kind}."}  # fmt: skip
        paid = {"pays": {"by": buyer[0], "to": seller[0]}}
        yield {"about": None, "claim": paid, "on": day, "text": f"{buyer[2]} paid {seller[2]} for item {at}."}
        at += 1


def _fact(number: int, entry: Entry) -> Entry:
    support = {"source": f"s{number // PER_SOURCE}", "quote": {"exact": entry["text"]}, "mode": "reported",
               "information": 2}  # fmt: skip
    dated = {"on": entry["on"]} if entry["on"] else {}
    return {"id": f"f{number}", **entry["claim"], **dated, "support": [support], "review": REVIEW}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=5000)
    parser.add_argument("--actors", type=int, default=40)
    parser.add_argument("--alike", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="only write the case, into this folder")
    asked = parser.parse_args()
    if asked.keep:
        write_case(asked.keep, asked.facts, asked.actors, alike=asked.alike)
        return
    with tempfile.TemporaryDirectory() as folder:
        case = write_case(Path(folder) / "large", asked.facts, asked.actors, alike=asked.alike)
        command = [sys.executable, "-m", "sanctioncheck", "run", str(case)]
        times = []
        for _ in range(asked.runs):
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - begin)
    print(f"run of {asked.facts} facts: {statistics.median(times):.2f} s (median of {asked.runs})")


if __name__ == "__main__":
    main()
