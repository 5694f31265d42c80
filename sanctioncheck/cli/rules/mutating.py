"""`rules mutate`: which small changes of the rules no test notices."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sanctioncheck.cli.case import output_option, pack_option
from sanctioncheck.cli.output import emit

TOO_MANY = 1
_LONG = 100
"""Changes that take long enough to be watched."""
_STEPS = 10


@click.command(name="mutate")
@click.argument("what", nargs=-1, metavar="[PROVISION|FOLDER]...")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Look at so many changes at most, evenly spread over all."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes; by default as many as there is use for."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@output_option
@click.option(
    "--fail-over",
    type=click.IntRange(0),
    metavar="N",
    help="End with code 1 where more than so many changes are noticed by no test.",
)
@pack_option
def mutate(
    what: tuple[str, ...],
    limit: int | None,
    jobs: int | None,
    form: str,
    output: str | None,
    fail_over: int | None,
    pack: str | None,
) -> int:
    """Change each rule in each small way, run the tests that lean on it, and list the changes that none notices.

    A `not` more or less, a condition, element, exception or answer left out, one of several instead of all, two
    variables exchanged, a day or number moved by one, another burden, standard or default reading.
    """
    from sanctioncheck.author.mutation import campaign

    root = None if pack is None else Path(pack)
    result = campaign.mutate(root, what, limit, jobs or os.cpu_count() or 1, _tell)
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        emit(to_json(result), output)
    else:
        from sanctioncheck.cli.output import width_for
        from sanctioncheck.render.mutation import to_text

        emit(to_text(result, width_for(output)), output)
    return TOO_MANY if fail_over is not None and result.unnoticed > fail_over else 0


def _tell(done: int, whole: int) -> None:
    """Say at each tenth of a long work how far it is."""
    if whole >= _LONG and _STEPS * done // whole > _STEPS * (done - 1) // whole:
        click.echo(f"{_STEPS * (_STEPS * done // whole)} % of {whole} changes tried", err=True)
