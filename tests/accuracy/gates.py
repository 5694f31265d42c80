"""What must never happen, whatever the score: `python tests/accuracy/gates.py development [opened] [--quiet]`.

A fact that the annotation denies, negates, alleges, supposes, promises or demands must not be proposed as something
asserted that
happened; no opinion may be a fact; and every quote stands in its text.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.accuracy.score import PREDICATES, Row, gold_rows, proposed_row, texts_of

ASSERTED = ("admitted", "official", "found", "observed", "reported")


@dataclass(frozen=True)
class Breach:
    """A proposal that breaks a gate."""

    gate: str
    text: str
    told: str


def breaches(entry: dict[str, Any], proposals: list[Any]) -> list[Breach]:
    """Find the proposals from an annotated text that break a gate."""
    found = []
    gold = gold_rows(entry)
    for proposal in proposals:
        row = proposed_row(proposal)
        if entry["text"][proposal.quote.start : proposal.quote.end] != proposal.quote.exact:
            found.append(Breach("verbatim", entry["id"], proposal.quote.exact))
        if row is None or not proposal.evidence or not proposal.positive or proposal.mode not in ASSERTED:
            continue
        same = [g for g in gold if g.kind == row.kind and _overlap(g.trigger, row.trigger)]
        if same and not any(_asserted(g) for g in same):
            gate = (
                "allegation"
                if all(g.mode == "alleged" and g.status == "actual" and g.positive for g in same)
                else "not a fact"
            )
            wanted = sorted({f"{g.status} {g.mode} {'+' if g.positive else '-'}" for g in same})
            found.append(
                Breach(
                    gate,
                    entry["id"],
                    f"{row.kind} | {proposal.quote.exact} | {proposal.status} {proposal.mode} | annotated {wanted}",
                )
            )
    return found


def _asserted(row: Row) -> bool:
    return row.status == "actual" and row.positive and row.mode in ASSERTED


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def main() -> None:
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.load.texts import load_texts
    from sanctioncheck.read.grammar.reader import RulesReader

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("halves", nargs="*", default=["development"])
    parser.add_argument("--quiet", action="store_true", help="only count")
    options = parser.parse_args()
    reader = RulesReader(load_pack().vocabulary, load_texts())
    for half in options.halves:
        found: list[Breach] = []
        for entry in texts_of(half):
            found += breaches(
                entry, list(reader.read(entry["text"], published=str(entry.get("published") or "") or None))
            )
        if not options.quiet:
            for breach in found:
                print(breach.text, breach.gate, "|", breach.told.replace("\n", " "))
        print(f"{half}: {len(found)} breaches; {len(PREDICATES)} predicates")


if __name__ == "__main__":
    main()
