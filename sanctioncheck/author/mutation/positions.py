"""Other choices between rival readings, made wherever in the pack the position stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from sanctioncheck.author.mutation.provisions import Change
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.norm import Definition, Element, Provision, Reading

__all__ = ["changes_of_positions"]

Readings = tuple[Reading, ...]
Readable = TypeVar("Readable", Element, Definition)


def changes_of_positions(pack: Loaded) -> Iterator[Change]:
    """Give the pack with each other reading of a position as its default, and, of three or more, with one left out.

    Of two readings, leaving one out is the same as taking the other by default.

    Args:
        pack: the pack, open.

    >>> from sanctioncheck.load.pack import read_pack
    >>> {each.kind for each in changes_of_positions(read_pack())}
    {'reading'}
    """
    for name, position in pack.book.positions.items():
        first = next((file, spot) for file in pack.draft.provisions for spot in _spots(file, name))
        for reading in position.readings:
            said = f"reading `{reading.id}` (“{reading.label}”)"
            if not reading.default:
                told = f"{said} of `{name}` taken unless another is asked for"
                yield _change(pack, name, first, told, _defaulting(reading.id))
            if len(position.readings) > 2:
                yield _change(pack, name, first, f"{said} of `{name}` left out", _without(reading.id))


def _defaulting(chosen: str) -> Callable[[Readings], Readings]:
    return lambda readings: tuple(each.model_copy(update={"default": each.id == chosen}) for each in readings)


def _without(dropped: str) -> Callable[[Readings], Readings]:
    return lambda readings: tuple(each for each in readings if each.id != dropped)


def _change(
    pack: Loaded, name: str, first: tuple[Filed[Provision], Spot], said: str, new: Callable[[Readings], Readings]
) -> Change:
    made = tuple(_with(file.made, name, new) for file in pack.draft.provisions if any(_spots(file, name)))
    return Change(first[0].made.provision, "reading", said, None, first[1], made)


def _spots(file: Filed[Provision], name: str) -> Iterator[Spot]:
    provision = file.made
    for key, element in provision.elements.items():
        if element.readings and (element.position or f"{provision.provision}:{key}") == name:
            yield file.spot.to("elements", key, "readings")
    for at, definition in enumerate(provision.definitions):
        if definition.readings and (definition.position or f"{provision.provision}#{definition.id}") == name:
            yield file.spot.to("definitions", at, "readings")


def _with(provision: Provision, name: str, new: Callable[[Readings], Readings]) -> Provision:
    def other(part: Readable, own: str) -> Readable:
        if not part.readings or (part.position or own) != name:
            return part
        return part.model_copy(update={"readings": new(part.readings)})

    ident = provision.provision
    elements = {key: other(element, f"{ident}:{key}") for key, element in provision.elements.items()}
    definitions = tuple(other(each, f"{ident}#{each.id}") for each in provision.definitions)
    return provision.model_copy(update={"elements": elements, "definitions": definitions})
