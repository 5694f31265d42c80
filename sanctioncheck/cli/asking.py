"""The verbs of somebody who is not done yet: `ask` tells what is missing, `whatif` what a change would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sanctioncheck import __version__
from sanctioncheck.cli.case import (
    as_of_option,
    asked_again,
    budget_option,
    check_day,
    output_option,
    pack_option,
    search_budget_option,
    standard_option,
)
from sanctioncheck.model.truth import Standard

if TYPE_CHECKING:
    from sanctioncheck.explain.ask import Asker
    from sanctioncheck.explain.matrix import Story
    from sanctioncheck.explain.whatif import Supposed
    from sanctioncheck.model.question import CellQuestions, Questions
    from sanctioncheck.model.supposed import WhatIf
    from sanctioncheck.render.outline import Outline


@click.command()
@click.argument("case")
@click.argument("actor", required=False)
@click.argument("norm", required=False)
@click.option("--all", "everything", is_flag=True, help="Also the larger sets, up to four answers; slower.")
@standard_option
@as_of_option
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", show_default=True)
@output_option
@search_budget_option
@pack_option
def ask(
    case: str,
    actor: str | None,
    norm: str | None,
    everything: bool,
    standard: Standard | None,
    as_of: str | None,
    form: str,
    output: str | None,
    budget: int | None,
    pack: str | None,
) -> int:
    """Ask what is missing: the least sets of facts that would settle a cell, or each open cell of a case."""
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.explain.ask import Asker
    from sanctioncheck.render import questions

    check_day(as_of)
    story = pipeline.open_case(case, pack=pack, standard=standard, as_of=as_of, budget=budget)
    asker = Asker(story, everything=everything)
    cells = asker.case() if actor is None else _asked(asker, actor, norm)
    asked = _questions(story, as_of, cells)
    names = {a: story.words.name(a) for a in story.assessment.actors}
    again = (*asked_again(standard, as_of, pack, budget), *(("--all",) if everything else ()))
    if form == "json":
        from sanctioncheck.render.jsontext import to_json

        text = to_json(asked)
    elif form == "md":
        text = questions.to_markdown(asked, names, again)
    else:
        text = questions.to_text(asked, names, again=again, width=width_for(output))
    emit(text, output)
    return 0


@click.command()
@click.argument("case")
@click.option(
    "--assume", multiple=True, metavar="ATOM|ID", help="Suppose that this is so, whatever else is said of it."
)
@click.option(
    "--deny", multiple=True, metavar="ATOM|ID", help="Suppose that this is not so, whatever else is said of it."
)
@click.option(
    "--reject",
    multiple=True,
    metavar="ID",
    help="Leave out a fact, one support of it (fact#2), a source, a judgement, an assumption, or a background finding.",
)
@click.option("--reading", "readings", multiple=True, metavar="POSITION=READING", help="Read the law so by default.")
@standard_option
@as_of_option
@click.option("--save", metavar="DIR", help="Write the changed case to a new folder.")
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", show_default=True)
@output_option
@budget_option
@pack_option
def whatif(
    case: str,
    assume: tuple[str, ...],
    deny: tuple[str, ...],
    reject: tuple[str, ...],
    readings: tuple[str, ...],
    standard: Standard | None,
    as_of: str | None,
    save: str | None,
    form: str,
    output: str | None,
    budget: int | None,
    pack: str | None,
) -> int:
    """Show what would come out otherwise if something were so, were not so, or did not count."""
    from sanctioncheck.cli import pipeline
    from sanctioncheck.explain.whatif import Changes, suppose

    check_day(as_of)
    before = pipeline.open_case(case, pack=pack, budget=budget)
    pairs = tuple((text.partition("=")[0], text.partition("=")[2]) for text in readings)
    changes = Changes(assume=assume, deny=deny, reject=reject, readings=pairs, standard=standard, as_of=as_of)
    if changes == Changes():
        raise click.UsageError(
            "say what is to be otherwise: --assume, --deny, --reject, --reading, --standard, --as-of"
        )
    after = suppose(before, changes)
    if save is not None:
        from pathlib import Path

        from sanctioncheck.cli.saving import save_case

        save_case(Path(case), Path(save), before.file.case, after.story.file.case, after.told, as_of)
    _show(what_if(before, after, as_of, save), before, after, form, output)
    return 0


def what_if(before: Story, after: Supposed, as_of: str | None = None, save: str | None = None) -> WhatIf:
    """Put together what was supposed, and what comes out otherwise.

    Args:
        before: the case as it is, judged.
        after: the case with the changes made.
        as_of: the day as of which it was judged again; None for the case's own.
        save: the folder that the changed case was written to, if any.
    """
    from sanctioncheck.explain.whatif import changed_cells
    from sanctioncheck.model.difference import Difference
    from sanctioncheck.model.result import packs_of
    from sanctioncheck.model.supposed import WhatIf
    from sanctioncheck.render import phrases

    book, case = before.book, before.file.case
    cells = changed_cells(before, after.story)
    difference = Difference(
        before=case.case,
        after=case.case,
        standard=after.story.assessment.standard,
        cells=cells,
        as_of=(case.as_of, as_of or case.as_of),
        same=len({*before.assessment.cells, *after.story.assessment.cells}) - len(cells),
    )
    return WhatIf(
        tool=f"sanctioncheck {__version__}",
        packs=packs_of(book),
        case=case.case,
        changes=after.told,
        difference=difference,
        saved=save,
        disclaimer=phrases.DISCLAIMER,
    )


def _show(found: WhatIf, before: Story, after: Supposed, form: str, output: str | None) -> None:
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.render import difference
    from sanctioncheck.render.jsontext import to_json

    if form == "json":
        emit(to_json(found), output)
        return
    drawn = what_if_outline(found, before, after)
    if form == "md":
        emit(difference.to_markdown(drawn, found.disclaimer), output)
    else:
        emit(difference.to_text(drawn, found.disclaimer, width_for(output)), output)


def what_if_outline(found: WhatIf, before: Story, after: Supposed) -> Outline:
    """Draw what `what_if` has found between a case as it is and with the changes made."""
    from sanctioncheck.render import besidewords, difference, phrases
    from sanctioncheck.render.sentence import capital

    names = {**before.words.names, **after.story.words.names}
    said = besidewords.WHATIF_LINE.format(
        standard=phrases.STANDARD[found.difference.standard], as_of=found.difference.as_of[1]
    )
    lines = (said, *(capital(f"{change}.") for change in found.changes))
    if found.saved is not None:
        saved = besidewords.WHATIF_SAVED.format(path=found.saved)
        lines = (*lines, f"{saved} {besidewords.WHATIF_ASSUMED}" if after.added else saved)
        if after.lost:
            lines = (*lines, besidewords.WHATIF_NOT_SAVED)
    return difference.outline(besidewords.WHATIF_TITLE.format(case=found.case), lines, found.difference, names)


def _asked(asker: Asker, actor: str, norm: str | None) -> tuple[CellQuestions, ...]:
    from sanctioncheck.cli.choose import one_cell
    from sanctioncheck.cli.pipeline import no_cell

    if norm is None:
        raise click.UsageError("name an actor and a norm, or neither to ask about the whole case")
    story = asker.story
    told = one_cell(story.glance(everything=True, chosen=no_cell), actor, norm)
    planned = next(p for p in story.assessment.plan.rules if p.rule.id == told.norm)
    return (asker.cell(told.actor, planned),)


def _questions(story: Story, as_of: str | None, cells: tuple[CellQuestions, ...]) -> Questions:
    from sanctioncheck.explain.ask import ranked
    from sanctioncheck.model.question import Questions
    from sanctioncheck.model.result import packs_of
    from sanctioncheck.render import phrases

    book, case = story.book, story.file.case
    return Questions(
        tool=f"sanctioncheck {__version__}",
        packs=packs_of(book),
        case=case.case,
        standard=story.assessment.standard,
        as_of=as_of or case.as_of,
        disclaimer=phrases.DISCLAIMER,
        first=ranked(cells),
        cells=cells,
    )
