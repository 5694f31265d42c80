"""Finds the number or bullet that is printed before a paragraph, and the lines that belong to one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanctioncheck.read.document import Kind

__all__ = ["Marker", "ends_sentence", "is_heading", "marker_of", "starts_anew"]

_BULLET = re.compile(r"[ \t]*[-*+•◦▪●‣·–—][ \t]+(?=\S)")
_PARAGRAPH = re.compile(r"[ \t]*(?:¶[ \t]*|[Pp]ara(?:graph|\.)?[ \t]+)(\d{1,4})[.):]?[ \t]+(?=\S)", re.ASCII)
# No year: "2024. The vessel" is the end of one sentence and the beginning of another.
_NUMBER = re.compile(r"[ \t]*(?!(?:19|20)\d\d)(\d{1,4})[.)][ \t]+(?=\S)", re.ASCII)
_NESTED = re.compile(r"[ \t]*(\d{1,3}(?:\.\d{1,3}){1,3})\.?[ \t]+(?=[^\W\d_\"“‘(])", re.ASCII)
_BRACKETED = re.compile(r"[ \t]*(\((?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])\)|[a-z]\))[ \t]+(?=\S)", re.ASCII)

# An end of sentence, with the quotation marks, brackets and note numbers that may follow it.
_END = re.compile(r"[.!?:;…。؟][\"'”’»)\]]*\d{0,3}$")
_SPEAKER = re.compile(r"(?:[QA]|Question|Answer|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}(?: \([^()]{1,40}\))?):\s")
_JOINS = re.compile(r",$|\b(?:and|or)$")
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before the words of a paragraph."""

    length: int
    """Characters up to the first word."""
    paragraph: str | None
    kind: Kind


def marker_of(line: str) -> Marker | None:
    """Find the bullet or number at the beginning of a line.

    >>> marker_of("42. The Panel found"), marker_of("  (b) Arms")
    (Marker(length=4, paragraph='42', kind='paragraph'), Marker(length=6, paragraph='(b)', kind='item'))
    >>> marker_of("¶ 42 The Panel").paragraph, marker_of("– Arms").kind, marker_of("2024 was")
    ('42', 'item', None)
    """
    if found := _BULLET.match(line):
        return Marker(found.end(), None, "item")
    if found := _PARAGRAPH.match(line) or _NUMBER.match(line) or _NESTED.match(line):
        return Marker(found.end(), found[1], "paragraph")
    if found := _BRACKETED.match(line):
        return Marker(found.end(), found[1], "item")
    return None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends where a sentence may end.

    >>> ends_sentence('He said: “No.”'), ends_sentence("the supply of")
    (True, False)
    """
    return bool(_END.search(line.rstrip()[-8:]))


def starts_anew(before: str, line: str, width: int) -> bool:
    """Tell whether a line begins a paragraph although no blank line stands before it.

    Takes the line before and how wide full lines are. A number alone does not do it: any line may begin with one.

    >>> starts_anew("the Panel visited in", "2024. The vessel", 22), starts_anew("arms were sent;", "(b) Coal", 22)
    (False, True)
    """
    before, ended = before.rstrip(), ends_sentence(before)
    marker = marker_of(line)
    if marker is not None:
        if marker.paragraph is None:
            # A dash or star may stand between two words; a list is introduced, or its items end.
            return ended or line.lstrip()[0] not in "-–—*+" or marker_of(before) is not None or len(before) < width / 2
        last = marker_of(before)
        if ended or _JOINS.search(before) or (last and _follows(last.paragraph, marker.paragraph)):
            return True
        return 4 * len(before) < 3 * width and (last is not None or is_heading(before))
    if _SPEAKER.match(line) and ended:
        return True
    indent = len(line) - len(line.lstrip())
    if ended and indent >= 2 and before[:1].strip():
        return True
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    room = width - len(before) - 1 - len(first)
    if ended:
        return width >= 40 and room > width / 4 and not first[:1].islower()
    return width >= 40 and len(before) < width / 2 and is_heading(before) and first[:1].isupper()


def _follows(before: str | None, after: str) -> bool:
    """Tell whether one number comes right after another: 2 after 1, (b) after (a)."""
    if before is None or before == after:
        return False
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 3 and ord(after[1]) == ord(before[1]) + 1


def is_heading(line: str) -> bool:
    """Tell whether a line that stands alone reads like a heading: short, capitalised, without a full stop.

    >>> is_heading("Maritime interdiction of coal"), is_heading("The vessel sank."), is_heading("as said above")
    (True, False, False)
    """
    words = line.strip()
    if not 2 <= len(words) <= _LONGEST_HEADING or ends_sentence(words) or words[-1] in ",–—-":
        return False
    return words[0].isupper() or (words[0].isdigit() and any(map(str.isalpha, words)))
