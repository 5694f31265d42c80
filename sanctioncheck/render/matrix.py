"""The matrix of a case before it is drawn: norms in rows, actors in columns, what each cell says, and the notes."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.finding import FOLDING, ORDER, QUIET, SIGNS
from sanctioncheck.model.norm import Status
from sanctioncheck.model.result import ActorNode, CaseResult, CellNode, RunResult
from sanctioncheck.model.truth import RANK
from sanctioncheck.render import phrases
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import alternatives, capital, packs_line, period_line

_FEW = 12
"""Norms whose rows are not drawn, up to which each is named under the matrix."""
_INSTRUMENTS = 8
"""Instruments that are named where such norms are only counted, if there are at least two more."""
_CLEARED = 4
"""Pieces of conduct of which nothing is violated, up to which each is named."""
_PINPOINT = re.compile(r" (?=(?:annex|art|para|principle)\b)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says: sign and word, then the lines under it."""

    cell: CellNode
    word: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One norm: the citation, the lines under it, and an entry for each actor."""

    label: str
    below: tuple[str, ...]
    entries: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that a drawn matrix says, in order."""

    title: str
    about: tuple[str, ...]
    columns: tuple[ActorNode, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def matrix(
    run: RunResult, case: CaseResult, *, everything: bool = False, narrowed: bool = False, typed: bool = True
) -> Matrix:
    """Lay out the matrix of one case.

    Args:
        run: the run that the case belongs to.
        case: the case.
        everything: whether norms that nothing triggers have rows of their own, and those that bind nobody are named.
        narrowed: whether rows or columns were chosen, so that the totals speak of more than is shown.
        typed: whether who reads it can type a command, so that it says which shows more.
    """
    columns = columns_of(case)
    by_norm: dict[str, dict[str, CellNode]] = {}
    for cell in case.cells:
        by_norm.setdefault(cell.norm, {})[cell.actor] = cell
    names = short_names(case.cells)
    shown = [norm for norm, row in by_norm.items() if everything or not _quiet(row.values())]
    other = [norm for norm in by_norm if norm not in shown and any(cell.other_kind for cell in by_norm[norm].values())]
    folded = [norm for norm in by_norm if norm not in shown and norm not in other]
    labels = {cell.provision: cell.label for cell in case.cells}
    rows = tuple(_row(by_norm[norm], columns, names[norm], labels) for norm in shown)
    return Matrix(
        case.title,
        tuple(_about(run, case)),
        columns,
        rows,
        tuple(_notes(case, rows, [names[n] for n in folded], [names[n] for n in other], everything, narrowed, typed)),
    )


def columns_of(case: CaseResult) -> tuple[ActorNode, ...]:
    """Give the columns of a case: the actors that it names, or where it does not, those of its cells."""
    if case.columns:
        return case.columns
    actors = dict.fromkeys((*case.actors, *(cell.actor for cell in case.cells)))
    return tuple(ActorNode(id=actor, name=actor, type="") for actor in actors)


def short_names(cells: Iterable[CellNode | CellDifference]) -> dict[str, str]:
    """Give each norm a name as a row has it; two norms with one citation keep their own ids behind it.

    The names can be typed where a command wants a norm.
    """
    labels = {cell.norm: cell.label for cell in cells}
    shared = Counter(labels.values())
    return {
        norm: f"{label} #{norm.partition('#')[2]}" if shared[label] > 1 and "#" in norm else label
        for norm, label in labels.items()
    }


def gravest(cells: Iterable[CellNode]) -> CellNode | None:
    """Give the cell to look at first: the gravest outcome, a breach before a qualification, a principal wrong before
    its alternative, the best proved.
    """

    def order(cell: CellNode) -> tuple[int, bool, bool, int]:
        proved = RANK[cell.standard_reached] if cell.standard_reached else -1
        return ORDER[cell.outcome], cell.effect not in ("breach", "responsibility"), bool(cell.alternative_to), -proved

    return min(cells, key=order, default=None)


def why(case: CaseResult, path: str, again: tuple[str, ...] = ()) -> str | None:
    """Give the command to type next, with the gravest cell of the matrix; None where there is no cell.

    Args:
        case: the case.
        path: how the user named it.
        again: options that the command must repeat.
    """
    cell = gravest(case.cells)
    if cell is None:
        return None
    words = [shlex.quote(plain(word)) for word in (path, cell.actor, cell.norm, *again)]
    return phrases.WHY.format(words=" ".join(words))


def _quiet(cells: Iterable[CellNode]) -> bool:
    return all(cell.outcome in QUIET or cell.other_kind for cell in cells)


def _row(cells: dict[str, CellNode], columns: tuple[ActorNode, ...], name: str, labels: dict[str, str]) -> Row:
    head = next(iter(cells.values()))
    below = [head.title]
    for cell in cells.values():
        if cell.alternative_to:
            below.append(phrases.ALTERNATIVE.format(others=alternatives(cell, labels)))
            break
    # A mark never stands on a line of its own.
    mark = "" if head.pinpoint_confirmed else f"\N{NO-BREAK SPACE}{phrases.MARK_PINPOINT}"
    entries = tuple(_entry(cells[column.id]) if column.id in cells else None for column in columns)
    return Row(plain(name) + mark, tuple(plain(line) for line in below), entries)


def _entry(cell: CellNode) -> Entry:
    marks = marks_of(cell)
    # The ground stands before the word, so that nobody can quote the word without it.
    word = f"{SIGNS[cell.outcome]} {cell.word}{f' {marks}' if marks else ''}"
    return Entry(cell, word, tuple(_below(cell)))


def _below(cell: CellNode) -> Iterator[str]:
    if cell.cut:
        yield phrases.CUT_CELL[cell.cut]
    if cell.standard_reached and cell.outcome == "violated":
        if RANK[cell.standard_reached] >= RANK["balance"]:
            yield phrases.STANDARD[cell.standard_reached]
    elif cell.standard_reached:
        yield phrases.LOWER.format(standard=phrases.STANDARD[cell.standard_reached])
    if sum(cell.counts.values()) > 1:
        yield ", ".join(f"{cell.counts[outcome]} {SIGNS[outcome]}" for outcome in FOLDING if cell.counts.get(outcome))
    if cell.if_assumed and cell.if_assumed != cell.outcome:
        yield phrases.IF_ASSUMED.format(sign=SIGNS[cell.if_assumed])


def marks_of(cell: CellNode) -> str:
    """Give the marks behind the word of a cell: what it assumes, is judged by, or turns on."""
    return "".join(_marks(cell))


def _marks(cell: CellNode) -> Iterator[str]:
    if cell.assumptions or (cell.cut and cell.if_assumed):
        yield phrases.MARK_ASSUMED
    # Where it is not known whether it leans on one, it is marked as if it did.
    if cell.judgements or (cell.cut and cell.counts):
        yield phrases.MARK_JUDGED
    if any(reading.outcome != cell.outcome for reading in cell.readings):
        yield phrases.MARK_READING
    if cell.unreviewed:
        yield phrases.MARK_UNREVIEWED


def _about(run: RunResult, case: CaseResult) -> Iterator[str]:
    standard = phrases.STANDARD_ASKED.format(standard=phrases.STANDARD[case.standard])
    yield f"{plain(case.case)} · {phrases.AS_OF.format(as_of=case.as_of)} · {standard}"
    engines = case.engines
    yield f"{packs_line(run.packs)} · {phrases.ENGINES.format(native=engines.native, durable=_compared(engines))}"
    if engines.differences:
        norms = ", ".join(dict.fromkeys(plain(each.norm) for each in engines.differences))
        yield phrases.ENGINES_DIFFER.format(number=len(engines.differences), norms=norms)
    elif engines.durable and engines.not_compared and engines.decided == "native":
        yield phrases.NOT_COMPARED_BECAUSE.format(reason=plain(engines.not_compared))


def _compared(engines: Engines) -> str:
    if engines.durable is None:
        return phrases.NOT_CROSS_CHECKED
    if engines.decided == "durable":
        return phrases.DECIDED_BY_DURABLE.format(durable=engines.durable)
    whole = phrases.CROSS_CHECKED_IN_PART if engines.not_compared else phrases.CROSS_CHECKED
    said = whole if engines.compared else phrases.NOT_COMPARED
    return said.format(durable=engines.durable)


def _by_instrument(names: Iterable[str]) -> str:
    """Count norms by what they are laid down in.

    Only those with the most norms are named; of equals the first.

    >>> _by_instrument(["ARSIWA art 17", "UNSC Res 1718 para 2", "UNSC Res 1718 para 8(b) #no-export"])
    'UNSC Res 1718 (2), ARSIWA (1)'
    """
    counts = Counter(_PINPOINT.split(name, maxsplit=1)[0] for name in names).most_common()
    named = _INSTRUMENTS if len(counts) > _INSTRUMENTS + 1 else len(counts)
    parts = [f"{instrument} ({number})" for instrument, number in counts[:named]]
    if counts[named:]:
        norms = sum(number for _, number in counts[named:])
        parts.append(phrases.OTHER_INSTRUMENTS.format(number=len(counts) - named, norms=norms))
    return ", ".join(parts)


def _unseen(names: list[str], few: str, many: str, more: str) -> Iterator[str]:
    """Name the norms whose rows are not drawn, or count them where they are many."""
    if len(names) > _FEW:
        yield many.format(number=len(names), counts=_by_instrument(names), more=more)
    elif names:
        yield few.format(labels="; ".join(names), more=more)


def _notes(
    case: CaseResult,
    rows: tuple[Row, ...],
    folded: list[str],
    other: list[str],
    everything: bool,
    narrowed: bool,
    typed: bool,
) -> Iterator[str]:
    if not rows:
        yield phrases.EMPTY
    lists, draws = (phrases.ALL_LISTS, phrases.ALL_DRAWS) if typed else ("", "")
    yield from _unseen(folded, phrases.FOLDED, phrases.FOLDED_MANY, lists)
    yield from _unseen(other, phrases.OTHER_KIND, phrases.OTHER_KIND_MANY, draws)
    if case.hidden and everything:
        yield phrases.HIDDEN_ALL.format(norms=", ".join(case.hidden))
    elif case.hidden and not narrowed:
        yield phrases.HIDDEN.format(number=len(case.hidden), more=lists)
    legend = phrases.LEGEND if typed else phrases.LEGEND | phrases.LEGEND_UNTYPED
    yield from (f"{mark}: {said}" for mark, said in legend.items() if mark in _marks_used(rows))
    yield from _cleared(rows, {column.name for column in columns_of(case)})
    totals = phrases.TOTALS_OF_ALL if narrowed else phrases.TOTALS
    yield totals.format(totals=case.totals, standard=phrases.STANDARD[case.standard])
    cut = sum(1 for cell in case.cells if cell.cut)
    if cut:
        yield phrases.CUT_NOTE.format(number=f"{cut} cell{'s' if cut > 1 else ''}")
        if any(cell.cut and cell.counts and not cell.judgements for cell in case.cells):
            yield phrases.CUT_MARKED
    if case.left_out:
        few = [*case.left_out[:_FEW], *(["…"] if len(case.left_out) > _FEW else [])]
        yield phrases.LEFT_OUT.format(number=len(case.left_out), ids=", ".join(few))
    if case.period and any(entry.cell.period for row in rows for entry in row.entries if entry):
        yield period_line(phrases.PERIOD, case.period)
    entries = [entry for row in rows for entry in row.entries if entry]
    unreviewed = dict.fromkeys(fact for entry in entries for fact in entry.cell.unreviewed)
    if unreviewed:
        yield phrases.UNREVIEWED.format(ids=", ".join(unreviewed))
    yield from status_of(entries)
    if case.made_up:
        yield phrases.MADE_UP.format(titles="; ".join(plain(title) for title in case.made_up))
    if case.proposed:
        yield phrases.PROPOSED.format(ids=", ".join(case.proposed))
    if case.idle:
        yield phrases.IDLE.format(ids=", ".join(case.idle))
    for text in case.unbound.values():
        yield phrases.UNBOUND.format(text=capital(plain(text)))
    if case.not_yet_known:
        yield phrases.NOT_YET_KNOWN.format(as_of=case.as_of, ids=", ".join(case.not_yet_known))


def _cleared(rows: tuple[Row, ...], actors: set[str]) -> Iterator[str]:
    """Say of which conduct it is said that it violates nothing, so that nobody takes it for an acquittal."""
    cells = [entry.cell for row in rows for entry in row.entries if entry and entry.cell.outcome == "not-violated"]
    headings = (finding.heading.split(", ") for cell in cells for finding in cell.findings)
    about = dict.fromkeys(plain(", ".join(part for part in parts if part not in actors)) for parts in headings)
    about.pop("", None)
    if about:
        named = list(about)[:_CLEARED]
        if len(about) > len(named):
            named.append(phrases.CLEARED_MORE.format(number=len(about) - len(named)))
        yield phrases.CLEARED.format(conduct="; ".join(named))


def status_of(entries: list[Entry]) -> Iterator[str]:
    """Say how far the rules have come that the cells lean on."""
    rules = {name: status for entry in entries if entry.cell.counts for name, status in entry.cell.leans_on.items()}
    if rules:
        counted = Counter(rules.values())
        found = [status for status in get_args(Status) if counted[status]]
        counts = ", ".join(f"{counted[status]} {phrases.STATUSES.get(status, status)}" for status in found)
        yield phrases.STATUS.format(counts=counts)


def _marks_used(rows: tuple[Row, ...]) -> set[str]:
    entries = [entry for row in rows for entry in row.entries if entry]
    used = {mark for entry in entries for mark in _marks(entry.cell)}
    if any(not entry.cell.pinpoint_confirmed for entry in entries):
        used.add(phrases.MARK_PINPOINT)
    if any(sum(entry.cell.counts.values()) > 1 for entry in entries):
        used.add(phrases.COUNT)
    if any(entry.cell.standard_reached and entry.cell.outcome != "violated" for entry in entries):
        used.add(phrases.LOWER_SIGN)
    return used
