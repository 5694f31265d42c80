"""One case as one page: what came out and how sure, the trace of every cell, the sources, and what it leans on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from typing import NamedTuple

from sanctioncheck.errors import sanitise
from sanctioncheck.model.finding import QUIET, SIGNS, Outcome, word
from sanctioncheck.model.result import CaseResult, CellNode, FactNode, Leaf, RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import matrix
from sanctioncheck.render.oneline import line as one_line
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import cited_in_full, listed
from sanctioncheck.render.report.gaps import questions
from sanctioncheck.render.report.grid import choices, choosing, grid
from sanctioncheck.render.report.knot import knot
from sanctioncheck.render.report.leaning import leanings
from sanctioncheck.render.report.origin import made_from, source_line, status_line
from sanctioncheck.render.report.sheet import contents, section, sheet
from sanctioncheck.render.report.tags import Targets, anchor, cell_anchor, line, outline, rows, text
from sanctioncheck.render.report.timeline import picture
from sanctioncheck.render.safe import quoted
from sanctioncheck.render.sentence import reading_word
from sanctioncheck.render.trace import trace

Texts = Mapping[str, str]
"""Id of a source to its whole text."""


class Mark(NamedTuple):
    """A passage in a source: from where to where, whose it is, its own anchor, and the one that it leads back to."""

    start: int
    end: int
    id: str
    here: str
    back: str


def to_html(run: RunResult, case: CaseResult, texts: Texts) -> str:
    """Write the report of a case.

    Args:
        run: the run that it belongs to.
        case: the case.
        texts: the texts of its sources; a source that is not here is not printed.

    Returns:
        One page of HTML: no network, no frame, no form; its one style and one script are named by their hashes.
    """
    drawn = matrix(run, case, typed=False)
    cells = [entry.cell for row in drawn.rows for entry in row.entries if entry is not None]
    targets = _targets(case, cells)
    names = {column.id: column.name for column in case.columns}
    chosen = choices(cells)
    body = [
        f'<a class="skip" href="#matrix">{text(words.SKIP)}</a>',
        f'<header class="top"><h1>{text(case.title)}</h1>',
        *(f'<p class="about">{text(said)}</p>' for said in drawn.about),
        f'<p class="aid"><strong>{text(run.disclaimer)}</strong></p>',
        *_warnings(case),
        "</header>",
        "",
        "<main>",
        section("answers", words.ANSWERS, _answers(case, cells, targets)),
        section("matrix", words.MATRIX, grid(case, drawn, chosen)),
        section("turns", words.TURNS, _turns(cells, names)),
        section("missing", words.MISSING, _missing(cells, names)),
        section("time", words.TIME, picture(case, cells)),
        section("traces", words.TRACES, "".join(_trace(run, case, cell, targets) for cell in cells)),
        section("facts", words.FACTS, _facts(case)),
        section("sources", words.SOURCES, "".join(_sources(case, texts))),
        section("leans", words.LEANS, _leans(case, cells)),
        section("law", words.LAW, _law(cells)),
        section("made-from", words.MADE_FROM, _made_from(run, case)),
        "</main>",
    ]
    there = {name for name in words.CONTENTS if any(f' id="{name}"' in part for part in body)}
    body[body.index("")] = contents(words.CONTENTS_LABEL, [c for c in words.CONTENTS.items() if c[0] in there])
    return sheet(case.title, body, choosing(chosen))


def _targets(case: CaseResult, cells: list[CellNode]) -> dict[str, str]:
    """Give what the page can link to: facts and what else a cell leans on, and the provisions of the cells."""
    found = {fact.id: anchor("fact", fact.id) for fact in case.facts}
    # A fact that is inferred leads to what is inferred, as the fact itself does.
    found |= {each.id: anchor("leans", each.id) for each in leanings(case, cells) if each.id not in found}
    return found | {cell.provision: anchor("law", cell.provision) for cell in cells}


def _warnings(case: CaseResult) -> Iterator[str]:
    if case.proposed:
        yield f'<p class="warn">{text(words.PROPOSED.format(number=len(case.proposed)))}</p>'
    if case.made_up:
        yield f'<p class="warn">{text(words.MADE_UP.format(titles="; ".join(case.made_up)))}</p>'


# --- what came out


def _answers(case: CaseResult, cells: list[CellNode], targets: Targets) -> str:
    """Say in a line each what is violated, contested and open, the gravest first."""
    totals = phrases.TOTALS.format(totals=case.totals, standard=phrases.STANDARD[case.standard])
    parts = [f"<p>{text(totals)}</p>"]
    for outcome in ("violated", "contested", "undetermined", "excused"):
        found = [cell for cell in cells if cell.outcome == outcome]
        if not found:
            continue
        items = "".join(
            f'<li>{line(one_line(case, cell).text, targets)} <a href="#{cell_anchor(cell)}">{text(words.WHY)}</a></li>'
            for cell in found
        )
        many = words.OUTCOME[outcome].format(number=len(found))
        shown = " open" if outcome in ("violated", "contested") else ""
        parts.append(f"<details{shown}><summary><strong>{text(many)}</strong></summary><ul>{items}</ul></details>")
    return "".join(parts)


def _turns(cells: list[CellNode], names: Mapping[str, str]) -> str:
    """List where another reading of the law comes to something else."""
    body = []
    for cell in cells:
        for reading in cell.readings:
            if reading.outcome != cell.outcome:
                body.append(
                    (
                        _link(cell, names),
                        _said(cell.outcome, cell), text(reading.label), text("; ".join(reading.held_by)),
                        text(" ".join(reading_word(reading, cell.effect))),
                    )
                )  # fmt: skip
    return rows(map(text, words.TURNS_HEAD), body, words.TURNS_CAPTION) if body else ""


def _link(cell: CellNode, names: Mapping[str, str]) -> str:
    said = f"{names.get(cell.actor, cell.actor)}, {cell.label}"
    return f'<a href="#{cell_anchor(cell)}">{text(said)}</a>'


def _said(outcome: Outcome, cell: CellNode) -> str:
    return f"{SIGNS[outcome]} {text(word(outcome, cell.effect, cell.standard_reached))}"


def _missing(cells: list[CellNode], names: Mapping[str, str]) -> str:
    """List what nobody has shown, each question once, with the cells that wait for it."""
    body = [
        (text(each.ask), text(each.counts), ", ".join(_link(cell, names) for cell in each.cells))
        for each in questions(cells)
    ]
    return rows(map(text, words.MISSING_HEAD), body, words.MISSING_CAPTION) if body else ""


def _trace(run: RunResult, case: CaseResult, cell: CellNode, targets: Targets) -> str:
    told = trace(run, case, cell)
    # On paper a cell that no fact opens would only be a page more.
    quiet = ' class="quiet"' if cell.outcome in QUIET else ""
    back = f'<p><a href="#matrix">{text(words.BACK)}</a></p>'
    return (
        f'<article id="{cell_anchor(cell)}"{quiet}><details>'
        f'<summary class="cell {cell.outcome}">{text(told.title)}<small>{text(cell.title)}</small></summary>'
        f"<div>{outline(told, targets)}{knot(cell)}{back}</div></details></article>"
    )


# --- what it stands on


def _facts(case: CaseResult) -> str:
    body = []
    for fact in case.facts:
        passages = "<br>".join(_leaf(fact, number, leaf) for number, leaf in enumerate(fact.leaves))
        when = fact.when + (f" ({words.UNDATED})" if fact.undated else "")
        body.append(
            (f'<span id="{anchor("fact", fact.id)}"><code>{text(fact.id)}</code></span>', text(fact.text), text(when),
             text(status_line(fact, case)), passages)
        )  # fmt: skip
    return rows(map(text, words.FACTS_HEAD), body, words.FACTS_CAPTION)


def _leaf(fact: FactNode, number: int, leaf: Leaf) -> str:
    grade = phrases.STANDARD[leaf.grade] if leaf.grade else words.NOTHING
    weighed = f"{leaf.reliability or ''}{leaf.information or ''}"
    about = ", ".join(filter(None, (leaf.speaker, leaf.mode, weighed, grade, leaf.source_title)))
    # Only words of the speaker's own stand in quotation marks; those of a note are ours.
    shown = phrases.VERBATIM if leaf.verbatim else words.OUR_NOTE if leaf.kind == "passage" else words.BARE
    quote = text(shown.format(text=quoted(leaf.text)))
    if leaf.source and leaf.start is not None:
        quote = f'<a id="{_back(fact.id, number)}" href="#{_quote(fact.id, number)}">{quote}</a>'
    against = f"{text(words.AGAINST)} " if leaf.side == fact.opposed else ""
    return f'{against}{quote} <span class="ids">({text(about)})</span>'


def _quote(fact: str, number: int) -> str:
    return anchor("quote", f"{fact} {number}")


def _back(fact: str, number: int) -> str:
    return anchor("back", f"{fact} {number}")


def _sources(case: CaseResult, texts: Texts) -> Iterator[str]:
    """Print each source with its quotes marked; a mark leads back to what it bears on."""
    by_source: dict[str, list[Mark]] = {each.id: [] for each in case.sources}
    for fact in case.facts:
        for number, leaf in enumerate(fact.leaves):
            if leaf.source and leaf.start is not None and leaf.end is not None:
                mark = Mark(leaf.start, leaf.end, fact.id, _quote(fact.id, number), _back(fact.id, number))
                by_source.setdefault(leaf.source, []).append(mark)
    for opinion in case.opinions:
        said = texts.get(opinion.source, "")
        if said.count(opinion.exact) == 1:
            start = said.index(opinion.exact)
            end, here, back = start + len(opinion.exact), _quote(opinion.id, 0), anchor("leans", opinion.id)
            by_source.setdefault(opinion.source, []).append(Mark(start, end, opinion.id, here, back))
    known = {each.id: each for each in case.sources}
    for source, marks in by_source.items():
        if source in texts:
            title = known[source].title if source in known else source
            yield f"<h3>{text(title)} <code>{text(source)}</code></h3>"
            if source in known:
                yield f'<p class="soft">{text(source_line(known[source]))}</p>'
            yield f'<div class="source" tabindex="0" role="region" aria-label="{text(title)}">'
            yield f"{_marked(texts[source], marks)}</div>"


def _marked(said: str, marks: list[Mark]) -> str:
    """Mark passages in a text, also where they overlap: each piece between two ends is marked for all that hold it."""
    ends = sorted({0, len(said), *(at for mark in marks for at in (mark.start, mark.end))})
    parts, begun = [], set[Mark]()
    for start, end in pairwise(ends):
        piece = _escaped(said[start:end])
        holding = [mark for mark in marks if mark.start <= start and end <= mark.end]
        anchors = "".join(f'<span id="{mark.here}"></span>' for mark in holding if mark not in begun)
        begun.update(holding)
        if holding:
            notes = "".join(
                f'<a class="ids" href="#{mark.back}">[{text(mark.id)}]</a>' for mark in marks if mark.end == end
            )
            piece = f"<mark>{anchors}{piece}</mark>{notes}"
        parts.append(piece)
    return "".join(parts)


def _escaped(said: str) -> str:
    """Escape a piece of a source as it stands there, its lines and the spaces at its ends too."""
    return escape(sanitise(said, keep="\n\t"))


def _leans(case: CaseResult, cells: list[CellNode]) -> str:
    body = [
        (f'<span id="{anchor("leans", each.id)}"><code>{text(each.id)}</code></span>', text(each.what), text(each.said))
        for each in leanings(case, cells)
    ]
    return rows(map(text, words.LEANS_HEAD), body, words.LEANS_CAPTION) if body else ""


def _law(cells: list[CellNode]) -> str:
    seen: dict[str, CellNode] = {}
    for cell in cells:
        seen.setdefault(cell.provision, cell)
    body = []
    for provision, cell in seen.items():
        unconfirmed = "" if cell.pinpoint_confirmed else f" ({phrases.PINPOINT_UNCONFIRMED})"
        name = f'<span id="{anchor("law", provision)}">{text(cited_in_full(cell) + unconfirmed)}</span>'
        body.append((name, text(f"{cell.force}, {cell.verb}"), text(" and ".join(cell.in_force)), text(cell.gist)))
    told = "".join(
        f"<h3>{text(heading)}</h3><ul>{''.join(f'<li>{text(each)}</li>' for each in entries)}</ul>"
        for heading, entries in listed(cells)
    )
    authorities = f"<details><summary>{text(words.AUTHORITIES)}</summary>{told}</details>" if told else ""
    return rows(map(text, words.LAW_HEAD), body, words.LAW_CAPTION) + authorities


def _made_from(run: RunResult, case: CaseResult) -> str:
    body = [(text(what), f"<code>{text(value)}</code>") for what, value in made_from(run, case)]
    return rows(map(text, words.MADE_HEAD), body, words.MADE_CAPTION)
