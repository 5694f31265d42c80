"""What somebody supposes, read from text: a predicate with what fills its roles, and the days it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanctioncheck.model.fact import Actor, Thing
from sanctioncheck.model.vocabulary import Vocabulary

UNNAMED = "?"
"""What an id begins with where it stands for somebody or something that nobody has named; its type follows."""
_ATOM = re.compile(
    r"\s*([a-z][a-z0-9_]*)\s*\(([^()]*)\)(?:\s+on\s+(?P<on>\S+)|\s+from\s+(?P<from>\S+)\s+to\s+(?P<to>\S+))?\s*\Z"
)


@dataclass(frozen=True, slots=True)
class AtomText:
    """An atom as it was written: nothing in it is checked yet."""

    predicate: str
    fillers: tuple[str, ...]
    on: str | None
    during: tuple[str, str] | None

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date in it."""
        return tuple(text for text in (self.on, *(self.during or ())) if text is not None)


def read_atom(text: str) -> AtomText | None:
    """Read an atom, or give ``None`` where the text is none.

    >>> read_atom("trains(russia, kpa) on 2024-12")
    AtomText(predicate='trains', fillers=('russia', 'kpa'), on='2024-12', during=None)
    >>> read_atom("at_war(russia, ?state) from 2024-10 to ..").during
    ('2024-10', '..')
    """
    match = _ATOM.match(text)
    if match is None:
        return None
    predicate, inner = match.group(1), match.group(2)
    fillers = tuple(part.strip() for part in inner.split(",")) if inner.strip() else ()
    during = (match["from"], match["to"]) if match["from"] else None
    return AtomText(predicate, fillers, match["on"], during)


def unnamed(filler: str, vocabulary: Vocabulary) -> Actor | Thing | None:
    """Give the actor or thing that stands for one that nobody has named, or ``None`` where there is no such type.

    >>> from sanctioncheck.model.vocabulary import Type
    >>> words = Vocabulary(types={"actor": Type(label="actor"), "state": Type(label="State", is_a=("actor",))},
    ...                    disjoint=(), predicates={})
    >>> unnamed("?state", words).name
    'State that nobody has named'
    """
    kind = filler.removeprefix(UNNAMED)
    if kind not in vocabulary.types:
        return None
    label = vocabulary.types[kind].label
    ident, name = f"unnamed-{kind.replace('_', '-')}", f"{label} that nobody has named"
    made = Actor if "actor" in vocabulary.supertypes(kind) else Thing
    return made(id=ident, type=kind, name=name, unnamed=True)
