"""`rules new`: what is begun loads and passes its tests, stands where its like stand, and overwrites nothing."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.author.layout.page import laid_out
from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.scaffold.naming import file_of, home_of, read_citation, tail_of
from sanctioncheck.author.testing.suite import run_suite
from sanctioncheck.cli import main
from sanctioncheck.load.pack import built_in, load_pack

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
NASTY = "a: b # c, [d] {e} \"f\" 'g' \\ no"

Ran = tuple[int, str, str]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "river", tmp_path / "river"))


@pytest.fixture
def new(pack: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def ran(*words: str) -> Ran:
        code = main(["rules", "new", *words, "--pack", str(pack)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return ran


PROVISION = (
    "provision",
    "--citation",
    "River Pact (1989), art 5(2)",
    "--title",
    "No second dam",
    "--conduct",
    "builds",
)
PREDICATE = (
    "predicate", "dredges", "--in", "vocabulary/river.yaml", "--roles", "by: state, bed: work", "--say",
    "{by} dredges {bed}", "--ask", "Did {by} dredge {bed}?",
)  # fmt: skip
FINDING = (
    "background", "second-dam", "--in", "background/river.yaml", "--states", "builds(lowland, great-dam, upland)",
    "--on", "2019-02", "--citation", "River Commission Report (2020), para 8", "--published", "2020-01-01",
    "--body", "river-commission", "--gist", "Lowland has built it too.",
)  # fmt: skip


def files(pack: Path) -> dict[str, str]:
    return {str(path.relative_to(pack)): path.read_text() for path in pack.rglob("*") if path.is_file()}


def test_a_provision_is_begun_with_its_tests_and_passes_them(
    new: Callable[..., Ran], pack: Path, golden: Callable[[Path, str], None]
) -> None:
    code, out, err = new(*PROVISION)
    assert (code, err) == (0, "")
    path = "instruments/river/pact/art-05-2.yaml"
    golden(GOLDEN / "new-provision.yaml.txt", (pack / path).read_text())
    golden(GOLDEN / "new-provision.test.yaml.txt", (pack / path.replace(".yaml", ".test.yaml")).read_text())
    golden(GOLDEN / "new-provision.txt", out.replace(str(pack), "PACK"))
    report = run_suite(pack, ("river.pact/5-2",))
    assert len(report.tests) == 3
    assert not any(each.failures for each in report.tests)


def test_what_its_instrument_tells_is_taken_from_it(new: Callable[..., Ran], pack: Path) -> None:
    new(*PROVISION)
    made = load_pack(pack).provisions["river.pact/5-2"]
    assert made.citation.text == "River Pact (1989) UN Doc RP/1, art 5(2)"
    assert made.in_force[0].from_ == "1990-01-01"
    assert made.mark == "R-L"


def test_every_file_that_is_begun_is_in_the_canonical_layout(new: Callable[..., Ran], pack: Path) -> None:
    for words in (PROVISION, PREDICATE, FINDING):
        assert new(*words)[0] == 0
    for path, text in files(pack).items():
        if path.endswith(".yaml"):
            assert laid_out(path, text.encode()) == text, path


@pytest.mark.parametrize("words", [PROVISION, PREDICATE, FINDING], ids=["provision", "predicate", "background"])
def test_nothing_is_overwritten(words: tuple[str, ...], new: Callable[..., Ran], pack: Path) -> None:
    assert new(*words)[0] == 0
    before = files(pack)
    code, _, err = new(*words)
    assert code == 2
    assert "SC-B013" in err
    assert files(pack) == before


def test_a_file_in_the_way_is_left_alone(new: Callable[..., Ran], pack: Path) -> None:
    path = pack / "instruments/river/pact/art-05-2.test.yaml"
    path.write_text("")
    code, _, err = new(*PROVISION)
    assert code == 2
    assert "`instruments/river/pact/art-05-2.test.yaml` is there already" in err
    assert path.read_text() == ""
    assert not path.with_name("art-05-2.yaml").exists()


def test_whatever_a_user_types_is_quoted(new: Callable[..., Ran], pack: Path) -> None:
    assert new(*PROVISION[:-4], "--title", NASTY, "--conduct", "builds", "--gist", NASTY)[0] == 0
    made = load_pack(pack).provisions["river.pact/5-2"]
    assert (made.title, made.gist) == (NASTY, NASTY)
    assert new(*PREDICATE, "--counts", NASTY)[0] == 0
    assert load_pack(pack).vocabulary.predicates["dredges"].counts == NASTY
    assert new(*FINDING[:-1], NASTY)[0] == 0
    assert load_pack(pack).findings[-1].gist == NASTY


def test_what_is_added_leaves_the_rest_of_a_file_as_it_was(new: Callable[..., Ran], pack: Path) -> None:
    for words, path in ((PREDICATE, "vocabulary/river.yaml"), (FINDING, "background/river.yaml")):
        before = (pack / path).read_text()
        assert new(*words)[0] == 0
        assert (pack / path).read_text().startswith(before.rstrip("\n"))


def test_a_comment_beside_the_last_thing_stays_beside_it(new: Callable[..., Ran], pack: Path) -> None:
    path = pack / "vocabulary/river.yaml"
    path.write_text(path.read_text().rstrip("\n") + "  # of its size\n")
    assert new(*PREDICATE)[0] == 0
    assert 'ask: "Is {work} proportionate?"  # of its size\n' in path.read_text()


def test_a_new_file_is_begun_where_there_is_none(new: Callable[..., Ran], pack: Path) -> None:
    words = tuple("vocabulary/bed.yaml" if each == "vocabulary/river.yaml" else each for each in PREDICATE)
    assert new(*words, "--about", "what is done to its bed")[1].startswith(f"wrote {pack}/vocabulary/bed.yaml\n")
    assert (pack / "vocabulary/bed.yaml").read_text().startswith("vocabulary: what is done to its bed\n")


def test_a_list_closes_the_predicate_that_it_answers(new: Callable[..., Ran], pack: Path) -> None:
    assert new(*PREDICATE[:2], "--kind", "state", *PREDICATE[2:])[0] == 0
    words = ("--predicate", "dredges", "--source", "the register", "--as-of", "2026-11-22", "--row")
    code, out, _ = new("list", "dredgers", *words, "upland, great-dam, 2001-01-01")
    told = [f"wrote {pack}/lists/dredgers.csv", f"added to {pack}/vocabulary/river.yaml"]
    assert (code, out.splitlines()[:2]) == (0, told)
    book = load_pack(pack)
    assert book.vocabulary.predicates["dredges"].closed
    assert next(each for each in book.lists if each.id == "dredgers").rows[0].fillers == ("upland", "great-dam")


def test_a_second_reading_makes_the_first_of_the_only_condition(new: Callable[..., Ran], pack: Path) -> None:
    words = ("--id", "finished", "--label", "only a finished work", "--held-by", "Upland")
    rival = ("--rival-id", "begun", "--rival-label", "a work that is begun", "--rival-held-by", "Lowland")
    code, _, err = new("reading", "river.pact/2#building", *words, *rival)
    # The trigger is a single predicate, and the loader says so.
    assert code == 2
    assert "trigger" in err
    assert new("reading", "river.pact/2#by-measure", *words, *rival)[0] == 0
    made = next(each for each in load_pack(pack).meanings if each.id == "river.pact/2#by-measure").definition
    assert [each.id for each in made.readings] == ["begun", "finished"]
    assert made.readings[0].when == made.readings[1].when


def test_a_third_reading_joins_the_two(new: Callable[..., Ran], pack: Path) -> None:
    assert new("reading", "RP/1 art 2#harm", "--id", "grave", "--label", "a grave loss", "--held-by", "nobody")[0] == 0
    harm = load_pack(pack).provisions["river.pact/2"].elements["harm"]
    assert [each.id for each in harm.readings] == ["any", "dry-years", "grave"]
    text = (pack / "instruments/river/pact/art-02.yaml").read_text()
    assert "      # What must hold if it is read so?" in text


def test_what_is_missing_is_told_at_once_where_nobody_can_be_asked(new: Callable[..., Ran], pack: Path) -> None:
    before = files(pack)
    code, _, err = new("provision")
    assert code == 2
    assert "SC-B012 error: not given: `--citation`, `--title`, `--conduct`" in err
    assert files(pack) == before


def test_on_a_terminal_what_is_missing_is_asked_for(
    new: Callable[..., Ran], pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanctioncheck.cli.rules.questioning.somebody_there", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("River Pact art 6\nNo ice\nbuilds\n\n\n"))
    code, out, err = new("provision")
    assert code == 0, err
    assert "Citation, with the pinpoint: " in out + err
    assert load_pack(pack).provisions["river.pact/6"].title == "No ice"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((*PROVISION[:-1], "lessons"), "did you mean `lessens`?"),
        ((*PROVISION[:-1], "dry_year"), "it is a state, and only an event opens a norm"),
        ((*PROVISION, "--since", "1990"), "it is no single day"),
        ((*PROVISION, "--in", "../art-05.yaml"), "it is no file below the pack"),
        ((*PREDICATE[:5], "by state", *PREDICATE[6:]), "it is no role with its type"),
        ((*PREDICATE[:5], "by: stat, bed: work", *PREDICATE[6:]), "did you mean `state`?"),
        ((*FINDING[:5], "builds(lowland)", *FINDING[6:]), "the predicate has 3 roles"),
        (
            ("list", "../x", "--predicate", "party", "--source", "a", "--as-of", "2020-01-01"),
            "it is no file below the pack",
        ),
        (("reading", "river.pact/2", "--id", "a", "--label", "b", "--held-by", "c"), "it names no element"),
        (("reading", "river.pact/2#buildings", "--id", "a", "--label", "b", "--held-by", "c"), "`building`"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_with_the_way_out_and_nothing_is_written(
    words: tuple[str, ...], says: str, new: Callable[..., Ran], pack: Path
) -> None:
    before = files(pack)
    code, _, err = new(*words)
    assert code == 2
    assert says in err
    assert files(pack) == before


def test_ids_and_files_follow_from_citations_as_those_of_the_pack_do() -> None:
    book, files = load_pack(), Shelf(built_in()).provisions()
    law = tuple(book.provisions.values())
    named = laid = 0
    for each in law:
        # Of some paragraphs the number was not seen: they are named for what they are about.
        if (each.citation.pinpoint or "").startswith("part on "):
            continue
        citation = read_citation(each.citation.text)
        assert citation == each.citation
        home = home_of(citation, law, files)
        assert home is not None
        folder, _, file = files[each.provision].rpartition("/")
        assert (home.head, f"instruments/{home.folder}") == (each.provision.rpartition("/")[0], folder)
        named += each.provision.rpartition("/")[2] == tail_of(each.citation.pinpoint or "")
        laid += file == file_of(each.citation.pinpoint or "")
    # Where one paragraph is told in several provisions, they have endings of their own.
    assert named >= len(law) * 0.8
    assert laid >= len(law) * 0.8


def test_the_first_provision_of_a_resolution_of_the_council_stands_under_its_regime() -> None:
    home = home_of(read_citation("UNSC Res 2407 (2018), para 1"), (), {}, "1718-dprk")
    assert home is not None
    assert (home.head, home.folder) == ("un.sc.res.2407", "un/sc/1718-dprk/2018-res-2407")
    assert home.citation.document == "S/RES/2407"


def test_a_file_that_the_loader_would_pass_over_is_not_begun(new: Callable[..., Ran], pack: Path) -> None:
    code, _, err = new(*PREDICATE[:2], "--in", "minerals.yaml", *PREDICATE[4:])
    assert code == 2
    assert "SC-L006" in err
    assert not (pack / "minerals.yaml").exists()


def test_the_copy_of_the_rules_inside_a_program_is_not_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = shutil.copytree(HERE / "river", tmp_path / "sanctioncheck" / "_rules")
    before = {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}
    assert main(["rules", "new", *PREDICATE, "--pack", str(inside)]) == 2
    assert "SC-B021" in capsys.readouterr().err
    assert main(["rules", "fmt", str(inside)]) in (0, 2)
    assert {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()} == before


def test_a_pack_that_builds_on_one_beside_it_can_be_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HERE / "river", tmp_path / "river")
    home = tmp_path / "near"
    home.mkdir()
    (home / "pack.yaml").write_text(
        "pack: near\nversion: 1.0.0\nlanguage: 1\nlicence: CC-BY-4.0\nas_of: 2026-11-22\ntitle: Near\n"
        'requires: {river: ">=0"}\n'
    )
    words = [*PREDICATE[:2], "--in", "vocabulary/near.yaml", *PREDICATE[4:], "--about", "what is near"]
    assert main(["rules", "new", *words, "--pack", str(home)]) == 0, capsys.readouterr().err
