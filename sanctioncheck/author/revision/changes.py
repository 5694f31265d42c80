"""What was changed between two revisions of a pack, part by part, in the words of the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.document import Record
from sanctioncheck.model.revised import Change, Kind
from sanctioncheck.model.time import format_when

__all__ = ["changes", "compact"]

Parts = dict[tuple[Kind, str], tuple[Any, str | None]]
"""Kind and id of each part of a pack, to what it says and the line at which it stands."""

_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
_NAMED = ("id", "target", "by", "text", "name")
"""By which field the items of a list are told apart, where they have one."""
_PARTS = frozenset({"elements", "exceptions", "definitions", "norms", "readings", "unless"})
"""What holds things by names that an author chose."""


def changes(before: Loaded, after: Loaded) -> tuple[Change, ...]:
    """Give everything that is otherwise in the rules of two revisions; tests, comments and layout do not count.

    Takes the two packs as `read_pack` gives them. A part that is new or gone is one change; in a part that both have,
    each field is one.
    """
    left, right = _parts(before), _parts(after)
    words = Wording(before.book), Wording(after.book)
    found: list[Change] = []
    for key in dict.fromkeys((*left, *right)):
        kind, name = key
        one, other = left.get(key), right.get(key)
        place = (other or one or (None, None))[1]
        if one is None or other is None:
            gone = one is not None
            value = (one or other or ("", None))[0]
            said = _gist(value)
            found.append(
                Change(kind=kind, id=name, place=place, before=said if gone else None, after=None if gone else said)
            )
            continue
        for what, old, new in _otherwise(one[0], other[0], ()):
            sides = _told(what, old, words[0]), _told(what, new, words[1])
            found.append(Change(kind=kind, id=name, what=what, before=sides[0], after=sides[1], place=place))
    return tuple(found)


def _parts(pack: Loaded) -> Parts:
    found: Parts = {}

    def add(kind: Kind, name: str, made: object, spot: Spot | None) -> None:
        plain = made.model_dump(mode="json", by_alias=True, exclude_none=True) if isinstance(made, Record) else made
        found[kind, name] = plain, spot.line if spot is not None else None

    draft = pack.draft
    if draft.pack is not None:
        add("pack", draft.pack.made.pack, draft.pack.made, draft.pack.spot)
    if draft.standards is not None:
        add("standards", draft.standards.made.policy, draft.standards.made, draft.standards.spot)
    for file in draft.vocabulary:
        for group in sorted(file.made.disjoint):
            add("disjoint", ", ".join(group), "nothing is two of these at once", file.spot.to("disjoint"))
        kinds: tuple[tuple[Kind, str, Mapping[str, Any]], ...] = (
            ("type", "types", file.made.types),
            ("predicate", "predicates", file.made.predicates),
            ("words", "words", file.made.words),
        )
        for kind, key, entries in kinds:
            for name, entry in entries.items():
                add(kind, name, entry, file.spot.to(key, name))
    for bridges in draft.bridges:
        for at, bridge in enumerate(bridges.made.bridges):
            add("bridge", bridge.id, bridge, bridges.spot.to("bridges", at))
    for listing in draft.lists:
        rows = [", ".join((*row.fillers, format_when(row.when), row.status)) for row in listing.made.rows]
        head = {"source": listing.made.source, "as_of": listing.made.as_of, "predicate": listing.made.predicate}
        add("list", listing.made.id, {**head, "rows": rows}, listing.head)
    for background in draft.background:
        for at, finding in enumerate(background.made.findings):
            add("finding", finding.id, finding, background.spot.to("findings", at))
        for key in ("actors", "things"):
            for at, entity in enumerate(getattr(background.made, key)):
                add("entity", entity.id, entity, background.spot.to(key, at))
    for provision in draft.provisions:
        add("provision", provision.made.provision, provision.made, provision.spot)
    return found


def _otherwise(one: Any, other: Any, what: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Give each innermost place at which two values part, with what stands there on both sides."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict) and not _is_condition(what):
        for key in dict.fromkeys((*one, *other)):
            yield from _otherwise(one.get(key), other.get(key), (*what, str(key)))
        return
    if isinstance(one, list) and isinstance(other, list):
        left, right = _by_name(one), _by_name(other)
        if left is not None and right is not None:
            for name in dict.fromkeys((*left, *right)):
                yield from _otherwise(left.get(name), right.get(name), (*what, name))
            if list(left) != list(right) and set(left) == set(right):
                yield what, list(left), list(right)
            return
    yield what, one, other


def _is_condition(what: tuple[str, ...]) -> bool:
    """Tell whether a condition stands at a place; a part of a provision may be called `when` as well.

    >>> _is_condition(("elements", "covered", "when")), _is_condition(("definitions", "when"))
    (True, False)
    """
    named = len(what) > 1 and what[-2] in _PARTS
    return bool(what) and what[-1] in ("when", "bound_where", "concludes") and not named


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    """Give the items of a list by what names them; None where they have no names of their own."""
    if items and all(isinstance(item, str) for item in items):
        return {item: item for item in items} if len(set(items)) == len(items) else None
    for key in _NAMED:
        names = [item.get(key) for item in items if isinstance(item, dict)]
        if len(names) == len(items) and all(isinstance(n, str) for n in names) and len(set(names)) == len(names):
            return dict(zip(names, items, strict=True))  # type: ignore[arg-type]
    return None


def _told(what: tuple[str, ...], value: Any, words: Wording) -> str | None:
    """Give what stands at a place: a condition in words, all else as an author would write it."""
    if _is_condition(what) and isinstance(value, dict):
        return words.line(_CONDITION.validate_json(json.dumps(value)))
    return None if value in (None, [], {}) else compact(value)


def compact(value: Any) -> str:
    """Write a value on one line as an author would.

    >>> compact({"all": [{"is_a": {"thing": "$X", "type": "arms"}}, {"date": {"at_least": "2017-12-22"}}]})
    '{all: [{is_a: {thing: $X, type: arms}}, {date: {at_least: 2017-12-22}}]}'
    """
    if isinstance(value, dict):
        told = {key: inner for key, inner in value.items() if inner not in (None, [], {})}
        return "{" + ", ".join(f"{key}: {compact(inner)}" for key, inner in told.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(compact(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _gist(value: Any) -> str:
    """Say in a line what a part that is new or gone is about."""
    if isinstance(value, dict):
        for key in ("title", "gist", "say", "label", "reason", "name", "source"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return compact(value)
