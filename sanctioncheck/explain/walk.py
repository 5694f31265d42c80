"""What a drawn condition stands on, below all its parts: its leaves, the bridges it crosses, and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sanctioncheck.model.result import Leaf, Node, OtherDays


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
            )
    return found


def leaves_of(node: Node, *, turned: bool = False) -> Iterator[Leaf]:
    """Give every leaf below a node, definitions included, each on the side that it is on for the node.

    Below a negation, and in a definition of what cannot be beside the atom, the sides change places.

    Args:
        node: the node.
        turned: whether the sides change places to begin with.
    """
    yield from (seen_from(leaf, turned) for leaf in node.leaves)
    for inner, turns in below(node):
        yield from leaves_of(inner, turned=turned ^ turns)


def below(node: Node) -> Iterator[tuple[Node, bool]]:
    """Give what a node is made of, and whether what is for that is against the node."""
    yield from ((part, node.kind == "not") for part in node.parts)
    yield from ((meaning.node, meaning.denies) for meaning in node.meanings)


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
