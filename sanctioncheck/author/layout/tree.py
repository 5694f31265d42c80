"""A file as its author laid it out: values with their style, and every comment beside what it speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml import events

from sanctioncheck.load.document import Document

__all__ = ["Entry", "Leaf", "Tree", "Twig", "comments_of", "read_tree"]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Leaf:
    """A single value."""

    text: str
    style: str
    """What its author put round it: nothing, a quotation mark, `>` or `|`."""
    start: int
    end: int


@dataclass(slots=True)
class Twig:
    """A mapping or a list."""

    keyed: bool
    flow: bool
    start: int
    end: int = 0
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One entry of a mapping, or one item of a list, with the comments that belong to it."""

    key: Leaf | None
    start: int
    column: int
    parent: Entry | None
    holder: Twig
    value: Leaf | Twig | None = None
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own before it; an empty text is an empty line."""
    side: str | None = None
    below: list[str] = field(default_factory=list)
    """Comments after all that is inside it, before something further out goes on."""


@dataclass(slots=True)
class Tree:
    """A whole file."""

    root: Twig
    head: list[str]
    """Comments at the top that speak of the whole file: an empty line stands after them."""
    foot: list[str]
    """Comments at the end, in the first column."""


def read_tree(document: Document) -> Tree:
    """Read a file whose text was read without fault, and whose top is a mapping.

    >>> from sanctioncheck.load.yamltext import read_document
    >>> tree = read_tree(read_document("a.yaml", b"# of a\\na: 1  # beside\\nb: [x, y]\\n"))
    >>> [(entry.above, entry.side) for entry in tree.root.entries]
    [(['# of a'], '# beside'), ([], None)]
    """
    builder = _Builder(document)
    for event in yaml.parse(document.text, Loader=_LOADER):
        builder.take(event)
    tree = Tree(builder.root, [], [])
    _attach(tree, builder)
    return tree


class _Builder:
    """Makes the tree of a stream of events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries: list[Entry] = []
        self.spans: list[tuple[int, int]] = []
        self.root = Twig(True, False, 0)
        self._open: list[tuple[Twig, Entry | None]] = []
        self._key: Leaf | None = None

    def take(self, event: Any) -> None:
        """Add one event."""
        kind = type(event)
        if kind is events.ScalarEvent:
            self._scalar(event)
        elif kind in (events.MappingStartEvent, events.SequenceStartEvent):
            keyed = kind is events.MappingStartEvent
            twig = Twig(keyed, bool(event.flow_style), event.start_mark.index)
            entry = self._place(twig, event.start_mark) if self._open else None
            if entry is None:
                self.root = twig
            self._open.append((twig, entry))
        elif kind in (events.MappingEndEvent, events.SequenceEndEvent):
            twig, _ = self._open.pop()
            twig.end = event.end_mark.index

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        # Of a block of text the mark of the end stands where the next thing begins.
        end = start + len(self.document.text[start:end].rstrip())
        leaf = Leaf(event.value, event.style or "", start, end)
        # Behind the sign of a block of text, on its line, may stand a comment.
        begin = self.document.text.find("\n", start, end) if event.style in ("|", ">") else start
        self.spans.append((end if begin < 0 else begin, end))
        if self._open[-1][0].keyed and self._key is None:
            self._key = leaf
        else:
            self._place(leaf, event.start_mark)

    def _place(self, value: Leaf | Twig, mark: Any) -> Entry:
        holder, parent = self._open[-1]
        start, column = mark.index, mark.column
        if self._key is not None:
            start = self._key.start
            column = start - (self.document.text.rfind("\n", 0, start) + 1)
        elif not holder.flow:
            column = holder.start - (self.document.text.rfind("\n", 0, holder.start) + 1)
        entry = Entry(self._key, start, column, parent, holder, value)
        self._key = None
        holder.entries.append(entry)
        self.entries.append(entry)
        return entry


def comments_of(tree: Tree) -> Iterator[str]:
    """Give every comment of a file, in no order that means anything.

    >>> from sanctioncheck.load.yamltext import read_document
    >>> list(comments_of(read_tree(read_document("a.yaml", b"a: 1  # one\\n# two\\n"))))
    ['# two', '# one']
    """
    yield from filter(None, (*tree.head, *tree.foot))
    waiting = [tree.root]
    while waiting:
        for entry in waiting.pop().entries:
            yield from filter(None, (*entry.above, entry.side, *entry.below))
            if isinstance(entry.value, Twig):
                waiting.append(entry.value)


@dataclass(slots=True)
class _Line:
    """A line outside all values that holds a comment, or nothing."""

    start: int
    column: int
    comment: str
    own: bool


def _lines(builder: _Builder) -> Iterator[_Line]:
    """Give every comment and every empty line, in order; what stands inside a value is neither."""
    text, at = builder.document.text, 0
    spans = iter([*builder.spans, (len(text), len(text))])
    first, last = next(spans)
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        found = None
        look = at
        while look < stop and found is None:
            while last <= look and first < len(text):
                first, last = next(spans)
            if first <= look < last:
                look = last
            else:
                found = look if text[look] == "#" else None
                look += 1
        if found is not None:
            before = text[at:found]
            yield _Line(found, found - at, text[found:stop].rstrip(), not before.strip(" \t\r-"))
        elif not text[at:stop].strip() and not any(a < at < b for a, b in ((first, last),)):
            yield _Line(at, -1, "", True)
        at = stop + 1


def _attach(tree: Tree, builder: _Builder) -> None:
    entries = builder.entries
    starts = [entry.start for entry in entries]
    run: list[_Line] = []
    after = -1
    for line in _lines(builder):
        number = bisect_right(starts, line.start)
        if not line.own:
            _beside(entries[number - 1] if number else None, entries, line)
            continue
        if number != after:
            _settle(tree, entries, run, after)
            run, after = [], number
        run.append(line)
    _settle(tree, entries, run, after)


def _beside(entry: Entry | None, entries: list[Entry], line: _Line) -> None:
    """Put a comment beside what ends on its line: the innermost thing that is not closed before it."""
    entry = entry or entries[0]
    while entry.parent is not None and entry.holder.flow and entry.holder.end <= line.start:
        entry = entry.parent
    if entry.side is not None:
        entry.above.append(entry.side)
    entry.side = line.comment


def _settle(tree: Tree, entries: list[Entry], run: list[_Line], after: int) -> None:
    """Share out a run of comments and empty lines: to what they stand behind, by their column, and what follows."""
    following = entries[after] if 0 <= after < len(entries) else None
    outer = following.column if following is not None else -1
    before = entries[after - 1] if after > 0 else None
    waiting: list[str] = []
    inside = True
    for line in run:
        if not line.comment:
            waiting += [""] if not waiting or waiting[-1] else []
            continue
        host = _host(before, line.column) if inside else None
        if host is not None and host.column > outer and (following is not None or host.parent is not None):
            host.below += [*waiting, line.comment]
            waiting = []
        else:
            inside = False
            waiting.append(line.comment)
    if following is None:
        tree.foot += waiting
        return
    if after == 0 and "" in waiting:
        cut = len(waiting) - waiting[::-1].index("")
        tree.head, waiting = waiting[:cut], waiting[cut:]
    following.above += waiting


def _host(entry: Entry | None, column: int) -> Entry | None:
    """Find the outermost-standing thing just closed that a comment in this column still speaks within."""
    while entry is not None and (entry.column > column or entry.holder.flow):
        entry = entry.parent
    return entry
