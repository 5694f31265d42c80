"""A pack as a site of plain pages: an index of the law and its words, and a page for each, linked to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from sanctioncheck.model.page import Page
from sanctioncheck.model.register import Entry
from sanctioncheck.render.htmlpage import text_of, whole_page
from sanctioncheck.render.outline import Branch, Outline
from sanctioncheck.render.rulepage import outline
from sanctioncheck.render.safe import plain

__all__ = ["site"]

_STYLE: Final = """
ul { padding-left: 1.25rem; }
footer { margin-top: 3rem; font-size: .85em; }
"""
_KINDS: Final = {
    "provision": "The law",
    "definition": "Definitions",
    "bridge": "Bridges",
    "predicate": "Predicates",
    "type": "Types",
    "list": "Lists",
    "background": "Background",
}
_HEADS: Final = ("Citation", "Title", "In force", "Mark", "Status")
_WORD: Final = ("Name", "Says")
_IDS: Final = re.compile(r"\[([^\[\]]+)\]")
_NOT_SAFE: Final = re.compile(r"[^a-z0-9.-]+")
_INDEX: Final = "index.html"


def site(pack: str, entries: Sequence[Entry], pages: Mapping[str, Page], disclaimer: str) -> dict[str, str]:
    """Write a pack as pages of HTML that need nothing else: no script, no font, no network.

    Args:
        pack: name, version and hash of the pack, for the foot of each page.
        entries: everything that has a page, in the order in which it is listed.
        pages: the page of each, by kind and id with a colon between.
        disclaimer: what stands at the foot of each page.

    Returns:
        File name to text.
    """
    files = _names(entries)
    known = {entry.id: files[_key(entry)] for entry in reversed(entries)}
    foot = f"<footer><p>{text_of(pack)}</p><p>{text_of(disclaimer)}</p></footer>"
    made = {_INDEX: whole_page("The rules", [*_index(entries, files), foot], _STYLE)}
    for entry in entries:
        body = [f'<p><a href="{_INDEX}">All rules</a></p>', *_page(outline(pages[_key(entry)]), known), foot]
        made[files[_key(entry)]] = whole_page(entry.citation or entry.title, body, _STYLE)
    return made


def _key(entry: Entry) -> str:
    return f"{entry.kind}:{entry.id}"


def _names(entries: Iterable[Entry]) -> dict[str, str]:
    """Give each entry a file of its own, named for what it is; names that would be one get a number."""
    taken: set[str] = set()
    names = {}
    for entry in entries:
        stem = f"{entry.kind}-{_NOT_SAFE.sub('-', entry.id.casefold()).strip('-.')}"
        name, number = f"{stem}.html", 2
        while name in taken:
            name, number = f"{stem}-{number}.html", number + 1
        taken.add(name)
        names[_key(entry)] = name
    return names


def _index(entries: Sequence[Entry], files: Mapping[str, str]) -> Iterator[str]:
    yield "<h1>The rules</h1>"
    for kind, title in _KINDS.items():
        found = [entry for entry in entries if entry.kind == kind]
        if found:
            yield f"<h2>{text_of(title)}</h2>"
            yield from _table(kind, found, files)


def _table(kind: str, entries: Sequence[Entry], files: Mapping[str, str]) -> Iterator[str]:
    heads = _HEADS if kind == "provision" else _WORD
    yield f"<table><caption>{text_of(_KINDS[kind])}: {len(entries)}</caption><thead><tr>"
    yield from (f'<th scope="col">{text_of(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for entry in entries:
        link = f'<a href="{files[_key(entry)]}">{text_of(entry.citation or entry.id)}</a>'
        rest = [entry.title]
        if kind == "provision":
            mark = f"{entry.mark}" + ("" if entry.confirmed else ", not confirmed")
            rest += [entry.in_force or "", mark, entry.status[0] if entry.status else ""]
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in (link, *map(text_of, rest))) + "</tr>"
    yield "</tbody></table>"


def _page(drawn: Outline, known: Mapping[str, str]) -> Iterator[str]:
    yield f"<h1>{text_of(drawn.title)}</h1>"
    yield from (f"<p>{_linked(line, known)}</p>" for line in drawn.lines)
    for section in drawn.sections:
        if section.branches:
            yield f"<h2>{text_of(section.title)}</h2>"
            yield from _list(section.branches, known)


def _list(branches: Iterable[Branch], known: Mapping[str, str]) -> Iterator[str]:
    yield "<ul>"
    for branch in branches:
        yield f"<li>{_linked(branch.text, known)}"
        if branch.parts:
            yield from _list(branch.parts, known)
        yield "</li>"
    yield "</ul>"


def _linked(text: str, known: Mapping[str, str]) -> str:
    """Escape a text, and link what stands in brackets and has a page."""
    shown, last = [], 0
    line = plain(text)
    for found in _IDS.finditer(line):
        shown.append(escape(line[last : found.start()]))
        parts = [_link(part, known) for part in found[1].split(", ")]
        shown.append(f"[{', '.join(parts)}]")
        last = found.end()
    return "".join(shown) + escape(line[last:])


def _link(name: str, known: Mapping[str, str]) -> str:
    target = known.get(name) or known.get(name.partition("#")[0])
    return f'<a href="{target}">{text_of(name)}</a>' if target else text_of(name)
