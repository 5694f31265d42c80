"""The bill of materials lists what the lock file pins, each with the hashes of its files, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BILL = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements-hashed.lock").read_text(encoding="utf-8")


def test_it_is_current() -> None:
    """Else: `python docs/sbom.py`."""
    done = subprocess.run([sys.executable, str(ROOT / "docs" / "sbom.py"), "--check"], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_it_holds_every_pin_and_every_hash() -> None:
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE)
    assert [(c["name"], c["version"]) for c in BILL["components"]] == pins
    digests = [h["content"] for c in BILL["components"] for h in c["hashes"]]
    assert sorted(digests) == sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK))


def test_it_says_what_it_is_and_nothing_of_when_or_where_it_was_made() -> None:
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
    assert "timestamp" not in BILL["metadata"]
    refs = [c["bom-ref"] for c in BILL["components"]]
    assert len(set(refs)) == len(refs)
