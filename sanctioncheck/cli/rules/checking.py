"""`rules check`: what is wrong with the rules of a pack, and what should be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import output_option, pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError, Problem

if TYPE_CHECKING:
    from sanctioncheck.load.pack import Loaded

FAILED = 1
BAD_INPUT = 2


@click.command(name="check")
@click.option("--only", "codes", multiple=True, metavar="CODE", help="Only faults with this code; may be repeated.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a lawyer, then check again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, for code hosts, or as notes on a pull request.",
)
@click.option("--explain", "code", metavar="CODE", help="Explain a code: what to avoid, what to prefer, and why.")
@output_option
@pack_option
def check(codes: tuple[str, ...], fix: bool, form: str, code: str | None, output: str | None, pack: str | None) -> int:
    """Look for what is wrong in the rules of a pack, and in the tests beside them.

    Exit code 0 where nothing was found, 1 where something should be looked at, 2 where the pack does not load.
    """
    from sanctioncheck.author.checks.verdict import problems_of
    from sanctioncheck.load.chain import built_in, home_of

    if code is not None:
        emit(_explained(code), output)
        return 0
    root = built_in() if pack is None else home_of(Path(pack))
    only = tuple(_known(each) for each in codes)
    loaded, problems = problems_of(root, only)
    if fix and _mend(root, problems):
        loaded, problems = problems_of(root, only)
    emit(_written(form, loaded, problems, only, root), output)
    if loaded is None:
        return BAD_INPUT
    return FAILED if problems else 0


def _written(form: str, loaded: Loaded | None, problems: tuple[Problem, ...], only: tuple[str, ...], root: Path) -> str:
    from sanctioncheck.author.checks.registry import titles
    from sanctioncheck.author.checks.verdict import checked
    from sanctioncheck.render.jsontext import dumped, to_json

    result = checked(loaded, problems, only)
    if form == "json":
        return to_json(result)
    if form == "sarif":
        from sanctioncheck.exchange.sarif import sarif

        return dumped(sarif(result, _prefix(root), titles()))
    if form == "github":
        from sanctioncheck.exchange.github import workflow_commands

        return workflow_commands(result, _prefix(root))
    from sanctioncheck.render.checked import told

    return told(result, problems)


def _prefix(root: Path) -> str:
    """Give what leads from here to the folder of the pack; nothing where it lies elsewhere."""
    try:
        found = root.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return ""
    return "" if found == "." else f"{found}/"


def _known(code: str) -> str:
    """Give a code as it is written, or say that there is none such."""
    from sanctioncheck.author.checks.registry import titles
    from sanctioncheck.cli.faults import UnknownCode

    written = code.upper()
    if written not in titles():
        raise InputError([UnknownCode(place=None, name=code, codes=tuple(titles()))])
    return written


def _explained(code: str) -> str:
    from sanctioncheck.author.checks.pages import page
    from sanctioncheck.author.checks.registry import titles

    known = _known(code)
    return page(known) or f"# {known}\n\n{titles()[known]}\n"


def _mend(root: Path, problems: tuple[Problem, ...]) -> bool:
    """Write what can be mended, and say which files; False where there was nothing to mend."""
    from sanctioncheck.author.checks.verdict import mended
    from sanctioncheck.cli.output import write_whole
    from sanctioncheck.cli.rules.writing import may_write
    from sanctioncheck.errors import sanitise

    texts = mended(root, problems)
    if texts:
        may_write(root)
    for path, text in texts.items():
        write_whole(root / path, text)
        click.echo(f"mended {sanitise(path)}", err=True)
    return bool(texts)
