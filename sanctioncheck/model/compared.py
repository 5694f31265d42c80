"""Two runs set side by side, as data: what each was made from, which cells come out otherwise, and for which reasons.

The shapes are part of the contract of ``sanctioncheck.model.result``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.difference import Difference
from sanctioncheck.model.document import Record
from sanctioncheck.model.result import SCHEMA_VERSION, Input, PackId
from sanctioncheck.model.revised import Change
from sanctioncheck.model.truth import Standard

__all__ = ["CellReasons", "CompareResult", "Reason", "ReasonKind", "Side"]

ReasonKind = Literal[
    "standard", "alike", "unknown-then", "input", "element", "exception", "law", "rule", "cut", "absent", "untold"
]


class Side(Record):
    """One of the two runs: what was judged, by which rules, at which standard, as of which day."""

    name: str = Field(description="What the side is called in the comparison.")
    kept: str | None = Field(
        default=None, description="SHA-256 of the kept result that it was read from; null where it was judged now."
    )
    tool: str
    engine: str = Field(description="Which engine decided, with its version.")
    case: str
    title: str
    sha256: str = Field(description="Of the case file.")
    inputs: tuple[Input, ...] = Field(default=(), description="The sources of the case.")
    standard: Standard
    as_of: str
    period: str | None = Field(default=None, description="When facts without a date lie.")
    not_yet_known: tuple[str, ...] = Field(default=(), description="What was published after that day.")
    packs: tuple[PackId, ...]
    policy: str = Field(description="SHA-256 of the policy on standards.")
    only_actors: tuple[str, ...] = Field(default=(), description="The columns that a kept result was asked for.")
    only_norms: tuple[str, ...] = Field(default=(), description="The rows that a kept result was asked for.")
    made_up: tuple[str, ...] = Field(default=(), description="Titles of sources that are made up for the case.")
    proposed: tuple[str, ...] = Field(default=(), description="Facts that nobody has accepted; not evidence.")


class Reason(Record):
    """One thing that is otherwise on the two sides and bears on a cell."""

    kind: ReasonKind = Field(
        description="`standard`: another one is asked for. `alike`: at each standard the two say the same. "
        "`unknown-then`: facts that one side does not know yet. `input`: facts, judgements and the like that differ. "
        "`element`, `exception`: how far it is shown, or whether it holds. `law`: what the norm says. `rule`: rules "
        "that were changed. `cut`: judged and told to its end or not. `absent`: why one side has no such cell. "
        "`untold`: nothing in the two results says why."
    )
    id: str = Field(default="", description="The element or exception, or which part of the norm.")
    text: str = Field(default="", description="What the element asks, or the exception says.")
    before: str | None = Field(default=None, description="What the first side has; null where that is nothing.")
    after: str | None = Field(default=None, description="What the second side has; null where that is nothing.")
    reached: tuple[Standard | None, Standard | None] | None = Field(
        default=None, description="Up to which standard cell or element is proved on each side; null where to none."
    )
    ids: tuple[str, ...] = Field(default=(), description="The inputs or rules that it is about.")


class CellReasons(Record):
    """Why one cell comes out otherwise, beside the step at which its traces part."""

    actor: str
    norm: str
    reasons: tuple[Reason, ...]


class CompareResult(Record):
    """Everything that a comparison prints with ``--format json``."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    packs: tuple[PackId, ...] = Field(description="The rules of the first side.")
    sides: tuple[Side, Side]
    difference: Difference
    reasons: tuple[CellReasons, ...] = Field(default=(), description="In the order of the cells that differ.")
    changes: tuple[Change, ...] = Field(
        default=(), description="What was changed in the rules that these cells lean on, where both packs are at hand."
    )
    other_changes: int | None = Field(
        default=None, description="How many other things were changed in the rules; null where that is not known."
    )
    disclaimer: str
