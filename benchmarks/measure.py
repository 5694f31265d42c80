"""Measures what the program promises of its speed: `python benchmarks/measure.py`; prints medians, asserts nothing.

Each as a whole process or call on warm files: `version`, the Kursk case from start to matrix, changes to it in process
(`whatif`), the loading of a pack of 1,000 provisions made by repeating those of `rules/` under new ids, and the
reading of texts.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sanctioncheck.cli.pipeline import open_case
from sanctioncheck.explain.whatif import Changes, changed_cells, suppose
from sanctioncheck.load.pack import load_pack

ROOT = Path(__file__).parents[1]
RUNS = 7
CHANGES = {
    "a fact is so": Changes(assume=("hosted_for_training(kpa-kursk, russia)",)),
    "a fact is rejected": Changes(reject=("fighting",)),
    "a document is too": Changes(reject=("ES-11/1",)),
    "it is read narrowly": Changes(readings=(("dprk-services", "narrow"),)),
    "it takes a balance": Changes(standard="balance"),
}


def median(measured: Callable[[], object]) -> float:
    """Give the median seconds of several calls after one that is not counted."""
    measured()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        measured()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def command(*words: str) -> Callable[[], object]:
    """Give a call that runs the program in a process of its own."""
    program = [sys.executable, "-c", "import sys; from sanctioncheck.cli import main; sys.exit(main())", *words]
    return lambda: subprocess.run(program, check=True, capture_output=True)


def large_pack(folder: Path, provisions: int) -> Path:
    """Write a pack with as many provisions, made from those of `rules/` that lay down norms."""
    pack = folder / "rules"
    shutil.copytree(ROOT / "rules", pack, ignore=shutil.ignore_patterns("*.test.yaml"))
    norms = [p for p in sorted((pack / "instruments").rglob("*.yaml")) if "\nnorms:" in p.read_text()]
    count = sum(1 for _ in (pack / "instruments").rglob("*.yaml"))
    for number in range(provisions - count):
        text = norms[number % len(norms)].read_text()
        text = re.sub(r"^provision: (\S+)/(\S+)$", rf"provision: \1.copy-{number}/\2", text, count=1, flags=re.M)
        text = re.sub(r"^definitions:\n(?:[ \n].*\n?)*", "", text, flags=re.M)
        (pack / "instruments" / f"copy-{number}.yaml").write_text(text)
    return pack


def main() -> None:
    """Measure and print."""
    print(f"version                     {median(command('version')):.3f} s")
    print(f"run of the Kursk case       {median(command('run', str(ROOT / 'cases/2025-kursk-recognition'))):.3f} s")
    story = open_case(str(ROOT / "cases/2025-kursk-recognition"))
    for name, changes in CHANGES.items():
        print(f"what if {name:<19} {median(lambda c=changes: changed_cells(story, suppose(story, c).story)):.3f} s")  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        pack = large_pack(Path(folder), 1000)
        book = load_pack(pack)
        print(f"load {len(book.provisions)} provisions        {median(lambda: load_pack(pack)):.3f} s")
    reading()


def reading() -> None:
    """Measure how fast texts are read, on the notes of the cases, one core or as many as the libraries take."""
    from sanctioncheck.load.texts import load_texts
    from sanctioncheck.read.extractor import Tools

    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("cases/*/sources/*.txt"))]
    text = "\n\n".join(texts * 5)
    reader = Tools(load_pack().vocabulary, load_texts()).reader
    seconds = median(lambda: sum(1 for _ in reader.read(text)))
    print(f"reading, warm               {len(text.split()) / seconds:.0f} words/s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.txt"
        path.write_text(texts[0], encoding="utf-8")
        cold = median(command("extract", str(path), "--format", "json", "--published", "2025"))
    print(f"reading, from the start     {cold:.3f} s")


if __name__ == "__main__":
    main()
