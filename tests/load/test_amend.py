"""A value is changed in the text of a case file, and everything else in the file stays as it was, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.errors import InputError
from sanctioncheck.load.amend import GONE, amend, written
from sanctioncheck.load.document import Loc
from sanctioncheck.load.restate import current, fields_of, restate
from sanctioncheck.load.yamltext import read_document, read_yaml

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/case.yaml"))


@pytest.mark.parametrize("path", CASES, ids=[path.parent.name for path in CASES])
def test_every_field_of_a_fact_can_be_changed_and_changed_back(path: Path) -> None:
    """There and back again the text is the same but for quotation marks that it can do without, and for order."""
    start = read_document("case.yaml", path.read_bytes())
    other = {
        "polarity": "negative", "status": "promised", "date": {"on": "1999"}, "mode": "alleged", "information": 6,
        "speaker": {"as": "no: body"}, "quote": {"exact": "# words\n"}, "role": "some-thing",
        "review": {"state": "rejected", "by": "A", "why": "x, {y}"},
    }  # fmt: skip
    facts = start.data["facts"]
    for number in range(0, len(facts), max(1, len(facts) // 6)):
        fact = facts[number]
        for field in (*fields_of(fact), "review"):
            old, kind = current(fact, field), field.partition("#")[0].partition(":")[0]
            new = "positive" if old == "negative" else other[kind]
            there = restate(start, number, field, new)
            assert current(there.data["facts"][number], field) == new
            lines = len(start.text.splitlines()), len(there.text.splitlines())
            assert abs(lines[0] - lines[1]) <= 4
            back = restate(there, number, field, old)
            assert back.data == start.data
            assert sorted(back.text.replace('"', "")) == sorted(start.text.replace('"', "")), field


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("a: {x: 1, y: 2, z: 3} # c\n", {("a", "y"): GONE}, "a: {x: 1, z: 3} # c\n"),
        ("a: {x: 1, y: 2}\n", {("a", "x"): GONE}, "a: {y: 2}\n"),
        ("a: {x: 1, y: 2}\n", {("a", "x"): GONE, ("a", "y"): GONE}, "a: {}\n"),
        ("a: {x: 1}\n", {("a", "x"): GONE, ("a", "z"): 2}, "a: {z: 2}\n"),
        ("a: {}\n", {("a", "z"): "it's: so"}, 'a: {z: "it\'s: so"}\n'),
        ("a: {x: 1,\n    y: 2}\n", {("a", "y"): "n"}, 'a: {x: 1,\n    y: "n"}\n'),
        ("a:\n  x: 1  # one\n  y: 2\n", {("a", "x"): GONE}, "a:\n  # one\n  y: 2\n"),
        ("a:\n  x: 1\n  y: 2\n# end\n", {("a", "y"): GONE}, "a:\n  x: 1\n# end\n"),
        ("a:\n  x: 1\n\n  # more\nb: 2", {("a", "z"): 3}, "a:\n  x: 1\n  z: 3\n\n  # more\nb: 2"),
        ("a:\n  x: 1", {("a", "z"): 3}, "a:\n  x: 1\n  z: 3"),
        ("a:\n  - x: 1\n    y: 2\n", {("a", 0, "x"): GONE}, "a:\n  - y: 2\n"),
        ("a: |  \n  two\n  lines\nb: 1\n", {("a",): "one"}, "a: one\nb: 1\n"),
        ("a:\nb: 1\n", {("a",): "one"}, "a: one\nb: 1\n"),
        ("a: 'x'   # c\r\nb: 1\r\n", {("a",): "y z", ("c",): 2}, "a: y z   # c\r\nb: 1\r\nc: 2\r\n"),
        ("a:\n  b: {x: 1}\n", {("a", "b"): {"y": 2, "x": 3}}, "a:\n  b: {x: 3, y: 2}\n"),
        ("a:\n  b:\n    x: 1\n    y: 2\n", {("a", "b"): {"z": 2}}, "a:\n  b:\n    z: 2\n"),
        ("a:\n  b:\n    x: 1\n    y: 2\n", {("a", "b"): "no more"}, "a:\n  b:\n    no more\n"),
    ],
)  # fmt: skip
def test_only_what_is_meant_changes(before: str, changes: dict[Loc, object], after: str) -> None:
    assert amend(read_yaml("a.yaml", before.encode()), changes) == after


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a:\n  x:\n    y: 1 # why\n    z: 1\n", {("a", "x"): 5}),
        ("a: | # why\n  x\n", {("a",): "y"}),
        ("a: {x: 1, # why\n  y: 2}\n", {("a",): 5}),
        ("a:\n  - x: 1\n", {("a", 0, "x"): GONE}),
    ],
)
def test_a_comment_is_never_lost_without_a_word(text: str, changes: dict[Loc, object]) -> None:
    with pytest.raises(InputError, match="SC-V001"):
        amend(read_yaml("a.yaml", text.encode()), changes)


@given(st.text(max_size=40))
def test_any_text_is_written_so_that_it_is_read_again(text: str) -> None:
    raw = f"a: {{x: {written(text)}, y: 1}}\n".encode("utf-8", "surrogatepass")
    document = read_yaml("a.yaml", raw)
    if any(each == "\0" or "\ud800" <= each <= "\udfff" for each in text):
        assert document.problems
    else:
        assert document.data == {"a": {"x": text, "y": 1}}
        assert document.problems == []
