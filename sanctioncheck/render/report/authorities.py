"""The authorities that a report cites: the instruments of its norms and of what excuses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.model.authority import Authority
from sanctioncheck.model.result import CellNode, ExceptionNode
from sanctioncheck.render import oscola


def authorities_of(cells: Iterable[CellNode]) -> tuple[Authority, ...]:
    """Give the authorities of cells, in the order in which they are met; what is not described is not among them."""
    found: dict[Authority, None] = {}
    for cell in cells:
        pleas = (clause for finding in cell.findings for clause in finding.exceptions)
        found |= dict.fromkeys((*([cell.authority] if cell.authority else ()), *pleaded_in(pleas)))
    return tuple(found)


def pleaded_in(clauses: Iterable[ExceptionNode]) -> Iterator[Authority]:
    """Give the authorities of exceptions and of what answers them."""
    for clause in clauses:
        yield from (each.authority for each in _and_answers(clause) if each.authority is not None)


def _and_answers(clause: ExceptionNode) -> Iterator[ExceptionNode]:
    yield clause
    for answer in clause.unless:
        yield from _and_answers(answer)


def cited_in_full(cell: CellNode) -> str:
    """Cite the provision of a cell in full; as its rule does, where nothing describes its instrument."""
    return oscola.full(cell.authority) if cell.authority else cell.citation


def listed(cells: Iterable[CellNode]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the table of authorities: its headings, and under each the instruments in order."""
    return oscola.table(authorities_of(cells))
