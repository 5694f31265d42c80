"""Judges cases under two revisions of a pack, and says of each cell that comes out otherwise which change did it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.explain.differ import differences
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.reason import law_of
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.result import CaseResult
from sanctioncheck.model.revised import Change, NotReplayed, Replayed
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.truth import Standard

__all__ = ["names_in_cells", "replay"]

Told = CaseResult | str
"""A case judged, or why it could not be."""


def replay(
    before: Loaded,
    after: Loaded,
    cases: Sequence[Path],
    changed: Iterable[Change],
    standard: Standard | None = None,
    as_of: str | None = None,
) -> tuple[tuple[Replayed, ...], tuple[NotReplayed, ...]]:
    """Judge every case under both revisions.

    Args:
        before: the earlier revision.
        after: the later one.
        cases: the folders of the cases.
        changed: what was changed in the rules.
        standard: the standard of proof; None for that of the policy of each revision.
        as_of: the day as of which to judge; None for each case's own.

    Returns:
        The cases that both can judge, with the cells that come out otherwise; and the others, with the reason.
    """
    plans = [(pack.book, compile_plan(pack.book)) for pack in (before, after)]
    ids = names_in_cells(changed)
    good: list[Replayed] = []
    failed: list[NotReplayed] = []
    for path in cases:
        one, other = (_told(path, book, plan, standard, as_of) for book, plan in plans)
        if isinstance(one, str) or isinstance(other, str):
            failed.append(_not_replayed(path, one, other))
            continue
        difference = differences(one, other)
        cells = {(cell.actor, cell.norm) for cell in difference.cells}
        because = {
            f"{actor} {norm}": tuple(sorted(ids & (_rules(one, actor, norm) | _rules(other, actor, norm))))
            for actor, norm in sorted(cells)
        }
        good.append(Replayed(case=one.case, path=path.as_posix(), difference=difference, because=because))
    return tuple(good), tuple(failed)


def _told(path: Path, book: Rulebook, plan: Plan, standard: Standard | None, as_of: str | None) -> Told:
    try:
        case = load_case(path, book)
        assessment = judge(case, book, plan, standard or book.policy.default, as_of)
        return Story(case, book, assessment).whole(everything=True, as_of=as_of)
    except InputError as error:
        return str(error)


def _not_replayed(path: Path, one: Told, other: Told) -> NotReplayed:
    if isinstance(one, str):
        return NotReplayed(path=path.as_posix(), side="both" if isinstance(other, str) else "before", reason=one)
    return NotReplayed(path=path.as_posix(), side="after", reason=str(other))


def names_in_cells(changed: Iterable[Change]) -> frozenset[str]:
    """Give the names of what was changed as cells name it.

    >>> sorted(names_in_cells([Change(kind="bridge", id="b1", before="x", after=None)]))
    ['bridge:b1']
    """
    return frozenset(f"bridge:{each.id}" if each.kind == "bridge" else each.id for each in changed)


def _rules(case: CaseResult, actor: str, norm: str) -> frozenset[str]:
    """Give everything of the law that a cell leans on: provisions, bridges, predicates, findings."""
    return frozenset(name for cell in case.cells if (cell.actor, cell.norm) == (actor, norm) for name in law_of(cell))
