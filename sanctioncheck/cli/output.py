"""Where results go: standard output as UTF-8, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from sanctioncheck.errors import InputError

PART = ".part"
_STDOUT = (None, "-", "/dev/stdout")


def emit(text: str, target: str | None = None) -> None:
    """Write a result to standard output, or to a file where one is named; `-` is standard output too.

    A pipe or a device that passes on what it is given, such as `/dev/null`, stays what it is.

    Raises:
        InputError: the file cannot be written.
    """
    if target in _STDOUT:
        _to_stdout(text)
        return
    path = Path(str(target))
    with _written(path):
        if path.exists() and _passes_on(path.stat().st_mode):
            path.write_bytes(_encoded(text))
        else:
            write_whole(path, text)


def _passes_on(mode: int) -> bool:
    """Tell whether what a file is given goes on to somebody else, by the mode that the system gives of it.

    >>> _passes_on(stat.S_IFIFO), _passes_on(stat.S_IFCHR)
    (True, True)
    >>> _passes_on(stat.S_IFREG), _passes_on(stat.S_IFDIR), _passes_on(stat.S_IFSOCK), _passes_on(stat.S_IFBLK)
    (False, False, False, False)
    """
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def emit_bytes(data: bytes, target: Path) -> None:
    """Write a result that is no text to a file.

    Raises:
        InputError: the file cannot be written.
    """
    with _written(target):
        write_bytes_whole(target, data)


def make_folder(path: Path) -> None:
    """Make a folder, with those that it lies in, unless it is there.

    Raises:
        InputError: it cannot be made.
    """
    with _written(path):
        path.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def _written(path: Path) -> Iterator[None]:
    """Tell what the system says against writing as a problem of the user's."""
    try:
        yield
    except OSError as error:
        from sanctioncheck.cli.faults import CannotWrite

        reason = error.strerror or type(error).__name__
        raise InputError([CannotWrite(place=None, path=str(path), reason=reason)]) from error


def _to_stdout(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again when Python closes the stream.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8 so that at any moment the old or the new one stands there, never a part.

    Raises:
        OSError: it cannot be written; the old file, if there was one, is as it was.
    """
    write_bytes_whole(path, _encoded(text))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="backslashreplace")


def write_bytes_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment the old or the new bytes stand there, never a part.

    Until they are all there they are in a hidden file beside it, which a program that is killed leaves behind:
    `.NAME.xxxxxxxx.part`.

    Raises:
        OSError: it cannot be written, or is no file; the old file, if there was one, is as it was.
    """
    import tempfile

    # A link stays a link: what it points to is replaced.
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file, and must not become one", str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=PART, dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(target))
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _mode_of(path: Path) -> int:
    """Give the permissions a file has, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def on_terminal(target: str | None) -> bool:
    """Tell whether a result is read on a terminal."""
    return target in _STDOUT and sys.stdout.isatty()


def width_for(target: str | None) -> int:
    """Give the width to write for, in characters."""
    from sanctioncheck.render.outline import STEADY_WIDTH

    return shutil.get_terminal_size((STEADY_WIDTH, 24)).columns if on_terminal(target) else STEADY_WIDTH


def colour_for(target: str | None) -> bool:
    """Tell whether to write in colour: only on a terminal, and never where `NO_COLOR` is set to anything."""
    return on_terminal(target) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
