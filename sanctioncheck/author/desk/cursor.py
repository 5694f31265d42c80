"""Which word somebody's cursor stands on, and which predicate is at hand; the line may be half written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["Hand", "hand_at", "word_at"]

_WORD = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_./#-]*")
_OPEN = re.compile(r"(?:^|[\s{,\[-])([a-z][a-z0-9_]*):\s*\{([^{}]*)\Z")
_HEADED = re.compile(r"^(\s*)(?:- )?([a-z][a-z0-9_]*):\s*(?:#.*)?\Z")
_ROLE = re.compile(r"([a-z][a-z0-9_]*)\s*:")
_VALUE = re.compile(r"([a-z][a-z0-9_]*)\s*:\s*\S*\Z")


@dataclass(frozen=True, slots=True)
class Hand:
    """What is being written: a predicate, the roles that it has already, and the role whose value stands here."""

    predicate: str
    filled: frozenset[str]
    role: str | None = None


def word_at(line: str, column: int) -> str | None:
    """Give the word of a line that holds a column, or ends there; None where there is none.

    >>> word_at("  - is_a: {thing: $X, type: arms}", 6), word_at("  - is_a: {thing: $X, type: arms}", 30)
    ('is_a', 'arms')
    >>> word_at("  consent: {ref: un.charter/51#consent}", 20)
    'un.charter/51#consent'
    """
    for found in _WORD.finditer(line):
        if found.start() <= column <= found.end():
            return found[0].rstrip(".-/#")
    return None


def hand_at(lines: Sequence[str], row: int, column: int, vocabulary: Vocabulary) -> Hand | None:
    """Give the predicate within whose roles a cursor stands, in flow style or in block style.

    >>> from sanctioncheck.load.pack import load_pack
    >>> hand_at(["    when: {sends_troops: {by: $S, "], 0, 34, load_pack().vocabulary)
    Hand(predicate='sends_troops', filled=frozenset({'by'}), role=None)
    """
    if row >= len(lines):
        return None
    before = lines[row][:column]
    found = _OPEN.search(before)
    if found is not None:
        if found[1] not in vocabulary.predicates:
            return None
        rest = lines[row][column:].split("}", 1)[0]
        return _hand(found[1], found[2], rest)
    return _in_block(lines, row, before, vocabulary)


def _hand(predicate: str, inside: str, after: str) -> Hand:
    written = [*_ROLE.findall(inside), *_ROLE.findall(after)]
    value = _VALUE.search(inside)
    role = value[1] if value is not None and inside.rstrip()[-1:] != "," else None
    return Hand(predicate, frozenset(written), role)


def _in_block(lines: Sequence[str], row: int, before: str, vocabulary: Vocabulary) -> Hand | None:
    """Look upwards for the key that the line hangs on, and at what hangs on it besides."""
    if before.strip() and _ROLE.match(before.strip()) is None and not re.fullmatch(r"\s*\w*", before):
        return None
    indent = len(before) - len(before.lstrip())
    filled: list[str] = []
    for line in reversed(lines[:row]):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        depth = len(line) - len(line.lstrip().removeprefix("- "))
        if depth < indent:
            head = _HEADED.match(line)
            if head is None or head[2] not in vocabulary.predicates:
                return None
            value = _VALUE.search(before)
            return Hand(head[2], frozenset(filled), value[1] if value is not None else None)
        filled += _ROLE.findall(line)[:1]
    return None
