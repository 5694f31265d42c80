"""What `whatif` gives back: what was supposed, and the cells that come out otherwise."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.difference import Difference
from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, PackId


class WhatIf(Record):
    """Changes made to a case for the sake of argument, and what follows from them."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    packs: tuple[PackId, ...]
    case: str
    changes: tuple[str, ...] = Field(description="Each change, in words.")
    difference: Difference
    saved: str | None = Field(default=None, description="The folder that the changed case was written to.")
    disclaimer: str
