"""What can be wrong with an input, said so that its author can find the place and mend it.

Every way to fail is a small class derived from `Problem`: a stable code, a place in a file, a cause, a remedy.
`sanctioncheck.errors.text` lists those of reading a file; other packages add their own.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from inspect import get_annotations
from typing import ClassVar, Literal, dataclass_transform

__all__ = ["InputError", "Place", "Problem", "closest", "in_order", "quote", "raise_errors", "sanitise"]

# C0, DEL and C1 controls; the soft hyphen and other characters of no width (but not the joiners, which scripts need);
# the marks, embeddings, overrides and isolates that reorder text; line separators; BOM; notes within a line, fillers,
# and signs that steer hieroglyphs, shorthand and music; half characters.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    # What joins and parts letters is needed by the scripts of Asia and by emoji; elsewhere it only makes two names look
    # like one.
    "|(?<![\u0600-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)

_EXCERPT_COLUMNS = 100
_COLUMNS_BEFORE_CARET = 40
_QUOTE_COLUMNS = 60

_LIKENESS = 0.6
# A longer word is no misspelling, and comparing it costs its length times that of every choice.
_LONGEST_WORD = 100


def sanitise(text: str, keep: str = "") -> str:
    """Show what would otherwise be invisible, reorder the line or steer a terminal.

    Takes any text and the characters to leave alone (such as `"\\n\\t"`); gives text that is safe to print. Doing it
    twice changes nothing more.

    >>> sanitise("paid\\u202e 05")
    'paid\\\\u202e 05'
    >>> sanitise("Al\\u200dand")
    'Al\\\\u200dand'
    >>> sanitise("a\\nb\\x1b[2J", keep="\\n")
    'a\\nb\\\\u001b[2J'
    """
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else _escape(ord(found[0])), text)


def _escape(point: int) -> str:
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def quote(text: object) -> str:
    """Put user input between backticks, sanitised, and shortened in the middle where it is long.

    >>> quote("is_an")
    '`is_an`'
    >>> quote("x" * 1000)
    '`xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxxxxxxxx`'
    """
    shown = str(text)
    if len(shown) > _QUOTE_COLUMNS:
        half = _QUOTE_COLUMNS // 2 - 1
        shown = f"{shown[:half]}…{shown[-half:]}"
    return f"`{sanitise(shown)}`"


def closest(word: str, choices: Iterable[str]) -> str | None:
    """Find the choice that the author may have meant, or None where none is like it.

    Capitals, and the difference between `-`, `_` and a space, do not count. Raises nothing.

    >>> closest("is_an", ["is_a", "sends", "supplies"])
    'is_a'
    >>> closest("KP", ["RU", "UA"]) is None
    True
    """
    wanted = _folded(word)
    if not wanted or len(wanted) > _LONGEST_WORD:
        return None
    letters = set(wanted)
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    best: tuple[float, str] | None = None
    for choice in choices:
        candidate = _folded(choice)
        both = len(candidate) + len(wanted)
        bar = (best[0] if best else _LIKENESS) * both / 2
        # Two cheap upper bounds of the likeness keep thousands of choices fast.
        if min(len(candidate), len(wanted)) < bar or sum(map(letters.__contains__, candidate)) < bar:
            continue
        matcher.set_seq1(candidate)
        if matcher.quick_ratio() * both / 2 < bar:
            continue
        likeness = matcher.ratio()
        if best is None or likeness > best[0] or (likeness == best[0] and choice < best[1]):
            best = (likeness, choice) if likeness >= _LIKENESS else best
    return best[1] if best else None


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: from line and column up to, not including, the end column (1-based, in code points).

    `excerpt` is the source line on which it begins, without its line break.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str


_NEEDED = object()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Named:
    """What a frozen, keyword-only dataclass is, without its generated code.

    There are over a hundred classes of problems, and a run that meets none should not pay for them.
    """

    _fields: ClassVar[dict[str, object]] = {}

    def __init_subclass__(cls) -> None:
        kinds = get_annotations(cls).items()
        own = {n: cls.__dict__.get(n, _NEEDED) for n, kind in kinds if "ClassVar" not in str(kind)}
        cls._fields = {**cls._fields, **own}

    def __init__(self, **named: object) -> None:
        for name, default in self._fields.items():
            if name not in named and default is _NEEDED:
                raise TypeError(f"{type(self).__name__} needs {name}")
            object.__setattr__(self, name, named.pop(name, default))
        if named:
            raise TypeError(f"{type(self).__name__} has no {', '.join(named)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _named(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Named) and type(other) is type(self) and self._named() == other._named()

    def __hash__(self) -> int:
        return hash((type(self), self._named()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self._fields)})"

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), {name: getattr(self, name) for name in self._fields})


def _again(cls: type[_Named], named: dict[str, object]) -> _Named:
    return cls(**named)


class Problem(_Named, ABC):
    """One thing wrong with an input. Subclasses are frozen and keyword-only, and add what they name.

    `also` holds further places, each with what there is to see, such as `("first given here", place)`.
    """

    code: ClassVar[str]
    severity: ClassVar[Literal["error", "warning"]] = "error"

    place: Place | None
    also: tuple[tuple[str, Place], ...] = ()

    @abstractmethod
    def message(self) -> str:
        """Say what is wrong: lower case, no full stop, user input in backticks."""

    def help(self) -> str | None:
        """Say what to do about it, where there is something to say."""
        return None

    def render(self) -> str:
        """Give the whole diagnostic as plain text: what is wrong, where, carets under it, and the remedy."""
        places = [("", self.place)] if self.place else []
        places += self.also
        gutter = max((len(str(place.line)) for _, place in places), default=1)
        lines = [f"{self.code} {self.severity}: {sanitise(self.message())}"]
        for label, place in places:
            lines += _excerpt(label, place, gutter)
        remedy = self.help()
        if remedy is not None:
            lines.append(f"  help: {sanitise(remedy)}")
        return "\n".join(lines)


class InputError(Exception):
    """An input that cannot be used, with everything found wrong with it, ordered by place.

    `problems` has warnings too, so that one run shows all there is to mend.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        # The one argument is what pickle gives back to __init__ in another process.
        super().__init__(self.problems)

    def __str__(self) -> str:
        errors = sum(problem.severity == "error" for problem in self.problems)
        warnings = len(self.problems) - errors
        total = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
        return "\n\n".join([*(problem.render() for problem in self.problems), total])


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by path, line, column and code; those without a place come first."""
    return tuple(sorted(problems, key=_order))


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise InputError with all the problems if one of them is an error; warnings alone pass."""
    found = tuple(problems)
    if any(problem.severity == "error" for problem in found):
        raise InputError(found)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    if place is None:
        return ("", 0, 0, problem.code, problem.message())
    return (place.path, place.line, place.column, problem.code, problem.message())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _excerpt(label: str, place: Place, gutter: int) -> list[str]:
    shown, before, width = _window(place)
    margin = " " * gutter
    heading = f"  --> {sanitise(place.path)}:{place.line}:{place.column}"
    return [
        f"{heading} ({sanitise(label)})" if label else heading,
        f"{margin} |",
        f"{place.line:>{gutter}} | {shown}".rstrip(),
        f"{margin} | {' ' * before}{'^' * width}",
    ]


def _window(place: Place) -> tuple[str, int, int]:
    """Cut the excerpt to a window round the caret; give it with the columns before the caret and under it.

    Only the window is looked at, so that a file of one enormous line costs no more than any other.
    """
    source = place.excerpt
    start = min(place.column - 1, len(source))
    end = place.end_column - 1 if place.end_line == place.line else len(source.rstrip())
    first = 0 if len(source) <= _EXCERPT_COLUMNS and len(_cells(source)) <= _EXCERPT_COLUMNS else start
    before = 0
    while first > 0 and before + len(_cells(source[first - 1])) <= _COLUMNS_BEFORE_CARET:
        first -= 1
        before += len(_cells(source[first]))
    shown, carets = ("…" if first else ""), 0
    before = len(shown)
    for index in range(first, len(source)):
        cell = _cells(source[index])
        if len(shown) + len(cell) >= _EXCERPT_COLUMNS and index + 1 < len(source):
            shown += "…"
            break
        shown += cell
        before += len(cell) if index < start else 0
        carets += len(cell) if start <= index < end else 0
    return shown, before, max(carets, 1)


def _cells(source: str) -> str:
    return sanitise(source.replace("\t", " "))
