"""What nobody has shown: each question once, with the cells that wait for it, the most awaited first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sanctioncheck.model.result import CellNode


class Asked(NamedTuple):
    """A question, what would count as an answer, and the cells that wait for it."""

    ask: str
    counts: str
    cells: tuple[CellNode, ...]


def questions(cells: Iterable[CellNode]) -> tuple[Asked, ...]:
    """Gather the questions that are open in cells that are undetermined or contested."""
    asked: dict[tuple[str, str], list[CellNode]] = {}
    for cell in cells:
        if cell.outcome in ("undetermined", "contested"):
            for missing in cell.missing:
                asked.setdefault((missing.ask, missing.counts_as_answer or ""), []).append(cell)
    found = [Asked(ask, counts, tuple(waiting)) for (ask, counts), waiting in asked.items()]
    return tuple(sorted(found, key=lambda each: -len(each.cells)))
