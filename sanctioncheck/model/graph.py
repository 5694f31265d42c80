"""How the parts of the rules hang together: things, and what each does to another."""

from __future__ import annotations

from sanctioncheck.model.document import Record

__all__ = ["Edge", "Graph", "Vertex"]


class Vertex(Record):
    """One thing: a provision, definition, bridge, predicate or type; `elsewhere`, a provision that the pack has not."""

    kind: str
    id: str
    label: str


class Edge(Record):
    """What one thing does to another: a provision asks for a predicate, a definition concludes it."""

    source: str
    target: str
    kind: str


class Graph(Record):
    """Things and what they do to one another, each once."""

    pack: str
    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]
