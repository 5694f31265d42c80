"""What one test shows of the rules that it leans on: states of elements, exceptions, definitions, readings and days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sanctioncheck.author.testing.heading import Heading
from sanctioncheck.author.testing.trial import (
    STANDARD,
    expected_rules,
    run_for,
    state_of,
    weigh_test,
)
from sanctioncheck.engine.assess import Court, findings_of
from sanctioncheck.engine.bench import Env, Moment
from sanctioncheck.engine.compile import choices
from sanctioncheck.engine.defeat import Defence, holding, there_is
from sanctioncheck.engine.facts import Index
from sanctioncheck.engine.judge import Heard, bearer, hear, moment_of
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import Plan, PlannedMeaning, PlannedRule, Run
from sanctioncheck.model.finding import Finding
from sanctioncheck.model.norm import ExceptionClause, Provision, Reference
from sanctioncheck.model.testfile import STATE_WORDS, ProvisionTest, TestFile
from sanctioncheck.model.time import LATEST, When, Window, parse_date
from sanctioncheck.model.truth import RANK, Value, state_at

__all__ = ["Key", "origin_of", "sightings", "unless_part"]

_RANK = RANK[STANDARD]


class Key(NamedTuple):
    """What tells one point from all others: whose part it is, which, and what is to be shown of it."""

    owner: str
    part: str
    sight: str


class _Watched(Machine):
    """Hears as any machine does, and remembers what each definition gave."""

    keys: set[Key]

    def conclude(self, planned: PlannedMeaning, env: Env, window: Window, when: When | None) -> Value:
        """Hear what one definition gives for its head, and note it."""
        value = super().conclude(planned, env, window, when)
        meaning = planned.meaning
        self.keys.update(_days(self.plan.rulebook.provisions.get(meaning.by), window, meaning.span.covers(window)))
        if not meaning.span.covers(window):
            return value
        self.keys.add(Key(meaning.id, "", state_at(value, _RANK)))
        if planned.when.position is not None:
            self.keys.add(Key(meaning.id, f"{planned.when.position}/{self.run[planned.when.position]}", "heard"))
        moment = Moment(window, when)
        if state_at(planned.when.under(self.run).hear(self, env, moment), _RANK) == "shown":
            for defence in planned.defences:
                origin = origin_of(meaning.id, defence.id, meaning.definition.exceptions.get(defence.id))
                self.keys.update(_pleaded(self, meaning.id, origin, defence, env, moment))
        return value


@dataclass(slots=True)
class _Watch(Court):
    """A court whose machines remember."""

    def machine(self, run: Run) -> Machine:
        """Give the machine for a choice of readings."""
        machine = self.machines.get(run)
        if machine is None:
            machine = self.machines[run] = _Watched(self.plan, self.index, run, self.values)  # type: ignore[arg-type]
            machine.keys = set()
        return machine

    def seen(self) -> Iterator[Key]:
        """Give what the machines remember."""
        for machine in self.machines.values():
            if isinstance(machine, _Watched):
                yield from machine.keys


def sightings(file: TestFile, test: ProvisionTest, plan: Plan) -> Iterator[Key]:
    """Give what a test shows, through that of which it expects something; other findings of its facts do not count.

    Args:
        file: the file of the test.
        test: a test that passes.
        plan: the compiled pack.
    """
    weighing = weigh_test(file, test, plan.rulebook)
    expected = expected_rules(file, test)
    narrow = replace(plan, rules=tuple(each for each in plan.rules if each.rule.id in expected))
    court = _Watch(narrow, Index(narrow, weighing.plain))
    day = test.on or file.on
    for about, wanted in test.expect.items():
        heading = Heading.of(about)
        if wanted in STATE_WORDS:
            yield from _of_atom(heading, day, court)
            if wanted in ("shown", "shown-false"):
                yield Key(file.tests, "", "decided")
            continue
        rule, actor = heading.rule_and_actor(file.tests)
        planned = next(each for each in narrow.rules if each.rule.id == rule)
        yield from _of_cell(planned, actor, court, parse_date(day))
        if wanted in ("violated", "not-violated", "excused"):
            yield Key(rule.partition("#")[0], "", "decided")
            yield Key(file.tests, "", "decided")
    yield Key(file.tests, "", "tested")
    yield from court.seen()


def _of_atom(heading: Heading, day: str, court: _Watch) -> Iterator[Key]:
    machine = _Watched(court.plan, court.index, run_for(heading, court.plan), {})
    machine.keys = set()
    state = state_of(heading, day, machine)
    yield from machine.keys
    if heading.by:
        yield Key(heading.by, "", state)


def _of_cell(planned: PlannedRule, actor: str, court: _Watch, period: Window) -> Iterator[Key]:
    findings = [each for each in findings_of(planned, court) if each.actor == actor]
    for finding in findings:
        yield from _of_finding(planned, finding, court)
    if not findings and any(period.meets(stretch) for stretch in planned.rule.span.possible):
        machine = court.machine(planned.base_runs[0])
        yield from _excluded(planned, machine, {planned.rule.norm.bearer.var: actor}, Moment(period))


def _of_finding(planned: PlannedRule, finding: Finding, court: _Watch) -> Iterator[Key]:
    owner, env = planned.rule.id, dict(finding.bindings)
    yield from _decisive(planned, finding)
    for run in planned.base_runs:
        if (finding.bindings, finding.when) not in court.judged(planned, run):
            continue
        machine = court.machine(run)
        heard = hear(planned, machine, env, finding.when)
        moment = moment_of(planned, machine, env, finding.when)
        yield from _days(planned.rule.provision, finding.when.hull, heard.in_time)
        if heard.in_time is not False:
            yield from _excluded(planned, machine, env, moment)
        if not _binds(heard):
            continue
        for element, value in zip(planned.elements, heard.elements, strict=True):
            yield Key(owner, element.id, state_at(value, _RANK))
        if all(state_at(value, _RANK) == "shown" for value in heard.elements):
            provision = planned.rule.provision
            for defence in planned.defences:
                origin = origin_of(provision.provision, defence.id, provision.exceptions.get(defence.id))
                yield from _pleaded(machine, owner, origin, defence, env, moment)


def _binds(heard: Heard) -> bool:
    return heard.in_time is not False and state_at(heard.bearer, _RANK) != "shown-false"


def _decisive(planned: PlannedRule, finding: Finding) -> Iterator[Key]:
    """Give the readings that were heard, and those under which a finding comes out otherwise than under a rival."""
    for position, reading, outcomes in finding.readings:
        part = f"{position}/{reading}"
        rivals = {row[_RANK] for other, name, row in finding.readings if other == position and name != reading}
        for owner in (planned.rule.id, position):
            yield Key(owner, part, "heard")
            if rivals - {outcomes[_RANK]}:
                yield Key(owner, part, "decisive")


def _excluded(planned: PlannedRule, machine: Machine, env: Env, moment: Moment) -> Iterator[Key]:
    norm = planned.rule.norm.bearer
    who = env[norm.var]
    if norm.is_ is not None and who != norm.is_:
        yield Key(planned.rule.id, "is", "excluded")
    elif norm.is_not is not None and who == norm.is_not:
        yield Key(planned.rule.id, "is_not", "excluded")
    elif state_at(bearer(planned, machine, env, moment), _RANK) == "shown-false":
        yield Key(planned.rule.id, "bound_where", "excluded")


def _days(provision: Provision | None, hull: Window, in_time: bool | None) -> Iterator[Key]:
    """Say on which side of the days of a provision something lay."""
    for stretch in provision.in_force if provision is not None else ():
        first = parse_date(stretch.from_)
        last = parse_date(stretch.to).last if stretch.to is not None else LATEST
        owner = provision.provision if provision is not None else ""
        known = parse_date(stretch.unknown_after).last if stretch.unknown_after is not None else last
        if hull.last < first.first:
            yield Key(owner, stretch.from_, "before")
        elif hull.first > last:
            yield Key(owner, stretch.from_, "after")
        elif hull.first > known:
            yield Key(owner, stretch.from_, "not-known")
        elif in_time and hull.meets(Window(first.first, known)):
            yield Key(owner, stretch.from_, "within")


def unless_part(host: str, name: str) -> str:
    """Name what takes the ground from an exception: behind it.

    >>> unless_part("self-defence", "exceeded")
    'self-defence/exceeded'
    """
    return f"{host}/{name}"


def origin_of(home: str, name: str, clause: ExceptionClause | Reference | None) -> tuple[str, str]:
    """Give where an exception is laid down, and what it is called there.

    Args:
        home: the provision or definition that has it.
        name: what it is called there.
        clause: what stands there: the exception, or a reference to that of another provision.

    >>> origin_of("un.charter/2-4", "defence", Reference(ref="un.charter/51#individual-self-defence"))
    ('un.charter/51', 'individual-self-defence')
    """
    if isinstance(clause, Reference):
        provision, _, there = clause.ref.partition("#")
        return provision, there
    return home, name


def _pleaded(
    machine: Machine, owner: str, origin: tuple[str, str], defence: Defence, env: Env, moment: Moment
) -> Iterator[Key]:
    """Say how an exception stands for its host, and what is nested in it for all that take it over."""
    for part, state in _stands(machine, defence, defence.id, env, moment, 2):
        if part == defence.id:
            yield Key(owner, part, state)
        else:
            yield Key(origin[0], unless_part(origin[1], part.partition("/")[2]), state)


def _stands(
    machine: Machine, defence: Defence, part: str, env: Env, moment: Moment, side: int
) -> Iterator[tuple[str, str]]:
    """Say how an exception stands where it decides, and what takes the ground from it where it would hold without."""
    one, two = (mask >> _RANK & 1 for mask in holding(machine, defence, env, moment, side))
    fillings = list(choices(defence.when.solve, defence.shared, machine, env)) if defence.shared else [env]
    inner = [
        found
        for filling in fillings
        if state_at(defence.when.hear(machine, filling, moment), defence.rank) == "shown"
        for each in defence.unless
        for found in _stands(machine, each, unless_part(part, each.id), filling, moment, 3 - side)
    ]
    yield from inner
    if one and two:
        yield part, "holds"
    elif not one and not two:
        state = state_at(there_is(machine, defence, env, moment), _RANK)
        direct = {unless_part(part, each.id) for each in defence.unless}
        if state == "shown-false" or any(name in direct and how == "holds" for name, how in inner):
            yield part, "answered"
        elif state == "unknown":
            yield part, "open"
