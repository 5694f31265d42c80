"""What of a broken case file still stands, so that all that is wrong with it can be told at once."""

from __future__ import annotations

from typing import Any

from sanctioncheck.errors import InputError
from sanctioncheck.load.document import Document
from sanctioncheck.load.shape import build
from sanctioncheck.model.fact import Assumption, Case, Fact, Judgement, Opinion

_PARTS: dict[str, type[Any]] = {
    "facts": Fact,
    "judgements": Judgement,
    "assumptions": Assumption,
    "opinions": Opinion,
}
_STAND_IN: dict[str, dict[str, Any]] = {
    "facts": {
        "is_a": {"thing": "", "type": "thing"},
        "support": ({"mode": "inferred", "from": ("x",), "by": "x", "reason": "x"},),
        "review": {"state": "proposed"},
    },
    "judgements": {"is_a": {"thing": "", "type": "thing"}, "by": "x", "reason": "x", "rests_on": ("x",)},
    "assumptions": {"is_a": {"thing": "", "type": "thing"}, "reason": "x"},
    "opinions": {"source": "x", "quote": {"exact": "x"}, "speaker": {"as": "x"}, "about": ()},
}
"""An entry of the right shape in the place of a broken one; whatever is said of it is left out."""


def what_stands(document: Document) -> tuple[Case, list[range]] | None:
    """Give a case in which stand-ins take the place of broken entries, and the lines of those entries.

    Gives `None` where more is broken than single facts, judgements, assumptions and opinions: then nothing else can be
    said with confidence.
    """
    unread = any(problem.severity == "error" for problem in document.problems)
    if unread or not document.complete or not isinstance(document.data, dict):
        return None
    data: dict[str, Any] = dict(document.data)
    broken: list[range] = []
    for part, model in _PARTS.items():
        entries = data.get(part, [])
        if not isinstance(entries, list):
            return None
        kept = list(entries)
        for at, entry in enumerate(entries):
            if not _fits(model, document, (part, at)):
                place = document.place((part, at))
                broken.append(range(place.line, place.end_line + 1))
                known = entry.get("id") if isinstance(entry, dict) else None
                kept[at] = {"id": known if isinstance(known, str) else f"unreadable-{at}", **_STAND_IN[part]}
        data[part] = kept
    try:
        return Case.model_validate(_frozen(data)), broken
    except ValueError:
        return None


def _fits(model: type[Any], document: Document, loc: tuple[str | int, ...]) -> bool:
    try:
        build(model, document, loc)
    except InputError:
        return False
    return True


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
