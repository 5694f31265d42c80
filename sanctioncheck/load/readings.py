"""The positions on which jurists differ: where each stands, and how many ways of reading the law a norm must be heard in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.load.draft import DraftMeaning, DraftNorm
from sanctioncheck.load.files import Spot
from sanctioncheck.model.norm import Definition, Element
from sanctioncheck.model.rulebook import Position

__all__ = ["places", "positions_of"]


def places(
    norms: Sequence[DraftNorm], meanings: Sequence[DraftMeaning]
) -> Iterator[tuple[str, Element | Definition, Spot]]:
    """Give each element and definition that has rival readings, once, with its position and place."""
    seen: set[tuple[str, str]] = set()
    for norm in norms:
        for name, element in norm.rule.elements.items():
            key = (norm.rule.provision.provision, name)
            if element.readings and key not in seen:
                seen.add(key)
                yield norm.rule.position(name), element, norm.file.spot.to("elements", name)
    for meaning in meanings:
        if meaning.meaning.definition.readings:
            yield meaning.meaning.position, meaning.meaning.definition, meaning.spot


def positions_of(norms: Sequence[DraftNorm], meanings: Sequence[DraftMeaning]) -> dict[str, Position]:
    """Give every position by id, with the readings as they stand in the first place."""
    found: dict[str, Position] = {}
    for position, part, _ in places(norms, meanings):
        found.setdefault(position, Position(position, part.readings))
    return found
