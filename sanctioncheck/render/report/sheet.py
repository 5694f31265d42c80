"""A page that needs nothing else: its frame, and the policy that lets nothing of a stranger run or be fetched."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from hashlib import sha256

from sanctioncheck.render.report.look import SCRIPT, STYLE
from sanctioncheck.render.report.tags import text

__all__ = ["contents", "section", "sheet"]


def sheet(title: str, body: Iterable[str], style: str = "") -> str:
    """Put a page together; its one style and one script are named by their hashes, and nothing else may run.

    Args:
        title: what the page is called.
        body: what stands on it, as HTML.
        style: more style, behind that of all pages.
    """
    look = STYLE + style
    policy = (
        f"default-src 'none'; style-src '{_hash(look)}'; script-src '{_hash(SCRIPT)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    inner = "\n".join(part for part in body if part)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{text(title)}</title>\n<style>{look}</style>\n</head>\n<body>\n{inner}\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def section(name: str, title: str, inner: str) -> str:
    """Write a section under its heading; nothing where there is nothing in it.

    >>> section("facts", "The facts", "")
    ''
    """
    if not inner:
        return ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}" tabindex="-1">{text(title)}</h2>{inner}</section>'


def contents(label: str, titles: Iterable[tuple[str, str]]) -> str:
    """Write the way to each section: its anchor and its title."""
    links = "".join(f'<li><a href="#{name}">{text(title)}</a></li>' for name, title in titles)
    return f'<nav aria-label="{text(label)}"><ul>{links}</ul></nav>'


def _hash(said: str) -> str:
    return f"sha256-{base64.b64encode(sha256(said.encode()).digest()).decode()}"
