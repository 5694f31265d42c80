"""Adds a rival reading to an element or a definition; the only condition it had becomes the reading it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sanctioncheck.author.scaffold.piece import added, exchanged
from sanctioncheck.author.scaffold.trying import Change
from sanctioncheck.author.scaffold.words import opened
from sanctioncheck.errors import InputError, closest
from sanctioncheck.errors.bench import AlreadyThere, NothingToRead
from sanctioncheck.load.document import Document, Loc

__all__ = ["new_reading", "parts_of"]

_QUESTIONS = (
    "What must hold if it is read so? For now the condition is that of its rival.",
    "Is one of them the default, and who is recorded for it?",
)


def parts_of(document: Document) -> dict[str, Loc]:
    """Give the elements and definitions of a provision by their ids.

    >>> from sanctioncheck.load.yamltext import read_document
    >>> parts_of(read_document("a.yaml", b"elements: {conduct: {}}"))
    {'conduct': ('elements', 'conduct')}
    """
    found: dict[str, Loc] = {name: ("elements", name) for name in document.data.get("elements") or {}}
    for at, each in enumerate(document.data.get("definitions") or ()):
        found.setdefault(str(each.get("id")), ("definitions", at))
    return found


def new_reading(
    root: Path, path: str, part: str, reading: Mapping[str, Any], rival: Mapping[str, Any] | None
) -> Change:
    """Add a reading to a part of a provision.

    Args:
        root: the folder of the pack.
        path: the file of the provision, below the pack.
        part: the element or definition.
        reading: its id, label and who holds it; its condition where that is known.
        rival: the same of what has been the only reading, where the part has one condition so far.

    Raises:
        InputError: there is no such part, it has such a reading, or it cannot be changed by itself.
    """
    document = opened(root, path)
    parts = parts_of(document)
    if part not in parts:
        raise InputError([NothingToRead(place=None, part=part, path=path, meant=closest(part, parts))])
    loc = parts[part]
    held = document.data
    for step in loc:
        held = held[step]
    questions: Sequence[str] = () if "when" in reading else _QUESTIONS
    if "readings" in held:
        names = [each["id"] for each in held["readings"]]
        if reading["id"] in names:
            at = names.index(reading["id"])
            raise InputError([AlreadyThere(place=document.place((*loc, "readings", at, "id")), name=reading["id"])])
        new = {**reading, "when": reading.get("when", held["readings"][0]["when"])}
        return Change(path, added(document, "provision", (*loc, "readings", len(names)), new, questions), False)
    assert rival is not None
    new = {**reading, "when": reading.get("when", held["when"])}
    items = (({**rival, "when": held["when"]}, ()), (new, questions))
    return Change(path, exchanged(document, "provision", (*loc, "when"), "readings", items), False)
