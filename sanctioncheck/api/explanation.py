"""Why one cell came out as it did, to be read, kept or shown: on which passages, against which defence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sanctioncheck.api.result import Result, check_choice
from sanctioncheck.cli.choose import finding_of, one_cell
from sanctioncheck.cli.explaining import told
from sanctioncheck.model.result import CellNode, RunResult
from sanctioncheck.render import notebook
from sanctioncheck.render.explanation import to_text

__all__ = ["Explanation", "Length", "explain"]

Length = Literal["line", "paragraph", "whole", "full"]


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """The trace of one cell; in a notebook nested lists, and `str()` is what `sanctioncheck explain` prints."""

    run: RunResult
    """The run that the cell belongs to."""
    cell: CellNode
    """The cell, with its whole trace."""
    length: Length
    """How much is told."""
    finding: str | None
    """The only finding that is told; None for all."""

    def to_json(self) -> str:
        """Give the JSON that `sanctioncheck explain --format json` prints."""
        return told(self.run, self.cell, self.length, "json", self.finding, None)

    def to_markdown(self) -> str:
        """Give the Markdown that `sanctioncheck explain --format md` prints."""
        return told(self.run, self.cell, self.length, "md", self.finding, None)

    def __str__(self) -> str:
        return to_text(self.run, self.run.cases[0], self.cell, self.length, self.finding)

    def __repr__(self) -> str:
        return f"<Explanation of {self.cell.actor}, {self.cell.norm}: {self.cell.word}>"

    def _repr_html_(self) -> str:
        return notebook.explanation(self.run, self.run.cases[0], self.cell, self.length, self.finding)


def explain(
    result: Result, actor: str, norm: str, *, length: Length = "whole", finding: str | int | None = None
) -> Explanation:
    """Tell why one cell came out as it did, or why not: on which passages, against which defence, and what is missing.

    Args:
        result: the case, judged.
        actor: the actor, by id or name.
        norm: the norm, by id, provision or citation, or the end of one.
        length: one `line`, one `paragraph`, the `whole` with what decides, or in `full` with what decides nothing.
        finding: the only finding to tell, by its id or its number from 1.

    Raises:
        InputError: there is no such actor, norm or finding, or the words name several norms; the message lists them.

    >>> import sanctioncheck as sc
    >>> result = sc.assess(sc.load_case("cases/2025-kursk-recognition"))
    >>> why = sc.explain(result, "Russia", "2270 para 9", length="line")
    >>> str(why).partition(";")[0]
    '? Russia, UNSC Res 2270 para 9 (No hosting of DPRK trainers): undetermined'
    """
    check_choice("length", length, get_args(Length))
    found = one_cell(result._all, actor, norm)
    case = result.story.glance(
        everything=True, as_of=result.as_of, engines=result.engines,
        chosen=lambda matrix: one_cell(matrix, found.actor, found.norm),
    )  # fmt: skip
    cell = one_cell(case, found.actor, found.norm)
    chosen = None if finding is None else finding_of(cell, str(finding))
    return Explanation(result._run_of(case, everything=True), cell, length, chosen)
