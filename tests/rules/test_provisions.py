"""Every provision has tests beside it, and each comes out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctioncheck.author.testing.suite import Report, run_suite

ROOT = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def report() -> Report:
    return run_suite(ROOT, processes=2)


def test_every_provision_comes_out_as_its_tests_say(report: Report) -> None:
    assert [each.title for each in report.tests if each.failures] == []
    assert len(report.tests) > 600


def test_every_test_file_can_be_read(report: Report) -> None:
    assert report.problems == ()


def test_every_provision_has_tests_beside_it(report: Report) -> None:
    assert report.untested == ()
