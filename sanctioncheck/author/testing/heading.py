"""What a test expects something of: a norm with its actor, or an atom, read as the pack reads the law or as is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanctioncheck.errors import Place, Problem, closest
from sanctioncheck.errors.testing import StrangeHead
from sanctioncheck.model.rulebook import Position, Rulebook
from sanctioncheck.model.testfile import TestFile

__all__ = ["Heading", "head_problems", "reading_problems"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before an expected outcome or state, taken apart.

    >>> Heading.of("no-export(dprk) under dprk-services=broad")
    Heading(head='no-export(dprk)', by='', position='dprk-services', reading='broad')
    """

    head: str
    by: str = ""
    """The one definition that is asked, of an atom."""
    position: str = ""
    """The point on which jurists differ that is read in a certain way; empty: as the pack reads it."""
    reading: str = ""

    @classmethod
    def of(cls, text: str) -> Heading:
        """Take a text apart."""
        rest, _, under = text.partition(" under ")
        head, _, by = rest.partition(" by ")
        position, _, reading = under.partition("=")
        return cls(head, by, position, reading)

    def rule_and_actor(self, provision: str) -> tuple[str, str]:
        """Give the id of the norm and the actor that is meant, in a test of a provision.

        >>> Heading("no-export(dprk)").rule_and_actor("un.sc.res.1874/9")
        ('un.sc.res.1874/9#no-export', 'dprk')
        """
        norm, _, rest = self.head.partition("(")
        return norm if "/" in norm else f"{provision}#{norm}", rest.rstrip(")")


def head_problems(heading: Heading, place: Place, file: TestFile, book: Rulebook) -> Iterator[Problem]:
    """Find a norm that there is none of, and an actor without a column."""
    rule, actor = heading.rule_and_actor(file.tests)
    head = heading.head
    if not head.endswith(")") or "(" not in head:
        reason, remedy = "it names no actor", f"write `{head.partition('(')[0]}(ACTOR)`"
        yield StrangeHead(place=place, text=head, reason=reason, remedy=remedy)
        return
    provision, _, norm = rule.partition("#")
    if norm not in _norms(provision, book):
        own = sorted(_norms(file.tests, book))
        remedy = f"the norms of {file.tests} are: {', '.join(own) or 'none'}"
        yield StrangeHead(place=place, text=head, reason="there is no such norm", remedy=remedy)
    if actor not in file.columns:
        remedy = f"add `{actor}` to `columns`, or name one of: {', '.join(file.columns)}"
        yield StrangeHead(place=place, text=head, reason=f"`{actor}` is no column of this file", remedy=remedy)


def reading_problems(heading: Heading, text: str, place: Place, book: Rulebook) -> Iterator[Problem]:
    """Find a reading that there is none of."""
    if " under " not in text:
        return
    positions = {name: _ids(position) for name, position in book.positions.items()}
    if heading.position not in positions:
        meant = closest(heading.position, positions)
        near = f"did you mean `{meant}`? " if meant else ""
        remedy = f"{near}write `under POSITION=READING`; `rules show` names the positions of a provision"
        reason = f"there is no position `{heading.position}`"
        yield StrangeHead(place=place, text=text, reason=reason, remedy=remedy)
    elif heading.reading not in positions[heading.position]:
        remedy = f"the readings of `{heading.position}` are: {', '.join(positions[heading.position])}"
        reason = f"there is no reading `{heading.reading}`"
        yield StrangeHead(place=place, text=text, reason=reason, remedy=remedy)


def _ids(position: Position) -> list[str]:
    return [each.id for each in position.readings]


def _norms(provision: str, book: Rulebook) -> list[str]:
    return [norm.id for norm in book.provisions[provision].norms] if provision in book.provisions else []
