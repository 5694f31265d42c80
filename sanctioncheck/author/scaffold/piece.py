"""Pieces of YAML to be put into a file: laid out, quoted, and set where they belong, the rest of the file untouched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sanctioncheck.author.layout.form import shape_of
from sanctioncheck.author.layout.page import lay
from sanctioncheck.load.amend import apply, tail, written
from sanctioncheck.load.document import Document, Loc
from sanctioncheck.load.yamltext import read_document

__all__ = ["added", "exchanged", "piece"]


def piece(kind: str, loc: Loc, value: Any, indent: int, questions: Sequence[str] = ()) -> str:
    """Write one entry of a mapping or one item of a list as it stands in a file.

    Args:
        kind: the kind of file.
        loc: where in such a file it stands; whatever lists are on the way are taken to begin there.
        value: what it says.
        indent: how far it is indented.
        questions: what is left to answer, as comments above it.

    >>> print(piece("vocabulary", ("types", "dam"), {"label": "dam: high", "is_a": ["work"]}, 2, ["which dams?"]))
      # which dams?
      dam: {label: "dam: high", is_a: [work]}
    """
    way = tuple(0 if isinstance(part, int) else part for part in loc)
    text = lay(read_document("piece", _standing(way, value).encode("utf-8")), shape_of(kind))
    document = read_document("piece", text.encode("utf-8"))
    start = document.span(way)[0]
    first = text.rfind("\n", 0, start) + 1
    lines = text[first : tail(document, way)].split("\n")
    own = len(lines[0]) - len(lines[0].lstrip(" "))
    margin = " " * indent
    body = [margin + line[own:] if line.strip() else "" for line in lines]
    return "\n".join([*(f"{margin}# {question}" for question in questions), *body])


def _standing(way: Loc, value: Any) -> str:
    """Write a value with all that it stands in, a line for each step of the way."""
    text, indent, dash = "", 0, ""
    for part in way:
        if isinstance(part, int):
            dash += "- "
            continue
        text += f"{' ' * indent}{dash}{written(part)}:\n"
        indent, dash = indent + len(dash) + 2, ""
    return f"{text}{' ' * indent}{dash}{written(value)}\n"


def added(document: Document, kind: str, loc: Loc, value: Any, questions: Sequence[str] = ()) -> str:
    """Add an entry at the end of a mapping, or an item at the end of a list.

    Takes the file, its kind, where the new thing shall stand (its own key or number last), what it says and the
    questions above it; gives the whole new text, read again and found to say just that more.

    Raises:
        InputError: it cannot be put there without touching something else.

    >>> file = read_document("a.yaml", b"types:\\n  dam: {label: dam}  # high\\n")
    >>> print(added(file, "vocabulary", ("types", "weir"), {"label": "weir"}), end="")
    types:
      dam: {label: dam}  # high
      weir: {label: weir}
    """
    holder = loc[:-1]
    wanted = _with(document.data, loc, value)
    if holder in document and _get(document.data, holder):
        indent = _indent(document, holder)
        at = _behind(document.text, tail(document, holder))
        gap = "\n\n" if _apart(document, holder) else "\n"
        return apply(document, [(at, at, gap + piece(kind, loc, value, indent, questions))], wanted, holder)
    step = 2 * len(holder)
    text = piece(kind, loc, value, step, questions)
    head = f"{' ' * (step - 2)}{holder[-1]}:\n"
    if holder in document:
        key_start, _, _, end = document.span(holder)
        return apply(document, [(key_start, end, head.lstrip(" ") + text)], wanted, holder)
    at = len(document.text)
    return apply(document, [(at, at, f"\n{head}{text}\n")], wanted, holder)


def _behind(text: str, offset: int) -> int:
    """Give the end of the line where a comment stands beside what ends at an offset, so that it stays beside it."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end if text[offset:end].lstrip().startswith("#") else offset


def exchanged(document: Document, kind: str, loc: Loc, name: str, items: Sequence[tuple[Any, Sequence[str]]]) -> str:
    """Put a list with another key in the place of an entry: `readings` in that of `when`.

    Raises:
        InputError: that would touch something else, such as a comment inside the entry.
    """
    key_start = document.span(loc)[0]
    column = key_start - (document.text.rfind("\n", 0, key_start) + 1)
    parent = loc[:-1]
    body = "\n".join(
        piece(kind, (*parent, name, at), item, column + 2, asked) for at, (item, asked) in enumerate(items)
    )
    wanted = _with(document.data, (*parent, name), [item for item, _ in items])
    del _get(wanted, parent)[loc[-1]]
    return apply(document, [(key_start, tail(document, loc), f"{name}:\n{body}")], wanted, loc)


def _get(data: Any, loc: Loc) -> Any:
    for part in loc:
        data = data[part]
    return data


def _with(data: Any, loc: Loc, value: Any) -> Any:
    """Give data with one thing more; nothing that was given is changed."""
    if not loc:
        return value
    part, rest = loc[0], loc[1:]
    if isinstance(part, int):
        items = list(data or ())
        items[part : part + 1] = [_with(items[part] if part < len(items) else None, rest, value)]
        return items
    held = dict(data or {})
    held[part] = _with(held.get(part), rest, value)
    return held


def _indent(document: Document, holder: Loc) -> int:
    """Give how far what a mapping or list holds is indented."""
    held = _get(document.data, holder)
    start = document.span((*holder, next(iter(held)) if isinstance(held, dict) else 0))[0]
    line = document.text[document.text.rfind("\n", 0, start) + 1 :]
    return len(line) - len(line.lstrip(" "))


def _apart(document: Document, holder: Loc) -> bool:
    """Tell whether an empty line stands between the last two things that something holds."""
    held = _get(document.data, holder)
    keys = list(held) if isinstance(held, dict) else list(range(len(held)))
    if len(keys) < 2:
        return False
    between = document.text[tail(document, (*holder, keys[-2])) : document.span((*holder, keys[-1]))[0]]
    return "\n\n" in between
