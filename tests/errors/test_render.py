"""A diagnostic shows what is wrong, where, and what to do, and nothing in it can deceive the reader."""

import pickle
import unicodedata
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.errors import InputError, Place, Problem, closest, in_order, quote, raise_errors, sanitise
from sanctioncheck.errors.text import AmbiguousScalar, DuplicateKey, UnknownKey


class UnknownPredicate(Problem):
    """The example of the style guide."""

    code: ClassVar[str] = "SC-L012"

    def message(self) -> str:
        return "element `covered` uses predicate `is_an`, which no vocabulary declares"

    def help(self) -> str:
        return "did you mean `is_a`? It is declared in vocabulary/core.yaml:24"


def place(excerpt: str, column: int, end: int, line: int = 1) -> Place:
    return Place("a.yaml", line, column, line, end, excerpt)


def carets(problem: Problem) -> tuple[str, str]:
    """The excerpt as shown, and the part of it that has carets under it."""
    _, _, _, source, marks = problem.render().splitlines()[:5]
    start = marks.index("^")
    return source[4:], source[start : marks.rindex("^") + 1]


def test_the_example_of_the_style_guide_is_rendered_to_the_letter() -> None:
    path = "rules/instruments/un/sc/1718-dprk/2009-res-1874/para-09.yaml"
    excerpt = "        - is_an: {thing: $X, type: arms_or_related_materiel}"
    got = UnknownPredicate(place=Place(path, 41, 11, 41, 16, excerpt)).render()
    assert got == (
        "SC-L012 error: element `covered` uses predicate `is_an`, which no vocabulary declares\n"
        "  --> rules/instruments/un/sc/1718-dprk/2009-res-1874/para-09.yaml:41:11\n"
        "   |\n"
        "41 |         - is_an: {thing: $X, type: arms_or_related_materiel}\n"
        "   |           ^^^^^\n"
        "  help: did you mean `is_a`? It is declared in vocabulary/core.yaml:24"
    )


def test_a_duplicate_key_shows_both_places() -> None:
    first = ("first given here", place("force: binding", 1, 6, line=3))
    got = DuplicateKey(place=place("force: customary", 1, 6, line=12), also=(first,), key="force").render()
    assert got == (
        "SC-Y010 error: the key `force` is given twice\n"
        "  --> a.yaml:12:1\n"
        "   |\n"
        "12 | force: customary\n"
        "   | ^^^^^\n"
        "  --> a.yaml:3:1 (first given here)\n"
        "   |\n"
        " 3 | force: binding\n"
        "   | ^^^^^\n"
        "  help: keep one of them"
    )


def test_a_warning_says_that_it_is_one() -> None:
    got = AmbiguousScalar(place=place("state: NO", 8, 10), word="NO", elsewhere="false").render()
    assert got == (
        "SC-Y012 warning: `NO` is text here, but false to other YAML tools\n"
        "  --> a.yaml:1:8\n"
        "  |\n"
        "1 | state: NO\n"
        "  |        ^^\n"
        '  help: write "NO" for the text, or `false` if you mean that'
    )


def test_a_problem_without_a_place_has_no_excerpt() -> None:
    assert UnknownKey(place=None, key="x").render() == "SC-Y020 error: unknown key `x`"


def test_carets_stay_under_their_words_when_escapes_are_shown() -> None:
    shown, marked = carets(UnknownKey(place=place("a\u202eb\tbad: \x9b1", 5, 8), key="bad"))
    assert shown == "a\\u202eb bad: \\u009b1"
    assert marked == "bad"


@pytest.mark.parametrize("column", [1, 50, 101, 5_000, 999_998])
def test_a_long_line_is_cut_to_a_window_round_the_caret(column: int) -> None:
    line = "." * (column - 1) + "bad" + "." * (1_000_000 - column - 2)
    shown, marked = carets(UnknownKey(place=place(line, column, column + 3), key="bad"))
    assert marked == "bad"
    assert len(shown) <= 101
    assert shown.startswith("…") == (column > 41)


def test_a_value_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    _, marked = carets(UnknownKey(place=Place("a.yaml", 1, 4, 9, 2, "a: |  "), key="a"))
    assert marked == "|"


def test_a_place_beyond_the_end_of_its_line_still_has_a_caret() -> None:
    assert UnknownKey(place=place("a:", 3, 3), key="a").render().endswith("1 | a:\n  |   ^")


@given(st.text(max_size=300), st.integers(1, 320), st.integers(0, 40), st.text(max_size=80))
def test_no_excerpt_key_or_path_puts_an_unsafe_character_on_the_screen(
    excerpt: str, column: int, length: int, key: str
) -> None:
    there = Place(key, 1, column, 1, column + length, excerpt)
    problem = UnknownKey(place=there, also=((key, there),), key=key)
    for line in problem.render().split("\n"):
        assert all(unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") for character in line)
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert len(problem.render().split("\n")) == (9 if problem.help() is None else 10)


@given(st.text())
def test_sanitising_twice_is_sanitising_once(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)
    sanitise(text).encode()


def test_line_breaks_and_tabs_are_kept_where_asked() -> None:
    assert sanitise("a\n\tb\r", keep="\n\t") == "a\n\tb\\u000d"


def test_all_problems_are_listed_by_place_and_counted() -> None:
    late = UnknownKey(place=place("zz: 1", 1, 3, line=9), key="zz")
    soon = AmbiguousScalar(place=place("a: NO", 4, 6, line=2), word="NO", elsewhere="false")
    error = InputError([late, soon])
    assert error.problems == (soon, late)
    assert str(error) == f"{soon.render()}\n\n{late.render()}\n\n1 error, 1 warning"
    assert in_order([late, UnknownKey(place=None, key="x")])[0].place is None


def test_an_input_error_survives_the_way_between_processes() -> None:
    error = InputError([UnknownKey(place=place("zz: 1", 1, 3), key="zz")])
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_warnings_alone_do_not_raise() -> None:
    warning = AmbiguousScalar(place=None, word="NO", elsewhere="false")
    raise_errors([warning])
    with pytest.raises(InputError) as caught:
        raise_errors([warning, UnknownKey(place=None, key="x")])
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("word", "meant"),
    [("is_an", "is_a"), ("SENDS-TROOPS", "sends_troops"), ("zzz", None), ("", None), ("s" * 10_000, None)],
)
def test_the_closest_choice_is_suggested_and_nothing_far_fetched(word: str, meant: str | None) -> None:
    assert closest(word, ["supplies", "sends_troops", "is_a"]) == meant
    assert closest(word, []) is None


@given(st.text(max_size=20), st.lists(st.text(max_size=20), min_size=1))
def test_a_choice_spelt_exactly_is_its_own_closest_but_for_capitals(word: str, choices: list[str]) -> None:
    found = closest(word, choices)
    assert found is None or found in choices
    if word and word in choices:
        assert found is not None
        alike = {text.casefold().replace("-", "_").replace(" ", "_") for text in (found, word)}
        assert len(alike) == 1


@given(st.text(max_size=500))
def test_quoted_input_is_short(text: str) -> None:
    assert len(quote(text)) <= 2 + 60 * 6
