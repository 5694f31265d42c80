"""What excuses, what takes the ground from that, and what takes the ground from the answer: drawn as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sanctioncheck.model.result import CellNode, ExceptionNode, FindingNode
from sanctioncheck.render import phrases
from sanctioncheck.render.brief import gravest
from sanctioncheck.render.hearing import is_live
from sanctioncheck.render.outline import wrapped
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.tags import text
from sanctioncheck.render.safe import plain, shortened
from sanctioncheck.render.sentence import cited, unstopped

_WIDE, _GAP, _LINE, _PAD = 250, 46, 15, 8
_CHARACTERS: Final = 38
_LONGEST: Final = 150
_SIGN: Final = {"holds": "✓", "contested": "≈", "open": "?", "answered": "✗"}


class _Box(NamedTuple):
    """One box: its lines, how it stands, and what attacks it."""

    lines: tuple[str, ...]
    kind: str
    attackers: tuple[_Box, ...]

    @property
    def height(self) -> int:
        return _LINE * len(self.lines) + 2 * _PAD

    @property
    def tall(self) -> int:
        """How high it is with all that attacks it."""
        return max(self.height + 10, sum(each.tall for each in self.attackers))

    @property
    def deep(self) -> int:
        return 1 + max((each.deep for each in self.attackers), default=0)


def knot(cell: CellNode) -> str:
    """Draw what excuses in the gravest finding of a cell, as far as it was raised or holds; nothing where none is.

    Returns:
        Inline SVG; what attacks a box stands to its right, with an arrow to it.
    """
    finding = gravest(cell)
    live = [clause for clause in finding.exceptions if is_live(clause)] if finding else []
    if finding is None or not any(clause.unless for clause in live):
        return ""
    root = _Box(_root(cell, finding), "norm", tuple(_boxed(clause) for clause in live))
    said = f"{words.KNOT} ({cell.actor}, {cell.norm})"
    width = root.deep * _WIDE + (root.deep - 1) * _GAP + 4
    drawn = "".join(_drawn(root, 2, 2))
    return (
        f'<figure class="knot"><figcaption>{text(words.KNOT)}</figcaption>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(said)}">'
        f'<svg width="{width}" height="{root.tall + 4}" viewBox="0 0 {width} {root.tall + 4}" role="img" '
        f'aria-label="{text(said)}">{drawn}</svg></div></figure>'
    )


def _root(cell: CellNode, finding: FindingNode) -> tuple[str, ...]:
    return _lines(cell.label, finding.heading, "", cell.word)


def _boxed(clause: ExceptionNode) -> _Box:
    state = f"{_SIGN[clause.state]} {phrases.EXCEPTION_STATE[clause.state]}"
    # The place is never cut, since that it is not confirmed stands behind it.
    place = f"({cited(clause.citation, clause.mark)})"
    lines = _lines(words.KNOT_KIND[clause.kind], unstopped(clause.gist), place, state)
    return _Box(lines, clause.state, tuple(map(_boxed, clause.unless)))


def _lines(head: str, said: str, place: str, state: str) -> tuple[str, ...]:
    told = wrapped(shortened(plain(said), _LONGEST), _CHARACTERS)
    return (plain(head), *told, *wrapped(plain(place), _CHARACTERS), *wrapped(plain(state), _CHARACTERS))


def _drawn(box: _Box, x: int, y: int) -> Iterator[str]:
    """Draw a box in the middle of its height, then what attacks it, each with an arrow."""
    top = y + (box.tall - box.height) // 2
    middle = top + box.height // 2
    below = y + (box.tall - sum(each.tall for each in box.attackers)) // 2
    for each in box.attackers:
        yield from _drawn(each, x + _WIDE + _GAP, below)
        at, end = below + each.tall // 2, x + _WIDE
        yield f'<path class="arrow" d="M{end + _GAP} {at} L{end + 8} {middle}"/>'
        yield f'<path class="head" d="M{end} {middle} l9 -4 l0 8 z"/>'
        below += each.tall
    yield f'<rect class="{box.kind}" x="{x}" y="{top}" width="{_WIDE}" height="{box.height}" rx="4"/>'
    for number, line in enumerate(box.lines):
        weight = ' class="strong"' if number in (0, len(box.lines) - 1) else ""
        yield f'<text{weight} x="{x + _PAD}" y="{top + _PAD + 11 + _LINE * number}">{text(line)}</text>'
