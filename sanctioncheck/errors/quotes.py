"""Every way in which a case can fail to fit its files, and a quote its source: codes SC-C001 to SC-C019.

A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, quote

__all__ = [
    "CaseMissing",
    "CaseOutside",
    "QuoteLost",
    "QuoteMisplaced",
    "QuoteTwice",
    "SourceChanged",
    "SourceMissing",
    "SourceOutside",
    "SourceTooLarge",
    "SourceUnhashed",
    "SourceUnreadable",
]


class CaseMissing(Problem):
    """There is no case at the place named."""

    code: ClassVar[str] = "SC-C001"
    path: str
    folder: bool = True

    def message(self) -> str:
        return f"there is no case in {quote(self.path)}" if self.folder else f"there is no {quote(self.path)}"

    def help(self) -> str:
        return "name the folder that holds `case.yaml`"


class CaseOutside(Problem):
    """The case file is a link that leads out of the folder of the case."""

    code: ClassVar[str] = "SC-C007"
    path: str

    def message(self) -> str:
        return f"`case.yaml` in {quote(self.path)} is a link that leaves the folder of the case"

    def help(self) -> str:
        return "put the file itself there; links that lead out are not followed"


class SourceMissing(Problem):
    """The text of a source is not where the case says."""

    code: ClassVar[str] = "SC-C002"
    path: str
    meant: str | None = None

    def message(self) -> str:
        return f"the text of the source is missing: {quote(self.path)}"

    def help(self) -> str | None:
        return f"did you mean {quote(self.meant)}?" if self.meant else "paths are read from the folder of the case"


class SourceOutside(Problem):
    """The text of a source lies outside the folder of the case."""

    code: ClassVar[str] = "SC-C003"
    path: str

    def message(self) -> str:
        return f"the text of the source lies outside the folder of the case: {quote(self.path)}"

    def help(self) -> str:
        return (
            "copy it into the folder; links that lead out are not followed, and a path is written with `/`, without "
            "`..`, a drive or the name of a device"
        )


class SourceTooLarge(Problem):
    """The text of a source is larger than the limit."""

    code: ClassVar[str] = "SC-C004"
    size: int
    limit: int

    def message(self) -> str:
        return f"the text of the source has {self.size:,} bytes; at most {self.limit:,} are read"

    def help(self) -> str:
        return "keep the part that is quoted from"


class SourceUnreadable(Problem):
    """The text of a source cannot be read, or is not UTF-8."""

    code: ClassVar[str] = "SC-C005"
    path: str
    reason: str

    def message(self) -> str:
        return f"the text of the source cannot be read: {quote(self.path)} {self.reason}"

    def help(self) -> str:
        return "save it as plain text in UTF-8"


class SourceChanged(Problem):
    """The text of a source is not the one that the case was written on."""

    code: ClassVar[str] = "SC-C006"
    path: str
    actual: str

    def message(self) -> str:
        return f"{quote(self.path)} is not the text that this hash was taken of"

    def help(self) -> str:
        return f"its hash is {self.actual}; if the change is meant, write that and check every quote"


class SourceUnhashed(Problem):
    """A source has no hash, by which a later change of its text would be noticed."""

    code: ClassVar[str] = "SC-C048"
    path: str
    actual: str

    def message(self) -> str:
        return f"the source has no hash of {quote(self.path)}, by which a later change would be noticed"

    def help(self) -> str:
        return f"add `sha256: {self.actual}`"


class QuoteLost(Problem):
    """A quote does not stand in its source."""

    code: ClassVar[str] = "SC-C010"
    source: str
    exact: str
    nearest: str | None = None
    around: bool = False

    def message(self) -> str:
        if self.around:
            return f"the quote stands in {quote(self.source)}, but not between this `prefix` and `suffix`"
        return f"the quote does not stand in {quote(self.source)}: {quote(self.exact)}"

    def help(self) -> str:
        if self.nearest:
            return f"the source has: {self.nearest}"
        return "quote words that stand in the text of the source, letter for letter, or name the source that has them"


class QuoteTwice(Problem):
    """A quote stands in its source more than once."""

    code: ClassVar[str] = "SC-C011"
    source: str
    exact: str
    offsets: tuple[int, ...]

    def message(self) -> str:
        shown = ", ".join(str(offset) for offset in self.offsets[:5]) + (" …" if len(self.offsets) > 5 else "")
        return f"the quote stands {len(self.offsets)} times in {quote(self.source)}, at {shown}: {quote(self.exact)}"

    def help(self) -> str:
        return "add `prefix` or `suffix`: the words before or after the one that is meant"


class QuoteMisplaced(Problem):
    """A quote stands elsewhere in its source than the case says."""

    code: ClassVar[str] = "SC-C012"
    source: str
    position: int
    offsets: tuple[int, ...]

    def message(self) -> str:
        shown = ", ".join(str(offset) for offset in self.offsets[:5])
        return f"the quote stands in {quote(self.source)} at {shown}, not at {self.position}"

    def help(self) -> str:
        return "positions count code points from the beginning of the text, from 0"
