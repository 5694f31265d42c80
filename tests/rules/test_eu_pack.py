"""The pack of the European Union holds together, is tested whole, and leaves the law of the United Nations as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.author.coverage.measure import coverage
from sanctioncheck.author.mutation.ordeal import Ordeal
from sanctioncheck.author.testing.suite import Report, run_suite
from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.errors import InputError
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.result import CellNode
from sanctioncheck.model.time import parse_date

ROOT = Path(__file__).parents[2]
EU = ROOT / "packs/eu"


@pytest.fixture(scope="module")
def pack() -> Loaded:
    return read_pack(EU)


@pytest.fixture(scope="module")
def report() -> Report:
    return run_suite(EU)


def members(pack: Loaded, day: str) -> set[str]:
    return listed(pack, "member_of_eu", day)


def listed(pack: Loaded, predicate: str, day: str) -> set[str]:
    [listing] = [each for each in pack.book.lists if each.predicate == predicate]
    when = parse_date(day)
    return {row.fillers[0] for row in listing.rows if row.when.core and when.within(row.when.core)}


def test_nothing_is_wrong_in_it() -> None:
    assert problems_of(EU)[1] == ()


def test_every_provision_has_tests_and_comes_out_as_they_say(report: Report) -> None:
    assert [each.title for each in report.tests if each.failures] == []
    assert (report.problems, report.untested) == ((), ())
    assert len(report.tests) >= 80


def test_its_tests_show_all_that_they_could() -> None:
    result = coverage(EU)
    assert [point.gap for each in result.provisions for point in each.gaps] == []


def test_coverage_and_changes_are_of_the_pack_itself_not_of_what_it_requires(pack: Loaded) -> None:
    assert [each.provision for each in coverage(EU).provisions] == list(pack.own)
    assert all(name.startswith("eu.cfsp.") for name in pack.own)
    with pytest.raises(InputError, match="SC-"):
        coverage(EU, ["un.sc.res.1874/9"])
    assert {each.provision for each in Ordeal(EU).changes} == set(pack.own)


def test_the_union_has_the_members_that_it_had_on_each_day(pack: Loaded) -> None:
    counts = {
        "1957-12-31": 0,
        "1958-01-01": 6,
        "1973-01-01": 9,
        "1981-01-01": 10,
        "1986-01-01": 12,
        "1995-01-01": 15,
        "2004-05-01": 25,
        "2007-01-01": 27,
        "2013-06-30": 27,
        "2013-07-01": 28,
        "2020-01-31": 28,
        "2020-02-01": 27,
        "2026-11-22": 27,
    }
    assert {day: len(members(pack, day)) for day in counts} == counts
    assert members(pack, "2020-01-31") - members(pack, "2020-02-01") == {"united-kingdom"}


def test_on_no_day_between_was_the_united_kingdom_not_bound(pack: Loaded) -> None:
    days = ("2020-01-31", "2020-02-01", "2020-12-31", "2021-01-01")
    bound = ["united-kingdom" in listed(pack, "bound_as_eu_member", day) | members(pack, day) for day in days]
    assert bound == [True, True, True, False]


def test_every_member_of_the_union_is_called_as_the_list_of_the_united_nations_calls_it(pack: Loaded) -> None:
    [eu] = [each for each in pack.draft.lists if each.made.predicate == "member_of_eu"]
    [un] = [each for each in pack.draft.lists if each.made.predicate == "member_of_un"]
    assert {state: un.names.get(state) for state in eu.names} == eu.names


def test_nothing_in_it_can_make_a_norm_of_the_united_nations_fire(pack: Loaded) -> None:
    assert not any(pack.book.provisions[name].definitions for name in pack.own)
    assert all(not pack.has(each.document.path) for each in pack.draft.bridges)
    un = read_pack(ROOT / "rules").book.vocabulary
    added = {name: each for name, each in pack.book.vocabulary.types.items() if name not in un.types}
    assert added
    assert {wider for each in added.values() for wider in each.is_a} == {"item"}


@pytest.mark.parametrize("case", ["2024-shells-from-dprk", "2025-kursk-recognition"])
def test_a_case_comes_out_as_under_the_law_of_the_united_nations_alone(case: str) -> None:
    def cells(pack: Path) -> dict[tuple[str, str], CellNode]:
        [judged] = run_cases([str(ROOT / "cases" / case)], pack=str(pack), everything=True).cases
        return {(cell.actor, cell.norm): cell for cell in judged.cells}

    alone, both = cells(ROOT / "rules"), cells(EU)
    assert {key: cell for key, cell in both.items() if not cell.norm.startswith("eu.")} == alone
    added = {cell.outcome for cell in both.values() if cell.norm.startswith("eu.")}
    assert added == {"not-applicable"}
