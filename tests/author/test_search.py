"""`rules list` and `rules search`: what the rules hold, where words stand in them, and why in that order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.register import Registered, register
from sanctioncheck.author.searching import Limits, search
from sanctioncheck.cli import main
from sanctioncheck.load.pack import built_in, load_pack
from sanctioncheck.model.rulebook import Rulebook

HERE = Path(__file__).parent
RIVER = str(HERE / "river")
GOLDEN = HERE / "golden"

Law = tuple[Rulebook, tuple[Registered, ...]]


@pytest.fixture(scope="module")
def law() -> Law:
    book = load_pack()
    return book, register(book, Shelf(built_in()))


def found(law: Law, words: str = "", **limits: Any) -> list[str]:
    return [hit.entry.id for hit in search(words, Limits(**limits), law[1], law[0])]


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["rules", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("kind", ["provisions", "definitions", "bridges", "predicates", "types", "lists", "background"])
def test_everything_of_a_kind_is_listed(
    kind: str, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    code, out, err = ran(capsys, "list", kind, "--pack", RIVER)
    assert (code, err) == (0, "")
    golden(GOLDEN / f"list-{kind}.txt", out)


def test_the_same_list_is_told_as_json_and_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    entries = json.loads(ran(capsys, "list", "--pack", RIVER, "--format", "json")[1])["entries"]
    rows = list(csv.DictReader(io.StringIO(ran(capsys, "list", "--pack", RIVER, "--format", "csv")[1])))
    assert [each["id"] for each in entries] == [row["id"] for row in rows] == ["river.pact/2", "river.pact/2-annex"]
    assert entries[0]["status"] == ["experimental", "reviewed", "tested", "not-whole"]


def test_paragraph_9_stands_before_paragraph_15(law: Law) -> None:
    listed = [each.entry.id for each in law[1] if each.entry.id.startswith("un.sc.res.2")]
    assert (
        listed.index("un.sc.res.2094/7-affirms") < listed.index("un.sc.res.2270/9") < listed.index("un.sc.res.2321/15")
    )


def test_a_search_says_where_each_word_stands(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    code, out, err = ran(capsys, "search", "dry", "water", "--pack", RIVER)
    assert (code, err) == (0, "")
    golden(GOLDEN / "search.txt", out)


def test_every_word_must_stand_somewhere(law: Law) -> None:
    assert found(law, "petroleum")
    assert found(law, "petroleum zeppelin") == []


def test_a_citation_puts_its_provision_first(law: Law) -> None:
    assert found(law, "S/RES/1874, para 9")[0] == "un.sc.res.1874/9"


def test_a_question_counts_more_than_a_gist(law: Law) -> None:
    hits = search("services", Limits(kinds=("provision",)), law[1], law[0])
    where = [hit.found[0].where for hit in hits]
    assert {"question covered", "gist"} <= set(where)
    assert where.index("gist") > max(at for at, each in enumerate(where) if each == "question covered")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_same_search_gives_the_same_order(law: Law) -> None:
    assert found(law, "armed force") == found(law, "armed force")
    assert found(law, "force armed") == found(law, "armed force")


@pytest.mark.parametrize(
    ("limits", "holds", "lacks"),
    [
        ({"regime": "iran"}, "un.sc.res.1929/8", "un.sc.res.1874/9"),
        ({"regime": "1718"}, "un.sc.res.1874/9", "un.charter/51"),
        ({"on": "2010"}, "un.sc.res.1874/9", "un.sc.res.2270/9"),
        ({"on": "2024-06-01"}, "un.sc.res.1874/9", "un.sc.res.1747/5"),
        ({"mark": ("R-M",)}, "un.sc.res.2094/7-affirms", "un.sc.res.1874/9"),
        ({"mark": ("unconfirmed",)}, "un.sc.res.2270/8", "un.sc.res.1874/9"),
        ({"conduct": "provides"}, "un.sc.res.1874/9", "un.charter/102"),
        ({"conduct": "transfers"}, "un.sc.res.1874/9", "un.charter/102"),
        ({"actor_type": "state"}, "un.sc.res.1874/9", "un.ga.res.3314/2"),
        ({"status": ("tested",)}, "un.sc.res.1874/9", "sends_troops"),
        ({"kinds": ("predicate",)}, "sends_troops", "un.sc.res.1874/9"),
    ],
)
def test_a_search_keeps_to_its_limits(limits: dict[str, Any], holds: str, lacks: str, law: Law) -> None:
    ids = found(law, **limits)
    assert holds in ids
    assert lacks not in ids


def test_conduct_behind_a_bridge_is_found_with_the_way_to_it(law: Law) -> None:
    hits = {hit.entry.id: hit for hit in search("", Limits(conduct="sends_troops"), law[1], law[0])}
    (reason,) = hits["un.sc.res.1718/8b"].found
    assert reason.text == "through bridge:sent-troops-are-provided"


def test_a_limit_that_names_nothing_is_an_error_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(
        capsys, "search", "arms", "--regime", "dpkr", "--conduct", "sends_trops", "--actor-type", "stat", "--on", "then"
    )
    assert (code, out) == (2, "")
    for meant in ("`dprk`", "`sends_troops`", "`state`", "SC-B005"):
        assert meant in err


def test_nothing_found_is_no_error_but_is_said_and_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "search", "zeppelin", "--pack", RIVER)
    assert (code, err) == (1, "")
    assert "Nothing in the rules holds all of that." in out
