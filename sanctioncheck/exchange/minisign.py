"""Signatures of packs in the format of minisign (Ed25519 over BLAKE2b-512), made and checked without a network."""

from __future__ import annotations

from pathlib import Path

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.packing import BadKey, BadSignature

__all__ = ["needs_password", "signature_problem", "signed"]


def signed(data: bytes, key: Path, password: str | None, comment: str) -> bytes:
    """Sign a text.

    Args:
        data: what is signed.
        key: the file of the secret key.
        password: what the key is locked with; None where it is not.
        comment: what is signed along with it, one line.

    Returns:
        The signature file. Equal data, key and comment give equal bytes.

    Raises:
        InputError: the file is no secret key, or the password is wrong.
    """
    import minisign

    try:
        secret = minisign.SecretKey.from_file(key)
        if secret.is_encrypted():
            secret.decrypt(password or "")
        made = secret.sign(data, trusted_comment=comment, untrusted_comment="signature of a pack of sanctioncheck")
        return bytes(made) + b"\n"
    except (minisign.Error, OSError, ValueError) as error:
        raise InputError([BadKey(place=None, what=str(key), reason=_said(error))]) from error


def signature_problem(data: bytes, signature: Path, key: str) -> Problem | None:
    """Say what is wrong with a signature, or None where it was made over these bytes with this key.

    Args:
        data: what was signed.
        signature: the file of the signature.
        key: a public key, or the path of the file of one.

    Raises:
        InputError: it is no public key.
    """
    import minisign

    try:
        path = Path(key)
        public = minisign.PublicKey.from_file(path) if path.is_file() else minisign.PublicKey.from_base64(key)
    except (minisign.Error, OSError, ValueError) as error:
        raise InputError([BadKey(place=None, what=key, reason=_said(error))]) from error
    try:
        public.verify(data, minisign.Signature.from_file(signature))
    except (minisign.Error, OSError, ValueError) as error:
        return BadSignature(place=None, path=signature.name, reason=_said(error))
    return None


def needs_password(key: Path) -> bool:
    """Tell whether a secret key is locked with a password; a file that is no key is not.

    >>> needs_password(Path("no-such-key"))
    False
    """
    import minisign

    try:
        return bool(minisign.SecretKey.from_file(key).is_encrypted())
    except (minisign.Error, OSError, ValueError):
        return False


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be read").lower()
    return str(error).splitlines()[0] if str(error) else type(error).__name__
