"""`sanctioncheck ask` and `whatif` on the real cases: what is missing, and what a change would do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctioncheck.cli import main
from sanctioncheck.model.question import Questions
from sanctioncheck.model.supposed import WhatIf

CASES = Path(__file__).parents[2] / "cases"
KURSK = str(CASES / "2025-kursk-recognition")
SENDING = str(CASES / "2025-kursk-only-the-sending")
ALL_THE_TIME = "from 2024-10-01 to 2025-04-30"
FOUGHT = "fights_alongside(kpa-kursk, russia, kursk-deployment) on 2024-10-01/2025-04-30"
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the program and give exit code, output and messages."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def asked(say: Say, case: str, *words: str) -> Questions:
    code, out, err = say("ask", case, *words, "--format", "json")
    assert (code, err) == (0, "")
    return Questions.model_validate_json(out)


def supposed(say: Say, case: str, *words: str) -> WhatIf:
    code, out, err = say("whatif", case, *words, "--format", "json")
    assert (code, err) == (0, "")
    return WhatIf.model_validate_json(out)


def outcomes(found: WhatIf) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (c.actor, c.norm.partition("#")[0]): (c.before.outcome if c.before else "", c.after.outcome if c.after else "")
        for c in found.difference.cells
    }


# --- ask


@pytest.mark.parametrize(
    ("case", "actor", "norm", "atom", "yes", "no"),
    [
        (KURSK, "russia", "un.sc.res.2270/9", f"hosted_for_training(kpa-kursk, russia) {ALL_THE_TIME}", "violated",
         "not-violated"),
        (KURSK, "russia", "un.sc.res.2321/15", f"determined_association(russia, kpa-kursk) {ALL_THE_TIME}", "violated",
         None),
        (SENDING, "dprk", "un.charter/2-4", FOUGHT, "violated", None),
    ],
)  # fmt: skip
def test_ask_names_the_fact_that_the_cell_turns_on(
    say: Say, case: str, actor: str, norm: str, atom: str, yes: str | None, no: str | None
) -> None:
    cell = asked(say, case, actor, norm).cells[0]
    alone = {(s.answers[0].atom, s.answers[0].answer): s.outcome for s in cell.sets if len(s.answers) == 1}
    assert alone.get((atom, "yes")) == yes
    assert alone.get((atom, "no")) == no


def test_ask_prints_the_days_and_the_words_that_try_an_answer(say: Say) -> None:
    """The days that an answer must speak of, and a line that can be copied, however narrow the page."""
    _, out, _ = say("ask", SENDING, "dprk", "un.charter/2-4")
    assert "when: on or between 2024-10-01 and 2025-04-30" in out
    assert f'whatif --assume "{FOUGHT}"\n' in out
    _, marked, _ = say("ask", SENDING, "dprk", "un.charter/2-4", "--format", "md")
    assert (
        '`whatif --assume "fights_alongside(kpa-kursk, russia, kursk-deployment) on 2024-10-01/2025-04-30"`' in marked
    )


def test_every_question_over_the_whole_case_belongs_to_an_open_cell(say: Say) -> None:
    """And each answer of it changes a cell: left out of its set, the rest settles nothing."""
    found = asked(say, KURSK)
    assert {cell.outcome for cell in found.cells} <= {"undetermined", "contested"}
    for cell in found.cells:
        sets = [frozenset((a.atom, a.answer) for a in one.answers) for one in cell.sets]
        assert not any(one < other for one in sets for other in sets), cell.norm
    settled = [sum(not row.together for row in question.settles) for question in found.first]
    assert settled == sorted(settled, reverse=True)


def test_a_cell_that_only_a_reading_decides_says_so(say: Say) -> None:
    cell = asked(say, KURSK, "dprk", "un.ga.res.3314/3d").cells[0]
    assert {one.outcome for one in cell.sets} <= {"excused"}
    assert any(text.startswith("how the law is read") for text in cell.turns_on)


def test_ask_says_why_there_is_nothing_to_ask(say: Say) -> None:
    settled = asked(say, KURSK, "dprk", "un.charter/2-4").cells[0]
    assert settled.note
    assert settled.note.startswith("it is settled")
    closed = asked(say, KURSK, "ukraine", "un.charter/2-4").cells[0]
    assert closed.note
    assert closed.note.startswith("no fact in the case opens this norm")


def test_an_actor_without_a_norm_is_bad_input(say: Say) -> None:
    code, out, err = say("ask", KURSK, "russia")
    assert (code, out) == (2, "")
    assert "an actor and a norm" in err


# --- whatif


def test_whatif_prints_only_what_changes(say: Say) -> None:
    found = supposed(say, KURSK, "--assume", "hosted_for_training(kpa-kursk, russia)")
    assert outcomes(found) == {("russia", "un.sc.res.2270/9"): ("undetermined", "violated")}
    steps = found.difference.cells[0].steps
    assert [(s.id, s.before, s.after) for s in steps] == [
        ("for-training", "unknown", "shown"),
        ("hosted_for_training(kpa-kursk, russia)", "unknown", "shown"),
    ]


def test_what_is_supposed_counts_whatever_else_is_said_of_it(say: Say) -> None:
    """The passages for it and against it count no more; a dispute is decided."""
    found = supposed(say, KURSK, "--deny", "fighting")
    assert outcomes(found)["dprk", "un.charter/2-4"] == ("violated", "undetermined")
    disputed = str(CASES / "2025-kursk-independent-denial")
    decided = supposed(say, disputed, "--assume", "fighting")
    assert outcomes(decided)["dprk", "un.charter/2-4"] == ("contested", "violated")


def test_a_whole_source_can_be_rejected(say: Say) -> None:
    disputed = str(CASES / "2025-kursk-independent-denial")
    found = supposed(say, disputed, "--reject", "observer")
    assert outcomes(found)["dprk", "un.charter/2-4"] == ("contested", "violated")


def test_a_support_can_be_rejected_by_its_number(say: Say) -> None:
    case = str(CASES / "2025-kursk-independent-denial")
    found = supposed(say, case, "--reject", "fighting#4")
    assert outcomes(found)["dprk", "un.charter/2-4"] == ("contested", "violated")


def test_background_judgements_standards_days_and_readings_can_be_changed(say: Say) -> None:
    assert ("russia", "un.ga.res.3314/3a") in outcomes(supposed(say, KURSK, "--reject", "ES-11/1"))
    assert ("dprk", "un.ilc.arsiwa/16") in outcomes(supposed(say, KURSK, "--reject", "significant-help"))
    balance = outcomes(supposed(say, KURSK, "--standard", "balance"))
    assert balance["dprk", "un.charter/2-4"] == ("violated", "undetermined")
    early = outcomes(supposed(say, KURSK, "--as-of", "2024-12-31"))
    assert early["dprk", "un.charter/2-4"] == ("violated", "not-triggered")
    narrow = outcomes(supposed(say, KURSK, "--reading", "dprk-services=narrow"))
    assert narrow["russia", "un.sc.res.1874/9"] == ("contested", "undetermined")


def test_changes_are_made_together(say: Say) -> None:
    both = outcomes(
        supposed(say, KURSK, "--reject", "fighting", "--assume", "fights(kpa-kursk, ukraine, kursk-deployment)")
    )
    assert ("dprk", "un.charter/2-4") not in both


@pytest.mark.parametrize(
    ("words", "code", "help_"),
    [
        (("--assume", "hosted_for_trainin(kpa-kursk, russia)"), "SC-W002", "did you mean `hosted_for_training`?"),
        (("--assume", "hosted_for_training(kpa-kursk)"), "SC-W003", "hosted_for_training(personnel, host)"),
        (("--assume", "hosted_for_training(kpa-kurs, russia)"), "SC-W004", "did you mean `kpa-kursk`?"),
        (("--assume", "hosted_for_training(russia, kpa-kursk)"), "SC-W005", "put something of type `state` there"),
        (("--assume", "fightin"), "SC-W001", "did you mean `fighting`?"),
        (("--deny", "is_a(kursk-deployment, armz)"), "SC-W004", ""),
        (("--reject", "fightin"), "SC-W007", "did you mean `fighting`?"),
        (("--reject", "fighting#9"), "SC-W007", "fact#2"),
        (("--reading", "dprk-services=narow"), "SC-W008", "did you mean `dprk-services=narrow`?"),
        (("--assume", "at_war(russia, ukraine) on 2024-13"), "SC-W006", "add the day"),
        (("--assume", "at_war(russia, ukraine) from 2025 to 2024"), "SC-W006", "add the day"),
        (("--assume", "at_war(?stat, ukraine)"), "SC-W004", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_supposed_is_said_with_a_remedy(say: Say, words: tuple[str, ...], code: str, help_: str) -> None:
    ended, out, err = say("whatif", KURSK, *words)
    assert (ended, out) == (2, "")
    assert err.startswith(f"{code} error: ")
    assert help_ in err


def test_nothing_to_suppose_is_bad_input(say: Say) -> None:
    assert say("whatif", KURSK)[0] == 2


def test_a_changed_case_is_saved_whole_and_judged_like_any_other(say: Say, tmp_path: Path) -> None:
    target = tmp_path / "with-training"
    changes = ("--assume", "hosted_for_training(kpa-kursk, russia)", "--reject", "fighting#1", "--reject", "purpose")
    found = supposed(say, KURSK, *changes, "--save", str(target))
    assert found.saved == str(target)
    code, out, err = say("run", str(target), "--format", "json")
    assert (code, err) == (0, "")
    case = json.loads(out)["cases"][0]
    cells: dict[Any, Any] = {(c["actor"], c["norm"]): c for c in case["cells"]}
    hosting = cells["russia", "un.sc.res.2270/9#no-hosting"]
    assert (hosting["outcome"], hosting["if_assumed"]) == ("undetermined", "violated")
    saved = yaml.safe_load((target / "case.yaml").read_text())
    facts = {fact["id"]: fact for fact in saved["facts"]}
    assert len(facts["fighting"]["support"]) == 2
    assert facts["purpose"]["review"]["state"] == "rejected"
    assert (target / "sources" / "cnn-portugal.txt").is_file()


def test_a_saved_supposition_goes_before_the_evidence_as_it_does_in_whatif(say: Say, tmp_path: Path) -> None:
    """What is denied is not disputed by the passages for it, at any of its dates."""
    target = tmp_path / "without-fighting"
    found = supposed(say, KURSK, "--deny", "fighting", "--save", str(target))
    code, out, err = say("run", str(target), "--format", "json")
    assert (code, err) == (0, "")
    cells = {(c["actor"], c["norm"]): c for c in json.loads(out)["cases"][0]["cells"]}
    assert ("dprk", "un.charter/2-4") in outcomes(found)
    for cell in found.difference.cells:
        assert cell.after is not None
        saved = cells[cell.actor, cell.norm]
        assert (saved["if_assumed"] or saved["outcome"]) == cell.after.outcome, cell.norm


def test_somebody_whom_nobody_has_named_can_be_supposed_and_saved(say: Say, tmp_path: Path) -> None:
    target = tmp_path / "somebody"
    atom = "at_war(?state, ukraine) from 2024-10 to 2025-04"
    assert say("whatif", KURSK, "--assume", atom, "--save", str(target))[0] == 0
    saved = yaml.safe_load((target / "case.yaml").read_text())
    assert next(a for a in saved["actors"] if a.get("unnamed"))["id"] == "unnamed-state"
    assert say("run", str(target))[0] == 0


def test_a_case_with_a_decimal_quantity_is_saved_with_its_digits(say: Say, tmp_path: Path) -> None:
    case = tmp_path / "diesel"
    shutil.copytree(CASES / "2024-diesel-over-the-cap", case)
    text = (case / "case.yaml").read_text()
    (case / "case.yaml").write_text(text.replace("value: 15279,", "value: 15279.50,"))
    assert say("whatif", str(case), "--standard", "balance", "--save", str(tmp_path / "saved"))[0] == 0
    assert "value: 15279.50" in (tmp_path / "saved" / "case.yaml").read_text()
    assert say("run", str(tmp_path / "saved"))[0] == 0


def test_a_folder_that_exists_is_never_written_over(say: Say, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    code, _, err = say("whatif", KURSK, "--reject", "fighting", "--save", str(tmp_path / "there"))
    assert code == 2
    assert err.startswith("SC-W009 error: ")
    assert list((tmp_path / "there").iterdir()) == []


def test_a_cell_that_is_settled_is_told_with_the_standard_that_it_reaches(say: Say) -> None:
    """ "Violated" without "reasonable grounds to believe" would say more than the matrix does."""
    for options in ((), ("--budget", "400")):
        told = " ".join(say("ask", KURSK, "dprk", "un.charter/2-4", *options)[1].split())
        assert "(No use of force): ● reasonable grounds to believe: violated" in told, options
        assert "it is settled: reasonable grounds to believe: violated" in told, options
