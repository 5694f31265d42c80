"""How far into a long text the reader is, for who watches."""

from __future__ import annotations

from collections.abc import Callable

import click

from sanctioncheck.read.document import Document

__all__ = ["teller"]

_LONG = 50_000
"""Characters of a text that takes long enough to be watched."""
_STEPS = 10


def teller(document: Document, name: str) -> Callable[[int], None]:
    """Give what says at each tenth of a long text how far it is.

    Args:
        document: the text.
        name: the text, as it is shown.

    Returns:
        What takes the place that the reader has come to, in code points.
    """
    told, whole = 0, len(document.text)

    def tell(place: int) -> None:
        nonlocal told
        step = _STEPS * place // whole if whole else 0
        if whole >= _LONG and step > told:
            told = step
            click.echo(f"{name}: {100 * step // _STEPS} % read", err=True)

    return tell
