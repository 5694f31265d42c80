"""What speaks for and against each atom as it is gathered: evidence, denials that spread, and what is supposed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from sanctioncheck.engine.grade import CONCLUSIVE, Graded, together
from sanctioncheck.model.evidence import Entry, Key, Weighed
from sanctioncheck.model.truth import up_to
from sanctioncheck.model.vocabulary import Vocabulary


@dataclass(slots=True)
class Sides:
    """What speaks for and against one atom."""

    for_: list[Graded] = field(default_factory=list)
    against: list[Graded] = field(default_factory=list)
    quantities: list[tuple[str, Decimal]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    soft_for: list[Graded] = field(default_factory=list)
    """What classifies in favour, inferred by a machine and accepted by no person."""
    soft_against: list[Graded] = field(default_factory=list)

    def weighed(self, *, soft: bool = True) -> Weighed:
        """Weigh each side by itself; not `soft` without what a machine merely inferred.

        >>> Sides(for_=[Graded(0)], soft_for=[Graded(1)]).weighed().for_
        3
        >>> Sides(for_=[Graded(0)], soft_for=[Graded(1)]).weighed(soft=False).for_
        1
        """
        for_, against = (self.soft_for, self.soft_against) if soft else ([], [])
        quantities = tuple(sorted(set(self.quantities)))
        return Weighed(up_to(together([*self.for_, *for_])), up_to(together([*self.against, *against])), quantities)


Gathered = dict[Key, Sides]


def supposing(gathered: Gathered, supposed: list[tuple[Key, Entry, bool]]) -> Gathered:
    """Take things for proved, whatever else is said of them; one without a date of its own at all its dates.

    Args:
        gathered: the evidence; it stays as it is.
        supposed: the atoms, each with its entry, and whether it has a date of its own.
    """
    found = dict(gathered)
    for key, entry, dated in supposed:
        keys = [] if dated else [other for other in found if other[:2] == key[:2]]
        for each in dict.fromkeys((key, *keys)):
            quantities = found[each].quantities if each in found else []
            sides = found[each] = Sides(quantities=quantities, entries=[entry])
            (sides.for_ if entry.positive else sides.against).append(Graded(CONCLUSIVE))
    return found


def spread(gathered: Gathered, vocabulary: Vocabulary) -> Gathered:
    """Let what denies an event for a stretch of time bear on every such event that lies wholly in it."""
    found = dict(gathered)
    for key, sides in gathered.items():
        if not sides.against or vocabulary.predicates[key.predicate].kind != "event":
            continue
        for other, more in gathered.items():
            same = other[:2] == key[:2] and other != key
            if same and more.for_ and other.when.hull.within(key.when.hull):
                told = found[other]
                entries = [*told.entries, *(e for e in sides.entries if not e.positive)]
                found[other] = replace(told, against=[*told.against, *sides.against], entries=entries)
    return found
