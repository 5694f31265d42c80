"""The positions on which jurists differ: where each stands, and whether it is the same in every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctioncheck.errors import Problem
from sanctioncheck.errors.norms import PositionUnread, ReadingsDiffer
from sanctioncheck.load.draft import DraftMeaning, DraftNorm
from sanctioncheck.load.files import Spot
from sanctioncheck.load.scope import placeholders
from sanctioncheck.model.norm import Definition, Element, Reading
from sanctioncheck.model.rulebook import Position

__all__ = ["places", "positions_of", "reading_problems"]


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


def reading_problems(norms: Sequence[DraftNorm], meanings: Sequence[DraftMeaning]) -> Iterator[Problem]:
    """Find positions whose readings differ from place to place, and positions that nobody reads in two ways."""
    first: dict[str, tuple[tuple[Reading, ...], Spot]] = {}
    for position, part, spot in places(norms, meanings):
        for at, reading in enumerate(part.readings):
            # A reading is the same whatever the case, and so is its label.
            yield from placeholders(reading.label, (), f"reading `{reading.id}`", spot.to("readings", at, "label"))
        if position not in first:
            first[position] = (part.readings, spot)
            continue
        readings, there = first[position]
        here, elsewhere = _ways(part.readings), _ways(readings)
        if here != elsewhere:
            also = (("elsewhere", there.to("readings").key()),)
            place = spot.to("readings").key()
            yield ReadingsDiffer(
                place=place, also=also, position=position, here=_in_words(*here), there=_in_words(*elsewhere)
            )
    for norm in norms:
        for name, element in norm.rule.elements.items():
            if element.position is not None and not element.readings:
                place = norm.file.spot.to("elements", name, "position").place()
                yield PositionUnread(place=place, position=element.position)
    for meaning in meanings:
        definition = meaning.meaning.definition
        if definition.position is not None and not definition.readings:
            yield PositionUnread(place=meaning.spot.to("position").place(), position=definition.position)


def _ways(readings: tuple[Reading, ...]) -> tuple[frozenset[str], str | None]:
    return frozenset(r.id for r in readings), next((r.id for r in readings if r.default), None)


def _in_words(ids: frozenset[str], default: str | None) -> str:
    listed = ", ".join(f"`{name}`" for name in sorted(ids))
    return f"{listed} (by default `{default}`)" if default else f"{listed} (no default)"
