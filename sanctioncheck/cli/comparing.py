"""The verb `compare`: sets two runs side by side, judged now or kept, and tells only what differs and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck import __version__
from sanctioncheck.cli.case import (
    BAD_INPUT,
    as_of_option,
    check_day,
    output_option,
    pack_option,
    standard_option,
)
from sanctioncheck.model.truth import STANDARDS, Standard

if TYPE_CHECKING:
    from sanctioncheck.cli.twosides import Run
    from sanctioncheck.model.compared import CompareResult
    from sanctioncheck.model.revised import Change

FORMATS = ("table", "json", "md", "html")


@click.command()
@click.argument("first", metavar="RUN")
@click.argument("second", metavar="[RUN]", required=False)
@standard_option
@as_of_option
@pack_option
@click.option("--with-standard", type=click.Choice(STANDARDS), help="Standard of proof of the second side.")
@click.option("--with-as-of", metavar="DATE", help="Judge the second side as of this day.")
@click.option("--with-pack", metavar="DIR", help="Folder of the rules of the second side.")
@click.option("--case", "ident", metavar="ID", help="Which case, where a kept result holds several.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@output_option
def compare(
    first: str,
    second: str | None,
    standard: Standard | None,
    as_of: str | None,
    pack: str | None,
    with_standard: Standard | None,
    with_as_of: str | None,
    with_pack: str | None,
    ident: str | None,
    form: str,
    output: str | None,
) -> int:
    """Set two runs side by side: only the cells that differ, where their traces part, and why.

    RUN is a case, or a result that `run --format json` wrote (a file that ends in .json). Without a second RUN the
    case is compared with itself at another standard, as of another day or by other rules (--with-...). --standard,
    --as-of and --pack hold for both sides. A case that is compared with a kept result is judged at the standard and as
    of the day of that result, unless told otherwise.
    """
    from sanctioncheck.cli.output import emit
    from sanctioncheck.cli.twosides import Setting, two_runs

    check_day(as_of)
    check_day(with_as_of)
    both, other = Setting(standard, as_of, pack), Setting(with_standard, with_as_of, with_pack)
    if second is None and not any(other):
        raise click.UsageError(
            "nothing to compare with: name a second case or result, or give --with-standard, --with-as-of or "
            "--with-pack"
        )
    runs = two_runs((first, second or first), both, other, ident)
    if runs is None:
        return BAD_INPUT
    emit(drawn(compared(runs), names_of(runs), form, output), output)
    return 0


def compared(runs: tuple[Run, Run]) -> CompareResult:
    """Compare two runs.

    Raises:
        InputError: a pack that one was judged by has been broken since.
    """
    from sanctioncheck.author.revision.replay import names_in_cells
    from sanctioncheck.cli.twosides import sides_of
    from sanctioncheck.explain.differ import differences
    from sanctioncheck.explain.reason import reasons
    from sanctioncheck.model.compared import CompareResult

    one, other = runs
    changed = _changed(runs)
    difference = differences(one.case, other.case)
    why = reasons(one.case, other.case, difference, None if changed is None else names_in_cells(changed))
    leaned = {name for cell in why for reason in cell.reasons if reason.kind == "rule" for name in reason.ids}
    # What is changed in the standards of proof bears on every cell.
    near = tuple(c for c in changed or () if c.kind == "standards" or names_in_cells([c]) & leaned)
    return CompareResult(
        tool=f"sanctioncheck {__version__}",
        packs=one.result.packs,
        sides=sides_of(runs),
        difference=difference,
        reasons=why,
        changes=near,
        other_changes=None if changed is None else len(changed) - len(near),
        disclaimer=other.result.disclaimer,
    )


def _changed(runs: tuple[Run, Run]) -> tuple[Change, ...] | None:
    """Give what was changed in the rules; None where they are the same, or where the files of one are not at hand."""
    one, other = runs
    if one.result.packs == other.result.packs or one.kept is not None or other.kept is not None:
        return None
    from sanctioncheck.author.revision.changes import changes
    from sanctioncheck.load.pack import read_pack

    packs = [read_pack(Path(run.pack) if run.pack is not None else None) for run in runs]
    return changes(packs[0], packs[1])


def names_of(runs: tuple[Run, Run]) -> dict[str, str]:
    """Give what the actors are called; where the two sides say otherwise, as the first does."""
    return {column.id: column.name for run in reversed(runs) for column in run.case.columns}


def drawn(result: CompareResult, names: Mapping[str, str], form: str, output: str | None) -> str:
    """Write a comparison in the format asked for."""
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        return to_json(result)
    if form == "html":
        from sanctioncheck.render.report.contrast import to_html

        return to_html(result, names)
    from sanctioncheck.cli.output import width_for
    from sanctioncheck.render.comparison import to_markdown, to_table

    return to_markdown(result, names) if form == "md" else to_table(result, names, width_for(output))
