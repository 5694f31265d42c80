"""`audit`: proves that the record of the decisions on a case, and the case file, are as the decisions left them."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import click

from sanctioncheck.cli.journal import NAME, Journal, lines_of
from sanctioncheck.cli.output import emit, write_bytes_whole
from sanctioncheck.cli.signing import signature_of, signature_problem
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.auditing import (
    BrokenChain,
    HeadGone,
    HeadTaken,
    HeadUnreadable,
    LineUnreadable,
    NoRecord,
    OtherLineEnds,
    RecordGone,
    TouchedBetween,
)

HEAD = "reviews.head"
SIGNATURE = f"{HEAD}.minisig"
NOT_INTACT = 4
_SAID = re.compile(rb"decisions ([1-9][0-9]{0,8})\nsha256 ([0-9a-f]{64})\n")
_CASE = click.argument("case", metavar="CASE")


@click.group()
def audit() -> None:
    """Verify the record of the decisions on a case, and sign how far it goes."""


@audit.command()
@_CASE
@click.option("--public-key", "key", metavar="KEY", help="Also the signed head: a public key, or the file of one.")
def verify(case: str, key: str | None) -> int:
    """Check that the decisions on a case stand as they were made, and that only they changed the case file.

    A decision that was changed, taken out or put in is found: in any line but the last by the hash in the line after
    it; in the last where it, the case file and the head that was signed do not agree. Whoever rewrites all of them
    alike, from some line to the last, is found only by a signed head and its --public-key.

    Exit code 4 where something is found.
    """
    folder = _folder(case)
    lines = _lines(folder)
    problems = list(_problems(folder, lines))
    if lines:
        problems += _head_problems(folder, lines, key)
    if problems:
        click.echo(str(InputError(problems)), err=True)
        return NOT_INTACT
    emit(_told(lines, folder, signed=key is not None))
    return 0


@audit.command()
@_CASE
@click.option("--secret-key", "key", required=True, metavar="FILE", help="A secret key that minisign made.")
def sign(case: str, key: str) -> int:
    """Sign the head of the record, offline, so that decisions made until now can no longer be taken out unseen."""
    folder, secret = _folder(case), Path(key)
    lines = _lines(folder)
    problems = list(_problems(folder, lines))
    if problems:
        raise InputError(problems)
    head = f"decisions {len(lines)}\nsha256 {sha256(lines[-1]).hexdigest()}\n"
    comment = f"case {folder.resolve().name}, {len(lines)} decisions"
    # Signed before anything is written: a wrong password must not cost the signature that is there.
    signature = signature_of(head.encode(), secret, comment)
    before = (folder / HEAD).read_bytes() if (folder / HEAD).is_file() else None
    emit(head, str(folder / HEAD))
    try:
        emit(signature, str(folder / SIGNATURE))
    except InputError:
        _put_back(folder / HEAD, before)
        raise
    emit(f"{SIGNATURE}: {comment}\n")
    return 0


def _put_back(path: Path, before: bytes | None) -> None:
    """Let a head stand as it did, so that the signature beside it is of it; where the disk lets us."""
    with contextlib.suppress(OSError):
        if before is None:
            path.unlink(missing_ok=True)
        else:
            write_bytes_whole(path, before)


def _folder(case: str) -> Path:
    path = Path(case)
    return path.parent if path.name == "case.yaml" else path


def _lines(folder: Path) -> list[bytes]:
    """Give the lines of the record; none where it is gone, and only its head tells of it."""
    lines = lines_of(folder / NAME)
    if not lines and _head_of(folder) is None:
        raise InputError([NoRecord(place=None, path=str(folder))])
    return lines


def _head_of(folder: Path) -> str | None:
    """Give the name of what tells that the record was signed; None where nothing does."""
    return next((name for name in (HEAD, SIGNATURE) if (folder / name).exists()), None)


def _problems(folder: Path, lines: list[bytes]) -> Iterator[Problem]:
    """Give what is wrong with the chain, and where the case file was changed otherwise."""
    from sanctioncheck.cli.agreeing import fact_problems, line_problems

    if not lines:
        yield RecordGone(place=None, path=NAME, head=_head_of(folder) or HEAD)
        return
    if (folder / NAME).read_bytes() != b"".join(line + b"\n" for line in lines):
        yield OtherLineEnds(place=None, path=NAME)
    journal = Journal(folder)
    for number, (line, entry) in enumerate(zip(lines, journal.entries, strict=True), start=1):
        before = sha256(lines[number - 2]).hexdigest() if number > 1 else None
        if entry is None:
            yield LineUnreadable(place=None, path=NAME, line=number)
        elif entry.previous != before or entry.line().encode() != line:
            yield BrokenChain(place=None, path=NAME, line=number)
    yield from line_problems(journal.entries)
    entries = [entry for entry in journal.entries if entry is not None]
    for number, (one, next_) in enumerate(itertools.pairwise(entries), start=1):
        if one.case_after != next_.case_before:
            yield TouchedBetween(place=None, after=number, now=False)
    case = folder / "case.yaml"
    raw = case.read_bytes() if case.is_file() else None
    if raw is not None and entries and entries[-1].case_after == sha256(raw).hexdigest():
        yield from fact_problems(journal.entries, raw)
    elif entries:
        yield TouchedBetween(place=None, after=len(entries), now=True)


def _head_problems(folder: Path, lines: list[bytes], key: str | None) -> list[Problem]:
    """Give what is wrong with the signed head; the record may have gone on since.

    Without a key, a head that is there must be on the chain all the same.
    """
    head = (folder / HEAD).read_bytes() if (folder / HEAD).is_file() else None
    problem = signature_problem(head or b"", folder / SIGNATURE, key) if key is not None else None
    if problem is not None:
        return [problem]
    if head is None and not (folder / HEAD).exists():
        there = (folder / SIGNATURE).exists()
        return [HeadTaken(place=None, signature=SIGNATURE, head=HEAD)] if there else []
    said = _SAID.fullmatch(head or b"")
    if said is None:
        return [HeadUnreadable(place=None, path=HEAD)]
    count = int(said[1])
    if count > len(lines) or sha256(lines[count - 1]).hexdigest() != said[2].decode():
        return [HeadGone(place=None, decisions=count, there=len(lines))]
    return []


def _told(lines: list[bytes], folder: Path, *, signed: bool) -> str:
    """Say how far the record goes, and what of it was verified."""
    count = "1 decision" if len(lines) == 1 else f"{len(lines)} decisions"
    said = [f"{count}, head {sha256(lines[-1]).hexdigest()}", "the case file is as the last decision left it"]
    if signed:
        said.append("and the signed head is on the chain, signed by this key")
    elif (folder / HEAD).exists():
        more = "--public-key also verifies who signed it" if (folder / SIGNATURE).exists() else "nobody has signed it"
        said.append(f"and the head in {HEAD} is on the chain; {more}")
    return "\n".join(said) + "\n"
