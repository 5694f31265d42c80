"""Says how ids, words, variables and versions are written, for messages about one that is written otherwise."""

from __future__ import annotations

from typing import Any, Final, get_args

from sanctioncheck.load.manifest import Version, Versions
from sanctioncheck.model.condition import Term
from sanctioncheck.model.document import Id, Word
from sanctioncheck.model.norm import NormId, ProvisionId, Var

__all__ = ["form_in_words"]


def _pattern_of(text: Any) -> str:
    return str(get_args(text)[1].pattern)


_FORMS: Final[dict[str, str]] = {
    _pattern_of(text): words
    for text, words in (
        (ProvisionId, "write instrument, `/` and pinpoint, in small letters, digits and `-`: `un.sc.res.1874/9`"),
        (NormId, "write small letters, digits and `-`, a letter first: `no-export`"),
        (Id, "write small letters, digits, `.`, `-` and `_`, no `.` or `-` first: `kursk-2025`"),
        (Word, "write small letters, digits and `_`, a letter first: `sends_troops`"),
        (Var, "write `$` and a capital letter: `$S`"),
        (Term, "write a variable, `$S`, or the id of a thing: `dprk`"),
        (Version, "write numbers with dots between: `2026.11.0`"),
        (Versions, "write one of `>=`, `>`, `==`, `<=`, `<` and a version, several with commas: `>=2026.11, <2027`"),
    )
}


def form_in_words(pattern: str) -> str | None:
    """Say how a text that must match one of our patterns is written; None for any other pattern.

    >>> form_in_words(r"^[a-z][a-z0-9_]*$")
    'write small letters, digits and `_`, a letter first: `sends_troops`'
    """
    return _FORMS.get(pattern)
