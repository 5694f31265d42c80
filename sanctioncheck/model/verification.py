"""What comes of re-checking a trace: how many steps were compared, and which do not follow."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Record


class Objection(Record):
    """A step of a trace that does not follow."""

    step: str = Field(description="Where it stands: actor and norm, finding, element or exception, and so on down.")
    told: str = Field(description="What the trace says.")
    found: str = Field(description="What follows from facts and rules.")


class Verification(Record):
    """A trace re-checked from facts and rules, without the engine."""

    steps: int = Field(description="How many steps were compared.")
    objections: tuple[Objection, ...] = Field(default=(), description="The steps that do not follow; none is good.")
    unchecked: tuple[str, ...] = Field(default=(), description="What was taken as given.")
