"""A pack becomes the rulebook that its files describe, and nothing outside its folder is ever read."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.load import files
from sanctioncheck.load.pack import built_in, load_pack, load_pack_with_warnings
from sanctioncheck.load.yamltext import Limits
from sanctioncheck.model.condition import Atom, variables
from sanctioncheck.model.norm import clause_variables
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import EARLIEST, LATEST, format_when, parse_date
from sanctioncheck.model.truth import FULL, up_to
from tests.load.language import TINY


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(TINY / "pack")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "pack", tmp_path / "pack"))


def refusal(pack: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_pack(pack)
    return caught.value.problems


def test_a_rule_holds_its_parts_its_time_and_its_place(book: Rulebook) -> None:
    rule = next(rule for rule in book.rules if rule.id == "treaty/1#no-arms")
    assert list(rule.elements) == ["supply", "covered"]
    assert list(rule.exceptions) == ["consent"]
    assert rule.span.sure == ((parse_date("1990-01-01").first, LATEST),)
    assert rule.file == "instruments/treaty/art-1.yaml:48"
    assert book.provisions["treaty/1"] is rule.provision


def test_a_break_in_force_is_a_break_in_the_span(book: Rulebook) -> None:
    rule = next(rule for rule in book.rules if rule.id == "treaty/2#no-arming")
    assert [(w.first, w.last) for w in rule.span.sure] == [
        (parse_date("1990-01-01").first, parse_date("2000-12-31").last),
        (parse_date("2001-06-01").first, LATEST),
    ]


def test_an_exception_of_another_provision_is_written_out_in_the_words_of_the_norm(book: Rulebook) -> None:
    rule = next(rule for rule in book.rules if rule.id == "treaty/2#no-arming")
    clause = rule.exceptions["consent"]
    assert clause_variables(clause) == ("$M", "$T")
    assert (clause.ask, clause.gist) == ("Did a member consent to {T}?", "The other members consented to {T}.")
    assert variables(clause.unless["duress"].when) == ("$M",)


def test_a_definition_and_a_bridge_say_whose_they_are_and_how_far_they_go(book: Rulebook) -> None:
    found = {m.id: (m.by, m.bridge, m.cap, m.definition.open, m.reason, m.file) for m in book.meanings}
    assert found["treaty/2#arming"] == (
        "treaty/2", False, FULL, False, "", "instruments/treaty/art-2.yaml:31",
    )  # fmt: skip
    assert found["bridge:shipping-is-sending"] == (
        "bridge:shipping-is-sending", True, up_to(1), True, "who ships a thing sends it", "vocabulary/bridges.yaml:2",
    )  # fmt: skip
    bridge = book.meanings[-1].definition.concludes
    assert isinstance(bridge, Atom)
    assert bridge.predicate == "sends"


def test_positions_have_their_readings_and_default(book: Rulebook) -> None:
    (position,) = book.positions.values()
    assert (position.id, [r.id for r in position.readings], position.default) == (
        "treaty/1:covered", ["narrow", "broad"], "narrow",
    )  # fmt: skip


def test_a_row_of_a_list_stands_for_its_time(book: Rulebook) -> None:
    (listing,) = book.lists
    assert (listing.id, listing.predicate, listing.as_of) == ("members", "member", "2026-01-01")
    assert [(row.fillers, format_when(row.when)) for row in listing.rows] == [
        (("aland",), "from 1990"),
        (("bland",), "from 1990-05-01"),
        (("cland",), "from 1990 to 2001"),
    ]
    assert (listing.rows[0].when.begin.first > EARLIEST, listing.rows[0].when.end.last) == (True, LATEST)


def test_the_background_and_named_rows_declare_entities(book: Rulebook) -> None:
    assert book.entities == {
        "eland": ("state", "Eland"),
        "war": ("act", "the war of Eland"),
        "aland": ("state", "Aland"),
        "bland": ("state", "Bland"),
        "cland": ("state", "Cland, formerly Dland"),
    }
    assert [finding.id for finding in book.findings] == ["assembly-1"]


def test_an_actor_of_the_pack_may_speak_for_a_state(pack: Path) -> None:
    (pack / "background" / "people.yaml").write_text(
        "background: people\nactors:\n  - {id: general, type: person, name: a general, state: eland}\n"
    )
    assert load_pack(pack).states == {"general": "eland"}


def test_the_policy_is_that_of_the_standards_file_with_its_hash(book: Rulebook) -> None:
    assert (book.policy.default, book.policy.fact_finding) == ("reasonable-grounds", {"assembly": "the Assembly"})
    assert book.policy.grades["alleged"] == ("a weak report",)
    assert len(book.policy.sha256) == 64


def test_tests_beside_provisions_are_not_read(pack: Path) -> None:
    before = load_pack(pack).sha256
    (pack / "instruments/treaty/art-1.test.yaml").write_text("anything: [")
    assert load_pack(pack).sha256 == before


def test_the_same_files_give_an_equal_rulebook_wherever_they_stand(book: Rulebook, pack: Path) -> None:
    assert load_pack(pack) == book


def test_any_change_of_any_file_changes_the_hash_of_the_pack(book: Rulebook, pack: Path) -> None:
    for path in sorted(path for path in pack.rglob("*") if path.is_file() and ".test." not in path.name):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}# a remark\n", encoding="utf-8")
        assert load_pack(pack).sha256 != book.sha256, path.name
        path.write_text(text, encoding="utf-8")
    assert load_pack(pack).sha256 == book.sha256


def test_two_lists_may_answer_one_predicate(pack: Path) -> None:
    shutil.copyfile(TINY.parent / "lists/good/second-list.csv", pack / "lists/more.csv")
    book = load_pack(pack)
    assert [(each.id, each.predicate) for each in book.lists] == [("members", "member"), ("more", "member")]
    assert "dland" not in book.entities


def test_a_vocabulary_without_is_a_gets_the_usual_one(pack: Path) -> None:
    core = pack / "vocabulary/core.yaml"
    text = core.read_text(encoding="utf-8")
    start, end = text.index("  is_a:\n"), text.index("  invokes:\n")
    core.write_text(text[:start] + text[end:], encoding="utf-8")
    assert load_pack(pack).vocabulary.predicates["is_a"].roles == {"thing": "thing", "type": "type"}


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool, tmp_path: Path) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        load_pack(TINY / "pack")
        with pytest.raises(InputError):
            load_pack(tmp_path)
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if was else gc.disable)()


def test_the_built_in_pack_lies_in_the_package_or_beside_it() -> None:
    package = Path(files.__file__).parents[1]
    assert built_in() in (package / "_rules", package.parent / "rules")


# --- files that are not what they should be


def test_a_folder_without_a_pack_is_no_pack(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path)
    assert (problem.code, problem.help()) == ("SC-L001", "name the folder that holds `pack.yaml`")


def test_a_pack_has_standards(pack: Path) -> None:
    (pack / "standards.yaml").unlink()
    (problem,) = refusal(pack)
    assert (problem.code, problem.message()) == ("SC-L002", "the pack has no `standards.yaml`")


def test_what_is_no_file_is_not_opened(pack: Path) -> None:
    os.mkfifo(pack / "instruments" / "pipe.yaml")
    (problem,) = refusal(pack)
    assert (problem.code, problem.message()) == ("SC-L003", "`instruments/pipe.yaml` cannot be read: it is no file")


def links() -> Iterator[tuple[str, Callable[[Path, Path], None]]]:
    yield "to a file outside", lambda pack, out: (pack / "instruments/link.yaml").symlink_to(out / "secret.yaml")
    yield "to a folder outside", lambda pack, out: (pack / "instruments/link").symlink_to(out)
    yield "to a folder inside", lambda pack, _: (pack / "instruments/link").symlink_to(pack / "instruments")
    yield "to itself", lambda pack, _: (pack / "instruments/link").symlink_to(pack / "instruments/link")
    yield "to nothing", lambda pack, _: (pack / "instruments/link").symlink_to("nothing")


@pytest.mark.parametrize(("where", "link"), list(links()), ids=[name for name, _ in links()])
def test_a_link_that_leads_out_is_not_followed(
    where: str, link: Callable[[Path, Path], None], pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    link(pack, tmp_path)
    (problem,) = refusal(pack)
    assert (problem.code, problem.help()) == ("SC-L004", "put the file itself there")
    assert "hunter2" not in problem.render()


@pytest.mark.parametrize("name", ["pack.yaml", "standards.yaml", "vocabulary/core.yaml", "lists/members.csv"])
def test_no_file_of_a_pack_may_be_a_link_out_of_it(name: str, pack: Path, tmp_path: Path) -> None:
    (pack / name).unlink()
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    (pack / name).symlink_to(tmp_path / "secret.yaml")
    problems = refusal(pack)
    assert "SC-L004" in {problem.code for problem in problems}
    assert "hunter2" not in str(InputError(problems))


def test_a_link_to_a_file_of_the_pack_is_that_file(pack: Path) -> None:
    (pack / "instruments" / "treaty" / "art-1.yaml").rename(pack / "elsewhere.txt")
    (pack / "instruments" / "treaty" / "art-1.yaml").symlink_to(pack / "elsewhere.txt")
    assert len(load_pack(pack).rules) == 4


@pytest.mark.parametrize("limit", ["_MOST_FILES", "_DEEPEST"])
def test_a_pack_without_end_is_not_read(limit: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, limit, 0)
    assert "SC-L005" in {problem.code for problem in refusal(pack)}


def test_a_file_in_the_wrong_place_is_spoken_of(pack: Path) -> None:
    for name in ("instruments/art-3.yml", "extra.yaml", "lists/more.yaml", "rules/art-4.yaml"):
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_text("a: b\n")
    (pack / "README.md").write_text("A pack.\n")
    (pack / ".hidden.yaml").write_text("a: b\n")
    warnings = load_pack_with_warnings(pack)[1]
    assert [(w.code, w.message()) for w in warnings] == [
        ("SC-L006", f"`{name}` is not read")
        for name in ("extra.yaml", "instruments/art-3.yml", "lists/more.yaml", "rules/art-4.yaml")
    ]


def test_an_enormous_file_is_not_read(pack: Path) -> None:
    with (pack / "vocabulary/core.yaml").open("ab") as stream:
        stream.truncate(Limits().size + 1)
    assert [problem.code for problem in refusal(pack)] == ["SC-Y003"]


def test_a_list_that_is_not_text_is_refused_with_its_place(pack: Path) -> None:
    (pack / "lists/members.csv").write_bytes(b"# list: \xff\n")
    (problem,) = refusal(pack)
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("SC-Y001", 1, 9)


def test_ownership_cannot_be_followed_without_a_word_for_it(pack: Path) -> None:
    core = pack / "vocabulary/core.yaml"
    core.write_text(core.read_text(encoding="utf-8").replace("  owns:", "  holds:"), encoding="utf-8")
    article = pack / "instruments/treaty/art-2.yaml"
    share = "when: {all: [{sends: {by: $A, to: $B}}, {share: {owner: $A, owned: $B, at_least: 50}}]}"
    text = article.read_text(encoding="utf-8").partition("    when:\n      all:\n        - allied")[0]
    article.write_text(f"{text}    {share}\n".replace("one: $A, other: $C", "one: $A, other: $B"), encoding="utf-8")
    (problem,) = refusal(pack)
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("SC-L056", 42, 46)


def test_a_norm_of_the_pack_knows_its_positions(book: Rulebook) -> None:
    rule = next(rule for rule in book.rules if rule.id == "treaty/1#no-arms")
    assert rule.position("covered") in book.positions
    assert replace(book, sha256="") != book


def test_a_folder_that_may_not_be_looked_into_is_told_and_nothing_is_taken_for_gone(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "treaty":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("sanctioncheck.load.files.os.scandir", refusing)
    (problem,) = [each for each in refusal(pack) if each.code == "SC-L003"]
    assert problem.message() == "`instruments/treaty` cannot be read: permission denied"
