"""Any bytes give data with places or a list of problems, and nothing else."""

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sanctioncheck.load import yamltext
from sanctioncheck.load.yamltext import Document, Limits, read_document, read_plain, read_yaml


@pytest.fixture(params=["C parser", "Python parser"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers must read alike: the one in Python stands in where PyYAML was built without libyaml."""
    loader = yaml.SafeLoader if request.param == "Python parser" else getattr(yaml, "CSafeLoader", None)
    if loader is None:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yamltext, "_LOADER", loader)


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def read(text: str) -> Document:
    return read_yaml("a.yaml", text.encode())


def check_is_whole(document: Document) -> None:
    """What must hold of every document, whatever went in."""
    assert document.complete or any(problem.severity == "error" for problem in document.problems)
    for problem in document.problems:
        assert problem.place is not None
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        problem.render().encode()
    json.dumps(document.data, default=str)


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
@example(b"\x08")
def test_any_bytes_give_a_document(raw: bytes) -> None:
    check_is_whole(read_document("a.yaml", raw))


yamlish = st.lists(
    st.sampled_from(
        [
            *"abc-:?,[]{}#&*!|>'\"%@` \n\t\r~<\\01.",
            "\n  ",
            ": ",
            "- ",
            "<<: ",
            "\r\n",
            "\u2028",
            "\x85",
            "😀",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "&a ",
            "*a",
            "!!str ",
            "\\ud800",
            "\\0",
            "NO",
            "1e9",
            "null",
        ]
    ),
    max_size=40,
).map("".join)


@given(yamlish)
def test_any_scrap_of_yaml_gives_a_document(text: str) -> None:
    check_is_whole(read_document("a.yaml", text.encode()))


@given(yamlish)
@pytest.mark.usefixtures("parser")
@example("a: 😀 b\r\nc: d\u2028e: f\x85g: h")
def test_our_lines_and_columns_are_those_of_the_parser(text: str) -> None:
    document = Document("a.yaml", text)
    try:
        for event in yaml.parse(text, Loader=yamltext._LOADER):
            mark = event.start_mark
            assert mark is not None
            if mark.index < len(text):
                place = document.stretch(mark.index, mark.index)
                assert (place.line, place.column) == (mark.line + 1, mark.column + 1)
    except (yaml.YAMLError, ValueError):
        assert document.stretch(0, 0).line == 1


# Half characters cannot be written, YAML refuses raw controls, and JSON's own escapes of them are tested below.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"), max_size=20)
numbers = st.integers(-(10**18) + 1, 10**18 - 1) | st.decimals(-(10**9), 10**9, places=4)
jsonlike = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def to_json(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{to_json(key)}: {to_json(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(to_json, data)) + "]"
    return str(data) if isinstance(data, Decimal) else json.dumps(data, ensure_ascii=False)


@given(jsonlike)
def test_json_is_read_as_what_it_says(data: Any) -> None:
    document = read(to_json(data))
    assert document.problems == []
    assert document.data == data


@given(st.dictionaries(texts, st.integers(0, 9) | st.lists(st.booleans()), max_size=5))
def test_indented_json_is_read_as_what_it_says(data: Any) -> None:
    assert read(json.dumps(data, indent=2, ensure_ascii=False)).data == data


def test_control_characters_may_be_written_as_escapes() -> None:
    assert read('"\\u001b\\n\\t\\u0085"').data == "\x1b\n\t\x85"


TEXTS = [
    "~",
    "True",
    "NULL",
    ".5",
    "0x1F",
    "014",
    "1_000",
    "2024-10",
    "2024-10-01",
    "1:30",
    "+1",
    "1.",
    ".inf",
    "NO",
    "-",
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("1.50", Decimal("1.50")),
        ("1e3", Decimal("1e3")),
        ("999999999999999999", 999999999999999999),
        *((word, word) for word in TEXTS),
    ],
)
def test_only_the_words_and_numbers_of_json_are_not_text(text: str, value: object) -> None:
    got = read_plain(text)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    "number", ["1" * 19, "-" + "1" * 19, "1e19", "1e-19", "1e9999999999", "9" * 10_000, "0." + "1" * 19]
)
def test_a_number_that_cannot_be_kept_exactly_is_an_error(number: str) -> None:
    assert codes(read(f"a: {number}")) == ["SC-Y013"]
    assert read(f'a: "{number}"').data == {"a": number}


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "y", "True", "~", "NULL"])
def test_a_word_that_other_tools_read_otherwise_is_text_with_a_warning(word: str) -> None:
    document = read(f"a: {word}\nb: '{word}'")
    assert document.data == {"a": word, "b": word}
    assert [(problem.code, problem.severity) for problem in document.problems] == [("SC-Y012", "warning")]


def test_a_key_such_as_on_is_no_cause_for_a_warning() -> None:
    assert read("on: 2025-04-28").problems == []


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "[{a: " * 50, "- " * 30 + "[" * 30, "? " * 500]
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert codes(read(text)) in (["SC-Y004"], ["SC-Y011", "SC-Y004"])


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert codes(read("[" * 40 + "]" * 40)) == []
    assert codes(read("[" * 41 + "]" * 41)) == ["SC-Y004"]


def test_a_bomb_of_aliases_is_refused_at_its_first_fuse() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    document = read(bomb)
    assert set(codes(document)) == {"SC-Y007"}
    assert document.data["i"] == [None, None]


def test_fifty_megabytes_are_refused_unread() -> None:
    assert codes(read_yaml("a.yaml", b"a" * 50_000_000)) == ["SC-Y003"]


def test_too_many_values_are_refused() -> None:
    assert codes(read("[" + "1," * 99_999 + "]")) == []
    assert codes(read("[" + "1," * 100_000 + "]")) == ["SC-Y005"]
    assert codes(read_yaml("a.yaml", b"[1, 2]", Limits(nodes=2))) == ["SC-Y005"]


def test_a_hundred_errors_are_listed_and_no_more() -> None:
    document = read("[" + "!a 1, " * 5_000 + "]")
    assert codes(document) == ["SC-Y008"] * 100 + ["SC-Y017"]
    assert codes(read("[" + "no, " * 5_000 + "]")) == ["SC-Y012"] * 100


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a: \x00", "SC-Y002"),
        (b"a: \x1b[2J", "SC-Y002"),
        (b'a: "\\0"', "SC-Y002"),
        (b"a: \xed\xa0\x80", "SC-Y001"),
        (b"a: \xff", "SC-Y001"),
        ("a: 1".encode("utf-16"), "SC-Y001"),
        ("a: 1".encode("utf-16-le"), "SC-Y002"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa: 1", "SC-Y002"),
        (b"%YAML 3.0\n---\na: 1", "SC-Y006"),
        (b"a: b: c", "SC-Y006"),
        (b"a: 'b", "SC-Y006"),
        (b"a: [1", "SC-Y006"),
        (b"a: @b", "SC-Y006"),
        (b"a:\n\t- b", "SC-Y006"),
        (b'a: "\\Uffffffff"', "SC-Y006"),
        (b"a: !!python/object:os.system x", "SC-Y008"),
        (b"a: &x 1", "SC-Y007"),
        (b"<<: {a: 1}", "SC-Y009"),
        (b"a: 1\na: 2", "SC-Y010"),
        (b"1: a", "SC-Y011"),
        (b"true: a", "SC-Y011"),
        (b"null: a", "SC-Y011"),
        (b"?\n: a", "SC-Y011"),
        (b": a", "SC-Y006"),
        (b"[a]: b", "SC-Y011"),
        (b"{a: b}: c", "SC-Y011"),
        (b"a: 1\n---\nb: 1", "SC-Y015"),
        (b"", "SC-Y014"),
        (b"# only a comment\n", "SC-Y014"),
        (b"- a", "SC-Y016"),
        (b"a", "SC-Y016"),
        (b"null", "SC-Y016"),
        (b"x" * 2_000 + b": 1", "SC-Y006"),
    ],
)
def test_what_the_subset_leaves_out_is_refused_by_name(raw: bytes, code: str) -> None:
    document = read_document("a.yaml", raw)
    assert codes(document) == [code]
    check_is_whole(document)


@pytest.mark.usefixtures("parser")
def test_a_half_character_behind_an_escape_is_refused() -> None:
    assert codes(read('a: "\\ud800"')) in (["SC-Y006"], ["SC-Y002"])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["%YAML 1.2\n---\na: 1\n...\n", "\ufeffa: 1", "a: 1\r\n", "---\na: 1\n", "? a\n: 1\n"])
def test_what_is_harmless_is_read(text: str) -> None:
    document = read_document("a.yaml", text.encode())
    assert document.problems == []
    assert document.data == {"a": 1}


def test_several_errors_are_told_at_once() -> None:
    document = read("a: &x 1\nb: *x\na: 2\n3: c\n[d]: {e: *x}\nf: !t g\nh: NO\n")
    assert codes(document) == ["SC-Y007", "SC-Y007", "SC-Y010", "SC-Y011", "SC-Y011", "SC-Y008", "SC-Y012"]
    assert document.data == {"a": 1, "b": None, "f": "g", "h": "NO"}


def test_a_duplicate_key_points_at_both() -> None:
    (problem,) = read("a:\n  b: 1\n  c: 2\n  b: 3\n").problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (4, 3)
    ((label, first),) = problem.also
    assert (label, first.line, first.column, first.end_column) == ("first given here", 2, 3, 4)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_right_under_every_line_break(line_break: str, mark: str) -> None:
    document = read(mark + line_break.join(["a: 1", "😀: [x, 😀, yy]", "c:", "  - d: e", ""]))
    place = document.place(("😀", 2))
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 11, 2, 13)
    assert place.excerpt == "😀: [x, 😀, yy]"
    assert document.place(("a",), key=True).column == 1
    nested = document.place(("c", 0, "d"))
    assert (nested.line, nested.column, nested.excerpt) == (4, 8, "  - d: e")


def test_a_place_that_is_not_there_is_that_of_the_nearest_parent() -> None:
    document = read("a:\n  b:\n    - c: 1\n")
    assert document.place(("a", "b", 0, "x", 3)) == document.place(("a", "b", 0), key=True)
    assert document.place(("x",)) == document.place((), key=True)
    assert read("").place(("x",)).line == 1


def test_a_block_of_text_ends_where_its_words_end() -> None:
    place = read("a: |\n  one\n  two\n\n\nb: 1\n").place(("a",))
    assert (place.line, place.column, place.end_line, place.end_column, place.excerpt) == (1, 4, 3, 6, "a: |")
