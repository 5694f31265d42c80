"""`rules catalogue`: how much of the law a pack has."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import output_option, pack_option

__all__ = ["catalogue"]


@click.command()
@click.option("--format", "form", type=click.Choice(("md", "json")), default="md", show_default=True)
@output_option
@pack_option
def catalogue(form: str, output: str | None, pack: str | None) -> int:
    """Tell each row of the pack's catalogue of the law: which provision encodes it, or why none does."""
    from sanctioncheck.author.catalogue import law_table
    from sanctioncheck.cli.output import emit
    from sanctioncheck.load.pack import read_pack
    from sanctioncheck.render.jsontext import to_json
    from sanctioncheck.render.lawtable import to_markdown

    table = law_table(read_pack(None if pack is None else Path(pack)))
    emit(to_json(table) if form == "json" else to_markdown(table), output)
    return 0
