"""What durable_rules cannot be trusted with, and the check that keeps every set of rules inside it.

The numbers were measured on durable_rules 2.0.28: beyond them it loses facts in silence, stops or never ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

CONDITIONS = 16
"""Conditions in one rule; a seventeenth is refused by the library itself (its error 304)."""
JOINED = 50
"""Conditions that one fact may match at once; from 65 on the fact is lost (its error 303)."""
TESTS = 500
"""Different values that one property is compared with; 512 are an error, 513 an endless loop."""
RULES = 4000
"""Rules in one set (4,096 in the library)."""
PROPERTIES = 200
"""Properties of one fact (255 in the library)."""
SETS = 100_000
"""Sets of rules in one process (131,072 in the library, and none is ever freed)."""

SALT = "z"
"""A property that no rule asks for; it tells apart two facts that the library takes for one."""

Rules = Mapping[str, Mapping[str, Any]]


class Refused(Exception):
    """A set of rules that durable_rules would not run rightly; it says which limit it crosses."""


def check(rules: Rules) -> None:
    """Refuse a set of rules that crosses a limit.

    Args:
        rules: name of a rule to its definition, as durable_rules takes it: ``all``, a list of one-key objects from
            the name of a match to the tests on it, which are themselves joined by ``$and``.

    Raises:
        Refused: a limit is crossed.

    >>> check({"r": {"all": [{"c0": {"$and": [{"k": 1}]}}] * 17}})
    Traceback (most recent call last):
        ...
    sanctioncheck.engine.durable.limits.Refused: `r` has 17 conditions; durable_rules takes 16
    """
    if len(rules) > RULES:
        raise Refused(f"{len(rules)} rules in one set; at most {RULES} are safe")
    matched: Counter[tuple[tuple[str, object], ...]] = Counter()
    tested: dict[str, set[object]] = {}
    for name, rule in rules.items():
        conditions = rule["all"]
        if not conditions:
            raise Refused(f"`{name}` has no condition; durable_rules would never return")
        if len(conditions) > CONDITIONS:
            raise Refused(f"`{name}` has {len(conditions)} conditions; durable_rules takes {CONDITIONS}")
        kinds = [tuple(_constants(condition))[:1] for condition in conditions]
        if len(set(kinds)) < len(kinds):
            raise Refused(f"`{name}` has two conditions that one fact could meet, and it can meet only one")
        matched.update(kinds)
        for condition in conditions:
            constants = tuple(_constants(condition))
            for key, value in constants:
                tested.setdefault(key, set()).add(value)
    for kind, number in matched.items():
        if number > JOINED:
            raise Refused(f"{number} conditions match one fact {dict(kind)}; at most {JOINED} are safe")
    for key, values in tested.items():
        if len(values) > TESTS:
            raise Refused(f"`{key}` is compared with {len(values)} values; at most {TESTS} are safe")
    _different({*tested, SALT})


def _constants(condition: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    ((_, tests),) = condition.items()
    for test in tests["$and"]:
        ((key, value),) = test.items()
        if not isinstance(value, Mapping):
            yield key, value


def _different(keys: Iterable[str]) -> None:
    """Refuse two properties that the library would take for one: it knows them by a hash of 32 bits only."""
    seen: dict[int, str] = {}
    for key in keys:
        other = seen.setdefault(fnv(key), key)
        if other != key:
            raise Refused(f"durable_rules cannot tell `{key}` from `{other}`")


def fnv(text: str) -> int:
    """Give the 32-bit FNV-1a hash by which durable_rules knows names (Fowler, Noll and Vo).

    >>> fnv("costarring") == fnv("liquid")
    True
    """
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
