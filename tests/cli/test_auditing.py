"""`audit verify` finds whatever was done to the record of decisions, or to the case file, outside a review."""

from __future__ import annotations

import io
import json
import shutil
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctioncheck.cli import main
from tests.cli.conftest import Call
from tests.cli.proposing import proposed

ANSWERS = ("a", "r", "not so", "a", "u", "a", "q")
DECISIONS = 5


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = proposed(tmp_path_factory.mktemp("audit") / "case", number=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in ANSWERS)))
        assert main(("review", str(case), "--by", "Ana", "--on", "2026-12-01")) == 0
    assert len((case / "reviews.jsonl").read_bytes().splitlines()) == DECISIONS
    return case


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """Make a secret key and its public one, in the format of minisign."""
    minisign = pytest.importorskip("minisign", reason="the library for signatures is not here")
    pair, secret, public = minisign.KeyPair.generate(), tmp_path / "secret.key", tmp_path / "public.pub"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
    return secret, public


@pytest.fixture
def case(decided: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(decided, tmp_path / "case"))


def lines(case: Path) -> list[bytes]:
    return (case / "reviews.jsonl").read_bytes().splitlines()


def write(case: Path, told: list[bytes]) -> None:
    (case / "reviews.jsonl").write_bytes(b"".join(line + b"\n" for line in told))


def test_a_record_as_reviews_left_it_is_whole(case: Path, call: Call) -> None:
    code, out, err = call("audit", "verify", str(case))
    assert (code, err) == (0, "")
    assert out.startswith(f"{DECISIONS} decisions, head ")


def test_a_case_that_nobody_reviewed_has_no_record(tmp_path: Path, call: Call) -> None:
    code, _, err = call("audit", "verify", str(proposed(tmp_path / "case", number=4)))
    assert code == 2
    assert "no record of decisions" in err


@pytest.mark.parametrize("number", range(DECISIONS - 1))
def test_a_decision_that_was_changed_is_found(case: Path, number: int, call: Call) -> None:
    told = lines(case)
    entry = json.loads(told[number])
    entry["who"] = "Ben"
    told[number] = json.dumps(entry).encode()
    write(case, told)
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert f"line {number + 2} of `reviews.jsonl` does not follow" in err


@pytest.mark.parametrize("number", range(DECISIONS))
def test_a_decision_that_was_taken_out_is_found(case: Path, number: int, call: Call) -> None:
    told = lines(case)
    del told[number]
    write(case, told)
    assert call("audit", "verify", str(case))[0] == 4


def test_decisions_in_another_order_are_found(case: Path, call: Call) -> None:
    told = lines(case)
    told[1], told[2] = told[2], told[1]
    write(case, told)
    assert call("audit", "verify", str(case))[0] == 4


def test_a_case_file_changed_by_hand_is_found(case: Path, call: Call) -> None:
    path = case / "case.yaml"
    path.write_bytes(path.read_bytes() + b"# by hand\n")
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert "changed since the last decision, and not in a review" in err


def test_a_case_file_that_is_gone_is_found(case: Path, call: Call) -> None:
    (case / "case.yaml").unlink()
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert "changed since the last decision" in err


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_any_bit_that_is_turned_in_any_line_but_the_last_is_found(decided: Path, at: int, bit: int) -> None:
    raw = (decided / "reviews.jsonl").read_bytes()
    end = raw.rindex(b"\n", 0, len(raw) - 1)
    place = at % end
    copy = decided.parent / "turned"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(decided, copy)
    (copy / "reviews.jsonl").write_bytes(raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :])
    assert main(("audit", "verify", str(copy))) == 4


def retold(case: Path, number: int, **fields: object) -> None:
    """Change fields of a decision, and every hash after it, so that the chain holds."""
    told = lines(case)
    told[number] = json.dumps(json.loads(told[number]) | fields).encode()
    for at in range(number + 1, len(told)):
        entry = json.loads(told[at]) | {"previous": sha256(told[at - 1]).hexdigest()}
        told[at] = json.dumps(entry).encode()
    write(case, told)


def follows(case: Path) -> None:
    """Say in the last decision that the case file as it stands is what it left."""
    retold(case, DECISIONS - 1, case_after=sha256((case / "case.yaml").read_bytes()).hexdigest())


@pytest.mark.parametrize("number", [0, 1, DECISIONS - 1])
@pytest.mark.parametrize(
    ("field", "value"), [("who", "Ben (Judge)"), ("when", "1999-12-01"), ("when", "1999-12-01T10:00:00+00:00")]
)
def test_a_decision_given_to_another_or_another_day_is_found_in_the_last_line_too(
    case: Path, number: int, field: str, value: str, call: Call
) -> None:
    retold(case, number, **{field: value})
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    left = "Ana" if field == "who" else "2026-12-01"
    said = f"SC-D007 error: `{field}` of line {number + 1} of `reviews.jsonl` is `{value}`, and what was decided there"
    assert f"{said} says `{left}`" in err


def test_a_last_decision_turned_round_is_found(case: Path, call: Call) -> None:
    retold(case, DECISIONS - 1, what="reject")
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert f"`what` of line {DECISIONS} of `reviews.jsonl` is `reject`" in err


def test_an_undo_given_to_another_is_found(case: Path, call: Call) -> None:
    """Nobody undoes what somebody else has decided."""
    number = next(at for at, line in enumerate(lines(case)) if json.loads(line)["what"] == "undo")
    retold(case, number, who="Ben")
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert f"`who` of line {number + 1} of `reviews.jsonl` is `Ben`" in err


def test_a_case_file_that_names_another_reviewer_is_found_though_the_last_line_follows_it(
    case: Path, call: Call
) -> None:
    """Whatever fact it is: the first decision is held to the case file as the last one is."""
    first, last = (json.loads(lines(case)[at]) for at in (0, DECISIONS - 1))
    text = (case / "case.yaml").read_text(encoding="utf-8")
    assert text.count("by: Ana") > 1
    for at, fact in ((text.index("by: Ana"), first["fact"]), (text.rindex("by: Ana"), last["fact"])):
        (case / "case.yaml").write_text(text[:at] + "by: Cy " + text[at + 7 :], encoding="utf-8")
        follows(case)
        code, _, err = call("audit", "verify", str(case))
        assert code == 4
        assert f"SC-D008 error: the case file has another `review` of `{fact}`" in err


@pytest.mark.parametrize("text", ["", "facts: 3\n", "facts: [{id: x}]\n", "facts: [{id: sending, support: 1}]\n"])
def test_a_case_file_that_has_lost_its_facts_is_found_though_the_last_line_follows_it(
    case: Path, text: str, call: Call
) -> None:
    (case / "case.yaml").write_text(text, encoding="utf-8")
    follows(case)
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert "SC-D008" in err


@pytest.mark.parametrize("fields", [{"who": 5}, {"after": []}, {"what": ["accept"]}, {"undoes": "x"}, {"when": None},
                                    {"what": "agree"}, {"signed": 5}, {"via": []}, {"case_after": 5}])  # fmt: skip
def test_a_line_of_another_form_is_no_decision(case: Path, fields: dict[str, object], call: Call) -> None:
    retold(case, DECISIONS - 1, **fields)
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert f"line {DECISIONS} of `reviews.jsonl` is no decision" in err


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_whatever_reviewers_do_is_left_whole(
    tmp_path: Path, zone: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits of each kind, signatures, what is undone and decided again; by the clock, wherever the reviewer is."""
    case = proposed(tmp_path / "case", number=4)
    sittings = [
        ("Ana", ("e", "polarity negative", "mode#1 official", "date 2024-11", "speaker#1 -", "", "a", "r", "no", "q")),
        ("Ben", ("a", "q")),
        ("ana", ("u", "u", "u", "q")),
        ("Ana", ("a", "q")),
        ("Ben", ("a", "q")),
        ("ANA", ("u", "u", "q")),
    ]
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for at, (name, keys) in enumerate(sittings):
            monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
            eyes = ("--four-eyes",) if at > 2 else ()
            assert call("review", str(case), "--by", name, "--only", "all", *eyes)[0] == 0
            assert call("audit", "verify", str(case))[::2] == (0, ""), at
    finally:
        monkeypatch.undo()
        time.tzset()
    kinds = {json.loads(line)["what"] for line in lines(case)}
    assert kinds == {"edit", "accept", "reject", "sign", "undo"}


@pytest.mark.parametrize("ends", [
    lambda raw: raw.replace(b"\n", b"\r\n"), lambda raw: raw.replace(b"\n", b"\r\n", 1), lambda raw: raw[:-1],
])  # fmt: skip
def test_other_ends_of_lines_are_found(case: Path, ends: Callable[[bytes], bytes], call: Call) -> None:
    record = case / "reviews.jsonl"
    record.write_bytes(ends(record.read_bytes()))
    code, _, err = call("audit", "verify", str(case))
    assert code == 4
    assert "SC-D017 error: the lines of `reviews.jsonl` do not all end as they were written" in err
    assert "1 error, 0 warnings" in err


@pytest.fixture
def signed(case: Path, keys: tuple[Path, Path], call: Call) -> Path:
    assert call("audit", "sign", str(case), "--secret-key", str(keys[0]))[0] == 0
    return case


def test_without_a_key_a_head_on_the_chain_is_whole(signed: Path, call: Call) -> None:
    code, out, err = call("audit", "verify", str(signed))
    assert (code, err) == (0, "")
    assert out.endswith("--public-key also verifies who signed it\n")


@pytest.mark.parametrize("head", [
    b"garbage", b"", b"decisions 0\nsha256 " + b"0" * 64 + b"\n", b"decisions " + b"9" * 5000 + b"\nsha256 x\n",
])  # fmt: skip
def test_without_a_key_a_head_that_is_none_is_found(signed: Path, head: bytes, call: Call) -> None:
    (signed / "reviews.head").write_bytes(head)
    code, _, err = call("audit", "verify", str(signed))
    assert code == 4
    assert "SC-D005 error: `reviews.head` is no head of a record" in err


def test_without_a_key_a_head_off_the_chain_is_found(signed: Path, call: Call) -> None:
    head = signed / "reviews.head"
    head.write_text(f"decisions {DECISIONS}\nsha256 {'0' * 64}\n", encoding="utf-8")
    code, _, err = call("audit", "verify", str(signed))
    assert code == 4
    assert f"SC-D004 error: decision {DECISIONS} is not the one whose hash was signed" in err


def test_a_head_that_was_taken_from_its_signature_is_missed(signed: Path, call: Call) -> None:
    (signed / "reviews.head").unlink()
    code, _, err = call("audit", "verify", str(signed))
    assert code == 4
    assert "SC-D019 error: `reviews.head.minisig` is there, and the head that it signs, `reviews.head`, is gone" in err


def test_a_head_without_a_signature_is_not_called_signed(signed: Path, call: Call) -> None:
    (signed / "reviews.head.minisig").unlink()
    code, out, _ = call("audit", "verify", str(signed))
    assert code == 0
    assert out.endswith("and the head in reviews.head is on the chain; nobody has signed it\n")


@pytest.mark.parametrize("there", ["reviews.head", "reviews.head.minisig"])
@pytest.mark.parametrize("key", [False, True])
def test_a_record_that_is_gone_while_its_head_is_there_is_found(
    signed: Path, keys: tuple[Path, Path], there: str, key: bool, call: Call
) -> None:
    (signed / "reviews.jsonl").unlink()
    for name in ("reviews.head", "reviews.head.minisig"):
        if name != there:
            (signed / name).unlink()
    code, _, err = call("audit", "verify", str(signed), *(("--public-key", str(keys[1])) if key else ()))
    assert code == 4
    assert "SC-D009 error: the record of decisions `reviews.jsonl` is gone, although its head is there" in err
    assert call("audit", "sign", str(signed), "--secret-key", str(keys[0]))[0] == 2


def test_what_is_rewritten_alike_everywhere_is_found_with_the_signed_head_only(
    signed: Path, keys: tuple[Path, Path], call: Call
) -> None:
    """The page on reviews says so: this is what a signature is for."""
    last = json.loads(lines(signed)[-1])
    file = signed / "case.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.rindex("by: Ana")
    file.write_text(text[:at] + "by: Ben" + text[at + 7 :], encoding="utf-8")
    after = {"review": last["after"]["review"] | {"by": "Ben"}}
    retold(signed, DECISIONS - 1, who="Ben", after=after)
    follows(signed)
    assert call("audit", "verify", str(signed), "--public-key", str(keys[1]))[0] == 4
    assert call("audit", "verify", str(signed))[0] == 4
    for name in ("reviews.head", "reviews.head.minisig"):
        (signed / name).unlink()
    assert call("audit", "verify", str(signed))[0] == 0


def test_a_signed_head_holds_what_was_decided_before_it(case: Path, keys: tuple[Path, Path], call: Call) -> None:
    minisign, (secret, public) = pytest.importorskip("minisign"), keys
    assert call("audit", "sign", str(case), "--secret-key", str(secret))[0] == 0
    code, out, _ = call("audit", "verify", str(case), "--public-key", str(public))
    assert code == 0
    assert "signed by this key" in out
    # The last decision and what it did to the case file are taken out together: only the head tells.
    told = lines(case)
    write(case, told[:-1])
    last = json.loads(told[-1])
    assert last["case_before"] != last["case_after"]
    code, _, err = call("audit", "verify", str(case), "--public-key", str(public))
    assert code == 4
    assert f"the signed head is of {DECISIONS} decisions, and the record has {DECISIONS - 1}" in err
    other = minisign.KeyPair.generate()
    public.write_bytes(bytes(other.public_key) + b"\n")
    write(case, told)
    assert call("audit", "verify", str(case), "--public-key", str(public))[0] == 4
