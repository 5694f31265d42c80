"""The explanation of one cell, ready to print: one line, one paragraph, or an outline that decides or tells all."""

from __future__ import annotations

from collections.abc import Iterator

import click

from sanctioncheck.model.brief import BriefAnswer, Length, Sentence
from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.model.verification import Verification
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.brief import paragraph, written
from sanctioncheck.render.oneline import line
from sanctioncheck.render.outline import STEADY_WIDTH, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import ids
from sanctioncheck.render.trace import trace


def to_text(
    run: RunResult,
    case: CaseResult,
    cell: CellNode,
    depth: str = "whole",
    finding: str | None = None,
    *,
    width: int = STEADY_WIDTH,
    colour: bool = False,
) -> str:
    """Explain a cell in plain text.

    Args:
        run: the run that it belongs to.
        case: the case that it belongs to.
        cell: the cell.
        depth: `line`, `paragraph`, `whole` for the conditions that decide, or `full` for every one.
        finding: the id of the only finding to tell.
        width: characters a line.
        colour: whether to colour the heading; sign and word say the same.
    """
    if depth == "line":
        # One line stays one, whatever the width.
        lines = [_line(line(case, cell, finding))]
    elif depth == "paragraph":
        lines = wrapped(written(paragraph(case, cell, finding)), width)
    else:
        lines = as_text(trace(run, case, cell, full=depth == "full", finding=finding), width).splitlines()
        if colour:
            lines[0] = click.style(lines[0], fg=phrases.COLOUR[cell.outcome], bold=True)
    if cell.verified is not None:
        lines += ["", *(part for text in verified(cell.verified) for part in wrapped(plain(text), width))]
    return "\n".join([*lines, "", *wrapped(plain(run.disclaimer), width)]) + "\n"


def to_markdown(
    run: RunResult, case: CaseResult, cell: CellNode, depth: str = "whole", finding: str | None = None
) -> str:
    """Explain a cell in Markdown; the arguments are those of `to_text`."""
    if depth == "line":
        body = markdown(_line(line(case, cell, finding)))
    elif depth == "paragraph":
        body = markdown(written(paragraph(case, cell, finding)))
    else:
        body = as_markdown(trace(run, case, cell, full=depth == "full", finding=finding))
    checked = [markdown(text) for text in verified(cell.verified)] if cell.verified is not None else []
    return "\n\n".join([body, *checked, f"*{markdown(run.disclaimer)}*"]) + "\n"


def answer(run: RunResult, case: CaseResult, cell: CellNode, length: Length, finding: str | None = None) -> BriefAnswer:
    """Give a cell in one line or paragraph as data, each sentence with its ids."""
    said = (line(case, cell, finding),) if length == "line" else paragraph(case, cell, finding)
    return BriefAnswer(
        tool=run.tool,
        packs=run.packs,
        case=case.case,
        as_of=case.as_of,
        standard=case.standard,
        actor=cell.actor,
        norm=cell.norm,
        length=length,
        outcome=cell.outcome,
        word=cell.word,
        standard_reached=cell.standard_reached,
        sentences=said,
        verified=cell.verified,
        disclaimer=run.disclaimer,
    )


def verified(checked: Verification) -> Iterator[str]:
    """Say how a trace fared when it was re-checked: how many steps, what does not follow, and what was not checked."""
    if checked.objections:
        yield besidewords.NOT_VERIFIED.format(number=len(checked.objections), steps=checked.steps)
        for each in checked.objections:
            yield besidewords.OBJECTION.format(step=each.step, told=each.told, found=each.found)
    else:
        yield besidewords.VERIFIED.format(steps=checked.steps)
    for what in checked.unchecked:
        yield besidewords.NOT_CHECKED.format(what=what)


def _line(sentence: Sentence) -> str:
    return plain(sentence.text + ids(sentence.ids))
