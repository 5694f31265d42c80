"""A source as a result names it: what it is, who published it and when, and for a note the publication it reports."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.source import Source


class SourceNode(Record):
    """A source of a case."""

    id: str
    kind: str
    title: str
    publisher: str | None = None
    published: str
    reliability: str
    verbatim: bool = Field(description="Whether its passages are its speaker's own words; those of a note are ours.")
    made_up: bool = False
    publication: str | None = Field(default=None, description="For a note: where what it reports was published.")
    publication_title: str | None = None
    publication_date: str | None = None
    url: str | None = None


def source_node(source: Source) -> SourceNode:
    """Tell a source."""
    rests = source.rests_on
    return SourceNode(
        id=source.id, kind=source.kind, title=source.title, publisher=source.publisher, published=source.published,
        reliability=source.reliability, verbatim=source.verbatim, made_up=source.made_up,
        publication=rests.publication if rests else None, publication_title=rests.title if rests else None,
        publication_date=rests.date if rests else None, url=rests.url if rests else None,
    )  # fmt: skip
