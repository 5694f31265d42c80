"""A pack as a site of plain pages: an index of the law and its words, and a page for each, linked to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from sanctioncheck.model.page import Page
from sanctioncheck.model.register import Entry
from sanctioncheck.render.outline import Branch, Outline
from sanctioncheck.render.rulepage import outline
from sanctioncheck.render.safe import plain

__all__ = ["site"]

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8888; vertical-align: top; }
ul { padding-left: 1.25rem; }
footer { margin-top: 3rem; font-size: .85em; }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
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
    foot = f"<footer><p>{_text(pack)}</p><p>{_text(disclaimer)}</p></footer>"
    made = {_INDEX: _whole("The rules", [*_index(entries, files), foot])}
    for entry in entries:
        body = [f'<p><a href="{_INDEX}">All rules</a></p>', *_page(outline(pages[_key(entry)]), known), foot]
        made[files[_key(entry)]] = _whole(entry.citation or entry.title, body)
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
            yield f"<h2>{_text(title)}</h2>"
            yield from _table(kind, found, files)


def _table(kind: str, entries: Sequence[Entry], files: Mapping[str, str]) -> Iterator[str]:
    heads = _HEADS if kind == "provision" else _WORD
    yield f"<table><caption>{_text(_KINDS[kind])}: {len(entries)}</caption><thead><tr>"
    yield from (f'<th scope="col">{_text(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for entry in entries:
        link = f'<a href="{files[_key(entry)]}">{_text(entry.citation or entry.id)}</a>'
        rest = [entry.title]
        if kind == "provision":
            mark = f"{entry.mark}" + ("" if entry.confirmed else ", not confirmed")
            rest += [entry.in_force or "", mark, entry.status[0] if entry.status else ""]
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in (link, *map(_text, rest))) + "</tr>"
    yield "</tbody></table>"


def _page(drawn: Outline, known: Mapping[str, str]) -> Iterator[str]:
    yield f"<h1>{_text(drawn.title)}</h1>"
    yield from (f"<p>{_linked(line, known)}</p>" for line in drawn.lines)
    for section in drawn.sections:
        if section.branches:
            yield f"<h2>{_text(section.title)}</h2>"
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
    return f'<a href="{target}">{_text(name)}</a>' if target else _text(name)


def _text(text: str) -> str:
    return escape(plain(text))


def _whole(title: str, body: Iterable[str]) -> str:
    head = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{_text(title)}</title>",
        f"<style>{_STYLE}</style></head>",
        "<body><main>",
    ]
    return "\n".join([*head, *body, "</main></body></html>"]) + "\n"
