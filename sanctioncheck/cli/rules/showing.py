"""`rules show`: one part of the rules as a readable page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import output_option, pack_option, report_failures
from sanctioncheck.errors import InputError, sanitise

if TYPE_CHECKING:
    from sanctioncheck.author.citing import Named
    from sanctioncheck.model.page import Page, TurnPage
    from sanctioncheck.model.rulebook import Rulebook

__all__ = ["show"]

SOME_FAILED = 3


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="ID|CITATION")
@click.option("--cases", metavar="DIR", help="Also the cells of the cases in this folder that turn on it.")
@click.option("--format", "form", type=click.Choice(("text", "md", "json")), default="text", show_default=True)
@output_option
@pack_option
def show(what: tuple[str, ...], cases: str | None, form: str, output: str | None, pack: str | None) -> int:
    """Show a provision, definition, predicate, type, list or public finding as a readable page.

    A provision is named by its id or by its citation in any usual manner: 1874/9, "UNSC Res 1874 para 9",
    "S/RES/1874 ¶9", "art 2(4)"; or by its row in the catalogue of the law: KP-16.
    """
    from sanctioncheck.author.citing import find_named
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.pages.showing import page_of
    from sanctioncheck.cli.output import emit
    from sanctioncheck.load.pack import built_in, load_pack

    root = built_in() if pack is None else Path(pack)
    book = load_pack(root)
    named = find_named(_by_row(" ".join(what), root), book)
    page, failed = page_of(book, named, Shelf(root)), False
    if cases is not None:
        cells, failed = _turning(named, book, cases, pack)
        page = page.model_copy(update={"cases": cells})
    emit(_written(page, form, output), output)
    return SOME_FAILED if failed else 0


def _by_row(what: str, root: Path) -> str:
    """Give the provision that encodes a row of the pack's catalogue; anything else as it is.

    Raises:
        click.UsageError: the row is encoded by several provisions, or by none.
    """
    from sanctioncheck.author.catalogue import read_catalogue

    row = next((entry for entry in read_catalogue(root)[0] if entry.id == what), None)
    if row is None:
        return what
    if not row.provisions:
        raise click.UsageError(f"{row.id} is a row of the catalogue that is not encoded: {sanitise(row.reason)}")
    if len(row.provisions) > 1:
        raise click.UsageError(f"{row.id} is encoded by several provisions; name one: {', '.join(row.provisions)}")
    return row.provisions[0]


def _written(page: Page, form: str, output: str | None) -> str:
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        return to_json(page)
    from sanctioncheck.render.rulepage import to_markdown, to_text

    if form == "md":
        return to_markdown(page)
    from sanctioncheck.cli.output import width_for

    return to_text(page, width_for(output))


def _turning(named: Named, book: Rulebook, folder: str, pack: str | None) -> tuple[tuple[TurnPage, ...], bool]:
    """Judge every case of a folder; give the cells that turn on a thing, and whether a case could not be judged."""
    from sanctioncheck.author.pages.showing import turning
    from sanctioncheck.cli import pipeline
    from sanctioncheck.errors.bench import NoCases

    root = Path(folder)
    paths = [str(path.parent) for path in sorted((root / "case.yaml", *root.glob("*/case.yaml"))) if path.is_file()]
    if not paths:
        raise InputError([NoCases(place=None, folder=folder)])
    result = pipeline.run_cases(paths, pack=pack)
    report_failures(result)
    return turning(named, book, result.cases), bool(result.failed)
