"""The record of decisions beside a case: who decided what when, what stood there before, and what after."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from sanctioncheck.cli.output import write_bytes_whole, write_whole
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.reviewing import CannotKeep, JournalTorn

Kept = TypeVar("Kept")
What = Literal["accept", "reject", "edit", "sign", "undo"]

NAME = "reviews.jsonl"
PENDING = ".review-pending.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision."""

    who: str
    when: str
    what: What
    fact: str
    before: dict[str, Any] = field(default_factory=dict)
    """Each field that changed, with what it said; None where it said nothing."""
    after: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    """For an undo: the number of the decision, from 1."""
    signed: str | None = None
    """For a first signature: the hash of what was signed."""
    via: str | None = None
    """The program that the decision came back from, where it was not made in the terminal."""
    case_before: str = ""
    """The hash of the case file."""
    case_after: str = ""
    previous: str | None = field(default=None, compare=False)
    """The hash of the line before; none for the first. It makes the record a chain: `sanctioncheck audit verify`."""

    def line(self) -> str:
        """Give the entry as one line of JSON, without what it does not have."""
        said = {key: value for key, value in asdict(self).items() if value not in (None, {})}
        # Escapes keep the record free of whatever a reviewer has pasted.
        return json.dumps(said, ensure_ascii=True, default=str)


def _entry_of(line: bytes) -> Entry:
    """Read a decision.

    Raises:
        ValueError, TypeError, RecursionError: it is none.
    """
    entry = Entry(**json.loads(line))
    texts = (entry.who, entry.when, entry.what, entry.fact, entry.case_before, entry.case_after)
    others, fields = (entry.signed, entry.via, entry.previous), (entry.before, entry.after)
    if not all(isinstance(each, str) for each in texts) or not all(isinstance(each, str | None) for each in others):
        raise ValueError("it is no decision")
    if entry.what not in get_args(What) or not all(isinstance(each, dict) for each in fields):
        raise ValueError("it is no decision")
    if not isinstance(entry.undoes, int | None):
        raise ValueError("it undoes no decision")
    return entry


class Journal:
    """The decisions on one case, in `reviews.jsonl` in its folder; lines are only ever added."""

    def __init__(self, folder: Path) -> None:
        self.path, self.pending = folder / NAME, folder / PENDING
        self.problems: list[Problem] = []
        self.entries: list[Entry | None] = []
        self.read()

    def read(self) -> None:
        """Read what others may have added; a line that cannot be read is None, so that numbers stay."""
        self.entries, self.problems = [], []
        lines = _kept(self.path, lambda: lines_of(self.path))
        for number, line in enumerate(lines, start=1):
            try:
                self.entries.append(_entry_of(line))
            except (ValueError, TypeError, RecursionError):
                self.entries.append(None)
                self.problems.append(JournalTorn(place=None, path=NAME, line=number))

    def begin(self, entry: Entry) -> None:
        """Note what is about to be done, so that it is not lost where the program is killed in the middle."""
        _kept(self.pending, lambda: write_whole(self.pending, entry.line() + "\n"))

    def end(self, entry: Entry) -> None:
        """Add the entry, now that the case file has it."""
        lines = _kept(self.path, lambda: lines_of(self.path))
        chained = replace(entry, previous=sha256(lines[-1]).hexdigest() if lines else None)
        _kept(self.path, lambda: _append(self.path, chained.line()))
        self.entries.append(chained)
        self.forget()

    def forget(self) -> None:
        """Drop the note of what was begun; where it cannot be dropped, it will be found to be done already."""
        with contextlib.suppress(OSError):
            self.pending.unlink(missing_ok=True)

    def interrupted(self) -> Entry | None:
        """Give what was begun and not ended, where the program was killed in the middle."""
        try:
            return _entry_of(self.pending.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, RecursionError):
            self.forget()
            return None

    def standing(self) -> Iterator[tuple[int, Entry]]:
        """Give the decisions that were not undone, each with its number."""
        undone = {entry.undoes for entry in self.entries if entry is not None and entry.what == "undo"}
        for number, entry in enumerate(self.entries, start=1):
            if entry is not None and entry.what != "undo" and number not in undone:
                yield number, entry

    def signatures(self, fact: str, digest: str) -> tuple[str, ...]:
        """Give who has signed a fact as it now stands, since it was last decided."""
        signed: dict[str, None] = {}
        for _, entry in self.standing():
            if entry.fact == fact and entry.what in ("accept", "reject"):
                signed.clear()
            elif entry.fact == fact and entry.what == "sign" and entry.signed == digest:
                signed[entry.who] = None
        return tuple(signed)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other reviewers of the case waiting, where the system can; it takes as long as one decision.

    Raises:
        InputError: the folder is no longer there.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = _kept(folder, lambda: os.open(folder, os.O_RDONLY))
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """See that a renamed file stays renamed when the machine stops."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def lines_of(path: Path) -> list[bytes]:
    """Give the lines of a record, as their bytes stand there; none where there is no record.

    Raises:
        OSError: it cannot be read.
    """
    try:
        return path.read_bytes().splitlines()
    except FileNotFoundError:
        return []


def _append(path: Path, line: str) -> None:
    """Add a line; the record is replaced whole, so that nothing ever stands half a line in it."""
    there = path.read_bytes() if path.exists() else b""
    torn = b"\n" if there and not there.endswith(b"\n") else b""
    write_bytes_whole(path, there + torn + line.encode() + b"\n")


def _kept(path: Path, act: Callable[[], Kept]) -> Kept:
    try:
        return act()
    except OSError as error:
        raise _cannot(path, error) from error


def _cannot(path: Path, error: OSError) -> InputError:
    return InputError([CannotKeep(place=None, path=path.name, reason=error.strerror or type(error).__name__)])


def names_of(signed: Sequence[str]) -> str:
    """Give two or more names as one.

    >>> names_of(["Ana", "Ben"])
    'Ana; Ben'
    """
    return "; ".join(signed)
