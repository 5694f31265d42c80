"""Two runs as one page: what was compared, only the cells that differ, and for each of them why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctioncheck.model.compared import CompareResult
from sanctioncheck.model.difference import CellDifference, Verdict
from sanctioncheck.model.finding import SIGNS
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.comparison import about, called_of, counted, title_of, told_rules, told_with_reasons
from sanctioncheck.render.difference import Names, told_input, verdict_words
from sanctioncheck.render.matrix import short_names
from sanctioncheck.render.report import headings as words
from sanctioncheck.render.report.said import MADE_UP
from sanctioncheck.render.report.sheet import contents, section, sheet
from sanctioncheck.render.report.tags import Targets, anchor, line, rows, text, tree
from sanctioncheck.render.sides import rows_of

__all__ = ["to_html"]

_STYLE: Final = """
.matrix td.said { padding: .45rem .6rem; }
.absent { background: var(--paper); color: var(--soft); border: 1px dashed var(--soft); }
.otherwise td { font-weight: 600; }
.nothing { border-left: 5px solid #44aa99; background: #eef8f6; padding: .6rem 1rem; }
"""


def to_html(compared: CompareResult, names: Names) -> str:
    """Write a comparison as one page of HTML: no network, no frame, no form.

    Args:
        compared: what differs, with the reasons for each cell.
        names: the actors' ids to their names.
    """
    targets = _targets(compared)
    title = title_of(compared)
    sections = [
        ("cells", words.CELLS, _cells(compared)),
        ("why", words.WHY, "".join(_why(compared, names, targets))),
        ("inputs", words.INPUTS, _inputs(compared)),
        ("rules", words.RULES, tree(told, targets, "tree") if (told := tuple(told_rules(compared))) else ""),
        ("made-from", words.MADE_FROM, _made_from(compared)),
    ]
    body = [
        f'<a class="skip" href="#cells">{text(words.SKIP)}</a>',
        f'<header class="top"><h1>{text(title)}</h1>',
        *(f'<p class="about">{text(said)}</p>' for said in about(compared)),
        f'<p class="aid"><strong>{text(compared.disclaimer)}</strong></p>',
        *_made_up(compared),
        "</header>",
        contents(words.CONTENTS, [(name, heading) for name, heading, inner in sections if inner]),
        "<main>",
        *(section(*each) for each in sections),
        "</main>",
    ]
    return sheet(title, body, _STYLE)


def _made_up(compared: CompareResult) -> Iterator[str]:
    titles = dict.fromkeys(title for side in compared.sides for title in side.made_up)
    if titles:
        yield f'<p class="warn">{text(MADE_UP.format(titles="; ".join(titles)))}</p>'


def _targets(compared: CompareResult) -> Targets:
    """Give what the page can link to: the inputs that differ."""
    return {each.id: anchor("input", f"{each.kind} {each.id}") for each in reversed(compared.difference.inputs)}


def _cell_anchor(cell: CellDifference) -> str:
    return anchor("cell", f"{cell.actor} {cell.norm}")


def _cells(compared: CompareResult) -> str:
    """Draw the cells that differ, a row each: both outcomes, and what kind of difference it is."""
    said = "".join(f'<p class="{"about" if compared.difference.cells else "nothing"}">{text(each)}</p>'
                   for each in counted(compared))  # fmt: skip
    if not compared.difference.cells:
        return said
    labels, called = short_names(compared.difference.cells), called_of(compared)
    heads = (phrases.NORM, besidewords.ACTOR, *called, words.HOW)
    head = "".join(f'<th scope="col">{text(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row">{text(labels[cell.norm])}<small>{text(cell.title)}</small></th>'
        f'<td class="said">{text(cell.name)}</td>'
        f"<td>{_verdict(cell, cell.before)}</td><td>{_verdict(cell, cell.after)}</td>"
        f'<td class="said">{text(_how(cell, called))}</td></tr>'
        for cell in compared.difference.cells
    )
    return (
        f'{said}<div class="scroll" tabindex="0" role="region" aria-label="{text(words.CELLS_LABEL)}">'
        f'<table class="matrix"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _verdict(cell: CellDifference, verdict: Verdict | None) -> str:
    """Write one side of a cell: sign, word and colour, and the way to the reasons."""
    css = "absent" if verdict is None else verdict.outcome
    sign = "" if verdict is None else f'<span class="sign" aria-hidden="true">{SIGNS[verdict.outcome]}</span>'
    return f'<a class="cell {css}" href="#{_cell_anchor(cell)}">{sign}{text(verdict_words(verdict))}</a>'


def _how(cell: CellDifference, called: tuple[str, str]) -> str:
    if cell.before is None or cell.after is None:
        return words.ONLY.format(side=called[1] if cell.before is None else called[0])
    return words.OTHER_WORD if cell.before.word != cell.after.word else words.BELOW


def _why(compared: CompareResult, names: Names, targets: Targets) -> Iterator[str]:
    for cell, told in zip(compared.difference.cells, told_with_reasons(compared, names), strict=True):
        yield (
            f'<article id="{_cell_anchor(cell)}"><details open><summary>{line(told.text, targets)}</summary>'
            f'<div>{tree(told.parts, targets, "tree")}<p><a href="#cells">{text(words.BACK)}</a></p></div>'
            "</details></article>"
        )


def _inputs(compared: CompareResult) -> str:
    called = called_of(compared)
    body = [
        (
            f'<span id="{anchor("input", f"{each.kind} {each.id}")}"><code>{text(each.id)}</code></span>',
            text(told_input(each, called)),
        )
        for each in compared.difference.inputs
    ]
    return rows(map(text, words.INPUTS_HEAD), body, words.INPUTS_CAPTION) if body else ""


def _made_from(compared: CompareResult) -> str:
    """Write a table of what both sides were made from."""
    head = "".join(f'<th scope="col">{text(each)}</th>' for each in (words.WHAT, *called_of(compared), words.DIFFERENT))
    body = "".join(
        f'<tr class="{"otherwise" if row.differs else "same"}"><td>{text(row.what)}</td>'
        f"<td><code>{text(row.before or words.NOTHING)}</code></td>"
        f"<td><code>{text(row.after or words.NOTHING)}</code></td>"
        f"<td>{text(words.DIFFERENT) if row.differs else ''}</td></tr>"
        for row in rows_of(compared.sides)
    )
    caption = text(words.MADE_FROM_CAPTION)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="plain">'
        f'<caption class="soft">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
