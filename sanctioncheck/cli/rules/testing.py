"""`rules test`: runs the tests beside the provisions of a pack."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError

if TYPE_CHECKING:
    from sanctioncheck.author.testing.suite import Report

FAILED = 1
BAD_INPUT = 2
_LOOK_EVERY = 0.5


@click.command(name="test")
@click.argument("what", nargs=-1, metavar="[PROVISION|FILE|FOLDER]...")
@click.option("-k", "part", metavar="TEXT", help="Only tests whose provision or name holds this text.")
@click.option("--junit-xml", metavar="FILE", help="Write the results for a build server too.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes; by default as many as there is use for."
)
@click.option("--watch", is_flag=True, help="Run again whenever a file of the pack changes, until interrupted.")
@click.option("-v", "--verbose", is_flag=True, help="Name the tests that pass too.")
@pack_option
def test(
    what: tuple[str, ...],
    part: str | None,
    junit_xml: str | None,
    jobs: int | None,
    watch: bool,
    verbose: bool,
    pack: str | None,
) -> int:
    """Run the tests that stand beside the provisions of a pack.

    A test that fails tells what it wanted, what came out, and the part of the finding at which the two part.
    """
    if not watch:
        return _once(what, part, junit_xml, jobs, verbose, pack)
    from sanctioncheck.load.chain import built_in, home_of

    root = built_in() if pack is None else home_of(Path(pack))
    seen: dict[str, float] = {}
    while True:
        now = {str(path): path.stat().st_mtime for path in sorted(root.rglob("*")) if path.is_file()}
        if now != seen:
            seen = now
            try:
                _once(what, part, junit_xml, jobs, verbose, pack)
            except InputError as error:
                click.echo(str(error), err=True)
            click.echo("watching; stop with Ctrl-C", err=True)
        time.sleep(_LOOK_EVERY)


def _once(
    what: tuple[str, ...], part: str | None, junit_xml: str | None, jobs: int | None, verbose: bool, pack: str | None
) -> int:
    from sanctioncheck.author.testing.suite import run_suite
    from sanctioncheck.exchange.junit import junit
    from sanctioncheck.render.testing import told

    report: Report = run_suite(None if pack is None else Path(pack), what, part, jobs or os.cpu_count() or 1)
    if junit_xml is not None:
        emit(junit(report), junit_xml)
    emit(told(report, verbose=verbose))
    if report.problems:
        click.echo(str(InputError(report.problems)), err=True)
        return BAD_INPUT
    return FAILED if any(each.failures for each in report.tests) else 0
