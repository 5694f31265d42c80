"""`verify`: judges again what a result says, and compares the two byte by byte; `sign` signs a result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import BAD_INPUT, pack_option, report_failures
from sanctioncheck.cli.kept import bytes_of, result_in
from sanctioncheck.cli.output import emit
from sanctioncheck.cli.signing import sign_bytes, signature_problem
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.auditing import CaseNotGiven, OtherCell, OtherEngines, OtherInput, OtherWords, PartlyFailed

if TYPE_CHECKING:
    from sanctioncheck.model.result import CaseResult, CellNode, RunResult

NOT_THE_SAME = 4
_MOST = 20
"""Differences that are told one by one."""


@click.command()
@click.argument("result", metavar="RESULT")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("--public-key", "key", metavar="KEY", help="Also the signature: a public key, or the file of one.")
@pack_option
def verify(result: str, cases: tuple[str, ...], key: str | None, pack: str | None) -> int:
    """Judge the cases of a result again, and check that the same bytes come out.

    RESULT is what `run --format json` wrote. Exit code 4 where something differs: what was judged, the rules, the
    program, an outcome, or a word.
    """
    from sanctioncheck.cli import pipeline
    from sanctioncheck.cli.choose import narrow
    from sanctioncheck.render.jsontext import to_json

    path = Path(result)
    raw = bytes_of(path)
    unsigned = signature_problem(raw, _signature(path), key) if key is not None else None
    if unsigned is not None:
        click.echo(str(InputError([unsigned])), err=True)
        return NOT_THE_SAME
    said = _result(path, raw)
    again = pipeline.run_cases(
        cases, pack=pack, standard=said.standard, as_of=said.as_of, everything=said.everything, kept=False,
        engine=_engine(said), budget=said.budget,
    )  # fmt: skip
    if again.failed:
        report_failures(again)
        return BAD_INPUT
    judged = narrow(_in_order(said, again), said.only_actors, said.only_norms)
    again = _same_engines(said, judged)
    text = to_json(again)
    if text.encode() == raw:
        count = "1 case" if len(said.cases) == 1 else f"{len(said.cases)} cases"
        signed = ", and the result is signed by this key" if key is not None else ""
        notes = "".join(f"{note}\n" for note in _not_compared(said, judged))
        emit(f"{count} judged again: the same bytes{signed}\n{notes}")
        return 0
    problems = [*_inputs(said, again), *_cells(said, again), *_engines(said, again)]
    if not problems:
        problems = [OtherWords(place=None, where=_first(raw.decode("utf-8", "replace"), text))]
    click.echo(str(InputError(problems[:_MOST])), err=True)
    return NOT_THE_SAME


@click.command()
@click.argument("result", metavar="RESULT")
@click.option("--secret-key", "key", required=True, metavar="FILE", help="A secret key that minisign made.")
def sign(result: str, key: str) -> int:
    """Sign a result, offline: the signature stands beside it, in the format of minisign."""
    path, secret = Path(result), Path(key)
    raw = bytes_of(path)
    said = _result(path, raw)
    comment = f"result of {', '.join(case.case for case in said.cases)}, {said.tool}"
    sign_bytes(raw, secret, _signature(path), comment)
    return 0


def _result(path: Path, raw: bytes) -> RunResult:
    """Read a result in which everything was judged.

    Raises:
        InputError: it is none, or something in it was not judged.
    """
    said = result_in(path, raw)
    if said.failed:
        raise InputError([PartlyFailed(place=None, inputs=tuple(failure.input for failure in said.failed))])
    return said


def _engine(said: RunResult) -> str:
    """Give the engine with which a result is judged again: both, unless it was made with one by choice."""
    from sanctioncheck.cli.crosschecking import is_choice
    from sanctioncheck.engine.durable.child import missing

    used: set[str] = {case.engines.decided for case in said.cases}
    used |= {"both" for case in said.cases if case.engines.compared or not is_choice(case.engines)}
    asked = "durable" if "durable" in used else "both" if "both" in used else "native"
    return "native" if asked == "both" and missing() else asked


def _same_engines(said: RunResult, again: RunResult) -> RunResult:
    """Take over what a result may well say of a comparison that was not made, or cannot be made, again."""
    from sanctioncheck.cli.crosschecking import can_be_said

    cases = []
    for one, other in zip(said.cases, again.cases, strict=True):
        both = one.engines.compared and other.engines.compared
        found = both or other.engines.differences or one.engines.decided != other.engines.decided
        taken_over = not found and can_be_said(one.engines)
        cases.append(other.model_copy(update={"engines": one.engines}) if taken_over else other)
    return again.model_copy(update={"cases": tuple(cases)})


def _not_compared(said: RunResult, judged: RunResult) -> Iterator[str]:
    """Say of which cases the engines were not compared, when the result was made or now, and why."""
    for one, other in zip(said.cases, judged.cases, strict=True):
        name = f"{one.case}: " if len(said.cases) > 1 else ""
        if not one.engines.compared:
            again = other.engines
            now = f"; compared now: {again.derivations} derivations are alike" if again.compared else ""
            yield f"{name}not cross-checked when it was made: {one.engines.not_compared}{now}"
        elif not other.engines.compared:
            from sanctioncheck.engine.durable.child import missing

            yield f"{name}not cross-checked this time: {missing() or other.engines.not_compared}"


def _signature(path: Path) -> Path:
    return path.with_name(f"{path.name}.minisig")


def _in_order(said: RunResult, again: RunResult) -> RunResult:
    """Give the cases that were judged again in the order in which the result has them."""
    by_id = {case.case: case for case in again.cases}
    for case in said.cases:
        if case.case not in by_id:
            raise InputError([CaseNotGiven(place=None, case=case.case, given=tuple(by_id))])
    return again.model_copy(update={"cases": tuple(by_id[case.case] for case in said.cases)})


def _inputs(said: RunResult, again: RunResult) -> Iterator[Problem]:
    """Say what the result was made from and is not what is there."""
    pairs = [("program", said.tool, again.tool), ("language of the rules", str(said.language), str(again.language))]
    pairs += [
        (f"pack {one.name}", f"{one.version} {one.sha256}", f"{other.version} {other.sha256}" if other else "none")
        for one in said.packs
        for other in [next((each for each in again.packs if each.name == one.name), None)]
    ]
    pairs.append(("policy of the standards", said.policy.get("sha256", ""), again.policy.get("sha256", "")))
    for one, other in zip(said.cases, again.cases, strict=True):
        pairs.append((f"case {one.case}", one.sha256, other.sha256))
        there = {each.path: each.sha256 for each in other.inputs}
        pairs += [(f"{one.case}, {each.path}", each.sha256, there.get(each.path, "nothing")) for each in one.inputs]
    for what, before, after in pairs:
        if before != after:
            yield OtherInput(place=None, what=what, said=before, found=after)


def _cells(said: RunResult, again: RunResult) -> Iterator[Problem]:
    for one, other in zip(said.cases, again.cases, strict=True):
        after = {(cell.actor, cell.norm): cell for cell in other.cells}
        for cell in one.cells:
            found = after.get((cell.actor, cell.norm))
            if found is None:
                yield _other(one, cell, cell.word, "nothing")
            elif cell.outcome != found.outcome:
                yield _other(one, cell, cell.outcome, found.outcome)
            elif cell.word != found.word:
                yield _other(one, cell, cell.word, found.word)


def _other(case: CaseResult, cell: CellNode, said: str, found: str) -> OtherCell:
    return OtherCell(place=None, case=case.case, actor=cell.actor, norm=cell.norm, said=said, found=found)


def _engines(said: RunResult, again: RunResult) -> Iterator[Problem]:
    for one, other in zip(said.cases, again.cases, strict=True):
        if one.engines != other.engines:
            yield OtherEngines(place=None, case=one.case)


def _first(one: str, other: str) -> str:
    """Say in which line two texts part.

    >>> _first("a\\nb\\n", "a\\nc\\n")
    'line 2'
    """
    lines = zip_longest(one.split("\n"), other.split("\n"))
    return f"line {next((number for number, (a, b) in enumerate(lines, 1) if a != b), 1)}"
