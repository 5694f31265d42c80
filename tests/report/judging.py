"""The results that reports are made of, each worked out once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sanctioncheck.cli.pipeline import reported
from sanctioncheck.model.result import RunResult
from sanctioncheck.model.truth import Standard

ROOT = Path(__file__).parents[2]


@cache
def judged(name: str, as_of: str | None = None, standard: Standard | None = None) -> tuple[RunResult, dict[str, str]]:
    """Judge a case of the repository; gives the result, and the text of each source."""
    return reported(str(ROOT / "cases" / name), as_of=as_of, standard=standard)
