"""Whom a norm binds, in words."""

from __future__ import annotations

from sanctioncheck.explain.words import Words
from sanctioncheck.model.form import Holds, normal_form
from sanctioncheck.model.norm import Bearer

__all__ = ["whom"]


def whom(wanted: Bearer, words: Words) -> str:
    """Say whom a norm binds.

    Args:
        wanted: the bearer, as the norm has it.
        words: the language of the case.

    >>> from sanctioncheck.load.pack import load_pack
    >>> from sanctioncheck.model.fact import Case
    >>> book = load_pack()
    >>> words = Words(book, Case(case="c", title="T", as_of="2025", sources=(), actors=(), facts=()))
    >>> whom(next(r for r in book.rules if r.id == "un.charter/2-4#no-force").norm.bearer, words)
    'any State, where it is a Member of the United Nations'
    """
    if wanted.is_ is not None:
        return words.name(wanted.is_)
    text = f"any {words.vocabulary.types[wanted.type].label}"
    if wanted.is_not is not None:
        text += f" but {words.name(wanted.is_not)}"
    if wanted.bound_where is not None:
        form = normal_form(wanted.bound_where, words.vocabulary, frozenset({wanted.var}))
        if isinstance(form, Holds):
            asked = tuple("it" if arg == wanted.var else arg for arg in form.args)
            text += f", where {words.say(form.symbol, asked)}"
    return text
