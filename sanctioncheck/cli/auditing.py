"""`audit`: proves that the record of the decisions on a case, and the case file, are as the decisions left them."""

from __future__ import annotations

import contextlib
import itertools
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
    HeadUnreadable,
    LineUnreadable,
    NoRecord,
    TouchedBetween,
)

HEAD = "reviews.head"
SIGNATURE = f"{HEAD}.minisig"
NOT_INTACT = 4
_CASE = click.argument("case", metavar="CASE")


@click.group()
def audit() -> None:
    """Verify the record of the decisions on a case, and sign how far it goes."""


@audit.command()
@_CASE
@click.option("--public-key", "key", metavar="KEY", help="Also the signed head: a public key, or the file of one.")
def verify(case: str, key: str | None) -> int:
    """Check that no decision was changed, taken out or put in, and that the case file was changed by decisions only.

    Exit code 4 where it is not so.
    """
    folder = _folder(case)
    lines = _lines(folder)
    problems = list(_problems(folder, lines))
    if key is not None:
        problems += _signed(folder, lines, key)
    if problems:
        click.echo(str(InputError(problems)), err=True)
        return NOT_INTACT
    emit(_told(lines, "and the signed head is on the chain, signed by this key" if key is not None else None))
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
    lines = lines_of(folder / NAME)
    if not lines:
        raise InputError([NoRecord(place=None, path=str(folder))])
    return lines


def _problems(folder: Path, lines: list[bytes]) -> Iterator[Problem]:
    """Give what is wrong with the chain, and where the case file was changed otherwise."""
    journal = Journal(folder)
    for number, (line, entry) in enumerate(zip(lines, journal.entries, strict=True), start=1):
        before = sha256(lines[number - 2]).hexdigest() if number > 1 else None
        if entry is None:
            yield LineUnreadable(place=None, path=NAME, line=number)
        elif entry.previous != before or entry.line().encode() != line:
            yield BrokenChain(place=None, path=NAME, line=number)
    entries = [entry for entry in journal.entries if entry is not None]
    for number, (one, next_) in enumerate(itertools.pairwise(entries), start=1):
        if one.case_after != next_.case_before:
            yield TouchedBetween(place=None, after=number, now=False)
    case = folder / "case.yaml"
    if entries and (not case.is_file() or entries[-1].case_after != sha256(case.read_bytes()).hexdigest()):
        yield TouchedBetween(place=None, after=len(entries), now=True)


def _signed(folder: Path, lines: list[bytes], key: str) -> list[Problem]:
    """Give what is wrong with the signed head; the record may have gone on since."""
    head = (folder / HEAD).read_bytes() if (folder / HEAD).is_file() else b""
    problem = signature_problem(head, folder / SIGNATURE, key)
    if problem is not None:
        return [problem]
    words = head.decode("utf-8", "replace").split()
    if len(words) != 4 or words[0] != "decisions" or not words[1].isdecimal() or words[2] != "sha256":
        return [HeadUnreadable(place=None, path=HEAD)]
    count = int(words[1])
    if not 0 < count <= len(lines) or sha256(lines[count - 1]).hexdigest() != words[3]:
        return [HeadGone(place=None, decisions=count, there=len(lines))]
    return []


def _told(lines: list[bytes], more: str | None) -> str:
    count = "1 decision" if len(lines) == 1 else f"{len(lines)} decisions"
    said = [f"{count}, head {sha256(lines[-1]).hexdigest()}", "the case file is as the last decision left it"]
    return "\n".join(said + ([more] if more else [])) + "\n"
