"""What follows in law beside a violated cell, as a result tells it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record

__all__ = ["FollowNode"]


class FollowNode(Record):
    """What a provision attaches to the violation of a norm, who may invoke it, or where."""

    kind: Literal["consequence", "invocation", "forum"]
    text: str
    provision: str
    label: str = Field(description="The citation of that provision.")
    confirmed: bool
