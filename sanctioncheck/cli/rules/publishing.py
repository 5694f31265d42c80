"""`rules site`: a pack as a folder of web pages."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError

__all__ = ["site"]


@click.command()
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="The folder to write; it must be empty.")
@pack_option
def site(folder: str, pack: str | None) -> int:
    """Write the pack as web pages: an index, and a page for each provision, definition, predicate, type and list."""
    from sanctioncheck.author.citing import Named
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.pages.showing import page_of
    from sanctioncheck.author.register import register
    from sanctioncheck.cli.output import write_whole
    from sanctioncheck.errors.bench import FolderNotEmpty
    from sanctioncheck.load.pack import read_pack
    from sanctioncheck.model.result import packs_of
    from sanctioncheck.render import phrases, rulesite
    from sanctioncheck.render.sentence import packs_line

    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError([FolderNotEmpty(place=None, folder=folder)])
    loaded = read_pack(None if pack is None else Path(pack))
    shelf = Shelf(loaded.home)
    entries = [each.entry for each in register(loaded.book, shelf)]
    pages = {f"{e.kind}:{e.id}": page_of(loaded.book, Named(e.kind, e.id, e.title), shelf) for e in entries}
    files = rulesite.site(packs_line(packs_of(loaded.book)), entries, pages, phrases.DISCLAIMER)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_whole(target / name, text)
    emit(f"{len(files)} pages; begin with {folder}/index.html\n")
    return 0
