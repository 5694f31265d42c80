"""Reads Markdown: the words without their marks, so that a quote is what a reader of the page sees.

Common marks are known, not every corner of CommonMark; what is no mark stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sanctioncheck.read.document import Document, Draft, Kind, Stated
from sanctioncheck.read.marker import marker_of
from sanctioncheck.read.stated import dated_line, from_fields, one_line
from sanctioncheck.read.tongue import tongue_of

__all__ = ["read_markdown", "without_marks"]

_FENCE = re.compile(r"\s{0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(.*)$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTED = re.compile(r"\A\s{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_TABLE_RULE = re.compile(r"[-:| \t]*$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s*\S+")
_FIELD = re.compile(r"([A-Za-z_]{2,20}):[ \t]*(.+)$")

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_NOTE = re.compile(r"\[\^[^\[\]\n]{1,40}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1")
_STRUCK = re.compile(r"(?<!\\)~~(?=\S)(.{1,2000}?)(?<=\S)~~", re.S)
_DELETED = re.compile(r"<(del|s|strike)(?:\s[^<>]{0,500})?>.{0,2000}?</\1\s*>", re.S | re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_WEAK = re.compile(r"(?<![\w*\\])(\*|_)(?=[^\s*_])([^*_\n]{1,2000}?)(?<=[^\s\\])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FIRST_BLOCKS = 6


def read_markdown(text: str, name: str) -> Document:
    """Read Markdown in its canonical form; front matter says what the document is.

    >>> document = read_markdown("---\\ntitle: Arms\\n---\\n# At sea\\n\\n1. The *vessel*\\n   sailed.\\n", "note.md")
    >>> document.title, document.text, [block.paragraph for block in document.blocks]
    ('Arms', 'At sea\\n\\n1. The vessel sailed.', [None, '1'])
    """
    lines = text.split("\n")
    front, rest = _front_matter(lines)
    draft = Draft()
    for kind, words in _blocks(lines[rest:]):
        plain = without_marks(words)
        marker = marker_of(plain) if kind != "cell" else None
        if marker is None:
            draft.add(plain, kind)
        else:
            found = marker.kind if kind == "paragraph" else kind
            draft.add(plain[marker.length :], found, paragraph=marker.paragraph, marker=plain[: marker.length].lstrip())
    made = draft.text
    first = draft.blocks[:_FIRST_BLOCKS]
    heading = next((made[block.start : block.end] for block in first if block.kind == "heading"), None)
    day = dated_line(made[block.start : block.end] for block in first)
    stated = from_fields(front).or_else(Stated(one_line(heading), published=day, language=tongue_of(made)))
    return draft.finish(name, "markdown", stated)


def without_marks(text: str) -> str:
    """Take emphasis, links, images, tags and escapes out of a stretch of Markdown, and what is struck out.

    >>> without_marks("The **Panel** [found](https://example.org) \\\\*arms\\\\* &amp; coal[^1] in `two_of_us`.")
    'The Panel found *arms* & coal in two_of_us.'
    """
    first, *rest = text.split("<!--")
    text = first + "".join(part.partition("-->")[2] for part in rest)
    text = _STRUCK.sub("", _DELETED.sub("", text))
    text = _NOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    text = _WEAK.sub(r"\2", _STRONG.sub(r"\2", _CODE.sub(r"\2", text)))
    text = _WEAK.sub(r"\2", _STRONG.sub(r"\2", text))
    return unescape(_ESCAPED.sub(r"\1", text))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read the simple `name: value` lines between two `---` at the top; nothing in them is interpreted."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    for end, line in enumerate(lines[1:100], start=1):
        if line.strip() in ("---", "..."):
            found = (_FIELD.match(entry) for entry in lines[1:end])
            return {entry[1].lower(): entry[2].strip().strip("\"'") for entry in found if entry}, end + 1
    return {}, 0


def _blocks(lines: list[str]) -> Iterator[tuple[Kind, str]]:
    """Cut the lines into blocks; the lines of one are joined by a space, or by a line end where that was marked."""
    begun: list[str] = []
    fence = ""
    for line in lines:
        line = _QUOTED.sub("", line)
        found = _FENCE.match(line)
        if fence or found:
            # What stands in a fence is code, up to one that is as long; without one, to the end.
            yield from _joined(begun)
            begun = []
            if not fence:
                fence = found[1] if found else ""
            elif found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            continue
        if begun and _UNDERLINE.match(line) and len(begun) == 1:
            yield "heading", begun.pop()
            continue
        elif heading := _HEADING.match(line):
            yield from _joined(begun)
            begun = []
            yield "heading", heading[1].rstrip(" \t#")
            continue
        elif line.strip().startswith("|"):
            yield from _joined(begun)
            begun = []
            if not _TABLE_RULE.match(line):
                yield from (("cell", cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
            continue
        elif line.strip() and not _RULE.match(line) and not _DEFINITION.match(line):
            if begun and _ITEM.match(line):
                yield from _joined(begun)
                begun = []
            begun.append(line)
            continue
        yield from _joined(begun)
        begun = []
    yield from _joined(begun)


def _joined(lines: list[str]) -> Iterator[tuple[Kind, str]]:
    if lines:
        ends = ["\n" if line.endswith(("  ", "\\")) else " " for line in lines[:-1]] + [""]
        yield "paragraph", "".join(line.strip().removesuffix("\\") + end for line, end in zip(lines, ends, strict=True))
