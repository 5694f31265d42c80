"""The two sides of a comparison: each a case judged now, or a result that somebody has kept."""

from __future__ import annotations

import contextlib
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import click

from sanctioncheck.cli import pipeline
from sanctioncheck.cli.case import report_failures
from sanctioncheck.cli.choose import narrow
from sanctioncheck.cli.kept import bytes_of, is_kept, result_in
from sanctioncheck.errors import InputError
from sanctioncheck.errors.auditing import WhichCase
from sanctioncheck.model.compared import Side
from sanctioncheck.model.result import CaseResult, PackId, RunResult
from sanctioncheck.model.truth import Standard
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.sentence import packs_line

__all__ = ["Run", "Setting", "sides_of", "two_runs"]


class Setting(NamedTuple):
    """How a case is to be judged; None where nothing is said."""

    standard: Standard | None = None
    as_of: str | None = None
    pack: str | None = None
    budget: int | None = None


class Run(NamedTuple):
    """One side: a result, the one case in it that is compared, and where it comes from."""

    result: RunResult
    case: CaseResult
    kept: str | None = None
    """Hash of the file, where it is a kept result."""
    pack: str | None = None
    """Folder of the rules it was judged by now; None for those of the program."""


def two_runs(paths: tuple[str, str], both: Setting, other: Setting, ident: str | None = None) -> tuple[Run, Run] | None:
    """Judge or read the two sides of a comparison.

    A case that is compared with a kept result is judged as that result was, and narrowed to the rows and columns that
    it was asked for.

    Args:
        paths: for each side a case or a kept result.
        both: how to judge either side.
        other: how to judge the second, where that is otherwise.
        ident: which case of a kept result is compared.

    Returns:
        The two sides, or None where a case could not be judged; why is on standard error.

    Raises:
        InputError: a kept result cannot be read, or it is not known which case of it is meant; or the pack is broken.
        click.UsageError: an option holds for no side that is judged.
    """
    kept = tuple(_kept(path) if is_kept(path) else None for path in paths)
    _refuse_idle(kept, both, other, ident)
    said = [None if file is None else file[0] for file in kept]
    settings = _over(both, said[1]), _over(_or(other, both), said[0])
    judged = _judged(paths, kept, settings)
    if judged is None:
        return None
    results = [file[0] if file is not None else judged[at] for at, file in enumerate(kept)]
    results = [results[0], _as_asked(results[0], results[1])]
    results = [_as_asked(results[1], results[0]), results[1]]
    made = []
    for at, file in enumerate(kept):
        beside = results[1 - at].cases
        asked = ident if ident is not None or len(beside) != 1 else beside[0].case
        case = (
            _chosen(paths[at], results[at], asked, told=ident is not None) if file is not None else results[at].cases[0]
        )
        made.append(Run(results[at], case, file[1] if file is not None else None, settings[at].pack))
    return made[0], made[1]


Kept = tuple[RunResult, str]
"""A kept result and the hash of its file."""


def _kept(path: str) -> Kept:
    raw = bytes_of(Path(path))
    return result_in(Path(path), raw), sha256(raw).hexdigest()


def _refuse_idle(kept: tuple[Kept | None, ...], both: Setting, other: Setting, ident: str | None) -> None:
    """Stop where an option would change nothing, since what it is about was judged before."""
    if ident is not None and not any(kept):
        raise click.UsageError("--case goes with a kept result; a case is named by its folder")
    if kept[1] is not None and any(other):
        raise click.UsageError("the second side is a kept result: --with-... cannot judge it otherwise; name its case")
    if all(kept) and any(both):
        raise click.UsageError(
            "both sides are kept results: --standard, --as-of and --pack cannot judge them otherwise; name their cases"
        )


def _or(one: Setting, other: Setting) -> Setting:
    """Take from a second setting what the first leaves open.

    >>> _or(Setting("balance"), Setting("alleged", "2025-01-01"))
    Setting(standard='balance', as_of='2025-01-01', pack=None, budget=None)
    """
    return Setting(
        one.standard or other.standard, one.as_of or other.as_of, one.pack or other.pack, one.budget or other.budget
    )


def _over(setting: Setting, said: RunResult | None) -> Setting:
    """Take from a kept result how it was judged, where nothing else is said."""
    if said is None:
        return setting
    return _or(setting, Setting(said.standard, said.as_of, None, said.budget))


def _judged(
    paths: tuple[str, str], kept: tuple[Kept | None, ...], settings: tuple[Setting, Setting]
) -> list[RunResult] | None:
    """Judge what is to be judged, both sides at once where they are judged alike; a kept side repeats the other."""
    if not any(kept) and settings[0] == settings[1]:
        run = _run(paths, settings[0])
        if run.failed:
            return None
        return [run.model_copy(update={"cases": (case,)}) for case in run.cases]
    runs = [file[0] if file is not None else None for file in kept]
    for at, path in enumerate(paths):
        if runs[at] is None:
            runs[at] = run = _run((path,), settings[at])
            if run.failed:
                return None
    return [run for run in runs if run is not None]


def _run(paths: tuple[str, ...], setting: Setting) -> RunResult:
    # The norms that apply to nobody on one side may apply on the other.
    run = pipeline.run_cases(
        paths, pack=setting.pack, standard=setting.standard, as_of=setting.as_of, everything=True, budget=setting.budget
    )
    report_failures(run)
    return run


def _chosen(path: str, result: RunResult, asked: str | None, *, told: bool) -> CaseResult:
    """Find the case of a kept result: the one named, that of the other side, or the only one."""
    named = [case for case in result.cases if case.case == asked]
    if named:
        return named[0]
    if len(result.cases) == 1 and not told:
        return result.cases[0]
    raise InputError([
        WhichCase(place=None, path=path, cases=tuple(c.case for c in result.cases), asked=asked if told else None)
    ])  # fmt: skip


def _as_asked(asked: RunResult, run: RunResult) -> RunResult:
    """Narrow a run to the rows and columns that the other side was asked for."""
    if not asked.only_actors and not asked.only_norms:
        return run
    actors = {actor for case in asked.cases for actor in case.actors} if asked.only_actors else None
    norms = {cell.norm for case in asked.cases for cell in case.cells} if asked.only_norms else None
    for name in asked.only_norms:
        # The other rules may know no norm of that name, or more of them.
        with contextlib.suppress(InputError):
            found = narrow(run, (), (name,))
            norms = (norms or set()) | {cell.norm for case in found.cases for cell in case.cells}
    cases = tuple(_only(case, actors, norms) for case in run.cases)
    return run.model_copy(update={"cases": cases})


def _only(case: CaseResult, actors: set[str] | None, norms: set[str] | None) -> CaseResult:
    cells = tuple(
        cell
        for cell in case.cells
        if (actors is None or cell.actor in actors) and (norms is None or cell.norm in norms)
    )
    return case.model_copy(update={"cells": cells})


def sides_of(runs: tuple[Run, Run]) -> tuple[Side, Side]:
    """Say of each side what it is called and what it was made from."""
    names = _names(runs)
    return _side(runs[0], names[0]), _side(runs[1], names[1])


def _side(run: Run, name: str) -> Side:
    result, case, engines = run.result, run.case, run.case.engines
    version = engines.durable if engines.decided == "durable" else engines.native
    return Side(
        name=name,
        kept=run.kept,
        tool=result.tool,
        engine=f"{engines.decided} {version}",
        case=case.case,
        title=case.title,
        sha256=case.sha256,
        inputs=case.inputs,
        standard=case.standard,
        as_of=case.as_of,
        period=f"{case.period.from_}/{case.period.to}" if case.period is not None else None,
        not_yet_known=case.not_yet_known,
        packs=result.packs,
        policy=result.policy.get("sha256", ""),
        only_actors=result.only_actors,
        only_norms=result.only_norms,
        made_up=case.made_up,
        proposed=case.proposed,
    )


def _names(runs: tuple[Run, Run]) -> tuple[str, str]:
    """Call each side by the one thing in which the two differ, or by its place where they differ in several."""
    one, other = runs
    if one.case.case != other.case.case:
        return one.case.case, other.case.case
    differing = [
        (one.case.standard, other.case.standard),
        (one.case.as_of, other.case.as_of),
        (one.result.packs, other.result.packs),
    ]
    apart = [at for at, (a, b) in enumerate(differing) if a != b]
    if one.case.sha256 != other.case.sha256 or len(apart) > 1:
        return besidewords.COMPARE_SIDES
    if not apart:
        return besidewords.COMPARE_SIDES if (one.kept is None) == (other.kept is None) else _kept_and_now(one)
    if apart == [0]:
        return phrases.STANDARD[one.case.standard], phrases.STANDARD[other.case.standard]
    if apart == [1]:
        days = [besidewords.COMPARE_DAY.format(as_of=run.case.as_of) for run in runs]
        return days[0], days[1]
    return _packs(one.result.packs, other.result.packs)


def _kept_and_now(one: Run) -> tuple[str, str]:
    kept, now = besidewords.COMPARE_KEPT, besidewords.COMPARE_NOW
    return (kept, now) if one.kept is not None else (now, kept)


def _packs(one: tuple[PackId, ...], other: tuple[PackId, ...]) -> tuple[str, str]:
    return packs_line(one[-1:]), packs_line(other[-1:])
