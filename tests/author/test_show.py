"""`rules show`: a lawyer names a part of the rules as lawyers do, and reads all there is to know of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.author.citing import find_named, matching_provisions
from sanctioncheck.cli import main
from sanctioncheck.errors import InputError
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.rulebook import Rulebook

HERE = Path(__file__).parent
RIVER = str(HERE / "river")
GOLDEN = HERE / "golden"
CASES = HERE.parents[1] / "cases"


@pytest.fixture(scope="module")
def law() -> Rulebook:
    return load_pack()


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["rules", "show", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("UNSC Res 1874 para 9", "un.sc.res.1874/9"),
        ("SCR 1874 ¶9", "un.sc.res.1874/9"),
        ("S/RES/1874 para. 9", "un.sc.res.1874/9"),
        ("UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9", "un.sc.res.1874/9"),
        ("resolution 1874 (2009), paragraph 9", "un.sc.res.1874/9"),
        ("Security Council resolution 1874, operative paragraph 9", "un.sc.res.1874/9"),
        ("UNSCR1874 OP9", "un.sc.res.1874/9"),
        ("un.sc.res.1874/9#no-export", "un.sc.res.1874/9"),
        ("1718/8b", "un.sc.res.1718/8b"),
        ("1718/8c", "un.sc.res.1718/8c"),
        ("paragraph 8(b) of resolution 1718 (2006)", "un.sc.res.1718/8b"),
        ("1718 8(a)(i)", "un.sc.res.1718/8a-i"),
        ("art 2(4)", "un.charter/2-4"),
        ("Article 2, paragraph 4, of the Charter of the United Nations", "un.charter/2-4"),
        ("ARSIWA art 16", "un.ilc.arsiwa/16"),
        ("Articles on State Responsibility, article 16", "un.ilc.arsiwa/16"),
        ("A/RES/3314(XXIX) art 3(f)", "un.ga.res.3314/3f"),
        ("2231 annex B para 6(b)", "un.sc.res.2231/annex-b-6b"),
        ("sends_troops", "sends_troops"),
        ("un-members", "un-members"),
        ("handed-over-is-provided", "bridge:handed-over-is-provided"),
        ("predicate:is_a", "is_a"),
    ],
)
def test_a_thing_is_found_by_its_id_and_by_every_usual_citation(asked: str, found: str, law: Rulebook) -> None:
    assert find_named(asked, law).id == found


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("1718 para 8(a)", ["un.sc.res.1718/8a-i", "un.sc.res.1718/8a-ii", "un.sc.res.1718/8a-iii"]),
        ("1718 para 8(c)", ["un.sc.res.1718/8c", "un.sc.res.1718/8c-to"]),
        ("art 2", ["un.charter/2-3", "un.charter/2-4", "un.charter/2-5", "un.ga.res.3314/2"]),
        ("para 9", ["un.sc.res.1874/9", "un.sc.res.2270/9"]),
    ],
)
def test_a_citation_that_may_mean_several_lists_them(asked: str, meant: list[str], law: Rulebook) -> None:
    with pytest.raises(InputError) as raised:
        find_named(asked, law)
    (problem,) = raised.value.problems
    assert problem.code == "SC-B002"
    assert all(f"`{each}`" in (problem.help() or "") for each in meant)
    assert (problem.help() or "").count("`") >= 2 * len(meant)


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("UNSC Res 1874 para 99", "un.sc.res.1874/9"),
        ("resolution 1874 (2010), paragraph 9", "un.sc.res.1874/9"),
        ("sends_trops", "sends_troops"),
        ("un.sc.res.1874/90", "un.sc.res.1874/9"),
    ],
)
def test_an_unknown_name_is_told_with_what_is_nearest(asked: str, nearest: str, law: Rulebook) -> None:
    with pytest.raises(InputError) as raised:
        find_named(asked, law)
    (problem,) = raised.value.problems
    assert problem.code == "SC-B001"
    assert f"`{nearest}`" in (problem.help() or "")


def test_a_paragraph_is_never_taken_for_an_article(law: Rulebook) -> None:
    assert find_named("art 2 of 3314", law).id == "un.ga.res.3314/2"
    with pytest.raises(InputError, match="SC-B001"):
        find_named("1874 art 9", law)


def test_a_paragraph_of_the_preamble_is_never_taken_for_an_operative_one(law: Rulebook) -> None:
    with pytest.raises(InputError, match="SC-B001"):
        find_named("UNSC Res 1874 PP9", law)


@pytest.mark.parametrize("name", ["", " ", "/", "#", ":", "provision:", "()", "¶", "\u202e", "1" * 500])
def test_whatever_is_asked_for_the_answer_is_an_error_that_can_be_read(name: str, law: Rulebook) -> None:
    with pytest.raises(InputError) as raised:
        find_named(name, law)
    assert "\u202e" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("river.pact/2", "provision"),
        ("river.pact/2#by-measure", "definition"),
        ("a-dam-lessens", "bridge"),
        ("builds", "predicate"),
        ("dam", "type"),
        ("parties", "list"),
        ("great-dam-found", "background"),
    ],
)
def test_each_kind_of_thing_has_a_page(
    name: str, file: str, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    code, out, err = shown(capsys, name, "--pack", RIVER)
    assert (code, err) == (0, "")
    golden(GOLDEN / f"show-{file}.txt", out)


def test_the_page_of_a_provision_is_markdown_too(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / "show-provision.md", shown(capsys, "river.pact/2", "--pack", RIVER, "--format", "md")[1])


def test_the_json_of_a_page_holds_the_tree_of_exceptions_with_the_burden_changing_sides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = json.loads(shown(capsys, "River Pact art 2(1)", "--pack", RIVER, "--format", "json")[1])
    (consent,) = page["exceptions"]
    (forced,) = consent["unless"]
    (proportionate,) = forced["unless"]
    assert [each["shown_by"] for each in (consent, forced, proportionate)] == ["respondent", "claimant", "respondent"]
    assert page["confirmed"] is False
    assert page["tests"]["names"] == ["a dam", "nothing is known of the water"]


def test_a_relation_is_told_on_both_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert "is clarified by River Pact" in shown(capsys, "river.pact/2", "--pack", RIVER)[1]
    assert "clarifies River Pact" in shown(capsys, "river.pact/2-annex", "--pack", RIVER)[1]


def test_the_cases_of_a_folder_that_turn_on_a_thing_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(CASES / "2024-shells-from-dprk")
    page = json.loads(shown(capsys, "1874/9", "--cases", folder, "--format", "json")[1])
    assert {(cell["actor"], cell["norm"]) for cell in page["cases"]} == {
        ("DPRK", "un.sc.res.1874/9#no-export"),
        ("DPRK", "un.sc.res.1874/9#no-finance-export"),
        ("Russia", "un.sc.res.1874/9#no-procurement"),
        ("Russia", "un.sc.res.1874/9#no-finance"),
        ("Russia", "un.sc.res.1874/9#prevent-others"),
    }
    kursk = str(CASES / "2025-kursk-only-the-sending")
    bridge = json.loads(shown(capsys, "sent-troops-are-provided", "--cases", kursk, "--format", "json")[1])
    assert "un.sc.res.1874/9#no-export" in {cell["norm"] for cell in bridge["cases"]}
    untouched = json.loads(shown(capsys, "2397 para 8", "--cases", folder, "--format", "json")[1])
    assert untouched["cases"] == []


def test_a_folder_without_cases_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = shown(capsys, "1874/9", "--cases", str(tmp_path))
    assert (code, out) == (2, "")
    assert err.startswith("SC-B003 error: there is no case in")


def test_every_provision_of_the_pack_is_found_by_the_citation_that_it_prints(law: Rulebook) -> None:
    provisions = tuple(law.provisions.values())
    for each in provisions:
        assert each in matching_provisions(each.citation.text, provisions)
        assert each in matching_provisions(each.citation.label, provisions)


def test_a_relation_to_a_provision_that_the_pack_does_not_have_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The loader only warns of it: the law that it names may not be written yet."""
    pack = Path(shutil.copytree(HERE.parent / "language" / "tiny" / "pack", tmp_path / "pack"))
    file = pack / "instruments/treaty/art-1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("target: treaty/2", "target: treaty/8"), encoding="utf-8")
    asked = ("--pack", str(pack))
    assert shown(capsys, "treaty/1", *asked)[1].count("implements treaty/8 (not in this pack)") == 1
    assert main(["rules", "site", "-o", str(tmp_path / "site"), *asked]) == 0
    assert "not in this pack" in (tmp_path / "site/provision-treaty-1.html").read_text(encoding="utf-8")
    for form in ("dot", "mermaid"):
        assert main(["rules", "graph", "--format", form, *asked]) == 0
        assert "not in this pack" in capsys.readouterr().out


def test_what_is_too_long_for_a_citation_is_told_at_once(law: Rulebook) -> None:
    """Each cut of each of its beginnings was tried before: a thousand words took many minutes."""
    with pytest.raises(InputError, match="nothing in the rules is called"):
        find_named("resolution 1874 paragraph nine " * 2000, law)
    assert matching_provisions("resolution 1874 paragraph nine " * 2000, law.provisions.values()) == ()
