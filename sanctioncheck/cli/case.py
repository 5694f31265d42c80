"""The verbs of an investigator: `run` judges cases, `explain` tells one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.model.truth import STANDARDS, Standard

if TYPE_CHECKING:
    from sanctioncheck.model.finding import Outcome
    from sanctioncheck.model.result import RunResult

FAILED_ON = 1
BAD_INPUT = 2
SOME_FAILED = 3

standard_option = click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="Standard of proof of the matrix; by default the one of the pack's policy.",
)
as_of_option = click.option("--as-of", metavar="DATE", help="Judge as of this day, instead of each case's own.")
pack_option = click.option("--pack", metavar="DIR", help="Folder of the rules; by default those of the program.")
output_option = click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")


@click.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@standard_option
@as_of_option
@click.option("--actor", "actors", multiple=True, metavar="ACTOR", help="Only this column; may be repeated.")
@click.option(
    "--norm", "norms", multiple=True, metavar="NORM", help="Only this norm, provision or citation; may be repeated."
)
@click.option("--all", "everything", is_flag=True, help="Also norms that nothing triggers, or that apply to nobody.")
@click.option("--format", "form", type=click.Choice(("table", "json", "md", "csv")), default="table", show_default=True)
@output_option
@click.option("--engine", type=click.Choice(("native", "durable", "both")), default="native", show_default=True)
@click.option(
    "--fail-on",
    multiple=True,
    metavar="OUTCOME",
    help="End with code 1 where a breach or responsibility has this outcome or a graver one; a list with commas.",
)
@pack_option
def run(
    cases: tuple[str, ...],
    standard: Standard | None,
    as_of: str | None,
    actors: tuple[str, ...],
    norms: tuple[str, ...],
    everything: bool,
    form: str,
    output: str | None,
    engine: str,
    fail_on: tuple[str, ...],
    pack: str | None,
) -> int:
    """Judge cases and print the matrix: which norm which actor violates, to which standard of proof."""
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.choose import narrow, reaches
    from sanctioncheck.cli.output import emit

    gravest = outcomes_of(fail_on)
    check_engine(engine)
    check_day(as_of)
    result = pipeline.run_cases(cases, pack=pack, standard=standard, as_of=as_of, everything=everything)
    report_failures(result, len(cases))
    if len(cases) == 1 and result.failed:
        return BAD_INPUT
    result = narrow(result, actors, norms)
    failed = [failure.input for failure in result.failed]
    good = tuple(path for path in cases if path not in failed)
    emit(drawn(result, form, output, good, everything=everything, narrowed=bool(actors or norms)), output)
    if result.failed:
        return SOME_FAILED if result.cases else BAD_INPUT
    return FAILED_ON if reaches(result, gravest) else 0


def drawn(
    result: RunResult, form: str, output: str | None, paths: tuple[str, ...], *, everything: bool, narrowed: bool
) -> str:
    """Write a result in the format asked for."""
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        return to_json(result)
    if form == "csv":
        from sanctioncheck.render.csvtext import to_csv

        return to_csv(result)
    if form == "md":
        from sanctioncheck.render.markdown import to_markdown

        return to_markdown(result, everything=everything, narrowed=narrowed)
    from sanctioncheck.cli.output import colour_for, width_for
    from sanctioncheck.render.table import Page, to_table

    return to_table(result, Page(width_for(output), colour_for(output), everything, narrowed, paths))


@click.command()
@click.argument("case")
@click.argument("actor")
@click.argument("norm")
@click.option("--short", "depth", flag_value="short", help="One paragraph.")
@click.option("--full", "depth", flag_value="full", help="Every condition, also those that decide nothing.")
@click.option("--finding", metavar="ID", help="Only this finding, by its id or its number.")
@standard_option
@as_of_option
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", show_default=True)
@output_option
@pack_option
def explain(
    case: str,
    actor: str,
    norm: str,
    depth: str | None,
    finding: str | None,
    standard: Standard | None,
    as_of: str | None,
    form: str,
    output: str | None,
    pack: str | None,
) -> int:
    """Tell why one cell came out as it did: on which passages, against which defence, and what is missing."""
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.choose import finding_of, narrow, one_cell
    from sanctioncheck.cli.output import emit

    check_day(as_of)
    result = pipeline.run_cases((case,), pack=pack, standard=standard, as_of=as_of, everything=True)
    report_failures(result, 1)
    if result.failed:
        return BAD_INPUT
    judged = result.cases[0]
    cell = one_cell(judged, actor, norm)
    chosen = finding_of(cell, finding) if finding is not None else None
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        emit(to_json(narrow(result, (cell.actor,), (cell.norm,))), output)
    else:
        emit(told(result, cell.actor, cell.norm, depth, chosen, form, output), output)
    return 0


def told(
    result: RunResult, actor: str, norm: str, depth: str | None, finding: str | None, form: str, output: str | None
) -> str:
    """Write the trace of a cell as a paragraph or an outline, as text or Markdown."""
    from sanctioncheck.cli.output import colour_for, width_for
    from sanctioncheck.render.outline import as_markdown, as_text
    from sanctioncheck.render.safe import markdown
    from sanctioncheck.render.short import paragraph
    from sanctioncheck.render.trace import trace

    case = result.cases[0]
    cell = next(each for each in case.cells if (each.actor, each.norm) == (actor, norm))
    if depth == "short":
        text = paragraph(case, cell, finding)
        body = markdown(text) if form == "md" else "\n".join(_wrapped(text, width_for(output)))
        return f"{body}\n\n{result.disclaimer}\n"
    outline = trace(result, case, cell, full=depth == "full", finding=finding)
    if form == "md":
        return f"{as_markdown(outline)}\n\n*{markdown(result.disclaimer)}*\n"
    from sanctioncheck.render import phrases

    text = as_text(outline, width_for(output))
    if colour_for(output):
        first, _, rest = text.partition("\n")
        text = f"{click.style(first, fg=phrases.COLOUR[cell.outcome], bold=True)}\n{rest}"
    return text + "\n\n" + "\n".join(_wrapped(result.disclaimer, width_for(output))) + "\n"
