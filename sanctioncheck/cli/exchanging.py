"""The verbs that carry a case to other annotation programs and back: `export` and `import`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sanctioncheck.cli.case import SOME_FAILED, check_day, pack_option
from sanctioncheck.cli.reviewing import by_option, four_eyes_option, on_option, open_docket
from sanctioncheck.errors import InputError, Problem, sanitise

if TYPE_CHECKING:
    from sanctioncheck.cli.docket import Docket
    from sanctioncheck.exchange.returned import Left, Returned, Wanted
    from sanctioncheck.exchange.sheet import Sheet
    from sanctioncheck.load.case import LoadedCase
    from sanctioncheck.model.rulebook import Rulebook

FORMATS = ("brat", "label-studio")
_LARGEST = 50_000_000


@click.command(name="export")
@click.argument("case")
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The program that it is for.")
@click.option("-o", "--output", metavar="DIR", required=True, help="The new folder.")
@pack_option
def export(case: str, form: str, output: str, pack: str | None) -> int:
    """Write the facts of a case as marks on its texts, for annotation in another program."""
    import shutil
    import tempfile

    from sanctioncheck.errors.reviewing import TargetThere
    from sanctioncheck.exchange.sheet import left_out
    from sanctioncheck.load.case import load_case
    from sanctioncheck.load.pack import load_pack

    rulebook = load_pack(Path(pack) if pack is not None else None)
    loaded = load_case(Path(case), rulebook)
    folder = Path(case) if Path(case).is_dir() else Path(case).parent
    target = Path(output)
    if target.exists():
        raise InputError([TargetThere(place=None, path=output, reason="it exists already")])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            made.mkdir()
            for file, text in _files(loaded, rulebook, form):
                (made / file).write_bytes(text.encode("utf-8"))
            for source in loaded.case.sources if form == "brat" else ():
                shutil.copyfile(folder / source.path, made / f"{source.id}.txt")
            made.rename(target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([TargetThere(place=None, path=output, reason=reason)]) from error
    without = left_out(loaded)
    if without:
        click.echo(f"without a passage to mark, and so not exported: {', '.join(without)}", err=True)
    return 0


def _files(loaded: LoadedCase, rulebook: Rulebook, form: str) -> Iterator[tuple[str, str]]:
    from sanctioncheck import __version__
    from sanctioncheck.exchange import brat, label_studio
    from sanctioncheck.exchange.sheet import sheets

    drawn = sheets(loaded, rulebook)
    if form == "brat":
        yield "annotation.conf", brat.configuration(rulebook)
        yield from ((f"{sheet.source}.ann", brat.write(sheet)) for sheet in drawn)
    else:
        yield "label-config.xml", label_studio.configuration(rulebook)
        yield "tasks.json", label_studio.write(loaded.case.case, drawn, f"sanctioncheck {__version__}")


@click.command(name="import")
@click.argument("case")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--from", "form", type=click.Choice(FORMATS), required=True, help="The program that it comes from.")
@click.option("-o", "--output", metavar="NEWCASE", help="Write a changed copy of the case to a new folder.")
@four_eyes_option
@by_option
@on_option
@pack_option
def import_(
    case: str,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    four_eyes: bool,
    by: str | None,
    day: str | None,
    pack: str | None,
) -> int:
    """Bring decisions and edits back from another program; what does not fit is listed, with exit code 3."""
    from sanctioncheck.exchange.returned import wanted
    from sanctioncheck.load.pack import load_pack

    check_day(day)
    rulebook = load_pack(Path(pack) if pack is not None else None)
    where = Path(case)
    if output is not None:
        where = _copied(where, Path(output), rulebook)
    docket = open_docket(str(where), rulebook, by, day, four_eyes=four_eyes)
    problems: list[Problem] = []
    pairs = [pair for file in _expanded(files, form) for pair in _returned(file, form, docket, problems)]
    changes, left = wanted((sheet, marks) for _, sheet, marks, _ in pairs)
    named = ", ".join(dict.fromkeys(file for file, _, _, _ in pairs))
    unread = [(file, one) for file, _, _, more in pairs for one in more]
    problems += [_not_brought(file, one) for file, one in (*unread, *((named, one) for one in left))]
    refused = {one.fact for one in (*left, *(one for _, one in unread))}
    for change in changes:
        problems += [_not_brought(named, one) for one in _bring(docket, change, form, change.fact in refused)]
    for problem in problems:
        click.echo(sanitise(problem.render(), keep="\n"), err=True)
    return SOME_FAILED if problems else 0


def _not_brought(file: str, one: Left) -> Problem:
    from sanctioncheck.errors.reviewing import NotBrought

    return NotBrought(place=None, path=file, what=one.what, reason=one.reason)


def _expanded(files: Iterable[str], form: str) -> Iterator[Path]:
    """Give the files named, and those of the format in folders that are named."""
    for name in files:
        path = Path(name)
        yield from sorted(path.glob("*.ann" if form == "brat" else "*.json")) if path.is_dir() else (path,)


def _returned(
    path: Path, form: str, docket: Docket, problems: list[Problem]
) -> Iterator[tuple[str, Sheet, tuple[Returned, ...], tuple[Left, ...]]]:
    """Read one file: each source in it with its marks, and with what could not be read."""
    from sanctioncheck.errors.reviewing import NotReadable
    from sanctioncheck.exchange import brat, label_studio
    from sanctioncheck.exchange.sheet import sheets
    from sanctioncheck.explain.proposal import names_of_all

    called = names_of_all(docket.loaded, docket.rulebook)
    known = {sheet.source: sheet for sheet in sheets(docket.loaded, docket.rulebook)}

    def fault(reason: str) -> None:
        problems.append(NotReadable(place=None, path=path.name, form=form, reason=reason))

    try:
        if path.stat().st_size > _LARGEST:
            return fault("it is too large")
        raw = path.read_bytes().decode("utf-8")
        if form == "brat":
            text = path.with_suffix(".txt")
            beside = text.read_bytes().decode("utf-8") if text.is_file() else None
            tasks: list[tuple[str, object, Mapping[str, Any] | None]] = [(path.stem, beside, None)]
        else:
            tasks = [
                (str(each["data"].get("source")), each["data"].get("text"), each) for each in label_studio.tasks_of(raw)
            ]
    except OSError as error:
        return fault((error.strerror or type(error).__name__).lower())
    except UnicodeDecodeError:
        return fault("it is not UTF-8")
    except label_studio.NotTasks as error:
        return fault(str(error))
    for source, text_there, task in tasks:
        sheet = known.get(source)
        if sheet is None:
            fault(f"the case has no source `{source}`")
        elif text_there is not None and text_there != sheet.text:
            fault(f"its text is not that of the source `{source}`")
        elif task is None:
            yield path.name, sheet, *brat.read(raw, sheet, called)
        else:
            yield path.name, sheet, *label_studio.read(task, sheet, called)
    return None


def _bring(docket: Docket, change: Wanted, form: str, refused: bool) -> Iterator[Left]:
    """Make the edits of a fact, then the decision on it; say what was done, and give what could not be.

    Where an edit is `refused`, here or before, the decision was made on another fact than there is, and is not taken.
    """
    from sanctioncheck.exchange.returned import Left

    before = docket.fact(change.fact).review.state
    parts = [change.values] if change.values else []
    while parts:
        values = parts.pop(0)
        try:
            entry = docket.change(change.fact, values, via=form)
        except InputError as error:
            if len(values) > 1:
                parts += [{field: value} for field, value in values.items()]
                continue
            yield Left(f"`{change.fact}`, {', '.join(values)}", error.problems[0].message())
            refused = True
            continue
        again = " (and so proposed again)" if before != "proposed" else ""
        click.echo(f"edited: {entry.fact}: {', '.join(values)}{again}")
    if refused and change.review in ("accepted", "rejected"):
        yield Left(f"`{change.fact}`, {change.review}", "an edit that came with it was not taken; decide on it here")
        return
    try:
        if change.review == "accepted":
            entry = docket.accept(change.fact, via=form)
            click.echo(f"{'signed' if entry.what == 'sign' else 'accepted'}: {entry.fact}")
        elif change.review == "rejected":
            why = change.why or f"rejected in {form}, no reason given"
            click.echo(f"rejected: {docket.reject(change.fact, why, via=form).fact}")
        elif change.review == "proposed" and docket.fact(change.fact).review.state != "proposed":
            click.echo(f"open again: {docket.change(change.fact, {'review': {'state': 'proposed'}}, via=form).fact}")
    except InputError as error:
        yield Left(f"`{change.fact}`, review", error.problems[0].message())


def _copied(case: Path, target: Path, rulebook: Rulebook) -> Path:
    """Copy a case to a new folder, whose name becomes its id; the folder appears whole or not at all.

    The record of decisions stays where it is: it is of another case file. Who decided stands in the facts.
    """
    import re
    import shutil
    import tempfile

    from sanctioncheck.errors.reviewing import TargetThere
    from sanctioncheck.load.amend import LIMITS, amend
    from sanctioncheck.load.case import load_case
    from sanctioncheck.load.yamltext import read_document

    loaded = load_case(case, rulebook)
    folder, file = (case, case / "case.yaml") if case.is_dir() else (case.parent, case)
    if target.exists() or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", target.name):
        reason = "it exists already" if target.exists() else "its name is no id of a case"
        raise InputError([TargetThere(place=None, path=str(target), reason=reason)])
    text = amend(read_document(file.name, file.read_bytes(), LIMITS), {("case",): target.name})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            made.mkdir()
            for source in loaded.case.sources:
                copy = made / source.path
                if not copy.resolve().is_relative_to(made.resolve()):
                    reason = f"the source {source.id} lies outside its folder"
                    raise InputError([TargetThere(place=None, path=str(target), reason=reason)])
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / source.path, copy)
            (made / "case.yaml").write_bytes(text.encode("utf-8"))
            made.rename(target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([TargetThere(place=None, path=str(target), reason=reason)]) from error
    return target
