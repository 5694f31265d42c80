"""The second engine in a process of its own: if it crashes, hangs or eats memory, the run goes on without it."""

from __future__ import annotations

import contextlib
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import IO

from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.firing import Derived, Firing
from sanctioncheck.model.rulebook import Rulebook

SECONDS = 120.0
"""How long one case may take."""
MEMORY = 4 * 2**30
"""Bytes of address space that the process may have, where the system can limit that."""
FULL_BUDGET = 300_000
"""Facts that durable_rules may be told for one body of evidence where the comparison was asked for."""
QUICK_BUDGET = 40_000
"""The same where nobody asked: a few seconds of work."""
CASES = 25
"""Cases after which the process is replaced: no fact (8 KiB) and no set of rules (150 KiB) is ever freed."""
BODY = "import sys; sys.path[:] = sys.argv[1:]; from sanctioncheck.engine.durable.child import serve; serve()"
"""What the process runs."""
FACTS = 100_000
"""Facts after which it is replaced, whatever the cases."""
NO_MEMORY = "durable_rules ran out of memory"
FAILED = "durable_rules lost something or failed inside"
_LENGTH = struct.Struct(">Q")
Norms = Sequence[tuple[str, Sequence[tuple[tuple[str, str], ...]]]]


@dataclass(frozen=True, slots=True)
class Chained:
    """What the second engine derived from one body of evidence."""

    derived: tuple[Derived, ...] = ()
    firings: tuple[Firing, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    """Norms that cross a limit of durable_rules, each with which."""
    failure: str = ""
    """Why there is nothing; empty where all went well."""
    told: int = 0
    """How many facts it took."""
    chance: bool = False
    """Whether a new process may well do better: it crashed, or lost something."""


def missing() -> str:
    """Say why durable_rules is not here; nothing where it is."""
    if sys.version_info >= (3, 13):
        return "durable_rules cannot be imported on Python 3.13 or later"
    try:
        version("durable-rules")
    except PackageNotFoundError:
        return 'durable_rules is not installed; `pip install "sanctioncheck[durable]"` adds it'
    return ""


def durable_version() -> str:
    """Give the version of durable_rules that is installed.

    Raises:
        PackageNotFoundError: it is not.
    """
    return version("durable-rules")


class Second:
    """The second engine, ready to be asked; the process starts with the first question, unless it is begun before.

    Args:
        book: the rulebook of all questions; it may be given later, before the first of them.
        seconds: how long one answer may take.
        firings: whether every firing is wanted, or only what was derived.
        budget: how many facts durable_rules may be told for one body of evidence.
    """

    def __init__(
        self,
        book: Rulebook | None = None,
        *,
        seconds: float = SECONDS,
        firings: bool = False,
        budget: int = FULL_BUDGET,
    ) -> None:
        self.book, self._seconds, self._firings, self._budget = book, seconds, firings, budget
        self.process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._asked = self._told = 0
        self._knows = False
        """Whether the process has the rulebook."""
        self._pending: tuple[Evidence, Norms] | None = None
        """What was asked and not answered yet."""

    def __enter__(self) -> Second:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self) -> None:
        """Start the process while the rulebook is still being read; what fails now is told with the first answer."""
        with contextlib.suppress(OSError):
            self._start()

    def ask(self, evidence: Evidence, norms: Norms) -> None:
        """Put the question that `judge` is about to put, so that it is worked on meanwhile.

        What fails now is told when the answer is asked for.
        """
        if self._pending is not None or self._asked >= CASES or self._told >= FACTS:
            return
        try:
            self._put(pickle.dumps((evidence, norms, None)))
        except (OSError, pickle.PickleError):
            self.close()
        else:
            self._asked += 1
            self._pending = (evidence, norms)

    def judge(self, evidence: Evidence, norms: Norms, book: Rulebook | None = None) -> Chained:
        """Have the norms judged over one body of evidence, by another rulebook where one is given.

        A crash, a hang or a refusal is no exception: it is told in ``failure``, and the next question gets a new
        process. After a crash, or where something was lost, a new process is asked once more.
        """
        chained = self._judge(evidence, norms, book)
        if not chained.chance:
            return chained
        self.close()
        return self._judge(evidence, norms, book)

    def _judge(self, evidence: Evidence, norms: Norms, book: Rulebook | None) -> Chained:
        pending, self._pending = self._pending, None
        waited_for = book is None and pending is not None and pending[0] is evidence and pending[1] == norms
        # Another question than the one that was put gets a process that has not begun to answer that.
        if not waited_for and (pending is not None or self._asked >= CASES or self._told >= FACTS):
            self.close()
        try:
            if not waited_for:
                self._put(pickle.dumps((evidence, norms, book)))
                self._asked += 1
            chained = self._answer()
            self._told += chained.told
            return chained
        except (OSError, pickle.PickleError, EOFError, TimeoutError) as error:
            ended = self.process.poll() if self.process else None
            self.close()
            if isinstance(error, TimeoutError):
                return Chained(failure=f"durable_rules took longer than {self._seconds:g} s")
            return Chained(failure=f"durable_rules stopped without an answer ({_ended(ended)})", chance=True)

    def close(self) -> None:
        """End the process."""
        process, self.process, self._asked, self._told = self.process, None, 0, 0
        self._knows, self._pending = False, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", BODY, *sys.path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._answers = queue.Queue()
        threading.Thread(target=_listen, args=(self.process.stdout, self._answers), daemon=True).start()

    def _put(self, question: bytes) -> None:
        """Put a question; the rulebook before the first of a process."""
        if self.process is None:
            self._start()
        assert self.process is not None
        assert self.process.stdin is not None
        if not self._knows:
            rules = pickle.dumps((self.book, self._firings, self._budget))
            self.process.stdin.write(_LENGTH.pack(len(rules)) + rules)
            self._knows = True
        self.process.stdin.write(_LENGTH.pack(len(question)) + question)
        self.process.stdin.flush()

    def _answer(self) -> Chained:
        try:
            answer = self._answers.get(timeout=self._seconds)
        except queue.Empty:
            raise TimeoutError from None
        if not answer:
            if self.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(timeout=5)
            raise EOFError
        chained: Chained = pickle.loads(answer)
        return chained


def _listen(pipe: IO[bytes] | None, answers: queue.Queue[bytes]) -> None:
    """Hand on what the process answers; an empty answer says that it has ended."""
    try:
        while pipe is not None:
            answers.put(_take(pipe))
    except (OSError, EOFError, ValueError):
        answers.put(b"")


def _take(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return body


def _ended(code: int | None) -> str:
    if code is None:
        return "it closed its side"
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def serve() -> None:
    """Answer questions on standard input until it ends; the body of the process."""
    _limit()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not get between the answers.
    sys.stdout = sys.stderr
    with contextlib.suppress(EOFError):
        book, firings, budget = pickle.loads(_take(asked))
        while True:
            evidence, norms, other = pickle.loads(_take(asked))
            answer = pickle.dumps(_judged(other or book, evidence, norms, firings, budget))
            answers.write(_LENGTH.pack(len(answer)) + answer)
            answers.flush()


def _judged(book: Rulebook, evidence: Evidence, norms: Norms, firings: bool, budget: int) -> Chained:
    try:
        from sanctioncheck.engine.durable.chain import chain
        from sanctioncheck.engine.durable.host import Broken, Spent
        from sanctioncheck.engine.durable.limits import Refused
    except Exception as error:
        return Chained(failure=f"durable_rules cannot be imported ({type(error).__name__})")
    try:
        found = chain(book, evidence, norms, budget)
    except (Refused, Spent) as error:
        return Chained(failure=str(error))
    except MemoryError:
        return Chained(failure=NO_MEMORY)
    except Broken as error:
        # Where memory was full a new process would fill it again.
        return Chained(failure=NO_MEMORY if error.memory else FAILED, chance=not error.memory)
    told = tuple(found.firings) if firings else ()
    return Chained(tuple(found.derived), told, dict(found.refused), told=found.guarded.told)


def _limit() -> None:
    """Limit the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
