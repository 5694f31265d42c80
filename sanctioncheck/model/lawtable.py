"""How much of the law a pack has: each row of its catalogue with the provisions that encode it, or why none does."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Record

__all__ = ["Encoded", "LawRow", "LawTable"]


class Encoded(Record):
    """A provision that encodes a row of the catalogue."""

    id: str
    label: str
    title: str
    mark: str
    status: str
    tests: int = Field(description="How many tests stand beside it.")


class LawRow(Record):
    """One operative row of the law."""

    id: str
    part: str
    addressee: str
    verb: str
    mark: str
    provisions: tuple[Encoded, ...] = ()
    reason: str | None = Field(default=None, description="Why no provision encodes it, or what of it is left out.")


class LawTable(Record):
    """The catalogue of a pack."""

    pack: str
    rows: tuple[LawRow, ...]

    @property
    def encoded(self) -> int:
        """How many rows a provision encodes."""
        return sum(bool(row.provisions) for row in self.rows)
