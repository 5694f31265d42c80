"""One case as one page: what came out and how sure, the trace of every cell, the sources, and what it leans on."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import pairwise

from sanctioncheck.model.finding import SIGNS, Outcome, word
from sanctioncheck.model.result import CaseResult, CellNode, FactNode, Leaf, RunResult
from sanctioncheck.model.truth import STANDARDS
from sanctioncheck.render import phrases
from sanctioncheck.render.matrix import Matrix, marks_of, matrix
from sanctioncheck.render.oneline import line as one_line
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import cited_in_full, listed
from sanctioncheck.render.report.gaps import questions
from sanctioncheck.render.report.look import SCRIPT, STYLE
from sanctioncheck.render.report.origin import made_from
from sanctioncheck.render.report.tags import Targets, anchor, line, outline, rows, text
from sanctioncheck.render.report.timeline import picture
from sanctioncheck.render.trace import trace

Texts = Mapping[str, str]
"""Id of a source to its whole text."""


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
    body = [
        f'<a class="skip" href="#matrix">{text(words.SKIP)}</a>',
        f'<header class="top"><h1>{text(case.title)}</h1>',
        *(f'<p class="about">{text(said)}</p>' for said in drawn.about),
        f'<p class="aid"><strong>{text(run.disclaimer)}</strong></p>',
        *_warnings(case),
        "</header>",
        "",
        "<main>",
        _section("answers", words.ANSWERS, _answers(case, cells, targets)),
        _section("matrix", words.MATRIX, _matrix(case, drawn)),
        _section("turns", words.TURNS, _turns(cells, names)),
        _section("missing", words.MISSING, _missing(cells, names)),
        _section("time", words.TIME, picture(case, cells)),
        _section("traces", words.TRACES, "".join(_trace(run, case, cell, targets) for cell in cells)),
        _section("facts", words.FACTS, _facts(case)),
        _section("sources", words.SOURCES, "".join(_sources(case, texts))),
        _section("leans", words.LEANS, _leans(case)),
        _section("law", words.LAW, _law(cells)),
        _section("made-from", words.MADE_FROM, _made_from(run, case)),
        "</main>",
    ]
    there = {name for name in words.CONTENTS if any(f' id="{name}"' in part for part in body)}
    body[body.index("")] = _contents(there)
    return _whole(case.title, "\n".join(body))


def _whole(title: str, body: str) -> str:
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _hash(said: str) -> str:
    return f"sha256-{base64.b64encode(sha256(said.encode()).digest()).decode()}"


def _section(name: str, title: str, inner: str) -> str:
    if not inner:
        return ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}" tabindex="-1">{text(title)}</h2>{inner}</section>'


def _contents(there: set[str]) -> str:
    shown = {name: title for name, title in words.CONTENTS.items() if name in there}
    links = "".join(f'<li><a href="#{name}">{text(title)}</a></li>' for name, title in shown.items())
    return f'<nav aria-label="{text(words.CONTENTS_LABEL)}"><ul>{links}</ul></nav>'


def _targets(case: CaseResult, cells: list[CellNode]) -> dict[str, str]:
    """Give what the page can link to: facts and what else a cell leans on, and the provisions of the cells."""
    found = {fact.id: anchor("fact", fact.id) for fact in case.facts}
    leans = (*(j.id for j in case.judgements), *case.background, *case.assumptions, *(o.id for o in case.opinions))
    found |= {name: anchor("leans", name) for name in leans}
    return found | {cell.provision: anchor("law", cell.provision) for cell in cells}


def _warnings(case: CaseResult) -> Iterator[str]:
    if case.proposed:
        yield f'<p class="warn">{text(words.PROPOSED.format(number=len(case.proposed)))}</p>'
    if case.made_up:
        yield f'<p class="warn">{text(words.MADE_UP.format(titles="; ".join(case.made_up)))}</p>'


def _cell_anchor(cell: CellNode) -> str:
    return anchor("cell", f"{cell.actor} {cell.norm}")


# --- what came out


def _answers(case: CaseResult, cells: list[CellNode], targets: Targets) -> str:
    """Say in a line each what is violated, contested and open, the gravest first."""
    parts = [f"<p>{text(case.totals)}</p>"]
    for outcome in ("violated", "contested", "undetermined", "excused"):
        found = [cell for cell in cells if cell.outcome == outcome]
        if not found:
            continue
        items = "".join(
            f'<li>{line(one_line(case, cell).text, targets)} <a href="#{_cell_anchor(cell)}">{text(words.WHY)}</a></li>'
            for cell in found
        )
        many = words.OUTCOME[outcome].format(number=len(found))
        shown = " open" if outcome in ("violated", "contested") else ""
        parts.append(f"<details{shown}><summary><strong>{text(many)}</strong></summary><ul>{items}</ul></details>")
    return "".join(parts)


def _matrix(case: CaseResult, drawn: Matrix) -> str:
    """Draw the matrix for every standard; which of them is seen is chosen above it, without a script."""
    asked = STANDARDS.index(case.standard)
    chosen = "".join(
        f'<label><input type="radio" name="standard" id="standard-{rank}"{" checked" if rank == asked else ""}> '
        f"{text(phrases.STANDARD[name])}</label>"
        for rank, name in enumerate(STANDARDS)
    )
    head = "".join(f'<th scope="col">{text(column.name)}</th>' for column in drawn.columns)
    body = []
    for row in drawn.rows:
        below = "".join(f"<small>{text(said)}</small>" for said in row.below)
        tds = "".join(f"<td>{_entry(entry.cell, entry.below) if entry else ''}</td>" for entry in row.entries)
        body.append(f'<tr><th scope="row">{text(row.label)}{below}</th>{tds}</tr>')
    legend = "".join(
        f'<li class="{outcome}"><span class="sign">{SIGNS[outcome]}</span>{text(said)}</li>'
        for outcome, said in words.LEGEND.items()
    )
    notes = "".join(f"<p>{text(note)}</p>" for note in drawn.notes)
    return (
        f'<fieldset class="standards"><legend>{text(words.STANDARD)}</legend>{chosen}</fieldset>'
        f'<ul class="legend" aria-label="{text(words.LEGEND_LABEL)}">{legend}</ul>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(words.TABLE)}">'
        f'<table class="matrix"><thead><tr><th scope="col">{text(phrases.NORM)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>{notes}"
    )


def _entry(cell: CellNode, below: tuple[str, ...]) -> str:
    """Write a cell at each standard."""
    parts = []
    for rank, name in enumerate(STANDARDS):
        outcome = cell.by_standard[name]
        said = f"{word(outcome, cell.effect, cell.standard_reached)} {marks_of(cell)}".rstrip()
        more = "".join(f"<small>{text(each)}</small>" for each in below) if outcome == cell.outcome else ""
        inner = f'<span class="sign" aria-hidden="true">{SIGNS[outcome]}</span>{text(said)}{more}'
        parts.append(f'<span class="s{rank}"><a class="cell {outcome}" href="#{_cell_anchor(cell)}">{inner}</a></span>')
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
                        _said(reading.outcome, cell),
                    )
                )  # fmt: skip
    return rows(map(text, words.TURNS_HEAD), body, words.TURNS_CAPTION) if body else ""


def _link(cell: CellNode, names: Mapping[str, str]) -> str:
    said = f"{names.get(cell.actor, cell.actor)}, {cell.label}"
    return f'<a href="#{_cell_anchor(cell)}">{text(said)}</a>'


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
    back = f'<p><a href="#matrix">{text(words.BACK)}</a></p>'
    return (
        f'<article id="{_cell_anchor(cell)}"><details>'
        f'<summary class="cell {cell.outcome}">{text(told.title)}</summary>'
        f"<div>{outline(told, targets)}{back}</div></details></article>"
    )


# --- what it stands on


def _facts(case: CaseResult) -> str:
    body = []
    for fact in case.facts:
        passages = "<br>".join(_leaf(fact, number, leaf) for number, leaf in enumerate(fact.leaves))
        when = fact.when + (f" ({words.UNDATED})" if fact.undated else "")
        body.append(
            (f'<span id="{anchor("fact", fact.id)}"><code>{text(fact.id)}</code></span>', text(fact.text), text(when),
             text(f"{fact.status}, {fact.review}"), passages)
        )  # fmt: skip
    return rows(map(text, words.FACTS_HEAD), body, words.FACTS_CAPTION)


def _leaf(fact: FactNode, number: int, leaf: Leaf) -> str:
    grade = phrases.STANDARD[leaf.grade] if leaf.grade else words.NOTHING
    weighed = f"{leaf.reliability or ''}{leaf.information or ''}"
    about = ", ".join(filter(None, (leaf.speaker, leaf.mode, weighed, grade, leaf.source_title)))
    quote = f"“{text(leaf.text)}”"
    if leaf.source and leaf.start is not None:
        quote = f'<a id="{_back(fact.id, number)}" href="#{_quote(fact.id, number)}">{quote}</a>'
    against = f"{text(words.AGAINST)} " if leaf.side == fact.opposed else ""
    return f'{against}{quote} <span class="ids">({text(about)})</span>'


def _quote(fact: str, number: int) -> str:
    return anchor("quote", f"{fact} {number}")


def _back(fact: str, number: int) -> str:
    return anchor("back", f"{fact} {number}")


def _sources(case: CaseResult, texts: Texts) -> Iterator[str]:
    """Print each source with its quotes marked; a mark leads back to the fact that it bears on."""
    by_source: dict[str, list[tuple[int, int, str, int]]] = {}
    titles: dict[str, str] = {}
    for fact in case.facts:
        for number, leaf in enumerate(fact.leaves):
            if leaf.source and leaf.start is not None and leaf.end is not None:
                by_source.setdefault(leaf.source, []).append((leaf.start, leaf.end, fact.id, number))
                titles[leaf.source] = leaf.source_title or leaf.source
    for source, marks in by_source.items():
        if source in texts:
            yield f"<h3>{text(titles[source])} <code>{text(source)}</code></h3>"
            yield f'<div class="source" tabindex="0" role="region" aria-label="{text(titles[source])}">'
            yield f"{_marked(texts[source], marks)}</div>"


def _marked(said: str, marks: list[tuple[int, int, str, int]]) -> str:
    """Mark passages in a text, also where they overlap: each piece between two ends is marked for all that hold it."""
    ends = sorted({0, len(said), *(at for start, end, _, _ in marks for at in (start, end))})
    parts, begun = [], set[tuple[str, int]]()
    for start, end in pairwise(ends):
        piece = _escaped(said[start:end])
        holding = [(fact, number) for first, last, fact, number in marks if first <= start and end <= last]
        anchors = "".join(f'<span id="{_quote(*each)}"></span>' for each in holding if each not in begun)
        begun.update(holding)
        if holding:
            notes = "".join(
                f'<a class="ids" href="#{_back(fact, number)}">[{text(fact)}]</a>'
                for first, last, fact, number in marks
                if last == end
            )
            piece = f"<mark>{anchors}{piece}</mark>{notes}"
        parts.append(piece)
    return "".join(parts)


def _escaped(said: str) -> str:
    """Escape a piece of a source, keeping its lines."""
    return "\n".join(text(each) for each in said.split("\n"))


def _leans(case: CaseResult) -> str:
    body: list[tuple[str, str, str]] = []
    for judgement in case.judgements:
        said = f"{judgement.text}: {judgement.reason}"
        body.append((_named(judgement.id), text(f"{words.KIND[judgement.kind]}, {judgement.by}"), text(said)))
    for kind, entries in (("background", case.background), ("assumption", case.assumptions), ("refused", case.refused)):
        body += [(_named(name), text(words.KIND[kind]), text(said)) for name, said in entries.items()]
    for opinion in case.opinions:
        said = f"“{opinion.exact}” ({opinion.speaker})"
        body.append((_named(opinion.id), text(words.KIND["opinion"]), text(said)))
    return rows(map(text, words.LEANS_HEAD), body, words.LEANS_CAPTION) if body else ""


def _named(name: str) -> str:
    return f'<span id="{anchor("leans", name)}"><code>{text(name)}</code></span>'


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
