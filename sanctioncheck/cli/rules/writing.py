"""Where the verbs of the bench may write: never into the copy of the rules that an installed program judges by."""

from __future__ import annotations

from pathlib import Path

from sanctioncheck.errors import InputError
from sanctioncheck.errors.bench import InstalledRules

__all__ = ["may_write", "shown"]

_INSTALLED = "_rules"
"""The folder of the rules inside an installed program."""


def may_write(home: Path) -> None:
    """See that a pack is somebody's to change.

    Raises:
        InputError: it is the copy inside an installed program, which the next installation replaces.
    """
    if home.resolve().name == _INSTALLED:
        raise InputError([InstalledRules(place=None, folder=str(home))])


def shown(path: Path) -> str:
    """Give a path as whoever works here would type it.

    >>> shown(Path.cwd() / "rules" / "pack.yaml")
    'rules/pack.yaml'
    """
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
