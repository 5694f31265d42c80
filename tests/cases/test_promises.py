"""What `ask` promises is what `whatif` shows, and what a case saved from it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctioncheck.cli.saving import save_case
from sanctioncheck.engine.plan import Plan
from sanctioncheck.explain.ask import Asker
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.whatif import Changes, suppose
from sanctioncheck.load.case import load_case
from sanctioncheck.model.finding import QUIET
from sanctioncheck.model.question import AnswerSet
from sanctioncheck.model.rulebook import Rulebook

CASES = Path(__file__).parents[2] / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))
SETS = 40
"""So many sets of a case are tried, evenly spread over its cells."""
SAVED = 7
"""One in so many supposed cases is saved and judged anew."""


def supposing(one: AnswerSet) -> Changes:
    """Give the changes that the answers of a set are, each atom word for word as it is printed."""
    return Changes(
        assume=tuple(answer.atom for answer in one.answers if answer.answer == "yes"),
        deny=tuple(answer.atom for answer in one.answers if answer.answer == "no"),
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_is_settled_by_the_answers_as_promised(
    name: str, rulebook: Rulebook, plan: Plan, tmp_path: Path
) -> None:
    """Sets that `ask` prints, fed into `whatif` as it stands; a share of them saved, loaded and judged again."""
    loaded = load_case(CASES / name, rulebook)
    standard = rulebook.policy.default
    story = Story(loaded, rulebook, judge(loaded, rulebook, plan, standard))
    promised = [((cell.actor, cell.norm), one) for cell in Asker(story).case() for one in cell.sets]
    for tried, (key, one) in enumerate(promised[:: 1 + len(promised) // SETS]):
        changes = supposing(one)
        after = suppose(story, changes)
        assert after.story.assessment.cells[key].outcome(standard) == one.outcome, (key, changes)
        if tried % SAVED == 0:
            target = tmp_path / f"saved-{tried}"
            save_case(CASES / name, target, loaded.case, after.story.file.case, after.told, None)
            again = load_case(target, rulebook)
            judged = judge(again, rulebook, plan, standard)
            assert set(judged.actors) == set(after.story.assessment.actors)
            for each, wanted in after.story.assessment.cells.items():
                got = judged.cells[each]
                row = got.if_assumed or got.by_standard
                idle = {*row, *wanted.by_standard} <= {*QUIET}
                assert idle or row == wanted.by_standard, (each, changes)
