"""Reads the strict subset of YAML in which rules and cases are written, and keeps the place of everything in it.

The text is read as events, once, with a stack of our own: PyYAML's C `compose` kills the process on 50,000 nested `[`,
and accepts a bomb of aliases. Nothing but `Document` and `Problem` comes out of here, whatever bytes go in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import yaml
from yaml import events

from sanctioncheck.errors import Place, Problem
from sanctioncheck.errors.text import (
    AliasUsed,
    AmbiguousScalar,
    BadCharacter,
    DuplicateKey,
    EmptyDocument,
    MergeKey,
    NonTextKey,
    NotUtf8,
    NumberOutOfRange,
    SeveralDocuments,
    SyntaxProblem,
    TagUsed,
    TooDeep,
    TooLarge,
    TooManyNodes,
    TooManyProblems,
    TopNotMapping,
)
from sanctioncheck.load.document import Data, Document, Loc, describe

__all__ = ["Data", "Document", "Limits", "Loc", "describe", "read_document", "read_plain", "read_yaml"]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML itself refuses, and the byte order mark, which libyaml drops without counting it in its marks.
_NOT_ALLOWED = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# What an escape such as "\0" can smuggle into a text.
_NOT_IN_TEXT = re.compile("[\x00\ud800-\udfff]")

_WORDS: Final[dict[str, bool | None]] = {"": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(?:[eE]([-+]?[0-9]+))?")
_INTEGER_DIGITS = 18
_EXPONENT = 18

_ELSEWHERE: Final[dict[str, str]] = {
    form: meaning
    for words, meaning in (("yes on y true", "true"), ("no off n false", "false"), ("null ~", "null"))
    for word in words.split()
    for form in (word, word.capitalize(), word.upper())
    if form not in _WORDS
}

_MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused: bytes, levels of nesting, keys and values together."""

    size: int = 1_000_000
    depth: int = 40
    nodes: int = 100_000


def read_yaml(path: str, raw: bytes, limits: Limits = Limits()) -> Document:
    """Read one file: its data, every place, and all problems that can be told at once.

    Takes the path to print and the bytes; gives a Document for any bytes whatever and raises nothing. Whether its
    problems matter is for the caller to say: `sanctioncheck.errors.raise_errors(document.problems)`.

    >>> read_yaml("a.yaml", b"country: NO\\nadopted: 2009-06-12\\ncount: 5").data
    {'country': 'NO', 'adopted': '2009-06-12', 'count': 5}
    >>> [problem.code for problem in read_yaml("a.yaml", b"a: &x 1\\nb: *x\\nb: 2").problems]
    ['SC-Y007', 'SC-Y007', 'SC-Y010']
    """
    document = _decode(path, raw, limits)
    if document.problems:
        return document
    builder = _Builder(document, limits)
    try:
        for event in _events(document):
            if not builder.take(event):
                break
        document.data = builder.root[0] if builder.root else None
        document.complete = True
    except _Stop as stop:
        document.problems.append(stop.problem)
    return document


def read_document(path: str, raw: bytes, limits: Limits = Limits()) -> Document:
    """Read a file that must hold exactly one document with a mapping at its top, as every file of ours does.

    Takes and gives what `read_yaml` does, with a further problem where the file is empty or is not a mapping.

    >>> read_document("a.yaml", b"- 1").problems[0].message()
    'the document must be a mapping of keys to values, not a list'
    """
    document = read_yaml(path, raw, limits)
    if not document.complete:
        return document
    if () not in document:
        document.problems.append(EmptyDocument(place=document.stretch(0, 0)))
    elif isinstance(document.data, dict) or () in document.spoilt:
        return document
    else:
        document.problems.append(TopNotMapping(place=document.place(()), found=describe(document.data)))
    document.spoilt.add(())
    return document


def read_plain(text: str) -> str | int | Decimal | bool | None:
    """Read a value written without quotes: JSON's numbers, true, false, null, and nothing; all else is text.

    Raises OverflowError for a number that cannot be kept exactly.

    >>> [read_plain(word) for word in ("5", "-0.50", "true", "", "NO", "0x1F", "014", "2024-10")]
    [5, Decimal('-0.50'), True, None, 'NO', '0x1F', '014', '2024-10']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    whole, fraction, exponent = found.groups()
    if fraction is None and exponent is None:
        if len(whole) > _INTEGER_DIGITS:
            raise OverflowError(text)
        return int(text)
    # Lengths first: turning a million digits into a number is itself an attack.
    if len(exponent or "") > 4 or len(whole) > _INTEGER_DIGITS or len(fraction or "") > 2 * _EXPONENT:
        raise OverflowError(text)
    number = Decimal(text)
    if not -_EXPONENT <= int(number.as_tuple().exponent) <= _EXPONENT or number.adjusted() > _EXPONENT:
        raise OverflowError(text)
    return number


class _Stop(Exception):
    """Ends the reading of a file at a problem after which nothing sensible follows."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _decode(path: str, raw: bytes, limits: Limits) -> Document:
    """Turn bytes into text without a byte order mark, or into a document that has only its problem."""
    if len(raw) > limits.size:
        document = Document(path, raw[:200].decode("utf-8", "replace"))
        document.problems.append(TooLarge(place=document.stretch(0, 0), size=len(raw), limit=limits.size))
        return document
    try:
        document = Document(path, raw.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        document = Document(path, raw.decode("utf-8", "replace").removeprefix("\ufeff"))
        found = f"byte 0x{raw[error.start]:02X}"
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            found = "it begins with the mark of UTF-16"
        offset = len(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        document.problems.append(NotUtf8(place=document.stretch(offset, offset + 1), found=found))
        return document
    bad = _NOT_ALLOWED.search(document.text)
    if bad:
        place = document.stretch(bad.start(), bad.end())
        document.problems.append(BadCharacter(place=place, character=bad[0]))
    return document


def _events(document: Document) -> Iterator[Any]:
    try:
        yield from yaml.parse(document.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        at = mark.index if mark else 0
        also: tuple[tuple[str, Place], ...] = ()
        if context and mark and context.line != mark.line:
            also = ((f"{error.context} from here", document.stretch(context.index, context.index)),)
        problem = error.problem or "cannot be read"
        place = document.stretch(at, at + 1)
        raise _Stop(SyntaxProblem(place=place, also=also, problem=problem)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The parser in Python lets chr() and int() complain of escapes and version numbers.
        raise _Stop(SyntaxProblem(place=document.stretch(0, 0), problem="cannot be read")) from error


class _Frame:
    """A list or mapping that is still being filled, and in a mapping the key whose value is awaited."""

    __slots__ = ("box", "key", "key_span", "loc", "refused")

    def __init__(self, box: Data, loc: Loc | None) -> None:
        self.box = box
        self.loc = loc  # None round the whole document
        self.key: str | None = None
        self.key_span = (0, 0)
        self.refused = False  # the key was refused, so its value is passed over

    def awaits_key(self) -> bool:
        return type(self.box) is dict and self.key is None and not self.refused


class _Builder:
    """Makes data of a stream of events, one event at a time."""

    __slots__ = ("_document", "_frames", "_limits", "_nodes", "_passing_over", "_tally", "root")

    def __init__(self, document: Document, limits: Limits) -> None:
        self.root: list[Data] = []
        self._document = document
        self._limits = limits
        self._frames = [_Frame(self.root, None)]
        self._nodes = 0
        self._passing_over = 0  # levels of nesting inside something that was refused
        self._tally = {"error": 0, "warning": 0}

    def take(self, event: Any) -> bool:
        """Add one event; False means that what follows is of no use."""
        kind = type(event)
        if kind is events.ScalarEvent:
            self._scalar(event)
        elif kind is events.MappingStartEvent:
            self._open(event, {}, "a mapping")
        elif kind is events.SequenceStartEvent:
            self._open(event, [], "a list")
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            self._close(event)
        elif kind is events.AliasEvent:
            self._alias(event)
        elif kind is events.DocumentStartEvent and self.root:
            self._report(SeveralDocuments(place=self._place(event)))
            return False
        return True

    def _scalar(self, event: Any) -> None:
        self._count(event)
        frame = self._frames[-1]
        if self._passing_over:
            return
        if frame.refused:
            frame.refused = False
        elif frame.awaits_key():
            self._key(event, frame)
        else:
            value = self._value(event)
            loc = self._settle(event, value)
            if event.tag is not None or event.anchor is not None:
                self._decorated(event, loc)

    def _open(self, event: Any, box: Data, name: str) -> None:
        self._count(event)
        frame = self._frames[-1]
        if len(self._frames) + self._passing_over > self._limits.depth:
            raise _Stop(TooDeep(place=self._place(event), limit=self._limits.depth))
        if self._passing_over:
            self._passing_over += 1
        elif frame.refused:
            frame.refused = False
            self._passing_over = 1
        elif frame.awaits_key():
            self._refuse_key(frame, NonTextKey(place=self._place(event), key=name))
            self._passing_over = 1
        else:
            loc = self._settle(event, box)
            self._frames.append(_Frame(box, loc))
            if event.tag is not None or event.anchor is not None:
                self._decorated(event, loc)

    def _close(self, event: Any) -> None:
        if self._passing_over:
            self._passing_over -= 1
            return
        loc = self._frames.pop().loc
        if loc is not None:
            self._document.end(loc, event.end_mark.index)

    def _alias(self, event: Any) -> None:
        self._count(event)
        frame = self._frames[-1]
        if self._passing_over:
            return
        problem = AliasUsed(place=self._place(event), mark=f"*{event.anchor}")
        if frame.awaits_key():
            self._refuse_key(frame, problem)
            return
        self._report(problem)
        if frame.refused:
            frame.refused = False
        else:
            self._document.spoilt.add(self._settle(event, None))

    def _key(self, event: Any, frame: _Frame) -> None:
        text: str = event.value
        problem: Problem | None = None
        span = (event.start_mark.index, event.end_mark.index)
        if event.style or event.tag is not None:
            problem = self._smuggled(event)
        elif text == "<<":
            problem = MergeKey(place=self._place(event))
        elif text in _WORDS or text[0] in "-0123456789":
            value = self._value(event)
            if not isinstance(value, str):
                problem = NonTextKey(place=self._place(event), key=describe(value))
        if problem is None and text in frame.box:
            first = (("first given here", self._document.place((*(frame.loc or ()), text), key=True)),)
            problem = DuplicateKey(place=self._place(event), also=first, key=text)
        if event.tag is not None or event.anchor is not None:
            self._decorated(event, frame.loc or ())
        if problem is not None:
            self._refuse_key(frame, problem)
            return
        frame.key, frame.key_span = text, span

    def _refuse_key(self, frame: _Frame, problem: Problem) -> None:
        self._report(problem)
        frame.refused = True
        self._document.spoilt.add(frame.loc or ())

    def _settle(self, event: Any, value: Data) -> Loc:
        """Put a value where it belongs, and note its place."""
        frame = self._frames[-1]
        span = key_span = (event.start_mark.index, event.end_mark.index)
        if frame.loc is None:
            loc: Loc = ()
            self.root.append(value)
        elif frame.key is None:
            loc = (*frame.loc, len(frame.box))
            frame.box.append(value)
        else:
            loc = (*frame.loc, frame.key)
            frame.box[frame.key] = value
            frame.key, key_span = None, frame.key_span
        self._document.record(loc, key_span, span)
        return loc

    def _value(self, event: Any) -> str | int | Decimal | bool | None:
        text: str = event.value
        if event.style:
            problem = self._smuggled(event)
            if problem:
                self._report(problem)
            return text
        if event.tag is not None:
            return text
        try:
            value = read_plain(text)
        except OverflowError:
            self._report(NumberOutOfRange(place=self._place(event), number=text))
            return 0
        if text in _ELSEWHERE:
            self._report(AmbiguousScalar(place=self._place(event), word=text, elsewhere=_ELSEWHERE[text]))
        return value

    def _smuggled(self, event: Any) -> Problem | None:
        """Find what only an escape in double quotes can bring into a text."""
        bad = _NOT_IN_TEXT.search(event.value) if event.style == '"' else None
        return BadCharacter(place=self._place(event), character=bad[0]) if bad else None

    def _decorated(self, event: Any, loc: Loc) -> None:
        """Report the anchor or the tag in front of a value; what the author meant the value to be is not known."""
        self._document.spoilt.add(loc)
        if event.anchor is not None:
            self._report(AliasUsed(place=self._place(event), mark=f"&{event.anchor}"))
        if event.tag is not None:
            self._report(TagUsed(place=self._place(event), tag=event.tag.replace("tag:yaml.org,2002:", "!!")))

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise _Stop(TooManyNodes(place=self._place(event), limit=self._limits.nodes))

    def _report(self, problem: Problem) -> None:
        self._tally[problem.severity] += 1
        if self._tally[problem.severity] <= _MOST_PROBLEMS:
            self._document.problems.append(problem)
        elif problem.severity == "error":
            raise _Stop(TooManyProblems(place=problem.place, limit=_MOST_PROBLEMS))

    def _place(self, event: Any) -> Place:
        return self._document.stretch(event.start_mark.index, event.end_mark.index)
