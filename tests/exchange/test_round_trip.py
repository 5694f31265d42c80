"""A case that goes out and comes back untouched changes nothing; offsets are code points of the very text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sanctioncheck.exchange import brat, label_studio
from sanctioncheck.exchange.returned import Returned, one_line, wanted
from sanctioncheck.exchange.sheet import left_out, sheets
from sanctioncheck.explain.proposal import names_of_all
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.rulebook import Rulebook
from tests.cli.proposing import CASES, KURSK, hostile

PATHS = sorted(path.parent for path in CASES.glob("*/case.yaml"))


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(None)


@pytest.mark.parametrize("path", PATHS, ids=[path.name for path in PATHS])
def test_what_comes_back_as_it_went_out_changes_nothing(path: Path, book: Rulebook) -> None:
    loaded = load_case(path, book)
    called, drawn = names_of_all(loaded, book), sheets(loaded, book)
    assert sum(len(sheet.marks) for sheet in drawn) == len(loaded.passages)

    from_brat = [(sheet, *brat.read(brat.write(sheet), sheet, called)) for sheet in drawn]
    tasks = label_studio.tasks_of(label_studio.write("x", drawn, "1"))
    from_tasks = [(sheet, *label_studio.read(t, sheet, called)) for sheet, t in zip(drawn, tasks, strict=True)]
    for came in (from_brat, from_tasks):
        assert [left for _, _, left in came if left] == []
        assert wanted((sheet, marks) for sheet, marks, _ in came) == ((), ())


def test_every_offset_and_text_is_that_of_the_source(tmp_path: Path, book: Rulebook) -> None:
    """With letters beyond the first plane, and line breaks of two characters, before and in the quote."""
    case = hostile(tmp_path / "hostile")
    (sheet,) = sheets(load_case(case, book), book)
    ann = brat.write(sheet)
    bounds = re.findall(r"^T\d+\t\S+ (\d+) (\d+)\t(.*)$", ann, re.MULTILINE)
    assert bounds
    for start, end, words in bounds:
        assert one_line(sheet.text[int(start) : int(end)]) == words
    assert ";" not in "".join(line.split("\t")[1] for line in ann.splitlines() if line.startswith("T"))
    for part in json.loads(label_studio.write("x", [sheet], "1"))[0]["predictions"][0]["result"]:
        if "value" in part:
            assert sheet.text[part["value"]["start"] : part["value"]["end"]] == part["value"]["text"]


def test_a_state_is_not_found_in_the_name_of_another(book: Rulebook) -> None:
    loaded = load_case(KURSK, book)
    called = names_of_all(loaded, book)
    for sheet in sheets(loaded, book):
        for mark in sheet.marks:
            for filler in mark.arcs.values():
                assert sheet.text[slice(*filler.span)] in called[filler.id]


def test_the_configuration_of_brat_has_every_word_of_the_pack(book: Rulebook) -> None:
    text = brat.configuration(book)
    for name, predicate in book.vocabulary.predicates.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{name}\t"))
        assert all(f"{role}?:<ENTITY>" in line for role in predicate.roles)
    assert set(book.vocabulary.types) <= set(text.splitlines())
    assert "Mode\tArg:<EVENT>, Value:admitted|official|found|" in text


def test_no_predicate_has_a_role_that_an_arc_is_called_for_something_else(book: Rulebook) -> None:
    roles = {role for predicate in book.vocabulary.predicates.values() for role in predicate.roles}
    assert not roles & {brat.QUOTE, "speaker"}


def test_facts_that_rest_on_no_passage_are_named(book: Rulebook) -> None:
    assert "purpose" in left_out(load_case(KURSK, book))
    assert "sending" not in left_out(load_case(KURSK, book))


@pytest.mark.parametrize(
    ("field", "values"),
    [("review", ("accepted", "rejected", "accepted")), ("positive", (False, True, False)),
     ("status", ("promised", "generic", "promised"))],
)  # fmt: skip
def test_where_two_of_three_passages_differ_nothing_of_them_is_taken(
    field: str, values: tuple[object, ...], book: Rulebook
) -> None:
    loaded = load_case(KURSK, book)
    sheet = next(sheet for sheet in sheets(loaded, book) if sheet.marks)
    mark = replace(sheet.marks[0], fact="one", review="proposed", **{"positive": None})  # type: ignore[arg-type]
    marks = tuple(replace(mark, number=number) for number in (1, 2, 3))
    returned = [
        Returned(name=each.name, predicate=each.predicate, span=each.span, **{field: value})  # type: ignore[arg-type]
        for each, value in zip(marks, values, strict=True)
    ]
    changes, left = wanted([(replace(sheet, marks=marks), returned)])
    assert [each for each in changes if each.review or each.values] == []
    assert sum("neither was taken" in one.reason for one in left) == 1
