"""`sanctioncheck export` and `import`: decisions and edits come back, and what does not fit is listed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.yamltext import read_yaml
from tests.cli.proposing import proposed

Call = Callable[..., tuple[int, str, str]]
BY = ("--by", "Ana", "--on", "2026-12-01")


@pytest.fixture(scope="module", autouse=True)
def pack_read_once() -> Iterator[None]:
    book = load_pack(None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sanctioncheck.load.pack.load_pack", lambda _: book)
        yield


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return proposed(tmp_path / "case", number=5)


def facts(case: Path) -> dict[str, Any]:
    return {f["id"]: f for f in read_yaml("case.yaml", (case / "case.yaml").read_bytes()).data["facts"]}


def out_and_back(call: Call, case: Path, change: Callable[[str], str], *options: str) -> tuple[int, str, str]:
    """Export to brat, change the marks, import."""
    made = case.parent / "brat"
    assert call("export", str(case), "--to", "brat", "-o", str(made))[0] == 0
    file = made / "cnn-portugal.ann"
    changed = change(file.read_text())
    assert changed != file.read_text() or change is same
    file.write_text(changed)
    return call("import", str(case), str(file), "--from", "brat", *BY, *options)


def same(text: str) -> str:
    return text


def event_of(ann: str, name: str) -> str:
    found = re.search(rf"AnnotatorNotes (E\d+)\tfact {re.escape(name)};", ann)
    assert found
    return found[1]


def attribute(name: str, key: str, value: str) -> Callable[[str], str]:
    return lambda ann: re.sub(rf"\t{key} {event_of(ann, name)} \w+", f"\t{key} {event_of(ann, name)} {value}", ann)


def label_studio(case: Path, call: Call) -> tuple[Path, list[dict[str, Any]]]:
    made = case.parent / "tasks"
    assert call("export", str(case), "--to", "label-studio", "-o", str(made))[0] == 0
    return made / "tasks.json", json.loads((made / "tasks.json").read_text())


def part_of(task: dict[str, Any], ident: str, name: str) -> dict[str, Any]:
    result: list[dict[str, Any]] = task["predictions"][0]["result"]
    return next(part for part in result if part.get("id") == ident and part.get("from_name") == name)


# --- out


def test_the_text_goes_out_to_the_byte(call: Call, case: Path, tmp_path: Path) -> None:
    code, out, err = call("export", str(case), "--to", "brat", "-o", str(tmp_path / "brat"))
    assert (code, out) == (0, "")
    assert "without a passage to mark, and so not exported: place, not-in-ukraine" in err
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == [
        "annotation.conf", "cnn-portugal.ann", "cnn-portugal.txt",
    ]  # fmt: skip
    source = (case / "sources" / "cnn-portugal.txt").read_bytes()
    assert (tmp_path / "brat" / "cnn-portugal.txt").read_bytes() == source
    assert call("export", str(case), "--to", "brat", "-o", str(tmp_path / "brat"))[0] == 2


@pytest.mark.parametrize("form", ["brat", "label-studio"])
def test_nothing_changed_changes_nothing(call: Call, case: Path, tmp_path: Path, form: str) -> None:
    before = (case / "case.yaml").read_bytes()
    call("export", str(case), "--to", form, "-o", str(tmp_path / "there"))
    assert call("import", str(case), str(tmp_path / "there"), "--from", form, *BY) == (0, "", "")
    assert (case / "case.yaml").read_bytes() == before
    assert not (case / "reviews.jsonl").exists()


# --- back from brat


def test_decisions_come_back_from_brat(call: Call, case: Path) -> None:
    def decide(ann: str) -> str:
        ann = attribute("helping#1", "Review", "accepted")(ann)
        ann = attribute("war#1", "Review", "rejected")(ann)
        return ann.replace("\tfact war#1;", "\tfact war#1; why: it is only said in passing;")

    code, out, err = out_and_back(call, case, decide)
    assert (code, err) == (0, "")
    assert out == "accepted: helping\nrejected: war\n"
    assert facts(case)["helping"]["review"] == {"state": "accepted", "by": "Ana", "on": "2026-12-01"}
    assert facts(case)["war"]["review"]["why"].startswith("it is only said in passing")
    lines = [json.loads(line) for line in (case / "reviews.jsonl").read_text().splitlines()]
    assert [(line["what"], line["via"]) for line in lines] == [("accept", "brat"), ("reject", "brat")]


def test_edits_come_back_from_brat(call: Call, case: Path) -> None:
    def edit(ann: str) -> str:
        for key, value in {"Mode": "alleged", "Polarity": "negative", "Information": "4"}.items():
            ann = attribute("war#1", key, value)(ann)
        # The quote begins later; one role leads to another name.
        ann = re.sub(r"passage (\d+) (\d+)\tRussia in its war with Ukraine",
                     lambda m: f"passage {int(m[1]) + 14} {m[2]}\twar with Ukraine", ann)  # fmt: skip
        one, other = (re.search(rf"(T\d+)\tstate \d+ \d+\t{name}\n", ann) for name in ("Pyongyang", "Russia"))
        assert one
        assert other
        return ann.replace(f" one:{other[1]} other", f" one:{one[1]} other")

    code, out, err = out_and_back(call, case, edit)
    assert (code, err) == (0, "")
    assert out.startswith("edited: war: ")
    war = facts(case)["war"]
    assert war["not"] == {"at_war": {"one": "dprk", "other": "ukraine"}}
    assert war["support"][0]["mode"] == "alleged"
    assert war["support"][0]["information"] == 4
    assert war["support"][0]["quote"]["exact"] == "war with Ukraine"
    assert war["review"] == {"state": "proposed"}


def test_an_edited_fact_that_was_accepted_is_open_again(call: Call, case: Path) -> None:
    code, out, _ = out_and_back(call, case, attribute("treaty#1", "Mode", "alleged"))
    assert code == 0
    assert out == "edited: treaty: mode#1 (and so proposed again)\n"
    assert facts(case)["treaty"]["review"] == {"state": "proposed"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda a: a + "T900\tstate 0 4\tNote\nE900\tat_war:T900\n", "no note on it names a fact; new facts are not"),
        (lambda a: a.replace("\tfact war#1;", "\tfact no#1;"), "`no#1`: not brought into the case: the case has no"),
        (lambda a: a.replace("\tfact war#1;", "\tfact no#1;"), "`war#1`: not brought into the case: it is not there"),
        (lambda a: re.sub(r"passage 415 445", "passage 415 420;421 445", a), "a mark with a gap in it is not read"),
        (lambda a: re.sub(r"passage 415 445", "passage 416 446", a), "its words are not those of the source"),
        (lambda a: a.replace("\tat_war:", "\ttrains:"), "a fact keeps its predicate"),
        (lambda a: re.sub(r"( one:T\d+)", "", a), "the arc `one` is gone; what fills it was left as it is"),
        (lambda a: re.sub(r" one:(T\d+)", r" uno:\1", a), "`at_war` has no role `uno`"),
        (lambda a: attribute("war#1", "Mode", "sung")(a), "Mode cannot be `sung`"),
        (lambda a: attribute("sending#1", "Review", "rejected")(attribute("sending#2", "Review", "accepted")(a)),
         "two of its passages were decided differently; neither was taken"),
        (lambda a: attribute("war#1", "Review", "accepted")(attribute("war#1", "Status", "promised")(a)),
         "`war`, review: not brought into the case: `war` cannot be accepted: it is `promised`"),
        (lambda a: attribute("war#1", "Mode", "admitted")(a), "`war`, mode#1: not brought into the case"),
        (lambda a: a + "R1\tis Arg1:T1 Arg2:T2\n", "it is no mark of a kind that is read"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_listed_and_the_rest_is_brought(
    call: Call, case: Path, change: Callable[[str], str], said: str
) -> None:
    def also(ann: str) -> str:
        return change(attribute("helping#1", "Review", "accepted")(ann))

    code, out, err = out_and_back(call, case, also)
    assert code == 3
    assert said in err
    assert "SC-V021 warning" in err
    assert "accepted: helping" in out


def test_a_decision_on_a_fact_whose_edit_was_refused_is_not_taken(call: Call, case: Path) -> None:
    """Who accepted it accepted another fact than the case has."""
    before = (case / "case.yaml").read_bytes()
    changes: tuple[Callable[[str], str], ...] = (
        attribute("war#1", "Mode", "admitted"),
        attribute("war#1", "Mode", "sung"),
        lambda a: re.sub(r"( one:T\d+)", "", a),
        lambda a: re.sub(r" one:(T\d+)", r" uno:\1", a),
        lambda a: re.sub(r"passage 415 445", "passage 416 446", a),
    )
    for number, change in enumerate(changes):
        for decision in ("accepted", "rejected"):
            folder = case.parent / f"brat-{number}-{decision}"
            assert call("export", str(case), "--to", "brat", "-o", str(folder))[0] == 0
            file = folder / "cnn-portugal.ann"
            file.write_text(change(attribute("war#1", "Review", decision)(file.read_text())))
            code, out, err = call("import", str(case), str(file), "--from", "brat", *BY)
            assert (code, out) == (3, ""), number
            assert "SC-V021" in err
            assert (case / "case.yaml").read_bytes() == before


def test_a_name_with_a_wrong_note_keeps_the_facts_that_it_fills_from_being_accepted(call: Call, case: Path) -> None:
    def change(ann: str) -> str:
        return attribute("helping#1", "Review", "accepted")(ann).replace("dprk\n", "russia\n", 1)

    code, out, err = out_and_back(call, case, change)
    assert (code, out) == (3, "")
    assert "the note on it says `russia`, its words say `dprk`" in err
    assert facts(case)["helping"]["review"] == {"state": "proposed"}


def test_another_text_is_not_read(call: Call, case: Path, tmp_path: Path) -> None:
    call("export", str(case), "--to", "brat", "-o", str(tmp_path / "brat"))
    (tmp_path / "brat" / "cnn-portugal.txt").write_text("another text")
    code, _, err = call("import", str(case), str(tmp_path / "brat"), "--from", "brat", *BY)
    assert code == 3
    assert "its text is not that of the source `cnn-portugal`" in err
    (tmp_path / "brat" / "other.ann").write_bytes(b"\xff")
    err = call("import", str(case), str(tmp_path / "brat" / "other.ann"), "--from", "brat", *BY)[2]
    assert "SC-V020 error: `other.ann` cannot be read as brat: it is not UTF-8" in err
    assert call("import", str(case), str(tmp_path / "none.ann"), "--from", "brat", *BY)[0] == 3


def test_a_changed_copy_can_be_made(call: Call, case: Path, tmp_path: Path) -> None:
    before = (case / "case.yaml").read_bytes()
    target = tmp_path / "changed"
    code, out, err = out_and_back(call, case, attribute("war#1", "Review", "accepted"), "-o", str(target))
    assert (code, out, err) == (0, "accepted: war\n", "")
    assert (case / "case.yaml").read_bytes() == before
    assert facts(target)["war"]["review"]["state"] == "accepted"
    assert "case: changed\n" in (target / "case.yaml").read_text()
    assert call("import", str(case), "x.ann", "--from", "brat", *BY, "-o", str(target))[0] == 2


def test_four_eyes_hold_for_what_comes_back_too(call: Call, case: Path) -> None:
    _, out, _ = out_and_back(call, case, attribute("war#1", "Review", "accepted"), "--four-eyes")
    assert out == "signed: war\n"
    assert facts(case)["war"]["review"] == {"state": "proposed"}


def test_nothing_in_a_file_steers_the_terminal(call: Call, case: Path) -> None:
    _, _, err = out_and_back(call, case, lambda ann: ann.replace("fact war#1", "fact \x1b[2Jwar\u202e#1"))
    assert not [each for each in err if not each.isprintable() and each != "\n"]


# --- back from Label Studio


def test_decisions_and_edits_come_back_from_label_studio(call: Call, case: Path) -> None:
    file, tasks = label_studio(case, call)
    task = tasks[0]
    part_of(task, "helping#1", "review")["value"]["choices"] = ["accepted"]
    part_of(task, "war#1", "review")["value"]["choices"] = ["rejected"]
    part_of(task, "war#1", "mode")["value"]["choices"] = ["alleged"]
    place = part_of(task, "war#1", "mode")["value"]
    result = task["predictions"][0].pop("result")
    why = {"id": "war#1", "from_name": "why", "to_name": "text", "type": "textarea"}
    result.append({**why, "value": {**place, "text": ["said in passing"]}})
    task["annotations"] = [{"was_cancelled": True, "result": []}, {"result": result}]
    file.write_text(json.dumps(tasks))
    code, out, err = call("import", str(case), str(file), "--from", "label-studio", *BY)
    assert (code, err) == (0, "")
    assert out == "accepted: helping\nedited: war: mode#1\nrejected: war\n"
    assert facts(case)["war"]["review"]["why"] == "said in passing"


def test_regions_counted_in_utf16_units_are_found_by_their_words(call: Call, tmp_path: Path) -> None:
    from hashlib import sha256

    case = proposed(tmp_path / "case", number=5)
    source = case / "sources" / "cnn-portugal.txt"
    old = sha256(source.read_bytes()).hexdigest()
    source.write_text("\U0001f4dc " + source.read_text())
    text = (case / "case.yaml").read_text().replace(old, sha256(source.read_bytes()).hexdigest())
    (case / "case.yaml").write_text(text)
    file, tasks = label_studio(case, call)
    for part in tasks[0]["predictions"][0]["result"]:
        if "value" in part:
            part["value"]["start"] += 1
            part["value"]["end"] += 1
    file.write_text(json.dumps(tasks))
    assert call("import", str(case), str(file), "--from", "label-studio", *BY) == (0, "", "")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("no json", "it is no JSON"),
        ('[{"text": "x"}]', "a task has no `data`"),
        ('[{"data": {"source": "other", "text": "x"}}]', "the case has no source `other`"),
        ('[{"data": {"source": "cnn-portugal", "text": "x"}}]', "its text is not that of the source"),
        ("[" * 100_000, "it is no JSON"),
    ],
)
def test_a_file_that_is_no_export_is_said(call: Call, case: Path, tmp_path: Path, raw: str, said: str) -> None:
    (tmp_path / "x.json").write_text(raw)
    code, _, err = call("import", str(case), str(tmp_path / "x.json"), "--from", "label-studio", *BY)
    assert code == 3
    assert said in err


def test_what_does_not_fit_in_a_task_is_listed(call: Call, case: Path) -> None:
    file, tasks = label_studio(case, call)
    result = tasks[0]["predictions"][0]["result"]
    result.append({"id": "x", "type": "brush", "from_name": "b"})
    result.append({"id": "new", "from_name": "label", "to_name": "text", "type": "labels",
                   "value": {"start": 0, "end": 4, "text": "Note", "labels": ["trains"]}})  # fmt: skip
    part_of(tasks[0], "war#1", "label")["value"]["text"] = "other words"
    result[:] = [part for part in result if (part.get("id"), part.get("from_name")) != ("treaty#1", "status")]
    file.write_text(json.dumps(tasks))
    code, _, err = call("import", str(case), str(file), "--from", "label-studio", *BY)
    assert code == 3
    for said in (
        "`x`: not brought into the case: it is no part of a kind",
        "`new` (trains): not brought into the case: nothing on",
        "`war#1`: not brought into the case: its words are not",
        "`treaty#1`: not brought into the case: status is gone",
    ):
        assert said in err


def test_a_copy_begins_a_record_of_its_own(call: Call, case: Path, tmp_path: Path) -> None:
    code, _, _ = out_and_back(call, case, attribute("helping#1", "Review", "accepted"))
    assert code == 0
    there, copy = tmp_path / "again", tmp_path / "copy"
    call("export", str(case), "--to", "brat", "-o", str(there))
    ann = next(there.glob("*.ann"))
    ann.write_text(attribute("war#1", "Review", "accepted")(ann.read_text()))
    assert call("import", str(case), str(there), "--from", "brat", *BY, "-o", str(copy))[0] == 0
    assert len((copy / "reviews.jsonl").read_text().splitlines()) == 1
    assert call("audit", "verify", str(copy))[0] == 0
    assert call("audit", "verify", str(case))[0] == 0
