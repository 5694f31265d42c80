"""Both engines on one case: what was compared, what differs, and the smallest case that still shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctioncheck.engine.plan import Plan
from sanctioncheck.errors import InputError
from sanctioncheck.explain.matrix import ENGINE_VERSION
from sanctioncheck.model.engines import DifferenceNode, Engines
from sanctioncheck.model.evidence import Weighing
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import format_when

if TYPE_CHECKING:
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import Checked, Difference
    from sanctioncheck.engine.durable.child import Second

MOST_FINDINGS = 1000
"""Findings of a case, up to which both engines are compared although nobody asked for it: a few seconds of work."""
SHOWN = 20
"""Differences of one case that a result holds, at most."""
_ALONE = "the engine on durable_rules alone was asked for"
_NAME = r"`[\w./#:$-]{1,200}`"
_CHOSEN = re.compile(
    r"the native engine alone was asked for|the case has \d+ findings; `--engine both` compares more than \d+", re.ASCII
)
_NOTHING_COMPARED = (
    r"durable_rules cannot be imported on Python 3\.13 or later",
    r'durable_rules is not installed; `pip install "sanctioncheck\[durable\]"` adds it',
    r"durable_rules cannot be imported \(\w+\)",
    r"durable_rules took longer than [\d.e+]+ s",
    r"durable_rules stopped without an answer \((it closed its side|signal \d+|exit code \d+)\)",
    r"durable_rules ran out of memory",
    r"durable_rules lost something or failed inside",
    r"durable_rules did not say the same twice",
    r"the case needs more than \d+ facts in durable_rules",
)
_NOT_OF_A_NORM = (
    rf"{_NAME} takes more than its budget \((budget|depth)\)",
    rf"{_NAME} has \d+ parts; one rule of durable_rules takes \d+ conditions",
    rf"({_NAME} of )?{_NAME} has \d+ (exceptions|answers); the second engine takes \d+",
    rf"{_NAME} has \d+ conditions; durable_rules takes \d+",
    rf"{_NAME} has no condition; durable_rules would never return",
    rf"{_NAME} has two conditions that one fact could meet, and it can meet only one",
    rf"{_NAME} has \d+ roles; at most \d+ are safe",
    rf"{_NAME} is compared with \d+ values; at most \d+ are safe",
    r"\d+ conditions match one fact \{('\w+': \d+(, )?)*\}; at most \d+ are safe",
    r"\d+ rules in one set; at most \d+ are safe",
    r"\d+ sets of rules in one process",
    rf"durable_rules cannot tell {_NAME} from {_NAME}",
)
_LIMITS = "|".join(_NOT_OF_A_NORM)
_ON_THIS_MACHINE = re.compile(rf"{'|'.join(_NOTHING_COMPARED)}|{_LIMITS}", re.ASCII)
_NOT_THESE = re.compile(rf"({_LIMITS})(; ({_LIMITS}))*", re.ASCII)


@dataclass
class Engine:
    """Which engines a run uses.

    ``asked`` is `native`, `durable` or `both`; none for both where durable_rules is installed. ``second`` is the second
    engine as `begun` gives it.
    """

    asked: str | None
    rulebook: Rulebook
    plan: Plan
    second: Second | None = None
    why_not: str = ""

    def __post_init__(self) -> None:
        if self.asked == "native":
            self.why_not = "the native engine alone was asked for"
            return
        from sanctioncheck.engine.durable.child import missing

        reason = missing()
        if reason and self.asked in ("durable", "both"):
            from sanctioncheck.cli.faults import EngineMissing

            raise InputError([EngineMissing(place=None, engine=self.asked, reason=reason)])
        self.why_not = reason
        if self.second is not None:
            self.second.book = self.rulebook

    @property
    def decides(self) -> bool:
        """Tell whether the second engine decides."""
        return self.asked == "durable"

    def decide(self, court: Court) -> None:
        """Let the second engine decide the outcomes of a court.

        Raises:
            InputError: it could not.
        """
        from sanctioncheck.engine.crosscheck import decide

        assert self.second is not None
        failure = decide(self.second, court)
        if failure:
            from sanctioncheck.cli.faults import EngineFailed

            raise InputError([EngineFailed(place=None, reason=failure)])

    def ask(self, weighing: Weighing, findings: int) -> None:
        """Have the second engine begin with what `checked` is going to compare."""
        if self.second is not None and not self.decides and not self._too_many(findings):
            from sanctioncheck.engine.crosscheck import ask

            ask(self.second, self.plan, weighing)

    def _too_many(self, findings: int) -> bool:
        return self.asked is None and findings > MOST_FINDINGS

    def checked(self, weighing: Weighing, findings: int) -> Engines:
        """Compare both engines on a case, where both are used.

        Args:
            weighing: the weighed evidence of the case.
            findings: how many findings the native engine has made; of very many a comparison must be asked for.
        """
        if self.second is None:
            return Engines(native=ENGINE_VERSION, not_compared=self.why_not)
        from sanctioncheck.engine.crosscheck import cross_check
        from sanctioncheck.engine.durable.child import durable_version

        version = durable_version()
        if self.decides:
            return Engines(native=ENGINE_VERSION, durable=version, decided="durable", not_compared=_ALONE)
        if self._too_many(findings):
            reason = f"the case has {findings} findings; `--engine both` compares more than {MOST_FINDINGS}"
            return Engines(native=ENGINE_VERSION, durable=version, not_compared=reason)
        return told(cross_check(self.second, self.plan, weighing), version)


@contextmanager
def begun(asked: str | None) -> Iterator[Second | None]:
    """Start the second engine while the rules are still being read, and end it; None where it is not used."""
    if asked == "native":
        yield None
        return
    from sanctioncheck.engine.durable.child import FULL_BUDGET, QUICK_BUDGET, Second, missing

    if missing():
        yield None
        return
    with Second(budget=FULL_BUDGET if asked else QUICK_BUDGET) as second:
        second.begin()
        yield second


def can_be_said(engines: Engines) -> bool:
    """Tell whether a result may say this of its engines: a reason why nothing was compared is one that there is.

    It turns on the machine and the day, so it cannot be worked out again; what else stands there was put in.

    >>> can_be_said(Engines(native=ENGINE_VERSION, not_compared="durable_rules ran out of memory"))
    True
    >>> can_be_said(Engines(native=ENGINE_VERSION, not_compared="approved by a court"))
    False
    """
    reason = engines.not_compared
    if engines.native != ENGINE_VERSION or not re.fullmatch(r"[\w.+!-]{1,30}", engines.durable or "0", re.ASCII):
        return False
    if engines.compared:
        whole = not reason or bool(_NOT_THESE.fullmatch(reason))
        return engines.durable is not None and engines.decided == "native" and whole
    if engines.derivations or engines.differences:
        return False
    if engines.decided == "durable":
        return engines.durable is not None and reason == _ALONE
    return is_choice(engines) or bool(_ON_THIS_MACHINE.fullmatch(reason))


def is_choice(engines: Engines) -> bool:
    """Tell whether nothing was compared since nobody wanted it, so that it is no matter of the machine or the day."""
    return engines.decided == "durable" or bool(_CHOSEN.fullmatch(engines.not_compared))


def told(checked: Checked, version: str) -> Engines:
    """Give what a result says of a comparison."""
    if checked.failure:
        return Engines(native=ENGINE_VERSION, durable=version, not_compared=checked.failure)
    refused = "; ".join(reason for _, reason in checked.refused)
    return Engines(
        native=ENGINE_VERSION, durable=version, compared=True, derivations=checked.derivations, not_compared=refused,
        differences=tuple(difference_node(each) for each in checked.differences[:SHOWN]),
    )  # fmt: skip


def difference_node(difference: Difference) -> DifferenceNode:
    """Give a difference as a result has it."""
    return DifferenceNode(
        norm=difference.norm, readings=dict(difference.run), bindings=dict(difference.bindings),
        when=format_when(difference.when), hearing="claimant" if difference.claimant else "respondent",
        part=difference.part, standard=difference.standard, native=difference.native, durable=difference.durable,
    )  # fmt: skip
