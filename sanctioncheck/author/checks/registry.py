"""Which checks there are, in the order of their codes, and running them over a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sanctioncheck.author.checks import cues, dating, ladder, logic, sources, structure, wording
from sanctioncheck.author.checks.check import Check
from sanctioncheck.errors import Problem, in_order
from sanctioncheck.load.pack import Loaded

__all__ = ["CHECKS", "check_pack", "titles"]

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
    cues.CollidingCues,
    cues.ContradictoryExamples,
    cues.UnusedWords,
    cues.RepeatedWord,
    ladder.Untested,
    ladder.StableUnreviewed,
    ladder.StableUnverified,
    ladder.DeprecatedInForce,
)


def titles() -> dict[str, str]:
    """Give a sentence on each code that `rules check` can print: those of the checks and those of loading.

    >>> titles()["SC-L114"]
    'A part stands twice in one `all` or `any`.'
    """
    return {code: (problem.__doc__ or code).split("\n")[0] for code, problem in sorted(_coded(Problem))}  # type: ignore[type-abstract]


def _coded(kind: type[Problem]) -> Iterator[tuple[str, type[Problem]]]:
    for inner in kind.__subclasses__():
        # Whoever extends the program has problems of their own, with pages of their own.
        if "code" in inner.__dict__ and inner.__module__.startswith("sanctioncheck."):
            yield inner.code, inner
        yield from _coded(inner)


def check_pack(pack: Loaded, only: Collection[str] = ()) -> tuple[Check, ...]:
    """Run the checks over a pack that loads.

    Args:
        pack: the pack, as `read_pack` gives it.
        only: the codes to look for; empty for all.

    Returns:
        What was found, in the order of files and lines; each once.
    """
    chosen = [check for check in CHECKS if not only or check.code in only]
    found = dict.fromkeys(problem for check in chosen for problem in check.find(pack))
    return tuple(problem for problem in in_order(found) if isinstance(problem, Check))
