"""How long a document may take: after that it is refused, whatever it is that keeps the program busy.

Below the command line nothing looks at a clock, so that equal input gives equal bytes; a document either is read whole
or not at all.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import TookTooLong

__all__ = ["within"]

_AGAIN = 1.0
"""Seconds after which it is tried again, where somebody's `except` swallowed the first try."""


class _Over(BaseException):
    """The time is over; no `except Exception` on the way catches it."""


@contextmanager
def within(seconds: float, path: str) -> Iterator[None]:
    """Stop what is done inside when it takes too long.

    Args:
        seconds: how long it may take; 0 for as long as it wants.
        path: the document, for the message.

    Raises:
        InputError: it took longer.

    >>> with within(5, "a.txt"):
    ...     print("read")
    read
    """
    if seconds <= 0:
        yield
        return
    stop = _by_signal if hasattr(signal, "setitimer") and _is_main() else _by_thread
    cancel = stop(seconds)
    try:
        yield
    except _Over:
        raise InputError([TookTooLong(place=None, path=path, seconds=seconds)]) from None
    except KeyboardInterrupt:
        if not cancel():
            raise
        raise InputError([TookTooLong(place=None, path=path, seconds=seconds)]) from None
    finally:
        cancel()


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _by_signal(seconds: float) -> Callable[[], bool]:
    def over(_signum: int, _frame: object) -> None:
        raise _Over

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)

    def cancel() -> bool:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        return False

    return cancel


def _by_thread(seconds: float) -> Callable[[], bool]:
    fired = threading.Event()

    def over() -> None:
        fired.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, over)
    timer.daemon = True
    timer.start()

    def cancel() -> bool:
        timer.cancel()
        return fired.is_set()

    return cancel
