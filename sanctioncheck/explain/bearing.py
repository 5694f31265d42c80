"""What an atom was heard on: the evidence about it and its kindred types, on those days, on the side that bears."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.machine import Machine
from sanctioncheck.explain.leaves import Leaves
from sanctioncheck.model.evidence import IS_A, Key, Weighed
from sanctioncheck.model.result import Leaf, OtherDays
from sanctioncheck.model.time import When, format_when
from sanctioncheck.model.truth import FULL

Bears = Literal["both", "for", "against", "turned"]
"""Which side of a piece of evidence bears on an atom; ``turned`` where what is for it counts against the atom."""


def bearing(
    machine: Machine, symbol: str, args: tuple[str, ...], moment: Moment, exact: When | None
) -> Iterator[tuple[Key, Weighed, Bears]]:
    """Give the evidence that an atom was heard on, each with the side of it that bears."""
    index = machine.index
    if symbol.startswith("is_a:"):
        yield from _of_types(machine, symbol[5:], args, moment)
        return
    for when, weighed in index.instances(symbol, args):
        if index.kind(symbol) == "event":
            fits = when == exact if exact is not None else by_then(when, moment)
        else:
            fits = _throughout(when, moment)
        if fits:
            yield Key(symbol, args, when), weighed, "both"


def _of_types(
    machine: Machine, kind: str, args: tuple[str, ...], moment: Moment
) -> Iterator[tuple[Key, Weighed, Bears]]:
    plan = machine.plan
    said = machine.index.said_to_be(args)
    tables: list[tuple[str, Bears]] = [(t, "both" if t == kind else "for") for t in plan.narrower[kind] if t in said]
    tables += [(t, "against") for t in plan.wider[kind] if t != kind and t in said]
    tables += [(t, "turned") for t in plan.disjoint[kind] if t in said]
    for other, bears in tables:
        for when, weighed in machine.index.instances(f"is_a:{other}", args):
            masks = {"both": weighed.for_ | weighed.against, "against": weighed.against}
            if masks.get(bears, weighed.for_) and _throughout(when, moment):
                yield Key(IS_A, (*args, other), when), weighed, bears


def _throughout(when: When, moment: Moment) -> bool:
    core = when.core
    return core is not None and moment.window.within(core)


def by_then(when: When, moment: Moment) -> bool:
    """Tell whether an event may have taken place by the end of the conduct; a denial of one that may is a no."""
    return moment.later or when.begin.first <= moment.window.last


def leaves_on(leaves: Leaves, key: Key, weighed: Weighed, bears: Bears) -> Iterator[Leaf]:
    """Give the leaves of a piece of evidence that bear; what is only assumed bears where it is supposed."""
    for leaf in leaves.of(key):
        mask = weighed.for_ if leaf.side == "for" else weighed.against
        if leaf.kind == "assumption" and mask != FULL:
            continue
        if not mask and leaf.grade is not None:
            # What is supposed counts whatever else is said.
            continue
        if bears in ("both", leaf.side):
            yield leaf
        elif bears == "turned" and leaf.side == "for":
            yield leaf.model_copy(update={"side": "against"})


def of_other_days(
    machine: Machine, leaves: Leaves, symbol: str, args: tuple[str, ...], state: str, counted: set[Key]
) -> Iterator[OtherDays]:
    """Give what is said of an atom on days that are not those asked about, where it goes against what is shown."""
    against = {"shown": ("against",), "shown-false": ("for",)}.get(state, ("for", "against"))
    for when, weighed in machine.index.instances(symbol, args):
        key = Key(symbol, args, when)
        if symbol.startswith(f"{IS_A}:") or key in counted:
            continue
        for leaf in leaves_on(leaves, key, weighed, "both"):
            if leaf.side in against and leaf.kind not in ("list", "declared"):
                yield OtherDays(when=format_when(when), leaf=leaf)
