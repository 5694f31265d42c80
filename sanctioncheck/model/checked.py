"""What `rules check` found, as data: every fault with its code, its place, and what to do about it.

The shape is part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, PackId

__all__ = ["CheckResult", "Stretch", "Trouble"]


class Stretch(Record):
    """A stretch of a file; lines and columns count from 1, columns in code points, the end column not included."""

    path: str = Field(description="Below the folder of the pack, with `/`.")
    line: int
    column: int
    end_line: int
    end_column: int


class Trouble(Record):
    """One thing that is wrong, or should be looked at."""

    code: str
    severity: Literal["error", "warning"]
    message: str
    help: str | None = None
    place: Stretch | None = None
    also: tuple[tuple[str, Stretch], ...] = Field(default=(), description="Further places, each with what is there.")
    fixable: bool = Field(default=False, description="Whether `--fix` can mend it.")


class CheckResult(Record):
    """The outcome of `rules check`."""

    schema_version: str = SCHEMA_VERSION
    pack: PackId | None = Field(default=None, description="The pack; none where it does not load.")
    provisions: int = 0
    checks: tuple[str, ...] = Field(default=(), description="The codes of the checks that were run.")
    problems: tuple[Trouble, ...] = ()
