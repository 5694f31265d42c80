"""The catalogue of a pack: which rows of the law there are, and which provision encodes each, or why none does."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sanctioncheck.author.testing.trial import read_tests
from sanctioncheck.errors import Problem
from sanctioncheck.load.document import Document
from sanctioncheck.load.files import Folder, Spot, read_text
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.lawtable import Encoded, LawRow, LawTable

__all__ = ["CATALOGUE", "COLUMNS", "Entry", "law_table", "read_catalogue"]

CATALOGUE = "catalogue.csv"
COLUMNS = ("id", "part", "addressee", "verb", "mark", "provisions", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """One operative row of the law."""

    id: str
    part: str
    """The section of the catalogue that it stands in."""
    addressee: str
    verb: str
    mark: str
    provisions: tuple[str, ...]
    """The provisions that encode it; none where there is a reason."""
    reason: str
    """Why it is not encoded, or what of it is left out."""
    spot: Spot


def read_catalogue(home: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read the catalogue of a pack.

    Args:
        home: the folder of the pack.

    Returns:
        Its rows in their order, none where the pack has no catalogue, and what is wrong with the file as a table.

    >>> read_catalogue(Path("tests/language/tiny/pack"))
    ((), ())
    """
    if not (home / CATALOGUE).is_file():
        return (), ()
    folder = Folder(home)
    raw = folder.read(CATALOGUE)
    if raw is None:
        return (), tuple(folder.problems)
    document = read_text(CATALOGUE, raw)
    if not document.complete:
        return (), tuple(document.problems)
    return tuple(_rows(document)), ()


def _rows(document: Document) -> Iterator[Entry]:
    """Give the rows below the heads of the columns; a row with other columns has empty fields in their place."""
    offset, header = 0, True
    for number, line in enumerate(document.text.split("\n")):
        document.record((number,), (offset, offset), (offset, offset + len(line)))
        offset += len(line) + 1
        if not line.strip() or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        fields = next(csv.reader(io.StringIO(line)))
        given = dict(zip(COLUMNS, [*(field.strip() for field in fields), *[""] * len(COLUMNS)], strict=False))
        provisions = tuple(given.pop("provisions").split())
        yield Entry(**given, provisions=provisions, spot=Spot(document, (number,)))


def law_table(pack: Loaded) -> LawTable:
    """Give the catalogue of a pack with what encodes each row and how many tests decide it.

    >>> from sanctioncheck.load.pack import read_pack
    >>> law_table(read_pack(Path("tests/language/tiny/pack"))).rows
    ()
    """
    tests: dict[str, int] = {}
    for filed in read_tests(pack.home, pack.book)[0]:
        tests[filed.made.tests] = tests.get(filed.made.tests, 0) + len(filed.made.cases)
    law = pack.book.provisions
    return LawTable(
        pack=f"{pack.book.name} {pack.book.version}",
        rows=tuple(
            LawRow(
                id=row.id,
                part=row.part,
                addressee=row.addressee,
                verb=row.verb,
                mark=row.mark,
                provisions=tuple(
                    Encoded(
                        id=name,
                        label=law[name].citation.label,
                        title=law[name].title,
                        mark=law[name].mark,
                        status=law[name].status,
                        tests=tests.get(name, 0),
                    )
                    for name in row.provisions
                    if name in law
                ),
                reason=row.reason or None,
            )
            for row in read_catalogue(pack.home)[0]
        ),
    )
