"""Keeps a pack that was loaded in a folder of the user's, so that the next command has it sooner.

`SANCTIONCHECK_CACHE` names another folder; `off` keeps nothing. Whatever goes wrong here, the files of the pack are
read, and nobody hears of it. What is to be proved, as by `explain --verify` and `pack verify`, never comes from here.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from sanctioncheck.model.rulebook import Rulebook

__all__ = ["VARIABLE", "law", "shelf"]

VARIABLE = "SANCTIONCHECK_CACHE"
_KEPT = 8
"""How many packs are kept; those that were kept longest ago go."""
_SUFFIX = ".law"
_LARGEST = 64_000_000
_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def fresh_law(pack: str | None) -> Rulebook:
    """Load a pack from its files, whatever was kept of them.

    Raises:
        InputError: the pack is broken.
    """
    # The loader takes as long to import as what was kept takes to be read.
    from sanctioncheck.load.pack import load_pack

    return load_pack(Path(pack) if pack is not None else None)


def law(pack: str | None) -> Rulebook:
    """Load a pack, from what was kept of it where none of its files has changed since.

    Args:
        pack: the folder of the rules; None for the pack that comes with the program.

    Raises:
        InputError: the pack is broken.
    """
    asked = Path(pack) if pack is not None else None
    folder = shelf()
    if folder is None:
        return fresh_law(pack)
    from sanctioncheck.load.memory import key_of, recall, remember

    key = key_of(asked)
    file = folder / f"{key}{_SUFFIX}"
    kept = None if key is None else _bytes_of(file)
    book = None if kept is None else recall(kept)
    if book is None:
        book = fresh_law(pack)
        if key is not None:
            _keep(file, remember(book))
    return book


def shelf() -> Path | None:
    """Give the folder in which packs are kept; None where none are to be."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return None if named == "off" else Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("sanctioncheck", appauthor=False)


def _bytes_of(file: Path) -> bytes | None:
    """Read what was kept, where it is the user's own and nobody else may write there."""
    with contextlib.suppress(OSError):
        for path in (file.parent, file):
            status = path.stat(follow_symlinks=False)
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & _OF_OTHERS):
                return None
        if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST:
            return file.read_bytes()
    return None


def _keep(file: Path, kept: bytes) -> None:
    from sanctioncheck.cli.output import write_bytes_whole

    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_bytes_whole(file, kept)
        others = sorted(file.parent.glob(f"*{_SUFFIX}"), key=lambda each: (each.stat().st_mtime, each.name))
        for old in others[:-_KEPT]:
            old.unlink(missing_ok=True)
