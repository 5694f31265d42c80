"""A result that somebody has kept: the file that `run --format json` wrote, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sanctioncheck.errors import InputError
from sanctioncheck.errors.auditing import NoResult

if TYPE_CHECKING:
    from sanctioncheck.model.result import RunResult

__all__ = ["bytes_of", "is_kept", "result_in"]


def is_kept(path: str) -> bool:
    """Tell whether a path names a kept result and not a case; `case.yaml` or its folder is a case.

    >>> is_kept("signed.json"), is_kept("cases/2018-wise-honest"), is_kept("cases/2018-wise-honest/case.yaml")
    (True, False, False)
    """
    return path.lower().endswith(".json") and not Path(path).is_dir()


def bytes_of(path: Path) -> bytes:
    """Read the bytes of a kept result.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError([NoResult(place=None, path=str(path), reason=reason)]) from error


def result_in(path: Path, raw: bytes) -> RunResult:
    """Read a result from its bytes; what it says of failed inputs is left to whoever asks.

    Args:
        path: where it was read, for the message.
        raw: its bytes.

    Raises:
        InputError: it is no result of a run.
    """
    from pydantic import ValidationError

    from sanctioncheck.model.result import RunResult

    try:
        return RunResult.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise InputError([NoResult(place=None, path=str(path), reason=f"{where}: {first['msg']}")]) from error
