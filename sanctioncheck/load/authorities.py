"""Finds what the provisions of a pack cite, and checks that it is told only once what each instrument is."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.errors import Problem
from sanctioncheck.load.draft import Draft, clauses
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.norm import Citation, ExceptionClause, Provision

__all__ = ["authority_problems", "citations"]


def authority_problems(draft: Draft, words: Words) -> Iterator[Problem]:
    """Find instruments of which two entries say what they are, in one pack or in two that are loaded together."""
    for file in draft.authorities:
        for at, each in enumerate(file.made.authorities):
            problems: list[Problem] = []
            words.declare("authorities", each.instrument, file.spot.to("authorities", at, "instrument"), problems)
            yield from problems


def citations(file: Filed[Provision]) -> Iterator[tuple[Citation, Spot]]:
    """Give every citation of a provision with its place: its own, and those of its elements and exceptions."""
    made, spot = file.made, file.spot
    yield made.citation, spot.to("citation")
    for name, element in made.elements.items():
        if element.citation is not None:
            yield element.citation, spot.to("elements", name, "citation")
    defeasible = [(made.exceptions, spot)]
    defeasible += [(each.exceptions, spot.to("definitions", at)) for at, each in enumerate(made.definitions)]
    for exceptions, where in defeasible:
        for name, exception in exceptions.items():
            if isinstance(exception, ExceptionClause):
                for clause, at_clause in clauses(exception, where.to("exceptions", name)):
                    yield clause.citation, at_clause.to("citation")
