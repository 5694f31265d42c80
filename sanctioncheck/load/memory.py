"""A pack that was loaded before, kept in a form that is read faster than its files; anything amiss, and they are read.

What is kept is named by a hash of every file of the pack and of the program that read them, so that a change of either
finds nothing. Only types of the model are ever made from it: bytes that ask for anything else are no memory.
"""

from __future__ import annotations

import io
import pickle
import sys
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import VERSION, BaseModel

from sanctioncheck.load.chain import built_in, chain, files_read, home_of
from sanctioncheck.model.rulebook import Rulebook

__all__ = ["key_of", "recall", "remember"]

_OTHERS: dict[tuple[str, str], object] = {("decimal", "Decimal"): Decimal, ("builtins", "frozenset"): frozenset}
_PROTOCOL = 5
_OWN = "sanctioncheck.model."
_READS = ("errors", "load", "model")
"""The packages of the program on which it depends what becomes of a file."""


def key_of(path: Path | None) -> str | None:
    """Name what a pack is, to the byte, and what reads it.

    Args:
        path: the folder of the pack, or the name of one that is installed; None for the pack of the program.

    Returns:
        64 hexadecimal digits; None where a file cannot be read, so that loading has something to say.

    Raises:
        InputError: there is no such pack, or one that it requires is missing.
    """
    whole = sha256(_program().encode())
    for member in chain(home_of(built_in() if path is None else path)):
        folder = member.folder
        for name in files_read(member.paths):
            folder.read(name)
        if folder.problems:
            return None
        whole.update(f"{folder.prefix}\0{folder.digest()}\n".encode())
    return whole.hexdigest()


@cache
def _program() -> str:
    """Name the program that reads: its own files, and those on whose manner of keeping things it relies."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(file for part in _READS for file in (package / part).glob("*.py"))
    lines = [f"{file.parent.name}/{file.name}\0{sha256(file.read_bytes()).hexdigest()}" for file in files]
    return "\n".join([sys.version, VERSION, *lines])


def remember(book: Rulebook) -> bytes:
    """Write a rulebook so that `recall` gives an equal one."""
    return pickle.dumps(book, _PROTOCOL)


def recall(kept: bytes) -> Rulebook | None:
    """Read what `remember` wrote; None where it is anything else, which is never run.

    >>> recall(b"no memory") is None
    True
    """
    try:
        book = _Reader(io.BytesIO(kept)).load()
    except Exception:  # Bytes from a disk may be anything; whatever is wrong with them, the files are there.
        return None
    return book if isinstance(book, Rulebook) else None


class _Reader(pickle.Unpickler):
    """Makes records, data classes and named tuples of the model, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """Give a type of the model by its name."""
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        if module.startswith(_OWN) and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_record(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a rulebook")


def _is_record(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, BaseModel | tuple)
