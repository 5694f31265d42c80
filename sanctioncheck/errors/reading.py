"""Everything that can be wrong with a text that facts are to be taken from, and with what takes them.

A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, quote

__all__ = [
    "Bomb",
    "BrokenText",
    "NotAText",
    "PagesWithoutText",
    "ProtectedText",
    "ReaderMissing",
    "TextEmpty",
    "TextMissing",
    "TextTooLarge",
    "TextUnreadable",
    "UnknownEncoding",
    "WrongEncoding",
]


class ReaderMissing(Problem):
    """What the reader of texts needs is not installed."""

    code: ClassVar[str] = "SC-R001"
    what: str

    def message(self) -> str:
        return f"reading texts needs {self.what}, which is not installed"

    def help(self) -> str:
        return 'install it with `pip install "sanctioncheck[read]"`, or write the facts by hand'


class TextMissing(Problem):
    """There is no file at the place named."""

    code: ClassVar[str] = "SC-R002"
    path: str

    def message(self) -> str:
        return f"there is no file {quote(self.path)}"

    def help(self) -> str:
        return "check the name; put quotation marks round a name with spaces"


class TextUnreadable(Problem):
    """Something is there and cannot be read as a file."""

    code: ClassVar[str] = "SC-R003"
    path: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} cannot be read: {self.reason}"

    def help(self) -> str:
        return "name one file with a text in it, and check that you may read it"


class TextEmpty(Problem):
    """The file has no words."""

    code: ClassVar[str] = "SC-R004"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} has no words in it"

    def help(self) -> str:
        return "check that the text was saved, and that it does not come from a script when a browser shows the page"


class TextTooLarge(Problem):
    """The file is larger than is read."""

    code: ClassVar[str] = "SC-R005"
    path: str
    size: int
    limit: int

    def message(self) -> str:
        size, limit = self.size / 1_000_000, self.limit / 1_000_000
        return f"{quote(self.path)} has {size:,.1f} MB; texts of at most {limit:,.0f} MB are read"

    def help(self) -> str:
        return "split it, leave the annexes out, or save its text alone"


class NotAText(Problem):
    """The file is of a kind from which no text is read."""

    code: ClassVar[str] = "SC-R006"
    path: str
    found: str
    remedy: str

    def message(self) -> str:
        return f"{quote(self.path)} is {self.found}, from which no text is read"

    def help(self) -> str:
        return f"{self.remedy}; read are plain text, Markdown, HTML, PDF and DOCX"


class WrongEncoding(Problem):
    """A byte is no part of a character in the encoding of the file."""

    code: ClassVar[str] = "SC-R007"
    path: str
    byte: int
    offset: int
    encoding: str

    def message(self) -> str:
        where = f"byte 0x{self.byte:02X} at offset {self.offset:,}"
        return f"{quote(self.path)} is not {self.encoding} throughout: {where} is no part of a character"

    def help(self) -> str:
        return "open it in an editor that shows its letters rightly, and save it as UTF-8"


class UnknownEncoding(Problem):
    """The file declares an encoding, or looks like one, that is not read."""

    code: ClassVar[str] = "SC-R008"
    path: str
    encoding: str

    def message(self) -> str:
        return f"{quote(self.path)} is in the encoding {quote(self.encoding)}, which is not read"

    def help(self) -> str:
        return "save it as UTF-8"


class BrokenText(Problem):
    """A PDF, DOCX or HTML file is damaged."""

    code: ClassVar[str] = "SC-R009"
    path: str
    kind: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} is a {self.kind} file that cannot be read: {self.reason}"

    def help(self) -> str:
        return "fetch it again, or open it in its own program and save it anew"


class ProtectedText(Problem):
    """The file is encrypted."""

    code: ClassVar[str] = "SC-R010"
    path: str
    kind: str

    def message(self) -> str:
        return f"{quote(self.path)} is a {self.kind} file that is encrypted"

    def help(self) -> str:
        return "open it with its password and save a copy without protection"


class PagesWithoutText(Problem):
    """A PDF has pictures of pages, or letters that nobody can name, and no text."""

    code: ClassVar[str] = "SC-R011"
    path: str
    pages: int
    found: str

    def message(self) -> str:
        pages = "1 page" if self.pages == 1 else f"{self.pages:,} pages"
        return f"{quote(self.path)} ({pages}) has no text layer: {self.found}"

    def help(self) -> str:
        return "run OCR first, for instance with `ocrmypdf`, and read the recognised text through"


class Bomb(Problem):
    """A small file unfolds into more than is read, by accident or to harm."""

    code: ClassVar[str] = "SC-R012"
    path: str
    what: str
    limit: str | None = None

    def message(self) -> str:
        limit = f"; the limit is {self.limit}" if self.limit else ""
        return f"{quote(self.path)} is not read: {self.what}{limit}"

    def help(self) -> str:
        return "if you trust it, save its text alone, or split it"
