"""Reads what a page of the web says of itself in its head: title, site, day of publication, language, address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sanctioncheck.read.document import Stated
from sanctioncheck.read.pagetree import Element
from sanctioncheck.read.stated import address, language_tag, one_line, stated_day

__all__ = ["read_head"]

_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHER = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "citation_publication_date", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "pubdate", "publishdate",
    "publish-date", "sailthru.date", "parsely-pub-date", "date",
)  # fmt: skip
_MOST_DATA = 200_000
_MOST_SCRIPTS = 20
_MOST_ARTICLES = 20
_MOST_ENTRIES = 200


def read_head(elements: list[Element]) -> Stated:
    """Take what a page states, from all its elements in order; meta elements go before data for search engines.

    >>> from sanctioncheck.read.pagetree import parse_page
    >>> page = "<html lang=en-gb><meta property=og:site_name content='A Gazette'><title>Arms | A Gazette</title>"
    >>> read_head(list(parse_page(page, "a.html").every()))
    Stated(title='Arms', publisher='A Gazette', published=None, language='en-GB', url=None)
    """
    meta = _meta(elements)
    data = _linked_data(elements)
    publisher = one_line(_first(meta, _PUBLISHER)) or data.publisher
    shown = next((element.text() for element in elements if element.tag == "title"), None)
    headings = [element for element in elements if element.tag == "h1"]
    title = one_line(_first(meta, _TITLE)) or data.title or one_line(shown)
    if title is None and len(headings) == 1:
        title = one_line(headings[0].text())
    html = next((element for element in elements if element.tag == "html"), None)
    links = (element.given for element in elements if element.tag == "link")
    canonical = next((given.get("href") for given in links if given.get("rel", "").lower() == "canonical"), None)
    return Stated(
        title=_without_site(title, publisher),
        publisher=publisher,
        published=_first_day(meta) or data.published or _day_of_time(elements),
        language=language_tag(html.given.get("lang") if html else None)
        or language_tag(meta.get("og:locale") or meta.get("content-language")),
        url=address(canonical) or address(meta.get("og:url")),
    )


def _meta(elements: list[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in elements:
        given = element.given
        if element.tag == "meta" and given.get("content"):
            name = given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv")
            found.setdefault((name or "").lower(), given["content"])
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_day(meta: dict[str, str]) -> str | None:
    return next((day for name in _PUBLISHED if name in meta and (day := stated_day(meta[name]))), None)


def _day_of_time(elements: list[Element]) -> str | None:
    """Take the day that a time element says is that of publication, or the only one there is in the article."""
    said = [
        e for e in elements if e.given.get("itemprop") == "datePublished" or (e.tag == "time" and "pubdate" in e.given)
    ]
    times = said or list(_times_in_articles(elements))
    days = {stated_day(element.given.get("datetime") or element.text()[:60]) for element in times} - {None}
    return days.pop() if len(days) == 1 else None


def _times_in_articles(elements: list[Element]) -> Iterator[Element]:
    for outer in [element for element in elements if element.tag in ("article", "main")][:_MOST_ARTICLES]:
        yield from (element for element in outer.every() if element.tag == "time" and "datetime" in element.given)


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """Take the name of the site from the end of a title."""
    if title and publisher:
        for mark in (" | ", " - ", " – ", " — ", " :: "):
            head, found, tail = title.rpartition(mark)
            if found and head and tail.casefold() == publisher.casefold():
                return head
    return title


def _linked_data(elements: list[Element]) -> Stated:
    """Take what the page tells search engines of its article (schema.org in JSON)."""
    scripts = [element for element in elements if element.given.get("type") == "application/ld+json"]
    for script in scripts[:_MOST_SCRIPTS]:
        text = script.text()
        if len(text) > _MOST_DATA:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            if entry.get("datePublished") or entry.get("headline"):
                publisher = entry.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                return Stated(
                    title=one_line(_text(entry.get("headline"))),
                    publisher=one_line(_text(name)),
                    published=stated_day(_text(entry.get("datePublished")) or ""),
                )
    return Stated()


def _entries(data: Any) -> list[dict[str, Any]]:
    """Give the objects at the top of the data, and those of its graph."""
    top = data if isinstance(data, list) else [data]
    found = [entry for entry in top[:_MOST_ENTRIES] if isinstance(entry, dict)]
    for entry in list(found):
        graph = entry.get("@graph")
        if isinstance(graph, list):
            found += [part for part in graph[:_MOST_ENTRIES] if isinstance(part, dict)]
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
