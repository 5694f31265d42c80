"""A result as JSON: stable bytes, the keys in the order of the contract, and no character that steers a terminal."""

from __future__ import annotations

import json
import re
from typing import Final

from sanctioncheck.errors import sanitise
from sanctioncheck.model.document import Record

_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
"""Characters for which JSON has no escape but one in two halves."""


def to_json(result: Record) -> str:
    """Give a result as JSON text that ends in a line break.

    Letters of every script stay as they are; control characters, marks that reorder text and half characters are
    escaped as ``\\uXXXX``, those beyond U+FFFF in two halves. Equal results give equal text.
    """
    return dumped(result.model_dump(by_alias=True))


def to_json_line(result: Record) -> str:
    """Give a result as one line of JSON, in the same manner.

    >>> from sanctioncheck.model.result import Failure
    >>> to_json_line(Failure(input="\\u202e", error="é"))
    '{"input":"\\\\u202e","error":"é"}\\n'
    """
    return _escaped(json.dumps(result.model_dump(by_alias=True), ensure_ascii=False, separators=(",", ":"))) + "\n"


def dumped(value: object) -> str:
    """Give any plain value as JSON in the same manner.

    >>> dumped({"a": "é\\u202e"})
    '{\\n  "a": "é\\\\u202e"\\n}\\n'
    """
    return _escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def _escaped(text: str) -> str:
    # Every character to be escaped stands in a string, but the line breaks of the layout.
    return sanitise(_BEYOND.sub(_in_halves, text), keep="\n")


def _in_halves(found: re.Match[str]) -> str:
    return found[0] if sanitise(found[0]) == found[0] else json.dumps(found[0])[1:-1]
