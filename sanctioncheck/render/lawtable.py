"""The catalogue of a pack as tables: each row of the law with the provision that encodes it, or why none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from sanctioncheck.model.lawtable import Encoded, LawRow, LawTable
from sanctioncheck.render.safe import markdown

__all__ = ["to_markdown"]

_HEADS = ("row", "to whom", "verb", "mark", "provision", "what it lays down", "status", "tests", "left out")
_REASONS = ("row", "to whom", "verb", "mark", "why it is not encoded")


def to_markdown(table: LawTable, link: Callable[[Encoded], str] | None = None) -> str:
    """Write the catalogue as Markdown, a part of the law after the other.

    Args:
        table: the catalogue.
        link: gives where the page of a provision stands; None for no links.

    >>> to_markdown(LawTable(pack="un-core 1", rows=())).splitlines()[0]
    '# The law, row by row'
    """
    lines = ["# The law, row by row", "", f"Of {len(table.rows)} rows {table.encoded} are encoded in {table.pack}."]
    lines += ["The others say why not. What the marks mean stands in [the glossary](../glossary.md).", ""]
    for part, rows in groupby(table.rows, key=lambda row: row.part):
        lines += [f"## {markdown(part)}", "", *_part(tuple(rows), link)]
    return "\n".join(lines)


def _part(rows: tuple[LawRow, ...], link: Callable[[Encoded], str] | None) -> Iterator[str]:
    encoded = [row for row in rows if row.provisions]
    if encoded:
        yield from _head(_HEADS)
        for row in encoded:
            for at, each in enumerate(row.provisions):
                first = (row.id, row.addressee, row.verb, row.mark) if at == 0 else ("",) * 4
                label = markdown(each.label)
                named = label if link is None else f"[{label}]({link(each)})"
                left = markdown(row.reason or "") if at == 0 else ""
                cells = [*map(markdown, first), named, markdown(each.title), each.status, str(each.tests), left]
                yield f"| {' | '.join(cells)} |"
        yield ""
    bare = [row for row in rows if not row.provisions]
    if bare:
        yield from _head(_REASONS)
        for row in bare:
            cells = [*map(markdown, (row.id, row.addressee, row.verb, row.mark, row.reason or ""))]
            yield f"| {' | '.join(cells)} |"
        yield ""


def _head(names: tuple[str, ...]) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
