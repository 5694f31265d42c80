"""Two revisions of the rules: every change is named, and cells flip exactly where judging under both says so."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.author.revision.changes import changes
from sanctioncheck.author.revision.replay import replay
from sanctioncheck.cli import main
from sanctioncheck.cli.pipeline import run_cases
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.revised import Change
from sanctioncheck.render.revised import to_markdown

ROOT = Path(__file__).parents[2]
CASES = [
    ROOT / "cases" / name
    for name in (
        "2025-kursk-recognition",
        "2024-kn23-missiles",
        "control-lawful-arms-sale",
        "2022-iran-drones",
        "ngo-pays-rent-to-a-frozen-bank",
    )
]
ARMS = "instruments/un/sc/1718-dprk/2009-res-1874/para-09.yaml"
FORCE = "instruments/un/charter/art-02-4.yaml"
HELP = "instruments/un/ilc/arsiwa/art-16.yaml"
IDLE = {"not-triggered", "not-applicable"}

# Path, what to write in place of what, and the changes that this is.
EDITS: dict[str, tuple[str, str, str, list[tuple[str, tuple[str, ...]]]]] = {
    "a paragraph ends": (
        ARMS,
        "- {from: 2009-06-12}",
        "- {from: 2009-06-12, to: 2024-09-30}",
        [("un.sc.res.1874/9", ("in_force",))],
    ),
    "a reading becomes the default": (
        ARMS,
        "      - id: broad\n",
        "      - id: broad\n        default: true\n",
        [("un.sc.res.1874/9", ("elements", "covered", "readings", "broad", "default"))],
    ),
    "an authorisation is the claimant's to exclude": (
        FORCE,
        "    kind: exception\n",
        "    kind: exception\n    burden: claimant\n",
        [("un.charter/2-4", ("exceptions", "council-authorisation", "burden"))],
    ),
    "a paragraph recommends": (
        ARMS,
        "force: binding",
        "force: recommendatory",
        [("un.sc.res.1874/9", ("force",))],
    ),
    "only the wording changes": (
        HELP,
        "ask: ",
        "ask: Say, ",
        [],
    ),
}


@pytest.fixture(scope="module")
def now() -> Loaded:
    return read_pack(ROOT / "rules")


def edited(folder: Path, path: str, old: str, new: str) -> Path:
    copy = folder / "rules"
    shutil.copytree(ROOT / "rules", copy)
    file = copy / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    # One position is read alike everywhere.
    if "default: true" in new:
        for other in copy.rglob("para-*.yaml"):
            text = other.read_text(encoding="utf-8")
            if "position: dprk-services" in text and new not in text:
                other.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def judged(pack: Path) -> dict[tuple[str, str, str], tuple[object, ...]]:
    """Judge every case as `run` does; give what each cell says, without what says nothing."""
    result = run_cases([str(case) for case in CASES], pack=str(pack), everything=True)
    assert not result.failed
    return {
        (case.case, cell.actor, cell.norm): (
            cell.outcome,
            cell.word,
            cell.standard_reached,
            {(r.position, r.reading): (r.outcome, r.standard_reached) for r in cell.readings},
        )
        for case in result.cases
        for cell in case.cells
    }


@pytest.mark.parametrize("name", EDITS)
def test_the_cells_that_flip_are_those_that_judging_under_both_gives(name: str, now: Loaded, tmp_path: Path) -> None:
    path, old, new, _ = EDITS[name]
    copy = edited(tmp_path, path, old, new)
    then = read_pack(copy)
    replayed, failed = replay(now, then, CASES, changes(now, then))
    assert not failed
    told = {(each.case, cell.actor, cell.norm) for each in replayed for cell in each.difference.cells}
    one, other = judged(ROOT / "rules"), judged(copy)
    flipped = {key for key in one if one[key][:3] != other[key][:3] or _read(one[key], other[key])}
    assert told == flipped
    assert bool(told) == (name not in ("only the wording changes",))
    for each in replayed:
        for cell in each.difference.cells:
            assert (
                cell.before is None
                or (cell.before.outcome, cell.before.word) == one[each.case, cell.actor, cell.norm][:2]
            )
            assert (
                cell.after is None
                or (cell.after.outcome, cell.after.word) == other[each.case, cell.actor, cell.norm][:2]
            )


def _read(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether a reading that both sides have leads elsewhere."""
    left, right = one[3], other[3]
    assert isinstance(left, dict)
    assert isinstance(right, dict)
    return any(left[key] != right[key] for key in left.keys() & right.keys())


@pytest.mark.parametrize("name", [name for name, edit in EDITS.items() if edit[3]])
def test_a_change_is_named_by_its_place_in_the_provision(name: str, now: Loaded, tmp_path: Path) -> None:
    path, old, new, wanted = EDITS[name]
    then = read_pack(edited(tmp_path, path, old, new))
    found = [(each.id, each.what) for each in changes(now, then) if each.id == wanted[0][0]]
    assert found == wanted


def test_nothing_is_changed_in_a_pack_that_was_only_laid_out_anew(now: Loaded, tmp_path: Path) -> None:
    copy = edited(tmp_path, ARMS, "force: binding\n", "force: 'binding'   # as the paragraph says\n\n")
    assert changes(now, read_pack(copy)) == ()


def test_what_is_new_and_what_is_gone_is_one_change_each(now: Loaded, tmp_path: Path) -> None:
    copy = edited(tmp_path, ARMS, "un.sc.res.1874/9\n", "un.sc.res.1874/9\n")
    home = copy / "instruments/un/charter"
    (home / "art-102.yaml").unlink()
    (home / "art-102.test.yaml").unlink()
    text = (home / "art-02-3.yaml").read_text(encoding="utf-8")
    (home / "art-33.yaml").write_text(text.replace("un.charter/2-3", "un.charter/33"), encoding="utf-8")
    found = changes(now, read_pack(copy))
    assert [(each.kind, each.id, each.what, each.before is None, each.after is None) for each in found] == [
        ("provision", "un.charter/102", (), False, True),
        ("provision", "un.charter/33", (), True, False),
    ]


def test_a_case_that_the_later_rules_cannot_read_is_named_with_the_reason(now: Loaded, tmp_path: Path) -> None:
    copy = edited(tmp_path, FORCE, "  collective-self-defence:", "  collective-self-defence:")
    for file in copy.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if "collective-self-defence" in text:
            file.write_text(text.replace("collective-self-defence", "collective-defence"), encoding="utf-8")
    then = read_pack(copy)
    replayed, failed = replay(now, then, CASES[:2], changes(now, then))
    assert [each.case for each in replayed] == ["2024-kn23-missiles"]
    (only,) = failed
    assert (only.path.rpartition("/")[2], only.side) == ("2025-kursk-recognition", "after")
    assert "exception `collective-self-defence`" in only.reason


def test_a_flip_names_the_changed_rule_that_the_cell_leans_on(now: Loaded, tmp_path: Path) -> None:
    path, old, new, _ = EDITS["a paragraph ends"]
    then = read_pack(edited(tmp_path, path, old, new))
    replayed, _ = replay(now, then, CASES[:1], changes(now, then))
    assert replayed[0].because["dprk un.sc.res.1874/9#no-export"] == ("un.sc.res.1874/9",)


def test_texts_of_the_rules_cannot_break_out_of_the_markdown() -> None:
    from sanctioncheck.model.result import PackId
    from sanctioncheck.model.revised import DiffResult

    pack = PackId(name="p", version="1", sha256="0" * 64)
    hostile = "<b>|`x`](http://x)\n# no"
    change = Change(kind="provision", id="a/1", what=("gist",), before=hostile, after=hostile + "!")
    result = DiffResult(tool="t", before=pack, after=pack, standard="balance", changes=(change,), disclaimer="An aid.")
    text = to_markdown(result, {})
    assert "<b>" not in text
    assert "](http" not in text.replace("\\](http\\:", "")
    assert "\n# no" not in text


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_commit_is_compared_with_the_rules_as_they_stand(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[Path, str], None],
) -> None:
    copy = edited(tmp_path, ARMS, "un.sc.res.1874/9\n", "un.sc.res.1874/9\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "rules")
    git(tmp_path, "commit", "--quiet", "-m", "before")
    file = copy / ARMS
    text = file.read_text(encoding="utf-8")
    _, old, new, _ = EDITS["a paragraph ends"][0:4]
    file.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    case = str(CASES[0])
    code = main(["rules", "diff", "HEAD", "rules", "--cases", case, "--format", "md", "--fail-on-flip"])
    assert code == 1
    import re

    printed = re.sub(r"\([0-9a-f]{12}\)", "(#)", capsys.readouterr().out)
    golden(ROOT / "tests/golden/cli/rules-diff.md", printed)
    assert main(["rules", "diff", "HEAD", "HEAD"]) == 0
    assert "Nothing was changed in the rules." in capsys.readouterr().out
    assert main(["rules", "diff", "HEAD", "--cases", case, "--fail-on-flip"]) == 1
    assert "in force" in capsys.readouterr().out
    assert main(["rules", "diff", "no-such-revision"]) == 2
    assert "SC-U012" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_pack_in_another_folder_is_compared_with_itself_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(ROOT / "packs/eu", tmp_path / "packs/eu")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "before")
    file = home / "instruments/eu/cfsp/2016-849-dprk/art-01-3.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("from: 2016-05-29", "from: 2016-05-28", 1), encoding="utf-8"
    )
    monkeypatch.chdir(home)
    assert main(["rules", "diff", "HEAD:packs/eu", "--format", "json"]) == 0
    told = capsys.readouterr().out
    assert '"id": "eu.cfsp.2016-849/1-3"' in told
    assert "un.sc.res" not in told
    assert main(["rules", "diff", "HEAD", "--format", "json"]) == 0
    assert capsys.readouterr().out == told
    shutil.rmtree(home / "instruments")
    (home / "pack.yaml").unlink()
    assert main(["rules", "diff", "HEAD:packs/eu"]) == 2
    assert "any more" in capsys.readouterr().err
