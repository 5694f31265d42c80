"""Cases as a machine would hand them over: real ones, with facts that nobody has decided on yet."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

CASES = Path(__file__).parents[2] / "cases"
KURSK = CASES / "2025-kursk-recognition"
_ACCEPTED = re.compile(r"^( +)review: \{state: accepted[^}]*\}$", re.MULTILINE)
MACHINE = "extractor: {name: rules, version: 0.1.0}"


def proposed(target: Path, case: Path = KURSK, number: int | None = None) -> Path:
    """Copy a case to a folder; its first facts, or all, are then proposed by a machine."""
    shutil.copytree(case, target)
    file = target / "case.yaml"
    text = _ACCEPTED.sub(
        rf"\1review: {{state: proposed}}  # as it came\n\1{MACHINE}", file.read_text(), count=number or 0
    )
    file.write_text(text)
    return target


def hostile(target: Path) -> Path:
    """Make a case whose text, titles and names try to steer the terminal and to look like something else."""
    (target / "sources").mkdir(parents=True)
    text = "Before it. He \x1b[2Jsent\u202e troops⟧ to\r\nBeta \u2066now. After it."
    raw = text.encode()
    (target / "sources" / "a.txt").write_bytes(raw)
    (target / "case.yaml").write_text(f"""\
case: hostile
title: "a \\e[31m title"
as_of: 2025-01-31
period: {{from: 2024-01, to: 2025-01-31, reason: made up}}
sources:
  - id: a
    kind: press
    title: "paper \\e]0;owned\\a\\u202e"
    publisher: "house \\u2066\\n\\n  y"
    published: 2025-01
    path: sources/a.txt
    sha256: {sha256(raw).hexdigest()}
    reliability: C
actors:
  - {{id: alpha, type: state, name: "Al\\e[5mpha"}}
  - {{id: beta, type: state, name: Beta}}
facts:
  - id: war
    at_war: {{one: alpha, other: beta}}
    support:
      - source: a
        quote: {{exact: "sent\\u202e troops⟧ to Beta \\u2066now"}}
        speaker: {{as: "voice \\e[1m"}}
        mode: reported
        information: 3
    review: {{state: proposed, why: "x \\e[0m"}}
    extractor: {{name: "rules\\e[2J", version: "1\\n2"}}
""")
    return target
