"""What a notebook shows of a pack, a case, a matrix and an explanation: HTML that carries its own looks.

Notebooks strip scripts, and some strip style sheets, so that the looks stand on each tag; a sign and a word say what a
colour says. No tag has an id, so that many results can stand on one page. Every text is escaped where it is put in, and
mathematics is switched off: `$S` is a variable of a rule, or a sum of money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import CaseResult, CellNode, PackId, RunResult
from sanctioncheck.render import notebookwords as words
from sanctioncheck.render import phrases
from sanctioncheck.render.brief import paragraph
from sanctioncheck.render.matrix import Entry, Row
from sanctioncheck.render.matrix import matrix as laid_out
from sanctioncheck.render.oneline import line as one_line
from sanctioncheck.render.outline import Outline
from sanctioncheck.render.report.look import COLOURS as LOOKS
from sanctioncheck.render.report.tags import line, text
from sanctioncheck.render.report.tags import outline as body_of
from sanctioncheck.render.sentence import capital, ids
from sanctioncheck.render.trace import trace

__all__ = ["COLOURS", "ToldFact", "case", "explanation", "matrix", "outline", "pack"]

# Those of the report, which a notebook cannot name by class.
COLOURS: Final[dict[Outcome, str]] = {
    outcome: f"background: #{each.ground}; color: #{each.ink};" for outcome, each in LOOKS.items()
}
_LEFT: Final = "text-align: left; vertical-align: top; padding: .35em .6em;"
_CELL: Final = f"{_LEFT} min-width: 8.5em; border: 2px solid transparent; background-clip: padding-box;"
# The norms stay in sight while a wide matrix is pushed aside; what slides under them must not show through.
_STICKY: Final = (
    "position: sticky; left: 0; z-index: 1; min-width: 12em; max-width: 20em; white-space: normal; "
    "background: var(--jp-layout-color0, Canvas); color: var(--jp-content-font-color1, CanvasText);"
)
_SOFT: Final = "font-size: .9em; opacity: .8; margin: .15em 0;"
_AID: Final = "border-left: 5px solid #882255; padding: .2em .8em; margin: .6em 0; font-weight: bold;"
_TITLE: Final = "font-size: 1.1em; font-weight: bold; margin: .3em 0;"


class ToldFact(NamedTuple):
    """A fact of a case in words, before anybody has judged it."""

    id: str
    said: str
    when: str
    undated: bool
    status: str
    passages: tuple[str, ...]
    """Each passage with who says it and how; only words of the speaker's own in quotation marks."""


def pack(packs: tuple[PackId, ...], instruments: Mapping[str, int]) -> str:
    """Show a pack.

    Args:
        packs: the packs that it is made of, itself last.
        instruments: how many provisions of each instrument it has.

    >>> "<td" in pack((PackId(name="p", version="1", sha256="ab"),), {"UN Charter": 9})
    True
    """
    own = packs[-1]
    lines = [words.PACK_HASH.format(sha256=own.sha256)]
    if packs[:-1]:
        needed = ", ".join(words.PACK.format(name=each.name, version=each.version) for each in packs[:-1])
        lines.append(words.PACK_NEEDS.format(packs=needed))
    total = words.PACK_TOTAL.format(number=sum(instruments.values()), instruments=len(instruments))
    rows = ((text(name), str(number)) for name, number in instruments.items())
    title = words.PACK.format(name=own.name, version=own.version)
    table = _table(words.PACK_TABLE, words.PACK_HEAD, rows)
    folded = f"<details><summary>{text(total)}</summary>{table}</details>"
    return _whole(_title(title), *map(_soft, lines), folded)


def case(title: str, ident: str, as_of: str, facts: Iterable[ToldFact]) -> str:
    """Show a case: its title, and each fact with its time, status and quotes."""
    rows = [
        (
            f"<code>{text(fact.id)}</code>",
            text(fact.said),
            text(fact.when + (f" ({words.UNDATED})" if fact.undated else "")),
            text(fact.status),
            "<br>".join(map(text, fact.passages)),
        )
        for fact in facts
    ]
    about = words.CASE_LINE.format(case=ident, as_of=as_of, number=len(rows))
    return _whole(_title(title), _soft(about), _table(words.CASE_TABLE, words.CASE_HEAD, rows))


def matrix(run: RunResult, judged: CaseResult, *, everything: bool = False) -> str:
    """Show the matrix of a case, with the notes under it and what it is not."""
    drawn = laid_out(run, judged, everything=everything, typed=False)
    head = "".join(f'<th scope="col" style="{_LEFT}">{text(column.name)}</th>' for column in drawn.columns)
    table = _scroll(
        words.MATRIX,
        f'<thead><tr><th scope="col" style="{_LEFT} {_STICKY}">{text(phrases.NORM)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(map(_row, drawn.rows))}</tbody>",
    )
    about, notes = map(_soft, drawn.about), map(_soft, drawn.notes)
    return _whole(_title(drawn.title), *about, table if drawn.rows else "", *notes, _aid(run.disclaimer))


def explanation(
    run: RunResult, judged: CaseResult, cell: CellNode, length: str = "whole", finding: str | None = None
) -> str:
    """Show why a cell came out as it did; the arguments are those of `render.explanation.to_text`."""
    if length in ("line", "paragraph"):
        said = (one_line(judged, cell, finding),) if length == "line" else paragraph(judged, cell, finding)
        told = "".join(f"<p>{line(capital(each.text) + ids(each.ids), {})}</p>" for each in said)
        return _whole(told, _aid(run.disclaimer))
    return outline(
        trace(run, judged, cell, full=length == "full", finding=finding), run.disclaimer, COLOURS[cell.outcome]
    )


def outline(told: Outline, disclaimer: str, colour: str = "") -> str:
    """Show an outline as nested lists.

    >>> outline(Outline("A <b>", ()), "An aid.").count("&lt;b&gt;")
    1
    """
    return _whole(_title(told.title, colour), body_of(told, {}), _aid(disclaimer))


def _row(row: Row) -> str:
    below = "".join(f'<div style="{_SOFT} font-weight: normal;">{text(said)}</div>' for said in row.below)
    cells = "".join(map(_entry, row.entries))
    return f'<tr><th scope="row" style="{_LEFT} {_STICKY}">{text(row.label)}{below}</th>{cells}</tr>'


def _entry(entry: Entry | None) -> str:
    if entry is None:
        return "<td></td>"
    below = "".join(f'<div style="font-size: .9em;">{text(said)}</div>' for said in entry.below)
    return f'<td style="{_CELL} {COLOURS[entry.cell.outcome]}">{text(entry.word)}{below}</td>'


def _table(label: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table whose cells are HTML already."""
    head = "".join(f'<th scope="col" style="{_LEFT}">{text(each)}</th>' for each in header)
    lines = ("".join(f'<td style="{_LEFT}">{each}</td>' for each in row) for row in rows)
    body = "".join(f"<tr>{each}</tr>" for each in lines)
    return _scroll(label, f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>")


def _scroll(label: str, table: str) -> str:
    """Let a wide table be pushed aside in its own frame, also with the keys; a long one is whole, also in print."""
    return (
        f'<div style="overflow-x: auto; max-width: 100%;" tabindex="0" role="region" '
        f'aria-label="{text(label)}"><table style="border-collapse: collapse;">{table}</table></div>'
    )


def _title(said: str, colour: str = "") -> str:
    padding = f" padding: .35em .6em; {colour}" if colour else ""
    return f'<div style="{_TITLE}{padding}">{text(said)}</div>'


def _soft(said: str) -> str:
    return f'<div style="{_SOFT}">{text(said)}</div>'


def _aid(said: str) -> str:
    return f'<div style="{_AID}">{text(said)}</div>'


def _whole(*parts: str) -> str:
    return f'<div class="tex2jax_ignore mathjax_ignore" style="overflow-wrap: break-word;">{"".join(parts)}</div>'
