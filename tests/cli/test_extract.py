"""From a text to a case: what is proposed stands in the text, what is accepted was accepted by somebody, and nothing
is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Call

TEXT = """\
Iran shipped drones to Russia in October 2022. Russia attacked Ukraine with them, the report says.

Tehran denied that it had shipped missiles to Russia. Iran will send more drones to Russia. Analysts said that Iran
violated
international law.
"""


@pytest.fixture(autouse=True)
def _needs_reading() -> None:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "drones.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def case_of(folder: Path) -> dict:
    made: dict = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    return made


def test_a_text_becomes_a_case_that_loads(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    code, out, err = call("extract", str(text), "-o", str(folder), "--published", "2022-12-01")
    assert (code, err) == (0, "")
    assert "to review" in out
    assert "Next: sanctioncheck review" in out
    case = case_of(folder)
    assert {fact["review"]["state"] for fact in case["facts"]} == {"proposed"}
    assert (folder / case["sources"][0]["path"]).read_text(encoding="utf-8") == TEXT
    code, out, _ = call("run", str(folder))
    assert code == 0
    assert "● violated" not in out


def test_what_would_turn_a_line_round_in_an_editor_is_written_as_an_escape(call: Call, tmp_path: Path) -> None:
    """Each quote is in the source to the letter all the same."""
    text = "Drones \u202efor Russia\n\n" + TEXT.replace("Iran shipped", "\u202eIran shipped", 1)
    (tmp_path / "drones.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "drones-case"
    assert call("extract", str(tmp_path / "drones.txt"), "-o", str(folder), "--published", "2022-12-01")[0] == 0
    written = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "\u202e" not in written
    assert 'title: "Drones \\u202efor Russia"' in written
    assert 'exact: "\\u202eIran shipped' in written
    assert case_of(folder)["sources"][0]["title"] == "Drones \u202efor Russia"
    for fact in case_of(folder)["facts"]:
        for support in fact["support"]:
            at = support["quote"]["position"]
            assert text[at : at + len(support["quote"]["exact"])] == support["quote"]["exact"]
    assert call("run", str(folder))[0] == 0


def test_every_quote_of_the_case_stands_where_it_says(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    call("extract", str(text), "-o", str(folder), "--published", "2022-12-01")
    for fact in case_of(folder)["facts"]:
        for support in fact["support"]:
            at = support["quote"]["position"]
            assert TEXT[at : at + len(support["quote"]["exact"])] == support["quote"]["exact"]


def test_only_what_needs_no_inference_is_accepted_by_policy(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    call("extract", str(text), "-o", str(folder), "--published", "2022-12-01", "--accept", "grounded")
    facts = {fact["id"]: fact for fact in case_of(folder)["facts"]}
    accepted = {ident for ident, fact in facts.items() if fact["review"]["state"] == "accepted"}
    assert any("transfers" in facts[ident] for ident in accepted)
    for ident in accepted:
        assert facts[ident]["review"]["policy"] == "grounded"
        assert "status" not in facts[ident]
    code, out, _ = call("run", str(folder))
    assert code == 0
    assert "read by no person" in out


def test_denials_promises_and_views_of_the_law_are_kept_apart(call: Call, text: Path) -> None:
    code, out, _ = call("extract", str(text), "--format", "json", "--published", "2022-12-01")
    assert code == 0
    (told,) = json.loads(out)
    shipped = [fact for fact in told["facts"] if fact["predicate"] == "transfers"]
    assert {(fact["mode"], fact["status"]) for fact in shipped} >= {("denied", "actual"), ("reported", "promised")}
    assert [fact["opinion"] for fact in told["facts"] if fact["predicate"] == "violates_law"] == [True]
    for fact in told["facts"]:
        (evidence,) = fact["evidence"]
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["exact"]
        assert fact["review"] == "proposed"
    assert told["source"]["chars"] == len(TEXT)


def test_a_thing_is_of_the_kind_by_whose_words_the_text_calls_it(call: Call, tmp_path: Path) -> None:
    text, folder = tmp_path / "arms.txt", tmp_path / "arms-case"
    text.write_text(
        "Russia shipped 40 tanks to Libya in March 2019. Iran did not send rifles to Sudan.", encoding="utf-8"
    )
    call("extract", str(text), "-o", str(folder), "--published", "2019-12-01", "--accept", "grounded")
    (kind,) = [fact for fact in case_of(folder)["facts"] if "is_a" in fact]
    assert kind["is_a"]["type"] == "battle_tank"
    assert [support["quote"]["exact"] for support in kind["support"]] == ["Russia shipped 40 tanks to Libya"]
    assert kind["review"] == {"state": "accepted", "policy": "grounded"}
    code, out, _ = call("run", str(folder), "--norm", "un.sc.res.1970/9")
    assert code == 0
    assert "● reasonable" in out


def test_the_kind_of_a_thing_waits_for_review_where_its_fact_does(call: Call, tmp_path: Path) -> None:
    text, folder = tmp_path / "arms.txt", tmp_path / "arms-case"
    text.write_text("Russia fought. It shipped 40 tanks to Libya in March 2019.", encoding="utf-8")
    call("extract", str(text), "-o", str(folder), "--published", "2019-12-01", "--accept", "grounded")
    for fact in case_of(folder)["facts"]:
        if "is_a" in fact or "transfers" in fact:
            assert fact["review"]["state"] == "proposed"


def test_a_date_that_stands_with_the_conduct_is_taken_and_no_other(call: Call, text: Path) -> None:
    _, out, _ = call("extract", str(text), "--format", "json", "--published", "2022-12-01")
    dates = {fact["evidence"][0]["exact"][:22]: fact["when"] for fact in json.loads(out)[0]["facts"]}
    assert "2022-10" in dates.values()


def test_equal_texts_give_equal_bytes(call: Call, text: Path, tmp_path: Path) -> None:
    for name in ("one-case", "other-case"):
        call("extract", str(text), "-o", str(tmp_path / name), "--published", "2022-12-01", "--accept", "grounded")
    one, other = ((tmp_path / name / "case.yaml").read_bytes() for name in ("one-case", "other-case"))
    assert one.replace(b"one-case", b"other-case") == other


def test_texts_that_repeat_one_another_have_one_origin(call: Call, text: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text("From our agency.\n\n" + TEXT, encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(
        "Something else was said of Iran: it had shipped drones to Russia, said a man in Tehran.\n", encoding="utf-8"
    )
    folder = tmp_path / "three-texts"
    code, _, _ = call("extract", str(text), str(again), str(other), "-o", str(folder), "--published", "2022-12-01")
    assert code == 0
    sources = {source["id"]: source.get("origin") for source in case_of(folder)["sources"]}
    assert sources["drones"] == sources["again"] is not None
    assert sources["other"] is None
    supports = [fact for fact in case_of(folder)["facts"] if "transfers" in fact and len(fact["support"]) > 1]
    assert supports, "the same fact in two texts is one fact with two supports"


def test_a_text_that_cannot_be_read_stops_no_other(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    code, out, err = call(
        "extract", str(text), str(tmp_path / "nowhere.txt"), "-o", str(folder), "--published", "2022-12-01"
    )
    assert code == 3
    assert "nowhere.txt" in err
    assert "drones.txt" in out
    assert (folder / "case.yaml").is_file()


def test_a_text_that_takes_too_long_is_refused_whole(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    code, out, err = call("extract", str(text), "-o", str(folder), "--time-limit", "0.001")
    assert (code, out) == (2, "")
    assert "was not read within 0.001 seconds" in err
    assert "--time-limit" in err
    assert not folder.exists()


def test_a_folder_that_exists_is_not_written_to(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drones-case"
    folder.mkdir()
    code, _, err = call("extract", str(text), "-o", str(folder))
    assert code == 2
    assert "exists already" in err
    assert list(folder.iterdir()) == []


def test_an_unknown_extractor_is_told_with_those_that_there_are(call: Call, text: Path, tmp_path: Path) -> None:
    code, _, err = call("extract", str(text), "-o", str(tmp_path / "a-case"), "--extractor", "rule")
    assert code == 2
    assert "did you mean `rules`?" in err


def test_llm_without_an_endpoint_says_what_it_needs(call: Call, text: Path, tmp_path: Path) -> None:
    pytest.importorskip("httpx", reason="`llm` needs the extra of that name")
    code, _, err = call("extract", str(text), "-o", str(tmp_path / "a-case"), "--extractor", "llm")
    assert code == 2
    assert "--llm-url" in err


def test_manual_makes_a_case_without_facts(call: Call, text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "by-hand"
    code, _, _ = call("extract", str(text), "-o", str(folder), "--extractor", "manual", "--published", "2022-12-01")
    assert code == 0
    assert "facts" not in case_of(folder)
    assert len(case_of(folder)["sources"]) == 1
