"""The verbs for editors: `rules editor` sets a folder up, `rules language-server` answers while somebody types."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError

__all__ = ["editor", "language_server"]


@click.command(name="language-server")
@pack_option
def language_server(pack: str | None) -> int:
    """Answer an editor over standard input and output: go to definition, roles, faults, and how tests come out."""
    from importlib.util import find_spec

    from sanctioncheck.cli.faults import NoLanguageServer
    from sanctioncheck.load.chain import built_in, home_of

    home = built_in() if pack is None else home_of(Path(pack))
    if find_spec("pygls") is None:
        raise InputError([NoLanguageServer(place=None)])
    from sanctioncheck.cli.rules.desk import make_server

    make_server(home).start_io()
    return 0


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--comments", is_flag=True, help="Also a first line in each file of the pack that names its schema.")
@pack_option
def editor(folder: str, comments: bool, pack: str | None) -> int:
    """Set a folder up for editors: schemas that know the words of the pack, and workspace settings.

    Writes `.sanctioncheck/*.json`, and `.vscode/settings.json` where there is none.
    """
    from sanctioncheck.author.desk.workspace import schemas, settings
    from sanctioncheck.cli.output import write_whole
    from sanctioncheck.load.chain import built_in, home_of
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.render.jsontext import dumped

    home = built_in() if pack is None else home_of(Path(pack))
    root = Path(folder)
    book = load_pack(home)
    written = []
    for path, schema in schemas(book.vocabulary).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, dumped(schema))
        written.append(path)
    path = ".vscode/settings.json"
    inside = home.resolve().is_relative_to(root.resolve())
    where = home.resolve().relative_to(root.resolve()).as_posix() if inside else "rules"
    if not (root / path).exists():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, dumped(settings(where)))
        written.append(path)
    if comments and inside:
        written += _commented(root.resolve(), home.resolve())
    emit("".join(f"{each}\n" for each in written))
    return 0


def _commented(root: Path, home: Path) -> list[str]:
    """Put the line that names its schema first in each file of a pack that has none; give the files."""
    from sanctioncheck.author.desk.workspace import first_line, kind_of
    from sanctioncheck.cli.output import write_whole

    changed = []
    for path in sorted(home.rglob("*.yaml")):
        kind = kind_of(path.relative_to(home).as_posix())
        raw = path.read_bytes().decode("utf-8", "surrogateescape")
        # A byte order mark stays first, and lines end as they did.
        mark, text = ("\ufeff", raw[1:]) if raw.startswith("\ufeff") else ("", raw)
        ending = "\r\n" if "\r\n" in text else "\n"
        if kind is not None and not text.startswith("# yaml-language-server:"):
            name = path.relative_to(root).as_posix()
            write_whole(path, f"{mark}{first_line(name, kind)}{ending}{text}")
            changed.append(name)
    return changed
