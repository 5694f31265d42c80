"""How long each form of a report takes, how large it is, and how soon a click in the page is answered.

    python benchmarks/report.py cases/2025-kursk-recognition [--runs 7] [--engine native|both]

Each form is made by the command itself, in a process of its own, start and all; medians. The click is timed in
Chromium, where there is one: from the click on a cell to the second frame after it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sanctioncheck.cli.reporting import FORMATS

CLICKS = """async () => {
  const took = [];
  for (const link of [...document.querySelectorAll('table.matrix a')].filter(a => a.offsetParent)) {
    const begun = performance.now();
    link.click();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    took.push(performance.now() - begun);
  }
  return took;
}"""


def made(case: str, form: str, engine: str, folder: Path) -> tuple[float, Path]:
    """Make one form; gives the seconds and the file."""
    command = [sys.executable, "-m", "sanctioncheck", "report", case, "--to", form, "--engine", engine]
    begun = time.perf_counter()
    done = subprocess.run([*command, "-o", str(folder)], check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, Path(done.stdout.strip())


def clicked(page: Path) -> list[float]:
    """Give the milliseconds that each click on a cell took; nothing where there is no browser."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return []
    if program is None:
        return []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(page.resolve().as_uri())
        took: list[float] = shown.evaluate(CLICKS)
        browser.close()
    return took


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--engine", choices=("native", "both"), default="both")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'form':6} {'seconds':>8} {'kB':>8}")
        for form in FORMATS:
            runs = [made(asked.case, form, asked.engine, folder) for _ in range(asked.runs)]
            kilobytes = runs[0][1].stat().st_size / 1000
            print(f"{form:6} {statistics.median(seconds for seconds, _ in runs):8.2f} {kilobytes:8.0f}", flush=True)
        took = clicked(next(folder.glob("*.html")))
        if took:
            print(f"click  {statistics.median(took):.0f} ms, at most {max(took):.0f} ms, of {len(took)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
