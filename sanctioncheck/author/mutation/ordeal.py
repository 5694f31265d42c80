"""Tries changes of rules on the tests that lean on what is changed, until one of them notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from sanctioncheck.author.mutation.essence import Essence, essence, parted_by
from sanctioncheck.author.mutation.positions import changes_of_positions
from sanctioncheck.author.mutation.provisions import WORD, Change, changes_of_provision
from sanctioncheck.author.testing.heading import Heading
from sanctioncheck.author.testing.shortform import read_fact
from sanctioncheck.author.testing.trial import expected_rules, read_tests, run_file
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.load.files import Filed
from sanctioncheck.load.pack import Loaded, read_pack, with_provisions
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.form import guards, normal_form
from sanctioncheck.model.rulebook import Meaning, Rulebook, symbol
from sanctioncheck.model.testfile import STATE_WORDS, ProvisionTest, TestFile

__all__ = ["Leaning", "Ordeal", "Tried"]

Fate = Literal["noticed", "unnoticed", "same", "broken", "loose", "word"]
_LOOSE = 3
"""Variables of a conclusion that nothing holds, from which on every test would try millions of fillings."""


class Tried(NamedTuple):
    """What came of one change.

    `same`: nothing that can decide an outcome changes. `broken`: such a pack would not load. `loose`: a definition
    would speak of anything whatever. `word`: only the word printed changes, at which no test looks.
    """

    number: int
    fate: Fate
    tests: int
    """How many tests were run on it."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """One test with what it leans on."""

    filed: Filed[TestFile]
    number: int
    rules: frozenset[str]
    symbols: frozenset[str]


class Ordeal:
    """A pack with its tests and every small change of it."""

    def __init__(self, root: Path | None) -> None:
        self.pack: Loaded = read_pack(root)
        self.plan: Plan = compile_plan(self.pack.book)
        files, problems = read_tests(self.pack.home, self.pack.book)
        if problems:
            raise InputError(problems)
        self.files: Sequence[Filed[TestFile]] = files
        self.changes: tuple[Change, ...] = tuple(_changes(self.pack))
        self._essence: Essence = essence(self.plan)
        self._tests = [_leaning(filed, number, test) for filed in files for number, test in enumerate(filed.made.cases)]

    def attempt(self, number: int) -> Tried:
        """Make one change and run the tests that lean on it, those beside its provision first, until one fails."""
        change = self.changes[number]
        if change.kind == WORD:
            return Tried(number, "word", 0)
        book = with_provisions(self.pack, change.made)
        if book is None:
            return Tried(number, "broken", 0)
        if any(_loose(each, book) >= _LOOSE for each in book.meanings):
            return Tried(number, "loose", 0)
        plan = compile_plan(book)
        rules, symbols = parted_by(self._essence, essence(plan))
        if not rules | symbols:
            return Tried(number, "same", 0)
        tests = self._leaning_on(rules, symbols, plan)
        own = {each.provision for each in change.made}
        for done, test in enumerate(sorted(tests, key=lambda each: each.filed.made.tests not in own), start=1):
            if run_file(test.filed, plan, (test.number,))[0].failures:
                return Tried(number, "noticed", done)
        return Tried(number, "unnoticed", len(tests))

    def _leaning_on(self, rules: frozenset[str], symbols: frozenset[str], plan: Plan) -> list[Leaning]:
        """Give the tests whose outcome may turn on these norms or defined symbols, before or after the change."""
        for each in (self.plan, plan):
            rules |= {planned.rule.id for planned in each.rules if planned.uses & symbols}
        reached = symbols.union(*(self._resting(each, symbols) for each in (self.plan, plan)))
        return [each for each in self._tests if each.rules & rules or each.symbols & reached]

    @staticmethod
    def _resting(plan: Plan, symbols: frozenset[str]) -> set[str]:
        return {name for name, others in plan.rests_on.items() if others & symbols}


def _loose(meaning: Meaning, book: Rulebook) -> int:
    """Count the variables that a definition concludes and that none of its conditions holds."""
    names = frozenset(filter(is_var, meaning.definition.concludes.roles.values()))
    forms = [normal_form(condition, book.vocabulary, names) for _, condition in meaning.alternatives()]
    return sum(not all(guards(form, name) for form in forms) for name in names)


def _changes(pack: Loaded) -> Iterator[Change]:
    found = list(changes_of_positions(pack))
    for file in pack.draft.provisions:
        if not pack.has(file.document.path):
            continue
        yield from changes_of_provision(file, pack.book)
        yield from (each for each in found if each.provision == file.made.provision)


def _leaning(filed: Filed[TestFile], number: int, test: ProvisionTest) -> Leaning:
    symbols = set()
    for about, wanted in test.expect.items():
        fact = read_fact(Heading.of(about).head) if wanted in STATE_WORDS else None
        if fact is not None:
            types = {"type": fact.fillers[1]} if fact.predicate == IS_A else {}
            symbols.add(symbol(fact.predicate, types))
    return Leaning(filed, number, expected_rules(filed.made, test), frozenset(symbols))
