"""From paths to results: load the pack once, then load, judge and tell each case; one broken case stops no other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from sanctioncheck import __version__
from sanctioncheck.cli.crosschecking import Engine, begun
from sanctioncheck.cli.remembering import fresh_law, law
from sanctioncheck.engine.budget import PER_NORM
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.load.case import LoadedCase, load_case
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.result import CaseResult, CellNode, Failure, RunResult, packs_of
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.truth import Standard
from sanctioncheck.model.verification import Verification
from sanctioncheck.render import phrases

Chosen = Callable[[CaseResult], CellNode | None]


def run_cases(
    paths: Sequence[str],
    *,
    pack: str | None = None,
    standard: Standard | None = None,
    as_of: str | None = None,
    everything: bool = False,
    kept: bool = True,
    engine: str | None = "native",
    only: Chosen | None = None,
    budget: int | None = None,
) -> RunResult:
    """Judge cases.

    Args:
        paths: the folders of the cases, or the `case.yaml` in each.
        pack: the folder of the rules; None for the pack that comes with the program.
        standard: the standard of proof that the matrix shows; None for the one that the pack's policy takes.
        as_of: the day as of which to judge; None for each case's own.
        everything: whether norms that apply to nobody have cells too.
        kept: whether a pack may come from what was kept of its files; what is proved is proved from the files.
        engine: `native`, `durable` or `both`; None for both where durable_rules is installed.
        only: takes a matrix and gives the only cell whose findings are told, or None for no cell; without it all are.
        budget: the steps that one norm may take; None for as many as the engine gives by itself.

    Returns:
        The results of the good cases, in the order of the paths; the others are in `failed`, each with its problems.

    Raises:
        InputError: the pack is broken, or the engine asked for is not here.
    """
    cases: list[CaseResult] = []
    failed: list[Failure] = []
    with begun(engine) as second:
        rulebook, plan = prepared(pack, kept=kept)
        asked = standard or rulebook.policy.default
        engines = Engine(engine, rulebook, plan, second)
        for path in paths:
            try:
                cases.append(_run_case(path, engines, asked, as_of, everything, only, budget or PER_NORM))
            except InputError as error:
                failed.append(Failure(input=path, error=str(error)))
    return result_of(rulebook, asked, cases, failed, as_of=as_of, everything=everything, budget=budget)


def result_of(
    rulebook: Rulebook,
    standard: Standard,
    cases: Sequence[CaseResult],
    failed: Sequence[Failure] = (),
    *,
    as_of: str | None = None,
    everything: bool = False,
    budget: int | None = None,
) -> RunResult:
    """Put the results of cases together; the options are those of `run_cases`."""
    return RunResult(
        tool=f"sanctioncheck {__version__}",
        language=rulebook.language,
        packs=packs_of(rulebook),
        policy={"name": rulebook.policy.name, "sha256": rulebook.policy.sha256},
        standard=standard,
        as_of=as_of,
        everything=everything,
        budget=budget,
        disclaimer=phrases.DISCLAIMER,
        cases=tuple(cases),
        failed=tuple(failed),
    )


def prepared(pack: str | None, *, kept: bool = True) -> tuple[Rulebook, Plan]:
    """Load a pack and compile it, for as many cases as come.

    Args:
        pack: the folder of the rules; None for the pack that comes with the program.
        kept: whether it may come from what was kept of its files.

    Raises:
        InputError: the pack is broken.
    """
    rulebook = law(pack) if kept else fresh_law(pack)
    plan = compile_plan(rulebook)
    # The law stays until the program ends: looking through it for garbage again and again costs more than judging.
    gc.freeze()
    # Of what a large case makes, nearly all is kept to the end too, and next to nothing of it turns in circles.
    gc.set_threshold(100_000, 50, 100)
    return rulebook, plan


def open_case(
    path: str,
    *,
    pack: str | None = None,
    standard: Standard | None = None,
    as_of: str | None = None,
    budget: int | None = None,
) -> Story:
    """Load and judge one case, ready to be told, asked about or changed.

    Args:
        path: the folder of the case, or the `case.yaml` in it.
        pack: the folder of the rules; None for the pack that comes with the program.
        standard: the standard of proof; None for the one that the pack's policy takes.
        as_of: the day as of which to judge; None for the case's own.
        budget: the steps that one norm may take; None for as many as the engine gives by itself.

    Raises:
        InputError: the pack or the case is broken.
    """
    rulebook, plan = prepared(pack)
    case = load_case(Path(path), rulebook)
    asked = standard or rulebook.policy.default
    return Story(case, rulebook, judge(case, rulebook, plan, asked, as_of, budget=budget or PER_NORM))


def reported(
    path: str,
    *,
    pack: str | None = None,
    standard: Standard | None = None,
    as_of: str | None = None,
    engine: str | None = "native",
    budget: int | None = None,
) -> tuple[RunResult, dict[str, str]]:
    """Judge one case for a report; the options are those of `run_cases`.

    Returns:
        The result, and the text of each source by its id; none where the case could not be judged.

    Raises:
        InputError: the pack is broken, or the engine asked for is not here.
    """
    run = run_cases([path], pack=pack, standard=standard, as_of=as_of, engine=engine, budget=budget)
    return run, {} if run.failed else load_case(Path(path), prepared(pack)[0]).texts


def verify_cell(
    path: str,
    cell: CellNode,
    *,
    pack: str | None = None,
    standard: Standard | None = None,
    as_of: str | None = None,
) -> Verification:
    """Re-check the trace of a cell from the facts of its case and the rules, without the engine.

    Args:
        path: the case that the cell was told for.
        cell: the cell with its trace.
        pack: the folder of the rules; None for the pack that comes with the program.
        standard: the standard of proof that it was told at; None for the one that the pack's policy takes.
        as_of: the day as of which it was judged; None for the case's own.

    Raises:
        InputError: the pack or the case is broken.
    """
    # Only `--verify` needs these, and they take a while to load.
    from sanctioncheck.engine.weigh import weigh
    from sanctioncheck.explain.verify import Verifier

    # What is proved is proved from the files, never from what was kept of them.
    rulebook = fresh_law(pack)
    file = load_case(Path(path), rulebook)
    weighing = weigh(file.case, rulebook, as_of)
    asked = standard or rulebook.policy.default
    return Verifier(rulebook, file.case, weighing, file.texts, asked).check(cell)


def no_cell(case: CaseResult) -> None:
    """Choose no cell, where a matrix is only looked at."""


def _run_case(
    path: str,
    engine: Engine,
    standard: Standard,
    as_of: str | None,
    everything: bool,
    only: Chosen | None,
    budget: int,
) -> CaseResult:
    story = _story(load_case(Path(path), engine.rulebook), engine, standard, as_of, budget)
    weighing, findings = story.assessment.weighing, _findings(story)
    # The second engine works while the first one's findings are told.
    engine.ask(weighing, findings)
    if only is None:
        result = story.whole(everything=everything, as_of=as_of)
    else:
        result = story.glance(everything=everything, as_of=as_of, chosen=only)
    return result.model_copy(update={"engines": engine.checked(weighing, findings)})


def judged(
    file: LoadedCase, engine: Engine, standard: Standard, as_of: str | None = None, budget: int = PER_NORM
) -> tuple[Story, Engines]:
    """Judge a case that was loaded, with the engines asked for.

    Args:
        file: the case, checked against the rulebook of the engines.
        engine: the engines.
        standard: the standard of proof that the matrix shows.
        as_of: the day as of which to judge; None for the case's own.
        budget: the steps that one norm may take.

    Returns:
        The case, ready to be told, and what its result says of the engines.

    Raises:
        InputError: the engine that was to decide gave no answer.
    """
    story = _story(file, engine, standard, as_of, budget)
    return story, engine.checked(story.assessment.weighing, _findings(story))


def _story(file: LoadedCase, engine: Engine, standard: Standard, as_of: str | None, budget: int) -> Story:
    decide = engine.decide if engine.decides else None
    assessment = judge(file, engine.rulebook, engine.plan, standard, as_of, decide=decide, budget=budget)
    return Story(file, engine.rulebook, assessment)


def _findings(story: Story) -> int:
    return sum(len(cell.findings) for cell in story.assessment.cells.values())
