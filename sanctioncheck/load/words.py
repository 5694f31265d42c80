"""Every word and id that rules and cases may use: types, predicates, entities, exceptions, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sanctioncheck.errors import Place, Problem, closest
from sanctioncheck.errors.rules import DuplicateId, TypeCycle, TypeDivided, UnknownPredicate, UnknownType
from sanctioncheck.load.circles import circles
from sanctioncheck.load.draft import Draft
from sanctioncheck.load.files import Spot
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.fact import Actor, Thing
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import IS_A, Predicate, Type, Vocabulary

__all__ = ["SPECIAL", "Kinds", "Words", "gather", "type_problems", "vocabulary_of", "words_of"]

TYPE = "type"
EXCEPTION = "exception"
STATE = "state"
SPECIAL = frozenset({TYPE, EXCEPTION})
"""Role types that no thing has: such a role takes the name of a type, or the id of an exception."""

_IS_A = Predicate(
    roles={"thing": "thing", "type": TYPE}, kind="classification", say="{thing} is {type}", ask="Is {thing} {type}?"
)


class Kinds:
    """The types of a vocabulary with all wider ones worked out, so that fitting is a look-up.

    >>> thing, arms = Type(label="thing"), Type(label="arms", is_a=("thing",))
    >>> kinds = Kinds({"thing": thing, "arms": arms, "cake": thing}, (("arms", "cake"),))
    >>> kinds.fits("arms", "thing"), kinds.fits("arms", "cake")
    (True, False)
    """

    def __init__(self, types: Mapping[str, Type], disjoint: Iterable[tuple[str, ...]]) -> None:
        self._types = types
        self._groups = [frozenset(group) for group in disjoint]
        self._wider: dict[str, frozenset[str]] = {}
        for name in types:
            self._wider[name] = self._walk(name)

    def _walk(self, name: str) -> frozenset[str]:
        seen, queue = {name}, [name]
        while queue:
            for wider in self._types[queue.pop()].is_a:
                if wider not in seen and wider in self._types:
                    seen.add(wider)
                    queue.append(wider)
        return frozenset(seen)

    def wider(self, name: str) -> frozenset[str]:
        """Give a type and all wider ones."""
        return self._wider.get(name, frozenset((name,)))

    def narrower(self, name: str) -> tuple[str, ...]:
        """Give a type and all narrower ones, in the order of the vocabulary."""
        return tuple(other for other, wider in self._wider.items() if name in wider)

    def apart(self, one: str, other: str) -> bool:
        """Tell whether nothing can be both."""
        ones, others = self.wider(one), self.wider(other)
        return any(
            a != b
            for group in self._groups
            if ones & group and others & group
            for a in ones & group
            for b in others & group
        )

    def fits(self, has: str, wants: str) -> bool:
        """Tell whether something of one type may fill a role of the other: a narrower or wider one, not disjoint."""
        if has not in self._types or wants not in self._types:
            return True
        related = wants in self.wider(has) or has in self.wider(wants)
        return related and (has == wants or not self.apart(has, wants))


@dataclass(slots=True)
class Words:
    """Everything that a rule or a case may name."""

    vocabulary: Vocabulary
    kinds: Kinds
    entities: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id to (type, name)."""
    states: dict[str, str] = field(default_factory=dict)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else States are called: a name to the ids of those that it can mean."""
    things: set[str] = field(default_factory=set)
    """What the background declares as things."""
    listed: dict[str, set[str]] = field(default_factory=dict)
    """Id to the types of the roles that it fills in lists."""
    exceptions: set[str] = field(default_factory=set)
    declared: dict[tuple[str, str], Spot] = field(default_factory=dict)
    """(kind, name) to the place of the declaration."""
    whole: bool = True
    """Whether all that declares entities could be read."""
    all_law: bool = True
    """Whether all that lays down exceptions could be read."""

    def line(self, kind: str, name: str | None) -> str | None:
        """Say where something is declared: `vocabulary/core.yaml:24`."""
        spot = self.declared.get((kind, name)) if name is not None else None
        return spot.line if spot else None

    def known(self, constant: str) -> bool:
        """Tell whether a condition may name this id."""
        return constant in self.entities or constant in self.listed or not self.whole

    def unknown_type(self, name: str, user: str, spot: Spot) -> UnknownType:
        """Say that a type is declared nowhere, and which may be meant."""
        meant = closest(name, self.vocabulary.types)
        return UnknownType(place=spot.place(), user=user, name=name, meant=meant, declared=self.line("types", meant))

    def unknown_predicate(self, name: str, user: str, place: Place) -> UnknownPredicate:
        """Say that a predicate is declared nowhere, and which may be meant."""
        meant = closest(name, self.vocabulary.predicates)
        declared = self.line("predicates", meant)
        return UnknownPredicate(place=place, user=user, name=name, meant=meant, declared=declared)

    def types_of(self, constant: str) -> Iterable[str]:
        """Give the declared type of an id, or those of the roles that it fills in lists."""
        return (self.entities[constant][0],) if constant in self.entities else sorted(self.listed.get(constant, ()))

    def can_fill(self, constant: str, wants: str) -> bool:
        """Tell whether a known id may fill a role of a type."""
        types = tuple(self.types_of(constant))
        return is_var(constant) or not types or any(self.kinds.fits(has, wants) for has in types)

    def declare(self, kind: str, name: str, spot: Spot, problems: list[Problem]) -> bool:
        """Note where something is declared; False, and a problem that shows both places, where it already was."""
        first = self.declared.get((kind, name))
        if first is None:
            self.declared[kind, name] = spot
            return True
        also = (("first declared here", first.key()),)
        problems.append(DuplicateId(place=spot.key(), also=also, kind=kind, name=name))
        return False


def vocabulary_of(draft: Draft, problems: list[Problem]) -> Words:
    """Join the vocabulary files into one vocabulary, and note what two of them declare."""
    types: dict[str, Type] = {}
    predicates: dict[str, Predicate] = {}
    disjoint: list[tuple[str, ...]] = []
    groups: dict[str, tuple[str, ...]] = {}
    declared: dict[tuple[str, str], Spot] = {}
    words = Words(Vocabulary(types={}, disjoint=(), predicates={}), Kinds({}, ()), declared=declared)
    for file in draft.vocabulary:
        for name, type_ in file.made.types.items():
            if words.declare("types", name, file.spot.to("types", name), problems):
                types[name] = type_
        for name, predicate in file.made.predicates.items():
            if words.declare("predicates", name, file.spot.to("predicates", name), problems):
                predicates[name] = predicate
        disjoint += file.made.disjoint
        for name, group in file.made.words.items():
            if words.declare("words", name, file.spot.to("words", name), problems):
                groups[name] = group
    predicates.setdefault(IS_A, _IS_A)
    words.vocabulary = Vocabulary(types=types, disjoint=tuple(disjoint), predicates=predicates, words=groups)
    words.kinds = Kinds(types, disjoint)
    return words


def gather(draft: Draft, words: Words, problems: list[Problem]) -> None:
    """Note every entity, listed id and exception of a pack in its words."""
    for file in draft.background:
        kinds: tuple[tuple[str, Sequence[Actor | Thing]], ...] = (
            ("actors", file.made.actors),
            ("things", file.made.things),
        )
        for key, members in kinds:
            for at, member in enumerate(members):
                spot = file.spot.to(key, at, "id")
                if words.declare("entities", member.id, spot, problems):
                    words.entities[member.id] = (member.type or "", member.name or member.id)
        words.things.update(thing.id for thing in file.made.things)
        words.states.update((actor.id, actor.state) for actor in file.made.actors if actor.state is not None)
    for listing in draft.lists:
        predicate = words.vocabulary.predicates[listing.made.predicate]
        for name, entity in listing.names.items():
            words.entities.setdefault(name, entity)
        for row in listing.made.rows:
            for filler, role_type in zip(row.fillers, predicate.roles.values(), strict=True):
                words.listed.setdefault(filler, set()).add(role_type)
    for provision in draft.provisions:
        words.exceptions.update(provision.made.exceptions)
        for definition in provision.made.definitions:
            words.exceptions.update(definition.exceptions)


def words_of(rulebook: Rulebook) -> Words:
    """Give the words of a rulebook that has been loaded, for the cases that are judged by it."""
    vocabulary = rulebook.vocabulary
    words = Words(vocabulary, Kinds(vocabulary.types, vocabulary.disjoint), dict(rulebook.entities))
    for listing in rulebook.lists:
        roles = tuple(vocabulary.predicates[listing.predicate].roles.values())
        for row in listing.rows:
            for filler, role_type in zip(row.fillers, roles, strict=True):
                words.listed.setdefault(filler, set()).add(role_type)
    words.exceptions = {name for rule in rulebook.rules for name in rule.exceptions}
    words.called = rulebook.called
    return words


def type_problems(draft: Draft, words: Words) -> Iterator[Problem]:
    """Find types that are used in the vocabulary and declared nowhere, and types that are kinds of themselves."""
    types = words.vocabulary.types
    for file in draft.vocabulary:
        for name, type_ in file.made.types.items():
            for at, wider in enumerate(type_.is_a):
                if wider not in types:
                    yield words.unknown_type(wider, f"type `{name}`", file.spot.to("types", name, "is_a", at))
        for at, group in enumerate(file.made.disjoint):
            for within, name in enumerate(group):
                if name not in types:
                    yield words.unknown_type(name, "the group", file.spot.to("disjoint", at, within))
        for name, predicate in file.made.predicates.items():
            for role, wants in predicate.roles.items():
                if wants not in types and wants not in SPECIAL:
                    spot = file.spot.to("predicates", name, "roles", role)
                    yield words.unknown_type(wants, f"role `{role}` of predicate `{name}`", spot)
    yield from _divided(words)
    yield from _cycles(words)


def _divided(words: Words) -> Iterator[Problem]:
    for name in words.vocabulary.types:
        for group in words.vocabulary.disjoint:
            apart = tuple(other for other in group if other in words.kinds.wider(name))
            if len(apart) > 1:
                yield TypeDivided(place=words.declared["types", name].key(), name=name, apart=apart)


def _cycles(words: Words) -> Iterator[Problem]:
    graph = {name: type_.is_a for name, type_ in words.vocabulary.types.items()}
    for way in circles(graph):
        places = [words.declared["types", name].key() for name in way]
        also = tuple(("through this", place) for place in places[1:])
        yield TypeCycle(place=places[0], also=also, cycle=(*way, way[0]))
