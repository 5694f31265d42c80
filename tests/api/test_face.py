"""The public names: what they give, what they refuse, and that they mean the same whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, assert_type

import pytest

import sanctioncheck as sc
from sanctioncheck.cli import main
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import CellNode

ROOT = Path(__file__).parents[2]


def python(code: str) -> str:
    """Run a program of its own, so that nothing was imported before."""
    command, env = [sys.executable, "-c", code], {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    for name in sc.__all__:
        value = getattr(sc, name)
        assert name == "__version__" or value.__doc__, name


def test_a_name_that_is_not_public_is_not_there() -> None:
    name = "judge"
    with pytest.raises(AttributeError, match="no attribute `judge`"):
        getattr(sc, name)


def test_importing_the_package_alone_imports_nothing_else_of_it() -> None:
    code = "import sys, sanctioncheck; print([m for m in sys.modules if m.startswith('sanctioncheck.')])"
    assert python(code) == "[]\n"


@pytest.mark.parametrize("before", ["", "import sanctioncheck.explain.matrix; ", "from sanctioncheck import api; "])
def test_explain_is_the_verb_whatever_was_imported_before(before: str) -> None:
    code = f"{before}import sanctioncheck as sc; from sanctioncheck.explain.matrix import Story; print(sc.explain)"
    assert python(code).startswith("<function explain")


def test_what_the_verbs_give_is_typed(kursk: sc.Result) -> None:
    """The types are those that a checker sees: `mypy` reads this file too."""
    assert_type(kursk.pack, sc.Pack)
    assert_type(sc.load_case(kursk.case.path, kursk.pack), sc.Case)
    assert_type(sc.assess(kursk.case), sc.Result)
    assert_type(kursk["russia", "un.charter/2-4"], CellNode)
    assert_type(kursk.outcomes, dict[tuple[str, str], Outcome])
    why = assert_type(sc.explain(kursk, "russia", "un.charter/2-4"), sc.Explanation)
    assert_type(str(why), str)
    assert_type(sc.whatif(kursk, reject=["fighting"]), sc.Supposition)


@pytest.mark.parametrize("norm", ["un.charter/2-4", "UN Charter art 2(4)", "un charter, art. 2(4)"])
def test_a_cell_is_found_by_every_name_that_a_command_takes(kursk: sc.Result, norm: str) -> None:
    cell = kursk["Russia", norm]
    assert (cell.actor, cell.norm, cell.outcome) == ("russia", "un.charter/2-4#no-force", "violated")
    assert kursk.outcomes[cell.actor, cell.norm] == "violated"


def test_a_cell_is_the_one_of_the_whole_result(kursk: sc.Result) -> None:
    cells = list(kursk)
    assert len(kursk) == len(cells) == len(kursk.outcomes)
    assert all(kursk[cell.actor, cell.norm] == cell for cell in cells[:40])
    assert {cell.actor for cell in cells} == set(kursk.actors)


def test_a_norm_that_applies_to_nobody_is_found_too(kursk: sc.Result) -> None:
    (hidden, *_) = kursk.run.cases[0].hidden
    assert kursk["russia", hidden].outcome == "not-applicable"
    assert ("russia", hidden) not in kursk.outcomes


def refused(call: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(sc.InputError) as caught:
        call(*arguments, **options)
    return str(caught.value)


def test_an_unknown_actor_or_norm_is_told_as_the_command_tells_it(
    kursk: sc.Result, capsys: pytest.CaptureFixture[str]
) -> None:
    for actor, norm in (("rusia", "un.charter/2-4"), ("russia", "un.chartre/2-4"), ("dprk", "un.sc.res.1874/9")):
        told = refused(sc.explain, kursk, actor, norm)
        code = main(["explain", kursk.case.path, actor, norm])
        assert (code, capsys.readouterr().err) == (2, f"{told}\n")
        assert refused(kursk.__getitem__, (actor, norm)) == told
    assert "did you mean `russia`?" in refused(kursk.__getitem__, ("rusia", "un.charter/2-4"))


def test_a_broken_case_is_told_as_the_command_tells_it(
    pack: sc.Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.yaml").write_text("case: broken\nfacts: [{id: x}]\n")
    told = refused(sc.load_case, tmp_path, pack)
    assert main(["run", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{told}\n\n"


def test_what_there_is_not_to_choose_from_is_refused_with_what_there_is(kursk: sc.Result) -> None:
    assert refused(sc.assess, kursk.case, standard="balanced") == (
        "SC-U018 error: `balanced` is no standard of proof\n"
        "  help: did you mean `balance`? there are `alleged`, `reasonable-grounds`, `balance`, "
        "`clear-and-convincing`, `conclusive`\n\n1 error, 0 warnings"
    )
    assert "`fast` is no engine" in refused(sc.assess, kursk.case, engine="fast")
    assert "`page` is no length" in refused(sc.explain, kursk, "russia", "un.charter/2-4", length="page")
    assert "`2025` is no day" in refused(sc.assess, kursk.case, as_of="2025")
    assert "no finding `9`" in refused(sc.explain, kursk, "russia", "un.charter/2-4", finding=9)
    assert "SC-L001" in refused(sc.load_pack, "no-such-pack")


def test_what_a_program_calls_wrongly_is_told_in_a_line(kursk: sc.Result) -> None:
    with pytest.raises(TypeError, match="say what is to be otherwise"):
        sc.whatif(kursk)
    with pytest.raises(TypeError, match="give a list"):
        sc.whatif(kursk, reject="fighting")
    with pytest.raises(TypeError, match="name an actor and a norm"):
        kursk["russia", "un.charter/2-4", "balance"]  # type: ignore[index]


def test_a_supposition_leaves_the_result_as_it_was(pack: sc.Pack) -> None:
    result = sc.assess(sc.load_case("cases/2025-kursk-recognition", pack))
    before = result.to_json()
    assert sc.whatif(result, reject=["fighting"]).cells
    assert result.to_json() == before


def test_a_supposition_counts_no_day_as_a_change_that_the_result_was_judged_by(kursk: sc.Result) -> None:
    result = sc.assess(kursk.case, as_of="2025-06-01")
    supposed = sc.whatif(result, reject=["significant-help"])
    assert supposed.changes == ("rejected: significant-help",)
    assert supposed.found.difference.as_of == ("2025-06-01", "2025-06-01")


def test_a_result_says_that_the_native_engine_alone_judged_unless_both_were_asked_for(kursk: sc.Result) -> None:
    assert (kursk.engines.decided, kursk.engines.compared) == ("native", False)
    assert "not cross-checked" in str(kursk)


def test_representations_are_short_and_name_what_they_are_of(kursk: sc.Result) -> None:
    assert repr(kursk.pack).startswith("<Pack un-core 2026.11.0 (")
    assert repr(kursk.case) == f"<Case 2025-kursk-recognition: {kursk.case.title}>"
    assert repr(kursk).startswith("<Result of 2025-kursk-recognition: ")
    assert (
        repr(sc.explain(kursk, "russia", "un.charter/2-4"))
        == "<Explanation of russia, un.charter/2-4#no-force: violated>"
    )
