"""Reads what a document says of itself: title, publisher, day of publication, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sanctioncheck.model.time import BadDate, parse_date
from sanctioncheck.read.document import Stated

__all__ = ["address", "dated_line", "from_fields", "header_fields", "language_tag", "one_line", "stated_day"]

_MONTH_NAMES = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
    "november nov|december dec"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[t\s])", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$", re.ASCII)
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)$", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?,? (\d{4})$", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun)[,.]? ")
_LEAD = re.compile(r"(?:date|dated|published|publication date|issued|posted|distr\.: general)(?: on)?[:,]? ")
_TIME = re.compile(r"[,;]?(?: at)? \d{1,2}[:.]\d\d.*$")

_FIELDS = {
    "title": "title headline",
    "publisher": "publisher publication source outlet site",
    "published": "published date",
    "language": "language lang",
    "url": "url link canonical",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_HEADER = re.compile(r"([A-Za-z]{3,15}):[ \t]+(\S.*)$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+$")
_PLACE = re.compile(r"[A-Z][\w .'’-]{1,40}, (?=\S)")
_DATELINE = re.compile(r"[A-Z][\w .'’/-]{1,40}, ([\w ,.]{6,24}?\d{4})\b[^–—-]{0,40}[–—-]")
_LONGEST = 300


def stated_day(text: str) -> str | None:
    """Read a text that is nothing but a date, as precisely as it is given.

    Days written with figures alone are read only where the year comes first: 03/04/2025 is two days.

    >>> [stated_day(t) for t in ("28 April 2025", "Monday, April 28th, 2025", "April 2025", "2025-04-28T06:00:00Z")]
    ['2025-04-28', '2025-04-28', '2025-04', '2025-04-28']
    >>> stated_day("03/04/2025") is None
    True
    """
    words = " ".join(text.lower().split())
    words = _WEEKDAY.sub("", _LEAD.sub("", words, count=1), count=1)
    if found := _ISO.match(words) or _COMPACT.match(words) or _SLASHED.match(words):
        return _day(*found.groups())
    words = _TIME.sub("", words)
    if found := _DAY_FIRST.match(words):
        return _day(found[3], _MONTHS.get(found[2]), found[1]) if found[2] in _MONTHS else None
    if found := _MONTH_FIRST.match(words):
        return _day(found[3], _MONTHS.get(found[1]), found[2]) if found[1] in _MONTHS else None
    return None


def _day(year: str, month: str | int | None, day: str | None) -> str | None:
    text = year + "".join(f"-{int(part):02}" for part in (month, day) if part)
    try:
        parse_date(text)
    except BadDate:
        return None
    return text


def dated_line(lines: Iterable[str]) -> str | None:
    """Find the first of some lines that is nothing but a date with its month, a place before it or not, or that opens
    with such a place and date.

    >>> dated_line(["Security Council", "Distr.: General 5 March 2024", "The Panel"])
    '2024-03-05'
    >>> dated_line(["Moscow, 28 April 2025"]), dated_line(["SEOUL, April 28, 2025 (Agency) - Troops"])
    ('2025-04-28', '2025-04-28')
    """
    for line in lines:
        opened = _DATELINE.match(line)
        short = 6 <= len(line) <= 60
        for part in (
            line if short else "",
            _PLACE.sub("", line, count=1) if short else "",
            opened[1] if opened else "",
        ):
            day = stated_day(part.strip(" \t.,;|()–—-"))
            if day and len(day) > 4:
                return day
    return None


def header_fields(lines: Iterable[str]) -> tuple[dict[str, str], int]:
    """Read the lines such as `Date: 28 April 2025` at the top of a text.

    Returns:
        The fields by their lower-case names, and how many lines they take; none unless there are two or more.

    >>> header_fields(["Title: Arms", "Source: A Gazette", "", "Text: of it"])
    ({'title': 'Arms', 'source': 'A Gazette'}, 2)
    """
    fields: dict[str, str] = {}
    for line in lines:
        found = _HEADER.match(line)
        if not found or found[1].lower() not in {*_FIELD_OF, "author", "by"}:
            break
        fields.setdefault(found[1].lower(), found[2].strip())
    return (fields, len(fields)) if len(fields) > 1 else ({}, 0)


def from_fields(fields: Mapping[str, str]) -> Stated:
    """Take what named fields say, such as those of a header or of front matter; unknown names are passed over.

    >>> from_fields({"headline": "Arms", "date": "April 28, 2025", "lang": "en_GB"})
    Stated(title='Arms', publisher=None, published='2025-04-28', language='en-GB', url=None)
    """
    found: dict[str, str] = {}
    for name, value in fields.items():
        if field := _FIELD_OF.get(name):
            found.setdefault(field, value)
    return Stated(
        title=one_line(found.get("title")),
        publisher=one_line(found.get("publisher")),
        published=stated_day(found.get("published", "")),
        language=language_tag(found.get("language")),
        url=address(found.get("url")),
    )


def one_line(text: str | None) -> str | None:
    """Put a title or name on one line, cut at 300 characters; None where it is blank.

    >>> one_line(" Arms\\n at sea ")
    'Arms at sea'
    """
    words = " ".join((text or "").split())
    return words[:_LONGEST] or None


def language_tag(text: str | None) -> str | None:
    """Write a language as BCP 47 does; None where it is no tag.

    >>> language_tag("EN_us"), language_tag("zh-hant-TW"), language_tag("English")
    ('en-US', 'zh-Hant-TW', None)
    """
    text = (text or "").strip()
    if not _TAG.match(text) or len(text) > 35:
        return None
    first, *rest = text.replace("_", "-").split("-")
    if len(rest) > 3:
        return None
    styled = [p.upper() if len(p) == 2 else p.title() if len(p) == 4 and p.isalpha() else p.lower() for p in rest]
    return "-".join([first.lower(), *styled])


def address(text: str | None) -> str | None:
    """Keep an address of the web, and nothing else.

    >>> address(" https://example.org/a "), address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    text = (text or "").strip()
    return text if len(text) <= 2000 and _ADDRESS.match(text) else None
