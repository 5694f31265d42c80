"""States one thing of a fact anew, in the text of its case file: its review, mode, speaker, roles, date or quote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, get_args

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reviewing import CannotAmend, NoSuchField
from sanctioncheck.load.amend import GONE, LIMITS, amend, apply, tail, written
from sanctioncheck.load.document import Data, Document, Loc
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.fact import Fact, Mode, Status

__all__ = ["MODES", "STATUSES", "current", "fields_of", "restate", "value_of"]

MODES: tuple[str, ...] = get_args(Mode)
STATUSES: tuple[str, ...] = get_args(Status)

_OWN = frozenset(name for name in Fact.model_fields if name != "claim")
_NUMBERED = re.compile(r"(mode|speaker|information|quote)#([1-9][0-9]{0,3})")
_ROUND = re.compile(r"(.*?)\[\[(.+)\]\](.*)", re.DOTALL)
_NONE = ("", "-")


def _claim(entry: Mapping[str, Data]) -> tuple[Loc, Loc, bool]:
    """Find where a fact states its predicate, where the roles stand, and whether it is affirmed."""
    if "not" in entry:
        return ("not",), ("not", next(iter(entry["not"]))), False
    key = next(key for key, value in entry.items() if key not in _OWN and isinstance(value, dict))
    return (key,), (key,), True


def _at(entry: Mapping[str, Data], field: str) -> Loc:
    """Find where a field stands in the entry of a fact."""
    if field.startswith("role:"):
        return (*_claim(entry)[1], field.removeprefix("role:"))
    numbered = _NUMBERED.fullmatch(field)
    return ("support", int(numbered[2]) - 1, numbered[1]) if numbered else (field,)


def fields_of(entry: Mapping[str, Data]) -> tuple[str, ...]:
    """Give all that can be edited of a fact, by name.

    >>> entry = {"id": "a", "trains": {"by": "x", "whom": "y"}, "support": [{"mode": "reported", "source": "s"}]}
    >>> fields_of(entry)
    ('polarity', 'status', 'date', 'role:by', 'role:whom', 'mode#1', 'speaker#1', 'information#1', 'quote#1')
    """
    roles = _get(entry, _claim(entry)[1])
    found = ["polarity", "status", "date", *(f"role:{role}" for role in roles)]
    for number, support in enumerate(entry["support"], start=1):
        if support.get("mode") != "inferred":
            found += [f"{name}#{number}" for name in ("mode", "speaker", "information", "quote")]
    return tuple(found)


def current(entry: Mapping[str, Data], field: str) -> Data:
    """Give what a field of a fact says now, as JSON would have it; None where it says nothing.

    >>> current({"id": "a", "not": {"trains": {"by": "x"}}, "support": []}, "polarity")
    'negative'
    """
    if field == "polarity":
        return "positive" if _claim(entry)[2] else "negative"
    if field == "date":
        return {key: entry[key] for key in ("on", "during") if key in entry} or None
    try:
        return _get(entry, _at(entry, field))
    except (KeyError, IndexError):
        return None


def _get(data: Data, loc: Loc) -> Data:
    for part in loc:
        data = data[part]
    return data


def restate(document: Document, number: int, field: str, value: Data) -> Document:
    """Give the case file with one field of a fact changed, and all else of its text as it was.

    Args:
        document: the case file.
        number: which of its facts, from 0.
        field: what is to change, as `fields_of` names it, or `review`.
        value: what it is to say, as `current` gives it; None to take it away.

    Raises:
        InputError: there is no such field, it does not take the value, or it cannot be changed without touching
            something else.

    >>> file = read_document("c.yaml", b"facts:\\n  - trains: {by: x}  # why\\n    id: a\\n    support: []\\n")
    >>> print(restate(file, 0, "polarity", "negative").text, end="")
    facts:
      - not: {trains: {by: x}}  # why
        id: a
        support: []
    """
    entry, base = document.data["facts"][number], ("facts", number)
    if current(entry, field) == value:
        return document
    fields = fields_of(entry)
    # A role may be stated that was left open until now.
    if field not in (*fields, "review") and not field.startswith("role:"):
        raise InputError([NoSuchField(place=None, field=field, fields=fields)])
    if field == "polarity" and value not in ("positive", "negative"):
        _wants(field, fields, "`positive` or `negative`")
    if field == "date" and not isinstance(value, Mapping | None):
        _wants(field, fields, "`on` or `during`")
    if field == "polarity":
        text = _turned(document, entry, base)
    elif field == "date":
        parts = value or {}
        text = amend(document, {(*base, key): parts.get(key, GONE) for key in ("on", "during")})
    else:
        text = amend(document, {(*base, *_at(entry, field)): GONE if value is None else value})
    return read_document(document.path, text.encode("utf-8"), LIMITS)


def _turned(document: Document, entry: Mapping[str, Data], base: Loc) -> str:
    """Give the text with what a fact states denied, or no longer denied."""
    outer, inner, positive = _claim(entry)
    begin, end = document.span((*base, *outer))[0], tail(document, (*base, *outer))
    kept = _one_piece(document, (*base, *inner), str(inner[-1]))
    wanted = deepcopy(document.data)
    stated = _get(wanted, base)
    roles = _get(entry, inner)
    stated.pop(outer[0])
    stated.update({"not": {inner[-1]: roles}} if positive else {inner[-1]: roles})
    return apply(document, [(begin, end, f"not: {{{kept}}}" if positive else kept)], wanted, (*base, *outer))


def _one_piece(document: Document, loc: Loc, predicate: str) -> str:
    """Give a predicate with its roles as it stands, or on one line where it stands on several."""
    key, _, start, _ = document.span(loc)
    end = tail(document, loc)
    if document.text[start : start + 1] == "{":
        return document.text[key:end]
    if "#" in document.text[key:end]:
        raise InputError([CannotAmend(place=document.place(loc), key=predicate)])
    return f"{predicate}: {written(_get(document.data, loc))}"


def value_of(entry: Mapping[str, Data], field: str, text: str) -> Data:
    """Read what somebody types for a field.

    Args:
        entry: the fact as the case file has it.
        field: what is to change.
        text: a word of the list for polarity, status and mode; the id of an actor for a role; for a speaker an id, or
            other words in quotation marks; a digit; a date, two dates with `/`, or `from A to B`; a quote, or a
            passage with `[[…]]` round the quote in it. `-` takes away a date, a speaker or a digit.

    Raises:
        InputError: there is no such field, or it takes no such value.

    >>> value_of({"trains": {"by": "x"}, "support": [{"mode": "reported"}]}, "quote#1", "for [[the troops]] he sent")
    {'exact': 'the troops', 'prefix': 'for ', 'suffix': ' he sent'}
    """
    fields = fields_of(entry)
    if field not in fields:
        raise InputError([NoSuchField(place=None, field=field, fields=fields)])
    text, name = text.strip(), field.partition("#")[0].partition(":")[0]
    choices = {"polarity": ("positive", "negative"), "status": STATUSES, "mode": MODES}.get(name)
    if choices is not None and text not in choices:
        _wants(field, fields, "one of " + ", ".join(choices))
    if name in ("date", "speaker", "information") and text in _NONE:
        return None
    if name == "information":
        return int(text) if re.fullmatch("[1-6]", text) else _wants(field, fields, "a digit from 1 to 6")
    if name == "date":
        went_on = re.fullmatch(r"from (\S+) to (\S+)", text)
        return {"during": {"from": went_on[1], "to": went_on[2]}} if went_on else {"on": text}
    if name == "speaker":
        return {"as": text.strip("\"'“” ")} if text[:1] in "\"'“" else {"actor": text}
    if not text:
        _wants(field, fields, "some words")
    if name == "quote":
        marked = _ROUND.fullmatch(text)
        parts = {"exact": marked[2], "prefix": marked[1], "suffix": marked[3]} if marked else {"exact": text}
        return {key: part for key, part in parts.items() if part}
    return text


def _wants(field: str, fields: tuple[str, ...], wanted: str) -> Any:
    raise InputError([NoSuchField(place=None, field=field, fields=fields, wanted=wanted)])
