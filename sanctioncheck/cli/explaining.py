"""The verb of a reader: `explain` tells one cell on its passages, and can re-check it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import (
    BAD_INPUT,
    as_of_option,
    budget_option,
    check_day,
    output_option,
    pack_option,
    report_failures,
    standard_option,
)
from sanctioncheck.errors import InputError
from sanctioncheck.model.truth import Standard

if TYPE_CHECKING:
    from sanctioncheck.model.result import CaseResult, CellNode, RunResult

NOT_VERIFIED = 4


@click.command()
@click.argument("case")
@click.argument("actor")
@click.argument("norm")
@click.option(
    "--length",
    type=click.Choice(("line", "paragraph", "whole")),
    help="One line, one paragraph, or the whole trace.  [default: whole]",
)
@click.option("--short", "shorthand", flag_value="line", help="The same as --length line.")
@click.option("--full", "shorthand", flag_value="full", help="The whole, with every condition that decides nothing.")
@click.option("--finding", metavar="ID", help="Only this finding, by its id or its number.")
@click.option("--firings", is_flag=True, help="Also which rules of the second engine fired for it, on which facts.")
@click.option("--verify", is_flag=True, help="Re-check the trace from facts and rules, without the engine.")
@standard_option
@as_of_option
@budget_option
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", show_default=True)
@output_option
@pack_option
def explain(
    case: str,
    actor: str,
    norm: str,
    length: str | None,
    shorthand: str | None,
    finding: str | None,
    firings: bool,
    verify: bool,
    standard: Standard | None,
    as_of: str | None,
    budget: int | None,
    form: str,
    output: str | None,
    pack: str | None,
) -> int:
    """Tell why one cell came out as it did: on which passages, against which defence, and what is missing."""
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.choose import finding_of, one_cell
    from sanctioncheck.cli.output import emit

    check_day(as_of)
    if firings and form != "text":
        raise click.UsageError("--firings goes with --format text; `trace --format jsonl` gives the firings as data")
    depth = depth_of(length, shorthand)

    def asked(matrix: CaseResult) -> CellNode | None:
        # Words that name no cell, or several, are told of below.
        with contextlib.suppress(InputError):
            return one_cell(matrix, actor, norm)
        return None

    result = pipeline.run_cases(
        (case,), pack=pack, standard=standard, as_of=as_of, everything=True, only=asked, budget=budget
    )
    report_failures(result)
    if result.failed:
        return BAD_INPUT
    cell = one_cell(result.cases[0], actor, norm)
    chosen = finding_of(cell, finding) if finding is not None else None
    if verify:
        checked = pipeline.verify_cell(case, cell, pack=pack, standard=standard, as_of=as_of)
        cell = cell.model_copy(update={"verified": checked})
    text = told(result, cell, depth, form, chosen, output)
    if firings:
        text += f"\n{_firings(case, cell, as_of, pack, output)}"
    emit(text, output)
    return NOT_VERIFIED if cell.verified is not None and cell.verified.objections else 0


def _firings(case: str, cell: CellNode, as_of: str | None, pack: str | None, output: str | None) -> str:
    """Give the firings behind one cell, with all that they rest on."""
    from sanctioncheck.cli.output import width_for
    from sanctioncheck.cli.pipeline import open_case
    from sanctioncheck.cli.tracing import log_of
    from sanctioncheck.render.firings import to_text

    log = log_of(open_case(case, pack=pack, as_of=as_of), cell.actor, (cell.norm,), None, everything=False)
    return to_text(log, width_for(output))


def depth_of(length: str | None, shorthand: str | None) -> str:
    """Give how much is to be told: `line`, `paragraph`, `whole`, or `full` for the whole with every condition.

    Raises:
        click.UsageError: two lengths are asked for.

    >>> depth_of("paragraph", None), depth_of(None, "line"), depth_of("whole", "full"), depth_of(None, None)
    ('paragraph', 'line', 'full', 'whole')
    """
    if length is None or shorthand is None:
        return length or shorthand or "whole"
    if (length, shorthand) not in (("line", "line"), ("whole", "full")):
        raise click.UsageError(f"--length {length} and {'--short' if shorthand == 'line' else '--full'} differ")
    return shorthand


def told(result: RunResult, cell: CellNode, depth: str, form: str, finding: str | None, output: str | None) -> str:
    """Write a cell at the length and in the format asked for."""
    case = result.cases[0]
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        if depth in ("line", "paragraph"):
            from sanctioncheck.render.explanation import answer

            return to_json(answer(result, case, cell, "line" if depth == "line" else "paragraph", finding))
        return to_json(alone(result, cell))
    if form == "md":
        from sanctioncheck.render.explanation import to_markdown

        return to_markdown(result, case, cell, depth, finding)
    from sanctioncheck.cli.output import colour_for, width_for
    from sanctioncheck.render.explanation import to_text

    return to_text(result, case, cell, depth, finding, width=width_for(output), colour=colour_for(output))


def alone(result: RunResult, cell: CellNode) -> RunResult:
    """Give a run with one cell alone."""
    from sanctioncheck.cli.choose import narrow

    narrowed = narrow(result, (cell.actor,), (cell.norm,))
    cases = tuple(case.model_copy(update={"cells": (cell,)}) for case in narrowed.cases)
    return narrowed.model_copy(update={"cases": cases})
