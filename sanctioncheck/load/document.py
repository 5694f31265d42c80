"""What a file says, and where in the file it says each thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import Any, TypeAlias

from sanctioncheck.errors import Place, Problem, quote

__all__ = ["Data", "Document", "Loc", "describe"]

Loc: TypeAlias = tuple[str | int, ...]
# dict, list, str, int, Decimal, bool or None, all the way down.
Data: TypeAlias = Any

# libyaml's idea of a line break, so that its lines are our lines.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Document:
    """What a file says, with the place of every key and value in it, and what is wrong with its text.

    `data` is plain dicts, lists, str, int, Decimal, bool and None; it is None unless `complete`: the text was read to
    its end. `spoilt` has the locations at which `data` is not what the author wrote, because a problem says why not.
    """

    __slots__ = ("_breaks", "_excerpts", "_spots", "complete", "data", "path", "problems", "spoilt", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.data: Data = None
        self.complete = False
        self.problems: list[Problem] = []
        self.spoilt: set[Loc] = set()
        # Offsets into the text: where the key begins and ends, where the value does. A flat table of tuples of numbers
        # is left alone by the garbage collector; objects for nodes made loading six times slower.
        self._spots: dict[Loc, tuple[int, int, int, int]] = {}
        self._breaks: list[int] = []
        self._excerpts: dict[int, str] = {}

    def __contains__(self, loc: Loc) -> bool:
        return loc in self._spots

    def place(self, loc: Loc, key: bool = False) -> Place:
        """Find where the value at `loc` stands, or its key; where there is none, the key of the nearest parent.

        Takes the keys and list positions that lead there from the top. Raises nothing.

        >>> from sanctioncheck.load.yamltext import read_yaml
        >>> document = read_yaml("para-09.yaml", b"norms:\\n  - id: no-procurement\\n")
        >>> place = document.place(("norms", 0, "id"))
        >>> place.line, place.column, place.excerpt
        (2, 9, '  - id: no-procurement')
        >>> document.place(("norms", 0, "bearer")).line
        2
        """
        known = loc
        while known and known not in self._spots:
            known = known[:-1]
        key_start, key_end, start, end = self._spots.get(known, (0, 0, 0, 0))
        # A list item and the whole document have no key, and are recorded as their own.
        if (key or known != loc) and key_start != start:
            return self.stretch(key_start, key_end)
        return self.stretch(start, end)

    def stretch(self, start: int, end: int) -> Place:
        """Turn two offsets into the text (in code points) into a place; white space at the end is left out."""
        # libyaml counts on past the end of a text without a last line break.
        start, end = min(start, len(self.text)), min(end, len(self.text))
        while end > start and self.text[end - 1].isspace():
            end -= 1
        line, column = self._line(start)
        end_line, end_column = self._line(end)
        return Place(self.path, line + 1, column + 1, end_line + 1, end_column + 1, self._excerpt(line))

    def record(self, loc: Loc, key: tuple[int, int], value: tuple[int, int]) -> None:
        """Note where the key and the value at `loc` begin and end, as offsets into the text."""
        self._spots[loc] = (*key, *value)

    def span(self, loc: Loc) -> tuple[int, int, int, int]:
        """Give where the key at `loc` begins and ends, and where its value does, as offsets into the text.

        A list or mapping in block style ends where the next thing begins, after comments. Raises KeyError where there
        is nothing.

        >>> from sanctioncheck.load.yamltext import read_yaml
        >>> read_yaml("a.yaml", b"a: {b: c}").span(("a", "b"))
        (4, 5, 7, 8)
        """
        return self._spots[loc]

    def end(self, loc: Loc, offset: int) -> None:
        """Note where the list or mapping at `loc` ends, which is known long after where it begins."""
        key_start, key_end, start, _ = self._spots[loc]
        self._spots[loc] = (key_start, key_end, start, offset)

    def _line(self, offset: int) -> tuple[int, int]:
        if not self._breaks:
            self._breaks = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        line = bisect_right(self._breaks, offset) - 1
        return line, offset - self._breaks[line]

    def _excerpt(self, line: int) -> str:
        # Shared, as a hundred problems on one line of a megabyte must not be a hundred megabytes.
        if line not in self._excerpts:
            following = self._breaks[line + 1] if line + 1 < len(self._breaks) else len(self.text)
            self._excerpts[line] = self.text[self._breaks[line] : following].rstrip("\r\n\x85\u2028\u2029")
        return self._excerpts[line]


def describe(value: Data) -> str:
    """Name a value in words, for messages: a list, the number `5`, the text `x`.

    >>> describe(["a"]), describe("a"), describe(None)
    ('a list', 'the text `a`', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, int | float | Decimal):
        return f"the number {quote(value)}"
    if isinstance(value, str):
        return f"the text {quote(value)}" if value else "an empty text"
    return "a mapping" if isinstance(value, dict) else "a list"
