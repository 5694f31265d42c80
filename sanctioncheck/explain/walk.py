"""What a drawn condition stands on, below all its parts: its leaves, the bridges it crosses, and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sanctioncheck.model.finding import Cut
from sanctioncheck.model.result import Leaf, MeaningNode, Node, OtherDays
from sanctioncheck.model.truth import State


class Leaning(NamedTuple):
    """What conditions lean on, by id; the same that walking through their trace finds."""

    judgements: frozenset[str] = frozenset()
    background: frozenset[str] = frozenset()
    unreviewed: frozenset[str] = frozenset()
    bridges: frozenset[str] = frozenset()
    provisions: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()
    undated: bool = False
    one_of_alike: bool = False
    """Whether one was chosen among things that are alike, so that of another of them something else may be told."""
    cut: Cut | None = None
    """Why not all of it is known."""


NOTHING = Leaning()


def together(parts: Iterable[Leaning]) -> Leaning:
    """Put together what several conditions lean on.

    >>> together([Leaning(judgements=frozenset("a")), Leaning(judgements=frozenset("b"))]).judgements == {"a", "b"}
    True
    """
    found = NOTHING
    for part in parts:
        if part is NOTHING or part is found:
            continue
        if found is NOTHING:
            found = part
        else:
            found = Leaning(
                found.judgements | part.judgements,
                found.background | part.background,
                found.unreviewed | part.unreviewed,
                found.bridges | part.bridges,
                found.provisions | part.provisions,
                found.assumptions | part.assumptions,
                found.undated or part.undated,
                found.one_of_alike or part.one_of_alike,
                found.cut or part.cut,
            )
    return found


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Give every leaf below a node, definitions included."""
    yield from node.leaves
    for part in node.parts:
        yield from leaves_of(part)
    for meaning in node.meanings:
        yield from leaves_of(meaning.node)


def deciding_leaves(node: Node, *, turned: bool = False) -> Iterator[Leaf]:
    """Give the leaves below a node that bear on its state, each on the side that it is on for the node.

    Below a negation, and in a definition of what cannot be beside the atom, the sides change places.

    Args:
        node: the node.
        turned: whether the sides change places to begin with.
    """
    yield from (seen_from(leaf, turned) for leaf in node.leaves)
    for inner, turns in deciding(node):
        yield from deciding_leaves(inner, turned=turned ^ turns)


def deciding(node: Node) -> Iterator[tuple[Node, bool]]:
    """Give the parts and definitions that make a node what it is, each with whether the sides change places in it.

    A way that fails beside one that holds decides nothing, nor does what holds of a condition another part of which
    fails.
    """
    looked_for = _DECIDING.get((node.kind, node.state))
    for part in node.parts:
        if looked_for is None or part.state in looked_for:
            yield part, node.kind == "not"
    yield from ((meaning.node, meaning.denies) for meaning in deciding_meanings(node))


def deciding_meanings(node: Node) -> Iterator[MeaningNode]:
    """Give the definitions and bridges that make an atom what it is."""
    for meaning in node.meanings:
        gives = _CONTRARY[meaning.state] if meaning.denies else meaning.state
        if gives in _DEFINING.get(node.state, (gives,)):
            yield meaning


_DECIDING: Final[dict[tuple[str, State], tuple[State, ...]]] = {
    ("any", "shown"): ("shown", "disputed"),
    ("there-is", "shown"): ("shown", "disputed"),
    ("all", "shown-false"): ("shown-false", "disputed"),
}
_DEFINING: Final[dict[State, tuple[State, ...]]] = {
    "shown": ("shown", "disputed"),
    "shown-false": ("shown-false", "disputed"),
    "disputed": ("shown", "shown-false", "disputed"),
}
_CONTRARY: Final[dict[State, State]] = {
    "shown": "shown-false",
    "shown-false": "shown",
    "disputed": "disputed",
    "unknown": "unknown",
}


def seen_from(leaf: Leaf, turned: bool) -> Leaf:
    """Give a leaf with its side, or where the sides change places with the other."""
    return leaf.model_copy(update={"side": "against" if leaf.side == "for" else "for"}) if turned else leaf


def unsided(leaf: Leaf) -> Leaf:
    """Give a leaf without its side, to know it again on the other."""
    return leaf.model_copy(update={"side": "for"})


def bridges_of(node: Node) -> Iterator[str]:
    """Give the bridges that a node leans on: those that carry something."""
    for part in node.parts:
        yield from bridges_of(part)
    for meaning in node.meanings:
        if meaning.state in ("shown", "disputed"):
            if meaning.bridge:
                yield meaning.id
            yield from bridges_of(meaning.node)


def provisions_of(node: Node) -> Iterator[str]:
    """Give the provisions whose definitions carry something below a node; bridges stand in none."""
    for part in node.parts:
        yield from provisions_of(part)
    for meaning in node.meanings:
        if meaning.state in ("shown", "disputed"):
            if not meaning.bridge:
                yield meaning.by
            yield from provisions_of(meaning.node)


def gaps_of(node: Node) -> Iterator[Node]:
    """Give the atoms that nobody has shown below a part that is not settled; definitions are not looked into."""
    if node.kind == "atom" and node.state == "unknown":
        yield node
    if node.state in ("unknown", "disputed"):
        for part in node.parts:
            yield from gaps_of(part)


def beside_of(node: Node) -> Iterator[OtherDays]:
    """Give what is said of other days, below a node, definitions included."""
    yield from node.beside
    for part in node.parts:
        yield from beside_of(part)
    for meaning in node.meanings:
        yield from beside_of(meaning.node)


def sums_of(node: Node) -> Iterator[Node]:
    """Give the totals and shares below a node, definitions included: each names what it was worked out from."""
    if node.operands:
        yield node
    for part in (*node.parts, *(meaning.node for meaning in node.meanings)):
        yield from sums_of(part)
