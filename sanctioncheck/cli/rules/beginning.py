"""What the verbs of `rules new` share: reading answers, and writing files that are new or only added to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from sanctioncheck.errors import InputError, sanitise

if TYPE_CHECKING:
    from sanctioncheck.author.scaffold.trying import Change
    from sanctioncheck.model.norm import Citation

__all__ = ["check_known", "day", "free", "inside", "pack_root", "pairs", "plain", "refuse", "stated", "when", "write"]


def pack_root(pack: str | None) -> Path:
    """Give the folder of the pack.

    >>> pack_root("rules").name
    'rules'
    """
    from sanctioncheck.load.pack import built_in

    return built_in() if pack is None else Path(pack)


def refuse(option: str, text: str, reason: str, remedy: str) -> InputError:
    """Give the error for an answer that cannot be taken."""
    from sanctioncheck.errors.bench import NotTaken

    return InputError([NotTaken(place=None, option=option, text=text, reason=reason, remedy=remedy)])


def free(name: str, taken: Sequence[str]) -> None:
    """Stop where something is called so already.

    Raises:
        InputError: it is.

    >>> free("builds", ["sends"])
    """
    from sanctioncheck.errors.bench import AlreadyThere

    if name in taken:
        raise InputError([AlreadyThere(place=None, name=name)])


def check_known(name: str, known: Sequence[str], option: str) -> None:
    """Stop where a predicate is not in the vocabulary.

    Raises:
        InputError: it is not; the message says which may be meant.

    >>> check_known("builds", ["builds"], "--conduct")
    """
    from sanctioncheck.errors import closest, quote

    if name not in known:
        near = closest(name, known)
        remedy = f"did you mean {quote(near)}? " if near else ""
        raise refuse(
            option, name, "no vocabulary declares it", f"{remedy}`sanctioncheck rules list predicates` has them all"
        )


def inside(option: str, path: str, suffix: str) -> str:
    """Give a path below the pack, and stop where it leads out of it or is of another kind.

    >>> inside("--in", "vocabulary/river.yaml", ".yaml")
    'vocabulary/river.yaml'
    """
    parts = PurePosixPath(path).parts
    if not path.endswith(suffix) or PurePosixPath(path).is_absolute() or ".." in parts or "\\" in path:
        raise refuse(option, path, "it is no file below the pack", f"write a path such as `vocabulary/river{suffix}`")
    return path


def day(option: str, text: str) -> str:
    """Give a day of the calendar.

    Raises:
        InputError: it is none; an empty text, for which `settle` stops, passes.

    >>> day("--since", "2009-06-12")
    '2009-06-12'
    """
    from sanctioncheck.model.time import BadDate, parse_date

    try:
        window = parse_date(text) if text else None
    except BadDate as error:
        raise refuse(option, text, str(error), "write a day: 2009-06-12") from None
    if window is not None and window.first != window.last:
        raise refuse(option, text, "it is no single day", "write a day: 2009-06-12")
    return text


def pairs(option: str, text: str) -> dict[str, str]:
    """Read names with their values.

    >>> pairs("--roles", "by: state, to: state")
    {'by': 'state', 'to': 'state'}
    """
    found: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if not (name and colon and value) or name in found:
            raise refuse(option, part, "it is no role with its type", "write `by: state, to: state`")
        found[name] = value
    return found


def stated(text: str, predicates: dict[str, Any]) -> dict[str, Any]:
    """Read what a finding states, as the record of it has it.

    Raises:
        InputError: it is no fact in the short form, or does not fill the roles of its predicate.
    """
    from sanctioncheck.author.testing.shortform import read_fact

    fact = read_fact(text)
    if fact is None:
        raise refuse("--states", text, "it is no fact in the short form", "write `predicate(filler, filler)`")
    check_known(fact.predicate, tuple(predicates), "--states")
    roles = tuple(predicates[fact.predicate].roles)
    if len(roles) != len(fact.fillers):
        remedy = f"fill its roles in this order: {fact.predicate}({', '.join(roles)})"
        raise refuse("--states", text, f"the predicate has {len(roles)} roles", remedy)
    claim = {fact.predicate: dict(zip(roles, fact.fillers, strict=True))}
    return claim if fact.positive else {"not": claim}


def when(text: str | None) -> dict[str, Any]:
    """Read when a thing was: on a day, or from one to another.

    >>> when("2018-03"), when("2018-03.."), when(None)
    ({'on': '2018-03'}, {'during': {'from': '2018-03', 'to': '..'}}, {})
    """
    if not text:
        return {}
    begin, dots, end = text.partition("..")
    return {"during": {"from": begin or "..", "to": end or ".."}} if dots else {"on": text}


def plain(citation: Citation) -> dict[str, Any]:
    """Give a citation as a file has it.

    >>> from sanctioncheck.model.norm import Citation
    >>> plain(Citation(instrument="River Pact", pinpoint="art 2"))
    {'instrument': 'River Pact', 'pinpoint': 'art 2'}
    """
    return {key: value for key, value in citation.model_dump().items() if value is not None}


def write(root: Path, changes: tuple[Change, ...], tested: str | None, then: Sequence[str], pack: str | None) -> int:
    """Try changes in a copy of the pack, write them, and say what to do next.

    Raises:
        InputError: they do not load or pass, a file is in the way, or one cannot be written; then nothing is.
    """
    from sanctioncheck.author.scaffold.trying import tried
    from sanctioncheck.cli.faults import CannotWrite
    from sanctioncheck.cli.output import emit, write_whole
    from sanctioncheck.cli.rules.writing import may_write, shown
    from sanctioncheck.errors.bench import AlreadyThere

    may_write(root)
    in_the_way = [change.path for change in changes if change.new and (root / change.path).exists()]
    if in_the_way:
        raise InputError([AlreadyThere(place=None, name=path) for path in in_the_way])
    tried(root, changes, tested)
    for change in changes:
        path = root / change.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, change.text)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError([CannotWrite(place=None, path=change.path, reason=reason)]) from error
    lines = [f"{'wrote' if change.new else 'added to'} {sanitise(shown(root / change.path))}" for change in changes]
    where = "" if pack is None else f" --pack {click.format_filename(pack)}"
    lines += ["Next:", "  answer the questions in it: the lines that begin with #"]
    lines += [f"  sanctioncheck {command}{where}" for command in then]
    emit("\n".join(sanitise(line) for line in lines) + "\n")
    return 0
