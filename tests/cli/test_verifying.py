"""`verify` judges a result again: the same bytes, or what differs, from the case to the last word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.load.language import TINY

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / "2016-jie-shun", tmp_path / "jie"))


@pytest.fixture
def result(case: Path, tmp_path: Path, call: Call) -> Path:
    path = tmp_path / "result.json"
    assert call("run", str(case), "--format", "json", "-o", str(path))[0] == 0
    return path


def test_a_result_gives_the_same_bytes_again(case: Path, result: Path, call: Call) -> None:
    said = "the same bytes\nnot cross-checked when it was made: the native engine alone was asked for\n"
    assert call("verify", str(result), str(case)) == (0, f"1 case judged again: {said}", "")


@pytest.mark.parametrize(
    "options",
    [
        ("--standard", "balance"),
        ("--as-of", "2018-01-01"),
        ("--all",),
        ("--actor", "egypt"),
        ("--norm", "un.sc.res.1874/9"),
    ],
)
def test_it_is_judged_as_it_was(options: tuple[str, ...], case: Path, tmp_path: Path, call: Call) -> None:
    path = tmp_path / "asked.json"
    call("run", str(case), "--format", "json", "-o", str(path), *options)
    assert call("verify", str(path), str(case))[0] == 0


def test_several_cases_are_found_by_their_ids_in_any_order(case: Path, tmp_path: Path, call: Call) -> None:
    path, other = tmp_path / "two.json", str(CASES / "2018-wise-honest")
    call("run", str(case), other, "--format", "json", "-o", str(path))
    assert call("verify", str(path), other, str(case))[0] == 0
    code, _, err = call("verify", str(path), other)
    assert code == 2
    assert "`2016-jie-shun`, which is not among those given" in err


def test_another_case_file_is_told(case: Path, result: Path, call: Call) -> None:
    path = case / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("mode: alleged", "mode: found"), encoding="utf-8")
    code, _, err = call("verify", str(result), str(case))
    assert code == 4
    assert "case 2016-jie-shun: the result says" in err
    assert "egypt under un.sc.res.1874/9#no-procurement: the result says undetermined" in err


def test_another_pack_is_told(case: Path, result: Path, call: Call) -> None:
    said = json.loads(result.read_text(encoding="utf-8"))
    said["packs"][0]["sha256"] = "0" * 64
    result.write_text(json.dumps(said), encoding="utf-8")
    code, _, err = call("verify", str(result), str(case))
    assert code == 4
    assert "pack un-core: the result says" in err


def test_an_outcome_that_somebody_changed_is_told(case: Path, result: Path, call: Call) -> None:
    said = json.loads(result.read_text(encoding="utf-8"))
    cell = next(c for c in said["cases"][0]["cells"] if c["actor"] == "egypt" and c["outcome"] == "undetermined")
    cell["outcome"], cell["word"] = "violated", "violated"
    result.write_text(json.dumps(said), encoding="utf-8")
    code, _, err = call("verify", str(result), str(case))
    assert code == 4
    assert f"egypt under {cell['norm']}: the result says violated, judged again undetermined" in err


def test_an_outcome_that_was_changed_under_the_same_word_is_told(case: Path, result: Path, call: Call) -> None:
    said = json.loads(result.read_text(encoding="utf-8"))
    cell = next(c for c in said["cases"][0]["cells"] if c["outcome"] == "undetermined")
    cell["outcome"] = "excused"
    result.write_text(json.dumps(said), encoding="utf-8")
    code, _, err = call("verify", str(result), str(case))
    assert code == 4
    assert f"under {cell['norm']}: the result says excused, judged again undetermined" in err


def test_a_word_that_somebody_changed_is_told_with_its_line(case: Path, result: Path, call: Call) -> None:
    text = result.read_text(encoding="utf-8")
    result.write_text(
        text.replace("the grenades under the iron ore", "the toys under the iron ore", 1), encoding="utf-8"
    )
    code, _, err = call("verify", str(result), str(case))
    assert code == 4
    assert "does not read as it would today, first at line " in err


def test_a_case_that_is_not_there_or_cannot_be_read_is_told_as_that(result: Path, tmp_path: Path, call: Call) -> None:
    code, _, err = call("verify", str(result), str(tmp_path / "nothing"))
    assert (code, err.split(" error: ")[0]) == (2, "SC-C001")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/case.yaml").write_text("", encoding="utf-8")
    code, _, err = call("verify", str(result), str(tmp_path / "empty"))
    assert (code, err.split(" error: ")[0]) == (2, "SC-Y014")


@pytest.mark.parametrize("text", ["", "{}", "no json", "[1]", '{"tool": 3}'])
def test_what_is_no_result_is_told(text: str, case: Path, tmp_path: Path, call: Call) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    code, _, err = call("verify", str(path), str(case))
    assert code == 2
    assert "is no result of `run --format json`" in err


def test_a_result_in_which_something_failed_is_not_proved(case: Path, tmp_path: Path, call: Call) -> None:
    path = tmp_path / "failed.json"
    call("run", str(case), str(tmp_path / "nothing"), "--format", "json", "-o", str(path))
    code, _, err = call("verify", str(path), str(case))
    assert code == 2
    assert "inputs that were not judged" in err


def test_a_result_under_another_pack_asks_for_that_pack(tmp_path: Path, call: Call) -> None:
    pack, case, path = str(TINY / "pack"), str(TINY / "case"), tmp_path / "tiny.json"
    call("run", case, "--pack", pack, "--format", "json", "-o", str(path))
    assert call("verify", str(path), case, "--pack", pack)[0] == 0


def test_a_signed_result_is_told_from_one_that_was_touched(
    case: Path, result: Path, tmp_path: Path, call: Call
) -> None:
    minisign = pytest.importorskip("minisign", reason="the library for signatures is not here")
    pair = minisign.KeyPair.generate()
    secret, public = tmp_path / "secret.key", tmp_path / "public.pub"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")
    code, _, err = call("verify", str(result), str(case), "--public-key", str(public))
    assert code == 4
    assert call("sign", str(result), "--secret-key", str(secret))[0] == 0
    code, out, _ = call("verify", str(result), str(case), "--public-key", str(public))
    assert code == 0
    assert "signed by this key" in out
    result.write_bytes(result.read_bytes() + b" ")
    code, _, err = call("verify", str(result), str(case), "--public-key", str(public))
    assert code == 4
    assert err
