"""`pack`: says what belongs to a pack, signs it, and checks both."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.output import emit
from sanctioncheck.cli.signing import sign_bytes, signature_problem
from sanctioncheck.errors import InputError

__all__ = ["pack"]

NOT_INTACT = 4
_HOME = click.argument("home", metavar="DIR")


@click.group()
def pack() -> None:
    """Lock, sign and verify packs of rules."""


@pack.command()
@_HOME
def lock(home: str) -> int:
    """Write `pack.lock`, the hash of every file of a pack that loads; `sha256sum -c` reads it too."""
    from sanctioncheck.cli.output import write_whole
    from sanctioncheck.load.lock import LOCK, lock_of
    from sanctioncheck.load.pack import load_pack

    load_pack(Path(home))
    text = lock_of(Path(home))
    write_whole(Path(home) / LOCK, text)
    emit(f"{LOCK}: {len(text.splitlines())} files\n")
    return 0


@pack.command()
@_HOME
@click.option("--secret-key", "key", required=True, metavar="FILE", help="A secret key that minisign made.")
def sign(home: str, key: str) -> int:
    """Sign the lock of a pack, offline; a password is asked for, or taken from SANCTIONCHECK_KEY_PASSWORD."""
    from sanctioncheck.load.lock import LOCK, SIGNATURE
    from sanctioncheck.load.pack import load_pack

    folder, secret = Path(home), Path(key)
    _intact(folder)
    book = load_pack(folder)
    sign_bytes((folder / LOCK).read_bytes(), secret, folder / SIGNATURE, f"pack {book.name} {book.version}")
    return 0


@pack.command()
@_HOME
@click.option("--public-key", "key", metavar="KEY", help="Also the signature: a public key, or the file of one.")
def verify(home: str, key: str | None) -> int:
    """Check that every file of a pack is the one that was locked, and that the lock is signed by a key.

    Exit code 4 where it is not so.
    """
    from sanctioncheck.load.lock import LOCK, SIGNATURE, lock_problems

    folder = Path(home)
    problems = list(lock_problems(folder))
    if key is not None:
        problem = signature_problem((folder / LOCK).read_bytes(), folder / SIGNATURE, key)
        problems += [problem] if problem is not None else []
    if problems:
        click.echo(str(InputError(problems)), err=True)
        return NOT_INTACT
    emit("every file is the one that was locked" + (", and the lock is signed by this key\n" if key else "\n"))
    return 0


def _intact(folder: Path) -> None:
    """Sign nothing that is not what the lock says."""
    from sanctioncheck.load.lock import lock_problems

    problems = list(lock_problems(folder))
    if problems:
        raise InputError(problems)
