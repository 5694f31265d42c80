"""Every way in which a pack can be other than its lock and its signature say: codes SC-P001 to SC-P009."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, quote

__all__ = [
    "BadKey",
    "BadSignature",
    "FileAdded",
    "FileChanged",
    "FileGone",
    "LockBroken",
    "NoSigner",
    "NotLocked",
    "NotSigned",
]


class NotLocked(Problem):
    """A pack has no lock to be verified by."""

    code: ClassVar[str] = "SC-P001"
    path: str

    def message(self) -> str:
        return f"there is no {quote(self.path)}: nobody has said what belongs to the pack"

    def help(self) -> str:
        return "if the pack is yours, write it with `sanctioncheck pack lock`; else ask whom you have it from"


class LockBroken(Problem):
    """A line of a lock is no hash with a path."""

    code: ClassVar[str] = "SC-P002"

    def message(self) -> str:
        return "this line is no hash with two spaces and a path"

    def help(self) -> str:
        return "write the lock again with `sanctioncheck pack lock`, if the pack is yours"


class FileChanged(Problem):
    """A file is not the one that was locked."""

    code: ClassVar[str] = "SC-P003"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} is not the file that was locked"


class FileGone(Problem):
    """A file that was locked is not there."""

    code: ClassVar[str] = "SC-P004"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} was locked and is not there"


class FileAdded(Problem):
    """A file stands in the pack that was not locked."""

    code: ClassVar[str] = "SC-P005"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} was not there when the pack was locked"


class NotSigned(Problem):
    """A pack, a result or a record has no signature to be verified."""

    code: ClassVar[str] = "SC-P006"
    path: str

    def message(self) -> str:
        return f"there is no {quote(self.path)}: nothing is signed here"

    def help(self) -> str:
        return "sign it, if it is yours (`pack sign`, `sign` or `audit sign`), or ask whom you have it from"


class NoSigner(Problem):
    """The library that makes and checks signatures is not installed."""

    code: ClassVar[str] = "SC-P009"

    def message(self) -> str:
        return "signatures need a library that is not installed"

    def help(self) -> str:
        return 'install it with `pip install "sanctioncheck[sign]"`, or use minisign itself'


class BadSignature(Problem):
    """The signature of a lock is not one made with the key."""

    code: ClassVar[str] = "SC-P007"
    path: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.path)} is no signature of this lock by this key: {self.reason}"

    def help(self) -> str:
        return "trust the pack no more than one that is not signed"


class BadKey(Problem):
    """What is given as a key is none, or its password is wrong."""

    code: ClassVar[str] = "SC-P008"
    what: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.what)} cannot be used as a key: {self.reason}"

    def help(self) -> str:
        return "a key is a file that minisign made, or the line of a public key that begins with `RW`"
