"""Two engines that differ: said aloud, and the smallest case that shows it written down for a bug report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sanctioncheck import __version__
from sanctioncheck.cli.faults import EnginesDiffer
from sanctioncheck.cli.pipeline import prepared
from sanctioncheck.cli.saving import save_part
from sanctioncheck.engine.assess import Court
from sanctioncheck.engine.crosscheck import Difference, asked_of, side_by_side
from sanctioncheck.engine.durable.child import Second, durable_version
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.engine.weigh import weigh
from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.explain.smallest import Smallest, smallest
from sanctioncheck.load.case import load_case
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.result import RunResult
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import format_when

BODIES = ("plain", "firm", "assumed", "assumed_firm")
_FOLDER = "sanctioncheck-difference-{case}"


def report_differences(result: RunResult, paths: tuple[str, ...], *, pack: str | None, as_of: str | None) -> None:
    """Say where the engines differ, and write the smallest case that shows it to a folder here.

    Args:
        result: the result with the differences.
        paths: the cases of it, in their order.
        pack: the folder of the rules, or None for those of the program.
        as_of: the day as of which was judged, where that was asked for.
    """
    rulebook, _ = prepared(pack)
    for case, path in zip(result.cases, paths, strict=True):
        if not case.engines.differences:
            continue
        target = _new_folder(_FOLDER.format(case=case.case))
        try:
            with Second(rulebook) as second:
                written = str(target) if _write(Path(path), target, rulebook, second, as_of) else ""
        except InputError as error:
            click.echo(str(error), err=True)
            written = ""
        first = case.engines.differences[0]
        about = EnginesDiffer(
            place=None, case=case.case, number=len(case.engines.differences), norm=first.norm, part=first.part,
            native=first.native, durable=first.durable, folder=written,
        )  # fmt: skip
        click.echo(str(InputError([about])), err=True)


def _new_folder(name: str) -> Path:
    number, target = 1, Path(name)
    while target.exists():
        number += 1
        target = Path(f"{name}-{number}")
    return target


def _write(path: Path, target: Path, rulebook: Rulebook, second: Second, as_of: str | None) -> bool:
    """Write the smallest case that shows a difference; tell whether there is one to be written."""
    file = load_case(path, rulebook)
    for body in BODIES:
        evidence: Evidence | None = getattr(weigh(file.case, rulebook, as_of), body)
        found = [] if evidence is None else _differences(rulebook, evidence, second)
        if not found:
            continue
        norm = found[0].norm
        small = smallest(file.case, rulebook, norm, as_of, body, lambda b, e: bool(_differences(b, e, second)))
        left = _differences(small.book, small.evidence, second) or found
        told = (f"What is left of the case {file.case.case} in which two engines differ on {norm}.",)
        yaml = path / "case.yaml" if path.is_dir() else path
        save_part(yaml, target, small.case, told, {"DIFFERENCE.txt": "\n".join(_told(small, left)) + "\n"})
        return True
    return False


def _differences(book: Rulebook, evidence: Evidence, second: Second) -> list[Difference]:
    plan = compile_plan(book)
    court = Court(plan, Index(plan, evidence))
    chained = second.judge(evidence, asked_of(court), book)
    return [] if chained.failure else side_by_side(court, chained)[1]


def _told(small: Smallest, left: list[Difference]) -> Iterator[str]:
    """Tell the smallest rule and facts, and what each engine says."""
    yield f"sanctioncheck {__version__}, durable_rules {durable_version()}"
    yield "packs: " + ", ".join(f"{each.name} {each.version} {each.sha256}" for each in small.book.packs)
    for each in left:
        yield ""
        yield f"{each.norm}, {each.part}"
        yield f"  hearing: {'claimant' if each.claimant else 'respondent'}, standard: {each.standard or 'any'}"
        yield f"  readings: {dict(each.run) or 'none'}"
        yield f"  finding: {dict(each.bindings)}, {format_when(each.when)}"
        yield f"  native engine: {each.native}; durable_rules: {each.durable}"
    yield ""
    for rule in small.book.rules:
        yield f"smallest rule: {rule.id}, elements {list(rule.norm.elements)}, exceptions {list(rule.exceptions)}"
    for meaning in small.book.meanings:
        yield f"with the definition {meaning.id}"
    for (name, args, when), weighed in small.evidence.atoms.items():
        if set(args) & small.evidence.named or not args:
            said = f"for {weighed.for_:05b}, against {weighed.against:05b}"
            yield sanitise(f"evidence: {name}({', '.join(args)}) {format_when(when)}: {said}")
