"""Outcomes, findings and cells: what a matrix is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from sanctioncheck.model.norm import Provision
from sanctioncheck.model.time import When, format_known
from sanctioncheck.model.truth import RANK, STANDARDS, Standard

Outcome = Literal["violated", "contested", "undetermined", "excused", "not-violated", "not-triggered", "not-applicable"]
QUIET: Final[tuple[Outcome, ...]] = ("not-triggered", "not-applicable")
"""Outcomes of a norm that no fact opens, or that binds nobody here."""
FOLDING: tuple[Outcome, ...] = (
    "violated",
    "contested",
    "undetermined",
    "excused",
    "not-violated",
    "not-triggered",
    "not-applicable",
)
"""An open finding is never hidden by a closed one: the first of these that a finding has is the cell's."""
ORDER: dict[Outcome, int] = {outcome: at for at, outcome in enumerate(FOLDING)}
SIGNS: dict[Outcome, str] = {
    "violated": "●",
    "contested": "◐",
    "undetermined": "?",
    "excused": "E",
    "not-violated": "○",
    "not-triggered": "·",
    "not-applicable": "–",
}
Cut = Literal["budget", "depth"]
"""Why something was not judged to its end: it took too many steps, or definitions lay too deep within each other."""
Effect = Literal["breach", "departure", "qualification", "responsibility"]
ByStandard = tuple[Outcome, ...]
NOT_TRIGGERED: ByStandard = ("not-triggered",) * 5
UNDETERMINED: ByStandard = ("undetermined",) * 5
NOT_APPLICABLE: ByStandard = ("not-applicable",) * 5


def _each(by_standard: dict[Standard, Outcome]) -> dict[Standard, Outcome]:
    if len(by_standard) < len(STANDARDS):
        raise ValueError(f"there is no outcome for {', '.join(s for s in STANDARDS if s not in by_standard)}")
    return by_standard


EachStandard = Annotated[dict[Standard, Outcome], AfterValidator(_each)]
"""The outcomes as a result has them, by name of the standard, none left out."""


def fold(outcomes: Iterable[ByStandard], default: ByStandard = NOT_TRIGGERED) -> ByStandard:
    """Fold findings of one norm into a cell, standard by standard.

    >>> fold([("excused",) * 5, ("undetermined",) * 5])[0]
    'undetermined'
    """
    rows = list(outcomes)
    if not rows:
        return default
    return tuple(min(column, key=ORDER.__getitem__) for column in zip(*rows, strict=True))


def over_readings(outcomes: Iterable[ByStandard]) -> ByStandard:
    """Give the outcome over base readings: contested where they differ and one is violated or contested.

    >>> over_readings([("violated",) * 5, ("undetermined",) * 5])[0]
    'contested'
    """
    rows = tuple(dict.fromkeys(outcomes))
    if len(rows) == 1:
        return rows[0]
    columns = zip(*rows, strict=True)
    out: list[Outcome] = []
    for column in columns:
        differ = len(set(column)) > 1
        serious = "violated" in column or "contested" in column
        out.append("contested" if differ and serious else min(column, key=ORDER.__getitem__))
    return tuple(out)


def reached(by_standard: ByStandard) -> Standard | None:
    """Give the highest standard at which an outcome is violated.

    >>> reached(("violated", "violated", "undetermined", "undetermined", "undetermined"))
    'reasonable-grounds'
    """
    ranks = [rank for rank, outcome in enumerate(by_standard) if outcome == "violated"]
    return STANDARDS[ranks[-1]] if ranks else None


def effect_of(provision: Provision, modality: str) -> Effect:
    """Give what a violation of a norm amounts to, from what the provision is."""
    if modality == "definition":
        return "qualification"
    if modality == "responsibility":
        return "responsibility"
    if provision.force == "recommendatory" or provision.verb in ("calls-upon", "urges"):
        return "departure"
    return "breach"


_VIOLATED = {
    "breach": "violated",
    "departure": "not followed",
    "qualification": "criteria met",
    "responsibility": "responsible",
}
_OTHER = {
    "departure": {"not-violated": "followed"},
    "qualification": {"not-violated": "criteria not met"},
    "responsibility": {"not-violated": "not responsible"},
}


def word(outcome: Outcome, effect: Effect, standard_reached: Standard | None) -> str:
    """Give the word printed for an outcome; below the balance of probabilities it says on what ground.

    >>> word("violated", "breach", "reasonable-grounds"), word("violated", "qualification", "balance")
    ('reasonable grounds to believe: violated', 'criteria met')
    """
    if outcome != "violated":
        return _OTHER.get(effect, {}).get(outcome, outcome.replace("-", " "))
    rank = RANK[standard_reached] if standard_reached else 0
    if rank >= RANK["balance"]:
        return _VIOLATED[effect]
    return ("reasonable grounds to believe: " if rank else "alleged: ") + _VIOLATED[effect]


@dataclass(frozen=True, slots=True)
class Finding:
    """One norm applied to one set of things at one date, with its outcome at every standard."""

    rule_id: str
    actor: str
    bindings: tuple[tuple[str, str], ...]
    when: When
    by_standard: ByStandard
    readings: tuple[tuple[str, str, ByStandard], ...] = ()
    """(position, reading, outcomes) with that position read so, over the base readings of the others."""
    if_assumed: ByStandard | None = None
    cut: Cut | None = None
    """Why it was not heard to its end; all that is known of it is then that something opens it."""

    @property
    def id(self) -> str:
        """A name that says what the finding is about."""
        fillers = ", ".join(f"{name[1:]}={filler}" for name, filler in self.bindings)
        return f"{self.rule_id}({fillers}; {format_known(self.when)})"


def gravest_of(findings: tuple[Finding, ...], rank: int, most: int) -> tuple[Finding, ...]:
    """Give so many findings as are asked for, the gravest chosen first, in their own order.

    >>> from sanctioncheck.model.time import THROUGHOUT
    >>> rows = [Finding("n", "a", (), THROUGHOUT, (outcome,) * 5) for outcome in ("undetermined", "violated")]
    >>> [each.by_standard[0] for each in gravest_of(tuple(rows), 0, 1)]
    ['violated']
    """
    if len(findings) <= most:
        return findings
    order = sorted(range(len(findings)), key=lambda at: (ORDER[findings[at].by_standard[rank]], at))
    return tuple(findings[at] for at in sorted(order[:most]))


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor under one norm."""

    actor: str
    rule_id: str
    by_standard: ByStandard
    findings: tuple[Finding, ...] = ()
    readings: tuple[tuple[str, str, ByStandard], ...] = ()
    if_assumed: ByStandard | None = None
    counts: dict[int, dict[Outcome, int]] = field(default_factory=dict)
    cut: Cut | None = None
    """Why a finding of it, or the search for its findings, did not come to an end."""

    def outcome(self, standard: Standard) -> Outcome:
        """Give the outcome at a standard."""
        return self.by_standard[RANK[standard]]
