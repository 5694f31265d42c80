"""Whatever the provisions of both packs cite can be cited in full, with days that the law of the packs bears out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.load.authorities import citations
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.authority import Authority, authority_of
from sanctioncheck.model.norm import Citation
from sanctioncheck.model.result import RunResult
from sanctioncheck.model.time import parse_date
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.oscola import full, table

ROOT = Path(__file__).parents[2]
CATALOGUE = """
217 1965-11-20, 232 1966-12-16, 253 1968-05-29, 418 1977-11-04, 661 1990-08-06, 713 1991-09-25, 748 1992-03-31,
757 1992-05-30, 788 1992-11-19, 841 1993-06-16, 864 1993-09-15, 883 1993-11-11, 917 1994-05-06, 918 1994-05-17,
1011 1995-08-16, 1054 1996-04-26, 1127 1997-08-28, 1132 1997-10-08, 1160 1998-03-31, 1171 1998-06-05, 1173 1998-06-12,
1267 1999-10-15, 1298 2000-05-17, 1306 2000-07-05, 1343 2001-03-07, 1483 2003-05-22, 1521 2003-12-22, 1532 2004-03-12,
1572 2004-11-15, 1643 2005-12-15, 1695 2006-07-15, 1718 2006-10-14, 1874 2009-06-12, 1903 2009-12-17, 1907 2009-12-23,
2094 2013-03-07, 2270 2016-03-02, 2321 2016-11-30, 2371 2017-08-05, 2374 2017-09-05, 2375 2017-09-11, 2397 2017-12-22,
2699 2023-10-02, 2713 2023-12-01, 2752 2024-10-18
"""
"""The days of resolutions that the catalogue of the law gives, copied from it and not from the pack."""


@pytest.fixture(scope="module", params=["rules", "packs/eu"])
def pack(request: pytest.FixtureRequest) -> Loaded:
    return read_pack(ROOT / request.param)


@pytest.fixture(scope="module")
def core() -> Loaded:
    return read_pack(ROOT / "rules")


def cited(pack: Loaded) -> list[Citation]:
    return [citation for file in pack.draft.provisions for citation, _ in citations(file)]


def test_every_provision_can_be_cited_in_full(pack: Loaded) -> None:
    places = [authority_of(citation, pack.book.authorities) for citation in cited(pack)]
    assert len(places) > 300
    for place in places:
        assert place.kind is not None
        # No piece is missing between two others, and the place stands at the end.
        assert re.search(r"  |\( |\(\)|None|, ,|,,", full(place)) is None
        assert place.pinpoint is None or full(place).endswith(place.pinpoint)


def test_what_is_described_is_cited(pack: Loaded) -> None:
    assert set(pack.book.authorities) == {citation.instrument for citation in cited(pack)}


def test_a_day_lies_in_the_year_of_its_citation(pack: Loaded) -> None:
    for citation in cited(pack):
        adopted = pack.book.authorities[citation.instrument].adopted
        if adopted is not None and citation.year is not None:
            assert adopted[:4] == str(citation.year), citation.instrument


def test_an_instrument_has_one_document(pack: Loaded) -> None:
    documents: dict[str, set[str | None]] = {}
    for citation in cited(pack):
        documents.setdefault(citation.instrument, set()).add(citation.document)
    assert {name: found for name, found in documents.items() if len(found) > 1} == {}


def test_nothing_binds_before_the_day_of_what_lays_it_down(pack: Loaded) -> None:
    """Custom does: it is older than the text in which it was written down."""
    for provision in pack.book.provisions.values():
        described = pack.book.authorities[provision.citation.instrument]
        if provision.force in ("customary", "codification") or described.adopted is None:
            continue
        first = min(parse_date(stretch.from_).first for stretch in provision.in_force)
        assert first >= parse_date(described.adopted).first, provision.provision


def test_the_days_of_resolutions_are_those_of_the_catalogue(core: Loaded) -> None:
    days = dict(re.findall(r"(\d+) (\d{4}-\d\d-\d\d)", CATALOGUE))
    assert len(days) == 45
    assert {number: core.book.authorities[f"UNSC Res {number}"].adopted for number in days} == days


def test_the_days_of_treaties_and_of_the_assembly_are_those_of_the_catalogue(core: Loaded) -> None:
    known = core.book.authorities
    treaty = known["Russia-DPRK Treaty on Comprehensive Strategic Partnership"]
    assert (treaty.adopted, treaty.in_force) == ("2024-06-19", "2024-12-04")
    assert (known["UN Charter"].adopted, known["UN Charter"].in_force) == ("1945-06-26", "1945-10-24")
    assert known["UNGA Res 3314"].adopted == "1974-12-14"


def test_what_no_source_of_the_pack_dates_is_cited_by_its_year(core: Loaded) -> None:
    dateless = {name for name, each in core.book.authorities.items() if each.kind == "resolution" and not each.adopted}
    assert dateless == {"UNSC Res 2016", "UNSC Res 2231"}


def test_a_report_can_cite_everything_from_the_json_of_a_result_alone() -> None:
    text = to_json(run_cases([str(ROOT / "cases/2025-kursk-recognition")]))
    (case,) = RunResult.model_validate_json(text).cases
    places = [cell.authority for cell in case.cells]
    pleas = [plea.authority for cell in case.cells for finding in cell.findings for plea in finding.exceptions]
    assert all(isinstance(each, Authority) for each in (*places, *pleas))
    told = [each for each in (*places, *pleas) if each is not None]
    assert [each.pinpoint for each in told if each.instrument == "UN Charter"]
    assert "UNSC Res 1874 (12 June 2009) UN Doc S/RES/1874" in dict(table(told))["United Nations documents"]
    assert any(text.startswith("Charter of the United Nations (adopted 26 June 1945") for text in map(full, told))
