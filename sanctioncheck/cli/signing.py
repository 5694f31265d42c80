"""Signs a file with minisign and checks what is signed, for every verb that does so."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import click

from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.packing import NoSigner, NotSigned

__all__ = ["sign_bytes", "signature_of", "signature_problem"]


def sign_bytes(data: bytes, key: Path, target: Path, comment: str) -> None:
    """Sign some bytes, offline, and write the signature; a password is asked for, or taken from the environment.

    Args:
        data: what is signed.
        key: the file of a secret key that minisign made.
        target: the file of the signature.
        comment: what is signed along with it, one line.

    Raises:
        InputError: the library for signatures is not installed, the key is none, or the file cannot be written.
    """
    emit(signature_of(data, key, comment), str(target))
    emit(f"{target.name}: {comment}\n")


def signature_of(data: bytes, key: Path, comment: str) -> str:
    """Sign some bytes, offline, and give the signature; a password is asked for, or taken from the environment.

    Args:
        data: what is signed.
        key: the file of a secret key that minisign made.
        comment: what is signed along with it, one line.

    Raises:
        InputError: the library for signatures is not installed, or the key is none.
    """
    exchange = _minisign()
    password = os.environ.get("SANCTIONCHECK_KEY_PASSWORD")
    if password is None and exchange.needs_password(key):
        password = click.prompt("Password of the key", hide_input=True, err=True)
    return str(exchange.signed(data, key, password, comment).decode())


def signature_problem(data: bytes, signature: Path, key: str) -> Problem | None:
    """Say what is wrong with a signature; None where it was made over these bytes with this key.

    Args:
        data: what was signed.
        signature: the file of the signature, which may be missing.
        key: a public key, or the path of the file of one.

    Raises:
        InputError: the library for signatures is not installed, or the key is none.
    """
    if not signature.is_file():
        return NotSigned(place=None, path=signature.name)
    problem: Problem | None = _minisign().signature_problem(data, signature, key)
    return problem


def _minisign() -> ModuleType:
    """Give what signs, or say how to install it."""
    if find_spec("minisign") is None:
        raise InputError([NoSigner(place=None)])
    from sanctioncheck.exchange import minisign

    return minisign
