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
_LOADS = frozenset({"applet", "base", "embed", "form", "frame", "iframe", "img", "link", "object", "svg", "video"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)


def unsafe(text: str) -> set[str]:
    """Give the characters that steer a terminal or reorder a line."""
    return {c for c in text if unicodedata.category(c) in _STEERS and c not in _HARMLESS}


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
    """See that a page runs nothing but so many scripts of its own, fetches nothing and leads nowhere else."""
    assert unsafe(written) == set()
    tags = page_of(written).tags
    assert [tag for tag, _ in tags if tag == "script"] == ["script"] * scripts
    assert [tag for tag, _ in tags if tag in _LOADS] == []
    for _, attributes in tags:
        assert [name for name in attributes if name.startswith("on")] == []
        for name in ("href", "src", "action"):
            assert not _ELSEWHERE.match(attributes.get(name) or "")
