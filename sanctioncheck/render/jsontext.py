"""A result as JSON: stable bytes, the keys in the order of the contract, and no character that steers a terminal."""

from __future__ import annotations

import json

from sanctioncheck.errors import sanitise
from sanctioncheck.model.document import Record


def to_json(result: Record) -> str:
    """Give a result as JSON text that ends in a line break.

    Letters of every script stay as they are; control characters, marks that reorder text and half characters are
    escaped as ``\\uXXXX``. Equal results give equal text.
    """
    return dumped(result.model_dump(by_alias=True))


def dumped(value: object) -> str:
    """Give any plain value as JSON in the same manner.

    >>> dumped({"a": "é\\u202e"})
    '{\\n  "a": "é\\\\u202e"\\n}\\n'
    """
    # Every character to be escaped stands in a string, but the line breaks of the layout.
    return sanitise(json.dumps(value, indent=2, ensure_ascii=False), keep="\n") + "\n"
