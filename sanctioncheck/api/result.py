"""Which norm which actor violates, and to which standard of proof: a judged case that can be asked, kept and shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from sanctioncheck.api.case import Case, load_case
from sanctioncheck.api.pack import Pack
from sanctioncheck.cli.case import asked_again, check_day
from sanctioncheck.cli.choose import one_cell
from sanctioncheck.cli.crosschecking import Engine, begun
from sanctioncheck.cli.faults import UnknownChoice
from sanctioncheck.cli.pipeline import judged, no_cell, result_of
from sanctioncheck.cli.reporting import FORMATS, make_form
from sanctioncheck.errors import InputError
from sanctioncheck.explain.matrix import Story
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import CaseResult, CellNode, RunResult
from sanctioncheck.model.truth import STANDARDS, Standard
from sanctioncheck.render import notebook
from sanctioncheck.render.csvtext import to_csv
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.markdown import to_markdown
from sanctioncheck.render.report.page import to_html
from sanctioncheck.render.table import Page, to_table

__all__ = ["EngineName", "Result", "assess"]

EngineName = Literal["native", "durable", "both"]


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A case, judged; in a notebook it shows the matrix.

    `result["russia", "un.charter/2-4"]` is a cell, `for cell in result` goes through them row by row, `str(result)` is
    the matrix that `sanctioncheck run` prints.
    """

    case: Case
    """The case."""
    pack: Pack
    """The rules that it was judged by."""
    story: Story
    """The case as the program tells it, cell by cell."""
    engines: Engines
    """Which engine decided, and whether another was compared with it; where they differ, rely on no cell."""
    asked_standard: Standard | None = None
    """The standard of proof that was asked for; None for the one of the pack's policy."""
    as_of: str | None = None
    """The day as of which it was judged, where that is not the case's own."""
    everything: bool = False
    """Whether norms that apply to nobody have cells too."""

    @property
    def standard(self) -> Standard:
        """The standard of proof that the outcomes are for."""
        return self.story.assessment.standard

    @cached_property
    def run(self) -> RunResult:
        """All that `sanctioncheck run --format json` prints, with the trace of every cell."""
        return self._run_of(self.story.whole(everything=self.everything, as_of=self.as_of, engines=self.engines))

    @property
    def cells(self) -> tuple[CellNode, ...]:
        """The cells, row by row."""
        return self.run.cases[0].cells

    @property
    def actors(self) -> dict[str, str]:
        """The columns: id of each actor to its name."""
        return {column.id: column.name for column in self._seen.cases[0].columns}

    @property
    def outcomes(self) -> dict[tuple[str, str], Outcome]:
        """What came out, by actor and norm."""
        return {(cell.actor, cell.norm): cell.outcome for cell in self._seen.cases[0].cells}

    def to_json(self) -> str:
        """Give the JSON that `sanctioncheck run --format json` prints."""
        return to_json(self.run)

    def to_csv(self) -> str:
        """Give the CSV that `sanctioncheck run --format csv` prints, a cell a line."""
        return to_csv(self.run)

    def to_markdown(self) -> str:
        """Give the Markdown that `sanctioncheck run --format md` prints."""
        return to_markdown(self._seen, everything=self.everything, narrowed=False)

    def to_html(self) -> str:
        """Give the page that `sanctioncheck report` writes: it needs nothing else, and can be sent and kept."""
        return to_html(self.run, self.run.cases[0], self.case.texts)

    def to_report(self, form: str) -> bytes:
        """Give a file that `sanctioncheck report --to FORM` writes.

        Args:
            form: `html`, `docx`, `pdf`, `xlsx`, `md`, `csv` or `json`.

        Raises:
            InputError: there is no such form, or what it needs is not installed.
        """
        check_choice("form", form, FORMATS)
        return make_form(form, self.run, self.run.cases[0], self.case.texts)

    def __getitem__(self, key: tuple[str, str]) -> CellNode:
        """Give a cell with its trace.

        Args:
            key: the actor, by id or name; and the norm, by id, provision or citation, or the end of one.

        Raises:
            InputError: there is no such actor or norm, or the words name several norms; the message lists them.
        """
        try:
            actor, norm = key
        except ValueError:
            raise TypeError("name an actor and a norm: result[actor, norm]") from None
        found = one_cell(self._all, actor, norm)
        return self.story.cell(found.actor, found.norm)

    def __iter__(self) -> Iterator[CellNode]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self._seen.cases[0].cells)

    def __str__(self) -> str:
        again = asked_again(self.asked_standard, self.as_of, self.pack.asked)
        return to_table(self._seen, Page(everything=self.everything, paths=(self.case.path,), again=again))

    def __repr__(self) -> str:
        return f"<Result of {self.case.id}: {self._seen.cases[0].totals}>"

    def _repr_html_(self) -> str:
        return notebook.matrix(self._seen, self._seen.cases[0], everything=self.everything)

    @cached_property
    def _seen(self) -> RunResult:
        """The matrix without traces, which is there sooner."""
        everything, engines = self.everything, self.engines
        return self._run_of(self.story.glance(everything=everything, as_of=self.as_of, chosen=no_cell, engines=engines))

    @cached_property
    def _all(self) -> CaseResult:
        """The matrix with the norms that apply to nobody, in which names are looked up."""
        return self.story.glance(everything=True, as_of=self.as_of, chosen=no_cell, engines=self.engines)

    def _run_of(self, case: CaseResult, *, everything: bool | None = None) -> RunResult:
        """Put a told matrix of this case into what a run gives back."""
        told = self.everything if everything is None else everything
        return result_of(self.pack.rulebook, self.standard, (case,), as_of=self.as_of, everything=told)


def assess(
    case: Case,
    pack: Pack | None = None,
    *,
    standard: Standard | None = None,
    as_of: str | None = None,
    engine: EngineName = "native",
    everything: bool = False,
) -> Result:
    """Judge a case: which norm which actor violates, to which standard of proof.

    Args:
        case: the case.
        pack: the rules; None for those that the case was loaded for. For others its files are read and checked again.
        standard: the standard of proof: `alleged`, `reasonable-grounds`, `balance`, `clear-and-convincing` or
            `conclusive`; None for the one that the pack's policy takes.
        as_of: the day as of which to judge, as `2025-04-28`; None for the case's own.
        engine: the native engine alone, that on durable_rules, or `both`, compared; the result says which.
        everything: whether norms that apply to nobody have cells too.

    Returns:
        The result; equal inputs give an equal one.

    Raises:
        InputError: the standard, the day or the engine asked for is none, or not here; or the case does not fit the
            other pack.

    >>> import sanctioncheck as sc
    >>> result = sc.assess(sc.load_case("cases/2025-kursk-recognition"), standard="balance")
    >>> result["russia", "UN Charter art 2(4)"].outcome, result["dprk", "un.charter/2-4"].outcome
    ('violated', 'undetermined')
    """
    check_choice("standard of proof", standard, STANDARDS)
    check_choice("engine", engine, get_args(EngineName))
    check_day(as_of)
    if pack is not None and pack is not case.pack:
        case = load_case(case.path, pack)
    rules = case.pack
    asked = standard or rules.rulebook.policy.default
    with begun(engine) as second:
        story, said = judged(case.file, Engine(engine, rules.rulebook, rules.plan, second), asked, as_of)
    return Result(case, rules, story, said, standard, as_of, everything)


def check_choice(what: str, given: str | None, choices: tuple[str, ...]) -> None:
    """Stop where something is asked for that there is not.

    Raises:
        InputError: it is none of the choices; None is no choice at all, and passes.
    """
    if given is not None and given not in choices:
        raise InputError([UnknownChoice(place=None, what=what, given=str(given), choices=choices)])
