"""Tries what was begun in a copy of the pack, so that nothing is written that does not load and pass its tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sanctioncheck.author.copying import copied
from sanctioncheck.author.testing.suite import run_suite
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.bench import FailsItsTest
from sanctioncheck.errors.files import NotRead
from sanctioncheck.load.pack import read_pack

__all__ = ["Change", "tried"]


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is to be written."""

    path: str
    """Below the folder of the pack."""
    text: str
    new: bool
    """Whether there is none yet; one that is there is never overwritten, only added to."""


def tried(root: Path, changes: tuple[Change, ...], tested: str | None = None) -> None:
    """See that a pack with some changes loads, and that the tests of a provision pass.

    Args:
        root: the folder of the pack; nothing in it is changed.
        changes: the files that are to be written.
        tested: the provision whose tests are run.

    Raises:
        InputError: it does not load, with what the loader says; or a test fails.
    """
    paths = {change.path for change in changes}
    with copied(root) as copy:
        for change in changes:
            path = copy / change.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change.text, encoding="utf-8", newline="\n")
        unread = [p for p in read_pack(copy).warnings if isinstance(p, NotRead) and p.path in paths]
        if unread:
            raise InputError(unread)
        if tested is None:
            return
        report = run_suite(copy, (tested,))
    problems: list[Problem] = list(report.problems)
    problems += (FailsItsTest(place=None, name=each.title) for each in report.tests if each.failures)
    if problems:
        raise InputError(problems)
