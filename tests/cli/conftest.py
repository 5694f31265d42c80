"""The command line as a user calls it, with results made by hand in place of a judged case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from sanctioncheck.cli import main
from sanctioncheck.model.result import CaseResult, Failure, RunResult
from tests.render import build

Call = Callable[..., tuple[int, str, str]]


@dataclass
class Pipeline:
    """Stands in for `run_cases`: each path gives its result, or fails where there is none."""

    cases: dict[str, CaseResult] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    raises: BaseException | None = None

    def run_cases(self, paths: Sequence[str], **options: Any) -> RunResult:
        self.asked.append(options)
        if self.raises is not None:
            raise self.raises
        failed = tuple(Failure(input=p, error=f"SC-C001 error: no `{p}`") for p in paths if p not in self.cases)
        good = tuple(self.cases[p] for p in paths if p in self.cases)
        return build.run().model_copy(update={"cases": good, "failed": failed})


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    made = Pipeline({"river": build.case()})
    monkeypatch.setattr("sanctioncheck.cli.pipeline.run_cases", made.run_cases)
    return made


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program; give its exit code and what it wrote to both streams."""
    monkeypatch.delenv("SANCTIONCHECK_DEBUG", raising=False)

    def called(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called
