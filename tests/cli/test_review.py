"""`sanctioncheck review` as a reviewer uses it: a line for each key, on real case files."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.cli.sitting import read_line
from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.yamltext import read_yaml
from tests.cli.proposing import CASES, hostile, proposed

Review = Callable[..., tuple[int, str, str]]
DAY = ("--on", "2026-12-01")


@pytest.fixture(scope="module", autouse=True)
def pack_read_once() -> Iterator[None]:
    """Reading the pack takes longer than all that is tested here."""
    book = load_pack(None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sanctioncheck.load.pack.load_pack", lambda _: book)
        yield


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return proposed(tmp_path / "case", number=4)


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Review:
    """Type lines to `review`; give the exit code, and what it printed."""

    def run(case: Path, *lines: str, by: str = "Ana", options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = main(("review", str(case), "--by", by, *DAY, *options))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def facts(case: Path) -> dict[str, Any]:
    document = read_yaml("case.yaml", (case / "case.yaml").read_bytes())
    return {fact["id"]: fact for fact in document.data["facts"]}


def journal(case: Path) -> list[dict[str, Any]]:
    path = case / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(one, other) for one, other in pairs if one != other]


# --- what is shown


def test_a_fact_is_shown_in_words_with_the_quote_marked_in_its_sentence(review: Review, case: Path) -> None:
    code, out, err = review(case, "n", "q")
    assert (code, err) == (0, "")
    assert "2 of 4 ── helping" in out
    assert "DPRK assists Russia in Russia's use of force" in out
    assert "for the first time, that ⟦it has sent soldiers" in out
    assert "speaker: DPRK · mode: admitted · information: 2" in out
    assert "positive · actual · undated · proposed · proposed by rules 0.1.0" in out
    assert "¶ 1 · characters 361–445" in out


def test_nothing_of_a_source_steers_the_terminal(review: Review, tmp_path: Path) -> None:
    """No escape, no reordering, no line break of a stranger, and no false end of a quote."""
    code, out, _ = review(hostile(tmp_path / "hostile"), "w", "e", "", "r", "\x1b[31mno\u202e", "u", "q")
    assert code == 0
    assert not [each for each in out if not each.isprintable() and each != "\n"]
    assert "\\u001b[2J⟦sent\\u202e troops] to Beta \\u2066now⟧. " in " ".join(out.split()).replace("He ", "")
    assert out.count("⟦") == out.count("⟧")


def test_only_what_is_asked_for_is_gone_through(review: Review, case: Path) -> None:
    assert "1 of 11 ── fighting" in review(case, "q", options=("--only", "accepted"))[1]
    assert "1 of 15 ── sending" in review(case, "q", options=("--only", "all"))[1]
    assert "no fact of the case is rejected" in review(case, options=("--only", "rejected"))[1]
    assert "1 of 1 ── treaty" in review(case, "q", options=("--fact", "treaty"))[1]
    code, _, err = review(case, options=("--fact", "traety"))
    assert code == 2
    assert "SC-V002 error: the case has no fact `traety`" in err
    assert "did you mean `treaty`?" in err


def test_why_names_the_cells_that_a_fact_would_change(review: Review, case: Path) -> None:
    out = review(case, "n", "n", "w")[1]
    assert "words that say at_war: war" in out
    assert "one: the quote names Russia" in out
    assert "no cell comes out otherwise" in out, "nobody has accepted that there was help in it"
    review(case, "a", "a", "q")
    assert "DPRK, UN Charter art 2(4): not-triggered → violated" in review(case, "w")[1]


# --- what is written


def test_accepting_and_rejecting_change_the_review_and_nothing_else(review: Review, case: Path) -> None:
    before = (case / "case.yaml").read_text()
    code, out, _ = review(case, "a", "r", "it is only an opinion", "q")
    assert code == 0
    assert "1 accepted, 1 rejected; 2 of 15 facts still proposed" in out
    assert changed_lines(before, (case / "case.yaml").read_text()) == [
        (
            "    review: {state: proposed}  # as it came",
            "    review: {state: accepted, by: Ana, on: 2026-12-01}  # as it came",
        ),
        (
            "    review: {state: proposed}  # as it came",
            "    review: {state: rejected, by: Ana, on: 2026-12-01, why: it is only an opinion}  # as it came",
        ),
    ]
    assert [(e["who"], e["when"], e["what"], e["fact"]) for e in journal(case)] == [
        ("Ana", "2026-12-01", "accept", "sending"), ("Ana", "2026-12-01", "reject", "helping"),
    ]  # fmt: skip
    assert journal(case)[1]["before"] == {"review": {"state": "proposed"}}
    assert journal(case)[1]["after"]["review"]["why"] == "it is only an opinion"


def test_a_rejection_without_a_reason_is_none(review: Review, case: Path) -> None:
    _, out, _ = review(case, "r", "   ", "q")
    assert "SC-V005 error: `sending` is not rejected: a rejection needs a reason" in out
    assert facts(case)["sending"]["review"] == {"state": "proposed"}
    assert journal(case) == []


def test_undo_takes_back_one_decision_after_another_to_the_byte(review: Review, case: Path) -> None:
    before = (case / "case.yaml").read_bytes()
    edits = ("e", "mode alleged", "polarity negative", "date 2024-12", "speaker 'a man'", "")
    _, out, _ = review(case, "a", "r", "no", *edits, *"uuuuuu", "u", "q")
    assert (case / "case.yaml").read_bytes() == before
    assert "SC-V008 error: there is no decision of `Ana` left to undo" in out
    assert [entry["what"] for entry in journal(case)] == ["accept", "reject", *["edit"] * 4, *["undo"] * 6]
    assert [entry["undoes"] for entry in journal(case)[6:]] == [6, 5, 4, 3, 2, 1]


def test_undo_reaches_back_to_an_earlier_sitting_but_not_to_somebody_elses(review: Review, case: Path) -> None:
    review(case, "a", "q")
    assert "no decision of `Ben`" in review(case, "u", by="Ben")[1]
    assert "undone: accepted sending" in review(case, "u", by="ana")[1]
    assert facts(case)["sending"]["review"] == {"state": "proposed"}


def test_what_was_changed_by_hand_since_is_not_undone(review: Review, case: Path) -> None:
    review(case, "a", "q")
    file = case / "case.yaml"
    file.write_text(file.read_text().replace("by: Ana, on: 2026-12-01", "by: Cy, on: 2026-12-02"))
    assert "SC-V009 error: `review` of `sending` has been changed since" in review(case, "u")[1]
    assert facts(case)["sending"]["review"]["by"] == "Cy"


def test_back_shows_the_fact_before_and_its_decision(review: Review, case: Path) -> None:
    out = review(case, "a", "b", "q")[1]
    assert out.count("1 of 4 ── sending") == 2
    assert "accepted by Ana on 2026-12-01" in out


def test_the_end_of_the_list_and_keys_that_are_none(review: Review, case: Path) -> None:
    out = review(case, *"nnnnn", "a", "r", "e", "w", "x", "?", "b")[1]
    assert "There is no further one. b goes back" in out
    assert "`x` is no key" in out
    assert out.rstrip().endswith("nothing decided; 4 of 15 facts still proposed")
    assert "4 of 4 ── presence" in out


def test_comments_and_layout_of_a_review_in_block_style_stay(review: Review, tmp_path: Path) -> None:
    case = proposed(tmp_path / "case", number=1)
    file = case / "case.yaml"
    block = "    review:\n      # not yet\n      state: proposed   # by the machine\n\n    # and this is the machine\n"
    text = file.read_text().replace("    review: {state: proposed}  # as it came\n", block)
    file.write_text(text)
    review(case, "a", "q")
    assert file.read_text() == text.replace(
        "state: proposed   # by the machine\n",
        "state: accepted   # by the machine\n      by: Ana\n      on: 2026-12-01\n",
    )
    review(case, "u")
    assert file.read_text() == text


def test_a_file_with_windows_line_ends_and_a_mark_keeps_them(review: Review, case: Path) -> None:
    file = case / "case.yaml"
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)
    review(case, "a", "e", "date 2024", "", "q", options=("--only", "all"))
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == after.count(b"\n") == raw.count(b"\n") + 1
    review(case, "u", "u")
    assert file.read_bytes() == raw


def test_a_place_that_cannot_be_changed_safely_is_left_alone(review: Review, case: Path) -> None:
    file = case / "case.yaml"
    text = file.read_text().replace(
        "at_war: {one: russia, other: ukraine}", "at_war:\n      one: russia  # the larger\n      other: ukraine"
    )
    file.write_text(text)
    _, out, _ = review(case, "n", "n", "e", "polarity negative", "", "q")
    assert "SC-V001 error: `at_war` cannot be changed here" in out
    assert file.read_text() == text


def test_a_case_that_somebody_else_changed_is_read_again_first(
    review: Review, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = case / "case.yaml"

    def slow(prompt: str) -> str | None:
        line = read_line(prompt)
        if line == "a" and "# later" not in file.read_text():
            file.write_text(file.read_text() + "# later\n")
        return line

    monkeypatch.setattr("sanctioncheck.cli.sitting.read_line", slow)
    _, out, _ = review(case, "a", "a", "q")
    assert "SC-V006 error" in out
    assert file.read_text().endswith("# later\n")
    assert facts(case)["sending"]["review"]["state"] == "accepted"
    assert len(journal(case)) == 1


# --- edits


def test_edits_are_kept_only_where_the_case_still_loads(review: Review, case: Path) -> None:
    wrong = (
        ("by nobody", "SC-C025"), ("force ukraine#", "SC-C025"), ("mode loud", "SC-V010"),
        ("mode#2 denied", "→ denied"),
        ("information#1 7", "SC-V010"), ("date 2024-13", "error"), ("quote#1 they never wrote this", "SC-C010"),
        ("speaker#1 nobody", "SC-C041"), ("speaker#1 -", "names its `speaker`"), ("colour red", "SC-V010"),
        ("date from 2025-02 to 2024-01", "SC-C045"), ("status often", "SC-V010"), ("quote#1 Russia", "SC-C011"),
        ("mode#1", "SC-V010"), ("mode#2 official", "→ official"),
    )  # fmt: skip
    for line, said in wrong:
        before = facts(case)["sending"]
        _, out, _ = review(case, "e", line, "", "q")
        assert said in out, line
        if "→" not in said:
            assert facts(case)["sending"] == before, line


def test_everything_that_the_brief_answer_needs_can_be_edited(review: Review, case: Path) -> None:
    review(
        case, "n", "n", "e", "mode alleged", "speaker western-services", "information 4", "one ukraine", "other russia",
        "date from 2024-10 to 2025-04", "quote to help [[Russia in its war]] with Ukraine", "polarity negative",
        "status promised", "", "q",
    )  # fmt: skip
    war = facts(case)["war"]
    assert war["not"] == {"at_war": {"one": "ukraine", "other": "russia"}}
    assert war["during"] == {"from": "2024-10", "to": "2025-04"}
    assert war["status"] == "promised"
    assert war["support"] == [
        {
            "source": "cnn-portugal", "mode": "alleged", "information": 4, "speaker": {"actor": "western-services"},
            "quote": {"exact": "Russia in its war", "prefix": "to help ", "suffix": " with Ukraine"},
        }
    ]  # fmt: skip


def test_an_edited_fact_is_open_again(review: Review, case: Path) -> None:
    out = review(case, "a", "b", "e", "mode#1 official", "", "q")[1]
    assert facts(case)["sending"]["review"] == {"state": "proposed"}
    assert "proposed · proposed by rules" in out


@pytest.mark.parametrize("status", ["promised", "hypothetical", "deontic", "generic"])
def test_only_what_is_actual_can_be_accepted(review: Review, case: Path, status: str) -> None:
    _, out, _ = review(case, "e", f"status {status}", "", "a", "q")
    assert f"SC-V003 error: `sending` cannot be accepted: it is `{status}`" in out
    assert facts(case)["sending"]["review"] == {"state": "proposed"}


# --- four eyes


def test_under_four_eyes_two_different_people_must_sign(review: Review, case: Path) -> None:
    eyes = ("--four-eyes",)
    before = (case / "case.yaml").read_bytes()
    assert "first signature; somebody else must sign too" in review(case, "a", "q", options=eyes)[1]
    assert (case / "case.yaml").read_bytes() == before
    assert [(entry["what"], entry["fact"]) for entry in journal(case)] == [("sign", "sending")]
    out = review(case, "a", "q", by="  ANA", options=eyes)[1]
    assert "signed by Ana; the signature of somebody else is awaited" in out
    assert "SC-V004 error: `ANA` has signed `sending` already" in out
    review(case, "a", "q", by="Ben", options=eyes)
    assert facts(case)["sending"]["review"] == {"state": "accepted", "by": "Ana; Ben", "on": "2026-12-01"}


def test_a_signature_holds_for_what_was_signed_only(review: Review, case: Path) -> None:
    eyes = ("--four-eyes",)
    review(case, "a", "q", options=eyes)
    review(case, "e", "mode#1 official", "", "a", "q", by="Ben", options=eyes)
    assert facts(case)["sending"]["review"] == {"state": "proposed"}
    assert [entry["what"] for entry in journal(case)] == ["sign", "edit", "sign"]
    review(case, "a", "q", options=eyes)
    assert facts(case)["sending"]["review"]["by"] == "Ben; Ana"


def test_a_signature_can_be_undone(review: Review, case: Path) -> None:
    eyes = ("--four-eyes",)
    review(case, "a", "u", "q", options=eyes)
    review(case, "a", "q", by="Ben", options=eyes)
    assert facts(case)["sending"]["review"] == {"state": "proposed"}


def test_a_fact_whose_signature_is_withdrawn_is_open_again(review: Review, case: Path) -> None:
    eyes = ("--four-eyes",)
    before = (case / "case.yaml").read_bytes()
    review(case, "a", "q", by="Ben", options=eyes)
    review(case, "a", "q", options=eyes)
    assert facts(case)["sending"]["review"]["by"] == "Ben; Ana"
    review(case, "u", "q", by="Ben", options=eyes)
    assert (case / "case.yaml").read_bytes() == before
    assert "SC-V009 error" in review(case, "u", "q", options=eyes)[1], "what Ana accepted is open already"
    review(case, "a", "q", by="Cy", options=eyes)
    assert facts(case)["sending"]["review"] == {"state": "proposed"}, "Ana's name went with the fact that was open"


def test_a_signature_under_what_was_accepted_otherwise_since_is_not_withdrawn(review: Review, case: Path) -> None:
    eyes = ("--four-eyes",)
    review(case, "a", "q", by="Ben", options=eyes)
    review(case, "a", "q", options=eyes)
    file = case / "case.yaml"
    file.write_text(file.read_text().replace("Ben; Ana", "Ben; Cy"))
    assert "SC-V009 error: `review` of `sending`" in review(case, "u", "q", by="Ben", options=eyes)[1]
    assert facts(case)["sending"]["review"]["by"] == "Ben; Cy"


def test_an_edit_is_not_undone_under_what_somebody_has_accepted_since(review: Review, case: Path) -> None:
    review(case, "e", "mode#1 official", "", "q", by="Ben")
    review(case, "a", "q")
    assert "SC-V009 error: `review` of `sending` has been changed since" in review(case, "u", "q", by="Ben")[1]
    assert facts(case)["sending"]["support"][0]["mode"] == "official"


def test_one_name_cannot_look_like_two(review: Review, case: Path) -> None:
    for name in ("Ana; Ben", " ", "x" * 101, "A\x1b[0m"):
        code, _, err = review(case, "a", by=name)
        assert code == 2, name
        assert "SC-V012" in err


# --- who, and when


def test_the_name_is_asked_where_nobody_gives_it(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanctioncheck.cli.reviewing._git_name", lambda _: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("Ana Berg\na\n"))
    assert main(("review", str(case), *DAY)) == 0
    assert facts(case)["sending"]["review"]["by"] == "Ana Berg"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(("review", str(case), *DAY)) == 2
    assert "SC-V007" in capsys.readouterr().err


def test_the_name_is_that_of_git(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (key, value) in enumerate({"user.name": "Git Person"}.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    assert main(("review", str(case), *DAY)) == 0
    assert facts(case)["sending"]["review"]["by"] == "Git Person"


def test_a_day_that_is_none_is_bad_input(review: Review, case: Path) -> None:
    assert review(case, "a", options=("--on", "2026-13-01"))[0] == 2


# --- nothing is lost

PROGRAM = "import sys; from sanctioncheck.cli import main; sys.exit(main(sys.argv[1:]))"
# The program kills itself just before, or just after, the n-th time that it writes a file whole or adds to the record.
KILLED = """
import os, signal, sys
import sanctioncheck.cli.docket as docket, sanctioncheck.cli.journal as journal
from sanctioncheck.cli import main
from sanctioncheck.cli.sitting import read_line
from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.yamltext import read_yaml
moment, counted = int(sys.argv.pop(1)), 0
def deadly(write):
    def written(*args):
        global counted
        for step in (lambda: None, lambda: write(*args)):
            step()
            counted += 1
            if counted == moment:
                os.kill(os.getpid(), signal.SIGKILL)
    return written
docket.write_whole = deadly(docket.write_whole)
journal.write_whole = deadly(journal.write_whole)
journal._append = deadly(journal._append)
sys.exit(main(sys.argv[1:]))
"""


HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Whoever starts the tests in the background has all that they start ignore Ctrl-C."""


def started(program: str, case: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-c", HEARING + program, *words, "review", str(case), "--by", "Ana", *DAY],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env=environment, cwd=CASES.parent,
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
@pytest.mark.parametrize("ending", ["SIGKILL", "SIGINT"])
def test_what_was_decided_before_the_end_is_kept(case: Path, ending: str) -> None:
    process = started(PROGRAM, case)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("a\nr\nno\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith("rejected: helping"):
            break
    process.send_signal(getattr(signal, ending))
    out, _ = process.communicate()
    assert process.returncode == (-9 if ending == "SIGKILL" else 130)
    assert ("1 accepted, 1 rejected" in out) == (ending == "SIGINT")
    assert facts(case)["sending"]["review"]["state"] == "accepted"
    assert facts(case)["helping"]["review"]["state"] == "rejected"
    assert [entry["what"] for entry in journal(case)] == ["accept", "reject"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
@pytest.mark.parametrize("moment", range(1, 7))
def test_a_kill_in_the_middle_of_a_decision_leaves_it_made_or_not_made(review: Review, case: Path, moment: int) -> None:
    """Once it is noted that a decision is being written it is finished at the next start, in file and record alike."""
    before = (case / "case.yaml").read_bytes()
    process = started(KILLED, case, str(moment))
    process.communicate("a\n")
    assert process.returncode == -9
    assert set(facts(case)) == set(facts(CASES / "2025-kursk-recognition"))
    out = review(case, "q")[1]
    if moment == 1:
        assert (case / "case.yaml").read_bytes() == before
        assert journal(case) == []
    else:
        assert facts(case)["sending"]["review"]["state"] == "accepted"
        assert [entry["what"] for entry in journal(case)] == ["accept"]
        assert ("the last sitting was cut off; its decision is kept: accept sending" in out) == (moment < 6)
    assert sorted(path.name for path in case.iterdir() if path.name.startswith(".")) == []
    assert "undone: accepted" in review(case, "u")[1] or moment == 1
    assert (case / "case.yaml").read_bytes() == before


def test_what_a_kill_left_is_cleared_and_what_others_keep_beside_the_case_is_not(review: Review, case: Path) -> None:
    left = [case / ".case.yaml.ab12_x9z.part", case / ".reviews.jsonl.ab12_x9z.part"]
    kept = [case / ".case.yaml.swp", case / ".case.yaml.original", case / ".case.yaml.ab12_x9z.part.old"]
    for path in (*left, *kept):
        path.write_text("x")
    review(case, "q")
    assert [path.exists() for path in (*left, *kept)] == [False, False, True, True, True]


def test_a_torn_line_of_the_record_is_told_and_passed_over(review: Review, case: Path) -> None:
    review(case, "a", "q")
    with (case / "reviews.jsonl").open("ab") as file:
        file.write(b'{"who": "Ana", "wh')
    _, out, _ = review(case, "a", "u", "u", "q")
    assert "SC-V014 warning: line 2 of `reviews.jsonl` cannot be read" in out
    assert facts(case)["sending"]["review"] == {"state": "proposed"}
    assert (case / "reviews.jsonl").read_text().splitlines()[1] == '{"who": "Ana", "wh'


def test_a_line_of_the_record_that_says_no_known_decision_is_passed_over(review: Review, case: Path) -> None:
    review(case, "a", "q")
    record = case / "reviews.jsonl"
    record.write_text(record.read_text().replace('"what": "accept"', '"what": "agree"'))
    code, out, err = review(case, "u", "q")
    assert (code, err) == (0, "")
    assert "SC-V014 warning: line 1 of `reviews.jsonl` cannot be read" in out
    assert "SC-V008 error: there is no decision of `Ana` left to undo" in out


ODD = [{"date": 5}, {"date": "x"}, {"date": ["on"]}, {"mode#9": "reported"}, {"polarity": 5}, {"id": "other"}]


@pytest.mark.parametrize("fields", ODD, ids=str)
def test_a_note_of_a_decision_that_cannot_have_been_begun_is_told_and_dropped(
    review: Review, case: Path, fields: dict[str, Any]
) -> None:
    """It came with the case of a stranger; kept, it would end every sitting."""
    raw = (case / "case.yaml").read_bytes()
    note = {"who": "Ana", "when": "2026-12-01", "what": "edit", "fact": "sending", "after": fields,
            "case_before": sha256(raw).hexdigest(), "case_after": "0"}  # fmt: skip
    for fact in ("sending", "nowhere"):
        (case / ".review-pending.json").write_text(json.dumps({**note, "fact": fact}))
        code, out, err = review(case, "q")
        assert (code, err) == (0, "")
        assert "SC-V014 warning: line 1 of `.review-pending.json` cannot be read" in out
        assert "the decision that it notes was not made" in out
        assert not (case / ".review-pending.json").exists()
        assert (case / "case.yaml").read_bytes() == raw


@pytest.mark.parametrize("fields", ODD, ids=str)
def test_a_record_that_says_what_no_fact_can_have_said_before_cannot_be_undone(
    review: Review, case: Path, fields: dict[str, Any]
) -> None:
    review(case, "a", "q")
    accepted = (case / "case.yaml").read_bytes()
    entry = {**journal(case)[0], "before": {**journal(case)[0]["before"], **fields}}
    (case / "reviews.jsonl").write_text(json.dumps(entry) + "\n")
    code, out, err = review(case, "u", "q")
    assert (code, err) == (0, "")
    assert "error: " in out
    assert (case / "case.yaml").read_bytes() == accepted


def test_a_folder_that_cannot_be_written_is_said(review: Review, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = (case / "case.yaml").read_bytes()
    monkeypatch.setattr("sanctioncheck.cli.docket.write_whole", full)
    _, out, _ = review(case, "a", "q")
    assert "SC-V011 error: cannot write `case/case.yaml`: No space left on device" in out
    assert (case / "case.yaml").read_bytes() == before
    assert journal(case) == []
