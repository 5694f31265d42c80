"""Runs every check on a pack whose files have been read, and gathers all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.errors import Problem
from sanctioncheck.load.authorities import authority_problems
from sanctioncheck.load.background import background_problems, list_problems
from sanctioncheck.load.document import Loc
from sanctioncheck.load.draft import Clause, Draft, DraftMeaning, DraftNorm
from sanctioncheck.load.files import Spot
from sanctioncheck.load.meanings import meaning_problems
from sanctioncheck.load.norms import norm_problems
from sanctioncheck.load.provisions import provision_problems
from sanctioncheck.load.readings import positions_of, reading_problems
from sanctioncheck.load.strata import dependence, run_problems, strata_problems
from sanctioncheck.load.usage import usage_problems
from sanctioncheck.load.words import Words, type_problems
from sanctioncheck.model.rulebook import symbol

__all__ = ["problems_of"]

Faulty = set[tuple[str, Loc]]
"""The parts, by file and place, that use a word which does not exist."""


def problems_of(
    draft: Draft,
    words: Words,
    norms: Sequence[DraftNorm],
    meanings: Sequence[DraftMeaning],
    broken: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Give every problem of a pack, each once.

    How a norm is built is looked at only where all its words exist. `broken` are the ids of provisions whose files
    could not be read.
    """
    found = [*type_problems(draft, words), *list_problems(draft, words), *background_problems(draft, words)]
    found += provision_problems(draft, words, broken)
    found += authority_problems(draft, words)
    faulty: Faulty = set()
    for part, problem in usage_problems(draft, words, _defined(meanings)):
        faulty.add(part.key)
        found.append(problem)
    found += reading_problems(norms, meanings)
    found += _structure([n for n in norms if _norm_is_sound(n, faulty)], meanings, faulty, words)
    return tuple(dict.fromkeys(found))


def _structure(
    norms: Sequence[DraftNorm], meanings: Sequence[DraftMeaning], faulty: Faulty, words: Words
) -> Iterator[Problem]:
    sound = [m for m in meanings if m.sound and _key(m.spot) not in faulty and not _borrows(m.exceptions, faulty)]
    for meaning in sound:
        yield from meaning_problems(meaning, words)
    law = dependence(sound, words)
    yield from strata_problems(law, words)
    positions = positions_of(norms, meanings)
    defined = _defined(meanings)
    for norm in norms:
        yield from norm_problems(norm, words, defined)
        yield from run_problems(norm, law, positions)


def _defined(meanings: Sequence[DraftMeaning]) -> frozenset[str]:
    """Give the symbols that definitions conclude, however faulty the rest of them."""
    return frozenset(
        symbol(head.predicate, {"type": "", **head.roles})
        for head in (meaning.meaning.definition.concludes for meaning in meanings)
    )


def _key(spot: Spot) -> tuple[str, Loc]:
    return spot.document.path, spot.loc


def _norm_is_sound(norm: DraftNorm, faulty: Faulty) -> bool:
    elements = {_key(norm.file.spot.to("elements", name)) for name in norm.rule.elements}
    return norm.sound and not faulty & {_key(norm.spot), *elements} and not _borrows(norm.exceptions, faulty)


def _borrows(exceptions: dict[str, Clause], faulty: Faulty) -> bool:
    """Tell whether an exception, wherever it is written, uses a word that does not exist."""
    return any(_key(clause.origin) in faulty for clause in exceptions.values())
