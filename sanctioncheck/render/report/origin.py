"""What a report was made from: the versions, and the hashes of every input, so that it can be judged again."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain


def made_from(run: RunResult, case: CaseResult) -> Iterator[tuple[str, str]]:
    """Give the versions and the hashes of everything that a result was made from."""
    yield words.MADE_PROGRAM, run.tool
    yield from ((words.MADE_PACK.format(name=p.name, version=p.version), p.sha256) for p in run.packs)
    yield words.MADE_POLICY, run.policy.get("sha256", "")
    yield words.MADE_CASE, case.sha256
    yield from ((plain(each.path), each.sha256) for each in case.inputs)
