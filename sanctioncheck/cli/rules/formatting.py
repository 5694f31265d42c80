"""`rules fmt`: writes rule, test and case files in one canonical layout."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import BAD_INPUT, pack_option
from sanctioncheck.errors import InputError, Problem, sanitise

__all__ = ["fmt"]

OTHERWISE = 1
_NO_LAYOUT = "SC-B009"


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...")
@click.option("--check", is_flag=True, help="Write nothing; end with code 1 where a file is laid out otherwise.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and end with code 1 if anything.")
@pack_option
def fmt(files: tuple[str, ...], check: bool, diff: bool, pack: str | None) -> int:
    """Lay out rule, test and case files in one canonical manner; without files, those of the pack.

    What a file says stays as it is, and so does every comment. A broken file is left alone, with its error.
    """
    from sanctioncheck.author.layout.page import laid_out
    from sanctioncheck.cli.output import emit

    changed = same = 0
    problems: list[Problem] = []
    named = {Path(each) for each in files}
    for path in _paths(files, pack):
        shown = path.as_posix()
        try:
            raw = _read(path)
            text = laid_out(shown, raw)
        except InputError as error:
            # A folder may hold other things than rules, tests and cases; whoever names a file means it.
            problems += (each for each in error.problems if path in named or each.code != _NO_LAYOUT)
            continue
        if text.encode("utf-8") == raw:
            same += 1
            continue
        changed += 1
        if diff:
            emit(_difference(shown, raw, text))
        elif check:
            emit(f"would lay out {sanitise(shown)}\n")
        else:
            _write(path, text)
            emit(f"laid out {sanitise(shown)}\n")
    if not diff:
        done = "would be laid out" if check else "laid out"
        emit(f"{changed} file{'' if changed == 1 else 's'} {done}, {same} as they should be\n")
    if problems:
        click.echo(str(InputError(problems)), err=True)
        return BAD_INPUT
    return OTHERWISE if changed and (check or diff) else 0


def _paths(files: tuple[str, ...], pack: str | None) -> tuple[Path, ...]:
    """Give the files to lay out, each once, those of a folder in a fixed order."""
    from sanctioncheck.errors.bench import NoSuchFile
    from sanctioncheck.load.pack import built_in

    roots = [Path(each) for each in files] or [built_in() if pack is None else Path(pack)]
    found: dict[Path, None] = {}
    for root in roots:
        inside = sorted(path for path in root.rglob("*.yaml") if path.is_file()) if root.is_dir() else [root]
        inside = [path for path in inside if not any(part.startswith(".") for part in path.relative_to(root).parts)]
        if not inside or not all(path.is_file() for path in inside):
            raise InputError([NoSuchFile(place=None, path=root.as_posix())])
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _read(path: Path) -> bytes:
    from sanctioncheck.errors.files import Unreadable

    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise InputError([Unreadable(place=None, path=path.as_posix(), reason=reason)]) from error


def _write(path: Path, text: str) -> None:
    from sanctioncheck.cli.faults import CannotWrite
    from sanctioncheck.cli.output import write_whole
    from sanctioncheck.cli.rules.writing import may_write

    for folder in path.resolve().parents:
        may_write(folder)
    try:
        write_whole(path, text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([CannotWrite(place=None, path=path.as_posix(), reason=reason)]) from error


def _difference(shown: str, raw: bytes, text: str) -> str:
    from difflib import unified_diff

    before = raw.decode("utf-8").splitlines(keepends=True)
    lines = unified_diff(before, text.splitlines(keepends=True), shown, shown)
    return sanitise("".join(line if line.endswith("\n") else f"{line}\n" for line in lines), keep="\n")
