"""The verb of a reviewer: `review` goes through the facts that a machine has proposed, and a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import check_day, pack_option
from sanctioncheck.errors import InputError

if TYPE_CHECKING:
    from sanctioncheck.cli.docket import Docket
    from sanctioncheck.model.rulebook import Rulebook

by_option = click.option("--by", metavar="NAME", help="Who decides; by default `git config user.name`, or asked.")
on_option = click.option("--on", "day", metavar="DATE", help="The day of the decisions; by default today.")

four_eyes_option = click.option(
    "--four-eyes", is_flag=True, help="A fact is accepted only when two different people have signed it."
)


@click.command()
@click.argument("case")
@by_option
@four_eyes_option
@click.option(
    "--only",
    type=click.Choice(("proposed", "accepted", "rejected", "all")),
    default="proposed",
    show_default=True,
    help="Which facts to go through.",
)
@click.option("--fact", "facts", multiple=True, metavar="ID", help="Only this fact, whatever its state; repeatable.")
@on_option
@pack_option
def review(
    case: str, by: str | None, four_eyes: bool, only: str, facts: tuple[str, ...], day: str | None, pack: str | None
) -> int:
    """Accept, reject or edit the facts of a case that a machine has proposed.

    Each decision is one key and Enter, is written to case.yaml at once, and is recorded in reviews.jsonl beside it.
    """
    from sanctioncheck.cli.output import colour_for, width_for
    from sanctioncheck.cli.sitting import Sitting
    from sanctioncheck.load.pack import load_pack

    check_day(day)
    rulebook = load_pack(Path(pack) if pack is not None else None)
    docket = open_docket(case, rulebook, by, day, four_eyes=four_eyes)
    for name in facts:
        docket.number(name)
    chosen = facts or tuple(f.id for f in docket.loaded.case.facts if only in ("all", f.review.state))
    sitting = Sitting(docket, chosen, width_for(None), colour_for(None))
    for problem in docket.warnings:
        sitting.say(problem.render())
    if docket.recovered is not None:
        entry = docket.recovered
        sitting.say(f"the last sitting was cut off; its decision is kept: {entry.what} {entry.fact}, by {entry.who}")
    if not chosen:
        sitting.say(f"no fact of the case is {only}" if only != "all" else "the case has no facts")
        if not docket.mine():
            return 0
    try:
        sitting.hold()
    except (KeyboardInterrupt, click.Abort):
        click.echo("")
        raise click.Abort from None
    finally:
        sitting.say(sitting.summary())
    return 0


def open_docket(case: str, rulebook: Rulebook, by: str | None, day: str | None, *, four_eyes: bool = False) -> Docket:
    """Open a case for decisions.

    Args:
        case: the folder of the case, or the `case.yaml` in it.
        rulebook: the pack.
        by: who decides; None for who git says, or asked.
        day: the day of the decisions; None for today.
        four_eyes: whether two people must accept a fact.

    Raises:
        InputError: the case cannot be used, or nobody says who decides.
    """
    from datetime import UTC, date, datetime

    from sanctioncheck.cli.docket import Docket

    when = day or datetime.now(UTC).isoformat(timespec="seconds")
    return Docket(Path(case), rulebook, _name(case, by), day or date.today().isoformat(), when, four_eyes=four_eyes)


def _name(case: str, by: str | None) -> str:
    from sanctioncheck.errors.reviewing import NoReviewer

    if by is not None:
        return by
    name = _git_name(case)
    if name is None:
        from sanctioncheck.cli.sitting import read_line

        name = read_line("who reviews? > ")
    if not name:
        raise InputError([NoReviewer(place=None)])
    return name


def _git_name(case: str) -> str | None:
    import subprocess

    folder = Path(case) if Path(case).is_dir() else Path(case).parent
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, check=False, cwd=folder, timeout=5,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
