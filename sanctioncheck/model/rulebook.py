"""A pack made ready to reason with: every word, norm, definition, list and finding, each with its time in force."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanctioncheck.model.authority import Instrument
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.norm import (
    BackgroundFinding,
    Definition,
    Element,
    ExceptionClause,
    Norm,
    Provision,
    Reading,
)
from sanctioncheck.model.time import EVER, Span, When
from sanctioncheck.model.truth import FULL, Standard
from sanctioncheck.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rule:
    """One norm with what it is made of; exceptions taken from other provisions are written out."""

    id: str
    provision: Provision
    norm: Norm
    elements: dict[str, Element]
    exceptions: dict[str, ExceptionClause]
    span: Span
    file: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the norm may be called: its id, its provision, and the citation of it."""
        return self.id, self.provision.provision, self.provision.citation.label

    def position(self, element: str) -> str:
        """Give the position that the readings of an element belong to."""
        return self.elements[element].position or f"{self.provision.provision}:{element}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One definition, or one bridge, of a predicate."""

    id: str
    by: str
    definition: Definition
    exceptions: dict[str, ExceptionClause]
    span: Span = EVER
    cap: int = FULL
    bridge: bool = False
    reason: str = ""
    file: str = ""

    @property
    def position(self) -> str:
        """The position that its readings belong to."""
        return self.definition.position or self.id

    def alternatives(self) -> tuple[tuple[str | None, Condition], ...]:
        """Give its conditions, each with the id of the reading it stands for."""
        return alternatives(self.definition.when, self.definition.readings)


def alternatives(when: Condition | None, readings: tuple[Reading, ...]) -> tuple[tuple[str | None, Condition], ...]:
    """Give the single condition of an element or definition, or that of each of its readings."""
    return ((None, when),) if when is not None else tuple((r.id, r.when) for r in readings)


@dataclass(frozen=True, slots=True)
class Position:
    """A point on which jurists differ, wherever in the law it stands."""

    id: str
    readings: tuple[Reading, ...]

    @property
    def default(self) -> str | None:
        """The reading taken unless another is asked for, where there is one."""
        return next((r.id for r in self.readings if r.default), None)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a closed list: fillers in the order of the roles, and the time for which it stands."""

    predicate: str
    fillers: tuple[str, ...]
    when: When
    list_id: str
    status: str = "sure"
    """`sure`; `disputed`, for and against; or `unknown`, neither."""


@dataclass(frozen=True, slots=True)
class ClosedList:
    """A list that answers a predicate whole, with its source and date."""

    id: str
    predicate: str
    source: str
    as_of: str
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """How evidence is weighed: what each grade is reached by, and whose findings are findings."""

    name: str
    default: Standard
    fact_finding: dict[str, str]
    deciding: dict[str, str]
    sha256: str
    grades: dict[Standard, tuple[str, ...]] = field(default_factory=dict)
    """What each standard is reached by, in words, for reports."""


@dataclass(frozen=True, slots=True)
class PackStamp:
    """Which pack it was, to the byte."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that a case is judged by."""

    name: str
    version: str
    language: int
    sha256: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    meanings: tuple[Meaning, ...]
    positions: dict[str, Position]
    lists: tuple[ClosedList, ...]
    findings: tuple[BackgroundFinding, ...]
    entities: dict[str, tuple[str, str]]
    """Id to (type, name) of the actors and things that the pack declares."""
    states: dict[str, str]
    """Id of an actor of the pack to the State it speaks for."""
    policy: Policy
    provisions: dict[str, Provision] = field(default_factory=dict)
    as_of: str | None = None
    """The day up to which its authors have looked; what is open then is not known to go on after it."""
    called: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What texts call States: a name to the ids of those that it can mean."""
    authorities: dict[str, Instrument] = field(default_factory=dict)
    """What the provisions cite, by short name, as far as the packs say more of it."""
    packs: tuple[PackStamp, ...] = ()
    """The packs it is made of, those that are required first and the one asked for last; empty where it was made by
    hand."""

    def defined(self) -> frozenset[str]:
        """Give the names of the derived predicates; a derived type is `is_a:<type>`."""
        return frozenset(symbol(*head(m)) for m in self.meanings)


def head(meaning: Meaning) -> tuple[str, dict[str, str]]:
    """Give the predicate and roles that a definition concludes."""
    concludes = meaning.definition.concludes
    return concludes.predicate, concludes.roles


def symbol(predicate: str, roles: dict[str, str]) -> str:
    """Give the name under which an atom is reasoned about: the predicate, with the type for `is_a`.

    >>> symbol("is_a", {"thing": "$X", "type": "arms"}), symbol("trains", {"by": "$S"})
    ('is_a:arms', 'trains')
    """
    return f"{predicate}:{roles['type']}" if predicate == "is_a" else predicate
