"""The package has five floors, and imports point down only.

A lower floor can be read, tested and replaced without knowing what stands on it. Every import statement counts:
absolute or relative, at the top of a module, inside a function, or for the type checker alone.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sanctioncheck"

FLOORS = (
    ("model", "errors"),
    ("load", "read", "engine"),
    ("explain", "author", "batch"),
    ("render", "exchange"),
    ("cli", "web", "api"),
)
FLOOR_OF = {package: number for number, packages in enumerate(FLOORS) for package in packages}
# A program asks what a command asks, so `api` stands on what the commands are made of; they do not know it.
SIDEWAYS_ALLOWED = {("cli", "web"), ("api", "cli"), ("author", "explain"), ("batch", "explain"), ("model", "errors")}
# `python -m` enters through here, so it belongs to the command line.
ENTRANCES = {"__main__": "cli"}
EMPTY_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}
LONGEST = 400


@dataclass(frozen=True)
class Module:
    """A module by its dotted name, with its place on disk."""

    name: str
    path: Path

    @property
    def top(self) -> str:
        """The package just below the root that it belongs to; the empty string for the root itself."""
        return top_of(self.name)

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), filename=str(self.path))


@dataclass(frozen=True)
class Import:
    """One name that a module imports from its own package."""

    source: Module
    target: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.source.path.as_posix()}:{self.line}"


def top_of(name: str) -> str:
    parts = name.split(".")
    return ENTRANCES.get(parts[1], parts[1]) if len(parts) > 1 else ""


def modules_of(root: Path) -> dict[str, Module]:
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = (root.name, *path.relative_to(root).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path)
    return found


def imports_of(module: Module, modules: dict[str, Module]) -> Iterator[Import]:
    """Give every import of the package's own names, each resolved to a module where there is one."""
    root = module.name.partition(".")[0]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = origin_of(node, module)
            members = [f"{origin}.{alias.name}" for alias in node.names]
            names = [member if member in modules or origin == root else origin for member in members]
        else:
            continue
        for name in names:
            if name == root or name.startswith(f"{root}."):
                yield Import(module, name, node.lineno)


def origin_of(node: ast.ImportFrom, module: Module) -> str:
    """Give the absolute name of what stands between `from` and `import`."""
    if node.level == 0:
        return node.module or ""
    package = module.name.split(".")
    up = node.level if module.path.stem != "__init__" else node.level - 1
    return ".".join([*package[: len(package) - up], *([node.module] if node.module else [])])


def problems_of(root: Path) -> list[str]:
    """Say all that is wrong with the package in this folder, a line each."""
    modules = modules_of(root)
    checked = [module for name, module in modules.items() if name != root.name]
    imports = [found for module in checked for found in imports_of(module, modules)]
    return [
        *(problem for module in checked for problem in problems_of_module(module)),
        *(problem for found in imports if (problem := problem_of_import(found, modules))),
        *problems_of_cycles(imports, modules),
    ]


def problems_of_module(module: Module) -> Iterator[str]:
    place = module.path.as_posix()
    if module.top not in FLOOR_OF:
        yield f"{place}: `{module.top}` is on no floor; give it one in {Path(__file__).name} and in the design"
    if module.name.rpartition(".")[2] in EMPTY_NAMES:
        yield f"{place}: the name says nothing; name the module after what it holds or does"
    lines = len(module.path.read_text(encoding="utf-8").splitlines())
    if lines > LONGEST:
        yield f"{place}: {lines} lines, more than {LONGEST}; split it"


def problem_of_import(found: Import, modules: dict[str, Module]) -> str | None:
    here, there = found.source.top, top_of(found.target)
    root, _, member = found.target.partition(".")
    if found.target not in modules and "." not in member and there not in FLOOR_OF:
        allowed = member == "__version__"
        return None if allowed else f"{found.place}: import `{member}` from its own module, not through `{root}`"
    if found.target == root:
        return f"{found.place}: import what is needed from its own module, not through `{root}`"
    if here not in FLOOR_OF or there not in FLOOR_OF or here == there:
        return None
    if FLOOR_OF[here] < FLOOR_OF[there]:
        return (
            f"{found.place}: upward import of `{found.target}`; "
            f"`{here}` is on floor {FLOOR_OF[here]}, `{there}` on floor {FLOOR_OF[there]}"
        )
    if FLOOR_OF[here] == FLOOR_OF[there] and (here, there) not in SIDEWAYS_ALLOWED:
        return f"{found.place}: sideways import of `{found.target}`; `{here}` must not know `{there}`"
    return None


def problems_of_cycles(imports: list[Import], modules: dict[str, Module]) -> Iterator[str]:
    """Name each import cycle once, by a shortest way round it."""
    targets: dict[str, set[str]] = {}
    for found in imports:
        if found.target in modules and found.target != found.source.name:
            targets.setdefault(found.source.name, set()).add(found.target)
    reported: set[str] = set()
    for start in sorted(targets):
        way = way_back(start, targets)
        if way and not reported & set(way):
            reported |= set(way)
            yield f"import cycle: {' → '.join([*way, start])}"


def way_back(start: str, targets: dict[str, set[str]]) -> list[str] | None:
    """Find a shortest way from a module back to itself; the end is left out."""
    ways, seen = [[start]], {start}
    for way in ways:
        for target in sorted(targets.get(way[-1], ())):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return None


def test_the_package_keeps_its_floors() -> None:
    problems = problems_of(PACKAGE)
    assert not problems, "\n".join(["", *problems])


def plant(folder: Path, files: dict[str, str]) -> Path:
    """Write a small package of these modules and give its folder."""
    root = folder / "sanctioncheck"
    for name, text in {"__init__.py": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


SOUND = {
    "__init__.py": "from sanctioncheck.cli import main",
    "__main__.py": "from sanctioncheck.cli import main",
    "errors/place.py": "",
    "model/__init__.py": "from sanctioncheck.model.fact import Fact\nfrom .norm import Norm",
    "model/fact.py": "import sanctioncheck.errors.place\nfrom . import truth",
    "model/norm.py": "from ..model import fact",
    "model/truth.py": "from sanctioncheck import __version__\nimport json",
    "engine/rete/frame.py": "from ...model.fact import Fact\nfrom sanctioncheck.engine import weigh",
    "engine/weigh.py": "",
    "explain/why.py": "from sanctioncheck.engine import weigh",
    "author/check.py": "from sanctioncheck.explain.why import why",
    "batch/shard.py": "from sanctioncheck.explain.why import why",
    "web/page.py": "",
    "cli/__init__.py": "def main():\n    from sanctioncheck.web import page",
    "schemas/case.json": "{}",
}


def test_a_sound_package_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(plant(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"model/fact.py": "from sanctioncheck.engine.weigh import weigh"}, "model/fact.py:1: upward import"),
        ({"model/fact.py": "import os\nimport sanctioncheck.cli"}, "model/fact.py:2: upward import"),
        ({"model/fact.py": "from ..engine import weigh"}, "model/fact.py:1: upward import"),
        ({"model/__init__.py": "from ..engine import weigh"}, "model/__init__.py:1: upward import"),
        ({"model/fact.py": "from .. import engine", "engine/__init__.py": ""}, "import of `sanctioncheck.engine`"),
        ({"model/fact.py": "from .. import engine", "engine/weigh.py": ""}, "import of `sanctioncheck.engine`"),
        ({"model/fact.py": "def f():\n    from sanctioncheck.web import page"}, "model/fact.py:2: upward import"),
        (
            {"load/case.py": "import typing\nif typing.TYPE_CHECKING:\n    import sanctioncheck.render.text"},
            "`load` is on floor 1, `render` on floor 3",
        ),
        ({"load/case.py": "from sanctioncheck.engine import weigh"}, "`load` must not know `engine`"),
        ({"web/page.py": "from sanctioncheck.cli import main"}, "`web` must not know `cli`"),
        ({"explain/why.py": "from sanctioncheck.author import check"}, "`explain` must not know `author`"),
        ({"errors/place.py": "from sanctioncheck.model import time"}, "`errors` must not know `model`"),
        ({"errors.py": "from sanctioncheck.model import time"}, "`errors` must not know `model`"),
        ({"model/fact.py": "from sanctioncheck import assess"}, "import `assess` from its own module"),
        ({"model/fact.py": "from .. import assess"}, "import `assess` from its own module"),
        ({"model/fact.py": "import sanctioncheck"}, "not through `sanctioncheck`"),
        ({"storage/disk.py": ""}, "`storage` is on no floor"),
        ({"version.py": ""}, "`version` is on no floor"),
        ({"model/helpers.py": ""}, "model/helpers.py: the name says nothing"),
        ({"model/common/__init__.py": ""}, "model/common/__init__.py: the name says nothing"),
        ({"model/fact.py": "\n" * 401}, "model/fact.py: 401 lines"),
        (
            {
                "read/a.py": "from . import b",
                "read/b.py": "def f():\n    from .c import g",
                "read/c.py": "from . import a",
            },
            "import cycle: sanctioncheck.read.a → sanctioncheck.read.b → sanctioncheck.read.c → sanctioncheck.read.a",
        ),
        (
            {"model/__init__.py": "from .a import f", "model/a.py": "from sanctioncheck.model import g"},
            "import cycle: sanctioncheck.model → sanctioncheck.model.a → sanctioncheck.model",
        ),
    ],
)
def test_each_fault_is_found_and_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    problems = problems_of(plant(tmp_path, files))
    assert len(problems) == 1
    assert message in problems[0]
