"""Works out the numbers that Word prints before paragraphs, which stand nowhere in the text of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Level", "Numbering", "roman", "whole_number"]

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9999


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """The label, with %1 for the number of the first level, and so on."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted.

    >>> numbering = Numbering({"0": {0: Level(text="%1."), 1: Level(form="lowerLetter", text="(%2)")}}, {"7": "0"})
    >>> [numbering.label("7", level) for level in (0, 1, 1, 0, 1)]
    ['1.', '(a)', '(b)', '2.', '(a)']
    """

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    """Which list a number id of the text counts in."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """For a number id, the levels that it starts anew, and with what."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def label(self, number_id: str, depth: int) -> str:
        """Count one paragraph, and give what is printed before it; empty where that is unknown or nothing."""
        name = self.list_of.get(number_id, "")
        levels = self.lists.get(name, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        if number_id not in self._used:
            self._used.add(number_id)
            for level, start in self.restarts.get(number_id, {}).items():
                counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return "•"
        return _PLACE.sub(lambda found: self._part(counts, levels, int(found[1]) - 1), levels[depth].text).strip()

    def _part(self, counts: dict[int, int], levels: dict[int, Level], level: int) -> str:
        shape = levels.get(level, Level())
        return _written(counts.get(level, shape.start), shape.form)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _MOST:
        turn, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) * (turn + 1)
        return written.upper() if form == "upperLetter" else written
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _MOST:
        return roman(number).upper() if form == "upperRoman" else roman(number)
    if form == "none":
        return ""
    return str(number).zfill(2) if form == "decimalZero" else str(number)


def whole_number(value: str) -> int | None:
    """Read the value of an attribute as a whole number of at most six figures; None where it is none.

    >>> whole_number(" 42"), whole_number("²"), whole_number("-1")
    (42, None, None)
    """
    figures = value.strip()
    return int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 7 else None


def roman(number: int) -> str:
    """Write a whole number above zero in small Roman figures.

    >>> roman(1994)
    'mcmxciv'
    """
    written = ""
    for value, figure in _ROMAN + _ROMAN_SMALL:
        turns, number = divmod(number, value)
        written += figure * turns
    return written
