"""Seeds faults in the engines, one at a time, and counts those that no comparison notices.

`python tests/spec/mutate_engine.py` takes each flipped comparison, exchanged connective, lost `not`, moved number and
dropped condition in `sanctioncheck/engine/`, judges random rulebooks and the cases of the repository with it, and
compares with what the other engine and the reference say of them (worked out once, with no fault anywhere). What
decides no outcome, but how much is worked out, how often, and when to stop, is tried with its own tests as well. Each
fault has a process of its own.
"""

from __future__ import annotations

import argparse
import ast
import copy
import dataclasses
import gc
import importlib.abc
import importlib.util
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

PACKAGE = ROOT / "sanctioncheck" / "engine"
LEFT_OUT = {"crosscheck.py", "durable/child.py", "durable/host.py", "durable/limits.py"}
"""What compares, starts and guards; it has tests of its own."""
_WEIGHED = ("weigh.py", "grade.py", "interest.py", "sides.py", "dating.py", "scope.py")
BOOKS, WIDE_BOOKS, DURABLE_BOOKS = 250, 24, 60
PATIENCE = 90
"""Seconds of processor time after which a fault counts as noticed: it hangs."""
_COMPARED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_JOINED: dict[type, type] = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


def own_tests(file: str) -> tuple[str, ...]:
    """Give the tests that are tried where no comparison notices a fault in a module."""
    if file.startswith("durable/"):
        return tuple(
            f"tests/durable/test_{name}.py"
            for name in ("small_rulebooks", "edges", "clauses", "frames", "log", "limits")
        )
    return ("tests/weigh",) if file in _WEIGHED else ("tests/engine", "tests/hostile/test_budget.py")


# --- faults


def faults(source: str) -> Iterator[tuple[str, str]]:
    """Give each fault of a module: where and what it is, and the source with it."""
    tree = ast.parse(source)
    # `strict=` only guards against our own mistakes, and `frozen=` and `slots=` change nothing that is said.
    idle = {id(word.value) for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords
            if word.arg in ("strict", "frozen", "slots", "eq", "default_factory")}  # fmt: skip
    # Types are not run, and a number with a name is a measure that was chosen: one more or less is as good.
    for node in ast.walk(tree):
        typed = [getattr(node, name, None) for name in ("annotation", "returns")]
        named = [t for target in getattr(node, "targets", ()) for t in getattr(target, "elts", [target])]
        measure = isinstance(node, ast.Assign) and all(isinstance(t, ast.Name) and t.id.isupper() for t in named)
        for part in (*typed, node.value if isinstance(node, ast.Assign) and measure else None):
            idle |= {id(inner) for inner in ast.walk(part)} if part is not None else set()
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in idle:
            continue
        for what, change in _changes(node):
            changed = copy.deepcopy(tree)
            target = next(other for at, other in enumerate(ast.walk(changed)) if at == place)
            change(target)
            line = getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 0)
            yield f"{line}: {what}", ast.unparse(ast.fix_missing_locations(changed))


def _changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                other = _COMPARED[type(op)]
                yield f"{type(op).__name__} to {other.__name__}", lambda n, at=at, o=other: n.ops.__setitem__(at, o())
        case ast.BoolOp(op=op):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{type(op).__name__} to {other.__name__}", lambda n, o=other: setattr(n, "op", o())
            for at in range(len(node.values)):
                yield f"condition {at} dropped", lambda n, at=at: n.values.pop(at)
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _JOINED and not _of_types(node):
            other = _JOINED[type(op)]
            yield f"{type(op).__name__} to {other.__name__}", lambda n, o=other: setattr(n, "op", o())
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield "not left out", lambda n: setattr(n, "op", ast.UAdd()) if isinstance(n.op, ast.Invert) else _plain(n)
        case ast.Constant(value=bool()):
            yield f"{bool(node.value)} to {not node.value}", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=value):
            if isinstance(value, int):
                yield f"{value:d} to {value + 1:d}", lambda n: setattr(n, "value", n.value + 1)
        case ast.comprehension(ifs=ifs):
            for at in range(len(ifs)):
                yield f"filter {at} dropped", lambda n, at=at: n.ifs.pop(at)
        case ast.Call(func=ast.Name(id=name)) if name in _NAMES:
            yield f"{name} to {_NAMES[name]}", lambda n, o=_NAMES[name]: setattr(n.func, "id", o)


def _of_types(node: ast.AST) -> bool:
    """Tell whether `A | B | None` joins types, which says nothing when it is run."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _of_types(node.left) and _of_types(node.right)
    if isinstance(node, ast.Subscript):
        return _of_types(node.value)
    return (
        (isinstance(node, ast.Constant) and node.value is None)
        or (isinstance(node, ast.Name) and node.id[:1].isupper() and not node.id.isupper())
        or (isinstance(node, ast.Name) and node.id in ("str", "int", "bool", "tuple", "frozenset", "dict", "list"))
    )


def _plain(node: ast.UnaryOp) -> None:
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


# --- what is right


def right(folder: Path) -> None:
    """Work out, with no fault anywhere, what must come out; written to a file, so that no engine is loaded here."""
    from sanctioncheck.cli.pipeline import prepared
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import derivations
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan
    from sanctioncheck.load.case import load_case
    from tests.spec.wide import crossing, long_ones, of_seed

    rulebook, plan = prepared(None)
    cases = [load_case(path.parent, rulebook).case for path in sorted((ROOT / "cases").glob("*/case.yaml"))]
    books = [crossing(seed) for seed in (0, 1, 2, *islice(long_ones(), WIDE_BOOKS - 3))]
    books += [of_seed(seed) for seed in range(BOOKS)]
    made = []
    for book, evidence in books:
        own = compile_plan(book)
        made.append((sorted(derivations(Court(own, Index(own, evidence)))), judged(own, evidence)))
    (folder / "given").write_bytes(pickle.dumps((rulebook, cases, books)))
    (folder / "right").write_bytes(pickle.dumps((made, [weighed(rulebook, plan, case) for case in cases])))


def judged(plan: Any, evidence: Any) -> Any:
    """Give the cells of an example: as it is, and with a part of its evidence assumed, and another merely inferred."""
    from sanctioncheck.engine.assess import assess
    from sanctioncheck.model.evidence import Weighing
    from sanctioncheck.model.time import Window, parse_date

    period = Window(parse_date("2020-06").first, parse_date("2021").last)
    atoms = list(evidence.atoms.items())

    def but(*steps: int) -> Any:
        kept = [each for at, each in enumerate(atoms) if all(at % step for step in steps)]
        return dataclasses.replace(evidence, atoms=dict(kept))

    whole = Weighing(evidence, period=period)
    parts = Weighing(but(4), but(4, 3), evidence, period=period, assumed_firm=but(3))
    actors = tuple(evidence.types)
    return [assess(plan, each, "reasonable-grounds", actors).cells for each in (whole, parts)]


def weighed(rulebook: Any, plan: Any, case: Any) -> Any:
    """Give the evidence of a case, weighed, and its cells."""
    from sanctioncheck.engine.assess import assess
    from sanctioncheck.engine.scope import columns
    from sanctioncheck.engine.weigh import weigh

    weighing = weigh(case, rulebook)
    return weighing, assess(plan, weighing, rulebook.policy.default, columns(case, rulebook)).cells


# --- trying one


class Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with another source."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.source, self.name, "exec"), module.__dict__)


def noticed(file: str, source: str, given: Any, wanted: Any) -> bool:
    """Tell whether a fault is noticed; runs in a process of its own."""
    name = "sanctioncheck.engine." + file.removesuffix(".py").replace("/", ".")
    sys.meta_path.insert(0, Faulty(name, source))
    rulebook, cases, books = given
    made, whole = wanted
    examples = [(*one, *two) for one, two in zip(books, made, strict=True)]
    judged_alike = _second if file.startswith("durable/") else _first
    if file.startswith("durable/"):
        cases, examples = [], examples[: WIDE_BOOKS + DURABLE_BOOKS]
    elif file in _WEIGHED:
        # The evidence of random examples is weighed already.
        examples = []
    right_ones = list(zip(cases, whole, strict=False))
    # A few of each first, and the tests before the many, since most faults are noticed soon.
    return (
        not judged_alike(examples[WIDE_BOOKS : WIDE_BOOKS + 20])
        or not _cases(rulebook, right_ones[::8])
        or _told_by_tests(own_tests(file))
        or not judged_alike(examples)
        or not _cases(rulebook, right_ones)
    )


def _first(examples: Any) -> bool:
    from sanctioncheck.engine.assess import Court
    from sanctioncheck.engine.crosscheck import derivations
    from sanctioncheck.engine.facts import Index
    from sanctioncheck.engine.plan import compile_plan

    for book, evidence, derived, cells in examples:
        plan = compile_plan(book)
        if sorted(derivations(Court(plan, Index(plan, evidence)))) != derived or judged(plan, evidence) != cells:
            return False
    return True


def _cases(rulebook: Any, cases: Any) -> bool:
    from sanctioncheck.engine.plan import compile_plan

    plan = compile_plan(rulebook) if cases else None
    return all(weighed(rulebook, plan, case) == one for case, one in cases)


def _told_by_tests(tests: tuple[str, ...]) -> bool:
    import pytest

    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *(str(ROOT / t) for t in tests)]) != 0


def _second(examples: Any) -> bool:
    from sanctioncheck.engine.durable.chain import chain
    from tests.spec.wide import TOO_MANY

    for book, evidence, derived, _ in examples:
        asked: dict[str, dict[Any, None]] = {}
        for each in derived:
            asked.setdefault(each.norm, {})[each.run] = None
        found = chain(book, evidence, [(norm, tuple(runs)) for norm, runs in asked.items()])
        refused = {rule.id for rule in book.rules if len(rule.norm.elements) > TOO_MANY}
        if not set(found.refused) <= refused:
            return False
        if sorted(found.derived) != [each for each in derived if each.norm not in found.refused]:
            return False
    return True


def tried(file: str, source: str, given: Any, wanted: Any) -> bool:
    """Try a fault in a process of its own; one that crashes or hangs is noticed too."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        signal.alarm(10 * PATIENCE)
        gc.disable()
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        try:
            os._exit(0 if not noticed(file, source, given, wanted) else 1)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return status != 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="modules below sanctioncheck/engine, such as judge.py")
    parser.add_argument("--every", type=int, default=1, help="try only each so many-th fault")
    parser.add_argument("--right", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.right:
        right(asked.right)
        return 0
    files = asked.modules or sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py"))
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, __file__, "--right", name], check=True)
        given, wanted = (pickle.loads((Path(name) / each).read_bytes()) for each in ("given", "right"))
    start, all_, killed = time.monotonic(), 0, 0
    sound: list[object] = []
    loaded = [each for each in sys.modules if each.startswith("sanctioncheck.engine.")]
    assert not loaded, f"an engine is loaded already: {loaded}"
    for file in files:
        if file in LEFT_OUT or file.endswith("__init__.py"):
            continue
        control = own_tests(file)
        if control not in sound:
            # What is noticed where there is no fault says nothing.
            assert not tried(file, (PACKAGE / file).read_text(), given, wanted), f"{file} is noticed without a fault"
            sound.append(control)
        own = list(faults((PACKAGE / file).read_text()))[:: asked.every]
        alive = 0
        for what, source in own:
            if not tried(file, source, given, wanted):
                alive += 1
                print(f"  {file}:{what}", flush=True)
        all_, killed = all_ + len(own), killed + len(own) - alive
        print(f"{file}: {len(own) - alive} of {len(own)} noticed", flush=True)
    print(f"{killed} of {all_} noticed ({killed / max(all_, 1):.1%}), {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
