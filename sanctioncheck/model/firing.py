"""What a production system did: which rule fired on what, in which order, and what each norm came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from sanctioncheck.model.time import When, Window

FiringKind = Literal["candidate", "condition", "definition", "bridge", "exception", "element", "bearer", "norm"]


class Premise(NamedTuple):
    """One fact that met a condition of a rule: an atom, a test, or what another rule concluded."""

    kind: Literal["atom", "test", "one-of", "sum", "condition", "element", "exception", "exclusion", "bearer"]
    name: str
    """Predicate of an atom, name of an element or exception, word of a test.

    An `exception` is the respondent's to show, and only whether it holds counts; an `exclusion` is one that the
    claimant must show not to hold.
    """
    args: tuple[str, ...] = ()
    when: When | None = None
    """The date of an event, where the rule asks for that date."""
    true: int = 0
    """Mask of the standards at which it is true in this hearing."""
    false: int = 0
    turned: bool = False
    """Whether it stands under a `not`, so that it was heard for the other side."""
    by: tuple[int, ...] = ()
    """Numbers of the firings that concluded it; none where the evidence, a list or the calendar says it."""


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired once."""

    number: int
    """Place in the order of all firings, from 1."""
    kind: FiringKind
    rule: str
    """Id of the norm or definition."""
    part: str
    """Name of the element or exception of it; empty for the whole."""
    readings: tuple[tuple[str, str], ...]
    """(position, reading) under which it fired, of those that it may turn on."""
    own: bool
    """Whether disputes were decided for who relies on it; for a norm, whether it is the claimant's hearing."""
    bindings: tuple[tuple[str, str], ...]
    """Variables to what they stand for."""
    window: Window | None
    """The days at which states were read."""
    when: When | None
    """The date of the conduct, or of the event concluded."""
    premises: tuple[Premise, ...]
    concludes: tuple[str, tuple[str, ...]] | None
    """Predicate and fillers of what it makes so; none for a norm or a part of one."""
    true: int
    """Mask of the standards at which the conclusion is true; for an exception, at which it holds."""
    false: int
    """The same for false; for an exception, the standards at which it need trouble the claimant no more."""


class Derived(NamedTuple):
    """What one norm came to for one finding, under one choice of readings, in one hearing."""

    norm: str
    run: tuple[tuple[str, str], ...]
    bindings: tuple[tuple[str, str], ...]
    when: When
    claimant: bool
    """Whether it is the claimant's hearing."""
    in_time: bool | None
    bearer: tuple[int, int]
    """Masks of true and false."""
    elements: tuple[tuple[int, int], ...]
    exceptions: tuple[int, ...]
    excluded: tuple[int, ...]
