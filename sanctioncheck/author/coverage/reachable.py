"""How a condition can come out at all: what no test can show is asked of none."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from sanctioncheck.model.condition import is_var
from sanctioncheck.model.form import Amount, Dated, Differ, Either, Every, Form, Holds, Negated, Share, ThereIs, Total
from sanctioncheck.model.truth import State

__all__ = ["SHOWN", "reachable"]

States = frozenset[State]
SHOWN: States = frozenset({"shown"})
DENIED: States = frozenset({"shown-false"})
OPEN: States = frozenset({"unknown"})
_TURNED: dict[State, State] = {"shown": "shown-false", "shown-false": "shown"}


def reachable(form: Form, closed: Callable[[str], bool], sure: frozenset[Holds] = frozenset()) -> States:
    """Give the states in which a test can find a condition: shown, shown false, unknown.

    Args:
        form: the condition in normal form.
        closed: tells whether a list answers a predicate, so that it is never unknown.
        sure: atoms that are shown wherever the condition is heard, such as the trigger.

    >>> member = Holds("member_of_un", ("$S",))
    >>> sorted(reachable(member, lambda name: name == "member_of_un"))
    ['shown', 'shown-false']
    """
    match form:
        case Holds():
            return _atom(form, closed, sure)
        case Every(parts):
            return reduce(_both, (reachable(part, closed, sure) for part in parts))
        case Either(parts):
            return _turn(reduce(_both, (_turn(reachable(part, closed, sure)) for part in parts)))
        case Negated(part):
            return _turn(reachable(part, closed, sure))
        case ThereIs(body=body):
            inside = reachable(body, closed, sure)
            # Where no list says who there is, silence leaves it open and nothing shows that there is none.
            return inside if form.closed else inside - DENIED | OPEN
        case Differ() | Dated():
            return SHOWN | DENIED
        case Total():
            if closed(form.of.symbol):
                return SHOWN | DENIED
            return (SHOWN if form.at_least else DENIED) | OPEN
        case Share():
            return SHOWN | OPEN
        case Amount():
            return SHOWN | DENIED | OPEN


def _atom(form: Holds, closed: Callable[[str], bool], sure: frozenset[Holds]) -> States:
    if any(form.symbol == each.symbol and form.args == each.args for each in sure):
        return SHOWN
    if not closed(form.symbol):
        return SHOWN | DENIED | OPEN
    # What a list says of a thing that the rule itself names is the same in every case.
    return SHOWN | DENIED if any(map(is_var, form.args)) else SHOWN


def _turn(states: States) -> States:
    return frozenset(_TURNED.get(state, state) for state in states)


def _both(one: States, other: States) -> States:
    """Give how two conditions together can come out, each as it may."""
    together = (one & other & SHOWN) | ((one | other) & DENIED)
    undecided = (one & OPEN and other - DENIED) or (other & OPEN and one - DENIED)
    return together | (OPEN if undecided else frozenset())
