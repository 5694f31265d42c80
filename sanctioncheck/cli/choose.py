"""From what a user types to the actors, norms and findings of a matrix: by id, by name, or by citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sanctioncheck.cli.faults import AmbiguousNorm, UnknownActor, UnknownFinding, UnknownNorm
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.model.finding import FOLDING, Outcome
from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.render.matrix import columns_of, short_names


def narrow(run: RunResult, actors: Sequence[str], norms: Sequence[str]) -> RunResult:
    """Keep only the columns and rows asked for; where nothing is asked for, all.

    A provision stands for all its norms.

    Raises:
        InputError: no case has such an actor or norm.
    """
    if not run.cases or not (actors or norms):
        return run
    for asked in actors:
        if not any(_actors(case, asked) for case in run.cases):
            raise InputError([_unknown_actor(run.cases, asked)])
    for asked in norms:
        if not any(_norms(case, asked) for case in run.cases):
            raise InputError([_unknown_norm(run.cases, asked)])
    asked_for = {"only_actors": tuple(actors), "only_norms": tuple(norms)}
    cases = tuple(_narrowed(case, actors, norms) for case in run.cases)
    return run.model_copy(update={**asked_for, "cases": cases})


def _narrowed(case: CaseResult, actors: Sequence[str], norms: Sequence[str]) -> CaseResult:
    wanted_actors = {found for asked in actors for found in _actors(case, asked)}
    wanted_norms = {found for asked in norms for found in _norms(case, asked)}

    def kept(cell: CellNode) -> bool:
        return (not actors or cell.actor in wanted_actors) and (not norms or cell.norm in wanted_norms)

    return case.model_copy(
        update={
            "actors": tuple(a for a in case.actors if not actors or a in wanted_actors),
            "columns": tuple(c for c in case.columns if not actors or c.id in wanted_actors),
            "cells": tuple(filter(kept, case.cells)),
        }
    )


def one_cell(case: CaseResult, actor: str, norm: str) -> CellNode:
    """Find one cell; of several norms that are called so, the only one that applies to the actor.

    Raises:
        InputError: there is no such actor or norm, or the words name several norms; the message lists them.
    """
    found_actors, found_norms = _actors(case, actor), _norms(case, norm)
    if len(found_actors) == 1 and len(found_norms) > 1:
        applying = (c.norm for c in case.cells if c.actor == found_actors[0] and c.outcome != "not-applicable")
        left = tuple(each for each in applying if each in found_norms)
        found_norms = left if len(left) == 1 else found_norms
    problems: list[Problem] = []
    if len(found_actors) != 1:
        problems.append(_unknown_actor((case,), actor))
    if not found_norms:
        problems.append(_unknown_norm((case,), norm))
    elif len(found_norms) > 1:
        problems.append(AmbiguousNorm(place=None, norm=norm, norms=found_norms))
    if problems:
        raise InputError(problems)
    return next(cell for cell in case.cells if (cell.actor, cell.norm) == (found_actors[0], found_norms[0]))


def finding_of(cell: CellNode, asked: str) -> str:
    """Find a finding of a cell by its id or by its number from 1.

    Raises:
        InputError: the cell has no such finding.
    """
    ids = tuple(finding.id for finding in cell.findings)
    if asked in ids:
        return asked
    if asked.isascii() and asked.isdigit() and 1 <= int(asked) <= len(ids):
        return ids[int(asked) - 1]
    raise InputError([UnknownFinding(place=None, finding=asked, findings=ids)])


def reaches(run: RunResult, gravest: Sequence[Outcome]) -> bool:
    """Tell whether a cell has one of the outcomes, or a graver one; only breaches and responsibility count."""
    if not gravest:
        return False
    bar = max(FOLDING.index(outcome) for outcome in gravest)
    counted = (cell for case in run.cases for cell in case.cells if cell.effect in ("breach", "responsibility"))
    return any(FOLDING.index(cell.outcome) <= bar for cell in counted)


def _actors(case: CaseResult, asked: str) -> tuple[str, ...]:
    columns = columns_of(case)
    exact = tuple(column.id for column in columns if column.id == asked)
    return exact or tuple(
        column.id for column in columns if _folded(asked) in (_folded(column.id), _folded(column.name))
    )


def norms_named(rulebook: Rulebook, asked: Sequence[str]) -> tuple[str, ...]:
    """Find norms of a rulebook by id, provision or citation; nothing asked is nothing found.

    Raises:
        InputError: there is no such norm.
    """
    names = {rule.id: rule.names for rule in rulebook.rules}
    found = {each: _called(names, each) for each in asked}
    for each, norms in found.items():
        if not norms:
            raise InputError([UnknownNorm(place=None, norm=each, norms=names)])
    return tuple(dict.fromkeys(norm for norms in found.values() for norm in norms))


def _norms(case: CaseResult, asked: str) -> tuple[str, ...]:
    return _called(_names(case), asked)


def _called(names: Mapping[str, tuple[str, ...]], asked: str) -> tuple[str, ...]:
    if asked in names:
        return (asked,)
    wanted = _folded(asked)
    called = {norm: [_folded(name) for name in (norm, *others)] for norm, others in names.items()}
    whole = tuple(norm for norm, folded in called.items() if wanted in folded)
    # `1874/9` and `para 9` are enough where nothing else ends so.
    return whole or tuple(norm for norm, folded in called.items() if any(_ends(name, wanted) for name in folded))


def _ends(name: str, wanted: str) -> bool:
    return bool(wanted) and any(name.endswith(between + wanted) for between in (" ", "#", "/"))


def _names(case: CaseResult) -> dict[str, tuple[str, ...]]:
    """Give every norm of a matrix with the other names it goes by: provision, citations, and the name of its row."""
    short = short_names(case.cells)
    return {
        cell.norm: tuple(dict.fromkeys((cell.provision, cell.label, cell.citation, short[cell.norm])))
        for cell in case.cells
    }


def _folded(text: str) -> str:
    """Give what counts of a name: `UNSC Res. 1874, para. 9` and `unsc res 1874 para 9` are one."""
    return " ".join(text.casefold().replace(".", " ").replace(",", " ").replace("§", " para ").split())


def _unknown_actor(cases: Sequence[CaseResult], asked: str) -> UnknownActor:
    known = dict.fromkeys((column.id, column.name) for case in cases for column in columns_of(case))
    return UnknownActor(place=None, actor=asked, actors=tuple(known))


def _unknown_norm(cases: Sequence[CaseResult], asked: str) -> UnknownNorm:
    names: dict[str, tuple[str, ...]] = {}
    for case in cases:
        names.update(_names(case))
    return UnknownNorm(place=None, norm=asked, norms=names)
