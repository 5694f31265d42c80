"""The matrix of a report: at each of the five standards, and under each reading of the law that changes a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sanctioncheck.model.finding import SIGNS, Outcome, word
from sanctioncheck.model.result import CaseResult, CellNode, ReadingNode
from sanctioncheck.model.truth import STANDARDS, Standard
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import Entry, Matrix, marks_of
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.tags import cell_anchor, text


class Choice(NamedTuple):
    """A reading that can be chosen above the matrix."""

    position: str
    reading: str
    label: str
    held_by: tuple[str, ...]
    norms: tuple[str, ...]
    """The norms of which it changes a cell."""


def choices(cells: Iterable[CellNode]) -> tuple[Choice, ...]:
    """Give the readings under which some cell comes out otherwise, at whatever standard."""
    found: dict[tuple[str, str], tuple[ReadingNode, dict[str, None]]] = {}
    for cell in cells:
        for reading in cell.readings:
            if _changes(cell, reading):
                _, norms = found.setdefault((reading.position, reading.reading), (reading, {}))
                norms.setdefault(cell.label)
    return tuple(
        Choice(*key, reading.label, reading.held_by, tuple(norms))
        for key, (reading, norms) in sorted(found.items(), key=lambda item: item[0])
    )


def _changes(cell: CellNode, reading: ReadingNode) -> bool:
    return any(reading.by_standard.get(name, cell.by_standard[name]) != cell.by_standard[name] for name in STANDARDS)


def grid(case: CaseResult, drawn: Matrix, chosen: tuple[Choice, ...]) -> str:
    """Draw the matrix; what is seen of it is chosen above it, without a script."""
    head = "".join(f'<th scope="col">{text(column.name)}</th>' for column in drawn.columns)
    body = []
    for row in drawn.rows:
        below = "".join(f"<small>{text(said)}</small>" for said in row.below)
        tds = "".join(_field(entry, chosen) for entry in row.entries)
        body.append(f'<tr><th scope="row">{text(row.label)}{below}</th>{tds}</tr>')
    legend = "".join(
        f'<li class="{outcome}"><span class="sign">{SIGNS[outcome]}</span>{text(said)}</li>'
        for outcome, said in words.LEGEND.items()
    )
    notes = "".join(f"<p>{text(note)}</p>" for note in drawn.notes)
    return (
        f'{_standards(case)}{_readings(chosen)}<div aria-live="polite">{_told(case, chosen)}</div>'
        f'<ul class="legend" aria-label="{text(words.LEGEND_LABEL)}">{legend}</ul>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(words.TABLE)}">'
        f'<table class="matrix"><thead><tr><th scope="col">{text(phrases.NORM)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>{notes}"
    )


def _standards(case: CaseResult) -> str:
    asked = STANDARDS.index(case.standard)
    labels = "".join(
        f'<label><input type="radio" name="standard" id="standard-{rank}"{" checked" if rank == asked else ""}> '
        f"{text(phrases.STANDARD[name])}</label>"
        for rank, name in enumerate(STANDARDS)
    )
    return f'<fieldset class="choose"><legend>{text(words.STANDARD)}</legend>{labels}</fieldset>'


def _readings(chosen: tuple[Choice, ...]) -> str:
    """Offer the readings that change a cell; which is chosen stands above the matrix also where the list is shut."""
    if not chosen:
        return ""
    own = f'<label><input type="radio" name="reading" id="reading-own" checked> {text(words.READ_AS_RULED)}</label>'
    labels = "".join(
        f'<label><input type="radio" name="reading" id="reading-{number}"> {text(_named(each))}</label>'
        for number, each in enumerate(chosen)
    )
    return (
        f'<details class="choosing"><summary>{text(words.CHOOSE_READING)}</summary>'
        f'<fieldset class="choose one"><legend>{text(words.READING)}</legend>{own}{labels}</fieldset></details>'
    )


def _told(case: CaseResult, chosen: tuple[Choice, ...]) -> str:
    """Say above the matrix, and on paper, what was chosen; each is seen only where it was."""
    asked = phrases.STANDARD[case.standard]
    standards = (
        (rank, words.OTHER_STANDARD.format(standard=phrases.STANDARD[name], asked=asked))
        for rank, name in enumerate(STANDARDS)
        if name != case.standard
    )
    readings = ((number, words.READ_SO.format(reading=_named(each))) for number, each in enumerate(chosen))
    return "".join(f'<p class="warn told t{rank}">{text(said)}</p>' for rank, said in standards) + "".join(
        f'<p class="warn told r{number}">{text(said)}</p>' for number, said in readings
    )


def _named(each: Choice) -> str:
    return words.READING_NAMED.format(norms=", ".join(each.norms), label=each.label, held_by="; ".join(each.held_by))


def choosing(chosen: tuple[Choice, ...]) -> str:
    """Give the style that shows the matrix under the reading that is chosen, and says what was chosen."""
    hidden = ".matrix a.alt, p.told { display: none; }\n"
    standards = (f"body:has(#standard-{n}:checked) p.t{n} {{ display: block; }}\n" for n in range(len(STANDARDS)))
    rules = (
        f"body:has(#reading-{n}:checked) td.x{n} a.own {{ display: none; }}\n"
        f"body:has(#reading-{n}:checked) td.x{n} a.r{n}, body:has(#reading-{n}:checked) p.r{n} {{ display: block; }}\n"
        for n in range(len(chosen))
    )
    return hidden + "".join((*standards, *rules))


def _field(entry: Entry | None, chosen: tuple[Choice, ...]) -> str:
    """Write a cell at each standard, and under each reading that changes it."""
    if entry is None:
        return "<td></td>"
    cell = entry.cell
    known = {(each.position, each.reading): each for each in cell.readings if _changes(cell, each)}
    readings = [(n, known[c.position, c.reading]) for n, c in enumerate(chosen) if (c.position, c.reading) in known]
    parts = []
    for rank, name in enumerate(STANDARDS):
        marks = _marks(cell, name)
        own = _link(cell, cell.by_standard[name], cell.standard_reached, marks, "own" if readings else "", entry.below)
        others = "".join(
            _link(cell, _under(cell, reading, name), reading.standard_reached, marks, f"alt r{number}")
            for number, reading in readings
        )
        parts.append(f'<span class="s{rank}">{own}{others}</span>')
    marked = f' class="{" ".join(f"x{n}" for n, _ in readings)}"' if readings else ""
    return f"<td{marked}>{''.join(parts)}</td>"


def _under(cell: CellNode, reading: ReadingNode, standard: Standard) -> Outcome:
    return reading.by_standard.get(standard, cell.by_standard[standard])


def _marks(cell: CellNode, standard: Standard) -> str:
    """Give the marks of a cell at a standard; what it leans on is told of the standard asked for."""
    marks = marks_of(cell).replace(phrases.MARK_READING, "")
    turns = any(_under(cell, reading, standard) != cell.by_standard[standard] for reading in cell.readings)
    return marks + (phrases.MARK_READING if turns else "")


def _link(
    cell: CellNode, outcome: Outcome, reached: Standard | None, marks: str, css: str, below: tuple[str, ...] = ()
) -> str:
    """Write what a cell comes to as the way to its trace; what stands below is said only of what is asked for."""
    said = f"{word(outcome, cell.effect, reached)} {marks}".rstrip()
    more = "".join(f"<small>{text(each)}</small>" for each in below) if outcome == cell.outcome else ""
    inner = f'<span class="sign" aria-hidden="true">{SIGNS[outcome]}</span>{text(said)}{more}'
    return f'<a class="{f"cell {outcome} {css}".rstrip()}" href="#{cell_anchor(cell)}">{inner}</a>'
