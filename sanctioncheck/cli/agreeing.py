"""Whether each decision in a record agrees with itself, and the case file with what the decisions made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sanctioncheck.cli.docket import same_name
from sanctioncheck.cli.journal import NAME, Entry
from sanctioncheck.errors import Problem
from sanctioncheck.errors.auditing import DecisionDisagrees, FactDisagrees
from sanctioncheck.load.amend import LIMITS
from sanctioncheck.load.restate import current
from sanctioncheck.load.yamltext import read_document

__all__ = ["fact_problems", "line_problems"]

_STATES = {"accept": "accepted", "reject": "rejected"}


def line_problems(entries: Sequence[Entry | None]) -> Iterator[Problem]:
    """Give where a decision names another person, day or outcome than what it says that it left.

    Args:
        entries: the decisions in their order; None where a line is no decision.
    """
    for number, entry in enumerate(entries, start=1):
        for field, said, left in _contradictions(entry, entries[: number - 1]) if entry is not None else ():
            yield DecisionDisagrees(place=None, path=NAME, line=number, field=field, said=str(said), left=str(left))


def _contradictions(entry: Entry, earlier: Sequence[Entry | None]) -> Iterator[tuple[str, object, object]]:
    """Give each field that disagrees: what it says, and what it should."""
    if entry.what in _STATES:
        found = entry.after.get("review")
        review = found if isinstance(found, Mapping) else {}
        by, on = str(review.get("by", "")), review.get("on", "")
        if review.get("state") != _STATES[entry.what]:
            yield "what", entry.what, review.get("state")
        # Under four eyes the first signature stands before the name of who decided.
        if by.rsplit("; ", maxsplit=1)[-1] != entry.who:
            yield "who", entry.who, by
        if not _same_day(entry.when, on):
            yield "when", entry.when, on
    elif entry.what == "undo":
        at = entry.undoes or 0
        undone = earlier[at - 1] if 0 < at <= len(earlier) else None
        # Everybody undoes only decisions of his own.
        if undone is not None and not same_name(undone.who, entry.who):
            yield "who", entry.who, undone.who


def _same_day(when: object, on: object) -> bool:
    """Tell whether a moment lies on a day; the moment is in UTC, and the day that of wherever the reviewer was.

    >>> _same_day("2026-12-01", "2026-12-01"), _same_day("2026-11-30T22:15:00+00:00", "2026-12-01")
    (True, True)
    >>> _same_day("1999-12-01", "2026-12-01"), _same_day("2026-11-30", "2026-12-01"), _same_day("", "x")
    (False, False, False)
    """
    if when == on or not isinstance(when, str) or not isinstance(on, str) or "T" not in when:
        return when == on
    try:
        return abs(datetime.fromisoformat(when).date() - date.fromisoformat(on)) <= timedelta(days=1)
    except ValueError:
        return False


def fact_problems(entries: Sequence[Entry | None], raw: bytes) -> Iterator[Problem]:
    """Give what the case file says otherwise than the decisions left it.

    Args:
        entries: the decisions in their order; None where a line is no decision.
        raw: the bytes of the case file.
    """
    left: dict[tuple[str, str], tuple[int, Any]] = {}
    for number, entry in enumerate(entries, start=1):
        if entry is not None:
            left |= {(entry.fact, field): (number, value) for field, value in entry.after.items()}
    data = read_document("case.yaml", raw, LIMITS).data
    facts = data.get("facts") if isinstance(data, Mapping) else None
    listed = facts if isinstance(facts, list) else []
    stated = {str(fact["id"]): fact for fact in listed if isinstance(fact, Mapping) and "id" in fact}
    for (fact, field), (number, value) in left.items():
        if not _says(stated.get(fact), field, value):
            yield FactDisagrees(place=None, fact=fact, field=field, decision=number)


def _says(fact: Mapping[str, Any] | None, field: str, value: Any) -> bool:
    """Tell whether a fact, as the case file has it, says something."""
    if fact is None:
        return False
    try:
        return _plain(current(fact, field)) == _plain(value)
    except (LookupError, TypeError, StopIteration, AttributeError):
        # A fact that has lost its form says nothing.
        return False


def _plain(value: Any) -> str:
    """Write a value as the record does, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, default=str)
