"""Tries the small changes of many provisions, in several processes, and gathers what no test notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sanctioncheck.author.asked import is_asked, named_so
from sanctioncheck.author.mutation.ordeal import Ordeal, Tried
from sanctioncheck.author.testing.trial import run_file
from sanctioncheck.errors import InputError
from sanctioncheck.errors.benching import FailsAlready, NoSuchProvision
from sanctioncheck.model.mutation import MutationResult, ProvisionChanges, Unnoticed
from sanctioncheck.model.result import packs_of

__all__ = ["mutate", "spread"]

_FEW = 60
"""Changes up to which another process costs more than it saves."""
_CHUNK = 8

Watch = Callable[[int, int], None]
"""Takes how many changes are done, of how many."""


def mutate(
    root: Path | None = None,
    asked: Sequence[str] = (),
    limit: int | None = None,
    processes: int = 1,
    watch: Watch | None = None,
) -> MutationResult:
    """Make each small change of each provision, and say which of them no test notices.

    Args:
        root: the folder of the pack; None for the one that comes with the program.
        asked: provisions, the beginnings of their ids, files or folders; empty for all that stand in the pack itself.
        limit: how many changes to look at at most, spread evenly over all; None for all.
        processes: how many to use at most; the result is the same.
        watch: told after each change how far the work is.

    Raises:
        InputError: the pack or a test file is broken, nothing is a provision that was asked for, or a test fails on
            the rules as they stand.
    """
    ordeal = Ordeal(root)
    wanted = _asked_for(ordeal, asked)
    _check_tests(ordeal)
    numbers = [n for n, change in enumerate(ordeal.changes) if change.provision in wanted]
    chosen = spread(numbers, limit)
    done: list[Tried] = []
    for tried in _attempts(chosen, ordeal, processes):
        done.append(tried)
        if watch is not None:
            watch(len(done), len(chosen))
    return _result(ordeal, wanted, len(numbers), done)


def spread(numbers: Sequence[int], limit: int | None) -> list[int]:
    """Choose at most so many, evenly spread, the same ones every time.

    >>> spread(range(10), 4), spread(range(3), None)
    ([0, 2, 5, 7], [0, 1, 2])
    """
    if limit is None or limit >= len(numbers):
        return list(numbers)
    return [numbers[at * len(numbers) // limit] for at in range(limit)]


def _asked_for(ordeal: Ordeal, asked: Sequence[str]) -> dict[str, None]:
    paths = ordeal.pack.own_files
    asked = named_so(asked, paths, ordeal.pack.book)
    for one in asked:
        if not any(is_asked(name, path, (one,)) for name, path in paths.items()):
            raise InputError([NoSuchProvision(place=None, asked=one, known=tuple(paths))])
    return {name: None for name, path in paths.items() if is_asked(name, path, asked)}


def _check_tests(ordeal: Ordeal) -> None:
    failed = [
        FailsAlready(place=done.place, title=done.title)
        for filed in ordeal.files
        for done in run_file(filed, ordeal.plan)
        if done.failures
    ]
    if failed:
        raise InputError(failed)


def _attempts(chosen: Sequence[int], ordeal: Ordeal, processes: int) -> Iterator[Tried]:
    if processes < 2 or len(chosen) <= _FEW:
        yield from map(ordeal.attempt, chosen)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (ordeal.pack.home,)) as pool:
        yield from pool.map(_in_process, chosen, chunksize=_CHUNK)


_ORDEAL: list[Ordeal] = []
"""The pack of a process of the pool, loaded once."""


def _prepare(home: Path) -> None:
    _ORDEAL[:] = [Ordeal(home)]


def _in_process(number: int) -> Tried:
    return _ORDEAL[0].attempt(number)


def _result(ordeal: Ordeal, wanted: Iterable[str], made: int, done: Sequence[Tried]) -> MutationResult:
    book = ordeal.pack.book
    fates = [each.fate for each in done]
    provisions = tuple(_provision(ordeal, name, done) for name in wanted)
    return MutationResult(
        pack=packs_of(book)[-1],
        made=made,
        looked_at=len(done),
        same=fates.count("same"),
        broken=fates.count("broken"),
        loose=fates.count("loose"),
        words=fates.count("word"),
        tried=fates.count("noticed") + fates.count("unnoticed"),
        noticed=fates.count("noticed"),
        provisions=tuple(each for each in provisions if each.tried),
    )


def _provision(ordeal: Ordeal, name: str, done: Iterable[Tried]) -> ProvisionChanges:
    provision = ordeal.pack.book.provisions[name]
    own = [each for each in done if ordeal.changes[each.number].provision == name]
    noticed = sum(each.fate == "noticed" for each in own)
    unnoticed = tuple(_unnoticed(ordeal, each) for each in own if each.fate == "unnoticed")
    return ProvisionChanges(
        provision=name,
        citation=provision.citation.label,
        title=provision.title,
        tried=noticed + len(unnoticed),
        noticed=noticed,
        unnoticed=unnoticed,
    )


def _unnoticed(ordeal: Ordeal, tried: Tried) -> Unnoticed:
    change = ordeal.changes[tried.number]
    place = change.spot.place()
    return Unnoticed(
        kind=change.kind,
        said=change.said,
        becomes=change.becomes,
        tests=tried.tests,
        path=place.path,
        line=place.line,
        column=place.column,
    )
