"""Finds the page of whatever an id or a citation names, and the cells of cases that turn on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sanctioncheck.author.citing import Named
from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.provision import meaning_page, provision_page
from sanctioncheck.author.pages.words import finding_page, list_page, predicate_page, type_page
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.finding import QUIET
from sanctioncheck.model.norm import Reference
from sanctioncheck.model.page import Page, TurnPage
from sanctioncheck.model.result import CaseResult, CellNode, ExceptionNode, FindingNode, Node
from sanctioncheck.model.rulebook import Rulebook

__all__ = ["page_of", "turning"]


def page_of(book: Rulebook, named: Named, shelf: Shelf) -> Page:
    """Tell what a name names.

    >>> from sanctioncheck.author.citing import find_named
    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> book = load_pack()
    >>> page_of(book, find_named("art 2(4)", book), Shelf(built_in())).title
    'No threat or use of force between States'
    """
    match named.kind:
        case "provision":
            return provision_page(book, named.id, shelf)
        case "predicate":
            return predicate_page(book, named.id, shelf)
        case "type":
            return type_page(book, named.id, shelf)
        case "list":
            return list_page(book, named.id, shelf)
        case "background":
            return finding_page(book, named.id, shelf)
    return meaning_page(book, next(each for each in book.meanings if each.id == named.id))


def turning(named: Named, book: Rulebook, cases: Sequence[CaseResult]) -> tuple[TurnPage, ...]:
    """Give the cells of cases that turn on a thing: that it opens, or in whose trace it stands.

    Args:
        named: the thing. A definition counts where a trace shows it, shows it false or finds it disputed; an exception
            that another provision takes over counts where it is raised or holds.
        book: the pack.
        cases: the results of cases, with every cell.

    Returns:
        The cells, in the order of the matrices.
    """
    borrowed = _borrowed(named, book)
    return tuple(
        TurnPage(
            case=case.case,
            title=case.title,
            actor={column.id: column.name for column in case.columns}.get(cell.actor, cell.actor),
            norm=cell.norm,
            label=cell.label,
            outcome=cell.outcome,
            word=cell.word,
        )
        for case in cases
        for cell in case.cells
        if cell.outcome not in QUIET and (_turns(named, cell) or _pleaded(cell, borrowed))
    )


def _turns(named: Named, cell: CellNode) -> bool:
    if named.kind == "provision":
        if cell.provision == named.id:
            return True
        return any(each.startswith(f"{named.id}#") for each in _meanings(cell))
    if named.kind in ("definition", "bridge"):
        return named.id in _meanings(cell)
    if named.kind == "background":
        return named.id in cell.background
    if named.kind == "list":
        return any(named.id == leaf.id for node in _nodes(cell) for leaf in node.leaves if leaf.kind == "list")
    atoms = (node.atom for node in _nodes(cell) if node.atom)
    if named.kind == "type":
        return any(atom.startswith(f"{IS_A}(") and atom.endswith(f", {named.id})") for atom in atoms)
    return any(atom.startswith(f"{named.id}(") for atom in atoms)


def _borrowed(named: Named, book: Rulebook) -> frozenset[tuple[str, str]]:
    """Give the norms that take an exception from a provision, each with the name it has there."""
    return frozenset(
        (rule.id, name)
        for rule in book.rules
        for name in rule.norm.exceptions
        for clause in (rule.provision.exceptions.get(name),)
        if named.kind == "provision" and isinstance(clause, Reference) and clause.ref.startswith(f"{named.id}#")
    )


def _pleaded(cell: CellNode, borrowed: frozenset[tuple[str, str]]) -> bool:
    return any(
        (cell.norm, clause.id) in borrowed and (clause.raised or clause.state != "open")
        for finding in cell.findings
        for clause in finding.exceptions
    )


def _meanings(cell: CellNode) -> set[str]:
    return {meaning.id for node in _nodes(cell) for meaning in node.meanings if meaning.state != "unknown"}


def _nodes(cell: CellNode) -> Iterator[Node]:
    for finding in cell.findings:
        yield from _below(_roots(finding))


def _roots(finding: FindingNode) -> Iterator[Node]:
    yield from (element.node for element in finding.elements)
    yield from (node for clause in finding.exceptions for node in _of_clause(clause))


def _of_clause(clause: ExceptionNode) -> Iterator[Node]:
    yield clause.node
    for inner in clause.unless:
        yield from _of_clause(inner)


def _below(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _below(node.parts)
        for meaning in node.meanings:
            yield from _below((meaning.node,))
            yield from _below(each for clause in meaning.exceptions for each in _of_clause(clause))
