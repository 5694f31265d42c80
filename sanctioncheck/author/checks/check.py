"""What a check is: a fault that a rule can have although the pack loads, and how to find it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from sanctioncheck.errors import Problem
from sanctioncheck.load.document import Document
from sanctioncheck.load.pack import Loaded

__all__ = ["Check", "Edit"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file that is safe: the text between two offsets, and what to put there."""

    document: Document
    start: int
    end: int
    text: str


class Check(Problem):
    """A fault of a rule that does not stop the pack from loading. A false alarm is worse than a fault missed.

    Each has a page in `docs/checks/`, named by its code, with what to avoid, what to prefer and why.
    """

    severity: ClassVar[Literal["error", "warning"]] = "warning"

    edits: tuple[Edit, ...] = ()
    """What would mend it, where a program can do so without a lawyer."""

    @classmethod
    @abstractmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        """Give every place of a pack that has the fault."""
