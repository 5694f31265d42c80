"""The verb of who hands on a case: `report` writes it as pages that need nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import (
    BAD_INPUT,
    DIFFERENT,
    as_of_option,
    budget_option,
    check_day,
    engine_option,
    pack_option,
    report_failures,
    standard_option,
)
from sanctioncheck.model.truth import Standard

if TYPE_CHECKING:
    from sanctioncheck.model.result import CaseResult, RunResult

FORMATS = ("html", "docx", "pdf", "xlsx", "md", "csv", "json")


@click.command()
@click.argument("case")
@click.option(
    "--to",
    "forms",
    default="html",
    show_default=True,
    metavar="FORMATS",
    help="html, docx, pdf, xlsx, md, csv, json; with commas.",
)
@click.option(
    "-o", "--output", "folder", default="report", show_default=True, metavar="DIR", help="Folder to write to."
)
@standard_option
@as_of_option
@engine_option
@budget_option
@pack_option
def report(
    case: str,
    forms: str,
    folder: str,
    standard: Standard | None,
    as_of: str | None,
    engine: str | None,
    budget: int | None,
    pack: str | None,
) -> int:
    """Write a report of a case: one page, a memorandum, a workbook, or data."""
    from sanctioncheck.cli.output import emit_bytes, make_folder
    from sanctioncheck.cli.pipeline import reported

    asked = tuple(dict.fromkeys(part.strip() for part in forms.split(",") if part.strip()))
    unknown = [form for form in asked if form not in FORMATS]
    if unknown or not asked:
        raise click.BadParameter(f"no format {', '.join(unknown)}; there are {', '.join(FORMATS)}", param_hint="--to")
    check_day(as_of)
    run, texts = reported(case, pack=pack, standard=standard, as_of=as_of, engine=engine, budget=budget)
    report_failures(run)
    if run.failed:
        return BAD_INPUT
    case_result = run.cases[0]
    # All are made before the first is written: a form that cannot be made leaves nothing half done.
    made = {form: make_form(form, run, case_result, texts) for form in asked}
    make_folder(Path(folder))
    for form, data in made.items():
        target = Path(folder) / f"{case_result.case}.{form}"
        emit_bytes(data, target)
        click.echo(click.format_filename(target))
    if case_result.engines.differences:
        from sanctioncheck.cli.differing import report_differences

        report_differences(run, (case,), pack=pack, as_of=as_of)
        return DIFFERENT
    return 0


def make_form(form: str, run: RunResult, case: CaseResult, texts: Mapping[str, str]) -> bytes:
    """Make one form of the report.

    Args:
        form: one of `FORMATS`.
        run: the run.
        case: its case.
        texts: the text of each source by its id.

    Raises:
        InputError: what the form needs is not installed.
    """
    from sanctioncheck.cli.faults import FormNeedsMore
    from sanctioncheck.errors import InputError
    from sanctioncheck.render.report.forms import FORMS

    try:
        return FORMS[form].make(run, case, texts)
    except (ImportError, OSError) as error:
        extra = FORMS[form].extra
        if extra is None:
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError([FormNeedsMore(place=None, form=form, extra=extra, reason=reason)]) from error
