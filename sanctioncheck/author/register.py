"""Everything in the rules that has a page, each with what a list says of it and the texts in which it is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import get_args

from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.wording import Wording, blank, denial
from sanctioncheck.model.norm import UNCONFIRMED, ExceptionClause, Provision, Status
from sanctioncheck.model.register import Entry
from sanctioncheck.model.rulebook import Meaning, Rulebook, head
from sanctioncheck.model.vocabulary import Predicate

__all__ = ["STATUSES", "Registered", "register"]

STATUSES = (
    *get_args(Status), "reviewed", "not-reviewed", "tested", "not-tested", "whole", "not-whole",
)  # fmt: skip
"""What may be said of a provision: how far it has come; whether somebody reviewed it, tests stand beside it, nothing is
left out of it; or not."""

Texts = tuple[tuple[str, str], ...]
"""Where a text stands, and the text."""


@dataclass(frozen=True, slots=True)
class Registered:
    """One thing that has a page."""

    entry: Entry
    texts: Texts
    """The texts in which words are looked for, those that say most of it first."""


def register(book: Rulebook, shelf: Shelf) -> tuple[Registered, ...]:
    """Give everything that has a page: provisions, definitions and bridges, predicates, types, lists, background.

    Takes the pack and its files; gives each kind in the order of the pack, provisions by their ids.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> next(r.entry.citation for r in register(load_pack(), Shelf(built_in())) if r.entry.id == "un.charter/2-4")
    'UN Charter art 2(4)'
    """
    return tuple(_all(book, shelf))


def _all(book: Rulebook, shelf: Shelf) -> Iterator[Registered]:
    wording, files, tested = Wording(book), shelf.provisions(), shelf.tested()
    for ident in sorted(book.provisions, key=_in_order):
        provision = book.provisions[ident]
        entry = _law(provision, files.get(ident), ident in tested, book)
        yield Registered(entry, tuple(_provision_texts(provision, wording)))
    for meaning in book.meanings:
        yield _meaning(meaning, wording)
    for name, word in book.vocabulary.predicates.items():
        yield Registered(Entry(kind="predicate", id=name, title=blank(word.say)), tuple(_word_texts(name, word)))
    for name, kind in book.vocabulary.types.items():
        texts = (("id", name), ("title", kind.label), *(("word", each) for each in kind.words))
        yield Registered(Entry(kind="type", id=name, title=kind.label), texts)
    for listing in book.lists:
        title = f"{listing.predicate}: {len(listing.rows)} rows, as of {listing.as_of}"
        texts = (("id", listing.id), ("title", title), ("source", listing.source))
        yield Registered(Entry(kind="list", id=listing.id, title=title), texts)
    for finding in book.findings:
        entry = Entry(
            kind="background",
            id=finding.id,
            title=finding.gist,
            citation=finding.citation.label,
            mark=finding.mark,
            confirmed=finding.mark not in UNCONFIRMED,
        )
        said = wording.atom(finding.claim.predicate, finding.claim.roles, finding.claim.positive)
        texts = (("id", finding.id), ("citation", finding.citation.text), ("gist", finding.gist), ("statement", said))
        yield Registered(entry, texts)


def _in_order(ident: str) -> list[tuple[int, int, str]]:
    """Put paragraph 9 before paragraph 10."""
    parts = re.findall(r"\d+|[a-z]+", ident)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _law(provision: Provision, file: str | None, tested: bool, book: Rulebook) -> Entry:
    status = (
        provision.status,
        "reviewed" if provision.reviewers else "not-reviewed",
        "tested" if tested else "not-tested",
        "not-whole" if provision.not_encoded else "whole",
    )
    folder = str(PurePosixPath(file).parent).removeprefix("instruments").strip("/") if file else None
    return Entry(
        kind="provision",
        id=provision.provision,
        title=provision.title,
        citation=provision.citation.label,
        regime=folder,
        force=provision.force,
        in_force=" and ".join(stretch.said for stretch in provision.in_force),
        mark=provision.mark,
        confirmed=provision.mark not in UNCONFIRMED,
        norms=sum(rule.provision is provision for rule in book.rules),
        status=status,
        file=file,
    )


def _provision_texts(provision: Provision, wording: Wording) -> Iterator[tuple[str, str]]:
    yield "citation", provision.citation.text
    yield "id", provision.provision
    yield "title", provision.title
    for norm in provision.norms:
        yield f"norm {norm.id}", norm.title
    for name, element in provision.elements.items():
        yield f"question {name}", wording.text(element.ask)
    yield "gist", provision.gist
    for name, clause in provision.exceptions.items():
        if isinstance(clause, ExceptionClause):
            yield f"exception {name}", wording.text(clause.gist)
            yield f"question {name}", wording.text(clause.ask)
    for name, element in provision.elements.items():
        for reading in element.readings:
            yield f"reading {name}={reading.id}", f"{reading.label}; held by {'; '.join(reading.held_by)}"
    for definition in provision.definitions:
        yield f"definition {definition.id}", definition.gist
    for left in provision.not_encoded:
        yield "not encoded", f"{left.text}: {left.reason}"


def _meaning(meaning: Meaning, wording: Wording) -> Registered:
    kind, said = ("bridge" if meaning.bridge else "definition"), wording.atom(*head(meaning))
    entry = Entry(kind=kind, id=meaning.id, title=f"{said}: {meaning.definition.gist}", file=meaning.file)
    return Registered(entry, (("id", meaning.id), ("title", said), ("gist", meaning.definition.gist)))


def _word_texts(name: str, word: Predicate) -> Iterator[tuple[str, str]]:
    yield "id", name
    yield "title", blank(word.say)
    yield "question", blank(word.ask)
    yield "denial", blank(denial(word))
    if word.counts:
        yield "what counts", blank(word.counts)
    if word.cues:
        yield "cue", word.cues.about
