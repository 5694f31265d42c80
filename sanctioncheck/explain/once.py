"""Told once: where a finding comes back to an atom whose definitions it has told, it points up instead of repeating."""

from __future__ import annotations

from sanctioncheck.model.result import ElementNode, ExceptionNode, FindingNode, MeaningNode, Node

Told = set[tuple[str, str | None, str]]


def once(finding: FindingNode) -> FindingNode:
    """Give a finding in which each derived atom is told with its definitions only the first time."""
    told: Told = set()
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
        if mark in told:
            return node.model_copy(update={"meanings": (), "above": True})
        told.add(mark)
    parts = tuple(_node(part, told) for part in node.parts)
    return node.model_copy(update={"parts": parts, "meanings": tuple(_meaning(m, told) for m in node.meanings)})
