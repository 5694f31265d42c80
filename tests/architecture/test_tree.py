"""Nothing in the tree tells of the machine it was written on, and nothing is left half done."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Each pattern is put together from parts, so that this file does not contain what it looks for.
FOLDERS = ("work", "tmp", "var/tmp", "root", "home", "Users", "opt")
REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("registry.npmjs", "org"),
    ("registry.yarnpkg", "com"),
    ("proxy.golang", "org"),
    ("crates", "io"),
    ("deb.debian", "org"),
)
FORBIDDEN = {
    "a path of one machine": re.compile(rf"(?<![\w.~)}}\]-])/(?:{'|'.join(FOLDERS)})/\w"),
    "a mark of unfinished work": re.compile(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'})\b"),
    "the host of a package registry": re.compile("|".join(re.escape(".".join(host)) for host in REGISTRIES)),
}
NOT_OURS = {"build", "dist", "node_modules", "__pycache__"}


def files_of_the_tree() -> list[Path]:
    """List what git tracks, or, in an unpacked archive, all that is not a by-product of tools."""
    listing = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    tracked = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in tracked or sorted(walk(ROOT)) if path.is_file()]


def walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        by_product = path.name in NOT_OURS or path.name.endswith(".egg-info")
        hidden = path.is_dir() and path.name.startswith(".") and path.name != ".ci"
        if by_product or hidden:
            continue
        if path.is_dir():
            yield from walk(path)
        else:
            yield path


def text_of(path: Path) -> str:
    """Read a text file; a binary file reads as empty."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def problems_in(text: str) -> list[tuple[int, str]]:
    """Give the line and the fault of everything in a text that must not be there."""
    return [
        (number, f"{fault}: {match.group()}")
        for number, line in enumerate(text.splitlines(), start=1)
        for fault, pattern in FORBIDDEN.items()
        for match in pattern.finditer(line)
    ]


def test_no_file_holds_a_machine_path_an_unfinished_mark_or_a_registry() -> None:
    files = files_of_the_tree()
    problems = [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {fault}"
        for path in files
        for line, fault in problems_in(text_of(path))
    ]
    assert files
    assert not problems, "\n".join(["", *problems])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("see /{}/main/rules".format("work"), "a path of one machine"),
        ('open("/{}/x")'.format("tmp"), "a path of one machine"),
        ("file:///{}/user/x".format("home"), "a path of one machine"),
        ("cd /{}/wheels".format("opt"), "a path of one machine"),
        ("# {}: later".format("TO" + "DO"), "a mark of unfinished work"),
        ("{} this".format("FIX" + "ME"), "a mark of unfinished work"),
        ("--index https://{}/simple".format("pypi" + ".org"), "the host of a package registry"),
    ],
)
def test_each_fault_is_found(text: str, fault: str) -> None:
    assert [(line, found.partition(":")[0]) for line, found in problems_in(f"\n{text}\n")] == [(2, fault)]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.un.org/home/en",
        "tests/work/x.py",
        "and/or",
        "#!/usr/bin/env bash",
        "$temporary/work/x",
        "todo el mundo",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert problems_in(text) == []
