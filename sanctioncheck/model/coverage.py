"""What the tests of a pack have and have not shown of each rule, point by point.

The shapes are part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, PackId
from sanctioncheck.model.truth import Standard

__all__ = ["Count", "CoverageResult", "PartKind", "Point", "ProvisionCoverage", "Sight"]

PartKind = Literal["provision", "time", "bearer", "element", "exception", "unless", "reading", "definition"]
Sight = Literal[
    "tested", "decided", "before", "within", "after", "not-known", "excluded", "shown", "shown-false", "unknown",
    "holds", "answered", "open", "heard", "decisive",
]  # fmt: skip
"""What a test may show of a part."""


class Count(Record):
    """How many points could be shown, and how many were."""

    shown: int
    of: int

    @property
    def percent(self) -> float:
        """Points shown, of a hundred; where there is nothing to show, all is shown.

        >>> Count(shown=1, of=8).percent, Count(shown=0, of=0).percent
        (12.5, 100.0)
        """
        return 100 * self.shown / self.of if self.of else 100.0

    @property
    def said(self) -> str:
        """The percentage in whole numbers, rounded down: only what is whole is called so.

        >>> Count(shown=199, of=200).said
        '99 %'
        """
        return f"{100 * self.shown // self.of if self.of else 100} %"


class Point(Record):
    """One thing that a test can show of one part of a rule."""

    kind: PartKind
    owner: str = Field(description="The norm, definition or bridge that it belongs to, or the provision itself.")
    part: str = Field(
        description="The element, exception, condition of the bearer, reading (`position/reading`) or day; what takes "
        "the ground from an exception stands behind it: `self-defence/exceeded`."
    )
    sight: Sight = Field(description="What is to be shown of the part.")
    about: str = Field(description="The part in words: what it asks, says or requires.")
    shown_by: str | None = Field(description="The first test that shows it; null where none does.")
    gap: str = Field(description="What to say where no test shows it.")
    path: str
    line: int
    column: int


class ProvisionCoverage(Record):
    """One provision, or the bridges of the pack, with every point that a test can show of it."""

    provision: str
    citation: str
    title: str
    tests: int = Field(description="How many tests name the provision.")
    count: Count
    points: tuple[Point, ...]

    @property
    def gaps(self) -> tuple[Point, ...]:
        """The points that no test shows."""
        return tuple(each for each in self.points if each.shown_by is None)


class CoverageResult(Record):
    """What the tests of a pack have and have not shown."""

    schema_version: str = SCHEMA_VERSION
    pack: PackId
    standard: Standard = Field(description="The standard of proof at which tests are judged.")
    tests: int = Field(description="How many tests were run.")
    failed: int = Field(description="How many of them fail; they show nothing.")
    count: Count = Field(description="Over all provisions that were asked for.")
    provisions: tuple[ProvisionCoverage, ...]
