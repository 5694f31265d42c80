"""`rules coverage`: what the tests of a pack have and have not shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import output_option, pack_option
from sanctioncheck.cli.output import emit

if TYPE_CHECKING:
    from sanctioncheck.model.coverage import CoverageResult

TOO_LITTLE = 1
FORMATS = ("text", "json", "html", "md")


@click.command(name="coverage")
@click.argument("what", nargs=-1, metavar="[PROVISION|FOLDER]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@output_option
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="End with code 1 where less is shown of the provisions asked for.",
)
@pack_option
def coverage(what: tuple[str, ...], form: str, output: str | None, fail_under: float | None, pack: str | None) -> int:
    """Say what the tests beside provisions have and have not shown of them.

    Of every norm: elements never shown, denied or unknown; exceptions, and what takes their ground, that never held or
    were never answered or open; dates with one side only; readings that never decided; definitions never true or never
    false; bearers that excluded nobody; provisions without a test or without a decided one.
    """
    from sanctioncheck.author.coverage import measure as coverage_of

    result = coverage_of.coverage(None if pack is None else Path(pack), what)
    emit(drawn(result, form, output), output)
    return TOO_LITTLE if fail_under is not None and result.count.percent < fail_under else 0


def drawn(result: CoverageResult, form: str, output: str | None) -> str:
    """Write a result in the format asked for."""
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        return to_json(result)
    if form == "html":
        from sanctioncheck.render.coveragepage import to_page

        return to_page(result)
    from sanctioncheck.render.coverage import to_markdown, to_text

    if form == "md":
        return to_markdown(result)
    from sanctioncheck.cli.output import width_for

    return to_text(result, width_for(output))
