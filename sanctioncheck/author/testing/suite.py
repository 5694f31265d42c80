"""The tests of a whole pack: which are asked for, and running them, in several processes where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sanctioncheck.author.asked import is_asked, named_so
from sanctioncheck.author.testing.trial import Tested, read_tests, run_file
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.testing import NoSuchTest
from sanctioncheck.load.files import Filed
from sanctioncheck.load.pack import Loaded, load_pack, read_pack
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.testfile import TestFile

__all__ = ["Report", "run_suite"]

_FEW = 150
"""Tests up to which another process costs more than it saves: it has to load the pack first."""

Job = tuple[Filed[TestFile], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of the tests that were asked for."""

    pack: str
    tests: tuple[Tested, ...]
    problems: tuple[Problem, ...]
    """What is wrong with test files; their tests were not run."""
    untested: tuple[str, ...]
    """Provisions without a test."""


def run_suite(
    root: Path | None = None, asked: Sequence[str] = (), part: str | None = None, processes: int = 1
) -> Report:
    """Run the tests of a pack.

    Args:
        root: the folder of the pack; None for the one that comes with the program.
        asked: provisions, files or folders; empty for all.
        part: only tests whose title holds this text, whatever the case of its letters.
        processes: how many to use at most.

    Returns:
        Every test, in the order of files; the same whatever the number of processes.

    Raises:
        InputError: the pack is broken, or nothing is a test that was asked for.
    """
    pack = read_pack(root)
    home, book = pack.home, pack.book
    files, problems = read_tests(home, book)
    named = {each.made.tests for each in files}
    asked = named_so(asked, {each.made.tests: home / each.document.path for each in files}, book)
    for one in asked:
        if not any(_is_asked(each, (one,), home) for each in files) and not problems:
            raise InputError([NoSuchTest(place=None, asked=one)])
    jobs = [job for each in files if _is_asked(each, asked, home) for job in [_job(each, part)] if job[1]]
    if not jobs and part is not None and not problems:
        raise InputError([NoSuchTest(place=None, asked=part)])
    tests = tuple(_run(jobs, book, home, processes))
    untested = () if asked or part or problems else tuple(sorted(_testable(pack) - named))
    return Report(f"{book.name} {book.version}", tests, problems, untested)


def _testable(pack: Loaded) -> set[str]:
    """Give the provisions of a pack that a test can decide: what only attaches consequences, none can."""
    made = {name: pack.book.provisions[name] for name in pack.own}
    return {name for name, each in made.items() if each.norms or each.definitions or each.exceptions}


def _is_asked(filed: Filed[TestFile], asked: Sequence[str], home: Path) -> bool:
    return is_asked(filed.made.tests, home / filed.document.path, asked)


def _job(filed: Filed[TestFile], part: str | None) -> Job:
    wanted = (part or "").casefold()
    file = filed.made
    return filed, tuple(n for n, each in enumerate(file.cases) if wanted in f"{file.tests}: {each.name}".casefold())


def _run(jobs: list[Job], book: Rulebook, home: Path, processes: int) -> list[Tested]:
    total = sum(len(numbers) for _, numbers in jobs)
    if processes < 2 or total <= _FEW:
        plan = compile_plan(book)
        return [each for filed, numbers in jobs for each in run_file(filed, plan, numbers)]
    with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (home,)) as pool:
        return [each for done in pool.map(_in_process, jobs, chunksize=2) for each in done]


_PLAN: list[Plan] = []
"""The plan of a process of the pool."""


def _prepare(home: Path) -> None:
    _PLAN[:] = [compile_plan(load_pack(home))]


def _in_process(job: Job) -> list[Tested]:
    return run_file(job[0], _PLAN[0], job[1])
