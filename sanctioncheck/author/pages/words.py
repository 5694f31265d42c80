"""The pages of what rules are made of: predicates, types, closed lists and public findings, and who uses them."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.leaning import askers, concluding, meaning_use
from sanctioncheck.author.pages.wording import Wording, blank, denial
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.norm import UNCONFIRMED, BackgroundFinding
from sanctioncheck.model.page import FindingPage, ListPage, PredicatePage, TypePage, Use
from sanctioncheck.model.rulebook import ClosedList, Listed, Rulebook, head
from sanctioncheck.model.time import THROUGHOUT, format_known

__all__ = ["finding_page", "list_page", "predicate_page", "type_page"]


def predicate_page(book: Rulebook, name: str, shelf: Shelf) -> PredicatePage:
    """Tell a predicate: its roles and sentences, what concludes it, and everything that asks for it.

    Args:
        book: the pack.
        name: a predicate that its vocabulary has.
        shelf: the files of the pack.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> predicate_page(load_pack(), "member_of_un", Shelf(built_in())).lists[0].id
    'un-members'
    """
    wording, word = Wording(book), book.vocabulary.predicates[name]
    meanings = concluding(book, name) if name != IS_A else ()
    return PredicatePage(
        id=name,
        title=blank(word.say),
        file=shelf.word("predicates", name),
        nature=word.kind,
        roles={role: wording.kind(kind) for role, kind in word.roles.items()},
        say=blank(word.say),
        deny=blank(denial(word)),
        ask=blank(word.ask),
        counts=blank(word.counts) if word.counts else None,
        conduct_of=word.conduct_of,
        closed=word.closed,
        judgement=word.judgement,
        read_from_texts=word.cues is not None,
        about=word.cues.about if word.cues else None,
        concluded_by=tuple(meaning_use(each, wording) for each in meanings),
        used_by=askers(book, name, wording),
        lists=tuple(_of_list(each) for each in book.lists if each.predicate == name),
        findings=tuple(_of_finding(each) for each in book.findings if each.claim.predicate == name),
    )


def type_page(book: Rulebook, name: str, shelf: Shelf) -> TypePage:
    """Tell a type: what it is within, what is within it, what it excludes, and what asks for it.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> type_page(load_pack(), "crude_oil", Shelf(built_in())).wider
    ('petroleum', 'item', 'thing')
    """
    wording, vocabulary = Wording(book), book.vocabulary
    kind = vocabulary.types[name]
    roles = (
        f"{predicate}.{role}"
        for predicate, word in vocabulary.predicates.items()
        for role, wanted in word.roles.items()
        if wanted == name
    )
    own = tuple(each for each in book.meanings if head(each)[1].get("type") == name)
    return TypePage(
        id=name,
        title=kind.label,
        file=shelf.word("types", name),
        wider=vocabulary.supertypes(name)[1:],
        narrower=tuple(each for each in vocabulary.subtypes(name) if each != name),
        disjoint=vocabulary.disjoint_with(name),
        declarable=kind.declarable,
        words=kind.words,
        roles=tuple(roles),
        concluded_by=tuple(meaning_use(each, wording) for each in own),
        used_by=askers(book, f"{IS_A}:{name}", wording),
    )


def list_page(book: Rulebook, ident: str, shelf: Shelf) -> ListPage:
    """Tell a closed list: what it answers, on what it rests, and every row.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> list_page(load_pack(), "un-members", Shelf(built_in())).predicate
    'member_of_un'
    """
    wording = Wording(book)
    listing = next(each for each in book.lists if each.id == ident)
    return ListPage(
        id=ident,
        title=blank(book.vocabulary.predicates[listing.predicate].say),
        file=shelf.listing(ident),
        predicate=listing.predicate,
        source=listing.source,
        as_of=listing.as_of,
        rows=tuple(_row(row, book, wording) for row in listing.rows),
        used_by=askers(book, listing.predicate, wording),
    )


def finding_page(book: Rulebook, ident: str, shelf: Shelf) -> FindingPage:
    """Tell a public finding: what it states of when, by whom, where it stands, and which rules ask for it.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> finding_page(load_pack(), "designated-rgb", Shelf(built_in())).when
    'from 2016-03-02'
    """
    wording = Wording(book)
    finding = next(each for each in book.findings if each.id == ident)
    claim = finding.claim
    asked = f"{IS_A}:{claim.roles['type']}" if claim.predicate == IS_A else claim.predicate
    bodies = {**book.policy.fact_finding, **book.policy.deciding}
    return FindingPage(
        id=ident,
        title=finding.gist,
        file=shelf.finding(ident),
        states=wording.atom(claim.predicate, claim.roles, claim.positive),
        when=_when(finding),
        document=finding.document,
        citation=finding.citation.text,
        mark=finding.mark,
        confirmed=finding.mark not in UNCONFIRMED,
        published=finding.published,
        body=bodies.get(finding.body, finding.body) if finding.body else None,
        nature=finding.kind,
        mode=finding.mode,
        source=f"{finding.reliability}{finding.information}",
        gist=finding.gist,
        used_by=tuple(_users(book, asked, wording)),
    )


def _users(book: Rulebook, asked: str, wording: Wording) -> Iterator[Use]:
    """Give what asks for a name; evidence for a type counts for its wider types too."""
    kinds = book.vocabulary.supertypes(asked.partition(":")[2]) if asked.startswith(f"{IS_A}:") else ()
    names = [f"{IS_A}:{kind}" for kind in kinds] or [asked]
    yield from dict.fromkeys(use for name in names for use in askers(book, name, wording))


def _when(finding: BackgroundFinding) -> str | None:
    if finding.during is not None:
        begin, end = finding.during.from_, finding.during.to
        return f"from {begin}" if end == ".." else f"to {end}" if begin == ".." else f"from {begin} to {end}"
    return f"on {finding.on}" if finding.on else None


def _row(row: Listed, book: Rulebook, wording: Wording) -> str:
    roles = dict(zip(book.vocabulary.predicates[row.predicate].roles, row.fillers, strict=True))
    when = "" if row.when == THROUGHOUT else format_known(row.when)
    status = "" if row.status == "sure" else f" ({row.status})"
    return f"{wording.atom(row.predicate, roles)}{f', {when}' if when else ''}{status}"


def _of_list(listing: ClosedList) -> Use:
    return Use(kind="list", id=listing.id, text=f"{len(listing.rows)} rows, as of {listing.as_of}")


def _of_finding(finding: BackgroundFinding) -> Use:
    return Use(kind="background", id=finding.id, text=f"{finding.document}: {finding.gist}")
