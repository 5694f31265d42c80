"""What no text of a stranger may do in what the program writes, whatever that text is."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from tests.report.reading import page_of

_STEERS = ("Cc", "Cf", "Cs", "Zl", "Zp")
_HARMLESS = frozenset("\n\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""The line breaks of the layout; signs that stand round a number and are seen, though Unicode has them as formats."""
_JOINERS = re.compile("(?<=[\u0600-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
"""Where scripts and emoji need them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_TAGS = {
    "a", "article", "body", "br", "caption", "code", "details", "div", "fieldset", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "head", "header", "html", "input", "label", "legend", "li", "line", "main",
    "meta", "nav", "p", "path", "rect", "script", "section", "small", "span", "strong", "style", "summary", "svg",
    "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "aria-live", "charset", "checked", "class", "content", "d",
    "fill", "font-size", "height", "href", "http-equiv", "id", "lang", "name", "open", "role", "rx", "scope",
    "stroke", "style", "tabindex", "text-anchor", "type", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
_HERE = re.compile(r"(?:#[^\s]*|[a-z0-9-]+[a-z0-9.-]*\.html(?:#[^\s]*)?)")
"""A place on the same page, or another page of the same site."""


def unsafe(text: str) -> set[str]:
    """Give the characters that steer a terminal or reorder a line."""
    return {c for c in _JOINERS.sub("", text) if unicodedata.category(c) in _STEERS and c not in _HARMLESS}


def text(*written: str) -> None:
    """See that texts for a terminal, an editor or a mail steer nothing."""
    for each in written:
        assert unsafe(each) == set()


def sheet(written: str, columns: int) -> None:
    """See that a sheet of CSV has its columns, and no formula."""
    text(written)
    rows = list(csv.reader(io.StringIO(written)))
    assert {len(row) for row in rows} == {columns}
    assert [field for row in rows for field in row if field.startswith(_FORMULA)] == []


def page(written: str, scripts: int = 0) -> None:
    """See that a page has only what ours have: so many scripts of its own, links to itself, no image and no form."""
    assert unsafe(written) == set()
    tags = page_of(written).tags
    assert {tag for tag, _ in tags} <= _TAGS
    assert [tag for tag, _ in tags if tag == "script"] == ["script"] * scripts
    assert re.search(r"url\s*\(|@import|expression\s*\(", "".join(_STYLE.findall(written))) is None
    for tag, attributes in tags:
        assert set(attributes) <= _ATTRIBUTES
        assert _HERE.fullmatch(attributes.get("href") or "#")
        assert "(" not in (attributes.get("style") or "").replace("var(", "")
        assert tag != "meta" or attributes.get("http-equiv") in (None, "Content-Security-Policy")
        assert tag != "input" or attributes.get("type") in ("checkbox", "radio")
