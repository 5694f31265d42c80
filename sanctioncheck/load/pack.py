"""Reads a pack of rules from its folder, checks it whole, and gives the rulebook by which cases are judged."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sanctioncheck.errors import InputError, Problem, in_order, raise_errors
from sanctioncheck.errors.files import FileMissing, NotRead
from sanctioncheck.load.called import called_in
from sanctioncheck.load.chain import AUTHORITIES, STATES, Member, built_in, chain, home_of
from sanctioncheck.load.checks import problems_of
from sanctioncheck.load.draft import Draft, DraftMeaning, DraftNorm
from sanctioncheck.load.files import Filed, Folder, read_text
from sanctioncheck.load.law import claimed, write_out
from sanctioncheck.load.lists import read_list
from sanctioncheck.load.manifest import StandardsFile
from sanctioncheck.load.readings import positions_of
from sanctioncheck.load.words import Words, gather, vocabulary_of
from sanctioncheck.model.authority import AuthoritiesFile
from sanctioncheck.model.naming import StatesFile
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.rulebook import PackStamp, Rulebook
from sanctioncheck.model.time import parse_date
from sanctioncheck.model.vocabulary import VocabularyFile

__all__ = ["Loaded", "built_in", "load_pack", "load_pack_with_warnings", "read_pack", "with_provisions"]

_CATALOGUE = "catalogue.csv"
_BRIDGES = "vocabulary/bridges.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack that holds together, with all that is known of where each part of it stands."""

    home: Path
    homes: dict[str, Path]
    """The folders of the packs that it requires, by name."""
    book: Rulebook
    draft: Draft
    words: Words
    """As they were before the provisions were read."""
    norms: tuple[DraftNorm, ...]
    meanings: tuple[DraftMeaning, ...]
    warnings: tuple[Problem, ...]

    def has(self, path: str) -> bool:
        """Tell whether a file is one of the pack itself, not of one that it requires."""
        return not path.startswith(tuple(f"{stamp.name}:" for stamp in self.book.packs[:-1]))

    @property
    def own(self) -> tuple[str, ...]:
        """The provisions that stand in the pack itself."""
        return tuple(self.own_files)

    @property
    def own_files(self) -> dict[str, Path]:
        """The files of the provisions that stand in the pack itself, by provision."""
        files = ((file.made.provision, file.document.path) for file in self.draft.provisions)
        return {provision: self.home / path for provision, path in files if self.has(path)}


def load_pack(path: Path | None = None) -> Rulebook:
    """Load and check a pack of rules.

    Args:
        path: the folder that holds `pack.yaml`, or the name of an installed pack; None for the pack that comes with
            the program. What it requires is loaded with it.

    Returns:
        The rulebook; the same folder always gives an equal one.

    Raises:
        InputError: with everything that is wrong in any file of the pack.

    >>> load_pack(Path("no-such-folder"))
    Traceback (most recent call last):
    sanctioncheck.errors.InputError: SC-L001 error: there is no pack of rules in `no-such-folder`
      help: name the folder that holds `pack.yaml`
    <BLANKLINE>
    1 error, 0 warnings
    """
    return load_pack_with_warnings(path)[0]


def load_pack_with_warnings(path: Path | None = None) -> tuple[Rulebook, tuple[Problem, ...]]:
    """Load and check a pack as `load_pack` does, and give what does not stop it but should be looked at."""
    loaded = read_pack(path)
    return loaded.book, loaded.warnings


def read_pack(path: Path | None = None) -> Loaded:
    """Load and check a pack as `load_pack` does, and keep its files and places for those who work on the rules."""
    root = built_in() if path is None else path
    # What is read lives as long as the rulebook; looking for garbage in it doubles the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(root)
    finally:
        if collecting:
            gc.enable()


def with_provisions(pack: Loaded, provisions: Iterable[Provision]) -> Rulebook | None:
    """Give the rulebook of a pack in which provisions stand in the place of those with their ids.

    What refers to them, and what they refer to, is written out anew. The hash stays that of the files.

    Returns:
        The rulebook, or None where a pack with such provisions would not load.

    >>> pack = read_pack()
    >>> with_provisions(pack, [pack.draft.provisions[0].made]).rules == pack.book.rules
    True
    """
    new = {provision.provision: provision for provision in provisions}
    filed = [Filed(new.get(file.made.provision, file.made), file.document) for file in pack.draft.provisions]
    draft = replace(pack.draft, provisions=filed)
    words = replace(pack.words, declared=dict(pack.words.declared))
    problems: list[Problem] = []
    norms, meanings = write_out(draft, words, frozenset(), problems)
    problems += problems_of(draft, words, norms, meanings)
    if any(problem.severity == "error" for problem in problems):
        return None
    return replace(
        pack.book,
        rules=tuple(norm.rule for norm in norms),
        meanings=tuple(meaning.meaning for meaning in meanings),
        positions=positions_of(norms, meanings),
        provisions={file.made.provision: file.made for file in filed},
    )


def _load(root: Path) -> Loaded:
    members = chain(home_of(root))
    draft, words = _read(members)
    folders = [member.folder for member in members]
    problems = [problem for folder in folders for problem in folder.problems]
    # Without the whole vocabulary nearly every word would be called unknown.
    broken = {top for folder in folders for top in _tops(folder)}
    if "vocabulary" in broken:
        raise_errors(problems)
    words.whole = not broken & {"background", "lists"}
    words.all_law = "instruments" not in broken
    lost = claimed(document for folder in folders for document in folder.failed)
    before = replace(words, declared=dict(words.declared))
    norms, meanings = write_out(draft, words, lost, problems)
    problems += problems_of(draft, words, norms, meanings, lost)
    raise_errors(problems)
    book = _rulebook(members, draft, words, norms, meanings)
    homes = {member.folder.prefix.rstrip(":"): member.folder.root for member in members[:-1]}
    return Loaded(members[-1].folder.root, homes, book, draft, before, norms, meanings, in_order(problems))


def _read(members: Sequence[Member]) -> tuple[Draft, Words]:
    """Read every file of the packs; vocabulary first, since lists are read by their predicate's roles."""
    draft = Draft(pack=members[-1].pack)
    for member in members:
        _read_words(member, draft)
    problems = members[-1].folder.problems
    if draft.standards is None and not any("standards.yaml" in member.paths for member in members):
        problems.append(FileMissing(place=None, path="standards.yaml"))
    words = vocabulary_of(draft, problems)
    # A list is read by the roles of its predicate, which only a whole vocabulary knows.
    whole = not any("vocabulary" in _tops(member.folder) for member in members)
    for folder, paths in ((member.folder, member.paths) for member in members):
        if STATES in paths:
            draft.states = folder.load(STATES, StatesFile) or draft.states
        if AUTHORITIES in paths:
            draft.authorities += filter(None, [folder.load(AUTHORITIES, AuthoritiesFile)])
        for path in _below(paths, "background/", ".yaml"):
            draft.background += filter(None, [folder.load(path, BackgroundFile)])
        for path in _below(paths, "instruments/", ".yaml"):
            if not path.endswith(".test.yaml"):
                draft.provisions += filter(None, [folder.load(path, Provision)])
        if whole:
            _read_lists(folder, _below(paths, "lists/", ".csv"), draft, words)
        folder.problems += (NotRead(place=None, path=folder.prefix + path) for path in paths if _looks_lost(path))
    gather(draft, words, problems)
    return draft, words


def _read_words(member: Member, draft: Draft) -> None:
    """Read the standards and the vocabulary of a pack; of several standards those of the last pack hold."""
    folder = member.folder
    if "standards.yaml" in member.paths:
        draft.standards = folder.load("standards.yaml", StandardsFile) or draft.standards
    for path in _below(member.paths, "vocabulary/", ".yaml"):
        if path == _BRIDGES:
            draft.bridges += filter(None, [folder.load(path, BridgeFile)])
        else:
            draft.vocabulary += filter(None, [folder.load(path, VocabularyFile)])


def _tops(folder: Folder) -> set[str]:
    """Give the folders in which files could not be read."""
    return {document.path.removeprefix(folder.prefix).split("/")[0] for document in folder.failed}


def _below(paths: tuple[str, ...], prefix: str, suffix: str) -> tuple[str, ...]:
    return tuple(path for path in paths if path.startswith(prefix) and path.endswith(suffix))


def _looks_lost(path: str) -> bool:
    top, _, rest = path.partition("/")
    if (
        path != path.lower()
        and path.lower().endswith((".yaml", ".yml", ".csv"))
        and not path.endswith((".yaml", ".csv"))
    ):
        return True
    if not rest:
        return (path.endswith((".yml", ".csv")) and path != _CATALOGUE) or (
            path.endswith(".yaml") and path not in ("pack.yaml", "standards.yaml", AUTHORITIES)
        )
    if top == "lists":
        return path.endswith((".yml", ".yaml"))
    return path.endswith(".yml") or (
        top not in ("vocabulary", "texts", "background", "instruments") and path.endswith(".yaml")
    )


def _read_lists(folder: Folder, paths: tuple[str, ...], draft: Draft, words: Words) -> None:
    for path in paths:
        raw = folder.read(path)
        if raw is None:
            continue
        document = read_text(folder.prefix + path, raw)
        folder.problems += document.problems
        listing = read_list(document, words, folder.problems) if document.complete else None
        if listing is None:
            folder.failed.append(document)
        else:
            draft.lists.append(listing)


def _rulebook(
    members: Sequence[Member],
    draft: Draft,
    words: Words,
    norms: tuple[DraftNorm, ...],
    meanings: tuple[DraftMeaning, ...],
) -> Rulebook:
    own = members[-1].folder
    if draft.pack is None or draft.standards is None:
        raise InputError(own.problems)
    pack = draft.pack.made
    holder = next(member.folder for member in reversed(members) if "standards.yaml" in member.folder.hashes)
    policy = draft.standards.made.policy_of(holder.hashes["standards.yaml"])
    packs = [(member.pack.made, member.folder.digest()) for member in members if member.pack is not None]
    return Rulebook(
        name=pack.pack,
        version=pack.version,
        language=pack.language,
        sha256=own.digest(),
        vocabulary=words.vocabulary,
        rules=tuple(norm.rule for norm in norms),
        meanings=tuple(meaning.meaning for meaning in meanings),
        positions=positions_of(norms, meanings),
        lists=tuple(listing.made for listing in draft.lists),
        findings=tuple(finding for file in draft.background for finding in file.made.findings),
        entities=words.entities,
        states=words.states,
        policy=policy,
        provisions={file.made.provision: file.made for file in draft.provisions},
        # What one of them has not looked at, nobody has.
        as_of=min((made.as_of for made, _ in packs), key=parse_date),
        called={} if draft.states is None else called_in(draft.states.made),
        authorities={each.instrument: each for file in draft.authorities for each in file.made.authorities},
        packs=tuple(PackStamp(made.pack, made.version, sha256) for made, sha256 in packs),
    )
