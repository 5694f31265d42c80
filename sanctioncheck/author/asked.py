"""Which provisions somebody asks for, by their ids, the beginnings of ids, files or folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = ["is_asked"]


def is_asked(provision: str, path: Path, asked: Sequence[str]) -> bool:
    """Tell whether a file about a provision is among those that are asked for; without any named, all are.

    >>> is_asked("un.charter/51", Path("rules/un/art-51.yaml"), ["un.charter"])
    True
    >>> is_asked("un.charter/51", Path("rules/un/art-51.yaml"), ["rules/un", "x"]), is_asked("a.b/1", Path("x"), ["a"])
    (True, True)
    >>> is_asked("un.charter/51", Path("rules/un/art-51.yaml"), ["un.charter/5"])
    False
    """
    return not asked or any(
        one == provision
        or provision.startswith((f"{one}/", f"{one}."))
        or path.resolve().is_relative_to(Path(one).resolve())
        for one in asked
    )
