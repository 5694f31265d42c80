"""A fact that a machine proposes from a text: what it read, on which exact words, and what a person has to check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from sanctioncheck.model.fact import Mode, Status

__all__ = ["Filled", "Proposal", "Rejected", "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the text, by code points from its beginning."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a role."""

    id: str
    """The id of a State or body; a name made into an id for anybody and anything else."""
    name: str
    type: str
    """Of the vocabulary: `state`, `organisation`, `armed_unit`, `act`, `item` …"""
    span: Told | None
    """The words that name it here; None for the act that the sentence itself is about."""
    state: str | None = None
    """The State that it belongs to."""
    code: str | None = None
    """ISO 3166-1 alpha-2 of the State that it is, or that it belongs to."""
    via: Literal["name", "organ", "place", "description", "pronoun", "group", "author", "sentence", "missing"] = "name"
    antecedent: Told | None = None
    """Where the name stands that a pronoun or a description goes back to."""

    @property
    def inferred(self) -> bool:
        """Whether somebody has to agree that this is who is meant."""
        return self.via in ("place", "description", "pronoun", "group", "author")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact as it was read in one place."""

    predicate: str
    roles: dict[str, Filled]
    quote: Told
    trigger: Told
    positive: bool = True
    status: Status = "actual"
    mode: Mode = "reported"
    speaker: Filled | None = None
    when: str | None = None
    opinion: bool = False
    extractor: str = "rules"
    notes: tuple[str, ...] = field(default=())
    """What a person should look at: how the machines disagreed, what was inferred."""

    def grounding(self, roles: Iterable[str]) -> Literal["full", "partial"]:
        """Say how far the text itself fills the roles that the predicate has.

        Gives `full` where words of the text fill each of them without inference, and no two readings of the sentence
        differ.
        """
        unfilled = any(role not in self.roles or self.roles[role].via == "missing" for role in roles)
        return "partial" if unfilled or self.notes or any(each.inferred for each in self.roles.values()) else "full"

    @property
    def evidence(self) -> bool:
        """Whether it states something that happened, so that a person may accept it."""
        return self.status == "actual" and not self.opinion

    def with_(self, **changes: object) -> Proposal:
        """Give the same proposal with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that did not pass the gate."""

    reason: str
    exact: str
    predicate: str = ""
    extractor: str = "rules"
