"""Holds what a file says against the kind of document it should be, and points at what does not fit.

The kinds are pydantic models. Every error of theirs becomes one of our problems, at the key or value that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.errors import PydanticUserError

from sanctioncheck.errors import InputError, Problem, closest, quote, raise_errors
from sanctioncheck.errors.text import (
    InvalidValue,
    MissingKey,
    PatternMismatch,
    TooManyProblems,
    UnknownKey,
    WrongType,
    WrongValue,
)
from sanctioncheck.load.document import Data, Document, Loc, describe
from sanctioncheck.load.forms import form_of

__all__ = ["build"]

Model = TypeVar("Model", bound=BaseModel)

_MOST_PROBLEMS = 100
# Stands for all of pydantic's kinds below once they have been joined.
_WRONG_TYPE: Final = "wrong_type"

_EXPECTED: Final[dict[str, str]] = {
    kind: words
    for words, kinds in (
        ("text", "string_type string_sub_type bytes_type"),
        ("a whole number", "int_type int_parsing int_from_float"),
        ("a number", "float_type float_parsing decimal_type decimal_parsing"),
        ("true or false", "bool_type bool_parsing"),
        ("a list", "list_type tuple_type set_type frozen_set_type iterable_type"),
        ("a mapping", "dict_type model_type model_attributes_type mapping_type dataclass_type"),
        ("nothing", "none_required"),
    )
    for kind in kinds.split()
}

# pydantic's other refusals in our words; what stands in braces comes with the error.
_REASONS: Final[dict[str, str]] = {
    "too_short": "expected {min_length} or more items, found {actual_length}",
    "too_long": "expected at most {max_length} items, found more",
    "string_too_short": "expected a text of {min_length} or more characters",
    "string_too_long": "expected a text of at most {max_length} characters",
    "greater_than": "expected more than {gt}",
    "greater_than_equal": "expected at least {ge}",
    "less_than": "expected less than {lt}",
    "less_than_equal": "expected at most {le}",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """An error of pydantic, at its location less the union labels that have been dealt with."""

    loc: Loc
    kind: str
    text: str
    context: dict[str, Any]


def build(model: type[Model], document: Document, loc: Loc = ()) -> Model:
    """Make a model object of a document, or of the part of it at `loc`.

    The model states how strict it is. Lists reach it as tuples, so that what is frozen can hold them. Raises InputError
    with all problems of the document, those of its text among them; warnings alone do not raise.

    A `ValueError` raised in a validator is reported in its own words. It may carry `help`, the remedy, and `loc`, the
    way from the validated value to the part of it that is wrong.

    >>> from sanctioncheck.load.yamltext import read_document
    >>> class Review(BaseModel, strict=True, extra="forbid"):
    ...     state: str
    ...     by: tuple[str, ...] = ()
    >>> build(Review, read_document("case.yaml", b"state: accepted\\nby: [ak]"))
    Review(state='accepted', by=('ak',))
    """
    problems = list(document.problems)
    built: Model | None = None
    if document.complete:
        try:
            built = model.model_validate(_with_tuples(_at(document.data, loc)))
        except ValidationError as error:
            problems += _problems(model, document, loc, error)
    raise_errors(problems)
    if built is None:
        raise InputError(problems)
    return built


def _with_tuples(data: Data) -> Data:
    if isinstance(data, dict):
        return {key: _with_tuples(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(_with_tuples(value) for value in data)
    return data


def _problems(model: type[BaseModel], document: Document, loc: Loc, error: ValidationError) -> list[Problem]:
    part = _at(document.data, loc)
    faults = [
        _Fault(tuple(each["loc"]), each["type"], each["msg"], each.get("ctx", {}))
        for each in error.errors(include_url=False, include_input=False)
    ]
    problems: list[Problem] = []
    for fault in _joined(_of_likely_branches(faults, part)):
        whole = _Fault(loc + fault.loc, fault.kind, fault.text, fault.context)
        subject = whole.loc[:-1] if fault.kind == "missing" else whole.loc
        if subject in document.spoilt or _is_echo(fault, part):
            continue
        if len(problems) == _MOST_PROBLEMS:
            problems.append(TooManyProblems(place=document.place(subject), limit=_MOST_PROBLEMS))
            break
        names = _names(model, fault.loc[:-1]) if fault.kind == "extra_forbidden" else ()
        problems.append(_problem(document, whole, names))
    return problems


def _is_echo(fault: _Fault, data: Data) -> bool:
    """Tell a list called too short only because its items were refused, which has been said."""
    return fault.kind == "too_short" and len(_at(data, fault.loc) or ()) >= fault.context["min_length"]


def _problem(document: Document, fault: _Fault, names: Iterable[str]) -> Problem:
    """Turn one fault into the problem that tells its author most; `names` are the keys that may stand there."""
    loc, kind = fault.loc, fault.kind
    if loc and loc[-1] == "[key]":
        here = document.place(loc[:-1], key=True)
        if kind == "string_pattern_mismatch":
            pattern = fault.context["pattern"]
            return PatternMismatch(
                place=here, found=f"the key {quote(loc[-2])}", pattern=pattern, form=form_of(pattern)
            )
        reason = f"the key {quote(loc[-2])} cannot stand here: {fault.text[:1].lower()}{fault.text[1:]}"
        return InvalidValue(place=here, reason=reason)
    if kind == "missing":
        return _missing(document, loc)
    value = _at(document.data, loc)
    place = document.place(loc)
    if kind == "extra_forbidden":
        key = str(loc[-1])
        free = [name for name in names if name not in _at(document.data, loc[:-1])]
        return UnknownKey(place=document.place(loc, key=True), key=key, meant=closest(key, free))
    if kind == _WRONG_TYPE:
        expected = fault.text
        return WrongType(place=place, expected=expected, found=describe(value), remedy=_remedy(expected, value))
    if kind in ("literal_error", "enum"):
        return _wrong_value(document, loc, value, fault.context["expected"])
    if kind == "union_tag_invalid":
        tag = (*loc, fault.context["discriminator"].strip("'"))
        at = tag if tag in document else loc
        return _wrong_value(document, at, fault.context["tag"], fault.context["expected_tags"])
    if kind == "union_tag_not_found":
        return _missing(document, (*loc, fault.context["discriminator"].strip("'")))
    if kind == "string_pattern_mismatch":
        pattern = fault.context["pattern"]
        return PatternMismatch(place=place, found=describe(value), pattern=pattern, form=form_of(pattern))
    return _invalid(document, fault)


def _missing(document: Document, loc: Loc) -> Problem:
    place = document.place(loc[:-1], key=True)
    if isinstance(loc[-1], int):
        return InvalidValue(place=place, reason="the list has too few items")
    return MissingKey(place=place, key=loc[-1])


def _wrong_value(document: Document, loc: Loc, value: Data, expected: str) -> Problem:
    # pydantic gives the choices only as prose: 'a', 'b' or 'c'
    choices = tuple(re.findall(r"'((?:[^'\\]|\\.)*)'", expected)) or (expected,)
    meant = closest(value, choices) if isinstance(value, str) else None
    return WrongValue(place=document.place(loc), found=describe(value), choices=choices, meant=meant)


def _invalid(document: Document, fault: _Fault) -> Problem:
    cause = fault.context.get("error")
    loc = fault.loc
    if isinstance(cause, Exception):
        within = getattr(cause, "loc", ())
        loc = (*loc, *within) if isinstance(within, tuple) else loc
        reason, remedy = str(cause), getattr(cause, "help", None)
    else:
        ours = _REASONS.get(fault.kind)
        theirs = fault.text[:1].lower() + fault.text[1:]
        reason = ours.format_map(fault.context) if ours else theirs.replace("input should", "the value should")
        remedy = fault.context.get("help")
    return InvalidValue(place=document.place(loc), reason=reason, remedy=None if remedy is None else str(remedy))


def _expected(fault: _Fault) -> str | None:
    """Name the type that was asked for, where the fault is that the value has another."""
    if fault.kind == "is_instance_of" and fault.context.get("class") == "Decimal":
        return "a number"
    return _EXPECTED.get(fault.kind)


def _remedy(expected: str, value: Data) -> str | None:
    if expected == "text" and value is not None and not isinstance(value, dict | list):
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return f'put it in quotes: "{written}"'
    if expected == "true or false" and isinstance(value, str) and value.lower() in ("yes", "on", "y", "true"):
        return "write `true`"
    if expected == "true or false" and isinstance(value, str) and value.lower() in ("no", "off", "n", "false"):
        return "write `false`"
    if expected == "a list" and isinstance(value, str):
        return "write `[…]` round it, or each item on a line of its own after `- `"
    return None


def _at(data: Data, loc: Loc) -> Data:
    for part in loc:
        if not _has(data, part):
            return None
        data = data[part]
    return data


def _has(data: Data, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _of_likely_branches(faults: list[_Fault], data: Data) -> list[_Fault]:
    """Keep at each union the errors of the branch most likely meant, and take the labels out of the locations.

    Where a value may have one of several forms, pydantic reports what is wrong with it under every one of them, with a
    label in the location that stands in no file.
    """
    settled: list[_Fault] = []
    while faults:
        unions: dict[Loc, dict[str | int, list[_Fault]]] = {}
        for fault in faults:
            at = _label(fault, data)
            if at is None:
                settled.append(fault)
            else:
                plain = _Fault(fault.loc[:at] + fault.loc[at + 1 :], fault.kind, fault.text, fault.context)
                unions.setdefault(fault.loc[:at], {}).setdefault(fault.loc[at], []).append(plain)
        faults = [fault for loc, branches in unions.items() for fault in _likeliest(loc, list(branches.values()))]
    return settled


def _label(fault: _Fault, data: Data) -> int | None:
    """Find the first part of a location that is not in the data, and is no missing key and no `[key]`."""
    for index, part in enumerate(fault.loc):
        if not _has(data, part):
            last = index == len(fault.loc) - 1
            return None if part == "[key]" or (last and fault.kind == "missing") else index
        data = data[part]
    return None


def _likeliest(union: Loc, branches: list[list[_Fault]]) -> list[_Fault]:
    right_kind = [faults for faults in branches if not any(fault.loc == union and _expected(fault) for fault in faults)]
    if not right_kind:
        return [fault for faults in branches for fault in faults]
    return min(right_kind, key=_unlikeness(union))


def _unlikeness(union: Loc) -> Callable[[list[_Fault]], tuple[int, int]]:
    def measure(faults: list[_Fault]) -> tuple[int, int]:
        own = [fault for fault in faults if fault.loc[:-1] == union and fault.loc != union]
        lacking = [str(fault.loc[-1]) for fault in own if fault.kind == "missing"]
        unknown = [str(fault.loc[-1]) for fault in own if fault.kind == "extra_forbidden"]
        misspelt = sum(closest(key, lacking) is not None for key in unknown[:10])
        return (len(lacking) + len(unknown) - misspelt, len(faults))

    return measure


def _joined(faults: list[_Fault]) -> list[_Fault]:
    """Make one fault of all that say of one value that it has the wrong type: text, or a list."""
    joined: list[_Fault] = []
    expected: dict[Loc, list[str]] = {}
    for fault in faults:
        words = _expected(fault)
        if words is None:
            joined.append(fault)
        elif words not in expected.setdefault(fault.loc, []):
            expected[fault.loc].append(words)
    return joined + [_Fault(loc, _WRONG_TYPE, " or ".join(words), {}) for loc, words in expected.items()]


@lru_cache(maxsize=64)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    try:
        return model.model_json_schema()
    except PydanticUserError:
        # A model that JSON Schema cannot express gets no suggestions; its errors are reported all the same.
        return {}


def _names(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Find the keys that the model knows at a location, under any branch of the unions on the way."""
    schema = _schema(model)
    nodes = _branches(schema, [schema])
    for part in loc:
        inner: list[Any] = []
        for node in nodes:
            if isinstance(part, int):
                inner += [*node.get("prefixItems", ())[part : part + 1], node.get("items")]
            else:
                inner.append(node.get("properties", {}).get(part, node.get("additionalProperties")))
        nodes = _branches(schema, inner)
    return tuple(dict.fromkeys(name for node in nodes for name in node.get("properties", ())))


def _branches(schema: dict[str, Any], nodes: list[Any]) -> list[dict[str, Any]]:
    """Follow references and unions until only plain nodes are left."""
    plain: list[dict[str, Any]] = []
    seen: set[str] = set()
    waiting = [node for node in nodes if isinstance(node, dict)]
    while waiting:
        node = waiting.pop(0)
        reference = node.get("$ref")
        if reference is not None:
            if reference not in seen:
                seen.add(reference)
                waiting.append(schema["$defs"][reference.rsplit("/", 1)[-1]])
            continue
        plain.append(node)
        waiting += [branch for name in ("anyOf", "oneOf", "allOf") for branch in node.get(name, ())]
    return plain
