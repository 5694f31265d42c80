"""The matrix as a person reads it: table, Markdown and CSV."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.model.result import RunResult
from sanctioncheck.render.csvtext import COLUMNS, to_csv
from sanctioncheck.render.markdown import to_markdown
from sanctioncheck.render.matrix import gravest, matrix, short_names, why
from sanctioncheck.render.table import Page, to_table
from tests.render import build

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
Golden = Callable[[Path, str], None]


def test_the_table_reads_as_it_should(ordinary: RunResult, golden: Golden) -> None:
    golden(GOLDEN / "table.txt", to_table(ordinary))


def test_a_narrow_table_still_has_every_column(ordinary: RunResult, golden: Golden) -> None:
    golden(GOLDEN / "table-narrow.txt", to_table(ordinary, Page(width=40)))


def test_with_all_no_row_is_folded(ordinary: RunResult, golden: Golden) -> None:
    golden(GOLDEN / "table-all.txt", to_table(ordinary, Page(everything=True)))


def test_many_actors_stand_in_panels(golden: Golden) -> None:
    case = build.case()
    columns = tuple(case.columns[0].model_copy(update={"id": f"s{n}", "name": f"State {n}"}) for n in range(7))
    cells = tuple(
        cell.model_copy(update={"actor": column.id})
        for cell in case.cells
        if cell.actor == "avaria"
        for column in columns
    )
    wide = case.model_copy(update={"columns": columns, "cells": cells})
    golden(GOLDEN / "table-panels.txt", to_table(build.run(wide), Page(width=80)))


def test_several_cases_have_one_disclaimer_and_name_what_failed(golden: Golden) -> None:
    empty = build.case(title="Nothing happened", cells=(), hidden=(), period=None, proposed=(), not_yet_known=())
    failed = build.hostile().failed[0].model_copy(update={"input": "cases/broken"})
    several = build.run(empty, empty, failed=(failed,))
    golden(GOLDEN / "table-several.txt", to_table(several, Page(paths=("cases/one", "a case/two"))))


@pytest.mark.parametrize("width", [1, 80, 100, 130])
def test_no_line_is_wider_than_the_page_but_the_command(ordinary: RunResult, width: int) -> None:
    lines = to_table(ordinary, Page(width=width)).splitlines()
    assert [line for line in lines if len(line) > max(width, 80) and not line.startswith("Why?")] == []


def test_colour_only_adds_to_sign_and_word(ordinary: RunResult) -> None:
    coloured = to_table(ordinary, Page(colour=True))
    assert "\x1b[" in coloured
    without = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == to_table(ordinary).splitlines()


def test_a_number_is_printed_as_it_was_written(ordinary: RunResult) -> None:
    renamed = build.case(columns=tuple(c.model_copy(update={"name": "1.10"}) for c in build.case().columns))
    assert re.search(r"\b1\.10\b.*\b1\.10\b.*\b1\.10\b", to_table(build.run(renamed)))


def test_marks_are_explained_only_where_they_are_used() -> None:
    plain = tuple(c for c in build.cells() if c.norm == "un.sc.res.2270/9#no-hosting")
    text = to_table(build.run(build.case(cells=plain)))
    assert not [mark for mark in "*†‡¹" if mark in text]
    assert "so many findings" not in text


def test_the_command_to_type_next_names_the_gravest_cell(ordinary: RunResult) -> None:
    case = ordinary.cases[0]
    assert why(case, "my cases/river") == (
        "Why? sanctioncheck explain 'my cases/river' avaria 'un.charter/2-4#no-force'"
    )
    assert gravest([]) is None


def test_two_norms_of_one_provision_can_be_told_apart(ordinary: RunResult) -> None:
    names = short_names(ordinary.cases[0].cells)
    assert len(set(names.values())) == len(names)
    assert names["un.charter/2-4#no-force"] == "UN Charter art 2(4)"
    assert names["un.sc.res.1874/9#no-export"] == "UNSC Res 1874 para 9 #no-export"


def test_the_totals_of_a_part_speak_of_the_whole_case(ordinary: RunResult) -> None:
    counted = "on reasonable grounds or more: 2 findings on 1 act."

    assert f"Breach or responsibility in the whole case, {counted}" in to_table(ordinary, Page(narrowed=True))
    assert f"\nBreach or responsibility, {counted}" in to_table(ordinary)


def test_the_markdown_reads_as_it_should(ordinary: RunResult, golden: Golden) -> None:
    golden(GOLDEN / "matrix.md", to_markdown(ordinary))


def test_the_csv_reads_as_it_should(ordinary: RunResult, golden: Golden) -> None:
    golden(GOLDEN / "matrix.csv", to_csv(ordinary))


def test_every_cell_has_a_row_in_the_csv(ordinary: RunResult) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(ordinary))))
    assert len(rows) == len(ordinary.cases[0].cells)
    assert set(rows[0]) == set(COLUMNS)
    assert (rows[0]["outcome"], rows[0]["balance"], rows[0]["actor_name"]) == ("violated", "undetermined", "Avaria")


def test_many_norms_that_nothing_triggers_are_counted_by_what_they_are_laid_down_in() -> None:
    quiet = build.cell("avaria", "un.sc.res.1874/9#no-export", "not-triggered")
    norms = [(f"UNSC Res {number}", at) for number in (1718, 1970) for at in range(1, 17)]
    cells = tuple(
        quiet.model_copy(update={"norm": f"{label}/{at}#norm", "label": f"{label} para {at}"}) for label, at in norms
    )
    many = build.case(cells=(*build.cells(), *cells))
    (line,) = [note for note in matrix(build.run(many), many).notes if note.startswith("Not triggered")]
    assert "UNSC Res 1718 (16), UNSC Res 1970 (16)" in line
    assert line.endswith("; --all lists them.")
    few = build.case(cells=(*build.cells(), *cells[:3]))
    (line,) = [note for note in matrix(build.run(few), few).notes if note.startswith("Not triggered")]
    assert "UNSC Res 1718 para 1; UNSC Res 1718 para 2; UNSC Res 1718 para 3" in line
