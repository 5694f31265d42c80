"""Checks a whole pack: whether it loads, what its rules and its tests have wrong, and what can be mended safely."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from sanctioncheck.author.checks.check import Check, Edit, PackWithTests
from sanctioncheck.author.checks.registry import CHECKS, check_pack
from sanctioncheck.author.copying import copied
from sanctioncheck.errors import InputError, Place, Problem, in_order
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.checked import CheckResult, Stretch, Trouble
from sanctioncheck.model.result import packs_of

__all__ = ["checked", "mended", "problems_of"]


def problems_of(root: Path | None = None, only: Collection[str] = ()) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Give everything that is wrong with a pack, its tests included, and what should be looked at.

    Args:
        root: the folder of the pack; None for the one that comes with the program.
        only: the codes to tell of; empty for all.

    Returns:
        The pack, or None where it does not load: then only what stops it is told. The problems in the order of files.
    """
    try:
        pack = PackWithTests.of(read_pack(root))
    except InputError as error:
        return None, error.problems
    found: list[Problem] = [*pack.warnings, *pack.faults]
    found = [problem for problem in found if not only or problem.code in only]
    return pack, tuple(p for p in in_order(dict.fromkeys([*found, *check_pack(pack, only)])) if _is_own(p, pack))


def _is_own(problem: Problem, pack: Loaded) -> bool:
    """Tell whether a problem stands in the pack itself, not in one that it requires."""
    return problem.place is None or pack.has(problem.place.path)


def checked(pack: Loaded | None, problems: Iterable[Problem], only: Collection[str] = ()) -> CheckResult:
    """Give the outcome of a check as data."""
    book = pack.book if pack is not None else None
    return CheckResult(
        pack=packs_of(book)[-1] if book is not None else None,
        provisions=len(pack.own) if pack is not None else 0,
        checks=tuple(check.code for check in CHECKS if not only or check.code in only) if book is not None else (),
        problems=tuple(_trouble(problem) for problem in problems),
    )


def _trouble(problem: Problem) -> Trouble:
    return Trouble(
        code=problem.code,
        severity=problem.severity,
        message=problem.message(),
        help=problem.help(),
        place=_stretch(problem.place) if problem.place is not None else None,
        also=tuple((label, _stretch(place)) for label, place in problem.also),
        fixable=isinstance(problem, Check) and bool(problem.edits),
    )


def _stretch(place: Place) -> Stretch:
    return Stretch(
        path=place.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
    )


def mended(root: Path, problems: Iterable[Problem]) -> dict[str, str]:
    """Mend what can be mended without a lawyer, and give the new text of each file that changes.

    Nothing is written. The changes are tried on a copy first: a text is given only if the pack still loads with it.

    Args:
        root: the folder of the pack.
        problems: what was found in it.

    Returns:
        Path below the folder to text; empty where there is nothing to mend.

    Raises:
        InputError: the pack would no longer load; no change is given.
    """
    edits = [edit for problem in problems if isinstance(problem, Check) for edit in problem.edits]
    texts = {path: _applied(edits, path) for path in sorted({edit.document.path for edit in edits})}
    if texts:
        with copied(root) as copy:
            for path, text in texts.items():
                (copy / path).write_text(text, encoding="utf-8", newline="")
            read_pack(copy)
    return texts


def _applied(edits: Iterable[Edit], path: str) -> str:
    """Apply the edits of one file from its end; of two that overlap the later one waits for another run."""
    mine = sorted((edit for edit in edits if edit.document.path == path), key=lambda edit: (edit.start, edit.end))
    text, kept, reached = mine[0].document.text, [], -1
    for edit in mine:
        if edit.start >= reached:
            kept.append(edit)
            reached = edit.end
    for edit in reversed(kept):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
