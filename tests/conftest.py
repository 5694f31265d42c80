"""What all tests share: the profiles of random testing, and golden files with their `--accept` switch."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sanctioncheck.cli import pipeline, remembering
from sanctioncheck.engine import plan as planning
from sanctioncheck.engine.plan import Plan
from sanctioncheck.model.rulebook import Rulebook

# As the command line does: where rules and results stay for the whole run, looking through them again and again takes
# as long as the tests.
gc.set_threshold(200_000, 50, 100)

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the tests got into the golden files")


@pytest.fixture(autouse=True, scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is kept of packs in a folder of this run."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANCTIONCHECK_CACHE", str(folder))
        # What a run prints must not turn on whether durable_rules is here; the tests of two engines ask for both.
        patch.setenv("SANCTIONCHECK_ENGINE", "native")
        yield folder


@pytest.fixture(autouse=True, scope="session")
def own_pack_once(shelf: Path) -> Iterator[None]:
    """Load and compile the pack that comes with the program once: hundreds of tests ask for it, and none changes it."""
    loaded, compiled = remembering.law, planning.compile_plan
    book: list[Rulebook] = []
    plan: list[Plan] = []

    def law(pack: str | None) -> Rulebook:
        if pack is not None:
            return loaded(pack)
        if not book:
            book.append(loaded(None))
        return book[0]

    def compile_plan(rulebook: Rulebook) -> Plan:
        if not book or rulebook is not book[0]:
            return compiled(rulebook)
        if not plan:
            plan.append(compiled(rulebook))
        return plan[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "law", law)
        patch.setattr(pipeline, "compile_plan", compile_plan)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it there with `--accept`."""
    accept: bool = request.config.getoption("--accept")

    def compare(path: Path, got: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(got.encode())
        assert path.is_file(), f"there is no golden file {path.name}: run `pytest --accept` and read the diff"
        assert got == path.read_bytes().decode(), f"{path.name} differs: if that is meant, run `pytest --accept`"

    return compare
