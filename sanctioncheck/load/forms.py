"""Says in words, with an example, which form an id, a variable, a version and the like must have."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["FORMS", "Form", "form_of"]


class Form(NamedTuple):
    """A form that a text must have: which signs may stand in it, and an example that has them."""

    words: str
    example: str


FORMS: Final[dict[str, Form]] = {
    r"^[a-z0-9][a-z0-9._-]*$": Form("small letters, digits, dots, hyphens and underscores", "un-members"),
    r"^[a-z][a-z0-9_]*$": Form("small letters, digits and underscores, a letter first", "arms_trade"),
    r"^[a-z][a-z0-9-]*$": Form("small letters, digits and hyphens, a letter first", "no-export"),
    r"^\$[A-Z][A-Za-z0-9]*$": Form("a variable, which is `$` and a word with a capital letter", "$S"),
    r"^(\$[A-Z][A-Za-z0-9]*|[a-z0-9][a-z0-9._-]*)$": Form(
        "a variable such as `$S`, or an id in small letters", "aland"
    ),
    r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*/[0-9a-z-]+$": Form(
        "the instrument, a slash and the number", "un.sc.res.1874/9"
    ),
    r"^[a-z0-9./-]+#[a-z0-9-]+$": Form(
        "the id of a provision, `#` and the name of its exception", "un.charter/51#consent"
    ),
    r"^[0-9]+(\.[0-9]+)*([.+-][0-9A-Za-z.-]+)?$": Form("numbers with dots between them", "2026.11.0"),
    r"^(>=|<=|==|>|<) *[0-9]+(\.[0-9]+)*( *, *(>=|<=|==|>|<) *[0-9]+(\.[0-9]+)*)*$": Form(
        "limits with commas between them", ">=2026.11, <2027"
    ),
    r"^[a-z_]+( [a-z]+)*$": Form("`subject`, `object` or another place in the sentence, or a preposition", "out of"),
    r"^[a-z_]+([ |][a-z_]+)*$": Form("places in the sentence, with `|` between them", "object|to"),
    r"^https?://[^\s<>\"]+$": Form("an address without spaces", "https://www.un.org/en"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": Form("the code of a language", "en"),
    r"^[0-9a-f]{64}$": Form("a SHA-256 hash, which has 64 digits and letters from `a` to `f`", "0123456789abcdef" * 4),
    r"^[A-Z]{2,6}$": Form("two to six capital letters", "DPRK"),
    r"^[A-Z]{2}$": Form("two capital letters", "KP"),
}
"""By the patterns of the models; a test sees to it that none is missing."""


def form_of(pattern: str) -> Form | None:
    """Give the form that a pattern of a model asks for; None where nobody has put it into words.

    >>> form_of(r"^\\$[A-Z][A-Za-z0-9]*$").example
    '$S'
    """
    return FORMS.get(pattern)
