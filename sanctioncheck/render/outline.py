"""A text of headed lines and branches, drawn as a tree in plain text or as nested lists in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import TextWrapper

from sanctioncheck.render.safe import markdown, plain

NARROWEST = 80
"""No page is narrower: below this the lines of a deep branch would be a word long."""
STEADY_WIDTH = 100
"""The width where no terminal says otherwise, so that equal input gives equal bytes."""
_SHORTEST = 24


@dataclass(frozen=True, slots=True)
class Branch:
    """One line, and what hangs on it."""

    text: str
    parts: tuple[Branch, ...] = ()
    copied: bool = False
    """Whether it is to be copied to a command, so that it is never broken."""


@dataclass(frozen=True, slots=True)
class Section:
    """Branches under a heading."""

    title: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A heading, the lines under it, and sections; a section without branches is left out."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...] = ()


def as_text(outline: Outline, width: int) -> str:
    """Draw an outline as plain text, its branches as trees.

    >>> tree = (Branch("a", (Branch("b"),)), Branch("c"))
    >>> print(as_text(Outline("Cell", ("head",), (Section("Elements", tree),)), 80))
    Cell
    head
    <BLANKLINE>
    Elements
    ├─ a
    │  └─ b
    └─ c
    """
    width = max(width, NARROWEST)
    lines = [line for text in (outline.title, *outline.lines) for line in wrapped(plain(text), width)]
    for section in outline.sections:
        if section.branches:
            lines += ["", *wrapped(plain(section.title), width), *_drawn(section.branches, "", width)]
    return "\n".join(lines)


def _drawn(branches: tuple[Branch, ...], indent: str, width: int) -> Iterator[str]:
    for at, branch in enumerate(branches):
        last = at == len(branches) - 1
        below = indent + ("   " if last else "│  ")
        room = max(width - len(below), _SHORTEST)
        first, *rest = [plain(branch.text)] if branch.copied else wrapped(plain(branch.text), room) or [""]
        yield indent + ("└─ " if last else "├─ ") + first
        yield from ((below + line).rstrip() for line in rest)
        yield from _drawn(branch.parts, below, width)


def as_markdown(outline: Outline) -> str:
    """Write an outline as Markdown: headings, paragraphs, and nested lists.

    >>> print(as_markdown(Outline("Cell", ("head",), (Section("Elements", (Branch("a", (Branch("b"),)),)),))))
    ## Cell
    <BLANKLINE>
    head
    <BLANKLINE>
    ### Elements
    <BLANKLINE>
    - a
      - b
    """
    lines = [f"## {markdown(outline.title)}"]
    for text in outline.lines:
        lines += ["", markdown(text)]
    for section in outline.sections:
        if section.branches:
            lines += ["", f"### {markdown(section.title)}", "", *_listed(section.branches, 0)]
    return "\n".join(lines)


def _listed(branches: tuple[Branch, ...], depth: int) -> Iterator[str]:
    for branch in branches:
        told = f"`{plain(branch.text).replace('`', '')}`" if branch.copied else markdown(branch.text)
        yield f"{'  ' * depth}- {told}"
        yield from _listed(branch.parts, depth + 1)


def wrapped(text: str, width: int) -> list[str]:
    """Break a line at its spaces to a number of characters; a word longer than that is cut.

    >>> wrapped("reasonable grounds to believe", 18)
    ['reasonable grounds', 'to believe']
    """
    return TextWrapper(width, break_on_hyphens=False, break_long_words=True).wrap(text)
