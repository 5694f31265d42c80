"""The matrix as CSV, one row a cell, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.model.truth import STANDARDS
from sanctioncheck.render.safe import field

COLUMNS = (
    "case",
    "as_of",
    "standard",
    "actor",
    "actor_name",
    "norm",
    "provision",
    "citation",
    "title",
    "force",
    "effect",
    "outcome",
    "word",
    "standard_reached",
    *STANDARDS,
    "findings",
    "readings",
    "if_assumed",
    "assumptions",
    "judgements",
    "unreviewed",
    "alternative_to",
    "pinpoint_confirmed",
    "status",
    "missing",
    "pack",
    "cut",
    "note",
)
_BETWEEN = "; "


def to_csv(run: RunResult) -> str:
    """Give every cell of every case as a row; lists stand in one field, with semicolons between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    pack = _BETWEEN.join(f"{pack.name} {pack.version} {pack.sha256}" for pack in run.packs)
    for case in run.cases:
        names = {column.id: column.name for column in case.columns}
        for cell in case.cells:
            row = dict(_fields(case, cell), actor_name=names.get(cell.actor, cell.actor), pack=pack)
            writer.writerow([field(row[column]) for column in COLUMNS])
    return out.getvalue()


def _fields(case: CaseResult, cell: CellNode) -> Iterator[tuple[str, str]]:
    yield "case", case.case
    yield "as_of", case.as_of
    yield "standard", case.standard
    for name in ("actor", "norm", "provision", "citation", "title", "force", "effect", "outcome", "word"):
        yield name, str(getattr(cell, name))
    yield "standard_reached", cell.standard_reached or ""
    for standard in STANDARDS:
        yield standard, cell.by_standard.get(standard, "")
    yield "findings", str(sum(cell.counts.values()))
    yield "readings", _BETWEEN.join(f"{r.position}={r.reading}: {r.outcome}" for r in cell.readings)
    yield "if_assumed", cell.if_assumed or ""
    for name in ("assumptions", "judgements", "unreviewed", "alternative_to"):
        yield name, _BETWEEN.join(getattr(cell, name))
    yield "pinpoint_confirmed", "yes" if cell.pinpoint_confirmed else "no"
    yield "status", cell.status
    yield "missing", _BETWEEN.join(missing.ask for missing in cell.missing)
    yield "cut", cell.cut or ""
    yield "note", cell.note or ""
