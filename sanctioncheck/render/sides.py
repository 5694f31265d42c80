"""What two runs were made from, line by line: case, sources, rules, standard, day and program, with their hashes."""

from __future__ import annotations

from typing import NamedTuple

from sanctioncheck.model.compared import Side
from sanctioncheck.render import besidewords as words
from sanctioncheck.render import phrases

__all__ = ["SideRow", "rows_of"]


class SideRow(NamedTuple):
    """One thing that a run is made from, on both sides; None where a side has it not."""

    what: str
    before: str | None
    after: str | None

    @property
    def differs(self) -> bool:
        """Whether the two sides say otherwise."""
        return self.before != self.after

    @property
    def line(self) -> str:
        """The row as a sentence.

        >>> SideRow("as of", "2025", "2026").line
        'as of: 2025 → 2026'
        """
        before, after = self.before or words.NOTHING, self.after or words.NOTHING
        if self.differs:
            return words.SIDE_DIFFERENT.format(what=self.what, before=before, after=after)
        return words.SIDE_SAME.format(what=self.what, value=before)


def rows_of(sides: tuple[Side, Side]) -> tuple[SideRow, ...]:
    """Give everything that the two sides were made from; what neither has is left out."""
    left, right = (_facts(side) for side in sides)
    if any(side.only_actors or side.only_norms for side in sides):
        for facts, side in zip((left, right), sides, strict=True):
            facts[13, words.SIDE_ONLY] = ", ".join((*side.only_actors, *side.only_norms)) or words.SIDE_WHOLE
    if any(side.kept is not None for side in sides):
        for facts, side in zip((left, right), sides, strict=True):
            facts[16, words.SIDE_KEPT] = side.kept or words.COMPARE_NOW
    keys = sorted({*left, *right})
    rows = (SideRow(what, left.get((place, what)), right.get((place, what))) for place, what in keys)
    return tuple(row for row in rows if row.before or row.after)


Key = tuple[int, str]
"""Where a row stands, and what it is about."""


def _facts(side: Side) -> dict[Key, str]:
    found = {
        (0, words.SIDE_CASE): side.case,
        (1, words.SIDE_TITLE): side.title,
        (2, words.SIDE_STANDARD): phrases.STANDARD[side.standard],
        (3, words.SIDE_AS_OF): side.as_of,
        (4, words.SIDE_NOT_YET): ", ".join(side.not_yet_known),
        (5, words.SIDE_PERIOD): side.period or "",
        (8, words.SIDE_POLICY): side.policy,
        (9, words.SIDE_FILE): side.sha256,
        (11, words.SIDE_MADE_UP): "; ".join(side.made_up),
        (12, words.SIDE_PROPOSED): ", ".join(side.proposed),
        (14, words.SIDE_TOOL): side.tool,
        (15, words.SIDE_ENGINE): side.engine,
    }
    found |= {(7, words.SIDE_PACK.format(name=pack.name)): f"{pack.version}, {pack.sha256}" for pack in side.packs}
    found |= {(10, words.SIDE_SOURCE.format(path=each.path)): each.sha256 for each in side.inputs}
    return {key: value for key, value in found.items() if value}
