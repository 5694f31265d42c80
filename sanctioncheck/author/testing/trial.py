"""Runs the tests that stand beside provisions, and says of each that fails where it parts from what was wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sanctioncheck.author.testing.heading import Heading, head_problems, reading_problems
from sanctioncheck.author.testing.parted import parted
from sanctioncheck.author.testing.shortform import fact_problems, read_fact, weighed
from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.bench import Moment
from sanctioncheck.engine.machine import Machine
from sanctioncheck.engine.plan import Plan, Run, default_run
from sanctioncheck.engine.weigh import LISTED
from sanctioncheck.errors import Place, Problem, closest
from sanctioncheck.errors.rules import UnknownType
from sanctioncheck.errors.testing import NotThere, StrangeFiller, StrangeTarget
from sanctioncheck.load.files import Filed, Folder, Spot
from sanctioncheck.model.evidence import IS_A, Evidence, Key, Weighed, Weighing
from sanctioncheck.model.finding import Cell
from sanctioncheck.model.norm import Provision
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.testfile import STATE_WORDS, ProvisionTest, TestFile
from sanctioncheck.model.time import THROUGHOUT, parse_date
from sanctioncheck.model.truth import FULL, RANK, Standard, state_at

__all__ = [
    "STANDARD",
    "Failure",
    "Tested",
    "expected_rules",
    "judge_test",
    "read_tests",
    "run_file",
    "run_for",
    "state_of",
    "weigh_test",
]

STANDARD: Standard = "reasonable-grounds"
"""The standard at which tests are judged."""


@dataclass(frozen=True, slots=True)
class _ExampleSpot(Spot):
    """The place of an example inside a provision, asked for as if it were the only case of a test file."""

    def to(self, *parts: str | int) -> Spot:
        return Spot(self.document, self.loc + (parts[2:] if parts[:2] == ("cases", 0) else parts))


@dataclass(frozen=True, slots=True)
class FiledExample(Filed[TestFile]):
    """An example inside a provision, as a test file with one case."""

    number: int = 0

    @classmethod
    def of(cls, provision: Filed[Provision], number: int) -> FiledExample:
        """Make one of an example of a provision, by its number."""
        example = provision.made.examples[number]
        case = ProvisionTest(name=example.name, on=example.on, facts=example.facts, expect=example.expect)
        heads = [about for about, wanted in example.expect.items() if wanted not in STATE_WORDS]
        actors = tuple(dict.fromkeys(Heading.of(about).rule_and_actor("")[1] for about in heads))
        made = TestFile(tests=provision.made.provision, entities=example.entities, columns=actors, cases=(case,))
        return cls(made, provision.document, number)

    @property
    def spot(self) -> Spot:
        """The example."""
        return _ExampleSpot(self.document, ("examples", self.number))


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that came out otherwise than a test says."""

    place: Place
    about: str
    """The norm with its actor, or the atom."""
    wanted: str
    got: str
    parted: tuple[str, ...]
    """The parts of the finding with their states; the one where it parts from what was wanted is marked."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test, run."""

    provision: str
    name: str
    place: Place
    failures: tuple[Failure, ...]

    @property
    def title(self) -> str:
        """The provision and the name of the test."""
        return f"{self.provision}: {self.name}"


def read_tests(root: Path, book: Rulebook) -> tuple[list[Filed[TestFile]], tuple[Problem, ...]]:
    """Read every test file of a pack.

    Args:
        root: the folder of the pack.
        book: the pack.

    Returns:
        The files that can be run, by their paths, and what is wrong with the others.
    """
    folder = Folder(root)
    good: list[Filed[TestFile]] = []
    problems: list[Problem] = []
    for path in folder.paths():
        for filed in _tests_in(folder, path, book):
            found = list(_problems(filed, book))
            problems += found
            if not found:
                good.append(filed)
    return good, (*folder.problems, *problems)


def _tests_in(folder: Folder, path: str, book: Rulebook) -> Iterator[Filed[TestFile]]:
    """Read the tests of one file: a test file, or the examples inside a provision."""
    if path.endswith(".test.yaml"):
        filed = folder.load(path, TestFile)
        if filed is not None:
            yield filed
    elif path in _with_examples(book):
        provision = folder.load(path, Provision)
        if provision is not None:
            yield from (FiledExample.of(provision, number) for number in range(len(provision.made.examples)))


def _with_examples(book: Rulebook) -> set[str]:
    """Give the files of the provisions that have examples inside; a definition or norm knows its file."""
    files = {rule.provision.provision: rule.file for rule in book.rules}
    files |= {meaning.by: meaning.file for meaning in book.meanings}
    return {files[name].rpartition(":")[0] for name, made in book.provisions.items() if made.examples and name in files}


def run_file(filed: Filed[TestFile], plan: Plan, chosen: Sequence[int] | None = None) -> list[Tested]:
    """Run the tests of one file; `chosen` are the numbers of those that are asked for."""
    file = filed.made
    numbers = range(len(file.cases)) if chosen is None else chosen
    return [
        Tested(
            file.tests,
            file.cases[number].name,
            filed.spot.to("cases", number).place(),
            tuple(_failures(file, file.cases[number], filed.spot.to("cases", number), plan)),
        )
        for number in numbers
    ]


def judge_test(file: TestFile, test: ProvisionTest, plan: Plan) -> Assessment:
    """Judge the small case of one test, under the norms of which it expects something."""
    expected = expected_rules(file, test)
    narrow = replace(plan, rules=tuple(each for each in plan.rules if each.rule.id in expected))
    return assess(narrow, weigh_test(file, test, plan.rulebook), STANDARD, file.columns)


def expected_rules(file: TestFile, test: ProvisionTest) -> frozenset[str]:
    """Give the ids of the norms of which a test expects an outcome."""
    heads = (Heading.of(about) for about, word in test.expect.items() if word not in STATE_WORDS)
    return frozenset(head.rule_and_actor(file.tests)[0] for head in heads)


def weigh_test(file: TestFile, test: ProvisionTest, book: Rulebook) -> Weighing:
    """Weigh the facts of one test, with the lists of the pack."""
    day = test.on or file.on
    types = {**{name: kind for name, (kind, _) in book.entities.items()}, **file.entities}
    atoms: dict[Key, Weighed] = {Key(IS_A, (name, kind), THROUGHOUT): Weighed(FULL, 0) for name, kind in types.items()}
    for row in (row for each in book.lists for row in each.rows):
        atoms[Key(row.predicate, row.fillers, row.when)] = Weighed(*LISTED[row.status])
        types.setdefault(row.fillers[0], "state")
    for text in (*(each for each in file.facts if each not in test.without), *test.facts):
        fact = read_fact(text)
        if fact is None:
            raise ValueError(text)
        key, value = weighed(fact, day, book.vocabulary)
        old = atoms.get(key, Weighed(0, 0))
        quantities = (*old.quantities, *value.quantities)
        atoms[key] = Weighed(old.for_ | value.for_, old.against | value.against, quantities)
    evidence = Evidence(atoms, dict(sorted(types.items())), frozenset(file.entities))
    return Weighing(evidence, period=parse_date(day))


def run_for(heading: Heading, plan: Plan) -> Run:
    """Give how the law is read where an atom is heard: as the pack reads it, save the position that is named."""
    usual = default_run(plan.rulebook)
    return tuple((name, heading.reading if name == heading.position else reading) for name, reading in usual)


def state_of(heading: Heading, day: str, machine: Machine) -> str:
    """Give the state of a ground atom on a day, or that of one definition of it alone."""
    fact, by = read_fact(heading.head), heading.by
    if fact is None:
        raise ValueError(heading.head)
    name, args = fact.predicate, fact.fillers
    if name == IS_A:
        name, args = f"{IS_A}:{args[1]}", args[:1]
    window = parse_date(day)
    if not by:
        return state_at(machine.value(name, args, Moment(window)), RANK[STANDARD])
    planned = next((each for each in machine.plan.meanings.get(name, ()) if each.meaning.id == by), None)
    env = None if planned is None else machine.applies(planned, args, None)
    if planned is None or env is None or not planned.meaning.span.covers(window):
        return "unknown"
    return state_at(planned.when.under(machine.run).hear(machine, env, Moment(window)), RANK[STANDARD])


def _failures(file: TestFile, test: ProvisionTest, spot: Spot, plan: Plan) -> Iterator[Failure]:
    assessment = judge_test(file, test, plan)
    day = test.on or file.on
    for about, wanted in test.expect.items():
        place = spot.to("expect", about).key()
        heading = Heading.of(about)
        if wanted in STATE_WORDS:
            got = state_of(heading, day, Machine(plan, assessment.court.index, run_for(heading, plan), {}))
            if got != wanted:
                yield Failure(place, about, wanted, got, ())
            continue
        rule, actor = heading.rule_and_actor(file.tests)
        cell = assessment.cells[actor, rule]
        outcome = _outcome(cell, heading)
        if outcome != wanted:
            told = parted(assessment, cell, wanted, heading.position, heading.reading)
            yield Failure(place, about, wanted, outcome, tuple(told))


def _outcome(cell: Cell, heading: Heading) -> str:
    """Give the outcome of a cell as the pack reads the law, or under the reading that is said."""
    if not heading.position or not cell.findings:
        return cell.outcome(STANDARD)
    rows = (row for name, reading, row in cell.readings if (name, reading) == (heading.position, heading.reading))
    return next((row[RANK[STANDARD]] for row in rows), f"a norm that does not turn on {heading.position}")


def _problems(filed: Filed[TestFile], book: Rulebook) -> Iterator[Problem]:
    file, spot = filed.made, filed.spot
    if file.tests not in book.provisions:
        meant = closest(file.tests, book.provisions)
        yield StrangeTarget(place=spot.to("tests").place(), name=file.tests, meant=meant)
        return
    listed = {filler for each in book.lists for row in each.rows for filler in row.fillers}
    known = frozenset({*file.entities, *book.entities, *book.states, *listed})
    for name, kind in file.entities.items():
        if kind not in book.vocabulary.types:
            meant = closest(kind, book.vocabulary.types)
            yield UnknownType(place=spot.to("entities", name).place(), user=f"`{name}`", name=kind, meant=meant)
    for number, actor in enumerate(file.columns):
        if actor not in known:
            place = spot.to("columns", number).place()
            yield StrangeFiller(place=place, name=actor, meant=closest(actor, sorted(known)))
    for number, text in enumerate(file.facts):
        yield from fact_problems(text, spot.to("facts", number), known, book.vocabulary)
    for at, test in enumerate(file.cases):
        here = spot.to("cases", at)
        for number, text in enumerate(test.facts):
            yield from fact_problems(text, here.to("facts", number), known, book.vocabulary)
        for number, text in enumerate(test.without):
            if text not in file.facts:
                place = here.to("without", number).place()
                yield NotThere(place=place, text=text, meant=closest(text, file.facts))
        for about, wanted in test.expect.items():
            place, heading = here.to("expect", about).key(), Heading.of(about)
            yield from reading_problems(heading, about, place, book)
            if wanted in STATE_WORDS:
                yield from fact_problems(heading.head, here.to("expect", about), known, book.vocabulary)
            else:
                yield from head_problems(heading, place, file, book)
