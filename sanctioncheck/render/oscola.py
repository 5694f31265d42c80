"""Cites law as lawyers in Oxford do: once in full, then in short with the number of the first footnote.

OSCOLA is the Oxford University Standard for the Citation of Legal Authorities (4th edn, 2012), with its section on
international law (2006). Nothing else writes citations in that style. Another style is a module beside this one, with
the same functions over the same authorities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sanctioncheck.model.authority import Authority, Kind

__all__ = ["again", "full", "table"]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TABLES: Final[dict[str, tuple[Kind | None, ...]]] = {
    "Cases": ("judgment",),
    "Treaties": ("treaty", "bilateral-treaty"),
    "United Nations documents": ("resolution", "report"),
    "European Union legislation": ("union-act",),
    "Other authorities": (None,),
}
"""The parts of a table of authorities in their order, with the kinds that stand in each."""
# Only the documents of the United Nations have symbols with strokes: S/RES/1874, A/RES/3314(XXIX).
_SYMBOL: Final = re.compile(r"[A-Z]+/")


def full(authority: Authority) -> str:
    """Cite an authority in full, as where it is first cited; the text is not escaped.

    >>> charter = Authority(instrument="UN Charter", kind="treaty", title="Charter of the United Nations",
    ...     adopted="1945-06-26", in_force="1945-10-24", series="1 UNTS XVI", short="UN Charter")
    >>> print(full(charter))
    Charter of the United Nations (adopted 26 June 1945, entered into force 24 October 1945) 1 UNTS XVI (UN Charter)
    >>> full(Authority(instrument="UNSC Res 1373", kind="resolution", adopted="2001-09-28", document="S/RES/1373",
    ...     pinpoint="para 9"))
    'UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373, para 9'
    """
    parts = [part for part in _parts(authority) if part]
    if authority.short and authority.kind != "judgment":
        parts.append(f"({authority.short})")
    # A comma keeps the place apart from the number before it; after a bracket there is none to run into.
    between = " " if parts[-1].startswith("(") else ", "
    return " ".join(parts) + (f"{between}{authority.pinpoint}" if authority.pinpoint else "")


def again(authority: Authority, note: int) -> str:
    """Cite an authority that was cited before, in the footnote of that number.

    >>> again(Authority(instrument="UNSC Res 1373", kind="resolution", pinpoint="para 9"), 3)
    'UNSC Res 1373 (n 3) para 9'
    """
    name = authority.short or authority.instrument
    return f"{name} (n {note})" + (f" {authority.pinpoint}" if authority.pinpoint else "")


def table(authorities: Iterable[Authority]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the table of authorities: under each heading every instrument once, without the places in it, in order.

    >>> resolutions = [Authority(instrument=f"UNSC Res {n}", kind="resolution", year=y, document=f"S/RES/{n}")
    ...     for n, y in ((1373, 2001), (418, 1977), (1373, 2001))]
    >>> table(resolutions)
    (('United Nations documents', ('UNSC Res 418 (1977) UN Doc S/RES/418', 'UNSC Res 1373 (2001) UN Doc S/RES/1373')),)
    """
    whole = {each.instrument: each.model_copy(update={"pinpoint": None}) for each in authorities}
    found = []
    for heading, kinds in _TABLES.items():
        entries = sorted((full(each) for each in whole.values() if each.kind in kinds), key=_in_order)
        if entries:
            found.append((heading, tuple(entries)))
    return tuple(found)


def _parts(each: Authority) -> tuple[str, ...]:
    """Give the pieces of a full citation, without short name and place; a piece that is not known is empty."""
    name, day, document = each.title or each.instrument, _day(each.adopted), _document(each.document)
    when = f"({day or each.year})" if day or each.year else ""
    match each.kind:
        case "treaty" | "bilateral-treaty":
            return name, _of_treaty(each) or when, each.series or document
        case "judgment":
            # Reports begin with the year in brackets of their own.
            decided = ", ".join(str(part) for part in (each.body, day or each.year) if part)
            return name, each.series or (f"({decided})" if decided else "")
        case "report":
            author = f"{each.body}, " if each.body else ""
            part = f", {each.part}" if each.part else ""
            return f"{author}‘{name}’{part}", when, each.series or "", document
        case "union-act":
            title = f" {each.title}" if each.title else ""
            return f"{each.instrument}{f' of {day}' if day else ''}{title}", each.series or document
    return name, when, each.series or "", document


def _of_treaty(each: Authority) -> str:
    """Give the bracket with the days of a treaty; those for two are signed, those for all adopted."""
    how = "signed" if each.kind == "bilateral-treaty" else "adopted"
    days = [f"{how} {_day(each.adopted)}"] if each.adopted else []
    days += [f"entered into force {_day(each.in_force)}"] if each.in_force else []
    return f"({', '.join(days)})" if days else ""


def _document(document: str | None) -> str:
    return f"UN Doc {document}" if document and _SYMBOL.match(document) else document or ""


def _day(date: str | None) -> str:
    """Write a day as in `28 September 2001`."""
    if date is None:
        return ""
    year, month, day = (int(part) for part in date.split("-"))
    return f"{day} {_MONTHS[month - 1]} {year}"


def _in_order(entry: str) -> list[tuple[int, str]]:
    """Give what orders entries by letter, and by number where they have one: resolution 418 before 1373."""
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"([0-9]+)", entry)]
