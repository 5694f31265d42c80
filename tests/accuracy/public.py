"""Measures the reader on the public event sentences of PLOVER: `python tests/accuracy/public.py PATH [--show FIGHT]`.

The sentences are real and nobody tunes on them. Their event classes are broader than the predicates of the vocabulary,
so only classes that the vocabulary has words for are counted: whether an event is found at all, and where it is,
whether source and target are right, as far as those are States.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.read.grammar.reader import RulesReader
from tests.accuracy.score import proposed_row

CLASSES: dict[str, frozenset[str]] = {
    "FIGHT": frozenset({"attacks", "fights_alongside", "at_war", "occupies", "sends_troops", "tests_weapon"}),
    "ASSAULT": frozenset({"attacks"}),
    "AID": frozenset({"transfers", "pays", "supports", "trains", "promises"}),
    "MOBILIZE": frozenset({"sends_troops", "exercises", "troops_present", "threatens"}),
    "SANCTION": frozenset({"imposes_sanctions", "blockades", "withdraws"}),
    "THREATEN": frozenset({"threatens", "accuses"}),
    "SUPPORT": frozenset({"supports", "thanks", "allied_with", "recognises", "promises"}),
    "DISAPPROVE": frozenset({"accuses"}),
    "RETREAT": frozenset({"withdraws"}),
    "AGREE": frozenset({"concludes_treaty", "promises", "consents", "allied_with"}),
}
"""Event class of PLOVER to those classes of the gold set that are such events."""


def records(path: Path) -> list[dict[str, Any]]:
    """Read the records whose class is counted."""
    found = json.loads(path.read_text(encoding="utf-8"), strict=False)
    return [each for each in found if each.get("event") in CLASSES and each.get("text")]


class Named:
    """Finds which States a description of an actor names."""

    def __init__(self, reader: RulesReader) -> None:
        self.reader = reader

    def codes(self, actors: Any) -> set[str]:
        """Give the codes of the States that some actors are."""
        listed = actors if isinstance(actors, list) else [actors] if actors else []
        found = set()
        for actor in listed:
            doc = self.reader.english.nlp.make_doc(str(actor.get("actorText", "")))
            for hit in self.reader.names.merge(doc).values():
                code = self.reader.names.code.get(hit.id)
                if code is not None:
                    found.add(code)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", nargs="*", default=[], help="print the sentences of these classes that are missed")
    options = parser.parse_args()
    reader = RulesReader(load_pack().vocabulary, load_texts())
    named = Named(reader)
    counts: dict[str, Counter[str]] = {}
    for record in records(options.path):
        event = record["event"]
        count = counts.setdefault(event, Counter())
        count["all"] += 1
        rows = [row for row in map(proposed_row, reader.read(record["text"])) if row is not None]
        rows = [row for row in rows if row.kind in CLASSES[event]]
        if not rows:
            if event in options.show:
                print(event, "missed:", record["text"])
            continue
        count["found"] += 1
        for role, field in (("source", "agent"), ("target", "recipient")):
            wanted = named.codes(record.get(role))
            if wanted:
                count[role] += 1
                count[f"{role} right"] += any(getattr(row, field) in wanted for row in rows)
    total: Counter[str] = Counter()
    for event, count in sorted(counts.items()):
        tell(event, count)
        total.update(count)
    tell("all", total)


def tell(name: str, count: Counter[str]) -> None:
    print(
        f"{name:11} found {count['found']:3} of {count['all']:3} ({count['found'] / count['all']:.2f});"
        f" source right {count['source right']:3} of {count['source']:3},"
        f" target right {count['target right']:3} of {count['target']:3}"
    )


if __name__ == "__main__":
    main()
