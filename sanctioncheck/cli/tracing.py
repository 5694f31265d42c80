"""The verb of a reviewer of rule traces: `trace` lists which rule fired when, on which facts, and what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import as_of_option, check_day, output_option, pack_option
from sanctioncheck.errors import InputError

if TYPE_CHECKING:
    from sanctioncheck.explain.matrix import Story
    from sanctioncheck.model.fired import FiringLog

DRAWN = 120
"""Firings in one picture, at most: more is no picture that anybody reads."""


@click.command()
@click.argument("case")
@click.option("--actor", metavar="ACTOR", help="Only what speaks of this actor, and what that rests on.")
@click.option(
    "--norm", "norms", multiple=True, metavar="NORM", help="Only this norm, provision or citation, and its grounds."
)
@click.option("--predicate", metavar="WORD", help="Only what concludes this predicate or type, or asks for it.")
@click.option("--all", "everything", is_flag=True, help="Also what came to nothing, and the search for candidates.")
@click.option("--format", "form", type=click.Choice(("text", "jsonl", "svg")), default="text", show_default=True)
@as_of_option
@output_option
@pack_option
def trace(
    case: str,
    actor: str | None,
    norms: tuple[str, ...],
    predicate: str | None,
    everything: bool,
    form: str,
    as_of: str | None,
    output: str | None,
    pack: str | None,
) -> int:
    """List the firings of the second engine: which rule fired on which facts, in which order.

    It needs durable_rules (`pip install "sanctioncheck[durable]"`). `explain` tells the same cell as a proof.
    """
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.cli.pipeline import open_case
    from sanctioncheck.render.firings import refusals, to_json_lines, to_svg, to_text

    check_day(as_of)
    story = open_case(case, pack=pack, as_of=as_of)
    log = log_of(story, actor, norms, predicate, everything=everything)
    if form != "text":
        for reason in refusals(log):
            click.echo(reason, err=True)
    if form == "jsonl":
        emit(to_json_lines(log), output)
    elif form == "svg":
        if len(log.firings) > DRAWN:
            from sanctioncheck.cli.faults import TooManyFirings

            raise InputError([TooManyFirings(place=None, number=len(log.firings), most=DRAWN)])
        emit(to_svg(log), output)
    else:
        emit(to_text(log, width_for(output)), output)
    return 0


def log_of(
    story: Story, actor: str | None, norms: tuple[str, ...], predicate: str | None, *, everything: bool
) -> FiringLog:
    """Have the second engine judge a case, and give the firings asked for.

    Raises:
        InputError: durable_rules is not here or gave no answer; or there is no such actor, norm or predicate.
    """
    from sanctioncheck.cli.faults import EngineFailed, EngineMissing
    from sanctioncheck.engine.crosscheck import asked_of
    from sanctioncheck.engine.durable.child import Second, durable_version, missing
    from sanctioncheck.explain.firings import told, wanted
    from sanctioncheck.model.fired import FiringLog

    if missing():
        raise InputError([EngineMissing(place=None, engine="durable", reason=missing())])
    chosen = _chosen(story, actor, norms, predicate)
    assessment = story.assessment
    with Second(story.book, firings=True) as second:
        chained = second.judge(assessment.weighing.plain, asked_of(assessment.court))
    if chained.failure:
        raise InputError([EngineFailed(place=None, reason=chained.failure)])
    found = wanted(chained.firings, actor=actor, norms=chosen, predicate=predicate, everything=everything)
    nodes = told(found, assessment.weighing, story.words)
    case = story.file.case.case
    refused = tuple(reason for norm, reason in sorted(chained.refused.items()) if not chosen or norm in chosen)
    return FiringLog(case=case, durable=durable_version(), total=len(chained.firings), refused=refused, firings=nodes)


def _chosen(story: Story, actor: str | None, norms: tuple[str, ...], predicate: str | None) -> frozenset[str]:
    """Give the norms asked for, and stop where something asked for is not there."""
    from sanctioncheck.cli.choose import norms_named
    from sanctioncheck.cli.faults import UnknownActor, UnknownPredicate

    names = story.assessment.weighing.plain.types
    if actor is not None and actor not in names:
        columns = tuple((each, story.words.name(each)) for each in story.assessment.actors)
        raise InputError([UnknownActor(place=None, actor=actor, actors=columns)])
    vocabulary = story.book.vocabulary
    if predicate is not None and predicate not in {*vocabulary.predicates, *vocabulary.types}:
        raise InputError([UnknownPredicate(place=None, predicate=predicate, known=tuple(vocabulary.predicates))])
    return frozenset(norms_named(story.book, norms))
