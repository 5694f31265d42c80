"""The order of files, facts and supports changes no byte of what is found."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.load.case import LoadedCase, load_case
from sanctioncheck.model.rulebook import Rulebook

CASES = Path(__file__).parents[2] / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))


def told(loaded: LoadedCase, book: Rulebook) -> str:
    story = Story(loaded, book, judge(loaded, book, compile_plan(book), "reasonable-grounds"))
    return story.whole(everything=True).model_dump_json(by_alias=True)


def shuffled(loaded: LoadedCase, dice: random.Random) -> LoadedCase:
    """Give a case with its facts, their supports and its other parts in another order."""
    passages, facts = {}, []
    for fact in loaded.case.facts:
        order = list(range(len(fact.support)))
        dice.shuffle(order)
        facts.append(fact.model_copy(update={"support": tuple(fact.support[i] for i in order)}))
        for new, old in enumerate(order):
            if (fact.id, old) in loaded.passages:
                passages[fact.id, new] = loaded.passages[fact.id, old]
    changes: dict[str, list[Any]] = {"facts": list(facts)}
    for part in ("judgements", "opinions", "assumptions", "refused"):
        changes[part] = list(getattr(loaded.case, part))
    for rows in changes.values():
        dice.shuffle(rows)
    case = loaded.case.model_copy(update={k: tuple(v) for k, v in changes.items()})
    return replace(loaded, case=case, passages=passages)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_files_facts_and_supports_changes_no_byte(name: str, rulebook: Rulebook) -> None:
    """Shuffled three times, rules, definitions, findings and facts alike, a case gives the same bytes."""
    loaded = load_case(CASES / name, rulebook)
    plain = told(loaded, rulebook)
    for seed in range(3):
        dice = random.Random(seed)
        lists, findings = list(rulebook.lists), list(rulebook.findings)
        dice.shuffle(lists)
        dice.shuffle(findings)
        book = replace(rulebook, lists=tuple(lists), findings=tuple(findings))

        assert told(shuffled(loaded, dice), book) == plain
