"""A document that keeps the program busy is given up, whatever the program is doing."""

from __future__ import annotations

import re
import signal
import time

import pytest

from sanctioncheck.cli import timing
from sanctioncheck.cli.timing import within
from sanctioncheck.errors import InputError


def busy() -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            time.sleep(0.001)
        except Exception:
            continue


@pytest.mark.parametrize("by_signal", [True, False])
def test_a_loop_is_stopped_and_the_document_named(
    by_signal: bool, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if not by_signal:
        monkeypatch.setattr(timing, "_is_main", lambda: False)
        # Whoever starts the tests in the background has them ignore Ctrl-C.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    started = time.monotonic()
    with pytest.raises(InputError, match=r"slow\.txt"), within(0.2, "slow.txt"):
        busy()
    assert time.monotonic() - started < 10


def test_a_pattern_that_backtracks_for_ever_is_stopped() -> None:
    with pytest.raises(InputError, match=r"slow\.txt"), within(0.3, "slow.txt"):
        re.match(r"(a+)+b", "a" * 60)


@pytest.mark.parametrize("limit", [0, 30])
def test_no_limit_and_no_delay_change_nothing(limit: float) -> None:
    before = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    with within(limit, "a.txt"):
        done = sum(range(1000))
    assert done == 499500
    assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)) == before


def test_who_interrupts_is_not_taken_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_is_main", lambda: False)
    with pytest.raises(KeyboardInterrupt), within(30, "a.txt"):
        raise KeyboardInterrupt
