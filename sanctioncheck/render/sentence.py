"""How single things are said: a passage with its source, a list of ids, the word and the sign of an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sanctioncheck.model.finding import SIGNS, Effect, Outcome, reached, word
from sanctioncheck.model.norm import UNCONFIRMED
from sanctioncheck.model.result import CellNode, ExceptionNode, Leaf, PackId, PeriodNode, ReadingNode, Side
from sanctioncheck.model.truth import STANDARDS, Standard
from sanctioncheck.render import phrases
from sanctioncheck.render.safe import quoted, shortened

Names = Mapping[str, str]

_WORD = re.compile(r"\w+")
_STEM = 3


def ids(*found: Iterable[str]) -> str:
    """Put ids behind a sentence, each once.

    >>> ids(["f3", "f7"], ["f3"])
    ' [f3, f7]'
    >>> ids([])
    ''
    """
    each = dict.fromkeys(one for group in found for one in group)
    return f" {phrases.IDS.format(ids=', '.join(each))}" if each else ""


def capital(text: str) -> str:
    """Begin a sentence with a capital letter.

    >>> capital("russia obtains troops")
    'Russia obtains troops'
    """
    return text[:1].upper() + text[1:]


def unstopped(text: str) -> str:
    """Take the full stop off a sentence that goes on.

    >>> unstopped("A State may defend itself.")
    'A State may defend itself'
    """
    return text.rstrip(". ")


def adds(text: str, ask: str) -> bool:
    """Tell whether a statement says a thing that its question does not, but for the endings of words.

    >>> adds("Russia obtains oil", "Did Russia obtain oil?"), adds("Russia obtains oil", "Did Russia?")
    (False, True)
    """
    asked = {word[:_STEM] for word in _words(ask)}
    return any(word[:_STEM] not in asked for word in _words(text))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _STEM]


def reached_by(by_standard: Mapping[Standard, Outcome]) -> Standard | None:
    """Give the highest standard at which something is violated.

    >>> reached_by({"alleged": "violated", "balance": "contested"})
    'alleged'
    """
    return reached(tuple(by_standard.get(standard, "not-triggered") for standard in STANDARDS))


def reading_word(reading: ReadingNode, effect: Effect) -> tuple[str, str]:
    """Give the sign and word of what follows from a reading."""
    return SIGNS[reading.outcome], word(reading.outcome, effect, reading.standard_reached)


def cited(citation: str, mark: str | None) -> str:
    """Give a citation, with a warning where its pinpoint is not confirmed.

    >>> cited("UN Charter art 51", "R-L")
    'UN Charter art 51, pinpoint not confirmed'
    """
    return f"{citation}, {phrases.PINPOINT_UNCONFIRMED}" if mark in UNCONFIRMED else citation


def who(clause: ExceptionNode, actor: str, *, turned: bool = False) -> str:
    """Name the side that must show an exception; the sides change places where what it is against serves the actor."""
    return actor if (clause.burden == "respondent") != turned else phrases.CLAIMANT


def raised_by(clause: ExceptionNode, actor: str) -> str:
    """Say who raises an exception, where a fact says so: the respondent itself, or somebody in its place."""
    if not clause.invoked_by:
        return ""
    named = ", ".join(clause.invoked_by)
    if clause.raised_for_by:
        return phrases.RAISED_FOR.format(actor=actor, who=clause.raised_for_by, ids=named)
    return phrases.RAISED_BY.format(ids=named)


def passage(leaf: Leaf, longest: int | None = None) -> str:
    """Give the words of a leaf: a speaker's own in quotation marks, a note's as ours, the rest by what it is."""
    text = quoted(leaf.text)
    text = text if longest is None else shortened(text, longest)
    if leaf.kind != "passage":
        return phrases.LEAF[leaf.kind].format(by=leaf.by or phrases.SOMEBODY, text=unstopped(text))
    if leaf.verbatim:
        return phrases.VERBATIM.format(text=text)
    return phrases.NOTE.format(source=leaf.source_title or leaf.source or phrases.SOMEBODY, text=text)


def evidence(leaf: Leaf, names: Names, other: Side = "against") -> str:
    """Give a leaf in full: its words, who says it where, how, how good the source is, and what it reaches.

    ``other`` is the side that speaks against the sentence above it, and is called so.
    """
    line = weighed(leaf, names)
    return (phrases.AGAINST.format(line=line) if leaf.side == other else line) + ids([leaf.id])


def weighed(leaf: Leaf, names: Names) -> str:
    """Give a leaf with whose words it is, where, how, how good the source is, and what it reaches."""
    about = [*_where(leaf, names), *_how(leaf)]
    line = passage(leaf)
    return phrases.PASSAGE.format(passage=line, about="; ".join(about)) if about else line


def source_of(leaf: Leaf, names: Names) -> str:
    """Say who says it and where; of a note only who, since its source stands before its words."""
    speaker = names.get(leaf.speaker or "", leaf.speaker or "")
    title = (leaf.source_title or leaf.source or "") if leaf.verbatim else ""
    if speaker and title:
        return phrases.SPOKEN.format(speaker=speaker, source=title)
    return speaker or title


def _where(leaf: Leaf, names: Names) -> Iterable[str]:
    if leaf.kind == "passage":
        yield from filter(None, [source_of(leaf, names)])
        if leaf.start is not None and leaf.end is not None:
            yield phrases.OFFSETS.format(id=leaf.source or leaf.id, start=leaf.start, end=leaf.end)
    elif leaf.source_title or leaf.source:
        yield leaf.source_title or leaf.source or ""


def _how(leaf: Leaf) -> Iterable[str]:
    if leaf.mode:
        yield phrases.MODE.get(leaf.mode, leaf.mode)
    if leaf.reliability:
        yield phrases.RELIABILITY.format(letter=leaf.reliability)
    if leaf.information is not None:
        yield phrases.INFORMATION.format(digit=leaf.information)
    if leaf.rests_on:
        yield phrases.RESTS_ON.format(ids=", ".join(leaf.rests_on))
    if leaf.grade:
        yield phrases.GRADE.format(standard=phrases.STANDARD[leaf.grade])
    elif leaf.kind == "passage":
        yield phrases.NOTHING
    if leaf.unreviewed:
        yield phrases.NOT_REVIEWED


def standards_line(cell: CellNode, asked: Standard) -> str:
    """Give the sign at each standard, and the one asked for."""
    each = ", ".join(
        f"{phrases.STANDARD[standard]} {SIGNS[cell.by_standard[standard]]}"
        for standard in STANDARDS
        if standard in cell.by_standard
    )
    return phrases.BY_STANDARD.format(outcomes=capital(each), standard=phrases.STANDARD[asked])


def alternatives(cell: CellNode, labels: Names) -> str:
    """Name the provisions to which a cell is an alternative, by the label that the matrix gives them."""
    return ", ".join(labels.get(provision, provision) for provision in cell.alternative_to)


def packs_line(packs: tuple[PackId, ...]) -> str:
    """Name the packs, each with the first twelve digits of its hash."""
    return ", ".join(phrases.PACK.format(name=p.name, version=p.version, sha256=p.sha256[:12]) for p in packs)


def period_line(form: str, period: PeriodNode) -> str:
    """Say in which time facts without a date are taken to lie, and why."""
    return form.format(from_=period.from_, to=period.to, reason=unstopped(period.reason))
