"""The lock of a pack: the hash of every file that belongs to it, in the format that `sha256sum -c` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.packing import FileAdded, FileChanged, FileGone, LockBroken, NotLocked
from sanctioncheck.load.files import Folder, read_text

__all__ = ["LOCK", "SIGNATURE", "lock_of", "lock_problems"]

LOCK = "pack.lock"
SIGNATURE = f"{LOCK}.minisig"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def lock_of(home: Path) -> str:
    """Give the text of the lock of a pack: one line for each file, sorted by path; hidden files are left out.

    Raises:
        InputError: a file cannot be read, or a link leads out of the pack.
    """
    return "".join(f"{digest}  {path}\n" for path, digest in _digests(home).items())


def lock_problems(home: Path) -> Iterator[Problem]:
    """Find every file of a pack that is otherwise than its lock says.

    Raises:
        InputError: there is no lock, a line of it cannot be read, or a file of the pack cannot.
    """
    if not (home / LOCK).is_file():
        raise InputError([NotLocked(place=None, path=LOCK)])
    document = read_text(LOCK, (home / LOCK).read_bytes())
    if document.problems:
        raise InputError(document.problems)
    locked: dict[str, str] = {}
    offset = 0
    for line in document.text.splitlines(keepends=True):
        found = _LINE.fullmatch(line.rstrip("\r\n"))
        if found is not None:
            locked[found[2]] = found[1]
        elif line.strip():
            raise InputError([LockBroken(place=document.stretch(offset, offset + len(line)))])
        offset += len(line)
    present = _digests(home)
    for path in sorted({*locked, *present}):
        if path not in present:
            yield FileGone(place=None, path=path)
        elif path not in locked:
            yield FileAdded(place=None, path=path)
        elif locked[path] != present[path]:
            yield FileChanged(place=None, path=path)


def _digests(home: Path) -> dict[str, str]:
    folder = Folder(home)
    found = {}
    for path in folder.paths():
        if path not in (LOCK, SIGNATURE):
            raw = folder.read(path)
            if raw is not None:
                found[path] = sha256(raw).hexdigest()
    if folder.problems:
        raise InputError(folder.problems)
    return found
