"""Reads a case from its folder: the case file, the text of every source, and the passage behind every quote."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from sanctioncheck.errors import InputError, Problem, in_order, raise_errors
from sanctioncheck.errors.quotes import CaseMissing, CaseOutside, SourceUnhashed
from sanctioncheck.errors.text import MissingKey, TooManyProblems
from sanctioncheck.load.claims import claim_problems
from sanctioncheck.load.document import Document
from sanctioncheck.load.files import Filed, Spot, read_bytes
from sanctioncheck.load.links import link_problems
from sanctioncheck.load.quotes import Passages, find_passages, hash_of, read_sources
from sanctioncheck.load.shape import build
from sanctioncheck.load.standing import what_stands
from sanctioncheck.load.words import Words, words_of
from sanctioncheck.load.yamltext import Limits, read_document
from sanctioncheck.model.fact import Case
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.source import Passage

__all__ = ["Input", "LoadedCase", "check_case", "load_case"]

_LIMITS = Limits(size=5_000_000, nodes=500_000)
_NAME = "case.yaml"
_MOST_PROBLEMS = 500


class Input(NamedTuple):
    """A file that a result was computed from."""

    path: str
    sha256: str
    verbatim: bool
    """False for a note written in the project's own words."""


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case that fits its files and its rulebook."""

    case: Case
    folder: str
    """The name of its folder."""
    sha256: str
    """Hash of the bytes of the case file."""
    inputs: tuple[Input, ...]
    """The texts of its sources, in the order of the case; paths are below the folder."""
    passages: dict[tuple[str, int], Passage]
    """(fact id, number of the support from 0) to the passage quoted."""
    opinions: dict[str, Passage]
    """Opinion id to the passage quoted."""
    warnings: tuple[Problem, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """Source id to its whole text."""


def load_case(path: Path, rulebook: Rulebook) -> LoadedCase:
    """Load and check a case.

    Args:
        path: the folder of the case, or the `case.yaml` in it.
        rulebook: the pack that it will be judged by; its words are the only ones that a case may use.

    Returns:
        The case, with every quote found in its source.

    Raises:
        InputError: with everything that is wrong with the case.

    >>> load_case(Path("no-such-folder"), None)
    Traceback (most recent call last):
    sanctioncheck.errors.InputError: SC-C001 error: there is no `no-such-folder`
      help: name the folder that holds `case.yaml`
    <BLANKLINE>
    1 error, 0 warnings
    """
    folder, file = (path, path / _NAME) if path.is_dir() else (path.parent, path)
    name = folder.name or folder.resolve().name
    # A folder from elsewhere must not make us read, and print, what lies outside it.
    if path.is_dir() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        raise InputError([CaseOutside(place=None, path=str(path))])
    if not file.is_file():
        raise InputError([CaseMissing(place=None, path=str(path), folder=path.exists())])
    problems: list[Problem] = []
    raw = read_bytes(file, f"{name}/{file.name}", _LIMITS.size, problems)
    if raw is None:
        raise InputError(problems)
    return check_case(raw, folder, f"{name}/{file.name}", rulebook)


def check_case(raw: bytes, folder: Path, shown: str, rulebook: Rulebook) -> LoadedCase:
    """Check what a case file says, or would say, without reading the file itself.

    Args:
        raw: the bytes of the case file.
        folder: the folder of the case, with its sources.
        shown: how the file is called in messages.
        rulebook: the pack that it will be judged by.

    Raises:
        InputError: with everything that is wrong with the case.
    """
    problems: list[Problem] = []
    name = folder.name or folder.resolve().name
    document = read_document(shown, raw, _LIMITS)
    digest, words = sha256(raw).hexdigest(), words_of(rulebook)
    try:
        case = build(Case, document)
    except InputError as error:
        told = [_with_hash(problem, document, folder) for problem in error.problems]
        raise InputError(_told_together(InputError(told), document, folder, name, words, rulebook)) from None
    problems += document.problems
    return _checked(Filed(case, document), folder, name, digest, words, rulebook, problems)


def _with_hash(problem: Problem, document: Document, folder: Path) -> Problem:
    """Say which hash a source lacks, so that its author need not work it out."""
    if not (isinstance(problem, MissingKey) and problem.key == "sha256" and isinstance(document.data, dict)):
        return problem
    sources = document.data.get("sources")
    for at, entry in enumerate(sources if isinstance(sources, list) else ()):
        if document.place(("sources", at)) == problem.place and isinstance(entry, dict):
            path = entry.get("path")
            found = hash_of(path, folder) if isinstance(path, str) else None
            return problem if found is None else SourceUnhashed(place=problem.place, path=str(path), actual=found)
    return problem


def _told_together(
    error: InputError, document: Document, folder: Path, name: str, words: Words, rulebook: Rulebook
) -> list[Problem]:
    """Give the faults of shape together with what else is wrong with the parts that have their shape."""
    standing = what_stands(document)
    if standing is None:
        return list(error.problems)
    case, broken = standing
    try:
        _checked(Filed(case, document), folder, name, "", words, rulebook, [])
    except InputError as more:
        others = [p for p in more.problems if p.place is None or not any(p.place.line in lines for lines in broken)]
        return [*error.problems, *others]
    return list(error.problems)


def _checked(
    filed: Filed[Case], folder: Path, name: str, digest: str, words: Words, rulebook: Rulebook, problems: list[Problem]
) -> LoadedCase:
    case, spot = filed.made, Spot(filed.document)
    texts, hashes = read_sources(case, spot, folder, problems)
    passages: Passages = find_passages(case, spot, texts, problems)
    # The links look up the actors and things that the claims have put among the words.
    found = chain(claim_problems(case, spot, words), link_problems(case, spot, rulebook, words))
    problems += islice(found, _MOST_PROBLEMS)
    for problem in islice(found, 1):
        problems.append(TooManyProblems(place=problem.place, limit=_MOST_PROBLEMS))
    raise_errors(problems)
    inputs = tuple(Input(source.path, hashes[source.id], source.verbatim) for source in case.sources)
    return LoadedCase(case, name, digest, inputs, passages.supports, passages.opinions, in_order(problems), texts)
