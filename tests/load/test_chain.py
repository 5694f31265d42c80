"""Packs that build on each other: found by name, loaded together, and kept apart in what is said of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.author.testing.suite import run_suite
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.load import chain
from sanctioncheck.load.pack import load_pack, read_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.model.result import packs_of
from tests.load.language import TINY

PROVISION = """\
provision: island/3
title: No arms through our ports
citation: {instrument: Island Act, year: 1999, pinpoint: s 3}
gist: Nobody sends arms that the treaty forbids.
force: binding
verb: decides
mark: V
in_force: [{from: 1999-01-01}]
relations:
  - {type: implements, target: treaty/1}
elements:
  supply:
    ask: Did {S} send {X} to {R}?
    when: {sends: {by: $S, to: $R, object: $X}}
  covered:
    ask: Is {X} arms?
    when: {is_a: {thing: $X, type: arms}}
exceptions:
  consent: {ref: treaty/1#consent, with: {$X: $X}}
norms:
  - id: no-arms
    title: Send nobody arms
    modality: prohibition
    bearer: {var: $S, type: state, is: aland}
    trigger: supply
    per: [$S, $X]
    elements: [supply, covered]
    exceptions: [consent]
"""
TESTS = """\
tests: island/3
entities: {aland: state, bland: state, rifles: item}
columns: [aland]
facts: ["sends(aland, bland, rifles)"]
cases:
  - name: rifles are arms
    facts: ["is_a(rifles, arms)"]
    expect: {no-arms(aland): violated}
"""


def manifest(name: str, requires: str = "{}", as_of: str = "2025-06-30", version: str = "1.2.3") -> str:
    return (
        f"pack: {name}\nversion: {version}\nlanguage: 1\nlicence: CC-BY-4.0\ntitle: A pack\nas_of: {as_of}\n"
        f"requires: {requires}\n"
    )


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the tiny pack and a national one that builds on it."""
    shutil.copytree(TINY / "pack", tmp_path / "first")
    home = tmp_path / "island"
    (home / "instruments").mkdir(parents=True)
    (home / "pack.yaml").write_text(manifest("island", '{tiny: ">=1, <2"}'))
    (home / "instruments/s-3.yaml").write_text(PROVISION)
    (home / "instruments/s-3.test.yaml").write_text(TESTS)
    return tmp_path


def refusal(home: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        load_pack(home)
    (problem,) = caught.value.problems
    return problem


def test_a_pack_uses_the_words_lists_and_exceptions_of_the_one_that_it_requires(packs: Path) -> None:
    book = load_pack(packs / "island")
    assert "island/3#no-arms" in {rule.id for rule in book.rules}
    assert set(load_pack(packs / "first").provisions) < set(book.provisions)
    assert book.provisions["island/3"].relations[0].target == "treaty/1"
    assert next(rule for rule in book.rules if rule.id == "island/3#no-arms").exceptions["consent"].unless
    assert book.policy == load_pack(packs / "first").policy


def test_every_pack_is_named_with_its_hash_the_required_ones_first(packs: Path) -> None:
    named = packs_of(load_pack(packs / "island"))
    assert [(pack.name, pack.version) for pack in named] == [("tiny", "1.0"), ("island", "1.2.3")]
    assert named[0].sha256 == load_pack(packs / "first").sha256
    file = packs / "first/background/war.yaml"
    file.write_text(f"{file.read_text()}# looked at again\n")
    later = packs_of(load_pack(packs / "island"))
    assert later[0].sha256 != named[0].sha256
    assert later[1] == named[1]


def test_what_one_of_them_has_not_looked_at_nobody_has(packs: Path) -> None:
    assert load_pack(packs / "first").as_of == "2026-01-01"
    assert load_pack(packs / "island").as_of == "2025-06-30"


def test_a_name_that_two_packs_declare_is_an_error_that_shows_both_places(packs: Path) -> None:
    (packs / "island/vocabulary").mkdir()
    (packs / "island/vocabulary/own.yaml").write_text(
        'vocabulary: own\npredicates:\n  sends:\n    roles: {by: state}\n    kind: event\n    say: "{by} sends"\n'
        '    ask: "Did {by} send?"\n'
    )
    problem = refusal(packs / "island")
    assert problem.code == "SC-L010"
    assert problem.place is not None
    assert problem.place.path == "vocabulary/own.yaml"
    assert [place.path for _, place in problem.also] == ["tiny:vocabulary/core.yaml"]


def test_a_closed_list_of_another_pack_is_not_added_to(packs: Path) -> None:
    (packs / "island/lists").mkdir()
    (packs / "island/lists/more.csv").write_text(
        "# list: more\n# predicate: member\n# source: our own view\n# as_of: 2025-01-01\nstate,from\nbland,1990\n"
    )
    problem = refusal(packs / "island")
    assert problem.code == "SC-L034"
    assert "`tiny` answers it whole" in problem.message()
    assert problem.place is not None
    assert problem.place.path == "lists/more.csv"
    assert [place.path for _, place in problem.also] == ["tiny:lists/members.csv"]


def test_two_provisions_of_one_id_in_two_packs_are_an_error_that_shows_both_places(packs: Path) -> None:
    file = packs / "island/instruments/s-3.yaml"
    file.write_text(PROVISION.replace("island/3", "treaty/1").replace("target: treaty/1", "target: treaty/2"))
    with pytest.raises(InputError) as caught:
        load_pack(packs / "island")
    told = str(caught.value)
    assert "instruments/s-3.yaml:1" in told
    assert "tiny:instruments/treaty/art-1.yaml:1" in told


def test_only_the_files_of_the_pack_itself_are_checked_and_tested(packs: Path) -> None:
    file = packs / "first/instruments/treaty/art-3.yaml"
    file.write_text(file.read_text().replace("Is {E} grave?", "Is {E}  grave?"))
    assert [problem.code for problem in problems_of(packs / "first")[1]] == ["SC-L132"]
    assert problems_of(packs / "island")[1] == ()
    report = run_suite(packs / "island")
    assert [(test.provision, test.failures) for test in report.tests] == [("island/3", ())]
    assert report.untested == ()


def test_texts_are_read_with_the_words_of_the_pack_that_is_required(tmp_path: Path) -> None:
    home = tmp_path / "near"
    home.mkdir()
    (home / "pack.yaml").write_text(manifest("near", '{un-core: ">=2026"}'))
    assert load_texts(home) == load_texts()


def test_a_pack_that_is_nowhere_is_named_with_the_nearest(packs: Path) -> None:
    (packs / "island/pack.yaml").write_text(manifest("island", '{un-cor: ">=1"}'))
    problem = refusal(packs / "island")
    assert (problem.code, problem.place and problem.place.line) == ("SC-L008", 7)
    assert problem.help() is not None
    assert "did you mean `un-core`?" in str(problem.help())


def test_another_version_than_is_asked_for_is_refused(packs: Path) -> None:
    (packs / "island/pack.yaml").write_text(manifest("island", '{tiny: ">=1.1"}'))
    problem = refusal(packs / "island")
    assert problem.code == "SC-L009"
    assert problem.message() == "the pack `tiny` is required in version `>=1.1`, and `1.0` is there"


def test_packs_that_require_each_other_are_refused(packs: Path) -> None:
    with (packs / "first/pack.yaml").open("a") as file:
        file.write('requires: {island: ">=1"}\n')
    problem = refusal(packs / "island")
    assert problem.code == "SC-L008"
    assert "island → tiny → island" in problem.message()


def test_one_pack_that_two_others_require_is_loaded_once(packs: Path) -> None:
    for name in ("left", "right"):
        (packs / name).mkdir()
        (packs / name / "pack.yaml").write_text(manifest(name, '{tiny: ">=1"}'))
    (packs / "top").mkdir()
    (packs / "top/pack.yaml").write_text(manifest("top", '{left: ">=1", right: ">=1"}'))
    assert [pack.name for pack in packs_of(load_pack(packs / "top"))] == ["tiny", "left", "right", "top"]


def test_a_python_package_brings_a_pack_under_its_entry_point_and_its_code_is_not_run(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    package = site / "island_rules"
    shutil.copytree(packs / "island", package)
    (package / "__init__.py").write_text("raise SystemExit('this was run')\n")
    shutil.copytree(packs / "first", site / "first")
    info = site / "island_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: island-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{chain.GROUP}]\nisland = island_rules\ngone = no_such_package\n")
    monkeypatch.syspath_prepend(str(site))
    chain.known.cache_clear()
    try:
        assert chain.installed() == {"island": package}
        assert read_pack(Path("island")).home == package
    finally:
        chain.known.cache_clear()


def test_a_pack_is_asked_for_by_the_name_of_the_one_that_comes_with_the_program() -> None:
    assert read_pack(Path("un-core")).home == chain.built_in()


def test_two_copies_of_a_required_pack_are_an_error_that_names_both(packs: Path) -> None:
    shutil.copytree(packs / "first", packs / "old-copy")
    problem = refusal(packs / "island")
    assert problem.code == "SC-L033"
    assert problem.message() == "the pack `tiny` is required, and `first`, `old-copy` all hold one of that name"


def test_a_file_whose_ending_is_in_capitals_is_not_passed_over_in_silence(packs: Path) -> None:
    (packs / "island/instruments/s-3.yaml").rename(packs / "island/instruments/s-3.YAML")
    assert "SC-L006" in {problem.code for problem in problems_of(packs / "island")[1]}
