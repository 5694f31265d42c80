"""The verb of an investigator: `run` judges cases and prints the matrix."""

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
DIFFERENT = 4

standard_option = click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="Standard of proof of the matrix; by default the one of the pack's policy.",
)
as_of_option = click.option("--as-of", metavar="DATE", help="Judge as of this day, instead of each case's own.")
pack_option = click.option("--pack", metavar="DIR", help="Folder of the rules; by default those of the program.")
budget_option = click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="N",
    help="Steps that the judging of one norm may take; what would take more is undetermined.  [default: 500000]",
)
search_budget_option = click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="N",
    help="Steps that the judging of one norm may take, and the search for what would settle a cell; of more, the "
    "norm is undetermined, and the search tells what it has found.  [default: 500000]",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(("native", "durable", "both")),
    envvar="SANCTIONCHECK_ENGINE",
    help="The native engine alone, that on durable_rules, or both, compared; by default both where both are.",
)
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
@engine_option
@budget_option
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
    engine: str | None,
    budget: int | None,
    fail_on: tuple[str, ...],
    pack: str | None,
) -> int:
    """Judge cases and print the matrix: which norm which actor violates, to which standard of proof.

    Exit code 4 where the two engines differ; the smallest case that shows it is written to a folder here.
    """
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.choose import narrow, reaches
    from sanctioncheck.cli.output import emit

    gravest = outcomes_of(fail_on)
    check_day(as_of)
    # Whoever names a norm wants its row, also where it applies to nobody.
    shown = everything or bool(norms)
    only = pipeline.no_cell if form in ("table", "md") else None
    result = pipeline.run_cases(
        cases, pack=pack, standard=standard, as_of=as_of, everything=shown, engine=engine, only=only, budget=budget
    )
    report_failures(result)
    if len(cases) == 1 and result.failed:
        return BAD_INPUT
    result = narrow(result, actors, norms)
    failed = [failure.input for failure in result.failed]
    good = tuple(path for path in cases if path not in failed)
    again = asked_again(standard, as_of, pack, budget)
    emit(drawn(result, form, output, good, again, everything=shown, narrowed=bool(actors or norms)), output)
    if any(case.engines.differences for case in result.cases):
        from sanctioncheck.cli.differing import report_differences

        report_differences(result, good, pack=pack, as_of=as_of)
        return DIFFERENT
    if result.failed:
        return SOME_FAILED if result.cases else BAD_INPUT
    return FAILED_ON if reaches(result, gravest) else 0


def asked_again(
    standard: Standard | None, as_of: str | None, pack: str | None, budget: int | None = None
) -> tuple[str, ...]:
    """Give the options without which another command would judge otherwise.

    >>> asked_again("balance", None, "packs/eu")
    ('--standard', 'balance', '--pack', 'packs/eu')
    """
    from pathlib import Path

    from sanctioncheck.load.chain import built_in

    own = pack is None or Path(pack).resolve() == built_in().resolve()
    given = {"--standard": standard, "--as-of": as_of, "--pack": None if own else pack,
             "--budget": None if budget is None else str(budget)}  # fmt: skip
    return tuple(word for option, value in given.items() if value is not None for word in (option, value))


def drawn(
    result: RunResult,
    form: str,
    output: str | None,
    paths: tuple[str, ...],
    again: tuple[str, ...] = (),
    *,
    everything: bool,
    narrowed: bool,
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

    return to_table(result, Page(width_for(output), colour_for(output), everything, narrowed, paths, again))


def outcomes_of(texts: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Read the outcomes to fail on: one or several, with commas between.

    Raises:
        InputError: one of them is no outcome that a finding can have.
    """
    if not texts:
        return ()
    from sanctioncheck.cli.faults import NoSuchOutcome
    from sanctioncheck.model.finding import FOLDING

    possible = FOLDING[: FOLDING.index("not-triggered")]
    found: list[Outcome] = []
    for text in (part.strip() for each in texts for part in each.split(",")):
        matching = [outcome for outcome in possible if outcome == text]
        if not matching:
            raise InputError([NoSuchOutcome(place=None, text=text, outcomes=possible)])
        found += matching
    return tuple(found)


def check_day(text: str | None) -> None:
    """Stop where the day to judge as of is no day.

    Raises:
        InputError: the text is no day of the calendar, or only a month or year.
    """
    if text is None:
        return
    from sanctioncheck.cli.faults import NoDay
    from sanctioncheck.model.time import BadDate, parse_date

    try:
        window = parse_date(text)
    except BadDate:
        raise InputError([NoDay(place=None, text=text)]) from None
    if window.first != window.last:
        raise InputError([NoDay(place=None, text=text)])


def report_failures(result: RunResult) -> None:
    """Say on standard error which inputs were not judged, and why."""
    for failure in result.failed:
        # What is rendered is safe to print already; only its line breaks are meant.
        click.echo(sanitise(failure.error, keep="\n") + "\n", err=True)
