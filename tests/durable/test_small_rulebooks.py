"""The rulebooks written by hand for the native engine's tests, each about one word of the language, on both engines."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.model.evidence import Evidence, Weighing
from sanctioncheck.model.rulebook import Rulebook
from tests.engine import build, test_cells, test_computed, test_exceptions, test_hearings, test_readings, test_time
from tests.engine import test_words as words

MODULES = (test_cells, test_computed, test_exceptions, test_hearings, test_readings, test_time, words)


def plain_tests() -> Iterator[Callable[[], None]]:
    for module in MODULES:
        for name, each in vars(module).items():
            if name.startswith("test_") and callable(each) and not inspect.signature(each).parameters:
                yield each


@pytest.mark.parametrize("test", list(plain_tests()), ids=lambda test: test.__name__)
def test_what_a_small_rulebook_says_both_engines_say(test: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.spec.engines import both

    judged: list[tuple[Rulebook, Evidence]] = []

    def noting(plan: Any, weighing: Weighing, *more: Any, **named: Any) -> Assessment:
        bodies = (weighing.plain, weighing.firm, weighing.assumed, weighing.assumed_firm)
        judged.extend((plan.rulebook, each) for each in bodies if each is not None)
        return assess(plan, weighing, *more, **named)

    monkeypatch.setattr(build, "assess", noting)
    test()
    for book, evidence in judged:
        assert both(book, evidence).differences == ()
