"""Copies of the pack with few of its tests, so that what they show can be told at a glance."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2] / "rules"
ARMS = "instruments/un/sc/1718-dprk/2009-res-1874/para-09.test.yaml"
FREEZE = "instruments/un/sc/1718-dprk/2006-res-1718/para-08-d-freeze.test.yaml"
FORCE = "instruments/un/charter/art-02-4.test.yaml"
DEFENCE = "instruments/un/charter/art-51.test.yaml"
ORGANS = "instruments/un/ilc/arsiwa/art-04.test.yaml"


def pack_with(folder: Path, *tests: str) -> Path:
    """Copy the pack with these of its test files only."""

    def others(directory: str, names: list[str]) -> list[str]:
        here = Path(directory).relative_to(ROOT)
        return [name for name in names if name.endswith(".test.yaml") and (here / name).as_posix() not in tests]

    return Path(shutil.copytree(ROOT, folder / "pack", ignore=others))


BEFORE = (
    "on the day before it was adopted",
    "Others are kept from procuring arms from the DPRK: the day before it began",
    "Nobody obtains money for arms from the DPRK: the day before it began",
    "The DPRK gives no money for arms: the day before it began",
)
"""The tests of `ARMS` that judge conduct before it was in force."""


def without_cases(pack: Path, file: str, *names: str) -> None:
    """Take cases out of a test file."""
    path = pack / file
    head, *cases = path.read_text(encoding="utf-8").split("\n  - name: ")
    kept = [case for case in cases if case.splitlines()[0].strip('"') not in names]
    assert len(cases) - len(kept) == len(names), "a case to be taken out is not there"
    path.write_text("\n  - name: ".join([head, *kept]) + "\n", encoding="utf-8")
