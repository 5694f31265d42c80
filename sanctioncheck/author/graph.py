"""Draws together what the rules hold: which provision asks for what, what concludes it, and how provisions relate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sanctioncheck.author.pages.leaning import clause_conditions, meaning_conditions, symbol, symbols
from sanctioncheck.author.pages.wording import Wording, blank
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.graph import Edge, Graph, Vertex
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives, head

__all__ = ["around", "below", "whole"]

_DOWN = frozenset({"asks", "excused by", "binds where", "lays down", "narrower"})
"""Edges that lead from what leans to what it leans on; `concludes` is followed the other way."""


def whole(book: Rulebook) -> Graph:
    """Give everything in a pack that leans on something, or that something leans on.

    >>> from sanctioncheck.load.pack import load_pack
    >>> Edge(source="un.sc.res.1874/9", target="provides", kind="asks") in whole(load_pack()).edges
    True
    """
    edges = tuple(dict.fromkeys(_edges(book)))
    used = {end for edge in edges for end in (edge.source, edge.target)}
    vertices = tuple(each for each in _vertices(book) if each.id in used or each.kind == "provision")
    return Graph(pack=f"{book.name} {book.version}", vertices=vertices, edges=edges)


def below(graph: Graph, names: Sequence[str]) -> Graph:
    """Give some things and all that they lean on, and how the provisions among them relate.

    Takes the graph and ids that it has; gives the part of it, in the same order.

    >>> from sanctioncheck.load.pack import load_pack
    >>> part = below(whole(load_pack()), ["un.sc.res.2270/9"])
    >>> "hosts_personnel" in [each.id for each in part.vertices]
    True
    """
    lean: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.kind in _DOWN:
            lean.setdefault(edge.source, []).append(edge.target)
        elif edge.kind == "concludes":
            lean.setdefault(edge.target, []).append(edge.source)
    return _part(graph, _reached(lean, names, None))


def around(graph: Graph, names: Sequence[str], depth: int) -> Graph:
    """Give some things and all that is at most so many steps from them, whichever way the steps lead.

    >>> from sanctioncheck.load.pack import load_pack
    >>> part = around(whole(load_pack()), ["provides"], 1)
    >>> "un.sc.res.1874/9" in [each.id for each in part.vertices]
    True
    """
    lean: dict[str, list[str]] = {}
    for edge in graph.edges:
        lean.setdefault(edge.source, []).append(edge.target)
        lean.setdefault(edge.target, []).append(edge.source)
    return _part(graph, _reached(lean, names, depth))


def _reached(steps: dict[str, list[str]], names: Sequence[str], depth: int | None) -> set[str]:
    reached, edge = set(names), list(names)
    while edge and depth != 0:
        edge = [each for name in edge for each in steps.get(name, ()) if each not in reached]
        reached.update(edge)
        depth = None if depth is None else depth - 1
    return reached


def _part(graph: Graph, names: set[str]) -> Graph:
    return Graph(
        pack=graph.pack,
        vertices=tuple(each for each in graph.vertices if each.id in names),
        edges=tuple(each for each in graph.edges if {each.source, each.target} <= names),
    )


def _vertices(book: Rulebook) -> Iterator[Vertex]:
    wording = Wording(book)
    for each in book.provisions.values():
        yield Vertex(kind="provision", id=each.provision, label=f"{each.citation.label}\n{each.title}")
    for target in _elsewhere(book):
        yield Vertex(kind="elsewhere", id=target, label=target)
    for meaning in book.meanings:
        kind = "bridge" if meaning.bridge else "definition"
        name = meaning.id.removeprefix("bridge:").rpartition("#")[2]
        yield Vertex(kind=kind, id=meaning.id, label=f"{name}\n{wording.atom(*head(meaning))}")
    for name, word in book.vocabulary.predicates.items():
        yield Vertex(kind="predicate", id=name, label=f"{name}\n{blank(word.say)}")
    for name, kind_ in book.vocabulary.types.items():
        yield Vertex(kind="type", id=f"{IS_A}:{name}", label=f"is {kind_.label}")


def _elsewhere(book: Rulebook) -> Iterator[str]:
    """Give the provisions that a relation names and the pack does not have: a warning, and no error."""
    named = dict.fromkeys(relation.target for each in book.provisions.values() for relation in each.relations)
    yield from (target for target in named if target not in book.provisions)


def _edges(book: Rulebook) -> Iterator[Edge]:
    for rule in book.rules:
        yield from _of_rule(rule)
    for meaning in book.meanings:
        yield from _of_meaning(meaning, book)
    for each in book.provisions.values():
        for relation in each.relations:
            yield Edge(source=each.provision, target=relation.target, kind=relation.type.replace("_", " "))
    asked = {symbol_ for rule in book.rules for symbol_ in symbols(_conditions(rule)) if symbol_.startswith(f"{IS_A}:")}
    for name in sorted(asked):
        for meaning in book.meanings:
            concluded = symbol(*head(meaning))
            kind = concluded.removeprefix(f"{IS_A}:")
            if concluded != name and concluded != kind and name[5:] in book.vocabulary.supertypes(kind):
                yield Edge(source=name, target=concluded, kind="narrower")


def _of_rule(rule: Rule) -> Iterator[Edge]:
    source = rule.provision.provision
    if rule.norm.bearer.bound_where is not None:
        yield from _asking(source, "binds where", [rule.norm.bearer.bound_where])
    for element in rule.elements.values():
        yield from _asking(source, "asks", (each for _, each in alternatives(element.when, element.readings)))
    for clause in rule.exceptions.values():
        yield from _asking(source, "excused by", clause_conditions(clause))


def _conditions(rule: Rule) -> Iterator[Condition]:
    for element in rule.elements.values():
        yield from (each for _, each in alternatives(element.when, element.readings))
    for clause in rule.exceptions.values():
        yield from clause_conditions(clause)


def _of_meaning(meaning: Meaning, book: Rulebook) -> Iterator[Edge]:
    if meaning.by in book.provisions:
        yield Edge(source=meaning.by, target=meaning.id, kind="lays down")
    yield Edge(source=meaning.id, target=symbol(*head(meaning)), kind="concludes")
    yield from _asking(meaning.id, "asks", meaning_conditions(meaning))


def _asking(source: str, kind: str, conditions: Iterable[Condition]) -> Iterator[Edge]:
    for name in symbols(conditions):
        yield Edge(source=source, target=name, kind=kind)
