"""What the tests of the second engine share: they are skipped, visibly, where durable_rules is not installed."""

from __future__ import annotations

import pytest

from sanctioncheck.engine.durable.child import missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = missing()
    for item in items:
        if reason and "tests/durable" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason=reason))
