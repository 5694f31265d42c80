"""Reads a pack of rules from its folder, checks it whole, and gives the rulebook by which cases are judged."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sanctioncheck.errors import InputError, Problem, in_order, raise_errors
from sanctioncheck.errors.files import FileMissing, NotRead, PackMissing, UnknownLanguage
from sanctioncheck.load.checks import problems_of
from sanctioncheck.load.draft import Draft, DraftMeaning, DraftNorm
from sanctioncheck.load.files import Filed, Folder, read_text
from sanctioncheck.load.law import claimed, write_out
from sanctioncheck.load.lists import read_list
from sanctioncheck.load.manifest import LANGUAGE, PackFile, StandardsFile
from sanctioncheck.load.readings import positions_of
from sanctioncheck.load.words import Words, gather, vocabulary_of
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import VocabularyFile

__all__ = ["OpenPack", "built_in", "load_pack", "load_pack_with_warnings", "open_pack", "with_provisions"]

_BRIDGES = "vocabulary/bridges.yaml"
_FOLDERS = ("vocabulary", "texts", "background", "instruments")


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A pack with its rulebook and all that it was made of, so that a part can be found in its file or exchanged."""

    draft: Draft
    words: Words
    """As they were before the provisions were read."""
    norms: tuple[DraftNorm, ...]
    meanings: tuple[DraftMeaning, ...]
    book: Rulebook
    warnings: tuple[Problem, ...]


def load_pack(path: Path | None = None) -> Rulebook:
    """Load and check a pack of rules.

    Args:
        path: the folder that holds `pack.yaml`; None for the pack that comes with the program.

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
    pack = open_pack(path)
    return pack.book, pack.warnings


def open_pack(path: Path | None = None) -> OpenPack:
    """Load and check a pack as `load_pack` does, and keep what it was made of.

    >>> pack = open_pack()
    >>> [norm.rule for norm in pack.norms] == list(pack.book.rules)
    True
    """
    root = built_in() if path is None else path
    # What is read lives as long as the rulebook; looking for garbage in it doubles the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(root)
    finally:
        if collecting:
            gc.enable()


def built_in() -> Path:
    """Give the folder of the pack that comes with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def with_provisions(pack: OpenPack, provisions: Iterable[Provision]) -> Rulebook | None:
    """Give the rulebook of a pack in which provisions stand in the place of those with their ids.

    What refers to them, and what they refer to, is written out anew. The hash stays that of the files.

    Returns:
        The rulebook, or None where a pack with such provisions would not load.

    >>> pack = open_pack()
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


def _load(root: Path) -> OpenPack:
    if not (root / "pack.yaml").is_file():
        raise InputError([PackMissing(place=None, folder=root.name or str(root))])
    folder = Folder(root)
    draft, words = _read(folder)
    problems = folder.problems
    # Without the whole vocabulary nearly every word would be called unknown.
    broken = _tops(folder)
    if "vocabulary" in broken:
        raise_errors(problems)
    words.whole = not broken & {"background", "lists"}
    words.all_law = "instruments" not in broken
    lost = claimed(folder.failed)
    before = replace(words, declared=dict(words.declared))
    norms, meanings = write_out(draft, words, lost, problems)
    problems += problems_of(draft, words, norms, meanings, lost)
    raise_errors(problems)
    book = _rulebook(folder, draft, words, norms, meanings)
    return OpenPack(draft, before, norms, meanings, book, in_order(problems))


def _read(folder: Folder) -> tuple[Draft, Words]:
    """Read every file of the pack; vocabulary first, since lists are read by their predicate's roles."""
    paths = folder.paths()
    if "pack.yaml" not in paths:
        raise InputError(folder.problems)
    draft = Draft(pack=folder.load("pack.yaml", PackFile))
    if draft.pack is not None and draft.pack.made.language != LANGUAGE:
        place = draft.pack.spot.to("language").place()
        raise InputError([UnknownLanguage(place=place, language=draft.pack.made.language, known=LANGUAGE)])
    if "standards.yaml" in paths:
        draft.standards = folder.load("standards.yaml", StandardsFile)
    else:
        folder.problems.append(FileMissing(place=None, path="standards.yaml"))
    for path in _below(paths, "vocabulary/", ".yaml"):
        if path == _BRIDGES:
            draft.bridges += filter(None, [folder.load(path, BridgeFile)])
        else:
            draft.vocabulary += filter(None, [folder.load(path, VocabularyFile)])
    words = vocabulary_of(draft, folder.problems)
    for path in _below(paths, "background/", ".yaml"):
        draft.background += filter(None, [folder.load(path, BackgroundFile)])
    for path in _below(paths, "instruments/", ".yaml"):
        if not path.endswith(".test.yaml"):
            draft.provisions += filter(None, [folder.load(path, Provision)])
    # A list is read by the roles of its predicate, which only a whole vocabulary knows.
    if "vocabulary" not in _tops(folder):
        _read_lists(folder, _below(paths, "lists/", ".csv"), draft, words)
    folder.problems += (NotRead(place=None, path=path) for path in paths if _looks_lost(path))
    gather(draft, words, folder.problems)
    return draft, words


def _tops(folder: Folder) -> set[str]:
    """Give the folders in which files could not be read."""
    return {document.path.split("/")[0] for document in folder.failed}


def _below(paths: tuple[str, ...], prefix: str, suffix: str) -> tuple[str, ...]:
    return tuple(path for path in paths if path.startswith(prefix) and path.endswith(suffix))


def _looks_lost(path: str) -> bool:
    top, _, rest = path.partition("/")
    if not rest:
        return path.endswith((".yml", ".csv")) or (
            path.endswith(".yaml") and path not in ("pack.yaml", "standards.yaml")
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
        document = read_text(path, raw)
        folder.problems += document.problems
        listing = read_list(document, words, folder.problems) if document.complete else None
        if listing is None:
            folder.failed.append(document)
        else:
            draft.lists.append(listing)


def _rulebook(
    folder: Folder, draft: Draft, words: Words, norms: tuple[DraftNorm, ...], meanings: tuple[DraftMeaning, ...]
) -> Rulebook:
    if draft.pack is None or draft.standards is None:
        raise InputError(folder.problems)
    pack = draft.pack.made
    policy = draft.standards.made.policy_of(folder.hashes["standards.yaml"])
    return Rulebook(
        name=pack.pack,
        version=pack.version,
        language=pack.language,
        sha256=folder.digest(),
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
        as_of=pack.as_of,
    )
