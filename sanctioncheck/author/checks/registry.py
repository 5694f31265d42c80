"""Which checks there are, in the order of their codes, and running them over a pack."""

from __future__ import annotations

from collections.abc import Collection

from sanctioncheck.author.checks import cues, dating, ladder, listing, logic, sources, structure, wording
from sanctioncheck.author.checks.check import Check, PackWithTests
from sanctioncheck.errors import Problem, benching, files, in_order, norms, rules, testing, text

__all__ = ["CHECKS", "check_pack", "kinds", "titles"]

CHECKS: tuple[type[Check], ...] = (
    logic.Impossible,
    logic.Inevitable,
    logic.EmptyElement,
    logic.DeadException,
    logic.AlwaysExcused,
    logic.DeadUnless,
    logic.SameReadings,
    structure.OwnException,
    structure.TwinNorms,
    structure.PermittedAndForbidden,
    structure.AboutNothing,
    structure.RepeatedPart,
    structure.LonePart,
    structure.DoubleNegation,
    structure.UnusedPredicate,
    structure.IdleDefinition,
    dating.GapInForce,
    dating.GapToSuccessor,
    dating.StillInForce,
    dating.NotYetThere,
    dating.AfterTheFact,
    wording.NoQuestion,
    wording.BrokenBraces,
    wording.BadSpacing,
    wording.SameQuestion,
    wording.SpeaksOfNobody,
    wording.SilentRole,
    wording.SilentDenial,
    sources.CrowdHolds,
    sources.HoldsBoth,
    sources.NoAuthority,
    sources.SamePinpoint,
    sources.LooseFileName,
    sources.SaysNothing,
    listing.CatalogueRow,
    listing.NotInCatalogue,
    sources.Undescribed,
    cues.CollidingCues,
    cues.ContradictoryExamples,
    cues.UnusedWords,
    cues.RepeatedWord,
    ladder.Untested,
    ladder.StableUnreviewed,
    ladder.StableUnverified,
    ladder.DeprecatedInForce,
    ladder.StableUncovered,
    ladder.Unfinished,
)

_FAMILIES = (files, rules, norms, testing, benching, text)
"""What can be wrong with a pack and its tests before any check is made; named, so that nothing else is told."""


def kinds() -> dict[str, type[Problem]]:
    """Give every code of a pack and its tests with its class: those of loading, of tests, and of the checks.

    >>> kinds()["SC-L021"].severity, kinds()["SC-L020"].severity
    ('warning', 'error')
    """
    found: list[type[Problem]] = [*CHECKS]
    for family in _FAMILIES:
        found += [kind for kind in vars(family).values() if isinstance(kind, type) and "code" in vars(kind)]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.code)}


def titles() -> dict[str, str]:
    """Give a sentence on each code of a pack and its tests.

    >>> titles()["SC-L114"]
    'A part stands twice in one `all` or `any`.'
    >>> titles()["SC-L012"]
    'A predicate is used that no vocabulary declares.'
    """
    return {code: (kind.__doc__ or code).split("\n")[0] for code, kind in kinds().items()}


def check_pack(pack: PackWithTests, only: Collection[str] = ()) -> tuple[Check, ...]:
    """Run the checks over a pack that loads.

    Args:
        pack: the pack with its tests.
        only: the codes to look for; empty for all.

    Returns:
        What was found, in the order of files and lines; each once.
    """
    chosen = [check for check in CHECKS if not only or check.code in only]
    found = dict.fromkeys(problem for check in chosen for problem in check.find(pack))
    return tuple(problem for problem in in_order(found) if isinstance(problem, Check))
