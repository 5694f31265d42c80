"""Two revisions of a pack compared, as data: what was changed in the rules, and which conclusions come out otherwise.

The shape is part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.difference import Difference
from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, PackId
from sanctioncheck.model.truth import Standard

__all__ = ["Change", "DiffResult", "NotReplayed", "Replayed"]

Kind = Literal[
    "pack", "standards", "provision", "bridge", "predicate", "type", "disjoint", "words", "list", "finding", "entity"
]


class Change(Record):
    """One thing in the rules that is otherwise."""

    kind: Kind
    id: str
    what: tuple[str, ...] = Field(
        default=(), description="Where in it, from outside to inside; empty where the whole is new or gone."
    )
    before: str | None = Field(default=None, description="What stood there; null where nothing did.")
    after: str | None = Field(default=None, description="What stands there; null where nothing does.")
    place: str | None = Field(default=None, description="File and line in the later revision, or in the earlier one.")


class Replayed(Record):
    """One case judged under both revisions."""

    case: str
    path: str
    difference: Difference
    because: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Actor and norm of a cell that comes out otherwise, to the ids of the changed rules it leans on.",
    )


class NotReplayed(Record):
    """A case that could not be judged under one of the revisions, and why."""

    path: str
    side: Literal["before", "after", "both"]
    reason: str


class DiffResult(Record):
    """The outcome of `rules diff`."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    before: PackId
    after: PackId
    standard: Standard
    changes: tuple[Change, ...]
    cases: tuple[Replayed, ...] = ()
    not_replayed: tuple[NotReplayed, ...] = ()
    disclaimer: str

    @property
    def flips(self) -> int:
        """How many cells come out otherwise."""
        return sum(len(replayed.difference.cells) for replayed in self.cases)
