"""What comes out otherwise in two results: the cells, the step of the trace where they part, and the inputs behind it.

The shapes are part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.finding import Effect, Outcome
from sanctioncheck.model.result import Leaf
from sanctioncheck.model.truth import Standard

Place = Literal["finding", "time", "bearer", "element", "reading", "condition", "definition", "exception", "answer"]


class Verdict(Record):
    """What one side says of a cell, a finding or a reading."""

    outcome: Outcome
    word: str
    standard_reached: Standard | None = None


class Step(Record):
    """One step of a trace that is otherwise on the two sides."""

    place: Place = Field(description="What kind of step it is; `answer` is what takes the ground from an exception.")
    id: str = Field(description="The element, exception, definition or finding, or the ground atom in short form.")
    text: str = Field(description="What it asks, states or says, in words.")
    before: str | None = Field(description="Its state or outcome on the first side; null where it is not there.")
    after: str | None = Field(description="Its state or outcome on the second side; null where it is not there.")
    standard: Standard | None = Field(
        default=None, description="The standard at which the two part, where it is not the one asked for."
    )


class LeafDifference(Record):
    """A passage, or what stands in its place, on which the last step rests on one side only."""

    leaf: Leaf
    only: Literal["before", "after"]


class ReadingDifference(Record):
    """A reading of the law that leads elsewhere on the two sides."""

    position: str
    reading: str
    label: str
    held_by: tuple[str, ...]
    before: Verdict | None
    after: Verdict | None


class CellDifference(Record):
    """A cell with another outcome, another standard reached, or another outcome under some reading."""

    actor: str
    name: str = Field(description="What the actor is called.")
    norm: str
    label: str
    title: str
    effect: Effect
    before: Verdict | None = Field(description="Null where the first result has no such cell.")
    after: Verdict | None = Field(description="Null where the second result has no such cell.")
    readings: tuple[ReadingDifference, ...] = ()
    steps: tuple[Step, ...] = Field(
        default=(), description="Where the traces part: from the finding or element down to the last step told."
    )
    leaves: tuple[LeafDifference, ...] = ()


class InputDifference(Record):
    """A fact, judgement, assumption or refusal that only one side has, or that the two state otherwise."""

    kind: Literal["fact", "judgement", "assumption", "refusal"]
    id: str
    text: str
    only: Literal["before", "after"] | None = Field(default=None, description="The side that has it; null where both.")
    changed: tuple[str, ...] = Field(default=(), description="What is otherwise, where both sides have it.")


class Difference(Record):
    """Two results, and what differs."""

    before: str = Field(description="The first case.")
    after: str = Field(description="The second case.")
    standard: Standard = Field(description="The standard asked for; that of the first side where the two differ.")
    cells: tuple[CellDifference, ...]
    inputs: tuple[InputDifference, ...] = ()
    as_of: tuple[str, str] = Field(description="The day as of which each side was judged.")
    same: int = Field(description="How many cells come out alike.")
