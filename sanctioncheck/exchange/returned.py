"""What comes back from another program, held against what went out: decisions, edits, and what fits nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sanctioncheck.exchange.sheet import SPEAKER, Mark, Sheet, Span
from sanctioncheck.explain.proposal import Called, mentions
from sanctioncheck.load.restate import MODES, STATUSES
from sanctioncheck.model.source import Quote

_WIDEST = 400


class Left(NamedTuple):
    """Something that was not brought into the case, and why."""

    what: str
    reason: str
    fact: str | None = None
    """The fact that somebody wanted otherwise; a decision that comes with it was made on something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One mark as another program gives it back; None where it says nothing."""

    name: str
    """`fact#number`, as it went out."""
    predicate: str
    span: Span
    positive: bool | None = None
    status: str | None = None
    mode: str | None = None
    information: int | None = None
    review: str | None = None
    why: str | None = None
    arcs: Mapping[str, str] = field(default_factory=dict)
    """Role, or `speaker`, to the id of what fills it."""


CHOICES: Final[dict[str, dict[str, Any]]] = {
    "positive": {"positive": True, "negative": False},
    "status": {status: status for status in STATUSES},
    "mode": {mode: mode for mode in MODES},
    "information": {str(digit): digit for digit in range(1, 7)},
    "review": {state: state for state in ("proposed", "accepted", "rejected")},
}
"""What a passage is said to be: the field of a fact, to what another program writes and what that means."""


def chosen(fact: str, said: Mapping[str, str], names: Mapping[str, str], left: list[Left]) -> dict[str, Any]:
    """Read what was chosen for each field of `CHOICES`; note what is gone, and what it cannot be.

    Args:
        fact: the passage, as `fact#number`.
        said: what the other program gives, by its names for the fields.
        names: each field to what the other program calls it.
        left: where to note what was not read.

    >>> chosen("f1#0", {"Mode": "sung"}, {"mode": "Mode"}, found := []), found[0].reason
    ({'mode': None}, 'Mode cannot be `sung`')
    """
    values = {}
    for field_, name in names.items():
        if name not in said:
            left.append(Left(f"`{fact}`", f"{name} is gone; it was left as it is"))
        elif said[name] not in CHOICES[field_]:
            left.append(Left(f"`{fact}`", f"{name} cannot be `{said[name]}`", fact.partition("#")[0]))
        values[field_] = CHOICES[field_].get(said.get(name, ""))
    return values


def filled(
    fact: str, ends: Iterable[tuple[str, Span | None, str | None]], text: str, called: Called, left: list[Left]
) -> dict[str, str]:
    """Read who fills each role.

    Args:
        fact: the passage, as `fact#number`.
        ends: each role with the place that its arc leads to, or None where that cannot be read, and the note there.
        text: the source.
        called: who is called what.
        left: where to note what was not read.
    """
    found = {}
    whose = fact.partition("#")[0]
    for role, span, note in ends:
        if span is None:
            left.append(Left(f"`{fact}`", f"`{role}` leads to nothing that can be read", whose))
            continue
        filler = filler_of(text[span[0] : span[1]], note, called)
        if isinstance(filler, Left):
            left.append(Left(f"`{fact}`, {role}", f"{filler.what}: {filler.reason}", whose))
        else:
            found[role] = filler
    return found


def one_line(text: str) -> str:
    """Give a text with a space for each character that would end a line or a column, so that its length stays.

    >>> one_line("a\\r\\nb\\tc")
    'a  b c'
    """
    return "".join(" " if each.isspace() else each for each in text)


@dataclass(slots=True)
class Wanted:
    """What a fact is to become."""

    fact: str
    values: dict[str, Any] = field(default_factory=dict)
    """Field to value, as a case file has it."""
    review: str | None = None
    why: str | None = None
    split: set[str] = field(default_factory=set)
    """Fields of which two passages say different things."""


def wanted(pairs: Iterable[tuple[Sheet, Iterable[Returned]]]) -> tuple[tuple[Wanted, ...], tuple[Left, ...]]:
    """Compare what came back with what went out.

    Args:
        pairs: each source as it would go out now, with its marks as they came back.

    Returns:
        The facts that are to change, and everything that could not be matched.
    """
    left: list[Left] = []
    facts: dict[str, Wanted] = {}
    for sheet, returned in pairs:
        marks = {mark.name: mark for mark in sheet.marks}
        met: set[str] = set()
        for one in returned:
            mark = marks.get(one.name)
            if mark is None:
                left.append(Left(f"`{one.name}`", "the case has no such fact and passage in this source"))
                continue
            if one.name in met:
                left.append(Left(f"`{one.name}`", "it stands there twice; the first was taken", mark.fact))
            elif one.predicate != mark.predicate:
                reason = f"it is `{mark.predicate}` in the case and `{one.predicate}` here; a fact keeps its predicate"
                left.append(Left(f"`{one.name}`", reason, mark.fact))
            else:
                found = facts.setdefault(mark.fact, Wanted(mark.fact))
                left += _merge(found, dict(_values(sheet, mark, one, left)), one)
            met.add(one.name)
        gone = (mark for name, mark in marks.items() if name not in met)
        left += [Left(f"`{mark.name}`", "it is not there any more; nothing was done", mark.fact) for mark in gone]
    return tuple(each for each in facts.values() if each.values or each.review), tuple(left)


def _values(sheet: Sheet, mark: Mark, one: Returned, left: list[Left]) -> Iterator[tuple[str, Any]]:
    """Give every field that is otherwise than it went out."""
    if one.span != mark.span:
        yield f"quote#{mark.number}", quote_of(sheet.text, one.span)
    for role in mark.arcs:
        if role not in one.arcs:
            left.append(Left(f"`{one.name}`", f"the arc `{role}` is gone; what fills it was left as it is", mark.fact))
    for role, ident in one.arcs.items():
        if role == SPEAKER:
            if SPEAKER not in mark.arcs or mark.arcs[SPEAKER].id != ident:
                yield f"speaker#{mark.number}", {"actor": ident}
        elif role not in mark.roles:
            left.append(Left(f"`{one.name}`", f"`{mark.predicate}` has no role `{role}`", mark.fact))
        elif mark.roles[role] != ident:
            yield f"role:{role}", ident
    if one.positive is not None and one.positive != mark.positive:
        yield "polarity", "positive" if one.positive else "negative"
    if one.status is not None and one.status != mark.status:
        yield "status", one.status
    if one.information is not None and one.information != mark.information:
        yield f"information#{mark.number}", one.information
    if one.mode is not None and one.mode != mark.mode:
        yield f"mode#{mark.number}", one.mode
    if one.review is not None and one.review != mark.review:
        yield "review", one.review


def _merge(found: Wanted, values: dict[str, Any], one: Returned) -> Iterator[Left]:
    """Join what the passages of one fact say; where two of them differ, neither is taken, whatever a third says."""
    review = values.pop("review", None)
    if review is not None and "review" not in found.split:
        if found.review not in (None, review):
            yield Left(f"`{found.fact}`", "two of its passages were decided differently; neither was taken")
            found.split.add("review")
            found.review = None
        else:
            found.review, found.why = review, one.why or found.why
    for name, value in values.items():
        if name in found.split:
            continue
        if name in found.values and found.values[name] != value:
            reason = f"two of its passages say different things of `{name}`; neither was taken"
            yield Left(f"`{found.fact}`", reason, found.fact)
            found.split.add(name)
            del found.values[name]
        else:
            found.values[name] = value


def quote_of(text: str, span: Span) -> dict[str, str]:
    """Give the quote of a passage, with the words round it that are needed to tell it from another.

    >>> quote_of("they left. they left.", (11, 20))
    {'exact': 'they left', 'prefix': '. '}
    """
    start, end = span
    exact = " ".join(text[start:end].split())
    length = 0
    while length <= min(start, _WIDEST):
        prefix = text[start - length : start]
        if len(Quote(exact=exact, prefix=prefix).find(text)) == 1:
            return {"exact": exact, "prefix": prefix} if prefix else {"exact": exact}
        length = max(2, 2 * length)
    return {"exact": exact}


def filler_of(words: str, note: str | None, called: Called) -> str | Left:
    """Tell whom the end of an arc names, by the id noted on it and by its words; they must not differ.

    >>> filler_of("Moscow", None, Called({"russia": ("Russia", "Moscow")}))
    'russia'
    >>> filler_of("Moscow", "dprk", Called({"russia": ("Moscow",), "dprk": ("DPRK",)})).reason
    'the note on it says `dprk`, its words say `russia`'
    """
    named = {hit.id for hit in mentions(words, called) if (hit.start, hit.end) == (0, len(words))}
    known = note if note in called else None
    if known is not None and named - {known}:
        return Left(f"`{words}`", f"the note on it says `{known}`, its words say `{min(named)}`")
    if known is not None:
        return known
    return min(named) if named else Left(f"`{words}`", "it names no actor or thing of the case or the pack")
