"""Checks of how norms are put together: what stands twice, what is about nothing, what no one uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sanctioncheck.author.checks.check import Check, Edit
from sanctioncheck.author.checks.worlds import sense
from sanctioncheck.errors import quote
from sanctioncheck.load.draft import DraftNorm, alternatives, clauses, parts, walk
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Condition, NotOf, atoms, variables
from sanctioncheck.model.rulebook import head, symbol
from sanctioncheck.model.vocabulary import INVOKES, IS_A

__all__ = [
    "AboutNothing",
    "DoubleNegation",
    "IdleDefinition",
    "LonePart",
    "OwnException",
    "PermittedAndForbidden",
    "RepeatedPart",
    "TwinNorms",
    "UnusedPredicate",
]


_FREE = ("permission", "power")
"""The modalities under which nothing is a breach."""


class OwnException(Check):
    """A statement stands in an element and in an exception of the same norm.

    Hearing twice can then call contested what is violated however the dispute is decided (design of the rule language,
    section 5, known limit).
    """

    code: ClassVar[str] = "SC-L110"
    user: str
    element: str
    exception: str
    predicate: str

    def message(self) -> str:
        return (
            f"{quote(self.predicate)} stands, about the same things, in element {quote(self.element)} and in exception "
            f"{quote(self.exception)} of {self.user}"
        )

    def help(self) -> str:
        return (
            "where it is disputed the cell says contested although either way may violate; ask for it in one of the two"
        )

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for norm in pack.norms:
            stands: dict[str, tuple[str, Atom, Spot]] = {}
            for name, element in norm.rule.elements.items():
                spot = norm.file.spot.to("elements", name)
                for condition, at in alternatives(element.when, element.readings, spot):
                    for inner, place in walk(condition, at):
                        if isinstance(inner, Atom):
                            stands.setdefault(sense(inner), (name, inner, place))
            yield from cls._in_exceptions(norm, stands)

    @classmethod
    def _in_exceptions(cls, norm: DraftNorm, stands: dict[str, tuple[str, Atom, Spot]]) -> Iterator[Check]:
        for exception, clause in norm.exceptions.items():
            for inner, spot in clauses(clause.made, clause.spot):
                for leaf, at in walk(inner.when, spot.to("when")):
                    known = stands.get(sense(leaf)) if isinstance(leaf, Atom) else None
                    if known is not None:
                        element, atom, there = known
                        yield cls(
                            place=at.to(atom.predicate).key(),
                            also=(("and here", there.to(atom.predicate).key()),),
                            user=norm.label,
                            element=element,
                            exception=exception,
                            predicate=atom.predicate,
                        )


class TwinNorms(Check):
    """Two norms of one provision bind the same actors by the same elements."""

    code: ClassVar[str] = "SC-L111"
    one: str
    other: str

    def message(self) -> str:
        return f"norms {quote(self.one)} and {quote(self.other)} have the same bearer and elements"

    def help(self) -> str:
        return "one breach would count twice: make one norm of the two, or give each what tells it from the other"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        seen: dict[tuple[str, str], DraftNorm] = {}
        for norm in pack.norms:
            twin = seen.setdefault((norm.rule.provision.provision, _asks(norm)), norm)
            # A permission beside a prohibition is told as that.
            if twin is not norm and (twin.rule.norm.modality in _FREE) == (norm.rule.norm.modality in _FREE):
                also = (("the other", twin.spot.key()),)
                yield cls(place=norm.spot.key(), also=also, one=twin.rule.norm.id, other=norm.rule.norm.id)


class PermittedAndForbidden(Check):
    """What one norm permits another forbids, in the same words and for the same actors."""

    code: ClassVar[str] = "SC-L112"
    one: str
    other: str

    def message(self) -> str:
        return f"{quote(self.one)} permits, by the same elements, what {quote(self.other)} forbids"

    def help(self) -> str:
        return "write the permission as an exception of the prohibition; two norms never weigh against each other"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        by_elements: dict[str, list[DraftNorm]] = {}
        for norm in pack.norms:
            by_elements.setdefault(_asks(norm), []).append(norm)
        for group in by_elements.values():
            permitted = [n for n in group if n.rule.norm.modality in _FREE]
            forbidden = [n for n in group if n.rule.norm.modality == "prohibition"]
            for one in permitted:
                for other in forbidden:
                    mine, theirs = one.rule.span.possible, other.rule.span.possible
                    if not any(a.meets(b) for a in mine for b in theirs):
                        continue
                    also = (("forbidden here", other.spot.key()),)
                    yield cls(place=one.spot.key(), also=also, one=one.rule.id, other=other.rule.id)


class AboutNothing(Check):
    """An element or exception names no variable of the trigger, so that it is not about the conduct judged."""

    code: ClassVar[str] = "SC-L113"
    user: str
    trigger: tuple[str, ...]

    def message(self) -> str:
        return f"{self.user} names no variable of the trigger, so that anything anywhere could answer it"

    def help(self) -> str:
        return f"the trigger binds {', '.join(quote(name) for name in self.trigger)}: say about which of them it asks"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        seen: set[tuple[str, object]] = set()
        for norm in pack.norms:
            bound = variables(_trigger(norm))
            for name, element in norm.rule.elements.items():
                spot = norm.file.spot.to("elements", name)
                found = [c for c, _ in alternatives(element.when, element.readings, spot)]
                key = (spot.document.path, spot.loc)
                if key not in seen and any(_loose(c, bound) for c in found):
                    seen.add(key)
                    yield cls(place=spot.key(), user=f"element {quote(name)}", trigger=bound)
            for name, clause in norm.exceptions.items():
                key = (clause.spot.document.path, clause.spot.loc)
                if key not in seen and _loose(clause.made.when, bound):
                    seen.add(key)
                    yield cls(place=clause.spot.key(), user=f"exception {quote(name)}", trigger=bound)


class RepeatedPart(Check):
    """A part stands twice in one `all` or `any`."""

    code: ClassVar[str] = "SC-L114"
    key: str

    def message(self) -> str:
        return f"this part stands twice in one `{self.key}`"

    def help(self) -> str:
        return "take one of them out, or write what was meant in its place"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for inner, spot in _everywhere(pack):
            if isinstance(inner, AllOf | AnyOf):
                key = "all" if isinstance(inner, AllOf) else "any"
                first: dict[str, int] = {}
                for at, part in enumerate(inner.all if isinstance(inner, AllOf) else inner.any):
                    before = first.setdefault(sense(part), at)
                    if before != at:
                        also = (("first here", spot.to(key, before).place()),)
                        yield cls(place=spot.to(key, at).place(), also=also, key=key)


class LonePart(Check):
    """An `all` or `any` holds a single part."""

    code: ClassVar[str] = "SC-L115"
    key: str

    def message(self) -> str:
        return f"`{self.key}` holds a single part"

    def help(self) -> str:
        return f"write the part alone, or add what it was meant to be joined with by `{self.key}`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for inner, spot in _everywhere(pack):
            if isinstance(inner, AllOf | AnyOf) and len(inner.all if isinstance(inner, AllOf) else inner.any) == 1:
                key = "all" if isinstance(inner, AllOf) else "any"
                place = spot.to(key)
                yield cls(place=place.key(), key=key, edits=_instead(spot, place.to(0)))


class DoubleNegation(Check):
    """A `not` stands directly within a `not`."""

    code: ClassVar[str] = "SC-L116"

    def message(self) -> str:
        return "`not` of a `not` says what stands in it"

    def help(self) -> str:
        return "take both out, or one of them where the opposite was meant"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for inner, spot in _everywhere(pack):
            if isinstance(inner, NotOf) and isinstance(inner.not_, NotOf):
                yield cls(place=spot.to("not").key(), edits=_instead(spot, spot.to("not", "not")))


class UnusedPredicate(Check):
    """A predicate is declared that no rule, list or text uses."""

    code: ClassVar[str] = "SC-L117"
    name: str

    def message(self) -> str:
        return (
            f"no rule and no list uses predicate {quote(self.name)}, and it has no cues by which a text could state it"
        )

    def help(self) -> str:
        return "give it `cues`, use it in a rule, or take it out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        used = {atom.predicate for part in parts(pack.draft) for c, _ in part.conditions for atom, _ in atoms(c)}
        used |= {listing.made.predicate for listing in pack.draft.lists} | {IS_A, INVOKES, "owns"}
        used |= {finding.claim.predicate for file in pack.draft.background for finding in file.made.findings}
        for file in pack.draft.vocabulary:
            for name, predicate in file.made.predicates.items():
                if name not in used and predicate.cues is None:
                    yield cls(place=file.spot.to("predicates", name).key(), name=name)


class IdleDefinition(Check):
    """A definition concludes what no rule asks for and no result lists."""

    code: ClassVar[str] = "SC-L118"
    user: str
    concludes: str

    def message(self) -> str:
        return f"{self.user} concludes {quote(self.concludes)}, which no rule asks for and no result lists"

    def help(self) -> str:
        return "use it in an element, or mark the predicate `listed: true` where a result should tell it"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        asked = _asked(pack)
        for meaning in pack.meanings:
            predicate, roles = head(meaning.meaning)
            name = symbol(predicate, roles)
            declared = pack.words.vocabulary.predicates[predicate]
            if predicate != IS_A and name not in asked and not declared.listed:
                yield cls(place=meaning.spot.key(), user=meaning.label, concludes=predicate)


def _asked(pack: Loaded) -> set[str]:
    """Give the symbols for which any condition asks; what a definition concludes is not asked for by that."""
    found: set[str] = set()
    for part in parts(pack.draft):
        for condition, spot in part.conditions:
            if spot.loc[-1:] != ("concludes",):
                found.update(symbol(a.predicate, {"type": "", **a.roles}) for a, _ in atoms(condition))
    return found


def _trigger(norm: DraftNorm) -> Condition:
    trigger = norm.rule.elements[norm.rule.norm.trigger].when
    assert trigger is not None, "the loader asks for a trigger without readings"
    return trigger


def _loose(condition: Condition, bound: tuple[str, ...]) -> bool:
    """Tell whether a condition has variables, and none that the trigger binds."""
    named = variables(condition)
    return bool(named) and not set(named) & set(bound)


def _asks(norm: DraftNorm) -> str:
    """Give whom a norm binds and by what, the same for two that differ in words only."""
    found = []
    for name, element in norm.rule.elements.items():
        spot = norm.file.spot.to("elements", name)
        found.append("|".join(sorted(sense(c) for c, _ in alternatives(element.when, element.readings, spot))))
    bearer = norm.rule.norm.bearer
    where = sense(bearer.bound_where) if bearer.bound_where is not None else ""
    return "\n".join([bearer.var, bearer.type, str(bearer.is_), str(bearer.is_not), where, *sorted(found)])


def _everywhere(pack: Loaded) -> Iterator[tuple[Condition, Spot]]:
    """Give every condition of the pack and every condition inside it."""
    for part in parts(pack.draft):
        for condition, spot in part.conditions:
            yield from walk(condition, spot)


def _instead(outer: Spot, inner: Spot) -> tuple[Edit, ...]:
    """Put what stands at one place in the stead of what holds it, where both are written on one line."""
    document = outer.document
    _, _, start, end = document.span(outer.loc)
    _, _, first, last = document.span(inner.loc)
    if "\n" in document.text[start:end].rstrip():
        return ()
    return (Edit(document, start, end, document.text[first:last].rstrip()),)
