"""What the cells of a report lean on beside passages: inferences, judgements, bridges, public findings, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sanctioncheck.model.result import CaseResult, CellNode
from sanctioncheck.render.report import said as words
from sanctioncheck.render.sentence import unstopped


class Ground(NamedTuple):
    """One thing that is leaned on: its id, what it is, and what it says."""

    id: str
    what: str
    said: str


def leanings(case: CaseResult, cells: Iterable[CellNode]) -> Iterator[Ground]:
    """Give what a case leans on; of the bridges of the rules those that carry something in these cells."""
    carried = {name for cell in cells for name in cell.judgements}
    for each in case.judgements:
        if each.kind != "bridge" or each.id in carried:
            said = each.text if each.text == each.reason else f"{unstopped(each.text)}: {each.reason}"
            yield Ground(each.id, f"{words.KIND[each.kind]}, {each.by}", said)
    kinds = (("background", case.background), ("assumption", case.assumptions), ("refused", case.refused))
    for kind, entries in kinds:
        yield from (Ground(name, words.KIND[kind], said) for name, said in entries.items())
    for opinion in case.opinions:
        said = f"“{opinion.exact}”" if opinion.verbatim else words.OUR_NOTE.format(text=opinion.exact)
        yield Ground(opinion.id, words.KIND["opinion"], f"{said} ({opinion.speaker})")
