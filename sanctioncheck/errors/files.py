"""Every way in which the files of a pack can fail to be there or to be read: codes SC-L001 to SC-L009.

A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, quote

__all__ = [
    "BadLink",
    "FileMissing",
    "NotRead",
    "PackMissing",
    "RequiredMissing",
    "RequiredVersion",
    "TooManyFiles",
    "TwoPacks",
    "UnknownLanguage",
    "Unreadable",
]


class PackMissing(Problem):
    """There is no pack at the place named."""

    code: ClassVar[str] = "SC-L001"
    folder: str

    def message(self) -> str:
        return f"there is no pack of rules in {quote(self.folder)}"

    def help(self) -> str:
        return "name the folder that holds `pack.yaml`"


class FileMissing(Problem):
    """A file that every pack has is not there."""

    code: ClassVar[str] = "SC-L002"
    path: str

    def message(self) -> str:
        return f"the pack has no {quote(self.path)}"

    def help(self) -> str:
        return "put it there; the rules that come with the program show what stands in it"


class Unreadable(Problem):
    """A file is there and cannot be read."""

    code: ClassVar[str] = "SC-L003"
    path: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} cannot be read: {self.reason}"

    def help(self) -> str:
        return "put a file there that you may read"


class BadLink(Problem):
    """A file or folder of the pack is a link that leads out of it, or to a folder."""

    code: ClassVar[str] = "SC-L004"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} is a link that leads out of the pack or to a folder"

    def help(self) -> str:
        return "put the file itself there"


class TooManyFiles(Problem):
    """The pack holds more files, or deeper folders, than are read."""

    code: ClassVar[str] = "SC-L005"
    limit: int

    def message(self) -> str:
        return f"more than {self.limit:,} files and folders, or folders nested too deep; the pack is not read"

    def help(self) -> str:
        return "name a folder that holds the pack and nothing else"


class NotRead(Problem):
    """A file looks as if it belonged to the pack, and is not read for its name or place."""

    code: ClassVar[str] = "SC-L006"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} is not read"

    def help(self) -> str:
        return "rules lie in `instruments/` and end in `.yaml`, lists lie in `lists/` and end in `.csv`"


class RequiredMissing(Problem):
    """A pack that is required cannot be found, or the way to it is a circle."""

    code: ClassVar[str] = "SC-L008"
    name: str
    reason: str
    meant: str | None = None

    def message(self) -> str:
        return f"the pack {quote(self.name)} is required and {self.reason}"

    def help(self) -> str:
        meant = f"did you mean {quote(self.meant)}? " if self.meant else ""
        return f"{meant}put its folder beside this one, or install the Python package that brings it"


class TwoPacks(Problem):
    """Two folders beside a pack hold a pack of the name that it requires."""

    code: ClassVar[str] = "SC-L033"
    name: str
    folders: tuple[str, ...]

    def message(self) -> str:
        listed = ", ".join(quote(folder) for folder in self.folders)
        return f"the pack {quote(self.name)} is required, and {listed} all hold one of that name"

    def help(self) -> str:
        return "move all but one of them elsewhere"


class RequiredVersion(Problem):
    """A pack that is required is there in another version."""

    code: ClassVar[str] = "SC-L009"
    name: str
    wanted: str
    has: str

    def message(self) -> str:
        return (
            f"the pack {quote(self.name)} is required in version {quote(self.wanted)}, and {quote(self.has)} is there"
        )

    def help(self) -> str:
        return "bring the other pack up to date, or allow its version here once the tests pass with it"


class UnknownLanguage(Problem):
    """The pack is written in a version of the rule language that this program does not know."""

    code: ClassVar[str] = "SC-L007"
    language: int
    known: int

    def message(self) -> str:
        return f"the pack is written in version {self.language} of the rule language; this program knows {self.known}"

    def help(self) -> str:
        return "install a newer version of the program"
