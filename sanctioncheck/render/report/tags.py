"""Pieces of HTML: every text is escaped where it is put in, and ids behind a sentence become links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from sanctioncheck.model.result import CellNode
from sanctioncheck.render.outline import Branch, Outline
from sanctioncheck.render.safe import plain

_IDS = re.compile(r" \[([^\[\]]*)\]\Z")
Targets = Mapping[str, str]
"""Id to the anchor of what it names, on this page."""


def text(said: str) -> str:
    """Escape a text.

    >>> text("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return escape(plain(said))


def anchor(kind: str, name: str) -> str:
    """Give an anchor that no text can break out of.

    >>> anchor("fact", 'a" onclick="x')
    'fact-a-22-20onclick-3d-22x'
    """
    return f"{kind}-" + "".join(c if c.isalnum() and c.isascii() else f"-{ord(c):x}" for c in name)


def cell_anchor(cell: CellNode) -> str:
    """Give the anchor of the trace of a cell."""
    return anchor("cell", f"{cell.actor} {cell.norm}")


def tree(branches: Iterable[Branch], targets: Targets, css: str = "") -> str:
    """Write branches as nested lists."""
    inner = "".join(
        f"<li>{line(branch.text, targets)}{tree(branch.parts, targets) if branch.parts else ''}</li>"
        for branch in branches
    )
    return f'<ul class="{css}">{inner}</ul>' if css else f"<ul>{inner}</ul>"


def line(said: str, targets: Targets) -> str:
    """Write one sentence; the ids in brackets behind it are links where this page has what they name."""
    match = _IDS.search(said)
    if match is None:
        return text(said)
    names = match.group(1).split(", ")
    linked = ", ".join(f'<a href="#{targets[n]}">{text(n)}</a>' if n in targets else text(n) for n in names)
    return f'{text(said[: match.start()])} <span class="ids">[{linked}]</span>'


def outline(told: Outline, targets: Targets) -> str:
    """Write an outline without its title: its lines, and its sections under headings."""
    parts = [f"<p>{line(said, targets)}</p>" for said in told.lines]
    for section in told.sections:
        if section.branches:
            parts.append(f"<h3>{line(section.title, targets)}</h3>{tree(section.branches, targets, 'tree')}")
    return "".join(parts)


def rows(header: Iterable[str], body: Iterable[Iterable[str]], caption: str) -> str:
    """Write a table whose cells are HTML already."""
    head = "".join(f'<th scope="col">{each}</th>' for each in header)
    lines = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in body)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}">'
        f'<table class="plain"><caption class="soft">{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )
