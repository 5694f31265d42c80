"""Reads the hostile sentences and lists every fact that must not have been read from them: `python
tests/accuracy/hostile_check.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.accuracy.score import PREDICATES, proposed_row

HERE = Path(__file__).parent


def sentences() -> list[dict[str, Any]]:
    """Give the hostile sentences."""
    entries: list[dict[str, Any]] = yaml.safe_load((HERE / "hostile.yaml").read_text(encoding="utf-8"))["sentences"]
    return entries


def faults(entry: dict[str, Any], proposals: list[Any]) -> list[str]:
    """Say which proposals break what the entry forbids or expects."""
    found = []
    for proposal in proposals:
        row = proposed_row(proposal)
        if row is None:
            continue
        sign = "+" if row.positive else "-"
        who = f"{row.agent} | {row.recipient}"
        told = f"{row.kind} | {proposal.quote.exact} | {who} | {row.status} {row.mode} {sign}"
        codes = {f.code for f in [*proposal.roles.values(), proposal.speaker] if f is not None and f.code}
        if "expects" in entry and codes - {str(code) for code in entry["expects"]}:
            found.append(f"another State: {told} {sorted(codes)}")
        rule = entry.get("forbids")
        # What is only asked or imagined is no fact, and nobody can accept it as one.
        if rule and "polarity" in rule and "status" not in rule and not proposal.evidence:
            continue
        if rule and _matches(rule, row, codes):
            found.append(told)
        if proposal.quote.exact not in entry["text"].replace("\n", " "):
            found.append(f"not verbatim: {told}")
    return found


def _matches(rule: dict[str, Any], row: Any, codes: set[str]) -> bool:
    polarity = "positive" if row.positive else "negative"
    checks: dict[str, Callable[[Any], bool]] = {
        "class": lambda v: v == "any" or row.kind in v,
        "class_not": lambda v: row.kind not in v,
        "status": lambda v: row.status in v,
        "polarity": lambda v: polarity in v,
        "mode": lambda v: row.mode in v,
        "mode_not": lambda v: row.mode not in v,
        "state": lambda v: bool({row.agent, row.recipient} & set(v)),
    }
    return all(check(rule[key]) for key, check in checks.items() if key in rule)


def main() -> None:
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.load.texts import load_texts
    from sanctioncheck.read.grammar.reader import RulesReader

    reader = RulesReader(load_pack().vocabulary, load_texts())
    bad = 0
    for entry in sentences():
        for fault in faults(entry, list(reader.read(entry["text"]))):
            bad += 1
            print(
                entry["id"],
                entry["kind"],
                "|",
                entry["text"][:200].replace("\n", " "),
                "\n     ",
                fault,
                "\n     ",
                entry.get("forbids") or entry.get("expects"),
            )
    print(f"{bad} faults in {len(sentences())} sentences; classes known: {len(set(PREDICATES.values()))}")


if __name__ == "__main__":
    main()
