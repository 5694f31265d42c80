"""The rules as a graph: DOT for graphviz, or Mermaid for a page that draws it."""

from __future__ import annotations

from typing import Final

from sanctioncheck.model.graph import Edge, Graph, Vertex
from sanctioncheck.render import rulewords
from sanctioncheck.render.outline import wrapped
from sanctioncheck.render.safe import plain

__all__ = ["to_dot", "to_mermaid"]

_SHAPE: Final[dict[str, str]] = {
    "provision": 'shape=box, style="filled,rounded", fillcolor="#e8eef7"',
    "elsewhere": 'shape=box, style="rounded,dashed"',
    "definition": 'shape=box, style=filled, fillcolor="#f3f3e6"',
    "bridge": 'shape=box, style="filled,dashed", fillcolor="#fbeee6"',
    "predicate": "shape=ellipse",
    "type": "shape=ellipse, style=dotted",
}
_LINE: Final[dict[str, str]] = {
    "asks": "",
    "concludes": "arrowhead=empty",
    "lays down": "style=dotted",
    "excused by": "style=dashed",
    "binds where": "style=dashed",
    "narrower": "style=dotted, arrowhead=empty",
}
_RELATION: Final = "penwidth=2"
_MERMAID: Final[dict[str, tuple[str, str]]] = {
    "provision": ("(", ")"),
    "elsewhere": ("(", ")"),
    "definition": ("[", "]"),
    "bridge": ("[/", "/]"),
    "predicate": ("([", "])"),
    "type": ("([", "])"),
}
_WIDTH: Final = 32


def to_dot(graph: Graph) -> str:
    """Write a graph in the language of graphviz; every text is quoted, so that none ends its own quotes.

    >>> from sanctioncheck.model.graph import Vertex
    >>> print(to_dot(Graph(pack="p 1", vertices=(Vertex(kind="type", id="a", label='say "x"'),), edges=())), end="")
    digraph rules {
      graph [rankdir=LR, label="p 1", labelloc=t, fontname="sans-serif"]
      node [fontname="sans-serif", fontsize=10]
      edge [fontname="sans-serif", fontsize=8]
      "a" [label="say \\"x\\"", shape=ellipse, style=dotted]
    }
    """
    lines = [
        "digraph rules {",
        f'  graph [rankdir=LR, label={_quoted(graph.pack)}, labelloc=t, fontname="sans-serif"]',
        '  node [fontname="sans-serif", fontsize=10]',
        '  edge [fontname="sans-serif", fontsize=8]',
        *(f"  {_quoted(each.id)} [label={_label(each)}, {_SHAPE[each.kind]}]" for each in graph.vertices),
        *(f"  {_quoted(each.source)} -> {_quoted(each.target)} [{_drawn(each)}]" for each in graph.edges),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _drawn(edge: Edge) -> str:
    style = _LINE.get(edge.kind, _RELATION)
    return f"label={_quoted(edge.kind)}{f', {style}' if style else ''}"


def _said(vertex: Vertex) -> str:
    return f"{vertex.label}\n{rulewords.NOT_HERE}" if vertex.kind == "elsewhere" else vertex.label


def _label(vertex: Vertex) -> str:
    texts = [plain(text) for text in _said(vertex).split("\n")]
    # An id is never broken.
    width = max([_WIDTH, *(len(word) for text in texts for word in text.split())])
    lines = [line for text in texts for line in wrapped(text, width)]
    return '"' + r"\n".join(_escaped(line) for line in lines) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(plain(text))}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def to_mermaid(graph: Graph) -> str:
    """Write a graph for Mermaid; its things are numbered, since ids have signs that Mermaid reads.

    >>> from sanctioncheck.model.graph import Vertex
    >>> vertex = Vertex(kind="type", id="a/b", label='say "x"')
    >>> print(to_mermaid(Graph(pack="p 1", vertices=(vertex,), edges=())), end="")
    flowchart LR
      n1(["say #quot;x#quot;"])
    """
    numbers = {each.id: f"n{at}" for at, each in enumerate(graph.vertices, start=1)}
    lines = ["flowchart LR"]
    for each in graph.vertices:
        opens, closes = _MERMAID[each.kind]
        lines.append(f'  {numbers[each.id]}{opens}"{_entities(_said(each))}"{closes}')
    for edge in graph.edges:
        arrow = "-.->" if edge.kind in ("lays down", "excused by", "binds where", "narrower") else "-->"
        lines.append(f'  {numbers[edge.source]} {arrow}|"{_entities(edge.kind)}"| {numbers[edge.target]}')
    return "\n".join(lines) + "\n"


def _entities(text: str) -> str:
    """Give a text as Mermaid shows it: what would be markup as entities, lines with a break between."""
    parts = [plain(part) for part in text.split("\n")]
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "|": "#124;"}
    return "<br/>".join("".join(signs.get(each, each) for each in part) for part in parts)
