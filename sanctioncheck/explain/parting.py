"""Where two traces of one cell part: the first step that is otherwise, followed down to what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sanctioncheck.explain.once import FirstTold
from sanctioncheck.explain.walk import leaves_of
from sanctioncheck.model.difference import LeafDifference, Place, Step
from sanctioncheck.model.finding import ORDER, reached, word
from sanctioncheck.model.result import CellNode, ElementNode, ExceptionNode, FindingNode, Leaf, MeaningNode, Node
from sanctioncheck.model.truth import STANDARDS, Standard

T = TypeVar("T")
GROUPS = ("all", "any", "not", "there-is")
"""Conditions that say nothing beside their parts."""


class Stated(Protocol):
    """A part of a trace that has a state."""

    @property
    def state(self) -> str:
        """The state."""


class Named(Protocol):
    """A part of a trace with an id."""

    @property
    def id(self) -> str:
        """The id."""


class Drawn(Protocol):
    """A part of a trace with a condition."""

    @property
    def node(self) -> Node:
        """The condition."""


class Parted(NamedTuple):
    """The steps from one pair down to the last, and the two conditions that the last is about."""

    steps: tuple[Step, ...] = ()
    last: tuple[Node | None, Node | None] = (None, None)


def parting(before: CellNode | None, after: CellNode | None) -> tuple[tuple[Step, ...], tuple[LeafDifference, ...]]:
    """Give the steps at which two cells part, from the finding down, and the leaves that only one side has.

    The gravest finding on which they differ is followed: its time, its bearer, its elements in their order, its
    exceptions, then its rival readings.
    """
    one, other = followed(before, after)
    cell = after or before
    if one is None and other is None:
        return tuple(_cut(before, after)), ()
    if cell is not None and (one is None or other is None or one.cut or other.cut):
        steps, leaves = _opened(one, other, cell)
    else:
        assert one is not None
        assert other is not None
        sides = FirstTold(one), FirstTold(other)
        found = _finding(one, other, sides)
        steps, leaves = found.steps, tuple(_leaves(found.last, sides))
    return steps, _fresh(leaves, {"before": _used(after), "after": _used(before)})


def _cut(before: CellNode | None, after: CellNode | None) -> Iterator[Step]:
    """Tell of cells without findings that one was cut short before any was found."""
    cell = after or before
    if cell is not None and (before and before.cut) != (after and after.cut):
        yield _step("finding", cell.norm, cell.title, _said(before), _said(after))


def _said(cell: CellNode | None) -> str | None:
    if cell is None or cell.cut is None:
        return cell.word if cell else None
    return f"{cell.word}: {cell.cut}"


def _used(cell: CellNode | None) -> set[tuple[str, str]]:
    """Give the leaves of a cell, wherever they stand in it, each by its id and words."""
    findings = cell.findings if cell else ()
    nodes = [element.node for finding in findings for element in finding.elements]
    nodes += [exception.node for finding in findings for exception in finding.exceptions]
    return {(leaf.id, leaf.text) for node in nodes for leaf in leaves_of(node)}


def _fresh(
    leaves: tuple[LeafDifference, ...], elsewhere: dict[str, set[tuple[str, str]]]
) -> tuple[LeafDifference, ...]:
    """Leave out what the other side has too, only not at this step; unless there is nothing else."""
    kept = tuple(each for each in leaves if (each.leaf.id, each.leaf.text) not in elsewhere[each.only])
    # A leaf of the same words that weighs otherwise is what the step turns on.
    twice = len({(each.leaf.id, each.leaf.text, each.leaf.side) for each in leaves}) < len(leaves)
    return leaves if twice or not kept else kept


def followed(before: CellNode | None, after: CellNode | None) -> tuple[FindingNode | None, FindingNode | None]:
    """Pair findings by what they are about, and give the gravest pair that is not alike: the one that is told.

    >>> followed(None, None)
    (None, None)
    """
    left = {finding.id: finding for finding in before.findings} if before else {}
    right = {finding.id: finding for finding in after.findings} if after else {}
    about = {_about(f): f.id for f in right.values() if f.id not in left}
    twins = {i: about[_about(f)] for i, f in left.items() if i not in right and _about(f) in about}
    pairs: list[tuple[FindingNode | None, FindingNode | None]] = [
        (finding, right.get(twins.get(ident, ident))) for ident, finding in left.items()
    ]
    pairs += [(None, f) for ident, f in right.items() if ident not in left and ident not in twins.values()]
    unlike = [pair for pair in pairs if _outcomes(pair[0]) != _outcomes(pair[1])]
    return min(unlike, key=_gravity, default=(None, None))


def _about(finding: FindingNode) -> tuple[tuple[str, str], ...]:
    return tuple(finding.bindings.items())


def _outcomes(finding: FindingNode | None) -> object:
    return finding and (finding.outcome, finding.by_standard, [reading.by_standard for reading in finding.readings])


def _gravity(pair: tuple[FindingNode | None, FindingNode | None]) -> tuple[bool, int]:
    outcomes = [finding.outcome for finding in pair if finding is not None]
    return len(set(outcomes)) == 1 and len(outcomes) == 2, min(ORDER[outcome] for outcome in outcomes)


def _opened(
    one: FindingNode | None, other: FindingNode | None, cell: CellNode
) -> tuple[tuple[Step, ...], tuple[LeafDifference, ...]]:
    """Tell a finding that only one side has, or hears to its end.

    What opens it there rests on what the other side lacks; of a finding that was cut short nothing more is told.
    """
    finding = other or one
    assert finding is not None
    states = _told_as(one, cell), _told_as(other, cell)
    step = _step("finding", finding.id, finding.heading, *states)
    if not finding.elements or None not in states:
        return (step,), ()
    trigger = finding.elements[0]
    first = one is not None
    opening = _step(
        "element", trigger.id, trigger.ask, trigger.state if first else None, None if first else trigger.state
    )
    nodes = (trigger.node if first else None, None if first else trigger.node)
    return (step, opening), tuple(_leaves(nodes, None))


def _told_as(finding: FindingNode | None, cell: CellNode) -> str | None:
    if finding is None:
        return None
    said = word(finding.outcome, cell.effect, reached(tuple(finding.by_standard.values())))
    if not finding.cut:
        return said
    # What was heard to its end keeps its outcome where only the telling was cut.
    unheard = finding.bearer == "unknown" and set(finding.by_standard.values()) == {"undetermined"}
    return f"{said}: {finding.cut}" if unheard else f"{said}, not told to its end"


Sides = tuple[FirstTold, FirstTold]


def _finding(one: FindingNode, other: FindingNode, sides: Sides) -> Parted:
    if one.time != other.time:
        return Parted((_step("time", one.id, one.heading, one.time, other.time),))
    if one.bearer != other.bearer:
        return Parted((_step("bearer", one.id, one.heading, one.bearer, other.bearer),))
    elements = _paired(one.elements, other.elements, _id)
    exceptions = _paired(one.exceptions, other.exceptions, _id)
    for a, b in elements:
        if _state(a) != _state(b):
            return _element(a, b, sides)
    for c, d in exceptions:
        if _holding(c) != _holding(d):
            return _exception("exception", c, d, sides)
    for a, b in elements:
        if a and b and (found := _rivals(a, b, sides)):
            return found
    for a, b in elements:
        if a and b and a.states != b.states:
            return _element(a, b, sides)
    for c, d in exceptions:
        if c != d:
            return _exception("exception", c, d, sides)
    return Parted((_step("time", one.id, one.heading, one.when, other.when),) if one.when != other.when else ())


def _element(one: ElementNode | None, other: ElementNode | None, sides: Sides) -> Parted:
    element = one or other
    assert element is not None
    at = None
    states = _state(one), _state(other)
    if one is not None and other is not None and one.state == other.state:
        at = next((s for s in STANDARDS if one.states[s] != other.states[s]), None)
        states = (one.states[at], other.states[at]) if at else states
    step = _step("element", element.id, element.ask, *states, at)
    return _down((step,), _node(one), _node(other), sides)


def _rivals(one: ElementNode, other: ElementNode, sides: Sides) -> Parted | None:
    for a, b in _paired(one.rivals, other.rivals, lambda r: r.reading):
        if _state(a) != _state(b):
            rival = a or b
            assert rival is not None
            steps = (
                _step("element", one.id, one.ask, one.state, other.state),
                _step("reading", f"{one.id}={rival.reading}", rival.reading, _state(a), _state(b)),
            )
            return _down(steps, _node(a), _node(b), sides)
    return None


def _exception(place: Place, one: ExceptionNode | None, other: ExceptionNode | None, sides: Sides) -> Parted:
    clause = one or other
    assert clause is not None
    step = _step(place, clause.id, clause.gist, _state(one), _state(other))
    if one is None or other is None:
        return Parted((step,), (_node(one), _node(other)))
    for a, b in _paired(one.unless, other.unless, _id):
        if _holding(a) != _holding(b):
            below = _exception("answer", a, b, sides)
            return Parted((step, *below.steps), below.last)
    return _down((step,), one.node, other.node, sides)


def _down(steps: tuple[Step, ...], one: Node | None, other: Node | None, sides: Sides) -> Parted:
    """Go down as long as something below is otherwise; a step for each atom and definition on the way."""
    if one is None or other is None:
        return Parted(steps, (one, other))
    one, other = sides[0].whole(one), sides[1].whole(other)
    parts = list(_parts(one, other))
    if one.kind not in GROUPS or not parts:
        steps = (*steps, _condition(one, other))
    for differs in (lambda a, b: _state(a) != _state(b), lambda a, b: a != b):
        for a, b in parts:
            if differs(a, b):
                return _down(steps, a, b, sides) if a and b else _gone(steps, a, b)
        for c, d in _paired(one.meanings, other.meanings, _id):
            if differs(c, d):
                return _meaning(steps, c, d, sides)
        if _own_leaves(one) != _own_leaves(other):
            break
    return Parted(steps, (one, other))


def _gone(steps: tuple[Step, ...], one: Node | None, other: Node | None) -> Parted:
    node = one or other
    assert node is not None
    step = _step("condition", node.atom or node.kind, node.text, _state(one), _state(other))
    return Parted((*steps, step), (one, other))


def _meaning(steps: tuple[Step, ...], one: MeaningNode | None, other: MeaningNode | None, sides: Sides) -> Parted:
    meaning = one or other
    assert meaning is not None
    step = _step("definition", meaning.id, meaning.gist, _state(one), _state(other))
    if one is None or other is None:
        return Parted((*steps, step), (_node(one), _node(other)))
    if one.node.state == other.node.state:
        for a, b in _paired(one.exceptions, other.exceptions, _id):
            if _holding(a) != _holding(b):
                below = _exception("exception", a, b, sides)
                return Parted((*steps, step, *below.steps), below.last)
    return _down((*steps, step), one.node, other.node, sides)


def _condition(one: Node, other: Node) -> Step:
    # What is shown false is worded as its contrary; the other wording names what the two differ on.
    told = other if one.state == "shown-false" or (one.state, other.state) == ("unknown", "shown") else one
    return _step("condition", told.atom or told.kind, told.text, one.state, other.state)


def _parts(one: Node, other: Node) -> Iterator[tuple[Node | None, Node | None]]:
    if one.kind == other.kind and len(one.parts) == len(other.parts):
        yield from zip(one.parts, other.parts, strict=True)
    else:
        yield from _paired(one.parts, other.parts, lambda n: (n.kind, n.atom))


def _paired(one: Sequence[T], other: Sequence[T], key: Callable[[T], object]) -> list[tuple[T | None, T | None]]:
    left, right = ({key(each): each for each in group} for group in (one, other))
    return [(left.get(name), right.get(name)) for name in dict.fromkeys((*left, *right))]


def _state(part: Stated | None) -> str | None:
    return None if part is None else part.state


def _id(part: Named) -> str:
    return part.id


def _node(part: Drawn | None) -> Node | None:
    return None if part is None else part.node


def _holding(clause: ExceptionNode | None) -> object:
    return clause and (clause.state, clause.holds_for_claimant, clause.holds_for_respondent)


def _own_leaves(node: Node) -> set[Leaf]:
    return set(node.leaves)


def _leaves(nodes: tuple[Node | None, Node | None], sides: Sides | None) -> Iterator[LeafDifference]:
    """Give the leaves below the last step that the other side has not there."""
    whole = [sides[at].whole(node) if sides and node else node for at, node in enumerate(nodes)]
    left, right = (dict.fromkeys(leaves_of(node)) if node else {} for node in whole)
    yield from (LeafDifference(leaf=leaf, only="before") for leaf in left if leaf not in right)
    yield from (LeafDifference(leaf=leaf, only="after") for leaf in right if leaf not in left)


def _step(
    place: Place, ident: str, text: str, before: str | None, after: str | None, standard: Standard | None = None
) -> Step:
    return Step(place=place, id=ident, text=text, before=before, after=after, standard=standard)
