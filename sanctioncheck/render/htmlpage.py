"""A page of HTML that needs nothing else: no script, no font, no network; every text on it is only a text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from sanctioncheck.render.safe import plain

__all__ = ["text_of", "whole_page"]

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8888; vertical-align: top; }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def whole_page(title: str, body: Iterable[str], style: str = "") -> str:
    """Put a page together.

    Args:
        title: the title, as a text.
        body: what stands in the page, as HTML.
        style: rules of style that this kind of page adds.

    >>> whole_page("Rules & more", ["<p>x</p>"]).splitlines()[4]
    '<title>Rules &amp; more</title>'
    """
    head = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{text_of(title)}</title>",
        f"<style>{_STYLE}{style.lstrip()}</style></head>",
        "<body><main>",
    ]
    return "\n".join([*head, *body, "</main></body></html>"]) + "\n"


def text_of(text: str) -> str:
    """Escape a text on one line.

    >>> text_of("<b>")
    '&lt;b&gt;'
    """
    return escape(plain(text))
