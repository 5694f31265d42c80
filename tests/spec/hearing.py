"""One hearing: for whom disputes are decided, at which standard; and how true, false and unknown go together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sanctioncheck.model.time import When, Window

Truth = bool | None


class Hearing(NamedTuple):
    """Whether disputes are decided for who relies on the condition, the standard, and the conduct it is about."""

    own: bool
    s: int
    window: Window
    exact: When | None = None
    quantities: tuple[Any, ...] = ()
    later: bool = False

    @property
    def other(self) -> Hearing:
        return Hearing(not self.own, *self[1:])

    def decide(self, yes: bool, no: bool) -> Truth:
        """Decide where something speaks for, or against, or both, or neither."""
        return self.own if yes and no else True if yes else False if no else None

    def join(self, *values: Truth) -> Truth:
        return self.decide(True in values, False in values)

    def weigh(self, for_: int, against: int) -> Truth:
        return self.decide(bool(for_ >> self.s & 1), bool(against >> self.s & 1))


def turn(value: Truth) -> Truth:
    return None if value is None else not value


def both(values: Iterable[Truth]) -> Truth:
    answer: Truth = True
    for value in values:
        if value is False:
            return False
        answer = None if value is None else answer
    return answer


def one_of(values: Iterable[Truth]) -> Truth:
    answer: Truth = False
    for value in values:
        if value is True:
            return True
        answer = None if value is None else answer
    return answer
