"""Everything that tests could show of each provision, with the words for what they did not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from sanctioncheck.author.coverage.reachable import SHOWN, reachable
from sanctioncheck.author.coverage.sightings import Key, origin_of
from sanctioncheck.engine.plan import Plan, PlannedMeaning, PlannedRule
from sanctioncheck.load.draft import Clause, DraftMeaning, DraftNorm
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.model.condition import variables
from sanctioncheck.model.coverage import PartKind, Point, Sight
from sanctioncheck.model.form import Every, Form, Holds, normal_form
from sanctioncheck.model.norm import Defeater, ExceptionClause, InForce, Provision, Reading, Reference
from sanctioncheck.model.time import parse_date
from sanctioncheck.model.truth import State

__all__ = ["Showable", "points_of_meaning", "points_of_norm", "points_of_provision"]

_PLACEHOLDER = re.compile(r"\{([A-Z][A-Za-z0-9]*)\}")
_Stated = Literal["shown", "shown-false", "unknown"]
_STATED: tuple[_Stated, ...] = get_args(_Stated)
_SAID: dict[str, str] = {"shown": "shown", "shown-false": "denied", "unknown": "unknown"}
_HELD: dict[str, str] = {
    "holds": "never held where it would decide",
    "answered": "was never answered where it would decide, neither shown false nor deprived of its ground",
    "open": "was never seen open where it would decide",
}


@dataclass(frozen=True, slots=True)
class Showable:
    """A point that some test may show, with where it stands in the file."""

    kind: PartKind
    key: Key
    sight: Sight
    about: str
    gap: str
    spot: Spot
    stands_in: str = ""
    """The norm, definition or provision that it is about, where its key is another's."""

    @property
    def home(self) -> str:
        """The norm, definition or provision that it is about."""
        return self.stands_in or self.key.owner

    def point(self, shown_by: str | None) -> Point:
        """Make it a point of a result, with the test that shows it."""
        place = self.spot.key()
        return Point(
            kind=self.kind,
            owner=self.home,
            part=self.key.part,
            sight=self.sight,
            about=self.about,
            shown_by=shown_by,
            gap=self.gap,
            path=place.path,
            line=place.line,
            column=place.column,
        )


@dataclass(frozen=True, slots=True)
class _Host:
    """A norm or definition with what bears on its exceptions."""

    owner: str
    home: str
    """The provision or definition in which its exceptions, or the references to them, stand."""
    written: Mapping[str, ExceptionClause | Reference]
    bound: frozenset[str]
    sure: frozenset[Holds]
    """What is shown wherever an exception is heard."""


def points_of_provision(file: Filed[Provision]) -> Iterator[Showable]:
    """Give what can be shown of a provision as a whole: that it is tested, decided, and bounded in time.

    >>> from sanctioncheck.load.pack import read_pack
    >>> [file] = [each for each in read_pack().draft.provisions if each.made.provision == "un.sc.res.1874/9"]
    >>> [each.sight for each in points_of_provision(file)]
    ['tested', 'decided', 'within', 'before']
    """
    provision = file.made
    own = [clause for clause in provision.exceptions.values() if isinstance(clause, ExceptionClause)]
    if not (provision.norms or provision.definitions or own):
        return
    name, spot = provision.provision, file.spot.to("provision")
    yield Showable("provision", Key(name, "", "tested"), "tested", provision.title, "no test names it", spot)
    gap = "no test decides it: none comes out violated, not violated or excused, and none shows or denies an atom"
    yield Showable("provision", Key(name, "", "decided"), "decided", provision.title, gap, spot)
    if provision.norms or provision.definitions:
        for at, stretch in enumerate(provision.in_force):
            yield from _times(name, stretch, provision.in_force, file.spot.to("in_force", at))


def _times(name: str, stretch: InForce, others: Iterable[InForce], spot: Spot) -> Iterator[Showable]:
    first = parse_date(stretch.from_).first
    last = None if stretch.to is None else parse_date(stretch.to).last
    ends = {parse_date(each.to).last for each in others if each.to is not None}
    begins = {parse_date(each.from_).first for each in others}
    gaps: list[tuple[Sight, str, str]] = []
    # Of a stretch that is unknown from its first day no test can judge a day that is known.
    if stretch.unknown_after is None or parse_date(stretch.unknown_after).last >= parse_date(stretch.from_).first:
        gaps.append(("within", "from", f"no test judges conduct {stretch.said}"))
    if first - 1 not in ends:
        gaps.append(("before", "from", f"no test judges conduct before {stretch.from_}, when it enters into force"))
    if last is not None and last + 1 not in begins:
        gaps.append(("after", "to", f"no test judges conduct after {stretch.to}, its last day in force"))
    if stretch.unknown_after is not None:
        day = stretch.unknown_after
        gaps.append(("not-known", "unknown_after", f"no test judges conduct after {day}, to which it is known"))
    for sight, at, gap in gaps:
        yield Showable("time", Key(name, stretch.from_, sight), sight, f"in force {stretch.said}", gap, spot.to(at))


def points_of_norm(norm: DraftNorm, plan: Plan) -> Iterator[Showable]:
    """Give what can be shown of a norm: its bearer, elements, readings and exceptions."""
    planned = next(each for each in plan.rules if each.rule.id == norm.rule.id)
    yield from _bearer(norm)
    sure = _sure(planned, plan)
    for name in norm.rule.norm.elements:
        spot = norm.file.spot.to("elements", name)
        ask = bare(norm.rule.elements[name].ask)
        for state in _element_states(name, planned, plan, sure):
            gap = f"element `{name}` (“{ask}”) was never seen {_SAID[state]}"
            yield Showable("element", Key(norm.rule.id, name, state), state, ask, gap, spot)
        if norm.rule.elements[name].readings:
            position = norm.rule.position(name)
            readings = norm.rule.elements[name].readings
            yield from _readings(norm.rule.id, norm.rule.id, position, readings, spot)
    provision = norm.rule.provision
    host = _Host(norm.rule.id, provision.provision, provision.exceptions, frozenset(planned.trigger.args), sure)
    yield from _exceptions(host, norm.exceptions, plan)


def _sure(planned: PlannedRule, plan: Plan) -> frozenset[Holds]:
    """Give the atoms that are shown in every finding of a norm: its trigger, and whom it binds."""
    bearer = planned.rule.norm.bearer
    types = (Holds(f"is_a:{kind}", (bearer.var,)) for kind in plan.wider[bearer.type])
    return frozenset((planned.trigger, *types, *_parts(planned.bearer.form)))


def _parts(form: Form) -> Iterator[Holds]:
    if isinstance(form, Holds):
        yield form
    for part in form.parts if isinstance(form, Every) else ():
        yield from _parts(part)


def _element_states(name: str, planned: PlannedRule, plan: Plan, sure: frozenset[Holds]) -> Iterator[_Stated]:
    element = next(each for each in planned.elements if each.id == name)
    if name == planned.rule.norm.trigger:
        yield "shown"
        return
    default = plan.rulebook.positions[element.when.position].default if element.when.position is not None else None
    forms = [compiled.form for reading, compiled in element.when.options if default in (None, reading)]
    found = frozenset(state for form in forms for state in reachable(form, _closed(plan), sure))
    yield from (state for state in _STATED if state in found)


def _closed(plan: Plan) -> Callable[[str], bool]:
    closed = frozenset(n for n, p in plan.rulebook.vocabulary.predicates.items() if p.closed)
    return closed.__contains__


def _bearer(norm: DraftNorm) -> Iterator[Showable]:
    bearer, spot = norm.rule.norm.bearer, norm.spot.to("bearer")
    who = bearer.var[1:]
    conditions: list[tuple[str, str]] = []
    if bearer.is_ is not None:
        conditions.append(("is", f"binds `{bearer.is_}` only"))
    if bearer.is_not is not None:
        conditions.append(("is_not", f"does not bind `{bearer.is_not}`"))
    # Of one named bearer the condition says the same in every case.
    if bearer.bound_where is not None and bearer.is_ is None:
        conditions.append(("bound_where", f"binds {who} only where a further condition is met"))
    for part, about in conditions:
        gap = f"that it {about} (`{part}`) never excluded anybody"
        yield Showable("bearer", Key(norm.rule.id, part, "excluded"), "excluded", f"it {about}", gap, spot.to(part))


def _readings(owner: str, decided: str, position: str, readings: tuple[Reading, ...], spot: Spot) -> Iterator[Showable]:
    for at, reading in enumerate(readings):
        part, here = f"{position}/{reading.id}", spot.to("readings", at, "id")
        named = f"reading `{reading.id}` of `{position}` (“{reading.label}”)"
        yield Showable("reading", Key(owner, part, "heard"), "heard", reading.label, f"{named} was never heard", here)
        gap = f"{named} never decided: no test comes out otherwise under it than under its rivals"
        yield Showable("reading", Key(decided, part, "decisive"), "decisive", reading.label, gap, here, owner)


def _exceptions(host: _Host, exceptions: dict[str, Clause], plan: Plan) -> Iterator[Showable]:
    """Give what can be shown of the exceptions of a norm or definition.

    What is nested in one is asked about where it is laid down, however many take it over.
    """
    for name, clause in exceptions.items():
        home, there = origin_of(host.home, name, host.written.get(name))
        for trail, made, sight in _sights((), clause.made, host, plan):
            if not trail:
                ask = bare(clause.made.ask)
                gap = f"exception `{name}` (“{ask}”) {_HELD[sight]}"
                yield Showable("exception", Key(host.owner, name, sight), sight, ask, gap, clause.spot)
                continue
            part = "/".join((there, *trail))
            spot = clause.origin.to(*(step for each in trail for step in ("unless", each)))
            gap = f"`{part}` (“{bare(made.gist)}”), which takes the ground from an exception, {_HELD[sight]}"
            yield Showable("unless", Key(home, part, sight), sight, bare(made.gist), gap, spot)


def _sights(
    trail: tuple[str, ...], clause: ExceptionClause | Defeater, host: _Host, plan: Plan
) -> Iterator[tuple[tuple[str, ...], ExceptionClause | Defeater, Sight]]:
    states = _states(clause, host, plan)
    inside = replace(host, bound=host.bound | set(variables(clause.when)))
    # Where one answer is always there, as membership is for a norm that binds Members only, no other can decide.
    always = [
        name for name, inner in clause.unless.items() if not inner.unless and _states(inner, inside, plan) == SHOWN
    ]
    if "shown" in states and not always:
        yield trail, clause, "holds"
    if "shown-false" in states or clause.unless:
        yield trail, clause, "answered"
    if "unknown" in states:
        yield trail, clause, "open"
    for name, inner in clause.unless.items():
        if name in always:
            yield (*trail, name), inner, "holds"
        elif not always:
            yield from _sights((*trail, name), inner, inside, plan)


def _states(clause: ExceptionClause | Defeater, host: _Host, plan: Plan) -> frozenset[State]:
    form = normal_form(clause.when, plan.rulebook.vocabulary, host.bound)
    return reachable(form, _closed(plan), host.sure)


def bare(text: str) -> str:
    """Give a text of a rule with its variables as letters.

    >>> bare("Did {S} attack {V}?")
    'Did S attack V?'
    """
    return _PLACEHOLDER.sub(r"\1", text)


def points_of_meaning(meaning: DraftMeaning, plan: Plan) -> Iterator[Showable]:
    """Give what can be shown of a definition or bridge: that it is true, that it is false, its readings, exceptions."""
    made = meaning.meaning
    planned = next(each for group in plan.meanings.values() for each in group if each.meaning.id == made.id)
    gist = bare(made.definition.gist)
    label = f"{meaning.label} (“{gist}”)"
    states = _meaning_states(planned, plan)
    for state, word in (("shown", "true"), ("shown-false", "false")):
        if state in states:
            gap = f"{label} was never {word} where a test leans on it"
            sight: Sight = "shown" if state == "shown" else "shown-false"
            yield Showable("definition", Key(made.id, "", state), sight, gist, gap, meaning.spot.to("id"))
    if made.definition.readings:
        decided = made.position if _reaches_a_norm(made.position, plan) else ""
        for each in _readings(made.id, decided, made.position, made.definition.readings, meaning.spot):
            if each.key.owner:
                yield each
    host = _Host(made.id, made.id, made.definition.exceptions, frozenset(planned.head.args), frozenset())
    yield from _exceptions(host, meaning.exceptions, plan)


def _meaning_states(planned: PlannedMeaning, plan: Plan) -> frozenset[State]:
    forms: list[Form] = [compiled.form for _, compiled in planned.when.options]
    found = frozenset(state for form in forms for state in reachable(form, _closed(plan)))
    if planned.defences:
        found |= {"shown-false"}
    # What may be so in other ways too, or turns on itself, is never false by its definition alone.
    if planned.meaning.definition.open or planned.head.symbol in plan.recursive:
        found -= {"shown-false"}
    return found


def _reaches_a_norm(position: str, plan: Plan) -> bool:
    return any(position in rule.positions for rule in plan.rules)
