"""Where durable-rules cannot be built, every extra still brings all else that it asks for."""

from __future__ import annotations

import pytest

from install import declared_extras, parts_of, without_durable

DECLARED = declared_extras()


def asked_for(extra: str) -> set[str]:
    """Give every requirement of an extra, and of the extras in it."""
    return {
        each
        for asked in DECLARED[extra]
        for each in (set[str]().union(*map(asked_for, parts_of(asked))) if parts_of(asked) else {asked})
    }


@pytest.mark.parametrize("extra", DECLARED)
def test_only_durable_rules_is_left_out_of_an_extra(extra: str) -> None:
    """`llm` lost its client and `pdf` its writer before, on Python 3.13 and without a compiler."""
    extras, more = without_durable({extra}, DECLARED)
    assert set[str]().union(more, *map(asked_for, extras)) == asked_for(extra) - set(DECLARED["durable"])


def test_what_is_for_machines_without_a_compiler_tests_all_else() -> None:
    assert asked_for("test") - asked_for("test-native") == set(DECLARED["durable"])
