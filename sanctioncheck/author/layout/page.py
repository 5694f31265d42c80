"""Lays a file out: keys in reading order, short parts on one line, long ones over several, comments where they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctioncheck.author.layout.form import Shape, kind_of, shape_of
from sanctioncheck.author.layout.tree import Entry, Leaf, Twig, comments_of, read_tree
from sanctioncheck.author.layout.values import (
    WIDTH,
    as_key,
    bare_or_quoted,
    folded,
    in_quotes,
    keeps_quotes,
    on_one_line,
)
from sanctioncheck.errors import InputError, raise_errors
from sanctioncheck.errors.bench import LayoutWouldChange, NoLayout
from sanctioncheck.load.document import Data, Document
from sanctioncheck.load.schema import KINDS
from sanctioncheck.load.shape import build
from sanctioncheck.load.yamltext import Limits, read_document

__all__ = ["laid_out", "lay"]

_LIMITS: Final = Limits(size=5_000_000, nodes=500_000)
_STEP: Final = 2
_WHOLE: Final = frozenset({"Quote"})
"""What is never broken over lines: the words of a source are there to be looked for."""
_SHORT: Final = 24
"""A list in brackets that does not fit on a line is filled where its items are at most this long, else one a line."""


def laid_out(path: str, raw: bytes) -> str:
    """Lay a file out.

    Args:
        path: its path, for messages.
        raw: its bytes.

    Returns:
        The whole text in the canonical layout; a text that is already in it comes out as it is.

    Raises:
        InputError: the file is broken, is of a kind that has no layout, or would say something else afterwards.

    >>> print(laid_out("a.test.yaml", b'cases: []\\nentities:   {x: "state"}   # who\\ntests: a/1\\n'), end="")
    tests: a/1
    entities: {x: state}  # who
    cases: []
    """
    document = read_document(path, raw, _LIMITS)
    raise_errors(document.problems)
    kind = kind_of(document.data)
    if kind is None:
        raise InputError([NoLayout(place=None, path=path)])
    build(KINDS[kind], document)
    return lay(document, shape_of(kind))


def lay(document: Document, shape: Shape) -> str:
    """Lay out a file whose text was read without fault, by a shape that need not know all of it.

    Raises:
        InputError: the new text would say something else, or lose a comment.

    >>> lay(read_document("a.yaml", b"a:   {b: 1}"), shape_of("pack"))
    'a: {b: 1}\\n'
    """
    tree = read_tree(document)
    lines = [*tree.head, *_block(tree.root, 0, shape, document.data), *tree.foot]
    text = "\n".join(_tidy(lines)) + "\n"
    _check(document, text)
    return text


def _tidy(lines: list[str]) -> Iterator[str]:
    """Leave out empty lines at the top, at the end, and behind one another."""
    while lines and not lines[-1]:
        lines.pop()
    last = ""
    for line in lines:
        if line or last:
            yield line
        last = line


def _check(document: Document, text: str) -> None:
    """Refuse a layout in which the file would say something else, or a comment would be lost."""
    again = read_document(document.path, text.encode("utf-8"), _LIMITS)
    same = again.complete and again.data == document.data and len(again.problems) <= len(document.problems)
    if not same or sorted(comments_of(read_tree(again))) != sorted(comments_of(read_tree(document))):
        raise InputError([LayoutWouldChange(place=None, path=document.path)])


def _block(twig: Twig, indent: int, shape: Shape, data: Data) -> list[str]:
    """Write a mapping or list with a line for each entry."""
    shape = shape.of(data)
    lines: list[str] = []
    for at, (entry, key) in enumerate(_in_order(twig, shape)):
        margin = " " * indent
        head = f"{margin}{'-' if entry.key is None else as_key(entry.key.text, entry.key.style) + ':'}"
        above = [line for line in entry.above if line or (at and lines)]
        written = _entry(head, entry, indent, shape.child(key), data[key])
        # Comments of the first thing inside an item stand above the dash.
        while entry.key is None and written and not written[0].strip().startswith("-"):
            above += [written.pop(0).strip()]
        lines += [f"{margin}{line}" if line else "" for line in above]
        lines += written
        lines += [f"{margin}{line}" if line else "" for line in entry.below]
    return lines


def _in_order(twig: Twig, shape: Shape) -> Iterator[tuple[Entry, str | int]]:
    if not twig.keyed:
        yield from ((entry, at) for at, entry in enumerate(twig.entries))
        return
    entries = {entry.key.text: entry for entry in twig.entries if entry.key is not None}
    for key in shape.in_order(entries):
        yield entries[key], key


def _entry(head: str, entry: Entry, indent: int, shape: Shape, data: Data) -> list[str]:
    side = f"  {entry.side}" if entry.side else ""
    value = entry.value
    if isinstance(value, Leaf):
        return _leaf(head, value, _alike(entry.holder, False), indent, side)
    assert value is not None
    bare = entry.key is None and len(value.entries) == 1 and shape.of(data).condition
    if not bare and _fits_one_line(value, shape, data):
        line = f"{head} {_flow(value, shape, data)}"
        if len(line) <= WIDTH or not value.entries or shape.of(data).name in _WHOLE:
            return [line + side]
        if not value.keyed and all(_is_short(each) for each in value.entries):
            return _filled(head, value, indent, side)
    inner = _block(value, indent + _STEP, shape, data)
    if entry.key is not None:
        return [head + side, *inner]
    comments = [f"{' ' * indent}{entry.side}"] if entry.side else []
    while inner and (not inner[0] or inner[0].lstrip().startswith("#")):
        comments += [" " * indent + inner.pop(0).strip()]
    return [*comments, f"{head} {inner[0].lstrip()}", *inner[1:]]


def _leaf(head: str, leaf: Leaf, quoted: bool, indent: int, side: str) -> list[str]:
    written = in_quotes(leaf.text) if quoted else on_one_line(leaf.text, leaf.style)
    line = f"{head} {written}".rstrip()
    if len(line) > WIDTH and leaf.style and not quoted:
        # Folded it would lose its quotes too, and might then fit.
        bare = f"{head} {bare_or_quoted(leaf.text)}"
        line = bare if len(bare) <= WIDTH else line
    long = len(line) > WIDTH or (leaf.style in (">", "|") and "\n" in leaf.text)
    # What gets quotes here would be folded for them when it is laid out again.
    may_fold = leaf.style or " " in leaf.text or written != leaf.text
    block = folded(leaf.text, indent + _STEP) if long and may_fold else None
    if block is None:
        return [line + side]
    sign, lines = block
    return [f"{head} {sign}{side}", *(" " * (indent + _STEP) + each if each else "" for each in lines)]


def _filled(head: str, twig: Twig, indent: int, side: str) -> list[str]:
    """Write a list of many short items in lines as full as they get."""
    margin = " " * (indent + _STEP)
    lines = [f"{head} ["]
    for entry in twig.entries:
        assert isinstance(entry.value, Leaf)
        item = _item(entry, entry.value) + ","
        if len(lines) > 1 and len(lines[-1]) + 1 + len(item) <= WIDTH:
            lines[-1] += f" {item}"
        else:
            lines.append(margin + item)
    return [*lines, f"{' ' * indent}]{side}"]


def _alike(twig: Twig, flow: bool) -> bool:
    """Tell whether all items of a list stay in quotes: its author put all in them, and one of them needs them."""
    leaves = [entry.value for entry in twig.entries if isinstance(entry.value, Leaf)]
    return (
        not twig.keyed
        and len(leaves) == len(twig.entries)
        # What is folded may have been in quotes before it was.
        and all(leaf.style for leaf in leaves)
        and any(keeps_quotes(leaf.text, '"', flow) for leaf in leaves)
    )


def _item(entry: Entry, leaf: Leaf) -> str:
    if _alike(entry.holder, True):
        return in_quotes(leaf.text)
    return on_one_line(leaf.text, leaf.style, flow=True)


def _is_short(entry: Entry) -> bool:
    return isinstance(entry.value, Leaf) and len(entry.value.text) <= _SHORT


def _fits_one_line(value: Leaf | Twig, shape: Shape, data: Data, within: bool = False) -> bool:
    """Tell whether a value stands on one line if there is room: its kind says so, or what it is in, or its author."""
    if isinstance(value, Leaf):
        return True
    if any(entry.above or entry.side or entry.below for entry in value.entries):
        return False
    shape = shape.of(data)
    within = within or shape.one_line
    if value.entries and (shape.several_lines or not (value.flow or within)):
        return False
    return all(
        entry.value is not None and _fits_one_line(entry.value, shape.child(key), data[key], within)
        for entry, key in _in_order(value, shape)
    )


def _flow(value: Twig, shape: Shape, data: Data) -> str:
    """Write a mapping or list on one line, in braces or brackets."""
    shape = shape.of(data)
    parts = []
    for entry, key in _in_order(value, shape):
        assert entry.value is not None
        below = shape.child(key)
        text = _item(entry, entry.value) if isinstance(entry.value, Leaf) else _flow(entry.value, below, data[key])
        name = "" if entry.key is None else f"{as_key(entry.key.text, entry.key.style, flow=True)}: "
        parts.append(f"{name}{text}")
    return ("{" + ", ".join(parts) + "}") if value.keyed else ("[" + ", ".join(parts) + "]")
