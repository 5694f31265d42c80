"""What the tests of a provision come out as, to be shown beside its norms and beside the tests themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanctioncheck.author.testing.trial import Tested, read_tests, run_file
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import Place
from sanctioncheck.load.pack import Loaded

__all__ = ["Beside", "Outcomes"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A few words to be shown beside a line."""

    place: Place
    text: str
    failed: bool


class Outcomes:
    """The tests of a pack, run when somebody looks at their file."""

    def __init__(self, pack: Loaded) -> None:
        self._pack = pack
        self._plan: Plan = compile_plan(pack.book)
        self._files, _ = read_tests(pack.home, pack.book)
        self._known: dict[str, tuple[Tested, ...]] = {}
        self._beside: dict[str, list[Beside]] = {}
        self._asks = {
            filed.spot.to("cases", at).place(): {about.partition("(")[0].rpartition("#")[2] for about in case.expect}
            for filed in self._files
            for at, case in enumerate(filed.made.cases)
        }

    def beside(self, path: str) -> list[Beside]:
        """Give what stands beside the lines of a file: at each norm how its tests came out, at each test its own."""
        if path not in self._beside:
            self._beside[path] = self._look(path)
        return self._beside[path]

    def _look(self, path: str) -> list[Beside]:
        provision = next(
            (file for file in self._pack.draft.provisions if file.document.path in (path, _provision_of(path))), None
        )
        if provision is None:
            return []
        tests = self._of(provision.made.provision)
        if path.endswith(".test.yaml"):
            return [_verdict(test) for test in tests if test.place.path == path]
        return [*self._norms(path, tests), *(_verdict(test) for test in tests if test.place.path == path)]

    def _norms(self, path: str, tests: tuple[Tested, ...]) -> Iterator[Beside]:
        for norm in self._pack.norms:
            if norm.file.document.path == path:
                name = norm.rule.norm.id
                mine = [test for test in tests if name in self._asks[test.place]]
                failed = [test for test in mine if any(each.about.startswith(f"{name}(") for each in test.failures)]
                yield Beside(norm.spot.to("id").place(), _count(len(mine), len(failed)), bool(failed))

    def _of(self, provision: str) -> tuple[Tested, ...]:
        if provision not in self._known:
            mine = [filed for filed in self._files if filed.made.tests == provision]
            self._known[provision] = tuple(test for filed in mine for test in run_file(filed, self._plan))
        return self._known[provision]


def _provision_of(path: str) -> str:
    return f"{path.removesuffix('.test.yaml')}.yaml"


def _verdict(test: Tested) -> Beside:
    if not test.failures:
        return Beside(test.place, "passes", False)
    first = test.failures[0]
    return Beside(test.place, f"fails: {first.about} wanted {first.wanted}, got {first.got}", True)


def _count(all_: int, failed: int) -> str:
    if not all_:
        return "no test"
    tests = f"{all_} test" if all_ == 1 else f"{all_} tests"
    return f"{failed} of {tests} fail" if failed else f"{tests}, all pass" if all_ > 1 else f"{tests}, passes"
