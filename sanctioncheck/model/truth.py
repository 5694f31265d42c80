"""How well a thing is proved, and for whom a dispute is decided: five standards, two hearings, four masks.

A *mask* is an int of five bits; bit ``i`` is set where standard ``i`` is reached. A *value* is four masks: true and
false in the first hearing (every dispute decided for the one who relies on the condition), true and false in the
second (every dispute decided against). Within a hearing the connectives are Kleene's (Kleene, *Introduction to
Metamathematics*, 1952, section 64).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Standard = Literal["alleged", "reasonable-grounds", "balance", "clear-and-convincing", "conclusive"]
STANDARDS: tuple[Standard, ...] = get_args(Standard)
RANK: dict[str, int] = {name: rank for rank, name in enumerate(STANDARDS)}
FULL = (1 << len(STANDARDS)) - 1

State = Literal["shown", "shown-false", "disputed", "unknown"]
Value = tuple[int, int, int, int]

UNKNOWN: Value = (0, 0, 0, 0)
TRUE: Value = (FULL, 0, FULL, 0)
FALSE: Value = (0, FULL, 0, FULL)


def up_to(rank: int) -> int:
    """Give the mask of every standard from the lowest to ``rank`` (0 to 4); -1 gives the empty mask.

    >>> bin(up_to(2))
    '0b111'
    """
    return (2 << rank) - 1 if rank >= 0 else 0


def highest(mask: int) -> int:
    """Give the rank of the highest standard in a mask, or -1 for none.

    >>> highest(0b00111)
    2
    """
    return mask.bit_length() - 1


def atom(for_: int, against: int) -> Value:
    """Hear one atom twice, from the mask of the evidence for it and the mask of the evidence against it.

    >>> atom(0b00011, 0b00001)
    (3, 0, 2, 1)
    """
    return for_, against & ~for_, for_ & ~against, against


def every(values: Iterable[Value]) -> Value:
    """Hear a conjunction: true where every part is, false where one part is.

    >>> every([TRUE, UNKNOWN]) == UNKNOWN, every([UNKNOWN, FALSE]) == FALSE
    (True, True)
    """
    t1, f1, t2, f2 = TRUE
    for a, b, c, d in values:
        t1 &= a
        f1 |= b
        t2 &= c
        f2 |= d
    return t1, f1, t2, f2


def some(values: Iterable[Value]) -> Value:
    """Hear a disjunction: true where one part is, false where every part is.

    >>> some([TRUE, UNKNOWN]) == TRUE, some([FALSE, UNKNOWN]) == UNKNOWN
    (True, True)
    """
    t1, f1, t2, f2 = FALSE
    for a, b, c, d in values:
        t1 |= a
        f1 &= b
        t2 |= c
        f2 &= d
    return t1, f1, t2, f2


def negate(value: Value) -> Value:
    """Hear a negation: true and false change places, and so do the sides.

    >>> negate((3, 0, 2, 1))
    (1, 2, 0, 3)
    """
    a, b, c, d = value
    return d, c, b, a


def join(value: Value, for_: int, against: int) -> Value:
    """Join evidence about a derived atom to what its definitions give.

    >>> join(UNKNOWN, 3, 1) == atom(3, 1)
    True
    """
    t1, f1, t2, f2 = value
    t1 |= for_
    f2 |= against
    return t1, (f1 | against) & ~t1, (t2 | for_) & ~f2, f2


def state_at(value: Value, rank: int) -> State:
    """Name what a value says at one standard.

    >>> state_at(atom(0b11, 0), 1), state_at(atom(1, 1), 0), state_at(UNKNOWN, 0)
    ('shown', 'disputed', 'unknown')
    """
    t1, f1, t2, f2 = (bool(mask >> rank & 1) for mask in value)
    if t1 and t2:
        return "shown"
    if f1 and f2:
        return "shown-false"
    if t1:
        return "disputed"
    return "unknown"
