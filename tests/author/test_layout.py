"""`rules fmt`: one layout for every file, in which it says what it said, and no comment is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sanctioncheck.author.layout.form import Shape, shape_of
from sanctioncheck.author.layout.page import laid_out, lay
from sanctioncheck.author.layout.tree import comments_of, read_tree
from sanctioncheck.cli import main
from sanctioncheck.errors import InputError
from sanctioncheck.load.pack import built_in
from sanctioncheck.load.yamltext import read_document

HERE = Path(__file__).parent
RIVER = HERE / "river"
ROOT = HERE.parents[1]
OPEN = Shape({}, {})

WORDS = st.text("abc :#-'\"{}[],$&*!?%@\\|>\u00e9\u2019", min_size=1, max_size=12)
PROSE = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
SINGLE = st.one_of(
    WORDS, PROSE, st.text(max_size=8), st.sampled_from(["on", "no", "2018", "null", "~", "", "1e3", "..", "-"])
)
PLAIN = st.sampled_from(["1", "0.50", "true", "null", "2024-06", "word", "two words", "a-b/c"])


class Writer:
    """Writes random data as YAML in a random manner, with comments wherever one may stand."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.comments = draw, 0

    def text(self) -> str:
        lines = self.block(0, self.draw(st.integers(0, 3)))
        return "\n".join(lines) + "\n"

    def chance(self, of: int) -> bool:
        return bool(self.draw(st.integers(1, of)) == 1)

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments}"

    def key(self, at: int) -> str:
        return self.draw(st.sampled_from([f"k{at}", f"on{at}", f'"a: {at}"', f"'x#{at}'"]))

    def single(self) -> str:
        if self.chance(3):
            return str(self.draw(PLAIN))
        text = self.draw(SINGLE).replace("\n", " ")
        assume(text.isprintable())
        if self.chance(2):
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def flow(self, depth: int) -> str:
        kind = self.draw(st.integers(0, 2)) if depth else 0
        if kind == 0:
            return self.single()
        inner = [self.flow(depth - 1) for _ in range(self.draw(st.integers(0, 4)))]
        between = f",  {self.comment()}\n        " if inner and self.chance(6) else ", "
        if kind == 1:
            return f"[{between.join(inner)}]"
        return "{" + between.join(f"{self.key(at)}: {each}" for at, each in enumerate(inner)) + "}"

    def block(self, indent: int, depth: int) -> list[str]:
        keyed = indent == 0 or self.chance(2)
        lines = []
        for at in range(self.draw(st.integers(1, 4))):
            margin = " " * indent
            lines += self.before(margin)
            head = f"{margin}{self.key(at)}:" if keyed else f"{margin}-"
            lines += self.entry(head, indent, depth)
            if self.chance(6):
                lines.append(margin + self.comment())
        return lines

    def before(self, margin: str) -> list[str]:
        found = [""] * self.draw(st.integers(0, 2)) if self.chance(4) else []
        return [*found, margin + self.comment()] if self.chance(5) else found

    def entry(self, head: str, indent: int, depth: int) -> list[str]:
        side = f" {self.comment()}" if self.chance(5) else ""
        kind = self.draw(st.integers(0, 4))
        if kind == 4:
            texts = self.draw(
                st.lists(st.sampled_from(["plain words", "a: b", "one " * 40 + "end", "x, y", "1"]), min_size=1)
            )
            return [head + side, *(f'{" " * (indent + 2)}- "{each}"' for each in texts)]
        if depth and kind == 0:
            return [head + side, *self.block(indent + self.draw(st.integers(1, 4)), depth - 1)]
        if kind == 1:
            sign = self.draw(st.sampled_from([">-", ">", "|", "|-", ">+"]))
            body = [
                " ".join(self.draw(st.lists(st.sampled_from(["one", "two:", "# no", "-", "3"]), min_size=1)))
                for _ in "ab"
            ]
            return [f"{head} {sign}{side}", *(f"{' ' * (indent + 2)}{each}" for each in body)]
        if kind == 2:
            return [f"{head} {self.flow(2)}{side}"]
        return [f"{head} {self.single()}{side}"]


@st.composite
def yaml_texts(draw: Any) -> str:
    text = Writer(draw).text()
    document = read_document("a.yaml", text.encode())
    assume(document.complete and not any(each.severity == "error" for each in document.problems))
    return text


@given(yaml_texts())
@settings(max_examples=60)
def test_the_document_stays_equal(text: str) -> None:
    before = read_document("a.yaml", text.encode())
    after = read_document("a.yaml", lay(before, OPEN).encode())
    assert after.data == before.data
    assert list(after.data) == list(before.data)


@given(yaml_texts())
@settings(max_examples=60)
def test_every_comment_survives(text: str) -> None:
    before = read_document("a.yaml", text.encode())
    laid = lay(before, OPEN)
    assert sorted(comments_of(read_tree(read_document("a.yaml", laid.encode())))) == sorted(
        comments_of(read_tree(before))
    )
    # Counted without the reader whose comments these are.
    assert laid.count("# c") == text.count("# c")


@given(yaml_texts())
@settings(max_examples=60)
def test_formatting_twice_changes_nothing(text: str) -> None:
    once = lay(read_document("a.yaml", text.encode()), OPEN)
    assert lay(read_document("a.yaml", once.encode()), OPEN) == once


@pytest.mark.parametrize(
    "text",
    [
        "---  # c1\na: 1\n",
        "\ufeffa: 1\r\n# c1\r\nb:   2\r\n",
        "a:\n- 1\n-\n  # c1\n  b: 1\n- - 1\n  # c2\n  - 2\n",
        "a: >-\n  x\n\n  y\n# c1\nb: |+\n  k\n\n\n# c2\n",
        "a: [ # c1\n  # c2\n  1, # c3\n  # c4\n]\n",
        "a:\n    # c1\n    b: 1\n  # c2\n # c3\nc: 1\n",
        'a: "x\n  y"  # c1\n',
        "a: |\n  # c no comment\n  text\n",
        "a: \"\\u202e\\t\"\nb: ''\nc:\nd: ~\n",
    ],
)
def test_whatever_yaml_allows_comes_out_saying_the_same(text: str) -> None:
    before = read_document("a.yaml", text.encode())
    laid = lay(before, OPEN)
    after = read_document("a.yaml", laid.encode())
    assert after.data == before.data
    assert laid.count("# c") == text.count("# c")
    assert lay(after, OPEN) == laid


PACK = sorted(
    path
    for folder in (built_in(), ROOT / "cases", RIVER)
    for path in folder.rglob("*.yaml")
    if "texts" not in path.relative_to(folder).parts
)


def test_every_file_of_rules_and_cases_is_in_the_canonical_layout() -> None:
    other = [str(path) for path in PACK if laid_out(path.name, path.read_bytes()) != path.read_text(encoding="utf-8")]
    assert not other, "run `sanctioncheck rules fmt` on: " + ", ".join(other)


def laid(text: str) -> str:
    return lay(read_document("a.yaml", text.encode()), shape_of("provision"))


def test_keys_stand_in_reading_order_and_take_their_comments_with_them() -> None:
    assert (
        laid("title: a\n# which\nprovision: p/1  # id\n\n# end\n")
        == "# which\nprovision: p/1  # id\ntitle: a\n\n# end\n"
    )


def test_a_comment_on_the_whole_file_stays_at_its_top() -> None:
    assert laid("# licence\n\ntitle: a\nprovision: p/1\n") == "# licence\n\nprovision: p/1\ntitle: a\n"


def test_a_short_condition_stands_on_one_line_and_a_long_one_does_not() -> None:
    short = "elements:\n  a:\n    when:\n      sends:\n        by: $S\n        to: $R\n"
    assert laid(short) == "elements:\n  a:\n    when: {sends: {by: $S, to: $R}}\n"
    long = f"elements:\n  a:\n    when: {{sends: {{by: {'s' * 60}, to: {'r' * 60}}}}}\n"
    assert laid(long) == (f"elements:\n  a:\n    when:\n      sends:\n        by: {'s' * 60}\n        to: {'r' * 60}\n")


def test_a_comment_inside_braces_opens_them() -> None:
    assert laid("citation: {instrument: A,  # which\n  year: 1990}\n") == (
        "citation:\n  instrument: A  # which\n  year: 1990\n"
    )


def test_two_comments_beside_one_thing_both_survive() -> None:
    assert lay(read_document("a", b"k: [  # a\n  x\n]  # b\n"), OPEN) == "# a\nk: [x]  # b\n"


def test_quotes_go_where_none_are_needed_and_stay_round_signs() -> None:
    assert laid('title: "plain words"\ngist: "a: b"\nverb: "on"\nmark: "{x} y"\n') == (
        'title: plain words\ngist: "a: b"\nverb: "on"\nmark: "{x} y"\n'
    )


def test_long_prose_is_folded_and_short_prose_is_not() -> None:
    folded = laid(f"gist: {'word ' * 40}\n")
    assert folded.startswith("gist: >-\n  word word")
    assert max(map(len, folded.splitlines())) <= 120
    assert laid("gist: >-\n  a\n  b\n") == "gist: a b\n"


def test_a_long_list_of_words_is_filled_and_one_of_sentences_has_a_line_for_each() -> None:
    words = lay(read_document("a", f"k: [{', '.join(['soldier'] * 20)}]\n".encode()), OPEN).splitlines()
    assert (words[0], words[-1]) == ("k: [", "]")
    assert len(words) == 4
    sentence = "The soldiers of one crossed into the other."
    assert lay(read_document("a", f"k: [{sentence}, {sentence}, {sentence}]\n".encode()), OPEN) == (
        "k:\n" + f"  - {sentence}\n" * 3
    )


def test_the_words_of_a_source_are_never_broken() -> None:
    text = f"facts:\n  - id: a\n    support:\n      - quote: {{exact: {'word ' * 40}end}}\n"
    assert lay(read_document("a", text.encode()), shape_of("case")) == text


def test_empty_lines_between_parts_are_kept_and_many_become_one() -> None:
    assert laid("\n\nprovision: a/1\n\n\n\ntitle: b\n\n") == "provision: a/1\n\ntitle: b\n"


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["rules", "fmt", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


UNTIDY = "tests:   a/1\nentities: {x: state}\ncases: []\n"
TIDY = "tests: a/1\nentities: {x: state}\ncases: []\n"


def test_a_file_is_written_in_its_layout_and_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.test.yaml"
    path.write_text(UNTIDY)
    assert ran(capsys, str(path)) == (0, f"laid out {path}\n1 file laid out, 0 as they should be\n", "")
    assert path.read_text() == TIDY
    assert ran(capsys, str(path))[1] == "0 files laid out, 1 as they should be\n"


def test_check_writes_nothing_and_tells_by_its_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.test.yaml"
    path.write_text(UNTIDY)
    code, out, _ = ran(capsys, str(tmp_path), "--check")
    assert (code, path.read_text()) == (1, UNTIDY)
    assert f"would lay out {path}" in out
    path.write_text(TIDY)
    assert ran(capsys, str(tmp_path), "--check")[0] == 0


def test_diff_shows_what_would_change_and_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.test.yaml"
    path.write_text(UNTIDY)
    code, out, _ = ran(capsys, str(path), "--diff")
    assert (code, path.read_text()) == (1, UNTIDY)
    assert "-tests:   a/1\n+tests: a/1\n" in out


def test_a_broken_file_is_left_alone_with_the_error_of_the_loader_and_the_others_are_laid_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken, good = tmp_path / "a.test.yaml", tmp_path / "b.test.yaml"
    broken.write_text("tests: a/1\ncases: [\n")
    good.write_text(UNTIDY)
    code, _, err = ran(capsys, str(tmp_path))
    assert code == 2
    assert "SC-Y" in err
    assert broken.read_text() == "tests: a/1\ncases: [\n"
    assert good.read_text() == TIDY


def test_a_layout_in_which_a_file_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanctioncheck.author.layout.page._block", lambda *_: ["tests: b/1"])
    with pytest.raises(InputError, match="SC-B010"):
        laid_out("a.test.yaml", UNTIDY.encode())


def test_what_is_no_rule_test_or_case_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("states: []\n")
    assert "SC-B009" in ran(capsys, str(tmp_path / "a.yaml"))[2]
    # In a folder it is passed over.
    assert ran(capsys, str(tmp_path)) == (0, "0 files laid out, 0 as they should be\n", "")
    assert "SC-B011" in ran(capsys, str(tmp_path / "none.yaml"))[2]
