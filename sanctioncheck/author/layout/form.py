"""What is known of the kinds of files for laying them out: their keys in reading order, and what stands on one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from sanctioncheck.load.schema import json_schema

__all__ = ["Shape", "kind_of", "shape_of"]

_TOPS: Final[dict[str, str]] = {
    "provision": "provision",
    "tests": "tests",
    "vocabulary": "vocabulary",
    "bridges": "bridges",
    "background": "background",
    "pack": "pack",
    "policy": "standards",
    "authorities": "authorities",
    "cells": "expected",
    "case": "case",
}
"""The key by which each kind of file is known, the surest first."""

_CLAIM: Final = "<what is stated>"
_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "Actor": ("id", "type", "state", "name", "aliases"),
    "Assumption": ("id", _CLAIM, "on", "during", "reason"),
    "BackgroundFinding": (
        "id", "document", "origin", _CLAIM, "on", "during", "citation", "mark", "published", "body", "kind", "mode",
        "speaker", "reliability", "information", "gist",
    ),
    "Cues": ("about", "opinion", "heads", "frames", "positive", "negative"),
    "Defeater": ("citation", "mark", "gist", "standard", "when", "unless"),
    "Definition": (
        "id", "concludes", "gist", "construction", "position", "when", "readings", "open", "exceptions",
    ),
    "Element": ("ask", "citation", "authority", "may_follow", "position", "when", "readings"),
    "Fact": ("id", _CLAIM, "on", "during", "status", "quantity"),
    "Frame": ("verbs", "nouns", "adjectives", "also", "needs", "bars", "mutual", "roles", "own", "status"),
    "Instrument": (
        "instrument", "kind", "title", "body", "part", "adopted", "in_force", "document", "series", "short", "mark",
    ),
    "Judgement": ("id", _CLAIM, "on", "during", "by", "reason", "rests_on"),
    "ProvisionTest": ("name", "on", "without", "facts", "expect"),
    "Source": (
        "id", "kind", "title", "publisher", "published", "language", "path", "sha256", "reliability", "origin", "body",
        "made_up", "rests_on",
    ),
    "TotalBounds": ("of", "unit", "where", "within", "at_least", "at_most"),
    "case": (
        "case", "title", "as_of", "period", "sources", "actors", "things", "facts", "same_event", "possibly_same",
        "judgements", "assumptions", "refused", "opinions",
    ),
    "pack": ("pack", "version", "language", "licence", "as_of", "title"),
}  # fmt: skip
"""Where people read keys in another order than the schema has them; keys not named here follow in its order."""

_ONE_LINE: Final = frozenset({
    "Actor", "Atom", "Bearer", "Bounds", "Citation", "DateBounds", "DateOf", "Distinct", "During", "ExpectedCell",
    "InForce", "Instrument", "NotOf", "Quantity", "QuantityOf", "Quote", "Reference", "Relation", "Review", "Reviewer",
    "ShareBounds", "ShareOf", "Speaker", "Thing", "Type", "Within",
})  # fmt: skip
"""What stands on one line, in braces, wherever there is room."""
_SEVERAL_LINES: Final = frozenset({
    "Assumption", "BackgroundFinding", "Bridge", "Cues", "Defeater", "Definition", "Element", "Example",
    "ExceptionClause", "Fact", "Frame", "Hinge", "Judgement", "Norm", "NotEncoded", "Opinion", "Period", "Predicate",
    "ProvisionTest", "Reading", "RestsOn", "Source", "Support",
})  # fmt: skip
"""What has a line for each key, however short it is."""


_CONDITION: Final = frozenset({"Atom", "DateOf", "Distinct", "NotOf", "QuantityOf", "ShareOf"})
"""Conditions with one key: as items of a list they need no braces round them."""


def kind_of(data: Any) -> str | None:
    """Tell what kind of file a document is, by its keys; None where it is none that has a layout.

    >>> kind_of({"provision": "a/1", "title": "…"}), kind_of({"states": []})
    ('provision', None)
    """
    return next((kind for top, kind in _TOPS.items() if isinstance(data, dict) and top in data), None)


class Shape:
    """What the schema says of one part of a file."""

    __slots__ = ("_definitions", "_node", "name")

    def __init__(self, node: Mapping[str, Any], definitions: Mapping[str, Any], name: str = "") -> None:
        self._node, self._definitions, self.name = node, definitions, name

    def of(self, data: Any) -> Shape:
        """Give the shape that a value has, where the schema leaves several open."""
        node, name = self._node, self.name
        while True:
            if "$ref" in node:
                name = str(node["$ref"]).rpartition("/")[2]
                node = self._definitions[name]
            elif "anyOf" in node:
                fitting = [option for option in node["anyOf"] if self._fits(option, data)]
                if not fitting:
                    return Shape({}, self._definitions)
                # What has keys of its own is surer than an atom, whose key may be any word.
                node = next((each for each in fitting if self._keys(each)), fitting[0])
            else:
                return Shape(node, self._definitions, name)

    def _resolved(self, option: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" in option:
            found: Mapping[str, Any] = self._definitions[str(option["$ref"]).rpartition("/")[2]]
            return found
        return option

    def _keys(self, option: Mapping[str, Any]) -> bool:
        return "properties" in self._resolved(option)

    def _fits(self, option: Mapping[str, Any], data: Any) -> bool:
        node = self._resolved(option)
        if "anyOf" in node:
            return any(self._fits(each, data) for each in node["anyOf"])
        if isinstance(data, dict):
            known = node.get("properties")
            return node.get("type") == "object" and (known is None or set(data) <= set(known))
        return node.get("type") == ("array" if isinstance(data, list) else "string")

    def child(self, key: str | int) -> Shape:
        """Give the shape of what stands under a key, or of an item of a list."""
        below = self._node.get("items") if isinstance(key, int) else self._node.get("properties", {}).get(key)
        if below is None and isinstance(key, str):
            # Every mapping with keys of its author's own has one pattern for them.
            below = next(iter(self._node.get("patternProperties", {}).values()), self._node.get("additionalProperties"))
        return Shape(below if isinstance(below, dict) else {}, self._definitions)

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Put the keys of a mapping into reading order; of a mapping with keys of its author's own, none is moved."""
        given, known = list(keys), list(self._node.get("properties", ()))
        if not known:
            return given
        named = _ORDER.get(self.name, ())
        order = [*named, *(key for key in known if key not in named)]
        return sorted(given, key=lambda key: order.index(_slot(key, order)))

    @property
    def one_line(self) -> bool:
        """Whether it stands on one line wherever there is room."""
        return self.name in _ONE_LINE

    @property
    def condition(self) -> bool:
        """Whether it is a condition with one key."""
        return self.name in _CONDITION

    @property
    def several_lines(self) -> bool:
        """Whether it has a line for each key, however short it is."""
        return self.name in _SEVERAL_LINES


def _slot(key: str, order: list[str]) -> str:
    """Give what stands for a key in an order: what a record states has the key of its predicate, or `not`."""
    if _CLAIM in order and (key == "not" or key not in order):
        return _CLAIM
    return key if key in order else order[-1]


@cache
def shape_of(kind: str) -> Shape:
    """Give the shape of a whole file of a kind.

    >>> shape_of("provision").in_order(["norms", "title", "provision"])
    ['provision', 'title', 'norms']
    >>> shape_of("case").child("facts").child(0).of({}).in_order(["support", "trains", "id"])
    ['id', 'trains', 'support']
    """
    schema = json_schema(kind)
    return Shape(schema, schema.get("$defs", {}), kind)
