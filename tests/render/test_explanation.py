"""The explanation of a cell: in one line, in one paragraph, whole, and with every condition."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.model.brief import Length
from sanctioncheck.model.finding import Effect, Outcome
from sanctioncheck.model.result import CellNode, RunResult
from sanctioncheck.model.truth import Standard
from sanctioncheck.model.verification import Objection, Verification
from sanctioncheck.render.brief import verdict, written
from sanctioncheck.render.explanation import answer, to_markdown, to_text

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
Golden = Callable[[Path, str], None]

CELLS = {
    "violated": ("avaria", "un.charter/2-4#no-force"),
    "excused": ("borduria", "un.charter/2-4#no-force"),
    "not-triggered": ("cordia", "un.charter/2-4#no-force"),
    "responsible": ("borduria", "un.ilc.arsiwa/16#aid"),
    "contested": ("avaria", "un.sc.res.1874/9#no-procurement"),
    "undetermined": ("avaria", "un.sc.res.2270/9#no-hosting"),
    "not-applicable": ("cordia", "un.sc.res.1874/9#no-export"),
}


def cell_of(run: RunResult, name: str) -> CellNode:
    return next(cell for cell in run.cases[0].cells if (cell.actor, cell.norm) == CELLS[name])


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("depth", ["line", "paragraph", "whole", "full"])
def test_each_depth_reads_as_it_should(ordinary: RunResult, golden: Golden, name: str, depth: str) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), depth)
    golden(GOLDEN / f"explain-{name}-{depth}.txt", text)


@pytest.mark.parametrize("depth", ["line", "paragraph", "whole"])
def test_the_markdown_reads_as_it_should(ordinary: RunResult, golden: Golden, depth: str) -> None:
    text = to_markdown(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), depth)
    golden(GOLDEN / f"explain-violated-{depth}.md", text)


@pytest.mark.parametrize("name", CELLS)
def test_one_line_is_one_line(ordinary: RunResult, name: str) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), "line")
    assert text.splitlines()[0].endswith("]")
    assert text.splitlines()[1] == ""


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("length", ["line", "paragraph"])
def test_the_data_of_a_brief_answer_are_its_sentences(ordinary: RunResult, name: str, length: Length) -> None:
    """What the JSON holds, joined, is what is printed; every sentence has an id."""
    cell = cell_of(ordinary, name)
    brief = answer(ordinary, ordinary.cases[0], cell, length)
    assert all(sentence.ids for sentence in brief.sentences)
    assert (brief.outcome, brief.word, brief.actor, brief.norm) == (cell.outcome, cell.word, cell.actor, cell.norm)
    printed = to_text(ordinary, ordinary.cases[0], cell, length, width=100_000).splitlines()[0]
    assert printed.removesuffix(".") in (written(brief.sentences).removesuffix("."), printed.removesuffix("."))
    assert all(part in printed for sentence in brief.sentences for part in sentence.ids)


def test_one_finding_can_be_told_alone(ordinary: RunResult) -> None:
    cell = cell_of(ordinary, "contested")
    text = to_text(ordinary, ordinary.cases[0], cell, finding=cell.findings[1].id)
    assert "Finding 2 of 2" in text
    assert "Finding 1 of 2" not in text


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("depth", ["whole", "full"])
def test_every_line_of_a_tree_ends_with_ids(ordinary: RunResult, name: str, depth: str) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), depth, width=10_000)
    lines = [line for line in text.splitlines() if re.match(r"[│ ]*[├└]─ ", line)]
    assert [line for line in lines if not line.endswith("]")] == []


@pytest.mark.parametrize("name", CELLS)
def test_every_sentence_of_the_paragraph_ends_with_ids(ordinary: RunResult, name: str) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, name), "paragraph", width=10_000).splitlines()[0]
    assert text.endswith("].")
    # A full stop inside a sentence would leave its first half without ids.
    assert all(re.search(r"[\])]$", part) for part in re.split(r"\. (?=[A-ZI])", text.removesuffix(".")))


def test_a_note_is_ours_and_never_in_quotation_marks(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    note = next(line for line in text.splitlines() if "came as guests" in line)
    assert "our note on The Morning Post: The article says that the soldiers came as guests (" in note
    assert "“" not in note


def test_a_passage_cannot_end_its_own_quotation_marks(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    assert "“our soldiers crossed the river at dawn, ‘as planned’”" in text


def test_a_passage_is_printed_once_and_then_named(ordinary: RunResult) -> None:
    text = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"), width=10_000)
    assert text.count("at dawn") == 1
    assert "as quoted above [f1]" in text


def test_an_unconfirmed_pinpoint_is_marked_wherever_it_stands(ordinary: RunResult) -> None:
    violated = to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "violated"))
    assert "ARSIWA art 4, pinpoint not confirmed" in violated
    assert "VCLT art 26, pinpoint not confirmed" in violated
    assert "pinpoint not confirmed" in to_text(ordinary, ordinary.cases[0], cell_of(ordinary, "contested"))


def test_colour_touches_only_the_heading(ordinary: RunResult) -> None:
    cell = cell_of(ordinary, "violated")
    plain = to_text(ordinary, ordinary.cases[0], cell).splitlines()
    coloured = to_text(ordinary, ordinary.cases[0], cell, colour=True).splitlines()
    assert coloured[0].startswith("\x1b[")
    assert coloured[1:] == plain[1:]


SAID: list[tuple[Effect, Outcome, Standard | None, str]] = [
    ("breach", "violated", "alleged", "it is alleged, and not shown, that Avaria violated "),
    ("breach", "violated", "reasonable-grounds", "there are reasonable grounds to believe that Avaria violated "),
    ("breach", "violated", "balance", "on the balance of probabilities, Avaria violated "),
    ("breach", "violated", "clear-and-convincing", "there is clear and convincing evidence that Avaria violated "),
    ("breach", "violated", "conclusive", "it is shown conclusively that Avaria violated "),
    ("breach", "excused", None, "Avaria would have violated "),
    ("breach", "not-violated", None, "Avaria did not violate "),
    ("breach", "not-triggered", None, " is not triggered for Avaria"),
    ("breach", "not-applicable", None, " is not applicable to Avaria"),
    ("departure", "violated", "balance", "on the balance of probabilities, Avaria did not follow "),
    ("departure", "undetermined", None, "whether Avaria followed "),
    ("departure", "not-violated", None, "Avaria followed "),
    (
        "qualification",
        "violated",
        "reasonable-grounds",
        "there are reasonable grounds to believe that the criteria of ",
    ),
    ("qualification", "contested", None, " are met by what Avaria did is contested"),
    ("qualification", "not-violated", None, " are not met by what Avaria did"),
    ("responsibility", "violated", "balance", "on the balance of probabilities, Avaria is responsible under "),
    ("responsibility", "contested", None, "whether Avaria is responsible under "),
    ("responsibility", "not-violated", None, "Avaria is not responsible under "),
]


@pytest.mark.parametrize(("effect", "outcome", "standard", "said"), SAID)
def test_every_outcome_is_a_sentence(
    ordinary: RunResult, effect: Effect, outcome: Outcome, standard: Standard | None, said: str
) -> None:
    """The brief answer begins with a whole sentence for every outcome, effect and standard."""
    cell = cell_of(ordinary, "violated")
    changed = cell.model_copy(update={"effect": effect, "outcome": outcome, "standard_reached": standard})
    assert said in verdict(changed, "Avaria")
    assert "UN Charter art 2(4) (No use of force)" in verdict(changed, "Avaria")


def test_a_trace_that_was_checked_says_so_in_every_format(ordinary: RunResult) -> None:
    good = Verification(steps=12, unchecked=("the weights",))
    cell = cell_of(ordinary, "violated").model_copy(update={"verified": good})
    for depth in ("line", "paragraph", "whole"):
        text = to_text(ordinary, ordinary.cases[0], cell, depth)
        assert "\nverified: 12 steps re-checked from facts and rules, without the engine\n" in text
        assert "\nnot checked: the weights\n" in text
        assert "verified: 12 steps" in to_markdown(ordinary, ordinary.cases[0], cell, depth)
    assert answer(ordinary, ordinary.cases[0], cell, "line").verified == good


def test_a_step_that_does_not_follow_is_told_with_both_values(ordinary: RunResult) -> None:
    bad = Verification(steps=12, objections=(Objection(step="avaria > crossing", told="shown", found="unknown"),))
    cell = cell_of(ordinary, "violated").model_copy(update={"verified": bad})
    text = to_text(ordinary, ordinary.cases[0], cell)
    assert "\nnot verified: 1 of 12 steps do not follow from facts and rules\n" in text
    assert "\navaria > crossing: the trace says shown, facts and rules give unknown\n" in text
