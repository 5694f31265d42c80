"""Words of strangers made harmless: names, titles and passages as one line of plain text, Markdown or a CSV field."""

from __future__ import annotations

import re

from sanctioncheck.errors import sanitise

_BREAKS = re.compile(r"[ \t\r\n]+")
# Emphasis, code, links, cells, HTML, entities, mathematics, mentions; then what only matters in some places: addresses
# and emoji, issue numbers.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&$@]|:(?=[^\s])|(?<=www)\.|#(?=\d)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:[-+=#]|(\d+)([.)]))")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Give a text as one line that steers no terminal: line breaks become spaces, the invisible becomes visible.

    >>> plain("paid\\n in \\x1b[31mred")
    'paid in \\\\u001b[31mred'
    """
    return sanitise(_BREAKS.sub(" ", text).strip())


def quoted(text: str) -> str:
    """Give a passage so that it cannot end its own quotation marks.

    >>> quoted("he said “no”")
    'he said ‘no’'
    """
    return plain(text).replace("“", "‘").replace("”", "’")


def shortened(text: str, width: int) -> str:
    """Cut a text at a word, with an ellipsis, where it is longer than a number of characters.

    >>> shortened("the sending of troops", 12)
    'the sending…'
    """
    if len(text) <= width:
        return text
    head, space, _ = text[:width].rpartition(" ")
    return f"{(head if space else text[: width - 1]).rstrip(' ,;:.')}…"


def markdown(text: str) -> str:
    """Give a text as Markdown that shows it as it is: no link, no code, no table cell, no list, no HTML.

    >>> markdown("a|b [x](y) `z` <i>")
    'a\\\\|b \\\\[x\\\\](y) \\\\`z\\\\` \\\\<i\\\\>'
    >>> markdown("- no list"), markdown("1. nor this")
    ('\\\\- no list', '1\\\\. nor this')
    """
    active = _ACTIVE.sub(r"\\\g<0>", plain(text))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}", active)


def field(text: str) -> str:
    """Give a text as a field that a spreadsheet does not take for a formula.

    >>> field("=cmd()"), field("plain")
    ("'=cmd()", 'plain')
    """
    shown = plain(text)
    return f"'{shown}" if shown.startswith(_FORMULA) or text.startswith(_FORMULA) else shown
