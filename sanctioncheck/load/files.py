"""The files of a pack: which there are, in a fixed order, read without ever leaving the folder of the pack."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from sanctioncheck.errors import InputError, Place, Problem
from sanctioncheck.errors.files import BadLink, TooManyFiles, Unreadable
from sanctioncheck.errors.text import NotUtf8, TooLarge
from sanctioncheck.load.document import Document, Loc
from sanctioncheck.load.shape import build
from sanctioncheck.load.yamltext import Limits, read_document

__all__ = ["Filed", "Folder", "Spot", "read_bytes", "read_text"]

Model = TypeVar("Model", bound=BaseModel)

_MOST_FILES = 50_000
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a file, by which its place is found when somebody asks for it.

    A spot that is `pinned` stands for all that is inside it: what was taken from another provision is pointed at where
    it was taken.
    """

    document: Document
    loc: Loc = ()
    pinned: bool = False

    def to(self, *parts: str | int) -> Spot:
        """Give the spot of a part of this part."""
        return self if self.pinned else Spot(self.document, self.loc + parts)

    def pin(self) -> Spot:
        """Give a spot that stands for all that is inside it."""
        return Spot(self.document, self.loc, True)

    def place(self) -> Place:
        """Find where the value stands."""
        return self.document.place(self.loc)

    def key(self) -> Place:
        """Find where its key stands."""
        return self.document.place(self.loc, key=True)

    @property
    def line(self) -> str:
        """The file and line: `vocabulary/core.yaml:24`."""
        place = self.key()
        return f"{place.path}:{place.line}"


@dataclass(frozen=True, slots=True)
class Filed(Generic[Model]):
    """A model object with the file that it was made of."""

    made: Model
    document: Document

    @property
    def spot(self) -> Spot:
        """The whole file."""
        return Spot(self.document)


@dataclass(slots=True)
class Folder:
    """The folder of a pack while it is read, with what was wrong and the hash of every file."""

    root: Path
    prefix: str = ""
    """What messages put before its paths, where several packs are read together."""
    limits: Limits = field(default_factory=Limits)
    problems: list[Problem] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    failed: list[Document] = field(default_factory=list)
    """Files that did not become what they should be; what they declare is not known."""

    def paths(self) -> tuple[str, ...]:
        """List every file, as paths below the folder with `/`, sorted; links that lead out are refused."""
        found: list[str] = []
        home = self.root.resolve()
        waiting = [("", 0)]
        while waiting:
            prefix, depth = waiting.pop()
            for entry in self._entries(prefix):
                path = prefix + entry.name
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink() and not _stays(Path(entry.path), home):
                    self.problems.append(BadLink(place=None, path=self.prefix + path))
                    self.failed.append(Document(self.prefix + path, ""))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", depth + 1))
                else:
                    found.append(path)
                if len(found) + len(waiting) > _MOST_FILES or depth > _DEEPEST:
                    self.problems.append(TooManyFiles(place=None, limit=_MOST_FILES))
                    return ()
        return tuple(sorted(found))

    def _entries(self, prefix: str) -> Iterator[os.DirEntry[str]]:
        """Give what is in a folder of the pack, one at a time; where it cannot be looked into, note why."""
        try:
            with os.scandir(self.root / prefix) as entries:
                yield from entries
        except OSError as error:
            path, reason = self.prefix + prefix.rstrip("/"), (error.strerror or "no reason given").lower()
            self.problems.append(Unreadable(place=None, path=path, reason=reason))
            self.failed.append(Document(path, ""))

    def read(self, path: str) -> bytes | None:
        """Read one file and note its hash; where it cannot be read, note why and give None."""
        raw = read_bytes(self.root / path, self.prefix + path, self.limits.size, self.problems)
        if raw is None:
            self.failed.append(Document(self.prefix + path, ""))
        else:
            self.hashes[path] = sha256(raw).hexdigest()
        return raw

    def load(self, path: str, model: type[Model]) -> Filed[Model] | None:
        """Read one YAML file as the kind of document it should be; note all that is wrong with it."""
        raw = self.read(path)
        if raw is None:
            return None
        document = read_document(self.prefix + path, raw, self.limits)
        try:
            made = build(model, document)
        except InputError as error:
            self.problems += error.problems
            self.failed.append(document)
            return None
        self.problems += document.problems
        return Filed(made, document)

    def digest(self) -> str:
        """Hash all that was read: the SHA-256 of its sorted paths and their hashes."""
        lines = "".join(f"{path}\0{self.hashes[path]}\n" for path in sorted(self.hashes))
        return sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _stays(link: Path, home: Path) -> bool:
    """Tell whether a link leads to a file inside the folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_relative_to(home) and target.is_file()


def read_bytes(path: Path, shown: str, limit: int, problems: list[Problem]) -> bytes | None:
    """Read a regular file of at most `limit` bytes, or note under its path as `shown` why not."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(Unreadable(place=None, path=shown, reason="it is no file"))
            return None
        if status.st_size > limit:
            place = Document(shown, "").place(())
            problems.append(TooLarge(place=place, size=status.st_size, limit=limit))
            return None
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        problems.append(Unreadable(place=None, path=shown, reason=(error.strerror or "no reason given").lower()))
        return None


def read_text(path: str, raw: bytes) -> Document:
    """Read bytes as UTF-8 text that is no YAML, into a document that has its places and perhaps its problem."""
    try:
        document = Document(path, raw.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        document = Document(path, raw.decode("utf-8", "replace"))
        offset = len(raw[: error.start].decode("utf-8"))
        found = f"byte 0x{raw[error.start]:02X}"
        document.problems.append(NotUtf8(place=document.stretch(offset, offset + 1), found=found))
        return document
    document.complete = True
    return document
