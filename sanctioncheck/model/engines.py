"""Which engine decided a case, whether another was compared with it, and where they did not say alike."""

from __future__ import annotations

from typing import Literal

from sanctioncheck.model.document import Record
from sanctioncheck.model.truth import Standard


class DifferenceNode(Record):
    """One thing that the two engines do not say alike."""

    norm: str
    readings: dict[str, str]
    """Position to reading."""
    bindings: dict[str, str]
    """Variable of the trigger to what it stands for."""
    when: str
    hearing: Literal["claimant", "respondent"]
    part: str
    """`opened`, `in force`, `bearer`, `element NAME`, `exception NAME`, `exclusion NAME` or `outcome`."""
    standard: Standard | None
    native: str
    """`yes`, `no` or `unknown`; for an outcome its word."""
    durable: str


class Engines(Record):
    """Which engine decided, and whether another was compared with it."""

    native: str
    durable: str | None = None
    """Version of durable_rules, where it took part."""
    decided: Literal["native", "durable"] = "native"
    compared: bool = False
    derivations: int = 0
    """How many were compared: a finding under one choice of readings in one hearing."""
    not_compared: str = ""
    """Why nothing was compared, or of which norms nothing was."""
    differences: tuple[DifferenceNode, ...] = ()
