"""What a check found as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from typing import Any

from sanctioncheck import __version__
from sanctioncheck.errors import sanitise
from sanctioncheck.model.checked import CheckResult, Stretch, Trouble

__all__ = ["sarif"]


def sarif(result: CheckResult, prefix: str, titles: dict[str, str]) -> dict[str, Any]:
    """Give the outcome of a check as a SARIF log (OASIS Standard, version 2.1.0).

    Args:
        result: what was found.
        prefix: what to put before the path of a file, so that it is found from where the log is read: `rules/`.
        titles: a sentence on each code.
    """
    codes = sorted({trouble.code for trouble in result.problems})
    rules = [{"id": code, "shortDescription": {"text": sanitise(titles.get(code, code))}} for code in codes]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "sanctioncheck", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(trouble, prefix, codes) for trouble in result.problems],
            }
        ],
    }


def _result(trouble: Trouble, prefix: str, codes: list[str]) -> dict[str, Any]:
    text = sanitise(trouble.message + (f". {trouble.help}" if trouble.help else ""))
    found: dict[str, Any] = {
        "ruleId": trouble.code,
        "ruleIndex": codes.index(trouble.code),
        "level": trouble.severity,
        "message": {"text": text},
        "locations": [_location(trouble.place, prefix)] if trouble.place is not None else [],
    }
    if trouble.also:
        found["relatedLocations"] = [
            {**_location(place, prefix), "message": {"text": sanitise(label)}} for label, place in trouble.also
        ]
    return found


def _location(place: Stretch, prefix: str) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    uri = _escaped(f"{prefix}{place.path}")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _escaped(path: str) -> str:
    from urllib.parse import quote

    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
