"""Reads a page of the web: the text of its article, without what stands round it or is not to be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from sanctioncheck.read.document import Document, Draft, Kind, Stated, canonical
from sanctioncheck.read.marker import ends_sentence, marker_of
from sanctioncheck.read.numbering import whole_number
from sanctioncheck.read.pagehead import read_head
from sanctioncheck.read.pagetree import Element, parse_page
from sanctioncheck.read.stated import dated_line
from sanctioncheck.read.tongue import tongue_of

__all__ = ["read_html"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER = _words(
    "head script style noscript template nav iframe object embed canvas svg audio video button select input textarea "
    "dialog map datalist title meta link del s strike"
)
# Left out unless they hold most of the page: some pages are all one form.
_ROUND_IT = _words("aside footer header form menu")
_ROLES = _words("navigation banner contentinfo complementary search dialog alert menu menubar toolbar")
_NOISE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|newsletter|subscribe|share|sharing|social|"
    r"related|recommended|recirc|promo|advert|advertisement|ads|sponsored|sidebar|comments|disqus|footer|popup|modal|"
    r"pagination|paywall|toolbar|trending|most-read)(?:$|[-_\s])"
)
_UNSEEN = re.compile(
    r"text-decoration(?:-line)?\s*:[^;]*line-through|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.I,
)
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text|d-none|hidden)(?:$|\s)")
_NOTE_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[a-z])\]?\s*$")
_SPACE = re.compile(r"[ \t\n\r\f]+")

_KIND_OF: dict[str, Kind] = {f"h{level}": "heading" for level in range(1, 7)}
_KIND_OF |= {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell"}
_BLOCKS = _words(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
_FEWEST_LETTERS = 200
_FIRST_BLOCKS = 8
_LOOKED_AT = 50


def read_html(text: str, name: str) -> Document:
    """Read a page, decoded to text.

    Raises:
        InputError: the page would unfold into too much, or the library that parses it is missing.

    >>> page = "<title>Arms</title><nav>Home</nav><article><h1>At sea</h1><p>The vessel&nbsp;<b>sailed</b>.</article>"
    >>> document = read_html(page, "page.html")
    >>> document.title, document.text
    ('Arms', 'At sea\\n\\nThe vessel\\xa0sailed.')
    """
    top = parse_page(text, name)
    elements = list(top.every())
    root = _article(elements)
    walk = _Walk(whole=root.letters)
    walk.through(root)
    draft = walk.draft
    made = draft.text
    day = dated_line(made[block.start : block.end] for block in draft.blocks[:_FIRST_BLOCKS])
    stated = read_head(elements).or_else(Stated(published=day, language=tongue_of(made)))
    return draft.finish(name, "html", stated)


def _article(elements: list[Element]) -> Element:
    """Find the element that holds the text that the page is there for."""
    body = next((element for element in elements if element.tag == "body"), elements[0])
    articles = [element for element in elements if element.tag == "article"]
    best = max(articles, key=lambda element: element.letters, default=body)
    if articles and best.letters >= _FEWEST_LETTERS and 2 * best.letters >= sum(found.letters for found in articles):
        return best
    for element in elements:
        if (element.tag == "main" or element.given.get("role") == "main") and element.letters >= _FEWEST_LETTERS:
            return element
    return best if len(articles) == 1 and 2 * best.letters >= body.letters else body


@dataclass(slots=True)
class _Walk:
    """Goes through an element, and cuts its text into blocks."""

    whole: int
    """Letters of the element; what holds most of them is never left out for its name."""
    draft: Draft = field(default_factory=Draft)
    _words: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _raw: int = 0
    _kinds: list[Kind] = field(default_factory=lambda: ["paragraph"])
    _counters: list[int | None] = field(default_factory=list)
    _number: str | None = None

    def through(self, root: Element) -> None:
        """Go through all parts in order."""
        waiting: list[tuple[Element | str, bool]] = [(root, False)]
        while waiting:
            part, done = waiting.pop()
            if isinstance(part, str):
                self._text(part)
            elif done:
                self._close(part)
            elif part is root or not self._is_left_out(part):
                self._open(part)
                waiting.append((part, True))
                waiting += [(inner, False) for inner in reversed(part.parts)]
        self._flush()

    def _text(self, text: str) -> None:
        words = text if self._raw else _SPACE.sub(" ", text)
        self._words.append(words)
        if self._links:
            self._linked += len(words.strip())

    def _open(self, node: Element) -> None:
        tag = node.tag
        if tag == "br":
            if self._words and self._words[-1] == "\n":
                self._flush()
            else:
                self._words.append("\n")
        elif tag == "q":
            self._words.append("“")
        if tag not in _BLOCKS:
            self._links += tag == "a"
            return
        self._flush()
        self._raw += tag == "pre"
        if tag in _KIND_OF:
            self._kinds.append(_KIND_OF[tag])
        if tag in ("ol", "ul", "menu"):
            start = whole_number(node.given.get("start", ""))
            self._counters.append(None if tag != "ol" else 0 if start is None else start - 1)
        elif tag == "li":
            self._count(node)

    def _count(self, node: Element) -> None:
        """Work out the number that a browser prints before an item of a numbered list."""
        last = self._counters[-1] if self._counters else None
        self._number = None
        if last is not None:
            given = whole_number(node.given.get("value", ""))
            self._counters[-1] = last + 1 if given is None else given
            self._number = str(self._counters[-1])

    def _close(self, node: Element) -> None:
        tag = node.tag
        if tag == "q":
            self._words.append("”")
        if tag not in _BLOCKS:
            self._links -= tag == "a"
            return
        self._flush()
        self._raw -= tag == "pre"
        if tag in _KIND_OF and len(self._kinds) > 1:
            self._kinds.pop()
        if tag in ("ol", "ul", "menu") and self._counters:
            self._counters.pop()

    def _flush(self) -> None:
        """Make a block of the words gathered, unless they are only links to elsewhere."""
        words = canonical("".join(self._words))
        lines = words.split("\n") if self._raw else [_SPACE.sub(" ", line).strip(" ") for line in words.split("\n")]
        words = "\n".join(lines).strip()
        kind, linked = self._kinds[-1], self._linked
        self._words, self._linked = [], 0
        if not words:
            return
        number, self._number = self._number, None
        if kind != "heading" and 5 * linked > 3 * len(words) and not ends_sentence(words):
            return
        marker = marker_of(words) if kind in ("paragraph", "item") and number is None else None
        if marker is not None:
            kind = marker.kind if kind == "paragraph" else kind
            printed = words[: marker.length]
            self.draft.add(words[marker.length :], kind, paragraph=marker.paragraph, marker=printed)
            return
        gap = "\n" if kind == "cell" and self.draft.blocks and self.draft.blocks[-1].kind == "cell" else "\n\n"
        self.draft.add(words, kind, paragraph=number, marker=f"{number}. " if number else "", gap=gap)

    def _is_left_out(self, node: Element) -> bool:
        """Tell whether an element is not seen, or does not belong to the text."""
        tag, given = node.tag, node.given
        if tag in _NEVER:
            return True
        style = given.get("style", "")
        if "hidden" in given or given.get("aria-hidden") == "true" or (style and _UNSEEN.search(style[:2000])):
            return True
        if tag == "sup":
            return node.letters < 8 and _is_note_mark(node)
        called = f"{given.get('class', '')[:250]} {given.get('id', '')[:250]}".lower()
        if _UNSEEN_CLASS.search(called):
            return True
        if tag in ("article", "main", "body"):
            return False
        if tag in _ROUND_IT or given.get("role") in _ROLES or (tag in _BLOCKS and _NOISE.search(called)):
            titled = tag == "header" and any(element.tag == "h1" for element in islice(node.every(), _LOOKED_AT))
            return not titled and 5 * node.letters <= 2 * self.whole
        return False


def _is_note_mark(node: Element) -> bool:
    """Tell whether the element is the raised number of a note: a link to a place on the same page."""
    inner = list(islice(node.every(), _LOOKED_AT))
    leads = any(element.tag == "a" and element.given.get("href", "").startswith("#") for element in inner)
    return leads and len(inner) < _LOOKED_AT and bool(_NOTE_MARK.match(node.text()))
