"""Every way to end, and the verbs about the program itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sanctioncheck import __version__
from sanctioncheck.load.schema import KINDS
from sanctioncheck.render.jsontext import to_json
from tests.cli.conftest import Call, Pipeline
from tests.render import build

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "import sys; from sanctioncheck.cli import main; sys.exit(main())"]
HEAVY = {"pydantic", "yaml", "tabulate", "durable", "sanctioncheck.model.result", "sanctioncheck.load"}


def test_a_bug_is_one_line_and_seventy(call: Call, pipeline: Pipeline) -> None:
    pipeline.raises = ZeroDivisionError("a\x1b[2J\nb")
    code, out, err = call("run", "river")
    assert (code, out) == (70, "")
    assert err == (
        "sanctioncheck: a bug, not your input: ZeroDivisionError: a\\u001b[2J; run it again with --debug to see where\n"
    )


@pytest.mark.parametrize("way", ["option", "environment"])
def test_the_traceback_of_a_bug_is_printed_where_it_is_asked_for(
    call: Call, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    pipeline.raises = ZeroDivisionError("boom")
    if way == "environment":
        monkeypatch.setenv("SANCTIONCHECK_DEBUG", "1")
    code, _, err = call(*(["--debug"] if way == "option" else []), "run", "river")
    assert code == 70
    assert "Traceback (most recent call last)" in err
    assert err.endswith("a bug, not your input: ZeroDivisionError: boom\n")


def test_an_interrupted_run_ends_with_130(call: Call, pipeline: Pipeline) -> None:
    pipeline.raises = KeyboardInterrupt()
    code, out, err = call("run", "river")
    assert (code, out, err.strip()) == (130, "", "interrupted")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [*PROGRAM, "schema", "result"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    code = (
        "from sanctioncheck.cli import main; from sanctioncheck.cli.output import emit; "
        "main(['version']); emit('\\u25cf')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().endswith("●")


def test_the_program_starts_without_what_only_some_verbs_need() -> None:
    code = "import sys; from sanctioncheck.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for arguments in (["version"], ["--version"], ["--help"], ["run", "--help"], ["completion", "bash"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert not HEAVY & set(done.stderr.split()), arguments


@pytest.mark.parametrize("arguments", [["version"], ["--version"]])
def test_the_version_is_printed(call: Call, arguments: list[str]) -> None:
    assert call(*arguments) == (0, f"sanctioncheck {__version__}\n", "")


def test_the_version_is_printed_as_json(call: Call) -> None:
    assert json.loads(call("version", "--json")[1]) == {"name": "sanctioncheck", "version": __version__}


def test_help_names_every_verb_and_every_exit_code(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    for word in ("run", "explain", "schema", "doctor", "version", "completion", "70 a bug"):
        assert word in out


@pytest.mark.parametrize("kind", [*KINDS, "result"])
def test_every_schema_is_one(call: Call, kind: str) -> None:
    code, out, _ = call("schema", kind)
    assert code == 0
    Draft202012Validator.check_schema(json.loads(out))


def test_a_result_fits_its_schema(call: Call) -> None:
    schema = json.loads(call("schema", "result")[1])
    Draft202012Validator(schema).validate(json.loads(to_json(build.run())))


def test_the_kinds_of_schema_are_listed(call: Call) -> None:
    assert call("schema")[1].split() == [*KINDS, "result"]


def test_an_unknown_kind_of_schema_is_bad_input(call: Call) -> None:
    code, out, err = call("schema", "cas")
    assert (code, out) == (2, "")
    assert "did you mean `case`?" in err


def test_the_doctor_never_fails_because_durable_rules_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.setitem(sys.modules, "durable.lang", None)
    code, out, err = call("doctor", "--pack", str(ROOT / "tests" / "language" / "tiny" / "pack"))
    assert (code, err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert rows["durable_rules"].startswith("not here (")
    assert rows["durable_rules"].endswith("; runs are not cross-checked")
    assert {"sanctioncheck", "python", "pydantic", "pack", "sha256", "provisions"} <= set(rows)


def test_the_doctor_says_what_is_wrong_with_a_pack(call: Call, tmp_path: Path) -> None:
    code, out, err = call("doctor", "--pack", str(tmp_path))
    assert code == 2
    assert "cannot be loaded; the problems follow" in out
    assert "SC-L001" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(call: Call, shell: str) -> None:
    code, out, _ = call("completion", shell)
    assert code == 0
    assert out.startswith("# ")
    assert "_SANCTIONCHECK_COMPLETE" in out
