"""The language server, spoken with as an editor does: declarations, roles, faults, and how tests come out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.client import Client
from tests.load.language import TINY

pytest.importorskip("pygls", reason="the library of the language server is not here")
ARTICLE = "instruments/treaty/art-1.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY / "pack", tmp_path / "a pack"))


@pytest.fixture
def client(pack: Path) -> Iterator[Client]:
    made = Client([sys.executable, "-m", "sanctioncheck", "rules", "language-server", "--pack", str(pack)], pack)
    yield made
    made.close()


def place(text: str, words: str, inside: int = 1) -> tuple[int, int]:
    """Give line and character of a place in a text, a little inside some words."""
    offset = text.index(words) + inside
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)


@pytest.mark.parametrize(
    ("words", "inside", "path", "wanted"),
    [
        ("sends: {by", 2, ARTICLE, ("vocabulary/core.yaml", "sends:")),
        ("type: arms", 7, ARTICLE, ("vocabulary/core.yaml", "arms: {label")),
        ("target: treaty/2", 12, ARTICLE, ("instruments/treaty/art-2.yaml", "treaty/2")),
        ("covered]", 3, ARTICLE, (ARTICLE, "covered:")),
        ("exceptions: [consent]", 15, ARTICLE, (ARTICLE, "consent:")),
        ("treaty/1#consent", 12, "instruments/treaty/art-2.yaml", (ARTICLE, "consent:")),
        ("is_not: bland", 10, "instruments/treaty/art-2.yaml", None),
        ("no-arms(aland)", 3, "instruments/treaty/art-1.test.yaml", (ARTICLE, "no-arms\n")),
    ],
)
def test_a_word_leads_to_where_it_is_declared(
    words: str, inside: int, path: str, wanted: tuple[str, str] | None, client: Client, pack: Path
) -> None:
    uri = client.open(pack / path)
    text = (pack / path).read_text(encoding="utf-8")
    found = client.at("definition", uri, *place(text, words, inside))
    if wanted is None:
        assert found is None
        return
    target = pack / wanted[0]
    assert found["uri"] == target.as_uri()
    start = found["range"]["start"]
    line = target.read_text(encoding="utf-8").splitlines(keepends=True)[start["line"]]
    assert line[start["character"] :].startswith(wanted[1])


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("    when: {sends: {by: $S, ", ["to", "object"]),
        ("    when: {sends: {", ["by", "to", "object"]),
        ("    when:\n      sends:\n        by: $S\n        ", ["to", "object"]),
        ("    when: {is_a: {thing: $X, type: ", ["thing", "actor", "state", "person", "act", "item", "arms", "food"]),
        ("    when: {attacks: {by: $S, against: ", ["eland", "aland", "bland", "cland"]),
        ("    ask: Did {", []),
    ],
)
def test_the_roles_of_the_predicate_at_hand_are_offered(
    typed: str, labels: list[str], client: Client, pack: Path
) -> None:
    text = f"provision: treaty/8\nelements:\n  supply:\n{typed}"
    uri = client.open(pack / "instruments/treaty/art-8.yaml", text)
    last = text.rsplit("\n", 1)[-1]
    found = client.at("completion", uri, text.count("\n"), len(last))
    items = found["items"] if isinstance(found, dict) else found
    assert [item["label"] for item in items] == labels


def test_a_predicate_a_type_and_a_provision_are_explained(client: Client, pack: Path) -> None:
    path = pack / ARTICLE
    uri, text = client.open(path), path.read_text(encoding="utf-8")
    told = client.at("hover", uri, *place(text, "sends: {by"))["contents"]["value"]
    assert told.startswith("{by} sends {object} to {to}\nDid {by} send {object} to {to}?\nevent; by: state")
    told = client.at("hover", uri, *place(text, "target: treaty/2", 12))["contents"]["value"]
    assert told == "Treaty (1990), art 2\nWhat counts as arming\nArming is sending arms to an ally."


def test_faults_are_marked_and_the_mark_goes_when_they_are_mended(client: Client, pack: Path) -> None:
    path = pack / ARTICLE
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("Is {X} arms?", "Is {X}  arms?"), encoding="utf-8")
    uri = client.open(path)
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
    (fault,) = client.wait_for(uri, bool)
    assert (fault["code"], fault["severity"], fault["source"]) == ("SC-L132", 2, "sanctioncheck")
    assert fault["range"] == {"start": {"line": 17, "character": 9}, "end": {"line": 17, "character": 22}}
    path.write_text(good.replace("is_a: {thing", "is_an: {thing"), encoding="utf-8")
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
    faults = client.wait_for(uri, lambda found: any(each["code"] == "SC-L012" for each in found))
    assert {each["severity"] for each in faults} == {1}
    path.write_text(good, encoding="utf-8")
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert client.wait_for(uri, lambda found: not found) == []


def test_what_was_known_of_a_pack_serves_while_it_does_not_load(client: Client, pack: Path) -> None:
    path = pack / ARTICLE
    text = path.read_text(encoding="utf-8")
    uri = client.open(path)
    client.wait_for(uri, lambda _: True)
    (pack / "vocabulary/core.yaml").write_text("vocabulary: [", encoding="utf-8")
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert client.at("definition", uri, *place(text, "sends: {by"))["range"]["start"]["line"] == 33


def test_the_outcome_of_the_tests_stands_beside_the_norm_and_beside_each_test(client: Client, pack: Path) -> None:
    tests = pack / "instruments/treaty/art-1.test.yaml"
    tests.write_text(tests.read_text().replace("undetermined", "excused"), encoding="utf-8")
    uri = client.open(pack / ARTICLE)
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.wait_for(uri, lambda _: True)
    asked = {"textDocument": {"uri": uri}}
    (lens,) = client.ask("textDocument/codeLens", asked)
    assert (lens["range"]["start"]["line"], lens["command"]["title"]) == (47, "1 of 2 tests fail")
    other = client.open(tests)
    titles = [
        each["command"]["title"] for each in client.ask("textDocument/codeLens", {"textDocument": {"uri": other}})
    ]
    assert titles == ["passes", "fails: no-arms(aland) wanted excused, got undetermined"]


def test_a_file_outside_the_pack_is_left_alone(client: Client, tmp_path: Path) -> None:
    uri = client.open(tmp_path / "other.yaml", "when: {sends: {by: $S}}\n")
    assert client.ask("textDocument/codeLens", {"textDocument": {"uri": uri}}) == []
