"""Lists of what the rules hold, and what a search has found in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tabulate import tabulate

from sanctioncheck.model.register import Entry, Found, Hit, Listing, SearchResult
from sanctioncheck.render import rulewords
from sanctioncheck.render.outline import Branch, Outline, Section, as_text, wrapped
from sanctioncheck.render.safe import field, plain
from sanctioncheck.render.sentence import ids

__all__ = ["listing_text", "search_text", "to_csv"]

COLUMNS = ("kind", "id", "title", "citation", "regime", "force", "in_force", "mark", "norms", "status", "file")
_GAP = 2
_NARROWEST = 24
_WHOLE = 80
"""An id is never broken: it is there to be copied."""


def listing_text(listing: Listing, width: int) -> str:
    """Write a list as a table for a terminal, ending in a line break.

    >>> print(listing_text(Listing(pack="p 1", kind="types", entries=(Entry(kind="type", id="a", title="an a"),)), 80))
    Id    Says
    ----  ------
    a     an a
    <BLANKLINE>
    1 types in p 1
    <BLANKLINE>
    """
    if listing.kind == "provisions":
        rows = [
            [each.citation or "", each.title, each.id, each.mark or "", each.in_force or ""] for each in listing.entries
        ]
        table = _table(rows, rulewords.LAW_HEADERS, width, (24, 0, _WHOLE, 5, 22))
    else:
        rows = [[each.id, each.title] for each in listing.entries]
        table = _table(rows, rulewords.HEADERS, width, (_WHOLE, 0))
    total = rulewords.TOTAL.format(number=len(listing.entries), kind=listing.kind, pack=plain(listing.pack))
    return f"{table}\n\n{total}\n" if listing.entries else f"{total}\n"


def _table(rows: Sequence[Sequence[str]], headers: Sequence[str], width: int, widths: Sequence[int]) -> str:
    """Draw a table whose columns have these widths at most; the one of width nought takes what is left."""
    wanted = (
        [max(len(headers[at]), *(len(plain(row[at])) for row in rows)) for at in range(len(headers))] if rows else []
    )
    room = [min(wide, most) for wide, most in zip(wanted, widths, strict=False)]
    left = max(width - sum(room) - _GAP * (len(widths) - 1), _NARROWEST)
    broken = [
        ["\n".join(wrapped(plain(text), wide or left)) for text, wide in zip(row, room, strict=True)] for row in rows
    ]
    drawn = tabulate(broken, headers, tablefmt="simple", disable_numparse=True)
    return "\n".join(line.rstrip() for line in drawn.splitlines())


def search_text(result: SearchResult, width: int) -> str:
    """Write what a search has found, each with where and why, ending in a line break.

    >>> print(search_text(SearchResult(pack="p 1", words=("a",), filters={}, hits=()), 80).splitlines()[1])
    Nothing in the rules holds all of that.
    """
    sought = rulewords.SOUGHT.format(words=" ".join(result.words)) if result.words else rulewords.SOUGHT_NOTHING
    kept = ", ".join(f"{name} {value}" for name, value in result.filters.items())
    lines = (rulewords.KEPT.format(limits=kept),) if kept else ()
    number = rulewords.HITS.format(number=len(result.hits))
    order = (rulewords.ORDER,) if result.words and len(result.hits) > 1 else ()
    section = Section(number, tuple(map(_hit, result.hits)))
    empty = () if result.hits else (rulewords.NO_HITS,)
    return as_text(Outline(sought, (*lines, *order, *empty), (section,)), width) + "\n"


def _hit(hit: Hit) -> Branch:
    entry = hit.entry
    named = f"{entry.citation}: {entry.title}" if entry.citation else entry.title
    score = rulewords.SCORE.format(score=hit.score) if hit.score else ""
    return Branch(f"{named}{ids([entry.id])}{score}", tuple(_reason(each) for each in hit.found))


def _reason(found: Found) -> Branch:
    form = rulewords.FOUND if found.score else rulewords.KEEPS
    return Branch(form.format(sought=found.sought, where=found.where, text=found.text, score=found.score))


def to_csv(entries: Sequence[Entry], hits: Sequence[Hit] = ()) -> str:
    """Write things as CSV that is safe to open in a spreadsheet; hits with their score and where they were found.

    >>> to_csv([Entry(kind="type", id="a", title="=b")]).splitlines()[1][:10]
    "type,a,'=b"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *(("score", "found") if hits else ())])
    for at, entry in enumerate(entries):
        row = [field(value) for value in _fields(entry)]
        if hits:
            found = "; ".join(f"{each.sought} in {each.where}" for each in hits[at].found)
            row += [str(hits[at].score), field(found)]
        writer.writerow(row)
    return out.getvalue()


def _fields(entry: Entry) -> Iterator[str]:
    for column in COLUMNS:
        value = getattr(entry, column)
        yield "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
