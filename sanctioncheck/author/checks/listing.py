"""Checks of the catalogue of a pack: every row of the law is encoded or says why not, and every provision is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sanctioncheck.author.catalogue import read_catalogue
from sanctioncheck.author.checks.check import Check
from sanctioncheck.errors import closest, quote
from sanctioncheck.load.pack import Loaded

__all__ = ["CatalogueRow", "NotInCatalogue"]


class CatalogueRow(Check):
    """A row of the catalogue names a provision that is not there, or neither encodes anything nor says why."""

    code: ClassVar[str] = "SC-L146"
    row: str
    fault: str
    remedy: str

    def message(self) -> str:
        return f"row {quote(self.row)} of the catalogue {self.fault}"

    def help(self) -> str:
        return self.remedy

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        known, seen = pack.book.provisions, set()
        for row in read_catalogue(pack.home)[0]:
            place = row.spot.place()
            if row.id in seen:
                remedy = "join the two rows, or rename one"
                yield cls(place=place, row=row.id, fault="stands there twice", remedy=remedy)
            seen.add(row.id)
            for name in row.provisions:
                if name not in known:
                    meant = closest(name, sorted(known))
                    remedy = f"did you mean {quote(meant)}?" if meant else "write the provision, or the reason why not"
                    fault = f"names {quote(name)}, which the pack does not have"
                    yield cls(place=place, row=row.id, fault=fault, remedy=remedy)
            if not row.provisions and not row.reason:
                remedy = "name the provisions that encode it, or give the reason why none does"
                yield cls(place=place, row=row.id, fault="is not encoded and does not say why", remedy=remedy)


class NotInCatalogue(Check):
    """A provision encodes no row of the catalogue."""

    code: ClassVar[str] = "SC-L147"
    provision: str

    def message(self) -> str:
        return f"no row of the catalogue is encoded by {quote(self.provision)}"

    def help(self) -> str:
        return "name it under `provisions` of the row that it encodes, or add the row"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        rows = read_catalogue(pack.home)[0]
        named = {name for row in rows for name in row.provisions}
        for file in pack.draft.provisions:
            if rows and pack.has(file.document.path) and file.made.provision not in named:
                yield cls(place=file.spot.to("provision").place(), provision=file.made.provision)
