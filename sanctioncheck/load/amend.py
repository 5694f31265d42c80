"""Changes single values in the text of a file, and leaves every comment, line and space round them as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reviewing import CannotAmend
from sanctioncheck.load.document import Data, Document, Loc
from sanctioncheck.load.yamltext import Limits, read_document, read_plain

__all__ = ["GONE", "Edit", "amend", "apply", "written"]

GONE: Final = object()
"""Stands for a value that is to be taken away with its key."""
LIMITS = Limits(size=5_000_000, nodes=500_000)

_COMMENT = re.compile(r"(?:^|\s)#")
_BARE = re.compile(r"[^\W\d_][\w .()/’'-]*[\w.)’]|[^\W\d_]", re.UNICODE)
_DATE = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
_KEY = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_ELSEWHERE = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false", "null"])
Edit = tuple[int, int, str]
"""From which offset to which, and what is to stand there."""


def written(value: Data) -> str:
    """Write a value on one line, as it may stand inside `{…}`.

    >>> written({"state": "accepted", "by": "Ana: B", "on": "2026-11-23"})
    '{state: accepted, by: "Ana: B", on: 2026-11-23}'
    >>> written("no"), written(2), written("a\\n\\u202eb")
    ('"no"', '2', '"a\\\\n\\\\u202eb"')
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key_text(key)}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return value if _may_be_bare(value) else _in_quotes(value)
    return json.dumps(value)


def _key_text(key: str) -> str:
    # Our files have `on` and `y` as keys without quotes, and read them as texts.
    return key if _KEY.fullmatch(key) else written(key)


def _may_be_bare(text: str) -> bool:
    plain = _BARE.fullmatch(text) or _DATE.fullmatch(text)
    return bool(plain) and text.lower() not in _ELSEWHERE and text.isprintable() and read_plain(text) == text


def _in_quotes(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in shown)


def _escaped(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def amend(document: Document, changes: Mapping[Loc, Any]) -> str:
    """Change values of mappings in the text of a file.

    Args:
        document: the file.
        changes: where each value stands, or is to stand, with the new value, or `GONE`. The mapping that it stands in
            must be there.

    Returns:
        The whole new text. It was read again, and says what it should and nothing else new.

    Raises:
        InputError: a value cannot be changed without touching something else.

    >>> file = read_document("a.yaml", b"a:\\n  x: 1   # one\\nb: {y: 2, z: 3}\\n")
    >>> print(amend(file, {("a", "x"): 5, ("a", "w"): "new", ("b", "z"): GONE}), end="")
    a:
      x: 5   # one
      w: new
    b: {y: 2}
    """
    edits: list[Edit] = []
    for parent, entries in _by_mapping(document, changes).items():
        edits += _Mould(document, parent).edits(entries)
    wanted = deepcopy(document.data)
    for loc, value in changes.items():
        _set(wanted, loc, value)
    return apply(document, edits, wanted, next(iter(changes), ()))


def apply(document: Document, edits: Iterable[Edit], wanted: Data, loc: Loc) -> str:
    """Put new pieces of text into a file, and see that it then says what is wanted.

    Args:
        document: the file.
        edits: the pieces; none overlaps another.
        wanted: the data that the new text must have.
        loc: what the change is about, for the message.

    Raises:
        InputError: the new text would say something else.
    """
    text, last = document.text, len(document.text) + 1
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        if end > last:
            _refuse(document, loc)
        text, last = text[:start] + piece + text[end:], start
    try:
        again = read_document(document.path, text.encode("utf-8"), LIMITS)
    except UnicodeEncodeError:
        _refuse(document, loc)
    if not again.complete or again.data != wanted or len(again.problems) > len(document.problems):
        _refuse(document, loc)
    return text


def _refuse(document: Document, loc: Loc) -> Any:
    raise InputError([CannotAmend(place=document.place(loc), key=".".join(map(str, loc[-2:])))])


def _set(data: Data, loc: Loc, value: Any) -> None:
    for part in loc[:-1]:
        data = data[part]
    if value is GONE:
        data.pop(loc[-1], None)
    else:
        data[loc[-1]] = value


def _get(data: Data, loc: Loc) -> Data:
    for part in loc:
        data = data[part]
    return data


def _by_mapping(document: Document, changes: Mapping[Loc, Any]) -> dict[Loc, dict[str, Any]]:
    """Sort the changes by the mapping that they are made in; a mapping put over a mapping changes its entries."""
    found: dict[Loc, dict[str, Any]] = {}
    for loc, value in changes.items():
        old = _get(document.data, loc) if loc in document else None
        if isinstance(value, Mapping) and isinstance(old, dict) and value:
            inner: dict[Loc, Any] = {(*loc, key): GONE for key in old if key not in value}
            inner |= {(*loc, key): each for key, each in value.items() if old.get(key, GONE) != each}
            for parent, entries in _by_mapping(document, inner).items():
                found.setdefault(parent, {}).update(entries)
        elif (value is not GONE or loc in document) and (value is GONE or old != value or loc not in document):
            found.setdefault(loc[:-1], {})[str(loc[-1])] = value
    return found


@dataclass(slots=True)
class _Mould:
    """One mapping in the text of a file."""

    document: Document
    loc: Loc
    made: list[Edit] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.text

    def edits(self, entries: Mapping[str, Any]) -> list[Edit]:
        """Give the pieces of text by which the mapping gets these entries."""
        keys = list(_get(self.document.data, self.loc))
        gone = {key for key, value in entries.items() if value is GONE}
        kept = [key for key in keys if key not in gone]
        new = {key: value for key, value in entries.items() if key not in keys and value is not GONE}
        for key in keys:
            if key in entries and key not in gone:
                self._put(key, entries[key])
        start = self.document.span(self.loc)[2]
        if self.text[start : start + 1] == "{":
            self._in_flow(keys, kept, new, start)
        else:
            self._in_block(keys, kept, new)
        return self.made

    def _put(self, key: str, value: Any) -> None:
        loc = (*self.loc, key)
        _, _, start, _ = self.document.span(loc)
        end = tail(self.document, loc)
        if self._has_comment(loc, start, end):
            _refuse(self.document, loc)
        between = "" if self.text[start - 1 : start].isspace() else " "
        self.made.append((start, end, between + written(value)))

    def _has_comment(self, loc: Loc, start: int, end: int) -> bool:
        old = _get(self.document.data, loc)
        piece = self.text[start:end]
        if isinstance(old, dict | list):
            return _COMMENT.search(piece) is not None
        return piece[:1] in ("|", ">") and _COMMENT.search(piece.partition("\n")[0]) is not None

    def _in_flow(self, keys: list[str], kept: list[str], new: Mapping[str, Any], start: int) -> None:
        for at, key in enumerate(keys):
            if key in kept:
                continue
            begin, end = self._key(key), self._tail(key)
            if any(other in kept for other in keys[:at]):
                begin = self._tail(keys[at - 1])
            elif at + 1 < len(keys):
                end = self._key(keys[at + 1])
            self._take_away(begin, end, key)
        added = ", ".join(f"{_key_text(key)}: {written(value)}" for key, value in new.items())
        if added and kept:
            self.made.append((self._tail(kept[-1]), self._tail(kept[-1]), f", {added}"))
        elif added:
            self.made.append((start + 1, start + 1, added))

    def _in_block(self, keys: list[str], kept: list[str], new: Mapping[str, Any]) -> None:
        for at, key in enumerate(keys):
            if key not in kept:
                self._drop_lines(key, keys[at + 1] if at + 1 < len(keys) else None)
        if not new:
            return
        indent = " " * (self._key(keys[0]) - self._line_start(self._key(keys[0])))
        lines = [f"{indent}{_key_text(key)}: {written(value)}" for key, value in new.items()]
        ending = "\r\n" if "\r\n" in self.text else "\n"
        if not kept:
            at = self._line_start(self._key(keys[0]))
            self.made.append((at, at, "".join(line + ending for line in lines)))
            return
        end = self._line_end(self._tail(kept[-1]))
        self.made.append((end, end, "".join(ending + line for line in lines)))

    def _drop_lines(self, key: str, following: str | None) -> None:
        """Take an entry away with its lines; a comment behind it stays, on a line of its own."""
        begin, end = self._key(key), self._tail(key)
        first, last = self._line_start(begin), self._line_end(end)
        if self.text[first:begin].strip():
            # It shares its line with the dash of a list.
            if following is None:
                _refuse(self.document, (*self.loc, key))
            self._take_away(begin, self._key(str(following)), key)
        elif self.text[end:last].strip():
            behind = end + len(self.text[end:last]) - len(self.text[end:last].lstrip())
            self._take_away(begin, behind, key)
        else:
            broken = last + (2 if self.text.startswith("\r\n", last) else 1)
            self._take_away(first, min(broken, len(self.text)), key)

    def _take_away(self, begin: int, end: int, key: str) -> None:
        if _COMMENT.search(self.text[begin:end]) and self._has_comment((*self.loc, key), begin, end):
            _refuse(self.document, (*self.loc, key))
        self.made.append((begin, end, ""))

    def _key(self, key: str) -> int:
        return self.document.span((*self.loc, key))[0]

    def _tail(self, key: str) -> int:
        return tail(self.document, (*self.loc, key))

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        found = self.text.find("\n", offset)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end


def tail(document: Document, loc: Loc) -> int:
    """Find where the last word of a value ends; what follows are comments and white space.

    >>> file = read_document("a.yaml", b"a:\\n  - x: 1\\n  # note\\nb: 2\\n")
    >>> file.text[: tail(file, ("a",))]
    'a:\\n  - x: 1'
    """
    value = _get(document.data, loc)
    _, _, start, end = document.span(loc)
    if isinstance(value, dict | list) and value and document.text[start : start + 1] not in ("{", "["):
        last = (*loc, list(value)[-1] if isinstance(value, dict) else len(value) - 1)
        return tail(document, last)
    end = min(end, len(document.text))
    return max(start, start + len(document.text[start:end].rstrip()))
