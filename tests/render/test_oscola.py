"""Every kind of authority is cited as OSCOLA has it: in full at first, in short after that, and once in the table."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.model.authority import Authority
from sanctioncheck.render.oscola import again, full, table

CHARTER: dict[str, Any] = {
    "instrument": "UN Charter", "kind": "treaty", "title": "Charter of the United Nations", "adopted": "1945-06-26",
    "in_force": "1945-10-24", "series": "1 UNTS XVI", "short": "UN Charter", "year": 1945, "mark": "R-H",
}  # fmt: skip
STATUTE: dict[str, Any] = {
    "instrument": "Statute of the International Court of Justice", "kind": "treaty", "adopted": "1945-06-26",
    "in_force": "1945-10-24", "short": "ICJ Statute", "year": 1945,
}  # fmt: skip
LAW_OF_TREATIES: dict[str, Any] = {
    "instrument": "Vienna Convention on the Law of Treaties", "kind": "treaty", "short": "VCLT", "year": 1969,
}  # fmt: skip
FOR_TWO: dict[str, Any] = {
    "instrument": "Russia-DPRK Treaty", "kind": "bilateral-treaty", "title": "Treaty on Partnership (Russia–DPRK)",
    "adopted": "2024-06-19", "in_force": "2024-12-04", "short": "Partnership Treaty", "year": 2024,
}  # fmt: skip
COUNCIL: dict[str, Any] = {
    "instrument": "UNSC Res 1373", "kind": "resolution", "adopted": "2001-09-28", "document": "S/RES/1373",
    "year": 2001,
}  # fmt: skip
ASSEMBLY: dict[str, Any] = {
    "instrument": "UNGA Res 3314", "kind": "resolution", "title": "UNGA Res 3314 (XXIX)", "adopted": "1974-12-14",
    "document": "A/RES/3314(XXIX)", "year": 1974,
}  # fmt: skip
ARTICLES: dict[str, Any] = {
    "instrument": "ARSIWA", "kind": "report", "body": "ILC", "title": "Articles on Responsibility",
    "part": "annex to UNGA Res 56/83", "adopted": "2001-12-12", "document": "A/RES/56/83", "short": "ARSIWA",
}  # fmt: skip
COMMENTARY: dict[str, Any] = {
    "instrument": "ILC commentary to art 16", "kind": "report", "body": "ILC", "title": "Articles, with commentaries",
    "part": "commentary to art 16", "year": 2001,
}  # fmt: skip
JUDGMENT: dict[str, Any] = {
    "instrument": "Oil Platforms", "kind": "judgment", "title": "Oil Platforms (Iran v United States)",
    "series": "[2003] ICJ Rep 161", "short": "Platforms", "year": 2003,
}  # fmt: skip
UNREPORTED: dict[str, Any] = {
    "instrument": "US Military Tribunal (Ministries case)", "kind": "judgment", "title": "Ministries case",
    "body": "US Military Tribunal Nuremberg", "year": 1949,
}  # fmt: skip
UNION: dict[str, Any] = {
    "instrument": "Council Decision (CFSP) 2016/849", "kind": "union-act", "adopted": "2016-05-27",
    "document": "[2016] OJ L 141/79",
}  # fmt: skip
UNDESCRIBED: dict[str, Any] = {"instrument": "Treaty of Aland", "year": 1921, "document": "1 Treaties 1"}


@pytest.mark.parametrize(
    ("given", "pinpoint", "first", "later"),
    [
        (CHARTER, "art 2(4)",
         "Charter of the United Nations (adopted 26 June 1945, entered into force 24 October 1945) 1 UNTS XVI "
         "(UN Charter) art 2(4)", "UN Charter (n 3) art 2(4)"),
        (STATUTE, "art 36",
         "Statute of the International Court of Justice (adopted 26 June 1945, entered into force 24 October 1945) "
         "(ICJ Statute) art 36", "ICJ Statute (n 3) art 36"),
        (LAW_OF_TREATIES, "art 26", "Vienna Convention on the Law of Treaties (1969) (VCLT) art 26",
         "VCLT (n 3) art 26"),
        (FOR_TWO, "art 4",
         "Treaty on Partnership (Russia–DPRK) (signed 19 June 2024, entered into force 4 December 2024) "
         "(Partnership Treaty) art 4", "Partnership Treaty (n 3) art 4"),
        (COUNCIL, "para 9", "UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373, para 9",
         "UNSC Res 1373 (n 3) para 9"),
        (ASSEMBLY, "art 3(d)", "UNGA Res 3314 (XXIX) (14 December 1974) UN Doc A/RES/3314(XXIX), art 3(d)",
         "UNGA Res 3314 (n 3) art 3(d)"),
        (ARTICLES, "art 16",
         "ILC, ‘Articles on Responsibility’, annex to UNGA Res 56/83 (12 December 2001) UN Doc A/RES/56/83 (ARSIWA) "
         "art 16", "ARSIWA (n 3) art 16"),
        (COMMENTARY, "para 5", "ILC, ‘Articles, with commentaries’, commentary to art 16 (2001) para 5",
         "ILC commentary to art 16 (n 3) para 5"),
        (JUDGMENT, "paras 73-77", "Oil Platforms (Iran v United States) [2003] ICJ Rep 161, paras 73-77",
         "Platforms (n 3) paras 73-77"),
        (UNREPORTED, None, "Ministries case (US Military Tribunal Nuremberg, 1949)",
         "US Military Tribunal (Ministries case) (n 3)"),
        (UNION, "art 1(3)", "Council Decision (CFSP) 2016/849 of 27 May 2016 [2016] OJ L 141/79, art 1(3)",
         "Council Decision (CFSP) 2016/849 (n 3) art 1(3)"),
        (UNDESCRIBED, "art 1", "Treaty of Aland (1921) 1 Treaties 1, art 1", "Treaty of Aland (n 3) art 1"),
    ],
    ids=lambda value: value["instrument"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_an_authority_is_cited_in_full_and_then_in_short(
    given: dict[str, Any], pinpoint: str | None, first: str, later: str
) -> None:
    authority = Authority(**given, pinpoint=pinpoint)
    assert full(authority) == first
    assert again(authority, 3) == later


def test_where_no_day_is_known_the_year_is_cited() -> None:
    authority = Authority(**{**COUNCIL, "adopted": None}, pinpoint="para 9")
    assert full(authority) == "UNSC Res 1373 (2001) UN Doc S/RES/1373, para 9"


def test_a_treaty_of_which_only_one_day_is_known_is_cited_by_that_day() -> None:
    authority = Authority(**{**STATUTE, "adopted": None})
    assert full(authority) == (
        "Statute of the International Court of Justice (entered into force 24 October 1945) (ICJ Statute)"
    )


def test_a_judgment_that_is_not_reported_is_cited_by_its_court_and_day() -> None:
    authority = Authority(instrument="Aland v Bland", kind="judgment", body="Court of Aland", adopted="1990-04-11")
    assert full(authority) == "Aland v Bland (Court of Aland, 11 April 1990)"


def test_an_act_of_the_union_is_cited_with_its_title_where_there_is_one() -> None:
    authority = Authority(**{**UNION, "title": "concerning restrictive measures"})
    assert full(authority) == (
        "Council Decision (CFSP) 2016/849 of 27 May 2016 concerning restrictive measures [2016] OJ L 141/79"
    )


def test_a_later_footnote_points_back_to_the_first_one_of_the_same_instrument() -> None:
    assert again(Authority(**COUNCIL, pinpoint="para 2"), 1) == "UNSC Res 1373 (n 1) para 2"


def test_the_table_has_every_instrument_once_under_its_heading_and_in_order() -> None:
    older = {**COUNCIL, "instrument": "UNSC Res 418", "adopted": "1977-11-04", "document": "S/RES/418", "year": 1977}
    given = (UNDESCRIBED, COUNCIL, CHARTER, UNION, older, JUDGMENT, ASSEMBLY, ARTICLES, FOR_TWO)
    places = [Authority(**each, pinpoint=pinpoint) for each in given for pinpoint in ("art 1", "art 2")]
    told = dict(table(places))
    assert list(told) == [
        "Cases", "Treaties", "United Nations documents", "European Union legislation", "Other authorities",
    ]  # fmt: skip
    assert [entry.partition(" (")[0].partition(",")[0] for entry in told["United Nations documents"]] == [
        "ILC", "UNGA Res 3314", "UNSC Res 418", "UNSC Res 1373",
    ]  # fmt: skip
    assert len(told["Treaties"]) == 2
    assert not any("art 1" in entry or "art 2" in entry for entries in told.values() for entry in entries)
    assert table(reversed(places)) == table(places)


def test_the_table_of_nothing_is_empty() -> None:
    assert table([]) == ()
