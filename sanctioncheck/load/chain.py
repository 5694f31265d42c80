"""Finds the packs that belong together: the one asked for, and those that it requires, found by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from sanctioncheck.errors import InputError, closest
from sanctioncheck.errors.files import PackMissing, RequiredMissing, RequiredVersion, TwoPacks, UnknownLanguage
from sanctioncheck.load.files import Filed, Folder
from sanctioncheck.load.manifest import LANGUAGE, PackFile, fits_version

__all__ = ["AUTHORITIES", "STATES", "Member", "built_in", "chain", "files_read", "home_of", "installed", "known"]

STATES = "texts/states.yaml"
"""What texts call States; the one file of `texts/` on which it depends how a case is judged."""
AUTHORITIES = "authorities.yaml"
"""What a table of authorities says of what the provisions cite."""
_TOP = ("pack.yaml", "standards.yaml", AUTHORITIES, STATES)
_HOMES = ("vocabulary/", "background/", "instruments/")

GROUP = "sanctioncheck.packs"
"""Python packages that bring a pack name it under this entry point; the value is the package whose folder it is."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the packs that are loaded together, while it is read."""

    folder: Folder
    paths: tuple[str, ...]
    pack: Filed[PackFile] | None


def built_in() -> Path:
    """Give the folder of the pack that comes with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def installed() -> dict[str, Path]:
    """Give the packs that other Python packages bring, by name; their code is not run."""
    found = {entry.name: _folder_of(entry) for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name)}
    return {name: folder for name, folder in found.items() if folder is not None}


def _folder_of(entry: EntryPoint) -> Path | None:
    try:
        spec = find_spec(entry.value.partition(":")[0])
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Path(places[0]) if places else None


def home_of(asked: Path) -> Path:
    """Give the folder of a pack that is asked for by its folder, or by its name where it is installed.

    Raises:
        InputError: there is no such folder, and no such name.
    """
    if (asked / "pack.yaml").is_file():
        return asked
    name = str(asked)
    by_name = known() if "/" not in name and not asked.exists() else {}
    if name in by_name:
        return by_name[name]
    raise InputError([PackMissing(place=None, folder=asked.name or name)])


@cache
def known() -> dict[str, Path]:
    """Give the packs that are found by name: those installed, and the one that comes with the program."""
    brought = installed()
    home = built_in()
    pack = Folder(home).load("pack.yaml", PackFile)
    return {**brought, pack.made.pack: home} if pack is not None else brought


def chain(root: Path) -> list[Member]:
    """Read the manifests of a pack and of all that it requires; what is required comes first, the pack itself last.

    A pack that is required is looked for beside the one that requires it, then among those known by name. Its files
    are called `NAME:path` in messages.

    Raises:
        InputError: a pack is missing, has another version than is asked for, or requires itself.
    """
    found: dict[str, Member] = {}
    own = _member(root, "")
    for member in _required(own, found, ()):
        found.setdefault(_name(member), member)
    return [*found.values(), own]


def files_read(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give the files of a pack on which it depends what it holds, of all that lie in its folder.

    >>> files_read(("instruments/a.yaml", "instruments/a.test.yaml", "pack.yaml", "README.md", "texts/states.yaml"))
    ('instruments/a.yaml', 'pack.yaml', 'texts/states.yaml')
    """
    return tuple(
        path
        for path in paths
        if path in _TOP
        or (path.startswith(_HOMES) and path.endswith(".yaml") and not path.endswith(".test.yaml"))
        or (path.startswith("lists/") and path.endswith(".csv"))
    )


def _required(member: Member, found: dict[str, Member], way: tuple[str, ...]) -> Iterator[Member]:
    if member.pack is None:
        return
    name, spot = member.pack.made.pack, member.pack.spot.to("requires")
    for wanted, versions in member.pack.made.requires.items():
        place = spot.to(wanted).key()
        if wanted in (*way, name):
            circle = " → ".join((*way, name, wanted))
            raise InputError([RequiredMissing(place=place, name=wanted, reason=f"requires itself: {circle}")])
        if wanted in found:
            other = found[wanted]
        else:
            home = _find(wanted, member.folder.root)
            if home is None:
                meant = closest(wanted, known())
                reason = "is neither beside this one nor known by name"
                raise InputError([RequiredMissing(place=place, name=wanted, reason=reason, meant=meant)])
            other = _member(home, f"{wanted}:")
        if other.pack is not None and not fits_version(other.pack.made.version, versions):
            has = other.pack.made.version
            raise InputError([RequiredVersion(place=spot.to(wanted).place(), name=wanted, wanted=versions, has=has)])
        yield from _required(other, found, (*way, name))
        found.setdefault(wanted, other)
        yield other


def _find(name: str, beside: Path) -> Path | None:
    """Find a pack by name: in a folder beside the one that requires it, or among those known."""
    found = []
    for folder in sorted(path for path in beside.resolve().parent.iterdir() if path.is_dir()):
        if (folder / "pack.yaml").is_file():
            pack = Folder(folder).load("pack.yaml", PackFile)
            if pack is not None and pack.made.pack == name:
                found.append(folder)
    # Which of two copies of the law a case is judged by must not hang on their names.
    if len(found) > 1:
        raise InputError([TwoPacks(place=None, name=name, folders=tuple(folder.name for folder in found))])
    return found[0] if found else known().get(name)


def _member(root: Path, prefix: str) -> Member:
    if not (root / "pack.yaml").is_file():
        raise InputError([PackMissing(place=None, folder=root.name or str(root))])
    folder = Folder(root, prefix=prefix)
    paths = folder.paths()
    if "pack.yaml" not in paths:
        raise InputError(folder.problems)
    pack = folder.load("pack.yaml", PackFile)
    if pack is not None and pack.made.language != LANGUAGE:
        place = pack.spot.to("language").place()
        raise InputError([UnknownLanguage(place=place, language=pack.made.language, known=LANGUAGE)])
    return Member(folder, paths, pack)


def _name(member: Member) -> str:
    return member.pack.made.pack if member.pack is not None else str(member.folder.root)
