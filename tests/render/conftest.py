"""The results that the tests of this folder draw."""

import pytest

from sanctioncheck.model.result import RunResult
from tests.render import build


@pytest.fixture
def ordinary() -> RunResult:
    return build.run()


@pytest.fixture
def hostile() -> RunResult:
    return build.hostile()
