"""Where everything that a rule can name is declared."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.errors import Place
from sanctioncheck.load.draft import Draft
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded

__all__ = ["Places"]


class Places:
    """The declarations of a pack, by name.

    >>> from sanctioncheck.load.pack import read_pack
    >>> Places(read_pack()).of("is_a", "").path
    'vocabulary/core.yaml'
    """

    def __init__(self, pack: Loaded) -> None:
        self._anywhere = dict(_anywhere(pack.draft))
        self._inside = {(path, name): spot for path, name, spot in _inside(pack.draft)}

    def of(self, word: str, path: str) -> Place | None:
        """Find where a word is declared that stands in a file; what the file itself declares comes first.

        Takes the word and the path below the folder of the pack. Gives None for a word that nothing declares.
        """
        spot = self._inside.get((path, word)) or self._anywhere.get(word)
        if spot is None and "#" in word:
            spot = self._anywhere.get(word.partition("#")[0])
        if spot is None:
            return None
        # What is named by a value is shown at the value, everything else at its key.
        return spot.place() if spot.loc[-1:] in (("provision",), ("id",)) else spot.key()


def _anywhere(draft: Draft) -> Iterator[tuple[str, Spot]]:
    """Give what is known by one name in the whole pack; of two of one name the last given counts."""
    for background in draft.background:
        for key in ("actors", "things"):
            for at, entity in enumerate(getattr(background.made, key)):
                yield entity.id, background.spot.to(key, at, "id")
        for at, finding in enumerate(background.made.findings):
            yield finding.id, background.spot.to("findings", at, "id")
    for bridges in draft.bridges:
        for at, bridge in enumerate(bridges.made.bridges):
            yield f"bridge:{bridge.id}", bridges.spot.to("bridges", at, "id")
    for file in draft.provisions:
        name, spot = file.made.provision, file.spot
        yield name, spot.to("provision")
        yield from ((f"{name}#{key}", spot.to("exceptions", key)) for key in file.made.exceptions)
        for at, definition in enumerate(file.made.definitions):
            home = spot.to("definitions", at)
            yield f"{name}#{definition.id}", home.to("id")
            yield from ((f"{name}#{key}", home.to("exceptions", key)) for key in definition.exceptions)
        yield from ((f"{name}#{norm.id}", spot.to("norms", at, "id")) for at, norm in enumerate(file.made.norms))
    for vocabulary in draft.vocabulary:
        for key in ("words", "types", "predicates"):
            yield from ((name, vocabulary.spot.to(key, name)) for name in getattr(vocabulary.made, key))


def _inside(draft: Draft) -> Iterator[tuple[str, str, Spot]]:
    """Give what only the file itself knows by its name: elements, exceptions, norms."""
    for file in draft.provisions:
        path = file.document.path
        # The tests beside a provision name its norms too.
        paths = (path, f"{path.removesuffix('.yaml')}.test.yaml")
        for each in paths:
            yield from ((each, norm.id, file.spot.to("norms", at, "id")) for at, norm in enumerate(file.made.norms))
        yield from ((path, name, file.spot.to("exceptions", name)) for name in file.made.exceptions)
        yield from ((path, name, file.spot.to("elements", name)) for name in file.made.elements)
