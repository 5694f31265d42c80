"""Things of which a case says exactly the same: what is judged of one of them holds of the other."""

from __future__ import annotations

from collections.abc import Callable

from sanctioncheck.model.evidence import Evidence, Key
from sanctioncheck.model.time import When

Bindings = tuple[tuple[str, str], ...]


class Alike:
    """Groups the things and actors of a case that could change places without changing its evidence.

    Where two of them change places, every atom of the evidence becomes an atom of the evidence with the same weight:
    so every finding about the one has the outcome of the finding about the other. What the rules name themselves is
    alike to nothing.
    """

    def __init__(
        self, evidence: Evidence, constants: frozenset[str], beside: Callable[[Key], object] = lambda _: None
    ) -> None:
        """Group what a body of evidence speaks of.

        Args:
            evidence: the evidence.
            constants: what the rules name themselves.
            beside: gives of an atom what must be the same too.
        """
        said: dict[str, list[object]] = {}
        for key, weighed in evidence.atoms.items():
            predicate, args, when = key
            for filler in dict.fromkeys(args):
                # An atom that holds both of two things never looks alike from both, so they are told apart.
                own = tuple(None if arg == filler else arg for arg in args)
                said.setdefault(filler, []).append((predicate, own, when, weighed, beside(key)))
        same: dict[str, set[str]] = {}
        for pair in evidence.possibly_same:
            for one in pair:
                same.setdefault(one, set()).update(pair - {one})
        first: dict[object, str] = {}
        self._first: dict[str, str] = {}
        for name in (*evidence.types, *said.keys() - evidence.types.keys()):
            if name in constants:
                continue
            about = (evidence.types.get(name), name in evidence.named, frozenset(same.get(name, ())),
                     frozenset(said.get(name, ())))  # fmt: skip
            chosen = first.setdefault(about, name)
            if chosen != name:
                self._first[name] = chosen
                self._first[chosen] = chosen

    def __contains__(self, name: object) -> bool:
        return name in self._first

    def key(self, bindings: Bindings, when: When) -> tuple[object, ...]:
        """Give what is the same for two findings that have the same outcome.

        Two different things of one group stay two different things.

        >>> from sanctioncheck.model.evidence import Key, Weighed
        >>> from sanctioncheck.model.time import THROUGHOUT
        >>> atoms = {Key("sinks", (ship,), THROUGHOUT): Weighed(1, 0) for ship in ("ada", "ben")}
        >>> ships = {"ada": "item", "ben": "item"}
        >>> alike = Alike(Evidence(atoms, ships, frozenset(ships)), frozenset())
        >>> alike.key((("$X", "ada"),), THROUGHOUT) == alike.key((("$X", "ben"),), THROUGHOUT)
        True
        """
        if not self._first:
            return bindings, when
        place: dict[str, tuple[str, int]] = {}
        met: dict[str, int] = {}
        out: list[object] = []
        for variable, filler in bindings:
            chosen = self._first.get(filler)
            if chosen is None:
                out.append((variable, filler))
                continue
            if filler not in place:
                place[filler] = (chosen, met.get(chosen, 0))
                met[chosen] = place[filler][1] + 1
            out.append((variable, *place[filler]))
        return tuple(out), when
