"""Writes single values: without quotes where none are needed, and long prose folded to the width of the page."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Final

from sanctioncheck.load.yamltext import read_plain, read_yaml

__all__ = ["WIDTH", "as_key", "bare_or_quoted", "folded", "in_quotes", "keeps_quotes", "on_one_line"]

WIDTH: Final = 120
"""The width of a page, in characters."""
_EASY = re.compile(r"[^\W\d_][\w .()/’'-]*[\w.)’]|[^\W\d_]", re.UNICODE)
_MARKS = frozenset(":#{}[](),&*!|>'\"%@`")
"""Signs that mean something in YAML: quotes that an author put round them are left there."""


def as_key(text: str, style: str, flow: bool = False) -> str:
    """Write the key of a mapping; `on` and the like are keys of ours, and need no quotes there.

    >>> as_key("on", ""), as_key("a: b", ""), as_key("no-export(dprk)", "")
    ('on', '"a: b"', 'no-export(dprk)')
    """
    if style in ('"', "'") and _MARKS.intersection(text):
        return in_quotes(text)
    pair = f"{text}: 1"
    document = read_yaml("", (f"{{{pair}}}" if flow else pair).encode("utf-8", "backslashreplace"))
    bare = text.isprintable() and not document.problems and document.data == {text: 1}
    return text if bare else in_quotes(text)


def keeps_quotes(text: str, style: str, flow: bool) -> bool:
    """Tell whether a text that its author put in quotes stays in them.

    >>> keeps_quotes("a: b", '"', False), keeps_quotes("a b", '"', False)
    (True, False)
    """
    return style in ('"', "'") and (
        bool(_MARKS.intersection(text)) or not any(map(str.isalnum, text)) or not _may_be_bare(text, flow)
    )


def on_one_line(text: str, style: str, flow: bool = False) -> str:
    """Write a value on one line.

    Args:
        text: the value as text; of a number or the like, as its author wrote it.
        style: what its author put round it.
        flow: whether it stands inside braces or brackets.

    >>> on_one_line("arms, and help", ""), on_one_line("arms, and help", "", flow=True)
    ('arms, and help', '"arms, and help"')
    >>> on_one_line("plain words", '"'), on_one_line("{by} acts", '"'), on_one_line("2018", '"')
    ('plain words', '"{by} acts"', '"2018"')
    """
    if not style and read_plain(text) is None:
        return "null" if flow or text else text
    if not style and not isinstance(read_plain(text), str):
        return text
    return in_quotes(text) if keeps_quotes(text, style, flow) else bare_or_quoted(text, flow)


def bare_or_quoted(text: str, flow: bool = False) -> str:
    """Write a text without quotes, or with them where it would be read otherwise.

    >>> bare_or_quoted("words"), bare_or_quoted("2018")
    ('words', '"2018"')
    """
    return text if _may_be_bare(text, flow) else in_quotes(text)


@lru_cache(maxsize=20_000)
def _may_be_bare(text: str, flow: bool) -> bool:
    """Tell whether a text can stand without quotes and still be read as it is, with nothing to warn of."""
    if not text or not text.isprintable() or text != text.strip():
        return False
    document = read_yaml("", (f"{{x: {text}}}" if flow else f"x: {text}").encode("utf-8", "backslashreplace"))
    if document.problems or document.data != {"x": text}:
        return False
    # As a key or an item it could be read otherwise than as the value of a key.
    if _EASY.fullmatch(text):
        return True
    again = read_yaml("", (f"[{text}]" if flow else f"- {text}\n").encode("utf-8", "backslashreplace"))
    keyed = read_yaml("", (f"{{{text}: 1}}" if flow else f"{text}: 1").encode("utf-8", "backslashreplace"))
    return not again.problems and again.data == [text] and not keyed.problems and keyed.data == {text: 1}


def in_quotes(text: str) -> str:
    """Put a text in quotes.

    >>> in_quotes("a"), in_quotes('say "a"')
    ('"a"', '\\'say "a"\\'')
    """
    if '"' in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in shown)


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def folded(text: str, indent: int) -> tuple[str, list[str]] | None:
    """Write a text over several lines; None where that would change it.

    Takes the text and how far its lines are indented; gives the sign for what stands before it, and the lines.

    >>> folded("one two", 116)
    ('>-', ['one', 'two'])
    >>> folded("one\\ntwo\\n", 2)
    ('|', ['one', 'two'])
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines) or "" in (lines[0], lines[-1]):
        return None
    chomped = "" if text.endswith("\n") else "-"
    if len(lines) > 1:
        return f"|{chomped}", lines
    return f">{chomped}", _wrapped(body, WIDTH - indent)


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text at single spaces, since what several spaces were would be lost."""
    lines: list[str] = []
    for word in re.split(r"(?<! ) (?! )", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
