"""Reads how texts name and say things, from the folder `texts/` of a pack; only the reader of texts needs it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from sanctioncheck.errors import raise_errors
from sanctioncheck.errors.files import FileMissing
from sanctioncheck.load.chain import built_in, chain, home_of
from sanctioncheck.load.files import Folder
from sanctioncheck.model.naming import BodiesFile, SpeechFile, StatesFile, Texts

__all__ = ["load_texts"]

Model = TypeVar("Model", bound=BaseModel)


def load_texts(path: Path | None = None) -> Texts:
    """Load what a pack says of how texts name States and bodies, and of how they say who says what.

    Args:
        path: the folder of the pack; None for the pack that comes with the program.

    Returns:
        The names and words, with the hash of the files they come from.

    Raises:
        InputError: a file is missing or broken; with everything that is wrong.

    >>> next(state.code for state in load_texts().states.states if "North Korea" in state.names)
    'KP'
    """
    homes = [member.folder.root for member in chain(built_in() if path is None else home_of(path))]
    # A pack that says nothing of it reads as the pack does that it requires.
    folder = Folder(next((home for home in reversed(homes) if (home / "texts").is_dir()), homes[-1]))
    states = _load(folder, "states", StatesFile)
    bodies = _load(folder, "bodies", BodiesFile)
    speech = _load(folder, "speech", SpeechFile)
    raise_errors(folder.problems)
    # What is missing has been raised above.
    assert states is not None
    assert bodies is not None
    assert speech is not None
    return Texts(states=states, bodies=bodies, speech=speech, sha256=folder.digest())


def _load(folder: Folder, name: str, model: type[Model]) -> Model | None:
    path = f"texts/{name}.yaml"
    if not (folder.root / path).is_file():
        folder.problems.append(FileMissing(place=None, path=path))
        return None
    filed = folder.load(path, model)
    return None if filed is None else filed.made
