"""`audit verify` finds whatever was done to the record of decisions, or to the case file, outside a review."""

from __future__ import annotations

import io
import json
import shutil
import sys
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


def test_a_signed_head_holds_what_was_decided_before_it(case: Path, tmp_path: Path, call: Call) -> None:
    minisign = pytest.importorskip("minisign", reason="the library for signatures is not here")
    pair = minisign.KeyPair.generate()
    secret, public = tmp_path / "secret.key", tmp_path / "public.pub"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
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
