"""Puts the lines of printed pages together to paragraphs, across pages and without headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from sanctioncheck.read.document import Draft, Kind
from sanctioncheck.read.marker import ends_sentence, is_heading, marker_of, starts_anew

__all__ = ["Line", "lay_out"]

_EDGE = 3
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)(?:page |p\. ?)?[-–] ?(\d+) ?[-–]|(?:page |p\. ?)?(\d+)(?: ?(?:/|of) ?(\d+))?")
_MARKER_ALONE = re.compile(r"(?:\d{1,4}[.)]|¶ ?\d{1,4}|\([a-z]{1,3}\)|\(\d{1,3}\)|[•◦▪●‣])$")
_NOTE = re.compile(r"(\d{1,3})\s*(?=[^\W\d_]|[\"“‘«(])")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_NO_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# A line of a table of contents.
_LEADERS = re.compile(r"(?: ?[.…]){6,} ?[\divxl]+$")
# Patterns that are looked for from every letter on see no more than this.
_LONGEST_LEADERS = 200
_LONGEST_WORD = 60
_SOFT = "\xad"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins, in points from the left and downwards, and how large its letters are."""

    text: str
    page: int
    across: float
    down: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a document."""

    size: float
    """Of its letters."""
    step: float
    """From one line of a paragraph down to the next, in sizes of letters."""
    width: int
    """Of full lines, in letters."""
    words: Counter[str]


def lay_out(pages: list[list[Line]]) -> Draft:
    """Make the text of the lines of all pages.

    >>> lines = ("42. The Panel found that the ves-", 100), ("sel sailed.", 113), ("Its vessel sank.", 140)
    >>> draft = lay_out([[Line(text, 1, 50, down, 11, False) for text, down in lines]])
    >>> draft.text, draft.blocks[0].paragraph
    ('42. The Panel found that the vessel sailed.\\n\\nIts vessel sank.', '42')
    """
    pages = _without_edges(pages)
    lines = [line for page in pages for line in page]
    writer = _Writer(_measure(lines))
    for page in pages:
        body, notes = _apart(page, writer.usual.size)
        for line in body:
            writer.add(line)
        writer.waiting += notes
    writer.end()
    return writer.draft


def _measure(lines: list[Line]) -> _Measure:
    sizes: Counter[float] = Counter()
    words: Counter[str] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
        words.update(word.lower() for word in _WORD.findall(line.text.rstrip("-‐" + _SOFT)))
    size = max(sizes, key=lambda found: (sizes[found], found), default=1.0)
    steps = sorted(
        (after.down - before.down) / size
        for before, after in pairwise(lines)
        if before.page == after.page and before.size == after.size == size and 0 < after.down - before.down < 4 * size
    )
    widths = sorted(len(line.text) for line in lines if line.size == size)
    step = steps[len(steps) * 3 // 10] if steps else 1.2
    return _Measure(size or 1.0, step, widths[len(widths) * 9 // 10] if widths else 0, words)


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out the lines at the top and bottom that come on page after page, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[list[Line]] = []
    for page in pages:
        ordered = sorted(page, key=lambda line: line.down)
        edges.append(ordered[:_EDGE] + ordered[max(_EDGE, len(ordered) - _EDGE) :])
        seen.update({_alike(line) for line in edges[-1]})
    # On most pages; of many, on so many that it is no chance: heads may differ on the left, the right, in each part.
    least = max(2, min(max(3, len(pages) // 5), len(pages) // 2 + 1))
    kept: list[list[Line]] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), start=1):
        repeated = [seen[_alike(line)] >= least or _is_number(line.text, number, len(pages)) for line in edge]
        outer = _outermost(repeated[:_EDGE]) + _outermost(repeated[_EDGE:][::-1])[::-1]
        dropped = {id(line) for line, out in zip(edge, outer, strict=True) if out}
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _outermost(repeated: list[bool]) -> list[bool]:
    """Keep what is repeated only as far as all that is nearer to the edge is repeated too.

    >>> _outermost([True, False, True])
    [True, False, False]
    """
    return [all(repeated[: index + 1]) for index in range(len(repeated))]


def _alike(line: Line) -> tuple[str, int]:
    """What two headers have in common: their words but for figures, and about where they stand."""
    return _FIGURES.sub("#", line.text.casefold()), round(line.down / 8)


def _is_number(text: str, page: int, pages: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(text)
    return bool(found and (found[3] == str(pages) or page == int((found[1] or found[2])[:9])))


def _apart(page: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Part the lines of a page from the notes in smaller letters at its foot."""
    end = len(page)
    while end and page[end - 1].size < 0.93 * size:
        end -= 1
    return (page[:end], page[end:]) if end else (page, [])


@dataclass(slots=True)
class _Writer:
    """Puts lines together, and lets notes wait until the paragraph that runs over the page has ended."""

    usual: _Measure
    draft: Draft = field(default_factory=Draft)
    waiting: list[Line] = field(default_factory=list)
    _begun: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        if self._begun and self._is_new(self._begun[-1], line):
            self._finish()
        self._begun.append(line)

    def end(self) -> None:
        self._finish()

    def _is_new(self, before: Line, line: Line) -> bool:
        """Tell whether a line begins a paragraph."""
        if _MARKER_ALONE.match(before.text):
            return False
        if abs(line.size - before.size) > 0.12 * before.size:
            return True
        if line.bold != before.bold and (is_heading(before.text) if before.bold else ends_sentence(before.text)):
            return True
        if before.page != line.page or not 0 <= line.down - before.down < 6 * self.usual.size:
            # On another page or in another column a sentence may go on.
            goes_on = not ends_sentence(before.text) and not self._is_heading([before])
            return not goes_on or (marker_of(line.text) is not None and not before.text.endswith("-"))
        if line.down - before.down > 1.35 * self.usual.step * max(self.usual.size, before.size):
            return True
        indented = before.across + 0.8 * line.size < line.across < before.across + 6 * line.size
        if indented and ends_sentence(before.text) and marker_of(self._begun[0].text) is None:
            return True
        return starts_anew(before.text, line.text, self.usual.width)

    def _is_heading(self, lines: list[Line]) -> bool:
        words = " ".join(line.text for line in lines)
        large = all(line.size > 1.12 * self.usual.size or line.bold for line in lines)
        return large and len(lines) <= 4 and is_heading(words)

    def _finish(self) -> None:
        lines, self._begun = self._begun, []
        if lines:
            self._write(lines)
        notes, self.waiting = self.waiting, []
        begun: list[Line] = []
        for line in notes:
            if begun and _NOTE.match(line.text) and (ends_sentence(begun[-1].text) or line.page != begun[-1].page):
                self._note(begun)
                begun = []
            begun.append(line)
        if begun:
            self._note(begun)

    def _write(self, lines: list[Line]) -> None:
        words = self._joined([line for line in lines if not _LEADERS.search(line.text[-_LONGEST_LEADERS:])])
        kind: Kind = "heading" if self._is_heading(lines) else "paragraph"
        marker = marker_of(words)
        if marker is None:
            self.draft.add(words, kind, page=lines[0].page)
            return
        kind = marker.kind if kind == "paragraph" else kind
        printed, rest = words[: marker.length], words[marker.length :]
        self.draft.add(rest, kind, page=lines[0].page, paragraph=marker.paragraph, marker=printed)

    def _note(self, lines: list[Line]) -> None:
        words = self._joined(lines)
        found = _NOTE.match(words)
        if found:
            cited = f"fn. {found[1]}"
            self.draft.add(words[found.end() :], page=lines[0].page, paragraph=cited, marker=f"{found[1]} ")
        else:
            self.draft.add(words, page=lines[0].page)

    def _joined(self, lines: list[Line]) -> str:
        """Join lines with spaces, and the halves of divided words where that is safe."""
        parts = [lines[0].text] if lines else []
        for line in lines[1:]:
            parts[-1], gap = self._seam(parts[-1], line.text)
            parts += (gap, line.text)
        return "".join(parts)

    def _seam(self, before: str, after: str) -> tuple[str, str]:
        """Give the end of one line as it should be, and what stands between it and the next."""
        if before.endswith(_SOFT):
            return before[:-1], ""
        if _NO_SPACES.match(before[-1]) and _NO_SPACES.match(after[0]):
            return before, ""
        last, first = _LAST_PART.search(before[-_LONGEST_WORD:]), _FIRST_PART.match(after)
        if last is None:
            return before, " "
        if first is None or not first[0].islower():
            return before, ""
        whole, divided = f"{last[1]}{first[0]}".lower(), f"{last[1]}-{first[0]}".lower()
        if self.usual.words[whole] and not self.usual.words[divided]:
            return before[:-1], ""
        return before, ""
