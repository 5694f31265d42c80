"""A disk that fails, or a machine that stops, at one moment: every step of writing in one folder is such a moment."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Act = Callable[[str], None]


def killed(_: str) -> None:
    """Stop as the machine does: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def full(path: str) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def read_only(path: str) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)


class Disk:
    """Counts the steps that change a folder, and acts at one of them, or from it on.

    A step is: a file is opened for writing, half of something is written, all of it, it is synced, renamed, removed; a
    folder is made. Files that lie elsewhere do not count.
    """

    def __init__(self, folder: Path, act: Act, moment: int, *, for_good: bool = False) -> None:
        self.folder, self.act, self.moment, self.for_good = str(folder.resolve()), act, moment, for_good
        self.steps = 0
        self.open_here: dict[int, str] = {}

    def step(self, path: Any) -> None:
        if not self.here(path):
            return
        self.steps += 1
        if self.steps == self.moment or (self.for_good and self.steps > self.moment):
            self.act(os.fspath(path))

    def here(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and str(os.path.abspath(os.fspath(path))).startswith(self.folder)

    @contextmanager
    def failing(self) -> Iterator[Disk]:
        """Put this disk in place of the real one."""
        with pytest.MonkeyPatch.context() as patch:
            real_open, real_write, real_fsync, real_fdopen, real_io = os.open, os.write, os.fsync, os.fdopen, io.open

            def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
                writing = bool(flags & (os.O_WRONLY | os.O_RDWR))
                if writing:
                    self.step(path)
                handle = real_open(path, flags, *more, **named)
                if writing and self.here(path):
                    self.open_here[handle] = os.fspath(path)
                return handle

            def write(handle: int, data: bytes) -> int:
                path = self.open_here.get(handle)
                if path is None or len(data) < 2:
                    return real_write(handle, data)
                self.step(path)
                # What is left is written in another call, as on a disk that is nearly full.
                return real_write(handle, data[: len(data) // 2])

            def fsync(handle: int) -> None:
                self.step(self.open_here.get(handle))
                real_fsync(handle)

            def fdopen(handle: int, *args: Any, **named: Any) -> Any:
                return Halving(real_fdopen(handle, *args, **named), self, self.open_here.get(handle))

            def io_open(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
                if not self.here(file) or not set(mode) & set("wax+"):
                    return real_io(file, mode, *args, **named)
                self.step(file)
                return Halving(real_io(file, mode, *args, **named), self, os.fspath(file))

            patch.setattr(os, "open", opened)
            patch.setattr(os, "write", write)
            patch.setattr(os, "fsync", fsync)
            patch.setattr(os, "fdopen", fdopen)
            patch.setattr(io, "open", io_open)
            patch.setattr("builtins.open", io_open)
            for name in ("replace", "rename", "mkdir", "unlink", "chmod"):
                patch.setattr(os, name, self.counted(getattr(os, name), name))
            yield self

    def counted(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def done(path: Any, *args: Any, **named: Any) -> Any:
            # A full disk still lets go of files.
            if name != "unlink" or self.act is killed:
                self.step(path)
            return real(path, *args, **named)

        return done


class Halving:
    """A file that is written in two halves, each a step."""

    def __init__(self, file: Any, disk: Disk, path: str | None) -> None:
        self._file, self._disk, self._path = file, disk, path

    def write(self, data: Any) -> Any:
        if len(data) > 1:
            self._disk.step(self._path)
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._disk.step(self._path)
            self._file.write(data[len(data) // 2 :])
        else:
            self._file.write(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Halving:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def survivors(folder: Path, run: Callable[[], object]) -> Iterator[int]:
    """Run something in children that are killed at the first moment, the second, and so on; yield after each.

    Ends when a child has come to its end alive; what it did is then in the folder too.
    """
    moment = 0
    while True:
        moment += 1
        with warnings.catch_warnings():
            # The child runs nothing but this, so threads that it does not have are not missed.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            code = 1
            try:
                # What the child prints is nobody's.
                sys.stdout = sys.stderr = io.StringIO()
                with Disk(folder, killed, moment).failing():
                    run()
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            yield moment
            continue
        assert os.waitstatus_to_exitcode(status) == 0, "the child ended by a fault of its own"
        return
