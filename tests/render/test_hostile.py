"""Names, titles and passages are written by strangers: in no format may they do more than be read."""

import csv
import io
import json
import re

import pytest

from sanctioncheck.model.result import Failure, RunResult
from sanctioncheck.render.csvtext import COLUMNS, to_csv
from sanctioncheck.render.explanation import to_markdown as explained_markdown
from sanctioncheck.render.explanation import to_text
from sanctioncheck.render.jsontext import dumped, to_json, to_json_line
from sanctioncheck.render.markdown import to_markdown
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.table import Page, to_table
from tests.render import harmless
from tests.render.build import HOSTILE
from tests.render.harmless import unsafe

DEPTHS = ("line", "paragraph", "whole", "full")


def unescaped(pattern: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\\)(?:\\\\)*({pattern})", text)


def test_the_table_holds_no_character_that_steers(hostile: RunResult) -> None:
    assert unsafe(to_table(hostile)) == set()
    assert unsafe(to_table(hostile, Page(everything=True, paths=(HOSTILE,)))) == set()


@pytest.mark.parametrize("depth", DEPTHS)
def test_no_explanation_holds_a_character_that_steers(hostile: RunResult, depth: str) -> None:
    for cell in hostile.cases[0].cells:
        assert unsafe(to_text(hostile, hostile.cases[0], cell, depth)) == set()


def test_no_text_of_a_stranger_begins_a_line_of_its_own(hostile: RunResult) -> None:
    case = hostile.cases[0]
    texts = [to_text(hostile, case, cell, width=100_000) for cell in case.cells]
    assert [line for text in texts for line in text.splitlines() if line.startswith(("# ", "- item", "1. one"))] == []


def markdown_of(run: RunResult) -> list[str]:
    case = run.cases[0]
    texts = [explained_markdown(run, case, cell, depth) for cell in case.cells for depth in DEPTHS]
    return [to_markdown(run), to_markdown(run, everything=True), *texts]


def test_the_markdown_holds_no_live_link_code_or_tag(hostile: RunResult) -> None:
    for text in markdown_of(hostile):
        assert unsafe(text) == set()
        assert unescaped(r"\]\(|\]\[|`|~~|@|&|<(?!br>)", text) == []
        assert unescaped(r"https?:/", text) == []


def test_the_markdown_keeps_its_lines_and_its_cells(hostile: RunResult, ordinary: RunResult) -> None:
    for evil, good in zip(markdown_of(hostile), markdown_of(ordinary), strict=True):
        table = [line for line in evil.splitlines() if line.startswith("|")]
        assert {len(unescaped(r"\|", line)) for line in table} <= {len(hostile.cases[0].columns) + 2}
        headings = [line for line in good.splitlines() if line.startswith("#")]
        assert len([line for line in evil.splitlines() if line.startswith("#")]) == len(headings)


def test_no_field_of_the_csv_is_a_formula(hostile: RunResult) -> None:
    text = to_csv(hostile)
    harmless.sheet(text, len(COLUMNS))
    assert any(field.startswith("'=cmd()") for field in list(csv.reader(io.StringIO(text)))[1])


def test_the_json_says_exactly_what_the_result_holds(hostile: RunResult) -> None:
    text = to_json(hostile)
    assert unsafe(text) == set()
    assert RunResult.model_validate_json(text) == hostile


def test_the_json_keeps_letters_and_escapes_half_characters() -> None:
    text = dumped({"name": "Україна 朝鮮 é", "half": "\ud800"})
    assert "Україна 朝鮮 é" in text
    assert '"half": "\\ud800"' in text
    assert json.loads(text) == {"name": "Україна 朝鮮 é", "half": "\ud800"}


@pytest.mark.parametrize("character", ["\U000e0001", "\U000e007f"])
def test_json_stays_json_where_a_character_beyond_16_bits_is_escaped(character: str) -> None:
    """Tags that nobody sees: `\\U` with eight digits is no escape of JSON."""
    text = dumped({"a": f"x{character}y"})
    assert unsafe(text) == set()
    assert json.loads(text) == {"a": f"x{character}y"}
    line = to_json_line(Failure(input=character, error="y"))
    assert unsafe(line) == set()
    assert json.loads(line)["input"] == character


def test_equal_results_give_equal_bytes(ordinary: RunResult) -> None:
    again = RunResult.model_validate_json(to_json(ordinary))
    assert to_json(again) == to_json(ordinary)
    assert to_json(ordinary).endswith("}\n")
    assert list(json.loads(to_json(ordinary))) == list(RunResult.model_fields)


@pytest.mark.parametrize("text", ["# h", "- a", "+ a", "= a", "1. a", "12) a", "> a", "***", "```", "www.x.example"])
def test_what_opens_a_block_or_a_link_in_markdown_is_escaped(text: str) -> None:
    assert "\\" in markdown(text)


def test_line_breaks_become_spaces() -> None:
    assert plain("a\r\n\tb\n\nc") == "a b c"
