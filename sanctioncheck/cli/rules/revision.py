"""Finds a revision of a pack: a folder, an installed pack, or what stood in a commit of a git repository."""

from __future__ import annotations

import contextlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sanctioncheck.cli.faults import NoRevision
from sanctioncheck.errors import InputError
from sanctioncheck.load.chain import known

__all__ = ["as_it_stands", "revision"]

_MANIFEST = "pack.yaml"
_DEFAULT = "rules"


@contextlib.contextmanager
def revision(spec: str) -> Iterator[Path]:
    """Give the folder of a pack for as long as it is needed.

    Args:
        spec: a folder with `pack.yaml` in it or in its folder `rules`; the name of an installed pack; or a revision of
            the git repository that holds the working folder, such as `HEAD~1`, `v1.2` or `HEAD~1:packs/eu`; without a
            path that of the pack in which the working folder is, else that of `rules`.

    Raises:
        InputError: there is no such folder or revision, or no pack in it.
    """
    folder = _folder(spec)
    if folder is not None:
        yield folder
        return
    name, _, inner = spec.partition(":")
    commit = _git(spec, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    top = Path(_git(spec, "rev-parse", "--show-toplevel").decode().strip())
    path = PurePosixPath(inner or _here(top)).as_posix()
    with tempfile.TemporaryDirectory() as temporary:
        _unpack(_git(spec, "-C", str(top), "archive", "--format=tar", commit, "--", path), Path(temporary))
        found = Path(temporary) / path
        if not (found / _MANIFEST).is_file():
            raise InputError([NoRevision(place=None, spec=spec, reason=f"there is no `{_MANIFEST}` in `{path}` there")])
        yield found


def as_it_stands(spec: str) -> Path | None:
    """Give the folder in which the pack of a revision stands now; None where `spec` is no revision of git's.

    Raises:
        InputError: there is no such revision, or the pack has gone.
    """
    if _folder(spec) is not None:
        return None
    top = Path(_git(spec, "rev-parse", "--show-toplevel").decode().strip())
    path = PurePosixPath(spec.partition(":")[2] or _here(top)).as_posix()
    if not (top / path / _MANIFEST).is_file():
        raise InputError([NoRevision(place=None, spec=spec, reason=f"there is no `{_MANIFEST}` in `{path}` any more")])
    return top / path


def _here(top: Path) -> str:
    """Give the path, within a repository, of the pack that the working folder is in; that of `rules` outside of any."""
    here = Path.cwd().resolve()
    within = (folder for folder in (here, *here.parents) if folder != top and folder.is_relative_to(top))
    pack = next((folder for folder in within if (folder / _MANIFEST).is_file()), None)
    return _DEFAULT if pack is None else pack.relative_to(top).as_posix()


def _folder(spec: str) -> Path | None:
    """Give the folder that is named, or that of the installed pack of this name; None where it is neither."""
    near = (folder for folder in (Path(spec), Path(spec) / _DEFAULT) if (folder / _MANIFEST).is_file())
    return next(near, known().get(spec))


def _git(spec: str, *arguments: str) -> bytes:
    """Run git and give what it prints; whatever it says against it becomes a problem with the words of the user."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        reason = "it is no folder with a pack, and git cannot be run"
        raise InputError([NoRevision(place=None, spec=spec, reason=reason)]) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else "it is no folder with a pack, and git knows no such revision here"
        raise InputError([NoRevision(place=None, spec=spec, reason=reason)])
    return done.stdout


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the plain files of an archive below a folder; links and all else are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None and not path.is_absolute() and ".." not in path.parts:
                target = folder.joinpath(*path.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())
