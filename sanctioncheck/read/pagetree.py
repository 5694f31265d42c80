"""Parses HTML into a light tree, in time and memory that grow with the size of the page and no faster.

The parser reports tags one by one. Trees built by the rules of HTML 5 grow with the square of what a page leaves open,
and a few kilobytes can keep such a parser busy for hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reading import Bomb, ReaderMissing

__all__ = ["DEEPEST", "MOST_ELEMENTS", "Element", "parse_page"]

DEEPEST = 500
MOST_ELEMENTS = 300_000
_NO_TEXT = frozenset(("script", "style", "noscript", "template"))


@dataclass(slots=True, eq=False)
class Element:
    """An element with what it holds, in order."""

    tag: str
    given: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)
    letters: int = 0
    """Letters in it that are no script or style."""

    def every(self) -> Iterator[Element]:
        """Give the element and all elements in it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [part for part in reversed(element.parts) if isinstance(part, Element)]

    def text(self) -> str:
        """Give all text in it.

        >>> parse_page("<p>Coal <b>and</b> arms", "a.html").text()
        'Coal and arms'
        """
        found: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                found.append(part)
            else:
                waiting += reversed(part.parts)
        return "".join(found)


class _Builder:
    """Is told of tags and text by the parser."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.top = Element("", {})
        self.open = [self.top]
        self.count = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise InputError([self._bomb("it has too many elements", f"{MOST_ELEMENTS:,}")])
        if len(self.open) > DEEPEST:
            raise InputError([self._bomb("elements nest deeper than in any page made to be read", str(DEEPEST))])
        element = Element(tag, dict(given))
        self.open[-1].parts.append(element)
        self.open.append(element)

    def _bomb(self, what: str, limit: str) -> Bomb:
        return Bomb(place=None, path=self.name, what=what, limit=limit)

    def end(self, _tag: str) -> None:
        if len(self.open) > 1:
            done = self.open.pop()
            self.open[-1].letters += 0 if done.tag in _NO_TEXT else done.letters

    def data(self, text: str) -> None:
        last = self.open[-1]
        last.parts.append(text)
        last.letters += len(text) - text.count(" ") - text.count("\n")

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over an instruction to other programs."""

    def close(self) -> Element:
        while len(self.open) > 1:
            self.end("")
        return self.top


def parse_page(text: str, name: str) -> Element:
    """Parse a page, decoded to text, into an element without a tag that holds all others.

    Raises:
        InputError: it has too many elements, they nest too deep, or the library that parses is missing.

    >>> [element.tag for element in parse_page("<p>Coal<p>Arms", "a.html").every()]
    ['', 'html', 'body', 'p', 'p']
    """
    try:
        from lxml import etree
    except ImportError:
        raise InputError([ReaderMissing(place=None, what="lxml")]) from None
    builder = _Builder(name)
    parser = etree.HTMLParser(target=builder, no_network=True)
    try:
        parser.feed(text)
        parser.close()
    except etree.LxmlError:
        # The parser recovers from everything but a page with nothing in it.
        builder.close()
    return builder.top
