"""How much work the judging of a norm may take: counted steps, never a clock, so that equal input is cut alike."""

from __future__ import annotations

from dataclasses import dataclass

from sanctioncheck.model.finding import Cut

PER_NORM = 500_000
"""Steps that one norm may take: candidates looked at, and facts and definitions heard of them."""
NORMS_WORTH = 5
"""All norms of a case together may take as many steps as so many norms."""
DEEPEST = 100
"""Definitions within definitions."""


class Spent(Exception):
    """A norm would take more than its budget."""

    def __init__(self, why: Cut) -> None:
        super().__init__(why)
        self.why: Cut = why


CUT_BY = (Spent, RecursionError)
"""What ends the hearing of a finding before its end."""


def reason(error: Spent | RecursionError) -> Cut:
    """Give why a hearing came to no end.

    >>> reason(RecursionError())
    'depth'
    """
    return error.why if isinstance(error, Spent) else "depth"


@dataclass(slots=True)
class Budget:
    """The steps that are left to a norm and to the case.

    >>> budget = Budget(3)
    >>> budget.begin()
    >>> budget.take(2)
    >>> budget.take(2)
    Traceback (most recent call last):
    sanctioncheck.engine.budget.Spent: budget
    """

    per_norm: int = PER_NORM
    left: int = 0
    depth: int = 0
    all_left: int = -1
    taken: int = 0

    def __post_init__(self) -> None:
        if self.all_left < 0:
            self.all_left = self.per_norm * NORMS_WORTH
        self.left = self.per_norm

    def begin(self) -> None:
        """Begin a norm: what the one before it left over is not carried on."""
        self.depth = 0
        self.left = min(self.per_norm, self.all_left)

    def share(self) -> None:
        """Begin one of many parts: each may take a fifth of what is left, so that none takes it all."""
        self.begin()
        self.left = min(self.left, self.all_left // NORMS_WORTH)

    def renew(self) -> None:
        """Give the case its whole budget again, for what is said of it once it is judged."""
        self.all_left = self.per_norm * NORMS_WORTH
        self.begin()

    def take(self, steps: int = 1) -> None:
        """Take steps.

        Raises:
            Spent: there are not so many left, to the norm or to the case.
        """
        if steps > self.left:
            self.all_left -= max(self.left, 0)
            self.left = 0
            raise Spent("budget")
        self.left -= steps
        self.all_left -= steps
        self.taken += steps

    def enter(self) -> None:
        """Go into a definition; ``leave`` goes out of it.

        Raises:
            Spent: it lies too deep within others.
        """
        self.depth += 1
        if self.depth > DEEPEST:
            raise Spent("depth")

    def leave(self) -> None:
        """Go out of a definition."""
        self.depth -= 1
