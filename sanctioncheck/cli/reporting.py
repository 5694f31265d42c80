"""The verb of who hands on a case: `report` writes it as pages that need nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import (
    BAD_INPUT,
    DIFFERENT,
    as_of_option,
    check_day,
    engine_option,
    pack_option,
    report_failures,
    standard_option,
)
from sanctioncheck.model.truth import Standard

FORMATS = ("html", "md", "csv", "json")


@click.command()
@click.argument("case")
@click.option(
    "--to", "forms", default="html", show_default=True, metavar="FORMATS", help="html, md, csv, json; with commas."
)
@click.option(
    "-o", "--output", "folder", default="report", show_default=True, metavar="DIR", help="Folder to write to."
)
@standard_option
@as_of_option
@engine_option
@pack_option
def report(
    case: str,
    forms: str,
    folder: str,
    standard: Standard | None,
    as_of: str | None,
    engine: str | None,
    pack: str | None,
) -> int:
    """Write a report of a case: matrix, traces, sources and law in one page, or as data."""
    from sanctioncheck.cli.output import emit, make_folder
    from sanctioncheck.cli.pipeline import reported
    from sanctioncheck.render.csvtext import to_csv
    from sanctioncheck.render.jsontext import to_json
    from sanctioncheck.render.markdown import to_markdown
    from sanctioncheck.render.report.page import to_html

    asked = tuple(dict.fromkeys(part.strip() for part in forms.split(",") if part.strip()))
    unknown = [form for form in asked if form not in FORMATS]
    if unknown or not asked:
        raise click.BadParameter(f"no format {', '.join(unknown)}; there are {', '.join(FORMATS)}", param_hint="--to")
    check_day(as_of)
    run, texts = reported(case, pack=pack, standard=standard, as_of=as_of, engine=engine)
    report_failures(run)
    if run.failed:
        return BAD_INPUT
    make_folder(Path(folder))
    name = run.cases[0].case
    for form in asked:
        if form == "html":
            said = to_html(run, run.cases[0], texts)
        else:
            said = {"md": to_markdown, "csv": to_csv, "json": to_json}[form](run)
        target = Path(folder) / f"{name}.{form}"
        emit(said, str(target))
        click.echo(click.format_filename(target))
    if run.cases[0].engines.differences:
        from sanctioncheck.cli.differing import report_differences

        report_differences(run, (case,), pack=pack, as_of=as_of)
        return DIFFERENT
    return 0
