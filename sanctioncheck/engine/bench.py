"""What a compiled condition is heard on: a moment, the rows to look through, and the bench that hears ground atoms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, Protocol

from sanctioncheck.engine.budget import Budget
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import Weighed
from sanctioncheck.model.form import Form
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import Value

Env = dict[str, str]


class Moment(NamedTuple):
    """When a condition is heard: the days at which states are read, and the conduct that it is about.

    ``exact`` is the conduct's own date, which a dated atom must have; ``quantities`` are the conduct's own; with
    ``later``, events after the conduct count too.
    """

    window: Window
    exact: When | None = None
    quantities: tuple[tuple[str, Decimal], ...] = ()
    later: bool = False


class Rows(Protocol):
    """Where a condition looks for the choices under which it may be true."""

    @property
    def domain(self) -> tuple[str, ...]:
        """Every actor and thing, sorted."""

    @property
    def budget(self) -> Budget:
        """The steps that are left."""

    def rows(self, name: str, pattern: tuple[str | None, ...]) -> Iterator[tuple[str, ...]]:
        """Give the fillers under which an atom may be true in some hearing; a superset."""


class Store(Rows, Protocol):
    """Weighed evidence, indexed."""

    def answers(self, name: str, window: Window) -> bool:
        """Tell whether absence is a no on the days given."""

    def listed(self, form: Form, variable: str, window: Window) -> tuple[str, ...] | None:
        """Give the values that a variable must be tried with to show that there is none, sorted."""

    def evidence_rows(self, name: str, pattern: tuple[str | None, ...]) -> list[tuple[str, ...]]:
        """Give the fillings about which there is any evidence and that fit a pattern, sorted."""

    def instances(self, name: str, args: tuple[str, ...]) -> list[tuple[When, Weighed]]:
        """Give all evidence about one filling, in order of time."""


class Bench(Rows, Protocol):
    """Hears ground atoms for one body of evidence under one choice of readings."""

    @property
    def index(self) -> Store:
        """The evidence."""

    @property
    def possibly_same(self) -> frozenset[frozenset[str]]:
        """Pairs of ids that may stand for one thing."""

    def value(self, name: str, args: tuple[str, ...], moment: Moment) -> Value:
        """Hear an atom at a moment."""

    def instance(self, name: str, args: tuple[str, ...], when: When) -> Value:
        """Hear one event."""


def bind(args: tuple[str, ...], env: Env) -> tuple[str | None, ...]:
    """Fill the variables of a pattern; what is still free is ``None``."""
    return tuple(env.get(arg) if is_var(arg) else arg for arg in args)


def match_row(args: tuple[str, ...], row: tuple[str, ...], env: Env) -> Env | None:
    """Extend a choice so that the pattern equals the row, or give ``None``.

    >>> match_row(("$X", "b"), ("a", "b"), {})
    {'$X': 'a'}
    """
    out: Env | None = None
    for term, filler in zip(args, row, strict=True):
        if term[0] != "$":
            if term != filler:
                return None
            continue
        known = (out or env).get(term)
        if known is None:
            out = {**env, term: filler} if out is None else {**out, term: filler}
        elif known != filler:
            return None
    return env if out is None else out
