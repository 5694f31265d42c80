"""Told once: where a finding comes back to an atom whose definitions it has told, it points up instead of repeating."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.explain.walk import deciding, deciding_meanings, seen_from
from sanctioncheck.model.result import ElementNode, ExceptionNode, FindingNode, Leaf, MeaningNode, Node

Told = dict[tuple[str, str | None, str], tuple[MeaningNode, ...]]
"""An atom with its dates and state, to the definitions told the first time; on other days they may be others."""


def once(finding: FindingNode) -> FindingNode:
    """Give a finding in which each derived atom is told with its definitions only the first time."""
    told: Told = {}
    elements = tuple(_element(element, told) for element in finding.elements)
    exceptions = tuple(_exception(exception, told) for exception in finding.exceptions)
    return finding.model_copy(update={"elements": elements, "exceptions": exceptions})


def _element(element: ElementNode, told: Told) -> ElementNode:
    node = _node(element.node, told)
    rivals = tuple(rival.model_copy(update={"node": _node(rival.node, told)}) for rival in element.rivals)
    return element.model_copy(update={"node": node, "rivals": rivals})


def _exception(exception: ExceptionNode, told: Told) -> ExceptionNode:
    node = _node(exception.node, told)
    return exception.model_copy(update={"node": node, "unless": tuple(_exception(e, told) for e in exception.unless)})


def _meaning(meaning: MeaningNode, told: Told) -> MeaningNode:
    node = _node(meaning.node, told)
    exceptions = tuple(_exception(e, told) for e in meaning.exceptions)
    return meaning.model_copy(update={"node": node, "exceptions": exceptions})


def _node(node: Node, told: Told) -> Node:
    if not node.meanings and not node.parts:
        return node
    if node.meanings:
        mark = (node.atom or "", node.when, node.state)
        if mark in told and told[mark] == node.meanings:
            return node.model_copy(update={"meanings": (), "above": True})
        told.setdefault(mark, node.meanings)
    parts = tuple(_node(part, told) for part in node.parts)
    return node.model_copy(update={"parts": parts, "meanings": tuple(_meaning(m, told) for m in node.meanings)})


class FirstTold:
    """A finding with the first telling of each derived atom, to which the later ones point up."""

    def __init__(self, finding: FindingNode) -> None:
        self.first: dict[tuple[str | None, str | None, str], Node] = {}
        for element in finding.elements:
            self._note(element.node)
            for rival in element.rivals:
                self._note(rival.node)
        for exception in finding.exceptions:
            self._exception(exception)

    def _note(self, node: Node) -> None:
        if node.meanings:
            self.first.setdefault((node.atom, node.when, node.state), node)
        for part in node.parts:
            self._note(part)
        for meaning in node.meanings:
            self._note(meaning.node)
            for exception in meaning.exceptions:
                self._exception(exception)

    def _exception(self, exception: ExceptionNode) -> None:
        self._note(exception.node)
        for inner in exception.unless:
            self._exception(inner)

    def whole(self, node: Node) -> Node:
        """Give a node with the definitions that are told above it."""
        return self.first.get((node.atom, node.when, node.state), node) if node.above else node

    def leaves(self, node: Node, *, turned: bool = False) -> Iterator[Leaf]:
        """Give what `deciding_leaves` gives, with what is told above the node."""
        told = self.whole(node)
        yield from (seen_from(leaf, turned) for leaf in told.leaves)
        for inner, turns in deciding(told):
            yield from self.leaves(inner, turned=turned ^ turns)

    def ways(self, node: Node) -> Iterator[MeaningNode]:
        """Give the definitions and bridges by which a node comes out as it does, the outermost first."""
        told = self.whole(node)
        yield from deciding_meanings(told)
        for inner, _ in deciding(told):
            yield from self.ways(inner)
