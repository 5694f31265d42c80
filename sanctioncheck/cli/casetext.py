"""Writes a case anew as the text of a case file, in which an editor shows the true order and every character."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from sanctioncheck.errors import sanitise

__all__ = ["case_text"]


def case_text(case: Mapping[str, Any], header: str = "") -> str:
    """Give a case as YAML; marks that reorder a line and characters of no width are escapes in double quotes.

    Args:
        case: what the case file is to hold: texts, numbers, lists and mappings.
        header: comments for its top, each line with its `#`.

    >>> print(case_text({"case": "a", "title": "paid \\u202e05"}), end="")
    case: a
    title: "paid \\u202e05"
    """
    text = yaml.dump(case, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    # Whatever is escaped here stands in double quotes: the dumper has seen to it.
    return header + sanitise(text, keep="\n")


class _Dumper(yaml.SafeDumper):
    """Writes a number with the digits that the case gives it, and puts in double quotes what is to be escaped."""

    def analyze_scalar(self, scalar: str) -> Any:
        found = super().analyze_scalar(scalar)
        if sanitise(scalar, keep="\n") != scalar:
            found.allow_flow_plain = found.allow_block_plain = found.allow_single_quoted = found.allow_block = False
        return found


_Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))
)
