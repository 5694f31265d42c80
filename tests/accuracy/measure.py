"""Measures the reader: `python tests/accuracy/measure.py development [opened] [--show d01]`.

Prints precision, recall and F1 for triggers, whole facts and attribution, and where it goes wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.read.extractor import Tools, extract, extractor_called
from sanctioncheck.read.plain import read_plain
from tests.accuracy.score import Report, compare, gold_rows, proposed_row, same, seed_rows, texts_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("halves", nargs="*", default=["development"])
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--seed", help="the folder of the seed article and its annotation")
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--llm-url")
    parser.add_argument("--llm-model", default="desk")
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    options_of_model = {key: value for key, value in (("url", options.llm_url), ("model", options.llm_model)) if value}
    tools = Tools(load_pack().vocabulary, load_texts(), options_of_model)
    extractor = extractor_called(options.extractor, tools)

    def read(text: str, published: str | None) -> tuple[list, list]:
        document = replace(read_plain(text, "text.txt"), published=published)
        kept, rejected = extract(document, extractor, tools)
        return [row for row in map(proposed_row, kept) if row is not None], rejected

    if options.seed is not None:
        folder = Path(options.seed)
        text = (folder / "000_ecac0aeaef4bf04e.txt").read_text(encoding="utf-8")
        gold = seed_rows(yaml.safe_load((folder / "gold-facts.yaml").read_text(encoding="utf-8"))["facts"])
        rows, _ = read(text, "2025-04-30")
        report = Report()
        compare(gold, rows, report)
        if "seed" in options.show:
            show({"id": "seed", "text": text}, gold, rows)
        tell("seed article (developed on)", report, options.kinds)
    for half in options.halves:
        report, rejected = Report(), []
        for entry in texts_of(half):
            rows, gone = read(entry["text"], str(entry.get("published") or "") or None)
            rejected += gone
            gold = gold_rows(entry)
            compare(gold, rows, report)
            if entry["id"] in options.show:
                show(entry, gold, rows)
        tell(f"{half}, extractor {options.extractor}", report, options.kinds)
        for reason, count in Counter(
            each.reason if len(each.reason) < 60 else each.reason[:60] for each in rejected
        ).most_common(20):
            print(f"  rejected, {count}: {reason}")


def tell(half: str, report: Report, kinds: bool) -> None:
    print(f"\n== {half}\n{'':28} P    R    F1")
    for part, score in report.parts.items():
        print(f"{part:28} {score.line}")
    for name, count in report.possible.items():
        print(f"of matched, {name:16} {report.fields[name] / count:.2f}   ({report.fields[name]} of {count})")
    for (what, wanted, got), count in sorted(report.confusion.items(), key=lambda item: -item[1])[:24]:
        print(f"  {what}: {wanted} taken for {got}: {count}")
    if kinds:
        for kind, score in sorted(report.kinds.items()):
            print(f"  {kind:20} {score.line}")


def show(entry: dict, gold: list, rows: list) -> None:
    text = entry["text"]
    print(f"---- {entry['id']}\n{text}")
    for wanted in gold:
        near = [
            r for r in rows if r.kind == wanted.kind and max(r.trigger[0], wanted.start) < min(r.trigger[1], wanted.end)
        ]
        good = any(
            (wanted.agent is None or same(wanted.agent, r.agent))
            and (wanted.recipient is None or same(wanted.recipient, r.recipient))
            and r.modality == wanted.modality
            and r.positive == wanted.positive
            for r in near
        )
        print(
            "OK " if good else "-- ",
            wanted.kind,
            "|",
            text[wanted.start : wanted.end].replace("\n", " "),
            "|",
            wanted.agent,
            "|",
            wanted.recipient,
            "|",
            wanted.modality,
            wanted.mode,
            wanted.positive,
            wanted.speaker,
        )
        if not good:
            for r in near:
                print(
                    "       got",
                    text[r.trigger[0] : r.trigger[1]],
                    "|",
                    r.agent,
                    "|",
                    r.recipient,
                    "|",
                    r.modality,
                    r.mode,
                    r.positive,
                    r.speaker,
                )
    for r in rows:
        if not any(r.kind == w.kind and max(r.trigger[0], w.start) < min(r.trigger[1], w.end) for w in gold):
            print(
                "XX ",
                r.kind,
                "|",
                text[r.start : r.end].replace("\n", " "),
                "| T:",
                text[r.trigger[0] : r.trigger[1]],
                "|",
                r.agent,
                "|",
                r.recipient,
                "|",
                r.modality,
                r.positive,
            )


if __name__ == "__main__":
    main()
