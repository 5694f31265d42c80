"""Results of tests as JUnit XML, which build servers read."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from sanctioncheck.author.testing.suite import Report
from sanctioncheck.author.testing.trial import Tested
from sanctioncheck.errors import sanitise

__all__ = ["junit"]


def junit(report: Report) -> str:
    """Write a run of tests as JUnit XML: one suite for each provision, one case for each test.

    >>> print(junit(Report("pack 1", (), (), ())))
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="pack 1" tests="0" failures="0">
    </testsuites>
    <BLANKLINE>
    """
    failed = sum(1 for each in report.tests if each.failures)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name={quoteattr(sanitise(report.pack))} tests="{len(report.tests)}" failures="{failed}">',
    ]
    for provision, group in groupby(report.tests, key=lambda each: each.provision):
        tests = list(group)
        bad = sum(1 for each in tests if each.failures)
        lines.append(f'  <testsuite name={quoteattr(provision)} tests="{len(tests)}" failures="{bad}">')
        for each in tests:
            lines += _case(each)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _case(tested: Tested) -> list[str]:
    name, path = quoteattr(sanitise(tested.name)), quoteattr(sanitise(tested.place.path))
    head = f'    <testcase classname={quoteattr(tested.provision)} name={name} file={path} line="{tested.place.line}"'
    if not tested.failures:
        return [f"{head}/>"]
    lines = [f"{head}>"]
    for failure in tested.failures:
        message = quoteattr(sanitise(f"{failure.about}: wanted {failure.wanted}, got {failure.got}"))
        lines.append(f"      <failure message={message}>{escape(sanitise(chr(10).join(failure.parted), keep=chr(10)))}")
        lines.append("      </failure>")
    return [*lines, "    </testcase>"]
