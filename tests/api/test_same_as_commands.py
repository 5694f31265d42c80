"""What Python gives is, byte for byte, what the commands print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sanctioncheck as sc
from sanctioncheck.cli import main

CASES = (
    "cases/2025-kursk-recognition",
    "cases/2016-mansudae-in-namibia",
    "cases/control-denial-by-the-accused",
    "cases/1990-iraq-kuwait",
)
Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Call the program as a user would; give what it prints."""

    def call(*words: str) -> str:
        code = main(words)
        captured = capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    return call


@pytest.mark.parametrize("case", CASES)
def test_a_result_has_the_bytes_of_a_run_in_every_format(case: str, pack: sc.Pack, printed: Printed) -> None:
    result = sc.assess(sc.load_case(case, pack))
    assert result.to_json() == printed("run", case, "--format", "json", "--engine", "native")
    assert str(result) == printed("run", case, "--engine", "native")
    assert result.to_csv() == printed("run", case, "--format", "csv", "--engine", "native")
    assert result.to_markdown() == printed("run", case, "--format", "md", "--engine", "native")


def test_the_options_of_a_result_are_those_of_a_run(pack: sc.Pack, printed: Printed) -> None:
    case = "cases/2025-kursk-recognition"
    result = sc.assess(
        sc.load_case(case, pack), standard="clear-and-convincing", as_of="2025-06-01", everything=True
    )  # fmt: skip
    words = (case, "--standard", "clear-and-convincing", "--as-of", "2025-06-01", "--all", "--engine", "native")
    assert result.to_json() == printed("run", *words, "--format", "json")
    assert str(result) == printed("run", *words)


def test_a_result_judged_by_both_engines_says_so_as_a_run_does(pack: sc.Pack, printed: Printed) -> None:
    pytest.importorskip("durable.lang", reason="durable_rules is not installed")
    case = "cases/2025-kursk-recognition"
    result = sc.assess(sc.load_case(case, pack), engine="both")
    assert result.engines.compared
    assert result.to_json() == printed("run", case, "--format", "json", "--engine", "both")


def test_the_page_of_a_result_is_the_report(kursk: sc.Result, tmp_path: Path, printed: Printed) -> None:
    printed("report", kursk.case.path, "--engine", "native", "-o", str(tmp_path))
    assert kursk.to_html() == (tmp_path / "2025-kursk-recognition.html").read_text(encoding="utf-8")
    assert kursk.to_report("html") == (tmp_path / "2025-kursk-recognition.html").read_bytes()


def test_a_form_of_the_report_that_there_is_not_is_an_error(kursk: sc.Result) -> None:
    with pytest.raises(sc.InputError, match="docm"):
        kursk.to_report("docm")


@pytest.mark.parametrize(
    ("actor", "norm"),
    [
        ("russia", "un.charter/2-4"),
        ("DPRK", "UNSC Res. 1718, para. 8(b)"),
        ("russia", "un.sc.res.2270/9"),
        ("ukraine", "un.sc.res.1718/8b#no-export"),
    ],
)
def test_an_explanation_reads_as_explain_prints_it(
    actor: str, norm: str, kursk: sc.Result, printed: Printed
) -> None:  # fmt: skip
    why = sc.explain(kursk, actor, norm)
    words = ("explain", kursk.case.path, actor, norm)
    assert str(why) == printed(*words)
    assert why.to_json() == printed(*words, "--format", "json")
    assert why.to_markdown() == printed(*words, "--format", "md")


def test_an_explanation_is_as_long_as_was_asked(kursk: sc.Result, printed: Printed) -> None:
    words = ("explain", kursk.case.path, "dprk", "un.charter/2-4")
    assert str(sc.explain(kursk, "dprk", "un.charter/2-4", length="line")) == printed(*words, "--length", "line")
    assert str(sc.explain(kursk, "dprk", "un.charter/2-4", length="paragraph", finding=1)) == printed(
        *words, "--length", "paragraph", "--finding", "1"
    )
    assert str(sc.explain(kursk, "dprk", "un.charter/2-4", length="full")) == printed(*words, "--full")


def test_a_supposition_reads_as_whatif_prints_it(kursk: sc.Result, printed: Printed) -> None:
    supposed = sc.whatif(kursk, reject=["fighting"], deny=["significant-help"], standard="balance")
    words = ("whatif", kursk.case.path, "--reject", "fighting", "--deny", "significant-help", "--standard", "balance")
    assert str(supposed) == printed(*words)
    assert supposed.to_json() == printed(*words, "--format", "json")
    assert supposed.to_markdown() == printed(*words, "--format", "md")


def test_another_pack_is_asked_for_as_pack_does(printed: Printed) -> None:
    case = "cases/2025-kursk-recognition"
    european = sc.load_pack("packs/eu")
    result = sc.assess(sc.load_case(case, european))
    words = (case, "--pack", "packs/eu", "--engine", "native")
    assert result.to_json() == printed("run", *words, "--format", "json")
    assert str(result) == printed("run", *words)


def test_a_case_that_was_loaded_for_one_pack_can_be_judged_by_another(kursk: sc.Result) -> None:
    european = sc.load_pack("packs/eu")
    result = sc.assess(kursk.case, european)
    assert result.pack is european
    assert result.to_json() == sc.assess(sc.load_case(kursk.case.path, european)).to_json()
