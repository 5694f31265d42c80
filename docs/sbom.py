"""Writes `docs/sbom.cdx.json`, the list of all that an installation may hold, from `requirements-hashed.lock`.

The form is CycloneDX 1.6. Equal lock files give equal bytes: the serial number is made from the lock file, and there is
no time in it. `--check` only says whether the list is current.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-hashed.lock"
SBOM = ROOT / "docs" / "sbom.cdx.json"
PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))?"
    r"(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64})+)$"
)
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def bill(lock: str, project: dict[str, Any]) -> dict[str, Any]:
    """Give the bill of materials for the text of a lock file.

    Raises:
        ValueError: a line of the lock file is no pin with hashes.
    """
    lines = [line for line in lock.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    name = project["name"]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": name,
                "name": name,
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [component(line) for line in lines],
    }


def component(line: str) -> dict[str, Any]:
    """Give the entry for one pin: its name, its version, where it is needed, and the hash of each of its files."""
    match = PIN.match(line.strip())
    if match is None:
        raise ValueError(f"no pin with hashes: {line[:80]}")
    name, version = match["name"], match["version"]
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    found: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    digests = re.findall(r"sha256:([0-9a-f]{64})", match["hashes"])
    found["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in digests]
    if match["marker"]:
        found["properties"] = [{"name": "sanctioncheck:only-where", "value": match["marker"].strip()}]
    return found


def text() -> str:
    """Give the file as it must be."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return json.dumps(bill(LOCK.read_text(encoding="utf-8"), project), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the list, or check it, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the list is not current")
    if parser.parse_args().check:
        current = SBOM.is_file() and SBOM.read_text(encoding="utf-8") == text()
        print("current" if current else "not current: python docs/sbom.py", file=sys.stderr)
        return int(not current)
    SBOM.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
