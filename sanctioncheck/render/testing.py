"""The results of tests, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.author.testing.suite import Report
from sanctioncheck.author.testing.trial import Tested
from sanctioncheck.errors import sanitise

__all__ = ["told"]


def told(report: Report, *, verbose: bool = False) -> str:
    """Write the failures of a run of tests, and how many there were; with `verbose` those that pass too."""
    lines = list(_lines(report, verbose))
    failed = sum(1 for each in report.tests if each.failures)
    lines.append(f"{len(report.tests)} tests: {len(report.tests) - failed} passed, {failed} failed")
    lines += [f"no tests beside {sanitise(each)}" for each in report.untested]
    return "\n".join(lines) + "\n"


def _lines(report: Report, verbose: bool) -> Iterator[str]:
    for each in report.tests:
        if each.failures:
            yield from _failed(each)
        elif verbose:
            yield f"passed  {sanitise(each.title)}"


def _failed(tested: Tested) -> Iterator[str]:
    yield f"FAILED  {sanitise(tested.title)}"
    for failure in tested.failures:
        yield f"  {sanitise(failure.place.path)}:{failure.place.line}:{failure.place.column}"
        yield f"  {sanitise(failure.about)}: wanted {failure.wanted}, got {failure.got}"
        for line in failure.parted:
            yield f"    {sanitise(line)}"
    yield ""
