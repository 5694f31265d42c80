"""`trace`: which rule fired when on which facts, narrowed down, as text, JSON lines and a picture."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest
import yaml

from sanctioncheck.cli import main
from sanctioncheck.engine.durable import child
from tests.load.language import TINY

pytestmark = pytest.mark.skipif(bool(child.missing()), reason=child.missing())
CASE = str(Path(__file__).parents[2] / "cases/2025-kursk-recognition")
NORM = "un.charter/2-4"


def lines(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict]:
    assert main(["trace", CASE, "--format", "jsonl", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_firing_rests_on_facts_or_on_earlier_firings(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, "--all")
    assert [each["number"] for each in found] == list(range(1, len(found) + 1))
    for firing in found:
        assert firing["premises"], firing
        for premise in firing["premises"]:
            assert all(number < firing["number"] for number in premise["by"])


def test_a_norm_is_told_with_all_that_it_rests_on_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, "--norm", NORM)
    numbers = {each["number"] for each in found}
    assert {each["rule"] for each in found if each["kind"] == "norm"} == {"un.charter/2-4#no-force"}
    used = {number for each in found for premise in each["premises"] for number in premise["by"]}
    ends = [each for each in found if each["number"] not in used]
    assert all(each["rule"] == "un.charter/2-4#no-force" for each in ends)
    silent = used - numbers
    every = {each["number"]: each for each in lines(capsys, "--all")}
    assert all(every[number]["true_to"] is None and every[number]["false_to"] is None for number in silent)


def test_the_words_of_the_facts_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", CASE, "--norm", NORM]) == 0
    said = capsys.readouterr().out
    assert "bridge bridge:sent-troops-are-committed" in said
    assert "[sending]" in said
    assert "claimant's hearing" in said


def test_a_predicate_narrows_it_down(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, "--predicate", "sends_troops")
    assert found
    for firing in found:
        atoms = [firing["atom"], *(premise["atom"] for premise in firing["premises"])]
        assert any(atom.startswith("sends_troops(") for atom in atoms)


def test_an_actor_narrows_it_down(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, "--actor", "ukraine")
    assert 0 < len(found) < len(lines(capsys))


def test_an_exception_that_nobody_showed_is_never_told_as_false(capsys: pytest.CaptureFixture[str]) -> None:
    for firing in lines(capsys, "--all"):
        for premise in firing["premises"]:
            assert premise["kind"] != "exception" or premise["false_to"] is None


def test_the_picture_is_sound_and_has_a_box_for_each_firing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", CASE, "--norm", NORM, "--format", "svg"]) == 0
    picture = ElementTree.fromstring(capsys.readouterr().out)
    found = lines(capsys, "--norm", NORM)
    boxes = [each for each in picture.iter() if each.tag.endswith("rect") and each.get("rx")]
    assert len(boxes) == len(found)
    drawn = {firing["number"]: firing["rule"] for firing in found}
    shown = [p for p in found for p in p["premises"] if p["true_to"] or p["false_to"]]
    titles = [each.findtext("{*}title") or "" for each in picture.iter() if each.tag.endswith(("line", "path"))]
    for facts in {tuple(premise["facts"]) for premise in shown if premise["facts"] and not premise["by"]}:
        assert any(f"[{', '.join(facts)}]" in title for title in titles), facts
    own = [n for f in found for p in f["premises"] if p["true_to"] or p["false_to"] for n in p["by"]
           if drawn.get(n) == f["rule"]]  # fmt: skip
    arcs = [each for each in picture.iter() if each.tag.endswith("path") and "C" in str(each.get("d"))]
    assert len(arcs) == len(own) > 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "svg"), "do not fit in one picture"),
        (("--actor", "atlantis"), "no actor `atlantis`"),
        (("--norm", "un.charter/999"), "no norm `un.charter/999`"),
        (("--predicate", "sends_troop"), "did you mean `sends_troops`"),
    ],
)
def test_what_is_not_there_is_an_error(options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", CASE, *options]) == 2
    assert said in capsys.readouterr().err


def test_without_durable_rules_it_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "missing", lambda: "durable_rules is not installed")
    assert main(["trace", CASE]) == 2
    assert "durable_rules is not installed" in capsys.readouterr().err


def test_a_cell_can_be_explained_with_its_firings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", CASE, "russia", NORM, "--short", "--firings"]) == 0
    said = capsys.readouterr().out
    assert "UN Charter art 2(4)" in said
    assert "norm un.charter/2-4#no-force · claimant's hearing" in said
    assert main(["explain", CASE, "russia", NORM, "--format", "json", "--firings"]) == 2
    assert "trace --format jsonl" in capsys.readouterr().err


@pytest.fixture
def too_long(tmp_path: Path) -> tuple[str, ...]:
    """Give a case and a pack whose norm `treaty/1` has more elements than one rule of durable_rules takes."""
    home = Path(copytree(TINY, tmp_path / "tiny"))
    path = home / "pack/instruments/treaty/art-1.yaml"
    law = yaml.safe_load(path.read_text())
    more = {f"e{n}": {"ask": "Is {X} an item?", "when": {"is_a": {"thing": "$X", "type": "item"}}} for n in range(20)}
    law["elements"].update(more)
    law["norms"][0]["elements"] += list(more)
    path.write_text(yaml.safe_dump(law, sort_keys=False))
    return str(home / "case"), "--pack", str(home / "pack")


REFUSED = "`treaty/1#no-arms` has 24 parts; one rule of durable_rules takes 16 conditions"


def test_a_norm_that_the_second_engine_refuses_is_told_and_has_no_firings_in_silence(
    too_long: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", *too_long, "--norm", "treaty/1"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Not judged by the second engine: {REFUSED}." in shown
    assert main(["trace", *too_long, "--norm", "treaty/1", "--format", "jsonl"]) == 0
    assert REFUSED in capsys.readouterr().err
    assert main(["trace", *too_long, "--norm", "treaty/9"]) == 0
    assert "Not judged" not in capsys.readouterr().out
    case, *pack = too_long
    assert main(["explain", case, "aland", "treaty/1", *pack, "--firings"]) == 0
    assert "Not judged by the second engine" in " ".join(capsys.readouterr().out.split())


def test_a_run_of_which_a_norm_is_refused_does_not_say_that_all_is_cross_checked(
    too_long: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *too_long, "--engine", "both"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "cross-checked with durable_rules 2.0.28 but for what is named below" in shown
    assert f"Not cross-checked: {REFUSED}." in shown
