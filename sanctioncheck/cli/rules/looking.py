"""`rules list` and `rules search`: what the rules hold, and where in them words stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctioncheck.cli.case import output_option, pack_option
from sanctioncheck.errors import InputError, Problem

if TYPE_CHECKING:
    from sanctioncheck.author.register import Registered
    from sanctioncheck.author.searching import Limits
    from sanctioncheck.model.rulebook import Rulebook

__all__ = ["list_", "search"]

KINDS = {
    "provisions": "provision",
    "definitions": "definition",
    "bridges": "bridge",
    "predicates": "predicate",
    "types": "type",
    "lists": "list",
    "background": "background",
}
STATUSES = (
    "experimental", "test", "stable", "deprecated", "reviewed", "not-reviewed", "tested", "not-tested", "whole",
    "not-whole",
)  # fmt: skip
MARKS = ("V", "V2", "R-HH", "R-H", "R-M", "R-L", "unconfirmed")
NOTHING_FOUND = 1

format_option = click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True
)


@click.command(name="list")
@click.argument("kind", type=click.Choice(tuple(KINDS)), default="provisions", metavar="[KIND]")
@format_option
@output_option
@pack_option
def list_(kind: str, form: str, output: str | None, pack: str | None) -> int:
    """List what the rules hold: provisions, definitions, bridges, predicates, types, lists or background findings."""
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.model.register import Listing
    from sanctioncheck.render.jsontext import to_json
    from sanctioncheck.render.register import listing_text, to_csv

    book, entries = _registered(pack)
    chosen = tuple(each.entry for each in entries if each.entry.kind == KINDS[kind])
    listing = Listing(pack=f"{book.name} {book.version}", kind=kind, entries=chosen)
    if form == "json":
        emit(to_json(listing), output)
    elif form == "csv":
        emit(to_csv(chosen), output)
    else:
        emit(listing_text(listing, width_for(output)), output)
    return 0


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(tuple(KINDS)), help="Only these; may be repeated.")
@click.option("--regime", metavar="NAME", help="Only provisions of this regime or instrument: dprk, 1718, charter.")
@click.option("--actor-type", metavar="TYPE", help="Only provisions that bind actors of this type.")
@click.option("--conduct", metavar="PREDICATE", help="Only provisions that ask for it, also through definitions.")
@click.option("--on", metavar="DATE", help="Only provisions in force then, or perhaps in force.")
@click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only such provisions; may be repeated.")
@click.option("--mark", multiple=True, type=click.Choice(MARKS), help="Only with this mark; may be repeated.")
@format_option
@output_option
@pack_option
def search(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    regime: str | None,
    actor_type: str | None,
    conduct: str | None,
    on: str | None,
    status: tuple[str, ...],
    mark: tuple[str, ...],
    form: str,
    output: str | None,
    pack: str | None,
) -> int:
    """Look for words in titles, gists, questions, citations and readings; every word must stand somewhere.

    The exit code is 1 where nothing is found.
    """
    from sanctioncheck.author.searching import Limits
    from sanctioncheck.author.searching import search as find
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.model.register import SearchResult
    from sanctioncheck.render.jsontext import to_json
    from sanctioncheck.render.register import search_text, to_csv

    book, entries = _registered(pack)
    limits = Limits(tuple(KINDS[kind] for kind in kinds), regime, actor_type, conduct, on, status, mark)
    _check(limits, book, entries)
    hits = find(" ".join(words), limits, entries, book)
    named = {
        "kind": ", ".join(kinds), "regime": regime, "actor-type": actor_type, "conduct": conduct, "on": on,
        "status": ", ".join(status), "mark": ", ".join(mark),
    }  # fmt: skip
    filters = {name: value for name, value in named.items() if value}
    result = SearchResult(pack=f"{book.name} {book.version}", words=words, filters=filters, hits=hits)
    if form == "json":
        emit(to_json(result), output)
    elif form == "csv":
        emit(to_csv([hit.entry for hit in hits], hits), output)
    else:
        emit(search_text(result, width_for(output)), output)
    return 0 if hits else NOTHING_FOUND


def _registered(pack: str | None) -> tuple[Rulebook, tuple[Registered, ...]]:
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.register import register
    from sanctioncheck.load.pack import built_in, load_pack

    root = built_in() if pack is None else Path(pack)
    book = load_pack(root)
    return book, register(book, Shelf(root))


def _check(limits: Limits, book: Rulebook, entries: tuple[Registered, ...]) -> None:
    """Stop where a limit names what there is none of, which would find nothing and not say why."""
    from sanctioncheck.errors.bench import NoDate, NoSuchLimit
    from sanctioncheck.model.time import BadDate, parse_window

    regimes = {part for each in entries for folder in (each.entry.regime or "").split("/") for part in _parts(folder)}
    asked = (
        ("regime", limits.regime and limits.regime.casefold().strip("/"), regimes),
        ("actor type", limits.actor_type, set(book.vocabulary.types)),
        ("predicate", limits.conduct, set(book.vocabulary.predicates)),
    )
    problems: list[Problem] = [
        NoSuchLimit(place=None, what=what, asked=name, known=tuple(sorted(known)))
        for what, name, known in asked
        if name is not None and name not in known
    ]
    if limits.on is not None:
        try:
            parse_window(limits.on)
        except BadDate as error:
            problems.append(NoDate(place=None, asked=limits.on, reason=str(error)))
    if problems:
        raise InputError(problems)


def _parts(folder: str) -> tuple[str, ...]:
    return (folder.casefold(), *folder.casefold().split("-")) if folder else ()
