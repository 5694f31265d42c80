"""A text that facts are taken from: one canonical wording, where its paragraphs stand, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

__all__ = ["Block", "Document", "Draft", "Kind", "Media", "Stated", "canonical", "evenly_ended"]

Kind = Literal["paragraph", "heading", "item", "cell"]
Media = Literal["plain", "markdown", "html", "pdf", "docx"]

_SURROGATE = re.compile("[\ud800-\udfff]")
# The soft hyphen, what forbids a break or says how figures are meant, the byte order mark, and tags.
_UNSEEN = re.compile("[\xad\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
# The space of no width and the two joiners, but not after letters of scripts that are written with them (Arabic to
# Sinhala, Thai to Burmese, Khmer, Mongolian and their later additions), nor in pictures that are joined to one.
_JOINER = re.compile(
    "(?<![\u0600-\u0dff\u0e00-\u109f\u1780-\u18af\ua880-\uaaff\ufb50-\ufdff\ufe0f\ufe70-\ufefc"
    "\u2190-\u2bff\U00011000-\U00011fff\U0001f000-\U0001faff])[\u200b-\u200d]+"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that holds together, from `start` up to, not including, `end`, in code points.

    A printed number or bullet stands in the text before the block, not in it. `paragraph` is that number as it is
    cited: `42` for "42." and "¶ 42", `(b)` for "(b)".
    """

    start: int
    end: int
    page: int | None
    """The page it begins on, counted from 1; None where the format has no pages."""
    paragraph: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself; None where it is silent."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None

    def or_else(self, other: Stated) -> Stated:
        """Fill what is missing from another.

        >>> Stated(title="Report").or_else(Stated(title="report.docx", language="en"))
        Stated(title='Report', publisher=None, published=None, language='en', url=None)
        """
        return Stated(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            language=self.language or other.language,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A text in its canonical form.

    `text` has its characters as the file gave them, but for line ends and those that nobody sees: see `canonical`.
    Quotes are found in it verbatim.
    """

    text: str
    sha256: str
    """Hash of the bytes of `text` in UTF-8."""
    name: str
    media: Media
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """A year, month or day."""
    language: str | None = None
    """A tag of BCP 47."""
    url: str | None = None

    @classmethod
    def of(cls, text: str, name: str, media: Media, blocks: tuple[Block, ...], stated: Stated) -> Document:
        """Make the document of a canonical text, with its hash.

        >>> Document.of("Arms.", "a.txt", "plain", (), Stated()).sha256[:8]
        '5185bdaf'
        """
        digest = sha256(text.encode()).hexdigest()
        found = (stated.title, stated.publisher, stated.published, stated.language, stated.url)
        return cls(text, digest, name, media, blocks, *found)

    def words(self, block: Block) -> str:
        """Give the text of a block."""
        return self.text[block.start : block.end]


@dataclass(slots=True)
class Draft:
    """A text that is put together block by block, for formats that have no text of their own."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        words: str,
        kind: Kind = "paragraph",
        *,
        page: int | None = None,
        paragraph: str | None = None,
        marker: str = "",
        gap: str = "\n\n",
    ) -> None:
        """Add a block after a blank line, with the number or bullet that is printed before it; nothing if it is blank.

        >>> draft = Draft()
        >>> draft.add("The Panel found arms.", paragraph="42", marker="42. ")
        >>> draft.text, draft.blocks
        ('42. The Panel found arms.', [Block(start=4, end=25, page=None, paragraph='42', kind='paragraph')])
        """
        words = canonical(words).strip()
        if not words:
            return
        lead = (gap if self.length else "") + canonical(marker)
        start = self.length + len(lead)
        self.parts += (lead, words)
        self.length = start + len(words)
        self.blocks.append(Block(start, self.length, page, paragraph, kind))

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self.parts)

    def finish(self, name: str, media: Media, stated: Stated) -> Document:
        """Make the document."""
        return Document.of(self.text, name, media, tuple(self.blocks), stated)


def canonical(text: str) -> str:
    """Give a text with line ends as `evenly_ended` makes them, and without the characters that nobody sees.

    A soft hyphen or a space of no width in a name makes another name of it. What joins or parts the letters of
    Persian, of the scripts of India, or the parts of a picture stays.

    >>> canonical("Rus\\u00adsia\\r\\nat\\u200btacked"), canonical("می\\u200cخواهم") == "می\\u200cخواهم"
    ('Russia\\nattacked', True)
    """
    return _UNSEEN.sub("", _JOINER.sub("", evenly_ended(text)))


def evenly_ended(text: str) -> str:
    """Make line ends `\\n`, leave out NUL, and put U+FFFD for half characters, which UTF-8 cannot hold.

    >>> evenly_ended("a\\r\\nb\\rc\\x00d \\ud800")
    'a\\nb\\ncd \ufffd'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _SURROGATE.sub("\ufffd", text)
