"""What a test can want: the outcome of a norm for an actor, or the state of an atom."""

from __future__ import annotations

from typing import Literal

__all__ = ["STATE_WORDS", "Wanted"]

Wanted = Literal[
    "violated", "contested", "undetermined", "excused", "not-violated", "not-triggered", "not-applicable",
    "shown", "shown-false", "disputed", "unknown",
]  # fmt: skip
"""The outcome of a norm for an actor, or the state of an atom."""
STATE_WORDS = frozenset({"shown", "shown-false", "disputed", "unknown"})
"""Of those, the ones that say how an atom stands."""
