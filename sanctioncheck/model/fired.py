"""The log of firings as a reader gets it: each rule that fired, on which facts, and what followed."""

from __future__ import annotations

from typing import Literal

from sanctioncheck.model.document import Record
from sanctioncheck.model.firing import FiringKind
from sanctioncheck.model.truth import Standard


class PremiseNode(Record):
    """One fact that met a condition of a rule."""

    kind: Literal["atom", "test", "one-of", "sum", "condition", "element", "exception", "exclusion", "bearer"]
    text: str
    """It in words."""
    atom: str
    """An atom as a case file writes it; empty for what is none."""
    turned: bool
    """Whether it stands under a `not`."""
    true_to: Standard | None
    """The highest standard at which it is true in this hearing."""
    false_to: Standard | None
    by: tuple[int, ...]
    """Numbers of the firings that concluded it; empty where the evidence, a list or the calendar says it."""
    facts: tuple[str, ...]
    """Ids of the facts, findings, lists, judgements and assumptions that speak for or against it."""


class FiringNode(Record):
    """One rule that fired once."""

    number: int
    kind: FiringKind
    rule: str
    part: str
    """Name of the element or exception; empty for the whole."""
    readings: dict[str, str]
    disputes: Literal["for", "against"]
    """Whether disputes were decided for who relies on it; for a norm: the claimant's hearing, or the respondent's."""
    bindings: dict[str, str]
    days: str
    """The days at which states were read."""
    when: str
    """The date of the conduct, or of the event concluded."""
    premises: tuple[PremiseNode, ...]
    text: str
    """What follows, in words."""
    atom: str
    true_to: Standard | None
    false_to: Standard | None


class FiringLog(Record):
    """What the second engine did with a case."""

    case: str
    durable: str
    """Version of durable_rules."""
    total: int
    """How many rules fired in all."""
    refused: tuple[str, ...] = ()
    """Why norms asked for have no firings: each with the limit of durable_rules that it would cross."""
    firings: tuple[FiringNode, ...]
    """Those asked for, in the order in which they fired."""
