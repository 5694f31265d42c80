"""Every file of `tests/language/` named for its fault is refused for that fault, at its place, with a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.author.checks.registry import CHECKS
from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.errors import InputError, Problem, case, files, norms, quotes, rules
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from tests.load.language import LANGUAGE, TINY, home_of, plant, problems_with

GOOD = sorted(path.relative_to(LANGUAGE).as_posix() for path in LANGUAGE.glob("*/good/*"))

BAD = sorted(path.relative_to(LANGUAGE).as_posix() for path in LANGUAGE.glob("*/bad/*"))
GOLDEN = Path(__file__).parents[1] / "golden" / "language"


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_told_at_its_place_with_its_remedy(
    name: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    problems = problems_with(LANGUAGE / name, tmp_path)
    assert problems
    assert all(problem.place is not None for problem in problems)
    golden(GOLDEN / Path(name.replace("/bad/", "/")).with_suffix(".txt"), f"{InputError(problems)}\n")


def test_no_golden_message_is_left_of_a_file_that_is_gone() -> None:
    told = {path.relative_to(GOLDEN).with_suffix("").as_posix() for path in GOLDEN.glob("*/*.txt")}
    assert told == {name.replace("/bad/", "/").rpartition(".")[0] for name in BAD}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_right_loads_without_a_word(name: str, tmp_path: Path) -> None:
    assert problems_with(LANGUAGE / name, tmp_path) == ()


@pytest.mark.parametrize("label", ["and here", "declared closed here", "first given here", "which rests on the next"])
def test_where_two_places_clash_both_are_shown(label: str, tmp_path: Path) -> None:
    name = {
        "and here": "variables/bad/shared-by-two-elements.yaml",
        "declared closed here": "lists/bad/closed-and-concluded.yaml",
        "first given here": "links/bad/same-id.yaml",
        "which rests on the next": "links/bad/circle.yaml",
    }[label]
    (problem,) = problems_with(LANGUAGE / name, tmp_path)
    assert [words for words, _ in problem.also] == [label]
    assert f"({label})" in problem.render()


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    names = ("words/bad/unknown-predicate.yaml", "time/bad/backwards.yaml", "strata/bad/through-not.yaml")
    whole = plant(LANGUAGE / names[0], tmp_path)
    for number, name in enumerate(names[1:], start=2):
        text = (LANGUAGE / name).read_text(encoding="utf-8").replace("fault/1", f"fault/{number}")
        (whole / home_of(LANGUAGE / name)).write_text(text, encoding="utf-8")
    (whole / "lists" / "broken.csv").write_bytes((LANGUAGE / "lists/bad/bad-date.csv").read_bytes())
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-L031", "SC-L049", "SC-L012", "SC-Y025"]


def test_a_broken_provision_is_not_called_unknown_by_those_that_refer_to_it(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "references/good/renamed.yaml", tmp_path)
    (whole / "instruments/invoked.yaml").write_text(
        (LANGUAGE / "words/good/constants.yaml").read_text(encoding="utf-8").replace("fault/1", "fault/2"),
        encoding="utf-8",
    )
    broken = whole / "instruments/treaty/art-1.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("force: binding", "force: bindin"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-Y023"]


def test_a_broken_vocabulary_is_told_before_its_words_are_missed(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "words/bad/unknown-type.yaml", tmp_path)
    (whole / "vocabulary" / "broken.yaml").write_text("vocabulry: a fault\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert {problem.code for problem in caught.value.problems} == {"SC-Y020", "SC-Y021"}


def test_a_word_that_only_the_norm_misuses_does_not_hide_the_faults_of_the_next(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "triggers/bad/not-first.yaml", tmp_path)
    file = whole / "instruments/1-not-first.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  covered:", "  idle:\n    ask: Is it?\n    when: {is_an: {thing: $X}}\n  covered:"))
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-L057", "SC-L012", "SC-L043"]


def test_the_tiny_case_beside_the_tiny_pack_is_right() -> None:
    assert load_case(TINY / "case", load_pack(TINY / "pack")).warnings == ()


def faults() -> list[type[Problem]]:
    """List every way in which a pack or a case can fail, or be checked, that has a code of its own."""
    found: set[type[Problem]] = {*CHECKS} | {
        thing
        for module in (case, files, norms, quotes, rules)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Problem) and hasattr(thing, "code")
    }
    return sorted(found, key=lambda fault: (fault.code, fault.__name__))


def test_no_two_faults_have_one_code() -> None:
    codes = [fault.code for fault in faults()]
    assert len(codes) == len(set(codes)) > 50


def test_every_fault_is_shown_by_a_file_or_a_test_of_this_folder() -> None:
    shown = [*Path(__file__).parent.glob("test_*.py"), *GOLDEN.glob("*/*.txt")]
    told = "".join(path.read_text(encoding="utf-8") for path in shown)
    assert [fault.__name__ for fault in faults() if fault.code not in told] == []


def test_at_least_a_hundred_and_twenty_files_are_wrong_each_in_its_own_way() -> None:
    assert len(BAD) >= 120


def test_no_check_fires_on_the_tiny_pack() -> None:
    assert problems_of(TINY / "pack")[1] == ()
