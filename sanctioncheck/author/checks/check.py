"""What a check is: a fault that a rule can have although the pack loads, and how to find it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import ClassVar, Literal

from sanctioncheck.author.testing.trial import read_tests
from sanctioncheck.errors import Problem
from sanctioncheck.load.document import Document
from sanctioncheck.load.files import Filed
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.testfile import TestFile

__all__ = ["Check", "Edit", "PackWithTests"]


@dataclass(frozen=True, slots=True)
class PackWithTests(Loaded):
    """A pack that loads, and its tests, read once for all that look at them."""

    tests: tuple[Filed[TestFile], ...]
    """The files that can be run."""
    faults: tuple[Problem, ...]
    """What is wrong with the others."""

    @classmethod
    def of(cls, pack: Loaded) -> PackWithTests:
        """Read the tests of a pack."""
        files, problems = read_tests(pack.home, pack.book)
        parts = {field.name: getattr(pack, field.name) for field in fields(Loaded)}
        return cls(**parts, tests=tuple(files), faults=problems)


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
    def find(cls, pack: PackWithTests) -> Iterator[Check]:
        """Give every place of a pack that has the fault."""
