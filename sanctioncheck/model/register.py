"""What the rules hold, thing by thing, as a list or as what a search has found."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Record

__all__ = ["Entry", "Found", "Hit", "Listing", "SearchResult"]


class Entry(Record):
    """One thing that has a page."""

    kind: str
    id: str
    title: str
    citation: str | None = None
    regime: str | None = Field(default=None, description="The folder of a provision's instrument, below `instruments`.")
    force: str | None = None
    in_force: str | None = None
    mark: str | None = None
    confirmed: bool | None = None
    norms: int | None = None
    status: tuple[str, ...] = Field(default=(), description="Of a provision: what has been done for it, and what not.")
    file: str | None = None


class Listing(Record):
    """Everything of one kind."""

    pack: str
    kind: str
    entries: tuple[Entry, ...]


class Found(Record):
    """One place in which something that was looked for stands."""

    sought: str
    where: str
    text: str
    score: int


class Hit(Record):
    """One thing that a search has found, with the reasons for its place in the order."""

    score: int
    entry: Entry
    found: tuple[Found, ...] = ()


class SearchResult(Record):
    """What a search has found, the best first; of equals, by kind and id."""

    pack: str
    words: tuple[str, ...]
    filters: dict[str, str]
    hits: tuple[Hit, ...]
