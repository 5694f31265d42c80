"""Which provisions somebody asks for, by their ids, the beginnings of ids, files or folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sanctioncheck.author.citing import find_named
from sanctioncheck.errors import InputError
from sanctioncheck.model.rulebook import Rulebook

__all__ = ["is_asked", "named_so"]


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


def named_so(asked: Sequence[str], paths: dict[str, Path], book: Rulebook) -> tuple[str, ...]:
    """Give what is asked for with ids in the place of citations: `1874/9` and `art 2(4)` will do.

    Args:
        asked: ids, beginnings of ids, files, folders or citations.
        paths: each provision that there is to its file.
        book: the pack.

    >>> from sanctioncheck.load.pack import load_pack
    >>> named_so(["1874/9", "un.charter/51"], {"un.charter/51": Path("x")}, load_pack())
    ('un.sc.res.1874/9', 'un.charter/51')
    """
    return tuple(
        one if any(is_asked(name, path, (one,)) for name, path in paths.items()) else _cited(one, book) for one in asked
    )


def _cited(text: str, book: Rulebook) -> str:
    try:
        named = find_named(text, book)
    except InputError:
        return text
    return named.id if named.kind == "provision" else text
