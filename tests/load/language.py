"""Puts a single file of `tests/language/` into the tiny pack or case beside it, and checks what comes of it."""

import shutil
from pathlib import Path

from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack

LANGUAGE = Path(__file__).parents[1] / "language"
TINY = LANGUAGE / "tiny"

# The first key of a file tells what it is, and so where it belongs.
HOMES = {
    "provision": "instruments/1-{}.yaml",
    "tests": "instruments/treaty/art-2.test.yaml",
    "vocabulary": "vocabulary/{}.yaml",
    "bridges": "vocabulary/bridges.yaml",
    "background": "background/{}.yaml",
    "pack": "pack.yaml",
    "policy": "standards.yaml",
    "authorities": "authorities.yaml",
    "case": "case.yaml",
}


def home_of(file: Path) -> str:
    key = file.read_text(encoding="utf-8").partition(":")[0]
    return f"lists/{file.name}" if file.suffix == ".csv" else HOMES[key].format(file.stem)


def plant(file: Path, folder: Path) -> Path:
    """Copy the tiny pack or case into a folder with one file more, or in place of its own."""
    home = home_of(file)
    whole = folder / ("case" if home == "case.yaml" else "pack")
    shutil.copytree(TINY / whole.name, whole)
    shutil.copyfile(file, whole / home)
    return whole


def problems_with(file: Path, folder: Path) -> tuple[Problem, ...]:
    """Give everything that is said of a case when it is loaded, or of a pack when it is checked."""
    whole = plant(file, folder)
    if whole.name == "pack":
        return problems_of(whole)[1]
    try:
        return load_case(whole, load_pack(TINY / "pack")).warnings
    except InputError as error:
        return error.problems
