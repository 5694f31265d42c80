"""Lays what tests show beside what they could show, provision by provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sanctioncheck.author.asked import is_asked, named_so
from sanctioncheck.author.coverage.points import (
    Showable,
    points_of_meaning,
    points_of_norm,
    points_of_provision,
)
from sanctioncheck.author.coverage.sightings import Key, sightings
from sanctioncheck.author.testing.trial import STANDARD, read_tests, run_file
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.errors.benching import NoSuchProvision
from sanctioncheck.load.files import Filed
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.coverage import Count, CoverageResult, ProvisionCoverage
from sanctioncheck.model.result import packs_of
from sanctioncheck.model.testfile import TestFile

__all__ = ["BRIDGES", "coverage"]

BRIDGES = "bridges"
"""What the bridges of a pack are asked for by, as if they were one provision."""
_BRIDGES_LABEL = "Bridges of the pack"
_BRIDGES_TITLE = "What carries the words of texts to the questions of norms"


def coverage(root: Path | None = None, asked: Sequence[str] = ()) -> CoverageResult:
    """Say what the tests of a pack have and have not shown.

    A test shows a point of whatever rule it leans on: of the norms of which it expects an outcome, and of the
    definitions that these and its expected atoms turn on. A test that fails shows nothing.

    Args:
        root: the folder of the pack; None for the one that comes with the program.
        asked: provisions, the beginnings of their ids, files or folders; empty for all that stand in the pack itself,
            for what it requires has its own tests. All tests are run.

    Raises:
        InputError: the pack or a test file is broken, or nothing is a provision that was asked for.
    """
    pack = read_pack(root)
    files, problems = read_tests(pack.home, pack.book)
    if problems:
        raise InputError(problems)
    wanted = asked_for(pack, asked)
    plan = compile_plan(pack.book)
    failed, seen = _run(files, plan)
    named = {each.made.tests: len(each.made.cases) for each in files}
    provisions = tuple(_provisions(pack, plan, wanted, seen, named))
    return CoverageResult(
        pack=packs_of(pack.book)[-1],
        standard=STANDARD,
        tests=sum(named.values()),
        failed=failed,
        count=_sum(each.count for each in provisions),
        provisions=provisions,
    )


def asked_for(pack: Loaded, asked: Sequence[str]) -> tuple[str, ...]:
    """Give the ids of the provisions of a pack that are asked for, its bridges among them, in the order of the files.

    Raises:
        InputError: one of the things asked for fits none.
    """
    paths = pack.own_files
    for bridges in pack.draft.bridges:
        if pack.has(bridges.document.path):
            paths[BRIDGES] = pack.home / bridges.document.path
    asked = named_so(asked, paths, pack.book)
    for one in asked:
        if not any(is_asked(name, path, (one,)) for name, path in paths.items()):
            raise InputError([NoSuchProvision(place=None, asked=one, known=tuple(paths))])
    return tuple(name for name, path in paths.items() if is_asked(name, path, asked))


def _run(files: Iterable[Filed[TestFile]], plan: Plan) -> tuple[int, dict[Key, str]]:
    """Run every test; give how many fail, and the first test that shows each point."""
    failed = 0
    seen: dict[Key, str] = {}
    for filed in files:
        for test, done in zip(filed.made.cases, run_file(filed, plan), strict=True):
            if done.failures:
                failed += 1
                continue
            for key in sightings(filed.made, test, plan):
                seen.setdefault(key, done.title)
    return failed, seen


def _provisions(
    pack: Loaded, plan: Plan, wanted: Sequence[str], seen: dict[Key, str], named: dict[str, int]
) -> Iterator[ProvisionCoverage]:
    points = _points(pack, plan)
    for file in pack.draft.provisions:
        made = file.made
        if made.provision in wanted:
            own = points.get(made.provision, {}).values()
            tests = named.get(made.provision, 0)
            yield _provision(made.provision, made.citation.label, made.title, tests, own, seen)
    if BRIDGES in wanted:
        yield _provision(BRIDGES, _BRIDGES_LABEL, _BRIDGES_TITLE, 0, points.get(BRIDGES, {}).values(), seen)


def _points(pack: Loaded, plan: Plan) -> dict[str, dict[Key, Showable]]:
    """Give every point of a pack, each once, by the provision in whose file it stands."""
    found = [point for file in pack.draft.provisions for point in points_of_provision(file)]
    found += (point for norm in pack.norms for point in points_of_norm(norm, plan))
    found += (point for meaning in pack.meanings for point in points_of_meaning(meaning, plan))
    sorted_: dict[str, dict[Key, Showable]] = {}
    bridges = {meaning.meaning.id for meaning in pack.meanings if meaning.meaning.bridge}
    for point in found:
        home = BRIDGES if point.home in bridges else point.home.partition("#")[0]
        sorted_.setdefault(home, {}).setdefault(point.key, point)
    return sorted_


def _provision(
    name: str, citation: str, title: str, tests: int, points: Iterable[Showable], seen: dict[Key, str]
) -> ProvisionCoverage:
    made = tuple(each.point(seen.get(each.key)) for each in points)
    shown = sum(each.shown_by is not None for each in made)
    return ProvisionCoverage(
        provision=name, citation=citation, title=title, tests=tests, count=Count(shown=shown, of=len(made)), points=made
    )


def _sum(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(shown=sum(each.shown for each in found), of=sum(each.of for each in found))
