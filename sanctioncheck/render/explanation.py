"""The explanation of one cell, ready to print: a paragraph, or an outline that decides or tells everything."""

from __future__ import annotations

import click

from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.outline import STEADY_WIDTH, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.short import paragraph
from sanctioncheck.render.trace import trace


def to_text(
    run: RunResult,
    case: CaseResult,
    cell: CellNode,
    depth: str | None = None,
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
        depth: `short` for a paragraph, `full` for every condition, None for those that decide.
        finding: the id of the only finding to tell.
        width: characters a line.
        colour: whether to colour the heading; sign and word say the same.
    """
    if depth == "short":
        lines = wrapped(paragraph(case, cell, finding), width)
    else:
        lines = as_text(trace(run, case, cell, full=depth == "full", finding=finding), width).splitlines()
        if colour:
            lines[0] = click.style(lines[0], fg=phrases.COLOUR[cell.outcome], bold=True)
    return "\n".join([*lines, "", *wrapped(plain(run.disclaimer), width)]) + "\n"


def to_markdown(
    run: RunResult, case: CaseResult, cell: CellNode, depth: str | None = None, finding: str | None = None
) -> str:
    """Explain a cell in Markdown; the arguments are those of `to_text`."""
    if depth == "short":
        body = markdown(paragraph(case, cell, finding))
    else:
        body = as_markdown(trace(run, case, cell, full=depth == "full", finding=finding))
    return f"{body}\n\n*{markdown(run.disclaimer)}*\n"
