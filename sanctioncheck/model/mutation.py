"""Which small changes of rules no test notices.

The shapes are part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, PackId

__all__ = ["MutationResult", "ProvisionChanges", "Unnoticed"]


class Unnoticed(Record):
    """One small change of a rule that no test notices."""

    kind: str = Field(
        description="What is changed: `not`, `part`, `any-all`, `roles`, `day`, `threshold`, `element`, `exception`, "
        "`unless`, `burden`, `standard`, `bearer`, `reading`, `definition`."
    )
    said: str = Field(description="The change in words.")
    becomes: str | None = Field(description="The condition as it then reads, in words, where it is one.")
    tests: int = Field(description="How many tests lean on what is changed; all of them still pass.")
    path: str
    line: int
    column: int


class ProvisionChanges(Record):
    """What came of the changes of one provision."""

    provision: str
    citation: str
    title: str
    tried: int = Field(description="Changes on which tests were run.")
    noticed: int
    unnoticed: tuple[Unnoticed, ...]


class MutationResult(Record):
    """What came of all changes that were tried."""

    schema_version: str = SCHEMA_VERSION
    pack: PackId
    made: int = Field(description="How many small changes there are of the provisions that were asked for.")
    looked_at: int = Field(description="How many of them were looked at; fewer with a limit.")
    same: int = Field(description="Changes that can decide no outcome, so that no test was run.")
    broken: int = Field(description="Changes after which the pack would not load.")
    loose: int = Field(description="Changes after which a definition would speak of anything whatever.")
    words: int = Field(description="Changes of the word printed only, at which no test beside a provision looks.")
    tried: int = Field(description="Changes on which tests were run.")
    noticed: int
    provisions: tuple[ProvisionChanges, ...]

    @property
    def unnoticed(self) -> int:
        """How many changes no test notices."""
        return self.tried - self.noticed
