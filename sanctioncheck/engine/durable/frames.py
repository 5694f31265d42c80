"""Frames and facts: what is asked waits in a frame, each answer comes as a fact, and a rule fires on a full frame.

Nothing is ever taken for false because it has not come yet: a rule fires once all its conditions are answered, and what
nobody knows is answered "unknown". So no rule needs a `not`, which durable_rules does not keep true to the facts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sanctioncheck.engine.durable.clauses import Formula
from sanctioncheck.engine.durable.clerk import OPEN, At, Env, Truth
from sanctioncheck.engine.durable.host import Broken, Guarded, Matched
from sanctioncheck.engine.durable.productions import SLOTS, Production
from sanctioncheck.model.firing import Premise
from sanctioncheck.model.truth import FULL

Taken = tuple[tuple[str, str], ...]
"""A choice of readings, as (position, reading) pairs."""
Asked = tuple[Any, ...]
"""What is asked: a kind, and what it is asked of."""
Finish = Callable[[list[Truth]], Truth]
STEP, ANSWER = 1, 2
STEPS = 0
"""The number of the one rule that takes up answers in a row."""


class Slot(NamedTuple):
    """One condition of a frame: how the log tells it, and what is asked, or the answer where it is there at once."""

    premise: Premise
    asked: Asked | None
    truth: Truth = OPEN
    beside: Truth | None = None
    """What must hold beside the answer."""


@dataclass
class Frame:
    """One rule that waits for the answers to its conditions."""

    number: int
    production: Production
    asked: Asked
    slots: Sequence[Slot]
    finish: Finish
    own: bool
    env: Env
    at: At
    taken: Taken
    concludes: tuple[str, tuple[str, ...]] | None = None


@dataclass
class Gathering:
    """Answers taken up one by one: as many as there are things to ask of."""

    asked: Asked
    wanted: Sequence[Asked]
    finish: Finish
    got: list[Truth] = field(default_factory=list)


class Board(ABC):
    """Holds what is asked, what is known, and what waits for it."""

    def __init__(self, budget: int) -> None:
        self.guarded = Guarded(self.note, budget)
        self.sets: dict[int, str] = {}
        """Number of a production to the set of rules that it is in."""
        self.known: dict[Asked, Truth] = {}
        self.by: dict[Asked, tuple[int, ...]] = {}
        """What is known to the firings that concluded it."""
        self._waiting: dict[Asked, list[Callable[[Truth], None]]] = {}
        self._agenda: deque[Asked] = deque()
        self._noted: deque[tuple[int, Matched]] = deque()
        self._frames: dict[int, Frame] = {}
        self._gatherings: dict[int, Gathering] = {}
        self._count = 0
        step: list[dict[str, Any]] = [
            {"c0": {"$and": [{"k": STEP}]}},
            {"c1": {"$and": [{"k": ANSWER}, {"f": {"c0": "f"}}, {"i": {"c0": "i"}}]}},
        ]
        self._steps = self.guarded.rules({STEPS: step})

    # --- to be said by who reasons

    @abstractmethod
    def open(self, asked: Asked) -> None:
        """Begin to work out something that is asked for the first time."""

    @abstractmethod
    def log(self, frame: Frame, premises: Sequence[Premise], truth: Truth) -> int:
        """Take note of a firing, and give its number."""

    @abstractmethod
    def searched(self, number: int, matched: Matched) -> bool:
        """Take a firing of a search; tells whether it was one."""

    # --- asking

    def fresh(self) -> int:
        """Give the number of a new frame."""
        self._count += 1
        return self._count

    def want(self, asked: Asked, waiter: Callable[[Truth], None]) -> None:
        """Ask for something; the waiter is told when it is known."""
        if asked in self.known:
            waiter(self.known[asked])
        elif asked in self._waiting:
            self._waiting[asked].append(waiter)
        else:
            self._waiting[asked] = [waiter]
            self._agenda.append(asked)

    def learn(self, asked: Asked, truth: Truth, by: tuple[int, ...] = ()) -> None:
        """Answer what is asked."""
        self.known[asked] = truth
        if by:
            self.by[asked] = by
        for waiter in self._waiting.pop(asked, ()):
            waiter(truth)

    def frame(self, frame: Frame) -> None:
        """Put a frame up, and ask for what its conditions ask."""
        self._frames[frame.number] = frame
        for place, slot in enumerate(frame.slots):
            if slot.asked is None:
                self._send(frame, place, slot.truth)
            else:
                self.want(slot.asked, partial(self._send, frame, place))

    def _send(self, frame: Frame, place: int, truth: Truth) -> None:
        beside = frame.slots[place].beside
        if beside is not None:
            truth = kleene("all", [beside, truth])
        number = frame.production.number
        fact = {"k": number * SLOTS + place, "f": frame.number, "t": truth[0], "x": truth[1]}
        self.guarded.tell(self.sets[number], fact)

    def gather(self, asked: Asked, wanted: Sequence[Asked], finish: Finish) -> None:
        """Ask for any number of things; their answers are taken up in order."""
        if not wanted:
            self.learn(asked, finish([]))
            return
        if len(wanted) == 1:
            only = wanted[0]
            self.want(only, lambda truth: self.learn(asked, finish([truth]), self._said([only], [truth])))
            return
        number = self.fresh()
        self._gatherings[number] = Gathering(asked, wanted, finish)
        self.guarded.tell(self._steps, {"k": STEP, "f": number, "i": 0})
        for i, each in enumerate(wanted):
            self.want(each, partial(self._answer, number, i))

    def _answer(self, number: int, i: int, truth: Truth) -> None:
        self.guarded.tell(self._steps, {"k": ANSWER, "f": number, "i": i, "t": truth[0], "x": truth[1]})

    # --- chaining

    def note(self, number: int, matched: Matched) -> None:
        """Be told by durable_rules that a rule fired."""
        if not self.searched(number, matched):
            self._noted.append((number, matched))

    def run(self) -> None:
        """Go on until nothing is asked and nothing fires any more.

        Raises:
            Broken: something asked was never answered.
        """
        while self._noted or self._agenda:
            if not self._noted:
                self.open(self._agenda.popleft())
                continue
            number, matched = self._noted.popleft()
            if number == STEPS:
                self._stepped(matched)
            else:
                self._fired(matched)
        # Who gathers answers is waited for; a norm is not.
        if self._waiting or self._frames:
            first = min(map(str, self._waiting), default="a frame")
            raise Broken(f"{len(self._waiting)} questions were never answered, among them {first}")

    def _stepped(self, matched: Matched) -> None:
        step, answer = matched["c0"], matched["c1"]
        gathering = self._gatherings[step["f"]]
        gathering.got.append((answer["t"], answer["x"]))
        if len(gathering.got) < len(gathering.wanted):
            self.guarded.tell(self._steps, {"k": STEP, "f": step["f"], "i": step["i"] + 1})
            return
        del self._gatherings[step["f"]]
        by = self._said(gathering.wanted, gathering.got)
        self.learn(gathering.asked, gathering.finish(gathering.got), by)

    def _said(self, wanted: Sequence[Asked], truths: Sequence[Truth]) -> tuple[int, ...]:
        """Give the firings that concluded those of some answers that say anything."""
        said = [each for each, truth in zip(wanted, truths, strict=True) if truth != OPEN]
        return tuple(sorted({number for each in said for number in self.by.get(each, ())}))

    def _fired(self, matched: Matched) -> None:
        frame = self._frames.pop(matched["c0"]["f"])
        truths = [(matched[f"c{i}"]["t"], matched[f"c{i}"]["x"]) for i in range(len(frame.slots))]
        truth = frame.finish(truths)
        premises = [self._met(slot, truth_) for slot, truth_ in zip(frame.slots, truths, strict=True)]
        self.learn(frame.asked, truth, (self.log(frame, premises, truth),))

    def _met(self, slot: Slot, truth: Truth) -> Premise:
        """Tell what met a condition; of an exception that is the respondent's only whether it holds."""
        false = 0 if slot.premise.kind == "exception" else truth[1]
        by = self.by.get(slot.asked, ()) if slot.asked else ()
        return slot.premise._replace(true=truth[0], false=false, by=by)


def kleene(word: str, truths: Sequence[Truth]) -> Truth:
    """Join truths by `all` or `any`, or turn one by `not` (Kleene's tables, standard by standard).

    >>> kleene("all", [(3, 0), (1, 2)]), kleene("any", [(3, 0), (1, 2)]), kleene("not", [(1, 2)])
    ((1, 2), (3, 0), (2, 1))
    """
    if word == "not":
        ((true, false),) = truths
        return false, true
    strong, weak = FULL, 0
    for true, false in truths:
        strong &= true if word == "all" else false
        weak |= false if word == "all" else true
    return (strong, weak) if word == "all" else (weak, strong)


def reckon(formula: Formula, truths: Sequence[Truth]) -> Truth:
    """Work out a formula over the truths of its literals.

    >>> reckon(("all", (0, ("not", (1,)))), [(3, 0), (0, 1)])
    (1, 0)
    """
    if isinstance(formula, int):
        return truths[formula]
    word, parts = formula
    return kleene(word, [reckon(part, truths) for part in parts])
