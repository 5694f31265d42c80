"""Reads closed lists: CSV files whose first lines say which predicate they answer, by which source, as of which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.text import InvalidValue, MissingKey, UnknownKey
from sanctioncheck.load.document import Document, Loc
from sanctioncheck.load.draft import FiledList
from sanctioncheck.load.files import Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.rulebook import ClosedList, Listed
from sanctioncheck.model.time import EARLIEST, LATEST, BadDate, When, Window, lasting, parse_date
from sanctioncheck.model.vocabulary import Predicate

__all__ = ["read_list"]

_HEAD = re.compile(r"#\s*([a-z_]+):\s*(.*?)\s*$")
_NEEDED = ("list", "predicate", "source", "as_of")
_ALLOWED = (*_NEEDED, "note", "url", "licence", "title")
_FIELD = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"|([^",]*))[ \t]*(,|$)')
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_STATUSES = ("sure", "disputed", "unknown")
_TIMES = ("from", "to")
_BEGINNING, _END = Window(EARLIEST, EARLIEST), Window(LATEST, LATEST)


@dataclass(slots=True)
class _Sheet:
    """A list file while it is read."""

    document: Document
    head: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, loc: Loc, reason: str, remedy: str | None = None) -> None:
        place = self.document.place(loc)
        self.problems.append(InvalidValue(place=place, reason=reason, remedy=remedy))


def read_list(document: Document, words: Words, problems: list[Problem]) -> FiledList | None:
    """Make a closed list of a file's text.

    Args:
        document: the text; it receives the places of its keys (`predicate`) and fields (3, "state").
        words: the vocabulary, for the predicate and its roles.
        problems: receives all that is wrong; the answer is None where anything is.
    """
    sheet = _Sheet(document)
    rows = _rows(sheet)
    _check_head(sheet, words)
    listing = None
    predicate = words.vocabulary.predicates.get(sheet.head.get("predicate", ""))
    if predicate is not None and not sheet.problems:
        listing = _listing(sheet, predicate, rows)
    problems += sheet.problems
    return None if sheet.problems else listing


def _rows(sheet: _Sheet) -> list[list[str]]:
    """Split the text into rows of fields; note the place of each, and read what the comments before them say."""
    rows: list[list[str]] = []
    offset = 0
    for line in sheet.document.text.split("\n"):
        text = line.rstrip("\r")
        if text.startswith("#") and not rows:
            _read_head(sheet, text, offset)
        elif text.strip() and not text.startswith("#"):
            rows.append(_fields(sheet, text, offset, len(rows)))
        offset += len(line) + 1
    return rows


def _read_head(sheet: _Sheet, text: str, offset: int) -> None:
    found = _HEAD.match(text)
    if found is None:
        return
    key = found[1]
    spans = [(offset + found.start(group), offset + found.end(group)) for group in (1, 2)]
    if key not in _ALLOWED:
        place = sheet.document.stretch(*spans[0])
        meant = closest(key, [name for name in _ALLOWED if name not in sheet.head])
        sheet.problems.append(UnknownKey(place=place, key=key, meant=meant))
        return
    sheet.document.record((key,), spans[0], spans[1])
    sheet.head[key] = found[2]


def _fields(sheet: _Sheet, text: str, offset: int, row: int) -> list[str]:
    fields: list[str] = []
    at = 0
    sheet.document.record((row,), (offset, offset), (offset, offset + len(text)))
    while True:
        found = _FIELD.match(text, at)
        if found is None:
            sheet.document.record((row, "rest"), (offset + at, offset + at), (offset + at, offset + len(text)))
            sheet.fault((row, "rest"), "this is no field of a table", 'put a text with `"` or `,` in it in quotes')
            return fields
        quoted = found[1] is not None
        group = 1 if quoted else 2
        span = (offset + found.start(group), offset + found.end(group))
        sheet.document.record((row, len(fields)), span, span)
        fields.append(found[1].replace('""', '"') if quoted else found[2].strip())
        at = found.end()
        if not found[3]:
            return fields


def _check_head(sheet: _Sheet, words: Words) -> None:
    for key in _NEEDED:
        if not sheet.head.get(key):
            sheet.problems.append(MissingKey(place=sheet.document.stretch(0, 0), key=key))
    as_of = sheet.head.get("as_of")
    if as_of:
        _date(sheet, ("as_of",), as_of)
    list_id = sheet.head.get("list")
    if list_id and not _ID.fullmatch(list_id):
        sheet.fault(("list",), f"`{list_id}` is no id", "write small letters, digits, dots and hyphens")
    name = sheet.head.get("predicate")
    if name and name not in words.vocabulary.predicates:
        sheet.problems.append(words.unknown_predicate(name, "the list", sheet.document.place(("predicate",))))
    elif name and not words.vocabulary.predicates[name].closed:
        declared = words.line("predicates", name)
        sheet.fault(("predicate",), f"predicate `{name}` is not closed", f"write `closed: true` at {declared}")


def _date(sheet: _Sheet, loc: Loc, text: str) -> Window | None:
    try:
        return parse_date(text)
    except BadDate as error:
        sheet.fault(loc, str(error), error.help)
        return None


def _listing(sheet: _Sheet, predicate: Predicate, rows: list[list[str]]) -> FiledList | None:
    name = sheet.head["predicate"]
    if not rows:
        sheet.problems.append(MissingKey(place=sheet.document.stretch(0, 0), key=", ".join(predicate.roles)))
        return None
    header = rows[0]
    _check_header(sheet, header, predicate)
    if sheet.problems:
        return None
    listed: list[Listed] = []
    spots: list[Spot] = []
    names: dict[str, tuple[str, str]] = {}
    first = next(iter(predicate.roles))
    for number, fields in enumerate(rows[1:], start=1):
        row = _row(sheet, header, fields, number, tuple(predicate.roles))
        if row is None:
            continue
        fillers, when, status = row
        listed.append(Listed(name, fillers, when, sheet.head["list"], status))
        spots.append(Spot(sheet.document, (number,)))
        if "name" in header and fields[header.index("name")]:
            names.setdefault(fillers[0], (predicate.roles[first], fields[header.index("name")]))
    made = ClosedList(sheet.head["list"], name, sheet.head["source"], sheet.head["as_of"], tuple(listed))
    return FiledList(made, Spot(sheet.document, ("list",)), tuple(spots), names)


def _check_header(sheet: _Sheet, header: list[str], predicate: Predicate) -> None:
    allowed = (*predicate.roles, *_TIMES, "status", "name")
    for at, column in enumerate(header):
        if column not in allowed:
            place = sheet.document.place((0, at))
            free = [name for name in allowed if name not in header]
            sheet.problems.append(UnknownKey(place=place, key=column, meant=closest(column, free)))
        elif column in header[:at]:
            sheet.fault((0, at), f"the column `{column}` is given twice", "keep one of them")
    for role in predicate.roles:
        if role not in header:
            sheet.problems.append(MissingKey(place=sheet.document.place((0,)), key=role))


def _row(
    sheet: _Sheet, header: list[str], fields: list[str], number: int, roles: tuple[str, ...]
) -> tuple[tuple[str, ...], When, str] | None:
    if len(fields) != len(header):
        sheet.fault((number,), f"expected {len(header)} fields, found {len(fields)}")
        return None
    before = len(sheet.problems)
    values = dict(zip(header, fields, strict=True))
    for role in roles:
        if not _ID.fullmatch(values[role]):
            remedy = "write small letters, digits, dots and hyphens"
            sheet.fault((number, header.index(role)), f"`{values[role]}` is no id", remedy)
    # What is open on the day of the list is not known to go on after it.
    known = _date(sheet, ("as_of",), sheet.head["as_of"]) or _END
    begin, end = _BEGINNING, Window(known.last, _END.last)
    status = values.get("status") or "sure"
    if status not in _STATUSES:
        remedy = "write " + " or ".join(f"`{name}`" for name in _STATUSES)
        sheet.fault((number, header.index("status")), f"`{status}` is no status of a row", remedy)
    if values.get("from"):
        begin = _date(sheet, (number, header.index("from")), values["from"]) or begin
    if values.get("to"):
        end = _date(sheet, (number, header.index("to")), values["to"]) or end
    if begin.first > end.last:
        sheet.fault((number, header.index("to")), "the row ends before it begins")
    if len(sheet.problems) > before:
        return None
    return tuple(values[role] for role in roles), lasting(begin, end), status


def incompatible(listing: FiledList, words: Words) -> Iterator[tuple[Spot, str, str, str]]:
    """Find fillers whose declared type cannot fill their role, as (place, id, role, type of the role)."""
    roles = words.vocabulary.predicates[listing.made.predicate].roles
    for row, spot in zip(listing.made.rows, listing.spots, strict=True):
        for filler, (role, wants) in zip(row.fillers, roles.items(), strict=True):
            if filler in words.entities and not words.kinds.fits(words.entities[filler][0], wants):
                yield spot, filler, role, wants
