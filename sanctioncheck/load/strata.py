"""Finds law that rests on itself: through a negation never, and only states may rest on themselves at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from sanctioncheck.errors import Place, Problem
from sanctioncheck.errors.norms import CircularLaw, CircularNo, TooManyRuns
from sanctioncheck.load.circles import components, way
from sanctioncheck.load.draft import DraftMeaning, DraftNorm, alternatives, clauses
from sanctioncheck.load.files import Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.condition import AllOf, AnyOf, Atom, Condition, NotOf, ShareOf, TotalOf
from sanctioncheck.model.rulebook import Position, head, symbol

__all__ = ["MOST_RUNS", "Dependence", "dependence", "run_problems", "strata_problems"]

MOST_RUNS = 16
_DEFINED = "="
"""Marks what definitions of a type give, apart from the type as conditions ask for it, which its relatives bear on."""


@dataclass(frozen=True, slots=True)
class Lean:
    """One thing that rests on another: where, and through which negation, if any."""

    spot: Spot | None
    how: str | None


@dataclass(frozen=True, slots=True)
class Dependence:
    """What each predicate and type rests on."""

    leans: dict[str, dict[str, Lean]]
    groups: list[tuple[str, ...]]
    """Names that rest on each other, each group after those that it rests on."""
    reach: dict[str, frozenset[str]]
    """Name to the positions that its truth may turn on."""


def dependence(meanings: Sequence[DraftMeaning], words: Words) -> Dependence:
    """Work out what rests on what, through definitions whose words all exist."""
    leans: dict[str, dict[str, Lean]] = {}
    own: dict[str, set[str]] = {}
    for meaning in meanings:
        name = _node(symbol(*head(meaning.meaning)))
        found = leans.setdefault(name, {})
        for other, how, spot in _of_meaning(meaning):
            if other not in found or (how and not found[other].how):
                found[other] = Lean(spot, how)
        if meaning.meaning.definition.readings:
            own.setdefault(name, set()).add(meaning.meaning.position)
    _relate_types(leans, words)
    graph = {name: tuple(found) for name, found in leans.items()}
    groups = components(graph)
    reach: dict[str, frozenset[str]] = {}
    for group in groups:
        positions = {p for name in group for p in own.get(name, ())}
        positions.update(p for name in group for other in leans.get(name, ()) for p in reach.get(other, ()))
        reach.update(dict.fromkeys(group, frozenset(positions)))
    return Dependence(leans, groups, reach)


def _node(name: str) -> str:
    return f"{_DEFINED}{name}" if name.startswith("is_a:") else name


def _of_meaning(meaning: DraftMeaning) -> Iterator[tuple[str, str | None, Spot]]:
    definition = meaning.meaning.definition
    for condition, spot in alternatives(definition.when, definition.readings, meaning.spot):
        yield from symbols(condition, spot)
    for clause in meaning.exceptions.values():
        for inner, spot in clauses(clause.made, clause.spot):
            for name, _, at in symbols(inner.when, spot.to("when")):
                yield name, "an exception", at


def symbols(condition: Condition, spot: Spot, how: str | None = None) -> Iterator[tuple[str, str | None, Spot]]:
    """Give what a condition asks for, each with the negation that it stands under, if any, and its place."""
    match condition:
        case Atom():
            yield symbol(condition.predicate, condition.roles), how, spot.to(condition.predicate)
        case AllOf(all=inner):
            for at, part in enumerate(inner):
                yield from symbols(part, spot.to("all", at), how)
        case AnyOf(any=inner):
            for at, part in enumerate(inner):
                yield from symbols(part, spot.to("any", at), how)
        case NotOf(not_=inner):
            yield from symbols(inner, spot.to("not"), how or "`not`")
        case TotalOf(total=total):
            yield from symbols(total.of, spot.to("total", "of"), how or "a total")
            if total.where is not None:
                yield from symbols(total.where, spot.to("total", "where"), how or "a total")
        case ShareOf():
            yield "owns", how or "a share", spot.to("share")


def _relate_types(leans: dict[str, dict[str, Lean]], words: Words) -> None:
    """Let each type rest on the definitions of its narrower, wider and disjoint types."""
    defined = [name[len(_DEFINED) + len("is_a:") :] for name in leans if name.startswith(_DEFINED)]
    for name in words.vocabulary.types if defined else ():
        found: dict[str, Lean] = {}
        for other in defined:
            if other in words.kinds.wider(name) or name in words.kinds.wider(other):
                found[f"{_DEFINED}is_a:{other}"] = Lean(None, None)
            elif words.kinds.apart(name, other):
                found[f"{_DEFINED}is_a:{other}"] = Lean(None, "disjointness")
        if found:
            leans[f"is_a:{name}"] = found


def strata_problems(law: Dependence, words: Words) -> Iterator[Problem]:
    """Find every circle that goes through a negation, and every one that holds an event or a type."""
    for group in law.groups:
        members = set(group)
        inside = {
            (name, other): lean for name in group for other, lean in law.leans.get(name, {}).items() if other in members
        }
        if not inside:
            continue
        graph = {name: tuple(law.leans.get(name, ())) for name in group}
        negative = next(((pair, lean.how) for pair, lean in inside.items() if lean.how), None)
        if negative is not None:
            (one, other), how = negative
            circle = [one] if one == other else [one, *way(other, one, graph, members)]
            place, also = _shown(circle, inside)
            yield CircularNo(place=place, also=also, cycle=_words_of(circle), how=how or "")
            continue
        start = next((name for name in group if _kind(name, words)), None)
        if start is not None:
            circle = way(start, start, graph, members)
            place, also = _shown(circle, inside)
            yield CircularLaw(place=place, also=also, cycle=_words_of(circle), what=_kind(start, words) or "")


def _kind(name: str, words: Words) -> str | None:
    if "is_a:" in name:
        return "type"
    return "event" if words.vocabulary.predicates[name].kind == "event" else None


def _words_of(circle: list[str]) -> tuple[str, ...]:
    names = [name.removeprefix(_DEFINED) for name in (*circle, circle[0])]
    steps = [name for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    return (*steps, steps[0]) if len(steps) == 1 else tuple(steps)


def _shown(circle: list[str], inside: dict[tuple[str, str], Lean]) -> tuple[Place, tuple[tuple[str, Place], ...]]:
    pairs = list(zip(circle, [*circle[1:], circle[0]], strict=True))
    places = [
        (f"`{one.removeprefix(_DEFINED)}` rests on `{other.removeprefix(_DEFINED)}` here", lean.spot.key())
        for one, other in pairs
        if (lean := inside[one, other]).spot is not None
    ]
    return places[0][1], tuple(places[1:])


def run_problems(norm: DraftNorm, law: Dependence, positions: dict[str, Position]) -> Iterator[Problem]:
    """Find a norm that would have to be heard under too many combinations of readings."""
    reached: dict[str, None] = {}
    for name, element in norm.rule.elements.items():
        if element.readings:
            reached[norm.rule.position(name)] = None
    for asked in _asked(norm):
        reached.update(dict.fromkeys(sorted(law.reach.get(asked, ()))))
    open_ones = tuple(name for name in reached if name in positions and positions[name].default is None)
    runs = prod(len(positions[name].readings) for name in open_ones)
    if runs > MOST_RUNS:
        place = norm.spot.to("id").place()
        yield TooManyRuns(place=place, user=norm.label, runs=runs, limit=MOST_RUNS, positions=open_ones)


def _asked(norm: DraftNorm) -> Iterator[str]:
    """Give every name that a norm asks for, in its elements, exceptions and bearer."""
    for element in norm.rule.elements.values():
        for condition, spot in alternatives(element.when, element.readings, norm.spot):
            yield from (name for name, _, _ in symbols(condition, spot))
    for clause in norm.exceptions.values():
        for inner, spot in clauses(clause.made, clause.spot):
            yield from (name for name, _, _ in symbols(inner.when, spot))
    bearer = norm.rule.norm.bearer
    yield f"is_a:{bearer.type}"
    if bearer.bound_where is not None:
        yield from (name for name, _, _ in symbols(bearer.bound_where, norm.spot))
