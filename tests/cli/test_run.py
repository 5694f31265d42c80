"""`sanctioncheck run`: what it prints where, and with which code it ends."""

import csv
import io
import json
import os
import socket
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctioncheck.model.result import RunResult
from sanctioncheck.render.table import to_table
from tests.cli.conftest import Call, Pipeline
from tests.render import build

FORCE = "un.charter/2-4#no-force"
GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
Golden = Callable[[Path, str], None]


def test_a_violation_is_a_result_and_no_failure(call: Call, pipeline: Pipeline) -> None:
    code, out, err = call("run", "river")
    assert (code, err) == (0, "")
    assert out == to_table(build.run()).replace("explain 2031-river", "explain river")


def test_what_was_asked_reaches_the_judging(call: Call, pipeline: Pipeline) -> None:
    call("run", "river", "--standard", "balance", "--as-of", "2031-05-01", "--all", "--pack", "rules")
    asked = {"pack": "rules", "standard": "balance", "as_of": "2031-05-01", "everything": True}
    [options] = pipeline.asked
    assert asked.items() <= options.items()


def test_the_command_to_type_next_judges_as_this_one_did(call: Call, pipeline: Pipeline) -> None:
    out = call("run", "river", "--standard", "balance", "--as-of", "2031-05-01", "--pack", "my packs/eu")[1]
    told = " ".join(line for line in out.splitlines()).partition("Why? ")[2]
    assert " --standard balance --as-of 2031-05-01 --pack 'my packs/eu'" in told
    own = call("run", "river", "--pack", str(Path(__file__).parents[2] / "rules"))[1]
    assert "--pack" not in own


def test_the_json_fits_the_contract(call: Call, pipeline: Pipeline) -> None:
    code, out, _ = call("run", "river", "--format", "json")
    assert code == 0
    assert RunResult.model_validate_json(out) == build.run()


def test_the_csv_and_the_markdown_come_from_the_same_cells(call: Call, pipeline: Pipeline) -> None:
    rows = list(csv.DictReader(io.StringIO(call("run", "river", "--format", "csv")[1])))
    assert len(rows) == len(build.cells())
    assert "| **UN Charter art 2(4)**" in call("run", "river", "--format", "md")[1]


# --- which rows and columns


@pytest.mark.parametrize("asked", ["borduria", "Borduria", "federal republic of upper and lower borduria"])
def test_an_actor_may_be_named_by_id_or_by_name(call: Call, pipeline: Pipeline, asked: str) -> None:
    shown = json.loads(call("run", "river", "--actor", asked, "--format", "json")[1])["cases"][0]
    assert {cell["actor"] for cell in shown["cells"]} == {"borduria"}
    assert [column["id"] for column in shown["columns"]] == ["borduria"]


@pytest.mark.parametrize(
    "asked",
    ["un.charter/2-4#no-force", "un.charter/2-4", "UN Charter art 2(4)", "UN Charter (1945), art. 2(4)", "art 2(4)"],
)
def test_a_norm_may_be_named_by_id_provision_or_citation(call: Call, pipeline: Pipeline, asked: str) -> None:
    shown = json.loads(call("run", "river", "--norm", asked, "--format", "json")[1])["cases"][0]
    assert {cell["norm"] for cell in shown["cells"]} == {"un.charter/2-4#no-force"}


def test_a_provision_stands_for_all_its_norms(call: Call, pipeline: Pipeline) -> None:
    shown = json.loads(call("run", "river", "--norm", "1874/9", "--format", "json")[1])["cases"][0]
    assert {cell["norm"].partition("#")[2] for cell in shown["cells"]} == {"no-export", "no-procurement"}


def test_rows_and_columns_may_be_asked_for_repeatedly(call: Call, pipeline: Pipeline) -> None:
    _, out, _ = call("run", "river", "--actor", "avaria", "--actor", "cordia", "--norm", "2-4", "--norm", "2-5")
    assert "Borduria" not in out
    assert "UN Charter art 2(5)" in out
    assert "Breach or responsibility in the whole case, on " in out


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("unknown-actor", ["--actor", "avarya"]),
        ("unknown-norm", ["--norm", "un.charter/2-6"]),
        ("no-day", ["--as-of", "2031-05"]),
        ("no-outcome", ["--fail-on", "violated,contestd"]),
    ],
)
def test_what_cannot_be_asked_is_said_with_a_remedy(
    call: Call, pipeline: Pipeline, golden: Golden, name: str, arguments: list[str]
) -> None:
    code, out, err = call("run", "river", *arguments)
    assert (code, out) == (2, "")
    golden(GOLDEN / f"{name}.txt", err)


@pytest.mark.parametrize("arguments", [["--standard", "certain"], ["--format", "xml"], ["--colour"], []])
def test_wrong_usage_ends_with_two(call: Call, pipeline: Pipeline, arguments: list[str]) -> None:
    code, out, err = call("run", *(["river"] if arguments else []), *arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


# --- some inputs fail


def test_a_single_broken_case_prints_nothing_but_its_problems(call: Call, pipeline: Pipeline) -> None:
    assert call("run", "gone") == (2, "", "SC-C001 error: no `gone`\n\n")


def test_one_broken_case_stops_no_other(call: Call, pipeline: Pipeline) -> None:
    code, out, err = call("run", "gone", "river")
    assert code == 3
    assert "The crossing of the river" in out
    assert "Not judged: gone." in out
    assert "sanctioncheck explain river avaria" in out
    assert err == "SC-C001 error: no `gone`\n\n"
    code, out, _ = call("run", "river", "gone", "--format", "json")
    assert code == 3
    assert json.loads(out)["failed"] == [{"input": "gone", "error": "SC-C001 error: no `gone`"}]


def test_where_all_fail_the_input_is_bad(call: Call, pipeline: Pipeline) -> None:
    assert call("run", "gone", "lost")[0] == 2


# --- failing on an outcome


@pytest.mark.parametrize(
    ("norm", "outcome", "code"),
    [
        ("un.charter/2-4", "violated", 1),
        ("un.ilc.arsiwa/16", "violated", 1),
        ("un.sc.res.2270/9", "violated", 0),
        ("un.sc.res.2270/9", "contested", 0),
        ("un.sc.res.2270/9", "undetermined", 1),
        ("un.sc.res.1874/9", "violated", 0),
        ("un.sc.res.1874/9", "undetermined", 1),
        ("un.sc.res.1874/9", "violated,contested", 1),
        ("un.charter/2-5", "not-violated", 0),
    ],
)
def test_fail_on_means_this_outcome_or_a_graver_one(
    call: Call, pipeline: Pipeline, norm: str, outcome: str, code: int
) -> None:
    got, out, _ = call("run", "river", "--norm", norm, "--fail-on", outcome)
    assert got == code
    assert out


@pytest.mark.parametrize("effect", ["departure", "qualification"])
def test_what_is_no_breach_never_fails(call: Call, pipeline: Pipeline, effect: str) -> None:
    cells = tuple(cell.model_copy(update={"effect": effect}) for cell in build.cells())
    pipeline.cases["river"] = build.case(cells=cells)
    assert call("run", "river", "--fail-on", "violated")[0] == 0


# --- writing to a file


def test_the_file_holds_what_standard_output_would(call: Call, pipeline: Pipeline, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert call("run", "river", "--format", "json", "-o", str(target)) == (0, "", "")
    assert target.read_bytes().decode() == call("run", "river", "--format", "json", "-o", "-")[1]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_stood_there_keeps_its_permissions_and_a_link_stays(
    call: Call, pipeline: Pipeline, tmp_path: Path
) -> None:
    target, link = tmp_path / "out.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    assert call("run", "river", "-o", str(link))[0] == 0
    assert link.is_symlink()
    assert "The crossing" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_where_writing_fails_the_old_file_is_whole(
    call: Call, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, out, err = call("run", "river", "-o", str(target))
    assert (code, out) == (2, "")
    assert "SC-U009 error: cannot write" in err
    assert "No space left on device" in err
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("target", [".", "no/such/folder/out.txt"])
def test_a_target_that_is_no_file_is_bad_input(
    call: Call, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("run", "river", "-o", target)[0] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("through", ["itself", "link", "open"])
def test_a_pipe_passes_the_result_on_and_stays_a_pipe(call: Call, pipeline: Pipeline, pipe: Path, through: str) -> None:
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY)
    target = pipe.parent / "link" if through == "link" else pipe
    if through == "link":
        target.symlink_to(pipe)
    if through == "open":
        target = Path(f"/proc/self/fd/{writer}")
        if not target.exists():
            pytest.skip("this system does not name what is open")
    try:
        assert call("run", "river", "-o", str(target)) == (0, "", "")
        told = os.read(reader, 1_000_000).decode()
    finally:
        os.close(writer)
        os.close(reader)
    assert told == call("run", "river")[1]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert {path.name for path in pipe.parent.iterdir()} <= {"pipe", "link"}


def test_standard_output_by_its_path_is_standard_output(
    call: Call, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whatever the output of the tests is, it is not to be replaced by a file.
    monkeypatch.setattr("sanctioncheck.cli.output.write_whole", None)
    assert call("run", "river", "-o", "/dev/stdout") == call("run", "river")


def test_a_socket_is_no_file_and_stays_a_socket(call: Call, pipeline: Pipeline) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets with a name")
    # The path of a socket may be no longer than about a hundred characters.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as open_socket:
        target = Path(folder) / "socket"
        open_socket.bind(str(target))
        code, out, err = call("run", "river", "-o", str(target))
        assert (code, out) == (2, "")
        assert "SC-U009 error: cannot write" in err
        assert "it is no file, and must not become one" in err
        assert target.is_socket()
        assert [path.name for path in target.parent.iterdir()] == ["socket"]


def test_a_norm_that_is_named_has_its_row_also_where_it_applies_to_nobody(call: Call, pipeline: Pipeline) -> None:
    call("run", "river", "--norm", FORCE)
    call("run", "river")
    assert [asked["everything"] for asked in pipeline.asked] == [True, False]
