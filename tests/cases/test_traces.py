"""The traces that a lawyer reads first, word for word; and what must hold of every trace of every case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.engine.durable.child import missing
from sanctioncheck.model.result import CellNode, ExceptionNode, Leaf, Node
from sanctioncheck.render.explanation import to_text
from sanctioncheck.render.table import to_table

ROOT = Path(__file__).parents[2]
CASES = ROOT / "cases"
GOLDEN = Path(__file__).parents[1] / "golden" / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))
TRACES = [
    ("dprk", "un.charter/2-4"),
    ("dprk", "un.ilc.arsiwa/16"),
    ("russia", "un.sc.res.1874/9#no-procurement"),
    ("dprk", "un.charter/2-5"),
]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("actor", "norm"), TRACES, ids=[f"{a} {n}" for a, n in TRACES])
def test_a_trace_reads_as_it_was_read_and_accepted(
    actor: str, norm: str, golden: Callable[[Path, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole explanation of the cell is the golden one."""
    case = str(CASES / "2025-kursk-recognition")
    got = printed(capsys, "explain", case, actor, norm, "--pack", str(ROOT / "rules"))

    golden(GOLDEN / f"{actor}-{re.sub('[^a-z0-9]+', '-', norm)}.txt", stable(got))


LOST = [
    ("1986-nicaragua", "united-states", "collective-self-defence", "no armed attack by Nicaragua on El Salvador"),
    ("1986-nicaragua", "united-states", "collective-self-defence", "Only in August 1984"),
    ("2003-oil-platforms", "united-states", "individual-self-defence", "out of proportion to the mining"),
    ("2005-armed-activities", "uganda", "individual-self-defence", "no attack by the Congo itself"),
]


@pytest.mark.parametrize(("case", "actor", "plea", "passage"), LOST, ids=[f"{c} {p}" for c, _, _, p in LOST])
def test_a_plea_that_was_raised_and_lost_is_told_with_what_it_was_lost_on(
    case: str, actor: str, plea: str, passage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is among the defences raised, and not among those that nobody raised."""
    got = printed(capsys, "explain", str(CASES / case), actor, "un.charter/2-4#no-force")
    text = re.sub(r"[\s│├└─]+", " ", got)
    raised, _, rest = text.partition("Not raised, and for")

    assert f"Defence raised in plea-of-{plea}" in raised
    assert passage in raised
    assert f"[{plea}]" not in rest


def test_a_defence_whose_condition_is_denied_is_told_as_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody pleads consent, and the Court said that there was none: the passage is told, and nothing raised."""
    got = printed(capsys, "explain", str(CASES / "1949-corfu-channel"), "united-kingdom", "un.charter/2-4#no-force")
    text = re.sub(r"[\s│├└─]+", " ", got)
    looked, _, rest = text.partition("Not raised, and for")

    assert "Defence looked at: A State may consent" in looked
    assert "without the consent of Albania (judgment" in looked
    assert "[consent]" not in rest


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_the_matrix_of_the_readme_is_the_one_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """README shows what the user will see, where the second engine could be built."""
    got = printed(capsys, "run", str(CASES / "2025-kursk-recognition"), "--engine", "both")
    shown = (ROOT / "README.md").read_text().split("```text\n")[1].split("```")[0]

    assert stable(got).replace(str(CASES), "cases") == stable(shown)


def stable(text: str) -> str:
    """Leave out the hash of the pack, which every change of a rule changes."""
    return re.sub(r"\([0-9a-f]{12}\)", "(…)", text)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from nodes(part)
    for meaning in node.meanings:
        yield from nodes(meaning.node)
        for exception in meaning.exceptions:
            yield from exception_nodes(exception)


def exception_nodes(exception: ExceptionNode) -> Iterator[Node]:
    yield from nodes(exception.node)
    for inner in exception.unless:
        yield from exception_nodes(inner)


def of_cell(cell: CellNode) -> Iterator[Node]:
    for finding in cell.findings:
        for element in finding.elements:
            yield from nodes(element.node)
        for exception in finding.exceptions:
            yield from exception_nodes(exception)


@pytest.mark.parametrize("name", NAMES)
def test_every_leaf_is_a_passage_with_its_place_or_says_what_stands_instead(name: str, told: Any) -> None:
    """A passage has source, offsets, mode and grade, and stands there; anything else names who or what it is."""
    result = told(name)
    leaves: list[Leaf] = [leaf for cell in result.cells for node in of_cell(cell) for leaf in node.leaves]

    assert leaves or not any(cell.findings for cell in result.cells)
    for leaf in leaves:
        if leaf.kind == "passage":
            text = next(CASES.glob(f"{name}/sources/{leaf.source}.txt")).read_text()
            assert leaf.start is not None
            assert text[leaf.start : leaf.end] == leaf.text
            assert leaf.mode
            assert leaf.reliability
            assert leaf.information
            assert not leaf.verbatim
        elif leaf.kind in ("inference", "judgement"):
            assert leaf.by
            assert leaf.text
            assert leaf.rests_on
        else:
            assert leaf.id
            assert leaf.text


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_or_denied_stands_on_something(name: str, told: Any) -> None:
    """An atom that is not unknown has a leaf, or a definition that says so, or is told above."""
    for cell in told(name).cells:
        for node in of_cell(cell):
            if node.kind == "atom" and node.state != "unknown":
                assert node.leaves or node.meanings or node.above, node.atom


@pytest.mark.parametrize("name", NAMES)
def test_an_open_cell_says_what_is_missing_or_disputed_or_read_differently(name: str, told: Any) -> None:
    """Undetermined is a good answer only where it says what would settle it."""
    for cell in told(name).cells:
        disputed = any(node.state == "disputed" for node in of_cell(cell))
        rival = len({reading.outcome for reading in cell.readings}) > 1
        if cell.outcome in ("undetermined", "contested"):
            assert cell.missing or disputed or rival, cell.norm


FORBIDDEN = [
    r"United Nations found that (North Korea|the DPRK|DPRK) committed aggression",
    r"[Ss]ending troops violates the arms embargo",
    r"Russia is under United Nations sanctions",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_three_sentences_are_never_printed(name: str) -> None:
    """What the second lawyer's check forbids stands in no explanation of any cell, and not in the matrix."""
    run = run_cases([str(CASES / name)], pack=str(ROOT / "rules"), everything=True)
    texts = [to_table(run), *(to_text(run, run.cases[0], cell, "full") for cell in run.cases[0].cells)]

    for sentence in FORBIDDEN:
        assert not any(re.search(sentence, " ".join(text.split())) for text in texts)
